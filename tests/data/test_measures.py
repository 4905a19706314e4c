"""Every question on a handful of rows, with the answer worked out by hand.

ENROLMENT (turns begun, of which women, of which rural; the last column is the data status)

    hanoi     2023-Q1  001    480201  college         100  40  10  sample
    hanoi     2023-Q4  001    480201  elementary       60  30  50  sample
    hanoi     2024-Q1  004    R01     elementary       50  25  50  sample
    hanoi     2024-Q2  001    480201  college          80  20   0  reported
    hanoi     2025-Q3  00004  520227  under_3_months   20  10  20  sample
    haiphong  2023-Q1  303    480201  intermediate      0   0   0  sample
    haiphong  2024-Q1  303    480201  intermediate     40  10   5  sample
    haiphong  2024-Q2  288    R01     elementary       10   5  10  sample   (former Hai Duong)
    haiphong  2025-Q3  11311  480201  college          30   6   0  sample   (merged city)

GRADUATES (cohort; enrolled, graduated, answered, employed, in field)

    hanoi     2023  001    480201  college       120  100  90  81  40  sample
    hanoi     2023  004    R01     elementary     20   15  10   1   1  sample
    hanoi     2024  001    480201  college        30   20   0   0   0  reported
    hanoi     2025  00004  480201  college        50   40  30  24  12  sample
    haiphong  2023  303    480201  intermediate   60   50  40  30  20  sample
    haiphong  2024  288    R01     elementary     20   20  20   0   0  sample

DIGITAL (trained, women, certified)

    hanoi     2024-Q1  001    rural_workers  100   50  80  sample
    hanoi     2024-Q2  004    adults         300  100  60  sample
    hanoi     2025-Q3  00004  adults          50   20  50  reported
    haiphong  2024-Q1  303    public_staff    40   10  10  sample
    haiphong  2024-Q1  288    adults           0    0   0  sample
    haiphong  2025-Q3  11311  adults          25    5   5  sample

TASKS (milestones planned, done; million VND planned, spent)

    hanoi     2025-Q1  001    HN-T1   4  3   100      80.5   sample
    hanoi     2025-Q1  004    HN-T1   1  0    50       0     sample
    hanoi     2025-Q1  001    HN-T2   0  0     0       0     sample
    hanoi     2025-Q2  001    HN-T1   5  5    10      10.25  reported
    haiphong  2025-Q1  303    HP-M1  10  5  1000     400     sample
    haiphong  2025-Q3  11311  HP-M1   2  1   200.125 100     sample

FIGURES (the register cut to eleven rows; C = trained_rate_certified, S = secondary leavers)

    T01  ha_noi                C  all workers              2023       observed  50        high
    T02  ha_noi                C  all workers              2024       observed  54        high
    T03  ha_noi                C  all workers              2024       estimate  60        high
    T04  ha_noi                C  ethnic-minority workers  2025       observed  20        high
    T05  ha_noi, Hoài Đức      C  all workers              2025       observed  90        high
    T06  ha_noi                C  all workers              2030       target    at least 60
    T07  hai_phong_to_2025_06  S  graduates                2030       target    50 to 55
    T08  ha_noi                C  all workers              2021-2025  observed  99  cumulative
    T09  viet_nam              C  all workers              2024       observed  28        high
    T10  ha_noi                C  all workers              2025       plan      57        high
    T11  ha_noi                C  all workers              2026-2030  target    about 61, every year
"""

from __future__ import annotations

import inspect
import math
import re
import shutil
from dataclasses import replace
from operator import attrgetter

import pytest

from tests.each import each
from vtdash.model.datasets import LEVELS
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.reference.check import FIGURE_COLUMNS
from vtdash.rules.basis import as_observation
from vtdash.store import open_current
from vtdash.store.questions import questions
from vtdash.store.questions.answers import SQL_FOLDER, mart_columns, question_text
from vtdash.store.questions.coverage import reported_areas

STATEMENTS = {path.stem: path.read_text("utf-8") for path in SQL_FOLDER.glob("*.sql")}
RATES = {f"employment_rate_by_{by}" for by in ("year", "level", "occupation", "area")} | {
    f"in_field_rate_by_{by}" for by in ("year", "level", "occupation")
}
"""Questions that graduate_rate.sql answers."""
QUESTIONS = set(STATEMENTS) - {"graduate_rate"} | RATES
HD, TO, SINCE = "hai_duong_to_2025_06", "hai_phong_to_2025_06", "hai_phong_since_2025_07"
C, S = "trained_rate_certified", "secondary_leavers_entering_vet_rate"

