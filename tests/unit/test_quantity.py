"""What a number with its qualifier means: which values agree with it, and which meet it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, number, prints, table
from vtdash.model.quantity import Quantity

NUMBERS = st.one_of(
    st.integers(0, 3_000_000).map(float),
    st.integers(0, 10_000).map(lambda n: n / 100),
    st.integers(1, 99).map(lambda n: n * 10_000.0),
)
UNITS = st.sampled_from(["percent", "persons"])


@each(
    ("low", "high", "qualifier", "bounds"),
    [
        (670, 670, "exact", (670, 670)),
        (50, 55, "range", (50, 55)),
        (9_500, None, "at_least", (9_500, None)),
        (None, 500, "at_most", (None, 500)),
        (198_000, 198_000, "about", (197_500, 198_500)),
        (20_000, 20_000, "about", (19_500, 20_500)),
        (1_000_000, 1_000_000, "about", (950_000, 1_050_000)),
    ],
)
def test_the_bounds_within_which_a_value_agrees(low, high, qualifier, bounds):
    quantity = Quantity(low, high, qualifier, "persons")
    assert quantity.bounds == bounds
    for end in bounds:
        if end is not None:
            assert not quantity.is_below(end)
            assert not quantity.is_above(end)
    assert low is None or quantity.is_below(bounds[0] - 1)
    assert high is None or quantity.is_above(bounds[1] + 1)


def test_over_a_number_leaves_out_the_number_itself():
    over, under = Quantity(40, None, "over"), Quantity(None, 500, "under")
    assert (over.is_below(40), over.is_below(40.5), over.is_above(1e9)) == (True, False, False)
    assert (under.is_above(500), under.is_above(499), under.is_below(0)) == (True, False, False)


@each("language", LANGUAGES)
def test_what_about_leaves_open_is_as_the_docs_print_it(language):
    for printed, unit, least, most in table("pace", language, "about"):
        goal = number(printed, language)
        about = Quantity(goal, goal, "about", "percent" if unit == "%" else "persons")
        assert prints(about.bounds[0], least, language)
        assert prints(about.bounds[1], most, language)


@given(NUMBERS, UNITS, NUMBERS)
def test_what_one_page_calls_met_no_other_calls_contradicted(goal, unit, value):
    """The pace asks whether a value meets a target, a preview whether it contradicts a figure."""
    about = Quantity(goal, goal, "about", unit)
    assert about.is_met(value, "up") != about.is_below(value)
    assert about.is_met(value, "down") != about.is_above(value)
    agrees = not (about.is_below(value) or about.is_above(value))
    assert agrees == (abs(value - goal) <= about.tolerance + 1e-9)


@given(NUMBERS, NUMBERS, st.sampled_from(["exact", "range"]), UNITS, NUMBERS)
def test_a_range_is_met_from_below_at_its_lower_and_from_above_at_its_upper_end(
    one, other, qualifier, unit, value
):
    low, high = sorted((one, other))
    quantity = Quantity(low, high, qualifier, unit)
    assert quantity.is_below(value) == (value < low) == (not quantity.is_met(value, "up"))
    assert quantity.is_above(value) == (value > high) == (not quantity.is_met(value, "down"))
