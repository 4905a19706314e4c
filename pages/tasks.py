"""What is Hanoi doing on its eight key tasks, and which Hai Phong measures answer each?"""

from vtdash.topics import headlines
from vtdash.topics.tasks import ledger, task_panels
from vtdash.ui import blocks, cards, frame, show

view, state = frame.view("city", "sample", "task")
text = view.text

frame.header(
    view,
    text("What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"),
    text(
        "The eight tasks of Plan 177/KH-UBND of 7 July 2025 beside the seven groups of measures "
        "of Hai Phong's Decision 3473/QD-UBND of October 2024."
    ),
    "task_progress",
)
frame.returns_banner(view, "task_progress")

alignment, shown = task_panels.alignment(view), ledger.all_tasks(view)
show.headline_numbers(view, headlines.tasks(view, alignment, shown))
show.panel(view, shown, front=cards.ledger_cards(view))
left, right = show.two_columns()
with left:
    show.panel(view, alignment)
with right:
    show.panel(view, task_panels.milestones(view))
blocks.one_task(view, state.task)
left, right = show.two_columns()
with left:
    show.panel(view, task_panels.one_task_milestones(view, state.task))
with right:
    show.panel(view, task_panels.one_task_money(view, state.task))
show.panel(view, task_panels.one_task_figures(view, state.task))
