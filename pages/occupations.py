"""Everything about one occupation in both cities."""

from dataclasses import replace

from vtdash.topics import enrolment, headlines
from vtdash.topics.graduates import graduate_panels
from vtdash.ui import frame, show

view, state = frame.view(
    "city",
    "years",
    "units",
    "geography",
    "trade",
    "sample",
    datasets=("enrolment", "graduate_tracer"),
)
text = view.text
# the page's own choice is named among the filters in words, as one of the list would be
here = replace(view.with_filters(occupations=(state.trade,)), wanted=(*view.wanted, "occupation"))

frame.header(
    here,
    text("What do we know about {occupation}?", occupation=view.names.occupation(state.trade)),
    text("Who starts to learn it, at which level, where, and whether graduates find work."),
    "enrolment",
    "graduate_tracer",
)
frame.returns_banner(view, "enrolment", "graduate_tracer")

turns, work = enrolment.turns_by_year(here), graduate_panels.by_cohort(here)
show.headline_numbers(view, headlines.occupation(here, turns, work))
show.panel(here, turns, again=enrolment.turns_by_year)
left, right = show.two_columns()
with left:
    show.panel(here, enrolment.turns_by_level)
with right:
    show.panel(here, work, again=graduate_panels.by_cohort)
left, right = show.two_columns()
with left:
    show.panel(here, enrolment.turns_by_area)
with right:
    show.panel(here, graduate_panels.steps)
