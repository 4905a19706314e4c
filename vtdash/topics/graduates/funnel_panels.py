"""Which places differ in the work of their graduates by more than chance explains?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vtdash.model.codes import Status
from vtdash.model.details import FunnelPlace, Survey
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.render.charts.funnel import FunnelChart
from vtdash.render.names import Names
from vtdash.render.names_apart import place_inside
from vtdash.render.panel import Panel, series_by_subject
from vtdash.render.precision import share
from vtdash.rules.basis import is_mixed
from vtdash.rules.statistics import SMALL_BASE, survey_rate
from vtdash.store.questions import questions
from vtdash.text.language import Text, inside
from vtdash.topics import claims, ranking_claims
from vtdash.topics.enrolment import era_note
from vtdash.topics.graduates.funnel import Placed, funnel
from vtdash.topics.view import Rows, View

_MOST = 0.5
"""Where more than this share lies outside, the places are unlike and chance is not the measure."""


def employment_by_area(view: View) -> Panel:
    """Employment rate of every area against its number of answers, a funnel a territory.

    Chance is judged among all areas of a city; those that a reader chose stand out among them.
    """
    chosen = view.filters.areas
    view = view.with_filters(areas=(), cities=view.cities_of_choice)
    found = view.ask(questions.employment_rate_by_area, view.filters)
    rows = placed(view.in_order(found))
    is_mixed = len({(r.territory, r.data_status) for r in rows}) > len({r.territory for r in rows})
    return view.panel(
        "employment-by-area",
        view.text("Where does work after training differ by more than chance?"),
        rows,
        claim=_with_chosen(view, rows, chosen, _claim(view, rows)),
        drawing=FunnelChart("area", axis=view.text("answers (logarithmic scale)"), chosen=chosen),
        notes=_notes(view, rows),
        series=_by_data_status if is_mixed else series_by_subject,
    )


@kept_for_snapshot(maxsize=128)
def placed(rows: Rows) -> Rows:
    """Return the rows, each with its place in the funnel of its territory and the limits there.

    A row without answers has none; one on few answers and an estimate have no place. Within
    a funnel the rows run from many answers to few.
    """
    found: list[Observation] = []
    ordered = sorted(rows, key=lambda row: row.data_status)
    territories = dict.fromkeys(row.territory for row in rows)
    for territory in territories:
        own = (row for row in ordered if row.territory == territory)
        for _, group in groupby(own, key=lambda row: row.data_status):
            found += _one_funnel(tuple(group))
    return tuple(found)


def _one_funnel(rows: Rows) -> list[Observation]:
    # A share of an area's answers is no survey of its own: it has no place among those that are.
    rates = [survey_rate(row, row.area_id) for row in rows if row.status != Status.ESTIMATE]
    made = funnel(rates)
    places = {entry.rate.key: entry for entry in made.placed} if made else {}
    marked = [_with_place(row, places.get(row.area_id)) for row in rows]
    return sorted(marked, key=lambda row: (-(row.denominator or 0), row.area_id))


def _with_place(row: Observation, place: Placed | None) -> Observation:
    if place is None:
        return row
    limits, survey = place.limits, row.survey or Survey()
    return row._replace(
        group_kind="funnel_place",
        group=place.place,
        detail=FunnelPlace(
            survey.interval_low,
            survey.interval_high,
            survey.answered,
            survey.asked,
            limit_95_low=100 * limits.inner_low,
            limit_95_high=100 * limits.inner_high,
            limit_998_low=100 * limits.outer_low,
            limit_998_high=100 * limits.outer_high,
        ),
    )


def _by_data_status(names: Names, row: Observation) -> str:
    return f"{series_by_subject(names, row)} · {names.data_status(row)}"


def _with_chosen(view: View, rows: Rows, chosen: Sequence[str], said: str) -> str:
    """Return a claim that says first where the areas lie that a reader chose."""
    names = view.names
    own = [
        f"{names.area(row.area_id)}: {claims.said_value(names, row)}, "
        f"{inside(names.code('funnel_place', row.group))}."
        for row in rows
        if row.area_id in chosen and row.group and row.value is not None
    ]
    return " ".join([*own, said])


def _claim(view: View, rows: Rows) -> str:
    """Say of each funnel how many places lie outside, and which; and how many have no place."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return claims.nothing(view, rows)
    if not any(row.group or row.status == Status.ESTIMATE for row in known):
        return view.text(
            "No place has {n} answers of its own or more for this choice.", n=SMALL_BASE
        )
    said = [
        _of_funnel(view, tuple(group))
        for _, group in groupby(known, key=lambda row: (row.territory, row.data_status))
    ]
    if any(row.value_note == "small_base" for row in known):
        said.append(ranking_claims.small_rates_left_out(view))
    return " ".join(said)


