"""Units of a file that the register does not have: listed, and created with one yes."""

from __future__ import annotations

import streamlit as st

from vtdash.returns.new_units import CREATE, NewUnits
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake_files import Loaded, catalogue_for_next
from vtdash.ui.show import rows_of_words


def draw_new_units(view: View, file: Loaded) -> None:
    """List the new units of a file and ask for one yes to all of them."""
    text, new = view.text, file.examination.new_units
    if new is None:
        return
    st.header(text("New units"), anchor=False)
    st.markdown(
        text(
            "These units are not in the register. If one is another spelling of a known unit, "
            "correct its name in the file or below; what is left enters the register when the "
            "file is published."
        )
    )
    rows_of_words(new_unit_rows(new, view), text("New units"))
    n = text.number(len(new.units))
    if new.is_answered:
        st.caption(text("They are new units: {n}.", n=n))
        if st.button(text("Take back"), key=file.key("units-back")):
            _answer(file, new, "")
    elif st.button(
        text("Yes, all of these are new units ({n})", n=n),
        type="primary",
        key=file.key("units-yes"),
    ):
        _answer(file, new, CREATE)


def new_unit_rows(new: NewUnits, view: View) -> list[dict[str, str]]:
    """Return new units as rows of a table."""
    return [
        {
            view.text("Unit"): unit.id,
            view.text("As the file has it"): unit.name,
            view.text("Kind"): _kind(unit.kind, view),
            view.text("Place"): _place(unit.city, unit.area_code, view.text, view),
            view.text("First row"): str(unit.row),
        }
        for unit in new.units
    ]


def _kind(kind: str, view: View) -> str:
    return view.text.name(catalogue_for_next(view).code("unit_kind", kind).name)


def _place(city: str, area: str, text: Text, view: View) -> str:
    named = view.names.code("city", city) if city else ""
    return ", ".join(filter(None, (area, named))) or text("several")


def _answer(file: Loaded, new: NewUnits, choice: str) -> None:
    file.answer({"counted": {**file.work.answers.counted, new.key: choice}})
