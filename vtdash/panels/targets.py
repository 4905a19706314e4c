"""Where do the programmes stand, and are they fast enough for 2030?"""

from __future__ import annotations

from collections.abc import Iterable

from vtdash.charts.point import Drawing
from vtdash.judgement.distance import Distance, distance
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
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

TARGET_YEAR = 2030

EARLIEST, LATEST = 2000, 2045
"""Years between which everything published lies."""


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
    wide = desk.with_filters(first_year=EARLIEST, last_year=LATEST)
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
        claim=claims.latest_published(desk, rows),
        drawing=desk.by_year("columns", rows, desk.names.unit(_unit(rows))),
        notes=(desk.text("Only published figures; no line joins them, since sources, definitions "
                         "and territories may differ from one to the next."),),
    )  # fmt: skip


def required(desk: Desk, indicator: str) -> Panel:
    """Even yearly change from the latest observation to the programme's target."""
    found = gaps(desk, (indicator,))
    rows = tuple(_required_row(target, steps) for target, steps in found if not steps.reason)
    claim = " ".join(
        [gap_sentence(desk, target, steps) for target, steps in found]
        + [_other_year(desk, row) for row in other_years(desk, (indicator,))]
    )
    return desk.panel(
        "required-change",
        desk.text("What change a year reaches the target? {indicator}",
                  indicator=desk.names.indicator(indicator)),
        rows,
        claim=claim,
        when_empty=claim or desk.text("No target for 2030 is published for this indicator."),
        drawing=Drawing("bars", "territory", axis=desk.text("change a year")),
        notes=(desk.text("Even steps from the latest published observation to the target of 2030 "
                         "(the nearer bound of a range), divided by the years between. It is "
                         "arithmetic, not a forecast, and is only done where both are published "
                         "for the same territory, in the same unit."),),
    )  # fmt: skip


def gaps(desk: Desk, indicators: Iterable[str]) -> list[tuple[Observation, Distance]]:
    """Return each territory's own target for 2030 with the distance to it.

    Where several documents set one, the programme's own document goes first, then the newest
    entry of the register; the others stay visible in the path.
    """
    chosen = tuple(indicators)
    seen = {
        (row.indicator_id, row.territory): row
        for row in desk.ask(questions.latest_observations, desk.filters, indicators=chosen)
    }
    own = {doc for programme in desk.catalogue.programmes.values() for doc in programme.documents}
    first: dict[tuple[str, str], Observation] = {}
    for row in sorted(targets_2030(desk, chosen), key=lambda r: r.document not in own):
        first.setdefault((row.indicator_id, row.territory), row)
    return [
        (target, distance(seen.get(key), target, desk.catalogue.indicator(key[0]).better))
        for key, target in first.items()
    ]


def other_years(desk: Desk, indicators: Iterable[str]) -> Rows:
    """Return the newest target of each city that sets none for 2030 while the other city does."""
    chosen = tuple(indicators)
    aimed = {(row.indicator_id, row.city) for row in targets_2030(desk, chosen)}
    wide = desk.with_filters(first_year=EARLIEST, last_year=LATEST)
    newest: dict[tuple[str, str], Observation] = {}
    for row in wide.ask(questions.targets, wide.filters, indicators=chosen):
        key = (row.indicator_id, row.city)
        if key not in aimed and (key not in newest or row.year > newest[key].year):
            newest[key] = row
    shared = {indicator for indicator, _ in aimed}
    return tuple(row for key, row in newest.items() if key[0] in shared)


def _other_year(desk: Desk, row: Observation) -> str:
    return desk.text(
        "{place}: no target for 2030 is published; the newest is {target} ({period}). The two are "
        "not comparable.",
        place=desk.names.territory(row.territory),
        target=desk.names.value(row),
        period=desk.names.period(row),
    )


def _required_row(target: Observation, steps: Distance) -> Observation:
    value = 0.0 if steps.is_met else steps.per_year
    return target._replace(
        value=round(value, 4), low=None, high=None, qualifier="exact", unit=_step_unit(target),
        numerator=round(steps.to_go, 4), denominator=float(steps.years), status="computed",
        figure_id="", confidence="",
    )  # fmt: skip


def _step_unit(target: Observation) -> str:
    return "percent_points" if target.unit == "percent" else target.unit


def gap_sentence(desk: Desk, target: Observation, steps: Distance) -> str:
    """Say how far a territory is from its target, or why that cannot be said."""
    text, names = desk.text, desk.names
    place, aim = names.territory(target.territory), names.value(target)
    if steps.reason == "no_observation":
        return text("{place}: target {target}, no observation published.", place=place, target=aim)
    if steps.reason == "target_passed":
        return text("{place}: the year of the target {target} is not ahead.", place=place,
                    target=aim)  # fmt: skip
    if steps.reason:
        return text("{place}: target {target}, not comparable with what is observed.", place=place,
                    target=aim)  # fmt: skip
    if steps.is_met:
        return text("{place}: the target {target} is met.", place=place, target=aim)
    return text(
        "{place}: {gap} {unit} to go to {target}, {pace} a year.",
        place=place,
        gap=text.number(steps.to_go),
        unit=names.unit(_step_unit(target)),
        target=aim,
        pace=text.number(steps.per_year),
    )


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
