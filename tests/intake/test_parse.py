"""Cells to values and names to codes: each distinct cell once, each wrong one at its rows."""

from dataclasses import replace

import pandas as pd

from tests.each import each
from tests.intake.drafts import TODAY, draft, found, parsed, row
from vtdash.model.datasets import Bilingual
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Draft, Fact, Place
from vtdash.returns.names import resolve
from vtdash.returns.names.matching import matcher_of
from vtdash.returns.parse import parse


def frame_of(made, catalogue, answers=None):
    values, findings = parsed(made, catalogue, answers)
    return values.frame, findings


def test_values_come_in_the_types_of_their_columns_under_the_rows_of_the_file(catalogue):
    made = draft("task_progress", [row("task_progress"), row("task_progress", item_id="HN-T2")])
    frame, findings = frame_of(made, catalogue)
    assert list(frame.index) == [2, 3]
    assert findings.counts == {}
    assert frame["milestones_done"].dtype == "Int64"
    assert frame["money_spent"].dtype == "float64"
    assert isinstance(frame["item_id"].dtype, pd.CategoricalDtype)
    assert frame["money_spent"].tolist() == [420.5, 420.5]


def test_a_year_is_a_whole_number(catalogue):
    frame, _ = frame_of(draft("graduate_tracer", [row("graduate_tracer")]), catalogue)
    assert frame["cohort_year"].dtype == "Int64"
    assert frame["cohort_year"].tolist() == [2024]


def test_a_wrong_cell_is_missing_and_noted_at_each_row_it_stands_in(catalogue):
    rows = [row("enrolment", enrolled="-1"), row("enrolment"), row("enrolment", enrolled="-1")]
    frame, findings = frame_of(draft("enrolment", rows), catalogue)
    assert frame["enrolled"].isna().tolist() == [True, False, True]
    assert found(findings) == [("T02", 2, "G"), ("T02", 4, "G")]
    assert [f.found for f in findings.listed] == ["-1", "-1"]


def test_blank_cells_are_noted_whether_nothing_or_spaces_stand_there(catalogue):
    rows = [row("enrolment", level=None), row("enrolment", institution_id="\u00a0 ")]
    _, findings = frame_of(draft("enrolment", rows), catalogue)
    assert found(findings) == [("T01", 2, "F"), ("T01", 3, "D")]


def test_numbers_and_text_of_a_workbook_read_alike(catalogue):
    cells = {"area_code": 277, "occupation_key": 480201.0, "enrolled": 120.0, "enrolled_women": 50}
    frame, findings = frame_of(draft("enrolment", [row("enrolment", **cells)]), catalogue)
    assert findings.counts == {}
    assert frame.iloc[0].tolist()[:5] == ["hanoi", "2024-Q1", "277", "CS-0001", "480201"]


def test_names_become_codes_and_are_listed_as_matched(catalogue):
    cells = {"city": "Hà Nội", "area_code": "H. Chương Mỹ", "level": "Cao đẳng"}
    values, findings = parsed(draft("enrolment", [row("enrolment", **cells)]), catalogue)
    assert findings.counts == {}
    assert values.frame.iloc[0][["city", "area_code", "level"]].tolist() == [
        "hanoi", "277", "college",
    ]  # fmt: skip
    assert {(m.kind, m.text, m.code, m.how) for m in values.matches} == {
        ("city", "Hà Nội", "hanoi", "exact"),
        ("area", "H. Chương Mỹ", "277", "exact"),
        ("level", "Cao đẳng", "college", "exact"),
    }


def test_a_code_that_stands_as_itself_is_not_listed_as_a_match(catalogue):
    values, _ = parsed(draft("enrolment", [row("enrolment")]), catalogue)
    assert values.matches == ()


def test_one_name_is_one_district_before_july_2025_and_one_commune_after(catalogue):
    rows = [row("enrolment", area_code="Ba Đình", period=p) for p in ("2025-Q2", "2025-Q3")]
    values, findings = parsed(draft("enrolment", rows), catalogue)
    assert findings.counts == {}
    assert values.frame["area_code"].tolist() == ["001", "00004"]
    assert [(m.code, m.rows) for m in values.matches] == [("001", (2,)), ("00004", (3,))]


def test_a_near_name_is_noted_once_with_its_rows_and_candidates(catalogue):
    rows = [row("enrolment", area_code="Chuơng Mĩ") for _ in range(9)]
    values, findings = parsed(draft("enrolment", rows), catalogue)
    assert found(findings) == [("C02", 2, "C")]
    (finding,) = findings.listed
    assert "277 (Huyện Chương Mỹ)" in finding.what.vi
    assert finding.what.vi.endswith("Có ở dòng 2, 3, 4, 5, 6 và 4 dòng nữa.")
    assert finding.what.en.endswith("It stands in rows 2, 3, 4, 5, 6 and 4 more.")
    (match,) = values.matches
    assert match.how == "near"
    assert match.candidates[0].code == "277"
    assert match.rows == tuple(range(2, 11))
    assert values.frame["area_code"].isna().all()


