"""What is withheld cannot be worked back: not from sums, surveys, nor two snapshots.

The attack is that of benchmarks/attack.py. Each case is attacked without the guard as well, since
an attack that finds nothing anywhere would show nothing.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.attack import ALWAYS, attack, columns
from tests.each import each
from vtdash.model.codes import NOT_SHOWN
from vtdash.model.datasets import DATASETS
from vtdash.store.disclosure import COUNTED_IN, WITHHELD, grouping_of, protected
from vtdash.store.guards import GUARDS

LEAST = 5
MEASURES = DATASETS["enrolment"].measures
KEYS = {"data_status": "reported", "city": "hanoi", "territory": "ha_noi", "area_id": "a",
        "year": 2024, "quarter": 1, "level": "college"}  # fmt: skip


def told(name, rows, before=None):
    """Return the mart of rows as it may be told."""
    measures = DATASETS[name].measures
    return protected(pa.Table.from_pylist(rows), name, measures, LEAST, before)


def grouping(mart):
    return grouping_of(mart, "enrolment", MEASURES)


def enrolment(cells):
    """Return rows of turns begun by occupation, or by occupation, level and area."""
    return [
        KEYS
        | dict(
            zip(GUARDS["enrolment"].ladder, (key,) if isinstance(key, str) else key, strict=False)
        )
        | {"enrolled": turns, "enrolled_women": 0, "enrolled_rural": 0}
        for key, turns in sorted(cells.items())
    ]


def graduates(cells):
    """Return rows of a cohort by occupation and survey: so many graduated, how many answered."""
    keys = {name: value for name, value in KEYS.items() if name != "quarter"}
    return [
        keys | {"occupation_key": key, "months_after": months, "enrolled": 2 * graduated,
                "graduated": graduated, "respondents": answered, "employed": employed,
                "in_field": employed // 2}
        for (key, months), (graduated, answered, employed) in cells.items()
    ]  # fmt: skip


def asked(name, mart):
    con = duckdb.connect()
    con.register(name, mart)
    return lambda statement: con.execute(statement).fetchall()


def reached(name, *marts):
    """Return (occupation, count) -> how few and how many people the attack leaves, where some."""
    asks = [asked(name, mart) for mart in marts]
    at = [*ALWAYS, *columns(name)].index("occupation_key")
    return {(r.cell[at], r.count): (r.low, r.high) for r in attack(name, *asks) if r.high}


def known(name, *marts):
    """Return what the attack finds to within fewer people than the threshold."""
    found = reached(name, *marts)
    return {key: ends for key, ends in found.items() if ends[1] - ends[0] < LEAST}


def test_a_cell_that_is_blanked_without_a_partner_is_found_and_with_one_it_is_not():
    rows = enrolment({"welding": 3, "sewing": 40, "cooking": 6})
    welding = next(row for row in rows if row["occupation_key"] == "welding")
    others = [row | {WITHHELD: 0, COUNTED_IN: 0} for row in rows if row is not welding]
    alone = [
        welding | {"occupation_key": NOT_SHOWN, WITHHELD: -1, COUNTED_IN: 1},
        welding | dict.fromkeys(MEASURES) | {WITHHELD: 1, COUNTED_IN: 1},
    ]
    weak = pa.Table.from_pylist([*others, *alone])
    assert known("enrolment", weak) == {("welding", "enrolled"): (3, 3)}
    guarded = told("enrolment", rows)
    assert reached("enrolment", guarded) == {
        ("welding", "enrolled"): (0, 9),
        ("cooking", "enrolled"): (0, 9),
    }


def test_graduates_are_counted_together_in_the_same_way_in_each_survey():
    first = {
        ("welding", "6"): (3, 2, 1),
        ("cooking", "6"): (12, 11, 6),
        ("sewing", "6"): (20, 15, 9),
    }
    later = {
        ("welding", "12"): (3, 2, 1),
        ("cooking", "12"): (12, 11, 6),
        ("sewing", "12"): (20, 15, 15),
    }
    apart = [told("graduate_tracer", graduates(cells)) for cells in (first, later)]
    assert known("graduate_tracer", pa.concat_tables(apart))["welding", "graduated"] == (3, 3)
    together = told("graduate_tracer", graduates(first | later))
    assert reached("graduate_tracer", together)
    assert not known("graduate_tracer", together)


SMALL = {"welding": 3, "cooking": 4, "sewing": 9, "weaving": 40}


@each(
    ("then", "now", "key"),
    [
        # one of two grows, and the other is counted with what was told before
        (SMALL, SMALL | {"welding": 20}, "cooking"),
        # a new cell is counted with what was told before
        ({"sewing": 9, "weaving": 40}, {"cooking": 4, "sewing": 9, "weaving": 40}, "cooking"),
        # one of two is gone, and what is left is counted with what was told before
        (SMALL, {"welding": 3, "sewing": 9, "weaving": 40}, "welding"),
        # ... or is enough to be told, which tells the one that is gone
        (SMALL | {"cooking": 6}, {"cooking": 6, "sewing": 9, "weaving": 40}, "welding"),
    ],
)
def test_two_snapshots_subtracted_tell_no_cell(then, now, key):
    first = told("enrolment", enrolment(then))
    afresh = told("enrolment", enrolment(now))
    assert (key, "enrolled") in known("enrolment", first, afresh)
    kept = told("enrolment", enrolment(now), grouping(first))
    assert not known("enrolment", first, kept)


def test_what_moved_to_another_occupation_is_told_with_what_is_left():
    """So that a corrected code costs no total."""
    first = told("enrolment", enrolment(SMALL))
    moved = {"welding": 3, "baking": 4, "sewing": 9, "weaving": 40}
    kept = told("enrolment", enrolment(moved), grouping(first))
    assert sum(row["enrolled"] or 0 for row in kept.to_pylist()) == sum(moved.values())
    assert not known("enrolment", first, kept)


def test_the_same_returns_are_told_in_the_same_way_again():
    first = told("enrolment", enrolment(SMALL))
    assert told("enrolment", enrolment(SMALL), grouping(first)) == first


CELL = st.tuples(
    st.sampled_from(["welding", "sewing"]), st.sampled_from(["college", "elementary"]),
    st.sampled_from("ab"),
)  # fmt: skip
CELLS = st.dictionaries(CELL, st.integers(0, 12), min_size=1)


@settings(max_examples=12)
@given(CELLS, st.dictionaries(CELL, st.none() | st.integers(0, 12), max_size=3))
def test_no_change_of_returns_lets_two_snapshots_be_subtracted(cells, changes):
    """Where what the attack takes for unchanged is so; where not, it may be sure and wrong."""
    later = {key: turns for key, turns in (cells | changes).items() if turns is not None}
    first = told("enrolment", enrolment(cells))
    second = told("enrolment", enrolment(later), grouping(first)) if later else first
    asks = [asked("enrolment", mart) for mart in (first, second)]
    for reach in attack("enrolment", *asks):
        key = reach.cell[5:]
        true = {found[key] for found in (cells, later) if key in found}
        is_right = any(reach.low <= turns <= reach.high for turns in true)
        assert not reach.high or reach.width >= LEAST or not is_right
