"""What a steward sees while a file is read, when that was stopped, and when it was forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from vtdash.returns.examine import READING_STAGES
from vtdash.returns.review import reading_stage_words
from vtdash.text.language import Text
from vtdash.ui.markup import literal
from vtdash.ui.uploads import DESK

_SOON = 0.3
"""Seconds within which a file is read without a display: shown and gone, it would only flicker."""

_SMALL = 200_000
"""Bytes of a file that is opened within that time."""


@contextmanager
def shown_progress(
    name: str, size: int, stop: Callable[[], None], key: str, text: Text
) -> Generator[Callable[[str], None]]:
    """Show how far the reading of a file is, beside a button that stops it.

    Yields what is called with each stage as it begins. A click on the button ends the run at the
    next stage, since the framework looks for clicks wherever something is drawn, and the run after
    it begins with ``stop``.
    """
    began, place = time.monotonic(), st.empty()
    lines = []

    def show(stage: str) -> None:
        if not lines and size <= _SMALL and time.monotonic() - began < _SOON:
            return
        if not lines:
            with place.container():
                lines.append(st.progress(0.0))
                st.button(text("Stop reading"), on_click=stop, key=key)
        done = READING_STAGES.index(stage) / len(READING_STAGES)
        lines[0].progress(done, literal(f"{name}: {reading_stage_words(stage, text)}"))

    yield show
    place.empty()


def draw_stopped(name: str, again: Callable[[], None], key: str, text: Text) -> None:
    """Say that the reading of a file was stopped, and offer to read it after all."""
    st.info(literal(text("{file} was not read to its end; nothing of it is kept.", file=name)))
    st.button(text("Read it after all"), on_click=again, key=key)


def forgotten_files(files: Sequence[object]) -> frozenset[str]:
    """Return the ids of the files that the browser still lists and the server no longer has."""
    return frozenset(file.file_id for file in files if isinstance(file, DeletedFile))


def draw_forgotten(number: int, empty: Callable[[], None], key: str, text: Text) -> None:
    """Say that files were forgotten, what is kept of them, and offer to begin anew."""
    st.warning(
        text.plural(
            "The server no longer has {n} of the files listed above: it forgets them when it is "
            "started anew, two minutes after the connection is lost, and {minutes} minutes after "
            "the last click. Nothing of it was published. What you answered about it is kept in "
            "this tab: begin with an empty list and load the same file again, and it stands there "
            "again.",
            "The server no longer has {n} of the files listed above: it forgets them when it is "
            "started anew, two minutes after the connection is lost, and {minutes} minutes after "
            "the last click. Nothing of them was published. What you answered about them is kept "
            "in this tab: begin with an empty list and load the same files again, and it stands "
            "there again.",
            number,
            minutes=DESK.limits.minutes,
        )
    )
    st.button(text("Begin with an empty list"), on_click=empty, key=key)
