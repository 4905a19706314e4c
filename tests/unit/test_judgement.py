"""Intervals against published values, and distances that never invent a number."""

import pytest

from vtdash.judgement.distance import Distance, distance
from vtdash.judgement.intervals import SMALL_BASE, wilson
from vtdash.measures.observation import Observation


@pytest.mark.parametrize(
    ("successes", "answers", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_wilson_interval_agrees_with_published_values(successes, answers, low, high):
    assert wilson(successes, answers) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(("successes", "answers"), [(0, 1), (1, 1), (0, 1000), (1000, 1000)])
def test_an_interval_stays_within_nought_and_one_and_holds_the_share(successes, answers):
    low, high = wilson(successes, answers)
    assert 0 <= low <= successes / answers <= high <= 1
    assert low < high


def test_an_interval_narrows_with_answers_and_mirrors_its_complement():
    widths = [high - low for low, high in (wilson(n // 2, n) for n in (10, 100, 1000))]
    assert widths == sorted(widths, reverse=True)
    low, high = wilson(30, 100)
    assert wilson(70, 100) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("successes", "answers"), [(0, 0), (1, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_has_no_interval(successes, answers):
    with pytest.raises(ValueError, match="is no share"):
        wilson(successes, answers)


def test_the_small_base_is_a_round_number_that_a_reader_can_be_told():
    assert SMALL_BASE == 30


def seen(value, year=2024, **more):
    return Observation(value=value, year=year, unit="percent", **more)


def aim(low, high=None, year=2030, qualifier="exact", **more):
    value = low if low == high else None
    return Observation(value=value, low=low, high=high, year=year, unit="percent",
                       qualifier=qualifier, status="target", **more)  # fmt: skip


@pytest.mark.parametrize(
    ("observation", "target", "better", "to_go", "per_year", "is_met"),
    [
        (seen(54.0), aim(60, 60), "up", 6, 1, False),
        (seen(60.0), aim(60, 60), "up", 0, 0, True),
        (seen(61.0), aim(60, 60), "up", -1, -1 / 6, True),
        # a range counts from its nearer bound
        (seen(44.0), aim(50, 55, qualifier="range"), "up", 6, 1, False),
        (seen(52.0), aim(50, 55, qualifier="range"), "up", -2, -1 / 3, True),
        (seen(61.0), aim(50, 55, qualifier="range"), "down", 6, 1, False),
        # 'over 40' is not met at 40, 'at least 40' is
        (seen(40.0), aim(40, qualifier="over"), "up", 0, 0, False),
        (seen(40.0), aim(40, qualifier="at_least"), "up", 0, 0, True),
        (seen(40.1), aim(40, qualifier="over"), "up", pytest.approx(-0.1), pytest.approx(-0.1 / 6),
         True),
        # less is better
        (seen(9.0), aim(None, 3, qualifier="at_most"), "down", 6, 1, False),
        (seen(3.0), aim(None, 3, qualifier="at_most"), "down", 0, 0, True),
        (seen(3.0), aim(None, 3, qualifier="under"), "down", 0, 0, False),
    ],
)  # fmt: skip
def test_a_distance_is_what_is_still_to_cover(observation, target, better, to_go, per_year, is_met):
    steps = distance(observation, target, better)
    assert steps.reason == ""
    assert (steps.to_go, steps.years, steps.is_met) == (to_go, 6, is_met)
    assert steps.per_year == pytest.approx(per_year)


@pytest.mark.parametrize(
    ("observation", "target", "reason"),
    [
        (seen(54.0), None, "no_target"),
        (seen(54.0), Observation(year=2030, unit="percent"), "no_target"),
        (None, aim(60, 60), "no_observation"),
        (Observation(year=2024, unit="percent", value_note="not_published"), aim(60, 60),
         "no_observation"),
        (seen(54.0)._replace(unit="persons"), aim(60, 60), "different_unit"),
        (seen(54.0, year=2030), aim(60, 60), "target_passed"),
        (seen(54.0, year=2031), aim(60, 60), "target_passed"),
        # a target of the city before the merger is none of the merged city
        (seen(54.0, territory="hai_phong_since_2025_07"),
         aim(60, 60, territory="hai_phong_to_2025_06"), "different_territory"),
        # the trained rates differ by a factor of two
        (seen(87.5, indicator_id="trained_rate_all_forms"),
         aim(60, 60, indicator_id="trained_rate_certified"), "different_indicator"),
    ],
)  # fmt: skip
def test_where_no_distance_can_be_said_there_is_a_reason_instead(observation, target, reason):
    assert distance(observation, target, "up") == Distance(reason)
