"""Plain HTML: every text in it is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def element(tag: str, inside: str, **attributes: str | None) -> str:
    """Return an element around HTML; what is None is left out.

    >>> element("a", "Sources", class_="skip", data_page="", title=None)
    '<a class="skip" data-page="">Sources</a>'
    """
    return f"{empty(tag, **attributes)}{inside}</{tag}>"


def empty(tag: str, **attributes: str | None) -> str:
    """Return an element that holds nothing and is not closed: a link in a page's head."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>"


def words(text: str, vietnamese: Iterable[str] = ()) -> str:
    """Return text as HTML, the Vietnamese names in it marked as such for whoever reads aloud."""
    html = escape(text, quote=False)
    for name in sorted(set(vietnamese), key=len, reverse=True):
        bare = escape(name, quote=False)
        html = html.replace(bare, element("span", bare, lang="vi"))
    return html
