"""Everything about one district or commune-level unit, before and after July 2025."""

from vtdash.panels import digital, enrolment, graduates, headlines, places, profiles
from vtdash.ui import blocks, frame, show

desk, state = frame.desk("city", "units", "geography", "place", "years", "sample")
text = desk.text
area = desk.catalogue.area(state.place)
here = desk.with_filters(areas=(area.id,))

frame.header(
    here,
    text("What do we know about {place}?", place=desk.names.area(area.id)),
    text("Returns and published figures of one district (to 30 June 2025) or one commune-level "
         "unit (since 1 July 2025)."),
    "enrolment", "graduate_tracer", "digital_skills",
)  # fmt: skip
blocks.lineage(desk, area)
frame.returns_banner(desk, "enrolment", "graduate_tracer", "digital_skills")

turns, work = places.through_time(desk, area), graduates.by_cohort(here)
skills, figures = digital.by_year(here), profiles.place_figures(desk, area)
show.headlines(desk, headlines.place(here, turns, work, skills, figures))
show.panel(desk, turns)
left, right = show.columns()
with left:
    show.panel(here, work)
with right:
    show.panel(here, skills)
show.panel(desk, places.on_the_map(desk, area))
show.panel(here, enrolment.by_occupation(here))
show.panel(desk, figures, facts=True)
