"""What is said of the years shown: which department answers, which level is new, what goes on."""

from pathlib import Path

import pytest

from tests.each import each
from vtdash.model.observation import Observation
from vtdash.reference import load_catalogue
from vtdash.render.names import Names
from vtdash.render.years_shown import of_years_shown, offices_in_words
from vtdash.text.language import Text

TRAINING, UNEMPLOYED = "vocational_education_office", "unemployed_training_office"
LABOUR, EDUCATION, HOME = "Department of Labour", "Education and Training", "Home Affairs"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(Path(__file__).parents[2] / "data" / "reference")


@each(
    ("office", "years", "named"),
    [
        (TRAINING, (2019, 2024), [LABOUR]),
        (TRAINING, (2025, 2025), [LABOUR, EDUCATION]),
        (TRAINING, (2026, 2026), [EDUCATION]),
        (UNEMPLOYED, (2024, 2024), [LABOUR]),
        (UNEMPLOYED, (2026, 2030), [HOME]),
        ("", (2019, 2030), []),
    ],
)
def test_the_department_named_is_that_of_the_years_shown(catalogue, office, years, named):
    said = offices_in_words(Names(catalogue, Text("en")), office, *years)
    assert [one for one in (LABOUR, EDUCATION, HOME) if one in said] == named


def test_a_department_is_told_with_its_days_and_the_law(catalogue):
    names = Names(catalogue, Text("vi"))
    assert offices_in_words(names, TRAINING, 2025, 2026) == (
        "Cơ quan phụ trách ở thành phố: Sở Lao động - Thương binh và Xã hội (đến ngày 28/02/2025; "
        "Nghị định số 37/2025/NĐ-CP) và Sở Giáo dục và Đào tạo (từ ngày 01/3/2025; Nghị định số "
        "37/2025/NĐ-CP)."
    )


def test_a_new_level_is_explained_where_it_is_shown_alone_or_added_up(catalogue):
    names = Names(catalogue, Text("en"))
    for level in ("vocational_secondary", "intermediate+vocational_secondary"):
        (said, _) = of_years_shown([enrolled("2026", level)], names)
        assert said.startswith("Vocational secondary exists since 1 January 2026")
    assert len(of_years_shown([enrolled("2026", "intermediate")], names)) == 1


def test_a_sum_over_years_names_the_departments_of_all_of_them(catalogue):
    (said,) = of_years_shown([enrolled("2019-Q1/2026-Q3")], Names(catalogue, Text("en")))
    assert LABOUR in said
    assert EDUCATION in said


@each(
    ("period", "unit", "is_told"),
    [
        ("2026-Q1/Q3", "training_turns", True),
        ("2026", "training_turns", False),
        ("2026-Q1/Q3", "percent", False),
        ("2019-Q1/2026-Q3", "training_turns", False),
    ],
)
def test_a_count_of_a_part_of_the_newest_year_is_told_as_that(catalogue, period, unit, is_told):
    rows = [enrolled("2025-Q3/Q4"), enrolled(period, unit=unit)]
    told = [one for one in of_years_shown(rows, Names(catalogue, Text("en"))) if "part of" in one]
    before = ["Q3–Q4 2025 is a part of a year: its counts are held against no whole year."]
    assert told == (
        ["Q1–Q3 2026 is a part of a year: its counts are held against no whole year."]
        if is_told
        else before * (unit == "percent")
    )


def enrolled(period, level="", unit="training_turns"):
    year = 2025 if period.startswith("2025") else 2026
    return Observation(
        indicator_id="vet_enrolment", year=year, period=period, level=level, unit=unit, value=1.0,
        data_status="sample",
    )  # fmt: skip
