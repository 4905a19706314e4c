"""Why the gap, as a reader sees it: by hand, in both languages, and where nothing can be said.

Graduates in work, of those who answered (cohort of 2024, made up for the arithmetic)

    Hanoi      college 270 of 300, elementary  70 of 100   340 of 400 = 85.0 %
    Hai Phong  college  90 of 100, elementary 240 of 300   330 of 400 = 82.5 %

Hanoi is 2.5 points ahead: 7.5 by its make-up, -5.0 like for like. This is the example of
docs/methods/gap: with the mean of both, college adds (0.75 - 0.25) x 0.9 = 45 points of make-up
and nothing like for like; elementary adds (0.25 - 0.75) x 0.75 = -37.5 and 0.5 x -0.1 = -5.
"""

from __future__ import annotations

import json
import re

import plotly.graph_objects as go
import pytest

from tests.each import each
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.store.questions import questions
from vtdash.text.language import Text
from vtdash.topics.graduates import gap_panels
from vtdash.topics.graduates.gap import Group, kitagawa
from vtdash.topics.graduates.gap_words import GapSides, gap_claim, points
from vtdash.topics.view import View

HP, HP_NOW = "hai_phong_to_2025_06", "hai_phong_since_2025_07"
UNFINISHED = re.compile(r"\{|\}|\bNone\b|  | ,|\.\.|: \.|;\.")

HANOI = {"college": (270, 300), "elementary": (70, 100)}
HAI_PHONG = {"college": (90, 100), "elementary": (240, 300)}


def rate(territory, having, base, **changes):
    city = "hanoi" if territory == "ha_noi" else "haiphong"
    return Observation(
        city=city, territory=territory, period="2024", year=2024, value=100 * having / base,
        indicator_id="graduate_employment_rate", unit="percent", numerator=having,
        denominator=base, data_status="reported", months_after="12",
    )._replace(**changes)  # fmt: skip


def whole(territory, groups, **changes):
    having, base = (sum(group[at] for group in groups.values()) for at in (0, 1))
    return rate(territory, having, base, **changes)


@pytest.fixture
def view(catalogue):
    """Return a function: rows of the rate by year, groups by territory and year -> a view."""

    def make(rows, groups, *, language="en", field="level", **filters):
        def ask(question, asked, **more):
            if question in {questions.employment_rate_by_year, questions.in_field_rate_by_year}:
                areas = asked.areas
                return tuple(r for r in rows if r.city in asked.cities and
                             (len(areas) != 1 or r.area_id in {"", areas[0]}))  # fmt: skip
            found = []
            for (territory, year), sizes in groups.items():
                if asked.first_year <= year <= asked.last_year:
                    found += [rate(territory, *size, year=year, **{field: key})
                              for key, size in sizes.items()]  # fmt: skip
            return tuple(found)

        return View(ask, Filters(**filters), Names(catalogue, Text(language)))

    return make


@pytest.fixture
def two_cities(view):
    def make(language="en", **filters):
        rows = (whole("ha_noi", HANOI), whole(HP, HAI_PHONG))
        groups = {("ha_noi", 2024): HANOI, (HP, 2024): HAI_PHONG}
        return view(rows, groups, language=language, **filters)

    return make


def test_the_rows_are_the_difference_and_both_parts_of_all_and_of_each_level(two_cities):
    panel = gap_panels.employed_by_level(two_cities())
    assert [(row.level, row.group, round(row.value, 9)) for row in panel.rows] == [
        ("", "difference", 2.5), ("", "composition", 7.5), ("", "like_for_like", -5.0),
        ("college", "composition", 45.0), ("college", "like_for_like", 0.0),
        ("elementary", "composition", -37.5), ("elementary", "like_for_like", -5.0),
    ]  # fmt: skip
    assert {(r.territory, r.gap_part.against, r.unit, r.status) for r in panel.rows} == {
        ("ha_noi", HP, "percent_points", "computed")
    }


def test_beside_each_part_stands_what_is_unlike_on_the_two_sides(two_cities):
    rows = gap_panels.employed_by_level(two_cities()).rows
    sides = {
        (row.level, row.group): (row.gap_part.side_one, row.gap_part.side_other) for row in rows
    }
    assert sides["", "difference"] == (85.0, 82.5)
    assert sides["college", "composition"] == (75.0, 25.0)
    assert sides["elementary", "like_for_like"] == (70.0, 80.0)


