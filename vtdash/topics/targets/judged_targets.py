"""The judgement on every target to 2030: the value in force, held against what was observed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from vtdash.model.codes import Recurrence, Status
from vtdash.model.details import TargetJudgement
from vtdash.model.filters import Filters
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.model.period import TARGET_YEAR
from vtdash.reference import Catalogue, Figure
from vtdash.rules.conflicting_figures import Subject, subject_of
from vtdash.rules.figure_in_use import choose
from vtdash.store.questions import questions
from vtdash.topics.targets.observed_series import Terms, terms_of
from vtdash.topics.targets.pace import CANNOT, Pace, YearVerdict, pace, year_by_year
from vtdash.topics.view import Rows, View

URGENT = (
    "missed",
    "moving_away",
    "limited",
    "needs_acceleration",
    CANNOT,
    "on_track",
    "achieved",
)
"""The statuses in the order in which they need attention."""

_ALL = Filters()


class Judged(NamedTuple):
    """A target in force with the judgement on it.

    ``base``: of how many people a rate is a share, where the register says so. ``years``: the
    verdict on each year of a target that holds every year.
    """

    target: Observation
    found: Pace
    base: Figure | None = None
    years: tuple[YearVerdict, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether this is a target for 2030, not one of an earlier year."""
        return self.target.year >= TARGET_YEAR

    @property
    def whole(self) -> TargetJudgement:
        """The judgement with the numbers that it rests on."""
        found = self.found
        return replace(
            self.short,
            latest=found.latest.figure_id if found.latest else "",
            to_go=_rounded(found.to_go),
            needed=_rounded(found.required),
            achieved=_rounded(found.trend and found.trend.slope),
        )

    @property
    def short(self) -> TargetJudgement:
        """The judgement as the target's row carries it."""
        found = self.found
        return TargetJudgement(
            found.status, found.reason, found.reached, found.reached_first, found.reached_last
        )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def judged(view: View, indicators: Iterable[str]) -> tuple[Judged, ...]:
    """Return the judgement on the target for 2030 of each indicator and territory chosen.

    Of several documents that set one, the value in force is judged; the others stay visible in
    the path and in the target's history.
    """
    return tuple(one for one in every(view, indicators) if one.is_ahead)


def newest_of_others(view: View, indicators: Iterable[str]) -> tuple[Judged, ...]:
    """Return the judgement on the newest target of each city that has none for 2030.

    Of several levels the one for all together counts, where there is one.
    """
    found = every(view, indicators)
    aimed = {_whose(one) for one in found if one.is_ahead}
    newest: dict[tuple[str, str], Judged] = {}
    for one in found:
        best = newest.get(_whose(one))
        if _whose(one) not in aimed and (best is None or _newness(one) > _newness(best)):
            newest[_whose(one)] = one
    return tuple(newest.values())


def _whose(one: Judged) -> tuple[str, str]:
    return one.target.indicator_id, one.target.city


def _newness(one: Judged) -> tuple[int, bool]:
    return one.target.year, one.target.level in {"", "all"}


def every(view: View, indicators: Iterable[str]) -> tuple[Judged, ...]:
    """Return the judgement on each target to 2030, of earlier years too, the newest year first."""
    chosen = tuple(indicators)
    rows = view.ask_once(questions.registered_figures, _ALL, indicators=chosen)
    known = _judged(rows, view.catalogue, view.today)
    found = (one for one in known if one.target.city in view.filters.cities)
    order = list(view.catalogue.territories)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                chosen.index(one.target.indicator_id),
                -one.target.year,
                order.index(one.target.territory),
            ),
        )
    )


@kept_for_snapshot(maxsize=64)
def _judged(rows: Rows, catalogue: Catalogue, today: int) -> tuple[Judged, ...]:
    like: dict[str, list[Observation]] = defaultdict(list)
    aimed: dict[Subject, list[Observation]] = defaultdict(list)
    for row in rows:
        like[row.indicator_id].append(row)
        if _is_aim(row, catalogue):
            aimed[subject_of(catalogue.figure(row.figure_id), catalogue)].append(row)
    return tuple(
        _judge(like[subject.indicator_id], same, catalogue, today)
        for subject, same in aimed.items()
    )


def _is_aim(row: Observation, catalogue: Catalogue) -> bool:
    """Return whether a row is a target for one year to 2030, or for every year with 2030 in it.

    An average over a span that ended earlier says nothing of any one year.
    """
    is_in_time = (
        row.year_start <= TARGET_YEAR <= row.year
        if row.recurrence == Recurrence.ANNUAL
        else row.recurrence == Recurrence.SINGLE and 0 < row.year <= TARGET_YEAR
    )
    is_whole = row.status == Status.TARGET and catalogue.whole(catalogue.figure(row.figure_id))
    return is_in_time and is_whole


def _judge(
    rows: Sequence[Observation], same: Sequence[Observation], catalogue: Catalogue, today: int
) -> Judged:
    """Return the judgement on the value in force among the documents' values of one target."""
    used = choose([catalogue.figure(row.figure_id) for row in same], catalogue).figure_id
    target = next((row for row in same if row.figure_id == used), same[0])
    if not used:
        return Judged(target, Pace(target, reason="sources_disagree"))
    base = _base(target, catalogue)
    terms = replace(terms_of(catalogue, target, today), persons=base and base.value_low)
    return Judged(target, pace(rows, target, terms), base, _years(rows, target, terms))


def _years(
    rows: Sequence[Observation], target: Observation, terms: Terms
) -> tuple[YearVerdict, ...]:
    return year_by_year(rows, target, terms) if target.recurrence == Recurrence.ANNUAL else ()


def _base(target: Observation, catalogue: Catalogue) -> Figure | None:
    """Return the newest published number of those of whom a rate is a share, where it is stated."""
    base = catalogue.indicator(target.indicator_id).bases.get(target.group, "")
    known = [
        figure
        for figure in catalogue.figures
        if figure.indicator_id == base
        and figure.territory == target.territory
        and figure.status == Status.OBSERVED
        and figure.value_low is not None
        and figure.value_low == figure.value_high
        and catalogue.whole(figure)
    ]
    return max(known, key=lambda figure: figure.year_end, default=None)


def ahead_first(found: Iterable[Judged]) -> list[Judged]:
    """Return targets for 2030, then those of earlier years, the newest of these first.

    Of one year the most urgent comes first.
    """
    years: dict[int, list[Judged]] = defaultdict(list)
    for one in found:
        years[min(one.target.year, TARGET_YEAR)].append(one)
    return [one for year in sorted(years, reverse=True) for one in urgent_first(years[year])]


def urgent_first(found: Iterable[Judged]) -> list[Judged]:
    """Return judgements by what needs attention first; of one status, the furthest behind."""
    return sorted(found, key=lambda one: (URGENT.index(one.found.status), _behind(one)))


def _behind(one: Judged) -> float:
    return one.found.ratio if one.found.ratio is not None else 0.0
