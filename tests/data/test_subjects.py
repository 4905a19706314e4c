"""Whatever is chosen is named: nothing gives a city a number that is not its own.

The sample with one part reported: enrolment of Hanoi in the second quarter of 2025, by three
districts, 625 turns; and the cohort of 2024 in one of them.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace

import pytest

from tests.each import each
from tests.panels import BUILDERS, HEADLINES, MORE_BUILDERS, views
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.sample import generate
from vtdash.store import Store, current_id, publish, snapshot_folder
from vtdash.text.language import opened

DISTRICTS = ("district-017", "district-274")
UNITS = ("commune-00376-20250701", "commune-11311-20250701")
OCCUPATIONS = ("520123", "480201")
CHOICES = {
    "a district": {"areas": DISTRICTS[:1]},
    "two districts": {"areas": DISTRICTS},
    "districts of two cities": {"areas": ("district-017", "district-311-20250101")},
    "two districts together": {"areas": DISTRICTS, "together": True},
    "a unit": {"areas": UNITS[:1], "area_kind": "commune"},
    "two units": {"areas": UNITS, "area_kind": "commune"},
    "an occupation": {"occupations": OCCUPATIONS[:1]},
    "two occupations": {"occupations": OCCUPATIONS},
    "two occupations in two districts": {"areas": DISTRICTS, "occupations": OCCUPATIONS},
    "a level": {"levels": ("college",)},
    "the reported part": {"first_year": 2025, "last_year": 2025},
    "the reported part of a district": {"first_year": 2025, "last_year": 2025, "areas": DISTRICTS},
}
EVERY = {**BUILDERS, **MORE_BUILDERS}
PANELS = [
    name
    for name in EVERY
    if name.split(".")[0] in {"enrolment", "graduates", "digital", "funnel", "places"}
    and name != "digital.published"
]
"""Panels of what a reader can choose."""

PAGES = ["headlines.enrolment", "headlines.graduates", "headlines.digital", "headlines.occupation"]


@pytest.fixture(scope="module")
def view_of(published_sample, tmp_path_factory, records):
    data = tmp_path_factory.mktemp("reported") / "data"
    shutil.copytree(published_sample, data)
    turns = records(
        "enrolment",
        "hanoi 2025-Q2 017 CS-1 520123 college 300 100 20",
        "hanoi 2025-Q2 274 CS-1 480201 elementary 225 80 200",
        "hanoi 2025-Q2 001 CS-1 480201 college 100 40 0",
    )
    graduates = records(
        "graduate_tracer", "hanoi 2024 017 CS-1 480201 college 12 120 100 90 81 40",
        name="graduates.csv",
    )  # fmt: skip
    publish(data, sample=generate, returns=[turns, graduates])
    store = Store.open(snapshot_folder(data, current_id(data)))
    yield views(store)
    store.close()


def chosen(view_of, choice, language):
    return view_of(replace(Filters(last_year=2026), **CHOICES[choice]), language)


def city_names(view):
    """Return what cities and territories are called."""
    catalogue, names = view.catalogue, view.names
    cities = {names.code("city", city) for city in ("hanoi", "haiphong")}
    return sorted(cities | {names.territory(key) for key in catalogue.territories}, key=len)[::-1]


def own_words(view, rows, words):
    """Return the words without what rows of whole cities say, and without names of areas."""
    names = view.names
    for row in rows:
        if row.area_id:
            words = words.replace(names.area(row.area_id), "")
    told = {
        names.subject(row) for row in rows if row.is_context or row.is_published or not row.area_id
    }
    told |= {names.subject(row._replace(level="")) for row in rows if row.is_context}
    told |= {names.text("areas of {place}", place=names.subject(blank(row))) for row in rows}
    told |= {names.text("{city}, whole city", city=names.code("city", row.city)) for row in rows}
    told |= {opened(name) for name in told}  # inside brackets a name has none of its own
    for name in sorted(told, key=len)[::-1]:
        words = re.sub(re.escape(name), "", words, flags=re.IGNORECASE)
    return words


def blank(row: Observation) -> Observation:
    return row._replace(area_id="", area_name="")


@each("choice", CHOICES)
@each("builder", PANELS)
def test_what_was_chosen_is_on_every_row(view_of, builder, choice):
    view = chosen(view_of, choice, "en")
    filters, rows = view.filters, EVERY[builder](view).rows
    mine = [r for r in rows if r.data_status and not (r.is_published or r.is_context)]
    asked = {"area_id": filters.areas, "occupation_key": filters.occupations}
    if builder.startswith(("places", "funnel")) or "of_today" in builder:
        del asked["area_id"]  # all areas of a city beside each other, or those of today
    if builder.startswith(("digital", "places")):
        del asked["occupation_key"]
    for field, keys in asked.items():
        found = {key for row in mine for key in getattr(row, field).split("+")}
        assert not keys or found <= set(keys), field
    if filters.levels and not builder.startswith("digital"):
        assert all(row.level for row in mine)


@each("language", ["vi", "en"])
@each("choice", [choice for choice in CHOICES if "areas" in CHOICES[choice]])
@each("builder", [name for name in PANELS if not name.startswith(("funnel", "places.on"))])
def test_no_words_of_a_panel_give_a_city_the_number_of_an_area(view_of, builder, choice, language):
    view = chosen(view_of, choice, language)
    panel = EVERY[builder](view)
    described = panel.describe().replace(panel.left_out, "")  # names the city's former ones
    for words in (panel.claim, described, *traces(panel)):
        left = own_words(view, panel.rows, words)
        assert not [name for name in city_names(view) if name in left], (words, left)
    for point in panel.points:
        place = view.names.place(point.row)
        assert place in point.hover.replace("<br>", " ")
    assert [line["area_id"] for line in read(panel)] == [row.area_id for row in panel.rows]


def traces(panel):
    if not panel.rows or not panel.drawing.has_picture:
        return []
    drawn = panel.figure()["data"]
    return [trace.get("name", "").replace("<br>", " ").replace("  ", " ") for trace in drawn]


def read(panel):
    """Return the lines of a panel's whole file."""
    return csv.DictReader(io.StringIO(panel.csv().decode("utf-8-sig")))


