"""What is to be known of the years shown: who answers, which level is new, which year goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vtdash.model.codes import Unit
from vtdash.model.observation import TOGETHER, Observation
from vtdash.model.period import MONTHS_OF_A_YEAR
from vtdash.reference import Code
from vtdash.render.names import Names


def of_years_shown(rows: Iterable[Observation], names: Names) -> tuple[str, ...]:
    """Return what the catalogue says of the rows' levels, departments and newest year."""
    shown = tuple(rows)
    found = (*_new_levels(shown, names), *_offices(shown, names), *_unfinished(shown, names))
    return tuple(one for one in found if one)


def _new_levels(rows: tuple[Observation, ...], names: Names) -> Iterator[str]:
    keys = dict.fromkeys(key for row in rows for key in row.level.split(TOGETHER) if key)
    levels = (names.catalogue.code("level", key) for key in keys)
    yield from (names.text.name(level.text) for level in levels if level.valid_from)


def _offices(rows: tuple[Observation, ...], names: Names) -> Iterator[str]:
    years = [year for row in rows for year in _years(row, names) if year]
    keys = dict.fromkeys(row.indicator_id for row in rows if row.indicator_id)
    lists = dict.fromkeys(names.catalogue.indicator(key).office for key in keys)
    yield from (offices_in_words(names, one, min(years), max(years)) for one in lists if years)


def _years(row: Observation, names: Names) -> tuple[int, int]:
    start = names.catalogue.period(row.period).start
    return start.year if start else row.year_start or row.year, row.year


def _unfinished(rows: tuple[Observation, ...], names: Names) -> Iterator[str]:
    """Yield of which part of the newest year counts are, where it is a part only."""
    counts = (row for row in rows if row.is_of_returns and row.unit != Unit.PERCENT)
    own = [row for row in counts if row.value is not None]
    newest = max((row.year for row in own), default=0)
    for period in dict.fromkeys(row.period for row in own if row.year == newest):
        covered = names.catalogue.period(period)
        if covered.is_within_a_year and covered.months_in(newest) != MONTHS_OF_A_YEAR:
            yield names.text(
                "{period} is a part of a year: its counts are held against no whole year.",
                period=names.text.period(period),
            )


def offices_in_words(names: Names, office: str, first: int, last: int) -> str:
    """Return who answers for an indicator from one year to another, blank if none is stated."""
    first_day, last_day = date(first, 1, 1), date(last, 12, 31)
    found = [
        f"{names.text.name(code.name)} ({_days(names, code)}; {names.text.name(code.law)})"
        for code in names.catalogue.codes.get(office, {}).values()
        if (code.valid_from or first_day) <= last_day and first_day <= (code.valid_to or last_day)
    ]
    if not found:
        return ""
    return names.text("Responsible in the city: {offices}.", offices=names.text.items(found))


def _days(names: Names, code: Code) -> str:
    text = names.text
    if code.valid_from:
        return text("since {day}", day=text.date(code.valid_from))
    return text("to {day}", day=text.date(code.valid_to)) if code.valid_to else ""
