"""What has been published on one indicator over time, and the slope to its target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vtdash.render.charts.over_time import Columns
from vtdash.render.charts.year_lines import Slope
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.topics import latest_claims
from vtdash.topics.targets import history_panels
from vtdash.topics.targets.judged_targets import judged, newest_of_others
from vtdash.topics.targets.pace_panels import other_year
from vtdash.topics.targets.shortfalls import Shortfall, by_urgency
from vtdash.topics.targets.target_findings import of_one
from vtdash.topics.view import Rows, View


def path(view: View, indicator: str) -> Panel:
    """Everything published on one indicator over time: observations filled, targets hollow."""
    wide = view.over_all_years()
    moves = history_panels.moves(view, indicator)
    found = by_urgency(view, (indicator,))
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
        claim=of_one(view, found) or _without_gap(view, indicator, rows),
        drawing=replace(
            view.by_year(Columns, rows, view.names.unit(_unit(rows)), moves),
            slopes=tuple(_slopes(found)),
        ),
        notes=(
            view.text(
                "Only published figures; no line joins them, since sources, definitions "
                "and territories may differ from one to the next. A dashed slope leads from the "
                "latest value to the target for 2030: it is what is needed, not a forecast."
            ),
        ),
    )


def _without_gap(view: View, indicator: str, rows: Rows) -> str:
    """Say what is known where no distance is, and which city has a target of another year only."""
    said = [latest_claims.latest_published(view.over_all_years(), rows)]
    if judged(view, (indicator,)):
        others = newest_of_others(view, (indicator,))
        said += [other_year(view, one.target) for one in others]
    return " ".join(said)


def _slopes(found: Iterable[Shortfall]) -> Iterator[Slope]:
    """Yield the way from the latest value to the target, where one is known and not yet gone."""
    for short in found:
        seen, target = short.seen, short.target
        if short.one.found.required is None or seen is None:
            continue
        if seen.value is not None and target.shown is not None:
            yield Slope(seen.year, seen.value, target.year, target.shown, target.territory)


def _unit(rows: Rows) -> str:
    return rows[0].unit if rows else ""
