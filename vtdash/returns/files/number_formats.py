"""Number formats by which a cell shows another number than it holds, or a code.

What a workbook stores is one number, what its writer saw another one: neither is taken for the
other. Such a cell becomes text that no reader of numbers takes. A code such as 'CS-0001' may be
the number 1 in a format; it goes by both.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping

from vtdash.returns.files.cells import ADDED, DECIMALS, SCALED, ShownNumber, beside_number
from vtdash.returns.model import Cell

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

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_BY_NUMBER, _AS_CODE = "[? ", "[as "
"""Begin a format that differs from number to number, and one that makes a code of it."""

_LITERAL = r'(?:"[^"]*"|\\.|[-/ .])*'
_CODE = re.compile(rf"({_LITERAL})(General|[0#?]+)({_LITERAL})", re.IGNORECASE)
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

    A format with conditions, or of a code, comes back whole behind a sign.

    >>> scale_shown('[>=1000]0.0,,"tr";0'), scale_shown('"CS-"0000'), scale_shown("000")
    ('[? [>=1000]0.0,,"tr";0', '[as "CS-"0000', '[as 000')
    """
    if _CONDITION.search(form):
        parts = (_CONDITION.sub("", part) for part in form.split(";"))
        return _BY_NUMBER + form if any(map(scale_shown, parts)) else ""
    positive = form.split(";", maxsplit=1)[0]
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
    return DECIMALS if _THREE_DECIMALS.search(bare) else _code_by(form)


def changes_number(words: str) -> bool:
    """Return whether words beside a number make another of it: more digits, a size, a bound.

    >>> changes_number(" nghìn người"), changes_number("khoảng"), changes_number(" người")
    (True, True, False)
    """
    return bool(_CHANGING.search(words.casefold()))


def _of_number(form: str, number: float) -> str:
    """Return the part of a format with conditions that a number is shown by."""
    for part in form.split(";"):
        found = _CONDITION.search(part)
        if not found or _HOLDS[found[1]](number, float(found[2])):
            return _CONDITION.sub("", part)
    return ""


def _code_by(form: str) -> str:
    """Return a format behind a sign where it makes a code of a number, else ''."""
    found = _CODE.fullmatch(_UNSHOWN.sub("", form))
    if not found:
        return ""
    before, digits, after = found.groups()
    is_code = any(map(str.isalpha, before)) or digits.startswith("00") or after[:2] in _JOINED
    return _AS_CODE + form if is_code else ""


_JOINED = {'"-', '"/', '".', "\\-", "\\/", "\\."}


def _as_code(number: float, form: str) -> Cell:
    """Return a whole number as its format shows it."""
    found = _CODE.fullmatch(_UNSHOWN.sub("", form))
    if not found or number < 0 or number % 1:
        return number
    before, digits, after = (_QUOTED.sub(_bare, part) for part in found.groups())
    shown = f"{before}{int(number):0{digits.count('0')}d}{after}".strip()
    return int(number) if shown == str(int(number)) else ShownNumber(shown, int(number))


def _bare(written: re.Match[str]) -> str:
    return written[0][1:].removesuffix('"')


def _unquoted(written: re.Match[str]) -> str:
    """Return what a quoted part shows, with letters for digits, which stand for no number."""
    return re.sub(r"[0#?]", "o", written[0][1:].removesuffix('"'))


def as_shown(number: float, scale: str) -> Cell:
    """Return a number that is shown scaled as text, so that nobody takes it for what it holds.

    >>> as_shown(0.455, "%"), as_shown(420500000, "×10^6"), as_shown(60, "-")
    ('45.5%', '420.5 ×10^6', '-60')
    >>> as_shown(12, "[+ nghìn]"), as_shown(5, beside_number("%"))
    ('12 [+ nghìn]', '5%')
    >>> as_shown(7, '[as "CS-"0000'), as_shown(420, '[? [>=1000]0.0,,"tr";0')
    ('CS-0007', 420)
    """
    if scale.startswith(_BY_NUMBER):
        scale = scale_shown(_of_number(scale.removeprefix(_BY_NUMBER), number))
    if not scale:
        return number
    if scale.startswith(_AS_CODE):
        return _as_code(number, scale.removeprefix(_AS_CODE))
    return _scaled(number, scale)


def _scaled(number: float, scale: str) -> str:
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
