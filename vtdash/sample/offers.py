"""What each area teaches: a fixed handful of occupation-level pairs, so that lines are steady.

National occupations are taught at the levels for which a code exists; those with an
intermediate code also in short courses. Rural occupations are short courses only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vtdash.sample.places import Places

if TYPE_CHECKING:
    from vtdash.reference import Catalogue, Occupation

AGRICULTURAL = "rural_agricultural"
NATIONAL = "national"
_SHORT = ("elementary", "under_3_months")
_HANDFUL = {
    ("national", "college"): (5.0, 2.0),
    ("national", "intermediate"): (4.0, 2.0),
    ("national", "elementary"): (3.5, 2.0),
    ("national", "under_3_months"): (3.0, 2.0),
    ("rural_non_agricultural", "elementary"): (1.0, 2.3),
    ("rural_non_agricultural", "under_3_months"): (0.6, 2.3),
    ("rural_agricultural", "elementary"): (0.0, 1.8),
    ("rural_agricultural", "under_3_months"): (0.0, 2.2),
}
"""Kind and level -> pairs that an urban and a rural district of ordinary size offer."""
_SHARE = {
    ("national", "elementary"): 0.36,
    ("national", "under_3_months"): 0.455,
    ("rural_non_agricultural", "elementary"): 0.05,
    ("rural_non_agricultural", "under_3_months"): 0.055,
    ("rural_agricultural", "elementary"): 0.03,
    ("rural_agricultural", "under_3_months"): 0.05,
}
"""Invented parts of elementary and short courses; college and intermediate are one each."""
_KEPT = 0.68
"""Part of its district's pairs that a commune-level unit goes on offering."""


@dataclass(frozen=True)
class Pairs:
    """Every occupation-level pair that may be taught; arrays share one order.

    ``stratum`` is the position of (kind, level) among the strata, ``share`` what that stratum
    is of its level group, ``popularity`` how often the occupation is chosen (1 = ordinary).
    """

    occupations: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    stratum: NDArray[np.int64]
    share: NDArray[np.float64]
    popularity: NDArray[np.float64]


def read_pairs(catalogue: Catalogue, rng: np.random.Generator) -> Pairs:
    """Return the pairs sorted by occupation, then level."""
    occupations = sorted(catalogue.occupations, key=lambda o: o.key)
    rows = [(o, level) for o in occupations for level in sorted(_levels(o))]
    strata = list(_HANDFUL)
    keys = [o.key for o in occupations]
    liking = dict(zip(keys, rng.lognormal(0.0, 0.5, len(keys)), strict=True))
    return Pairs(
        occupations=tuple(o.key for o, _ in rows),
        levels=tuple(level for _, level in rows),
        kinds=tuple(o.kind for o, _ in rows),
        fields=tuple(o.field for o, _ in rows),
        stratum=np.array([strata.index((o.kind, level)) for o, level in rows]),
        share=np.array([_SHARE.get((o.kind, level), 1.0) for o, level in rows]),
        popularity=np.array([liking[o.key] for o, _ in rows]),
    )


def choose_offers(
    places: Places, pairs: Pairs, rng: np.random.Generator
) -> tuple[NDArray[np.int64], ...]:
    """Return, for each place, the sorted positions in ``pairs`` that it offers, always."""
    offers: list[NDArray[np.int64]] = [np.array([], dtype=np.int64)] * len(places.codes)
    typical = float(np.median(places.size[~places.commune]))
    for i in np.flatnonzero(~places.commune):
        scale = float(np.clip((places.size[i] / typical) ** 0.3, 0.2, 1.15))
        offers[i] = _district_offer(pairs, scale, bool(places.rural[i]), rng)
    for i in np.flatnonzero(places.commune):
        inherited = offers[places.origin[i]]
        kept = max(2, round(_KEPT * len(inherited)))
        offers[i] = np.sort(rng.choice(inherited, min(kept, len(inherited)), replace=False))
    return tuple(offers)


def _levels(occupation: Occupation) -> list[str]:
    if occupation.kind != NATIONAL:
        return list(_SHORT)
    levels = ["college"] if occupation.code_college else []
    return [*levels, "intermediate", *_SHORT] if occupation.code_intermediate else levels


def _district_offer(
    pairs: Pairs, scale: float, rural: bool, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose pairs stratum by stratum; popular occupations are chosen more often."""
    chosen: list[NDArray[np.int64]] = []
    for stratum, handful in enumerate(_HANDFUL.values()):
        pool = np.flatnonzero(pairs.stratum == stratum)
        wanted = min(int(scale * handful[rural] + rng.random()), len(pool))
        odds = pairs.popularity[pool] / pairs.popularity[pool].sum()
        chosen.append(rng.choice(pool, wanted, replace=False, p=odds))
    if not sum(len(some) for some in chosen):
        return np.array([pairs.popularity.argmax()])
    return np.sort(np.concatenate(chosen))
