"""What a chart is drawn from: points, one a row, and how they are to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from vtdash.measures.observation import Observation

Figure = dict[str, Any]
Trace = dict[str, Any]


class Point(NamedTuple):
    """One row to draw: where it stands, what series it belongs to, what is said of it.

    ``variant`` tells apart two indicators of one territory (planned and done).
    """

    row_number: int
    category: str
    series: str
    variant: int
    number: str
    hover: str
    row: Observation

    @property
    def is_aim(self) -> bool:
        """Whether the value is a target or a plan: drawn hollow."""
        return self.row.status in {"target", "plan"}


@dataclass(frozen=True)
class Drawing:
    """How rows become marks.

    ``kind``: columns (bars over time), lines (rates over time), bars (horizontal, ``stacked``
    or beside each other), dots (horizontal, with intervals or ranges), strips (one axis of its
    own for each category), grid (pairs), table (no picture). ``category`` names what stands on
    the category axis; ``axis`` is the title of the value axis; ``breaks`` are positions on a
    year axis with a label each; ``columns`` the columns of a grid.
    """

    kind: str
    category: str
    axis: str = ""
    stacked: bool = False
    breaks: tuple[tuple[float, str], ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def by_year(self) -> bool:
        """Whether the category axis is years as numbers."""
        return self.category == "year"

    @property
    def horizontal(self) -> bool:
        """Whether categories run down the page."""
        return self.kind in {"bars", "dots"}
