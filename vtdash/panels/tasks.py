"""What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"""

from __future__ import annotations

from collections import Counter

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.digital import ALL_STATUSES, series_with_indicator


def alignment(desk: Desk) -> Panel:
    """Which group of Hai Phong's measures answers which task: an editorial judgement."""
    rows = tuple(_pairs(desk))
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


def evidence(desk: Desk) -> Panel:
    """How many figures are published for the indicators of each task."""
    counted = desk.ask(questions.coverage, desk.filters)
    rows = tuple(_evidence(desk, counted))
    without = sorted({row.group for row in rows if row.value == 0})
    claim = desk.text.plural(
        "No number is published for {n} of the eight tasks: {tasks}.",
        "No number is published for {n} of the eight tasks: {tasks}.",
        len(without),
        tasks=desk.text.items(without),
    )
    return desk.panel(
        "task-evidence",
        desk.text("Which tasks have a published number?"),
        rows,
        claim=claim if without else desk.text("Every task has a published number."),
        drawing=Drawing(
            "bars", "group", axis=desk.text("published figures"), stacked=True
        ),
        notes=(desk.text("Counted are the register's figures on the indicators that measure a "
                         "task, observed and aimed at alike. A task without an indicator has no "
                         "published number."),),
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
    wide = desk.with_filters(first_year=2000, last_year=2045)
    rows = wide.ask(
        questions.figures_by_indicator, wide.filters, indicators=indicators, statuses=ALL_STATUSES
    )
    return desk.panel(
        "one-task-figures",
        desk.text("Published figures on {task}", task=task_id),
        rows,
        claim=_figures_claim(desk, rows),
        when_empty=desk.text("No number is published for this task."),
        drawing=Drawing("strips", "indicator"),
    )


def _pairs(desk: Desk) -> list[Observation]:
    pairs: list[Observation] = []
    for task_id, entry in desk.catalogue.alignments.items():
        for measure in entry.measures or ("",):
            pairs.append(
                Observation(
                    city="hanoi", territory="ha_noi", group_kind="item", group=task_id,
                    counterpart=measure, strength=entry.strength, value_note="not_applicable",
                    status="editorial", data_status="published",
                    source_id=desk.catalogue.tasks[task_id].source_id,
                )
            )  # fmt: skip
    return pairs


def _evidence(desk: Desk, counted: Rows) -> list[Observation]:
    found: list[Observation] = []
    for task_id, task in desk.catalogue.tasks.items():
        sums: Counter[str] = Counter()
        for row in counted:
            if row.indicator_id in task.indicators:
                sums[row.territory] += int(row.value or 0)
        for territory, value in (sums or Counter({"ha_noi": 0})).items():
            city = desk.catalogue.territories[territory].city
            found.append(
                Observation(
                    city=city, territory=territory, group_kind="item", group=task_id,
                    value=float(value), unit="figures", status="computed",
                    data_status="published",
                )
            )  # fmt: skip
    return found


def _figures_claim(desk: Desk, rows: Rows) -> str:
    """Say how many figures there are, and how many of them are aims and not observations."""
    if not rows:
        return desk.text("No number is published for this task.")
    aims = sum(row.status in {"target", "plan"} for row in rows)
    said = desk.text.plural("{n} figure is published.", "{n} figures are published.", len(rows))
    if not aims:
        return said
    also = desk.text.plural("{n} is a target or plan.", "{n} are targets or plans.", aims)
    return f"{said} {also}"


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
