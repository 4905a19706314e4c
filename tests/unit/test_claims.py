"""The sentence over a chart: right in both languages for one, several, equal and no values."""

from __future__ import annotations

import re

import pytest

from tests.each import each
from vtdash.model.details import Survey
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics import digital, enrolment, latest_claims, ranking_claims
from vtdash.topics.graduates import graduate_panels
from vtdash.topics.sources import register_panels
from vtdash.topics.targets import target_panels
from vtdash.topics.tasks import task_panels
from vtdash.topics.view import View

SHARE = "female_enrolment_share"
OLD, NEW = "hai_phong_to_2025_06", "hai_phong_since_2025_07"

EVERYTHING = Filters()


@pytest.fixture
def view(catalogue):
    """Return a function: answers of the questions in turn, language -> a view that gives them."""

    def make(*answers, language="en", filters=EVERYTHING):
        left = list(answers)

        def ask(question, chosen, **more):
            return left.pop(0) if left else ()

        return View(ask, filters, Names(catalogue, Text(language)))

    return make


def count(territory="ha_noi", level="", value=10.0, **changes):
    return Observation(
        territory=territory, level=level, value=value, unit="training_turns", period="2024",
        year=2024, indicator_id="vet_enrolment", data_status="reported",
    )._replace(**changes)  # fmt: skip


def rate(value, level="college", **changes):
    return count(level=level, value=value, unit="percent", **changes)


def figure(value, **changes):
    return count(
        value=value, low=value, high=value, data_status="published", figure_id="F001",
        source_id="S001", level="",
    )._replace(**changes)  # fmt: skip


def aim(value, **changes):
    return figure(value, status="target", year=2030, period="2030")._replace(**changes)


NOTHING = "Nothing has been reported for this choice."


@each(
    ("rows", "said"),
    [
        ((), NOTHING),
        ((count(level="college", value=0.0),), "All reported values are 0."),
        ((count(level="college", value=None),), NOTHING),
        ((count(level="college"),), "All 10 turns: college."),
        (
            (count(level="college", value=30.0), count(level="elementary", value=90.0)),
            "The largest is elementary: 90 turns, 75.0% of 120.",
        ),
        (
            (
                count(level="college", value=30.0),
                count(level="college", territory=OLD, value=20.0),
            ),
            "All 50 turns: college.",
        ),
        (
            (count(level="college"), count(level="elementary")),
            "The largest are college and elementary, with 10 turns each: 50.0% of 20 apiece.",
        ),
    ],
    ids=["none", "zero", "missing", "one", "two", "over territories", "tie"],
)
def test_the_largest_is_named_with_its_share(view, rows, said):
    assert ranking_claims.largest(view(), rows, "level") == said


def rest(value):
    """A value of what rests on too few people to be told of by itself."""
    return count(level="not_shown", value=value)


def lacking(level, value):
    return count(level=level, value=value, value_note="suppressed_in_part")


HIDDEN = count(level="intermediate", value=None, value_note="suppressed")
TOO_FEW = "Too few people stand behind each value for one of them to be shown."


@each(
    ("rows", "said"),
    [
        # even with all of the rest college would have fewer
        (
            (count(level="elementary", value=90.0), lacking("college", 30.0), rest(10.0)),
            "The largest is elementary: 90 turns, 69.2% of 130.",
        ),
        # with all of the rest college, or what is not told at all, may have more
        (
            (count(level="elementary", value=35.0), lacking("college", 30.0), rest(10.0)),
            "The most that is shown separately is 35 turns: elementary.",
        ),
        (
            (count(level="elementary", value=9.0), HIDDEN, rest(10.0)),
            "The most that is shown separately is 9 turns: elementary.",
        ),
        # the rest is counted elsewhere
        (
            (count(level="elementary", value=9.0), HIDDEN),
            "The most that is shown separately is 9 turns: elementary.",
        ),
        ((count(level="elementary", value=0.0), HIDDEN), TOO_FEW),
        ((count(level="elementary", value=0.0), HIDDEN, rest(10.0)), TOO_FEW),
    ],
    ids=["sure", "in part", "hidden", "elsewhere", "zero", "zero and rest"],
)
def test_the_largest_is_certain_whatever_is_not_shown_separately(view, rows, said):
    assert ranking_claims.largest(view(), rows, "level") == said


