"""Chart, table and CSV of a panel hold the same rows and the same values, on every page.

Nothing here asks the code that made them: marks are read from the chart as it was sent, cells
from the table as it was sent, and rows from the file behind the download button.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pandas as pd
import pytest

from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.stem
    for path in (ROOT / "pages").glob("*.py")
    if "show.panel(" in path.read_text(encoding="utf-8")
)
"""The pages that answer a question; those that guide a reader have tests of their own."""

NUMBERS = {
    "year_start", "year", "value", "value_low", "value_high", "interval_low", "interval_high",
    "numerator", "denominator", "answered", "asked", "response_rate", "limit_95_low",
    "limit_95_high", "limit_998_low", "limit_998_high", "side_one", "side_other", "reached",
    "reached_first", "reached_last", "to_go", "needed_a_year", "achieved_a_year", "ahead_by",
    "year_before", "newest_year",
}  # fmt: skip

VIEWS = [
    *((page, {"lang": language}) for page in PAGES for language in ("en", "vi")),
    *((page, {"lang": "en", "sample": "no"}) for page in ("enrolment", "tasks", "overview")),
    ("enrolment", {"lang": "en", "units": "commune", "city": "haiphong"}),
    ("enrolment", {"lang": "en", "level": ["college", "intermediate"], "from": "2024"}),
    ("enrolment", {"lang": "vi", "former": "yes"}),
    ("graduates", {"lang": "en", "former": "yes"}),
    ("graduates", {"lang": "en", "units": "commune", "level": "college", "from": "2025"}),
    ("digital", {"lang": "vi", "units": "commune", "city": "hanoi"}),
    ("tasks", {"lang": "en", "task": "HN-T4", "city": "haiphong"}),
    ("districts", {"lang": "en", "units": "commune"}),
    ("occupations", {"lang": "vi", "trade": "480201"}),
    *(("targets", {"lang": "en", "indicator": i}) for i in (
        "rural_workers_trained", "trained_rate_all_forms", "vet_enrolment")),
    *(("sources", {"lang": "en", "indicator": i}) for i in (
        "trained_rate_gso", "training_budget", "graduate_employment_rate")),
]  # fmt: skip


def on_every_view(test):
    """Run a test on every view; each is opened once for all of them."""
    others = [p for name, p in inspect.signature(test).parameters.items() if name != "view"]

    def run(opened, faces_of, **more):
        page, address = opened
        test(view=faces_of(page, **address), **more)

    asked = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD)
             for name in ("opened", "faces_of")]  # fmt: skip
    run.__signature__ = inspect.Signature([*asked, *others])
    run.__name__ = test.__name__
    return each("opened", VIEWS)(run)


def pictures(view):
    """Every chart of a view with the rows of its panel; the matrix has a test of its own."""
    for panel_id, figure in view.charts.items():
        if panel_id not in {
            "map-female-enrolment-share",
            "register-coverage",
            "task-alignment",
            "verdict-matrix",
        }:
            yield panel_id, figure, view.files[panel_id].rows


def number(text):
    """The number of a CSV cell, None where it is empty."""
    return float(text) if text else None


def shown(row):
    """Where a row's mark must stand: its value, else its lower, else its upper bound."""
    return next((number(row[c]) for c in ("value", "value_low", "value_high") if row[c]), None)


def marks(figure):
    """Every mark of a chart: trace, place in it, number of its row, position, value."""
    layout = figure["layout"]
    for trace in figure["data"]:
        x_axis = layout[f"xaxis{trace.get('xaxis', 'x')[1:]}"]
        y_axis = layout[f"yaxis{trace.get('yaxis', 'y')[1:]}"]
        across = "ticktext" in y_axis or y_axis.get("showticklabels") is False
        categories = y_axis if across else x_axis
        assert not ("ticktext" in x_axis and "ticktext" in y_axis)
        ends = zip(trace["customdata"], trace["x"], trace["y"], strict=True)
        for place, (row, x, y) in enumerate(ends):
            yield trace, place, row, (y if across else x), (x if across else y), categories


def is_level(trace):
    """Whether a trace is a target of every year, drawn as a line from its first to its last."""
    return trace["mode"] == "lines" if trace["type"] == "scatter" else False


