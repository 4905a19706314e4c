"""One answer in four faces: the file, its name, the table, the words; each from the same rows."""

from __future__ import annotations

import csv
import io
import math
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.model.details import Survey, TaskAnswer
from vtdash.model.observation import Observation
from vtdash.render.charts.matrices import PairMatrix
from vtdash.render.charts.over_time import Columns, Lines
from vtdash.render.charts.plain_charts import Bars, Dots
from vtdash.render.charts.strips import Strips
from vtdash.render.csv_file import write_csv
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.render.table import CSV_COLUMNS, NUMBER_COLUMNS
from vtdash.text.language import Text

RUNS_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r", "\n")

CELLS = st.one_of(
    st.none(),
    # A lone surrogate is no text that a file could hold; NUL ends a cell in some programs.
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30),
    st.sampled_from(
        ["=1+1", "+84", "-5", "@x", "\tx", "'x", "''", "'=1", '"', '""', ",", "a\r\nb", "\n", "\r",
         " =1", "Đống Đa", "\ufeff", "1e5", "NaN", "null", ";", "=cmd|' /C calc'!A0", "x\ty"]
    ),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([5e-324, 1e308, -1e-300, 1e21, 2.0**53, -0.0, 0.1 + 0.2, 1e16]),
)  # fmt: skip
RECORDS = st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS, "c": CELLS}), max_size=6)


def read_back(content):
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    header, *rows = list(lines)
    return [Cells(zip(header, row, strict=True)) for row in rows]


class Cells(dict):
    """A row of a file; a column that the file leaves out is empty in every row."""

    def __missing__(self, column):
        return ""


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


@given(RECORDS)
@settings(max_examples=200, deadline=None)
def test_any_cell_comes_back_after_one_guarding_apostrophe_is_taken_off(records):
    rows = read_back(write_csv(("a", "b", "c"), records))
    assert len(rows) == len(records)
    for record, row in zip(records, rows, strict=True):
        for column, value in record.items():
            cell = row[column]
            if value is None:
                assert cell == ""
            elif isinstance(value, str):
                assert unguarded(cell) == value
            elif isinstance(value, int):
                assert int(cell) == value
            else:
                assert float(cell) == value


@given(RECORDS)
@settings(max_examples=200, deadline=None)
def test_no_text_in_a_cell_can_start_a_formula(records):
    for record, row in zip(records, read_back(write_csv(("a", "b", "c"), records)), strict=True):
        for column, value in record.items():
            if isinstance(value, str):
                assert not row[column].startswith(RUNS_IN_A_SHEET)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_pandas_reads_every_number_as_the_number_that_it_was(values):
    content = write_csv(("value",), [{"value": value} for value in values])
    read = pd.read_csv(io.BytesIO(content))["value"]
    assert [float(v) for v in read] == values


def test_whole_numbers_are_written_without_a_point():
    content = write_csv(("n",), [{"n": 120.0}, {"n": 0.0}, {"n": 3.5}, {"n": None}])
    assert content == '\ufeffn\r\n120\r\n0\r\n3.5\r\n""\r\n'.encode()


def test_a_column_that_a_record_lacks_is_empty():
    assert read_back(write_csv(("a", "b"), [{"a": 1}])) == [{"a": "1", "b": ""}]


# --- panels of hand-written rows -------------------------------------------------------------


def published(**changes):
    row = Observation(
        city="hanoi", territory="ha_noi", period="2030", year_start=2030, year=2030,
        indicator_id="trained_rate_certified", unit="percent", low=50.0, high=55.0,
        qualifier="range", status="target", data_status="published", source_id="S001",
        figure_id="F001",
    )  # fmt: skip
    return row._replace(**changes)


def returned(**changes):
    row = Observation(
        city="hanoi", territory="ha_noi", period="2024", year_start=2024, year=2024,
        indicator_id="vet_enrolment", unit="training_turns", value=1200.0, data_status="sample",
    )  # fmt: skip
    return row._replace(**changes)


@pytest.fixture
def panel(catalogue):
    def make(*rows, language="en", kind=Columns, category="year", **more):
        return Panel(
            id="a-panel", title="A title", claim="A claim.", rows=rows,
            drawing=kind(category), names=Names(catalogue, Text(language)), **more,
        )  # fmt: skip

    return make


