"""Disclosure control: no row of a mart tells of fewer people than the reference data allow.

Pages ask marts alone, and every answer is a sum of a mart's rows. So each row is made safe once:
cells that are not are counted together with others of their place and time under ``NOT_SHOWN``,
first without their occupation or audience, where that is not enough without their level, then
without their area. What is added up from safe rows is safe, whatever filters are combined, and
totals stay whole. Method and source: docs/methods/disclosure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from vtdash.model.codes import NOT_SHOWN
from vtdash.reference.disclosure import SHOWN_IN_FULL

Counts = Mapping[str, int]

WITHHELD = "withheld"
"""Column of a mart: 1 for a cell whose counts stand elsewhere, minus their number there, else 0.

Over rows that hold such cells and what they were counted with it adds up to nothing.
"""


@dataclass(frozen=True)
class Guard:
    """What makes a row of one mart safe, and which of its columns are hidden, the first first.

    ``size``: the count by which the smallest row is found that others are counted with.
    """

    size: str
    ladder: tuple[str, ...]
    is_safe: Callable[[Counts, int], bool]


def _are_enough(counts: Counts, least: int, *columns: str) -> bool:
    return all(not counts[column] or counts[column] >= least for column in columns)


def _are_mixed(counts: Counts, part: str, base: str) -> bool:
    """Return whether not all of the base answered alike, so that none's answer is told."""
    return not counts[base] or 0 < counts[part] < counts[base]


def _graduates_are_safe(counts: Counts, least: int) -> bool:
    return (
        _are_enough(counts, least, "enrolled", "graduated", "respondents", "employed")
        and _are_mixed(counts, "employed", "respondents")
        and _are_mixed(counts, "in_field", "employed")
    )


GUARDS = {
    "enrolment": Guard(
        "enrolled",
        ("occupation_key", "level", "area_id"),
        lambda counts, least: _are_enough(counts, least, "enrolled"),
    ),
    "graduate_tracer": Guard(
        "graduated", ("occupation_key", "level", "area_id"), _graduates_are_safe
    ),
    "digital_skills": Guard(
        "trained",
        ("audience", "area_id"),
        lambda counts, least: _are_enough(counts, least, "trained"),
    ),
}
"""Marts that count people. Milestones and money of tasks are of offices, not of persons."""


Row = dict[str, Any]


class _Cell(NamedTuple):
    """What is told as one row: a row of the mart, or several that are counted together."""

    told: Row
    rows: tuple[Row, ...]
    is_safe: bool


def protected(mart: pa.Table, name: str, measures: Sequence[str], smallest: int) -> pa.Table:
    """Return a mart in which no row rests on fewer than ``smallest`` people, or tells all answers.

    Totals of a city and period stay; only where all of it is too little is nothing shown. The
    column ``withheld`` is added: see ``WITHHELD``. The rows are in the order of their key.
    """
    guard = GUARDS.get(name)
    rows = mart.to_pylist() if guard and smallest > SHOWN_IN_FULL else []
    cells = [_Cell(row, (row,), guard.is_safe(row, smallest)) for row in rows] if guard else []
    if guard is None or all(cell.is_safe for cell in cells):
        return mart.append_column(WITHHELD, pa.array([0] * mart.num_rows, pa.int64()))
    keys = [column for column in mart.column_names if column not in measures]
    groups = _by(cells, [k for k in keys if k not in guard.ladder])
    told = [row for group in groups for row in _told(group, keys, measures, guard, smallest)]
    told.sort(key=itemgetter("city", "year", *(k for k in keys if k not in {"city", "year"})))
    schema = mart.schema.append(pa.field(WITHHELD, pa.int64()))
    return pa.Table.from_pylist(told, schema=schema)


def _told(
    cells: Sequence[_Cell],
    keys: Sequence[str],
    measures: Sequence[str],
    guard: Guard,
    smallest: int,
) -> Iterator[Row]:
    """Yield the rows of a city and period as they may be told."""
    depths = range(1, len(guard.ladder) + 1) if not all(cell.is_safe for cell in cells) else ()
    for depth in depths:
        hidden = guard.ladder[:depth]
        shelves = _by(cells, [key for key in keys if key not in hidden])
        cells = [
            cell
            for shelf in shelves
            for cell in _closed(shelf, dict.fromkeys(hidden, NOT_SHOWN), measures, guard, smallest)
        ]
    for told, rows, is_safe in cells:
        is_one = len(rows) == 1
        if is_safe:
            yield told | {WITHHELD: 0 if is_one else -len(rows)}
        if not (is_safe and is_one):
            for row in rows:
                yield row | dict.fromkeys(measures) | {WITHHELD: 1}


def _closed(
    cells: Sequence[_Cell], hidden: Row, measures: Sequence[str], guard: Guard, smallest: int
) -> Sequence[_Cell]:
    """Return the cells with those that are not safe as one, to which the smallest others come.

    What is returned may still not be safe: then all of these cells are one.
    """
    unsafe = [cell for cell in cells if not cell.is_safe]
    if not unsafe:
        return cells
    safe = [cell for cell in cells if cell.is_safe]
    safe.sort(key=lambda cell: (cell.told[guard.size], *(str(cell.told[k]) for k in hidden)))
    pool = _together(unsafe, hidden, measures)
    while safe and not guard.is_safe(pool.told, smallest):
        pool = _together([pool, safe.pop(0)], hidden, measures)
    return [pool._replace(is_safe=guard.is_safe(pool.told, smallest)), *safe]


def _together(cells: Sequence[_Cell], hidden: Row, measures: Sequence[str]) -> _Cell:
    """Return cells as one, the columns hidden in which they differ; not judged yet."""
    sums = {name: sum(cell.told[name] for cell in cells) for name in measures}
    rows = tuple(row for cell in cells for row in cell.rows)
    return _Cell(cells[0].told | hidden | sums, rows, is_safe=False)


def _by(cells: Iterable[_Cell], keys: Sequence[str]) -> list[list[_Cell]]:
    groups: dict[Any, list[_Cell]] = defaultdict(list)
    of = itemgetter(*keys)
    for cell in cells:
        groups[of(cell.told)].append(cell)
    return list(groups.values())
