"""Cells of a published figure: names of the register, periods, addresses, days and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import urlsplit

from vtdash.model.period import Period
from vtdash.model.published_figures import codes_of_figures
from vtdash.reference import Catalogue
from vtdash.returns.files import cells
from vtdash.returns.files.cells import Wrong
from vtdash.returns.files.cells_of_time import day, quarter
from vtdash.returns.files.legacy_letters import doubtful_letters
from vtdash.returns.model import Cell
from vtdash.returns.names.office_words import plain
from vtdash.returns.wording import enumerated
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

LONGEST_TEXT = 500
"""Characters of a title, a name or a note."""

_UNKNOWN = message("The register has none of this name.")
_TOO_LONG = message("The text is longer than {most} characters.", most=Number(LONGEST_TEXT))
_NO_ADDRESS = message("This is no address that begins with http:// or https://.")
_NO_PERIOD = message("This is no period.")
_NOT_YET = message("This day is still to come.")

_IN_NO_ADDRESS = frozenset(' <>"\\^`{|}')
_PROPOSED = 3
"""Nearest names that are told of an unknown one."""

Names = Mapping[str, tuple[str, Named]]
"""What a cell may say, in its plain form -> the code, and what it is called."""


@lru_cache(maxsize=32)
def names_in(catalogue: Catalogue, column: str) -> Names:
    """Return what a cell of a column may say: a code, or words that only one code has."""
    called = dict(_called(catalogue, column))
    found: dict[str, set[str]] = {}
    for code, words in called.items():
        for said in (code, words.vi, words.en):
            found.setdefault(plain(said), set()).add(code)
    alone = {said: codes.pop() for said, codes in found.items() if len(codes) == 1}
    alone |= {code: code for code in called}
    return {said: (code, called[code]) for said, code in alone.items()}


def code_named(names: Names, text: str) -> str:
    """Return the code that a text names, blank where it names none."""
    code, _ = names.get(text) or names.get(plain(text)) or ("", None)
    return code


def _called(catalogue: Catalogue, column: str) -> Iterable[tuple[str, Named]]:
    if column == "indicator_id":
        return ((each.id, each.title) for each in catalogue.indicators.values())
    if column == "territory":
        return ((each.id, each.name) for each in catalogue.territories.values())
    kind = {"area_name": "area"}.get(column, column)
    if kind in {"area", "breakdown", "document", "period"}:
        return ((key, name) for (group, key), name in catalogue.terms.items() if group == kind)
    codes = codes_of_figures(column, catalogue.codes)
    return ((code, catalogue.code(column, code).name) for code in codes)


def code_of(catalogue: Catalogue, column: str) -> Callable[[Cell], str | Wrong]:
    """Return the reader of a name of the register; an unknown one is told with the nearest."""
    names = names_in(catalogue, column)

    def read(cell: Cell) -> str | Wrong:
        text = text_of(cell)
        if isinstance(text, Wrong):
            return text
        if code := code_named(names, text):
            return code
        return Wrong("C01", _proposed(text, names) or _UNKNOWN)

    return read


def _proposed(text: str, names: Names) -> Named | None:
    """Return that a name is unknown, with the nearest ones; None where none is near."""
    said = plain(text)
    holding = sorted((name for name in names if said and said in plain(name)), key=len)
    close = get_close_matches(said, names, n=2 * _PROPOSED)
    codes = dict(names[each] for each in (*close, *holding))
    if not codes:
        return None
    near = enumerated("{code} ({name})", list(codes.items())[:_PROPOSED])
    return message("The register has none of this name. Nearest: {names}.", names=near)


def text_of(cell: Cell) -> str | Wrong:
    """Return a text of at most 500 characters that can be printed, in letters of Unicode."""
    found = cells.as_text(cell)
    if not found:
        return Wrong("T01", cells.BLANK)
    if len(found) > LONGEST_TEXT:
        return Wrong("T07", _TOO_LONG)
    if not found.isprintable():
        return Wrong("T07", cells.UNPRINTABLE)
    doubt = doubtful_letters(found)
    return Wrong("T07", doubt) if doubt else " ".join(found.split())


def address_of(cell: Cell) -> str | Wrong:
    """Return an address of the web; nothing is fetched from it."""
    found = cells.as_text(cell)
    try:
        parts = urlsplit(found)
        is_port = parts.port is None or parts.port > 0
        is_address = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and is_port
    except ValueError:  # a bracket or port that belongs to no address
        is_address = False
    is_whole = found.isprintable() and not _IN_NO_ADDRESS & set(found)
    is_one = is_address and is_whole and len(found) <= LONGEST_TEXT
    return found if is_one else Wrong("C09", _NO_ADDRESS)


def past_day(today: date) -> Callable[[Cell], str | Wrong]:
    """Return the reader of a day that is not to come, as the register writes it."""

    def read(cell: Cell) -> str | Wrong:
        found = day(cell)
        if isinstance(found, Wrong):
            return found
        return Wrong("C09", _NOT_YET) if found > today else found.isoformat()

    return read


def period_of(catalogue: Catalogue, today: date) -> Callable[[Cell], str | Wrong]:
    """Return the reader of a period of a fixed form, or of one that the register has in words."""
    names = names_in(catalogue, "period")

    def read(cell: Cell) -> str | Wrong:
        if isinstance(cell, date):
            return Wrong("T12", cells.IS_DAY)
        text = cells.as_text(cell)
        if Period.parse(text).form != "worded":
            return text
        if code := code_named(names, text):
            return code
        found = quarter(cell, today)
        if isinstance(found, str):
            return found
        return Wrong("T12", _proposed(text, names) or _NO_PERIOD)

    return read


@lru_cache(maxsize=4)
def _years_in_words(catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    return {figure.period: (figure.year_start, figure.year_end) for figure in catalogue.figures}


def years_of(period: str, catalogue: Catalogue) -> tuple[int, int]:
    """Return first and last year of a period that ``period_of`` has read."""
    found = Period.parse(period)
    if found.form != "worded" and found.start and found.end:
        return found.start.year, found.end.year
    return _years_in_words(catalogue)[period]
