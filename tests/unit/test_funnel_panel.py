"""The funnel of places as a reader sees it: by hand, in both languages."""

from __future__ import annotations

import json
import re
from math import log10

import plotly.graph_objects as go
import pytest

from tests.each import each
from vtdash.model.details import Survey
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics.graduates import funnel_panels
from vtdash.topics.view import View

HP = "hai_phong_to_2025_06"
WORKED = {"001": (20, 30), "002": (66, 100), "004": (246, 300), "008": (8, 10)}
"""The districts of docs/methods/funnel: overall 340 of 440; the second below 68.3 %."""

BASE = {"001": (800, 1000), "002": (795, 1000), "004": (600, 1000), "008": (26, 29)}
"""Two alike, one far below (60 % of 1,000 where all together have 73.3 %), one too small."""


def place(code, having, base, **changes):
    return Observation(
        city="hanoi", territory="ha_noi", area_id=f"district-{code}", period="2024", year=2024,
        indicator_id="graduate_employment_rate", unit="percent",
        value=100 * having / base if base else None, numerator=having, denominator=base,
        detail=Survey(answered=base, asked=2 * base), data_status="reported",
        value_note="" if base >= 30 else "small_base" if base else "not_collected",
    )._replace(**changes)  # fmt: skip


def places(groups, **changes):
    return tuple(place(code, *size, **changes) for code, size in groups.items())


@pytest.fixture
def panel_of(catalogue):
    def make(rows, language="en"):
        view = View(lambda *_, **__: rows, Filters(), Names(catalogue, Text(language)))
        return funnel_panels.employment_by_area(view)

    return make


def test_the_worked_example_of_the_docs_stands_in_the_rows(panel_of):
    rows = {row.area_id[-3:]: row for row in panel_of(places(WORKED)).rows}
    assert [rows[code].group for code in WORKED] == ["within", "below", "within", ""]
    assert [rows[code].group_kind for code in ("002", "008")] == ["funnel_place", ""]
    assert rows["002"].funnel_place.limit_95_low == pytest.approx(68.3, abs=0.05)
    assert rows["004"].funnel_place.limit_95_high == pytest.approx(82.1, abs=0.05)
    assert rows["008"].funnel_place is None
    assert rows["008"].value == 80


def test_every_row_that_came_is_there_from_many_answers_to_few(panel_of):
    panel = panel_of(places({**BASE, "005": (0, 0)}))
    assert [row.denominator for row in panel.rows] == [1000, 1000, 1000, 29, 0]
    assert panel.rows[-1].value is None


@each(
    ("language", "said"),
    [
        ("en", "Hanoi: 3 of 3 places with enough answers lie outside what chance explains (above: "
               "Ba Dinh Urban District and Hoan Kiem Urban District; below: Long Bien Urban "
               "District). Rates on fewer than 30 answers are left out of this sentence."),
        ("vi", "Hà Nội: 3/3 địa bàn có đủ số người trả lời nằm ngoài giới hạn biến động ngẫu nhiên "
               "(cao hơn: quận Ba Đình và quận Hoàn Kiếm; thấp hơn: quận Long Biên)."),
    ],
)  # fmt: skip
def test_the_claim_counts_and_names_those_outside_and_leaves_small_ones_out(
    panel_of, language, said
):
    assert panel_of(places(BASE), language).claim.startswith(said)


@each(
    ("groups", "said"),
    [
        ({}, "Nothing has been reported for this choice."),
        ({"001": (0, 0)}, "Nothing has been reported for this choice."),
        ({"001": (9, 10)}, "No place has 30 answers of its own or more for this choice."),
        ({"001": (80, 100)}, "Hanoi: the only place with enough answers lies within what chance "
                             "explains."),
        ({"001": (80, 100), "002": (78, 100)}, "Hanoi: all 2 places with enough answers lie within "
                                               "what chance explains."),
        ({"001": (8000, 10000), "002": (60, 100)}, "Hanoi: 1 of 2 places with enough answers lies "
                                                   "outside what chance explains (below: Hoan Kiem "
                                                   "Urban District)."),
    ],
)  # fmt: skip
def test_every_claim_is_a_whole_sentence(panel_of, groups, said):
    assert panel_of(places(groups)).claim == said


def test_each_territory_and_kind_of_data_has_a_funnel_of_its_own(panel_of):
    """Hai Phong's 60 % is normal there, however far it is from Hanoi's 80 %."""
    there = [place(code, 60, 100, city="haiphong", territory=HP) for code in ("303", "304")]
    sample = [place(code, 30, 100, data_status="sample") for code in ("003", "006")]
    rows = (*places({"001": (800, 1000), "002": (795, 1000)}), *there, *sample)
    panel = panel_of(rows)
    assert {row.group for row in panel.rows} == {"within"}
    figure = panel.figure()
    assert len(figure["data"]) == 3
    assert {trace["xaxis"] for trace in figure["data"]} == {"x1", "x2", "x3"}
    for trace in figure["data"]:
        own = [panel.rows[n] for n in trace["customdata"]]
        assert len({(row.territory, row.data_status) for row in own}) == 1


def test_rates_over_several_times_of_asking_say_so(panel_of):
    rows = places({"001": (80, 100), "002": (78, 100)})
    mixed = tuple(row._replace(months_after="6+12") for row in rows)
    once = tuple(row._replace(months_after="12") for row in rows)
    said = "answers given at different numbers of months"
    assert any(said in note for note in panel_of(mixed).notes)
    assert not any(said in note for note in panel_of(once).notes)


