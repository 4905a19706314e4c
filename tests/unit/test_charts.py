"""Charts from hand-written points: what is drawn, where, and what must never be."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import ClassVar

import pytest
from streamlit.testing.v1 import AppTest

from tests.each import each
from tests.sent import sent_charts
from vtdash.model.details import Survey, TaskAnswer
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render import charts
from vtdash.render.charts.drawing import Drawing
from vtdash.render.charts.layout import SAMPLE_MARK, chart_layout, row_marks, short_label
from vtdash.render.charts.matrices import PairMatrix
from vtdash.render.charts.over_time import Columns, Lines
from vtdash.render.charts.plain_charts import Bars, Dots
from vtdash.render.charts.points import Point, with_value
from vtdash.render.charts.roles import Role
from vtdash.render.charts.series_names import Among
from vtdash.render.charts.strips import Strips
from vtdash.render.charts.theme import DARK, LIGHT, SYMBOLS, look
from vtdash.render.charts.year_lines import ONE_LINE, in_lines
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui import show

WITH_AN_AXIS = (Columns, Lines, Bars, Dots, Strips)
KINDS = (*WITH_AN_AXIS, PairMatrix)


def point(number=0, category="2024", series="Hanoi", **changes):
    row = Observation(
        city="hanoi", territory="ha_noi", period="2024", year_start=2024, year=2024,
        indicator_id="vet_enrolment", unit="training_turns", value=10.0, data_status="reported",
    )._replace(**changes)  # fmt: skip
    return Point(number, category, series, 0, str(row.shown), "said", row)


def target(number=0, **changes):
    base = {"status": "target", "figure_id": "F001", "data_status": "published", "year": 2030,
            "year_start": 2030}  # fmt: skip
    return point(number, "2030", "Hanoi · target", **(base | changes))


def drawn(*points, kind=Columns, category="year", **more):
    return kind(category, **more).draw(points, look(dark=False), ".,")


@each("kind", KINDS)
def test_no_points_give_an_empty_chart(kind):
    figure = drawn(kind=kind, category="group")
    assert figure["data"] == []
    assert figure["layout"]["height"] > 0


@each("kind", WITH_AN_AXIS)
def test_a_point_without_a_value_is_not_drawn(kind):
    figure = drawn(point(value=None, value_note="not_collected"), kind=kind, category="group")
    assert figure["data"] == []


@each("kind", WITH_AN_AXIS)
@each("status", ["reported", "sample", "published"])
def test_the_sample_mark_is_there_when_and_only_when_a_sample_value_is_drawn(kind, status):
    figure = drawn(point(data_status=status), point(1, series="other"), kind=kind, category="group")
    title = figure["layout"].get("title", {"text": ""})
    assert (SAMPLE_MARK in title["text"]) == (status == "sample")


def test_a_sample_value_that_is_missing_puts_no_mark_on_the_chart():
    missing = point(value=None, value_note="not_collected", data_status="sample")
    assert SAMPLE_MARK not in str(drawn(missing, point(1)))


@each("kind", [Columns, Bars])
def test_bars_stand_on_zero(kind):
    layout = drawn(point(), kind=kind, category="group")["layout"]
    values = layout["xaxis"] if kind is Bars else layout["yaxis"]
    assert values.get("rangemode") == "tozero" or values["range"][0] == 0


@each("kind", KINDS)
def test_a_chart_is_plain_json_without_anything_that_is_no_number(kind):
    rows = [point(n, detail=TaskAnswer("HP-M1", "direct"), value=v) for n, v in enumerate((1, 0))]
    more = {"columns": ("HP-M1",)} if kind is PairMatrix else {}
    figure = drawn(*rows, kind=kind, category="group", **more)
    json.dumps(figure, allow_nan=False)


def test_a_line_joins_years_that_follow_one_another_and_leads_over_no_gap():
    years = (2019, 2020, 2022, 2023, 2025)
    points = [point(n, str(y), year=y, period=str(y)) for n, y in enumerate(years)]
    traces = drawn(*points, kind=Lines)["data"]
    assert sorted(trace["x"] for trace in traces) == [[2019, 2020], [2022, 2023], [2025]]
    assert sorted(n for trace in traces for n in trace["customdata"]) == [0, 1, 2, 3, 4]
    assert [trace["showlegend"] for trace in traces].count(True) == 1


def test_a_line_leads_over_no_year_whose_value_is_missing():
    points = [
        point(n, str(y), year=y, value=v, value_note="" if v else "not_collected")
        for n, (y, v) in enumerate([(2019, 1.0), (2020, None), (2021, 2.0)])
    ]
    assert sorted(t["x"] for t in drawn(*points, kind=Lines)["data"]) == [[2019], [2021]]


def test_no_line_joins_two_territories_or_sample_and_reported_values():
    points = [
        point(0, year=2023),
        point(1, year=2024, territory="hai_phong_to_2025_06", series="Hai Phong (to June 2025)"),
        point(2, year=2025, territory="hai_phong_since_2025_07", series="Hai Phong"),
        point(3, year=2024, data_status="sample"),
    ]
    assert all(len(trace["x"]) == 1 for trace in drawn(*points, kind=Lines)["data"])


def test_published_values_are_never_joined_by_a_line():
    points = [target(n, year=y, status="observed") for n, y in enumerate((2023, 2024))]
    (trace,) = drawn(*points, kind=Lines)["data"]
    assert trace["mode"] == "markers"


def test_a_target_of_every_year_is_a_dashed_level_over_its_years_up_to_2030():
    (trace,) = drawn(target(recurrence="annual", year_start=2025, year=2035))["data"]
    assert (trace["x"], trace["y"]) == ([2025, 2030], [10.0, 10.0])
    assert trace["line"]["dash"] == "dash"
    assert trace["customdata"] == [0, 0]


@each("year", [2025, 2030, 2040])
def test_a_target_of_every_year_in_one_year_only_is_a_mark_that_can_be_seen(year):
    (trace,) = drawn(target(recurrence="annual", year_start=year, year=year))["data"]
    assert (trace["x"], trace["mode"]) == ([year], "markers")


def test_targets_are_hollow_and_observations_filled():
    figure = drawn(target(), target(1, status="observed"), kind=Dots, category="group")
    symbols = {trace["customdata"][0]: trace["marker"]["symbol"][0] for trace in figure["data"]}
    assert symbols == {0: "circle-open", 1: "circle"}


def test_an_estimate_is_told_from_a_count_by_its_mark():
    (trace,) = drawn(target(status="estimate"), kind=Dots, category="group")["data"]
    assert trace["marker"]["symbol"] == ["circle-dot"]


def test_a_rate_on_few_answers_is_hollow():
    (trace,) = drawn(point(value_note="small_base"), kind=Dots, category="group")["data"]
    assert trace["marker"]["symbol"] == ["circle-open"]


@each(("low", "high", "above"), [(50.0, 55.0, 5.0), (50.0, 50.0, 0)])
def test_a_range_is_drawn_to_its_end(low, high, above):
    figure = drawn(target(value=None, low=low, high=high), kind=Dots, category="group")
    (trace,) = figure["data"]
    bars = trace.get("error_x", {"array": [0], "arrayminus": [0], "width": 4})
    assert trace["x"] == [low]
    assert (bars["array"], bars["arrayminus"], bars["width"]) == ([above], [0], 4)


@each(("low", "high", "side"), [(40.0, None, "array"), (None, 60.0, "arrayminus")])
def test_a_bound_is_drawn_at_the_bound_with_an_open_end_and_its_words(low, high, side):
    figure = drawn(target(value=None, low=low, high=high), kind=Dots, category="group")
    (trace,) = figure["data"]
    open_end = {"array": [0], "arrayminus": [0]} | {side: [pytest.approx(0.08 * (low or high))]}
    assert trace["x"] == [low or high]
    assert {name: trace["error_x"][name] for name in open_end} == open_end
    assert trace["error_x"]["width"] == 0, "no cap: it does not end there"
    assert trace["text"] == [str(low or high)]


def test_an_interval_reaches_from_its_lower_to_its_upper_end():
    (trace,) = drawn(point(value=40.0, detail=Survey(30.0, 55.0)), kind=Lines)["data"]
    assert trace["error_y"]["array"] == [15.0]
    assert trace["error_y"]["arrayminus"] == [10.0]


def test_each_indicator_of_strips_has_axes_of_its_own():
    rates = ("trained_rate_all_forms", "trained_rate_certified", "trained_rate_gso")
    points = [
        target(n, indicator_id=key, unit="percent")._replace(category=key)
        for n, key in enumerate(rates)
    ]
    figure = drawn(*points, kind=Strips, category="indicator")
    axes = {(trace["xaxis"], trace["yaxis"]) for trace in figure["data"]}
    assert len(axes) == 3
    domains = sorted(figure["layout"][f"yaxis{n}"]["domain"] for n in (1, 2, 3))
    assert all(0 <= low < high <= 1 for low, high in domains)
    assert all(first[1] <= second[0] for first, second in pairwise(domains))


def test_a_strip_reaches_over_everything_in_it():
    points = [
        target(value=None, low=80.0, high=85.0, unit="persons"),
        target(1, value=120.0, unit="persons", territory="hai_phong_to_2025_06"),
    ]
    first, last = drawn(*points, kind=Strips)["layout"]["xaxis1"]["range"]
    assert first == 0
    assert last >= 120


def test_equal_figures_share_a_lane_and_print_their_number_once():
    figure = drawn(target(0), target(1), target(2, value=20.0), kind=Strips)
    (trace,) = figure["data"]
    assert trace["y"] == [0, 0, 1]
    assert [bool(text) for text in trace["text"]] == [True, False, True]


def test_the_matrix_has_a_mark_for_each_pair_and_none_where_nothing_answers():
    points = [
        point(0, "HN-T1", "direct", value=None, detail=TaskAnswer("HP-M2", "direct")),
        point(1, "HN-T2", "none", value=None, detail=TaskAnswer("", "none")),
    ]
    figure = drawn(*points, kind=PairMatrix, category="group", columns=("HP-M1", "HP-M2"))
    assert [(t["x"], t["y"]) for t in figure["data"]] == [([1], [0]), ([None], [1])]


def test_a_break_is_a_labelled_line_at_its_day():
    layout = drawn(point(), breaks=((2024.995, "new boundary"),))["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [2024.995]
    assert any("new boundary" in note["text"] for note in layout["annotations"])


def test_stacked_bars_are_stacked_and_others_stand_beside_each_other():
    assert drawn(point(), kind=Bars, category="group", stacked=True)["layout"]["barmode"] == (
        "stack"
    )
    assert drawn(point(), kind=Bars, category="group")["layout"]["barmode"] == "group"


def test_numbers_are_printed_on_bars_only_while_they_have_room():
    few = [point(n, f"c{n}") for n in range(3)]
    many = [point(n, f"c{n}") for n in range(40)]
    assert drawn(*few, kind=Bars, category="group")["data"][0]["text"] == ["10.0"] * 3
    assert "text" not in drawn(*many, kind=Bars, category="group")["data"][0]


def test_a_long_name_is_cut_on_the_axis_only():
    name = "Kỹ thuật lắp đặt điện và điều khiển trong công nghiệp và đời sống"
    assert short_label("Kế toán") == "Kế toán"
    assert short_label(name).endswith("…")
    lines = short_label(name).split("<br>")
    assert len(lines) == 2
    assert all(len(line) <= 18 for line in lines)
    assert name.startswith(" ".join(lines)[:-1])


def test_drawing_twice_gives_equal_charts_that_share_nothing():
    points = [point(), target(1)]
    first, second = drawn(*points), drawn(*points)
    assert first == second
    first["data"][0]["x"].append(1)
    first["layout"]["legend"]["x"] = 9
    assert drawn(*points) == second


# --- several choices, context, sample and unfinished values ------------------------------------


def answered(*rows, kind=Columns, category="year", catalogue=None, **more):
    """Return the points and the figure that a panel of these rows has."""
    names = Names(catalogue, Text("en"))
    view = View(lambda *_, **__: (), Filters(), names)

    def series(names, row):
        return row.area_id or row.occupation_key or "city"

    drawing = kind(category, **more)
    panel = view.panel("p", "Q?", rows, claim="C.", drawing=drawing, series=series)
    return panel.points, panel.figure()


def turns(area="", **changes):
    year = changes.pop("year", 2024)
    return point(area_id=area, year=year, period=str(year), **changes).row


HAI_PHONG = {"city": "haiphong", "territory": "hai_phong_since_2025_07"}


def test_the_first_choice_of_each_city_has_its_colour_and_the_others_one_of_their_own(catalogue):
    of_hai_phong = [turns(area, **HAI_PHONG) for area in ("district-311", "district-316")]
    rows = [
        turns("district-017"),
        turns("district-274"),
        *of_hai_phong,
        turns("district-274", year=2023),
    ]
    points, figure = answered(*rows, catalogue=catalogue)
    assert [one.role.place for one in points] == [0, 1, 1, 0, 2]
    colours = {trace["name"]: trace["marker"]["color"] for trace in figure["data"]}
    assert colours == {
        "district-017": LIGHT.series["ha_noi"],
        "district-274": LIGHT.further[0],
        "district-311": LIGHT.series["hai_phong_since_2025_07"],
        "district-316": LIGHT.further[1],
    }


def test_what_the_category_axis_shows_is_no_choice(catalogue):
    rows = [turns("district-017"), turns("district-274"), turns("district-311", **HAI_PHONG)]
    points, _ = answered(*rows, kind=Bars, category="area", catalogue=catalogue)
    assert [one.role for one in points] == [Role()] * 3


def test_the_whole_city_is_context_only_beside_a_choice(catalogue):
    assert answered(turns(), turns(year=2023), catalogue=catalogue)[0][0].role == Role()
    city = turns(is_context=True)
    points, _ = answered(city, turns("district-017"), catalogue=catalogue)
    assert [one.role.is_context for one in points] == [False, True]


def test_counts_of_the_whole_city_stand_on_a_low_axis_below_and_rates_behind(catalogue):
    rows = [turns(value=90_000.0, is_context=True), turns("district-017"), turns("district-274")]
    points, figure = answered(*rows, catalogue=catalogue)
    assert [one.axis for one in points] == ["turns", "turns", "turns · Hanoi, whole city"]
    axes = {trace["name"]: trace["yaxis"] for trace in figure["data"]}
    assert axes["district-017"] == axes["district-274"] != axes["city"]
    below, above = figure["layout"]["yaxis2"]["domain"], figure["layout"]["yaxis"]["domain"]
    assert below[1] < above[0]
    assert below[1] - below[0] < above[1] - above[0]
    rates = [row._replace(unit="percent", value=50.0) for row in rows]
    points, figure = answered(*rates, kind=Lines, catalogue=catalogue)
    assert {one.axis for one in points} == {"%"}
    first = figure["data"][0]
    assert first["name"] == "city"
    assert (first["line"]["color"], first["line"]["width"]) == (LIGHT.quiet, 1)
    assert first["marker"]["symbol"] == ["circle-open"]


@each("kind", [Bars, Dots])
def test_reported_and_sample_values_of_categories_stand_on_charts_of_their_own(catalogue, kind):
    rows = [
        turns(level=level, data_status=status)
        for status in ("sample", "reported")
        for level in ("elementary", "college")
    ]
    points, figure = answered(*rows, kind=kind, category="level", catalogue=catalogue)
    assert {one.axis for one in points} == {"SAMPLE DATA", "Reported"}
    said = [note for note in figure["layout"]["annotations"] if note.get("name") != "series"]
    titles = [note["text"] for note in said]
    assert titles == ["<b>Reported</b>", "<b>SAMPLE DATA</b>"]
    axes = {tuple(trace["customdata"]): trace["yaxis"] for trace in figure["data"]}
    assert axes == {(2, 3): "y", (0, 1): "y2"}


def test_a_stack_is_of_one_data_status_and_of_one_choice(catalogue):
    rows = [
        turns("district-017", occupation_key=key, data_status=status)
        for key in ("210207", "210216")
        for status in ("sample", "reported")
    ]
    _, figure = answered(*rows, kind=Bars, category="area", stacked=True, catalogue=catalogue)
    stacks = [(trace["yaxis"], trace["offsetgroup"]) for trace in figure["data"]]
    assert len(set(stacks)) == len(rows)


def test_sample_bars_are_hatched_in_their_colour_with_grey_numbers_and_reported_are_solid():
    (sample,) = drawn(point(data_status="sample"))["data"]
    (reported,) = drawn(point())["data"]
    assert sample["marker"]["pattern"]["shape"] == ["/"]
    assert sample["marker"]["pattern"]["fgcolor"] == LIGHT.series["ha_noi"]
    assert sample["textfont"]["color"] == LIGHT.quiet
    assert "pattern" not in reported["marker"]
    assert reported["textfont"]["color"] == LIGHT.text


def test_sample_marks_are_hollow_on_a_line_without_dashes():
    (trace,) = drawn(point(data_status="sample", unit="percent"), kind=Lines)["data"]
    assert trace["marker"]["symbol"] == ["circle-open"]
    assert trace["line"]["dash"] == "solid"


def test_a_value_of_a_part_of_its_year_is_pale():
    points = [point(), point(1, "2025", period="2025-Q1/Q3", year=2025)]
    (trace,) = drawn(*points)["data"]
    colour = LIGHT.series["ha_noi"]
    assert trace["marker"]["color"] == [colour, LIGHT.pale(colour)]
    assert trace["marker"]["line"]["color"] == colour


@each(("status", "colour", "edge"), [("reported", 1, 2), ("sample", 0, [2, 1])])
def test_an_unfinished_mark_is_pale_or_where_it_is_hollow_thin(status, colour, edge):
    points = [
        point(0, unit="percent", data_status=status),
        point(1, "2025", period="2025-Q1/Q3", year=2025, unit="percent", data_status=status),
    ]
    (trace,) = drawn(*points, kind=Lines)["data"]
    full = LIGHT.series["ha_noi"]
    assert trace["marker"]["color"] == ([full, LIGHT.pale(full)] if colour else full)
    assert trace["marker"]["line"] == {"width": edge, "color": full}


def test_a_value_of_some_areas_says_of_how_many_on_the_bar_and_in_words(catalogue):
    some = {"year": 2025, "areas_reported": 3, "areas_expected": 30}
    whole = turns(areas_reported=30, areas_expected=30)
    points, figure = answered(whole, turns(**some), catalogue=catalogue)
    (trace,) = figure["data"]
    assert trace["text"] == ["10", "10<br>3 of 30<br>areas"]
    assert trace["marker"]["color"][1] == LIGHT.pale(LIGHT.series["ha_noi"])
    assert "<br>reported by 3 of 30 areas<br>" in points[1].hover
    assert "areas" not in points[0].hover
    (bar,) = answered(
        turns(**some, level="college"), kind=Bars, category="level", catalogue=catalogue
    )[1]["data"]
    assert bar["text"] == ["10 (3 of 30 areas)"]


# --- axes --------------------------------------------------------------------------------------


@each(
    ("years", "ticks"),
    [
        ((2024,), [2024]),
        ((2024, 2025), [2024, 2025]),
        ((2022, 2024), [2022, 2023, 2024]),
        ((2021, 2024), [2022, 2024]),
        ((2019, 2024), [2020, 2022, 2024]),
        ((2019, 2025), [2019, 2021, 2023, 2025]),
        ((2019, 2026), [2020, 2023, 2026]),
        ((2019, 2030), [2020, 2025, 2030]),
        ((2019, 2045), [2025, 2035, 2045]),
    ],
)
def test_each_year_is_one_tick_and_the_axis_reaches_over_all_years(years, ticks):
    points = [point(n, str(year), year=year) for n, year in enumerate(years)]
    axis = drawn(*points)["layout"]["xaxis"]
    assert axis["tickvals"] == ticks
    first, last = axis["range"]
    assert first < years[0]
    assert years[-1] < last
    assert last - first >= 3, "a single bar does not fill the chart"


def test_charts_below_one_another_show_the_same_years_with_the_targets():
    points = [point(0, year=2024), target(1)._replace(axis="persons")]
    layout = drawn(*points)["layout"]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]
    assert layout["xaxis"]["range"][0] < 2024
    assert layout["xaxis"]["range"][1] > 2030


@each(
    ("values", "top"),
    [((70.0, 95.0), 100), ((12.0, 55.0), 100), ((38.0, 42.0), 50), ((3.0, 4.0), 10)],
)
@each("kind", [Lines, Dots])
def test_shares_of_one_measure_have_one_scale(kind, values, top):
    points = [
        point(n, f"c{n}", value=v, unit="percent", year=2020 + n) for n, v in enumerate(values)
    ]
    layout = drawn(*points, kind=kind, category="year" if kind is Lines else "level")["layout"]
    axis = layout["yaxis"] if kind is Lines else layout["xaxis"]
    assert axis["range"] == [0, pytest.approx(1.08 * top)]


def test_words_of_bounds_near_one_another_stand_above_and_below(catalogue):
    bounds = [
        target(n, value=None, low=low, year=year, unit="percent", qualifier="over").row
        for n, (low, year) in enumerate([(30.0, 2025), (40.0, 2030)])
    ]
    _, figure = answered(*bounds, kind=Lines, catalogue=catalogue)
    (trace,) = figure["data"]
    assert trace["text"] == ["over 30%", "over 40%"]
    assert trace["textposition"] == ["top right", "bottom left"]


def test_a_bound_that_two_pages_report_says_its_words_once(catalogue):
    bounds = [
        target(n, value=None, low=low, year=2030, unit="percent", qualifier="over").row
        for n, low in enumerate([80.0, 80.0, 85.0])
    ]
    _, figure = answered(*bounds, kind=Lines, catalogue=catalogue)
    (trace,) = figure["data"]
    assert trace["text"] == ["over 80%", "", "over 85%"]


def test_columns_print_their_numbers_only_where_these_are_no_wider_than_a_column():
    def said(years, value):
        rows = [point(n, str(n), year=2010 + n, value=value) for n in range(years)]
        return "text" in drawn(*rows)["data"][0]

    assert said(3, 100.0)
    assert not said(4, 100.0), "the name of the series beside the plot takes its room"
    assert said(1, 1_234_567.0)
    assert not said(7, 10_000.0)


def test_columns_of_years_far_apart_stay_within_their_years():
    points = [
        point(number, str(year), series=series, year=year)
        for number, (series, year) in enumerate(product("ab", (2019, 2024)))
    ]
    traces = drawn(*points)["data"]
    assert [(trace["offset"], trace["width"]) for trace in traces] == [
        (-0.375, 0.375),
        (0.0, 0.375),
    ]
    assert "width" not in drawn(point(), point(1, "2025", year=2025))["data"][0]


def test_numbers_beside_bars_have_room_in_the_margin():
    narrow, wide = (
        drawn(point(value=value), kind=Bars, category="level")["layout"]["margin"]["r"]
        for value in (1.0, 1_234_567.0)
    )
    assert wide - narrow == 7 * (len("1234567.0") - len("1.0"))


# --- colours ---------------------------------------------------------------------------------


def luminance(colour):
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@each("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_territory_has_a_colour_and_a_mark_and_no_other_has(catalogue, theme):
    assert set(theme.series) == set(catalogue.territories) == set(SYMBOLS)
    assert len(set(theme.series.values())) == len(theme.series)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


@each("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_the_background(theme):
    assert contrast(theme.text, theme.paper) >= 7
    assert contrast(theme.quiet, theme.paper) >= 4.5


@each("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_marks_of_the_two_cities_can_be_seen_on_the_background(theme):
    for territory in ("ha_noi", "hai_phong_since_2025_07"):
        assert contrast(theme.series[territory], theme.paper) >= 3, territory


@each("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_cities_differ_in_lightness_so_that_grey_print_keeps_them_apart(theme):
    hanoi = theme.series["ha_noi"]
    for other in ("hai_phong_to_2025_06", "hai_phong_since_2025_07"):
        assert contrast(hanoi, theme.series[other]) >= 1.2, other


# --- narrow screens --------------------------------------------------------------------------


def test_a_long_name_of_a_series_takes_lines_and_the_chart_grows_by_them():
    long = "Hải Phòng (từ 7/2025) · Số người được cấp chứng nhận kỹ năng số"
    others = [point(n, series=f"s{n}") for n in range(1, 5)]
    short_one, long_one = (
        drawn(point(series=name), *others, kind=Columns) for name in ("Hà Nội", long)
    )
    assert short_one["data"][0]["name"] == "Hà Nội"
    lines = long_one["data"][0]["name"].split("<br>")
    assert " ".join(lines) == long
    assert lines[0] == "Hải Phòng (từ 7/2025) ·"
    assert all(len(line) <= 34 for line in lines)
    assert long_one["layout"]["height"] > short_one["layout"]["height"]


def test_the_title_of_a_strip_is_cut_into_lines_that_a_phone_can_show():
    name = "Institutions that meet accreditation standards of the ministry"
    figure = drawn(target(unit="percent")._replace(category=name), kind=Strips)
    lines = re.sub(r"</?b>", "", figure["layout"]["annotations"][0]["text"]).split("<br>")
    assert " ".join(lines) == name
    assert len(lines) == 2
    assert all(len(line) <= 38 for line in lines)


# --- a new kind of chart ---------------------------------------------------------------------


@dataclass(frozen=True)
class Ladder(Drawing):
    """A kind of chart that nothing but these lines knows: a rung for each value."""

    kind: ClassVar[str] = "ladder"

    symbol: str = "line-ew"

    def draw(self, points, look, separators):
        shown = with_value(points)
        heights = {"type": "scatter", "x": [0] * len(shown), "y": [p.row.value for p in shown]}
        rungs = row_marks(shown) | heights | {"marker": {"symbol": self.symbol}}
        return {"data": [rungs], "layout": chart_layout(look, separators, 200)}

    def more(self, shown, names):
        return [f"The ladder has {names.text.number(len(shown))} rungs."]

    def tooltip(self, names, row):
        return f"rung at {names.value(row)}"

    def strength_title(self, text):
        return "Firmness"


def ladder(catalogue):
    names = Names(catalogue, Text("en"))
    rows = [point(value=value, detail=TaskAnswer("", "direct")).row for value in (10.0, 30.0)]
    view = View(lambda *_, **__: (), Filters(), names)
    return view, view.panel("ladder", "How high?", rows, claim="High.", drawing=Ladder("level"))


def test_a_new_kind_of_chart_is_one_class_and_has_every_face(catalogue):
    _, panel = ladder(catalogue)
    (rungs,) = panel.figure()["data"]
    assert (rungs["y"], rungs["customdata"]) == ([10.0, 30.0], [0, 1])
    assert rungs["hovertext"] == ["rung at 10 turns", "rung at 30 turns"]
    assert "Highest: All levels, Hanoi: 30 turns." in panel.describe()
    assert "The ladder has 2 rungs." in panel.describe()
    assert panel.table()["Firmness"] == ["Direct", "Direct"]
    assert len(panel.csv().splitlines()) == 3


def test_a_new_kind_of_chart_is_shown_without_another_line(catalogue):
    def page(draw, view, panel):
        draw(view, panel)

    at = AppTest.from_function(page, args=(show.panel, *ladder(catalogue))).run()
    assert not at.exception
    (chart,) = sent_charts(at.main)
    assert json.loads(chart["data-figure"])["data"][0]["y"] == [10.0, 30.0]


def kinds(base=Drawing):
    return [one for kind in base.__subclasses__() for one in (kind, *kinds(kind))]


def test_every_kind_of_chart_has_a_name_of_its_own():
    for module in pkgutil.iter_modules(charts.__path__, f"{charts.__name__}."):
        importlib.import_module(module.name)
    named = [kind.kind for kind in kinds() if "kind" in vars(kind)]
    assert len(named) == len(set(named)) >= 15


def test_numbers_have_the_room_of_the_years_that_the_whole_picture_spans():
    """Two columns of a young city stand as narrow as those of its older neighbour."""
    young = [point(year=year, value=81648) for year in (2025, 2026)]
    old = [point(year=year, value=81648) for year in range(2019, 2027)]
    columns = Columns("year")
    assert columns.is_numbered(young, Among(young))
    assert not columns.is_numbered(young, Among([*young, *old]))


def test_a_label_too_long_for_a_phone_stands_in_two_lines():
    assert in_lines("merger July 1, 2025", most=ONE_LINE) == "merger July 1, 2025"
    said = in_lines("new boundary January 1, 2025", most=ONE_LINE)
    assert said == "new boundary January<br>1, 2025"
