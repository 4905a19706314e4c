"""HTML and Markdown of our own, in which every text is harmless: the menu, links, picture buttons.

The framework's own menu leads to bare addresses, so that a step takes two entries of the
browser's history, and it is no landmark for assistive technology. Ours are plain links in a
``nav``, each with the reader's whole state in its address; page.js follows them within the page
that is loaded, and without it they work as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from vtdash.reference import Source
from vtdash.render.charts.points import Figure
from vtdash.render.panel import Panel
from vtdash.text.language import Text
from vtdash.topics.choices import State
from vtdash.ui.address import write_address
from vtdash.ui.state import choices_made


def element(tag: str, inside: str, **attributes: str | None) -> str:
    """Return an element around HTML; what is None is left out.

    >>> element("a", "Sources", class_="skip", data_page="", title=None)
    '<a class="skip" data-page="">Sources</a>'
    """
    return f"{open_tag(tag, **attributes)}{inside}</{tag}>"


def wide_table(
    heads: Iterable[str], lines: Iterable[Sequence[str]], name: str, *, is_long: bool = False
) -> str:
    """Return a table that scrolls where there is no room; the cells of its lines are HTML.

    The first cell of a line is its heading. ``is_long``: it has a height of its own as well.
    """
    head = "".join(element("th", escaped(title), scope="col") for title in heads)
    rows = (
        element("th", first, scope="row") + "".join(element("td", cell) for cell in others)
        for first, *others in lines
    )
    body = "".join(element("tr", row) for row in rows)
    table = element("table", element("thead", element("tr", head)) + element("tbody", body))
    about = {"role": "region", "tabindex": "0", "aria_label": name}
    return element("div", table, class_="wide-table", data_long="" if is_long else None, **about)


def open_tag(tag: str, **attributes: str | None) -> str:
    """Return an element that holds nothing and is not closed: a link in a page's head."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>"


def escaped(text: str, vietnamese: Iterable[str] = ()) -> str:
    """Return text as HTML, the Vietnamese names in it marked as such for whoever reads aloud."""
    html = escape(text, quote=False)
    for name in sorted(set(vietnamese), key=len, reverse=True):
        bare = escape(name, quote=False)
        html = html.replace(bare, element("span", bare, lang="vi"))
    return html


Sections = Mapping[str, Sequence[tuple[str, str]]]
"""Title of a section -> paths and titles of its pages; the first page of all has the path ''."""


@dataclass(frozen=True)
class Menu:
    """The menu of one run: what it lists, and the path of the page that is shown."""

    sections: Sections
    here: str

    def draw(self, state: State, text: Text, chosen: str = "") -> None:
        """Draw the menu; every link leads to the same state on another page.

        ``chosen``: the filters in few words, for the bar that bar.js draws where the sidebar is
        folded away. It folds it where one choice was enough: when their number has grown.
        """
        lists = "".join(self._section(*section, state) for section in self.sections.items())
        about = {"data_chosen": chosen, "data_choices": str(choices_made())}
        st.html(element("nav", lists, class_="menu", aria_label=text("Pages"), **about))

    def _section(self, title: str, pages: Sequence[tuple[str, str]], state: State) -> str:
        links = (page_link(path, name, state, is_here=path == self.here) for path, name in pages)
        return (element("p", escaped(title)) if title else "") + _list(links)


def page_link(path: str, label: str, state: State, *, is_here: bool = False) -> str:
    """Return a link to a page as HTML, with the reader's state in its address."""
    return element(
        "a",
        escaped(label),
        data_page=path,
        href=f"./{path}?{_query(state)}",
        aria_current="page" if is_here else None,
    )


def show_links(links: Mapping[str, str], state: State) -> None:
    """List links in the body of a page: path -> label."""
    st.html(_list(page_link(path, label, state) for path, label in links.items()))


def draw_skip_link(text: Text) -> None:
    """Draw the first stop of the keyboard: a link past filters and menu."""
    st.html(element("a", escaped(text("Skip to the content")), class_="skip", href="#stMain"))


@lru_cache(maxsize=64)
def _query(state: State) -> str:
    return urlencode(write_address(state), doseq=True)


def _list(links: Iterable[str]) -> str:
    return element("ul", "".join(element("li", entry) for entry in links))


def chart_place(panel_id: str, figure: Figure, words: str) -> str:
    """Return the place of a chart as HTML, of its height, in which charts.js draws the figure.

    ``words``: its text alternative. The figure stands between single quotes, as its own are double;
    it has the signs of HTML as numbers, of which the framework's cleaner fears some.
    """
    drawn = json.dumps(figure, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "&'<>":
        drawn = drawn.replace(sign, f"\\u{ord(sign):04x}")
    place = element(
        "div",
        "",
        class_="chart",
        role="figure",
        aria_label=words,
        style=f"height: {figure['layout']['height']}px",
        data_chart=panel_id,
    )
    return place.replace("<div", f"<div data-figure='{drawn}'", 1)


_FORMATS = ("png", "svg")


def picture_buttons(text: Text, panel_id: str, file_name: str) -> str:
    """Return the buttons of a panel as HTML; their names begin with the word that is seen.

    ``file_name``: of the picture, without its ending.
    """
    purpose = text("save the chart as a picture")
    whole, close = text("Full screen"), text("Leave full screen")
    buttons = (
        *(_button(form.upper(), form, panel_id, purpose) for form in _FORMATS),
        _button(text("Copy picture"), "copy", panel_id),
        _button(whole, "screen", panel_id, data_open=whole, data_close=close),
    )
    return element("p", "".join(buttons), class_="pictures", data_name=file_name)


def places_to_pick(answer: Panel) -> str:
    """Return the places of a map with their values, for a screen too small for their names.

    A press on one chooses it, as one on the map does (maps.js).
    """
    names, rows = answer.names, sorted(answer.rows, key=lambda row: -(row.value or 0))
    is_mixed = len({row.data_status for row in rows if row.value is not None}) > 1
    listed = ""
    for row in rows:
        place = element(
            "button", escaped(names.area(row.area_id)), type="button", data_area=row.area_id
        )
        status = f" ({names.data_status(row)})" if is_mixed and row.data_status else ""
        listed += element("li", f"{place} {escaped(names.value(row) + status)}")
    return element("ol", listed, class_="map-places", data_picks=answer.drawing.picks)


def _button(label: str, form: str, panel_id: str, purpose: str = "", **data: str) -> str:
    return element(
        "button",
        escaped(label),
        type="button",
        class_="picture",
        data_format=form,
        data_panel=panel_id,
        aria_label=f"{label}: {purpose}" if purpose else label,
        **data,
    )


def literal(words: str) -> str:
    """Return text in which Markdown finds nothing to interpret."""
    for sign in "\\`*_[]<>$#~:|":
        words = words.replace(sign, f"\\{sign}")
    return words


def in_ink(words: str, *, is_sample: bool) -> str:
    """Return text as Markdown, grey where it rests on sample values."""
    return f":gray[{literal(words)}]" if is_sample else literal(words)


def source_address(source: Source) -> str:
    """Return the address of a source as a link has it."""
    return quote(source.url, safe=":/?&=%#.,-_~+;@!")