@each(
    ("language", "claim"),
    [
        ("en", "Cohort of 2024 – Hanoi: 85.0% of 4,000 persons; Hai Phong (to June 2025): 82.5% of "
               "4,000 persons. Hanoi is ahead by 2.5 points: its make-up by level goes with 7.5 "
               "points more; at the same level it is 5 points behind."),
        ("vi", "Khóa tốt nghiệp năm 2024 – Hà Nội: 85,0% trong tổng số 4.000 người; Hải Phòng (đến "
               "6/2025): 82,5% trong tổng số 4.000 người. Hà Nội cao hơn 2,5 điểm phần trăm. Trong "
               "đó, phần ứng với cơ cấu trình độ cao hơn 7,5 điểm phần trăm; phần so sánh ở cùng "
               "trình độ thấp hơn 5 điểm phần trăm."),
    ],
)  # fmt: skip
def test_the_claim_says_both_rates_and_what_goes_with_what(view, language, claim):
    one, other = (tenfold(groups) for groups in (HANOI, HAI_PHONG))
    rows = (whole("ha_noi", one), whole(HP, other))
    groups = {("ha_noi", 2024): one, (HP, 2024): other}
    assert gap_panels.employed_by_level(view(rows, groups, language=language)).claim == claim


def tenfold(groups):
    return {key: (10 * having, 10 * base) for key, (having, base) in groups.items()}


@each(
    ("language", "said"),
    [
        ("en", "persons. No clear difference: the 95% intervals of the two rates overlap. The "
               "table has the parts."),
        ("vi", "người. Chưa thấy chênh lệch rõ rệt: khoảng tin cậy 95% của hai tỷ lệ chồng lên "
               "nhau. Các thành phần được nêu trong bảng."),
    ],
)  # fmt: skip
def test_where_the_intervals_overlap_no_difference_is_claimed_and_the_table_has_the_parts(
    two_cities, language, said
):
    panel = gap_panels.employed_by_level(two_cities(language))
    assert panel.claim.endswith(said)
    assert [round(row.value, 9) for row in panel.rows[:3]] == [2.5, 7.5, -5.0]


def test_the_claim_prints_the_parts_as_the_table_does(view):
    """0.83 = 0.36 + 0.47 points, not 0.8 = 0.4 + 0.4."""
    one = {"college": (54_060, 60_000), "elementary": (28_052, 40_000)}
    other = {"college": (52_590, 58_800), "elementary": (28_692, 41_200)}
    rows = (whole("ha_noi", one), whole(HP, other))
    panel = gap_panels.employed_by_level(view(rows, {("ha_noi", 2024): one, (HP, 2024): other}))
    column = panel.table()["Value"]
    assert [cell in panel.claim for cell in column[:3]] == [True] * 3
    assert all(re.search(r"\.\d\d ", cell) for cell in column[:3])


def sides_of(one, other):
    return [{key: Group(*size) for key, size in groups.items()} for groups in (one, other)]


ALIKE = {"college": (80, 100), "elementary": (60, 100)}


@each(
    ("one", "other", "said"),
    [
        (HANOI, HAI_PHONG, "its make-up by level goes with 7.5 points more"),
        ({"college": (180, 200), "elementary": (60, 100)},
         {"college": (160, 200), "elementary": (50, 100)}, "all of which goes with better results"),
        ({"college": (180, 200), "elementary": (50, 100)},
         {"college": (90, 100), "elementary": (100, 200)}, "all of which goes with its make-up"),
        ({"college": (180, 200), "elementary": (60, 100)},
         {"college": (80, 100), "elementary": (100, 200)}, "goes with 10 points of this, better"),
        ({"college": (95, 100), "elementary": (150, 200)},
         {"college": (160, 200), "elementary": (50, 100)}, "although its make-up by level goes"),
        (ALIKE, ALIKE, "The two rates are equal to a hundredth of a point"),
    ],
)  # fmt: skip
@each("language", ["en", "vi"])
@each("category", ["level", "occupation"])
def test_every_way_that_the_parts_can_go_has_its_sentence(
    catalogue, one, other, said, language, category
):
    names = Names(catalogue, Text(language))
    found = kitagawa(*sides_of(one, other))
    claim = gap_claim(GapSides(names, "A", "B", category), found)
    assert claim.endswith(".")
    assert not UNFINISHED.search(claim)
    difference, mix, like = found.printed()
    for part in (difference, mix, like):
        assert not part or points(names, abs(part)) in claim
    if language == "en":
        assert said.replace("by level", f"by {category}") in claim
    else:
        assert not re.search(r"\b(the|ahead|rates|make-up)\b", claim)


