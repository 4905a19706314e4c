"""One place beside its city and the other places there: every share that returns tell of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vtdash.model.codes import DataStatus, Status
from vtdash.model.observation import Observation
from vtdash.reference import Area
from vtdash.render.charts.paired_lanes import PairWords
from vtdash.render.charts.place_lanes import PlaceLanes
from vtdash.render.panel import Panel
from vtdash.rules.statistics import SMALL_BASE, overlap, survey_rate
from vtdash.store.questions.area_views import versions
from vtdash.topics.area_maps import QUESTIONS
from vtdash.topics.claims import said_value
from vtdash.topics.enrolment import era_note
from vtdash.topics.view import View

_ABOVE, _BELOW, _UNCLEAR = "above", "below", "unclear"


class Standing(NamedTuple):
    """A measure of a place, of its city, and of the other places; how the first two compare."""

    own: Observation
    city: Observation
    others: tuple[Observation, ...]
    side: str
    left_out: int


def among_others(view: View, area: Area) -> Panel:
    """Each share of one place as a mark beside that of its city and of all its other places."""
    text = view.text
    near = view.with_filters(cities=(area.city,), areas=(), together=True)
    rows = {key: near.ask(question, near.filters) for key, question in QUESTIONS.items()}
    found = [one for own in rows.values() if (one := _standing(view, area, own))]
    none = text("In this choice no share is told of this place and of others beside it.")
    left_out = sum(one.left_out for one in found)
    mixed = len({one.own.data_status for one in found}) > 1
    return view.panel(
        "place-among-others",
        text("How does it stand beside its city and the other places?"),
        (row for one in found for row in (one.own, one.city, *one.others)),
        claim=_claim(view, found) if found else none,
        when_empty=none if any(rows.values()) else "",
        drawing=PlaceLanes(
            "indicator",
            words=tuple(_words(view, one, mixed=mixed) for one in found),
            key=text("long line: the city · short lines: other places"),
        ),
        notes=(
            text(
                "Shares over the years chosen. The city is the sum of its places: numerators and "
                "denominators are added up and divided last."
            ),
            text(
                "Not clear: the intervals of two surveys overlap, or the place's share is an "
                "estimate by share of area, or both are equal."
            ),
            *(
                (
                    text.plural(
                        "{n} share of another place is left out: it rests on fewer than {least}.",
                        "{n} shares of other places are left out: they rest on fewer than {least}.",
                        left_out,
                        least=SMALL_BASE,
                    ),
                )
                if left_out
                else ()
            ),
            era_note(view),
        ),
    )


def _standing(view: View, area: Area, told: Iterable[Observation]) -> Standing | None:
    """Return a measure of a place, or None where it is not told of it and of other places.

    Only places of its territory and values of its kind of data stand beside it, reported ones
    before the sample. The only place of a city that tells of itself does not stand for the city.
    """
    rows = [row for row in told if row.denominator and row.value is not None]
    ids = {one.id for one in versions(area, view.catalogue)}
    beside = {_kind(row) for row in rows if row.area_id not in ids}
    own = [row for row in rows if row.area_id in ids and _kind(row) in beside]
    if not own:
        return None
    first = sorted(own, key=lambda row: row.data_status == DataStatus.REPORTED)[-1]
    same = [r for r in rows if _kind(r) == _kind(first)]
    city = _sum(same, first)
    others = [row for row in same if row.area_id not in ids]
    fit = [row for row in others if (row.denominator or 0) >= SMALL_BASE]
    return Standing(
        first,
        city,
        tuple(row._replace(is_context=True) for row in fit),
        _side(first, city),
        len(others) - len(fit),
    )


def _kind(row: Observation) -> tuple[str, str]:
    return row.territory, row.data_status


def _sum(rows: Sequence[Observation], own: Observation) -> Observation:
    """Return the share of a whole city: the sums of its places, divided last."""
    numerator = sum(row.numerator or 0 for row in rows)
    denominator = sum(row.denominator or 0 for row in rows)
    return own._replace(
        area_id="",
        numerator=numerator,
        denominator=denominator,
        value=100 * numerator / denominator,
        status=Status.OBSERVED,
        qualifier="exact",
        value_note="",
        detail=None,
        is_context=True,
    )


def _side(own: Observation, city: Observation) -> str:
    """Return on which side of its city a place lies, as far as it is clear."""
    step = round(own.value or 0, 1) - round(city.value or 0, 1)
    if not step or own.status == Status.ESTIMATE:
        return _UNCLEAR
    if own.survey and overlap(survey_rate(own, own.area_id), survey_rate(city, city.territory)):
        return _UNCLEAR
    return _ABOVE if step > 0 else _BELOW


def _claim(view: View, found: Sequence[Standing]) -> str:
    """Say on how many measures the place is above its city, below it, or neither for certain."""
    text, sides = view.text, [one.side for one in found]
    counts = {side: text.number(sides.count(side)) for side in (_ABOVE, _BELOW, _UNCLEAR)}
    return text(
        "{place}: of {n} shares {above} above {city}, {below} below, {unclear} not clear.",
        place=view.names.area(found[0].own.area_id),
        city=view.names.territory(found[0].own.territory),
        n=text.number(len(found)),
        **counts,
    )


def _words(view: View, one: Standing, *, mixed: bool) -> PairWords:
    """Say the two values and which is greater; then of when they are, and where others lie."""
    text, names = view.text, view.names
    words = {
        "own": said_value(names, one.own),
        "city": names.territory(one.own.territory),
        "share": said_value(names, one.city),
    }
    said = {
        _ABOVE: text("{own}, above {share} in {city}", **words),
        _BELOW: text("{own}, below {share} in {city}", **words),
        _UNCLEAR: text("{own}, not clearly other than {share} in {city}", **words),
    }[one.side]
    ends = sorted(one.others, key=lambda row: row.value or 0)
    period = names.period(one.own)
    if mixed:
        period += f" · {names.data_status(one.own)}"
    if not ends:
        return PairWords(one.own.indicator_id, said, period)
    reach = text.plural(
        "{n} other {low}–{high}",
        "{n} others {low}–{high}",
        len(ends),
        low=said_value(names, ends[0]),
        high=said_value(names, ends[-1]),
    )
    return PairWords(one.own.indicator_id, said, f"{period} · {reach}")
