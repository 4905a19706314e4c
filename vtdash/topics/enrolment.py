"""How many start training, against plan and target?"""

from __future__ import annotations

from collections import defaultdict

from vtdash.model.codes import NOT_SHOWN, SUPPRESSED, AreaLevel, Status, Unit
from vtdash.model.datasets import LEVELS
from vtdash.model.observation import Observation
from vtdash.model.period import TARGET_YEAR
from vtdash.render.charts.over_time import Columns, Lines
from vtdash.render.charts.plain_charts import Bars
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.store.questions.area_views import AS_PUBLISHED
from vtdash.text.language import inside
from vtdash.topics import claims, latest_claims, newest, ranking_claims
from vtdash.topics.view import Rows, View

_LEVELS = (*LEVELS, NOT_SHOWN)
"""In the order in which they are shown."""

_SEVERAL = 2
"""Places of so many on are set against each other by shares."""


def turns_by_year(view: View) -> Panel:
    """Training turns by year beside published counts, plans and targets."""
    rows = _by_year(view, "vet_enrolment")
    rows += published_of_choice(view, "vet_enrolment")
    return view.panel(
        "enrolment-by-year",
        view.text("How many start training each year?"),
        rows,
        claim=latest_claims.latest(view, rows),
        drawing=view.by_year(Columns, rows, view.text("training turns")),
        notes=(
            view.text(
                "Single marks are published figures: filled for counts, hollow for plans "
                "and targets. Some count persons, some training turns; the tooltip says "
                "which."
            ),
        ),
    )


def rural(view: View) -> Panel:
    """Training turns of rural workers; of whole cities beside yearly targets and published counts.

    A city's target says nothing of a district, an occupation or a level.
    """
    rows, aims = _by_year(view, "rural_workers_trained"), ()
    if view.filters.is_city_wide and not view.filters.levels:
        rows += published_of_choice(view, "rural_workers_trained")
        aims = view.ask(
            questions.annual_targets, view.filters, indicators=("rural_workers_trained",)
        )
    return view.panel(
        "rural-workers-by-year",
        _rural_title(view, aims),
        rows + aims,
        claim=_rural_claim(view, rows, aims),
        drawing=view.by_year(Columns, rows + aims),
        notes=(
            view.text(
                "Returns count training turns of rural workers; the yearly target counts "
                "persons. One person may take more than one turn, so the two are "
                "comparable with care only."
            ),
        ),
    )


def _rural_title(view: View, aims: Rows) -> str:
    """Ask after the yearly target where there is one, and name whose it is."""
    own = [row for row in aims if row.status == Status.TARGET]
    if not own:
        return view.text("How many rural workers are trained each year?")
    aim = max(own, key=lambda row: row.year)
    return view.text(
        "Does {place} train {target} rural workers a year?",
        place=view.names.territory(aim.territory),
        target=inside(view.text.quantity(aim.quantity, "")),
    )


def turns_by_level(view: View) -> Panel:
    """Training turns by level over the chosen years; of several places the share of each level."""
    rows = view.ask(questions.enrolment_by_level, view.filters)
    rows = tuple(sorted(rows, key=lambda row: (_LEVELS.index(row.level), row.territory)))
    shown = _shares(view, rows)
    return view.panel(
        "enrolment-by-level",
        view.text("At which level do they start?"),
        shown,
        claim=ranking_claims.largest(view, rows, "level"),
        drawing=Bars("level", axis=_axis(view, shown)),
        notes=_notes(view, shown),
    )


def turns_by_occupation(view: View) -> Panel:
    """Training turns by occupation over the chosen years, the largest first.

    Of several places the share of each occupation: one place has many more turns than the other.
    """
    rows = view.ask(questions.enrolment_by_occupation, view.filters)
    shown = _largest_first(_shares(view, rows))
    return view.panel(
        "enrolment-by-occupation",
        view.text("Which occupations do they learn?"),
        shown,
        claim=ranking_claims.largest(view, rows, "occupation_key"),
        drawing=Bars("occupation", axis=_axis(view, shown), stacked=shown == rows),
        notes=_notes(view, shown),
    )


def _shares(view: View, rows: Rows) -> Rows:
    """Return turns as shares of all turns of their place and kind of data, if there are several.

    A single place keeps its turns, as do chosen occupations and levels, which are no whole, and
    rows of which one has no value, as their sum is unknown.
    """
    places = {(row.territory, row.area_id) for row in rows if not row.is_former}
    unknown = (row for row in rows if row.value is None and row.value_note != SUPPRESSED)
    is_part = bool(view.filters.occupations or view.filters.levels)
    if is_part or len(places) < _SEVERAL or any(unknown):
        return rows
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    for row in rows:
        sums[_whole(row)] += row.value or 0
    return tuple(
        row._replace(
            indicator_id="enrolment_share",
            unit=Unit.PERCENT.value,
            value=None if row.value is None else 100 * row.value / sums[_whole(row)],
            numerator=row.value,
            denominator=None if row.value is None else sums[_whole(row)],
        )
        for row in rows
        if sums[_whole(row)]
    )


