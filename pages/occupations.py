"""Everything about one occupation in both cities."""

from vtdash.panels import enrolment, graduates
from vtdash.ui import frame, show

desk, state = frame.desk("city", "years", "units", "trade", "sample")
text = desk.text
here = desk.with_filters(occupations=(state.trade,))

frame.header(
    desk,
    text("What do we know about {occupation}?", occupation=desk.names.occupation(state.trade)),
    text("Who starts to learn it, at which level, where, and whether graduates find work."),
)
frame.returns_banner(desk, "enrolment", "graduate_tracer")

show.panel(here, enrolment.by_year(here))
left, right = show.columns()
with left:
    show.panel(here, enrolment.by_level(here))
with right:
    show.panel(here, graduates.by_cohort(here))
left, right = show.columns()
with left:
    show.panel(here, enrolment.by_area(here))
with right:
    show.panel(here, graduates.steps(here))
