"""Rates from surveys: interval, response, and who may be ranked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, prints, table, values
from vtdash.rules.statistics import SMALL_BASE, SurveyRate, overlap, ranked, wilson


@each("language", LANGUAGES)
def test_newcombes_table_is_reproduced_to_the_printed_digit(language):
    rows = table("intervals", language, "newcombe")
    assert [row[:2] for row in rows] == [["81", "263"], ["15", "148"], ["0", "20"], ["1", "29"]]
    for having, base, low, high in rows:
        found = wilson(int(having), int(base))
        assert prints(found[0], low, language)
        assert prints(found[1], high, language)


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_holds(language):
    rate = SurveyRate("example", 81, 263, 400)
    printed = values("intervals", language, "example")
    found = {"rate": rate.share, "low": rate.interval[0], "high": rate.interval[1],
             "response": rate.response}  # fmt: skip
    assert set(found) == set(printed)
    for name, value in found.items():
        assert prints(100 * value, printed[name], language), name


def test_a_rate_on_fewer_than_thirty_answers_is_marked_and_not_ranked():
    rates = [SurveyRate("a", 20, 29), SurveyRate("b", 15, 30), SurveyRate("c", 60, 100)]
    assert [rate.is_small for rate in rates] == [True, False, False]
    assert [rate.key for rate in ranked(rates)] == ["c", "b"]


def test_equal_rates_are_ranked_by_key():
    rates = [SurveyRate("b", 50, 100), SurveyRate("a", 20, 40), SurveyRate("c", 51, 100)]
    assert [rate.key for rate in ranked(rates)] == ["c", "a", "b"]


def test_nobody_answered_means_no_rate_and_a_response_of_zero():
    rate = SurveyRate("a", 0, 0, 50)
    assert (rate.share, rate.interval, rate.response, rate.is_small) == (None, None, 0, True)


def test_a_response_rate_is_only_told_where_it_is_known_who_was_asked():
    assert SurveyRate("a", 5, 10).response is None
    assert SurveyRate("a", 5, 10, 40).response == 0.25
    assert SurveyRate("a", 0, 0, 0).response is None


@each("counts", [(5, 4), (-1, 4), (1, 4, 3)])
def test_counts_of_no_survey_are_refused(counts):
    with pytest.raises(ValueError, match="a: "):
        SurveyRate("a", *counts)


RATES = st.lists(
    st.integers(0, 200).flatmap(
        lambda answers: st.builds(
            SurveyRate, st.text("abc", max_size=3), st.integers(0, answers), st.just(answers)
        )
    )
)


@given(RATES)
def test_a_ranking_holds_all_that_may_be_ranked_and_nothing_else(rates):
    found = ranked(rates)
    assert sorted(map(repr, found)) == sorted(repr(r) for r in rates if r.answers >= SMALL_BASE)
    shares = [rate.share for rate in found]
    assert shares == sorted(shares, reverse=True)
    assert all(low <= r.share <= high for r in found for low, high in [r.interval])


@each(
    ("one", "other", "found"),
    [
        ((340, 400), (330, 400), True),
        ((3400, 4000), (3300, 4000), False),
        ((50, 100), (50, 100), True),
        ((99, 100), (1, 100), False),
        ((0, 0), (50, 100), True),
    ],
)
def test_intervals_overlap_where_they_have_a_value_in_common(one, other, found):
    rates = SurveyRate("one", *one), SurveyRate("other", *other)
    assert overlap(*rates) is overlap(*reversed(rates)) is found
