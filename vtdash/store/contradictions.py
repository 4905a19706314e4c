"""Published figures that reported totals contradict.

A figure is held against the reports of the same territory, year, level and whole population.
Its register says what it covers: of a half year only the quarters within are added up; one that
covers eleven months or more is held against the year, and one whose months are not known is
left out. Plans, targets and estimates contradict nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from vtdash.model.datasets import LEVELS, Bilingual, Dataset
from vtdash.reference import Catalogue, Figure
from vtdash.store.statements import statement

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TO_MONTH = re.compile(rf"(?:\bJan-|\bto )(?:mid[- ])?({'|'.join(_MONTHS)})\b")
_FIRST_MONTHS = re.compile(r"\bfirst (\d+) months\b")
_NEARLY_A_YEAR = 11
_YEAR = 12
_QUARTER = 3

_LEVELS = {
    "": LEVELS,
    "all": LEVELS,
    "college_and_intermediate": ("college", "intermediate"),
    "elementary_and_short": ("elementary", "under_3_months"),
    **{level: (level,) for level in LEVELS},
}
"""Level of a figure -> levels of the records that it covers."""


_TURNS = Bilingual(
    " Báo cáo đếm lượt người, số liệu đếm người: một người có thể học nhiều lượt.",
    " The reports count turns and the figure persons: one person may take more than one turn.",
)


@dataclass(frozen=True)
class Contradiction:
    """A published figure that a new total contradicts; ``words`` say it in a sentence.

    ``low`` and ``high``: the bounds within which the total would agree, None where it has none.
    """

    figure_id: str
    source_id: str
    dataset: str
    column: str
    city: str
    territory: str
    year: int
    level: str
    low: float | None
    high: float | None
    total: float
    words: Bilingual


@dataclass(frozen=True)
class Reported:
    """What a territory has reported in one dataset: sums by place, and which periods are whole.

    ``sums``: (territory, year, quarter, level, survey) -> column -> sum; ``whole``: territory,
    year and quarter of which every area in force has reported.
    """

    dataset: Dataset
    sums: Mapping[tuple[str, int, int, str, str], Mapping[str, float]]
    whole: frozenset[tuple[str, int, int]]

    def total(self, figure: Figure, column: str, quarters: range) -> float | None:
        """Return the total that a figure is about, None where nothing was reported.

        A cohort that was asked twice counts once, by the survey with the larger total.
        """
        surveys: dict[str, float] = defaultdict(float)
        for (territory, year, quarter, level, survey), values in self.sums.items():
            is_same = (territory, year) == (figure.territory, figure.year_end)
            if is_same and quarter in quarters and (not level or level in _LEVELS[figure.level]):
                surveys[survey] += values[column]
        return max(surveys.values(), default=None)

    def is_whole(self, figure: Figure, quarters: range) -> bool:
        """Return whether every area has reported all of what the figure covers."""
        return all((figure.territory, figure.year_end, q) in self.whole for q in quarters)


def contradictions(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> list[Contradiction]:
    """Return the figures that the totals in the tables of a comparison contradict."""
    reported = _reported(con, dataset, catalogue)
    return [
        found
        for figure, column in _tied(dataset, catalogue)
        if (found := _held_against(reported, figure, column, catalogue))
    ]


def _tied(dataset: Dataset, catalogue: Catalogue) -> Iterator[tuple[Figure, str]]:
    """Give each observed figure of one year and a whole population with the column it counts."""
    for figure in catalogue.figures:
        indicator = catalogue.indicator(figure.indicator_id)
        name, _, column = indicator.numerator.partition(".")
        is_count = name == dataset.name and indicator.aggregation == "sum"
        is_of_a_year = figure.recurrence == "single" and figure.year_start == figure.year_end
        is_open = figure.level not in {"", "all"} and "level" not in dataset.key
        if is_count and is_of_a_year and figure.status == "observed" and catalogue.whole(figure):
            yield from [] if is_open else [(figure, column)]


def _held_against(
    reported: Reported, figure: Figure, column: str, catalogue: Catalogue
) -> Contradiction | None:
    months = months_covered(figure.period, figure.year_end)
    quarters = quarters_covered(reported.dataset, months)
    total = reported.total(figure, column, quarters) if quarters else None
    if total is None:
        return None
    is_whole = months % _QUARTER == 0 and reported.is_whole(figure, quarters)
    low, high = bounds(figure)
    is_above = high is not None and total > high
    is_below = is_whole and low is not None and total < low
    if not (is_above or is_below):
        return None
    return Contradiction(
        figure.figure_id,
        figure.source_id,
        reported.dataset.name,
        column,
        figure.city,
        figure.territory,
        figure.year_end,
        figure.level,
        low,
        high,
        total,
        _words(reported.dataset, figure, column, total, catalogue),
    )


def months_covered(period: str, year: int) -> int:
    """Return how many months of a year a register's period covers from January; 0 if unknown.

    >>> [months_covered(text, 2022) for text in ("2022", "2022 (Jan-Sep)", "2022 (part-year)")]
    [12, 9, 0]
    """
    if period in {str(year), f"{year} (end)"}:
        return _YEAR
    if first := _FIRST_MONTHS.search(period):
        return int(first[1])
    named = _TO_MONTH.search(period)
    return _MONTHS.index(str(named[1])) + 1 if named else 0


def quarters_covered(dataset: Dataset, months: int) -> range:
    """Return the quarters that lie within months; of a cohort's year all or none."""
    whole = range(1, 5)
    if months >= _NEARLY_A_YEAR:
        return whole
    is_by_year = dataset.column(dataset.period).kind == "year"
    return range(0) if is_by_year else range(1, months // _QUARTER + 1)


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Return the least and greatest total that agree with a figure.

    'About' is read as rounded: 198,000 stands for 197,500 to 198,500.
    """
    low, high = figure.value_low, figure.value_high
    if figure.qualifier != "about":
        return (
            low + 1 if low is not None and figure.qualifier == "over" else low,
            high - 1 if high is not None and figure.qualifier == "under" else high,
        )
    return (
        low - _half_a_step(low) if low is not None else None,
        high + _half_a_step(high) if high is not None else None,
    )


def _half_a_step(value: float) -> float:
    digits = f"{round(abs(value))}"
    return 10 ** (len(digits) - len(digits.rstrip("0"))) / 2


def _reported(con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue) -> Reported:
    names = [f"s.{name}" if name in dataset.key else "''" for name in ("level", "months_after")]
    sums = ", ".join(f"CAST(sum({name}) AS DOUBLE) AS {name}" for name in dataset.measures)
    question = statement("territory_sums", dataset, parts=", ".join(names), sums=sums)
    rows = con.execute(question).fetchall()
    by_place = {row[:5]: dict(zip(dataset.measures, row[5:], strict=True)) for row in rows}
    return Reported(dataset, by_place, frozenset(_whole_periods(con, dataset, catalogue)))


def _whole_periods(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> Iterator[tuple[str, int, int]]:
    is_by_year = dataset.column(dataset.period).kind == "year"
    for territory, year, day, areas in con.execute(statement("territory_areas")).fetchall():
        if areas == _areas_in_force(catalogue, territory, day):
            quarter = (day.month + _QUARTER - 1) // _QUARTER
            yield from ((territory, year, q) for q in (range(1, 5) if is_by_year else [quarter]))


def _areas_in_force(catalogue: Catalogue, territory: str, day: date) -> int:
    return sum(
        area.territory == territory and area.level != "province" and area.is_valid_on(day)
        for area in catalogue.areas
    )


def _words(
    dataset: Dataset, figure: Figure, column: str, total: float, catalogue: Catalogue
) -> Bilingual:
    """Return the sentence: what the reports come to, what is published, where, what to do."""
    meaning = dataset.column(column).meaning
    place = catalogue.territories[figure.territory].name
    level = catalogue.code("level", figure.level or "all").name
    unit = catalogue.code("unit", figure.unit).name
    covered = catalogue.term("period", figure.period)
    source = catalogue.sources[figure.source_id]
    value, reported = _value(figure, catalogue), _number(total)
    care = _TURNS if _counts_turns_of(dataset, figure, column) else Bilingual("", "")
    return Bilingual(
        f"{meaning.vi}, {place.vi}, {level.vi}, năm {figure.year_end}: sau khi công bố, các báo "
        f"cáo cộng lại là {reported.vi}, nhưng số liệu đã công bố {figure.figure_id} (kỳ: "
        f"{covered.vi}) là {value.vi} {unit.vi}, theo {source.publisher} ({figure.source_id})."
        f"{care.vi} Hãy kiểm tra báo cáo có đếm trùng hoặc sai kỳ không; nếu báo cáo đúng, ghi lý "
        "do.",
        f"{meaning.en}, {place.en}, {level.en}, {figure.year_end}: once published, the reports "
        f"add up to {reported.en}, but the published figure {figure.figure_id} (period: "
        f"{covered.en}) is {value.en} {unit.en}, by {source.publisher} ({figure.source_id})."
        f"{care.en} Check whether the return counts anyone twice or has another period; if it is "
        "right, say why.",
    )


def _counts_turns_of(dataset: Dataset, figure: Figure, column: str) -> bool:
    """Return whether turns are held against persons, which they may rightly exceed."""
    return (dataset.column(column).unit, figure.unit) == ("training_turns", "persons")


def _value(figure: Figure, catalogue: Catalogue) -> Bilingual:
    low, high = figure.value_low, figure.value_high
    ends = [_number(end) for end in dict.fromkeys((low, high)) if end is not None]
    number = Bilingual(*("–".join(getattr(end, side) for end in ends) for side in ("vi", "en")))
    if figure.qualifier in {"exact", "range"}:
        return number
    said = catalogue.code("qualifier", figure.qualifier).name
    return Bilingual(f"{said.vi} {number.vi}".lower(), f"{said.en} {number.en}".lower())


def _number(value: float) -> Bilingual:
    plain = f"{value:,.0f}"
    return Bilingual(plain.replace(",", "."), plain)
