"""What a kind of chart is: one subclass of ``Drawing`` draws it, tells it and names its tooltips.

A new kind is one such class, in the module of its family; nothing else asks for the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from vtdash.model.codes import DataStatus, Status
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.cut import Cut, cut
from vtdash.render.charts.layout import chart_layout
from vtdash.render.charts.points import (
    Figure,
    Labels,
    Point,
    category_in_words,
    extremes_in_words,
    printed_value,
    row_tooltip,
    with_value,
)
from vtdash.render.charts.roles import Role, axes_apart, coverage_in_words, roles
from vtdash.render.charts.theme import Look
from vtdash.render.names import Names
from vtdash.rules.comparable_groups import must_stand_apart, peers
from vtdash.text.language import Text

_FEWEST = 5
"""Categories that are drawn however many choices there are."""

Leaves = Callable[[Observation], bool]
"""Whether a row has to leave the axis that its unit or category gives it."""


@dataclass(frozen=True)
class Drawing:
    """A kind of chart with what one panel wants of it.

    ``category`` names what is on the category axis; ``axis`` is the title of the value axis.
    ``picks``: the filter in which a click on a mark chooses its place, where there is one.
    """

    kind: ClassVar[str]
    """Name of the kind, unique among all kinds."""
    has_picture: ClassVar[bool] = True
    is_over_time: ClassVar[bool] = False
    """Whether the rows run over time, so that a reader follows territory by territory."""
    is_ranked: ClassVar[bool] = False
    """Whether the verdict decides which values are ranked when the chart is told in words."""
    has_values: ClassVar[bool] = True
    """Whether its axes are of values, of which sample ones stand apart."""
    has_roles: ClassVar[bool] = False
    """Whether several choices differ in colour and their city stands behind or below them."""
    is_kept: ClassVar[bool] = False
    """Whether the chart has so many marks that it is drawn once for all readers."""
    is_table_sortable: ClassVar[bool] = False
    most_drawn: ClassVar[int] = 0
    """Categories that are drawn where there are more, of up to two choices; 0 draws all."""
    draws_largest: ClassVar[bool] = False
    """Whether those are the ones with the largest sums, not the first in the table."""
    table_has_confidence: ClassVar[bool] = False
    """Whether the table says how sure published values are: the panel weighs values by it."""

    category: str
    axis: str = ""
    picks: str = field(default="", kw_only=True)

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return the figure of these points, in Plotly's form."""
        raise NotImplementedError

    def describe(self, points: Sequence[Point], names: Names) -> list[str]:
        """Return sentences on the chart: contents, extremes, then what only this kind says."""
        shown = with_value(points)
        if not shown:
            return []
        return [
            *self.contents(shown, len(points), names.text),
            *extremes_in_words(shown, names),
            *self.more(shown, names),
        ]

    def more(self, shown: Sequence[Point], names: Names) -> list[str]:
        """Return the sentences on points with a value that only this kind of chart has."""
        del shown, names
        return []

    def contents(self, shown: Sequence[Point], rows: int, text: Text) -> Iterable[str]:
        """Yield how many values there are, by what, in which series, and how many are missing."""
        yield text.plural(
            "The chart shows {n} value by {category}.",
            "The chart shows {n} values by {category}.",
            len(shown),
            category=category_in_words(self.category, text),
        )
        if self.axis:
            yield text("Axis of values: {axis}.", axis=self.axis)
        series = list(dict.fromkeys(point.series for point in shown))
        yield text("Series: {series}.", series="; ".join(series))
        if rows > len(shown):
            yield text.plural(
                "{n} value is missing; the table says why.",
                "{n} values are missing; the table says why.",
                rows - len(shown),
            )

    def tooltip(self, names: Names, row: Observation) -> str:
        """Return the tooltip of a row's mark."""
        return row_tooltip(names, row)

    def axis_name(self, labels: Labels, row: Observation) -> str:
        """Return the name of the axis or lane on which a row is drawn, where there are several."""
        del labels, row
        return ""

    def leaving(self, rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
        """Return which of the rows of one axis have to leave it for one of their territory."""
        del rows, catalogue
        return stays

    def is_needed(self, row: Observation) -> bool:
        """Return whether the value of a row is what an aim needs."""
        del row
        return False

    def most_categories(self) -> int:
        """Return how many categories are drawn where there are more; 0 draws all."""
        return self.most_drawn

    def strength_title(self, text: Text) -> str:
        """Return the title of the table's column of strengths."""
        return text("Alignment")


def stays(row: Observation) -> bool:
    """Return that a row does not leave its axis."""
    del row
    return False


def unlike_published(rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
    """Return which rows leave an axis: the published ones, where these may not share it."""
    unlike = must_stand_apart(rows, catalogue)
    return lambda row: unlike and row.is_published


def unlike_returns(rows: Sequence[Observation], catalogue: Catalogue) -> Leaves:
    """Return which rows leave an axis: all, where returns of several territories are unlike.

    Those of former territories in any case: they stand beside those of today.
    """
    rows = [row for row in rows if not row.is_former]
    returns = all(
        row.status == Status.OBSERVED and row.data_status != DataStatus.PUBLISHED for row in rows
    )
    several = returns and len({row.territory for row in rows}) > 1
    unlike = several and len(set(peers(rows, catalogue))) > 1
    return lambda row: unlike or row.is_former


Scale = tuple[str, Hashable]
"""Name of a row's axis, and a key: rows of one axis and one key may be ranked."""


def scales(
    rows: Sequence[Observation],
    axes: Sequence[str],
    drawing: Drawing,
    catalogue: Catalogue,
    territory_name: Callable[[str], str],
) -> list[Scale]:
    """Return the scale of each row.

    ``axes``: the axis that each would have by its unit or category. Territories that may not
    share it get one each, with their name.
    """
    named = list(axes)
    for numbers in _same(axes):
        leaves = drawing.leaving([rows[n] for n in numbers], catalogue)
        for n in numbers:
            if leaves(rows[n]):
                name = territory_name(rows[n].territory)
                named[n] = f"{axes[n]} · {name}" if axes[n] else name
    if not drawing.is_ranked:
        return [(name, ()) for name in named]
    keys: dict[int, Hashable] = {}
    for numbers in _same(named):
        keys |= zip(numbers, peers([rows[n] for n in numbers], catalogue), strict=True)
    return [(name, keys[n]) for n, name in enumerate(named)]


def _same(axes: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for number, axis in enumerate(axes):
        groups.setdefault(axis, []).append(number)
    return list(groups.values())


def cut_of(rows: Sequence[Observation], drawing: Drawing, labels: Labels) -> Cut:
    """Return which of the rows are drawn."""
    most = _most_categories(rows, drawing)
    return cut(rows, most, drawing.category, labels, ranks=drawing.draws_largest)


def _most_categories(rows: Sequence[Observation], drawing: Drawing) -> int:
    """Return how many categories are drawn; of many choices fewer, since each has its mark."""
    most = drawing.most_categories()
    if not most or not drawing.has_roles:
        return most
    choices = len({role.place for role in roles(rows, drawing.category)})
    return max(_FEWEST, min(most, 2 * most // max(1, choices)))


def points_of(
    every: Sequence[Observation], drawing: Drawing, labels: Labels, drawn: Sequence[int]
) -> tuple[Point, ...]:
    """Return the rows ``drawn`` as they are drawn, in the same order."""
    names = labels.names
    rows = [every[number] for number in drawn]
    indicators = list(dict.fromkeys(row.indicator_id for row in rows))
    plain = [Role()] * len(rows)
    parts = roles(rows, drawing.category) if drawing.has_roles else plain
    axes = [drawing.axis_name(labels, row) for row in rows]
    if drawing.has_values:
        axes = axes_apart(rows, axes, parts, names)
    on = scales(rows, axes, drawing, names.catalogue, names.territory)
    return tuple(
        Point(
            row_number=number,
            category=labels.category(drawing.category, row),
            series=labels.series_of(drawing.category, row),
            variant=0 if row.is_published else indicators.index(row.indicator_id),
            number=printed_value(names, row),
            hover=drawing.tooltip(names, row),
            row=row,
            axis=axis,
            peers=key,
            is_needed=drawing.is_needed(row),
            role=part,
            coverage=coverage_in_words(names, row),
        )
        for number, row, part, (axis, key) in zip(drawn, rows, parts, on, strict=True)
    )


def beside_returns(points: Sequence[Point]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Return the points that are drawn, and the published ones on axes without any return.

    A chart of nothing but published values keeps all of them.
    """
    axes = {p.axis for p in points if p.row.is_of_returns and p.row.shown is not None}
    if not axes:
        return tuple(points), ()
    apart = [p for p in points if p.row.is_published and p.axis not in axes]
    left = set(map(id, apart))
    return tuple(p for p in points if id(p) not in left), tuple(apart)


@dataclass(frozen=True)
class TableOnly(Drawing):
    """Rows that no picture is drawn of."""

    kind: ClassVar[str] = "table"
    has_picture: ClassVar[bool] = False

    def draw(self, points: Sequence[Point], look: Look, separators: str) -> Figure:
        """Return a figure without marks."""
        del points
        return {"data": [], "layout": chart_layout(look, separators, 0)}


@dataclass(frozen=True)
class SortableTable(TableOnly):
    """Rows that no picture is drawn of, in a table that the reader may sort."""

    kind: ClassVar[str] = "sortable table"
    is_table_sortable: ClassVar[bool] = True


@dataclass(frozen=True)
class Cards(TableOnly):
    """Rows that are shown as cards; their table says how sure the values are."""

    kind: ClassVar[str] = "cards"
    table_has_confidence: ClassVar[bool] = True
