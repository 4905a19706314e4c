"""Are we fast enough for 2030? And what is said of 2045?"""

from vtdash.panels import headlines, targets
from vtdash.ui import blocks, frame, show

desk, state = frame.desk("city", "indicator", indicators=targets.with_targets)
text = desk.text

frame.header(
    desk,
    text("Are we fast enough for 2030?"),
    text("Published observations and targets, and the even yearly change between them. Hai Phong's "
         "targets were set for the city before the merger of July 2025."),
)  # fmt: skip

path, required = targets.path(desk, state.indicator), targets.required(desk, state.indicator)
gaps = targets.gaps(desk, (state.indicator,))
show.headlines(desk, headlines.targets(desk, path, required, gaps))
show.panel(desk, path, facts=True)
left, right = show.columns()
with left:
    show.panel(desk, required)
with right:
    blocks.vision_2045(desk)
show.panel(desk, targets.all_2030(desk), facts=True)
