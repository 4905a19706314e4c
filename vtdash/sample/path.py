"""How many start training in each territory, quarter and level group, and which figure ties it.

The values are read from the catalogue when the sample is drawn; no number of the register is
repeated in code. A plan or target never ties anything: it is not an observation.

Published totals come through ``anchors``; the path between them (factors, seasons, shares) is
invented for the sample, smooth, with a dip in 2020-2021, and stands here as plain tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vtdash.model.codes import AIMED
from vtdash.model.errors import VtdashError
from vtdash.model.period import QUARTERS, quarter_or_year
from vtdash.sample.tables import split

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
        "published as one sum: 12 of 22 months fall to 2023 and 10 to January-October 2024",
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


if TYPE_CHECKING:
    from vtdash.reference import Catalogue

YEARS = range(2019, 2026)
PERIODS = tuple(quarter_or_year(year, number) for year in YEARS for number in QUARTERS)
GROUPS = ("college", "intermediate", "elementary_and_short")
"""Level groups: elementary and under 3 months are published as one."""

HANOI, HAI_PHONG, HAI_DUONG, MERGED = (
    "ha_noi",
    "hai_phong_to_2025_06",
    "hai_duong_to_2025_06",
    "hai_phong_since_2025_07",
)

_SEASON = (2.25, 2.7, 4.05, 3.0)
"""Months' worth of enrolment in each quarter; twelve in all, and October is worth one month."""
_COLLEGE_SEASON = (0.05, 0.05, 0.55, 0.35)
_INTERMEDIATE_SEASON = (0.08, 0.12, 0.5, 0.3)

_HANOI_YEARS = {2019: 0.97, 2020: 0.80, 2021: 0.75, 2025: 1.04}
"""Invented years of Hanoi as a part of the 2022 count; of 2019 only the second half is used."""
_HAI_PHONG_YEARS = {2019: 0.94, 2020: 0.84, 2021: 0.79, 2022: 0.90, 2023: 0.96, 2024: 1.0}
"""Invented years of Hai Phong and Hai Duong as a part of the published yearly scale (2024)."""
_SHARES = {HAI_PHONG: (0.075, 0.135), HAI_DUONG: (0.06, 0.14), MERGED: (0.07, 0.137)}
"""Invented shares of college and intermediate; Hanoi's are those of its 2022 count."""

_RURAL_YEARS = {
    2019: 1.0,
    2020: 0.90,
    2021: 0.88,
    2022: 1.0,
    2023: 1.06,
    2024: 1.12,
    2025: 1.1,
}
_RURAL_SIZE = {HANOI: 1.0, HAI_PHONG: 0.33, HAI_DUONG: 0.19, MERGED: 0.26}
"""Invented rural workers a year as a part of Hanoi's 2019 count; MERGED is a half-year."""
_HALF_YEAR = 0.5


@dataclass(frozen=True)
class TrainingSpan:
    """Consecutive quarters of one territory: a total each, and two level totals over them."""

    territory: str
    periods: tuple[str, ...]
    totals: tuple[int, ...]
    college: int
    intermediate: int


def enrolment_totals(catalogue: Catalogue) -> dict[tuple[str, str, str], int]:
    """Return (territory, period, level group) -> training turns, for every quarter drawn."""

    def read(name: str) -> int:
        return published_total(catalogue, name)

    spans = [*_hanoi(read), *_hai_phong(read)]
    return {key: value for span in spans for key, value in _by_group(span).items()}


def rural_totals(catalogue: Catalogue) -> dict[tuple[str, int], tuple[int, int]]:
    """Return (territory, year) -> rural workers in agricultural and in other occupations."""
    every = published_total(catalogue, "hanoi_2019_rural")
    farming = published_total(catalogue, "hanoi_2019_rural_agricultural")
    totals: dict[tuple[str, int], tuple[int, int]] = {}
    for territory, size in _RURAL_SIZE.items():
        for year, factor in _RURAL_YEARS.items():
            part = size * factor
            if year == YEARS[-1] and territory in {HAI_PHONG, HAI_DUONG}:
                part *= _HALF_YEAR
            farm = round(part * farming)
            totals[territory, year] = (farm, round(part * every) - farm)
    return totals