@each(
    ("statuses", "name"),
    [
        ((), "vtdash_a-panel.csv"),
        (("reported",), "vtdash_a-panel_hanoi_2024.csv"),
        (("reported", "published"), "vtdash_a-panel_hanoi_2024.csv"),
        (("reported", "sample"), "vtdash_a-panel_hanoi_2024_SAMPLE-DATA.csv"),
        (("sample",), "vtdash_a-panel_hanoi_2024_SAMPLE-DATA.csv"),
    ],
)
def test_the_file_name_says_sample_data_where_a_row_is_sample(panel, statuses, name):
    rows = [returned(data_status=status) for status in statuses]
    assert panel(*rows).file_name == name


def test_the_file_is_the_same_in_both_languages(panel):
    rows = (returned(), published())
    assert panel(*rows, language="vi").csv() == panel(*rows, language="en").csv()


def test_the_file_leaves_out_columns_that_hold_nothing_and_the_full_one_has_them_all(panel):
    rows = (returned(), returned(year=2025, period="2025", value=None, value_note="not_collected"))
    simple, full = (read_back(panel(*rows).csv(is_full=full)) for full in (False, True))
    assert tuple(full[0]) == CSV_COLUMNS
    used = [name for name in CSV_COLUMNS if any(row[name] for row in full)]
    assert list(simple[0]) == used
    assert {"value", "value_note", "data_status"} < set(used)
    assert not {"occupation_id", "figure_id", "numerator"} & set(used)
    assert simple == [{name: row[name] for name in used} for row in full]


def test_the_file_holds_the_numbers_as_they_are(panel):
    rate = returned(value=100 / 3, numerator=1.0, denominator=3.0, unit="percent",
                    indicator_id="female_enrolment_share")  # fmt: skip
    record = read_back(panel(rate).csv())[0]
    assert float(record["value"]) == 100 / 3
    assert (record["numerator"], record["denominator"]) == ("1", "3")
    assert set(NUMBER_COLUMNS) <= set(CSV_COLUMNS)


def test_a_range_has_two_ends_and_no_value(panel):
    record = read_back(panel(published()).csv())[0]
    assert (record["value"], record["value_low"], record["value_high"]) == ("", "50", "55")


def test_a_bound_has_one_end_only(panel):
    record = read_back(panel(published(high=None, qualifier="over")).csv())[0]
    assert (record["value_low"], record["value_high"], record["qualifier"]) == ("50", "", "over")


def test_a_missing_value_is_empty_with_its_reason_and_never_zero(panel):
    row = returned(value=None, value_note="not_collected")
    shown = panel(row)
    record = read_back(shown.csv())[0]
    assert (record["value"], record["value_note"]) == ("", "not_collected")
    assert "0" not in shown.table()["Value"][0]
    assert shown.figure()["data"] == []


def test_zero_is_a_value_and_not_a_missing_one(panel):
    shown = panel(returned(value=0.0))
    assert read_back(shown.csv())[0]["value"] == "0"
    assert shown.table()["Value"] == ["0 turns"]
    assert shown.figure()["data"][0]["y"] == [0.0]


def test_the_table_leaves_out_columns_that_hold_nothing(panel):
    table = panel(returned()).table()
    assert "Occupation" not in table
    assert {len(cells) for cells in table.values()} == {1}


def test_drawing_and_exporting_twice_gives_the_same_and_leaves_the_rows(panel):
    rows = (returned(), returned(year=2025, period="2025"), published())
    shown = panel(*rows)
    before = tuple(shown.rows)
    assert (shown.figure(), shown.csv(), shown.table(), shown.describe()) == (
        shown.figure(), shown.csv(), shown.table(), shown.describe()
    )  # fmt: skip
    assert shown.rows == before == rows


def test_a_chart_of_another_theme_holds_the_same_numbers(panel):
    shown = panel(returned(), published())

    def numbers(figure):
        return [(t["x"], t["y"], t["customdata"]) for t in figure["data"]]

    assert numbers(shown.figure(dark=True)) == numbers(shown.figure(dark=False))
    assert shown.figure(dark=True) != shown.figure(dark=False)


def test_the_words_for_a_chart_name_its_extremes_and_that_it_is_sample_data(panel):
    said = panel(returned(value=10.0), returned(year=2025, value=1234.5)).describe()
    assert said.startswith("A title. A claim.")
    assert "1,234.5 turns" in said
    assert "10 turns" in said
    assert "SAMPLE" in said


@each("rows", [(), (returned(value=None, value_note="not_collected"),)])
def test_the_words_for_a_chart_of_nothing_name_no_extreme(panel, rows):
    assert "Highest" not in panel(*rows).describe()


