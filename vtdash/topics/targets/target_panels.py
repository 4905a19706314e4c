"""Where do the programmes stand, and are they fast enough for 2030?"""

from __future__ import annotations

from collections.abc import Iterator

from vtdash.model.codes import Status
from vtdash.model.datasets import CITIES
from vtdash.model.period import TARGET_YEAR
from vtdash.reference import Catalogue
from vtdash.render.charts.over_time import Columns
from vtdash.render.charts.strips import Strips
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.topics import claims
from vtdash.topics.targets import history_panels
from vtdash.topics.view import Rows, View

HEADLINES = (
    "trained_rate_all_forms",
    "trained_rate_certified",
    "secondary_leavers_entering_vet_rate",
    "female_enrolment_share",
    "retrained_labour_force_rate",
)
"""Indicators on which both programmes state a target for 2030, or one does and both are seen."""


def standing(view: View, indicators: tuple[str, ...] = HEADLINES) -> Panel:
    """Latest published observation and targets for 2030, each indicator on its own axis."""
    seen = view.ask(questions.latest_observations, view.filters, indicators=indicators)
    aims = targets_2030(view, indicators)
    together = view.in_order((*seen, *aims))
    rows = tuple(
        row for indicator in indicators for row in together if row.indicator_id == indicator
    )
    return view.panel(
        "programme-standing",
        view.text("Where do the two programmes stand against 2030?"),
        rows,
        claim=_standing_claim(view, seen, aims),
        drawing=Strips("indicator"),
        notes=(
            view.text(
                "Filled marks are the latest published observation, hollow marks targets "
                "for 2030; a bar is a range. Each indicator has an axis of its own: the "
                "indicators are not comparable with one another."
            ),
        ),
    )


def targets_2030(view: View, indicators: tuple[str, ...]) -> Rows:
    """Return the targets whose year is 2030."""
    aimed = view.with_filters(first_year=TARGET_YEAR, last_year=TARGET_YEAR)
    return aimed.ask(questions.targets_ending, aimed.filters, indicators=indicators)


def all_2030(view: View) -> Panel:
    """Every target for 2030 of the chosen cities, each indicator on an axis of its own."""
    rows = targets_2030(view, with_targets(view.catalogue))
    return view.panel(
        "targets-2030",
        view.text("Which targets for 2030 are published?"),
        rows,
        claim=_all_claim(view, rows),
        drawing=Strips("indicator"),
        notes=(
            view.text(
                "Several documents may state the same target; each is listed with its "
                "own source. 'By 2030', 'to 2030' and '2030' are kept as printed."
            ),
        ),
    )


def set_before(view: View) -> Iterator[str]:
    """Say of each chosen city that has changed since whose targets were set for the one before."""
    territories = view.catalogue.territories
    for programme in view.catalogue.programmes.values():
        ended = territories[programme.territory].valid_to
        if ended and programme.city in view.filters.cities:
            yield view.text(
                "The targets of {place} were set for the city as it was until {date}.",
                place=view.names.code("city", programme.city),
                date=view.text.date(ended),
            )


def with_targets(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators on which a target for a whole city is published, headlines first."""
    aimed = dict.fromkeys(
        f.indicator_id
        for f in catalogue.figures
        if f.status == Status.TARGET and f.city in CITIES and catalogue.whole(f)
    )
    return tuple(dict.fromkeys((*(i for i in HEADLINES if i in aimed), *aimed)))


def path(view: View, indicator: str) -> Panel:
    """Everything published on one indicator over time: observations filled, targets hollow."""
    wide = view.over_all_years()
    moves = history_panels.moves(view, indicator)
    rows = wide.ask(
        questions.published_by_year,
        wide.filters,
        indicators=(indicator,),
        figure_levels=("", "all", "college_and_intermediate"),
    )
    rows += wide.ask(questions.annual_targets, wide.filters, indicators=(indicator,))
    return view.panel(
        "target-path",
        view.text("The path so far: {indicator}", indicator=view.names.indicator(indicator)),
        rows,
        claim=claims.latest_published(wide, rows),
        drawing=view.by_year(Columns, rows, view.names.unit(_unit(rows)), moves),
        notes=(
            view.text(
                "Only published figures; no line joins them, since sources, definitions "
                "and territories may differ from one to the next."
            ),
        ),
    )


def _standing_claim(view: View, seen: Rows, aims: Rows) -> str:
    """Say how many of the indicators that are aimed at have no observation beside the target."""
    aimed = {row.indicator_id for row in aims}
    if not aimed:
        return view.text("No target for 2030 is published for this choice.")
    missing = aimed - {row.indicator_id for row in seen}
    if not missing:
        return view.text("Every headline indicator with a target has a published observation.")
    return view.text.plural(
        "For {n} of {all} headline indicators with a target, no observation is published to hold "
        "the target against.",
        "For {n} of {all} headline indicators with a target, no observation is published to hold "
        "the targets against.",
        len(missing),
        all=view.text.number(len(aimed)),
    )


def _all_claim(view: View, rows: Rows) -> str:
    """Say how many targets there are, and on how many indicators."""
    indicators = {row.indicator_id for row in rows}
    return view.text.plural(
        "{n} target for 2030 is published (indicators: {indicators}).",
        "{n} targets for 2030 are published (indicators: {indicators}).",
        len(rows),
        indicators=view.text.number(len(indicators)),
    )


def _unit(rows: Rows) -> str:
    return rows[0].unit if rows else ""