def _largest_first(rows: Rows) -> Rows:
    """Return rows by occupation, reported ones first, of the largest one first.

    Shares of several places weigh what they add up to.
    """
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        weights[row.data_status, row.occupation_key] += 0 if row.is_former else row.value or 0

    def place(row: Observation) -> tuple[str, bool, float, str]:
        weight = weights[row.data_status, row.occupation_key]
        return row.data_status, row.occupation_key == NOT_SHOWN, -weight, row.occupation_key

    return tuple(sorted(rows, key=place))


def _notes(view: View, rows: Rows) -> tuple[str, ...]:
    """Say that shares of several places are of the time that each has returns for."""
    times: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if row.unit == Unit.PERCENT and not row.is_former:
            times[_whole(row)].add(row.period)
    if len(set(map(frozenset, times.values()))) < _SEVERAL:
        return ()
    return (
        view.text(
            "Each share is of the turns of its own place in the time that the table gives: the "
            "places have returns for different times."
        ),
    )


def _whole(row: Observation) -> tuple[str, ...]:
    """Return what the turns of a row are a part of."""
    return row.territory, row.area_id, row.data_status


def _axis(view: View, rows: Rows) -> str:
    """Return what the axis of turns or of shares of them says."""
    if any(row.unit == Unit.PERCENT for row in rows):
        return view.text("% of the training turns of each place")
    return view.text("training turns")


def turns_by_area(view: View) -> Panel:
    """Training turns by district or commune-level unit over the chosen years."""
    rows = view.ask(questions.enrolment_by_area, view.filters)
    return view.panel(
        "enrolment-by-area",
        view.text("Where do they start?"),
        rows,
        claim=claims.with_estimates(view, ranking_claims.largest(view, rows, "area_id"), rows),
        drawing=Bars("area", axis=view.text("training turns"), stacked=True),
        notes=(era_note(view),),
    )


def women(view: View) -> Panel:
    """Share of women by year beside published targets."""
    rows = _by_year(view, "female_enrolment_share")
    rows += published_of_choice(view, "female_enrolment_share", last_year=TARGET_YEAR)
    return view.panel(
        "women-by-year",
        view.text("What share of those who start are women?"),
        rows,
        claim=latest_claims.latest(view, rows),
        drawing=view.by_year(Lines, rows),
    )


def _rural_claim(view: View, rows: Rows, aims: Rows) -> str:
    """Say the latest turns, and beside whole years what the newest document aims at every year."""
    said = latest_claims.latest(view, rows)
    own = [row for row in aims if row.status == Status.TARGET]
    if not own:
        return said
    aim = max(own, key=lambda row: row.year)
    beside = [r for r in newest.of_returns(view, rows) if r.territory == aim.territory]
    words = {"target": view.names.value(aim), "place": view.names.territory(aim.territory)}
    if all(claims.is_whole_year(row) for row in beside):
        return f"{said} {view.text('Target of each year, {place}: {target}.', **words)}"
    return f"{said} " + view.text(
        "The target of each year, {place}, {target}, is not to be held against a part of one.",
        **words,
    )


def _by_year(view: View, indicator: str) -> Rows:
    rows = view.beside_city(questions.enrolment_by_year)
    return tuple(row for row in rows if row.indicator_id == indicator)


def published_of_choice(view: View, *indicators: str, last_year: int = 0) -> Rows:
    """Return the published yearly values that speak of the population chosen, if any do."""
    if not view.filters.is_city_wide:
        return ()
    wide = view.with_filters(last_year=max(last_year, view.filters.last_year))
    return wide.ask(
        questions.published_by_year,
        wide.filters,
        indicators=indicators,
        figure_levels=questions.figure_levels(view.filters.levels),
    )


def era_note(view: View) -> str:
    """Say which geography places are listed by."""
    if view.filters.geography != AS_PUBLISHED:
        return view.text.name(view.catalogue.code("area_view", view.filters.geography).text)
    if view.filters.area_kind == AreaLevel.DISTRICT:
        return view.text(
            "By district, to 30 June 2025. Districts ended on that day; choose "
            "commune-level units for the time since."
        )
    return view.text("By commune-level unit, since 1 July 2025. Earlier returns are by district.")
