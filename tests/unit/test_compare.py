"""Which published series may be compared, ranked and drawn on one axis."""

from __future__ import annotations

import pytest

from tests.each import each
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.render.charts.drawing import scales
from vtdash.render.charts.over_time import Columns
from vtdash.render.charts.plain_charts import Bars
from vtdash.render.names import Names
from vtdash.rules.basis import as_observation, is_computed
from vtdash.rules.comparable_groups import must_stand_apart, peers, together
from vtdash.rules.conflicting_figures import conflicts
from vtdash.text.language import Text
from vtdash.topics import latest_claims
from vtdash.topics.compare import compare_panels
from vtdash.topics.compare.published_series import (
    AIMED,
    SEEN,
    SeriesKey,
    all_series,
    between,
    exact_difference,
    indicators_judged,
    newest_pair,
    series_by_address,
    territories_judged,
)
from vtdash.topics.compare.two_series import claim, series_headlines
from vtdash.topics.view import View

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
SERIES = all_series(CATALOGUE)


def figure(figure_id):
    return as_observation(CATALOGUE.figure(figure_id))


def turns(territory, period, value=10.0, **more):
    return Observation(
        territory=territory, period=period, year=2025, indicator_id="vet_enrolment",
        unit="training_turns", value=value, data_status="sample", **more,
    )  # fmt: skip


# --- series of the register -------------------------------------------------------------------


def test_a_series_holds_one_indicator_of_one_territory_seen_or_aimed_at():
    for name, rows in SERIES.items():
        assert {(row.indicator_id, row.territory) for row in rows} == {name[:2]}
        assert name.kind in {SEEN, AIMED}
        assert [row.year for row in rows] == sorted(row.year for row in rows)


def test_an_address_names_each_series_and_leads_back_to_it():
    by_address = series_by_address(CATALOGUE)
    assert {key.address: key for key in SERIES} == by_address
    assert by_address["trained_rate_gso.ha_noi.seen"] == ("trained_rate_gso", "ha_noi", SEEN)


def test_a_district_a_group_and_a_level_belong_to_no_series():
    found = {row.figure_id for rows in SERIES.values() for row in rows}
    # any form in Thạch Thất, for ethnic-minority workers; college enrolment of 2022
    assert not found & {"F149", "F166", "F217"}
    assert {"F164", "F333", "F172"} <= found


def test_the_values_read_together_are_of_the_newest_year_in_both():
    one, other = (SERIES[SeriesKey("trained_rate_gso", place)] for place in ("ha_noi", "viet_nam"))
    first, second = newest_pair(one, other, CATALOGUE)
    assert (first.year, second.year) == (2016, 2016)


def test_without_a_common_year_the_newest_of_each_are_read():
    pair = [SERIES[SeriesKey("trained_rate_all_forms", place)] for place in
            ("ha_noi", "hai_phong_to_2025_06")]  # fmt: skip
    assert [row.figure_id for row in newest_pair(*pair, CATALOGUE)] == ["F164", "F333"]


def read(*figure_ids):
    """What is read of a series of these figures beside another one."""
    rows = [figure(figure_id) for figure_id in figure_ids]
    return newest_pair(rows, rows, CATALOGUE)[0]


@each("order", [1, -1])
@each(
    ("figure_ids", "read_is"),
    [
        # Hanoi aims at 60 % by its own document, at 'over 60 %' by the labour-market programme
        (("F187", "F188", "F191"), 60.0),
        (("F178", "F179"), 52.5),  # observed, and what was expected of the same year
        (("F222", "F223", "F224"), 240_000),  # five years together, an average, the year itself
        (("F449", "F451", "F450"), 18.2),  # quarters: the last one
        (("F462", "F463"), 29.2),  # nine months, and the year
    ],
)
def test_of_several_values_of_a_year_the_one_in_force_is_read(figure_ids, read_is, order):
    assert read(*figure_ids[::order]).value == read_is


def test_of_two_parts_of_a_year_the_longer_is_read_and_they_do_not_disagree():
    # enrolment plan of Hanoi 2022: 88.2 % to September, 109.3 % to November
    assert read("F627", "F016").figure_id == read("F016", "F627").figure_id == "F016"


def test_where_a_card_of_conflict_names_a_value_it_is_the_one_read():
    for rows in SERIES.values():
        for year in {row.year for row in rows}:
            own = [row for row in rows if row.year == year]
            for found in conflicts(CATALOGUE, own[0].indicator_id):
                sides = {f.figure_id for side in found.sides for f in side.figures}
                if found.used.figure_id and sides == {row.figure_id for row in own}:
                    used, chosen = figure(found.used.figure_id), read(*sorted(sides))
                    assert (chosen.low, chosen.high) == (used.low, used.high)


