"""What is Hanoi doing on its eight key tasks, and which Hai Phong measures answer each?"""

from functools import partial

from vtdash.topics import findings, headlines
from vtdash.topics.tasks import ledger, task_panels
from vtdash.ui import blocks, cards, frame, show

view, state = frame.view("city", "sample", "task")
text = view.text

tasks, measures = task_panels.milestones(view), task_panels.measure_milestones(view)
milestones = tasks if tasks.rows or not measures.rows else measures
frame.header(
    view,
    text("What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"),
    findings.done(view, milestones),
    "task_progress",
    lead=text(
        "The eight tasks of Plan 177/KH-UBND of 7 July 2025 beside the seven groups of measures "
        "of Hai Phong's Decision 3473/QD-UBND of October 2024."
    ),
)
show.panel(view, milestones, leads=True)
alignment, shown = task_panels.alignment(view), ledger.all_tasks(view)
show.headline_numbers(view, headlines.tasks(view, alignment, shown))
blocks.one_task(view, state.task)
left, right = show.two_columns()
with left:
    show.panel(view, task_panels.one_task_milestones(view, state.task))
with right:
    show.panel(view, task_panels.one_task_money(view, state.task))
show.later(
    view,
    (
        "task-ledger",
        text("The eight tasks, card by card"),
        lambda view: show.panel(view, ledger.all_tasks(view), front=cards.ledger_cards(view)),
    ),
    *(
        [("measure-milestones", text("Measures of Hai Phong"), task_panels.measure_milestones)]
        if milestones is tasks
        else []
    ),
    ("task-alignment", text("Tasks and measures"), task_panels.alignment),
    (
        "one-task-figures",
        text("Published figures of the task"),
        partial(task_panels.one_task_figures, task_id=state.task),
    ),
)
