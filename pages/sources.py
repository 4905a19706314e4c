"""Every figure with its source; definitions; methods; what nobody publishes."""

from vtdash.topics import findings, headlines
from vtdash.topics.sources import conflicts, coverage_panels, register_panels
from vtdash.ui import blocks, cards, figure_cards, frame, show

view, state = frame.view(
    "city",
    "indicator",
    "subject",
    "span",
    "figure",
    "sample",
    indicators=register_panels.all_indicators,
)
text = view.text

known = coverage_panels.known(view, state.subject, state.span)
frame.header(
    view,
    text("What is published, where does it stand, and what does nobody publish?"),
    findings.of_panel(known),
    lead=text(
        "The register of published figures, the definition of each indicator, and the methods of "
        "this dashboard."
    ),
)

if state.figure:
    figure_cards.open_card(view, state.figure)
show.panel(view, known, leads=True)
register = register_panels.register(view)
show.headline_numbers(view, headlines.sources(view, register))
disagreements = conflicts.cards(view, state.indicator)
show.panel(view, disagreements, front=cards.conflict_cards(view, state.indicator))
blocks.indicator_definition(view, state.indicator)
show.panel(view, register_panels.figures_of(view, state.indicator))
show.panel(view, register, front=cards.register_summary(view))
left, right = show.two_columns()
with left:
    blocks.without_observation(view)
with right:
    blocks.methods(view)