SAMPLE = {
    "enrolment": [
        "hanoi 2023-Q1 001 CS-1 480201 college 100 40 10",
        "hanoi 2023-Q4 001 CS-1 480201 elementary 60 30 50",
        "hanoi 2024-Q1 004 CS-1 R01 elementary 50 25 50",
        "hanoi 2025-Q3 00004 CS-1 520227 under_3_months 20 10 20",
        "haiphong 2023-Q1 303 CS-2 480201 intermediate 0 0 0",
        "haiphong 2024-Q1 303 CS-2 480201 intermediate 40 10 5",
        "haiphong 2024-Q2 288 CS-3 R01 elementary 10 5 10",
        "haiphong 2025-Q3 11311 CS-2 480201 college 30 6 0",
    ],
    "graduate_tracer": [
        "hanoi 2023 001 CS-1 480201 college 12 120 100 90 81 40",
        "hanoi 2023 004 CS-1 R01 elementary 6 20 15 10 1 1",
        "hanoi 2025 00004 CS-1 480201 college 12 50 40 30 24 12",
        "haiphong 2023 303 CS-2 480201 intermediate 12 60 50 40 30 20",
        "haiphong 2024 288 CS-3 R01 elementary 12 20 20 20 0 0",
    ],
    "digital_skills": [
        "hanoi 2024-Q1 001 CS-1 rural_workers 100 50 80",
        "hanoi 2024-Q2 004 CS-1 adults 300 100 60",
        "haiphong 2024-Q1 303 CS-2 public_staff 40 10 10",
        "haiphong 2024-Q1 288 CS-3 adults 0 0 0",
        "haiphong 2025-Q3 11311 CS-2 adults 25 5 5",
    ],
    "task_progress": [
        "hanoi 2025-Q1 001 HN-T1 4 3 100 80.5",
        "hanoi 2025-Q1 004 HN-T1 1 0 50 0",
        "hanoi 2025-Q1 001 HN-T2 0 0 0 0",
        "haiphong 2025-Q1 303 HP-M1 10 5 1000 400",
        "haiphong 2025-Q3 11311 HP-M1 2 1 200.125 100",
    ],
}
REPORTED = (
    ("enrolment", "hanoi 2024-Q2 001 CS-1 480201 college 80 20 0"),
    ("graduate_tracer", "hanoi 2024 001 CS-1 480201 college 12 30 20 0 0 0"),
    ("digital_skills", "hanoi 2025-Q3 00004 CS-1 adults 50 20 50"),
    ("task_progress", "hanoi 2025-Q2 001 HN-T1 5 5 10 10.25"),
)
FIGURES = """
T01,hanoi,ha_noi,,C,all workers,2023,2023,2023,single,50,50,exact,observed
T02,hanoi,ha_noi,,C,all workers,2024,2024,2024,single,54,54,exact,observed
T03,hanoi,ha_noi,,C,all workers,2024,2024,2024,single,60,60,exact,estimate
T04,hanoi,ha_noi,,C,ethnic-minority workers,2025,2025,2025,single,20,20,exact,observed
T05,hanoi,ha_noi,Hoài Đức district,C,all workers,2025,2025,2025,single,90,90,exact,observed
T06,hanoi,ha_noi,,C,all workers,2030,2030,2030,single,60,,at_least,target
T07,haiphong,hai_phong_to_2025_06,,S,graduates,2030,2030,2030,single,50,55,range,target
T08,hanoi,ha_noi,,C,all workers,2021-2025,2021,2025,cumulative,99,99,exact,observed
T09,national,viet_nam,,C,all workers,2024,2024,2024,single,28,28,exact,observed
T10,hanoi,ha_noi,,C,all workers,2025,2025,2025,single,57,57,exact,plan
T11,hanoi,ha_noi,,C,all workers,2026-2030,2026,2030,annual,61,61,about,target
""".strip().splitlines()  # fmt: skip

