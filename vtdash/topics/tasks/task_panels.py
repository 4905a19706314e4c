"""What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vtdash.model.codes import AIMED, DataStatus, Status
from vtdash.model.details import TaskAnswer
from vtdash.model.observation import Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.matrices import PairMatrix
from vtdash.render.charts.over_time import Columns
from vtdash.render.charts.plain_charts import Dots
from vtdash.render.charts.strips import Strips
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.topics import claims, ranking_claims
from vtdash.topics.digital import ALL_STATUSES, series_with_indicator
from vtdash.topics.view import Rows, View


def alignment(view: View) -> Panel:
    """Which group of Hai Phong's measures answers which task: an editorial judgement."""
    rows = pairs(view.catalogue)
    strengths = Counter(entry.strength for entry in view.catalogue.alignments.values())
    claim = view.text(
        "Of {tasks} tasks, Hai Phong's measures answer {direct} directly and {partial} in part.",
        tasks=view.text.number(len(view.catalogue.tasks)),
        direct=view.text.number(strengths["direct"]),
        partial=view.text.number(strengths["partial"]),
    )
    return view.panel(
        "task-alignment",
        view.text("Which of Hai Phong's measures answers each task?"),
        rows,
        claim=claim,
        drawing=PairMatrix("group", columns=tuple(view.catalogue.measures)),
        series=lambda names, row: names.strength(row),
        notes=(
            view.text(
                "The alignment is an editorial judgement of this dashboard on the content "
                "of the documents, not a statement of either city."
            ),
            *(
                f"{task_id}: {view.text.name(entry.reason)}"
                for task_id, entry in view.catalogue.alignments.items()
            ),
        ),
    )


def milestones(view: View) -> Panel:
    """Milestones done among those planned, by key task of Hanoi, those furthest behind first."""
    rows = tuple(row for row in _milestones(view) if row.group in view.catalogue.tasks)
    rows = tuple(sorted(rows, key=lambda row: row.shown or 0))
    title = view.text("How much of what was planned is done?")
    return _of_milestones(view, "task-milestones", title, rows)


def measure_milestones(view: View) -> Panel:
    """Milestones done among those planned, by Hai Phong's group of measures, as it lists them."""
    order = list(view.catalogue.items)
    rows = tuple(row for row in _milestones(view) if row.group not in view.catalogue.tasks)
    rows = tuple(sorted(rows, key=lambda row: order.index(row.group)))
    title = view.text("How much of Hai Phong's measures is done?")
    return _of_milestones(view, "measure-milestones", title, rows)


def _milestones(view: View) -> Rows:
    return view.ask(questions.milestones_by_item, view.filters)


def _of_milestones(view: View, panel_id: str, title: str, rows: Rows) -> Panel:
    return view.panel(
        panel_id,
        title,
        rows,
        claim=ranking_claims.range_of_shares(view, rows, "group"),
        drawing=Dots("group"),
        notes=(_since(view),),
    )


def one_task_milestones(view: View, task_id: str) -> Panel:
    """Milestones planned and done of one task, quarter by quarter."""
    rows = view.ask(questions.milestones_by_quarter, view.filters, items=(task_id,))
    return view.panel(
        "one-task-milestones",
        view.text("Milestones of {task}: planned and done", task=task_id),
        rows,
        claim=_milestones_claim(view, rows),
        drawing=Columns("period", axis=view.text("milestones")),
        series=series_with_indicator,
        notes=(_since(view),),
    )


def one_task_money(view: View, task_id: str) -> Panel:
    """Money planned and spent on one task, quarter by quarter."""
    rows = view.ask(questions.money_by_quarter, view.filters, items=(task_id,))
    return view.panel(
        "one-task-money",
        view.text("Money of {task}: planned and spent", task=task_id),
        rows,
        claim=_money_claim(view, rows),
        drawing=Columns("period", axis=view.text("million VND")),
        series=series_with_indicator,
        notes=(_since(view),),
    )


def one_task_figures(view: View, task_id: str) -> Panel:
    """What both cities have published on the indicators of one task and its counterpart."""
    task, answer = view.catalogue.tasks[task_id], view.catalogue.alignments[task_id]
    indicators = tuple(dict.fromkeys((*task.indicators, *answer.indicators)))
    wide = view.over_all_years()
    rows = wide.ask(
        questions.figures_by_indicator, wide.filters, indicators=indicators, statuses=ALL_STATUSES
    )
    said = _figures_claim(view, rows, _of_places(view, indicators))
    return view.panel(
        "one-task-figures",
        view.text("Published figures on {task}", task=task_id),
        rows,
        claim=said,
        when_empty=said,
        drawing=Strips("indicator"),
    )


def pairs(catalogue: Catalogue) -> Rows:
    """Return a row for each measure that answers a task, and one for a task without any."""
    return tuple(
        Observation(
            city="hanoi",
            territory="ha_noi",
            group_kind="item",
            group=task_id,
            detail=TaskAnswer(measure, entry.strength),
            value_note="not_applicable",
            status=Status.EDITORIAL,
            data_status=DataStatus.PUBLISHED,
            source_id=catalogue.tasks[task_id].source_id,
        )
        for task_id, entry in catalogue.alignments.items()
        for measure in entry.measures or ("",)
    )


def _of_places(view: View, indicators: tuple[str, ...]) -> int:
    """Return how many figures of the chosen cities are of a single place in them."""
    return sum(
        bool(figure.area_name)
        and figure.indicator_id in indicators
        and figure.city in view.filters.cities
        for figure in view.catalogue.figures
    )


def _figures_claim(view: View, rows: Rows, places: int) -> str:
    """Say how many figures there are, how many are aims, and how many are of single places."""
    return " ".join(_figures_said(view, rows, places)) or view.text(
        "No number is published for this task."
    )


def _figures_said(view: View, rows: Rows, places: int) -> Iterator[str]:
    text, plural = view.text, view.text.plural
    if rows:
        yield plural(
            "{n} figure is published at city level.",
            "{n} figures are published at city level.",
            len(rows),
        )
    elif places:
        yield text("No figure is published at city level.")
    if aims := sum(row.status in AIMED for row in rows):
        yield plural("{n} is a target or plan.", "{n} are targets or plans.", aims)
    if places:
        yield text("Of single places within a city the register has {n}.", n=text.number(places))


def _milestones_claim(view: View, rows: Rows) -> str:
    done, planned = _sum(rows, "task_milestones_done"), _sum(rows, "task_milestones_planned")
    if not planned:
        return claims.nothing(view, rows)
    return view.text.plural(
        "{done} of {n} planned milestone done: {share}.",
        "{done} of {n} planned milestones done: {share}.",
        int(planned),
        done=view.text.number(done),
        share=_share(view, done, planned),
    )


def _money_claim(view: View, rows: Rows) -> str:
    spent, planned = _sum(rows, "task_money_spent"), _sum(rows, "task_money_planned")
    if not planned:
        return claims.nothing(view, rows)
    return view.text(
        "{spent} of {planned} million VND planned was spent: {share}.",
        spent=view.text.number(spent),
        planned=view.text.number(planned),
        share=_share(view, spent, planned),
    )


def _sum(rows: Rows, indicator: str) -> float:
    return sum(row.value or 0 for row in rows if row.indicator_id == indicator)


def _share(view: View, part: float, whole: float) -> str:
    share = round(100 * part / whole, 1)
    return view.text.amount(share, "%")


def _since(view: View) -> str:
    return view.text(
        "Progress is reported from the quarter in which each programme began; earlier "
        "quarters do not exist."
    )
