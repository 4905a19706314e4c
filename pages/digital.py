"""Who gained digital skills?"""

from vtdash.topics import area_maps, digital, findings, headlines
from vtdash.ui import frame, show

view, _ = frame.view(
    "city",
    "years",
    "units",
    "geography",
    "area",
    "together",
    "former",
    "sample",
    datasets=("digital_skills",),
)
text = view.text

by_year = digital.trained_by_year(view)
frame.header(
    view,
    text("Who gained digital skills?"),
    findings.trained(view, by_year),
    "digital_skills",
    lead=text(
        "People trained and certified, as reported by offices, and the targets that the cities "
        "have published."
    ),
)
show.panel(view, by_year, again=digital.trained_by_year, leads=True)
certified = digital.certified(view)
show.headline_numbers(view, headlines.digital(view, by_year, certified))
left, right = show.two_columns()
with left:
    show.panel(view, certified, again=digital.certified)
with right:
    show.panel(view, digital.digital_published)
show.later(
    view,
    ("digital-skills-by-audience", text("Audience"), digital.by_audience),
    ("digital-skills-by-area", text("District or commune"), digital.trained_by_area),
)
show.fold(
    view, "map", text("On the map"), area_maps.of_cities(view, "digital_skills_certified_rate")
)
