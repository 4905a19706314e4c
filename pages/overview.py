"""Where do the two programmes stand?"""

from vtdash.topics import enrolment
from vtdash.topics.findings import PageFinding
from vtdash.topics.graduates import graduate_panels
from vtdash.topics.targets import shortfalls, target_findings
from vtdash.ui import frame, show, target_blocks

view, state = frame.view("city", "sample")
text = view.text
found = shortfalls.by_urgency(view)

frame.header(
    view,
    text("Where do the two programmes stand against 2030?"),
    PageFinding(target_findings.of_gaps(view, found)),
)

target_blocks.decision(view, found)
gaps = shortfalls.gaps(view)
show.panel(view, gaps, leads=True)
target_blocks.without_value(view, state, found)
target_blocks.folded(
    view,
    "more",
    text("More: numbers with their sources, rural workers, graduates, programmes"),
    {
        text("Numbers with their sources"): target_blocks.with_sources(gaps),
        text("Rural workers"): target_blocks.panel_of(enrolment.rural),
        text("Graduates in work"): target_blocks.panel_of(graduate_panels.by_cohort),
        text("The programmes"): target_blocks.programmes,
        text("What is not comparable?"): target_blocks.not_comparable,
    },
)
