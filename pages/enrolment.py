"""How many start training, against plan and target?"""

from vtdash.topics import area_maps, enrolment, headlines
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
    "sample",
    datasets=("enrolment",),
)
text = view.text

frame.header(
    view,
    text("How many start training, against plan and target?"),
    text(
        "Enrolments (course starts), as reported by offices, beside what the cities have published."
    ),
    "enrolment",
)
frame.returns_banner(view, "enrolment")

by_year, rural, women = (
    enrolment.turns_by_year(view),
    enrolment.rural(view),
    enrolment.women(view),
)
show.headline_numbers(view, headlines.enrolment(view, by_year, rural, women))
show.panel(view, by_year, again=enrolment.turns_by_year)
left, right = show.two_columns()
with left:
    show.panel(view, rural, again=enrolment.rural)
with right:
    show.panel(view, women, again=enrolment.women)
show.panel(view, enrolment.turns_by_level)
left, right = show.two_columns()
with left:
    show.panel(view, enrolment.turns_by_occupation)
with right:
    show.panel(view, enrolment.turns_by_area)
show.fold(view, "map", text("On the map"), area_maps.of_cities(view, "female_enrolment_share"))
