"""What stands around every page: snapshot, language, filters, status, and errors."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar
from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from vtdash.model.codes import DataStatus
from vtdash.model.errors import SnapshotMissing, VtdashError
from vtdash.model.filters import Filters
from vtdash.reference import Catalogue
from vtdash.sample import generate
from vtdash.store import STEPS, Store, code_version, current_id, data_folder, publish
from vtdash.text.language import Text, in_vietnam
from vtdash.topics.choices import State
from vtdash.topics.filters import FILTERS, only_offered
from vtdash.topics.filters_in_words import chosen_briefly, chosen_subject
from vtdash.topics.findings import NO_FINDING, PageFinding
from vtdash.topics.view import View
from vtdash.ui import cached, controls, markup, shell, state, uploads
from vtdash.ui.address import write_address
from vtdash.ui.markup import element, escaped, in_ink, literal
from vtdash.ui.status_line import say_unheard, status_line

_LOG = logging.getLogger("vtdash")
Result = TypeVar("Result")
FIRST_PAGE = "overview"
"""Its path is ''; it is also found under its name."""

_INTAKE = "intake"
"""The path of the page to which files are loaded."""

_STORE, _MENU, _TITLE = "_store", "_menu", "_title"


def _whole(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def _apology(text: Text, incident: str) -> str:
    return text(
        "Something went wrong on this page. Other pages may still work. Please give "
        "the number {incident} to whoever looks after the dashboard.",
        incident=incident,
    )


def open_store() -> tuple[Store, VtdashError | None]:
    """Return the current snapshot; build the first one where there is none."""
    data = data_folder()
    try:
        snapshot_id = current_id(data)
    except SnapshotMissing:
        _build_first()
        snapshot_id = current_id(data)
    return cached.open_snapshot(str(data), snapshot_id)


def asked_path() -> str:
    """Return the last part of the address that was asked for: a page's path, '' for the first."""
    path = urlsplit(st.context.url or "").path
    return unquote(path.rstrip("/").rpartition("/")[2]).strip().replace("/", "-")


def run(page: st.Page, sections: markup.Sections) -> None:
    """Run a page within the frame: menu, snapshot, language, status line; errors become words."""
    language = state.language_now()
    # The sidebar goes first: what comes after it need not move aside.
    with st.sidebar:
        shell.load_scripts(Text(language), _upload_words(page, Text(language)))
        markup.draw_skip_link(Text(language))

    def inside() -> None:
        here = "" if page.url_path == FIRST_PAGE else page.url_path
        st.session_state[_TITLE] = page.title
        if page.url_path != _INTAKE:
            uploads.leave_page()
        _begin(page.url_path, markup.Menu(sections, here), language)
        page.run()

    try:
        guarded(inside, Text(language), partial(_apology, Text(language)))
    finally:
        st.session_state.pop(_STORE, None)
        # a page that failed before its filters were read still needs a way out
        if unused := st.session_state.pop(_MENU, None):
            with st.sidebar:
                unused.draw(State(language), Text(language))


def _upload_words(page: st.Page, text: Text) -> dict[str, str]:
    """Return what an upload says where it fails, for the page that has one."""
    is_intake = page.url_path == _INTAKE
    return uploads.refusal_words(uploads.DESK.limits, text) if is_intake else {}


def _begin(path: str, pages: markup.Menu, drawn: str) -> None:
    """Open the snapshot and read the reader's state; draw the language switch.

    The menu stands below the filters, whose values its links carry. ``drawn``: the language in
    which the frame was drawn so far; on a step back in the history the address may say another.
    """
    store, damage = open_store()
    default = _default(store)
    if st.session_state.pop("_reset", False):
        state.reset_state(default)
    now = state.with_chosen_next(state.start_state(store.catalogue, default, path))
    st.session_state[_MENU] = pages
    with st.sidebar:
        now = controls.draw_language_switch(now)
    if now.language != drawn:
        st.rerun()
    text = Text(now.language)
    if damage:
        st.error(
            f"{literal(damage.words(text.language))} "
            + text("The last whole snapshot is shown instead.")
        )
    if store.manifest.code_version != code_version():
        st.warning(
            text(
                "The data was built by another version of the program. Run: python -m vtdash build"
            )
        )
    st.session_state[_STORE] = (store, now)


