"""Every figure with its source; definitions; methods; what nobody publishes."""

from vtdash.panels import headlines, profiles
from vtdash.ui import blocks, frame, show

desk, state = frame.desk("city", "indicator", indicators=profiles.all_indicators)
text = desk.text

frame.header(
    desk,
    text("What is published, where does it stand, and what does nobody publish?"),
    text("The register of published figures, the definition of each indicator, and the methods of "
         "this dashboard."),
)  # fmt: skip

register = profiles.register(desk)
show.headlines(desk, headlines.sources(desk, register))
blocks.definition(desk, state.indicator)
show.panel(desk, profiles.figures_of(desk, state.indicator))
show.panel(desk, register)
left, right = show.columns()
with left:
    blocks.unpublished(desk)
with right:
    blocks.methods(desk)
show.panel(desk, profiles.coverage(desk))
