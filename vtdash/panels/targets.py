"""Where do the programmes stand, and are they fast enough for 2030?"""

from __future__ import annotations

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.panel import Panel
from vtdash.panels import claims, history
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.judging import TARGET_YEAR
from vtdash.reference import Catalogue
from vtdash.schema import CITIES

HEADLINES = (
    "trained_rate_all_forms",
    "trained_rate_certified",
    "secondary_leavers_entering_vet_rate",
    "female_enrolment_share",
    "retrained_labour_force_rate",
)
"""Indicators on which both programmes state a target for 2030, or one does and both are seen."""


def standing(desk: Desk, indicators: tuple[str, ...] = HEADLINES) -> Panel:
    """Latest published observation and targets for 2030, each indicator on its own axis."""
    seen = desk.ask(questions.latest_observations, desk.filters, indicators=indicators)
    aims = targets_2030(desk, indicators)
    together = desk.in_order((*seen, *aims))
    rows = tuple(
        row for indicator in indicators for row in together if row.indicator_id == indicator
    )
    return desk.panel(
        "programme-standing",
        desk.text("Where do the two programmes stand against 2030?"),
        rows,
        claim=_standing_claim(desk, seen, aims),
        drawing=Drawing("strips", "indicator"),
        notes=(desk.text("Filled marks are the latest published observation, hollow marks targets "
                         "for 2030; a bar is a range. Each indicator has an axis of its own: the "
                         "indicators are not comparable with one another."),),
    )  # fmt: skip


def targets_2030(desk: Desk, indicators: tuple[str, ...]) -> Rows:
    """Return the targets whose year is 2030."""
    aimed = desk.with_filters(first_year=TARGET_YEAR, last_year=TARGET_YEAR)
    return aimed.ask(questions.targets, aimed.filters, indicators=indicators)


def all_2030(desk: Desk) -> Panel:
    """Every target for 2030 of the chosen cities, each indicator on an axis of its own."""
    rows = targets_2030(desk, with_targets(desk.catalogue))
    return desk.panel(
        "targets-2030",
        desk.text("Which targets for 2030 are published?"),
        rows,
        claim=_all_claim(desk, rows),
        drawing=Drawing("strips", "indicator"),
        notes=(desk.text("Several documents may state the same target; each is listed with its "
                         "own source. 'By 2030', 'to 2030' and '2030' are kept as printed."),),
    )  # fmt: skip


def with_targets(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators on which a target for a whole city is published, headlines first."""
    aimed = dict.fromkeys(
        f.indicator_id
        for f in catalogue.figures
        if f.status == "target" and f.city in CITIES and catalogue.whole(f)
    )
    return tuple(dict.fromkeys((*(i for i in HEADLINES if i in aimed), *aimed)))


def path(desk: Desk, indicator: str) -> Panel:
    """Everything published on one indicator over time: observations filled, targets hollow."""
    wide = desk.over_all_years()
    moves = history.moves(desk, indicator)
    rows = wide.ask(
        questions.published_by_year,
        wide.filters,
        indicators=(indicator,),
        figure_levels=("", "all", "college_and_intermediate"),
    )
    rows += wide.ask(questions.annual_targets, wide.filters, indicators=(indicator,))
    return desk.panel(
        "target-path",
        desk.text("The path so far: {indicator}", indicator=desk.names.indicator(indicator)),
        rows,
        claim=claims.latest_published(wide, rows),
        drawing=desk.by_year("columns", rows, desk.names.unit(_unit(rows)), moves),
        notes=(desk.text("Only published figures; no line joins them, since sources, definitions "
                         "and territories may differ from one to the next."),),
    )  # fmt: skip


def _standing_claim(desk: Desk, seen: Rows, aims: Rows) -> str:
    """Say how many of the indicators that are aimed at have no observation beside the target."""
    aimed = {row.indicator_id for row in aims}
    if not aimed:
        return desk.text("No target for 2030 is published for this choice.")
    missing = aimed - {row.indicator_id for row in seen}
    if not missing:
        return desk.text("Every headline indicator with a target has a published observation.")
    return desk.text.plural(
        "For {n} of {all} headline indicators with a target, no observation is published to hold "
        "the target against.",
        "For {n} of {all} headline indicators with a target, no observation is published to hold "
        "the targets against.",
        len(missing),
        all=desk.text.number(len(aimed)),
    )


def _all_claim(desk: Desk, rows: Rows) -> str:
    """Say how many targets there are, and on how many indicators."""
    indicators = {row.indicator_id for row in rows}
    return desk.text.plural(
        "{n} target for 2030 is published (indicators: {indicators}).",
        "{n} targets for 2030 are published (indicators: {indicators}).",
        len(rows),
        indicators=desk.text.number(len(indicators)),
    )


def _unit(rows: Rows) -> str:
    return rows[0].unit if rows else ""
