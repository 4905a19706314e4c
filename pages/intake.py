"""What does a return hold, and what would it change? For stewards: load, publish, undo."""

from vtdash.ui import (
    frame,
    intake_answers,
    intake_counting,
    intake_entry,
    intake_figures,
    intake_files,
    intake_log,
    intake_names,
    intake_new_units,
    intake_overview,
    intake_own_cells,
    intake_problems,
    intake_publishing,
    intake_units,
    intake_waiting,
)

view, state = frame.view()
text = view.text

frame.header(
    view,
    text("Data intake: what does a return hold, and what would it change?"),
    lead=text(
        "Load returns as the offices sent them, see what is wrong with them, publish them, and "
        "undo it where needed."
    ),
)

if person := intake_entry.seated(view, has_files=intake_files.has_files()):
    by = intake_entry.ask_who_loads(view, state)
    intake_waiting.draw_waiting(view, person, by)
    loaded = intake_files.ask_for_files(view) if person.may("load") else ()
    if loaded:
        file = intake_overview.file_at_hand(view, loaded)
        intake_answers.draw_recognition(view, file)
        intake_names.draw_matches(view, file)
        intake_new_units.draw_new_units(view, file)
        intake_counting.draw_counting(view, file)
        intake_figures.draw_figures(view, file)
        intake_problems.draw_problems(view, file)
        intake_publishing.ask_reasons(view, file)
        intake_problems.draw_preview(view, loaded)
        intake_publishing.draw_publishing(view, loaded, by)
    intake_own_cells.draw_own_cells(view, person)
    intake_units.draw_register(view, person, by)
    intake_log.draw_publish_log(view, person, by)
