"""What moved most: whole years of one kind of data, bases that are large enough, both ways."""

from __future__ import annotations

from tests.each import each
from tests.unit.turns import CARS, COOKS, SALES
from tests.unit.turns import turns_in_hanoi as row
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.render.names import Names
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import Text
from vtdash.topics import movers
from vtdash.topics.view import View

CATALOGUE = load_catalogue(REFERENCE_FOLDER)


def moved(*rows, own="", **filters):
    """The panel of occupations over these rows."""

    def ask(question, asked, **more):
        del question, more
        return tuple(r for r in rows if asked.first_year <= r.year <= asked.last_year)

    view = View(ask, Filters(**filters), Names(CATALOGUE, Text("en")), today=2026)
    return movers.occupations_moved(view, own)


def test_a_change_is_the_newest_whole_year_less_the_one_before():
    panel = moved(row(2023, 900), row(2024, 100), row(2025, 130), row(2024, 90, CARS),
                  row(2025, 50, CARS))  # fmt: skip
    assert [(r.occupation_key, r.value, r.period) for r in panel.rows] == [
        (SALES, 30, "2024-2025"), (CARS, -40, "2024-2025")
    ]  # fmt: skip
    first = panel.rows[0].year_change
    assert (first.before, first.now, first.percent) == (100, 130, 30)
    assert panel.claim == (
        "Hanoi: 1 of 2 occupations grew from 2024 to 2025, most Sales operations (+30). "
        "Automotive technology (−40) shrank most. All together −5.3% (190 to 180 turns)."
    )


@each(
    "changes",
    [
        {"period": "2025-Q3/Q4"},  # a part of the year
        {"areas_reported": 2, "areas_expected": 3},  # some areas are missing
        {"data_status": "sample"},  # another kind of data
    ],
)
def test_what_is_no_whole_year_of_the_same_kind_is_set_against_nothing(changes):
    panel = moved(row(2024, 100), row(2025, 130, **changes))
    assert not panel.rows
    assert panel.claim.startswith("In this choice no two whole years")


def test_where_the_newest_year_is_not_whole_the_two_before_it_are_taken():
    panel = moved(row(2023, 100), row(2024, 130), row(2025, 70, period="2025-Q1/Q2"))
    assert [(r.value, r.period) for r in panel.rows] == [(30, "2023-2024")]


def test_years_that_do_not_follow_one_another_are_not_set_against_each_other():
    assert not moved(row(2023, 100), row(2025, 130)).rows


@each("counts", [(SMALL_BASE - 1, 300), (300, SMALL_BASE - 1)])
def test_a_small_base_is_not_ranked_and_counted_in_the_notes(counts):
    before, now = counts
    panel = moved(row(2024, 100), row(2025, 130), row(2024, before, CARS), row(2025, now, CARS))
    assert [r.occupation_key for r in panel.rows] == [SALES]
    assert "1 with fewer than 30 turns in one of the two years is not ranked." in panel.notes
    assert f"({100 + before} to {130 + now} turns)" in panel.claim  # the sum has it


def test_a_sum_with_a_part_missing_is_not_said():
    panel = moved(row(2024, 100), row(2025, 130), row(2024, 90, CARS),
                  row(2025, 40, CARS, period="2025-Q1/Q2"))  # fmt: skip
    assert [r.occupation_key for r in panel.rows] == [SALES]
    assert "All together" not in panel.claim
    assert "1 with a whole year on one side only is left out." in panel.notes


def test_an_estimate_makes_the_change_one():
    panel = moved(row(2024, 100), row(2025, 130, status="estimate", qualifier="about"))
    assert [(r.status, r.qualifier) for r in panel.rows] == [("estimate", "about")]
    assert panel.claim == (
        "Hanoi – Sales operations: about +30% (2024–2025; 100 to 130 turns, "
        "estimated by share of area)."
    )


def test_a_former_territory_waits_until_it_is_wanted():
    former = {"territory": "hai_phong_to_2025_06", "city": "haiphong"}
    rows = [row(2023, 100, **former), row(2024, 130, **former),
            row(2025, 60, period="2025-Q1/Q2", is_former=True, **former)]  # fmt: skip
    assert not moved(*rows).rows
    assert [r.value for r in moved(*rows, former=True).rows] == [30]


def test_the_chosen_occupation_is_said_beside_all_of_them():
    panel = moved(row(2024, 100), row(2025, 130), row(2024, 100, CARS), row(2025, 100, CARS),
                  row(2024, 50, COOKS), row(2025, 40, COOKS), own=COOKS)  # fmt: skip
    assert "All together +8% (250 to 270 turns)." in panel.claim
    assert panel.claim.endswith("−20% (50 to 40 turns).")
    assert [r.occupation_key for r in panel.rows] == [SALES, COOKS]  # what stood still is no bar


def test_a_bar_is_at_its_change_and_prints_it_with_a_sign():
    panel = moved(row(2024, 100), row(2025, 130), row(2024, 90, CARS), row(2025, 50, CARS))
    (bars,) = panel.figure()["data"]
    assert bars["x"] == [30, -40]
    assert bars["text"] == ["+30", "−40"]


def test_each_chosen_place_and_kind_of_data_moves_by_itself_and_is_named():
    one, other = {"area_id": "district-001"}, {"area_id": "district-002"}
    panel = moved(row(2024, 100, **one), row(2025, 130, **one),
                  row(2024, 90, **other), row(2025, 50, **other))  # fmt: skip
    assert [(r.area_id, r.value) for r in panel.rows] == [
        ("district-001", 30), ("district-002", -40)
    ]  # fmt: skip
    for said in (
        "Ba Dinh Urban District – Sales operations: +30% (2024–2025; 100 to 130 turns).",
        "Hoan Kiem Urban District – Sales operations: −44.4% (2024–2025; 90 to 50 turns).",
    ):
        assert said in panel.claim
    assert "Hanoi" not in panel.claim
    mixed = moved(row(2024, 100), row(2025, 130), row(2025, 900, CARS, data_status="sample"))
    assert mixed.claim.startswith("Hanoi (Reported) – Sales operations: +30%")
    assert mixed.claim.endswith("Hanoi (SAMPLE DATA): not two whole years yet.")


def test_units_of_today_are_not_said_to_be_the_chosen_district():
    ward = {"area_id": "commune-00004-20250701", "occupation_key": ""}
    rows = row(2024, 100, **ward), row(2025, 130, **ward)
    view = View(
        lambda question, asked: tuple(r for r in rows if r.year == asked.first_year),
        Filters(areas=("district-001",), geography="todays_map"),
        Names(CATALOGUE, Text("en")),
        today=2026,
    )
    assert movers.areas_moved(view).claim.startswith(
        "Today's units that Ba Dinh Urban District went into – Ba Dinh Ward: +30%"
    )
