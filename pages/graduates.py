"""Do graduates work, and in their field?"""

from vtdash.panels import funnel, gap, graduates, headlines
from vtdash.ui import fold, frame, show

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
fold.fold(
    desk,
    "why-the-gap",
    text("Why do two rates differ? Take a difference apart"),
    {
        text("In work, by level"): gap.employed_by_level,
        text("In work, by occupation"): gap.employed_by_occupation,
        text("In their field, by level"): gap.in_field_by_level,
        text("In their field, by occupation"): gap.in_field_by_occupation,
    },
)
show.panel(desk, graduates.steps(desk))
left, right = show.columns()
with left:
    show.panel(desk, graduates.by_occupation(desk))
with right:
    show.panel(desk, funnel.by_area(desk))
