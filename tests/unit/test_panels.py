"""Every panel of every page, over every kind of choice: it never fails and never misleads."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.each import each
from tests.panels import BUILDERS, WHOLE, open_sample, views
from vtdash.render.names import Names
from vtdash.render.table import NUMBER_COLUMNS
from vtdash.text.language import Text

RETURNS = ("enrolment", "graduates", "digital", "funnel", "gap")

CHARTS = [b for b in BUILDERS if b not in {"tasks.alignment", "ledger.all_tasks", "coverage.known",
                                           "coverage.known_of_a_topic", "conflicts.cards",
                                           "profiles.register", "history.of",
                                           "pace.statuses", "profiles.figures_of"}]  # fmt: skip
"""Those drawn on axes of numbers: no table, no matrix."""

CHOICES = {
    "everything": WHOLE,
    "one city": replace(WHOLE, cities=("hanoi",)),
    "the other city": replace(WHOLE, cities=("haiphong",)),
    "one year": replace(WHOLE, first_year=2024, last_year=2024),
    "the last year by commune": replace(WHOLE, first_year=2025, area_kind="commune"),
    "one district": replace(WHOLE, areas=("district-001",)),
    "one commune-level unit": replace(
        WHOLE, area_kind="commune", areas=("commune-00004-20250701",)
    ),
    "one occupation": replace(WHOLE, occupations=("480201",)),
    "one level": replace(WHOLE, levels=("intermediate",)),
    "one cell": replace(
        WHOLE, cities=("hanoi",), first_year=2022, last_year=2022, areas=("district-001",),
        occupations=("480201",), levels=("college",),
    ),
    "no sample": replace(WHOLE, sample=False),
    "a year without anything": replace(WHOLE, first_year=1990, last_year=1990),
    "nothing at all": replace(WHOLE, sample=False, areas=("district-303",), cities=("hanoi",)),
}  # fmt: skip

UNFINISHED = re.compile(
    r"\{|\}|\bNone\b|\bnan\b|\binf\b|  | ,| \.(?!\d)|\.\.|, ,|\( ?\)|: ;|: \.|;\.|;$|, \."
)
"""Marks of a sentence with a hole in it."""


@pytest.fixture(scope="module")
def view_of(published_sample):
    opened = open_sample(published_sample)
    yield views(opened)
    opened.close()


@pytest.fixture(scope="module")
def panels_of(view_of):
    """Return a function that gives a builder's panel for every choice, by the choice's name."""

    def make(builder, language="en"):
        for choice, filters in CHOICES.items():
            yield choice, BUILDERS[builder](view_of(filters, language))

    return make


@each("language", ["en", "vi"])
@each("builder", BUILDERS)
def test_a_panel_of_any_choice_says_whole_sentences_and_draws(panels_of, builder, language):
    for choice, panel in panels_of(builder, language):
        for words in (panel.claim, panel.describe(), panel.when_empty, *panel.notes):
            assert not UNFINISHED.search(words), (choice, words)
        assert panel.title
        assert panel.claim or not panel.rows, choice
        assert not panel.claim or panel.claim.endswith("."), (choice, panel.claim)
        assert not UNFINISHED.search(panel.provenance), (choice, panel.provenance)
        if panel.drawing.has_picture:
            assert panel.figure()["layout"]
        assert len(panel.csv().splitlines()) == len(panel.rows) + 1, choice
        assert all(len(cells) == len(panel.rows) for cells in panel.table().values()), choice


@each("builder", sorted(set(BUILDERS) - {"pace.required"}))
def test_a_panel_of_nothing_claims_nothing(panels_of, builder):
    for choice, panel in panels_of(builder):
        if not panel.rows:
            counted = re.findall(r"\d+", re.sub(r"HN-T\d|2030|30 answers", "", panel.claim))
            assert set(counted) <= {"0"}, (choice, panel.claim)
            assert not panel.has_sample


@each("builder", BUILDERS)
def test_drawing_and_exporting_twice_gives_the_same_and_leaves_the_rows(view_of, builder):
    panel = BUILDERS[builder](view_of())
    rows = panel.rows
    first = (panel.csv(), panel.table(), panel.describe(), panel.facts)
    assert first == (panel.csv(), panel.table(), panel.describe(), panel.facts)
    if panel.drawing.has_picture:
        assert panel.figure() == panel.figure()
    assert panel.rows is rows
    again = BUILDERS[builder](view_of())
    assert (again.rows, again.csv()) == (rows, panel.csv())


@each("builder", BUILDERS)
def test_the_file_of_every_panel_reads_back_to_its_rows(view_of, builder):
    panel = BUILDERS[builder](view_of())
    whole = panel.csv(is_full=True)
    text = {name: str for name in pd.read_csv(io.BytesIO(whole), nrows=0).columns
            if name not in NUMBER_COLUMNS}  # fmt: skip
    frame = pd.read_csv(io.BytesIO(whole), dtype=text, keep_default_na=False, na_values="")
    assert len(frame) == len(panel.rows)
    columns = {"value": "value", "value_low": "low", "value_high": "high", "year": "year",
               "numerator": "numerator", "denominator": "denominator"}  # fmt: skip
    for column, field in columns.items():
        read = [None if pd.isna(value) else value for value in frame[column]]
        assert read == [getattr(row, field) for row in panel.rows], column
    for column, end in (("interval_low", 0), ("interval_high", 1)):
        read = [None if pd.isna(value) else value for value in frame[column]]
        assert read == [row.interval and row.interval[end] for row in panel.rows], column
    for column in ("city", "territory", "period", "indicator_id", "unit", "status", "data_status",
                   "figure_id", "source_id", "area_id", "level"):  # fmt: skip
        read = ["" if pd.isna(value) else value for value in frame[column]]
        assert read == [getattr(row, column) for row in panel.rows], column
    assert not frame["data_status"].isna().any()


@each("builder", [b for b in BUILDERS if b.startswith(RETURNS) and b != "digital.published"])
def test_no_published_figure_of_a_city_stands_beside_one_of_its_parts(panels_of, builder):
    for choice, panel in panels_of(builder):
        if CHOICES[choice].areas or CHOICES[choice].occupations:
            assert not [row for row in panel.rows if row.is_published], choice


@each("builder", CHARTS)
def test_the_three_trained_rates_never_share_an_axis(panels_of, builder):
    for choice, panel in panels_of(builder):
        axes = {}
        for trace in panel.figure()["data"]:
            for row in (panel.rows[number] for number in trace["customdata"]):
                if row.indicator_id.startswith("trained_rate_") and row.unit == "percent":
                    axes.setdefault(trace.get("yaxis", "y"), set()).add(row.indicator_id)
        assert all(len(found) == 1 for found in axes.values()), (choice, axes)


@each("builder", CHARTS)
def test_no_trace_leads_from_one_territory_to_another(panels_of, builder):
    for choice, panel in panels_of(builder):
        for trace in panel.figure()["data"]:
            rows = [panel.rows[number] for number in trace["customdata"]]
            assert len({(row.territory, row.data_status) for row in rows}) == 1, choice


@each("builder", CHARTS)
def test_a_sample_row_is_said_to_be_one_wherever_it_shows(panels_of, builder):
    for choice, panel in panels_of(builder):
        has_sample = any(row.data_status == "sample" for row in panel.rows)
        drawn = any(row.data_status == "sample" and row.shown is not None for row in panel.rows)
        assert ("SAMPLE-DATA" in panel.file_name) == has_sample, choice
        assert ("SAMPLE DATA" in str(panel.figure()["layout"].get("title"))) == drawn, choice
        assert CHOICES[choice].sample or not has_sample


@each("kind", ["area", "occupation"])
@each("language", ["en", "vi"])
def test_what_can_be_chosen_together_has_names_that_differ(catalogue, kind, language):
    """Streamlit knows options by their names, and a chart puts equal names into one place."""
    names = Names(catalogue, Text(language))
    choices = (
        [[names.occupation(key) for key in catalogue.occupation_by_key]]
        if kind == "occupation"
        else [
            [names.area(a.id) for a in catalogue.areas if a.level == level]
            for level in ("district", "commune")
        ]
    )
    for offered in choices:
        assert sorted({name for name in offered if offered.count(name) > 1}) == []


def test_every_page_s_panels_are_all_tried_here():
    root = Path(__file__).resolve().parents[2]
    listed = set(re.findall(r"(\w+)\.(\w+)", (root / "tests" / "panels.py").read_text("utf-8")))
    built = set()
    for page in (root / "pages").glob("*.py"):
        code = page.read_text("utf-8")
        topics = " ".join(re.findall(r"from vtdash\.topics[\w.]* import ([\w, ]+|\([^)]+\))", code))
        calls = re.findall(r"(\w+)\.(\w+)\((?:view|here)\b", code)
        built |= {call for call in calls if call[0] in re.findall(r"\w+", topics)}
    assert len(built) > 30
    made_by_measure = {("area_maps", "of_cities")}  # a rate_map for each city
    words = {("target_panels", "set_before")}
    assert built - made_by_measure - words <= listed