def test_where_no_rule_decides_no_value_is_read_and_no_difference_given():
    torn = read("F442", "F443")  # 'over 85' and 85, both in force for the country
    assert (torn.shown, torn.figure_id, torn.rule) == (None, "", "undecided")
    assert exact_difference(torn, figure("F443"), CATALOGUE) is None


def test_the_own_computation_is_never_read_where_something_is_published():
    # labour force of Hai Phong in 2021: the city's own and the sum with Hai Duong
    assert read("F304", "F305").figure_id == "F304"
    assert read("F305").figure_id == "F305"


def test_what_this_dashboard_computed_is_known_by_its_document():
    found = {f.figure_id for f in CATALOGUE.figures if is_computed(as_observation(f), CATALOGUE)}
    assert found == OWN_COMPUTATIONS


OWN_COMPUTATIONS = {
    *(f"F{number}" for number in (260, 263, 266, 269, 272, 275, 278, 281, 284, 287, 290, 293, 296,
                                  299, 302, 305)),  # labour force: Hai Phong with Hai Duong
    *(f"F{number}" for number in (348, 351, 354, 357, 360, 363, 366)),  # their trained workers
    "F158", "F176", "F456", "F457",  # a difference of two numbers of one source
}  # fmt: skip


@each(
    ("one", "other", "size"),
    [
        ("F200", "F365", 10.4),  # survey of 2016: Hanoi 42.7, Hai Phong 32.3
        ("F333", "F339", None),  # two definitions
        ("F370", "F372", None),  # two Hai Phongs
        ("F164", "F165", None),  # a range has no exact difference
        ("F171", "F333", None),  # an aim of one city, a result of the other
        ("F200", "F366", None),  # survey, and what was computed for a city not yet there
    ],
)
def test_a_difference_is_given_only_where_the_verdict_allows_it(one, other, size):
    found = exact_difference(figure(one), figure(other), CATALOGUE)
    assert found == (size if size is None else pytest.approx(size))


def test_the_verdict_on_a_pair_of_territories_is_that_of_their_series():
    pairs = (("ha_noi", "hai_phong_to_2025_06"),)
    (found,) = territories_judged(CATALOGUE, ("trained_rate_gso",), pairs)
    assert (found.first, found.second) == tuple(SeriesKey("trained_rate_gso", p) for p in pairs[0])
    assert found.verdict == between(SERIES[found.first], SERIES[found.second], CATALOGUE)


def test_where_a_side_has_observed_nothing_what_is_aimed_at_is_judged():
    pairs = (("ha_noi", "hai_phong_to_2025_06"),)
    (found,) = territories_judged(CATALOGUE, ("secondary_leavers_entering_vet_rate",), pairs)
    assert found.first.kind == AIMED


def test_three_trained_rates_of_a_city_make_three_forbidden_pairs():
    rates = ("trained_rate_all_forms", "trained_rate_certified", "trained_rate_gso")
    found = indicators_judged(CATALOGUE, rates, ("ha_noi",))
    assert len(found) == 3
    assert not any(judged.verdict.is_allowed for judged in found)


# --- ranks ------------------------------------------------------------------------------------


def test_territories_of_unlike_periods_are_ranked_each_by_itself():
    rows = [turns("hai_phong_since_2025_07", "2025-Q3/Q4"), turns("ha_noi", "2019-2025"),
            turns("ha_noi", "2019-2025")]  # fmt: skip
    groups = together(rows, CATALOGUE)
    assert [[row.territory for row in group] for group in groups] == [
        ["ha_noi", "ha_noi"], ["hai_phong_since_2025_07"]
    ]  # fmt: skip


def test_territories_of_one_period_are_ranked_together():
    rows = [turns("ha_noi", "2024"), turns("hai_phong_to_2025_06", "2024")]
    assert together(rows, CATALOGUE) == (tuple(rows),)


def test_categories_of_one_territory_are_ranked_whatever_years_they_have():
    rows = [turns("ha_noi", "2019-2025", occupation_key="480201"),
            turns("ha_noi", "2024", occupation_key="520123")]  # fmt: skip
    assert len(together(rows, CATALOGUE)) == 1


def test_sample_data_is_ranked_apart_from_what_was_reported():
    rows = [turns("ha_noi", "2024"), turns("ha_noi", "2024")._replace(data_status="reported")]
    assert len(together(rows, CATALOGUE)) == 2


def test_no_rows_make_no_group():
    assert together([], CATALOGUE) == ()


def test_published_values_that_may_not_be_ranked_have_keys_of_their_own():
    rows = [figure("F215"), figure("F216")]  # enrolment 2022 to September and to November
    assert len(set(peers(rows, CATALOGUE))) == 2
    assert len(set(peers([figure("F199"), figure("F200")], CATALOGUE))) == 1


# --- axes -------------------------------------------------------------------------------------


def axes_of(rows, drawing):
    found = scales(rows, ["%"] * len(rows), drawing, CATALOGUE, lambda territory: territory)
    return [axis for axis, _ in found]


