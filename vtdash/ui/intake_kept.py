"""What a steward answered about files, kept by the browser's tab: a new server knows nothing of it.

A file lives in the server's memory, and so do the answers. The tab outlives a restart: it holds a
hidden field with the answers, by the hash of the file that they are about, and hands it to
whatever server it reaches. So nothing of it is on a disk, and it goes with the tab.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import streamlit as st

from vtdash.returns.model import Answers, CellEdit
from vtdash.text.language import Text

_KEPT, _LIST, _NOTE, _FIELD = "_intake_kept", "_intake_list", "_intake_note", "intake-kept"
_LONGEST = 1_000_000
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True)
class KeptAnswers:
    """What was answered about a file or sheet.

    ``said``: check -> hash of what it said when a reason was given for its warnings.
    """

    answers: Answers
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    is_left_out: bool = False


def recall_answers(text: Text) -> None:
    """Draw the hidden field, which gives a new session what the tab has kept.

    Comes before anything that depends on it: the number of the list is a part of widgets' keys.
    """
    session = st.session_state
    is_new = _KEPT not in session
    if not is_new:
        session[_NOTE] = session.get(note_key(), kept_note())
        session[_FIELD] = _written()
    said = st.text_input(
        text("Answers that this tab keeps"), key=_FIELD, label_visibility="collapsed"
    )
    if is_new:
        session[_LIST], session[_NOTE], session[_KEPT] = _read(said)


def kept_answers() -> dict[str, KeptAnswers]:
    """Return what is kept, by file or sheet, to be looked up and changed."""
    return st.session_state.setdefault(_KEPT, {})


def list_number() -> int:
    """Return the number of the list of files: with a new one every field begins empty."""
    return st.session_state.get(_LIST, 0)


def next_list() -> None:
    """Begin a new list of files."""
    st.session_state[_LIST] = list_number() + 1


def note_key() -> str:
    """Return the key of the note's field, which stands on the page while a file is ready."""
    return f"intake-files-{list_number()}-note"


def kept_note() -> str:
    """Return the note that was begun for the files at hand."""
    return st.session_state.get(_NOTE, "")


def forget_answers() -> None:
    """Forget all of it: what it was about is published."""
    st.session_state[_KEPT], st.session_state[_NOTE] = {}, ""


def _written() -> str:
    files = {name: _plain(each) for name, each in kept_answers().items()}
    note, number = kept_note(), list_number()
    is_any = files or note or number
    said = {"list": number, "note": note, "files": files}
    return json.dumps(said, ensure_ascii=False) if is_any else ""


def _plain(kept: KeptAnswers) -> dict[str, Any]:
    answers = {
        name: value
        for name in Answers.__dataclass_fields__
        if (value := getattr(kept.answers, name)) and name not in {"accepted", "edits"}
    }
    answers["accepted"] = [[*key, code] for key, code in kept.answers.accepted.items()]
    answers["edits"] = [list(asdict(edit).values()) for edit in kept.answers.edits]
    return {"answers": answers, "said": dict(kept.said), "is_left_out": kept.is_left_out}


def _read(said: str) -> tuple[int, str, dict[str, KeptAnswers]]:
    """Return number, note and answers; nothing of a field that is not as it was written."""
    if not said or len(said) > _LONGEST:
        return 0, "", {}
    try:
        values = json.loads(said)
        number, note = values["list"], values["note"]
        files = {_text(name): _kept(each) for name, each in values["files"].items()}
        return int(number), _text(note), files
    except (ValueError, TypeError, KeyError, AttributeError):
        return 0, "", {}


def _kept(values: Mapping[str, Any]) -> KeptAnswers:
    answers: dict[str, Any] = {
        name: _OF_KIND.get(name, _text)(value) for name, value in values["answers"].items()
    }
    return KeptAnswers(Answers(**answers), _texts(values["said"]), values["is_left_out"] is True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Mapping[object, object]) -> dict[str, str]:
    return {_text(name): _text(each) for name, each in value.items()}


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _accepted(value: Iterable[Sequence[object]]) -> dict[tuple[str, str], str]:
    return {(_text(kind), _text(name)): _text(code) for kind, name, code in value}


def _edits(value: Iterable[Sequence[object]]) -> tuple[CellEdit, ...]:
    edits = tuple(CellEdit(*map(_text, each)) for each in value)
    if not all(_CELL.fullmatch(edit.cell) for edit in edits):
        raise ValueError
    return edits


_OF_KIND: Mapping[str, Callable[[Any], Any]] = {
    "header_row": _number,
    "accepted": _accepted,
    "edits": _edits,
    **dict.fromkeys(("reasons", "counted", "whys"), _texts),
}
