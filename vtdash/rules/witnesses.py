"""Which of several pages that state one number is shown first: whose page it is decides."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from vtdash.reference import Catalogue, Source


def best_first(sources: Iterable[Source], catalogue: Catalogue) -> tuple[Source, ...]:
    """Return the sources, the best witness first; equals stay in their order.

    The kinds stand in codes.toml [source_kind] in the order in which they are preferred. After
    all kinds come addresses with a port or of a bare number: such a page is a back door that may
    close. Of one kind a page that is sent encrypted goes before one that is not.
    """
    kinds = list(catalogue.codes["source_kind"])

    def rank(source: Source) -> tuple[bool, int, bool]:
        is_plain = urlsplit(source.url).scheme != "https"
        return is_bare_address(source.url), kinds.index(source.kind), is_plain

    return tuple(sorted(sources, key=rank))


def is_bare_address(url: str) -> bool:
    """Return whether an address names a port or, instead of a name, a number.

    >>> [is_bare_address(f"http://{host}/a") for host in ("a.vn", "a.vn:8081", "10.0.0.1")]
    [False, True, True]
    """
    parts = urlsplit(url)
    try:
        ip_address(parts.hostname or "")
    except ValueError:
        return parts.port is not None
    return True
