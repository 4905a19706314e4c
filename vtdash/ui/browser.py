"""What the page does in the reader's browser: its language, lost connection, paper, pictures.

The scripts are files of ``static/``, which a browser fetches once; a run sends only the element
that names them, with the language and the sentences as attributes. Inline, the same scripts
would cost a millisecond a run.
"""

from __future__ import annotations

import json
from functools import cache

import streamlit as st

from vtdash.render.charts.theme import DARK, LIGHT, Look
from vtdash.text.language import Text
from vtdash.ui.markup import element
from vtdash.ui.shell import static_file


def listen(text: Text) -> None:
    """Bring the page's scripts into the page; once a run, in a place that stays the same."""
    st.html(_element(text.language, tuple(_words(text).items())), unsafe_allow_javascript=True)


def _words(text: Text) -> dict[str, str]:
    """Return what the scripts say, by name."""
    return {
        "lost": text(
            "The connection to the server is lost. What is shown stays; the filters work "
            "again when it is back."
        ),
        "back": text("The connection is back."),
        "saved": text("Picture saved:"),
        "failed": text("The picture could not be made. Please try again."),
        "rest": text("On paper this table shows only the rows in view."),
    }


@cache
def _element(language: str, words: tuple[tuple[str, str], ...]) -> str:
    """Return the hidden element that holds the words, and the scripts beside it.

    The language is set at once, by a script in the element: a file comes a moment later.
    """
    said = {f"data-{name}": sentence for name, sentence in words}
    inks = json.dumps(_inks(DARK, LIGHT))
    holder = element(
        "div", "", class_="page-words", hidden="", data_language=language, data_inks=inks, **said
    )
    at_once = element("script", f"document.documentElement.lang = {json.dumps(language)}")
    return holder + at_once + element("script", "", src=static_file("page.js"))


def _inks(dark: Look, light: Look) -> dict[str, str]:
    """Return the dark theme's colours with the light ones that take their place on paper."""
    return dict(zip(_colours(dark), _colours(light), strict=True))


def _colours(look: Look) -> list[str]:
    return [look.text, look.quiet, look.grid, look.paper, *look.series.values()]
