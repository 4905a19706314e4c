"""Why do two rates differ: other people counted, or other results of like people?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from vtdash.model.codes import NOT_SHOWN, Status, Unit
from vtdash.model.datasets import LEVELS
from vtdash.model.details import GapPart
from vtdash.model.observation import POOLED, Observation
from vtdash.render.charts.parts import DifferenceParts
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.rules.comparability import Verdict
from vtdash.rules.statistics import SMALL_BASE, overlap, survey_rate
from vtdash.topics import claims
from vtdash.topics.graduates.gap import Gap, Group, Part, kitagawa
from vtdash.topics.graduates.gap_sides import (
    EMPLOYED,
    IN_FIELD,
    Pair,
    Rate,
    RateSide,
    groups,
    pair_of,
    rate_of,
)
from vtdash.topics.graduates.gap_words import GapSides, gap_claim, unclear
from vtdash.topics.view import View

_LEVELS = (*LEVELS, NOT_SHOWN)
"""In the order in which they are shown."""

SHOWN = 10
"""Groups shown on their own; the parts of the others are added up."""


def employed_by_level(view: View) -> Panel:
    """Why two shares of graduates in work differ, by level."""
    title = view.text("Why do the shares in work differ? By level of training")
    return _panel(view, EMPLOYED, "level", "gap-employed-by-level", title)


def employed_by_occupation(view: View) -> Panel:
    """Why two shares of graduates in work differ, by occupation."""
    title = view.text("Why do the shares in work differ? By occupation")
    return _panel(view, EMPLOYED, "occupation_key", "gap-employed-by-occupation", title)


def in_field_by_level(view: View) -> Panel:
    """Why two shares of those in work who work in their field differ, by level."""
    title = view.text("Why do the shares in their field differ? By level of training")
    return _panel(view, IN_FIELD, "level", "gap-in-field-by-level", title)


def in_field_by_occupation(view: View) -> Panel:
    """Why two shares of those in work who work in their field differ, by occupation."""
    title = view.text("Why do the shares in their field differ? By occupation")
    return _panel(view, IN_FIELD, "occupation_key", "gap-in-field-by-occupation", title)


def _panel(view: View, rate: Rate, field: str, panel_id: str, title: str) -> Panel:
    category = "level" if field == "level" else "occupation"
    drawing = DifferenceParts(category, axis=view.names.unit(Unit.PERCENT_POINTS))
    pair = pair_of(view, rate)
    if pair.sides is None or not pair.verdict.is_allowed:
        refused = _refused(view, pair)
        return view.panel(panel_id, title, (), claim="", drawing=drawing, when_empty=refused)
    one, other = (groups(view, rate, field, side) for side in pair.sides)
    gap = kitagawa(one, other)
    said = _rates(view, pair.sides)
    if gap.reason:
        reason = view.text.name(view.catalogue.code("gap_reason", gap.reason).text)
        return view.panel(
            panel_id, title, (), claim="", drawing=drawing, when_empty=f"{said} {reason}"
        )
    return view.panel(
        panel_id,
        title,
        _rows(pair.sides, field, gap, one, other),
        claim=f"{said} {_difference(view, pair.sides, gap, category)}",
        drawing=drawing,
        notes=tuple(_notes(view, pair, field, gap)),
        series=_part_name,
    )


def _difference(view: View, sides: tuple[RateSide, RateSide], gap: Gap, category: str) -> str:
    """Say what the difference goes with; none that chance may explain is said."""
    if overlap(*(survey_rate(side.row, side.key) for side in sides)):
        return unclear(view.text)
    return gap_claim(GapSides(view.names, sides[0].name, sides[1].name, category), gap)


def _part_name(names: Names, row: Observation) -> str:
    return names.group(row.group_kind, row.group)


def _rows(
    sides: tuple[RateSide, RateSide],
    field: str,
    gap: Gap,
    one: Mapping[str, Group],
    other: Mapping[str, Group],
) -> Iterator[Observation]:
    """Yield the difference and its two parts, then both parts of each group."""
    row, against = sides[0].row, sides[1].key
    blank = Observation(
        city=row.city,
        territory=row.territory,
        area_id=row.area_id,
        period=row.period,
        year=row.year,
        indicator_id=row.indicator_id,
        unit=Unit.PERCENT_POINTS,
        group_kind="gap_part",
        status=Status.COMPUTED,
        data_status=row.data_status,
        detail=GapPart(against),
    )
    whole = _points(rate_of(row)), _points(rate_of(sides[1].row))
    yield blank._replace(
        group="difference", value=_points(gap.difference), detail=GapPart(against, *whole)
    )
    yield blank._replace(group="composition", value=_points(gap.composition))
    yield blank._replace(group="like_for_like", value=_points(gap.rate))
    for part, members in _shown(field, gap):
        own = blank._replace(**{field: part.group})
        shares = [_part_of(side, members) for side in (one, other)]
        rates = [_rate_within(side, members) for side in (one, other)]
        yield own._replace(
            group="composition",
            value=_points(part.composition),
            detail=GapPart(against, *shares),
        )
        yield own._replace(
            group="like_for_like",
            value=_points(part.rate),
            value_note="small_base" if part.is_small else "",
            detail=GapPart(against, *rates),
        )


def _shown(field: str, gap: Gap) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Yield the groups in reading order with what each takes in: the largest, then the rest."""
    named = [part for part in gap.parts if part.group != POOLED]
    if field == "level":
        named.sort(key=lambda part: _LEVELS.index(part.group))
    else:
        named.sort(key=lambda part: (-abs(part.composition) - abs(part.rate), part.group))
    keep = named[:SHOWN] if len(named) > SHOWN + 1 else named
    yield from ((part, (part.group,)) for part in keep)
    rest = [part for part in gap.parts if part not in keep]
    if rest:
        members = [part.group for part in rest if part.group != POOLED or not gap.pooled]
        yield _together(rest), (*members, *gap.pooled)


