"""Who gained digital skills?"""

from __future__ import annotations

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.naming import Names
from vtdash.panel import Panel, series_by_territory
from vtdash.panels import claims, newest
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.enrolment import era_note
from vtdash.schema import AUDIENCES

ALL_STATUSES = ("observed", "estimate", "plan", "target")


def by_year(desk: Desk) -> Panel:
    """People trained and people certified by year."""
    rows = desk.ask(questions.digital_by_year, desk.filters)
    return desk.panel(
        "digital-skills-by-year",
        desk.text("How many are trained in digital skills, and how many certified?"),
        rows,
        claim=_trained_claim(desk, rows),
        drawing=desk.by_year("columns", rows, desk.text("persons")),
        series=series_with_indicator,
    )


def certified(desk: Desk) -> Panel:
    """Share of those trained who were certified, by year."""
    rows = desk.ask(questions.digital_certified_by_year, desk.filters)
    return desk.panel(
        "digital-skills-certified",
        desk.text("What share of those trained is given a certificate?"),
        rows,
        claim=claims.latest(desk, rows),
        drawing=desk.by_year("lines", rows),
    )


def by_audience(desk: Desk) -> Panel:
    """People trained by audience over the chosen years."""
    rows = desk.ask(questions.digital_by_audience, desk.filters)
    rows = tuple(sorted(rows, key=lambda row: (AUDIENCES.index(row.group), row.territory)))
    return desk.panel(
        "digital-skills-by-audience",
        desk.text("Who is trained?"),
        rows,
        claim=claims.largest(desk, rows, "group"),
        drawing=Drawing("bars", "group", axis=desk.text("persons")),
    )


def by_area(desk: Desk) -> Panel:
    """People trained by district or commune-level unit."""
    rows = desk.ask(questions.digital_by_area, desk.filters)
    return desk.panel(
        "digital-skills-by-area",
        desk.text("Where are they trained?"),
        rows,
        claim=claims.with_estimates(desk, claims.largest(desk, rows, "area_id"), rows),
        drawing=Drawing("bars", "area", axis=desk.text("persons"), stacked=True),
        notes=(era_note(desk),),
    )


def published(desk: Desk) -> Panel:
    """Every published share of people with digital or IT skills, each for its own population."""
    wide = desk.over_all_years()
    rows = wide.ask(
        questions.figures_by_indicator,
        wide.filters,
        indicators=("digital_skills_rate", "it_skills_rate"),
        statuses=ALL_STATUSES,
    )
    return desk.panel(
        "digital-skills-published",
        desk.text("Which targets have the cities published?"),
        rows,
        claim=_published_claim(desk, rows),
        drawing=Drawing("strips", "group"),
        notes=(desk.text("The populations differ (officials, adults, workers): these shares are "
                         "not comparable with one another."),),
    )  # fmt: skip


def series_with_indicator(names: Names, row: Observation) -> str:
    """Name a series by territory and indicator."""
    name = series_by_territory(names, row)
    return name if row.is_published else f"{name} · {names.indicator(row.indicator_id)}"


def _published_claim(desk: Desk, rows: Rows) -> str:
    """Say how many shares are aimed at and how many were observed; the populations differ."""
    aims = sum(_is_aim(row) for row in rows)
    observed = len(rows) - aims
    if not aims:
        return desk.text.plural(
            "{n} share has been observed and published, no target.",
            "{n} shares have been observed and published, no target.",
            observed,
        )
    said = desk.text.plural(
        "{n} target is published, for a population of its own.",
        "{n} targets are published, each for a population of its own.",
        aims,
    )
    if not observed:
        return f"{said} {desk.text('No share has been observed and published.')}"
    seen = desk.text.plural("{n} share has been observed and published.",
                            "{n} shares have been observed and published.", observed)  # fmt: skip
    return f"{said} {seen}"


def _trained_claim(desk: Desk, rows: Rows) -> str:
    """Say how many were trained and how many certified, city by city."""
    trained = newest.of_returns(
        desk, (row for row in rows if row.indicator_id == "digital_skills_trained")
    )
    if not trained:
        return claims.nothing(desk)
    certified = {
        (row.territory, row.year, row.data_status): row.value
        for row in rows
        if row.indicator_id == "digital_skills_certified"
    }
    pairs = [(row, certified.get((row.territory, row.year, row.data_status))) for row in trained]
    if any(count is None for _, count in pairs):
        return claims.latest(desk, trained)
    parts = (
        desk.text(
            "{place}: {trained} trained, {certified} certified ({period})",
            place=desk.names.territory(row.territory),
            trained=desk.text.number(row.value or 0),
            certified=desk.text.number(count or 0),
            period=desk.names.period(row),
        )
        for row, count in pairs
    )
    return desk.text("Latest by returns – {values}.", values="; ".join(parts))


def _is_aim(row: Observation) -> bool:
    return row.status in {"target", "plan"}