MOST = {"enrolment-by-occupation": 15, "enrolment-by-area": 15, "digital-skills-by-area": 15,
        "employment-by-occupation": 30, "indicators-compared": 5}  # fmt: skip
"""Panels of very many places, occupations or indicators, and of how many there are marks."""


def to_be_drawn(panel_id, rows):
    """Numbers of the rows with a value; of very many places or occupations those listed first.

    Published values share no axis with sample ones and are listed below the chart.
    """
    valued = [n for n, row in enumerate(rows) if shown(row) is not None]
    if any(rows[n]["data_status"] == "sample" for n in valued):
        valued = [n for n in valued if not rows[n]["figure_id"]]
    if panel_id not in MOST:
        return valued
    many = {"area": "area_id", "occupation": "occupation_id", "compared": "indicator_id"}
    column = many[panel_id.rpartition("-")[2]]
    listed = list(dict.fromkeys(rows[n][column] for n in valued))
    if len(listed) <= MOST[panel_id]:
        return valued
    return [n for n in valued if rows[n][column] in listed[: MOST[panel_id]]]


@on_every_view
def test_every_row_with_a_number_has_one_mark_that_stands_at_its_value(view):
    for panel_id, figure, rows in pictures(view):
        seen = []
        for trace, place, row, _, value, _ in marks(figure):
            assert value == pytest.approx(shown(rows[row]), rel=1e-12), (panel_id, row)
            if not (is_level(trace) and place):
                seen.append(row)
        assert sorted(seen) == to_be_drawn(panel_id, rows), panel_id


@on_every_view
def test_every_mark_stands_at_the_category_or_year_of_its_row(view):
    names = ("area", "occupation", "group", "indicator", "territory")
    language = view.language
    for panel_id, figure, rows in pictures(view):
        places = {}
        for trace, place, row, position, _, axis in marks(figure):
            if axis.get("showticklabels") is False:
                places.setdefault(trace["yaxis"], set()).add(rows[row]["indicator_id"])
            elif "ticktext" in axis:
                label = axis["ticktext"][axis["tickvals"].index(position)]
                said = re.sub(r"<br>|…| ", "", label)
                known = [rows[row][f"{name}_{language}"].replace(" ", "") for name in names]
                if not (rows[row]["level"] or "-Q" in rows[row]["period"]):
                    assert any(
                        name.startswith(said) or said.startswith(name[:20])
                        for name in known
                        if name
                    ), panel_id
                category = tuple(
                    rows[row][c] for c in ("level", "occupation_id", "area_id", "group_id")
                )
                on = trace.get("xaxis"), trace.get("yaxis")  # charts below one another
                places.setdefault((*on, position), set()).add(category)
            elif axis.get("type") == "log":  # a funnel stands on the number of answers
                assert position == number(rows[row]["denominator"]), panel_id
            elif is_level(trace):
                start, end = int(rows[row]["year_start"]), int(rows[row]["year"])
                assert position == (min(end, 2030) if place else start)
            else:
                assert position == int(rows[row]["year"]), panel_id
        # Rows of one position are of one category.
        assert all(len(found) == 1 for found in places.values()), (panel_id, places)


@on_every_view
def test_every_range_and_interval_is_drawn_from_end_to_end(view):
    for panel_id, figure, rows in pictures(view):
        for trace, place, row, _, value, axis in marks(figure):
            if trace["type"] == "bar" or is_level(trace) or axis.get("type") == "log":
                continue  # a funnel draws its limits, not the interval of each place
            if panel_id == "place-among-others":
                continue  # a mark for each of up to 126 places
            bars = trace.get("error_x") or trace.get("error_y") or {}
            above = bars["array"][place] if bars else 0
            below = bars["arrayminus"][place] if bars else 0
            low = number(rows[row]["interval_low"] or rows[row]["value_low"])
            high = number(rows[row]["interval_high"] or rows[row]["value_high"])
            if low is not None:
                assert value - below == pytest.approx(low), (panel_id, row)
            if high is not None:
                assert value + above == pytest.approx(high), (panel_id, row)
            assert above >= 0 <= below


def subject(row):
    """What a row measures and of what: a line is of one."""
    return tuple(row[c] for c in ("indicator_id", "area_id", "occupation_id", "level"))


