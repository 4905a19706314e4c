"""How many start training in each territory, quarter and level group, and which figure ties it.

The values are read from the catalogue when the sample is drawn; no number of the register is
repeated in code. A plan or target never ties anything: it is not an observation.

Published totals come through ``anchors``; the path between them (factors, seasons, shares) is
invented for the sample, with a dip in 2020-2021, and stands here as plain tables. Chance moves
every year, quarter and share of it that no figure ties, so that no two years are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vtdash.model.codes import AIMED
from vtdash.model.errors import VtdashError
from vtdash.model.period import QUARTERS, quarter_or_year
from vtdash.sample.chance import drifting, uneven
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
_HANOI_GROWTH = 1.03
"""Invented: how much more a month of 2024 has than one of 2023, published as one sum."""
_HAI_PHONG_YEARS = {2019: 0.94, 2020: 0.84, 2021: 0.79, 2022: 0.90, 2023: 0.96, 2024: 1.0}
"""Invented years of Hai Phong and Hai Duong as a part of the published yearly scale (2024)."""
_SHARES = {HAI_PHONG: (0.075, 0.135), HAI_DUONG: (0.06, 0.14), MERGED: (0.07, 0.137)}
"""Invented shares of college and intermediate; Hanoi's are those of its 2022 count."""

_RURAL_YEARS = {
    2019: 1.0,
    2020: 0.92,
    2021: 0.91,
    2022: 0.99,
    2023: 1.04,
    2024: 1.08,
    2025: 1.06,
}
_RURAL_SIZE = {HANOI: 1.0, HAI_PHONG: 0.27, HAI_DUONG: 0.15, MERGED: 0.21}
"""Invented rural workers a year as a part of Hanoi's 2019 count; MERGED is a half-year."""
_HALF_YEAR = 0.5
_BY_YEAR, _BY_QUARTER, _BY_SHARE = 0.015, 0.05, 0.05
"""How far chance moves what no figure ties: a year's total, a quarter of it, a level's share."""


@dataclass(frozen=True)
class TrainingSpan:
    """Consecutive quarters of one territory: a total each, and two level totals over them."""

    territory: str
    periods: tuple[str, ...]
    totals: tuple[int, ...]
    college: int
    intermediate: int


@dataclass(frozen=True)
class Path:
    """Training turns and rural workers, of every territory and all its time.

    ``enrolled``: (territory, quarter, level group) -> turns. ``rural``: (territory, year) ->
    rural workers in agricultural and in other occupations.
    """

    enrolled: dict[tuple[str, str, str], int]
    rural: dict[tuple[str, int], tuple[int, int]]


def draw_path(catalogue: Catalogue, rng: np.random.Generator) -> Path:
    """Return the totals that the sample follows: the published ones, and chance between them."""

    def read(name: str) -> int:
        return published_total(catalogue, name)

    spans = [*_hanoi(read, rng), *_hai_phong(read, rng)]
    enrolled = {key: value for span in spans for key, value in _by_group(span, rng).items()}
    rural = _rural_totals(read("hanoi_2019_rural"), read("hanoi_2019_rural_agricultural"), rng)
    return Path(enrolled, rural)


def _rural_totals(
    every: int, farming: int, rng: np.random.Generator
) -> dict[tuple[str, int], tuple[int, int]]:
    """Move every year but the published one, and the part of farming in it."""
    totals: dict[tuple[str, int], tuple[int, int]] = {}
    for territory, size in _RURAL_SIZE.items():
        for year, factor in _RURAL_YEARS.items():
            part = size * factor
            if year == YEARS[-1] and territory in {HAI_PHONG, HAI_DUONG}:
                part *= _HALF_YEAR
            moved = (1.0, 1.0)
            if (territory, year) != (HANOI, YEARS[0]):
                moved = (uneven(rng, _BY_YEAR, 1)[0], uneven(rng, _BY_SHARE, 1)[0])
            whole = round(part * moved[0] * every)
            farm = round(part * moved[0] * moved[1] * farming)
            totals[territory, year] = (farm, whole - farm)
    return totals


