"""Text from a file made fit to be shown, and how a finding about it is put into words.

No sentence ever carries more of a file than the one cell it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vtdash.model.datasets import Bilingual
from vtdash.model.errors import nearest
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

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


def harmless(text: str) -> str:
    """Return the text as it may be repeated: nothing a terminal obeys, at most 60 characters.

    >>> harmless("x" * 100) == "x" * 59 + "…"
    True
    """
    safe = printable(text[: SHOWN + 1])
    return safe if len(safe) <= SHOWN else f"{safe[: SHOWN - 1]}…"


def enumerated(form: str, coded: Iterable[tuple[str, Named]]) -> Bilingual:
    """Return codes with their names as one enumeration; ``form`` puts each into words.

    >>> enumerated("{code} ({name})", [("R01", Bilingual("May", "Sewing"))]).en
    'R01 (Sewing)'
    """
    pairs = list(coded)
    return Bilingual(
        ", ".join(form.format(code=code, name=name.vi) for code, name in pairs),
        ", ".join(form.format(code=code, name=name.en) for code, name in pairs),
    )


def part_above_whole(part: float, whole: float, column: Named) -> Named:
    """Return that a part is larger than the whole, which stands in ``column``.

    >>> part_above_whole(400, 340, Bilingual("C – Tổng số", "C – Tổng số")).vi
    '400 > 340 (cột C – Tổng số).'
    """
    return message(
        "{part} > {whole} (column {column}).",
        part=Number(part),
        whole=Number(whole),
        column=column,
    )


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
