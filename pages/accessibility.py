"""How well can people with disabilities use the dashboard, and what is known to be in the way?"""

from vtdash.ui import frame, guide

view, _ = frame.view()
text = view.text

frame.header(
    view,
    text("Accessibility statement"),
    lead=text(
        "What this dashboard aims at for readers with disabilities, how that was checked, what is "
        "known to be in the way, and whom to tell."
    ),
)
guide.draw_statement(text)