def test_the_words_for_a_chart_rank_nothing_that_is_not_shown_separately(panel):
    rows = [
        returned(level=level, value=value)
        for level, value in {"college": 3.0, "elementary": 2.0, "not_shown": 9.0}.items()
    ]
    said = panel(*rows).describe()
    assert "Highest: 2024, Hanoi · College: 3 turns." in said
    assert "Lowest: 2024, Hanoi · Elementary: 2 turns." in said
    assert "Highest" not in panel(*rows[1:]).describe()


def sentences(panel):
    return re.split(r"(?<=[.?]) (?=\S)", panel.describe().removeprefix("A title. A claim. "))


def year(number, value, **changes):
    return returned(year=number, year_start=number, period=str(number), value=value, **changes)


def test_the_words_say_contents_extremes_and_the_way_from_the_first_value_to_the_last(panel):
    shown = panel(year(2023, 100.0), year(2024, 90.0), year(2025, 130.0))
    assert sentences(shown) == [
        "The chart shows 3 values by year.",
        "Series: Hanoi.",
        "Highest: 2025, Hanoi: 130 turns.",
        "Lowest: 2024, Hanoi: 90 turns.",
        "Hanoi: rose by 30 turns, from 100 turns (2023) to 130 turns (2025).",
        "The values of returns are SAMPLE DATA.",
    ]


@each(
    ("first", "last", "unit", "said"),
    [
        (100.0, 60.0, "training_turns",
         "Hanoi: fell by 40 turns, from 100 turns (2023) to 60 turns (2025)."),
        (100.0, 100.0, "training_turns", "Hanoi: 100 turns in 2025, the same as in 2023."),
        (40.0, 42.5, "percent", "Hanoi: rose by 2.5 points, from 40.0% (2023) to 42.5% (2025)."),
        (100.0, 112.5, "million_vnd",
         "Hanoi: rose by 12.5 m VND, from 100.0 m VND (2023) to 112.5 m VND (2025)."),
    ],
    ids=["fell", "unchanged", "points", "money"],
)  # fmt: skip
def test_the_direction_is_that_from_the_first_value_to_the_last(panel, first, last, unit, said):
    shown = panel(year(2023, first, unit=unit), year(2024, 80.0, unit=unit),
                  year(2025, last, unit=unit), kind=Lines)  # fmt: skip
    assert said in sentences(shown)


def test_a_change_to_an_estimated_count_is_no_more_exact_than_its_ends(panel):
    about = year(2025, 130.4, status="estimate", qualifier="about")
    said = "Hanoi: rose by about 30 turns, from 100 turns (2023) to about 130 turns (2025)."
    assert said in sentences(panel(year(2023, 100.0), year(2024, 90.0), about))


def test_no_direction_leads_over_a_change_of_territory_or_of_data_status(panel):
    shown = panel(
        year(2024, 100.0, territory="hai_phong_to_2025_06"),
        year(2025, 50.0, territory="hai_phong_since_2025_07"),
        year(2023, 10.0), year(2024, 90.0, data_status="reported"),
    )  # fmt: skip
    words = shown.describe()
    assert "rose" not in words
    assert "fell" not in words
    assert "Hai Phong (to June 2025): last value 100 turns (2024)." in words
    assert "Hai Phong (since July 2025): last value 50 turns (2025)." in words
    assert "Some values are SAMPLE DATA; the table says which." in words


def test_a_part_of_a_year_is_not_held_against_a_whole_one(panel):
    half = year(2025, 40.0)._replace(period="2025-Q1/Q2")
    said = sentences(panel(year(2023, 70.0), year(2024, 80.0), half))
    assert "Hanoi: rose by 10 turns, from 70 turns (2023) to 80 turns (2024)." in said
    assert "Hanoi: last value 40 turns (Q1–Q2 2025)." in said


def test_ties_are_said_as_ties_and_many_of_them_are_counted(panel):
    two = panel(year(2023, 5.0), year(2024, 9.0), year(2025, 9.0)).describe()
    assert "Highest: 2024, Hanoi: 9 turns; 2025, Hanoi: 9 turns." in two
    rows = [year(2010 + n, 9.0) for n in range(6)]
    many = panel(year(2009, 1.0), *rows).describe()
    assert "2012, Hanoi: 9 turns; 3 more with the same number." in many
    assert "All values are equal: 9 turns." in panel(*rows).describe()


def test_one_value_is_called_the_only_one(panel):
    assert sentences(panel(year(2024, 7.0)))[:3] == [
        "The chart shows 1 value by year.", "Series: Hanoi.",
        "The only value in its unit: 2024, Hanoi: 7 turns.",
    ]  # fmt: skip