def _by_group(span: TrainingSpan) -> dict[tuple[str, str, str], int]:
    """Spread the two level totals by their seasons; the third group is what is left."""
    quarters = [int(period[-1]) - 1 for period in span.periods]
    college = _spread(span.college, [_COLLEGE_SEASON[q] for q in quarters])
    intermediate = _spread(span.intermediate, [_INTERMEDIATE_SEASON[q] for q in quarters])
    cells: dict[tuple[str, str, str], int] = {}
    for period, total, high, middle in zip(
        span.periods, span.totals, college, intermediate, strict=True
    ):
        for group, value in zip(GROUPS, (high, middle, total - high - middle), strict=True):
            cells[span.territory, period, group] = value
    return cells


def _hanoi(read: Callable[[str], int]) -> list[TrainingSpan]:
    year = read("hanoi_2022")
    to_september = read("hanoi_2022_to_september")
    shares = (read("hanoi_2022_college") / year, read("hanoi_2022_intermediate") / year)
    first_half = _spread(read("hanoi_2019_h1"), _SEASON[:2])
    levels_2019 = read("hanoi_2019_h1_college"), read("hanoi_2019_h1_intermediate")
    levels_2022 = read("hanoi_2022_college"), read("hanoi_2022_intermediate")
    quarters_2022 = (*_spread(to_september, _SEASON[:3]), year - to_september)
    own = {y: _spread(round(f * year), _SEASON) for y, f in _HANOI_YEARS.items()}
    later = _hanoi_22_months(read("hanoi_22_months"))
    return [
        TrainingSpan(HANOI, _quarters(2019, 1, 2), first_half, *levels_2019),
        _own(HANOI, _quarters(2019, 3, 4), own[2019][2:], shares),
        _own(HANOI, _quarters(2020), own[2020], shares),
        _own(HANOI, _quarters(2021), own[2021], shares),
        TrainingSpan(HANOI, _quarters(2022), quarters_2022, *levels_2022),
        _own(HANOI, _quarters(2023), later[:4], shares),
        _own(HANOI, _quarters(2024), later[4:], shares),
        _own(HANOI, _quarters(2025), own[2025], shares),
    ]


def _hanoi_22_months(total: int) -> tuple[int, ...]:
    """Return eight quarters of 2023-2024; the last is three times its October."""
    *quarters, october = _spread(total, (*_SEASON, *_SEASON[:3], 1.0))
    return (*quarters, 3 * october)


def _hai_phong(read: Callable[[str], int]) -> list[TrainingSpan]:
    scale = {HAI_PHONG: read("hai_phong_year"), HAI_DUONG: read("hai_duong_year")}
    spans: list[TrainingSpan] = []
    for territory, size in scale.items():
        for year, factor in _HAI_PHONG_YEARS.items():
            totals = _spread(round(size * factor), _SEASON)
            spans.append(_own(territory, _quarters(year), totals, _SHARES[territory]))
        half = _spread(size // 2, _SEASON[:2])
        spans.append(_own(territory, _quarters(2025, 1, 2), half, _SHARES[territory]))
    rest = _spread(sum(scale.values()) // 2, _SEASON[2:])
    return [*spans, _own(MERGED, _quarters(2025, 3, 4), rest, _SHARES[MERGED])]


def _own(
    territory: str, periods: tuple[str, ...], totals: tuple[int, ...], shares: tuple[float, float]
) -> TrainingSpan:
    """Return a span whose level totals are a share of its sum."""
    college, intermediate = (round(share * sum(totals)) for share in shares)
    return TrainingSpan(territory, periods, totals, college, intermediate)


def _quarters(year: int, first: int = 1, last: int = 4) -> tuple[str, ...]:
    return tuple(quarter_or_year(year, number) for number in range(first, last + 1))


def _spread(total: int, weights: tuple[float, ...] | list[float]) -> tuple[int, ...]:
    return tuple(split(np.array([total]), np.array([weights]))[0].tolist())
