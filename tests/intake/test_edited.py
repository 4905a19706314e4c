"""Cells that a steward types anew: read in place of the office's, kept with both values."""

import io

import pytest
from openpyxl import load_workbook

from tests.intake.builders import as_csv, as_xlsx
from tests.intake.people import SECRETS, roster
from vtdash.model.datasets import ENROLMENT
from vtdash.returns import examine
from vtdash.returns.model import Answers, CellEdit
from vtdash.returns.workbooks.marked import mark
from vtdash.store import CellChange

HEAD = ENROLMENT.column_names
WRONG = ("hanoi", "2024-Q1", "277", "CS-9001", "480202", "college", "120", "150", "80")
FIX = CellEdit("", "H2", "50")


@pytest.fixture
def look(catalogue):
    """Return the examination of rows of enrolment with cells typed anew."""

    def examined(content, *edits):
        return examine(content, "a.csv", catalogue, answers=Answers(edits=edits))

    return examined


def test_a_cell_that_is_typed_anew_is_checked_and_both_values_are_kept(look):
    content = as_csv([HEAD, WRONG])
    assert look(content).counts == {"A01": 1}
    found = look(content, FIX)
    assert found.counts == {}
    assert found.records.table["enrolled_women"].to_pylist() == [50]
    assert found.records.changes == found.changes == (CellChange("", "H2", "150", "50"),)
    assert found.sha256 == look(content).sha256, "the office's own file is what was examined"


def test_a_workbook_takes_a_cell_by_its_sheet(look):
    rows = [list(HEAD), [*WRONG[:6], 120, 150, 80]]
    content = as_xlsx({"Quý I": rows, "Khác": [["x"]]})
    assert look(content, CellEdit("Khác", "H2", "50")).counts == {"A01": 1}
    found = look(content, CellEdit("Quý I", "H2", "50"))
    assert found.counts == {}
    assert found.changes[0].before == "150"


def test_a_blank_cell_beyond_the_end_of_a_row_can_be_filled_in(look):
    content = as_xlsx({"S": [list(HEAD), [*WRONG[:6], 120, 50]]})
    assert look(content).counts == {"T01": 1}
    found = look(content, CellEdit("S", "I2", "80"))
    assert found.counts == {}
    assert found.changes == (CellChange("S", "I2", "", "80"),)


def test_what_is_typed_is_judged_like_any_cell(look):
    content = as_csv([HEAD, WRONG])
    assert look(content, CellEdit("", "H2", "many")).counts == {"T02": 1}
    assert look(content, CellEdit("", "H2", "")).counts == {"T01": 1}


def test_a_cell_that_is_the_same_or_in_no_row_changes_nothing(look):
    content = as_csv([HEAD, WRONG])
    found = look(content, CellEdit("", "H2", "150"), CellEdit("", "H9", "1"))
    assert (found.changes, found.counts) == ((), {"A01": 1})


def test_cells_of_persons_are_never_typed_anew(look):
    content = as_xlsx({"DS": roster()})
    found = look(content, CellEdit("#1", "A9", "Ai"), CellEdit("DS", "A9", "Ai"))
    assert found.recognition.is_personal
    assert found.changes == ()
    assert not [secret for secret in SECRETS if secret in repr(found.findings)]


def test_the_marked_copy_keeps_the_offices_value_and_says_both(look):
    content = as_xlsx({"S": [list(HEAD), [*WRONG[:6], 120, 150, 80]]})
    found = look(content, CellEdit("S", "H2", "50"))
    book = load_workbook(io.BytesIO(mark(content, found)))
    cell = book["S"]["H2"]
    assert cell.value == 150
    assert "H2: '50' instead of '150'" in cell.comment.text
    listed = [str(c.value) for row in book.worksheets[0].iter_rows(max_row=6) for c in row]
    assert any("Đã sửa khi nạp: H2" in line for line in listed)
