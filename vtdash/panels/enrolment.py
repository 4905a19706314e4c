"""How many start training, against plan and target?"""

from __future__ import annotations

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.measures.placed import AS_PUBLISHED
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
from vtdash.schema import LEVELS

LAST_TARGET_YEAR = 2030


def by_year(desk: Desk) -> Panel:
    """Training turns by year beside published counts, plans and targets."""
    rows = _by_year(desk, "vet_enrolment")
    rows += published(desk, "vet_enrolment")
    return desk.panel(
        "enrolment-by-year",
        desk.text("How many start training each year?"),
        rows,
        claim=claims.latest(desk, rows),
        drawing=desk.by_year("columns", rows, desk.text("training turns")),
        notes=(desk.text("Single marks are published figures: filled for counts, hollow for plans "
                         "and targets. Some count persons, some training turns; the tooltip says "
                         "which."),),
        total=_total(desk.ask(questions.enrolment_by_level, desk.filters)),
    )  # fmt: skip


def rural(desk: Desk) -> Panel:
    """Training turns of rural workers beside the yearly targets and published counts."""
    rows = _by_year(desk, "rural_workers_trained")
    if desk.filters.is_city_wide and not desk.filters.levels:
        rows += published(desk, "rural_workers_trained")
        rows += desk.ask(
            questions.annual_targets, desk.filters, indicators=("rural_workers_trained",)
        )
    return desk.panel(
        "rural-workers-by-year",
        desk.text("Are about 20,000 rural workers a year trained in Hanoi?"),
        rows,
        claim=_rural_claim(desk, rows),
        drawing=desk.by_year("columns", rows),
        notes=(desk.text("Returns count training turns of rural workers; the yearly target counts "
                         "persons. One person may take more than one turn, so the two are "
                         "comparable with care only."),),
    )  # fmt: skip


def by_level(desk: Desk) -> Panel:
    """Training turns by level over the chosen years."""
    rows = desk.ask(questions.enrolment_by_level, desk.filters)
    rows = tuple(sorted(rows, key=lambda row: (LEVELS.index(row.level), row.territory)))
    return desk.panel(
        "enrolment-by-level",
        desk.text("At which level do they start?"),
        rows,
        claim=claims.largest(desk, rows, "level"),
        drawing=Drawing("bars", "level", axis=desk.text("training turns")),
    )


def by_occupation(desk: Desk) -> Panel:
    """Training turns by occupation over the chosen years, the largest by name."""
    rows = desk.ask(questions.enrolment_by_occupation, desk.filters)
    return desk.panel(
        "enrolment-by-occupation",
        desk.text("Which occupations do they learn?"),
        rows,
        claim=claims.largest(desk, rows, "occupation_key"),
        drawing=Drawing("bars", "occupation", axis=desk.text("training turns"), stacked=True),
    )


def by_area(desk: Desk) -> Panel:
    """Training turns by district or commune-level unit over the chosen years."""
    rows = desk.ask(questions.enrolment_by_area, desk.filters)
    return desk.panel(
        "enrolment-by-area",
        desk.text("Where do they start?"),
        rows,
        claim=claims.with_estimates(desk, claims.largest(desk, rows, "area_id"), rows),
        drawing=Drawing("bars", "area", axis=desk.text("training turns"), stacked=True),
        notes=(era_note(desk),),
    )


def women(desk: Desk) -> Panel:
    """Share of women by year beside published targets."""
    rows = _by_year(desk, "female_enrolment_share")
    rows += published(desk, "female_enrolment_share", last_year=LAST_TARGET_YEAR)
    return desk.panel(
        "women-by-year",
        desk.text("What share of those who start are women?"),
        rows,
        claim=claims.latest(desk, rows),
        drawing=desk.by_year("lines", rows),
    )


def _rural_claim(desk: Desk, rows: Rows) -> str:
    """Say the latest turns, and beside them what is aimed at every year by the newest document."""
    aims = [row for row in rows if row.status == "target" and row.recurrence == "annual"]
    said = claims.latest(desk, rows)
    if not aims:
        return said
    aim = max(aims, key=lambda row: row.year)
    target = desk.text("Target of each year, {place}: {target}.", target=desk.names.value(aim),
                       place=desk.names.territory(aim.territory))  # fmt: skip
    return f"{said} {target}"


def _by_year(desk: Desk, indicator: str) -> Rows:
    rows = desk.ask(questions.enrolment_by_year, desk.filters)
    return tuple(row for row in rows if row.indicator_id == indicator)


def published(desk: Desk, *indicators: str, last_year: int = 0) -> Rows:
    """Return the published yearly values that speak of the population chosen, if any do."""
    if not desk.filters.is_city_wide:
        return ()
    wide = desk.with_filters(last_year=max(last_year, desk.filters.last_year))
    return wide.ask(
        questions.published_by_year,
        wide.filters,
        indicators=indicators,
        figure_levels=questions.figure_levels(desk.filters.levels),
    )


def era_note(desk: Desk) -> str:
    """Say which geography places are listed by."""
    if desk.filters.view != AS_PUBLISHED:
        return desk.text.name(desk.catalogue.code("area_view", desk.filters.view).text)
    if desk.filters.era == "district":
        return desk.text("By district, to 30 June 2025. Districts ended on that day; choose "
                         "commune-level units for the time since.")  # fmt: skip
    return desk.text("By commune-level unit, since 1 July 2025. Earlier returns are by district.")


def _total(rows: Rows) -> float | None:
    values = [row.value for row in rows if _counts(row)]
    return sum(value for value in values if value is not None) if values else None


def _counts(row: Observation) -> bool:
    return row.value is not None
