"""Typed rows against the dataset: each rule broken, each rule nearly broken, the right words."""

import numpy as np
import pandas as pd
import pytest

from tests.each import each
from tests.intake.drafts import TODAY, draft, found, parsed, row
from vtdash.model.datasets import DATASETS
from vtdash.returns.checks.row_checks import check_rows
from vtdash.returns.findings import MOST_OF_A_CHECK, Findings
from vtdash.returns.parse import Parsed

E, G, D, T = DATASETS
NEW_LEVEL = "vocational_secondary"
HANOI_NOW, HAIPHONG_NOW = "00091", "11557"
"""Commune-level units in force since 1 July 2025."""


@pytest.fixture
def checked(catalogue):
    """Return the findings on rows of a dataset."""

    def check(dataset, *rows):
        made = draft(dataset, list(rows))
        values, findings = parsed(made, catalogue)
        check_rows(values, made, catalogue, findings, TODAY)
        return findings

    return check


BREAKS = [
    (E, {"enrolled_women": "121"}, "A01", "H", "121 > 120 (column G – Enrolments (course starts)"),
    (E, {"enrolled_rural": "121"}, "A01", "I", "> 120 (column "),
    (G, {"graduated": "121"}, "A01", "I", "> 120 (column "),
    (G, {"respondents": "101"}, "A01", "J", "> 100 (column "),
    (G, {"employed": "81"}, "A01", "K", "> 80 (column "),
    (G, {"in_field": "71"}, "A01", "L", "> 70 (column "),
    (D, {"trained_women": "61"}, "A01", "G", "> 60 (column "),
    (D, {"certified": "61"}, "A01", "H", "> 60 (column "),
    (T, {"milestones_done": "5"}, "A01", "F", "> 4 (column "),
    (T, {"money_planned": "0"}, "A05", "H", "420.5"),
    (E, {"area_code": "303"}, "C04", "C", "belongs to Hai Phong, not to Hanoi"),
    (E, {"period": "2025-Q3"}, "C03", "C", "is valid to 2025-06-30"),
    (E, {"area_code": HANOI_NOW, "period": "2025-Q2"}, "C03", "C", "from 2025-07-01"),
    (G, {"cohort_year": "2025"}, "C03", "C", "not for 2025"),
    (G, {"area_code": HANOI_NOW}, "C03", "C", "not for 2024"),
    (E, {"occupation_key": "R01"}, "C05", "F", "not taught at the level College"),
    (
        E,
        {"occupation_key": "R01", "level": NEW_LEVEL, "period": "2026-Q1", "area_code": HANOI_NOW},
        "C05",
        "F",
        "not taught at the level Vocational secondary",
    ),
    (E, {"level": NEW_LEVEL}, "C08", "F", "exists from 2026-01-01 (Law on Vocational Education"),
    (
        E,
        {"level": NEW_LEVEL, "period": "2025-Q4", "area_code": HANOI_NOW},
        "C08",
        "F",
        "not in 2025-Q4",
    ),
    (G, {"level": NEW_LEVEL, "cohort_year": "2025", "area_code": HANOI_NOW}, "C08", "F", "2025"),
    (T, {"item_id": "HP-M1"}, "C06", "D", "belongs to Hai Phong, not to Hanoi"),
    (T, {"city": "haiphong", "area_code": "303"}, "C06", "D", "belongs to Hanoi"),
    (E, {"period": "2026-Q2", "area_code": HANOI_NOW}, "P01", "B", "has not begun"),
    (G, {"cohort_year": "2027", "area_code": HANOI_NOW}, "P01", "B", "has not begun"),
]

NEARLY = [
    (E, {"enrolled": "0", "enrolled_women": "0", "enrolled_rural": "0"}),
    (E, {"enrolled_women": "120", "enrolled_rural": "120"}),
    (G, {"graduated": "120", "respondents": "120", "employed": "120", "in_field": "120"}),
    (D, {"trained_women": "60", "certified": "60"}),
    (T, {"milestones_done": "4"}),
    (T, {"money_planned": "0", "money_spent": "0"}),
    (T, {"money_planned": "1", "money_spent": "420.5"}),
    (E, {"area_code": "303", "city": "haiphong"}),
    (E, {"area_code": "303", "city": "haiphong", "period": "2025-Q1"}),
    (E, {"period": "2025-Q2"}),
    (E, {"period": "2025-Q3", "area_code": HANOI_NOW}),
    (E, {"period": "2025-Q3", "area_code": HAIPHONG_NOW, "city": "haiphong"}),
    (G, {"cohort_year": "2024"}),
    (G, {"cohort_year": "2025", "area_code": HANOI_NOW}),
    (E, {"occupation_key": "R01", "level": "elementary"}),
    (E, {"level": "under_3_months"}),
    (E, {"level": NEW_LEVEL, "period": "2026-Q1", "area_code": HANOI_NOW}),
    (G, {"level": NEW_LEVEL, "cohort_year": "2026", "area_code": HANOI_NOW}),
    (
        E,
        {
            "occupation_key": "340301",
            "level": "intermediate",
            "period": "2026-Q1",
            "area_code": HANOI_NOW,
        },
    ),
    (T, {"item_id": "HP-M7", "city": "haiphong", "area_code": "303"}),
    (E, {"period": "2026-Q1", "area_code": HANOI_NOW}),
    (G, {"cohort_year": "2026", "area_code": HANOI_NOW}),
]


