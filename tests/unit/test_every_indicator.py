"""All indicators side by side: which values, which verdict, and who is ahead where it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.each import each
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.render.charts.paired_lanes import PairedLanes
from vtdash.render.names import Names
from vtdash.rules.basis import basis
from vtdash.rules.comparability import verdict
from vtdash.text.language import Text
from vtdash.topics.compare.every_indicator import every_indicator, two_sides
from vtdash.topics.compare.indicator_panels import compared, indicators_counted, lines
from vtdash.topics.view import View

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
BOTH = ("hanoi", "haiphong")
CHOICES = (BOTH, ("hanoi",), ("haiphong",))


def pairs(cities=BOTH, catalogue=CATALOGUE):
    """The indicators of a choice of cities, by id."""
    found = every_indicator(catalogue, two_sides(catalogue, cities))
    return {pair.indicator_id: pair for pair in found}


def view(cities=BOTH, language="en"):
    return View(
        lambda *_, **__: (), Filters(cities=cities), Names(CATALOGUE, Text(language)), today=2026
    )


@each("cities", CHOICES)
def test_every_indicator_is_there_once(cities):
    assert sorted(pairs(cities)) == sorted(CATALOGUE.indicators)
    assert len(lines(view(cities))) == len(CATALOGUE.indicators)
    assert {row.indicator_id for row in compared(view(cities)).rows} == set(CATALOGUE.indicators)


@each(
    ("indicator", "leads", "by"),
    [
        ("trained_rate_gso", "ha_noi", 10.4),  # 42.7 and 32.3 % by the survey of 2016
        ("trained_rate_certified", "ha_noi", 15.06),  # 54.06 and 39 % at the end of 2024
        ("trained_rate_all_forms", "hai_phong_to_2025_06", 13.25),  # 74.25 and 87.5 %
    ],
)
def test_who_is_ahead_is_said_of_rates_that_may_be_compared(indicator, leads, by):
    lead = pairs()[indicator].lead
    assert (lead.territory, lead.by, lead.reason) == (leads, pytest.approx(by), "")


@each(
    ("indicator", "reason"),
    [
        ("vet_enrolment", "not_comparable"),  # turns of 22 months, persons of a year
        ("labour_force", "count"),
        ("vet_institutions", "count"),
        ("female_enrolment_share", "aims"),
        ("rural_employment_rate", "not_exact"),  # at least 80 %, about 80 %
    ],
)
def test_elsewhere_it_is_said_why_nobody_is_ahead(indicator, reason):
    lead = pairs()[indicator].lead
    assert (lead.territory, lead.by, lead.reason) == ("", None, reason)


@each("cities", CHOICES)
def test_nobody_is_ahead_where_the_verdict_on_the_two_values_forbids_it(cities):
    for pair in pairs(cities).values():
        if pair.lead.territory:
            one, other = pair.rows
            assert pair.is_allowed
            assert verdict(basis(one, CATALOGUE), basis(other, CATALOGUE)).is_allowed
            assert one.value - other.value == pytest.approx(
                pair.lead.by if pair.lead.territory == one.territory else -pair.lead.by
            )


def test_where_less_is_better_the_smaller_value_is_ahead():
    indicators = {
        **CATALOGUE.indicators,
        "trained_rate_gso": replace(CATALOGUE.indicators["trained_rate_gso"], better="down"),
    }
    turned = replace(CATALOGUE, indicators=indicators)
    assert pairs(catalogue=turned)["trained_rate_gso"].lead.territory == "hai_phong_to_2025_06"


def test_a_published_value_goes_before_one_computed_for_a_city_not_yet_there():
    keys = pairs()["trained_rate_gso"].keys
    assert [key.territory for key in keys] == ["ha_noi", "hai_phong_to_2025_06"]


def test_the_city_of_today_stands_for_hai_phong_where_it_has_a_value():
    assert pairs()["vet_institutions"].keys[1].territory == "hai_phong_since_2025_07"


def test_hai_duong_never_stands_for_hai_phong():
    rows = compared(view()).rows
    assert not [row for row in rows if row.territory.startswith("hai_duong")]
    assert "hai_duong_to_2025_06" in {figure.territory for figure in CATALOGUE.figures}


def test_what_is_not_published_is_shown_as_not_published():
    panel = compared(view())
    missing = [row for row in panel.rows if row.shown is None]
    assert missing
    assert {panel.names.value(row) for row in missing} == {"Not published"}
    line = next(line for line in lines(view()) if line.name == "Women among new enrolment")
    assert line.sides == (
        "at least 30% (2025; target)",
        "over 40% (by 2030; target) · Hai Phong (to June 2025)",
    )


def test_where_sources_disagree_all_that_they_say_is_in_the_table():
    """'at least 85' and 85 %, both in force for the country, beside an aim of Hanoi."""
    aims = {"F442", "F443"}
    hanoi = next(f for f in CATALOGUE.figures if f.territory == "ha_noi" and f.status == "target"
                 and f.indicator_id == "rural_employment_rate" and CATALOGUE.whole(f))  # fmt: skip
    few = tuple(f for f in CATALOGUE.figures if f.figure_id in aims | {hanoi.figure_id})
    torn = replace(CATALOGUE, figures=few)
    pair = pairs(("hanoi",), torn)["rural_employment_rate"]
    assert (pair.lead.territory, pair.rows[1].shown) == ("", None)
    of_few = View(lambda *_, **__: (), Filters(cities=("hanoi",)), Names(torn, Text("en")))
    assert aims <= {row.figure_id for row in compared(of_few).rows}


@each("cities", CHOICES)
def test_only_observed_rates_that_may_share_an_axis_are_drawn(cities):
    panel = compared(view(cities))
    assert isinstance(panel.drawing, PairedLanes)
    for point in panel.points:
        pair = pairs(cities)[point.row.indicator_id]
        if point.row.shown is not None:
            assert pair.is_allowed
            assert (point.row.unit, {key.kind for key in pair.keys}) == ("percent", {"seen"})


@each("language", ["en", "vi"])
def test_the_finding_counts_what_the_table_holds(language):
    shared = [pair for pair in pairs().values() if all(pair.keys)]
    said = indicators_counted(view(language=language))
    for number in (len(shared), sum(pair.is_allowed for pair in shared)):
        assert str(number) in said
    if language == "en":
        assert said.endswith("Hanoi leads on 2, Hai Phong on 1.")
        assert len(said.split()) <= 20
