"""What is known of each indicator and task, city by city and year by year, and what is not.

Pure counting over the register and over what offices have returned: a cell is as good as the
best that speaks of it, and says what limits it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vtdash.model.codes import Recurrence, Status
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue, Figure, Programme
from vtdash.rules.basis import is_seen

STATES = ("measured", "planned_only", "words_only", "sample_only", "never_found")
"""From the best to the least; the keys of codes.toml [coverage]."""

LIMITS = (
    "part_of_city",
    "sub_group",
    "several_years",
    "part_of_year",
    "estimated",
    "perhaps_capacity",
    "forecast",
)
"""What may limit a cell's evidence; the keys of codes.toml [coverage_limit]."""

_SCALE = "scale"
"""Code of [base] of a number that may say how many there is room for, not how many came."""

Key = tuple[str, str, int]
"""Indicator or task, city, year."""


@dataclass(frozen=True)
class Cell:
    """What is known of one indicator or task in a city and year.

    ``limits``: those of the best figure (codes of [coverage_limit]); empty where one is of the
    whole city, population and year. ``figure_ids``: the published evidence of that state;
    ``data_statuses``: those of returns.
    """

    key: str
    city: str
    year: int
    state: str
    limits: tuple[str, ...] = ()
    figure_ids: tuple[str, ...] = ()
    data_statuses: tuple[str, ...] = ()


def indicator_coverage(
    catalogue: Catalogue,
    cities: Iterable[str],
    years: Iterable[int],
    returned: Iterable[Observation] = (),
) -> tuple[Cell, ...]:
    """Return a cell for each indicator, city and year, in the catalogue's order.

    ``returned``: rows from returns, reported or sample, of any question that asks by year.
    """
    evidence = _Evidence(catalogue, returned)
    wanted, listed = tuple(years), tuple(cities)
    return tuple(
        evidence.cell(indicator, city, year)
        for indicator in catalogue.indicators
        for city in listed
        for year in wanted
    )


def task_coverage(
    catalogue: Catalogue,
    cities: Iterable[str],
    years: Iterable[int],
    returned: Iterable[Observation] = (),
) -> tuple[Cell, ...]:
    """Return a cell for each key task, city and year.

    In the city whose programme has the tasks, a task is as well known as the best known of its
    indicators; in another city, as the best known of those that answer it by the alignment.
    Rows of ``returned`` with a task or measure as their group are evidence of that task. Where
    there is none, the task stands in words from the year of the programme on.
    """
    evidence = _Evidence(catalogue, returned)
    wanted, listed = tuple(years), tuple(cities)
    return tuple(
        _task_cell(evidence, task, city, year)
        for task in catalogue.tasks
        for city in listed
        for year in wanted
    )


def counted(cells: Iterable[Cell]) -> dict[str, int]:
    """Return how many cells are in each state; measured ones with a limit count apart.

    The key of those is 'measured_in_part'.
    """
    counts: dict[str, int] = dict.fromkeys((*STATES, "measured_in_part"), 0)
    for cell in cells:
        limited = cell.state == "measured" and cell.limits
        counts["measured_in_part" if limited else cell.state] += 1
    return counts


