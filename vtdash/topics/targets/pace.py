"""Is the pace enough? Required change a year beside the achieved one, and what follows.

After the method of Eurostat's monitoring of the sustainable development goals, which sets the
actual rate of growth against the required one with thresholds of 95, 60 and 0 per cent. What
differs, and why, is in docs/methods/pace.en.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf

from vtdash.model.codes import CEILINGS, FLOORS, Recurrence, Status, Unit
from vtdash.model.observation import Observation
from vtdash.model.quantity import DIGITS
from vtdash.rules.statistics import Trend, trend
from vtdash.topics.targets.observed_series import (
    Series,
    Terms,
    ends_before,
    latest_known,
    series,
    window,
)

ON_TRACK, NEEDS_ACCELERATION, LIMITED = 0.95, 0.6, 0.0
"""Least ratio of achieved to required change for each status; below the last: moving away."""

FAR = 100
"""Years ahead beyond which a target counts as never reached: no pace lasts that long."""

CANNOT = "cannot_be_computed"


@dataclass(frozen=True)
class Pace:
    """A judgement on one target.

    ``status`` is a key of codes.toml [pace_status], ``reason`` one of [pace_reason], filled
    where the status is cannot_be_computed. What can be said is there all the same: ``to_go`` is
    the distance still to cover, positive, in the unit; ``required`` the even change a year from
    the latest value to the deadline, with its sign; ``required_persons`` the same in people.
    ``trend`` is the achieved change a year and ``ratio`` achieved by required. ``reached`` is
    the year in which the target is met at that pace, None where never; ``reached_first`` and
    ``reached_last`` follow from the ends of the slope's 95 % interval.
    """

    target: Observation
    status: str = CANNOT
    reason: str = ""
    latest: Observation | None = None
    to_go: float | None = None
    years_left: int | None = None
    required: float | None = None
    required_persons: float | None = None
    trend: Trend | None = None
    ratio: float | None = None
    reached: int | None = None
    reached_first: int | None = None
    reached_last: int | None = None


@dataclass(frozen=True)
class YearVerdict:
    """What became of an annual target in one year; ``reason`` where it cannot be said."""

    year: int
    value: float | None
    status: str
    reason: str = ""


def pace(rows: Iterable[Observation], target: Observation, terms: Terms) -> Pace:
    """Return the judgement on a target from the values in ``rows``, of which any may be there.

    Values of another indicator, territory, unit, level, place or population play no part.
    """
    reason = _unusable(target, terms)
    if reason:
        return Pace(target, reason=reason)
    if target.recurrence == Recurrence.ANNUAL:
        return _of_latest_year(rows, target, terms)
    given = list(rows)
    points, reason = series(given, target, terms)
    if reason:
        start = latest_known(given, target, terms)
        known = _required((start,), target, terms) if start else Pace(target)
        return replace(known, reason=reason)
    return _judged(points, target, terms)


def year_by_year(
    rows: Iterable[Observation], target: Observation, terms: Terms
) -> tuple[YearVerdict, ...]:
    """Return the verdict on each year of an annual target, past years without a value included.

    The year in which is judged is left out as long as it has no value.
    """
    given = list(rows)
    last = min(target.year, terms.today)
    years = range(target.year_start or target.year, last + 1)
    verdicts = (_of_year(given, target, terms, year) for year in years)
    return tuple(v for v in verdicts if v.year < terms.today or v.status != CANNOT)


def _of_year(
    rows: Sequence[Observation], target: Observation, terms: Terms, year: int
) -> YearVerdict:
    found = [
        row
        for row in rows
        if row.year == year
        and (row.territory, row.area_name) == (target.territory, target.area_name)
        and row.indicator_id == target.indicator_id
        and row.status == Status.OBSERVED
    ]
    points, reason = series(found, target, terms)
    if points and points[0].value is not None:
        met = target.quantity.is_met(points[0].value, terms.better)
        return YearVerdict(year, points[0].value, "achieved" if met else "missed")
    return YearVerdict(year, None, CANNOT, reason if found else "year_not_observed")


def _of_latest_year(rows: Iterable[Observation], target: Observation, terms: Terms) -> Pace:
    verdicts = year_by_year(rows, target, terms)
    if not verdicts:
        return Pace(target, reason="year_not_observed")
    return Pace(target, verdicts[-1].status, verdicts[-1].reason)


def _unusable(target: Observation, terms: Terms) -> str:
    """Return why nothing can be said whatever was observed."""
    contradicts = {"up": CEILINGS, "down": FLOORS}
    checks = (
        ("words_only", target.shown is None),
        ("deadline_unknown", not target.year),
        ("whole_span", target.recurrence == Recurrence.CUMULATIVE),
        ("no_direction", terms.better not in contradicts),
        ("direction_doubtful", target.qualifier in contradicts.get(terms.better, ())),
    )
    return next((reason for reason, holds in checks if holds), "")


def _judged(points: tuple[Observation, ...], target: Observation, terms: Terms) -> Pace:
    known, chosen = _required(points, target, terms), window(points, terms)
    if _is_doubtful([p for p in chosen.points if p.year <= target.year], target, terms.better):
        return replace(known, reason="direction_doubtful")
    settled = _settled(points, target, terms)
    if settled:
        status, reason = settled
        return replace(known, status=status, reason=reason)
    if ends_before(target, terms):
        return replace(known, reason="break_of_territory")
    return _ahead(known, chosen, terms.better)


def _required(points: Sequence[Observation], target: Observation, terms: Terms) -> Pace:
    """Return the distance from the latest value and the even change a year that covers it.

    None is needed any more where the target's year is over.
    """
    latest = points[-1]
    to_go = target.quantity.to_go(latest.value or 0.0, terms.better)
    left = target.year - latest.year
    is_over = left <= 0 or target.year < terms.today
    if is_over or target.quantity.is_met(latest.value or 0.0, terms.better):
        return Pace(target, latest=latest, to_go=max(to_go, 0.0), years_left=max(left, 0))
    step = to_go / left * _sign(terms.better)
    people = step * terms.persons / 100 if terms.persons and target.unit == Unit.PERCENT else None
    return Pace(
        target, latest=latest, to_go=to_go, years_left=left, required=step, required_persons=people
    )


def _settled(
    points: Sequence[Observation], target: Observation, terms: Terms
) -> tuple[str, str] | None:
    """Return status and reason where no pace is needed to tell: met, or the deadline is past."""
    met = {row.year: target.quantity.is_met(row.value or 0.0, terms.better) for row in points}
    if target.year in met:
        return ("achieved", "") if met[target.year] else ("missed", "")
    after = [year for year in met if year > target.year]
    if after:
        return (CANNOT, "year_not_observed") if met[min(after)] else ("missed", "")
    if met[points[-1].year]:
        return "achieved", ""
    return (CANNOT, "year_not_observed") if target.year < terms.today else None


def _ahead(known: Pace, chosen: Series, better: str) -> Pace:
    """Return the judgement on a target still ahead, from the pace within the window."""
    line = trend([(row.year, row.value or 0.0) for row in chosen.points])
    if line is None:
        few = "one_point" if len(chosen.points) == 1 else "too_few_points"
        return replace(known, reason=chosen.reason or few)
    slope = line.slope * _sign(better)
    step = abs(known.required or 0.0)
    ratio = round(slope / step, DIGITS) if step else inf * slope if slope else 0.0
    ends = sorted((line.low * _sign(better), line.high * _sign(better)))
    return replace(
        known,
        status=status_of(ratio),
        trend=line,
        ratio=ratio,
        reached=_reached(known, slope),
        reached_first=_reached(known, ends[1]),
        reached_last=_reached(known, ends[0]),
    )


def status_of(ratio: float) -> str:
    """Return the status for a ratio of achieved to required change.

    >>> [status_of(ratio) for ratio in (0.95, 0.6, 0.0, -0.1)]
    ['on_track', 'needs_acceleration', 'limited', 'moving_away']
    """
    if ratio >= ON_TRACK:
        return "on_track"
    if ratio >= NEEDS_ACCELERATION:
        return "needs_acceleration"
    return "limited" if ratio >= LIMITED else "moving_away"


def compound_ratio(
    base: tuple[int, float], latest: tuple[int, float], target: tuple[int, float]
) -> float | None:
    """Return Eurostat's ratio of actual to required compound annual growth, each (year, value).

    None where growth in per cent has no meaning: a value of zero or below, a target equal to
    the base, years out of order. Not used for a status: it is here to compare with.
    """
    values = (base[1], latest[1], target[1])
    if min(values) <= 0 or base[1] == target[1] or not base[0] < latest[0] <= target[0]:
        return None
    actual = (latest[1] / base[1]) ** (1 / (latest[0] - base[0])) - 1
    return actual / ((target[1] / base[1]) ** (1 / (target[0] - base[0])) - 1)


def _sign(better: str) -> int:
    return -1 if better == "down" else 1


def _is_doubtful(points: Sequence[Observation], target: Observation, better: str) -> bool:
    """Return whether values that begin beyond the target move back towards it.

    So does a target of reduction whose indicator says 'up'. 'At least' and 'over' leave no
    doubt: they are floors, which a falling value may still meet.
    """
    if len(points) <= 1 or target.qualifier in FLOORS | CEILINGS:
        return False
    first, last = points[0].value or 0.0, points[-1].value or 0.0
    return target.quantity.reaches(first, better) and (last - first) * _sign(better) < 0


def _reached(known: Pace, slope: float) -> int | None:
    """Return the first year in which the target is met at a change a year, None where never."""
    if known.latest is None or known.to_go is None or slope <= 0:
        return None
    years = round(known.to_go / slope, DIGITS)
    if years >= FAR:
        return None
    return known.latest.year + (
        floor(years) + 1 if known.target.quantity.is_strict else ceil(years)
    )
