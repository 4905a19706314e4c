"""Published figures that reported totals contradict.

A figure is held against the reports of the same territory, year, level and whole population.
Its period says what it covers: of a quarter, a half year or any other months of one year the
quarters within are added up; one that covers nearly a year, to the middle of November at least, is
held against the year, and one whose months are not known is left out. Plans, targets and estimates
contradict nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from vtdash.model.codes import AreaLevel, Qualifier, Recurrence, Status, Unit
from vtdash.model.datasets import LEVELS, Bilingual, Dataset
from vtdash.model.period import MONTHS_OF_A_QUARTER, QUARTERS, Period, quarter_of
from vtdash.reference import Catalogue, Figure
from vtdash.store.database import store_statement

_NEARLY_A_YEAR = 10.5
"""Months, to the middle of November: a report of nearly a year is held against the year."""

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
class ReportedTotals:
    """What a territory has reported in one dataset: sums by place, and which periods are whole.

    ``sums``: (territory, year, quarter, level, survey) -> column -> sum; ``whole``: territory,
    year and quarter of which every area that was valid has reported.
    """

    dataset: Dataset
    sums: Mapping[tuple[str, int, int, str, str], Mapping[str, float]]
    whole: frozenset[tuple[str, int, int]]

    def total(self, figure: Figure, column: str, quarters: tuple[int, ...]) -> float | None:
        """Return the total that a figure is about, None where nothing was reported.

        A cohort that was asked twice counts once, by the survey with the larger total.
        """
        surveys: dict[str, float] = defaultdict(float)
        for (territory, year, quarter, level, survey), values in self.sums.items():
            is_same = (territory, year) == (figure.territory, figure.year_end)
            if is_same and quarter in quarters and (not level or level in _LEVELS[figure.level]):
                surveys[survey] += values[column]
        return max(surveys.values(), default=None)

    def is_whole(self, figure: Figure, quarters: tuple[int, ...]) -> bool:
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
        is_of_a_year = (
            figure.recurrence == Recurrence.SINGLE and figure.year_start == figure.year_end
        )
        is_open = figure.level not in {"", "all"} and "level" not in dataset.key
        if (
            is_count
            and is_of_a_year
            and figure.status == Status.OBSERVED
            and catalogue.whole(figure)
        ):
            yield from [] if is_open else [(figure, column)]


def _held_against(
    reported: ReportedTotals, figure: Figure, column: str, catalogue: Catalogue
) -> Contradiction | None:
    period = catalogue.period(figure.period)
    quarters = quarters_covered(reported.dataset, period, figure.year_end)
    total = reported.total(figure, column, quarters) if quarters else None
    if total is None:
        return None
    is_exact = period.months == MONTHS_OF_A_QUARTER * len(quarters)
    is_whole = is_exact and reported.is_whole(figure, quarters)
    low, high = agreeing_totals(figure)
    is_below = is_whole and figure.quantity.is_below(total)
    if not (is_below or figure.quantity.is_above(total)):
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


def quarters_covered(dataset: Dataset, period: Period, year: int) -> tuple[int, ...]:
    """Return the quarters of a year that a figure's period covers; of a cohort's year all or none.

    Nearly a year counts as the year. Nothing is covered where the text does not tell its months,
    or where they reach into another year: there is no total of one year to hold it against.
    """
    months = period.months_in(year)
    if months is None or not period.is_within_a_year:
        return ()
    if months >= _NEARLY_A_YEAR:
        return QUARTERS
    is_by_year = dataset.column(dataset.period).kind == "year"
    return () if is_by_year else period.quarters_within(year)


def agreeing_totals(figure: Figure) -> tuple[float | None, float | None]:
    """Return the least and greatest total that agree with a figure: whole numbers.

    'Over 16,000' begins at 16,001; 'about' is read as rounded (``Quantity.tolerance``).
    """
    low, high = figure.quantity.bounds
    step = int(figure.quantity.is_strict)
    return low if low is None else low + step, high if high is None else high - step


def _reported(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> ReportedTotals:
    names = [f"s.{name}" if name in dataset.key else "''" for name in ("level", "months_after")]
    sums = ", ".join(f"CAST(sum({name}) AS DOUBLE) AS {name}" for name in dataset.measures)
    question = store_statement("territory_sums", dataset, parts=", ".join(names), sums=sums)
    rows = con.execute(question).fetchall()
    by_place = {row[:5]: dict(zip(dataset.measures, row[5:], strict=True)) for row in rows}
    return ReportedTotals(dataset, by_place, frozenset(_whole_periods(con, dataset, catalogue)))


def _whole_periods(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, catalogue: Catalogue
) -> Iterator[tuple[str, int, int]]:
    is_by_year = dataset.column(dataset.period).kind == "year"
    for territory, year, day, areas in con.execute(store_statement("territory_areas")).fetchall():
        if areas == _areas_on(catalogue, territory, day):
            quarters = QUARTERS if is_by_year else (quarter_of(day),)
            yield from ((territory, year, quarter) for quarter in quarters)


def _areas_on(catalogue: Catalogue, territory: str, day: date) -> int:
    return sum(
        area.territory == territory and area.level != AreaLevel.PROVINCE and area.is_valid_on(day)
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
    return (dataset.column(column).unit, figure.unit) == (Unit.TRAINING_TURNS, Unit.PERSONS)


def _value(figure: Figure, catalogue: Catalogue) -> Bilingual:
    low, high = figure.value_low, figure.value_high
    ends = [_number(end) for end in dict.fromkeys((low, high)) if end is not None]
    number = Bilingual(*("–".join(getattr(end, side) for end in ends) for side in ("vi", "en")))
    if figure.qualifier in (Qualifier.EXACT, Qualifier.RANGE):
        return number
    said = catalogue.code("qualifier", figure.qualifier).name
    return Bilingual(f"{said.vi} {number.vi}".lower(), f"{said.en} {number.en}".lower())


def _number(value: float) -> Bilingual:
    plain = f"{value:,.0f}"
    return Bilingual(plain.replace(",", "."), plain)
