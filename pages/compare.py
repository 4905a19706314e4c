"""May these two be compared?"""

from vtdash.panels import compare, compared
from vtdash.ui import frame, show, verdict

desk, state = frame.desk("city", "a", "b")
text = desk.text

frame.header(
    desk,
    text("May these two be compared?"),
    text("Choose two published series. The dashboard judges them by definition, unit, territory, "
         "period, population, method, source and status, and shows no difference that the verdict "
         "forbids."),
)  # fmt: skip

found = compare.chosen(desk, state.a, state.b)
together = compare.both(desk, found)
show.headlines(desk, compared.headlines(desk, found, together))
verdict.draw(desk, found)
show.panel(desk, together, facts=True)
show.panel(desk, compare.matrix(desk))
