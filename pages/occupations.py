"""Everything about one occupation in both cities."""

from dataclasses import replace

from vtdash.panels import enrolment, graduates, headlines
from vtdash.ui import frame, show

desk, state = frame.desk("city", "years", "units", "geography", "trade", "sample")
text = desk.text
# the page's own choice is named among the filters in words, as one of the list would be
here = replace(desk.with_filters(occupations=(state.trade,)), wanted=(*desk.wanted, "occupation"))

frame.header(
    here,
    text("What do we know about {occupation}?", occupation=desk.names.occupation(state.trade)),
    text("Who starts to learn it, at which level, where, and whether graduates find work."),
    "enrolment", "graduate_tracer",
)  # fmt: skip
frame.returns_banner(desk, "enrolment", "graduate_tracer")

turns, work = enrolment.by_year(here), graduates.by_cohort(here)
show.headlines(desk, headlines.occupation(here, turns, work))
show.panel(here, turns)
left, right = show.columns()
with left:
    show.panel(here, enrolment.by_level(here))
with right:
    show.panel(here, work)
left, right = show.columns()
with left:
    show.panel(here, enrolment.by_area(here))
with right:
    show.panel(here, graduates.steps(here))
