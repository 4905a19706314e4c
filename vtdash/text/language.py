"""Words, numbers, ranges and periods in the reader's language.

The English sentence is the key of the gettext catalogue (``locale/<lang>/LC_MESSAGES``). What
is defined (indicators, places, codes) carries its names itself and is not translated here.
Catalogues are read from the .po files, so no compiled file can be out of date.
"""

from __future__ import annotations

import gettext
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from vtdash.model.codes import Qualifier
from vtdash.model.period import MONTHS_OF_A_QUARTER, Period, quarter_of
from vtdash.model.quantity import Quantity

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_MONTHS = tuple(Locale("en").months["format"]["wide"].values())

_MARCH = 3

_BRACKETED = re.compile(r" ?\(([^()]*)\)")


class Named(Protocol):
    """Anything that carries its name in both languages."""

    @property
    def vi(self) -> str: ...
    @property
    def en(self) -> str: ...


class Text:
    """The reader's language: call it with an English sentence, get the sentence to show.

    >>> Text("en")("Table")
    'Table'
    >>> Text("vi").number(1234.5)
    '1.234,5'
    >>> Text("vi").period("2025-Q1/Q2")
    'quý I–II/2025'
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self._catalogue = _catalogue(self.language)
        self._decimal, self._group = _symbols(self.language)
        self._signs = {ord(","): self._group, ord("."): self._decimal, ord("-"): "−"}

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Return the sentence in the reader's language with ``{named}`` values put in."""
        text = self._catalogue.gettext(sentence) if sentence else ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form that fits ``n``; ``{n}`` is written as a number."""
        return self._catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def name(self, named: Named) -> str:
        """Return the name that a defined thing carries."""
        return named.vi if self.language == "vi" else named.en

    def number(self, value: float, decimals: int = 2, *, padded: bool = False) -> str:
        """Return the number with the reader's signs, rounded, no trailing zeros.

        ``padded`` keeps the zeros: numbers of one list have as many decimals as each other.
        """
        plain = f"{value:,.{decimals}f}"
        if "." in plain and not padded:
            plain = plain.rstrip("0").rstrip(".")
        plain = plain.removeprefix("-") if not plain.strip("-0.,") else plain
        return plain.translate(self._signs)

    def signed(self, value: float, decimals: int = 2) -> str:
        """Return a change as a number with its sign.

        >>> Text("vi").signed(1200), Text("en").signed(-3), Text("en").signed(0.004)
        ('+1.200', '−3', '0')
        """
        said = self.number(value, decimals)
        return f"+{said}" if round(value, decimals) > 0 else said

    def separators(self) -> str:
        """Return decimal and thousands marks as Plotly's ``separators`` wants them."""
        return self._decimal + self._group

    def items(self, names: Iterable[str], most: int | None = None, *, spare: int = 0) -> str:
        """Return the names as one enumeration: 'a, b and c'; beyond ``most`` 'a, b and 5 more'.

        ``spare``: how many beyond ``most`` are still named, as '1 more' may be no shorter.
        """
        listed = list(names)
        if len(listed) == 1:
            return listed[0]
        if most is not None and len(listed) > most + spare:
            more = self.plural("{n} more", "{n} more", len(listed) - most)
            listed = [*listed[:most], more]
        return format_list(listed, locale=_locale(self.language))

    def date(self, day: date) -> str:
        """Return the day as an office writes it: '07/7/2025', 'July 7, 2025'."""
        if self.language == "vi":
            return f"{day.day:02}/{_month(day)}/{day.year}"
        return format_date(day, "long", locale=_locale(self.language))

    def moment(self, stamp: str) -> str:
        """Return the day and time in Vietnam of a stamp such as '2026-11-22T07:19:00+00:00'."""
        local = in_vietnam(stamp)
        return f"{self.date(local.date())}, {local:%H:%M}"

    def amount(self, value: float, unit_short: str, decimals: int = 2) -> str:
        """Return a number with its unit: '54.06%', '12,000 persons'."""
        return self.quantity(Quantity(value, value), unit_short, decimals)

    def quantity(
        self, quantity: Quantity, unit_short: str, decimals: int = 2, *, padded: bool = False
    ) -> str:
        """Return a value with what the source says of it: '50–55%', 'over 40%', 'about 20,000'.

        At most ``decimals`` are printed, exactly so many where the number is ``padded``.
        """
        low, high = quantity.low, quantity.high
        if quantity.number is None:
            return self("not published")
        number = self.number(quantity.number, decimals, padded=padded)
        if low is not None and high is not None and low != high:
            ends = (self.number(end, decimals, padded=padded) for end in (low, high))
            number = "–".join(ends)
        measured = number + (unit_short if unit_short == "%" else f" {unit_short}".rstrip())
        return self._qualified(measured, quantity.qualifier)

    def _qualified(self, measured: str, qualifier: str) -> str:
        if qualifier == Qualifier.ABOUT:
            return self("about {value}", value=measured)
        if qualifier == Qualifier.AT_LEAST:
            return self("at least {value}", value=measured)
        if qualifier == Qualifier.OVER:
            return self("over {value}", value=measured)
        if qualifier == Qualifier.AT_MOST:
            return self("at most {value}", value=measured)
        if qualifier == Qualifier.UNDER:
            return self("under {value}", value=measured)
        return measured

    def period(self, period: str) -> str:
        """Return a period of the fixed forms in words; any other text comes back as it is."""
        of = Period.parse(period)
        first, last = of.start, of.end
        if first is None or last is None or of.form in {"worded", "year"}:
            return period
        if of.form == "years":
            return f"{first.year}–{last.year}"
        if of.form == "month":
            if self.language == "vi":
                return f"tháng {_month(first)}/{first.year}"
            return format_date(first, "MMM y", locale=_locale(self.language))
        return self._quarters(of, first, last)

    def _quarters(self, of: Period, first: date, last: date) -> str:
        begin, end = map(self._quarter, (quarter_of(first), quarter_of(last)))
        if of.form == "some_quarters":
            numbers = map(self._quarter, of.quarters)
            listed = self.items(self("Q{quarter}", quarter=number) for number in numbers)
            return self("{quarters} of {year}", quarters=listed, year=first.year)
        if of.months == MONTHS_OF_A_QUARTER:
            return self("Q{quarter} {year}", quarter=begin, year=first.year)
        if of.is_within_a_year:
            return self("Q{first}–Q{last} {year}", first=begin, last=end, year=first.year)
        ends = ((begin, first.year), (end, last.year))
        return " – ".join(self("Q{quarter} {year}", quarter=q, year=year) for q, year in ends)

    def _quarter(self, number: int) -> str:
        """Return the number of a quarter as offices write it: in Vietnamese a Roman one."""
        return ("I", "II", "III", "IV")[number - 1] if self.language == "vi" else str(number)