def test_values_of_different_units_are_not_ranked_together(panel):
    said = panel(year(2023, 5.0), year(2024, 9.0),
                 published(unit="persons", low=20000.0, high=20000.0)).describe()  # fmt: skip
    assert "Highest: 2024, Hanoi: 9 turns." in said
    assert "1 published value may not share its axis and is listed below it." in said
    assert "persons" not in said


def test_a_missing_value_is_counted_and_is_no_extreme(panel):
    said = sentences(panel(year(2023, 5.0), year(2024, None, value_note="not_collected")))
    assert "1 value is missing; the table says why." in said
    assert "The only value in its unit: 2023, Hanoi: 5 turns." in said


def test_strips_are_told_one_by_one(panel):
    seen = published(low=40.0, high=40.0, status="observed", figure_id="F002")
    women = published(indicator_id="female_enrolment_share", high=None, qualifier="over")
    rows = (published(), seen, women)
    said = panel(*rows, kind=Strips, category="indicator").describe()
    assert "Hanoi · Target: 50–55%; Hanoi · Observed: 40%." in said
    assert "– Hanoi · Target: over 50%." in said


def test_a_matrix_is_told_task_by_task(panel, catalogue):
    first, second = list(catalogue.tasks)[:2]
    pair = returned(group_kind="item", group=first, detail=TaskAnswer("HP-M1", "direct"),
                    value=None, indicator_id="", data_status="published")  # fmt: skip
    alone = pair._replace(group=second, detail=TaskAnswer("", "none"))
    said = panel(pair, pair._replace(detail=TaskAnswer("HP-M2", "direct")), alone, kind=PairMatrix,
                 category="group").describe()  # fmt: skip
    assert "The matrix marks 2 pairs." in said
    assert "HP-M1 and HP-M2 (direct)." in said
    assert "no counterpart." in said


