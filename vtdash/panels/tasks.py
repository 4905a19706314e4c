"""What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.digital import ALL_STATUSES, series_with_indicator
from vtdash.reference import Catalogue


def alignment(desk: Desk) -> Panel:
    """Which group of Hai Phong's measures answers which task: an editorial judgement."""
    rows = pairs(desk.catalogue)
    strengths = Counter(entry.strength for entry in desk.catalogue.alignments.values())
    claim = desk.text(
        "Of {tasks} tasks, Hai Phong's measures answer {direct} directly and {partial} in part.",
        tasks=desk.text.number(len(desk.catalogue.tasks)),
        direct=desk.text.number(strengths["direct"]),
        partial=desk.text.number(strengths["partial"]),
    )
    return desk.panel(
        "task-alignment",
        desk.text("Which of Hai Phong's measures answers each task?"),
        rows,
        claim=claim,
        drawing=Drawing("grid", "group", columns=tuple(desk.catalogue.measures)),
        series=lambda names, row: names.code("strength", row.strength),
        notes=(
            desk.text("The alignment is an editorial judgement of this dashboard on the content "
                      "of the documents, not a statement of either city."),
            *(
                f"{task_id}: {desk.text.name(entry.reason)}"
                for task_id, entry in desk.catalogue.alignments.items()
            ),
        ),
    )  # fmt: skip


def milestones(desk: Desk) -> Panel:
    """Milestones done among those planned, by task or group of measures."""
    order = list(desk.catalogue.items)
    rows = desk.ask(questions.milestones_by_item, desk.filters)
    rows = tuple(sorted(rows, key=lambda row: order.index(row.group)))
    return desk.panel(
        "task-milestones",
        desk.text("How much of what was planned is done?"),
        rows,
        claim=claims.range_of_shares(desk, rows, "group"),
        drawing=Drawing("dots", "group"),
        notes=(_since(desk),),
    )


def one_task_milestones(desk: Desk, task_id: str) -> Panel:
    """Milestones planned and done of one task, quarter by quarter."""
    rows = desk.ask(questions.milestones_by_quarter, desk.filters, items=(task_id,))
    return desk.panel(
        "one-task-milestones",
        desk.text("Milestones of {task}: planned and done", task=task_id),
        rows,
        claim=_milestones_claim(desk, rows),
        drawing=Drawing("columns", "period", axis=desk.text("milestones")),
        series=series_with_indicator,
        notes=(_since(desk),),
    )


def one_task_money(desk: Desk, task_id: str) -> Panel:
    """Money planned and spent on one task, quarter by quarter."""
    rows = desk.ask(questions.money_by_quarter, desk.filters, items=(task_id,))
    return desk.panel(
        "one-task-money",
        desk.text("Money of {task}: planned and spent", task=task_id),
        rows,
        claim=_money_claim(desk, rows),
        drawing=Drawing("columns", "period", axis=desk.text("million VND")),
        series=series_with_indicator,
        notes=(_since(desk),),
    )


def one_task_figures(desk: Desk, task_id: str) -> Panel:
    """What both cities have published on the indicators of one task and its counterpart."""
    task, answer = desk.catalogue.tasks[task_id], desk.catalogue.alignments[task_id]
    indicators = tuple(dict.fromkeys((*task.indicators, *answer.indicators)))
    wide = desk.over_all_years()
    rows = wide.ask(
        questions.figures_by_indicator, wide.filters, indicators=indicators, statuses=ALL_STATUSES
    )
    said = _figures_claim(desk, rows, _of_places(desk, indicators))
    return desk.panel(
        "one-task-figures",
        desk.text("Published figures on {task}", task=task_id),
        rows,
        claim=said,
        when_empty=said,
        drawing=Drawing("strips", "indicator"),
    )


def pairs(catalogue: Catalogue) -> Rows:
    """Return a row for each measure that answers a task, and one for a task without any."""
    return tuple(
        Observation(
            city="hanoi", territory="ha_noi", group_kind="item", group=task_id,
            counterpart=measure, strength=entry.strength, value_note="not_applicable",
            status="editorial", data_status="published",
            source_id=catalogue.tasks[task_id].source_id,
        )
        for task_id, entry in catalogue.alignments.items()
        for measure in entry.measures or ("",)
    )  # fmt: skip


def _of_places(desk: Desk, indicators: tuple[str, ...]) -> int:
    """Return how many figures of the chosen cities are of a single place in them."""
    return sum(
        bool(figure.area_name)
        and figure.indicator_id in indicators
        and figure.city in desk.filters.cities
        for figure in desk.catalogue.figures
    )


def _figures_claim(desk: Desk, rows: Rows, places: int) -> str:
    """Say how many figures there are, how many are aims, and how many are of single places."""
    return " ".join(_figures_said(desk, rows, places)) or desk.text(
        "No number is published for this task."
    )


def _figures_said(desk: Desk, rows: Rows, places: int) -> Iterator[str]:
    text, plural = desk.text, desk.text.plural
    if rows:
        yield plural("{n} figure is published at city level.",
                     "{n} figures are published at city level.", len(rows))  # fmt: skip
    elif places:
        yield text("No figure is published at city level.")
    if aims := sum(row.status in {"target", "plan"} for row in rows):
        yield plural("{n} is a target or plan.", "{n} are targets or plans.", aims)
    if places:
        yield text("Of single places within a city the register has {n}.", n=text.number(places))


def _milestones_claim(desk: Desk, rows: Rows) -> str:
    done, planned = _sum(rows, "task_milestones_done"), _sum(rows, "task_milestones_planned")
    if not planned:
        return claims.nothing(desk)
    return desk.text.plural(
        "{done} of {n} planned milestone done: {share}.",
        "{done} of {n} planned milestones done: {share}.",
        int(planned),
        done=desk.text.number(done),
        share=_share(desk, done, planned),
    )


def _money_claim(desk: Desk, rows: Rows) -> str:
    spent, planned = _sum(rows, "task_money_spent"), _sum(rows, "task_money_planned")
    if not planned:
        return claims.nothing(desk)
    return desk.text(
        "{spent} of {planned} million VND planned was spent: {share}.",
        spent=desk.text.number(spent),
        planned=desk.text.number(planned),
        share=_share(desk, spent, planned),
    )


def _sum(rows: Rows, indicator: str) -> float:
    return sum(row.value or 0 for row in rows if row.indicator_id == indicator)


def _share(desk: Desk, part: float, whole: float) -> str:
    share = round(100 * part / whole, 1)
    return desk.text.quantity(share, share, "exact", "%")


def _since(desk: Desk) -> str:
    return desk.text("Progress is reported from the quarter in which each programme began; earlier "
                     "quarters do not exist.")  # fmt: skip