_CHOSEN = {
    "milestones_by_quarter": {"items": ("HN-T1", "HP-M1")},
    "money_by_quarter": {"items": ("HN-T1", "HP-M1")},
    "published_by_year": {"indicators": (C, S), "figure_levels": ("", "all")},
    "figures_by_indicator": {"indicators": (C, S), "statuses": ("observed", "target")},
    "figures_of_places": {"area_names": ("Hoài Đức district",)},
    "latest_observations": {"indicators": (C, S)},
    "targets_ending": {"indicators": (C, S)},
    "annual_targets": {"indicators": (C, S)},
}
"""What a question needs beside the filters."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory, in_full):
    folder = tmp_path_factory.mktemp("reference") / "reference"
    shutil.copytree(in_full, folder)
    lines = [",".join(FIGURE_COLUMNS)]
    for line in FIGURES:
        start, rest = line.split(",", 4)[:4], line.split(",")[4:]
        indicator, breakdown, period, first, last, recurrence, low, high, qualifier, status = rest
        lines.append(",".join([
            *start, {"C": C, "S": S}[indicator], "", breakdown, period, first, last, recurrence,
            low, high, qualifier, "percent", status, "", "S001", "high", "", "", "", "",
        ]))  # fmt: skip
    (folder / "figures.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def store(open_tiny, records, reference):
    returns = [records(dataset, row) for dataset, row in REPORTED]
    return open_tiny(SAMPLE, returns, reference)


def ask(store, question, filters=None, **more):
    chosen = {**_CHOSEN.get(question, {}), **more}
    return getattr(questions, question)(store, filters or Filters(last_year=2050), **chosen)


def of(rows, indicator):
    return [row for row in rows if row.indicator_id == indicator]


def only(rows, *fields):
    """Return fields of rows, those of a survey by a path such as 'survey.asked'."""
    return [tuple(attrgetter(field)(row) for field in fields) for row in rows]


# --- enrolment --------------------------------------------------------------------------------


def test_enrolment_by_year_adds_turns_and_names_the_quarters_that_it_covers(store):
    rows = of(ask(store, "enrolment_by_year"), "vet_enrolment")
    assert only(rows, "city", "territory", "year", "period", "value", "data_status") == [
        ("haiphong", HD, 2024, "2024-Q2", 10, "sample"),
        ("haiphong", SINCE, 2025, "2025-Q3", 30, "sample"),
        ("haiphong", TO, 2023, "2023-Q1", 0, "sample"),
        ("haiphong", TO, 2024, "2024-Q1", 40, "sample"),
        ("hanoi", "ha_noi", 2023, "2023-Q1+Q4", 160, "sample"),
        ("hanoi", "ha_noi", 2024, "2024-Q2", 80, "reported"),
        ("hanoi", "ha_noi", 2024, "2024-Q1", 50, "sample"),
        ("hanoi", "ha_noi", 2025, "2025-Q3", 20, "sample"),
    ]


def test_only_the_quarters_that_are_asked_for_count(store):
    spring = Filters(cities=("hanoi",), quarters=(1, 2))
    turns = of(ask(store, "enrolment_by_year", spring), "vet_enrolment")
    assert [(row.period, row.value) for row in turns] == [
        ("2023-Q1", 100), ("2024-Q2", 80), ("2024-Q1", 50)
    ]  # fmt: skip
    trained = of(ask(store, "digital_by_year", spring), "digital_skills_trained")
    assert [(row.period, row.value) for row in trained] == [("2024-Q1/Q2", 400)]


def test_enrolment_by_level_adds_years_and_keeps_territories_apart(store):
    rows = ask(store, "enrolment_by_level", Filters(cities=("haiphong",)))
    assert only(rows, "territory", "level", "period", "value") == [
        (HD, "elementary", "2024-Q2", 10),
        (SINCE, "college", "2025-Q3", 30),
        (TO, "intermediate", "2023-Q1/2024-Q1", 40),
    ]
    hanoi = ask(store, "enrolment_by_level", Filters(cities=("hanoi",)))
    assert only(hanoi, "level", "value", "data_status") == [
        ("college", 80, "reported"),
        ("college", 100, "sample"),
        ("elementary", 110, "sample"),
        ("under_3_months", 20, "sample"),
    ]


def test_enrolment_by_occupation_ranks_over_both_cities_and_each_kind_of_data_by_itself(store):
    """Sample, 480201: 160 + 40 + 30 = 230; R01: 50 + 10 = 60; 520227: 20. Reported: 480201."""
    rows = ask(store, "enrolment_by_occupation")
    assert only(rows, "occupation_key", "territory", "value", "data_status") == [
        ("480201", "ha_noi", 80, "reported"),
        ("480201", SINCE, 30, "sample"),
        ("480201", TO, 40, "sample"),
        ("480201", "ha_noi", 160, "sample"),
        ("R01", HD, 10, "sample"),
        ("R01", "ha_noi", 50, "sample"),
        ("520227", "ha_noi", 20, "sample"),
    ]


def test_enrolment_by_area_ranks_the_areas_of_one_era(store):
    rows = ask(store, "enrolment_by_area")
    assert only(rows, "area_id", "territory", "value", "data_status") == [
        ("district-001", "ha_noi", 80, "reported"),
        ("district-001", "ha_noi", 160, "sample"),
        ("district-004", "ha_noi", 50, "sample"),
        ("district-303-20250101", TO, 40, "sample"),
        ("district-288", HD, 10, "sample"),
    ]
    communes = ask(store, "enrolment_by_area", Filters(area_kind="commune"))
    assert only(communes, "area_id", "value") == [
        ("commune-11311-20250701", 30),
        ("commune-00004-20250701", 20),
    ]


def test_enrolment_by_area_on_today_s_map_adds_both_kinds_of_units(store):
    """Bạch Long Vĩ and Cát Hải apart nothing stayed; the totals are those of both kinds."""
    rows = ask(store, "enrolment_by_area", Filters(geography="todays_map"))
    assert sum(row.value for row in rows) == 240 + 50 + 40 + 10 + 30 + 20
    assert sum(r.value for r in rows if r.data_status == "reported") == 80
    assert all(row.area_id.startswith("commune-") for row in rows)
    assert ask(store, "enrolment_by_area", Filters(geography="unchanged_only")) == ()


def test_women_by_area_divides_last(store):
    """District 001: 70 of the 160 of the sample, 20 of the 80 reported."""
    rows = ask(store, "women_by_area")
    assert {(r.area_id, r.data_status): r.value for r in rows} == {
        ("district-001", "reported"): 25.0,
        ("district-001", "sample"): 43.75,
        ("district-004", "sample"): 50.0,
        ("district-303-20250101", "sample"): 25.0,
        ("district-288", "sample"): 50.0,
    }


def test_digital_certified_by_area_divides_last_and_a_share_of_nothing_has_a_reason(store):
    rows = ask(store, "digital_certified_by_area")
    assert {row.area_id: (row.value, row.value_note) for row in rows} == {
        "district-001": (80.0, ""),
        "district-004": (20.0, ""),
        "district-303-20250101": (25.0, ""),
        "district-288": (None, "not_applicable"),
    }


# --- what was chosen --------------------------------------------------------------------------

TWO = ("district-001", "district-004")


def test_chosen_areas_are_answered_one_by_one_and_go_on_through_their_heirs(store):
    """Of the unit's 20 turns 93.8 % of its area lie in the first district: 18.76."""
    rows = of(ask(store, "enrolment_by_year", Filters(areas=TWO)), "vet_enrolment")
    assert only(rows, "area_id", "period", "data_status", "status", "value_note") == [
        ("district-001", "2023-Q1+Q4", "sample", "observed", ""),
        ("district-001", "2024-Q2", "reported", "observed", ""),
        ("district-001", "2025-Q3", "sample", "estimate", "estimated_by_area"),
        ("district-004", "2024-Q1", "sample", "observed", ""),
    ]
    assert [row.value for row in rows] == pytest.approx([160, 80, 18.76, 50])
    for question in ("enrolment_by_level", "enrolment_by_occupation", "enrolment_by_area"):
        parts = ask(store, question, Filters(areas=TWO))
        assert sum(r.value for r in parts) == pytest.approx(sum(r.value for r in rows))


def test_a_share_through_the_heirs_is_divided_last(store):
    rows = of(ask(store, "enrolment_by_year", Filters(areas=TWO)), "female_enrolment_share")
    heir = next(row for row in rows if row.year == 2025)
    assert (heir.numerator, heir.denominator) == pytest.approx((9.38, 18.76))
    assert heir.value == pytest.approx(50)


def test_areas_and_occupations_together_are_one_row_that_names_them_all(store):
    chosen = Filters(areas=TWO, occupations=("480201", "R01"), together=True)
    rows = of(ask(store, "enrolment_by_year", chosen), "vet_enrolment")
    both = {(row.area_id, row.occupation_key) for row in rows}
    assert both == {("district-001+district-004", "480201+R01")}
    assert only(rows, "period", "value", "data_status", "areas_reported", "areas_expected") == [
        ("2023-Q1+Q4", 160, "sample", 0, 0),
        ("2024-Q2", 80, "reported", 1, 2),
        ("2024-Q1", 50, "sample", 0, 0),
    ]


