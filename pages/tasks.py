"""What is Hanoi doing on its eight key tasks, and which Hai Phong measures answer each?"""

from vtdash.panels import headlines, ledger, tasks
from vtdash.ui import blocks, cards, frame, show

desk, state = frame.desk("city", "sample", "task")
text = desk.text

frame.header(
    desk,
    text("What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"),
    text("The eight tasks of Plan 177/KH-UBND of 7 July 2025 beside the seven groups of measures "
         "of Hai Phong's Decision 3473/QD-UBND of October 2024."),
    "task_progress",
)  # fmt: skip
frame.returns_banner(desk, "task_progress")

alignment, shown = tasks.alignment(desk), ledger.all_tasks(desk)
show.headlines(desk, headlines.tasks(desk, alignment, shown))
show.panel(desk, shown, front=cards.ledger(desk))
left, right = show.columns()
with left:
    show.panel(desk, alignment)
with right:
    show.panel(desk, tasks.milestones(desk))
blocks.task(desk, state.task)
left, right = show.columns()
with left:
    show.panel(desk, tasks.one_task_milestones(desk, state.task))
with right:
    show.panel(desk, tasks.one_task_money(desk, state.task))
show.panel(desk, tasks.one_task_figures(desk, state.task))
