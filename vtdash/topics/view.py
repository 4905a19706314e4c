"""What a panel is made from: the reader's choices, names, and a way to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.over_time import OverTime
from vtdash.render.charts.points import RowName
from vtdash.render.names import Names
from vtdash.render.panel import Panel, axis_by_unit, series_by_subject
from vtdash.text.language import Text, today_in_vietnam

Rows = tuple[Observation, ...]

EARLIEST, LATEST = 2000, 2045
"""Years between which everything is looked for that is asked of all years."""


MOST_ON_ONE_AXIS = 6
"""Chosen areas or occupations that lines and bars tell apart; of more each has its own axis."""


class Ask(Protocol):
    """Puts a question of ``vtdash.store.questions.questions`` to the snapshot that is shown."""

    def __call__(self, question: Callable[..., Rows], filters: Filters, **more: object) -> Rows: ...


@dataclass(frozen=True)
class View:
    """One reader's view of one snapshot; ``wanted`` names the filters that the page offers.

    ``today`` is the year in which is judged; ``kept`` asks and keeps the answers as long as the
    snapshot. ``snapshot`` and ``address`` say where files of this view come from.
    """

    ask: Ask
    filters: Filters
    names: Names
    wanted: tuple[str, ...] = ()
    today: int = field(default_factory=lambda: today_in_vietnam().year)
    kept: Ask | None = None
    snapshot: str = ""
    address: str = ""

    @property
    def text(self) -> Text:
        """Words in the reader's language."""
        return self.names.text

    @property
    def catalogue(self) -> Catalogue:
        """Definitions of the snapshot that is shown."""
        return self.names.catalogue

    @property
    def ask_once(self) -> Ask:
        """Put a question whose filters are the same whatever the reader chooses."""
        return self.kept or self.ask

    def with_filters(self, **changes: object) -> View:
        """Return the view with some choices replaced."""
        return replace(self, filters=replace(self.filters, **changes))

    def over_all_years(self) -> View:
        """Return the view with every year chosen."""
        return self.with_filters(first_year=EARLIEST, last_year=LATEST)

    def beside_city(self, question: Callable[..., Rows], **more: object) -> Rows:
        """Return the answer for what was chosen, and behind it that of the cities it lies in.

        These rows are context: of all areas, or where no area was chosen of all occupations.
        """
        rows, wider = self.ask(question, self.filters, **more), self._wider
        if wider is None or not rows:
            return rows
        behind = self.ask(question, wider, **more)
        return rows + tuple(row._replace(is_context=True) for row in behind)

    @property
    def cities_of_choice(self) -> tuple[str, ...]:
        """The cities of the chosen areas, or those chosen where no area is."""
        areas = [self.catalogue.area(area_id) for area_id in self.filters.areas]
        return tuple(dict.fromkeys(area.city for area in areas)) or self.filters.cities

    @property
    def _wider(self) -> Filters | None:
        """The filters without the narrowest choice, None where nothing narrows them."""
        if self.filters.areas:
            return replace(self.filters, areas=(), cities=self.cities_of_choice)
        return replace(self.filters, occupations=()) if self.filters.occupations else None

    def panel(  # noqa: PLR0913 - a panel is made of these
        self,
        panel_id: str,
        title: str,
        rows: Iterable[Observation],
        *,
        claim: str,
        drawing: Drawing,
        notes: tuple[str, ...] = (),
        when_empty: str = "",
        series: Callable[[Names, Observation], str] = series_by_subject,
        axis: Callable[[Names, Observation], str] = axis_by_unit,
    ) -> Panel:
        """Return a panel; what runs over time is ordered territory by territory.

        Former territories are left out of it where those of today lead, unless they are wanted.
        """
        found = tuple(rows)
        shown = tuple(row for row in found if self.filters.former or not row.is_former)
        if drawing.is_over_time:
            shown = self.in_order(shown)
        if len({row.subject for row in shown if _is_chosen(row)}) > MOST_ON_ONE_AXIS:
            axis = _axis_of_its_own(axis)
        return Panel(
            id=panel_id,
            title=title,
            claim=claim,
            rows=shown,
            drawing=drawing,
            names=self.names,
            filters=self.filters,
            notes=notes,
            left_out=self._left_out(tuple(row for row in found if row.is_former)),
            when_empty=when_empty,
            series=series,
            axis=axis,
        )

    def _left_out(self, former: Rows) -> str:
        """Say how many values of which former territories a panel leaves out."""
        if self.filters.former or not former:
            return ""
        ordered = self.in_order(former)
        places = dict.fromkeys(self.names.territory(row.territory) for row in ordered)
        return self.text.plural(
            "{n} value of {places} is left out.",
            "{n} values of {places} are left out.",
            len(former),
            places=self.text.items(places),
        )

    def in_order(self, rows: Rows) -> Rows:
        """Return the rows by territory, in the catalogue's order; those beside last."""
        order = list(self.catalogue.territories)
        return tuple(sorted(rows, key=lambda row: (row.is_beside, order.index(row.territory))))

    def breaks(self, rows: Rows) -> tuple[tuple[float, str], ...]:
        """Return where a territory of these rows began, on an axis of whole years."""
        territories = self.catalogue.territories
        merged = {one.successor for one in territories.values() if one.successor}
        shown = dict.fromkeys(row.territory for row in rows)
        started = {(territories[key].valid_from, key in merged) for key in shown}
        return tuple(
            (self.position(day), self._began(day, is_merger=is_merger))
            for day, is_merger in sorted((day, merger) for day, merger in started if day)
        )

    def _began(self, day: date, *, is_merger: bool) -> str:
        said = self.text.date(day)
        if is_merger:
            return self.text("merger {date}", date=said)
        return self.text("new boundary {date}", date=said)

    def by_year(
        self,
        kind: type[OverTime],
        rows: Rows,
        axis: str = "",
        moves: tuple[tuple[float, str, str], ...] = (),
    ) -> OverTime:
        """Return a drawing over years with the breaks of the rows' territories marked."""
        return kind("year", axis, breaks=self.breaks(rows), moves=moves)

    @staticmethod
    def position(day: date) -> float:
        """A year stands at its middle, so the first of January is half a year before it."""
        return day.year + (day.timetuple().tm_yday - 1) / 365 - 0.5


def _is_chosen(row: Observation) -> bool:
    """Return whether a row is of what a reader chose, and not of the city behind it."""
    return not (row.is_published or row.is_beside)


def _axis_of_its_own(axis: RowName) -> RowName:
    """Return the names of axes of which each subject has one."""
    return lambda names, row: f"{names.subject(row)} · {axis(names, row)}"
