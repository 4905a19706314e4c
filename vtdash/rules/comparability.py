"""May two values be set beside each other? A verdict from what they rest on, field by field.

Values are comparable as far as their difference can be laid to a difference of what they
measure, not of how it was measured (SDMX Glossary, version 2.1, December 2020, 'Comparability').
Every reason is a code of codes.toml [comparison]; the words stand there in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from vtdash.model.datasets import Bilingual
from vtdash.reference import Catalogue
from vtdash.rules.basis import COMPUTED, NOT_STATED, Basis, Population, is_mixed

COMPARABLE, WITH_CARE, NOT_COMPARABLE = "comparable", "with_care", "not_comparable"
LEVELS = (COMPARABLE, WITH_CARE, NOT_COMPARABLE)
"""From best to worst; the keys of codes.toml [verdict]."""

FIELDS = (
    "definition",
    "unit",
    "territory",
    "period",
    "population",
    "method",
    "source",
    "status",
)
"""The fields in the order of reasons; the keys of codes.toml [comparison_field]."""


@dataclass(frozen=True)
class Reason:
    """Why two values are not simply comparable: the field, the code, how much it weighs."""

    field: str
    code: str
    level: str


@dataclass(frozen=True)
class Verdict:
    """How far two values are comparable, with every reason why not, in the order of fields."""

    reasons: tuple[Reason, ...] = ()

    @property
    def level(self) -> str:
        """The worst of the reasons: comparable, with_care or not_comparable."""
        return max((reason.level for reason in self.reasons), key=LEVELS.index, default=COMPARABLE)

    @property
    def is_allowed(self) -> bool:
        """Whether the two may share an axis, a ranking or a difference."""
        return self.level != NOT_COMPARABLE

    def explained(self, catalogue: Catalogue) -> tuple[tuple[Bilingual, Bilingual], ...]:
        """Return the name of each differing field and the sentence that says how it differs."""
        return tuple(
            (
                catalogue.code("comparison_field", reason.field).name,
                catalogue.code("comparison", reason.code).text,
            )
            for reason in self.reasons
        )


def verdict(a: Basis, b: Basis) -> Verdict:
    """Return how far two values are comparable: the same for (a, b) and (b, a).

    A value is always comparable with one of exactly the same basis.
    """
    if a == b:
        return Verdict()
    return Verdict(tuple(reason for check in _CHECKS for reason in check(a, b)))


def verdict_of_all(bases: Iterable[Basis]) -> Verdict:
    """Return whether all of several values may stand together: each pair's reasons, once."""
    found = {r for a, b in combinations(set(bases), 2) for r in verdict(a, b).reasons}
    return Verdict(_in_order(found))


def verdict_of_series(one: Iterable[Basis], other: Iterable[Basis]) -> Verdict:
    """Return how far two series are comparable.

    Their points of the same years are compared; where no year is in both, the newest of each.
    A break inside one series is for ``verdict_of_all`` of that series to find.
    """
    first, second = tuple(one), tuple(other)
    pairs = [(a, b) for a in first for b in second if a.span.last == b.span.last]
    if not pairs and first and second:
        pairs = [(max(first, key=_last), max(second, key=_last))]
    return Verdict(_in_order({r for a, b in pairs for r in verdict(a, b).reasons}))