def test_one_point_is_no_points(catalogue):
    names = Names(catalogue, Text("en"))
    assert [points(names, v) for v in (1.0, 0.5, 0.47)] == ["1 point", "0.5 points", "0.47 points"]


def test_small_groups_are_added_up_and_named_in_the_notes(view):
    one = {**HANOI, "intermediate": (5, 10), "under_3_months": (6, 12)}
    other = {**HAI_PHONG, "intermediate": (50, 60), "under_3_months": (60, 90)}
    rows = (whole("ha_noi", one), whole(HP, other))
    panel = gap_panels.employed_by_level(view(rows, {("ha_noi", 2024): one, (HP, 2024): other}))
    assert [r.level for r in panel.rows[3::2]] == ["college", "elementary", "other"]
    both = kitagawa(*sides_of(one, other))
    assert panel.rows[-2].gap_part.side_one == pytest.approx(100 * 22 / 422)
    assert sum(r.value for r in panel.rows[3:]) == pytest.approx(float(100 * both.difference))
    assert any("Intermediate and Under three months" in note for note in panel.notes)


def test_many_occupations_are_cut_and_the_rest_added_up_so_that_the_parts_still_sum(
    view, catalogue
):
    keys = list(catalogue.occupation_by_key)[:30]
    one = {key: (40 + n, 100) for n, key in enumerate(keys)}
    other = {key: (50, 90 + 3 * n) for n, key in enumerate(keys)}
    rows = (whole("ha_noi", one), whole(HP, other))
    made = view(rows, {("ha_noi", 2024): one, (HP, 2024): other}, field="occupation_key")
    panel = gap_panels.employed_by_occupation(made)
    shown = list(dict.fromkeys(row.occupation_key for row in panel.rows[3:]))
    assert (len(shown), shown[-1]) == (gap_panels.SHOWN + 1, "other")
    for part in ("composition", "like_for_like"):
        values = [r.value for r in panel.rows if r.group == part]
        assert sum(values[1:]) == pytest.approx(values[0])
    assert panel.rows[0].value == pytest.approx(panel.rows[1].value + panel.rows[2].value)


@each(
    ("one", "other", "said"),
    [
        ({"college": (10, 14), "elementary": (5, 10)}, HAI_PHONG, "fewer than 30 people"),
        ({"college": (40, 50)}, {"college": (30, 50)}, "a single one is left"),
    ],
)
def test_without_grounds_it_says_so_and_shows_no_part(view, one, other, said):
    rows = (whole("ha_noi", one), whole(HP, other))
    panel = gap_panels.employed_by_level(view(rows, {("ha_noi", 2024): one, (HP, 2024): other}))
    assert (panel.rows, panel.claim) == ((), "")
    assert said in panel.when_empty
    assert "Hanoi:" in panel.when_empty


@each("language", ["en", "vi"])
def test_the_two_hai_phongs_are_never_taken_apart(view, catalogue, language):
    rows = (whole(HP, HANOI), whole(HP_NOW, HAI_PHONG, year=2025, period="2025"))
    groups = {(HP, 2024): HANOI, (HP_NOW, 2025): HAI_PHONG}
    panel = gap_panels.employed_by_level(
        view(rows, groups, language=language, cities=("haiphong",))
    )
    assert panel.rows == ()
    merged = catalogue.code("comparison", "merged_territory").text
    assert getattr(merged, language) in panel.when_empty


def test_sample_and_reported_are_never_taken_apart(view):
    rows = (whole("ha_noi", HANOI), whole(HP, HAI_PHONG, data_status="sample"))
    panel = gap_panels.employed_by_level(view(rows, {}))
    assert panel.rows == ()
    assert "may not be compared" in panel.when_empty


