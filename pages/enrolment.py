"""How many start training, against plan and target?"""

from vtdash.panels import enrolment
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "area", "occupation", "level", "sample")
text = desk.text

frame.header(
    desk,
    text("How many start training, against plan and target?"),
    text("Training turns begun, as reported by offices, beside what the cities have published."),
)
frame.returns_banner(desk, "enrolment")

show.panel(desk, enrolment.by_year(desk))
show.panel(desk, enrolment.rural(desk))
left, right = show.columns()
with left:
    show.panel(desk, enrolment.by_level(desk))
with right:
    show.panel(desk, enrolment.women(desk))
left, right = show.columns()
with left:
    show.panel(desk, enrolment.by_occupation(desk))
with right:
    show.panel(desk, enrolment.by_area(desk))
