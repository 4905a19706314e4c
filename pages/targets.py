"""Are we fast enough for 2030? And what is said of 2045?"""

from vtdash.topics import headlines
from vtdash.topics.targets import (
    history_panels,
    judged_targets,
    pace_panels,
    scenario,
    target_panels,
)
from vtdash.ui import blocks, frame, show

view, state = frame.view("city", "indicator", "pace", indicators=target_panels.with_targets)
text = view.text

frame.header(
    view,
    text("Are we fast enough for 2030?"),
    " ".join(
        (
            text(
                "Published observations and targets, the change a year that is needed and the one "
                "that was achieved."
            ),
            *target_panels.set_before(view),
        )
    ),
)

path, required = (
    target_panels.path(view, state.indicator),
    pace_panels.required(view, state.indicator),
)
judged = judged_targets.judged(view, (state.indicator,))
show.headline_numbers(view, headlines.targets(view, path, required, judged))
show.panel(view, path, facts=True)
show.panel(view, required)
show.panel(view, history_panels.of(view, state.indicator))
show.panel(view, scenario.what_if(view, state.indicator, state.pace))
blocks.vision_2045(view)
show.panel(view, pace_panels.statuses(view, target_panels.with_targets(view.catalogue)))
show.panel(view, target_panels.all_2030(view), facts=True)