def test_areas_of_two_cities_together_are_a_row_for_each_city(store):
    chosen = Filters(areas=("district-001", "district-288"), together=True)
    rows = of(ask(store, "enrolment_by_year", chosen), "vet_enrolment")
    assert {row.area_id for row in rows} == {"district-001", "district-288"}


def test_a_chosen_occupation_or_level_is_on_every_row(store):
    by_level = ask(store, "enrolment_by_level", Filters(occupations=("480201",)))
    assert {row.occupation_key for row in by_level} == {"480201"}
    assert {row.level for row in by_level} > {"college"}
    chosen = Filters(levels=("elementary", "college"))
    assert {row.level for row in ask(store, "enrolment_by_year", chosen)} == {"college+elementary"}
    rates = ask(store, "employment_rate_by_year", Filters(occupations=("480201", "R01")))
    assert only(rates, "occupation_key", "territory", "numerator") == [
        ("R01", HD, 0), ("480201", TO, 30), ("480201", "ha_noi", 81), ("480201", "ha_noi", 0),
        ("480201", "ha_noi", 24), ("R01", "ha_noi", 1),
    ]  # fmt: skip


def test_the_areas_of_a_code_that_changed_are_one_under_the_chosen_one(open_tiny):
    """District 303 has one boundary to 2024 and another since."""
    turns = ("haiphong 2022-Q1 303 CS-1 480201 college 10 3 1",
             "haiphong 2025-Q1 303 CS-1 480201 college 40 3 1")  # fmt: skip
    tiny = open_tiny({"enrolment": list(turns)})
    ids = [area.id for area in tiny.catalogue.areas if area.code == "303"]
    for chosen in ids:
        rows = ask(tiny, "enrolment_by_level", Filters(areas=(chosen,)))
        assert only(rows, "area_id", "value", "period") == [(chosen, 50, "2022-Q1/2025-Q1")]


def test_reported_values_say_how_many_areas_are_behind_them(store):
    """One of Hanoi's 30 districts reported; its share of women is the city's as far as known."""
    rows = ask(store, "enrolment_by_year", Filters(cities=("hanoi",), first_year=2024))
    behind = {(r.data_status, r.areas_reported, r.areas_expected) for r in rows}
    assert behind == {("reported", 1, 30), ("sample", 0, 0)}
    for question, expected in (("graduate_steps", 30), ("digital_by_audience", 126)):
        rows = ask(store, question, Filters(cities=("hanoi",)))
        reported = [row for row in rows if row.data_status == "reported"]
        assert {(row.areas_reported, row.areas_expected) for row in reported} == {(1, expected)}


def test_rural_by_year_adds_rural_turns_only(store):
    rows = of(ask(store, "enrolment_by_year", Filters(cities=("hanoi",))), "rural_workers_trained")
    assert only(rows, "year", "value", "unit", "data_status") == [
        (2023, 60, "training_turns", "sample"),
        (2024, 0, "training_turns", "reported"),
        (2024, 50, "training_turns", "sample"),
        (2025, 20, "training_turns", "sample"),
    ]


def test_women_by_year_divides_last_and_a_share_of_nothing_has_a_reason(store):
    """2023: (40 + 30) / (100 + 60) = 43.75 %, where the mean of 40 % and 50 % would be 45 %."""
    rows = of(ask(store, "enrolment_by_year"), "female_enrolment_share")
    shares = {(r.territory, r.year, r.data_status): (r.value, r.value_note) for r in rows}
    assert shares["ha_noi", 2023, "sample"] == (43.75, "")
    assert shares["ha_noi", 2024, "reported"] == (25.0, "")
    assert shares[TO, 2023, "sample"] == (None, "not_applicable")


@each("question", ["enrolment_by_year", "digital_by_year",
                                      "digital_certified_by_year"])  # fmt: skip
def test_a_year_goes_by_its_bare_number_only_with_all_four_quarters(open_tiny, question):
    """2020: Q1 to Q4; 2021: Q2 and Q3; 2022: Q1 and Q4, which is half a year; 2023: Q3."""
    quarters = [*(f"2020-Q{q}" for q in (1, 2, 3, 4)), "2021-Q2", "2021-Q3", "2022-Q1", "2022-Q4",
                "2023-Q3"]  # fmt: skip
    tiny = open_tiny({
        "enrolment": [f"hanoi {q} 001 CS-1 480201 college 9 3 1" for q in quarters],
        "digital_skills": [f"hanoi {q} 001 CS-1 adults 9 3 1" for q in quarters],
    })  # fmt: skip
    periods = dict.fromkeys(row.period for row in ask(tiny, question))
    assert list(periods) == ["2020", "2021-Q2/Q3", "2022-Q1+Q4", "2023-Q3"]


# --- graduates --------------------------------------------------------------------------------


def test_graduate_steps_follow_a_cohort_from_intake_to_work_in_field(store):
    """Hanoi's sample: 190 enrolled, 155 graduated, 130 answered, 106 work, 53 in their field."""
    rows = ask(store, "graduate_steps", Filters(cities=("hanoi",), sample=True))
    assert only(rows, "indicator_id", "value", "data_status") == [
        ("tracer_enrolled", 30, "reported"), ("tracer_enrolled", 190, "sample"),
        ("vet_graduates", 20, "reported"), ("vet_graduates", 155, "sample"),
        ("tracer_respondents", 0, "reported"), ("tracer_respondents", 130, "sample"),
        ("tracer_employed", 0, "reported"), ("tracer_employed", 106, "sample"),
        ("tracer_in_field", 0, "reported"), ("tracer_in_field", 53, "sample"),
    ]  # fmt: skip


