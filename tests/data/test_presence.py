"""Which options have data under the other filters."""

import pytest

from tests.each import each
from vtdash.model.filters import Filters
from vtdash.store.questions.presence import Presence

WELDING, IT = "520123", "480201"
ENROLMENT = ("enrolment",)


@pytest.fixture(scope="module")
def presence(open_tiny):
    return Presence(
        open_tiny(
            {
                "enrolment": [
                    f"hanoi    2024-Q1 001 CS-1 {WELDING} college      50 0 0",
                    f"hanoi    2023-Q1 002 CS-1 {IT}      intermediate 50 0 0",
                    f"haiphong 2024-Q1 311 CS-1 {IT}      college      50 0 0",
                    f"haiphong 2025-Q3 11560 CS-1 {WELDING} college    50 0 0",
                ],
                "digital_skills": ["hanoi 2024-Q1 004 CS-1 adults 10 5 3"],
            }
        )
    )


@each(
    ("column", "filters", "has", "has_not"),
    [
        ("area_id", Filters(), "district-001 district-002", "district-004"),
        ("area_id", Filters(cities=("hanoi",)), "district-001", "district-311"),
        ("area_id", Filters(first_year=2024), "district-001", "district-002"),
        ("area_id", Filters(occupations=(WELDING,)), "district-001", "district-002"),
        ("area_id", Filters(levels=("intermediate",)), "district-002", "district-001"),
        ("area_id", Filters(sample=False), "", "district-001"),
        # its own filter takes nothing away from a list
        ("area_id", Filters(areas=("district-002",)), "district-001", ""),
        ("occupation_key", Filters(areas=("district-001",)), WELDING, IT),
        ("level", Filters(areas=("district-002",)), "intermediate", "college"),
        # under another code, and in the other kind of unit, it is the same place
        ("area_id", Filters(last_year=2024), "district-311-20250101 commune-11560-20250701", ""),
        ("occupation_key", Filters(areas=("district-311-20250101",)), f"{IT} {WELDING}", ""),
    ],
)
def test_options_with_data_are_those_that_the_other_filters_leave(
    presence, column, filters, has, has_not
):
    found = presence.of(column, filters, ENROLMENT)
    assert set(has.split()) <= found
    assert not set(has_not.split()) & found


def test_a_page_of_several_datasets_offers_what_any_of_them_has(presence):
    assert "district-004" in presence.of("area_id", Filters(), ("enrolment", "digital_skills"))
    assert "district-001" not in presence.of("area_id", Filters(), ("digital_skills",))
