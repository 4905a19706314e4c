"""Text from a file made fit to be shown, and how a finding about it is put into words.

No sentence ever carries more of a file than the one cell it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtdash.errors import nearest
from vtdash.schema import Bilingual

SHOWN = 60
"""Characters of a cell that a message repeats."""

LISTED = 15
"""A list of allowed values longer than this is not spelled out in a message."""

_ZEROS_LOST = re.compile(r"[0-9]{1,4}")


def printable(text: str) -> str:
    r"""Return the text with characters that a terminal obeys or hides written as escapes.

    >>> printable("a\x1b[31m")
    'a\\x1b[31m'
    """
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text
    )


def shown(text: str) -> str:
    """Return the text as a message may repeat it: harmless, in quotes, at most 60 characters.

    >>> shown("x" * 100) == "'" + "x" * 59 + "…'"
    True
    """
    safe = printable(text[: SHOWN + 1])
    return f"'{safe}'" if len(safe) <= SHOWN else f"'{safe[: SHOWN - 1]}…'"


def suggestion(text: str, allowed: Sequence[str]) -> str:
    """Return the allowed value that was probably meant, or an empty string.

    Beside spelling it knows capitals and the leading zeros that a spreadsheet drops.

    >>> suggestion("1", ["001", "277"]), suggestion("Hanoi", ["hanoi", "haiphong"])
    ('001', 'hanoi')
    """
    if len(text) > SHOWN:
        return ""
    if text.lower() in allowed:
        return text.lower()
    if _ZEROS_LOST.fullmatch(text):
        padded = [text.zfill(width) for width in (3, 5)]
        return next((code for code in padded if code in allowed), "")
    return nearest(text.lower(), allowed) or nearest(text.upper(), allowed)


def not_allowed(text: str, close: str, allowed: Sequence[str], place: str) -> Bilingual:
    """Return the sentence for a value outside its list; ``place`` says where a long list is."""
    values = ", ".join(allowed)
    short = len(allowed) <= LISTED
    use = (f"dùng một trong: {values}", f"use one of: {values}")
    look = (f"tra giá trị đúng trong {place}", f"look the right value up in {place}")
    vi, en = use if short else look
    if close:
        vi, en = f"có phải là '{close}'? Nếu không, {vi}", f"did you mean '{close}'? If not, {en}"
    return Bilingual(
        f"{shown(text)} không phải là giá trị được biết; {vi}",
        f"{shown(text)} is not a known value; {en}",
    )
