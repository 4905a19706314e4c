"""Intervals against published values."""

import pytest

from tests.each import each
from vtdash.rules.statistics import SMALL_BASE, wilson


@each(
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


@each(("successes", "answers"), [(0, 1), (1, 1), (0, 1000), (1000, 1000)])
def test_an_interval_stays_within_nought_and_one_and_holds_the_share(successes, answers):
    low, high = wilson(successes, answers)
    assert 0 <= low <= successes / answers <= high <= 1
    assert low < high


def test_an_interval_narrows_with_answers_and_mirrors_its_complement():
    widths = [high - low for low, high in (wilson(n // 2, n) for n in (10, 100, 1000))]
    assert widths == sorted(widths, reverse=True)
    low, high = wilson(30, 100)
    assert wilson(70, 100) == pytest.approx((1 - high, 1 - low))


@each(("successes", "answers"), [(0, 0), (1, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_has_no_interval(successes, answers):
    with pytest.raises(ValueError, match="is no share"):
        wilson(successes, answers)


def test_the_small_base_is_a_round_number_that_a_reader_can_be_told():
    assert SMALL_BASE == 30
