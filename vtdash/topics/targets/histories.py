"""The life of a target: which document stated it, which confirmed or replaced it, and when.

Only what the register and its documents tell. Where the date of a document is not known, its
place in the order is not known either, and the event says so instead of guessing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from vtdash.model.codes import AIMED
from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Catalogue, Figure
from vtdash.rules.conflicting_figures import Subject, by_document, subject_of
from vtdash.rules.figure_in_use import Choice, When, choose, days_of, issued, value

EVENTS = (
    "stated",
    "confirmed",
    "replaced",
    "undated",
    "territory_ended",
    "restated",
    "other_year",
)
"""What may happen to a target; the keys of codes.toml [target_event]."""


@dataclass(frozen=True)
class Event:
    """One thing that happened to a target.

    ``kind``: one of ``EVENTS``. ``figure_ids``: the entries of the register that say so.
    ``against``: for confirmed and replaced the figure that stood before; for undated one that
    gives the same value, blank where none does. ``change``: for replaced higher, lower,
    narrower or wider.
    """

    kind: str
    figure_ids: tuple[str, ...]
    document: str
    when: When
    against: str = ""
    change: str = ""


@dataclass(frozen=True)
class Life:
    """All events of one target in the order in which they happened, undated ones last.

    ``in_force``: the figure that is used, by the rules of [conflict_rule].
    """

    subject: Subject
    events: tuple[Event, ...]
    in_force: Choice


@kept_for_snapshot(maxsize=64)
def lives(catalogue: Catalogue, indicator_id: str = "") -> tuple[Life, ...]:
    """Return the life of every target and plan of the register, or of one indicator's."""
    grouped: dict[Subject, list[Figure]] = defaultdict(list)
    for figure in catalogue.figures:
        if figure.status in AIMED and indicator_id in {"", figure.indicator_id}:
            grouped[subject_of(figure, catalogue)].append(figure)
    return tuple(
        Life(
            subject,
            tuple(_events(subject, figures, grouped, catalogue)),
            choose(figures, catalogue),
        )
        for subject, figures in grouped.items()
    )


def life(catalogue: Catalogue, subject: Subject) -> Life | None:
    """Return the life of one target, None where no document states it."""
    found = (one for one in lives(catalogue, subject.indicator_id) if one.subject == subject)
    return next(found, None)


Grouped = dict[Subject, list[Figure]]


def _events(
    subject: Subject, figures: list[Figure], grouped: Grouped, catalogue: Catalogue
) -> Iterator[Event]:
    stated = [_stated(same, catalogue) for same in by_document(figures)]
    dated = sorted((e for e in stated if e.when.printed), key=lambda e: (e.when.first, e.when.last))
    undated = [event for event in stated if not event.when.printed]
    events = [
        *_judged(dated, undated, catalogue),
        *_undated(dated, undated, catalogue),
        *_ended(subject, catalogue),
        *_restated(subject, grouped, catalogue),
    ]
    end = catalogue.territories[subject.territory].valid_to or date.max
    yield from sorted(events, key=lambda event: _place(event, end))
    yield from _other_years(subject, figures, grouped, catalogue)


def _place(event: Event, end: date) -> date:
    """Return the day by which an event is put in order: for an undated one the latest possible.

    What is set for a territory is set while there is one.
    """
    if event.kind == "restated" or event.when.printed:
        return event.when.first
    return min(event.when.last, end)


def _stated(figures: list[Figure], catalogue: Catalogue) -> Event:
    ids = tuple(figure.figure_id for figure in figures)
    return Event("stated", ids, figures[0].document, issued(figures[0], catalogue))


def _judged(dated: list[Event], undated: list[Event], catalogue: Catalogue) -> Iterator[Event]:
    """Yield each event with what it did to the one before it.

    A value that no document of before is known to give, and that one of unknown date gives too,
    was perhaps set by that one: the day is then none on which the target is known to have moved.
    """
    for place, event in enumerate(dated):
        if place == 0:
            yield event
            continue
        before, new = dated[place - 1], _value(event, catalogue)
        is_known = any(_value(earlier, catalogue) == new for earlier in dated[:place])
        same = (e for e in [before, *([] if is_known else undated)] if _value(e, catalogue) == new)
        if agreeing := next(same, None):
            yield replace(event, kind="confirmed", against=agreeing.figure_ids[0])
        else:
            change = _change(_value(before, catalogue), new)
            yield replace(event, kind="replaced", against=before.figure_ids[0], change=change)


def _value(event: Event, catalogue: Catalogue) -> Bounds:
    return value(catalogue.figure(event.figure_ids[0]))


Bounds = tuple[float | None, float | None]


def _change(old: Bounds, new: Bounds) -> str:
    """Return narrower or wider where one value lies within the other, else higher or lower."""
    (old_low, old_high), (new_low, new_high) = _closed(old), _closed(new)
    if old_low <= new_low and new_high <= old_high:
        return "narrower"
    if new_low <= old_low and old_high <= new_high:
        return "wider"
    return "higher" if new_low > old_low else "lower"


def _closed(bounds: Bounds) -> tuple[float, float]:
    low, high = bounds
    return (float("-inf") if low is None else low), (float("inf") if high is None else high)


def _undated(dated: list[Event], undated: list[Event], catalogue: Catalogue) -> Iterator[Event]:
    """Yield events that have no place in the order; one that stands alone is the first."""
    if not dated and len(undated) == 1:
        yield undated[0]
        return
    for event in undated:
        own = value(catalogue.figure(event.figure_ids[0]))
        others = (e.figure_ids[0] for e in (*dated, *undated) if e is not event)
        agreeing = (i for i in others if value(catalogue.figure(i)) == own)
        yield replace(event, kind="undated", against=next(agreeing, ""))


def _ended(subject: Subject, catalogue: Catalogue) -> Iterator[Event]:
    """Yield the end of the territory where it came before the target's year is over."""
    last_day = catalogue.territories[subject.territory].valid_to
    if last_day and last_day.year <= subject.year:
        yield Event("territory_ended", (), "", days_of(str(last_day)))


def _restated(subject: Subject, grouped: Grouped, catalogue: Catalogue) -> Iterator[Event]:
    """Yield what was set for the territory in which the target's own goes on."""
    for territory in catalogue.lineage(subject.territory)[1:]:
        for same in by_document(grouped.get(subject._replace(territory=territory), [])):
            event = _stated(same, catalogue)
            began = catalogue.territories[territory].valid_from
            when = (
                event.when
                if event.when.printed or not began
                else replace(event.when, first=max(event.when.first, began))
            )
            yield replace(event, kind="restated", when=when)


def _other_years(
    subject: Subject, figures: list[Figure], grouped: Grouped, catalogue: Catalogue
) -> Iterator[Event]:
    """Yield documents that give one of the target's values, but for another year only."""
    values = {value(figure) for figure in figures}
    named = {figure.document for figure in figures}
    for other, theirs in grouped.items():
        if other[0] == subject[0] and other != subject == other._replace(year=subject.year):
            same = [f for f in theirs if value(f) in values and f.document not in named]
            for group in by_document(same):
                yield replace(_stated(group, catalogue), kind="other_year")
