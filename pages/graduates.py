"""Do graduates work, and in their field?"""

from vtdash.panels import graduates
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "area", "occupation", "level", "sample")
text = desk.text

frame.header(
    desk,
    text("Do graduates work, and in their field?"),
    text("What graduates answered when they were asked after graduation, with the number of "
         "answers behind each rate."),
)  # fmt: skip
frame.returns_banner(desk, "graduate_tracer")

show.panel(desk, graduates.steps(desk))
left, right = show.columns()
with left:
    show.panel(desk, graduates.by_cohort(desk))
with right:
    show.panel(desk, graduates.in_field(desk))
show.panel(desk, graduates.by_level(desk))
left, right = show.columns()
with left:
    show.panel(desk, graduates.by_occupation(desk))
with right:
    show.panel(desk, graduates.by_area(desk))
