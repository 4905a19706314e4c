"""How many start training in each territory, quarter and level group, and which figure ties it.

Published totals come through ``anchors``; the path between them (factors, seasons, shares) is
invented for the sample, with a dip in 2020-2021, and stands here as plain tables. Chance moves
every year, quarter and share of it that no figure ties, so that no two years are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vtdash.model.period import QUARTERS, quarter_or_year
from vtdash.sample.anchors import published_total
from vtdash.sample.chance import Chance, drifting, uneven
from vtdash.sample.occupations import NEW_LEVEL
from vtdash.sample.tables import split

if TYPE_CHECKING:
    from vtdash.reference import Catalogue


YEARS = range(2019, 2027)
PERIODS = tuple(
    period
    for year in YEARS
    for number in QUARTERS
    if (period := quarter_or_year(year, number)) <= "2026-Q3"
)
GROUPS = ("college", "intermediate", NEW_LEVEL, "elementary_and_short")
"""Level groups: elementary and under 3 months are published as one."""

HANOI, HAI_PHONG, HAI_DUONG, MERGED = (
    "ha_noi",
    "hai_phong_to_2025_06",
    "hai_duong_to_2025_06",
    "hai_phong_since_2025_07",
)
NEW_LEVEL_SINCE = "2026-Q3"
"""The quarter in which the first school year of vocational secondary begins."""

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

_THREE_QUARTERS = {HANOI: 1.07, MERGED: 1.02}
"""Invented turns of the first three quarters of 2026 against as many months of the yearly scale."""
_NEW_LEVEL_PART = 0.3
"""Invented part of those who would have begun at intermediate level that the new level takes."""

_RURAL_YEARS = {
    2019: 1.0,
    2020: 0.92,
    2021: 0.91,
    2022: 0.99,
    2023: 1.04,
    2024: 1.08,
    2025: 1.06,
}
_RURAL_2026 = {HANOI: 0.83, MERGED: 0.27}
"""Invented rural workers of three quarters of 2026 as a part of Hanoi's 2019 count."""
_RURAL_SIZE = {HANOI: 1.0, HAI_PHONG: 0.27, HAI_DUONG: 0.15, MERGED: 0.21}
"""Invented rural workers a year as a part of Hanoi's 2019 count; MERGED is a half-year."""
_YEAR_OF_MERGER, _HALF_YEAR = 2025, 0.5
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


def draw_path(catalogue: Catalogue, chance: Chance) -> Path:
    """Return the totals that the sample follows: the published ones, and chance between them."""

    def read(name: str) -> int:
        return published_total(catalogue, name)

    rng, added = chance.first, chance.added
    counts = read("hanoi_2019_rural"), read("hanoi_2019_rural_agricultural")
    enrolled: dict[tuple[str, str, str], int] = {}
    for span in (*_hanoi(read, rng), *_hai_phong(read, rng)):
        enrolled |= _by_group(span, rng)
    for span in _of_2026(read, added):
        enrolled |= _by_group(span, added)
    return Path(enrolled, _rural_totals(*counts, rng) | _rural_of_2026(*counts, added))


def _rural_totals(
    every: int, farming: int, rng: np.random.Generator
) -> dict[tuple[str, int], tuple[int, int]]:
    """Move every year but the published one, and the part of farming in it."""
    totals: dict[tuple[str, int], tuple[int, int]] = {}
    for territory, size in _RURAL_SIZE.items():
        for year, factor in _RURAL_YEARS.items():
            part = size * factor
            if year == _YEAR_OF_MERGER and territory in {HAI_PHONG, HAI_DUONG}:
                part *= _HALF_YEAR
            moved = (1.0, 1.0)
            if (territory, year) != (HANOI, YEARS[0]):
                moved = (uneven(rng, _BY_YEAR, 1)[0], uneven(rng, _BY_SHARE, 1)[0])
            whole = round(part * moved[0] * every)
            farm = round(part * moved[0] * moved[1] * farming)
            totals[territory, year] = (farm, whole - farm)
    return totals


def _rural_of_2026(
    every: int, farming: int, rng: np.random.Generator
) -> dict[tuple[str, int], tuple[int, int]]:
    """Return what three quarters of the last year have, and the part of farming in it."""
    totals: dict[tuple[str, int], tuple[int, int]] = {}
    for territory, part in _RURAL_2026.items():
        moved, share = uneven(rng, _BY_YEAR, 1)[0], uneven(rng, _BY_SHARE, 1)[0]
        farm = round(part * moved * share * farming)
        totals[territory, YEARS[-1]] = (farm, round(part * moved * every) - farm)
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
        new = round(_NEW_LEVEL_PART * middle) if period >= NEW_LEVEL_SINCE else 0
        parts = (high, middle - new, new, total - high - middle)
        for group, value in zip(GROUPS, parts, strict=True):
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


def _of_2026(read: Callable[[str], int], rng: np.random.Generator) -> Iterator[TrainingSpan]:
    """Yield three quarters of both cities: of a year's college and intermediate intake a part.

    The seasons of Hai Phong are those of its 2025, whose halves follow the published scale.
    """
    hanoi, merged = read("hanoi_2022"), read("hai_phong_year") + read("hai_duong_year")
    shares = (read("hanoi_2022_college") / hanoi, read("hanoi_2022_intermediate") / hanoi)
    seasons = sum(_COLLEGE_SEASON[:3]), sum(_INTERMEDIATE_SEASON[:3])
    halves = [_SEASON[q] / sum(_SEASON[:2] if q in {0, 1} else _SEASON[2:]) for q in range(4)]
    for territory, scale, own, season in (
        (HANOI, hanoi, shares, _SEASON),
        (MERGED, merged, _SHARES[MERGED], halves),
    ):
        year = scale * _THREE_QUARTERS[territory] * uneven(rng, _BY_YEAR, 1)[0]
        totals = _spread(round(year * sum(season[:3]) / sum(season)), season[:3], rng)
        moved = uneven(rng, _BY_SHARE, 2)
        levels = (round(year * own[n] * seasons[n] * moved[n]) for n in range(2))
        yield TrainingSpan(territory, _quarters(YEARS[-1], 1, 3), totals, *levels)


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
