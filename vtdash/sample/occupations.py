"""What each place teaches: occupations with their levels, and how often each is chosen.

The national list says at which level an occupation may be taught: college and intermediate
where it has that code. Rural occupations are short courses only, and so is a national one
where ``_SHORT_COURSES`` names it: nobody becomes a nurse or a lawyer in three months.

No city publishes enrolment by occupation. Which ones lead follows those that the register
names as sought after or taught in rural classes (F022 to F026, F319, F621, F625); the numbers
are invented.
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
NEW_LEVEL = "vocational_secondary"
"""The level of 2026: taught in the sample where the intermediate level is; no list is published."""

_BEFORE = "intermediate"
_SHORT = ("elementary", "under_3_months")
_HANDFUL = {
    (NATIONAL, "college"): (5.0, 2.0),
    (NATIONAL, "intermediate"): (4.0, 2.0),
    (NATIONAL, "elementary"): (3.5, 2.0),
    (NATIONAL, "under_3_months"): (3.0, 2.0),
    ("rural_non_agricultural", "elementary"): (1.0, 2.3),
    ("rural_non_agricultural", "under_3_months"): (0.6, 2.3),
    (AGRICULTURAL, "elementary"): (0.0, 1.8),
    (AGRICULTURAL, "under_3_months"): (0.0, 2.2),
}
"""Kind and level -> pairs that an urban and a rural district of ordinary size offer."""
_SHARE = {
    (NATIONAL, "elementary"): 0.36,
    (NATIONAL, "under_3_months"): 0.445,
    ("rural_non_agricultural", "elementary"): 0.05,
    ("rural_non_agricultural", "under_3_months"): 0.055,
    (AGRICULTURAL, "elementary"): 0.035,
    (AGRICULTURAL, "under_3_months"): 0.055,
}
"""Invented parts of elementary and short courses; college and intermediate are one each."""
_KEPT = 0.68
"""Part of its district's pairs that a commune-level unit goes on offering."""

_CALLED_FOR = {
    16.0: "510216 520227",
    12.0: "480201 810207 720301",
    9.0: "480202 340302 520205",
    6.0: "720201 520123 510201 340113 810201 210402 220211 540205",
    4.0: "220209 220206 220212 340116 340404 340122 480102 480207 480209 520226 520263 720101",
    2.5: "320106 340301 580201 810103 620120 480203 480214 340202 R05 R06",
    0.4: "320103 320202 340117 340201 340407 340417 480103 480206 480208 510101 520255 620116",
    0.15: "210207 210216 210217 210224 210418 340303 340304 480204 620302 840109",
}
"""How often an occupation is chosen (1 = ordinary) -> occupations of the national list."""
_SHORT_COURSES = {
    6.0: "540205 810207 520226 R14",
    5.0: "520123 510216 480203 520227 R20",
    4.0: "R05 R06 R26 R27 R24 R21",
    3.0: "520205 480102 580201 R04 R11 R12 R15 R16 R19 R25 R28",
    2.0: "340119 340122 810203 340301 R01 R03 R07 R08 R09 R10 R18 R29",
    1.0: "340101 210402 480214 520102 520255 480209 R02 R17 R22 R23",
    0.4: "620302 R13",
}
"""The same for elementary and short courses: a national occupation not named has none."""


@dataclass(frozen=True)
class Pairs:
    """Every occupation-level pair that may be taught; arrays share one order.

    ``stratum`` is the position of (kind, level) among the strata, ``share`` what that stratum
    is of its level group, ``popularity`` how often the pair is chosen (1 = ordinary). ``like`` is
    the pair itself, or of one at the new level that of its occupation at intermediate level:
    they share places, stratum and chance. ``new`` is the reverse, -1 where there is none.
    """

    occupations: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    stratum: NDArray[np.int64]
    share: NDArray[np.float64]
    popularity: NDArray[np.float64]
    like: NDArray[np.int64]
    new: NDArray[np.int64]


def read_pairs(catalogue: Catalogue) -> Pairs:
    """Return the pairs sorted by occupation, then level; those of the new level come last."""
    schools, courses = _by_key(_CALLED_FOR), _by_key(_SHORT_COURSES)
    rows = [
        (o, level)
        for o in sorted(catalogue.occupations, key=lambda o: o.key)
        for level in sorted(_levels(o, in_short=o.key in courses))
    ]
    like = np.arange(len(rows))
    twins = np.array([n for n, (_, level) in enumerate(rows) if level == _BEFORE])
    new = np.full(len(rows) + len(twins), -1)
    new[twins] = len(rows) + np.arange(len(twins))
    rows += [(rows[n][0], NEW_LEVEL) for n in twins]
    strata = list(_HANDFUL)
    chosen = [(courses if level in _SHORT else schools).get(o.key, 1.0) for o, level in rows]
    return Pairs(
        occupations=tuple(o.key for o, _ in rows),
        levels=tuple(level for _, level in rows),
        kinds=tuple(o.kind for o, _ in rows),
        fields=tuple(o.field for o, _ in rows),
        stratum=np.array([strata.index((o.kind, _of_stratum(level))) for o, level in rows]),
        share=np.array([_SHARE.get((o.kind, level), 1.0) for o, level in rows]),
        popularity=np.array(chosen),
        like=np.concatenate([like, twins]),
        new=new,
    )


def _of_stratum(level: str) -> str:
    return _BEFORE if level == NEW_LEVEL else level


def choose_offers(
    places: Places, pairs: Pairs, rng: np.random.Generator
) -> tuple[NDArray[np.int64], ...]:
    """Return, for each place, the sorted positions in ``pairs`` that it offers, always.

    What it offers at intermediate level it offers at the new level too, once that has begun.
    """
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


def _by_key(table: dict[float, str]) -> dict[str, float]:
    return {key: weight for weight, keys in table.items() for key in keys.split()}


def _levels(occupation: Occupation, *, in_short: bool) -> list[str]:
    levels = ["college"] if occupation.code_college else []
    if occupation.code_intermediate:
        levels.append("intermediate")
    return [*levels, *_SHORT] if in_short or occupation.kind != NATIONAL else levels


def _district_offer(
    pairs: Pairs, scale: float, rural: bool, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose pairs stratum by stratum; popular occupations are chosen more often."""
    chosen: list[NDArray[np.int64]] = []
    own = np.arange(len(pairs.like))
    for stratum, handful in enumerate(_HANDFUL.values()):
        pool = np.flatnonzero((pairs.stratum == stratum) & (pairs.like == own))
        wanted = min(int(scale * handful[rural] + rng.random()), len(pool))
        odds = np.sqrt(pairs.popularity[pool])
        chosen.append(rng.choice(pool, wanted, replace=False, p=odds / odds.sum()))
    if not sum(len(some) for some in chosen):
        return np.array([pairs.popularity.argmax()])
    return np.sort(np.concatenate(chosen))