def _in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return each reason once, with the most that it weighs, in the order of fields."""
    by_weight = sorted(reasons, key=lambda reason: LEVELS.index(reason.level))
    worst = {(reason.field, reason.code): reason for reason in by_weight}
    return tuple(sorted(worst.values(), key=lambda r: (FIELDS.index(r.field), r.code)))


def _last(basis: Basis) -> int:
    return basis.span.last


Reasons = Iterator[Reason]


def _definition(a: Basis, b: Basis) -> Reasons:
    if a.indicator_id != b.indicator_id:
        yield Reason("definition", "different_definition", NOT_COMPARABLE)
    elif _is_broken(a, b, (*a.breaks, *b.breaks)):
        yield Reason("definition", "new_concept", NOT_COMPARABLE)


def _is_broken(a: Basis, b: Basis, breaks: Iterable[int]) -> bool:
    """Return whether a break lies between the two; years from a break on belong to the new."""
    first, last = sorted((a.span.last, b.span.last))
    return any(first < year <= last for year in breaks)


def _unit(a: Basis, b: Basis) -> Reasons:
    if a.unit != b.unit:
        yield Reason("unit", "different_unit", NOT_COMPARABLE)


def _territory(a: Basis, b: Basis) -> Reasons:
    one, other = a.place, b.place
    if one.territory == other.territory:
        if _is_broken(a, b, (*one.breaks, *other.breaks)):
            yield Reason("territory", "boundary_change", NOT_COMPARABLE)
    elif one.territory in other.lineage or other.territory in one.lineage:
        yield Reason("territory", "merged_territory", NOT_COMPARABLE)
    if one.territory in other.containers or other.territory in one.containers:
        yield Reason("territory", "part_of_the_other", WITH_CARE)
    if not (one.is_in_force(a.span) and other.is_in_force(b.span)):
        yield Reason("territory", "territory_not_in_force", WITH_CARE)


def _period(a: Basis, b: Basis) -> Reasons:
    yield from _years(a, b)
    yield from _parts(a, b)


def _years(a: Basis, b: Basis) -> Reasons:
    spans = (a.span.first, a.span.last), (b.span.first, b.span.last)
    recurrences = {a.span.recurrence, b.span.recurrence}
    if "cumulative" in recurrences and (len(recurrences) > 1 or spans[0] != spans[1]):
        yield Reason("period", "sum_of_years", NOT_COMPARABLE)
    elif len(recurrences) > 1:
        yield Reason("period", "each_year", WITH_CARE)
    elif a.span.years != b.span.years:
        yield Reason("period", "different_length", _if_summed(a, b))
    if not _same_place(a, b) and a.span.last != b.span.last:
        scattered = a.population.area and b.population.area and a.is_published and b.is_published
        code, level = (
            ("scattered_years", NOT_COMPARABLE) if scattered else ("different_year", WITH_CARE)
        )
        yield Reason("period", code, level)


def _parts(a: Basis, b: Basis) -> Reasons:
    extents = {a.span.extent, b.span.extent}
    if NOT_STATED in extents:
        yield Reason("period", "period_not_stated", WITH_CARE)
    elif "some_part" in extents or a.span.part != b.span.part:
        yield Reason("period", "part_of_year", _if_summed(a, b))


def _if_summed(a: Basis, b: Basis) -> str:
    """A count grows with the time over which it is taken; a rate or a stock does not."""
    return NOT_COMPARABLE if (a.is_sum and a.is_flow) or (b.is_sum and b.is_flow) else WITH_CARE


def _same_place(a: Basis, b: Basis) -> bool:
    return (a.place.territory, a.population.area) == (b.place.territory, b.population.area)


def _population(a: Basis, b: Basis) -> Reasons:
    one, other = a.population, b.population
    if "breakdown" in {one.group_kind, other.group_kind} and one.group != other.group:
        yield Reason("population", "different_group", NOT_COMPARABLE)
        return
    differing = [pair for pair in _dimensions(one, other) if pair[0] != pair[1]]
    if any(not x or not y for x, y in differing):
        level = NOT_COMPARABLE if a.is_sum or b.is_sum else WITH_CARE
        yield Reason("population", "part_and_whole", level)
    elif len(differing) + (not one.area and not _same_place(a, b)) > 1:
        yield Reason("population", "several_respects", WITH_CARE)


def _dimensions(one: Population, other: Population) -> Iterator[tuple[str, str]]:
    """Yield what each is cut down to, dimension by dimension; blank where to nothing."""
    yield one.level.removeprefix("all"), other.level.removeprefix("all")
    yield one.area, other.area
    yield one.occupation, other.occupation
    yield one.group, other.group


def _method(a: Basis, b: Basis) -> Reasons:
    bases = {a.method.base, b.method.base}
    if NOT_STATED in bases:
        yield Reason("method", "base_not_stated", WITH_CARE)
    elif len(bases) > 1:
        yield Reason("method", "different_base", WITH_CARE)
    yield from _months(a, b)


def _months(a: Basis, b: Basis) -> Reasons:
    months = {a.method.months_after, b.method.months_after}
    if NOT_STATED in months:
        yield Reason("method", "months_not_stated", WITH_CARE)
    elif len(months) > 1 and "" not in months:
        yield Reason("method", "different_months", WITH_CARE)
    # The same text on both sides says nothing of how many were asked at which time.
    if any(map(is_mixed, months)):
        yield Reason("method", "mixed_months", WITH_CARE)


def _source(a: Basis, b: Basis) -> Reasons:
    if (a.source_kind == "sample") != (b.source_kind == "sample"):
        yield Reason("source", "sample_data", NOT_COMPARABLE)
    elif COMPUTED in {a.source_kind, b.source_kind}:
        yield Reason("source", "computed_here", WITH_CARE)
    elif a.is_seen and b.is_seen and a.source_kind != b.source_kind:
        yield Reason("source", "different_source", WITH_CARE)


def _status(a: Basis, b: Basis) -> Reasons:
    if a.is_seen != b.is_seen:
        elsewhere = a.place.territory != b.place.territory
        code = "aim_of_another_place" if elsewhere else "aim_and_result"
        yield Reason("status", code, NOT_COMPARABLE if elsewhere else WITH_CARE)
    elif a.status != b.status:
        yield Reason("status", "different_status", WITH_CARE)


_CHECKS = (_definition, _unit, _territory, _period, _population, _method, _source, _status)
