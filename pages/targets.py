"""Are we fast enough for 2030? And what is said of 2045?"""

from vtdash.panels import headlines, history, judging, pace, scenario, targets
from vtdash.ui import blocks, frame, show

desk, state = frame.desk("city", "indicator", "pace", indicators=targets.with_targets)
text = desk.text

frame.header(
    desk,
    text("Are we fast enough for 2030?"),
    text("Published observations and targets, the change a year that is needed and the one that "
         "was achieved. Hai Phong's targets were set for the city before the merger of July 2025."),
)  # fmt: skip

path, required = targets.path(desk, state.indicator), pace.required(desk, state.indicator)
judged = judging.judged(desk, (state.indicator,))
show.headlines(desk, headlines.targets(desk, path, required, judged))
show.panel(desk, path, facts=True)
show.panel(desk, required)
show.panel(desk, history.of(desk, state.indicator))
show.panel(desk, scenario.what_if(desk, state.indicator, state.pace))
blocks.vision_2045(desk)
show.panel(desk, pace.statuses(desk, targets.with_targets(desk.catalogue)))
show.panel(desk, targets.all_2030(desk), facts=True)
