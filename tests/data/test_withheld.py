"""What readers are told of returns that rest on too few people, question by question.

ENROLMENT, reported in 2024-Q1 (turns begun, women, rural): 001 welding 3, 001 sewing 40,
001 cooking 6, 004 welding 20. GRADUATES of 2023: 001 one welder who is not in work, and 40 others.
"""

from __future__ import annotations

import pytest

from tests.each import each
from vtdash.model.codes import NOT_SHOWN
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER
from vtdash.render.names import Names
from vtdash.store.questions import questions
from vtdash.store.questions.presence import Presence
from vtdash.text.language import Text
from vtdash.topics import enrolment
from vtdash.topics.graduates import graduate_panels
from vtdash.topics.view import View

WELDING, SEWING, COOKING = "520123", "540205", "810207"
ENROLMENT = (
    f"hanoi 2024-Q1 001 CS-1 {WELDING} college 3 0 0",
    f"hanoi 2024-Q1 001 CS-1 {SEWING} college 40 40 0",
    f"hanoi 2024-Q1 001 CS-1 {COOKING} college 6 3 0",
    f"hanoi 2024-Q1 004 CS-1 {WELDING} college 20 0 0",
)
GRADUATES = (
    f"hanoi 2023 001 CS-1 {WELDING} college 12 1 1 1 0 0",
    f"hanoi 2023 001 CS-1 {SEWING} college 12 60 50 40 30 20",
    f"hanoi 2023 001 CS-1 {COOKING} college 12 30 25 20 12 6",
)


@pytest.fixture(scope="module")
def store(open_tiny, records):
    returns = [
        records("enrolment", *ENROLMENT, name="e.csv"),
        records("graduate_tracer", *GRADUATES, name="g.csv"),
    ]
    return open_tiny({}, returns, REFERENCE_FOLDER)


def asked(store, question, **filters):
    rows = getattr(questions, question)(store, Filters(cities=("hanoi",), **filters))
    return rows if question != "enrolment_by_year" else rows[:1]


def view(store, language="en", **filters):
    return View(
        lambda question, chosen, **more: question(store, chosen, **more),
        Filters(cities=("hanoi",), **filters),
        Names(store.catalogue, Text(language)),
        today=2026,
    )


def test_sums_are_whole_and_say_nothing(store):
    for filters, value in (({}, 69), ({"areas": ("district-001",)}, 49)):
        (row,) = asked(store, "enrolment_by_year", **filters)
        assert (row.value, row.value_note) == (value, "")
    assert [(r.area_id, r.value) for r in asked(store, "enrolment_by_area")] == [
        ("district-001", 49), ("district-004", 20)
    ]  # fmt: skip


def test_an_occupation_lacks_its_small_cell_and_says_so_and_the_rest_has_a_name(store):
    rows = asked(store, "enrolment_by_occupation")
    assert [(r.occupation_key, r.value, r.value_note) for r in rows] == [
        (SEWING, 40, ""),
        (WELDING, 20, "suppressed_in_part"),
        (COOKING, None, "suppressed"),
        (NOT_SHOWN, 9, ""),
    ]
    names = Names(store.catalogue, Text("vi"))
    assert names.value(rows[2]) == "Không công bố vì quá ít người"
    assert names.occupation(NOT_SHOWN) == "Không công bố riêng (quá ít người)"


@each(
    ("question", "filters"),
    [
        ("enrolment_by_year", {"areas": ("district-001",), "occupations": (WELDING,)}),
        ("enrolment_by_occupation", {"areas": ("district-001",), "occupations": (COOKING,)}),
        ("employment_rate_by_year", {"occupations": (WELDING,)}),
        ("graduate_steps", {"occupations": (WELDING,)}),
    ],
)
def test_what_is_withheld_has_its_reason_and_is_neither_zero_nor_missing(store, question, filters):
    rows = asked(store, question, **filters)
    assert rows
    assert {(r.value, r.numerator, r.denominator) for r in rows} == {(None, None, None)}
    assert {r.value_note for r in rows} == {"suppressed"}


@each("geography", ["as_published", "todays_map", "unchanged_only"])
def test_no_view_of_areas_tells_more(store, geography):
    rows = asked(store, "women_by_area", occupations=(WELDING,), geography=geography)
    told = [r for r in rows if r.value is not None]
    assert all(r.denominator >= 5 or r.status == "estimate" for r in told)


def test_a_panel_says_why_it_shows_no_number(store):
    panel = enrolment.turns_by_year(
        view(store, areas=("district-001",), occupations=(WELDING,), sample=False)
    )
    said = "Returns have come in for this choice, of too few people for a number to be shown."
    assert panel.claim.startswith(said)
    steps = graduate_panels.steps(view(store, occupations=(WELDING,)))
    assert steps.claim == said


def test_what_is_not_shown_separately_is_never_said_to_be_the_largest(open_tiny, records):
    small = [f"hanoi 2024-Q1 001 CS-1 {key} college 4 0 0" for key in (WELDING, SEWING, COOKING)]
    store = open_tiny({}, [records("enrolment", *small)], REFERENCE_FOLDER)
    rows = asked(store, "enrolment_by_occupation")
    assert (rows[-1].occupation_key, rows[-1].value) == (NOT_SHOWN, 12)
    assert enrolment.turns_by_occupation(view(store)).claim == (
        "Too few people stand behind each value for one of them to be shown."
    )


def test_a_list_of_choices_offers_what_was_reported_and_no_choice_of_the_rest(store):
    found = Presence(store).of("occupation_key", Filters(), ("enrolment",))
    assert found == {WELDING, SEWING, COOKING}


def test_a_city_that_reports_too_few_in_all_is_withheld_whole(open_tiny, records):
    row = f"hanoi 2024-Q1 001 CS-1 {WELDING} college 2 1 0"
    store = open_tiny({}, [records("enrolment", row)], REFERENCE_FOLDER)
    (found,) = asked(store, "enrolment_by_year")
    assert (found.value, found.value_note) == (None, "suppressed")
