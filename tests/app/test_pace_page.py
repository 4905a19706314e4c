"""Pace, scenario and history as a reader meets them on the pages."""

from __future__ import annotations

import pytest

from vtdash.text.language import Text

TRAINED = "trained_rate_all_forms"


@pytest.mark.parametrize(
    ("language", "status", "year"),
    [("en", "on track", "met in 2030"), ("vi", "đúng tiến độ", "2030")],
)
def test_the_targets_page_says_needed_achieved_year_reached_and_status(
    open_page, language, status, year
):
    screen = open_page("targets", lang=language, indicator=TRAINED)
    screen.unfold("chosen", "Needed and achieved")
    said = screen.whole_claim("required-change")
    numbers = (
        ("0.96", "0.99", "0.79", "1.2") if language == "en" else ("0,96", "0,99", "0,79", "1,2")
    )
    assert all(number in said for number in (*numbers, status, year, "2029", "2032"))
    assert status in screen.words


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_pace_in_the_address_is_in_the_box_the_chart_and_the_claim(open_page, language):
    screen = open_page("targets", lang=language, indicator=TRAINED, pace="0.5")
    screen.unfold("chosen", "What if the pace were another?")
    assert screen.at.number_input(key="pace").value == 0.5
    rows = screen.csv("scenario").rows
    by_year = {row["year"]: row["value"] for row in rows if row["status"] == "scenario"}
    assert (by_year["2030"], by_year["2045"]) == ("77.25", "84.75")
    assert [row["year"] for row in rows if row["status"] == "target"] == ["2030"]
    missed = Text(language)("The target {target} would be missed.", target="80%")
    assert missed in screen.whole_claim("scenario")


def test_a_pace_given_on_the_page_goes_to_the_address_and_an_empty_box_out_of_it(open_page):
    screen = open_page("targets", lang="en", indicator=TRAINED)
    screen.unfold("chosen", "What if the pace were another?")
    assert screen.at.number_input(key="pace").value is None
    assert "SCENARIO of 0.96 points" in screen.whole_claim("scenario")
    screen.at.number_input(key="pace").set_value(-1.5)
    screen.run()
    assert screen.at.query_params["pace"] == "-1.5"
    assert "SCENARIO of −1.5 points" in screen.whole_claim("scenario")
    screen.at.number_input(key="pace").set_value(None)
    screen.run()
    assert "pace" not in screen.at.query_params


def test_a_pace_of_points_is_not_kept_for_another_indicator(open_page):
    screen = open_page("targets", lang="en", indicator=TRAINED, pace="0.5")
    screen.at.selectbox(key="indicator").select("vet_enrolment")
    screen.run()
    assert screen.at.number_input(key="pace").value is None
    assert "pace" not in screen.at.query_params


@pytest.mark.parametrize("pace", ["nan", "inf", "1e3", "fast", "99999999999"])
def test_a_pace_that_is_no_number_is_dropped_and_said_so(open_page, pace):
    screen = open_page("targets", lang="en", pace=pace)
    assert screen.at.number_input(key="pace").value is None
    assert any(f"pace={pace}" in warning.value for warning in screen.at.warning)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_table_of_all_targets_can_be_sorted_and_gives_reasons(open_page, language, catalogue):
    screen = open_page("targets", lang=language).unfold("all").show("table")
    assert screen.panel("target-statuses").dataframe  # the table that a reader can sort
    text = Text(language)
    table = screen.table("target-statuses")
    names = {text.name(code.name) for code in catalogue.codes["pace_status"].values()}
    assert set(table[text("Against the target")]) <= names
    cannot = text.name(catalogue.code("pace_status", "cannot_be_computed").name)
    for status, reason in zip(
        table[text("Against the target")], table[text("Reason")], strict=True
    ):
        assert (status == cannot) == bool(reason)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_day_on_which_a_target_moved_is_on_the_path_and_in_its_history(open_page, language):
    screen = open_page("targets", lang=language, indicator=TRAINED)
    screen.unfold("chosen", "How the target moved")
    labels = [note["text"] for note in screen.chart("target-path")["layout"]["annotations"]]
    assert any("2030" in label and "2025" in label for label in labels)
    rows = screen.csv("target-history").rows
    assert [(row["figure_id"], row["event"], row["issued"]) for row in rows] == [
        ("F173", "stated", "2022-06-28"), ("F629", "replaced", "2024-06"),
        ("F630", "replaced", "2024-06"), ("F172", "replaced", "2025-07-07"),
        ("F174", "undated", ""), ("F175", "other_year", ""),
    ]  # fmt: skip
    assert "80–85%" in screen.whole_claim("target-history")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_overview_says_first_what_to_decide_and_folds_what_has_no_value(open_page, language):
    screen, text = open_page("overview", lang=language), Text(language)
    (first,) = [html for html in screen.html if 'class="decide"' in html]
    assert text("Set the targets of {city} for 2030 anew.", city=_city(language)) in first
    assert screen.panels == ("target-gaps",)
    folded = [fold.label for fold in screen.at.main.expander]
    assert folded[0].startswith("14 ")
    screen.unfold("unmeasured")
    rows = screen.csv("targets-unmeasured").rows
    assert len(rows) == 14
    assert all(row["pace_reason"] for row in rows)
    (link,) = [html for html in screen.html if 'data-page="sources"' in html]
    assert "./sources?" in link


def _city(language):
    return "Hải Phòng" if language == "vi" else "Hai Phong"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_fold_of_the_two_pages_opens_and_is_drawn_only_then(open_page, language):
    tabs = {
        "overview": {"more": ("Rural workers", "Graduates in work", "The programmes",
                              "What is not comparable?")},
        "targets": {"all": ("Status of every target", "The aim for 2045")},
    }  # fmt: skip
    for page, folds in tabs.items():
        for fold, names in folds.items():
            closed = open_page(page, lang=language)
            for name in names:
                screen = open_page(page, lang=language).unfold(fold, name)
                assert not screen.at.exception
                assert not screen.at.error
                assert screen.words != closed.words, (page, name)


def test_the_slope_of_the_path_leads_from_the_latest_value_to_the_target(open_page):
    chart = open_page("targets", lang="en", indicator=TRAINED).chart("target-path")
    (slope,) = [shape for shape in chart["layout"]["shapes"] if shape["x0"] != shape["x1"]]
    assert [slope[end] for end in ("x0", "y0", "x1", "y1")] == [2024, 74.25, 2030, 80]
    assert (slope["xref"], slope["yref"], slope["line"]["dash"]) == ("x", "y", "dash")


def test_a_gap_is_drawn_from_the_value_to_its_target_on_one_scale(open_page):
    screen = open_page("overview", lang="en")
    layout, rows = screen.chart("target-gaps")["layout"], screen.csv("target-gaps").rows
    gaps = {(shape["x0"], shape["x1"]) for shape in layout["shapes"] if shape["line"]["width"] > 2}
    seen = [float(row["value"] or row["value_low"]) for row in rows]
    assert gaps == set(zip(seen[::2], seen[1::2], strict=True))
    axes = [axis["range"] for name, axis in layout.items() if name.startswith("xaxis")]
    assert axes[:4] == [axes[0]] * 4  # the shares
    assert axes[4] != axes[0]
