"""Are we fast enough for 2030? And what is said of 2045?"""

from functools import partial

from vtdash.topics.findings import PageFinding
from vtdash.topics.targets import (
    history_panels,
    pace_panels,
    path_panel,
    scenario,
    shortfalls,
    target_findings,
    target_panels,
)
from vtdash.ui import frame, show, target_blocks

view, state = frame.view("city", "indicator", "pace", indicators=target_panels.with_targets)
text, chosen = view.text, state.indicator
found = shortfalls.by_urgency(view)

frame.header(
    view,
    text("Are we fast enough for 2030?"),
    PageFinding(target_findings.of_paces(view, found)),
)

show.panel(view, shortfalls.paces(view))
target_blocks.aims_by_year(view)
target_blocks.without_value(view, state, found)
path = path_panel.path(view, chosen)
show.panel(view, path)
target_blocks.folded(
    view,
    "chosen",
    text("More on: {indicator}", indicator=view.names.indicator(chosen)),
    {
        text("Numbers with their sources"): target_blocks.with_sources(path),
        text("Needed and achieved"): partial(target_blocks.needed_and_achieved, indicator=chosen),
        text("How the target moved"): target_blocks.panel_of(
            partial(history_panels.of, indicator=chosen)
        ),
        text("What if the pace were another?"): target_blocks.panel_of(
            partial(scenario.what_if, indicator=chosen, pace=state.pace)
        ),
    },
    is_open=bool(state.pace),
)
target_blocks.folded(
    view,
    "all",
    text("More: status of every target, targets by document, 2045"),
    {
        text("Status of every target"): target_blocks.panel_of(pace_panels.statuses),
        text("Targets for 2030 by document"): target_blocks.panel_of(
            target_panels.all_2030, facts=True
        ),
        text("The aim for 2045"): target_blocks.vision_2045,
    },
)
