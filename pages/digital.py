"""Who gained digital skills?"""

from vtdash.panels import digital
from vtdash.ui import frame, show

desk, _ = frame.desk("city", "years", "units", "area", "sample")
text = desk.text

frame.header(
    desk,
    text("Who gained digital skills?"),
    text("People trained and certified, as reported by offices, and the targets that the cities "
         "have published."),
)  # fmt: skip
frame.returns_banner(desk, "digital_skills")

show.panel(desk, digital.by_year(desk))
left, right = show.columns()
with left:
    show.panel(desk, digital.by_audience(desk))
with right:
    show.panel(desk, digital.certified(desk))
show.panel(desk, digital.by_area(desk))
show.panel(desk, digital.published(desk))
