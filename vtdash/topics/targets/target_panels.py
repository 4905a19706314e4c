"""Which targets for 2030 are published, and on which indicators?"""

from __future__ import annotations

from vtdash.model.codes import Status
from vtdash.model.datasets import CITIES
from vtdash.model.period import TARGET_YEAR
from vtdash.reference import Catalogue
from vtdash.render.charts.strips import Strips
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.topics.view import Rows, View

HEADLINES = (
    "trained_rate_all_forms",
    "trained_rate_certified",
    "secondary_leavers_entering_vet_rate",
    "female_enrolment_share",
    "retrained_labour_force_rate",
)
"""Indicators on which both programmes state a target for 2030, or one does and both are seen."""


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


def with_targets(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators on which a target for a whole city is published, headlines first.

    Targets on the labour market around it, such as new jobs, are left to the page Sources.
    """
    aimed = dict.fromkeys(
        f.indicator_id
        for f in catalogue.figures
        if f.status == Status.TARGET
        and f.city in CITIES
        and catalogue.whole(f)
        and not catalogue.indicator(f.indicator_id).is_context
    )
    return tuple(dict.fromkeys((*(i for i in HEADLINES if i in aimed), *aimed)))


def _all_claim(view: View, rows: Rows) -> str:
    """Say how many targets there are, and on how many indicators.

    What several pages say of one document is one target.
    """
    indicators = {row.indicator_id for row in rows}
    stated = {
        (*row.subject, row.indicator_id, row.group, row.document or row.source_id, row.quantity)
        for row in rows
    }
    return view.text.plural(
        "{n} target for 2030 is published (indicators: {indicators}).",
        "{n} targets for 2030 are published (indicators: {indicators}).",
        len(stated),
        indicators=view.text.number(len(indicators)),
    )
