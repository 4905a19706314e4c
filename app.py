"""The frame: page settings, navigation, language. No data."""

import streamlit as st

from vtdash.language import Text
from vtdash.ui import frame, state, stewards

st.set_page_config(page_title="vtdash", page_icon="static/icon.png", layout="wide")

text = Text(state.language_now())


def page(name: str, title: str, *, default: bool = False, hidden: bool = False) -> st.Page:
    """Return the page of that file; its path is the file's name."""
    return st.Page(
        f"pages/{name}.py", title=title, url_path=name, default=default,
        visibility="hidden" if hidden else "visible",
    )  # fmt: skip


def intake() -> list[st.Page]:
    """Return the stewards' page where it is switched on; others reach it by address only."""
    if not stewards.is_on():
        return []
    return [page("intake", text("Data intake"), hidden=not stewards.may_enter())]


chosen = st.navigation(
    {
        "": [page("overview", text("Overview"), default=True)],
        text("Questions"): [
            page("enrolment", text("Enrolment")),
            page("graduates", text("Graduate employment")),
            page("digital", text("Digital skills")),
            page("tasks", text("Key tasks")),
            page("targets", text("Targets 2030 / 2045")),
        ],
        text("Profiles"): [
            page("districts", text("Districts")),
            page("occupations", text("Occupations")),
        ],
        text("Evidence"): [
            page("sources", text("Sources and methods")),
            *intake(),
        ],
    }
)
frame.run(chosen)
