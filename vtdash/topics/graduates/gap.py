"""Why do two rates differ: the make-up of those counted, or what happens to like people?

Everything is computed in exact fractions, so that the parts add up to the difference exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from vtdash.model.codes import SUPPRESSED
from vtdash.model.observation import POOLED, Observation
from vtdash.rules.statistics import SMALL_BASE

REFERENCES = ("mean", "one", "other", "pooled")
"""Whose rates weigh the difference in make-up: Kitagawa's mean of both; the first or the second
population's, or the pooled rates (the two-fold forms of Oaxaca and Blinder)."""


class Group(NamedTuple):
    """How many of a group's ``base`` have the property that the rate is of."""

    having: Fraction | int
    base: Fraction | int


class Part(NamedTuple):
    """What one group adds to the difference, as shares of 1.

    ``is_small``: fewer than 30 on one side, so that its rate is mostly noise. ``is_one_sided``:
    there is nobody of the group on one side; all it adds is then make-up.
    """

    group: str
    composition: Fraction
    rate: Fraction
    is_small: bool
    is_one_sided: bool


@dataclass(frozen=True)
class Gap:
    """The difference of two rates (first minus second), as shares of 1, in two parts.

    ``composition`` goes with the different make-up, ``rate`` with different rates of like
    groups. ``pooled`` names the groups taken together. ``reason``: empty, or a key of codes.toml
    [gap_reason], and then there are no parts.
    """

    difference: Fraction
    parts: tuple[Part, ...] = ()
    pooled: tuple[str, ...] = ()
    reason: str = ""

    @property
    def composition(self) -> Fraction:
        """Return the part of the difference that goes with the make-up."""
        return sum((part.composition for part in self.parts), Fraction(0))

    @property
    def rate(self) -> Fraction:
        """Return the like-for-like part of the difference."""
        return sum((part.rate for part in self.parts), Fraction(0))

    def printed(self, decimals: int = 2) -> tuple[float, float, float]:
        """Return difference, composition and rate in percentage points, each rounded by itself.

        So a sentence prints what a table of the parts prints; the sum of the printed parts may
        miss the printed difference by one in the last digit.
        """
        whole, mix, like = (
            round(float(100 * value), decimals)
            for value in (self.difference, self.composition, self.rate)
        )
        return whole, mix, like


def groups_by(field: str, rows: Iterable[Observation]) -> dict[str, Group]:
    """Return the groups of a rate by a field of its rows: level or occupation_key.

    Numerators and denominators are added up; what is suppressed is in the group of all that is.
    Raises ``ValueError`` where another row has none, as a rate without its base cannot be weighed.
    """
    found: dict[str, list[Group]] = {}
    for row in rows:
        if row.value_note == SUPPRESSED:
            continue
        if row.numerator is None or row.denominator is None:
            raise ValueError(f"{row.indicator_id} {row.period}: a rate without its base")
        group = Group(Fraction(row.numerator), Fraction(row.denominator))
        found.setdefault(str(getattr(row, field)), []).append(group)
    return {key: _added(groups) for key, groups in found.items()}


def kitagawa(
    one: Mapping[str, Group],
    other: Mapping[str, Group],
    reference: str = "mean",
    least: int = SMALL_BASE,
) -> Gap:
    """Return why the rate of ``one`` differs from that of ``other``, by group.

    With shares w and rates r of each group, and the reference rate r*, composition is
    ``(w1 - w2) r*`` and rate ``w1 (r1 - r*) + w2 (r* - r2)``. With r* the mean of both this is
    E. M. Kitagawa, Components of a difference between two rates, Journal of the American
    Statistical Association 50 (1955) 1168-1194; otherwise the two-fold form of R. Oaxaca
    (International Economic Review 14 (1973) 693-709) and A. S. Blinder (Journal of Human
    Resources 8 (1973) 436-455) for a rate by groups. Groups with fewer than ``least`` on one
    side are pooled. Raises ``ValueError`` for an unknown reference or counts that are no share.
    """
    if reference not in REFERENCES:
        raise ValueError(f"no reference {reference}: one of {', '.join(REFERENCES)}")
    bases = _total(one).base, _total(other).base
    if not all(bases):
        return Gap(Fraction(0), reason="no_answers")
    difference = _rate(_total(one)) - _rate(_total(other))
    if min(bases) < least:
        return Gap(difference, reason="small_base")
    pairs, pooled = _pooled(one, other, least)
    if len(pairs) == 1:
        return Gap(difference, pooled=pooled, reason="one_group")
    parts = tuple(
        _part(group, pair, bases, reference, least) for group, pair in sorted(pairs.items())
    )
    return Gap(difference, parts, pooled)


_Number = Fraction | int
_Pair = tuple[Group, Group]
_NOBODY = Group(0, 0)


def _pooled(
    one: Mapping[str, Group], other: Mapping[str, Group], least: int
) -> tuple[dict[str, _Pair], tuple[str, ...]]:
    """Return the pairs of groups, small ones taken together, and the names of these."""
    pairs = {key: (one.get(key, _NOBODY), other.get(key, _NOBODY)) for key in {**one, **other}}
    pairs = {key: pair for key, pair in pairs.items() if pair[0].base or pair[1].base}
    small = sorted(
        key for key, pair in pairs.items() if key == POOLED or min(g.base for g in pair) < least
    )
    if len(small) < 2:  # noqa: PLR2004 - one alone stays what it is
        return pairs, ()
    kept = {key: pair for key, pair in pairs.items() if key not in small}
    together = [pairs[key] for key in small]
    kept[POOLED] = _added(pair[0] for pair in together), _added(pair[1] for pair in together)
    return kept, tuple(small)


def _part(
    group: str, pair: _Pair, bases: tuple[_Number, _Number], reference: str, least: int
) -> Part:
    shares = [Fraction(of.base) / whole for of, whole in zip(pair, bases, strict=True)]
    rates = [_rate(of) if of.base else None for of in pair]
    # Nobody on one side has no rate: taking the other side's leaves no like-for-like part.
    first = rates[0] if rates[0] is not None else rates[1] or Fraction(0)
    second = rates[1] if rates[1] is not None else first
    middle = {
        "mean": (first + second) / 2,
        "one": first,
        "other": second,
        "pooled": _rate(_added(pair)),
    }[reference]
    return Part(
        group,
        composition=(shares[0] - shares[1]) * middle,
        rate=shares[0] * (first - middle) + shares[1] * (middle - second),
        is_small=min(of.base for of in pair) < least,
        is_one_sided=None in rates,
    )


def _total(groups: Mapping[str, Group]) -> Group:
    for key, group in groups.items():
        if not 0 <= group.having <= group.base:
            raise ValueError(f"{key}: {group.having} of {group.base} is no share")
    return _added(groups.values())


def _added(groups: Iterable[Group]) -> Group:
    having = base = Fraction(0)
    for group in groups:
        having, base = having + group.having, base + group.base
    return Group(having, base)


def _rate(group: Group) -> Fraction:
    return Fraction(group.having) / Fraction(group.base)