def _together(parts: Iterable[Part]) -> Part:
    found = list(parts)
    return Part(
        POOLED,
        sum((part.composition for part in found), Fraction(0)),
        sum((part.rate for part in found), Fraction(0)),
        is_small=all(part.is_small for part in found),
        is_one_sided=all(part.is_one_sided for part in found),
    )


def _part_of(side: Mapping[str, Group], members: Iterable[str]) -> float:
    """Return the members' share of all who are counted on a side, in per cent."""
    whole = sum((Fraction(group.base) for group in side.values()), Fraction(0))
    own = sum((Fraction(side[key].base) for key in members if key in side), Fraction(0))
    return _points(own / whole)


def _rate_within(side: Mapping[str, Group], members: Iterable[str]) -> float | None:
    """Return the members' rate on a side, in per cent; None where there is nobody."""
    own = [side[key] for key in members if key in side]
    having = sum((Fraction(group.having) for group in own), Fraction(0))
    base = sum((Fraction(group.base) for group in own), Fraction(0))
    return _points(having / base) if base else None


def _points(share: Fraction) -> float:
    return float(100 * share)


def _refused(view: View, pair: Pair) -> str:
    """Say why nothing is taken apart: nothing to compare, or what forbids comparing it."""
    text = view.text
    if pair.sides is None:
        if pair.reason == "no_common_cohort":
            return text(
                "The two have no cohort in common in the chosen years, so no difference "
                "is taken apart."
            )
        return text(
            "There are no two rates to compare in this choice: take both cities, two "
            "places, or two cohorts of one city."
        )
    first, second = pair.sides
    said = text(
        "{one} and {other} may not be compared, so their difference is not taken apart.",
        one=first.name,
        other=second.name,
    )
    return f"{said} {_reasons(view, pair.verdict)}"


def _reasons(view: View, found: Verdict) -> str:
    name = view.text.name
    return " ".join(
        f"{name(field)}: {name(sentence)}" for field, sentence in found.explained(view.catalogue)
    )


def _rates(view: View, sides: tuple[RateSide, RateSide]) -> str:
    """Say both rates with their answers; the cohort where it is one for both."""
    text = view.text
    said = "; ".join(
        text.plural(
            "{name}: {rate} of {n} person",
            "{name}: {rate} of {n} persons",
            int(side.row.denominator or 0),
            name=side.name,
            rate=_printed(view, side.row),
        )
        for side in sides
    )
    if sides[0].row.period != sides[1].row.period:
        return f"{said}."
    return text("Cohort of {year} – {rates}.", year=sides[0].row.period, rates=said)


def _printed(view: View, row: Observation) -> str:
    return f"{view.text.number(row.value or 0, 1, padded=True)}%"


def _notes(view: View, pair: Pair, field: str, gap: Gap) -> Iterator[str]:
    text = view.text
    yield text(
        "Each part is weighed with the mean of both sides (Kitagawa 1955); another "
        "reference gives other parts. The parts add up to the difference exactly; "
        "printed, each number is rounded by itself. They describe and prove no "
        "cause."
    )
    yield text(
        "First and second side in the table: of the make-up, the group's share of all who "
        "are counted; like for like, the rate within the group."
    )
    if gap.pooled:
        named = [_group_name(view, field, key) for key in gap.pooled]
        yield text(
            "Fewer than {n} on one side, so taken together: {groups}.",
            n=SMALL_BASE,
            groups=claims.listed(view, named),
        )
    single = [part.group for part in gap.parts if part.is_one_sided and part.group != POOLED]
    if single:
        named = [_group_name(view, field, key) for key in single]
        yield text(
            "On one side only, so all of it is make-up: {groups}.",
            groups=claims.listed(view, named),
        )
    if field != "level" and len(gap.parts) > SHOWN + 1:
        yield text("Named are the groups that add or take most; the others are added up.")
    if reasons := _reasons(view, pair.verdict):
        yield text("To be compared with care. {reasons}", reasons=reasons)


def _group_name(view: View, field: str, key: str) -> str:
    return view.names.code("level", key) if field == "level" else view.names.occupation(key)