def test_an_estimate_on_another_map_has_no_place(panel_of):
    estimate = place("003", 10, 100, status="estimate", value_note="estimated_by_area")
    panel = panel_of((*places({"001": (80, 100), "002": (78, 100)}), estimate))
    assert [row.group for row in panel.rows if row.status == "estimate"] == [""]
    assert panel.claim == (
        "Hanoi: all 2 places with enough answers lie within what chance explains. 1 more is an "
        "estimate by area and cannot be judged."
    )


ESTIMATE = {"status": "estimate", "value_note": "estimated_by_area"}
THERE = {"city": "haiphong", "territory": HP}


@each(
    ("language", "said"),
    [
        ("en", "Hanoi: 2 places are estimates by area and cannot be judged. Hai Phong (to June "
               "2025): the only place with enough answers lies within what chance explains."),
        ("vi", "Hà Nội: 2 địa bàn chỉ có số liệu ước tính theo diện tích nên không đánh giá được. "
               "Hải Phòng (đến 6/2025): tỷ lệ của địa bàn duy nhất có đủ số người trả lời nằm "
               "trong giới hạn biến động ngẫu nhiên."),
    ],
)  # fmt: skip
def test_a_territory_of_estimates_alone_is_named_with_how_many_cannot_be_judged(
    panel_of, language, said
):
    estimates = places({"001": (80, 100), "002": (78, 100)}, **ESTIMATE)
    assert panel_of((*estimates, place("303", 60, 100, **THERE)), language).claim == said


def test_a_territory_of_small_bases_alone_is_named_beside_one_with_a_funnel(panel_of):
    small = place("303", 6, 10, **THERE)
    claim = panel_of((*places({"001": (80, 100)}), small)).claim
    assert "Hai Phong (to June 2025): no place has 30 answers of its own or more." in claim
    assert claim.startswith("Hanoi: the only place with enough answers")


def test_estimates_alone_are_counted_too(panel_of):
    claim = panel_of(places({"001": (80, 100)}, **ESTIMATE)).claim
    assert claim == "Hanoi: 1 place is an estimate by area and cannot be judged."


def test_marks_are_rows_and_lines_run_through_the_limits_of_the_rows(panel_of):
    panel = panel_of(places(WORKED))
    figure = panel.figure()
    json.dumps(figure, allow_nan=False)
    go.Figure(figure)
    (trace,) = figure["data"]
    for number, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True):
        assert (x, y) == (panel.rows[number].denominator, panel.rows[number].value)
    paths = [shape["path"] for shape in figure["layout"]["shapes"] if shape["type"] == "path"]
    drawn = [[tuple(map(float, at.split(","))) for at in path[1:].split("L")] for path in paths]
    fields = ("limit_95_low", "limit_95_high", "limit_998_low", "limit_998_high")
    placed = sorted((r for r in panel.rows if r.group), key=lambda r: r.denominator)
    for line, field in zip(drawn, fields, strict=True):
        assert line == [
            (r.denominator, pytest.approx(getattr(r.funnel_place, field), abs=1e-3)) for r in placed
        ]
    (middle,) = [s for s in figure["layout"]["shapes"] if s["type"] == "line"]
    assert middle["y0"] == pytest.approx(100 * 340 / 440)


def test_small_bases_are_hollow_and_tiny_and_those_outside_large_and_named(panel_of):
    panel = panel_of(places(BASE))
    (trace,) = panel.figure()["data"]
    marker = trace["marker"]
    assert [symbol.endswith("-open") for symbol in marker["symbol"]] == [False] * 3 + [True]
    assert marker["size"] == [10, 10, 10, 4]
    assert "Long Bien Urban District" in trace["text"]
    assert trace["text"][-1] == ""


def test_names_do_not_stand_on_one_another_and_all_marks_are_in_the_window(panel_of):
    rows = [place(f"{n:03}", 90, 100) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9)]
    panel = panel_of((*rows, place("016", 3000, 5000)))
    figure = panel.figure()
    (trace,) = figure["data"]
    assert sum(name != "" for name in trace["text"]) == 2  # the nine stand at one point
    left, right = figure["layout"]["xaxis1"]["range"]
    assert all(left < log10(x) < right for x in trace["x"])


@each("language", ["en", "vi"])
def test_the_table_and_the_words_say_where_each_place_lies(panel_of, catalogue, language):
    panel = panel_of(places(BASE), language)
    text = Text(language)
    table = panel.table()
    far = catalogue.code("funnel_place", "far_below").name
    assert table[text("Group")].count(getattr(far, language)) == 1
    assert table[text("Response rate")] == [f"{text.number(50, 1, padded=True)}%"] * 4
    assert table[text("95% limits")][-1] == ""
    said = panel.describe()
    assert getattr(far, language) in said
    assert not re.search(r"\{|\}|None", said)


def test_where_most_lie_outside_the_notes_say_that_chance_is_not_the_measure(panel_of):
    crowded = [note for note in panel_of(places(BASE)).notes if "100.0%" in note]
    assert len(crowded) == 1
    assert not [n for n in panel_of(places(WORKED)).notes if n.startswith("Outside lie")]
