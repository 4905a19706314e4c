"""What a chart is drawn from: points, one a row, and how they are to be drawn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from vtdash.model.observation import Observation

Figure = dict[str, Any]
Trace = dict[str, Any]


class Point(NamedTuple):
    """One row to draw: where it stands, what series it belongs to, what is said of it.

    ``variant`` tells apart two indicators of one territory (planned and done). Points over years
    with another ``axis`` may not be set against each other: each of these has an axis of its own.
    Only points of the same ``peers`` are ranked.
    """

    row_number: int
    category: str
    series: str
    variant: int
    number: str
    hover: str
    row: Observation
    axis: str = ""
    peers: Hashable = ()

    @property
    def is_aim(self) -> bool:
        """Whether the value is a target, a plan, or what one needs: drawn hollow."""
        return self.row.status in {"target", "plan"} or self.row.group == "required"


class Spot(NamedTuple):
    """Where an area lies on a map: the middle, its outline, and a name that is short.

    ``rings`` are of (x, y); without any the area has no outline and is drawn as a mark.
    """

    x: float
    y: float
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True)
class Drawing:
    """How rows become marks.

    ``kind``: columns (bars over time), lines (rates over time), bars (horizontal, ``stacked``
    or beside each other), dots (horizontal, with intervals or ranges), strips (one axis of its
    own for each category), grid (pairs), verdicts (pairs of territories), cells (places of a table
    with a sign each), funnel (rates against answers, ``axis`` names these), parts (of a
    difference), tiles and areas (maps), table (no picture). ``category`` names what stands on the
    category axis; ``axis`` is the title of the value axis; ``breaks`` are positions on a year axis
    with a label each, on a map headings, and ``moves`` the same of one territory only; ``columns``
    the columns of a grid; ``sortable``: whether the table may be sorted by the reader. ``spots``
    say where each area lies on a map, ``chosen`` which are outlined.
    """

    kind: str
    category: str
    axis: str = ""
    stacked: bool = False
    breaks: tuple[tuple[float, str], ...] = ()
    moves: tuple[tuple[float, str, str], ...] = ()
    columns: tuple[str, ...] = ()
    sortable: bool = False
    spots: tuple[tuple[str, Spot], ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def by_year(self) -> bool:
        """Whether the category axis is years as numbers."""
        return self.category == "year"

    @property
    def is_judged(self) -> bool:
        """Whether rows are verdicts on pairs of territories."""
        return self.kind == "verdicts"

    @property
    def horizontal(self) -> bool:
        """Whether categories run down the page."""
        return self.kind in {"bars", "dots"}
