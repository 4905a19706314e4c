"""Everything about one district or commune-level unit, before and after July 2025."""

from functools import partial

from vtdash.render.names_apart import place_inside
from vtdash.topics import area_maps, digital, enrolment, findings, headlines, places
from vtdash.topics.graduates import graduate_panels
from vtdash.topics.place_among_others import among_others
from vtdash.topics.sources import register_panels
from vtdash.ui import blocks, frame, show

view, state = frame.view(
    "city",
    "units",
    "geography",
    "place",
    "measure",
    "years",
    "former",
    "sample",
    datasets=("enrolment", "graduate_tracer", "digital_skills"),
)
text = view.text
area = view.catalogue.area(state.place)
here = view.with_filters(areas=(area.id,))

turns = places.through_time(view, area)
frame.header(
    here,
    text("What do we know about {place}?", place=place_inside(view.names.area(area.id))),
    findings.enrolled(here, turns),
    "enrolment",
    "graduate_tracer",
    "digital_skills",
    lead=text(
        "Returns and published figures of one district (to 30 June 2025) or one commune-level "
        "unit (since 1 July 2025)."
    ),
)
show.panel(view, turns, leads=True)
work, skills = graduate_panels.by_cohort(here), digital.trained_by_year(here)
figures = register_panels.place_figures(view, area)
show.headline_numbers(view, headlines.place(here, turns, work, skills, figures))
show.panel(view, partial(among_others, area=area))
shown = partial(
    area_maps.rate_map, measure=state.measure, city=area.city, chosen=(area,), picks="place"
)
show.panel(view, shown)
show.later(
    here,
    ("employment-by-cohort", text("Graduates in work"), graduate_panels.by_cohort),
    ("digital-skills-by-year", text("Digital skills"), digital.trained_by_year),
    ("lineage", text("Before and after July 2025"), lambda _: blocks.lineage(view, area)),
    (
        "place-figures",
        text("Published figures on this place"),
        lambda _: show.panel(view, figures, facts=True),
    ),
    ("enrolment-by-occupation", text("Occupation"), enrolment.turns_by_occupation),
)
