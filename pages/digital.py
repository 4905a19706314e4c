"""Who gained digital skills?"""

from vtdash.panels import digital, headlines
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "geography", "area", "sample")
text = desk.text

frame.header(
    desk,
    text("Who gained digital skills?"),
    text("People trained and certified, as reported by offices, and the targets that the cities "
         "have published."),
    "digital_skills",
)  # fmt: skip
frame.returns_banner(desk, "digital_skills")

by_year, certified = digital.by_year(desk), digital.certified(desk)
show.headlines(desk, headlines.digital(desk, by_year, certified))
show.panel(desk, by_year)
left, right = show.columns()
with left:
    show.panel(desk, digital.by_audience(desk))
with right:
    show.panel(desk, certified)
left, right = show.columns()
with left:
    show.panel(desk, digital.by_area(desk))
with right:
    show.panel(desk, digital.published(desk))