def test_employment_by_year_divides_last(store):
    """Hanoi 2023: 81 of 90 and 1 of 10 are 82 %, not the 50 % that the mean of rates gives."""
    rows = ask(store, "employment_rate_by_year")
    assert only(rows, "territory", "year", "value", "numerator", "denominator", "value_note") == [
        (HD, 2024, 0.0, 0, 20, "small_base"),
        (TO, 2023, 75.0, 30, 40, ""),
        ("ha_noi", 2023, 82.0, 82, 100, ""),
        ("ha_noi", 2024, None, 0, 0, "not_collected"),
        ("ha_noi", 2025, 80.0, 24, 30, ""),
    ]


def test_a_rate_from_a_survey_has_its_interval_and_one_on_nobody_has_none(store):
    rows = ask(store, "employment_rate_by_year")
    for row in rows:
        if row.value is None:
            assert row.interval is None
        else:
            low, high = row.interval
            assert 0 <= low <= row.value <= high <= 100


def test_in_field_by_year_is_a_share_of_those_in_work(store):
    rows = ask(store, "in_field_rate_by_year")
    assert only(rows, "territory", "year", "value", "value_note") == [
        (HD, 2024, None, "not_applicable"),
        (TO, 2023, pytest.approx(100 * 20 / 30), ""),
        ("ha_noi", 2023, 50.0, ""),
        ("ha_noi", 2024, None, "not_applicable"),
        ("ha_noi", 2025, 50.0, "small_base"),
    ]


def test_employment_by_level_weighs_cohorts_by_their_answers(store):
    """Hanoi, college, sample: (81 + 24) of (90 + 30) = 87.5 %, not the 85 % of 90 % and 80 %."""
    rows = ask(store, "employment_rate_by_level", Filters(cities=("hanoi",)))
    assert only(rows, "level", "period", "value", "data_status") == [
        ("college", "2024", None, "reported"),
        ("college", "2023-2025", 87.5, "sample"),
        ("elementary", "2023", 10.0, "sample"),
    ]


def test_employment_by_occupation_ranks_by_answers(store):
    """Sample: 480201 has 90 + 30 + 40 = 160 answers, R01 10 + 20 = 30; reported: none."""
    rows = ask(store, "employment_rate_by_occupation")
    assert only(rows, "occupation_key", "territory", "value", "data_status") == [
        ("480201", "ha_noi", None, "reported"),
        ("480201", TO, 75.0, "sample"),
        ("480201", "ha_noi", 87.5, "sample"),
        ("R01", HD, 0.0, "sample"),
        ("R01", "ha_noi", 10.0, "sample"),
    ]


def test_employment_by_area_ranks_by_answers(store):
    """Answers: 001 90, 303 40, 288 20, 004 10; 001 has a reported and a sample row."""
    rows = ask(store, "employment_rate_by_area")
    assert only(rows, "area_id", "value", "data_status") == [
        ("district-001", None, "reported"),
        ("district-001", 90.0, "sample"),
        ("district-303-20250101", 75.0, "sample"),
        ("district-288", 0.0, "sample"),
        ("district-004", 10.0, "sample"),
    ]
    commune = ask(store, "employment_rate_by_area", Filters(area_kind="commune"))
    assert only(commune, "area_id", "value") == [("commune-00004-20250701", 80.0)]


def test_in_field_by_level_divides_by_those_in_work(store):
    """Hanoi, college, sample: (40 + 12) of (81 + 24); elementary 1 of 1; reported: nobody."""
    rows = ask(store, "in_field_rate_by_level", Filters(cities=("hanoi",)))
    assert only(rows, "level", "period", "value", "value_note", "data_status") == [
        ("college", "2024", None, "not_applicable", "reported"),
        ("college", "2023-2025", pytest.approx(100 * 52 / 105), "", "sample"),
        ("elementary", "2023", 100.0, "small_base", "sample"),
    ]


def test_in_field_by_occupation_lists_every_occupation_with_numerator_and_denominator(store):
    rows = ask(store, "in_field_rate_by_occupation")
    assert only(rows, "occupation_key", "territory", "numerator", "denominator") == [
        ("R01", HD, 0, 0),
        ("480201", TO, 20, 30),
        ("480201", "ha_noi", 0, 0),
        ("480201", "ha_noi", 52, 105),
        ("R01", "ha_noi", 1, 1),
    ]


def test_beside_a_rate_stands_how_many_of_those_asked_answered(store):
    """Hanoi 2023: 90 + 10 of 100 + 15; of those in work the response is the survey's too."""
    for question in ("employment_rate_by_year", "in_field_rate_by_year"):
        rows = ask(store, question)
        assert only(rows, "territory", "year", "survey.answered", "survey.asked") == [
            (HD, 2024, 20, 20), (TO, 2023, 40, 50), ("ha_noi", 2023, 100, 115),
            ("ha_noi", 2024, 0, 20), ("ha_noi", 2025, 30, 40),
        ]  # fmt: skip
        assert [round(row.survey.response, 1) for row in rows] == [100, 80, 87, 0, 75]


# --- digital skills ---------------------------------------------------------------------------


def test_digital_by_year_lists_the_trained_before_the_certified(store):
    rows = ask(store, "digital_by_year")
    assert only(rows, "indicator_id", "territory", "period", "value") == [
        ("digital_skills_trained", HD, "2024-Q1", 0),
        ("digital_skills_trained", SINCE, "2025-Q3", 25),
        ("digital_skills_trained", TO, "2024-Q1", 40),
        ("digital_skills_trained", "ha_noi", "2024-Q1/Q2", 400),
        ("digital_skills_trained", "ha_noi", "2025-Q3", 50),
        ("digital_skills_certified", HD, "2024-Q1", 0),
        ("digital_skills_certified", SINCE, "2025-Q3", 5),
        ("digital_skills_certified", TO, "2024-Q1", 10),
        ("digital_skills_certified", "ha_noi", "2024-Q1/Q2", 140),
        ("digital_skills_certified", "ha_noi", "2025-Q3", 50),
    ]


