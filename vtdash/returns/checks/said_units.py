"""In which unit a line around a table says that its numbers are: thousands, VND, hundreds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import message

_LABEL = re.compile(
    r"\b(?:đvt|dvt|đơn vị|đv tính|don vi|unit)\b[^:：]{0,60}[:：]\s*|"
    r"\b(?:đvt|dvt|đơn vị(?: tính)?|don vi(?: tinh)?)\s+(?!báo|bao|nhận|nhan)|"
    r"\b(?:tính|tinh|ghi|quy)\s+(?:bằng|bang|theo|ra)\s+|"
    r"\bin\s+(?=thousands?\b|millions?\b|vnd\b|dong\b)"
)
"""What stands before a unit: 'ĐVT:', 'Đơn vị tính kinh phí:', 'tính bằng'."""

_PARTS = re.compile(r"[;/()\[\]]|,(?!\d{3}\b)|\s[-–—]\s")
_SCALES = {
    "hundreds": r"tram|hundreds?",
    "tens": r"chuc",
    "thousands": r"nghin|ngan|ng|1 ?000|10 ?3|thousands?",
    "millions": r"trieu|tr|1 ?000 ?000|10 ?6|millions?",
    "billions": r"ty|ti|billions?",
}
_SCALE = "|".join(f"(?P<{name}>{words})" for name, words in _SCALES.items())
_MONEY = re.compile(
    rf"(?:{_SCALE}) ?(?:d|dong|vnd)(?: viet nam| vn)?|(?:d|dong|vnd|usd)(?: viet nam| vn)?|ty"
)
_MONEY_LAST = re.compile(rf"(?:dong|vnd) (?:{_SCALE})")
_WITH_SCALE = re.compile(r"(?:nghin|ngan|ty|ti|1 ?000|thousands?|billions?) ?(?:d|dong|vnd)")
_PEOPLE = re.compile(rf"(?:{_SCALE})(?: luot)?(?: (?:nguoi|hoc vien|hv|lao dong|persons))?")

_OTHER_MONEY = message("The heading says that money is not in million VND.")
_COUNTED = {
    "hundreds": message("The heading says that people are counted in hundreds."),
    "tens": message("The heading says that people are counted in tens."),
    "thousands": message("The heading says that people are counted in thousands."),
    "millions": message("The heading says that people are counted in millions."),
}


def other_unit(text: str, *, has_money: bool) -> Named | None:
    """Return which unit a line states, where it is not the one of the table.

    >>> other_unit("(Đơn vị tính kinh phí: nghìn đồng)", has_money=True).en
    'The heading says that money is not in million VND.'
    >>> other_unit("ĐVT: triệu đồng", has_money=True), other_unit("ĐVT: người", has_money=False)
    (None, None)
    """
    words, whole = unicodedata.normalize("NFC", text).casefold(), plain(text)
    for part, is_labelled in _stated(words):
        if has_money:
            money = _MONEY.fullmatch(part) or _MONEY_LAST.fullmatch(part)
            if money and not money["millions"] and (is_labelled or _WITH_SCALE.fullmatch(part)):
                return _OTHER_MONEY
        elif people := _PEOPLE.fullmatch(part):
            is_unit = is_labelled or part == whole or not part[0].isdigit()
            return _COUNTED.get(people.lastgroup or "") if is_unit else None
    return None


def _stated(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line in plain words, and whether a label of a unit stands before."""
    label = _LABEL.search(words)
    for part in _PARTS.split(words[label.end() :] if label else words):
        further = _LABEL.search(part)
        yield plain(part[further.end() :] if further else part), bool(label)
