"""A place beside its city and its other places: sums divided last, no side that is not clear."""

from __future__ import annotations

import pytest

from tests.each import each
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.render.names import Names
from vtdash.rules.statistics import SMALL_BASE
from vtdash.store.questions import questions
from vtdash.text.language import Text
from vtdash.topics.place_among_others import among_others
from vtdash.topics.view import View

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
HERE, NEAR, FAR = "district-001", "district-002", "district-303"


def share(area, numerator, denominator, **changes):
    """The share of women in a place."""
    given = Observation(
        city="hanoi",
        territory="ha_noi",
        area_id=area,
        period="2024",
        year=2024,
        indicator_id="female_enrolment_share",
        unit="percent",
        value=100 * numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        data_status="reported",
    )
    return given._replace(**changes)


def told(*rows):
    """The panel on a place where these are the shares of women."""

    def ask(question, filters, **more):
        del filters, more
        return rows if question is questions.women_by_area else ()

    view = View(ask, Filters(), Names(CATALOGUE, Text("en")), today=2026)
    return among_others(view, CATALOGUE.area(HERE))


def test_the_city_is_the_sum_of_its_places_divided_last():
    own, city, other = told(share(HERE, 60, 100), share(NEAR, 300, 900)).rows
    assert (city.area_id, city.numerator, city.denominator) == ("", 360, 1000)
    assert city.value == pytest.approx(36)
    assert [row.is_context for row in (own, city, other)] == [False, True, True]


@each(("numerator", "side"), [(60, "1 above Hanoi, 0 below, 0"), (10, "0 above Hanoi, 1 below, 0")])
def test_a_share_of_all_is_above_or_below_its_city(numerator, side):
    panel = told(share(HERE, numerator, 100), share(NEAR, 300, 900))
    assert side in panel.claim


@each(
    "own",
    [
        share(HERE, 60, 100, status="estimate", qualifier="about"),
        share(HERE, 30, 90),  # as the city
    ],
)
def test_an_estimate_and_an_equal_share_are_on_no_side(own):
    assert "0 below, 1 not clear" in told(own, share(NEAR, 300, 900)).claim


@each(
    "changes",
    [{"data_status": "sample"}, {"territory": "hai_phong_to_2025_06", "area_id": FAR}],
)
def test_other_data_and_another_territory_stand_nowhere_beside_it(changes):
    apart = share(NEAR, 300, 900, **changes)
    panel = told(share(HERE, 60, 100), share(NEAR, 50, 100), apart)
    assert panel.rows[1].denominator == 200
    alone = told(share(HERE, 60, 100), apart)  # the only place does not stand for its city
    assert not alone.rows
    assert alone.when_empty


def test_a_reported_share_leads_the_sample_where_other_places_reported_too():
    sample = [share(HERE, 90, 100, data_status="sample"), share(NEAR, 9, 90, data_status="sample")]
    first, city, *_ = told(share(HERE, 60, 100), share(NEAR, 50, 100), *sample).rows
    assert (first.value, first.data_status, city.denominator) == (60, "reported", 200)
    first, *_ = told(share(HERE, 60, 100), *sample).rows
    assert (first.value, first.data_status) == (90, "sample")


def test_another_place_on_a_small_base_is_counted_in_the_city_and_not_drawn():
    panel = told(share(HERE, 60, 100), share(NEAR, 5, SMALL_BASE - 1))
    assert [row.area_id for row in panel.rows] == [HERE, ""]
    assert panel.rows[1].denominator == 100 + SMALL_BASE - 1
    assert any("is left out: it rests on fewer than 30" in note for note in panel.notes)


def test_a_place_that_reported_nothing_of_its_own_has_no_panel():
    panel = told(share(NEAR, 300, 900))
    assert not panel.rows
    assert panel.when_empty