def test_a_near_name_passes_once_the_steward_said_yes(catalogue):
    made = draft("enrolment", [row("enrolment", area_code="Chuong Mi")])
    answers = Answers(accepted={("area", "chuong mi"): "277"})
    values, findings = parsed(made, catalogue, answers)
    assert findings.counts == {}
    assert values.matches[0].how == "accepted"
    assert values.frame["area_code"].tolist() == ["277"]


def test_a_name_of_the_other_era_is_explained(catalogue):
    made = draft("enrolment", [row("enrolment", area_code="Huyện Chương Mỹ", period="2025-Q3")])
    _, findings = parsed(made, catalogue)
    (finding,) = findings.listed
    assert finding.check == "C02"
    assert "277 Huyện Chương Mỹ, không có hiệu lực" in finding.what.vi
    assert "10015" in finding.what.en


def test_an_unknown_name_says_what_a_short_list_holds(catalogue):
    _, findings = parsed(draft("enrolment", [row("enrolment", level="phd")]), catalogue)
    (finding,) = findings.listed
    assert (finding.check, finding.found) == ("C01", "phd")
    assert "under_3_months (Đào tạo dưới 3 tháng)" in finding.expected.vi


def test_texts_that_differ_in_spaces_only_are_one(catalogue):
    rows = [row("enrolment", level="phd"), row("enrolment", level=" phd ")]
    _, findings = parsed(draft("enrolment", rows), catalogue)
    assert findings.counts == {"C01": 1}


def test_an_area_without_a_sound_city_or_period_is_still_read_by_its_code(catalogue):
    rows = [row("enrolment", city="hue"), row("enrolment", period="?")]
    values, findings = parsed(draft("enrolment", rows), catalogue)
    assert found(findings) == [("T06", 3, "B"), ("C01", 2, "A")]
    assert values.frame["area_code"].tolist() == ["277", "277"]


def test_a_value_outside_a_list_of_fixed_values_is_noted_at_each_row(catalogue):
    rows = [row("graduate_tracer", months_after="9"), row("graduate_tracer", months_after=6.0)]
    values, findings = parsed(draft("graduate_tracer", rows), catalogue)
    assert found(findings) == [("C01", 2, "G")]
    assert values.frame["months_after"].tolist()[1] == "6"


def test_after_many_unknown_texts_the_rest_is_not_compared_but_named(catalogue, monkeypatch):
    monkeypatch.setattr(resolve, "MOST_UNSURE", 2)
    rows = [row("enrolment", area_code=f"Chương Mĩ {n}") for n in range(5)]
    values, findings = parsed(draft("enrolment", rows), catalogue)
    assert sum(findings.counts.values()) == 5
    assert [m.how for m in values.matches][2:] == ["unknown"] * 3


@each("check", ["S09", "S15"])
def test_a_column_or_fact_that_was_asked_for_is_not_named_again_as_blank(catalogue, check):
    made = _without_column(draft("enrolment", [row("enrolment", level=None)]), "level")
    findings = Findings()
    findings.add(check, Place(), Bilingual("Thiếu.", "Missing."))
    parse(made, catalogue, Answers(), findings, TODAY)
    assert findings.counts == {check: 1}


def test_after_very_many_unknown_texts_only_codes_are_read(catalogue, monkeypatch):
    monkeypatch.setattr(resolve, "MOST_UNKNOWN", 1)
    names = ("zzz", "Hàn điện", "480201")
    rows = [row("enrolment", occupation_key=name) for name in names]
    values, findings = parsed(draft("enrolment", rows), catalogue)
    assert findings.counts == {"C01": 2}
    assert values.frame["occupation_key"].tolist()[2] == "480201"


def test_a_column_that_nobody_asked_for_is_never_let_through_blank(catalogue):
    made = _without_column(draft("enrolment", [row("enrolment", level=None)]), "level")
    assert parsed(made, catalogue)[1].counts == {"T01": 1}


def _without_column(made, name):
    """Return the draft of a file that has no such column."""
    columns = {column: at for column, at in made.columns.items() if column != name}
    return Draft(made.recognition, made.frame, columns)


def test_a_wrong_fact_is_named_where_it_was_read(catalogue):
    fact = Fact("occupation", "Nghề lạ", "found", Place("Sheet", 3, "B"))
    made = draft("enrolment", [row("enrolment", occupation_key="Nghề lạ")], facts=[fact])
    _, findings = parsed(_without_column(made, "occupation_key"), catalogue)
    assert [f.place for f in findings.listed] == [Place("Sheet", 3, "B")]


@each(("grouped", "expected"), [(True, [1234]), (False, [None])])
def test_grouped_counts_are_read_where_the_form_writes_them(catalogue, grouped, expected):
    made = draft("enrolment", [row("enrolment", enrolled="1.234")], grouped_counts=grouped)
    frame, findings = frame_of(made, catalogue)
    values = frame["enrolled"].astype(object)
    assert values.where(values.notna(), None).tolist() == expected
    assert findings.has_errors is not grouped


def test_the_names_of_a_catalogue_are_made_ready_once(catalogue):
    assert matcher_of(catalogue) is matcher_of(catalogue)
    other = replace(catalogue)
    assert matcher_of(other) is not matcher_of(catalogue)
