"""What changed in the data, and when?"""

from vtdash.ui import frame
from vtdash.ui.guide import changes

desk, _ = frame.desk("sample")
text = desk.text

frame.header(
    desk,
    text("What changed in the data, and when?"),
    text("Every publication so far, and what is different between any two of them."),
)
changes.draw(desk)