def test_digital_certified_by_year_divides_last(store):
    """Hanoi 2024: 140 of 400 = 35 %, where the mean of 80 % and 20 % would be 50 %."""
    rows = ask(store, "digital_certified_by_year")
    assert only(rows, "territory", "year", "value", "value_note") == [
        (HD, 2024, None, "not_applicable"),
        (SINCE, 2025, 20.0, ""),
        (TO, 2024, 25.0, ""),
        ("ha_noi", 2024, 35.0, ""),
        ("ha_noi", 2025, 100.0, ""),
    ]


def test_digital_by_audience_keeps_reported_and_sample_apart(store):
    rows = ask(store, "digital_by_audience", Filters(cities=("hanoi",)))
    assert only(rows, "group_kind", "group", "value", "data_status") == [
        ("audience", "adults", 50, "reported"),
        ("audience", "adults", 300, "sample"),
        ("audience", "rural_workers", 100, "sample"),
    ]


def test_digital_by_area_ranks_areas_and_answers_for_every_one(store):
    rows = ask(store, "digital_by_area")
    assert only(rows, "area_id", "territory", "value") == [
        ("district-004", "ha_noi", 300),
        ("district-001", "ha_noi", 100),
        ("district-303-20250101", TO, 40),
        ("district-288", HD, 0),
    ]


# --- tasks ------------------------------------------------------------------------------------


def test_milestones_by_item_divides_last_and_nothing_planned_has_a_reason(store):
    """HN-T1, sample: (3 + 0) of (4 + 1) = 60 %, where the mean of 75 % and 0 % would be 37.5 %."""
    rows = ask(store, "milestones_by_item")
    assert only(rows, "group", "territory", "value", "value_note", "data_status") == [
        ("HP-M1", SINCE, 50.0, "", "sample"),
        ("HP-M1", TO, 50.0, "", "sample"),
        ("HN-T1", "ha_noi", 100.0, "", "reported"),
        ("HN-T1", "ha_noi", 60.0, "", "sample"),
        ("HN-T2", "ha_noi", None, "not_applicable", "sample"),
    ]


def test_milestones_by_quarter_gives_planned_then_done(store):
    rows = ask(store, "milestones_by_quarter", items=("HN-T1",))
    assert only(rows, "period", "indicator_id", "value", "data_status") == [
        ("2025-Q1", "task_milestones_planned", 5, "sample"),
        ("2025-Q1", "task_milestones_done", 3, "sample"),
        ("2025-Q2", "task_milestones_planned", 5, "reported"),
        ("2025-Q2", "task_milestones_done", 5, "reported"),
    ]


def test_money_by_quarter_is_in_million_vnd_and_not_rounded_to_whole_numbers(store):
    rows = ask(store, "money_by_quarter", items=("HN-T1", "HP-M1"))
    assert only(rows, "group", "territory", "period", "indicator_id", "value") == [
        ("HP-M1", TO, "2025-Q1", "task_money_planned", 1000.0),
        ("HP-M1", TO, "2025-Q1", "task_money_spent", 400.0),
        ("HP-M1", SINCE, "2025-Q3", "task_money_planned", 200.125),
        ("HP-M1", SINCE, "2025-Q3", "task_money_spent", 100.0),
        ("HN-T1", "ha_noi", "2025-Q1", "task_money_planned", 150.0),
        ("HN-T1", "ha_noi", "2025-Q1", "task_money_spent", 80.5),
        ("HN-T1", "ha_noi", "2025-Q2", "task_money_planned", 10.0),
        ("HN-T1", "ha_noi", "2025-Q2", "task_money_spent", 10.25),
    ]


# --- the register -----------------------------------------------------------------------------


@each(
    ("question", "figures"),
    [
        ("registered_figures", [f"T{n:02}" for n in range(1, 12)]),
        # no sub-group (T04), no place (T05), no span of years (T08, T11), no nation (T09)
        ("published_by_year", ["T01", "T03", "T02", "T10", "T06", "T07"]),
        # sub-groups yes, places no; plans and estimates not asked for; S before C
        ("figures_by_indicator", ["T07", "T01", "T02", "T04", "T08", "T06", "T11"]),
        ("figures_of_places", ["T05"]),
        ("latest_observations", ["T02"]),
        ("targets_ending", ["T07", "T06"]),
        ("annual_targets", ["T11"]),
    ],
)  # fmt: skip
def test_a_question_to_the_register_returns_exactly_its_figures(store, question, figures):
    assert [row.figure_id for row in ask(store, question)] == figures


def test_latest_observations_prefer_an_observation_to_an_estimate_of_the_same_year(store):
    assert only(ask(store, "latest_observations"), "figure_id", "value", "status") == [
        ("T02", 54.0, "observed")
    ]


def test_a_bound_and_a_range_have_no_point_value(store):
    by_id = {row.figure_id: row for row in ask(store, "targets_ending")}
    bound, span = by_id["T06"], by_id["T07"]
    assert (bound.value, bound.low, bound.high, bound.qualifier) == (None, 60.0, None, "at_least")
    assert (span.value, span.low, span.high, span.qualifier) == (None, 50.0, 55.0, "range")


def test_extent_gives_the_years_of_each_dataset_and_data_status(store):
    assert questions.years_of_returns(store) == {
        ("enrolment", "reported"): (2024, 2024),
        ("enrolment", "sample"): (2023, 2025),
        ("graduate_tracer", "reported"): (2024, 2024),
        ("graduate_tracer", "sample"): (2023, 2025),
        ("digital_skills", "reported"): (2025, 2025),
        ("digital_skills", "sample"): (2024, 2025),
        ("task_progress", "reported"): (2025, 2025),
        ("task_progress", "sample"): (2025, 2025),
    }


