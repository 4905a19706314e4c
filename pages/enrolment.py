"""How many start training, against plan and target?"""

from vtdash.topics import area_maps, enrolment, findings, headlines, movers
from vtdash.ui import frame, show

view, _ = frame.view(
    "city",
    "years",
    "units",
    "geography",
    "area",
    "occupation",
    "level",
    "together",
    "former",
    "sample",
    datasets=("enrolment",),
)
text = view.text

by_year = enrolment.turns_by_year(view)
frame.header(
    view,
    text("How many start training, against plan and target?"),
    findings.enrolled(view, by_year),
    "enrolment",
    lead=text(
        "Enrolments (course starts), as reported by offices, beside what the cities have published."
    ),
)
show.panel(view, by_year, again=enrolment.turns_by_year, leads=True)
rural, women = enrolment.rural(view), enrolment.women(view)
show.headline_numbers(view, headlines.enrolment(view, by_year, rural, women))
left, right = show.two_columns()
with left:
    show.panel(view, rural, again=enrolment.rural)
with right:
    show.panel(view, enrolment.turns_by_occupation)
show.fold(
    view,
    "moved",
    text("What moved most"),
    {
        text("Occupations"): movers.occupations_moved,
        text("District or commune"): movers.areas_moved,
    },
)
show.later(
    view,
    ("women-by-year", text("Share of women"), enrolment.women),
    ("enrolment-by-level", text("Level of training"), enrolment.turns_by_level),
    ("enrolment-by-area", text("District or commune"), enrolment.turns_by_area),
)
show.fold(view, "map", text("On the map"), area_maps.of_cities(view, "female_enrolment_share"))