@each(("dataset", "changes", "check", "column", "words"), BREAKS)
def test_a_row_that_breaks_a_rule_is_named(checked, dataset, changes, check, column, words):
    findings = checked(dataset, row(dataset, **changes))
    assert found(findings) == [(check, 2, column)]
    assert words in findings.listed[0].what.en
    assert findings.listed[0].what.vi.endswith(".")


@each(("dataset", "changes"), NEARLY)
def test_a_row_that_nearly_breaks_a_rule_is_not(checked, dataset, changes):
    assert checked(dataset, row(dataset, **changes)).counts == {}


def test_a_district_of_today_is_answered_with_the_units_that_stand_in_its_place(checked):
    (finding,) = checked(E, row(E, period="2025-Q3")).listed
    assert "10015 Phường Chương Mỹ" in finding.do.vi
    (finding,) = checked(E, row(E, area_code=HANOI_NOW)).listed
    assert "003 Tay Ho" in finding.do.en


def test_a_level_of_later_is_answered_with_those_of_the_period(checked):
    (finding,) = checked(E, row(E, level=NEW_LEVEL)).listed
    assert "intermediate (Trung cấp), elementary (Sơ cấp)" in finding.expected.vi
    (finding,) = checked(E, row(E, occupation_key="R01")).listed
    assert NEW_LEVEL not in finding.expected.vi
    (finding,) = checked(E, row(E, level="intermediate")).listed
    assert f"{NEW_LEVEL} (Trung học nghề từ 01/01/2026)" in finding.expected.vi


def test_a_wrong_cell_is_judged_once_and_not_again_beside_its_neighbours(checked):
    rows = [row(E, enrolled="many"), row(E, city="hue"), row(E, level="phd")]
    assert [check for check, *_ in found(checked(E, *rows))] == ["T02", "C01", "C01"]
    assert checked(T, row(T, money_planned="-5")).counts == {"T04": 1}
    assert checked(T, row(T, money_planned="0", money_spent="much")).counts == {"T04": 1}


def test_a_second_row_of_the_same_key_names_the_first(checked):
    findings = checked(E, row(E), row(E, level="elementary"), row(E), row(E))
    assert found(findings) == [("K01", 4, ""), ("K01", 5, "")]
    assert "Row 2 has the same: A – City, " in findings.listed[1].what.en
    assert "với dòng 2 ở: A – Thành phố, " in findings.listed[1].what.vi


def test_a_key_is_compared_by_what_it_means_and_not_by_how_it_is_written(checked):
    assert checked(E, row(E), row(E, area_code="Huyện Chương Mỹ")).counts == {"K01": 1}


def test_rows_without_a_whole_key_are_no_duplicates(checked):
    assert checked(E, row(E, level="?"), row(E, level="?")).counts == {"C01": 1}


def test_failures_beyond_those_listed_are_counted(checked):
    rows = [row(E, institution_id=f"CS-{n}", enrolled_women="121") for n in range(250)]
    findings = checked(E, *rows)
    assert findings.counts == {"A01": 250}
    assert len(findings.listed) == MOST_OF_A_CHECK
    assert findings.listed[-1].place.row == 201


IMPOSSIBLE = [
    ("enrolled", [-1], "Int64", "T02"),
    ("enrolled", [10**9], "Int64", "T02"),
    ("level", ["phd"], "category", "C01"),
    ("area_code", ["999"], "category", "C01"),
    ("occupation_key", ["1"], "category", "C01"),
    ("period", ["2024"], "category", "T06"),
    ("institution_id", ["x" * 101], "category", "T07"),
]


@each(("column", "cells", "dtype", "check"), IMPOSSIBLE)
def test_what_no_column_can_hold_is_caught_whoever_made_it(catalogue, column, cells, dtype, check):
    made = draft(E, [row(E)])
    values, findings = parsed(made, catalogue)
    impossible = pd.Series(cells, index=[2]).astype(dtype)
    frame = _alone(values.frame.assign(**{column: impossible}), column)
    check_rows(Parsed(frame, ()), made, catalogue, findings, TODAY)
    assert set(findings.counts) == {check}


def _alone(frame, column):
    """Return the frame with the other cells missing, so that one rule alone is asked."""
    return pd.DataFrame({
        name: frame[name] if name == column else frame[name].where(np.array([False]))
        for name in frame
    })  # fmt: skip


def test_a_column_of_another_type_is_the_programs_own_mistake(catalogue):
    made = draft(E, [row(E)])
    values, _ = parsed(made, catalogue)
    frame = values.frame.assign(enrolled=["120"])
    with pytest.raises(TypeError, match="Int64"):
        check_rows(Parsed(frame, ()), made, catalogue, Findings(), TODAY)
