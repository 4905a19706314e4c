"""What may be compared, and who is ahead? All indicators, then one pair in depth."""

from functools import partial

from vtdash.topics.compare import compare_panels, indicator_panels, two_series
from vtdash.ui import compare_blocks, frame, show

view, state = frame.view("city", "a", "b")
text = view.text

frame.header(
    view,
    text("What may be compared, and who is ahead?"),
    indicator_panels.finding(view),
    lead=text(
        "Every indicator is judged by definition, unit, territory, period, population, method, "
        "source and status. No rank and no difference is given that the verdict forbids."
    ),
)

show.panel(view, indicator_panels.compared(view), leads=True)
compare_blocks.indicator_table(view, state)
found = compare_panels.chosen_series(view, state.a, state.b)
together = compare_panels.two_series_panel(view, found)
show.panel(view, together)
show.headline_numbers(view, two_series.series_headlines(view, found, together))
compare_blocks.verdict_on_series(view, found)
show.later(
    view,
    (
        "verdict-reasons",
        text("Why: field by field"),
        partial(compare_blocks.reasons, found=found),
    ),
    ("verdict-matrix", text("Which territories may be compared?"), compare_panels.verdict_matrix),
)