@each("language", ["vi", "en"])
@each("choice", [choice for choice in CHOICES if "areas" in CHOICES[choice]])
@each("page", PAGES)
def test_every_headline_names_what_was_chosen(view_of, page, choice, language):
    view = chosen(view_of, choice, language)
    for headline in HEADLINES[page](view):
        own = headline.context.partition(" · ")[0]
        assert own not in city_names(view), headline


def counted(row):
    """The indicator and value of a row; of a share of enrolment the turns that it is of."""
    if row.indicator_id == "enrolment_share":
        return "vet_enrolment", row.numerator
    return row.indicator_id, row.value


@each("choice", CHOICES)
@each("builder", PANELS)
def test_no_number_joins_reported_and_sample_rows(view_of, builder, choice):
    """With the sample switched off the reported rows are the same ones, and none else is."""
    view = chosen(view_of, choice, "en")
    whole = EVERY[builder](view)
    reported = EVERY[builder](view.with_filters(sample=False))

    def kept(panel):
        return {
            (*row.subject, row.period, row.group, *counted(row))
            for row in panel.rows
            if row.data_status == "reported" and not row.is_context
        }

    assert kept(whole) == kept(reported)
    assert {row.data_status for row in reported.rows} <= {"reported", "published", ""}
    axes = {}
    for point in whole.points:
        if point.row.data_status in {"reported", "sample"} and point.row.shown is not None:
            axes.setdefault(point.axis, set()).add(point.row.data_status)
    assert all(len(statuses) == 1 for statuses in axes.values()), axes


def test_the_reported_part_of_a_year_says_how_many_areas_it_is_of(view_of):
    view = chosen(view_of, "the reported part", "en")
    panel = BUILDERS["enrolment.by_year"](view)
    (part,) = [row for row in panel.rows if row.data_status == "reported"]
    assert (part.value, part.period) == (625, "2025-Q2")
    assert (part.areas_reported, part.areas_expected) == (3, 30)
    assert "625 turns (Q2 2025; Reported; reported by 3 of 30 areas)" in panel.claim
    rural = BUILDERS["enrolment.rural"](view)
    assert "is not to be held against a part of one" in rural.claim
    (line,) = [line for line in read(panel) if line["data_status"] == "reported"]
    assert (line["areas_reported"], line["areas_expected"]) == ("3", "30")


def test_a_target_of_the_city_stands_beside_no_district(view_of):
    for choice, made in CHOICES.items():
        rural = BUILDERS["enrolment.rural"](chosen(view_of, choice, "en"))
        narrowed = {"areas", "occupations", "levels"} & set(made)
        assert any(row.status == "target" for row in rural.rows) != bool(narrowed), choice
