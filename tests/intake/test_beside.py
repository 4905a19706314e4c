"""The office's own rows beside its problems: only where nobody is named in them."""

from __future__ import annotations

from tests.each import each
from tests.intake.corpus import TODAY, all_cases
from vtdash.returns import examine
from vtdash.returns.review import rows_with_problems

CASES = all_cases()


def beside(name, catalogue):
    """Return the examination of a case and the rows beside its problems."""
    case = CASES[name]
    found = examine(case.made, case.file, catalogue, answers=case.answers, today=TODAY)
    return found, rows_with_problems(case.made, found)


@each(
    "name",
    ["Form 1 with a misspelt occupation", "the total of Form 1 is ten too high",
     "a district after the reform"],
)  # fmt: skip
def test_every_problem_with_a_row_has_that_row_beside_it(catalogue, name):
    found, rows = beside(name, catalogue)
    named = {(f.place.sheet, f.place.row) for f in found.findings if f.place.row}
    assert named
    assert set(rows) == named
    for finding in found.findings:
        assert finding.found in rows[finding.place.sheet, finding.place.row]


@each("name", [name for name, case in CASES.items() if case.secrets])
def test_no_row_of_a_form_with_personal_data_is_ever_given(catalogue, name):
    _, rows = beside(name, catalogue)
    for secret in CASES[name].secrets:
        assert secret not in str(rows)


def test_a_file_that_cannot_be_read_has_no_rows(catalogue):
    found = examine(b"\x00\x01", "x.csv", catalogue)
    assert rows_with_problems(b"\x00\x01", found) == {}
