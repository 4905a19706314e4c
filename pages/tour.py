"""How is this dashboard read? For a newcomer with two minutes."""

from vtdash.ui import frame, guide

view, state = frame.view()
text = view.text

frame.header(
    view,
    text("How to read this dashboard in two minutes"),
    lead=text("Eight short steps, each with links to the pages where it is done."),
)
guide.draw_tour(view, state)