def test_the_result_of_one_city_and_the_aim_of_another_have_an_axis_each():
    rows = [as_observation(CATALOGUE.figure(f)) for f in ("F171", "F333")]
    assert must_stand_apart(rows, CATALOGUE)
    assert axes_of(rows, Columns("year")) == ["% · ha_noi", "% · hai_phong_to_2025_06"]


def test_one_survey_of_two_cities_shares_an_axis():
    rows = [as_observation(CATALOGUE.figure(f)) for f in ("F200", "F365")]
    assert axes_of(rows, Columns("year")) == ["%", "%"]


def test_bars_of_unlike_territories_stand_apart_and_a_stack_stays_whole():
    rows = [turns("hai_phong_since_2025_07", "2025-Q3/Q4"), turns("ha_noi", "2019-2025")]
    assert len(set(axes_of(rows, Bars("level")))) == 2
    assert len(set(axes_of(rows, Bars("level", stacked=True)))) == 1


# --- what the page says of two values ---------------------------------------------------------


def view(language="en"):
    return View(lambda *_, **__: (), Filters(), Names(CATALOGUE, Text(language)))


def compared(indicator, one, other, kind=SEEN, language="en"):
    """The page on two territories: the claim of its panel, the panel, and its large numbers."""
    found = compare_panels.chosen_series(
        view(language),
        SeriesKey(indicator, one, kind).address,
        SeriesKey(indicator, other, kind).address,
    )
    panel = compare_panels.two_series_panel(view(language), found)
    return panel.claim, panel, series_headlines(view(language), found, panel)


def test_the_compare_page_says_the_value_that_the_targets_page_says():
    said, _, (first, *_) = compared(
        "trained_rate_certified", "ha_noi", "hai_phong_to_2025_06", AIMED
    )
    assert said.startswith("Hanoi: 60% (2030); ")
    assert first.value == "60%"


def test_where_sources_disagree_the_page_says_so_and_gives_no_number():
    said, _, (first, *rest) = compared("rural_employment_rate", "viet_nam", "ha_noi", AIMED)
    assert said.startswith("Viet Nam: the sources disagree (to 2030); ")
    assert said.endswith("No difference is given: the sources disagree on a value.")
    assert (first.value, first.figure_id) == ("the sources disagree", "")
    assert "Difference" not in [headline.label for headline in rest]


@each(
    ("language", "own"),
    [("en", "this dashboard's computation"), ("vi", "hệ thống tính")],
)
def test_the_own_computation_is_called_so_and_has_no_difference(language, own):
    said, panel, numbers = compared(
        "trained_rate_gso", "ha_noi", "hai_phong_since_2025_07", language=language
    )
    assert own in said
    assert own in panel.provenance
    assert own in numbers[1].context
    assert own in " ".join(panel.notes)
    assert any(own in cell for column in panel.table().values() for cell in column)
    assert len(numbers) == 2
    assert compare_panels.series_name(view(language).names,
                               SeriesKey("trained_rate_gso", "hai_phong_since_2025_07")
                               ).endswith(own)  # fmt: skip


def test_where_something_is_published_the_own_computation_is_neither_said_nor_judged():
    said, panel, _ = compared("labour_force", "ha_noi", "hai_phong_since_2025_07")
    assert "about 2,100,000 persons (2025)" in said
    one, other = (
        SERIES[SeriesKey("labour_force", p)] for p in ("ha_noi", "hai_phong_since_2025_07")
    )
    codes = {reason.code for reason in between(one, other, CATALOGUE).reasons}
    assert codes == {"base_not_stated", "different_source", "different_status"}
    # drawn all the same, and named
    assert any("this dashboard's computation" in note for note in panel.notes)
    assert "this dashboard's computation" in panel.provenance


def test_what_is_published_is_not_called_a_computation():
    said, panel, numbers = compared("trained_rate_gso", "ha_noi", "hai_phong_to_2025_06")
    assert "computation" not in " ".join((said, panel.provenance, *panel.notes))
    assert numbers[2].label == "Difference"


def test_the_verdict_on_an_own_computation_promises_no_difference():
    found = compare_panels.chosen_series(
        view(), "trained_rate_gso.ha_noi.seen", "trained_rate_gso.hai_phong_since_2025_07.seen"
    )
    assert found.verdict.is_allowed
    assert claim(view(), found) == (
        "The two may share an axis, together with the reasons below. No difference is given."
    )


def test_the_latest_published_value_is_none_that_this_dashboard_computed():
    rows = [figure(name) for name in ("F304", "F305")]
    said = latest_claims.latest_published(view(), tuple(rows))
    assert said.startswith("Latest published – Hai Phong (to June 2025): ")
    assert latest_claims.latest_published(view(), tuple(rows[1:])) == (
        "Nothing observed is published; what is shown is this dashboard's own computation."
    )
