"""The dashboard: as a module the server, as a script one reader's run; no data."""

import streamlit as st
from starlette.middleware import Middleware

from vtdash.text.language import Text
from vtdash.ui import frame, state, stewards, uploads
from vtdash.ui.compressed import Compressed
from vtdash.ui.edge import Edge
from vtdash.ui.shell import Shell, name_tab
from vtdash.ui.sign_in_trip import SignInTrip


def menu(text: Text) -> dict[str, list[tuple[str, str]]]:
    """Return paths and titles of the pages by section; the first page's path is ''."""
    evidence = [("sources", text("Sources and methods")), ("changes", text("What changed"))]
    if stewards.may_enter():
        evidence.append(("intake", text("Data intake")))
    return {
        "": [("", text("Overview"))],
        text("Questions"): [
            ("enrolment", text("Enrolment")),
            ("graduates", text("Graduate employment")),
            ("digital", text("Digital skills")),
            ("tasks", text("Key tasks")),
            ("targets", text("Targets 2030 / 2045")),
            ("compare", text("What may be compared")),
        ],
        text("Profiles"): [
            ("districts", text("Districts and communes")),
            ("occupations", text("Occupations")),
        ],
        text("Evidence"): evidence,
        text("Guide"): [
            ("tour", text("Two-minute tour")),
            ("accessibility", text("Accessibility")),
        ],
    }


def all_pages(text: Text, sections: dict[str, list[tuple[str, str]]]) -> list[st.Page]:
    """Return every page that may be asked for, one for an unknown address included."""
    known = {path: title for pages in sections.values() for path, title in pages}
    if stewards.is_on():
        known["intake"] = text("Data intake")
    found = [page(path, title, path or frame.FIRST_PAGE) for path, title in known.items()]
    asked = frame.asked_path()
    if asked == frame.FIRST_PAGE:
        found.append(page(asked, known[""], asked))
    elif asked not in known:
        found.append(page(asked, text("Page not found"), "missing"))
    return found


def page(path: str, title: str, file: str) -> st.Page:
    """Return the page of a path, which a file of ``pages/`` draws."""
    return st.Page(f"pages/{file}.py", title=title, url_path=path, default=not path)


def run() -> None:
    """Draw the page that was asked for."""
    text = Text(state.language_now())
    sections = menu(text)
    chosen = st.navigation(all_pages(text, sections), position="hidden")
    st.set_page_config(page_icon="static/icon.png", layout="wide")
    name_tab(chosen.title)
    frame.run(chosen, sections)


if __name__ == "__main__":
    run()
else:
    outermost_first = (Edge, uploads.Uploads, Compressed, Shell, SignInTrip)
    app = st.App(
        __file__,
        lifespan=uploads.timer,
        middleware=[Middleware(layer) for layer in outermost_first],
    )
