"""Why two rates differ: the parts always add up, and agree with a published example."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, number, plain, prints, table, values
from vtdash.model.observation import POOLED, Observation
from vtdash.rules.statistics import SurveyRate
from vtdash.topics.graduates.gap import REFERENCES, Gap, Group, Part, groups_by, kitagawa

ONE = {"college": Group(270, 300), "elementary": Group(70, 100)}
OTHER = {"college": Group(90, 100), "elementary": Group(240, 300)}


def test_a_difference_of_make_up_alone_has_no_like_for_like_part():
    one = {"college": Group(180, 200), "elementary": Group(50, 100)}
    other = {"college": Group(90, 100), "elementary": Group(100, 200)}
    found = kitagawa(one, other)
    assert found.rate == 0
    assert found.composition == found.difference == Fraction(230, 300) - Fraction(190, 300)


def test_a_difference_of_rates_alone_has_no_composition_part():
    one = {"college": Group(90, 100), "elementary": Group(60, 100)}
    other = {"college": Group(160, 200), "elementary": Group(100, 200)}
    found = kitagawa(one, other)
    assert (found.composition, found.rate) == (0, Fraction(1, 10))


@each("language", LANGUAGES)
def test_the_worked_example_of_the_docs_holds(language):
    rows = table("gap", language, "levels")
    sides = [{row[0]: Group(int(row[at]), int(row[at + 1])) for row in rows} for at in (1, 3)]
    assert [tuple(side.values()) for side in sides] == [
        tuple(ONE.values()), tuple(OTHER.values()),
    ]  # fmt: skip
    for label, *cells in table("gap", language, "parts"):
        found = kitagawa(*sides, label.split("`")[1])
        assert [f"{part:.2f}" for part in found.printed()] == [plain(c, language) for c in cells]
    for side, (_, *cells) in zip(sides, table("gap", language, "intervals"), strict=True):
        rate = SurveyRate("", *(sum(group[at] for group in side.values()) for at in (0, 1)))
        for found, cell in zip((rate.share, *rate.interval), cells, strict=True):
            assert prints(100 * found, cell, language)


@each("language", LANGUAGES)
def test_das_guptas_example_is_reproduced_to_the_printed_digit(language):
    def side(size, rate):
        return {row[0]: Group(Fraction(plain(row[size], language))
                              * Fraction(plain(row[rate], language)) / 100,
                              Fraction(plain(row[size], language))) for row in rows}  # fmt: skip

    rows = table("gap", language, "headship")
    assert len(rows) == 13
    first, second = side(1, 3), side(2, 4)
    found = kitagawa(second, first, least=0)
    printed = values("gap", language, "headship_result")
    for name in ("difference", "composition", "rate"):
        assert prints(100 * getattr(found, name), printed[name], language)
    for name, groups in (("first", first), ("second", second)):
        rate = sum(g.having for g in groups.values()) / sum(g.base for g in groups.values())
        assert prints(100 * rate, printed[name], language)
    assert number(printed["first"], language) < number(printed["second"], language)


def test_das_guptas_cross_classified_example_is_reproduced_too():
    """Example 5.3: death rates per 1,000 in the United States by race and age, cells as groups."""
    sizes = (
        (2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315,
         535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117),
        (3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472,
         707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236),
    )  # fmt: skip
    rates = (
        "18.469 0.751 0.391 1.146 1.287 2.672 6.636 15.691 34.723 79.763 176.837 "
        "36.993 1.352 0.541 2.040 3.523 6.746 12.967 24.471 45.091 74.902 123.205",
        "9.163 0.462 0.248 0.929 1.084 1.810 4.715 12.187 27.728 64.068 157.570 "
        "17.208 0.738 0.328 1.103 2.045 3.724 8.052 17.812 34.128 68.276 125.161",
    )
    of_1970, of_1985 = (
        {str(cell): Group(size * Fraction(rate) / 1000, size)
         for cell, (size, rate) in enumerate(zip(size_row, rate_row.split(), strict=True))}
        for size_row, rate_row in zip(sizes, rates, strict=True)
    )  # fmt: skip
    found = kitagawa(of_1985, of_1970, least=0)
    assert f"{float(1000 * found.composition):.7f}" == "1.5415096"
    assert f"{float(1000 * found.rate):.7f}" == "-2.2277254"
    assert f"{float(1000 * found.difference):.7f}" == "-0.6862158"


def test_small_groups_are_taken_together_and_named():
    one = {**ONE, "short": Group(5, 29), "other_kind": Group(10, 20)}
    other = {**OTHER, "short": Group(50, 60), "other_kind": Group(30, 40)}
    found = kitagawa(one, other)
    assert found.pooled == ("other_kind", "short")
    assert [part.group for part in found.parts] == ["college", "elementary", POOLED]
    assert not any(part.is_small for part in found.parts)
    assert found.composition + found.rate == found.difference


def test_a_single_small_group_is_marked():
    found = kitagawa({**ONE, "short": Group(5, 29)}, {**OTHER, "short": Group(50, 60)})
    assert [part.group for part in found.parts if part.is_small] == ["short"]


def test_a_group_on_one_side_only_is_all_make_up():
    found = kitagawa({**ONE, "short": Group(10, 50)}, OTHER)
    short = next(part for part in found.parts if part.group == "short")
    assert (short.is_one_sided, short.rate) == (True, 0)
    assert short.composition == Fraction(50, 450) * Fraction(10, 50)


@each(
    ("one", "other", "reason"),
    [
        ({}, OTHER, "no_answers"),
        (ONE, {"college": Group(0, 0)}, "no_answers"),
        ({"college": Group(10, 14), "elementary": Group(10, 15)}, OTHER, "small_base"),
        ({"a": Group(10, 20), "b": Group(10, 20)}, {"a": Group(9, 20), "b": Group(9, 20)},
         "one_group"),
        ({"a": Group(40, 50)}, {"a": Group(30, 50)}, "one_group"),
    ],
)  # fmt: skip
def test_without_grounds_nothing_is_taken_apart(one, other, reason, catalogue):
    found = kitagawa(one, other)
    assert (found.parts, found.reason) == ((), reason)
    assert catalogue.code("gap_reason", reason).text.vi


def test_groups_come_from_the_rows_of_a_question_by_level_or_occupation():
    rows = [
        Observation(level="college", occupation_key="480201", numerator=200, denominator=220),
        Observation(level="college", occupation_key="520123", numerator=70, denominator=80),
        Observation(level="elementary", occupation_key="480201", numerator=70, denominator=100),
    ]
    assert groups_by("level", rows) == ONE
    assert groups_by("occupation_key", rows)["480201"] == Group(270, 320)
    with pytest.raises(ValueError, match="without its base"):
        groups_by("level", [Observation(level="college", value=80.0)])


def test_what_is_no_share_and_no_reference_is_refused():
    with pytest.raises(ValueError, match="is no share"):
        kitagawa({"a": Group(5, 4)}, OTHER)
    with pytest.raises(ValueError, match="no reference median"):
        kitagawa(ONE, OTHER, "median")


def test_a_printed_part_is_its_own_rounded_value_as_a_table_has_it():
    """What would be left of 0.83 after 0.36 is not what is printed: the part itself is."""
    parts = (Part("a", Fraction(3649, 10**6), Fraction(4649, 10**6), False, False),)
    assert Gap(Fraction(8298, 10**6), parts).printed() == (0.83, 0.36, 0.46)


GROUPS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e", POOLED]),
    st.integers(0, 5000).flatmap(
        lambda base: st.integers(0, base).map(lambda having: Group(having, base))
    ),
)


@given(GROUPS, GROUPS, st.sampled_from(REFERENCES), st.sampled_from([0, 30]))
def test_the_parts_sum_to_the_difference_exactly(one, other, reference, least):
    found = kitagawa(one, other, reference, least)
    if found.parts:
        assert found.composition + found.rate == found.difference
        assert sum(p.composition + p.rate for p in found.parts) == found.difference
        whole, mix, like = found.printed()
        assert mix + like == pytest.approx(whole, abs=0.0151)


@given(GROUPS, GROUPS)
def test_kitagawas_parts_change_their_sign_with_the_sides(one, other):
    there, back = kitagawa(one, other), kitagawa(other, one)
    assert there.reason == back.reason
    assert (there.composition, there.rate) == (-back.composition, -back.rate)


@given(GROUPS)
def test_like_populations_have_no_gap(groups):
    found = kitagawa(groups, groups)
    assert (found.difference, found.composition, found.rate) == (0, 0, 0)
