"""What Overview and Targets say first: the finding of each, and what is to be decided first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from vtdash.text.language import in_brackets, inside
from vtdash.topics.targets.pace import CANNOT
from vtdash.topics.targets.pace_words import aim, change, yearly
from vtdash.topics.targets.shortfalls import Shortfall, none_measured, place_and_status
from vtdash.topics.view import View

_LONGEST = {"en": 20, "vi": 34}
"""Words of a heading; Vietnamese writes most words as two."""

BEHIND = ("missed", "moving_away", "limited", "needs_acceleration")
"""Statuses of targets that are not reached at the present pace."""


class Decision(NamedTuple):
    """What is to be decided first, why, and the figure of the target that it is about, if one."""

    action: str
    reason: str
    figure_id: str = ""


def of_gaps(view: View, found: Sequence[Shortfall]) -> str:
    """Say how far the most urgent target that is judged is, and of how many there is no value.

    Where none is judged it is said so, with the one furthest from being met.
    """
    text = view.text
    first = next((one for one in found if one.one.found.status != CANNOT), None)
    if first is None:
        return _none_judged(view, found)
    place, status = place_and_status(view, first)
    said = {
        "place": place,
        "target": aim(view, first.target),
        "indicator": in_brackets(view.names.indicator(first.target.indicator_id)),
        "status": status,
    }
    if first.to_go:
        gap = change(view, first.target, first.to_go)
        sentence = text("{place}: {gap} short of {target} ({indicator}), {status}", gap=gap, **said)
    else:
        sentence = f"{place}: {said['target']} ({said['indicator']}), {status}"
    return _fitting(view, sentence, _left(view, found))


def _none_judged(view: View, found: Sequence[Shortfall]) -> str:
    far = max((one for one in found if one.to_go), key=lambda one: one.part, default=None)
    if far is None:
        return none_measured(view, found)
    place, _ = place_and_status(view, far)
    gap = change(view, far.target, far.to_go or 0.0)
    return view.text(
        "{none}; {place} is {gap} short",
        none=_none(view, found),
        place=place,
        gap=gap,
    )


def _none(view: View, found: Sequence[Shortfall]) -> str:
    return view.text.plural(
        "The {n} target for 2030 cannot be judged",
        "None of {n} targets for 2030 can be judged",
        len(found),
    )


def _fitting(view: View, first: str, second: str) -> str:
    """Return both parts of a heading, or the first alone where both are too long to be one."""
    both = f"{first}; {second}"
    return both if len(both.split()) <= _LONGEST[view.text.language] else first


def _left(view: View, found: Sequence[Shortfall]) -> str:
    """Say of how many of all targets there is no value."""
    missing = sum(not one.seen for one in found)
    if not missing:
        return view.text("every target is measured")
    return view.text.plural(
        "{n} of {all} targets unmeasured",
        "{n} of {all} targets unmeasured",
        missing,
        all=view.text.number(len(found)),
    )


def of_paces(view: View, found: Sequence[Shortfall]) -> str:
    """Say how many targets can be judged by their pace, and the most urgent of them."""
    text = view.text
    if not found:
        return none_measured(view, found)
    known = [one for one in found if one.one.found.status != CANNOT]
    if not known:
        return _none_judged(view, found)
    first = known[0]
    place, status = place_and_status(view, first)
    counted = text.plural(
        "{n} of {all} targets for 2030 can be judged",
        "{n} of {all} targets for 2030 can be judged",
        len(known),
        all=text.number(len(found)),
    )
    pace = first.one.found
    if pace.required is None or pace.trend is None:
        return f"{counted}: {place}, {aim(view, first.target)}, {status}"
    return text(
        "{counted}: {place} needs {needed}, achieves {achieved}, {status}",
        counted=counted,
        place=place,
        needed=yearly(view, first.target, pace.required),
        achieved=text.number(pace.trend.slope),
        status=status,
    )


def decide_first(view: View, found: Sequence[Shortfall]) -> Decision:
    """Return the one thing to be decided first, from what is judged of the targets.

    A target behind its pace comes first. Where none is, what keeps most targets from being
    judged is to be removed; only where all are judged is there nothing to be changed.
    """
    text = view.text
    if not found:
        return Decision(text("Nothing can be judged."), none_measured(view, found))
    behind = [one for one in found if one.one.found.status in BEHIND]
    if behind:
        return _raise_the_pace(view, behind[0])
    blocked = [one for one in found if one.one.found.status == CANNOT]
    if blocked:
        return _unblock(view, blocked, found)
    return Decision(
        text("Keep the pace."),
        text.plural(
            "The {n} target for 2030 is met or on track.",
            "All {n} targets for 2030 are met or on track.",
            len(found),
        ),
    )


def _raise_the_pace(view: View, short: Shortfall) -> Decision:
    text, found, target = view.text, short.one.found, short.target
    place, status = place_and_status(view, short)
    indicator = inside(view.names.indicator(target.indicator_id))
    figure = target.figure_id
    if found.required is None or found.trend is None:
        return Decision(
            text("Find out why {place} missed its target: {indicator}.",
                 place=place, indicator=indicator),
            text("The target of {target} is judged: {status}.",
                 target=aim(view, target), status=status),
            figure,
        )  # fmt: skip
    reached = text("met in {year}", year=found.reached) if found.reached else text("never met")
    return Decision(
        text("Raise the pace of {place}: {indicator}.", place=place, indicator=indicator),
        text(
            "{target} needs {needed}, {achieved} was achieved; at this pace it is {reached}.",
            target=aim(view, target),
            needed=yearly(view, target, found.required),
            achieved=yearly(view, target, found.trend.slope),
            reached=reached,
        ),
        figure,
    )


def _unblock(view: View, blocked: Sequence[Shortfall], found: Sequence[Shortfall]) -> Decision:
    """Return what would let most targets be judged that cannot be now."""
    text = view.text
    ((reason, count),) = Counter(one.one.found.reason for one in blocked).most_common(1)
    numbers = {"n": text.number(count), "all": text.number(len(found))}
    if reason == "break_of_territory":
        ended = (one.target.city for one in blocked if one.one.found.reason == reason)
        cities = (view.names.code("city", city) for city in dict.fromkeys(ended))
        return Decision(
            text("Set the targets of {city} for 2030 anew.", city=text.items(cities)),
            text("{n} of {all} were set for territories that have ended.", **numbers),
        )
    if reason in {"zero_or_missing_baseline", "year_not_observed", "no_yearly_value", "only_bounds",
                  "one_point", "too_few_points"}:  # fmt: skip
        return Decision(
            text("Have the missing values published."),
            text("{n} of {all} targets cannot be judged: {reason}.",
                 reason=inside(view.names.code("pace_reason", reason)), **numbers),
        )  # fmt: skip
    return Decision(
        text("Settle what keeps targets from being judged."),
        text("{n} of {all} targets cannot be judged: {reason}.",
             reason=inside(view.names.code("pace_reason", reason)), **numbers),
    )  # fmt: skip


def of_one(view: View, found: Sequence[Shortfall]) -> str:
    """Say what is known of the most urgent of the targets of one indicator, blank if nothing.

    That of a territory of today goes before that of one that has ended.
    """
    text, names = view.text, view.names
    territories = view.catalogue.territories
    known = [one for one in found if one.seen and one.to_go]
    first = min(known, key=lambda o: bool(territories[o.target.territory].valid_to), default=None)
    if first is None or first.seen is None:
        return ""
    said = {
        "place": names.territory(first.target.territory),
        "latest": names.value(first.seen),
        "period": in_brackets(names.period(first.seen)),
        "gap": change(view, first.target, first.to_go or 0.0),
        "target": aim(view, first.target),
        "year": first.target.year,
    }
    required = first.one.found.required
    if required is None:
        return text("{place}: {latest} ({period}), {gap} short of {target} by {year}.", **said)
    return text(
        "{place}: {latest} ({period}), {gap} short of {target} by {year}; {needed} needed.",
        needed=yearly(view, first.target, required),
        **said,
    )
