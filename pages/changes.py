"""What changed in the data, and when?"""

from vtdash.ui import changes, frame

view, _ = frame.view("sample")
text = view.text

frame.header(
    view,
    text("What changed in the data, and when?"),
    lead=text("Every publication so far, and what is different between any two of them."),
)
changes.draw_changes(view)
