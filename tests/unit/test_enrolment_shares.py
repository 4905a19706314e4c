"""Two places of unlike size are set beside each other by shares of their own turns."""

from __future__ import annotations

import pytest

from tests.unit.turns import CARS, SALES, turns_in_hanoi
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics import enrolment
from vtdash.topics.view import View

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
HAI_PHONG = {"city": "haiphong", "territory": "hai_phong_since_2025_07"}


def row(value, key=SALES, **changes):
    """What one occupation counted in Hanoi in 2025."""
    return turns_in_hanoi(2025, value, key, **changes)


def drawn(*rows, **filters):
    view = View(lambda *_, **__: rows, Filters(**filters), Names(CATALOGUE, Text("en")), today=2026)
    return enrolment.turns_by_occupation(view)


TWO = (row(300), row(100, CARS), row(20, **HAI_PHONG), row(20, CARS, **HAI_PHONG))


def test_each_place_has_the_shares_of_its_own_turns_and_the_largest_of_both_comes_first():
    panel = drawn(*TWO)
    assert [
        (r.territory, r.occupation_key, r.value, r.numerator, r.denominator) for r in panel.rows
    ] == [
        ("ha_noi", SALES, 75, 300, 400),
        ("hai_phong_since_2025_07", SALES, 50, 20, 40),
        ("ha_noi", CARS, 25, 100, 400),
        ("hai_phong_since_2025_07", CARS, 50, 20, 40),
    ]
    assert {(r.indicator_id, r.unit) for r in panel.rows} == {("enrolment_share", "percent")}


@pytest.mark.parametrize(
    ("rows", "filters"),
    [
        (TWO[:2], {}),
        (TWO, {"occupations": (SALES, CARS)}),
        ((*TWO, row(None, CARS, value_note="not_collected")), {}),
        (TWO, {"levels": ("college",)}),
    ],
    ids=["one place", "chosen occupations", "a part that is not known", "a chosen level"],
)
def test_turns_stay_turns(rows, filters):
    assert {r.indicator_id for r in drawn(*rows, **filters).rows} == {"vet_enrolment"}


def test_reported_turns_and_sample_are_parts_of_wholes_of_their_own():
    panel = drawn(*TWO, row(50, data_status="sample"), row(150, CARS, data_status="sample"))
    assert [r.value for r in panel.rows if r.data_status == "sample"] == [75, 25]


def test_places_with_returns_for_different_times_say_so():
    assert not drawn(*TWO).notes
    younger = [r._replace(period="2025-Q3/Q4") if r.city == "haiphong" else r for r in TWO]
    (note,) = drawn(*younger).notes
    assert note.endswith("the places have returns for different times.")
