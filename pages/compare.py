"""May these two be compared?"""

from vtdash.topics import findings
from vtdash.topics.compare import compare_panels, two_series
from vtdash.ui import blocks, frame, show

view, state = frame.view("city", "a", "b")
text = view.text

found = compare_panels.chosen_series(view, state.a, state.b)
together = compare_panels.two_series_panel(view, found)
frame.header(
    view,
    text("May these two be compared?"),
    findings.compared(compare_panels.verdict_name(view, found), together),
    lead=text(
        "Choose two published series. The dashboard judges them by definition, unit, territory, "
        "period, population, method, source and status, and shows no difference that the verdict "
        "forbids."
    ),
)

show.panel(view, together, facts=True, leads=True)
show.headline_numbers(view, two_series.series_headlines(view, found, together))
blocks.verdict_on_series(view, found)
show.later(
    view,
    ("verdict-matrix", text("Which territories may be compared?"), compare_panels.verdict_matrix),
)
