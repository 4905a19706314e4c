"""The pace: what is required, what was achieved, and when nothing can be said."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.unit.register import whole_figures
from tests.unit.worked import LANGUAGES, number, prints, table, values
from vtdash.model.observation import Observation
from vtdash.rules.statistics import t_quantile, trend
from vtdash.topics.targets.observed_series import Terms, terms_of
from vtdash.topics.targets.pace import CANNOT, compound_ratio, pace, status_of, year_by_year

UP = Terms("up", 2026)
DOWN = Terms("down", 2026)


def seen(year, value, **more):
    row = Observation(
        city="hanoi", territory="ha_noi", indicator_id="rate", unit="percent", period=str(year),
        year_start=year, year=year, value=value, low=value, high=value, confidence="high",
    )  # fmt: skip
    return row._replace(**more)


def aim(low, high=None, year=2030, qualifier="exact", **more):
    if qualifier in {"exact", "about"}:
        high = low
    row = seen(year, low if low == high else None, status="target", qualifier=qualifier)
    return row._replace(low=low, high=high, **more)


def line(*values, first=2020, step=1):
    return [seen(first + step * place, value) for place, value in enumerate(values)]


# --- the statuses -----------------------------------------------------------------------------


@each(
    ("goal", "status"),
    [
        (62.0, "achieved"),  # 63 is observed
        (69.0, "on_track"),  # required 1 a year, achieved 1
        (69.3, "on_track"),  # 1 of 1.05 is 95.2 %
        (69.4, "needs_acceleration"),  # 1 of 1.067 is 93.75 %
        (73.0, "needs_acceleration"),  # 1 of 1.667 is 60 %
        (73.1, "limited"),
        (99.0, "limited"),
    ],
)
def test_the_status_follows_from_achieved_by_required_change(goal, status):
    assert pace(line(60.0, 61.0, 62.0, 63.0)[:], aim(goal, year=2029), UP).status == status


def test_values_that_fall_while_they_should_rise_move_away():
    found = pace(line(63.0, 62.0, 61.0, 60.0), aim(69.0), UP)
    assert (found.status, found.reached) == ("moving_away", None)


def test_values_that_stand_still_are_limited_and_never_arrive():
    found = pace(line(60.0, 60.0, 60.0, 60.0), aim(69.0), UP)
    assert (found.status, found.ratio, found.reached) == ("limited", 0, None)


def test_a_target_of_reduction_is_judged_from_above():
    found = pace(line(9.0, 8.0, 7.0, 6.0), aim(None, 3, qualifier="at_most", year=2027), DOWN)
    assert found.status == "on_track"
    assert (found.to_go, found.required, found.reached) == (3, -0.75, 2026)


@each(
    ("latest", "target", "status"),
    [
        (50.0, aim(50, 55, qualifier="range"), "achieved"),
        (49.9, aim(50, 55, qualifier="range"), "limited"),
        (40.0, aim(40, qualifier="over"), "limited"),
        (40.1, aim(40, qualifier="over"), "achieved"),
        (40.0, aim(40, qualifier="at_least"), "achieved"),
    ],
)
def test_a_range_is_met_at_its_lower_bound_and_over_only_above(latest, target, status):
    assert pace(line(latest, latest, latest, latest), target, UP).status == status


@each(
    ("step", "goal", "year", "status"),
    [
        (0.01, 10.63, 2080, "on_track"),  # 60 steps to go in 57 years: 95 % exactly
        (0.2, 22.6, 2080, "on_track"),
        (0.7, 19.1, 2029, "needs_acceleration"),  # 10 steps to go in 6 years: 60 % exactly
        (1.2, 25.6, 2029, "needs_acceleration"),
    ],
)
def test_a_ratio_that_lies_on_a_threshold_reaches_it(step, goal, year, status):
    """Floating point put these ratios at 0.9499999999999774 and 0.5999999999999998."""
    values = [round(10 + step * place, 2) for place in range(4)]
    assert pace(line(*values), aim(goal, year=year), UP).status == status


@each("value", [0.1, 54.1, 70.2, 72.23])
def test_values_that_stand_still_never_move_away_whatever_their_digits(value):
    """Seven values of 0.1 had a slope of -3e-33 a year, and were told to be moving away."""
    years = (2016, 2017, 2018, 2020, 2021, 2023, 2024)
    found = pace([seen(year, value) for year in years], aim(99.0), UP)
    assert (found.status, found.trend.slope, found.trend.standard_error) == ("limited", 0, 0)
    over = pace([seen(year, value) for year in years], aim(value, qualifier="over"), UP)
    assert (over.status, over.reached) == ("limited", None)


@each(
    ("goal", "unit", "value", "status"),
    [
        (20_000.0, "persons", 19_950.0, "achieved"),
        (20_000.0, "persons", 19_500.0, "achieved"),
        (20_000.0, "persons", 19_499.0, "missed"),
        (50.0, "percent", 49.9, "achieved"),
        (50.0, "percent", 49.4, "missed"),
        (100.0, "percent", 95.0, "missed"),
        (100.0, "percent", 99.5, "achieved"),
        (224_500.0, "persons", 224_450.0, "achieved"),
        (224_500.0, "persons", 224_449.0, "missed"),
    ],
)
def test_about_is_met_by_what_rounds_to_the_number_and_missed_below(goal, unit, value, status):
    target = aim(goal, year=2025, qualifier="about", unit=unit)
    assert pace([seen(2025, value, unit=unit)], target, UP).status == status
    exact = pace([seen(2025, value, unit=unit)], target._replace(qualifier="exact"), UP)
    assert exact.status == "missed"
    yearly = target._replace(recurrence="annual", year_start=2025)
    assert pace([seen(2025, value, unit=unit)], yearly, UP).status == status


def test_about_is_met_from_above_where_less_is_better():
    target = aim(20.0, year=2025, qualifier="about")
    found = [pace([seen(2025, value)], target, DOWN).status for value in (20.5, 20.6)]
    assert found == ["achieved", "missed"]


def test_what_falls_away_from_about_a_number_that_it_never_passed_raises_no_doubt():
    found = pace(line(49.8, 49.0, 48.0, 47.0), aim(50.0, qualifier="about"), UP)
    assert (found.status, found.to_go) == ("moving_away", 3)


def test_over_forty_is_reached_the_year_after_forty():
    rising = line(36.0, 37.0, 38.0, 39.0)
    assert pace(rising, aim(40, qualifier="at_least"), UP).reached == 2024
    assert pace(rising, aim(40, qualifier="over"), UP).reached == 2025


def test_the_required_change_is_also_told_in_people():
    found = pace(line(60.0, 61.0, 62.0, 63.0), aim(70.0), replace(UP, persons=4_000_000))
    assert (found.required, found.required_persons) == (1, 40_000)


# --- edge cases that defeat known implementations ---------------------------------------------


def test_a_baseline_of_zero_needs_no_substitute():
    found = pace(line(0.0, 10.0, 20.0, 30.0), aim(100.0), UP)
    assert (found.status, found.trend.slope, found.required) == ("on_track", 10, 10)
    assert compound_ratio((2020, 0.0), (2023, 30.0), (2030, 100.0)) is None


def test_a_deadline_that_has_passed_is_missed_even_if_the_pace_was_good():
    found = pace(line(60.0, 61.0, 62.0, 63.0), aim(64.0, year=2023), UP)
    assert (found.status, found.required, found.reached) == ("missed", None, None)


def test_a_deadline_that_was_met_stays_met_when_values_fall_later():
    assert pace(line(60.0, 64.0, 62.0, 61.0), aim(64.0, year=2021), UP).status == "achieved"


def test_a_deadline_met_only_later_is_not_called_achieved():
    found = pace(line(60.0, 61.0, 64.0, step=2), aim(64.0, year=2023), UP)
    assert (found.status, found.reason) == (CANNOT, "year_not_observed")


def test_a_past_deadline_without_a_value_is_neither_met_nor_missed():
    found = pace(line(60.0, 61.0, 62.0, 63.0), aim(70.0, year=2025), UP)
    assert (found.status, found.reason) == (CANNOT, "year_not_observed")
    assert (found.to_go, found.required) == (7, None)
    running = pace(line(60.0, 61.0, 62.0, 63.0), aim(70.0, year=2025), replace(UP, today=2025))
    assert running.status == "limited"


def test_a_reduction_filed_as_more_is_better_is_not_called_achieved():
    falling = line(9.0, 8.0, 7.0, 6.0)
    assert pace(falling, aim(3.0), UP).reason == "direction_doubtful"
    assert pace(falling, aim(None, 3, qualifier="at_most"), UP).reason == "direction_doubtful"
    assert pace(falling, aim(3.0), DOWN).status == "on_track"


def test_values_that_fall_only_after_the_deadline_raise_no_doubt():
    assert pace(line(52.5, 52.0, 51.0), aim(51.2, year=2020), UP).status == "achieved"


def test_a_floor_that_falling_values_still_meet_is_achieved():
    assert pace(line(90.0, 88.0), aim(80, qualifier="at_least"), UP).status == "achieved"


def test_a_base_year_without_a_value_is_not_moved():
    values = line(60.0, 61.0, 62.0, 63.0)
    assert pace(values, aim(69.0), replace(UP, base_year=2020)).status == "on_track"
    missing = pace(values, aim(69.0), replace(UP, base_year=2019))
    assert (missing.status, missing.reason) == (CANNOT, "zero_or_missing_baseline")


def test_one_value_has_no_pace_but_a_distance():
    found = pace(line(60.0), aim(70.0), UP)
    assert (found.reason, found.to_go, found.required) == ("one_point", 10, 1)


def test_two_or_three_values_are_too_few():
    assert pace(line(60.0, 61.0, 62.0), aim(70.0), UP).reason == "too_few_points"


def test_years_need_not_follow_one_another():
    gaps = [seen(2014, 54.0), seen(2015, 55.0), seen(2019, 59.0), seen(2023, 63.0)]
    found = pace(gaps, aim(70.0), UP)
    assert found.trend.slope == pytest.approx(1)
    assert found.trend.years == (2014, 2015, 2019, 2023)
    assert found.status == "on_track"


# --- reasons ----------------------------------------------------------------------------------


@each(
    ("target", "terms", "reason"),
    [
        (aim(None, None, qualifier="at_least"), UP, "words_only"),
        (aim(70.0, year=0), UP, "deadline_unknown"),
        (aim(70.0, recurrence="cumulative"), UP, "whole_span"),
        (aim(70.0), Terms("none", 2026), "no_direction"),
        (aim(70.0, indicator_id="another"), UP, "zero_or_missing_baseline"),
        (aim(70.0, territory="merged"), UP, "break_of_territory"),
        (aim(70.0), replace(UP, territory_ends=2025), "break_of_territory"),
        (aim(70.0, unit="persons"), UP, "break_of_definition"),
        (aim(70.0, level="college"), UP, "break_of_definition"),
        (aim(70.0, group="women"), UP, "break_of_definition"),
        (aim(70.0), replace(UP, breaks=(2022,)), "break_of_definition"),
    ],
)
def test_where_there_are_no_grounds_there_is_a_reason(target, terms, reason):
    found = pace(line(60.0, 61.0, 62.0, 63.0), target, terms)
    assert (found.status, found.reason) == (CANNOT, reason)


def test_sources_that_disagree_are_settled_by_confidence_or_not_at_all():
    values = line(60.0, 61.0, 62.0, 63.0)
    unsure = seen(2022, 66.0, confidence="medium", figure_id="F9")
    assert pace([*values, unsure], aim(69.0), UP) == pace(values, aim(69.0), UP)
    rival = seen(2022, 66.0, figure_id="F9")
    assert pace([*values, rival], aim(69.0), UP).reason == "sources_disagree"


@each(
    "unfit",
    [
        seen(2024, 99.0, status="estimate"),
        seen(2024, 99.0, status="plan"),
        seen(2024, 99.0, period="2024-Q2"),
        seen(2024, 99.0, period="2024 (to Nov)"),
        seen(2024, 99.0, year_start=2021),
        seen(2024, 99.0, recurrence="cumulative"),
        seen(2024, None, low=99.0, qualifier="over"),
        seen(2024, None, low=None, high=None, value_note="not_published"),
    ],
)
def test_what_is_no_observed_value_of_a_year_stands_in_no_line(unfit):
    values = line(60.0, 61.0, 62.0, 63.0)
    assert pace([*values, unfit], aim(69.0), UP) == pace(values, aim(69.0), UP)


def test_an_estimate_tells_a_distance_but_no_pace():
    found = pace([seen(2025, 39.45, period="2025-Q2", status="estimate")], aim(45.0), UP)
    assert (found.status, found.reason) == (CANNOT, "no_yearly_value")
    assert found.required == pytest.approx(1.11)


# --- annual targets ---------------------------------------------------------------------------


def every_year(goal=20_000, first=2025, last=2035):
    row = aim(float(goal), year=last, recurrence="annual", unit="persons")
    return row._replace(year_start=first)


def test_an_annual_target_is_judged_year_by_year():
    values = [seen(2025, 21_000.0, unit="persons"), seen(2027, 19_999.0, unit="persons")]
    terms = replace(UP, today=2028)
    verdicts = year_by_year(values, every_year(), terms)
    assert [(v.year, v.status, v.reason) for v in verdicts] == [
        (2025, "achieved", ""), (2026, CANNOT, "year_not_observed"), (2027, "missed", ""),
    ]  # fmt: skip
    assert pace(values, every_year(), terms).status == "missed"


def test_what_one_commune_did_leaves_the_year_of_the_city_not_observed():
    of_a_commune = seen(2025, 500.0, unit="persons", area_name="Phượng Dực commune (new)")
    (verdict,) = year_by_year([of_a_commune], every_year(), replace(UP, today=2026))
    assert (verdict.status, verdict.reason) == (CANNOT, "year_not_observed")


def test_an_annual_target_that_has_not_begun_has_no_verdict():
    assert year_by_year([], every_year(), replace(UP, today=2025)) == ()
    assert pace([], every_year(), replace(UP, today=2025)).reason == "year_not_observed"


# --- published methods ------------------------------------------------------------------------


@each("language", LANGUAGES)
def test_quantiles_of_t_agree_with_printed_tables(language):
    for freedom, narrow, wide in table("pace", language, "t"):
        assert prints(t_quantile(0.975, int(freedom)), narrow, language)
        assert prints(t_quantile(0.995, int(freedom)), wide, language)


def test_there_is_no_quantile_where_there_is_no_distribution():
    for probability, freedom in ((0.975, 0), (1.0, 3), (0.2, 3)):
        with pytest.raises(ValueError, match="no quantile"):
            t_quantile(probability, freedom)
    assert t_quantile(0.5, 3) == pytest.approx(0, abs=1e-12)


@each("language", LANGUAGES)
def test_the_line_agrees_with_anscombes_first_data_set(language):
    points = [(int(x), number(y, language)) for x, y in table("pace", language, "anscombe")]
    printed = values("pace", language, "anscombe_result")
    found = trend(points)
    assert prints(found.slope, printed["slope"], language)
    assert prints(found.standard_error, printed["standard_error"], language)


def test_a_line_refuses_two_values_of_one_year():
    with pytest.raises(ValueError, match="twice"):
        trend([(2020, 1.0), (2020, 2.0), (2021, 3.0), (2022, 4.0)])


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_is_what_the_register_gives(catalogue, language):
    rows = whole_figures(catalogue)
    target = next(row for row in rows if row.figure_id == "F172")
    found = pace(rows, target, terms_of(catalogue, target, 2026))
    figures = {row.figure_id: row for row in rows}
    for figure_id, year, value in table("pace", language, "series"):
        assert figures[figure_id].year == int(year)
        assert prints(figures[figure_id].value, value, language)
    assert found.trend.years == tuple(int(y) for _, y, _ in table("pace", language, "series"))
    for name, cell in values("pace", language, "result").items():
        value = getattr(found, name, None) or getattr(found.trend, name, None)
        assert prints(value, cell, language), name
    assert found.status == "on_track"


@each("language", LANGUAGES)
def test_the_thresholds_of_the_docs_are_those_of_the_code(language):
    for label, cell in values("pace", language, "thresholds").items():
        least = number(cell, language)
        assert status_of(least) == label
        assert status_of(least - 0.001) != label


@each("language", LANGUAGES)
def test_eurostats_ratio_is_set_beside_it(language):
    printed = values("pace", language, "growth")
    base, latest, goal = (2020, 70.2), (2024, 74.25), (2030, 80.0)
    assert prints(compound_ratio(base, latest, goal), printed["ratio"], language)
    assert prints(100 * ((74.25 / 70.2) ** (1 / 4) - 1), printed["actual"], language)
    assert prints(100 * ((80 / 70.2) ** (1 / 10) - 1), printed["needed"], language)


def test_growth_that_follows_the_required_curve_has_a_ratio_of_one():
    assert compound_ratio((2015, 100.0), (2020, 110.0), (2025, 121.0)) == pytest.approx(1)
    assert compound_ratio((2015, 100.0), (2020, 90.0), (2025, 81.0)) == pytest.approx(1)
    assert compound_ratio((2015, 100.0), (2020, 110.0), (2025, 100.0)) is None


def test_every_target_of_the_register_has_a_status_and_a_reason_that_are_defined(catalogue):
    rows = whole_figures(catalogue)
    for target in (row for row in rows if row.status in {"target", "plan"}):
        found = pace(rows, target, terms_of(catalogue, target, 2026))
        assert found.status in catalogue.codes["pace_status"]
        assert (found.status == CANNOT) == (found.reason in catalogue.codes["pace_reason"])


def test_no_target_of_the_city_before_the_merger_is_judged_by_a_pace(catalogue):
    rows = whole_figures(catalogue)
    for target in (row for row in rows if row.year == 2030 and row.status == "target"):
        if catalogue.territories[target.territory].valid_to:
            found = pace(rows, target, terms_of(catalogue, target, 2026))
            assert (found.status, found.reason) == (CANNOT, "break_of_territory")


# --- properties -------------------------------------------------------------------------------

YEARS = st.lists(st.integers(2010, 2025), min_size=1, max_size=9, unique=True)
NUMBERS = st.integers(1, 400).map(lambda number: number / 4)
SERIES = YEARS.flatmap(
    lambda years: st.tuples(*(NUMBERS.map(lambda value, y=year: seen(y, value)) for year in years))
)
TARGETS = st.builds(
    lambda low, year, qualifier: aim(low, year=year, qualifier=qualifier),
    NUMBERS, st.integers(2015, 2035), st.sampled_from(["exact", "over", "at_least"]),
)  # fmt: skip
DIRECTIONS = st.sampled_from([UP, DOWN])


@given(SERIES, TARGETS, DIRECTIONS, st.integers(-6, 6))
def test_pace_is_free_of_scale(rows, target, terms, power):
    factor = 2.0**power
    larger = [r._replace(value=r.value * factor) for r in rows]
    goal = target._replace(value=target.value and target.value * factor, low=target.low * factor,
                           high=target.high and target.high * factor)  # fmt: skip
    one, other = pace(rows, target, terms), pace(larger, goal, terms)
    assert (one.status, one.reason, one.ratio, one.reached, one.reached_last) == (
        other.status, other.reason, other.ratio, other.reached, other.reached_last
    )  # fmt: skip
    assert one.required is None or one.required * factor == other.required


@given(SERIES, TARGETS, DIRECTIONS, st.sampled_from([0.01, 0.1, 3.0, 10.0, 1000.0]))
def test_pace_is_free_of_scale_where_floating_point_is_not(rows, target, terms, factor):
    """Per cent or per mille, people or thousands of people: one status and one year."""

    def scaled(row):
        cells = {name: None if getattr(row, name) is None else round(getattr(row, name) * factor, 9)
                 for name in ("value", "low", "high")}  # fmt: skip
        return row._replace(**cells)

    one = pace(rows, target, terms)
    other = pace([scaled(row) for row in rows], scaled(target), terms)
    for name in ("status", "reason", "years_left", "reached", "reached_first", "reached_last"):
        assert getattr(one, name) == getattr(other, name)
    assert one.ratio == other.ratio or one.ratio == pytest.approx(other.ratio, abs=2e-9)
    assert one.required is None or one.required * factor == pytest.approx(other.required)


@given(SERIES, TARGETS, DIRECTIONS, st.randoms())
def test_the_order_of_the_figures_does_not_matter(rows, target, terms, random):
    mixed = list(rows)
    random.shuffle(mixed)
    assert pace(mixed, target, terms) == pace(rows, target, terms)


OTHERS = st.one_of(
    st.builds(lambda y, v: seen(y, v, territory="merged"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, indicator_id="another"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, group="women"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, level="college"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, area_name="Ba Vì"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, status="plan"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: aim(v, year=y), st.integers(2000, 2035), NUMBERS),
    st.builds(seen, st.integers(1990, 2000), NUMBERS),
    st.builds(lambda y, v: seen(y, v, unit="persons"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, city="haiphong"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, status="estimate"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, period=f"{y}-Q2"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, v, recurrence="cumulative"), st.integers(2000, 2035), NUMBERS),
    st.builds(lambda y, v: seen(y, None, low=v, high=None, qualifier="over"),
              st.integers(2000, 2035), NUMBERS),
)  # fmt: skip


@given(SERIES, TARGETS, DIRECTIONS, OTHERS)
def test_a_figure_changes_no_status_but_as_a_newer_value_or_target(rows, target, terms, figure):
    """Other series, other targets and values older than the window leave a judgement alone."""
    before, after = pace(rows, target, terms), pace([*rows, figure], target, terms)
    assert after == before


@given(SERIES, TARGETS, DIRECTIONS, NUMBERS, st.data())
def test_a_less_sure_source_for_a_known_year_changes_nothing(rows, target, terms, value, data):
    year = data.draw(st.sampled_from([row.year for row in rows]))
    unsure = seen(year, value, confidence="medium", figure_id="F9")
    assert pace([*rows, unsure], target, terms) == pace(rows, target, terms)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_figure_of_the_register_changes_only_judgements_on_its_own_subject(data, catalogue):
    """Any figure with any value, filed under any indicator, territory and year of the register."""
    rows = whole_figures(catalogue)
    any_row = st.sampled_from(rows)
    model, of, when, valued = (data.draw(any_row) for _ in range(4))
    added = model._replace(
        indicator_id=of.indicator_id, city=of.city, territory=of.territory, unit=of.unit,
        year=when.year, year_start=when.year, period=str(when.year), value=valued.low,
        low=valued.low, high=valued.low, figure_id="F999",
    )  # fmt: skip
    target = data.draw(st.sampled_from([r for r in rows if r.status in {"target", "plan"}]))
    terms = terms_of(catalogue, target, 2026)
    before, after = pace(rows, target, terms), pace([*rows, added], target, terms)
    if (before.status, before.reason) != (after.status, after.reason):
        assert added.status in {"observed", "estimate"}
        assert (added.indicator_id, added.city) == (target.indicator_id, target.city)


@given(SERIES, TARGETS, DIRECTIONS)
def test_a_newer_value_is_the_one_that_counts(rows, target, terms):
    newest = seen(2026, 1000.0 if terms is UP else 0.0)
    after = pace([*rows, newest], target, terms)
    assert after.latest == newest or after.reason


@given(SERIES, TARGETS, DIRECTIONS)
def test_a_judgement_hangs_together(rows, target, terms):
    found = pace(rows, target, terms)
    assert (found.status == CANNOT) == bool(found.reason)
    if found.ratio is not None:
        assert found.status == status_of(found.ratio)
        assert len(found.trend.years) >= 4
        assert found.trend.low <= found.trend.slope <= found.trend.high
        years = [found.reached_first or 9999, found.reached or 9999, found.reached_last or 9999]
        assert years == sorted(years)