@each(
    ("territory", "figure_id", "value"),
    [("ha_noi", "F182", 54.06), ("hai_phong_to_2025_06", "F339", 39.45)],
)
def test_the_latest_certified_rate_of_the_shipped_register_is_the_whole_city_s(
    open_tiny, territory, figure_id, value
):
    rows = ask(open_tiny(), "latest_observations", indicators=(C,))
    latest = {row.territory: row for row in rows}[territory]
    assert (latest.figure_id, latest.value) == (figure_id, value)


def test_no_latest_observation_of_the_shipped_register_is_of_a_sub_group_or_a_place(
    open_tiny, catalogue
):
    rows = ask(open_tiny(), "latest_observations", indicators=tuple(catalogue.indicators))
    assert rows
    for row in rows:
        assert row.area_name == ""
        assert row.group in catalogue.indicators[row.indicator_id].whole
    assert len({(r.indicator_id, r.territory) for r in rows}) == len(rows)


def test_the_register_of_the_shipped_data_is_whole_and_in_order(open_tiny, catalogue):
    rows = ask(open_tiny(), "registered_figures")
    assert [row.figure_id for row in rows] == [figure.figure_id for figure in catalogue.figures]


# --- all questions ----------------------------------------------------------------------------


def text_of(question):
    """Return the statement that answers a question, its filters put in their place."""
    if question in RATES:
        words = {"by": "level", "indicator": "rate", "part": "employed", "base": "respondents"}
        return question_text("graduate_rate", names=tuple(words.items()))
    return question_text(question)


RETURNS = {name: text for name in QUESTIONS if "$data_statuses" in (text := text_of(name))}
DATASET_OF = {
    name: re.search(r"FROM (enrolment|graduate_tracer|digital_skills|task_progress)\b", text)[1]
    for name, text in RETURNS.items()
}
FILTERS_OF = {
    "enrolment": {"cities", "first_year", "areas", "occupations", "levels", "data_statuses"},
    "graduate_tracer": {"cities", "first_year", "areas", "occupations", "levels", "data_statuses"},
    "digital_skills": {"cities", "first_year", "areas", "data_statuses"},
    "task_progress": {"cities", "first_year", "areas", "data_statuses"},
}
NOWHERE = {
    "cities": Filters(cities=()),
    "first_year": Filters(first_year=1900, last_year=1901),
    "areas": Filters(areas=("district-999",)),
    "occupations": Filters(occupations=("none",)),
    "levels": Filters(levels=("none",)),
    "area_kind": Filters(area_kind="province"),
}


def test_every_statement_has_a_function_of_its_name_and_every_function_a_statement():
    functions = {
        name
        for name, function in inspect.getmembers(questions, inspect.isfunction)
        if function.__module__ == questions.__name__ and not name.startswith("_")
    } | {reported_areas.__name__, "kinds_of_rows"}
    assert functions - {"figure_levels"} == QUESTIONS


def test_every_statement_has_a_test_that_asks_it():
    from pathlib import Path  # noqa: PLC0415 - this test reads its own file

    tests = Path(__file__).read_text("utf-8")
    asked = set(re.findall(r'ask\(\s*[\w()]+,\s*"(\w+)"', tests))
    asked |= {"years_of_returns", "reported_areas", "kinds_of_rows"}
    asked |= set(re.findall(r'^        \("(\w+)", \[f?"T', tests, re.MULTILINE))
    assert asked >= QUESTIONS


@each("question", sorted(STATEMENTS))
def test_a_statement_says_its_question_and_grain_and_orders_its_columns(question):
    text = STATEMENTS[question]
    assert text.startswith("-- Question: ")
    assert re.search(r"^-- Grain: ", text, re.MULTILINE)
    final = re.split(r"^\)\n(?=SELECT)", text, flags=re.MULTILINE)[-1]
    outermost = re.search(r"^SELECT\b.*", final, re.MULTILINE | re.DOTALL)[0]
    assert re.search(r"^ORDER BY ", outermost, re.MULTILINE)
    # the view of published rows names its columns in their order; every question has them all
    is_register = outermost.startswith("SELECT * EXCLUDE (is_whole)\nFROM published_rows\n")
    assert is_register or not re.match(r"SELECT\s+(\w+\.)?\*", outermost)


def test_what_a_filter_may_restrict_are_columns_of_the_mart(store):
    for mart in ("enrolment", "graduate_tracer", "digital_skills", "task_progress"):
        columns, _ = store.query(f"SELECT * FROM {mart} LIMIT 0", {})  # noqa: S608 - four names
        assert set(columns) >= mart_columns(mart)


@each("question", sorted(QUESTIONS - {"years_of_returns", "reported_areas", "kinds_of_rows"}))
def test_a_question_returns_columns_of_an_observation_that_the_catalogue_defines(
    store, catalogue, question
):
    rows = ask(store, question)
    assert rows
    assert all(isinstance(row, Observation) for row in rows)
    for row in rows:
        assert row.indicator_id in catalogue.indicators
        assert row.unit == "figures" or row.unit in catalogue.indicator(row.indicator_id).units
        assert row.status in catalogue.codes["status"]
        assert row.data_status in catalogue.codes["data_status"]
        assert not row.territory or row.territory in catalogue.territories
        assert not row.area_id or row.area_id in catalogue.area_by_id
        for number in (row.value, row.low, row.high, row.numerator, row.denominator):
            assert number is None or (type(number) in (int, float) and math.isfinite(number))
        assert row.shown is not None or row.value_note in catalogue.codes["missing_reason"]


@each("question", sorted(QUESTIONS - {"years_of_returns", "reported_areas", "kinds_of_rows"}))
def test_asking_twice_gives_the_same_rows_in_the_same_order(store, question):
    assert ask(store, question) == ask(store, question)


