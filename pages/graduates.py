"""Do graduates work, and in their field?"""

from vtdash.topics import area_maps, findings, headlines
from vtdash.topics.graduates import funnel_panels, gap_panels, graduate_panels
from vtdash.ui import frame, show

view, _ = frame.view(
    "city",
    "years",
    "units",
    "area",
    "occupation",
    "level",
    "together",
    "former",
    "sample",
    datasets=("graduate_tracer",),
)
text = view.text

by_cohort = graduate_panels.by_cohort(view)
frame.header(
    view,
    text("Do graduates work, and in their field?"),
    findings.employed(view, by_cohort),
    "graduate_tracer",
    lead=text(
        "What graduates answered when they were asked after graduation, with the number of "
        "answers behind each rate."
    ),
)
show.panel(view, by_cohort, again=graduate_panels.by_cohort, leads=True)
in_field = graduate_panels.in_field(view)
show.headline_numbers(view, headlines.graduates(view, by_cohort, in_field))
left, right = show.two_columns()
with left:
    show.panel(view, in_field, again=graduate_panels.in_field)
with right:
    show.panel(view, graduate_panels.employment_by_level)
show.later(
    view,
    ("graduate-steps", text("From enrolment to work"), graduate_panels.steps),
    ("employment-by-occupation", text("Occupation"), graduate_panels.employment_by_occupation),
    ("employment-by-area", text("District or commune"), funnel_panels.employment_by_area),
)
show.fold(
    view,
    "why-the-gap",
    text("Why do two rates differ? Take a difference apart"),
    {
        text("In work, by level"): gap_panels.employed_by_level,
        text("In work, by occupation"): gap_panels.employed_by_occupation,
        text("In their field, by level"): gap_panels.in_field_by_level,
        text("In their field, by occupation"): gap_panels.in_field_by_occupation,
    },
)
show.fold(view, "map", text("On the map"), area_maps.of_cities(view, "graduate_employment_rate"))
