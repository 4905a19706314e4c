"""What is known, city by city and year by year, worked out by hand from the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, listed, table
from vtdash.model.datasets import CITIES
from vtdash.model.observation import Observation
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.rules.basis import Search, search
from vtdash.topics.sources.coverage import (
    LIMITS,
    STATES,
    counted,
    indicator_coverage,
    task_coverage,
)

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
YEARS = range(2005, 2046)
CELLS = {(c.key, c.city, c.year): c for c in indicator_coverage(CATALOGUE, CITIES, YEARS)}
TASKS = {(c.key, c.city, c.year): c for c in task_coverage(CATALOGUE, CITIES, YEARS)}


def row(**more):
    kept = {"city": "hanoi", "territory": "ha_noi", "year": 2024, "period": "2024", "value": 1.0,
            "indicator_id": "vet_enrolment", "data_status": "reported"}  # fmt: skip
    return Observation(**{**kept, **more})


def one(returned, key="vet_enrolment", city="hanoi", year=2024):
    """Return the cell of an indicator with rows from returns beside the register."""
    cells = indicator_coverage(CATALOGUE, (city,), (year,), returned)
    return next(cell for cell in cells if cell.key == key)


@each(
    ("key", "state", "limits", "figures"),
    [
        # Hanoi's certified rate: 54.06 % at the end of 2024, then only aims
        (("trained_rate_certified", "hanoi", 2024), "measured", (), ("F182",)),
        (("trained_rate_certified", "hanoi", 2025), "planned_only", (), ("F183", "F184", "F185")),
        (("trained_rate_certified", "hanoi", 2027), "never_found", (), ()),
        # Hai Phong's rates in quarter 2 of 2025 are estimates
        (("trained_rate_all_forms", "haiphong", 2025), "measured", ("estimated",), ("F333",)),
        # 39 % is the level at the end of 2021-2024: of 2024, not of the years before
        (("trained_rate_certified", "haiphong", 2024), "measured", (), ("F335",)),
        (("trained_rate_certified", "haiphong", 2023), "never_found", (), ()),
        # a "scale" of about 65,000 that may be capacity; 38,000 of the former Hai Duong
        (("vet_enrolment", "haiphong", 2025), "measured", ("estimated", "perhaps_capacity"),
         ("F370", "F371")),
        # the only streaming rates are of the former Hai Duong
        (("lower_secondary_leavers_entering_vet_rate", "haiphong", 2024), "measured",
         ("part_of_city",), ("F311",)),
        # enrolment of Hanoi to November 2022
        (("vet_enrolment", "hanoi", 2022), "measured", ("part_of_year",),
         ("F215", "F216", "F217", "F218", "F219")),
        # 12,000 at intermediate and college level
        (("vet_enrolment", "haiphong", 2030), "planned_only", ("sub_group",), ("F376",)),
        # aims for some groups only
        (("digital_skills_rate", "haiphong", 2025), "planned_only", ("sub_group",), ("F251",)),
        # 20,000 rural workers each year from 2025 to 2035
        (("rural_workers_trained", "hanoi", 2031), "planned_only", (), ("F142", "F143", "F144")),
        (("rural_workers_trained", "hanoi", 2036), "never_found", (), ()),
        # a forecast is not measured
        (("logistics_workers_needed", "haiphong", 2030), "planned_only", ("forecast",),
         ("F309", "F310")),
        # the survey by province ends in 2016
        (("trained_rate_gso", "hanoi", 2016), "measured", (), ("F200",)),
        (("trained_rate_gso", "hanoi", 2017), "never_found", (), ()),
        # 2045: Hai Phong has an aim in words, Hanoi none that could be read
        (("vet_enrolment", "haiphong", 2045), "words_only", (), ()),
        (("vet_enrolment", "hanoi", 2045), "never_found", (), ()),
        (("vet_institutions", "haiphong", 2045), "never_found", (), ()),
        # no return yet
        (("digital_skills_certified", "hanoi", 2024), "never_found", (), ()),
    ],
)  # fmt: skip
def test_a_cell_is_as_good_as_the_best_that_speaks_of_it(key, state, limits, figures):
    cell = CELLS[key]
    assert (cell.state, cell.limits, cell.figure_ids) == (state, limits, figures)


def test_every_figure_of_a_city_is_in_a_cell_of_its_years():
    for figure in CATALOGUE.figures:
        if figure.city not in CITIES:
            continue
        cell = CELLS[figure.indicator_id, figure.city, figure.year_end]
        assert figure.figure_id in cell.figure_ids or cell.state == "measured", figure.figure_id


def test_there_is_a_cell_for_each_indicator_city_and_year_and_no_number_for_2045():
    assert len(CELLS) == len(CATALOGUE.indicators) * 2 * len(YEARS)
    assert {cell.state for cell in CELLS.values() if cell.year == 2045} == {
        "words_only", "never_found"
    }  # fmt: skip


# --- returns ----------------------------------------------------------------------------------


def test_a_return_measures_and_lifts_the_limits_of_what_was_published():
    # before: 472,600 from 2023 to October 2024 together
    assert one([]).limits == ("several_years", "part_of_year")
    cell = one([row()])
    assert (cell.state, cell.limits, cell.data_statuses) == ("measured", (), ("reported",))
    assert cell.figure_ids == ("F221",)


def test_sample_data_fill_only_what_nothing_else_does():
    assert one([row(data_status="sample")]).state == "measured"
    cell = one([row(data_status="sample", indicator_id="digital_skills_certified")],
               "digital_skills_certified")  # fmt: skip
    assert (cell.state, cell.data_statuses) == ("sample_only", ("sample",))
    cell = one([row(data_status="sample", city="haiphong", year=2045)], city="haiphong", year=2045)
    assert cell.state == "words_only"


def test_a_row_without_a_value_is_no_evidence():
    absent = row(indicator_id="digital_skills_certified", value=None, value_note="not_collected")
    assert one([absent], "digital_skills_certified").state == "never_found"


# --- tasks ------------------------------------------------------------------------------------


@each(
    ("key", "state"),
    [
        # before the plan of July 2025 and Hai Phong's decision of October 2024
        (("HN-T1", "hanoi", 2024), "never_found"),
        (("HN-T1", "hanoi", 2025), "words_only"),
        (("HN-T1", "haiphong", 2023), "never_found"),
        (("HN-T1", "haiphong", 2024), "words_only"),
        # retraining: aims for 2025 and 2030
        (("HN-T2", "hanoi", 2030), "planned_only"),
        (("HN-T2", "haiphong", 2030), "planned_only"),
        # the Youth Union's campaign of 2025; Hai Phong's public staff do not answer the task
        (("HN-T3", "hanoi", 2025), "measured"),
        (("HN-T3", "haiphong", 2025), "words_only"),
        # teachers: Hai Phong aims at 100 % by 2030, Hanoi publishes nothing
        (("HN-T6", "hanoi", 2030), "words_only"),
        (("HN-T6", "haiphong", 2030), "planned_only"),
        # money: of some districts to 2020; no number for the plan
        (("HN-T8", "hanoi", 2019), "measured"),
        (("HN-T8", "hanoi", 2026), "words_only"),
    ],
)
def test_a_task_is_as_well_known_as_the_best_known_of_its_indicators(key, state):
    assert TASKS[key].state == state


def test_progress_from_returns_is_evidence_of_its_task_in_its_city():
    def cell(city, **more):
        rows = [row(group_kind="item", indicator_id="task_milestones_done_rate", city=city,
                    year=2026, **more)]  # fmt: skip
        cells = task_coverage(CATALOGUE, (city,), (2026,), rows)
        return next(cell for cell in cells if cell.key == "HN-T1")

    assert cell("hanoi", group="HN-T1").state == "measured"
    assert cell("hanoi", group="HN-T2").state == "words_only"
    assert cell("haiphong", group="HP-M2").state == "measured"
    assert cell("haiphong", group="HP-M7").state == "words_only"
    sample = cell("hanoi", group="HN-T1", data_status="sample")
    assert (sample.state, sample.data_statuses) == ("words_only", ("sample",))


def test_sample_progress_before_the_programme_is_sample_only():
    rows = [row(group_kind="item", group="HN-T1", data_status="sample",
                indicator_id="task_milestones_done_rate")]  # fmt: skip
    (cell, *_) = task_coverage(CATALOGUE, ("hanoi",), (2024,), rows)
    assert cell.state == "sample_only"


# --- what is said of it -----------------------------------------------------------------------


def test_cells_are_counted_by_state_and_limited_ones_apart():
    cells = [CELLS["trained_rate_certified", "hanoi", year] for year in (2024, 2025, 2027)]
    cells.append(CELLS["trained_rate_certified", "haiphong", 2025])
    assert counted(cells) == {
        "measured": 1, "measured_in_part": 1, "planned_only": 1, "words_only": 0,
        "sample_only": 0, "never_found": 1,
    }  # fmt: skip
    assert sum(counted(CELLS.values()).values()) == len(CELLS)


def test_the_day_of_the_search_is_not_recorded_and_cannot_be_before_the_newest_page():
    # the newest page read is S098 of 26 February 2026
    assert search(CATALOGUE) == Search(day="", not_before="2026-02-26")


def test_adding_an_aim_changes_only_its_own_cells():
    added = replace(CATALOGUE.figure("F187"), figure_id="F999", year_start=2040, year_end=2040,
                    period="2040")  # fmt: skip
    catalogue = replace(CATALOGUE, figures=(*CATALOGUE.figures, added))
    changed = [c for c in indicator_coverage(catalogue, CITIES, YEARS)
               if c != CELLS[c.key, c.city, c.year]]  # fmt: skip
    assert [(c.key, c.city, c.year, c.state) for c in changed] == [
        ("trained_rate_certified", "hanoi", 2040, "planned_only")
    ]


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(CATALOGUE.figures), st.sampled_from(CATALOGUE.figures),
       st.sampled_from(CATALOGUE.figures))  # fmt: skip
def test_a_figure_changes_no_cell_but_those_of_its_indicator_city_and_years(model, of, when):
    added = replace(
        model,
        figure_id="F999",
        indicator_id=of.indicator_id,
        city=of.city,
        territory=of.territory,
        year_start=when.year_start,
        year_end=when.year_end,
    )
    catalogue = replace(CATALOGUE, figures=(*CATALOGUE.figures, added))
    for cell in indicator_coverage(catalogue, CITIES, YEARS):
        before = CELLS[cell.key, cell.city, cell.year]
        own = (cell.key, cell.city) == (added.indicator_id, added.city)
        if not own or not added.year_start <= cell.year <= added.year_end:
            assert cell == before
        assert STATES.index(cell.state) <= STATES.index(before.state)


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_holds(language):
    def name(group, key):
        return getattr(CATALOGUE.code(group, key).name, language)

    cities = {name("city", city): city for city in CITIES}
    for key, city, year, *printed in table("documents", language, "coverage"):
        cell = CELLS[key.strip("`"), cities[city], int(year)]
        limits = [name("coverage_limit", limit) for limit in cell.limits]
        assert printed == [name("coverage", cell.state), listed(limits, ", "),
                           listed(cell.figure_ids, ", ")]  # fmt: skip
    states = [state for state, _ in table("documents", language, "states")]
    assert states == [name("coverage", state) for state in STATES]


def test_every_state_and_limit_has_its_name_and_every_limit_is_met():
    assert tuple(CATALOGUE.codes["coverage"]) == STATES
    assert tuple(CATALOGUE.codes["coverage_limit"]) == LIMITS
    assert set(Counter(limit for cell in CELLS.values() for limit in cell.limits)) == set(LIMITS)
