"""No row of a mart tells of too few people, and nothing that can be added up from rows does."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from vtdash.model.codes import NOT_SHOWN
from vtdash.model.datasets import DATASETS
from vtdash.store.disclosure import COUNTED_IN, WITHHELD, protected
from vtdash.store.guards import GUARDS

LEAST = 5
PLACE = {"data_status": "reported", "city": "hanoi", "territory": "ha_noi", "year": 2024}
MEASURES = {name: DATASETS[name].measures for name in GUARDS}


def enrolment(*cells):
    """Rows of area, occupation, level and turns begun in one quarter."""
    return pa.Table.from_pylist(
        [
            {**PLACE, "area_id": area, "quarter": 1, "occupation_key": occupation, "level": level,
             "enrolled": turns, "enrolled_women": turns // 2, "enrolled_rural": 0}
            for area, occupation, level, turns in cells
        ]
    )  # fmt: skip


def graduates(*cells):
    """Rows of occupation, answers, employed and in field, of one area, level and cohort."""
    return pa.Table.from_pylist(
        [
            {**PLACE, "area_id": "a", "occupation_key": occupation, "level": "college",
             "months_after": "12", "enrolled": 2 * answers, "graduated": 2 * answers,
             "respondents": answers, "employed": employed, "in_field": in_field}
            for occupation, answers, employed, in_field in cells
        ]
    )  # fmt: skip


def told(table, name="enrolment", least=LEAST):
    """The protected rows in short: key that may be hidden, first count, withheld."""
    first = MEASURES[name][0] if name != "graduate_tracer" else "respondents"
    rows = protected(table, name, MEASURES[name], least).to_pylist()
    return {
        tuple(row[key] for key in GUARDS[name].ladder): (row[first], row[WITHHELD]) for row in rows
    }


def test_the_example_of_the_method():
    table = enrolment(
        ("a", "welding", "college", 3),
        ("a", "sewing", "college", 40),
        ("a", "cooking", "college", 6),
    )
    assert told(table) == {
        ("welding", "college", "a"): (None, 1),
        ("cooking", "college", "a"): (None, 1),
        (NOT_SHOWN, "college", "a"): (9, -2),
        ("sewing", "college", "a"): (40, 0),
    }


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        # two small ones are enough for one another
        ([("a", "sewing", "college", 2)], {(NOT_SHOWN, "college", "a"): 5}),
        # the level alone is too little: it is hidden with a cell of another level
        ([("a", "sewing", "elementary", 7)], {(NOT_SHOWN, NOT_SHOWN, "a"): 10}),
        # the area alone is too little: it is hidden with the smallest cell of another
        ([("b", "sewing", "college", 8), ("b", "cooking", "college", 9)],
         {(NOT_SHOWN, NOT_SHOWN, NOT_SHOWN): 11, ("cooking", "college", "b"): 9}),
        # the whole city is too little
        ([], {}),
        # a class of nobody tells of nobody
        ([("a", "sewing", "college", 0), ("a", "cooking", "college", 9)],
         {("sewing", "college", "a"): None, (NOT_SHOWN, "college", "a"): 12}),
    ],
)  # fmt: skip
def test_what_is_too_little_goes_with_its_like(others, shown):
    found = told(enrolment(("a", "welding", "college", 3), *others))
    assert found["welding", "college", "a"] == (None, 1)
    for key, turns in shown.items():
        assert found[key][0] == turns
    assert sum(turns or 0 for turns, _ in found.values()) == sum(shown.get(k) or 0 for k in shown)


@each(
    ("answers", "is_told"),
    [
        ((9, 6, 3), True),
        ((4, 2, 1), False),  # too few answered
        ((90, 4, 2), False),  # too few are in work, of whom the share in their field is
        ((9, 9, 3), False),  # all of them are in work
        ((9, 0, 0), False),  # none of them is
        ((9, 6, 6), False),  # all in work are in their field
        ((9, 6, 0), False),  # none of them is
        ((0, 0, 0), True),  # nobody answered
    ],
)
def test_a_cell_of_answers_is_told_if_it_tells_nobody_s(answers, is_told):
    found = told(graduates(("welding", *answers), ("sewing", 90, 60, 30)), "graduate_tracer")
    assert (found["welding", "college", "a"][0] is not None) is is_told


def test_one_shows_every_cell():
    table = enrolment(("a", "welding", "college", 1))
    assert told(table, least=1) == {("welding", "college", "a"): (1, 0)}


def test_what_counts_no_persons_is_left_as_it_is():
    table = pa.table({"city": ["hanoi"], "milestones_done": [1]})
    assert protected(table, "task_progress", ["milestones_done"], LEAST).to_pylist() == [
        {"city": "hanoi", "milestones_done": 1, WITHHELD: 0, COUNTED_IN: 0}
    ]


CELLS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["welding", "sewing", "cooking"]),
        st.sampled_from(["college", "elementary"]),
        st.integers(0, 14),
    ),
    unique_by=lambda cell: cell[:3],
    min_size=1,
)


@given(CELLS)
def test_every_reported_cell_stands_in_exactly_one_row_and_each_row_is_safe(cells):
    """So that whoever adds and subtracts rows learns sums of safe rows and nothing else.

    Of the cells within a row under NOT_SHOWN their sum is all that is told: each of them may be
    anything from nothing to that sum, which is at least the smallest count.
    """
    rows = protected(enrolment(*cells), "enrolment", MEASURES["enrolment"], LEAST).to_pylist()
    shown = [row for row in rows if row["enrolled"] is not None]
    assert all(row["enrolled"] == 0 or row["enrolled"] >= LEAST for row in shown)

    single = {row_key(row): row["enrolled"] for row in shown if not row[WITHHELD]}
    hidden = [row_key(row) for row in rows if row["enrolled"] is None]
    given_cells = {(area, occupation, level): n for area, occupation, level, n in cells}
    assert sorted([*single, *hidden]) == sorted(given_cells)  # none is lost, none stands twice
    assert all(given_cells[key] == turns for key, turns in single.items())

    pools = [row for row in shown if row[WITHHELD]]
    total = sum(given_cells.values())
    if pools or not hidden:
        assert sum(row["enrolled"] for row in shown) == total
        assert sum(row[WITHHELD] for row in rows) == 0
        assert all(row[WITHHELD] <= -2 for row in pools)  # a sum of one cell would be that cell
    else:
        assert sum(given_cells[key] for key in hidden) < LEAST or not single


def row_key(row):
    return row["area_id"], row["occupation_key"], row["level"]