def _of_funnel(view: View, rows: Rows) -> str:
    """Say what a territory's funnel shows; of one without a place, why there is none."""
    text = view.text
    sure = tuple(row for row in rows if row.group)
    estimates = sum(row.status == Status.ESTIMATE for row in rows)
    place = view.names.territory(rows[0].territory)
    if sure and estimates:
        left = text.plural(
            "{n} more is an estimate by area and cannot be judged.",
            "{n} more are estimates by area and cannot be judged.",
            estimates,
        )
        return f"{_said(view, sure)} {left}"
    if sure:
        return _said(view, sure)
    if estimates:
        return text.plural(
            "{place}: {n} place is an estimate by area and cannot be judged.",
            "{place}: {n} places are estimates by area and cannot be judged.",
            estimates,
            place=place,
        )
    return text("{place}: no place has {n} answers of its own or more.", place=place, n=SMALL_BASE)


def _said(view: View, rows: Rows) -> str:
    text = view.text
    above, below = _names(view, rows, "far_above"), _names(view, rows, "far_below")
    outside = len(above) + len(below)
    place = view.names.territory(rows[0].territory)
    if not outside and len(rows) == 1:
        return text(
            "{place}: the only place with enough answers lies within what chance explains.",
            place=place,
        )
    if not outside:
        return text(
            "{place}: all {n} places with enough answers lie within what chance explains.",
            place=place,
            n=text.number(len(rows)),
        )
    sides = [
        text("above: {names}", names=claims.listed(view, above)) if above else "",
        text("below: {names}", names=claims.listed(view, below)) if below else "",
    ]
    return text.plural(
        "{place}: {n} of {all} places with enough answers lies outside what chance explains "
        "({sides}).",
        "{place}: {n} of {all} places with enough answers lie outside what chance explains "
        "({sides}).",
        outside,
        place=place,
        all=text.number(len(rows)),
        sides="; ".join(side for side in sides if side),
    )


def _names(view: View, rows: Sequence[Observation], place: str) -> list[str]:
    """Return the names of the places there, those furthest outside first."""
    there = [row for row in rows if row.group == place]
    return [place_inside(view.names.area(row.area_id)) for row in sorted(there, key=_nearness)]


def _nearness(row: Observation) -> float:
    """Return how near a place lies to the middle of its funnel, in widths of that."""
    low, high = row.funnel_place.outer if row.funnel_place else (0.0, 0.0)
    return -abs((row.value or 0) - (low + high) / 2) / (high - low or 1)


def _notes(view: View, rows: Rows) -> tuple[str, ...]:
    text = view.text
    notes = [
        text(
            "The straight line is the rate of all answers together. Between the dashed lines lie "
            "95%, between the outer ones 99.8% of what chance gives with that many answers; "
            "places inside are not ranked. A large mark lies outside, a tiny one rests on "
            "fewer than {n} answers and has no place. The table has the limits of each place.",
            n=SMALL_BASE,
        ),
        text(
            "The funnel looks at chance only: levels and occupations differ from place to place "
            "and are not taken out."
        ),
    ]
    return (
        *notes,
        *_mixed(view, rows),
        *_crowded(view, rows),
        _response_note(text),
        era_note(view),
    )


def _mixed(view: View, rows: Rows) -> list[str]:
    """Say that places were asked at several times, where rates put these together."""
    if not any(is_mixed(row.months_after) for row in rows):
        return []
    return [view.text.name(view.catalogue.code("comparison", "mixed_months").text)]


def _crowded(view: View, rows: Rows) -> list[str]:
    sure = [row for row in rows if row.group]
    outside = [row for row in sure if row.group in {"far_above", "far_below"}]
    if not sure or len(outside) <= _MOST * len(sure):
        return []
    part = share(view.text, 100 * len(outside) / len(sure))
    return [
        view.text(
            "Outside lie {share} of the places: so many that they are simply unlike. Ask why "
            "they differ, and make no ranking of it.",
            share=part,
        )
    ]


def _response_note(text: Text) -> str:
    return text("The response rate is the share of the cohort's graduates who answered.")