def test_what_is_not_shown_separately_has_neither_the_highest_nor_the_lowest_rate(view):
    rows = (rate(50.0), rate(70.0, "elementary"), rate(95.0, "not_shown"))
    said = "The highest is 70.0%: elementary – Hanoi; the lowest is 50.0%: college – Hanoi."
    assert ranking_claims.range_of_rates(view(), rows, "level") == said
    assert ranking_claims.range_of_shares(view(), rows, "level") == said


def test_a_return_of_too_few_people_is_not_said_to_be_missing_beside_published_figures(view):
    said = latest_claims.latest(view(), (count(value=None, value_note="suppressed"), figure(5.0)))
    assert said.startswith(
        "Returns have come in for this choice, of too few people for a number to be shown. "
        "Latest published – "
    )


def test_the_largest_is_said_in_vietnamese_for_one_and_for_several(view):
    rows = (count(level="college", value=30.0), count(level="elementary", value=90.0))
    vietnamese = view(language="vi")
    said = "Nhiều nhất là sơ cấp với 90 lượt, chiếm 75,0% tổng số (120)."
    assert ranking_claims.largest(vietnamese, rows, "level") == said
    tie = ranking_claims.largest(
        vietnamese, (count(level="college"), count(level="elementary")), "level"
    )
    assert tie == (
        "Nhiều nhất là cao đẳng và sơ cấp, cùng có 10 lượt, mỗi mục chiếm 50,0% tổng số (20)."
    )


def test_each_value_of_a_chosen_occupation_has_its_territory_beside_it(view):
    chosen = view(filters=Filters(occupations=("480201",)))
    rows = (count(occupation_key="480201"), count(OLD, occupation_key="480201", value=3.0))
    assert ranking_claims.largest(chosen, rows, "occupation_key") == (
        "Hanoi: Information technology: 10 turns. "
        "Hai Phong (to June 2025): Information technology: 3 turns."
    )
    assert (
        ranking_claims.largest(chosen, rows[:1], "occupation_key")
        == "Information technology: 10 turns."
    )


def test_of_many_that_lead_three_are_named_and_the_others_counted(view, catalogue):
    areas = [area.id for area in catalogue.areas if area.level == "district"][:7]
    said = ranking_claims.largest(view(), [count(area_id=area) for area in areas], "area_id")
    assert ", and 4 more, with 10 turns each" in said


def estimate(area, value):
    return count(area_id=area, level="", value=value, status="estimate", qualifier="about",
                 value_note="estimated_by_area")  # fmt: skip


@each(
    ("language", "said"),
    [
        ("en", "In all about 120 turns. None is named the largest: the highest value is an "
               "estimate by share of area."),
        ("vi", "Tổng số khoảng 120 lượt. Không xếp hạng vì số liệu là ước tính theo tỷ lệ diện "
               "tích."),
    ],
)  # fmt: skip
def test_an_estimate_by_area_never_leads_and_the_sum_is_said_as_about(view, language, said):
    rows = (estimate("district-001", 90.0), count(area_id="district-002", value=30.0))
    assert ranking_claims.largest(view(language=language), rows, "area_id") == said


def test_a_count_that_leads_over_estimates_is_the_largest_of_about_so_many(view):
    rows = (count(area_id="district-001", value=90.0), estimate("district-002", 30.0))
    assert ranking_claims.largest(view(), rows, "area_id") == (
        "The largest is Ba Dinh Urban District: 90 turns, about 75.0% of about 120."
    )


def test_one_estimate_alone_is_said_as_about(view):
    said = ranking_claims.largest(view(), (estimate("district-001", 90.0),), "area_id")
    assert said == "Ba Dinh Urban District: about 90 turns."


def test_published_rows_are_no_part_of_the_sum(view):
    rows = (count(level="college"), figure(1000.0, level="college"))
    assert ranking_claims.largest(view(), rows, "level") == "All 10 turns: college."


