"""Number formats by which a cell shows another number than it holds.

What a workbook stores is one number, what its writer saw another one: neither is taken for the
other. Such a cell becomes text that no reader of numbers takes.
"""

from __future__ import annotations

import re

from vtdash.returns.files.cells import ADDED, DECIMALS, SCALED, beside_number

_QUOTED = re.compile(r'"[^"]*"|\\.')
"""Parts of a number format that are shown as they are."""

_UNSHOWN = re.compile(r"[_*].|\[[^\]]*\]")
"""Parts that are not: spaces as wide as a sign, signs that fill a cell, colours, conditions."""

_WRITTEN_ZEROS = re.compile(r'[0#?](?:"[., ]?0+"|\\[.,]?(?:\\0)+|(?:\\0)+)')
"""Zeros that stand behind every number whatever it is: 420 is shown as 420.000."""

_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
"""Commas behind the last digit of a number format: each leaves three digits out."""

_MINUS = re.compile(r"\s*[-–−(][^\w#?]*[#?0].*|[^#?0]*[#?0][#?0.,]*[-–−]\s*")
"""A minus or a bracket that stands before every number, or a minus behind: 60 is shown as -60."""

_PARTED = re.compile(r'[0#?]("[/:\-]"|\\[/:\-]|-)[0#?]')
"""A sign between digits: 1215 is shown as 12/15."""

_THREE_DECIMALS = re.compile(r"[0#?]\.0{3}(?![0#?%E])")
_THOUSAND = re.compile(r"\b(?:ngh[iì]n|ng[aà]n|k)\b", re.IGNORECASE)
_CHANGING = re.compile(
    r"[0-9%\u2030<>≤≥~≈±+]|\b(?:ngh[iì]n|ng[aà]n|k|tr[aă]m|t[yỷỉ]|kho[aả]ng|tr[eê]n|h[oơ]n|g[aầ]n|"
    r"d[uư][oớ]i|[uư][oớ]c)\b"
)


_WRITTEN_SHARE = beside_number("%")
"""A sign that is written behind the number as it is: 5 is shown as 5 %."""


def scale_shown(form: str) -> str:
    r"""Return what makes the cells of a number format show another number than they hold, or ''.

    A per cent sign, a minus, the power of ten by which what is shown is to be multiplied, or what
    the format adds, as ``beside_number`` writes it. A word for thousands after as many digits left
    out is right.

    >>> scale_shown("0.0%"), scale_shown("#,##0.0,,"), scale_shown("#,##0.00")
    ('%', '×10^6', '')
    >>> scale_shown('#,##0".000"'), scale_shown('0"00"'), scale_shown('0" người"')
    ('×10^-3', '×10^-2', '')
    >>> scale_shown('"-"0'), scale_shown(r"\-0"), scale_shown(r"_-* #,##0_-;\-* #,##0_-")
    ('-', '-', '')
    >>> scale_shown('0" nghìn"'), scale_shown("0.000"), scale_shown('0"/40"'), scale_shown('"<"0')
    ('[+ nghìn]', '[+ .000]', '[+ /40]', '[+ <]')
    >>> scale_shown('#,##0," nghìn"'), scale_shown('0.0" triệu"'), scale_shown(r"#\.##0")
    ('', '', '')
    """
    positive = _of_positive(form)
    if zeros := _WRITTEN_ZEROS.search(positive):
        return f"{SCALED}-{zeros[0].count('0', 1)}"
    if _MINUS.fullmatch(_QUOTED.sub(_unquoted, _UNSHOWN.sub("", positive))):
        return "-"
    if "%" in _QUOTED.sub("", form):
        return "%"
    return _added_by(positive)


def _added_by(form: str) -> str:
    """Return what a format without a sign adds to its numbers or leaves out of them, or ''."""
    bare = _QUOTED.sub("", form)
    words = "".join(part.strip('"\\') for part in _QUOTED.findall(_UNSHOWN.sub("", form)))
    if thousands := _THOUSANDS.search(bare):
        is_said = len(thousands[1]) == 1 and bool(_THOUSAND.search(words))
        return "" if is_said else f"{SCALED}{3 * len(thousands[1])}"
    if parted := _PARTED.search(form):
        return beside_number(parted[1].strip('"\\'))
    if changes_number(words):
        return beside_number(words)
    return DECIMALS if _THREE_DECIMALS.search(bare) else ""


def changes_number(words: str) -> bool:
    """Return whether words beside a number make another of it: more digits, a size, a bound.

    >>> changes_number(" nghìn người"), changes_number("khoảng"), changes_number(" người")
    (True, True, False)
    """
    return bool(_CHANGING.search(words.casefold()))


def _of_positive(form: str) -> str:
    """Return the part of a number format for numbers above zero."""
    parts = form.split(";")
    return next((part for part in parts if "[<" not in part), parts[0])


def _unquoted(written: re.Match[str]) -> str:
    """Return what a quoted part shows, with letters for digits, which stand for no number."""
    return re.sub(r"[0#?]", "o", written[0][1:].removesuffix('"'))


def as_shown(number: float, scale: str) -> str:
    """Return a number that is shown scaled as text, so that nobody takes it for what it holds.

    >>> as_shown(0.455, "%"), as_shown(420500000, "×10^6"), as_shown(60, "-")
    ('45.5%', '420.5 ×10^6', '-60')
    >>> as_shown(12, "[+ nghìn]"), as_shown(5, beside_number("%"))
    ('12 [+ nghìn]', '5%')
    """
    if scale == _WRITTEN_SHARE:
        return f"{number:.12g}%"
    if scale.startswith(ADDED):
        return f"{number:.12g} {scale}"
    if scale == "%":
        return percentage(number)
    if scale == "-":
        return f"-{number:.12g}"
    power = int(scale.removeprefix(SCALED))
    return f"{number * 10.0**-power:.12g} {scale}"


def percentage(number: float) -> str:
    """Return a share as text with its sign, so that no number reader takes it for a count.

    >>> percentage(0.455)
    '45.5%'
    """
    return f"{number * 100:.12g}%"
