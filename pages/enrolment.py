"""How many start training, against plan and target?"""

from vtdash.panels import enrolment, headlines
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "geography", "area", "occupation", "level", "sample")
text = desk.text

frame.header(
    desk,
    text("How many start training, against plan and target?"),
    text("Training turns begun, as reported by offices, beside what the cities have published."),
    "enrolment",
)
frame.returns_banner(desk, "enrolment")

by_year, rural, women = enrolment.by_year(desk), enrolment.rural(desk), enrolment.women(desk)
show.headlines(desk, headlines.enrolment(desk, by_year, rural, women))
show.panel(desk, by_year)
left, right = show.columns()
with left:
    show.panel(desk, rural)
with right:
    show.panel(desk, women)
show.panel(desk, enrolment.by_level(desk))
left, right = show.columns()
with left:
    show.panel(desk, enrolment.by_occupation(desk))
with right:
    show.panel(desk, enrolment.by_area(desk))
