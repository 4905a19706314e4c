"""What a tab keeps of answers: whole or not at all, and no reason for something else."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.each import each
from vtdash.model.datasets import Bilingual
from vtdash.returns import Answers, Finding, Place
from vtdash.returns.model import CellEdit
from vtdash.ui import intake_kept
from vtdash.ui.intake_kept import KeptAnswers, _read, _written
from vtdash.ui.intake_work import Work, forget_reasons

ANSWERS = Answers(
    form="form_1", header_row=3, period="2024-Q1", accepted={("area", "huyen x"): "277"},
    reasons={"H01": "đã xem"}, counted={"scope/1": "replaces"}, whys={"k": "w"},
    edits=(CellEdit("Sheet 1", "B7", "12"),),
)  # fmt: skip


@pytest.fixture
def kept(monkeypatch):
    """Return what the field of a tab holds: a list, a note and the answers to one sheet."""
    session = {}
    monkeypatch.setattr(intake_kept, "st", SimpleNamespace(session_state=session))
    intake_kept.next_list()
    session["_intake_note"] = "quý I"
    intake_kept.kept_answers()["ab-sheet-1"] = KeptAnswers(ANSWERS, {"H01": "x"}, is_left_out=True)
    return _written()


def test_a_new_server_reads_what_the_tab_has_kept(kept):
    number, note, files = _read(kept)
    assert (number, note) == (1, "quý I")
    assert files == {"ab-sheet-1": KeptAnswers(ANSWERS, {"H01": "x"}, is_left_out=True)}


def test_where_nothing_was_answered_the_field_is_empty(monkeypatch):
    monkeypatch.setattr(intake_kept, "st", SimpleNamespace(session_state={}))
    assert _written() == ""
    assert _read("") == (0, "", {})


@each("change", [
    {"header_row": "3"}, {"period": 4}, {"reasons": ["H01"]}, {"accepted": [["area", "x"]]},
    {"edits": [["", "7B", "x"]]}, {"counted": {"a": 1}}, {"unknown": "x"},
])  # fmt: skip
def test_of_a_field_that_is_not_as_it_was_written_nothing_is_taken(kept, change):
    values = json.loads(kept)
    values["files"]["ab-sheet-1"]["answers"] |= change
    assert _read(json.dumps(values)) == (0, "", {})
    assert _read(kept[:-1]) == (0, "", {})


def test_a_reason_that_was_kept_holds_as_long_as_its_warning_says_the_same():
    finding = Finding("H01", Place(row=2), Bilingual("gấp ba", "three times as many"))
    found = SimpleNamespace(counts={"H01": 1}, findings=[finding])
    first = Work()
    forget_reasons(first, found)
    given = Answers(reasons={"H01": "a new class"})
    again = Work(given, said=first.said)
    forget_reasons(again, found)
    assert again.answers == given
    found.findings = [replace(finding, place=Place(row=3))]
    forget_reasons(again, found)
    assert again.answers == Answers()
