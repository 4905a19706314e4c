"""An address under which there is no page."""

from vtdash.ui import frame, markup

view, state = frame.view()
text = view.text

frame.header(
    view,
    text("There is no such page"),
    lead=text(
        "The address may be mistyped, or the page has another name now. The menu leads to every "
        "page; these are good places to begin."
    ),
)
first = {
    "": text("Overview"),
    "sources": text("Sources and methods"),
    "tour": text("Two-minute tour"),
}
markup.show_links(first, state)
