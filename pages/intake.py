"""What does a return hold, and what would it change? For stewards: load, publish, undo."""

from vtdash.ui import frame, stewards
from vtdash.ui.intake import (
    changes,
    matches,
    past,
    problems,
    publishing,
    recognition,
    upload,
)

desk, _ = frame.desk()
text = desk.text

frame.header(
    desk,
    text("What does a return hold, and what would it change?"),
    text("Load returns as the offices sent them, see what is wrong with them, publish them, and "
         "undo it where needed."),
)  # fmt: skip

if stewards.may_enter():
    by = upload.who(desk)
    loaded = upload.files(desk)
    if loaded:
        file = upload.at_hand(desk, loaded)
        recognition.draw(desk, file)
        matches.draw(desk, file)
        problems.draw(desk, file)
        publishing.reasons(desk, file)
        changes.draw(desk, loaded)
        publishing.draw(desk, loaded, by)
    past.draw(desk, by)
else:
    stewards.turn_away(text)