@given(
    values=st.lists(
        st.tuples(st.integers(2019, 2025), st.sampled_from(
            ["ha_noi", "hai_phong_to_2025_06", "hai_phong_since_2025_07"]),
            st.one_of(st.none(), st.integers(0, 10**6).map(float))),
        max_size=12,
    ),
    language=st.sampled_from(["en", "vi"]),
    kind=st.sampled_from([Columns, Lines, Bars, Dots, Strips]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_the_words_of_any_chart_name_the_highest_and_the_lowest_row(
    catalogue, values, language, kind
):
    rows = tuple(year(when, value, territory=where) for when, where, value in values)
    over = {Columns: "year", Lines: "year", Strips: "indicator"}.get(kind, "territory")
    names = Names(catalogue, Text(language))
    said = Panel(id="p", title="A title", claim="A claim.", rows=rows,
                 drawing=kind(over), names=names).describe()  # fmt: skip
    assert not re.search(r"[{}]|None|nan", said)
    shown = [row for row in rows if row.value is not None]
    ends = {max(r.value for r in shown), min(r.value for r in shown)} if shown else set()
    for row in shown:
        assert row.value not in ends or names.value(row) in said


# --- what a chart of many categories leaves to the table ----------------------------------------


def by_district(catalogue, count, **changes):
    """Rows of districts with 1, 2, 3 ... turns, the smallest first."""
    areas = [area.id for area in catalogue.areas if area.level == "district"][:count]
    return [returned(area_id=area, value=float(n), **changes) for n, area in enumerate(areas, 1)]


def drawn(panel):
    return sorted(n for trace in panel.figure()["data"] for n in trace["customdata"])


def test_bars_draw_the_fifteen_largest_and_the_words_say_what_the_others_sum_up_to(
    panel, catalogue
):
    shown = panel(*by_district(catalogue, 20), kind=Bars, category="area")
    assert drawn(shown) == list(range(5, 20))
    assert shown.not_drawn == (
        "The 15 largest of 20 are drawn. 5 others together: 15 turns. The table has all."
    )
    said = shown.describe()
    assert f"{shown.not_drawn} What follows speaks of those drawn. The chart shows 15" in said
    assert ": 6 turns." in said  # the lowest that is drawn
    assert len(shown.table()["Value"]) == len(read_back(shown.csv())) == 20


def test_fifteen_are_drawn_whole_and_one_beyond_is_called_one(panel, catalogue):
    assert panel(*by_district(catalogue, 15), kind=Bars, category="area").not_drawn == ""
    over = panel(*by_district(catalogue, 16), kind=Bars, category="area", language="vi")
    assert over.not_drawn == (
        "Biểu đồ thể hiện 15/16 mục có giá trị lớn nhất. Tổng của 1 mục còn lại: 1 lượt. Bảng có "
        "đầy đủ các mục."
    )


def test_what_is_not_drawn_is_never_summed_over_territories_or_kinds_of_data(panel, catalogue):
    rows = by_district(catalogue, 17)
    reported = [row._replace(data_status="reported", value=0.5) for row in rows[:2]]
    shown = panel(*rows, *reported, kind=Bars, category="area")
    assert len(drawn(shown)) == 15
    assert (
        "2 others together: areas of Hanoi (SAMPLE DATA) – 3 turns; areas of Hanoi (Reported) – "
        "1 turns." in shown.not_drawn
    )
    elsewhere = [rows[0]._replace(territory="hai_phong_to_2025_06"), *rows[1:]]
    two = panel(*elsewhere, kind=Bars, category="area").not_drawn
    assert "areas of Hai Phong (to June 2025) – 1 turns; areas of Hanoi – 2 turns" in two


def test_an_estimate_among_what_is_not_drawn_makes_its_sum_an_estimate(panel, catalogue):
    rows = by_district(catalogue, 16, status="estimate", qualifier="about")
    assert "1 other: about 1 turns" in panel(*rows, kind=Bars, category="area").not_drawn


def test_dots_draw_the_first_thirty_and_count_what_has_no_value(panel, catalogue):
    keys = list(catalogue.occupation_by_key)[:40]
    rows = [returned(occupation_key=key, value=50.0, unit="percent") for key in keys]
    rows[35] = rows[35]._replace(value=None, value_note="not_collected")
    shown = panel(*rows, kind=Dots, category="occupation")
    assert drawn(shown) == list(range(30))
    assert shown.not_drawn == "The first 30 of 39 are drawn; the table has all."
    assert "1 value is missing; the table says why." in shown.describe()


# --- where the rows come from ------------------------------------------------------------------


def test_the_line_under_a_chart_names_three_sources_and_counts_the_others(panel, catalogue):
    ids = list(catalogue.sources)[:5]
    line = panel(*(published(source_id=source) for source in ids)).provenance
    named = [f"{catalogue.sources[s].publisher} ({s})" for s in ids[:3]]
    assert line == f"Sources: {'; '.join(named)} and 2 more. Data: published figures."


def test_the_line_under_a_chart_says_every_kind_of_data_in_it(panel, catalogue):
    publisher = catalogue.sources["S001"].publisher
    mixed = (returned(), returned(data_status="reported"), published())
    assert panel(*mixed).provenance == (
        f"Source: {publisher} (S001). Data: published figures, reported by offices, SAMPLE DATA."
    )
    assert panel(*mixed, language="vi").provenance == (
        f"Nguồn: {publisher} (S001). Dữ liệu: số liệu công bố, đơn vị báo cáo, DỮ LIỆU MẪU."
    )
    assert panel(returned(data_status="reported")).provenance == "Data: reported by offices."
    assert panel().provenance == ""


def test_a_judgement_is_not_called_a_published_figure(panel):
    pair = returned(detail=TaskAnswer("", "direct"), value=None, data_status="published")
    said = panel(pair).provenance
    assert said == "Data: this dashboard's judgement of the documents."


def test_every_published_number_is_a_fact_with_its_source_and_no_other_is(panel, catalogue):
    facts = panel(returned(), published()).facts
    assert [fact.figure_id for fact in facts] == ["F001"]
    assert facts[0].value == "50–55%"
    assert facts[0].source == catalogue.sources["S001"]


def test_a_source_is_listed_once_in_reading_order(panel):
    rows = [published(source_id=s) for s in ("S003", "S001", "S003")]
    assert [s.source_id for s in panel(*rows).sources] == ["S003", "S001"]


@given(value=st.floats(-1e12, 1e12), bound=st.floats(0, 1e12))
@settings(max_examples=100, deadline=None)
def test_the_mark_the_cell_and_the_file_hold_one_value(catalogue, value, bound):
    row = returned(value=value, detail=Survey(value - bound, value + bound))
    shown = Panel(
        id="p", title="", claim="", rows=(row,), drawing=Lines("year"),
        names=Names(catalogue, Text("en")),
    )  # fmt: skip
    trace = shown.figure()["data"][0]
    assert trace["y"] == [value]
    assert float(read_back(shown.csv())[0]["value"]) == value
    cell = shown.table()["Value"][0].split(" ")[0]
    written = float(cell.replace(",", "").replace("−", "-"))
    assert math.isclose(written, value, abs_tol=0.005001, rel_tol=1e-9)
