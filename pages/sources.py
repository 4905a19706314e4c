"""Every figure with its source; definitions; methods; what nobody publishes."""

from vtdash.panels import profiles
from vtdash.ui import blocks, frame, show

desk, state = frame.desk("city", "indicator", indicators=profiles.all_indicators)
text = desk.text

frame.header(
    desk,
    text("What is published, where does it stand, and what does nobody publish?"),
    text("The register of published figures, the definition of each indicator, and the methods of "
         "this dashboard."),
)  # fmt: skip

show.panel(desk, profiles.coverage(desk))
blocks.definition(desk, state.indicator)
show.panel(desk, profiles.figures_of(desk, state.indicator))
show.panel(desk, profiles.register(desk))
blocks.unpublished(desk)
blocks.methods(desk)
