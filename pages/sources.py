"""Every figure with its source; definitions; methods; what nobody publishes."""

from vtdash.panels import conflicts, coverage, headlines, profiles
from vtdash.ui import blocks, cards, frame, show

desk, state = frame.desk(
    "city", "indicator", "subject", "span", "sample", indicators=profiles.all_indicators
)
text = desk.text

frame.header(
    desk,
    text("What is published, where does it stand, and what does nobody publish?"),
    text("The register of published figures, the definition of each indicator, and the methods of "
         "this dashboard."),
)  # fmt: skip
frame.returns_banner(desk)

register = profiles.register(desk)
show.headlines(desk, headlines.sources(desk, register))
show.panel(desk, coverage.known(desk, state.subject, state.span))
disagreements = conflicts.cards(desk, state.indicator)
show.panel(desk, disagreements, front=cards.disagreements(desk, state.indicator))
blocks.definition(desk, state.indicator)
show.panel(desk, profiles.figures_of(desk, state.indicator))
show.panel(desk, register, front=cards.register(desk))
left, right = show.columns()
with left:
    blocks.unpublished(desk)
with right:
    blocks.methods(desk)
