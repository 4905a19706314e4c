"""Where do the two programmes stand?"""

from vtdash.panels import enrolment, graduates, judging, targets
from vtdash.ui import blocks, frame, show

desk, _ = frame.desk("city", "sample")
text = desk.text

frame.header(
    desk,
    text("Where do the two programmes stand?"),
    text("Hanoi's training of rural workers and Hai Phong's project on vocational education, each "
         "against its own targets for 2030."),
    "enrolment", "graduate_tracer",
)  # fmt: skip

standing, judged = targets.standing(desk), judging.judged(desk, targets.HEADLINES)
blocks.headlines(desk, standing, judged)
blocks.attention(desk, judged)
show.panel(desk, standing)
blocks.not_comparable(desk)
frame.returns_banner(desk, "enrolment", "graduate_tracer")
left, right = show.columns()
with left:
    show.panel(desk, enrolment.rural(desk))
with right:
    show.panel(desk, graduates.by_cohort(desk))
blocks.programmes(desk)