@on_every_view
def test_no_trace_joins_two_territories_or_two_data_statuses(view):
    for panel_id, figure, rows in pictures(view):
        for trace in figure["data"]:
            own = [rows[n] for n in trace["customdata"]]
            territories, areas = ({row[c] for row in own} for c in ("territory", "area_id"))
            goes_on = len(areas) == 1 and areas != {""}  # one area, in whichever territory it lies
            assert len(territories) == 1 or goes_on, (panel_id, territories)
            assert len({row["data_status"] for row in own}) == 1, panel_id
            if is_level(trace) or "lines" in trace.get("mode", ""):
                assert len({subject(row) for row in own}) == 1, panel_id


@on_every_view
def test_indicators_in_different_units_never_share_an_axis(view):
    for panel_id, figure, rows in pictures(view):
        on_axis = {}
        rates = {}
        for trace, _, row, _, _, axis in marks(figure):
            key = trace.get("yaxis", "y") if axis.get("showticklabels") is False else "y"
            is_rate = rows[row]["unit"] == "percent"
            on_axis.setdefault(key, set()).add(is_rate)
            if is_rate and rows[row]["indicator_id"].startswith("trained_rate_"):
                rates.setdefault(key, set()).add(rows[row]["indicator_id"])
        assert all(len(units) == 1 for units in on_axis.values()), (panel_id, on_axis)
        assert all(len(found) == 1 for found in rates.values()), (panel_id, rates)


def test_the_matrix_holds_each_pair_of_the_csv_once(open_page):
    screen = open_page("tasks", lang="en")
    figure, rows = screen.chart("task-alignment"), screen.csv("task-alignment").rows
    measures = figure["layout"]["xaxis"]["ticktext"]
    tasks = figure["layout"]["yaxis"]["ticktext"]
    drawn = sorted(
        (n, tasks[y].split(":")[0], measures[x].removeprefix("HP-") if x is not None else "")
        for trace in figure["data"]
        for n, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    )
    assert drawn == [
        (n, row["group_id"], row["counterpart_id"].removeprefix("HP-"))
        for n, row in enumerate(rows)
    ]


@on_every_view
def test_the_table_holds_the_rows_of_the_csv_in_their_order(view, formatted, catalogue):
    from vtdash.text.language import Text  # noqa: PLC0415 - the titles of columns, nothing else

    language = view.language
    said = Text(language)
    for panel_id, file in view.files.items():
        table = view.tables[panel_id]
        rows = file.rows
        assert len(table) == len(rows), panel_id
        same = {
            said("Territory"): f"territory_{language}",
            said("Occupation"): f"occupation_{language}",
            said("Group"): f"group_{language}",
            said("Indicator"): f"indicator_{language}",
            said("Source"): "source_id",
        }
        for title, column in same.items():
            expected = [row[column].removeprefix("'") for row in rows]
            if title == said("Indicator") and title not in table:
                assert len(set(expected)) == 1, panel_id  # one for all rows: it need not be said
                continue
            cells = list(table[title]) if title in table else [""] * len(rows)
            assert cells == expected, (panel_id, title)
        for n, row in enumerate(rows):
            if not row["strength"]:
                cell = value_told(table, n, said)
                assert cell_says(cell, row, formatted, language, catalogue), (panel_id, n)
            for title, column in ((said("Numerator"), "numerator"),
                                  (said("Denominator"), "denominator")):  # fmt: skip
                cell = table[title][n] if title in table else ""
                written = formatted_count(row[column], language)
                assert cell == written, (panel_id, n, column)


def value_told(table, n, said):
    """What a table says of a value: in one cell, or in a number, its unit and words beside it."""
    if table.get(said("In words"), [""] * len(table))[n]:
        return table[said("In words")][n]
    unit = table.get(said("Unit"), [""] * len(table))[n]
    return table[said("Value")][n] + (unit if unit == "%" else f" {unit}".rstrip())


@on_every_view
def test_a_table_to_be_sorted_has_the_numbers_of_the_csv(view):
    from vtdash.text.language import Text  # noqa: PLC0415 - the titles of columns, nothing else

    said = Text(view.language)
    titles = {said("Value"): "value", said("Numerator"): "numerator",
              said("Denominator"): "denominator"}  # fmt: skip
    for panel_id, frame in view.numbers.items():
        rows = view.files[panel_id].rows
        assert (frame is not None) >= (len(rows) > 10), panel_id
        for title, column in titles.items():
            if frame is not None and title in frame:
                sorted_by = [None if pd.isna(n) else float(n) for n in frame[title]]
                assert sorted_by == [number(row[column]) for row in rows], (panel_id, column)