def _month(day: date) -> str:
    """Return the month's number; Decree 30/2020 has a zero before 1 and 2, lest they be altered."""
    return f"{day:%m}" if day.month < _MARCH else str(day.month)


def today_in_vietnam() -> date:
    """Return the current day in Vietnam, whatever the time zone of the server."""
    return datetime.now(TIME_ZONE).date()


def in_vietnam(stamp: str) -> datetime:
    """Return a stamp with an offset from UTC as the time in Vietnam."""
    return datetime.fromisoformat(stamp).astimezone(TIME_ZONE)


def inside(words: str) -> str:
    """Return words that began a line as they stand inside one.

    A short form and an English month keep their capitals.

    >>> inside("Too few values"), inside("GDP per head"), inside("January–September 2022")
    ('too few values', 'GDP per head', 'January–September 2022')
    """
    is_name = not words[1:2].islower() or words.startswith(_MONTHS)
    return words if is_name else words[:1].lower() + words[1:]


def in_brackets(words: str) -> str:
    """Return words that began a line as they stand in brackets, their own ones written open.

    >>> in_brackets("Year 2022 (to November)"), in_brackets("2024 (end of 2021–2024)")
    ('year 2022, to November', '2024, end of 2021–2024')
    """
    return opened(inside(words))


def opened(words: str) -> str:
    """Return words without brackets, which do not stand in others."""
    return _BRACKETED.sub(r", \1", words)


_END = re.compile(r"(?<=[^A-ZĐ][.?!])(?<!-[TM]\d\.) (?=\S)")
"""Where a sentence may end; not after a capital ('TP. Hải Phòng') or a task's code ('HN-T8.')."""


def first_sentence(words: str) -> str:
    """Return the first of several sentences.

    >>> first_sentence("TP. Hải Phòng: 1,5 lượt. Số liệu mẫu."), first_sentence("See No. 5 there.")
    ('TP. Hải Phòng: 1,5 lượt.', 'See No. 5 there.')
    """
    ends = (m.start() for m in _END.finditer(words) if words[m.end()].isupper())
    return words[: next(ends, len(words))]


def sort_key(name: str) -> tuple[tuple[int, int], ...]:
    """Return a key that sorts Vietnamese names as a dictionary does.

    Letters first (a ă â ... d đ e ê ...), then tone marks; upper and lower case are equal.

    >>> sorted(["Đống Đa", "Dương Kinh", "Ba Đình", "Ân Thi", "An Lão"], key=sort_key)
    ['An Lão', 'Ân Thi', 'Ba Đình', 'Dương Kinh', 'Đống Đa']
    """
    return _sort_key(name)


@cache
def _sort_key(name: str) -> tuple[tuple[int, int], ...]:
    keyed = [_letter_key(letter) for letter in unicodedata.normalize("NFC", name).lower()]
    letters = tuple((base, 0) for base, _ in keyed)
    return (*letters, (-1, 0), *((0, tone) for _, tone in keyed))


@cache
def _letter_key(letter: str) -> tuple[int, int]:
    parts = unicodedata.normalize("NFD", letter)
    tones = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
    tone = max((tones.get(mark, 0) for mark in parts[1:]), default=0)
    base = unicodedata.normalize("NFC", "".join(m for m in parts if m not in tones))
    order = " _-–—,;:!?./‘’“”()[]@*&#%0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    return (order.index(base) if base in order else len(order) + ord(base[0]), tone)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _symbols(language: str) -> tuple[str, str]:
    locale = _locale(language)
    return get_decimal_symbol(locale), get_group_symbol(locale)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "vtdash.po"
    with path.open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
