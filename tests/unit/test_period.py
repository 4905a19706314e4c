"""What the text of a period means: its days, its months, its order and its words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from vtdash.model.period import Period, quarters_between, quarters_of_mask
from vtdash.reference import load_catalogue
from vtdash.text.language import Text

CATALOGUE = load_catalogue()
REGISTER = sorted({figure.period for figure in CATALOGUE.figures})
FIXED = st.one_of(
    st.builds(
        lambda first, more: quarters_between(*(q // 4 * 10 + q % 4 + 1 for q in (first, more))),
        st.integers(4 * 2005, 4 * 2015),
        st.integers(4 * 2016, 4 * 2030),
    ),
    st.builds(quarters_of_mask, st.integers(2005, 2030), st.integers(1, 15).map(lambda m: m << 1)),
    st.dates(date(2005, 1, 1), date(2030, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
)
PERIODS = st.one_of(FIXED, st.sampled_from(REGISTER)).map(Period.parse)


@each(
    ("text", "start", "end", "months"),
    [
        ("2022", "2022-01-01", "2022-12-31", 12),
        ("2022 (end)", "2022-01-01", "2022-12-31", 12),
        ("2019-2021", "2019-01-01", "2021-12-31", 36),
        ("2024-02", "2024-02-01", "2024-02-29", 1),
        ("2024-Q1", "2024-01-01", "2024-03-31", 3),
        ("2024-Q2/Q4", "2024-04-01", "2024-12-31", 9),
        ("2024-Q3/2025-Q1", "2024-07-01", "2025-03-31", 9),
        ("2024-Q1+Q4", "2024-01-01", "2024-12-31", 6),
        ("2022 (to Nov)", "2022-01-01", "2022-11-30", 11),
        ("2022 (Jul-Sep)", "2022-07-01", "2022-09-30", 3),
        ("2025 first 6 months", "2025-01-01", "2025-06-30", 6),
        ("Jan-mid Nov 2022", "2022-01-01", "2022-11-15", 10.5),
        ("2019 (to mid-Nov)", "2019-01-01", "2019-11-15", 10.5),
        ("2023 to Oct 2024 (22 months)", "2023-01-01", "2024-10-31", 22),
        ("2016-2020 (to Aug)", "2016-01-01", "2020-08-31", 56),
        ("about 5 years to Nov 2015", "None", "2015-11-30", None),
        ("2019 (to Oct/Nov)", "None", "None", None),
        ("2022 (part-year)", "None", "None", None),
        ("2022 (expected)", "None", "None", None),
        ("early 2025 to mid 2025", "None", "None", None),
        ("2025-Q3/Q1", "None", "None", None),
        ("", "None", "None", None),
    ],
)
def test_a_text_tells_its_first_and_last_day_and_its_months_or_nothing(text, start, end, months):
    period = Period.parse(text)
    assert (str(period.start), str(period.end), period.months) == (start, end, months)


@each(
    ("text", "quarters"),
    [
        ("2024", (1, 2, 3, 4)),
        ("2024-Q3", (3,)),
        ("2024-Q2/Q3", (2, 3)),
        ("2024-Q1+Q4", (1, 4)),
        ("2024 (to Nov)", (1, 2, 3)),
        ("2024 (May-Dec)", (3, 4)),
        ("2024-05", ()),
        ("2023", ()),
        ("2024 (part-year)", ()),
    ],
)
def test_the_quarters_that_lie_within_a_period_whole(text, quarters):
    assert Period.parse(text).quarters_within(2024) == quarters


def test_the_catalogue_says_how_much_of_its_years_a_worded_period_covers():
    said = {text: CATALOGUE.period(text).extent for text in ("2024", "2024-Q1", "2022 (end)", "")}
    assert said == {"2024": "whole", "2024-Q1": "part", "2022 (end)": "end", "": "whole"}


def test_a_part_lies_inside_a_longer_one_and_never_inside_itself_or_a_gap():
    part, whole, gap = (Period.parse(t) for t in ("2022 (Jan-Sep)", "2022 (to Nov)", "2022-Q1+Q4"))
    assert part.is_inside(whole)
    assert not whole.is_inside(part)
    assert not part.is_inside(part)
    assert not Period.parse("2022-Q2").is_inside(gap)


@each("text", ["2024-2025", "2024-Q1/Q2", "2024-05", "2022 (to Nov)", ""])
def test_only_a_quarter_or_a_year_decides_which_areas_apply(text):
    with pytest.raises(ValueError, match=r"^"):
        _ = Period.parse(text).reference_date


@given(PERIODS, st.integers(2000, 2035))
def test_the_months_of_each_year_add_up_to_the_months_of_the_period(period, year):
    per_year = [period.months_in(each) for each in range(2000, 2036)]
    if period.months is None:
        assert per_year == [None] * len(per_year)
    else:
        assert sum(per_year) == period.months
        assert 0 <= period.months_in(year) <= 12
        assert 3 * len(period.quarters_within(year)) <= period.months_in(year)


@given(PERIODS, PERIODS)
def test_the_order_is_total_and_goes_by_the_first_day(one, other):
    assert (one.order < other.order) + (other.order < one.order) == (one.text != other.text)
    if one.start and other.start and one.start < other.start:
        assert one.order < other.order


@given(PERIODS)
def test_a_fixed_form_is_written_in_words_that_no_other_period_has(period):
    for language in ("vi", "en"):
        words = Text(language).period(period.text)
        assert (words == period.text) == (period.form in {"worded", "year"})


@each("language", ["vi", "en"])
def test_no_two_periods_of_the_register_in_a_fixed_form_have_the_same_words(language):
    fixed = [text for text in REGISTER if Period.parse(text).form != "worded"]
    words = {Text(language).period(text): text for text in fixed}
    assert list(words.values()) == fixed, "the words lead back to each text"


@given(st.integers(2000, 2035), st.integers(1, 15))
def test_the_text_of_some_quarters_means_exactly_these(year, mask):
    period = Period.parse(quarters_of_mask(year, mask << 1))
    assert sum(1 << quarter - 1 for quarter in period.quarters_within(year)) == mask
    assert period.months == 3 * mask.bit_count()


@given(st.integers(4 * 2005, 4 * 2030), st.integers(0, 40))
def test_the_text_between_two_quarters_begins_and_ends_with_these(step, more):
    first, last = (Period.parse(f"{q // 4}-Q{q % 4 + 1}") for q in (step, step + more))
    between = Period.parse(first.until(last))
    assert (between.start, between.end) == (first.start, last.end)
    assert (first.step, last.step) == (step, step + more)
