"""A value as a page words it, such as 'khoảng 20000' or '80-85', into what the register keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vtdash.model.codes import Qualifier, Unit
from vtdash.model.quantity import Quantity
from vtdash.returns.files import cells
from vtdash.returns.files.cells import Wrong
from vtdash.returns.model import Cell
from vtdash.text.language import Named
from vtdash.text.messages import message

_WORDS = {
    Qualifier.ABOUT: "khoảng|ước|xấp xỉ|about|approximately|approx\\.?|around|circa|~|≈",
    Qualifier.AT_LEAST: "ít nhất|tối thiểu|không dưới|at least|≥|>=",
    Qualifier.AT_MOST: "nhiều nhất|tối đa|không quá|at most|≤|<=",
    Qualifier.OVER: "trên|hơn|over|more than|above|>",
    Qualifier.UNDER: "dưới|chưa đến|under|less than|below|<",
}
_QUALIFIED = [(name, re.compile(rf"(?:{words})\s*(.+)")) for name, words in _WORDS.items()]
_BEHIND = re.compile(r"(.+?)\s*(?:trở lên|or more|and more|\+)")
_RANGE = re.compile(r"(?:từ |from |between )?(\S+?)\s*(?:[-–—]|đến|to|and|tới)\s*(\S+)")
_SCALE = re.compile(r".*[0-9]\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion|k|m)\b.*")
_NEARLY = re.compile(r"(?:gần|nearly|almost|up to|đến|tới|còn)\b.*")

_NO_VALUE = message(
    "The cell holds no number, nor one with a word such as khoảng (about), trên (over), dưới "
    "(under), ít nhất (at least), không quá (at most)."
)
_IS_SCALED = message("The value is written in thousands or millions; write all its digits.")
_IS_NEARLY = message(
    "It is not clear whether the value is a bound: write khoảng (about), dưới (under) or không quá "
    "(at most)."
)
_TWO_WORDS = message("A range and a word such as 'about' cannot stand together.")
_UPSIDE_DOWN = message("The first number of the range is above the second.")
_NOT_PERCENT = message("A percent sign, while the unit is another one.")
_NOT_WHOLE = message("The number has decimals, while its unit is counted in whole numbers.")


def read_value(cell: Cell, unit: str, *, is_whole: bool) -> Quantity | Wrong:
    """Return the value of a cell in a unit; ``is_whole``: the unit is counted in whole numbers.

    >>> found = read_value("khoảng 54,6%", "percent", is_whole=False)
    >>> (found.low, found.high, str(found.qualifier))
    (54.6, 54.6, 'about')
    >>> read_value("1.234", "persons", is_whole=True).check
    'T03'
    """
    text = cells.cell_words(cell, "T10")
    if isinstance(text, Wrong):
        return text
    text = text.replace(" %", "%")
    if _NEARLY.fullmatch(text):
        return Wrong("T10", _IS_NEARLY)
    if _SCALE.fullmatch(text):
        return Wrong("T10", _IS_SCALED)
    qualifier, rest = _qualified(text)
    numbers = (rest,) if _is_number(rest) else _ends(rest)
    read = [_number(each, unit, is_whole=is_whole) for each in numbers]
    wrong = next((each for each in read if isinstance(each, Wrong)), None)
    values = [each for each in read if not isinstance(each, Wrong)]
    if wrong:
        return wrong
    return _quantity(values, qualifier, unit)


def may_be_share(value: Quantity, cell: Cell) -> bool:
    """Return whether percent may have been written as a share: 0.55 instead of 55."""
    stated = [each for each in (value.low, value.high) if each is not None]
    has_sign = "%" in cells.as_text(cell)
    return value.unit == Unit.PERCENT and not has_sign and all(0 < each <= 1 for each in stated)


def _qualified(text: str) -> tuple[str, str]:
    """Return the qualifier of a text, blank where it has none, and what is left of it."""
    for name, words in _QUALIFIED:
        if found := words.fullmatch(text):
            return name, found[1]
    found = _BEHIND.fullmatch(text)
    if found:
        return Qualifier.AT_LEAST, re.sub(r"^(?:từ|from)\s+", "", found[1])
    return "", text


def _is_number(text: str) -> bool:
    return not isinstance(_amount(text), Wrong)


def _ends(text: str) -> tuple[str, ...]:
    """Return both numbers of a range; a text that is none comes back whole."""
    found = _RANGE.fullmatch(text)
    return (found[1], found[2]) if found else (text,)


def _amount(text: str) -> float | Wrong:
    return cells.amount(text.removesuffix("%").rstrip(), comma_decimals=True, grouped=False)


def _number(text: str, unit: str, *, is_whole: bool) -> float | Wrong:
    if text.endswith("%") and unit != Unit.PERCENT:
        return Wrong("T10", _NOT_PERCENT)
    found = _amount(text)
    if isinstance(found, Wrong):
        return found if found.check == "T03" else Wrong("T10", _reason(found))
    return Wrong("T10", _NOT_WHOLE) if is_whole and found % 1 else found


def _reason(found: Wrong) -> Named:
    """Return why a text is no number, as exactly as can be said."""
    return _NO_VALUE if found.what == cells.NO_NUMBER else found.what


def _quantity(values: Sequence[float], qualifier: str, unit: str) -> Quantity | Wrong:
    if len(values) > 1:
        low, high = values
        if qualifier:
            return Wrong("T10", _TWO_WORDS)
        if low > high:
            return Wrong("T10", _UPSIDE_DOWN)
        return Quantity(low, high, Qualifier.RANGE if low < high else Qualifier.EXACT, unit)
    (value,) = values
    low = None if qualifier in (Qualifier.AT_MOST, Qualifier.UNDER) else value
    high = None if qualifier in (Qualifier.AT_LEAST, Qualifier.OVER) else value
    return Quantity(low, high, qualifier or Qualifier.EXACT, unit)
