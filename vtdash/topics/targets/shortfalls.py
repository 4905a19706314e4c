"""How far is each target, and is the pace enough? All targets to 2030, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import SortableTable
from vtdash.render.charts.gaps import Gaps, LaneWords, lane_of
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.text.language import in_brackets, inside
from vtdash.topics.targets.judged_targets import URGENT, Judged, judged
from vtdash.topics.targets.pace import CANNOT
from vtdash.topics.targets.pace_panels import REQUIRED, name_of_part, pace_steps
from vtdash.topics.targets.pace_words import aim, change, notes, yearly
from vtdash.topics.targets.target_panels import with_targets
from vtdash.topics.view import View


class Shortfall(NamedTuple):
    """A target, what is judged of it, and the latest value published of the same, if any."""

    one: Judged
    seen: Observation | None

    @property
    def target(self) -> Observation:
        """The target in force."""
        return self.one.target

    @property
    def to_go(self) -> float | None:
        """How far the value is from the target; None where that may not be said."""
        return self.one.found.to_go if self.one.found.latest else None

    @property
    def part(self) -> float:
        """The distance as a share of the target: by it those in unlike units are ranked."""
        aimed = self.target.shown
        return (self.to_go or 0.0) / aimed if aimed else 0.0


def by_urgency(view: View, indicators: Iterable[str] = ()) -> tuple[Shortfall, ...]:
    """Return the targets for 2030 of the chosen cities by what needs a decision first.

    By status; of one status those furthest behind the needed pace, then those furthest from the
    target.
    """
    chosen = tuple(indicators) or with_targets(view.catalogue)
    known = {_whose(row): row for row in view.ask(
        questions.latest_observations, view.filters, indicators=chosen)}  # fmt: skip
    found = [
        Shortfall(one, one.found.latest or known.get(_whose(one.target)))
        for one in judged(view, chosen)
    ]
    return tuple(sorted(found, key=_urgency))


def _whose(row: Observation) -> tuple[str, ...]:
    return row.indicator_id, row.territory, row.unit, row.level.removeprefix("all")


def _urgency(short: Shortfall) -> tuple[int, float, float]:
    found = short.one.found
    return URGENT.index(found.status), found.ratio or 0.0, -short.part


def measured(found: Iterable[Shortfall]) -> tuple[Shortfall, ...]:
    """Return the targets of which a value is published, those of a unit and indicator together."""
    seen = [short for short in found if short.seen]
    units = list(dict.fromkeys(short.target.unit for short in seen))
    indicators = list(dict.fromkeys(short.target.indicator_id for short in seen))
    return tuple(
        sorted(
            seen,
            key=lambda s: (units.index(s.target.unit), indicators.index(s.target.indicator_id)),
        )
    )


def gaps(view: View, indicators: Iterable[str] = ()) -> Panel:
    """Each target for 2030 beside the latest published value, with the gap between."""
    text = view.text
    found = by_urgency(view, indicators)
    shown = measured(found)
    return view.panel(
        "target-gaps",
        text("How far is each target for 2030?"),
        (row for short in shown for row in _pair(short)),
        claim=largest_gap(view, found),
        when_empty=none_measured(view, found),
        drawing=Gaps(
            "indicator",
            words=tuple(_gap_words(view, short) for short in shown),
            key=text("Filled: latest value. Hollow: target."),
        ),
        notes=(
            text(
                "Shares have one scale from 0 to 100%; each value is held against its own target "
                "only. First comes what is behind, then what cannot be judged, then what is on "
                "track; of these the one furthest from its target."
            ),
            *_former(view, shown),
            *notes(view, [short.one for short in shown]),
        ),
    )


def _pair(short: Shortfall) -> Iterator[Observation]:
    """Yield the latest value and the target, which has what is judged."""
    if short.seen:
        yield short.seen
    yield short.target._replace(detail=short.one.whole)


def _former(view: View, found: Sequence[Shortfall]) -> Iterator[str]:
    """Say of whom targets were set for a territory that has ended."""
    for territory in dict.fromkeys(short.target.territory for short in found):
        if last := view.catalogue.territories[territory].valid_to:
            yield view.text(
                "{place}: the target was set for the territory as it was until {date}.",
                place=view.names.territory(territory),
                date=view.text.date(last),
            )


def _gap_words(view: View, short: Shortfall) -> LaneWords:
    text, found, target = view.text, short.one.found, short.target
    place = view.names.territory(target.territory)
    said = view.names.code("pace_status", found.status)
    if found.status == CANNOT:
        said = text("gap unknown: {reason}", reason=_reason(view, short))
    if short.to_go:
        gap = text("{gap} short", gap=change(view, target, short.to_go))
        said = gap if found.status == CANNOT else f"{gap} · {inside(said)}"
    period = view.names.period(short.seen) if short.seen else ""
    more = " · ".join(filter(None, (period, _pace(view, short))))
    has_ended = view.catalogue.territories[target.territory].valid_to
    aim_words = text("(old boundary)") if has_ended else ""
    return LaneWords(lane_of(target), f"{place} · {said}", more, aim_words)


def _reason(view: View, short: Shortfall) -> str:
    return inside(view.names.code("pace_reason", short.one.found.reason))


def _pace(view: View, short: Shortfall) -> str:
    """Say what is needed and what was achieved a year, as far as it is known."""
    text, found = view.text, short.one.found
    if found.required is None:
        return ""
    needed = text.number(found.required, padded=True)
    if found.trend is None:
        return text("needs {needed} a year, pace unknown", needed=needed)
    achieved = text.number(found.trend.slope, padded=True)
    return text("needs {needed} a year, achieves {achieved}", needed=needed, achieved=achieved)


def largest_gap(view: View, found: Sequence[Shortfall]) -> str:
    """Say how far the target is that lacks the largest part of itself, all of them where several.

    It is not called the furthest: the values of several territories are not ranked.
    """
    short = [one for one in found if one.to_go]
    if not short:
        return view.text("No target for 2030 has a gap that can be told.")
    far = [one for one in short if one.part == max(other.part for other in short)]
    first = far[0]
    said = {
        "place": view.text.items(
            dict.fromkeys(view.names.territory(one.target.territory) for one in far)
        ),
        "gap": change(view, first.target, first.to_go or 0.0),
        "target": aim(view, first.target),
        "period": in_brackets(view.names.period(first.target)),
    }
    if first.one.found.required is None:
        return view.text("{place}: {gap} short of {target} ({period}).", **said)
    needed = yearly(view, first.target, first.one.found.required)
    return view.text(
        "{place}: {gap} short of {target} ({period}), {needed} needed.",
        needed=needed,
        **said,
    )


def none_measured(view: View, found: Sequence[Shortfall]) -> str:
    """Say why there is nothing to be drawn."""
    if not found:
        return view.text("No target for 2030 is published for this choice.")
    return view.text.plural(
        "For the {n} target for 2030 no value is published to hold it against.",
        "For none of the {n} targets for 2030 is a value published to hold it against.",
        len(found),
    )


def paces(view: View) -> Panel:
    """What each target for 2030 needs a year beside what was achieved, on one scale a unit."""
    text = view.text
    found = by_urgency(view)
    shown = [short for short in measured(found) if pace_steps(short.one)]
    return view.panel(
        "target-paces",
        text("Is the pace enough?"),
        (row for short in shown for row in pace_steps(short.one)),
        claim=_steepest(view, shown),
        when_empty=none_measured(view, found),
        drawing=Gaps(
            "indicator",
            words=tuple(_pace_words(view, short) for short in shown),
            key=text("A year: hollow needed, filled achieved."),
            needed=REQUIRED,
        ),
        notes=(*_former(view, shown), *notes(view, [short.one for short in shown])),
        series=name_of_part,
    )


def _pace_words(view: View, short: Shortfall) -> LaneWords:
    text, found, target = view.text, short.one.found, short.target
    place = view.names.territory(target.territory)
    aimed = text("target {target}", target=aim(view, target))
    said = view.names.code("pace_status", found.status)
    if found.status == CANNOT:
        said = text("achieved pace unknown: {reason}", reason=_reason(view, short))
    elif found.reached:
        said = text("{status}: met in {year} at this pace", status=said, year=found.reached)
    return LaneWords(lane_of(target), f"{place} · {aimed}", said)


def _steepest(view: View, shown: Sequence[Shortfall]) -> str:
    """Say what the share needs a year whose need is greatest, without ranking it among others."""
    needed = [one for one in shown if one.one.found.required is not None]
    if not needed:
        return view.text("No target for 2030 needs a change that can be computed.")
    first = max(
        needed, key=lambda one: abs(one.one.found.required or 0.0) / (one.target.shown or 1)
    )
    return view.text(
        "{place} needs {pace} to reach {target} ({period}).",
        place=view.names.territory(first.target.territory),
        pace=yearly(view, first.target, first.one.found.required or 0.0),
        target=aim(view, first.target),
        period=in_brackets(view.names.period(first.target)),
    )


def unmeasured(view: View) -> Panel:
    """The targets for 2030 without any published value to hold them against, and why."""
    text = view.text
    left = [short for short in by_urgency(view) if not short.seen]
    return view.panel(
        "targets-unmeasured",
        text("Which targets have no published value?"),
        (short.target._replace(detail=short.one.short) for short in left),
        claim=unmeasured_counted(view, left),
        when_empty=text("Every target for 2030 has a published value."),
        drawing=SortableTable("indicator"),
        notes=notes(view, [short.one for short in left]),
    )


def unmeasured_counted(view: View, found: Sequence[Shortfall]) -> str:
    """Say how many targets of a choice have no published value to hold them against."""
    return view.text.plural(
        "{n} target for 2030 has no published value to hold it against.",
        "{n} targets for 2030 have no published value to hold them against.",
        sum(not short.seen for short in found),
    )


def place_and_status(view: View, short: Shortfall) -> tuple[str, str]:
    """Return whose target it is and its status, as they stand inside a sentence."""
    return view.names.territory(short.target.territory), inside(
        view.names.code("pace_status", short.one.found.status)
    )