def view(
    *wanted: str,
    indicators: Callable[[Catalogue], Sequence[str]] = lambda catalogue: (),
    datasets: tuple[str, ...] = (),
) -> tuple[View, State]:
    """Draw the filters that a page asks for and return the reader's view and state.

    ``datasets``: those of the page's panels; a list offers first what has data in one of them.
    Until ``st.navigation`` has run once in a server, Streamlit runs files of a folder ``pages``
    by themselves, past ``app.py``; so the first request of all may arrive here without a frame.
    There is no public switch for that: the flag is set, and the run begins again in ``app.py``.
    """
    if _STORE not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()
    store, now = st.session_state[_STORE]
    names = cached.names_of(store, now.language)
    first, last = years_offered(store)
    offered = {"years": range(first, last + 1), "indicator": indicators(store.catalogue)}
    default = _default(store).filters
    with st.sidebar, st.container(key="filters", gap="small"):
        for name in wanted:
            entry, known = FILTERS[name], None
            if not entry.is_needed(now):
                continue
            if entry.counted and datasets:
                others = only_offered(now.filters, wanted, default)
                known = cached.presence_in(store).of(entry.counted, others, datasets)
            now = controls.draw_filter(entry, now, names, offered.get(name, ()), known)
    shown = only_offered(now.filters, wanted, default)
    address = _address(now)
    with st.sidebar:
        if pages := st.session_state.pop(_MENU, None):
            pages.draw(now, names.text, chosen_briefly(names, replace(now, filters=shown), wanted))
        _share(address, names.text)
    state.keep_state(now)
    shell.name_tab(st.session_state[_TITLE], chosen_subject(names, shown))
    return (
        View(
            cached.asker(store),
            shown,
            names,
            wanted,
            kept=cached.keeper(store),
            snapshot=_snapshot(store, names.text),
            address=address,
        ),
        now,
    )


def header(
    view: View, question: str, finding: PageFinding = NO_FINDING, *datasets: str, lead: str = ""
) -> None:
    """Draw the page's question and, as its title, the finding; then one line with what is shown.

    The line opens to what explains it: the ``lead``, how fresh the datasets are, what sample data
    are. A page without a finding has its question as the title and its lead below.
    """
    if finding.words:
        st.html(element("p", escaped(question), class_="question"))
        st.title(in_ink(finding.words, is_sample=finding.is_sample), anchor=False)
    else:
        st.title(question, anchor=False)
        st.markdown(literal(lead))
    say_unheard(view, state.unheard_of_address())
    has_sample = view.filters.sample and (finding.is_sample or bool(datasets and _has_sample()))
    store, _ = st.session_state[_STORE]
    said = lead if finding.words else ""
    st.html(status_line(view, store, datasets, said, has_sample=has_sample))


def _has_sample() -> bool:
    """Return whether the snapshot holds sample data."""
    store, _ = st.session_state[_STORE]
    return any(i.data_status == DataStatus.SAMPLE for i in store.manifest.inputs)


def guarded(
    run: Callable[[], Result],
    text: Text,
    apology: Callable[[str], str],
    told: Callable[[BaseException], str] = _whole,
) -> Result | None:
    """Return what a call returns; where it fails, say so in words and return None.

    An error of the product has its own words; for any other the reader gets the ``apology`` with
    a number, under which the log has what is ``told`` of the error.
    """
    try:
        return run()
    except VtdashError as error:
        st.error(literal(error.words(text.language)))
    except Exception as error:
        incident = uuid.uuid4().hex[:8]
        _LOG.error("incident %s: %s", incident, told(error))
        st.error(apology(incident))
    return None


def years_offered(store: Store) -> tuple[int, int]:
    """Return first and last year of all returns, or of today's default where there are none."""
    spans = cached.extent_of_returns(store).values()
    fallback = Filters()
    return (
        min((first for first, _ in spans), default=fallback.first_year),
        max((last for _, last in spans), default=fallback.last_year),
    )


def widest_filters() -> Filters:
    """Return filters that leave out nothing of the returns that are shown."""
    store, _ = st.session_state[_STORE]
    return _default(store).filters


def _default(store: Store) -> State:
    first, last = years_offered(store)
    filters = Filters(first_year=first, last_year=last)
    return State(language=state.first_language(), filters=filters, newest=last)


def _address(now: State) -> str:
    """Return the address that holds the whole state."""
    base = (st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(write_address(now), doseq=True)}"


def _snapshot(store: Store, text: Text) -> str:
    """Return which snapshot is shown, and of what day it is."""
    made = in_vietnam(store.manifest.created).date()
    return text("{id} of {date}", id=store.id, date=text.date(made))


def _share(address: str, text: Text) -> None:
    """Show the address that holds the whole state, to be copied."""
    with st.popover(text("Share this view")):
        st.caption(text("This link opens the same view in another browser."))
        st.code(address, language=None, wrap_lines=True)


def _build_first() -> None:
    """Build the first snapshot with a progress display, in both languages: none is known yet."""
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, "Đang tạo dữ liệu lần đầu / Building the data for the first time")
        done = iter(range(1, len(STEPS) + 1))
        publish(
            data_folder(),
            sample=generate,
            note="first start",
            progress=lambda step: bar.progress(next(done) / len(STEPS)) and None,
        )
    place.empty()
