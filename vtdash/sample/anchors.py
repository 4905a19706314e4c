"""The published totals that the sample follows, and what each fixes.

The values are read from the catalogue when the sample is drawn; no number of the register is
repeated in code. A plan or target never ties anything: it is not an observation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vtdash.model.codes import AIMED
from vtdash.model.errors import VtdashError

if TYPE_CHECKING:
    from vtdash.reference import Catalogue


@dataclass(frozen=True)
class Anchor:
    """One published figure, the records whose sum it fixes, and the reason."""

    figure_id: str
    ties: str
    why: str


ANCHORS: dict[str, Anchor] = {
    "hanoi_2019_h1": Anchor(
        "F207", "Hanoi, 2019-Q1 to 2019-Q2, all levels", "the half-year count, as published"
    ),
    "hanoi_2019_h1_college": Anchor("F208", "the same, college", "part of F207"),
    "hanoi_2019_h1_intermediate": Anchor("F209", "the same, intermediate", "part of F207"),
    "hanoi_2019_h1_short": Anchor(
        "F210", "the same, elementary and under 3 months", "part of F207; published as one"
    ),
    "hanoi_2022": Anchor(
        "F216",
        "Hanoi, 2022-Q1 to 2022-Q4, all levels",
        "counted to November; the sample year carries it whole, since no later count is known",
    ),
    "hanoi_2022_college": Anchor("F217", "the same, college", "part of F216"),
    "hanoi_2022_intermediate": Anchor("F218", "the same, intermediate", "part of F216"),
    "hanoi_2022_short": Anchor(
        "F219", "the same, elementary and under 3 months", "part of F216; published as one"
    ),
    "hanoi_2022_to_september": Anchor(
        "F215",
        "Hanoi, 2022-Q1 to 2022-Q3, all levels",
        "'nearly' this many; the sample carries the round number exactly",
    ),
    "hanoi_22_months": Anchor(
        "F221",
        "Hanoi, 2023-Q1 to 2024-Q3 and October, which is a third of 2024-Q4",
        "published as one sum: 12 of 22 months fall to 2023 and 10, a little larger, to 2024",
    ),
    "hai_phong_year": Anchor(
        "F370",
        "Hai Phong before the merger, 2024; its half is 2025-Q1 to 2025-Q2",
        "the yearly scale of about 2025, an estimate that may mean capacity, taken as enrolment",
    ),
    "hai_duong_year": Anchor(
        "F371",
        "Hai Duong, 2024; its half is 2025-Q1 to 2025-Q2",
        "the yearly scale of about 2025, an estimate",
    ),
    "hanoi_2019_rural": Anchor(
        "F122",
        "Hanoi, 2019, rural workers enrolled",
        "'over' this many; the sample carries the lower bound exactly",
    ),
    "hanoi_2019_rural_agricultural": Anchor(
        "F123", "the same, agricultural occupations", "exact count, part of F122"
    ),
    "hanoi_2022_graduates_college": Anchor(
        "F233", "Hanoi, cohort 2022, college graduates", "counted to November, carried whole"
    ),
    "hanoi_2022_graduates_intermediate": Anchor(
        "F234", "the same, intermediate", "counted to November, carried whole"
    ),
    "hanoi_2022_graduates_short": Anchor(
        "F235", "the same, elementary and under 3 months", "counted to November, carried whole"
    ),
}
"""Name used in this package -> anchor. Merged Hai Phong has only a plan (F372), so it has no
row: its second half of 2025 is half of F370 and F371 together. The two rows of elementary and
short courses are what their totals leave after the other levels; the tests hold them."""


def published_total(catalogue: Catalogue, name: str) -> int:
    """Return the value of an anchor: the point value, or the lower bound of an 'over X'."""
    figure = catalogue.figure(ANCHORS[name].figure_id)
    if figure.value_low is None or figure.status in AIMED:
        raise VtdashError(
            f"Số liệu {figure.figure_id} không neo được dữ liệu mẫu: cần số thực hiện.",
            f"Figure {figure.figure_id} cannot tie the sample: it takes a count, not a plan.",
        )
    return round(figure.value_low)
