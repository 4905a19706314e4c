"""Streamlit with the dashboard's answers forgotten before every run, so that none is reused.

Filters with few values (a city, a task) would otherwise find every answer after a few rounds; so
the benchmark shows a filter change that nobody made before. Takes Streamlit's own arguments.
"""

import sys
from collections.abc import Callable

from streamlit.web import cli

from vtdash.store import Store
from vtdash.ui import cached

_ask = cached.asker


def forgetful(store: Store) -> Callable[..., cached.Rows]:
    """Forget every answer, then return what the page asks through."""
    _ask.cache_clear()
    return _ask(store)


if __name__ == "__main__":
    cached.asker = forgetful
    sys.argv[0] = "streamlit"
    cli.main()
