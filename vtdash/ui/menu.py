"""The menu: every page by section, each link with the reader's whole state in its address.

The framework's own menu leads to bare addresses, so that a step takes two entries of the
browser's history, and it is no landmark for assistive technology. These are plain links in a
``nav``; page.js follows them within the page that is loaded, and without it they work as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vtdash.text.language import Text
from vtdash.topics.choices import State
from vtdash.ui.address import write_address
from vtdash.ui.markup import element, words

Sections = Mapping[str, Sequence[tuple[str, str]]]
"""Title of a section -> paths and titles of its pages; the first page of all has the path ''."""


@dataclass(frozen=True)
class Menu:
    """The menu of one run: its place in the sidebar, what it lists, the path of the page shown."""

    place: DeltaGenerator
    sections: Sections
    here: str

    def draw(self, state: State, text: Text) -> None:
        """Draw the menu; every link leads to the same state on another page."""
        lists = "".join(self._section(*section, state) for section in self.sections.items())
        skip = element("a", words(text("Skip to the content")), class_="skip", href="#stMain")
        menu = element("nav", lists, class_="menu", aria_label=text("Pages"))
        self.place.html(skip + menu)

    def _section(self, title: str, pages: Sequence[tuple[str, str]], state: State) -> str:
        links = (link(path, name, state, is_here=path == self.here) for path, name in pages)
        return (element("p", words(title)) if title else "") + _list(links)


def link(path: str, label: str, state: State, *, is_here: bool = False) -> str:
    """Return a link to a page as HTML, with the reader's state in its address."""
    return element(
        "a",
        words(label),
        data_page=path,
        href=f"./{path}?{_query(state)}",
        aria_current="page" if is_here else None,
    )


def show(links: Mapping[str, str], state: State) -> None:
    """List links in the body of a page: path -> label."""
    st.html(_list(link(path, label, state) for path, label in links.items()))


@lru_cache(maxsize=64)
def _query(state: State) -> str:
    return urlencode(write_address(state), doseq=True)


def _list(links: Iterable[str]) -> str:
    return element("ul", "".join(element("li", entry) for entry in links))
