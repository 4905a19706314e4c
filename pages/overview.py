"""Where do the two programmes stand?"""

from vtdash.topics import enrolment
from vtdash.topics.graduates import graduate_panels
from vtdash.topics.targets import judged_targets, target_panels
from vtdash.ui import blocks, frame, show

view, _ = frame.view("city", "sample")
text = view.text

frame.header(
    view,
    text("Where do the two programmes stand?"),
    blocks.programmes_in_words(view),
    "enrolment",
    "graduate_tracer",
)

standing, judged = (
    target_panels.standing(view),
    judged_targets.judged(view, target_panels.HEADLINES),
)
blocks.city_headlines(view, standing, judged)
blocks.attention(view, judged)
show.panel(view, standing)
blocks.not_comparable(view)
frame.returns_banner(view, "enrolment", "graduate_tracer")
left, right = show.two_columns()
with left:
    show.panel(view, enrolment.rural(view))
with right:
    show.panel(view, graduate_panels.by_cohort(view))
blocks.programmes(view)