@each(
    ("rows", "said"),
    [
        ((), NOTHING),
        ((rate(None, value_note="not_collected"),), NOTHING),
        ((rate(50.0),), "College – Hanoi: 50.0%."),
        (
            (rate(50.04), rate(70.0, "elementary")),
            "The highest is 70.0%: elementary – Hanoi; the lowest is 50.0%: college – Hanoi.",
        ),
        (
            (rate(50.0), rate(50.04, territory=OLD), rate(70.0, "elementary")),
            "The highest is 70.0%: elementary – Hanoi; the lowest is 50.0%: college – Hanoi and "
            "college – Hai Phong (to June 2025).",
        ),
        (
            (rate(50.0), rate(50.0, "elementary")),
            "All are at 50.0%: college – Hanoi and elementary – Hanoi.",
        ),
        (
            (rate(50.0), rate(10.0, "elementary", value_note="small_base")),
            "College – Hanoi: 50.0%. Rates on fewer than 30 answers are left out of this sentence.",
        ),
        (
            (rate(10.0, value_note="small_base"),),
            "No rate rests on 30 answers or more for this choice.",
        ),
    ],
    ids=["none", "missing", "one", "two", "tie", "all equal", "one small", "only small"],
)
def test_the_range_of_rates_rests_on_enough_answers(view, rows, said):
    assert ranking_claims.range_of_rates(view(), rows, "level") == said


# --- the latest ---------------------------------------------------------------------------------


def test_the_latest_is_said_of_each_city_and_of_returns_only(view):
    rows = (
        count(year=2023, period="2023", value=5.0),
        count(value=7.0),
        figure(99.0, year=2030, period="2030"),
        count(territory=OLD, value=3.0),
        count(territory=OLD, value=None, year=2025, period="2025"),
    )
    assert latest_claims.latest(view(), rows) == (
        "Hanoi: 7 turns (2024), up from 5; Hai Phong (to June 2025): 3 turns (2024)."
    )


def test_a_territory_that_ended_gives_way_to_its_successor_and_is_never_added_to_it(view):
    half = {"year": 2025, "period": "2025-Q1/Q2"}
    rows = (count(territory=OLD, value=3.0, **half),
            count(territory=NEW, value=5.0, year=2025, period="2025-Q3/Q4"))  # fmt: skip
    assert latest_claims.latest(view(), rows) == (
        "Hai Phong (since July 2025): 5 turns (Q3–Q4 2025)."
    )
    assert "to June 2025): 3 turns" in latest_claims.latest(view(), rows[:1])


def test_without_returns_the_latest_is_the_published_one_and_says_so(view):
    said = latest_claims.latest(view(), (figure(30.0), aim(50.0)))
    assert said == ("No return has been loaded for this choice; only published figures show. "
                    "Latest published – Hanoi: 30 turns (2024).")  # fmt: skip
    assert latest_claims.latest(view(), (aim(50.0),)).endswith("only published figures show.")
    assert latest_claims.latest(view(), ()) == NOTHING


@each(
    ("rows", "said"),
    [
        ((), "Nothing is published for whole cities on this indicator."),
        ((aim(50.0, indicator_id=SHARE),),
         "Only targets and plans are published; nothing observed."),
        ((aim(50.0),),
         "Of single years only targets and plans are published. Of several years together – "
         "Hanoi: 472,600 turns (2023 to October 2024, 22 months)."),
        ((figure(1.0, year=2020, period="2020"), figure(30.0)),
         "Latest published – Hanoi: 30 turns (2024)."),
        ((figure(30.0), figure(20.0, period="2024-Q1/Q3")),
         "Latest published – Hanoi: 30 turns (2024)."),
        ((figure(30.0), figure(31.0, figure_id="F002")),
         "Latest published – Hanoi: 30 turns (2024); Hanoi: 31 turns (2024)."),
        ((figure(30.0), figure(8.0, territory=OLD)),
         "Latest published – Hanoi: 30 turns (2024); Hai Phong (to June 2025): 8 turns (2024)."),
    ],
    ids=["none", "aims only", "aims and a span", "newest", "whole year first", "two that differ",
         "two cities"],
)  # fmt: skip
def test_the_latest_published_is_said_of_each_city(view, rows, said):
    assert latest_claims.latest_published(view(), rows) == said


def part(value, period, **changes):
    return figure(value, period=period, year=2022, indicator_id=SHARE, **changes)