def test_of_two_territories_of_a_city_the_one_is_taken_that_may_be_compared(view):
    """Hai Phong's own rate is sample data; that of Hai Duong, its part today, is reported."""
    duong = "hai_duong_to_2025_06"
    rows = (whole("ha_noi", HANOI), whole(HP, HAI_PHONG, data_status="sample"),
            whole(duong, HAI_PHONG))  # fmt: skip
    groups = {("ha_noi", 2024): HANOI, (duong, 2024): HAI_PHONG}
    assert {r.gap_part.against for r in gap_panels.employed_by_level(view(rows, groups)).rows} == {
        duong
    }


def test_two_cities_meet_in_the_latest_cohort_that_both_have(view):
    rows = tuple(whole("ha_noi", HANOI, year=y, period=str(y)) for y in (2023, 2024, 2025))
    rows += (whole(HP, HAI_PHONG, year=2023, period="2023"), whole(HP, HAI_PHONG))
    groups = {("ha_noi", y): HANOI for y in (2023, 2024, 2025)}
    groups |= {(HP, y): HAI_PHONG for y in (2023, 2024)}
    assert {r.period for r in gap_panels.employed_by_level(view(rows, groups)).rows} == {"2024"}


def test_without_a_common_cohort_it_says_so(view):
    rows = (whole("ha_noi", HANOI, year=2023, period="2023"), whole(HP, HAI_PHONG))
    assert "no cohort in common" in gap_panels.employed_by_level(view(rows, {})).when_empty


def test_one_city_is_set_against_itself_a_cohort_earlier(view):
    years = (2022, 2023, 2024)
    rows = tuple(whole("ha_noi", HANOI, year=y, period=str(y)) for y in years[:2])
    rows += (whole("ha_noi", HAI_PHONG),)
    groups = {("ha_noi", 2022): HANOI, ("ha_noi", 2023): HANOI, ("ha_noi", 2024): HAI_PHONG}
    panel = gap_panels.employed_by_level(view(rows, groups, cities=("hanoi",)))
    assert {(row.period, row.gap_part.against) for row in panel.rows} == {("2023", "2024")}
    assert panel.claim.startswith("Hanoi, cohort of 2023: 85.0% of 400 persons; Hanoi, cohort of ")


def test_one_rate_alone_has_nothing_to_be_set_against(view):
    panel = gap_panels.employed_by_level(view((whole("ha_noi", HANOI),), {}))
    assert "There are no two rates to compare" in panel.when_empty


def test_two_chosen_places_are_set_against_each_other(view):
    a, b = "district-001", "district-303"
    rows = (whole("ha_noi", HANOI, area_id=a), whole(HP, HAI_PHONG, area_id=b))
    groups = {("ha_noi", 2024): HANOI, (HP, 2024): HAI_PHONG}
    panel = gap_panels.employed_by_level(view(rows, groups, areas=(a, b)))
    assert {(row.area_id, row.gap_part.against) for row in panel.rows} == {(a, b)}
    assert panel.table()["Counterpart"][0] == "Hong Bang Urban District (to 2024)"
    assert "Ba Dinh Urban District" in panel.claim


def test_the_chart_draws_every_part_on_its_side_of_zero(two_cities):
    panel = gap_panels.employed_by_level(two_cities())
    figure = panel.figure()
    json.dumps(figure, allow_nan=False)
    go.Figure(figure)
    marks = {}
    for trace in figure["data"]:
        for number, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True):
            row = panel.rows[number]
            assert x == row.value
            names = {"": "All levels", "college": "College", "elementary": "Elementary"}
            name = "Difference" if row.group == "difference" else names[row.level]
            assert figure["layout"]["yaxis"]["ticktext"][y] == name
            marks[number] = trace["type"]
    assert sorted(marks) == list(range(len(panel.rows)))
    assert [marks[0], marks[1]] == ["scatter", "bar"]
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < min(r.value for r in panel.rows) < max(r.value for r in panel.rows) < high


def test_the_chart_in_words_says_each_group_with_both_parts(two_cities):
    said = gap_panels.employed_by_level(two_cities()).describe()
    assert "Elementary: Make-up −37.5 points; Like for like −5 points." in said