def _by_group(span: TrainingSpan, rng: np.random.Generator) -> dict[tuple[str, str, str], int]:
    """Spread the two level totals by their seasons; the third group is what is left."""
    quarters = [int(period[-1]) - 1 for period in span.periods]
    college = _spread(span.college, [_COLLEGE_SEASON[q] for q in quarters], rng)
    intermediate = _spread(span.intermediate, [_INTERMEDIATE_SEASON[q] for q in quarters], rng)
    cells: dict[tuple[str, str, str], int] = {}
    for period, total, high, middle in zip(
        span.periods, span.totals, college, intermediate, strict=True
    ):
        for group, value in zip(GROUPS, (high, middle, total - high - middle), strict=True):
            cells[span.territory, period, group] = value
    return cells


def _hanoi(read: Callable[[str], int], rng: np.random.Generator) -> list[TrainingSpan]:
    year = read("hanoi_2022")
    to_september = read("hanoi_2022_to_september")
    shares = (read("hanoi_2022_college") / year, read("hanoi_2022_intermediate") / year)
    first_half = _spread(read("hanoi_2019_h1"), _SEASON[:2], rng)
    levels_2019 = read("hanoi_2019_h1_college"), read("hanoi_2019_h1_intermediate")
    levels_2022 = read("hanoi_2022_college"), read("hanoi_2022_intermediate")
    quarters_2022 = (*_spread(to_september, _SEASON[:3], rng), year - to_september)
    own = {
        y: _spread(round(f * year * uneven(rng, _BY_YEAR, 1)[0]), _SEASON, rng)
        for y, f in _HANOI_YEARS.items()
    }
    later = _hanoi_22_months(read("hanoi_22_months"), rng)
    invented = [
        (_quarters(2019, 3, 4), own[2019][2:]),
        (_quarters(2020), own[2020]),
        (_quarters(2021), own[2021]),
        (_quarters(2023), later[:4]),
        (_quarters(2024), later[4:]),
        (_quarters(2025), own[2025]),
    ]
    return [
        TrainingSpan(HANOI, _quarters(2019, 1, 2), first_half, *levels_2019),
        TrainingSpan(HANOI, _quarters(2022), quarters_2022, *levels_2022),
        *_own(HANOI, invented, shares, rng),
    ]


def _hanoi_22_months(total: int, rng: np.random.Generator) -> tuple[int, ...]:
    """Return eight quarters of 2023-2024; the last is three times its October."""
    months = [*_SEASON, *(_HANOI_GROWTH * months for months in (*_SEASON[:3], 1.0))]
    *quarters, october = _spread(total, months, rng)
    return (*quarters, 3 * october)


def _hai_phong(read: Callable[[str], int], rng: np.random.Generator) -> list[TrainingSpan]:
    scale = {HAI_PHONG: read("hai_phong_year"), HAI_DUONG: read("hai_duong_year")}
    spans: list[TrainingSpan] = []
    for territory, size in scale.items():
        invented = []
        for year, factor in _HAI_PHONG_YEARS.items():
            moved = 1.0 if factor == 1.0 else uneven(rng, _BY_YEAR, 1)[0]
            totals = _spread(round(size * factor * moved), _SEASON, rng)
            invented.append((_quarters(year), totals))
        invented.append((_quarters(2025, 1, 2), _spread(size // 2, _SEASON[:2], rng)))
        spans += _own(territory, invented, _SHARES[territory], rng)
    rest = _spread(sum(scale.values()) // 2, _SEASON[2:], rng)
    return [*spans, *_own(MERGED, [(_quarters(2025, 3, 4), rest)], _SHARES[MERGED], rng)]


def _own(
    territory: str,
    invented: list[tuple[tuple[str, ...], tuple[int, ...]]],
    shares: tuple[float, float],
    rng: np.random.Generator,
) -> list[TrainingSpan]:
    """Return spans of quarters and their totals, whose levels are a share that drifts."""
    moved = drifting(rng, _BY_SHARE, (2, len(invented)))
    return [
        TrainingSpan(
            territory,
            periods,
            totals,
            *(round(share * moved[level, n] * sum(totals)) for level, share in enumerate(shares)),
        )
        for n, (periods, totals) in enumerate(invented)
    ]


def _quarters(year: int, first: int = 1, last: int = 4) -> tuple[str, ...]:
    return tuple(quarter_or_year(year, number) for number in range(first, last + 1))


def _spread(total: int, weights: Sequence[float], rng: np.random.Generator) -> tuple[int, ...]:
    """Share out a total by weights that chance has moved a little."""
    moved = np.array(weights) * uneven(rng, _BY_QUARTER, len(weights))
    return tuple(split(np.array([total]), moved[None, :])[0].tolist())
