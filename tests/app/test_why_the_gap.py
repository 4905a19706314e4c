"""Why the gap, and which places differ by more than chance, on the page of graduates."""

from __future__ import annotations

import pytest

from vtdash.topics.graduates import gap_panels

PANELS = ("gap-employed-by-level", "gap-employed-by-occupation", "gap-in-field-by-level",
          "gap-in-field-by-occupation")  # fmt: skip
TABS = {
    "en": ("In work, by level", "In work, by occupation", "In their field, by level",
           "In their field, by occupation"),
    "vi": ("Tỷ lệ có việc làm theo trình độ đào tạo", "Tỷ lệ có việc làm theo ngành, nghề đào tạo",
           "Tỷ lệ làm đúng ngành, nghề theo trình độ đào tạo",
           "Tỷ lệ làm đúng ngành, nghề trong từng ngành, nghề đào tạo"),
}  # fmt: skip


@pytest.fixture
def opened(open_page):
    """Return a function: language, place of the tab, address -> the page with it open."""

    def make(language="en", tab=0, **address):
        screen = open_page("graduates", lang=language, **address)
        screen.at.session_state["why-the-gap"] = True
        screen.at.session_state["why-the-gap-tab"] = TABS[language][tab]
        return screen.run()

    return make


def test_what_is_closed_is_not_computed(open_page, monkeypatch):
    def never(*_):
        raise AssertionError

    monkeypatch.setattr(gap_panels, "pair_of", never)
    screen = open_page("graduates", lang="en")
    assert not [panel for panel in screen.panels if panel.startswith("gap-")]
    assert not screen.at.error


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("tab", range(4))
def test_only_the_chosen_difference_is_taken_apart_and_its_parts_sum(opened, language, tab):
    screen = opened(language, tab)
    assert [p for p in screen.panels if p.startswith("gap-")] == [PANELS[tab]]
    rows = screen.csv(PANELS[tab]).rows
    values = {(r["level"], r["occupation_id"], r["group_id"]): float(r["value"]) for r in rows}
    whole = values.pop(("", "", "difference"))
    totals = [values.pop(("", "", part)) for part in ("composition", "like_for_like")]
    assert whole > 0
    assert sum(totals) == pytest.approx(whole, abs=1e-9)
    assert sum(values.values()) == pytest.approx(whole, abs=1e-9)
    assert {r["data_status"] for r in rows} == {"sample"}
    assert "SAMPLE" in screen.csv(PANELS[tab]).name


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("tab", [0, 1])
def test_chart_table_and_file_hold_the_same_parts(opened, formatted, language, tab):
    screen = opened(language, tab)
    panel = PANELS[tab]
    rows, figure = screen.csv(panel).rows, screen.chart(panel)
    drawn = {}
    for trace in figure["data"]:
        drawn |= dict(zip(trace["customdata"], trace["x"], strict=True))
    assert drawn == {n: pytest.approx(float(row["value"])) for n, row in enumerate(rows)}
    assert "SAMPLE DATA" in figure["layout"]["title"]["text"]
    table = screen.show("table").table(panel)
    value, unit = {"en": ("Value", "Unit"), "vi": ("Giá trị", "Đơn vị tính")}[language]
    units = [f" {one}" for one in table[unit]] if unit in table else [""] * len(rows)
    for cell, measured, row in zip(table[value], units, rows, strict=True):
        ends = {"value_low": row["value"], "value_high": row["value"]}
        assert cell + measured == formatted({**row, **ends}, language)