def cell_says(cell, row, formatted, language, catalogue):
    """Whether a cell of the table says a row's value, or the reason why there is none."""
    if shown(row) is None:
        reason = catalogue.codes["missing_reason"][row["value_note"] or "not_published"].name
        return cell == getattr(reason, language)
    ends = {key: row["value"] or row[key] for key in ("value_low", "value_high")}
    written = formatted({**row, **ends}, language)
    return cell == written if language == "en" else written in cell


def formatted_count(text, language):
    """A number as the reader of a language writes it: at most two decimals, none idle."""
    if not text:
        return ""
    written = f"{float(text):,.2f}".rstrip("0").rstrip(".")
    written = written.replace("-", "−")
    return written.translate({44: ".", 46: ","}) if language == "vi" else written


@on_every_view
def test_every_file_reads_back_with_pandas_to_equal_types_and_values(view):
    for panel_id, file in view.files.items():
        frame, rows = file.frame, file.rows
        assert list(frame.columns) == file.header
        assert len(frame) == len(rows) > 0
        assert file.content.startswith(b"\xef\xbb\xbf")
        assert file.kind == "text/csv"
        for column in frame:
            cells = [row[column] for row in rows]
            if not any(cells):
                assert frame[column].isna().all()
            elif column in NUMBERS:
                assert pd.api.types.is_numeric_dtype(frame[column]), (panel_id, column)
                read = [None if pd.isna(v) else float(v) for v in frame[column]]
                assert read == [number(cell) for cell in cells], (panel_id, column)
            elif column in {"period", "months_after"}:  # a whole number alone is one to pandas too
                read = ["" if pd.isna(v) else str(v).removesuffix(".0") for v in frame[column]]
                assert read == cells, (panel_id, column)
            else:
                assert list(frame[column].fillna("")) == cells, (panel_id, column)


@on_every_view
def test_every_row_of_every_file_says_its_data_status_and_no_cell_starts_a_formula(view):
    for panel_id, file in view.files.items():
        rows = file.rows
        for row in rows:
            known = {"published", "reported", "sample"}
            assert row["data_status"] in known or shown(row) is None, panel_id
            for column, cell in row.items():
                starts = cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
                assert not starts or (column in NUMBERS and float(cell) < 0), (panel_id, cell)
            has_source = bool(row["source_id"])
            assert has_source == bool(row["source_url"]) == bool(row["source"])
            assert not row["figure_id"] or row["data_status"] == "published"


@on_every_view
def test_a_row_without_a_value_gives_its_reason(view):
    for panel_id, file in view.files.items():
        for row in file.rows:
            assert shown(row) is not None or row["value_note"], panel_id


OF_NO_AREA = 50
"""So many turns of the sample at most; tests/unit/test_faces_agree.py counts them."""


def of_returns(screen, panel_id, occupations=()):
    """The rows of returns in a panel's file; of chosen occupations without the city's behind."""
    rows = [row for row in screen.csv(panel_id).rows if not row["figure_id"]]
    keys = {f"occupation-{key}" for key in occupations}
    return [row for row in rows if not keys or row["occupation_id"] in keys]


def total_of(screen, panel_id, occupations=()):
    """The sum of the counts of returns in a panel's file; a share's count is its numerator."""
    return sum(
        float((row["numerator"] if row["unit"] == "percent" else row["value"]) or 0)
        for row in of_returns(screen, panel_id, occupations)
    )


