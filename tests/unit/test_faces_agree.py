"""For whatever is chosen: file, table and chart of every panel are its rows, and parts are wholes.

The choices are random. The sums are asked for twice, with the grouping of a question and without.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.panels import BUILDERS, MORE_BUILDERS, open_sample, views
from vtdash.model.datasets import AREA_KINDS, LEVELS
from vtdash.model.filters import Filters, condition
from vtdash.render.charts.maps import AreaMap
from vtdash.render.charts.matrices import CellMap, PairMatrix, VerdictMatrix
from vtdash.render.table import CSV_COLUMNS
from vtdash.store.questions import questions
from vtdash.store.questions.answers import mart_columns

PANELS = {**BUILDERS, **MORE_BUILDERS}
NO_NUMBERS = (AreaMap, CellMap, PairMatrix, VerdictMatrix)
"""Pictures whose marks stand at no value; each has tests of its own."""

FIELDS = {"value": "value", "value_low": "low", "value_high": "high", "numerator": "numerator",
          "denominator": "denominator", "year": "year"}  # fmt: skip
KEYS = ("city", "territory", "area_id", "period", "indicator_id", "level", "unit", "data_status",
        "figure_id")  # fmt: skip

quickly = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def store(published_sample):
    opened = open_sample(published_sample)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def view_of(store):
    return views(store)


@st.composite
def choices(draw, catalogue, *, places=True):
    """Draw what a reader might choose."""
    cities = draw(st.sampled_from([("hanoi", "haiphong"), ("hanoi",), ("haiphong",)]))
    years = sorted(draw(st.tuples(st.integers(2019, 2025), st.integers(2019, 2025))))
    kind = draw(st.sampled_from(AREA_KINDS))
    areas = [a.id for a in catalogue.areas if a.level == kind and a.city in cities]
    some = st.lists(st.sampled_from(areas), max_size=3, unique=True) if places else st.just([])
    trades = st.sampled_from(list(catalogue.occupation_by_key))
    return Filters(
        cities=cities, first_year=years[0], last_year=years[1], area_kind=kind,
        areas=tuple(draw(some)),
        occupations=tuple(draw(st.lists(trades, max_size=2, unique=True))),
        levels=tuple(draw(st.lists(st.sampled_from(LEVELS), max_size=2, unique=True))),
        sample=draw(st.sampled_from([True, True, True, False])),
        together=draw(st.booleans()),
    )  # fmt: skip


@given(st.data())
@quickly
def test_file_table_and_chart_of_every_panel_are_its_rows(view_of, catalogue, data):
    view = view_of(data.draw(choices(catalogue)), data.draw(st.sampled_from(["vi", "en"])))
    for name, build in PANELS.items():
        panel = build(view)
        is_the_file(panel, name)
        is_the_table(panel, name)
        if panel.rows and panel.drawing.has_picture and not isinstance(panel.drawing, NO_NUMBERS):
            is_the_chart(panel, name)


def is_the_file(panel, name):
    lines = io.StringIO(panel.csv().decode("utf-8-sig"), newline="")
    records = list(csv.DictReader(lines))
    assert len(records) == len(panel.rows), name
    columns = list(records[0]) if records else []
    assert columns == [column for column in CSV_COLUMNS if column in columns], name
    assert all(any(record[column] for record in records) for column in columns), name
    for record, row in zip(records, panel.rows, strict=True):
        for column, field in FIELDS.items():
            cell = record.get(column, "")
            assert (float(cell) if cell else None) == getattr(row, field), (name, column)
        for key in KEYS:
            assert record.get(key, "").removeprefix("'") == getattr(row, key), (name, key)


def is_the_table(panel, name):
    rows, value = panel.rows, panel.names.text("Value")
    table, columns = panel.table(), {column.title: column for column in panel.columns()}
    assert {len(cells) for cells in table.values()} <= {len(rows)}, name
    said = [panel.names.value(row) if not row.is_pairing else "" for row in rows]
    assert table.get(value, [""] * len(rows)) == said, name
    if value in columns:
        assert columns[value].numbers == [row.value for row in rows], name
        for words, cell in zip(said, columns[value].words, strict=True):
            assert cell in words, name  # as many decimals as where it is told with its unit
    for column in columns.values():
        assert len(column.words) == len(rows), name


def is_the_chart(panel, name):
    found = set()
    for trace in panel.figure()["data"]:
        for number, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True):
            at = panel.rows[number].shown
            assert any(end == pytest.approx(at) for end in (x, y) if end is not None), (name, at)
            found.add(number)
    drawn = {point.row_number for point in panel.points if point.row.shown is not None}
    assert found == drawn, name
    listed = [fact.figure_id for fact in panel.also_published]
    valued = {
        number
        for number, row in enumerate(panel.rows)
        if row.shown is not None and row.figure_id not in listed
    }
    assert drawn == valued or (drawn < valued and panel.not_drawn), name


# --- parts and wholes ------------------------------------------------------------------------


def sums(rows, field="value"):
    """The sum of each city and kind of data."""
    found = defaultdict(float)
    for row in rows:
        if not row.is_published and not row.is_context:
            found[row.city, row.data_status] += getattr(row, field) or 0
    return {key: value for key, value in found.items() if value}


def of(rows, indicator):
    return [row for row in rows if row.indicator_id == indicator]


@given(st.data())
@quickly
def test_the_parts_of_a_question_add_up_to_the_question_asked_without_its_grouping(
    store, catalogue, data
):
    chosen = data.draw(choices(catalogue, places=False))

    def ask(question, filters=chosen):
        return getattr(questions, question)(store, filters)

    def by_area(question):
        return [
            row for kind in AREA_KINDS for row in ask(question, replace(chosen, area_kind=kind))
        ]

    def without_area(mart, measure):
        """What stands under no area, since too few people are behind it."""
        asked = (
            f"SELECT city, data_status, sum({measure}) FROM {mart} "  # noqa: S608
            f"WHERE {condition(mart_columns(mart))} AND area_id = 'not_shown' GROUP BY ALL"
        )
        return {(city, kind): n for city, kind, n in store.query(asked, chosen.parameters())[1]}

    def but(whole, left):
        found = {key: value - left.get(key, 0) for key, value in whole.items()}
        return {key: value for key, value in found.items() if value}

    turns = sums(of(ask("enrolment_by_year"), "vet_enrolment"))
    assert sums(ask("enrolment_by_level")) == turns
    assert sums(ask("enrolment_by_occupation")) == turns
    assert sums(by_area("enrolment_by_area")) == but(turns, without_area("enrolment", "enrolled"))
    trained = sums(of(ask("digital_by_year"), "digital_skills_trained"))
    assert sums(ask("digital_by_audience")) == trained
    left = without_area("digital_skills", "trained")
    assert sums(by_area("digital_by_area")) == but(trained, left)
    for field, measure in (("numerator", "employed"), ("denominator", "respondents")):
        rated = sums(ask("employment_rate_by_year"), field)
        assert sums(ask("employment_rate_by_level"), field) == rated
        assert sums(ask("employment_rate_by_occupation"), field) == rated
        left = without_area("graduate_tracer", measure)
        assert sums(by_area("employment_rate_by_area"), field) == but(rated, left)


@given(st.data())
@quickly
def test_the_parts_of_chosen_areas_add_up_where_nothing_is_an_estimate(store, catalogue, data):
    chosen = replace(data.draw(choices(catalogue)), together=False)
    by_year = of(questions.enrolment_by_year(store, chosen), "vet_enrolment")
    others = [questions.enrolment_by_level(store, chosen),
              questions.enrolment_by_occupation(store, chosen)]  # fmt: skip
    if any(row.status == "estimate" for rows in (by_year, *others) for row in rows):
        return  # parts of areas are rounded, each by itself
    assert [sums(rows) for rows in others] == [sums(by_year)] * 2
