"""The funnel: small districts are not shamed by noise, and large ones not excused."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, prints, table, values
from vtdash.rules.statistics import SurveyRate
from vtdash.topics.graduates.funnel import funnel, limits


@each("language", LANGUAGES)
def test_the_limits_computed_by_hand_are_those_of_the_code(language):
    found = limits(10, 0.5)
    by_hand = (2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10
    assert found.inner_low == pytest.approx(by_hand, abs=1e-12)
    for name, cell in values("funnel", language, "hand").items():
        assert prints(getattr(found, name), cell, language)


def test_four_answers_are_too_few_for_any_limit():
    """P(R = 0) = 1/16 is more than 2.5 %, so nothing is too low or too high."""
    assert limits(4, 0.5) == (4, 0, 0, 1, 1)


@each("language", LANGUAGES)
def test_the_districts_of_the_docs_lie_where_they_say(language):
    rows = table("funnel", language, "districts")
    found = funnel(SurveyRate(key, int(having), int(n)) for key, having, n, *_ in rows)
    assert f"{found.overall:.3f}" == "0.773"
    placed = {entry.rate.key: entry for entry in found.placed}
    for key, having, base, rate, low, high, place in rows:
        assert prints(100 * int(having) / int(base), rate, language)
        if place == "`left_out`":
            assert key in {left.key for left in found.left_out}
            continue
        assert placed[key].place == place.strip("`")
        assert prints(100 * placed[key].limits.inner_low, low, language)
        assert prints(100 * placed[key].limits.inner_high, high, language)


def test_far_from_the_rest_is_told_from_merely_outside(catalogue):
    rest = SurveyRate("rest", 8000, 10000)
    rates = [SurveyRate("a", count, 100) for count in (60, 70, 80, 89, 99)]
    found = funnel([rest, *rates])
    places = [entry.place for entry in found.placed[1:]]
    assert places == ["far_below", "below", "within", "above", "far_above"]
    assert set(places) == set(catalogue.codes["funnel_place"])


def test_the_same_rate_is_noise_in_a_small_district_and_news_in_a_large_one():
    rates = [SurveyRate("rest", 8000, 10000), SurveyRate("small", 21, 30),
             SurveyRate("large", 700, 1000)]  # fmt: skip
    assert [entry.place for entry in funnel(rates).placed[1:]] == ["within", "far_below"]


def test_without_answers_there_is_no_funnel():
    assert funnel([]) is None
    assert funnel([SurveyRate("a", 0, 0)]) is None


def test_where_all_agree_nobody_is_outside():
    for share in (0, 1):
        found = funnel([SurveyRate("a", 40 * share, 40), SurveyRate("b", 90 * share, 90)])
        assert [entry.place for entry in found.placed] == ["within", "within"]


@each(("base", "overall"), [(0, 0.5), (10, 1.2), (10, -0.1)])
def test_there_are_no_limits_without_a_base_or_around_no_share(base, overall):
    with pytest.raises(ValueError, match="no limits"):
        limits(base, overall)


@given(st.integers(1, 150), st.integers(1, 99), st.data())
def test_a_district_is_outside_exactly_where_chance_gives_less_than_the_tail(base, percent, data):
    overall = percent / 100
    number = data.draw(st.integers(0, base))
    chances = [comb(base, k) * overall**k * (1 - overall) ** (base - k) for k in range(base + 1)]
    below, above = sum(chances[: number + 1]), sum(chances[number:])
    found = limits(base, overall)
    for tail, low, high in (
        (0.025, found.inner_low, found.inner_high),
        (0.001, found.outer_low, found.outer_high),
    ):
        if min(abs(below - tail), abs(above - tail)) > 1e-9:
            assert (number / base < low) == (below < tail)
            assert (number / base > high) == (above < tail)


@given(st.integers(1, 20000), st.floats(0, 1))
def test_the_limits_are_in_order_around_the_overall_rate(base, overall):
    found = limits(base, overall)
    assert 0 <= found.outer_low <= found.inner_low <= found.inner_high <= found.outer_high <= 1


def test_the_funnel_narrows_with_the_base():
    widths = [f.inner_high - f.inner_low for f in (limits(n, 0.8) for n in (30, 300, 3000, 30000))]
    assert widths == sorted(widths, reverse=True)