@each(
    ("rows", "named"),
    [
        ((part(198.0, "2022 (Jan-Sep)"), part(245.0, "2022 (to Nov)")), ("245",)),
        ((part(240.0, "2022 (to mid-Nov)"), part(245.0, "2022 (to Nov)")), ("245",)),
        ((part(5.0, "2022-Q2"), part(9.0, "2022-Q1/Q3"), part(3.0, "2022 (to Mar)")), ("9",)),
        ((part(6.0, "2022 first 6 months"), part(5.0, "2022-Q4")), ("6", "5")),
        ((part(6.0, "2022 (to Jun)"), part(7.0, "2022-Q1/Q2")), ("6", "7")),
        ((part(6.0, "2022 (to Jun)"), part(7.0, "2022 (to Nov)", level="college")), ("6", "7")),
        ((part(6.0, "2022 (to Jun)"), part(7.0, "2022 (part-year)")), ("6", "7")),
    ],
    ids=["to September in to November", "half a month", "quarters", "side by side", "the same part",
         "of another level", "part not known"],
)  # fmt: skip
def test_of_parts_of_a_year_that_hold_one_another_the_widest_is_the_latest(view, rows, named):
    said = latest_claims.latest_published(view(), rows)
    assert tuple(re.findall(r"Hanoi(?: · College)?: (\d+) turns", said)) == named


@each(
    ("language", "said"),
    [
        ("en", "Newer, of several years together – Hanoi: 472,600 turns (2023 to October 2024, 22 "
               "months)."),
        ("vi", "Số liệu mới hơn, gộp nhiều năm – Hà Nội: 472.600 lượt (từ năm 2023 đến tháng "
               "10/2024, 22 tháng)."),
    ],
)  # fmt: skip
def test_a_newer_sum_of_several_years_is_said_beside_the_latest_of_one_year(view, language, said):
    rows = (figure(245.0, year=2022, period="2022"),)
    assert latest_claims.latest_published(view(language=language), rows).endswith(said)
    earlier = view(language=language).with_filters(last_year=2023)
    assert said not in latest_claims.latest_published(earlier, rows)
    assert said not in latest_claims.latest_published(view(language=language), (figure(245.0),))


@each(
    ("language", "period", "said"),
    [
        ("vi", "2022 (to Nov)", "(năm 2022, đến tháng 11)."),
        ("en", "2022 (to Nov)", "(2022, to November)."),
    ],
)
def test_a_period_in_brackets_begins_small_and_has_no_brackets_of_its_own(
    view, language, period, said
):
    rows = (figure(30.0, period=period),)
    assert latest_claims.latest_published(view(language=language), rows).endswith(said)


def test_the_yearly_target_stands_beside_the_rural_workers(view):
    yearly = aim(20000.0, unit="persons", qualifier="about", recurrence="annual")
    own = count(indicator_id="rural_workers_trained")
    said = enrolment.rural(view((own,), (), (yearly,))).claim
    assert said == ("Hanoi: 10 turns (2024). "
                    "Target of each year, Hanoi: about 20,000 persons.")  # fmt: skip


# --- claims of one panel --------------------------------------------------------------------------


def step(indicator, value):
    return count(indicator_id=indicator, value=value, unit="persons")


@each(
    ("numbers", "said"),
    [
        ((), NOTHING),
        ((1, 0, 0, 0), "1 graduate, but no answer yet."),
        ((20, 0, 0, 0), "20 graduates, but no answer yet."),
        ((20, 10, 0, 0), "Of 20 graduates 50.0% answered; none of those who answered works."),
        ((1, 1, 1, 1), "Of 1 graduate 100.0% answered; 100.0% of these work, 100.0% of them in "
                       "their field."),
        ((20, 10, 5, 0), "Of 20 graduates 50.0% answered; 50.0% of these work, 0.0% of them in "
                         "their field."),
    ],
    ids=["none", "one", "no answer", "no work", "one of each", "none in field"],
)  # fmt: skip
def test_the_steps_are_said_as_far_as_they_lead(view, numbers, said):
    kinds = ("vet_graduates", "tracer_respondents", "tracer_employed", "tracer_in_field")
    rows = tuple(step(kind, float(n)) for kind, n in zip(kinds, numbers, strict=False))
    assert graduate_panels.steps(view(rows)).claim == said


