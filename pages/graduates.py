"""Do graduates work, and in their field?"""

from vtdash.panels import graduates, headlines
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "area", "occupation", "level", "sample")
text = desk.text

frame.header(
    desk,
    text("Do graduates work, and in their field?"),
    text("What graduates answered when they were asked after graduation, with the number of "
         "answers behind each rate."),
    "graduate_tracer",
)  # fmt: skip
frame.returns_banner(desk, "graduate_tracer")

by_cohort, in_field = graduates.by_cohort(desk), graduates.in_field(desk)
show.headlines(desk, headlines.graduates(desk, by_cohort, in_field))
show.panel(desk, by_cohort)
left, right = show.columns()
with left:
    show.panel(desk, in_field)
with right:
    show.panel(desk, graduates.by_level(desk))
show.panel(desk, graduates.steps(desk))
left, right = show.columns()
with left:
    show.panel(desk, graduates.by_occupation(desk))
with right:
    show.panel(desk, graduates.by_area(desk))
