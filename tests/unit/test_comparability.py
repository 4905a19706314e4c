"""Verdicts on pairs of the register and of returns, worked out by hand from the register."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, listed, quantity, table
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.rules.basis import NOT_STATED, as_observation, basis
from vtdash.rules.comparability import (
    COMPARABLE,
    FIELDS,
    LEVELS,
    NOT_COMPARABLE,
    WITH_CARE,
    verdict,
    verdict_of_all,
    verdict_of_series,
)
from vtdash.store import Store, publish, snapshot_folder
from vtdash.store.questions import questions

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
BASES = {f.figure_id: basis(as_observation(f), CATALOGUE) for f in CATALOGUE.figures}


def judged(one, other):
    """Return the level of two figures and the codes of what differs."""
    found = verdict(BASES[one], BASES[other])
    return found.level, {reason.code for reason in found.reasons}


# --- the cases of the register ----------------------------------------------------------------


@each(
    ("one", "other"),
    # Hai Phong, quarter 2 of 2025: 87.5 % any form against 39.45 % certified; survey 32.3 % (2016)
    list(combinations(("F333", "F339", "F365"), 2)),
)
def test_the_three_trained_rates_are_never_comparable(one, other):
    level, codes = judged(one, other)
    assert level == NOT_COMPARABLE
    assert "different_definition" in codes


@each(
    ("one", "other"),
    [
        ("F370", "F372"),  # 65,000 of the old city, 96,000 planned by the merged one
        ("F371", "F372"),  # 38,000 of Hai Duong
        ("F378", "F382"),  # 40 institutions before, 77 since
        ("F286", "F287"),  # labour force of 2015: the old city, and the sum with Hai Duong
    ],
)
def test_the_two_hai_phongs_are_never_comparable(one, other):
    level, codes = judged(one, other)
    assert level == NOT_COMPARABLE
    assert "merged_territory" in codes


@each(("one", "other"), [("F216", "F513"), ("F224", "F372"), ("F223", "F370")])
def test_training_turns_are_never_set_against_persons(one, other):
    level, codes = judged(one, other)
    assert level == NOT_COMPARABLE
    assert "different_unit" in codes


def test_a_plan_of_one_city_is_not_set_against_a_result_of_another():
    # 75.8 % aimed at by Hanoi for 2026, 87.5 % announced by Hai Phong in 2025
    level, codes = judged("F171", "F333")
    assert level == NOT_COMPARABLE
    assert "aim_of_another_place" in codes


def test_a_target_and_an_observation_of_one_city_give_a_distance_with_care():
    # 80 % for 2030 and 74.25 % at the end of 2024, both of Hanoi
    assert judged("F172", "F164") == (WITH_CARE, {"aim_and_result", "base_not_stated"})


@each("figures", [("F200", "F365"), ("F199", "F362"), ("F365", "F364")])
def test_one_survey_on_two_cities_in_one_year_is_comparable(figures):
    # trained_rate_gso, 2016 and 2015: Hanoi 42.7 and 39.4, Hai Phong 32.3, Hai Duong 19.1
    assert judged(*figures) == (COMPARABLE, set())


def test_one_survey_on_one_city_is_comparable_over_the_years():
    years = [BASES[f"F{number}"] for number in range(192, 201)]
    assert verdict_of_all(years).level == COMPARABLE


@each(
    ("one", "other", "level", "codes"),
    [
        # Hanoi's labour force 2007 and 2008: the boundary was widened
        ("F035", "F036", NOT_COMPARABLE, {"boundary_change"}),
        # Hai Phong's labour force 2020 and 2021: a new concept
        ("F301", "F304", NOT_COMPARABLE, {"new_concept"}),
        # Hanoi in the Red River Delta, 2016
        ("F200", "F411", WITH_CARE, {"part_of_the_other"}),
        # targets for 2030 of Hanoi and of the city that Hai Phong was
        ("F146", "F327", WITH_CARE, {"territory_not_in_force", "base_not_stated"}),
        # women in new enrolment: aims for 2025 and 2030
        ("F017", "F254", WITH_CARE, {"territory_not_in_force", "different_year"}),
        # graduates of 2022, to November and to a month that is not known
        ("F232", "F236", NOT_COMPARABLE, {"part_of_year"}),
        # enrolment 2022: to September and to November
        ("F215", "F216", NOT_COMPARABLE, {"part_of_year", "different_source"}),
        # enrolment target of 2021-2025 together and of 2025
        ("F222", "F224", NOT_COMPARABLE, {"sum_of_years"}),
        # rural workers: 110,128 in 2010-2014 and 220,000 in 2010-2020
        ("F098", "F139", NOT_COMPARABLE, {"sum_of_years"}),
        # each year to 2035 and the plan of one year
        ("F142", "F112", WITH_CARE, {"each_year", "different_status", "period_not_stated"}),
        # all workers and ethnic-minority workers, aims for 2025
        ("F165", "F166", NOT_COMPARABLE, {"different_group", "base_not_stated"}),
        # public staff and adults: digital skills
        ("F005", "F006", NOT_COMPARABLE, {"different_group", "base_not_stated"}),
        # college and intermediate level of one city and year
        ("F217", "F218", COMPARABLE, set()),
        # college level and all levels
        ("F217", "F216", NOT_COMPARABLE, {"part_and_whole"}),
        # trained in two districts in 2018 and 2019
        ("F118", "F134", NOT_COMPARABLE, {"scattered_years", "part_of_year"}),
        # employed graduates: Hanoi 2022, country in the school year 2024-2025
        ("F021", "F417", WITH_CARE, {
            "part_of_the_other", "different_length", "different_year", "base_not_stated",
            "months_not_stated", "different_source",
        }),
        # certified: the city's own number at the end of 2024, the survey of quarter 1 of 2025
        ("F182", "F458", WITH_CARE, {
            "part_of_the_other", "different_year", "part_of_year", "base_not_stated",
            "different_source",
        }),
        # the labour force survey and its sum for the merged city: not in force then
        ("F200", "F366", WITH_CARE, {
            "territory_not_in_force", "computed_here", "different_status",
        }),
        # forecasts of a territory for 2025 and for a year in which it is no more
        ("F307", "F309", WITH_CARE, {"territory_not_in_force"}),
        # observed 52.5 % and expected 51.2 % for 2022
        ("F178", "F179", WITH_CARE, {"different_status", "base_not_stated"}),
        # targets for 2030 of two documents, 80 % and 80-85 %: the same question twice
        ("F172", "F173", COMPARABLE, set()),
    ],
)  # fmt: skip
def test_each_field_that_differs_is_named(one, other, level, codes):
    assert judged(one, other) == (level, codes)


# --- returns ----------------------------------------------------------------------------------


def returned(**more):
    kept = {
        "city": "hanoi", "territory": "ha_noi", "period": "2024", "year": 2024, "unit": "percent",
        "indicator_id": "graduate_employment_rate", "data_status": "reported", "value": 80.0,
        "months_after": "12",
    }  # fmt: skip
    return basis(Observation(**{**kept, **more}), CATALOGUE)


MERGED = {"city": "haiphong", "territory": "hai_phong_since_2025_07"}


@each(
    ("other", "level", "codes"),
    [
        ({}, COMPARABLE, set()),
        ({"period": "2023", "year": 2023}, COMPARABLE, set()),
        ({"months_after": "6"}, WITH_CARE, {"different_months"}),
        ({"months_after": "6+12"}, WITH_CARE, {"different_months", "mixed_months"}),
        ({"data_status": "sample"}, NOT_COMPARABLE, {"sample_data"}),
        ({"occupation_key": "480201"}, WITH_CARE, {"part_and_whole"}),
        ({"level": "college"}, WITH_CARE, {"part_and_whole"}),
        ({"area_id": "district-001"}, WITH_CARE, {"part_and_whole"}),
        ({**MERGED, "period": "2026", "year": 2026}, WITH_CARE, {"different_year"}),
        (MERGED, WITH_CARE, {"territory_not_in_force"}),
        ({"period": "2024-Q1/Q2"}, WITH_CARE, {"part_of_year"}),
        ({"period": "2019-2024"}, WITH_CARE, {"different_length"}),
    ],
)
def test_returns_are_compared_by_all_that_they_tell(other, level, codes):
    found = verdict(returned(), returned(**other))
    assert (found.level, {reason.code for reason in found.reasons}) == (level, codes)


@each("field", ["level", "occupation_key", "area_id"])
def test_parts_of_one_whole_may_be_ranked(field):
    parts = {"level": ("college", "elementary"), "occupation_key": ("480201", "510201"),
             "area_id": ("district-001", "district-002")}[field]  # fmt: skip
    assert verdict_of_all([returned(**{field: part}) for part in parts]).level == COMPARABLE


def test_parts_that_differ_in_two_respects_are_compared_with_care():
    found = verdict(returned(level="college", occupation_key="480201"),
                    returned(level="elementary", occupation_key="510201"))  # fmt: skip
    assert [reason.code for reason in found.reasons] == ["several_respects"]
    elsewhere = returned(level="elementary", **MERGED, year=2025, period="2025")
    found = verdict(returned(level="college", year=2025, period="2025"), elsewhere)
    assert [reason.code for reason in found.reasons] == ["several_respects"]


def test_counts_of_a_part_are_never_ranked_with_the_whole():
    turns = {"indicator_id": "vet_enrolment", "unit": "training_turns", "months_after": ""}
    found = verdict(returned(**turns), returned(**turns, level="college"))
    assert found.level == NOT_COMPARABLE


def test_a_survey_of_returns_and_a_published_rate_differ_in_base_months_and_source():
    codes = {reason.code for reason in verdict(returned(), BASES["F027"]).reasons}
    assert codes == {"base_not_stated", "months_not_stated", "different_source"}


def test_what_no_source_states_is_a_value_of_its_own():
    assert BASES["F027"].method.base == NOT_STATED
    assert BASES["F027"].method.months_after == NOT_STATED
    assert BASES["F020"].method.months_after == "6"
    assert BASES["F200"].method.months_after == ""
    assert BASES["F376"].span.extent == NOT_STATED  # 12,000 'by 2030', 'per year' not printed


# --- the worked examples of the docs ----------------------------------------------------------

EXAMPLES = (
    "F017", "F021", "F027", "F035", "F036", "F112", "F118", "F134", "F142", "F146", "F164",
    "F165", "F166", "F171", "F172", "F178", "F179", "F182", "F200", "F216", "F217", "F222",
    "F224", "F254", "F301", "F304", "F327", "F333", "F339", "F365", "F370", "F371", "F372",
    "F378", "F382", "F411", "F417", "F458", "F513",
)  # fmt: skip
"""Figures that differ from one another in every way that figures can."""


def named(group, key, language):
    return getattr(CATALOGUE.code(group, key).name, language)


@each("language", LANGUAGES)
@each("name", ["trained", "merger", "turns", "aims"])
def test_the_worked_examples_of_the_docs_hold(name, language):
    for one, value, other, with_value, level, reasons in table("comparability", language, name):
        found = verdict(BASES[one], BASES[other])
        assert quantity(CATALOGUE, one, language) == value
        assert quantity(CATALOGUE, other, language) == with_value
        assert named("verdict", found.level, language) == level
        names = (named("comparison", reason.code, language) for reason in found.reasons)
        assert listed(names) == reasons


@each("language", LANGUAGES)
def test_the_docs_name_every_difference_and_how_much_it_weighs(language):
    turns = {"indicator_id": "vet_enrolment", "unit": "training_turns", "months_after": ""}
    returns = (
        returned(), returned(months_after="6"), returned(months_after="6+12"),
        returned(data_status="sample"),
        returned(level="college", occupation_key="480201"),
        returned(level="elementary", occupation_key="510201"), returned(**turns),
        returned(**turns, period="2019-2024"), returned(**turns, level="college"),
    )  # fmt: skip
    bases = [*(BASES[figure] for figure in (*EXAMPLES, "F366")), *returns]
    met = {(r.field, r.code, r.level) for a, b in combinations(bases, 2)
           for r in verdict(a, b).reasons}  # fmt: skip
    codes = CATALOGUE.codes["comparison"]
    assert {code for _, code, _ in met} == set(codes)
    assert table("comparability", language, "reasons") == [
        [named("comparison_field", field, language)] + [
            listed(codes[code].name.vi if language == "vi" else codes[code].name.en
                   for code in codes if (field, code, level) in met)
            for level in (NOT_COMPARABLE, WITH_CARE)
        ]
        for field in FIELDS
    ]  # fmt: skip


# --- series -----------------------------------------------------------------------------------


def test_series_are_compared_year_by_year():
    hanoi = [BASES[f"F{number}"] for number in range(192, 201)]
    merged = [BASES[f"F{number}"] for number in (348, 351, 354, 357, 360, 363, 366)]
    codes = {reason.code for reason in verdict_of_series(hanoi, merged).reasons}
    assert codes == {"territory_not_in_force", "computed_here", "different_status"}


def test_series_without_a_common_year_are_compared_by_their_newest():
    assert verdict_of_series([BASES["F198"], BASES["F199"]], [BASES["F365"]]) == verdict(
        BASES["F199"], BASES["F365"]
    )


def test_an_empty_series_has_nothing_against_it():
    assert verdict_of_series([], [BASES["F200"]]).level == COMPARABLE
    assert verdict_of_all([]).level == COMPARABLE


def test_a_series_with_a_break_does_not_hang_together():
    labour = [BASES[f"F{number:03}"] for number in range(34, 38)]
    assert not verdict_of_all(labour).is_allowed


# --- properties -------------------------------------------------------------------------------

of_register = st.sampled_from(sorted(BASES)).map(BASES.get)
of_returns = st.builds(
    lambda measure, place, year, months, status, parts: returned(
        **measure, **place, year=year, months_after=months, data_status=status, **parts
    ),
    st.sampled_from([{}, {"indicator_id": "vet_enrolment", "unit": "training_turns"},
                     {"indicator_id": "digital_skills_rate"}]),
    st.sampled_from([{}, MERGED, {"city": "haiphong", "territory": "hai_phong_to_2025_06"}]),
    st.integers(2019, 2026),
    st.sampled_from(["", "6", "12"]),
    st.sampled_from(["reported", "sample"]),
    st.fixed_dictionaries({}, optional={
        "level": st.sampled_from(["college", "elementary"]),
        "occupation_key": st.sampled_from(["480201", "510201"]),
        "area_id": st.sampled_from(["district-001", "district-002"]),
        "period": st.sampled_from(["2024-Q1/Q2", "2019-2024", "2024-Q3"]),
    }),
)  # fmt: skip
any_basis = of_register | of_returns


@st.composite
def changed(draw):
    """Return a basis of the register or a return in which some fields are those of others."""
    taken = draw(any_basis)
    names = st.sampled_from(
        ["indicator_id", "unit", "place", "span", "population", "method", "data_status",
         "source_kind", "status", "is_sum", "is_flow"]
    )  # fmt: skip
    for name in draw(st.lists(names, max_size=3)):
        taken = replace(taken, **{name: getattr(draw(any_basis), name)})
    return taken


@settings(deadline=None, max_examples=150)
@given(changed(), changed())
def test_a_verdict_is_the_same_from_both_sides(one, other):
    assert verdict(one, other) == verdict(other, one)


@settings(deadline=None)
@given(any_basis, any_basis)
def test_a_verdict_on_near_twins_is_the_same_from_both_sides(one, other):
    """Values that differ in one field only, where a lopsided rule would show."""
    for name in ("place", "span", "population", "method", "source_kind", "status"):
        twin = replace(one, **{name: getattr(other, name)})
        assert verdict(one, twin) == verdict(twin, one)


def test_a_reason_that_weighs_differently_in_two_pairs_is_told_once_and_by_the_worse():
    """Its two weights stood in an order that changed from one run to the next."""
    turns = {"indicator_id": "vet_enrolment", "unit": "training_turns", "months_after": ""}
    spans = [returned(), returned(period="2019-2024")]
    spans += [returned(**turns), returned(**turns, period="2019-2024")]
    lengths = [r for r in verdict_of_all(spans).reasons if r.code == "different_length"]
    assert [reason.level for reason in lengths] == [NOT_COMPARABLE]


@settings(deadline=None, max_examples=50)
@given(st.lists(any_basis, max_size=3), st.lists(any_basis, max_size=3))
def test_a_verdict_on_series_is_the_same_from_both_sides_and_in_any_order(one, other):
    found = verdict_of_series(one, other)
    assert verdict_of_series(other, one) == found
    assert verdict_of_all([*one, *other]) == verdict_of_all([*other, *one][::-1])


@settings(deadline=None)
@given(changed())
def test_a_value_is_comparable_with_itself(one):
    assert verdict(one, one).level == COMPARABLE
    assert verdict(one, replace(one)).reasons == ()


@settings(deadline=None)
@given(changed(), changed())
def test_a_level_is_the_worst_of_its_reasons_and_every_reason_has_words(one, other):
    found = verdict(one, other)
    levels = [LEVELS.index(reason.level) for reason in found.reasons]
    assert LEVELS.index(found.level) == max(levels, default=0)
    assert [reason.field for reason in found.reasons] == sorted(
        (reason.field for reason in found.reasons), key=FIELDS.index
    )
    for field, sentence in found.explained(CATALOGUE):
        assert field.vi
        assert field.en
        assert sentence.vi.endswith(".")
        assert sentence.en.endswith(".")


@settings(deadline=None)
@given(st.lists(any_basis, max_size=5))
def test_many_are_as_comparable_as_their_worst_pair(bases):
    pairs = [verdict(a, b).level for a, b in combinations(bases, 2)]
    assert verdict_of_all(bases).level == max(pairs, key=LEVELS.index, default=COMPARABLE)


# --- the catalogue ----------------------------------------------------------------------------


def test_every_verdict_field_and_level_has_its_name():
    assert set(CATALOGUE.codes["comparison_field"]) == set(FIELDS)
    assert tuple(CATALOGUE.codes["verdict"]) == LEVELS


def test_a_figure_is_the_row_in_which_questions_answer_with_it(tmp_path):
    nothing: dict[str, pa.Table] = {}
    manifest = publish(tmp_path, sample=lambda _: nothing)
    store = Store.open(snapshot_folder(tmp_path, manifest.id))
    rows = questions.registered_figures(store, Filters())
    store.close()
    assert rows == tuple(as_observation(figure) for figure in CATALOGUE.figures)
