"""Everything about one occupation in both cities."""

from dataclasses import replace
from functools import partial

from vtdash.topics import enrolment, findings, headlines, movers
from vtdash.topics.graduates import graduate_panels
from vtdash.ui import frame, show

view, state = frame.view(
    "city",
    "years",
    "units",
    "geography",
    "trade",
    "former",
    "sample",
    datasets=("enrolment", "graduate_tracer"),
)
text = view.text
# the page's own choice is named among the filters in words, as one of the list would be
here = replace(view.with_filters(occupations=(state.trade,)), wanted=(*view.wanted, "occupation"))

turns = enrolment.turns_by_year(here)
frame.header(
    here,
    text("What do we know about {occupation}?", occupation=view.names.occupation(state.trade)),
    findings.enrolled(here, turns),
    "enrolment",
    "graduate_tracer",
    lead=text("Who starts to learn it, at which level, where, and whether graduates find work."),
)
show.panel(here, turns, again=enrolment.turns_by_year, leads=True)
work = graduate_panels.by_cohort(here)
show.headline_numbers(view, headlines.occupation(here, turns, work))
left, right = show.two_columns()
with left:
    show.panel(here, work, again=graduate_panels.by_cohort)
with right:
    show.panel(view, partial(movers.occupations_moved, own=state.trade))
show.later(
    here,
    ("enrolment-by-area", text("District or commune"), enrolment.turns_by_area),
    ("enrolment-by-level", text("Level of training"), enrolment.turns_by_level),
    ("graduate-steps", text("From enrolment to work"), graduate_panels.steps),
)
