"""Who gained digital skills?"""

from __future__ import annotations

from dataclasses import replace

from vtdash.model.codes import AIMED, NOT_SHOWN, Status
from vtdash.model.datasets import AUDIENCES
from vtdash.model.observation import Observation
from vtdash.render.charts.over_time import Columns, Lines
from vtdash.render.charts.plain_charts import Bars
from vtdash.render.charts.strips import Strips
from vtdash.render.names import Names
from vtdash.render.panel import Panel, series_by_subject
from vtdash.store.questions import questions
from vtdash.topics import claims, latest_claims, newest, ranking_claims
from vtdash.topics.enrolment import era_note
from vtdash.topics.view import Rows, View

_AUDIENCES = (*AUDIENCES, NOT_SHOWN)
"""In the order in which they are shown."""

ALL_STATUSES = (Status.OBSERVED, Status.ESTIMATE, Status.PLAN, Status.TARGET)


def trained_by_year(view: View) -> Panel:
    """People trained and people certified by year."""
    rows = view.beside_city(questions.digital_by_year)
    return view.panel(
        "digital-skills-by-year",
        view.text("How many are trained in digital skills, and how many certified?"),
        rows,
        claim=_trained_claim(view, rows),
        drawing=view.by_year(Columns, rows, view.text("persons")),
        series=_series_in_short,
    )


def certified(view: View) -> Panel:
    """Share of those trained who were certified, by year."""
    rows = view.beside_city(questions.digital_certified_by_year)
    return view.panel(
        "digital-skills-certified",
        view.text("What share of those trained is given a certificate?"),
        rows,
        claim=latest_claims.latest(view, rows),
        drawing=view.by_year(Lines, rows),
    )


def by_audience(view: View) -> Panel:
    """People trained by audience over the chosen years."""
    rows = view.ask(questions.digital_by_audience, view.filters)
    rows = tuple(sorted(rows, key=lambda row: (_AUDIENCES.index(row.group), row.territory)))
    return view.panel(
        "digital-skills-by-audience",
        view.text("Who is trained?"),
        rows,
        claim=ranking_claims.largest(view, rows, "group"),
        drawing=Bars("group", axis=view.text("persons")),
    )


def trained_by_area(view: View) -> Panel:
    """People trained by district or commune-level unit."""
    rows = view.ask(questions.digital_by_area, view.filters)
    return view.panel(
        "digital-skills-by-area",
        view.text("Where are they trained?"),
        rows,
        claim=claims.with_estimates(view, ranking_claims.largest(view, rows, "area_id"), rows),
        drawing=Bars("area", axis=view.text("persons"), stacked=True),
        notes=(era_note(view),),
    )


def digital_published(view: View) -> Panel:
    """Every published share of people with digital or IT skills, each for its own population."""
    wide = view.over_all_years()
    rows = wide.ask(
        questions.figures_by_indicator,
        wide.filters,
        indicators=("digital_skills_rate", "it_skills_rate"),
        statuses=ALL_STATUSES,
    )
    return view.panel(
        "digital-skills-published",
        view.text("Which targets have the cities published?"),
        rows,
        claim=_published_claim(view, rows),
        drawing=Strips("group"),
        notes=(
            view.text(
                "The populations differ (officials, adults, workers): these shares are "
                "not comparable with one another."
            ),
        ),
    )


def series_with_indicator(names: Names, row: Observation) -> str:
    """Name a series by territory and indicator."""
    name = series_by_subject(names, row)
    return name if row.is_published else f"{name} · {names.indicator(row.indicator_id)}"


def _series_in_short(names: Names, row: Observation) -> str:
    """Name a series by territory and by whether people were trained or certified."""
    name = series_by_subject(names, row)
    short = {
        "digital_skills_trained": names.text("trained"),
        "digital_skills_certified": names.text("certified"),
    }
    return name if row.is_published else f"{name} · {short[row.indicator_id]}"


def _published_claim(view: View, rows: Rows) -> str:
    """Say how many shares are aimed at and how many were observed; the populations differ."""
    aims = sum(_is_aim(row) for row in rows)
    observed = len(rows) - aims
    if not aims:
        return view.text.plural(
            "{n} share has been observed and published, no target.",
            "{n} shares have been observed and published, no target.",
            observed,
        )
    said = view.text.plural(
        "{n} target is published, for a population of its own.",
        "{n} targets are published, each for a population of its own.",
        aims,
    )
    if not observed:
        return f"{said} {view.text('No share has been observed and published.')}"
    seen = view.text.plural(
        "{n} share has been observed and published.",
        "{n} shares have been observed and published.",
        observed,
    )
    return f"{said} {seen}"


def _trained_claim(view: View, rows: Rows) -> str:
    """Say how many were trained and how many certified, city by city."""
    trained = newest.of_returns(
        view, (row for row in rows if row.indicator_id == "digital_skills_trained")
    )
    if not trained:
        return claims.nothing(view, rows)
    certified = {
        (row.subject, row.year, row.data_status): row.value
        for row in rows
        if row.indicator_id == "digital_skills_certified" and not row.is_beside
    }
    pairs = [(row, certified.get((row.subject, row.year, row.data_status))) for row in trained]
    if any(count is None for _, count in pairs):
        return latest_claims.latest(view, trained)
    parts = (
        view.text(
            "{place}: {trained} trained, {certified} certified ({period})",
            place=view.names.subject(row),
            trained=view.text.quantity(row.quantity, "", 0),
            certified=view.text.quantity(replace(row.quantity, low=count, high=count), "", 0),
            period=view.names.period(row),
        )
        for row, count in pairs
    )
    return claims.as_sentence(parts)


def _is_aim(row: Observation) -> bool:
    return row.status in AIMED