@each(
    ("language", "said"),
    [
        ("en", "Hai Phong (to June 2025): of 20 graduates 50.0% answered; 80.0% of these work, "
               "25.0% of them in their field. Hai Phong (since July 2025): of 100 graduates 90.0% "
               "answered; 50.0% of these work, 20.0% of them in their field."),
        ("vi", "Hải Phòng (đến 6/2025): trong 20 người tốt nghiệp, 50,0% đã trả lời khảo sát; "),
    ],
)  # fmt: skip
def test_the_steps_of_two_territories_are_never_added_into_one_rate(view, language, said):
    kinds = ("vet_graduates", "tracer_respondents", "tracer_employed", "tracer_in_field")
    sizes = {NEW: (100, 90, 45, 9), OLD: (20, 10, 8, 2)}
    rows = tuple(step(kind, float(n))._replace(territory=territory)
                 for territory, numbers in sizes.items()
                 for kind, n in zip(kinds, numbers, strict=True))  # fmt: skip
    assert graduate_panels.steps(view(rows, language=language)).claim.startswith(said)


def test_the_steps_of_sample_and_reported_data_stand_apart(view):
    rows = (step("vet_graduates", 20.0), step("vet_graduates", 10.0)._replace(data_status="sample"))
    assert graduate_panels.steps(view(rows)).claim == (
        "Hanoi (Reported): 20 graduates, but no answer yet. "
        "Hanoi (SAMPLE DATA): 10 graduates, but no answer yet."
    )


def test_trained_and_certified_are_said_together(view):
    rows = (count(indicator_id="digital_skills_trained", value=50.0, unit="persons"),
            count(indicator_id="digital_skills_certified", value=20.0, unit="persons"))  # fmt: skip
    assert digital.trained_by_year(view(rows)).claim == ("Hanoi: 50 trained, 20 certified (2024).")
    assert digital.trained_by_year(view(())).claim == NOTHING


@each(
    ("rows", "said"),
    [
        ((aim(70.0),), "1 target is published, for a population of its own. No share has been "
                       "observed and published."),
        ((aim(70.0), aim(80.0)), "2 targets are published, each for a population of its own. No "
                                 "share has been observed and published."),
        ((aim(70.0), figure(10.0)), "1 target is published, for a population of its own. 1 share "
                                    "has been observed and published."),
        ((figure(10.0), figure(20.0)), "2 shares have been observed and published, no target."),
    ],
    ids=["one aim", "two aims", "both", "observed only"],
)  # fmt: skip
def test_aims_and_observations_of_digital_skills_are_counted_apart(view, rows, said):
    assert digital.digital_published(view(rows)).claim == said


@each(
    ("planned", "done", "said"),
    [(0, 0, NOTHING), (1, 1, "1 of 1 planned milestone done: 100%."),
     (8, 0, "0 of 8 planned milestones done: 0%."), (8, 6, "6 of 8 planned milestones done: 75%.")],
)  # fmt: skip
def test_milestones_are_said_with_their_share(view, planned, done, said):
    rows = (step("task_milestones_planned", float(planned)),
            step("task_milestones_done", float(done)))  # fmt: skip
    rows = tuple(row._replace(period="2024-Q1") for row in rows)
    assert task_panels.one_task_milestones(view(rows), "HN-T1").claim == said


@each(
    ("rows", "said"),
    [
        ((), "No number is published for this task."),
        ((figure(1.0),), "1 figure is published at city level."),
        ((figure(1.0), aim(2.0)), "2 figures are published at city level. 1 is a target or plan."),
        ((aim(1.0), aim(2.0)), "2 figures are published at city level. 2 are targets or plans."),
    ],
    ids=["none", "one", "one aim", "aims only"],
)
def test_figures_of_a_task_are_counted(view, rows, said):
    assert task_panels.one_task_figures(view(rows), "HN-T4").claim == said


def test_figures_of_places_are_counted_apart_from_those_of_the_city(view):
    # 70 and over 70 billion VND planned by Hanoi; money of three districts
    said = "Of single places within a city the register has 3."
    assert task_panels.one_task_figures(view((aim(70.0), aim(70.0))), "HN-T8").claim == (
        f"2 figures are published at city level. 2 are targets or plans. {said}"
    )
    assert task_panels.one_task_figures(view(()), "HN-T8").claim == (
        f"No figure is published at city level. {said}"
    )


def test_targets_are_counted_with_their_indicators(view):
    assert target_panels.all_2030(view((aim(1.0),))).claim == (
        "1 target for 2030 is published (indicators: 1)."
    )
    assert target_panels.all_2030(view((aim(1.0), aim(2.0)))).claim == (
        "2 targets for 2030 are published (indicators: 1)."
    )