def test_the_difference_is_that_of_the_rates_which_the_page_shows_above(opened):
    screen = opened("en", 0)
    shown = {
        (row["territory"], row["year"]): float(row["value"])
        for row in screen.csv("employment-by-cohort").rows
        if not row["figure_id"]
    }
    first = screen.csv(PANELS[0]).rows[0]
    one = shown[first["territory"], first["period"]]
    other = shown[first["counterpart_id"], first["period"]]
    assert float(first["value"]) == pytest.approx(one - other)
    assert (float(first["side_one"]), float(first["side_other"])) == (
        pytest.approx(one), pytest.approx(other),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_two_hai_phongs_are_refused_with_the_reason(opened, catalogue, language):
    screen = opened(language, city="haiphong")
    assert PANELS[0] not in screen.filled
    merged = catalogue.code("comparison", "merged_territory").text
    (said,) = screen.panel(PANELS[0]).info
    assert getattr(merged, language) in said.value


def test_without_sample_data_it_says_what_to_choose(opened):
    (said,) = opened("en", sample="no").panel(PANELS[0]).info
    assert "two cohorts of one city" in said.value


# --- the funnel ---------------------------------------------------------------------------------


@pytest.mark.parametrize("units", ["district", "commune"])
def test_every_place_that_answered_is_in_a_funnel_with_its_limits_in_the_file(open_page, units):
    screen = open_page("graduates", lang="en", units=units)
    rows = screen.csv("employment-by-area").rows
    assert len(rows) == len({row["area_id"] for row in rows})
    small = [row for row in rows if float(row["denominator"]) < 30]
    assert bool(small) == (units == "commune")
    for row in rows:
        fields = ("limit_998_low", "limit_95_low", "limit_95_high", "limit_998_high")
        limits = [row[field] for field in fields]
        if row in small:
            assert (limits, row["group_id"], row["value_note"]) == ([""] * 4, "", "small_base")
            continue
        low, inner_low, inner_high, high = map(float, limits)
        assert 0 <= low <= inner_low <= inner_high <= high <= 100
        value = float(row["value"])
        assert (row["group_id"] == "far_below") == (value < low)
        assert (row["group_id"] == "far_above") == (value > high)
        assert (row["group_id"] == "within") == (inner_low <= value <= inner_high)


def test_the_claim_counts_the_places_of_each_territory(open_page):
    screen = open_page("graduates", lang="en", units="commune", city="haiphong")
    rows = [r for r in screen.csv("employment-by-area").rows if float(r["denominator"]) >= 30]
    far = [row for row in rows if row["group_id"] in {"far_above", "far_below"}]
    claim = screen.claim("employment-by-area")
    some = f"{len(far)} of {len(rows)} places with enough answers lie"
    none = f"all {len(rows)} places with enough answers lie within what chance explains"
    assert (some if far else none) in claim
    assert "Rates on fewer than 30 answers are left out" in claim


# --- the response rate --------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "column", "unknown"),
                         [("en", "Response rate", "Response rate: not stated"),
                          ("vi", "Tỷ lệ phản hồi", "Tỷ lệ phản hồi: không nêu")])  # fmt: skip
def test_beside_each_rate_stands_what_share_of_the_graduates_answered(
    open_page, language, column, unknown
):
    screen = open_page("graduates", lang=language, former="yes")
    rows = screen.csv("employment-by-cohort").rows
    hover = [text for trace in screen.chart("employment-by-cohort")["data"]
             for text in trace["hovertext"]]  # fmt: skip
    assert sum(column in text for text in hover) == sum(bool(r["response_rate"]) for r in rows) > 0
    headlines = next(h for h in screen.html if h.startswith('<dl class="headlines">'))
    table = screen.show("table").table("employment-by-cohort")
    notes = table[{"en": "Note", "vi": "Ghi chú"}[language]]
    for cell, note, row in zip(table[column], notes, rows, strict=True):
        assert (unknown in note) == bool(row["figure_id"])
        if row["figure_id"]:
            assert (cell, row["asked"]) == ("", "")
            continue
        share = 100 * float(row["answered"]) / float(row["asked"])
        assert float(row["response_rate"]) == pytest.approx(share)
        assert float(cell.rstrip("%").replace(",", ".")) == pytest.approx(share, abs=0.05)
    newest = max((r for r in rows if not r["figure_id"]), key=lambda r: r["year"])
    said = f"{float(newest['response_rate']):.1f}".replace(".", "," if language == "vi" else ".")
    assert said in headlines