@each("question", sorted(RETURNS))
def test_a_question_about_returns_takes_every_filter_that_its_dataset_can_answer(question):
    named = set(re.findall(r"\$([a-z_]+)", RETURNS[question]))
    assert FILTERS_OF[DATASET_OF[question]] <= named


@each(
    ("question", "choice"),
    [
        (q, c)
        for q in sorted(RETURNS)
        for c in NOWHERE
        if f"${c}" in RETURNS[q] and (c != "area_kind" or q.endswith("_by_area"))
    ],
)
def test_a_choice_that_fits_no_row_leaves_none(store, question, choice):
    assert ask(store, question, NOWHERE[choice]) == ()


@each("question", sorted(RETURNS))
def test_with_the_sample_off_only_reported_rows_are_left(store, question):
    rows = ask(store, question, Filters(sample=False, area_kind="district"))
    assert {row.data_status for row in rows} <= {"reported"}


@each(
    ("filters", "total"),
    [
        (Filters(cities=("hanoi",)), 310),
        (Filters(cities=("haiphong",)), 80),
        (Filters(first_year=2024, last_year=2024), 180),
        (Filters(areas=("district-001",)), 240 + 18.76),
        (Filters(areas=("district-001", "district-004")), 240 + 18.76 + 50),
        (Filters(occupations=("R01",)), 60),
        (Filters(levels=("elementary",)), 120),
        (Filters(levels=("elementary",), occupations=("R01",)), 60),
        (Filters(sample=False), 80),
        (Filters(), 390),
    ],
)
def test_each_filter_keeps_exactly_its_rows_and_every_breakdown_adds_up_to_the_total(
    store, filters, total
):
    """All 390 turns: Hanoi 160 + 50 + 80 + 20, Hai Phong 40 + 10 + 30.

    Of the 20 of a unit 18.76 are those of the district in which it lies for the most part.
    """
    by_year = of(ask(store, "enrolment_by_year", filters), "vet_enrolment")
    assert sum(row.value for row in by_year) == pytest.approx(total)
    for question in ("enrolment_by_level", "enrolment_by_occupation"):
        assert sum(row.value for row in ask(store, question, filters)) == pytest.approx(total)
    eras = [
        ask(store, "enrolment_by_area", replace(filters, area_kind=era))
        for era in (("district",) if filters.areas else ("district", "commune"))
    ]
    assert sum(row.value for rows in eras for row in rows) == pytest.approx(total)


@each(
    ("filters", "rate"),
    [
        (Filters(cities=("hanoi",), last_year=2023), 82.0),
        (Filters(cities=("hanoi",), last_year=2023, levels=("college",)), 90.0),
        (Filters(cities=("hanoi",), last_year=2023, occupations=("R01",)), 10.0),
        (Filters(cities=("hanoi",), last_year=2023, areas=("district-004",)), 10.0),
        (Filters(cities=("haiphong",), last_year=2023), 75.0),
    ],
)
def test_a_filtered_rate_is_the_rate_of_the_rows_left(store, filters, rate):
    assert [row.value for row in ask(store, "employment_rate_by_year", filters)] == [rate]


@each(
    ("filters", "trained"),
    [
        (Filters(cities=("hanoi",)), 450),
        (Filters(areas=("district-303",)), 64.625),
        (Filters(first_year=2025), 75),
        (Filters(sample=False), 50),
    ],
)
def test_digital_breakdowns_add_up_to_the_total(store, filters, trained):
    """The unit 11311 lies in district 303 with 98.5 % of its area: 24.625 of its 25."""
    rows = ask(store, "digital_by_year", filters)
    assert sum(row.value for row in of(rows, "digital_skills_trained")) == pytest.approx(trained)
    parts = ask(store, "digital_by_audience", filters)
    assert sum(row.value for row in parts) == pytest.approx(trained)


@each(
    ("levels", "expected"),
    [
        ((), ("", "all")),
        (("college",), ("college",)),
        (("intermediate", "college"), ("college_and_intermediate",)),
        (("elementary", "under_3_months"), ("elementary_and_short",)),
        (("college", "elementary"), ()),
        # neither all of 2026, nor a number that the register states
        (("college", "intermediate", "elementary", "under_3_months"), ()),
        (LEVELS, ("", "all")),
    ],
)
def test_published_levels_are_those_that_cover_exactly_the_chosen_ones(levels, expected):
    assert questions.figure_levels(levels) == expected


def test_a_rate_names_every_number_of_months_after_which_graduates_were_asked(store):
    """Hanoi's cohort of 2023 was asked after 12 months in one district, after 6 in another."""
    rows = ask(store, "employment_rate_by_year", Filters(cities=("hanoi",)))
    months = {(row.year, row.data_status): row.months_after for row in rows}
    assert months[2023, "sample"] == "6+12"
    assert months[2025, "sample"] == "12"


def test_sql_and_rules_make_the_same_rows_of_the_register(published_sample):
    store, _ = open_current(published_sample)
    rows = questions.registered_figures(store, Filters(first_year=1900, last_year=2100))
    by_id = {row.figure_id: row for row in rows}
    assert by_id == {figure.figure_id: as_observation(figure) for figure in store.catalogue.figures}


def test_reported_areas_counts_the_areas_that_reported_each_period_and_no_sample(store):
    """One district each, but for the digital return of 2025-Q3, which a commune-level unit sent."""
    assert [tuple(entry) for entry in reported_areas(store)] == [
        ("digital_skills", "hanoi", 2025, 3, ("commune-00004-20250701",)),
        ("enrolment", "hanoi", 2024, 2, ("district-001",)),
        ("graduate_tracer", "hanoi", 2024, 0, ("district-001",)),
        ("task_progress", "hanoi", 2025, 2, ("district-001",)),
    ]