class _Evidence:
    """Figures and returned rows by indicator (or task), city and year."""

    def __init__(self, catalogue: Catalogue, returned: Iterable[Observation]) -> None:
        self.catalogue = catalogue
        self.figures: dict[Key, list[Figure]] = defaultdict(list)
        self.statuses: dict[Key, set[str]] = defaultdict(set)
        for figure in catalogue.figures:
            for year in _years(figure):
                self.figures[figure.indicator_id, figure.city, year].append(figure)
        for row in returned:
            keys = (row.indicator_id, *([row.group] if row.group_kind == "item" else []))
            for key in keys if row.shown is not None else ():
                self.statuses[key, row.city, row.year].add(row.data_status)

    def cell(self, key: str, city: str, year: int) -> Cell:
        """Return the cell of an indicator, or of a task or measure by its own rows alone."""
        figures = self.figures.get((key, city, year), [])
        statuses = self.statuses.get((key, city, year), set())
        seen = [figure for figure in figures if is_seen(figure, self.catalogue)]
        state = _state(seen, figures, statuses)
        if STATES.index(state) > STATES.index("words_only") and self._in_words(key, city, year):
            state = "words_only"
        used = seen if state == "measured" else figures
        return Cell(
            key,
            city,
            year,
            state,
            () if "reported" in statuses else self._limits(used),
            tuple(figure.figure_id for figure in used),
            tuple(sorted(statuses)),
        )

    def _in_words(self, key: str, city: str, year: int) -> bool:
        """Return whether the city's programme speaks of it in words.

        A task or measure is in words since its programme was issued. An aim in words stands for
        the indicators that warn of its having no number.
        """
        programmes = tuple(_programmes(self.catalogue, city))
        if key in self.catalogue.items:
            return any(int(programme.issued[:4]) <= year for programme in programmes)
        said = any(year in programme.years_in_words for programme in programmes)
        return said and "no_target_2045" in self.catalogue.indicator(key).caveats

    def _limits(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """Return the limits of the figure that has the fewest."""
        found = [set(self._limits_of(figure)) for figure in figures]
        shared = min(found, key=len, default=set[str]())
        return tuple(limit for limit in LIMITS if limit in shared)

    def _limits_of(self, figure: Figure) -> Iterator[str]:
        if self._is_former_part(figure.territory) or figure.area_name:
            yield "part_of_city"
        yield from self._limits_of_base(figure)
        if figure.recurrence != Recurrence.ANNUAL and figure.year_start != figure.year_end:
            yield "several_years"
        if self._is_part_of_year(figure):
            yield "part_of_year"
        if figure.status == Status.ESTIMATE:
            yield "estimated" if is_seen(figure, self.catalogue) else "forecast"

    def _limits_of_base(self, figure: Figure) -> Iterator[str]:
        """Return what limits whom a figure counts, or whether it counts at all."""
        indicator = self.catalogue.indicator(figure.indicator_id)
        if figure.breakdown not in indicator.whole or figure.level not in {"", "all"}:
            yield "sub_group"
        if indicator.bases.get(figure.breakdown) == _SCALE:
            yield "perhaps_capacity"

    def _is_former_part(self, territory: str) -> bool:
        """Whether a territory merged into another and no programme was made for it."""
        own = {p.territory for p in self.catalogue.programmes.values()}
        return bool(self.catalogue.territories[territory].successor) and territory not in own

    def _is_part_of_year(self, figure: Figure) -> bool:
        if self.catalogue.indicator(figure.indicator_id).time == "stock":
            return False
        return self.catalogue.period(figure.period).extent in {"part", "some_part"}


def _programmes(catalogue: Catalogue, city: str) -> Iterator[Programme]:
    return (programme for programme in catalogue.programmes.values() if programme.city == city)


def _years(figure: Figure) -> range:
    return range(figure.year_start, figure.year_end + 1)


def _state(seen: list[Figure], figures: list[Figure], statuses: set[str]) -> str:
    if seen or "reported" in statuses:
        return "measured"
    if figures:
        return "planned_only"
    return "sample_only" if statuses else "never_found"


def _task_cell(evidence: _Evidence, task: str, city: str, year: int) -> Cell:
    catalogue = evidence.catalogue
    answer = catalogue.alignments[task]
    is_own = any(p.items == "tasks" for p in _programmes(catalogue, city))
    items = (task,) if is_own else answer.measures
    indicators = catalogue.tasks[task].indicators if is_own else answer.indicators
    cells = [evidence.cell(key, city, year) for key in (*items, *indicators)]
    best = min(cells, key=lambda cell: (STATES.index(cell.state), len(cell.limits)))
    statuses = {status for cell in cells for status in cell.data_statuses}
    return replace(best, key=task, data_statuses=tuple(sorted(statuses)))