def totals_shown(screen, panel_id):
    """What a claim gives as the whole of each territory: the largest is a part of it, or all."""
    claim = screen.whole_claim(panel_id)
    told = set(
        re.findall(r"(?:% of|\ball) (\d[\d,]*)", claim, re.I)
    )  # the notes repeat the heading
    return [int(n.replace(",", "")) for n in told]


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"city": "hanoi"},
        {"city": "haiphong", "from": "2020", "to": "2022"},
        {"level": ["college", "elementary"]},
        {"occupation": ["480201"]},
        {"from": "2025"},
    ],
    ids=lambda choice: "-".join(map(str, choice)) or "all",
)
def test_the_files_of_enrolment_sum_to_the_totals_shown(open_page, choice):
    screen = open_page("enrolment", lang="en", **choice)
    trades = choice.get("occupation", ())
    by_year = total_of(screen, "enrolment-by-year", trades)
    printed = sum(totals_shown(screen, "enrolment-by-level"))
    # where the largest is not certain, for what is not shown separately, no total is said
    printed = printed or (
        by_year if "most that is shown" in screen.whole_claim("enrolment-by-level") else 0
    )
    assert by_year == printed > 0
    assert total_of(screen, "enrolment-by-level", trades) == printed
    assert total_of(screen, "enrolment-by-occupation", trades) == printed
    women = of_returns(screen, "women-by-year", trades)
    assert sum(int(row["denominator"]) for row in women) == printed
    communes = open_page("enrolment", lang="en", units="commune", **choice)
    by_units = [
        total_of(of_units, "enrolment-by-area", trades)
        for of_units in (screen, communes)
        if "enrolment-by-area" in of_units.filled
    ]
    # districts are of former territories, which the other panels have where they are asked for
    whole = open_page("enrolment", lang="en", former="yes", **choice)
    every = total_of(whole, "enrolment-by-year", trades)
    assert total_of(whole, "enrolment-by-occupation", trades) == every
    # a few stand under no area, since too few people are behind it
    assert every - OF_NO_AREA <= sum(by_units) <= every


def test_the_files_of_graduates_agree_on_who_answered_and_who_works(open_page):
    screen = open_page("graduates", lang="en")
    steps = {}
    for row in screen.csv("graduate-steps").rows:
        steps[row["indicator_id"]] = steps.get(row["indicator_id"], 0) + float(row["value"])
    assert list(steps.values()) == sorted(steps.values(), reverse=True)
    for panel_id in ("employment-by-cohort", "employment-by-level"):
        rows = [row for row in screen.csv(panel_id).rows if not row["figure_id"]]
        assert sum(float(row["denominator"]) for row in rows) == steps["tracer_respondents"]
        assert sum(float(row["numerator"]) for row in rows) == steps["tracer_employed"]
    fields = [row for row in screen.csv("in-field-by-cohort").rows if not row["figure_id"]]
    assert sum(float(row["denominator"]) for row in fields) == steps["tracer_employed"]
    assert sum(float(row["numerator"]) for row in fields) == steps["tracer_in_field"]


def test_the_files_of_digital_skills_agree_on_who_was_trained(open_page):
    screen = open_page("digital", lang="en", former="yes")
    trained = sum(
        float(row["value"])
        for row in screen.csv("digital-skills-by-year").rows
        if row["indicator_id"] == "digital_skills_trained"
    )
    assert total_of(screen, "digital-skills-by-audience") == trained
    rates = screen.csv("digital-skills-certified").rows
    assert sum(float(row["denominator"]) for row in rates) == trained
    communes = open_page("digital", lang="en", units="commune")
    places = total_of(screen, "digital-skills-by-area") + total_of(
        communes, "digital-skills-by-area"
    )
    assert places == trained


@on_every_view
def test_every_rate_of_returns_is_its_numerator_over_its_denominator(view):
    for panel_id, file in view.files.items():
        for row in file.rows:
            if row["figure_id"] or row["unit"] != "percent" or not row["denominator"]:
                continue
            if row["value"]:
                share = 100 * float(row["numerator"]) / float(row["denominator"])
                assert float(row["value"]) == pytest.approx(share), panel_id
            else:
                assert float(row["denominator"]) == 0, panel_id


def is_of_the_rest(row):
    """Whether a row holds what is not shown separately, which nothing ranks."""
    rest = {"occupation-not_shown", "not_shown"}
    return not rest.isdisjoint({row["occupation_id"], row["level"], row["group_id"]})


@on_every_view
def test_the_text_alternative_names_the_highest_and_the_lowest_value(view, formatted):
    for panel_id, _, every in pictures(view):
        rows = [every[n] for n in to_be_drawn(panel_id, every)]
        rows = [row for row in rows if not is_of_the_rest(row)]
        said = view.said[panel_id]
        for row in (max(rows, key=shown), min(rows, key=shown)):
            ends = {key: row["value"] or row[key] for key in ("value_low", "value_high")}
            assert formatted({**row, **ends}, view.language) in said, panel_id
