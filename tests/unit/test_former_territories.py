"""One city of today: its former territories are left out where it leads, and pale where shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.each import each
from tests.panels import BUILDERS, WHOLE, open_sample, views
from vtdash.model.filters import Filters
from vtdash.render.charts.theme import LIGHT
from vtdash.store.questions.former_territories import with_former

FORMER, TODAY, OTHER = "hai_phong_to_2025_06", "hai_phong_since_2025_07", "hai_duong_to_2025_06"
RETURNS = [b for b in BUILDERS if b.startswith(("enrolment", "graduates", "digital"))]
PALE = {LIGHT.former, LIGHT.pale(LIGHT.former)}


@pytest.fixture(scope="module")
def view_of(published_sample):
    opened = open_sample(published_sample)
    yield views(opened)
    opened.close()


def row(territory, **changes):
    return {
        "territory": territory,
        "indicator_id": "vet_enrolment",
        "unit": "training_turns",
        "data_status": "reported",
        "value": 1,
        **changes,
    }


CASES = {
        "today's leads": ([row(FORMER), row(OTHER), row(TODAY)], {0, 1}, Filters()),
        "nothing of today": ([row(FORMER), row(OTHER)], set(), Filters()),
        "of today without a value": ([row(FORMER), row(TODAY, value=None)], set(), Filters()),
        "another indicator": ([row(FORMER), row(TODAY, indicator_id="x")], set(), Filters()),
        "a sample of today": ([row(FORMER), row(TODAY, data_status="sample")], set(), Filters()),
        "a sample of before": ([row(FORMER, data_status="sample"), row(TODAY)], {0}, Filters()),
        "an area": ([row(FORMER, area_id="district-303"), row(TODAY)], set(), Filters()),
        "another city": ([row("ha_noi"), row(TODAY)], set(), Filters()),
        "occupations, none chosen": (
            [row(FORMER, occupation_key="a"), row(TODAY, occupation_key="b")], {0}, Filters(),
        ),
        "occupations, both chosen": (
            [row(FORMER, occupation_key="a"), row(TODAY, occupation_key="b")],
            set(), Filters(occupations=("a", "b")),
        ),
}  # fmt: skip
"""Rows of one answer, which of them are former, and what was chosen."""


@each("case", CASES)
def test_the_city_of_today_leads_where_it_has_the_same(catalogue, case):
    rows, former, filters = CASES[case]
    marked = with_former(rows, filters, catalogue)
    assert {n for n, one in enumerate(marked) if one.get("is_former")} == former


@each("builder", RETURNS)
def test_the_switch_adds_rows_and_changes_no_sentence(view_of, builder):
    for cities in (WHOLE.cities, ("haiphong",)):
        filters = replace(WHOLE, cities=cities)
        alone = BUILDERS[builder](view_of(filters))
        beside = BUILDERS[builder](view_of(replace(filters, former=True)))
        added = [one for one in beside.rows if one.is_former]
        assert alone.rows == tuple(one for one in beside.rows if not one.is_former)
        assert alone.claim == beside.claim
        assert not beside.left_out
        assert bool(alone.left_out) == bool(added)
        if added:
            assert alone.left_out.startswith(f"{len(added)} value")
            assert alone.left_out in alone.describe()
            assert alone.left_out in alone.cautions


def test_years_before_the_merger_have_the_former_ones_alone(view_of):
    panel = BUILDERS["enrolment.by_year"](view_of(replace(WHOLE, last_year=2024)))
    assert {one.territory for one in panel.rows if not one.is_published} == {
        "ha_noi", FORMER, OTHER,
    }  # fmt: skip
    assert not panel.left_out


@each("builder", ["enrolment.by_year", "graduates.by_cohort", "enrolment.by_occupation"])
def test_former_territories_are_pale_in_one_colour(view_of, builder):
    panel = BUILDERS[builder](view_of(replace(WHOLE, former=True)))
    former = {p.row_number for p in panel.points if p.role.is_former}
    assert former
    for trace in panel.figure()["data"]:
        colours = trace["marker"]["color"]
        is_pale = set([colours] if isinstance(colours, str) else colours) <= PALE
        assert is_pale == bool(former & set(trace["customdata"]))


def test_the_merger_is_a_mark_on_the_axis_of_years(view_of):
    panel = BUILDERS["enrolment.by_year"](view_of())
    (label,) = [words for _, words in panel.drawing.breaks]
    assert label == "merger July 1, 2025"
    assert any(one["text"] == label for one in panel.figure()["layout"]["annotations"])


@each("builder", ["enrolment.by_year", "graduates.by_cohort"])
def test_up_to_four_series_are_named_in_the_plot_apart_from_each_other(view_of, builder):
    panel = BUILDERS[builder](view_of(replace(WHOLE, former=True)))
    layout = panel.figure()["layout"]
    names = [one for one in layout["annotations"] if one.get("name") == "series"]
    assert not layout["showlegend"]
    assert len(names) == len({point.series for point in panel.points}) == 4
    top = layout["yaxis"]["range"][1]
    spans = sorted(
        (320 * one["y"] / top + one["yshift"], 15 * (1 + one["text"].count("<br>")))
        for one in names
    )
    for (low, height), (high, other) in pairwise(spans):
        assert high - low >= (height + other) / 2 - 1


def test_more_than_four_series_have_a_legend_below(view_of):
    areas = ("district-001", "district-002", "district-003", "district-004", "district-005")
    layout = BUILDERS["enrolment.by_year"](view_of(replace(WHOLE, areas=areas))).figure()["layout"]
    assert layout["showlegend"]
    assert layout["legend"]["yanchor"] == "top"
    assert layout["legend"]["y"] < 0
    assert not [one for one in layout["annotations"] if one.get("name") == "series"]


def test_a_target_of_a_former_territory_says_so(view_of):
    panel = BUILDERS["targets.gaps"](view_of())
    numbers = " ".join(one["text"] for one in panel.figure()["layout"]["annotations"])
    assert "45% (old boundary)" in numbers
    assert "60% (old boundary)" not in numbers
    aims = [p for p in panel.points if p.is_aim and p.row.territory == FORMER]
    assert all("set for the territory as it was until June 30, 2025" in p.hover for p in aims)