def test_the_register_is_counted_with_its_sources(view):
    assert (
        register_panels.register(view((figure(1.0),))).claim
        == "1 figure is published (sources: 1)."
    )
    two = (figure(1.0), figure(2.0, source_id="S002"))
    assert register_panels.register(view(two)).claim == "2 figures are published (sources: 2)."


def test_a_place_with_one_figure_with_several_and_with_none(view, catalogue):
    area = next(a for a in catalogue.areas if a.level == "district")
    for rows, said in {
        (): "Nothing has been found published about this place.",
        (figure(1.0),): "1 figure was published about this place; the newest is of 2024.",
        (figure(1.0), figure(2.0, year=2015)): "2 figures were published about this place; the "
                                               "newest is of 2024.",
    }.items():  # fmt: skip
        assert register_panels.place_figures(view(rows), area).claim == said


def test_generated_and_reported_values_in_one_sentence_say_which_they_are(view):
    rows = (count(data_status="sample"),)
    assert latest_claims.latest(view(), rows) == "Hanoi: 10 turns (2024)."
    said = latest_claims.latest(view(), (*rows, count(territory=OLD)))
    assert said == (
        "Hanoi: 10 turns (2024; SAMPLE DATA); Hai Phong (to June 2025): 10 turns (2024; Reported)."
    )


@each(
    ("before", "now", "said"),
    [
        ({"value": 8.0}, {}, "Hanoi: 10 turns (2024), up from 8."),
        ({"value": 12.0}, {}, "Hanoi: 10 turns (2024), down from 12."),
        ({"value": 10.0}, {}, "Hanoi: 10 turns (2024), as the year before."),
        ({"value": 8.0, "data_status": "sample"}, {}, "Hanoi: 10 turns (2024)."),
        ({"value": 8.0, "period": "2023-Q1/Q2"}, {}, "Hanoi: 10 turns (2024)."),
        ({"value": 8.0}, {"status": "estimate", "qualifier": "about"},
         "Hanoi: about 10 turns (2024)."),
        ({"value": 8.0}, {"period": "2024-Q1/Q2"}, "Hanoi: 10 turns (Q1–Q2 2024)."),
    ],
    ids=["up", "down", "same", "other kind", "part before", "estimate", "part now"],
)  # fmt: skip
def test_the_year_before_stands_beside_the_latest_where_the_two_are_alike(view, before, now, said):
    rows = (count(**({"year": 2023, "period": "2023"} | before)), count(**now))
    assert latest_claims.latest(view(), rows) == said


@each(
    ("before", "said"),
    [
        ({"value": 8.0}, "Hanoi: 10 turns (Q1–Q2 2024), up from 8 a year earlier."),
        ({"value": 12.0}, "Hanoi: 10 turns (Q1–Q2 2024), down from 12 a year earlier."),
        ({}, "Hanoi: 10 turns (Q1–Q2 2024), the same as a year earlier."),
        ({"period": "2023-Q2"}, "Hanoi: 10 turns (Q1–Q2 2024)."),
        ({"areas_reported": 2, "areas_expected": 3}, "Hanoi: 10 turns (Q1–Q2 2024)."),
        ({"data_status": "sample"}, "Hanoi: 10 turns (Q1–Q2 2024)."),
    ],
    ids=["up", "down", "same", "fewer quarters", "fewer areas", "other kind"],
)
def test_a_part_of_a_year_is_held_against_the_same_quarters(view, before, said):
    earlier = count(**({"year": 2023, "period": "2023-Q1/Q2"} | before))
    assert latest_claims.latest(view((earlier,)), (count(period="2024-Q1/Q2"),)) == said


@each(
    ("answers", "said"),
    [
        (50, "Hanoi: 70% (2024), not clearly different from 60%."),
        (5000, "Hanoi: 70% (2024), up from 60%."),
    ],
    ids=["by chance", "more than chance"],
)
def test_a_survey_s_rate_has_a_direction_only_beyond_chance(view, answers, said):
    def rate(share, **more):
        return count(
            indicator_id="graduate_employment_rate", unit="percent", value=100 * share,
            numerator=share * answers, denominator=answers,
            detail=Survey(answered=answers, asked=answers), **more,
        )  # fmt: skip

    rows = (rate(0.6, year=2023, period="2023"), rate(0.7))
    assert latest_claims.latest(view(), rows) == said.replace("70%", "70.0%").replace(
        "60%", "60.0%"
    )
