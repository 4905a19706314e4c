"""What does a return hold, and what would it change? For stewards: load, publish, undo."""

from vtdash.ui import frame, stewards
from vtdash.ui.intake import (
    matches,
    preview,
    problems,
    publish_log,
    publishing,
    recognition,
    upload,
)

view, _ = frame.view()
text = view.text

frame.header(
    view,
    text("What does a return hold, and what would it change?"),
    text(
        "Load returns as the offices sent them, see what is wrong with them, publish them, and "
        "undo it where needed."
    ),
)

if stewards.may_enter():
    by = upload.who(view)
    loaded = upload.files(view)
    if loaded:
        file = upload.at_hand(view, loaded)
        recognition.draw(view, file)
        matches.draw(view, file)
        problems.draw(view, file)
        publishing.reasons(view, file)
        preview.draw_preview(view, loaded)
        publishing.draw(view, loaded, by)
    publish_log.draw_publish_log(view, by)
else:
    stewards.turn_away(text)
