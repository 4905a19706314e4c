"""Who gained digital skills?"""

from vtdash.topics import area_maps, digital, headlines
from vtdash.ui import frame, show

view, _ = frame.view(
    "city",
    "years",
    "units",
    "geography",
    "area",
    "together",
    "sample",
    datasets=("digital_skills",),
)
text = view.text

frame.header(
    view,
    text("Who gained digital skills?"),
    text(
        "People trained and certified, as reported by offices, and the targets that the cities "
        "have published."
    ),
    "digital_skills",
)
frame.returns_banner(view, "digital_skills")

by_year, certified = digital.trained_by_year(view), digital.certified(view)
show.headline_numbers(view, headlines.digital(view, by_year, certified))
show.panel(view, by_year, again=digital.trained_by_year)
left, right = show.two_columns()
with left:
    show.panel(view, digital.by_audience)
with right:
    show.panel(view, certified, again=digital.certified)
left, right = show.two_columns()
with left:
    show.panel(view, digital.trained_by_area)
with right:
    show.panel(view, digital.digital_published)
show.fold(
    view, "map", text("On the map"), area_maps.of_cities(view, "digital_skills_certified_rate")
)
