"""Disclosure control: no row of a mart tells of fewer people than the reference data allow.

Pages ask marts alone, and every answer is a sum of a mart's rows. So each row is made safe once:
cells that are not are counted together with others of their place and time under ``NOT_SHOWN``,
first without their occupation or audience, where that is not enough without their level, then
without their area. What is added up from safe rows is safe, whatever filters are combined, and
totals stay whole. Who kept the snapshot before subtracts: see ``Grouping``. Method and source:
docs/methods/disclosure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import pyarrow as pa

from vtdash.model.codes import NOT_SHOWN, DataStatus
from vtdash.reference.disclosure import SHOWN_IN_FULL
from vtdash.store.guards import GUARDS, Guard, Key, Row

_Thing = TypeVar("_Thing")

WITHHELD = "withheld"
"""Column of a mart: 1 for a cell whose counts stand elsewhere, minus their number there, else 0.

Over rows that hold such cells and what they were counted with it adds up to nothing.
"""

COUNTED_IN = "counted_in"
"""Column of a mart: a number, within place and time, of the row that a cell is counted in.

That row has it too; 0 for a cell that is told by itself, or nowhere.
"""

_AT = "at"
"""Column of the rows while they are grouped: their place in the mart."""

ALONE = 0
"""In a ``Grouping`` the cell that was told by itself."""

Grouping = Mapping[Key, Mapping[Key, int]]
"""Of a snapshot's mart: place and time -> cell -> where it was counted; no cell that was not told.

The next snapshot splits no row of it and tells no other cell by way of it. Otherwise the sums of
both, subtracted, would tell what each of them withholds.
"""


@dataclass(frozen=True)
class _Task:
    guard: Guard
    measures: Sequence[str]
    least: int


_NONE = frozenset[Any]()


@dataclass(slots=True)
class _Told:
    """Cells that are told as one: their rows by survey, and the sum of each survey.

    ``cell``: what tells them from others of their place and time; ``cells``: how many they are;
    ``unsafe``: the surveys of which nothing may be told; ``is_new``: the snapshot before did not
    tell their sum; ``parts``: surveys in which they are what is left of those that it counted
    together.
    """

    rows: Mapping[Any, Sequence[Row]]
    sums: Mapping[Any, Row]
    cell: Key
    cells: int
    unsafe: frozenset[Any]
    is_new: bool = True
    parts: frozenset[Any] = _NONE


def protected(
    mart: pa.Table,
    name: str,
    measures: Sequence[str],
    smallest: int,
    before: Grouping | None = None,
) -> pa.Table:
    """Return a mart in which no row rests on fewer than ``smallest`` people, or tells all answers.

    Totals of a city and period stay; where all of it is too little, or all that the snapshot
    ``before`` did not tell already, nothing of it is shown. The columns ``withheld`` and
    ``counted_in`` are added: see there. The rows are in the order of their key.
    """
    guard, before = GUARDS.get(name), before or {}
    keys = [column for column in mart.column_names if column not in measures]
    changed = list[Row]()
    if guard and smallest > SHOWN_IN_FULL:
        rows = mart.append_column(_AT, pa.array(range(mart.num_rows))).to_pylist()
        task = _Task(guard, measures, smallest)
        for place, some in _by(rows, guard.place_and_time(keys)).items():
            changed += _told(some, before.get(place, {}), task)
    hidden = {row[_AT] for row in changed if row[WITHHELD] > 0}
    left = mart.filter(pa.array([at not in hidden for at in range(mart.num_rows)], pa.bool_()))
    for added in (WITHHELD, COUNTED_IN):
        left = left.append_column(added, pa.array([0] * left.num_rows, pa.int64()))
    order = ("city", "year", *(key for key in keys if key not in {"city", "year"}), COUNTED_IN)
    told = pa.concat_tables([left, pa.Table.from_pylist(changed, schema=left.schema)])
    return told.sort_by([(key, "ascending") for key in order]) if changed else left


def grouping_of(mart: pa.Table, name: str, measures: Sequence[str]) -> Grouping:
    """Return which cells of returns a mart tells, and which of them together.

    The sample is of no persons, and a mart from before ``counted_in`` does not say.
    """
    guard = GUARDS.get(name)
    if not guard or COUNTED_IN not in mart.column_names:
        return {}
    keys = [c for c in mart.column_names if c not in {*measures, WITHHELD, COUNTED_IN}]
    place_and_time, groups = guard.place_and_time(keys), defaultdict[Key, dict[Key, int]](dict)
    for row in mart.drop_columns(list(measures)).to_pylist():
        is_cell = row["data_status"] == DataStatus.REPORTED and row[WITHHELD] >= 0
        if is_cell and (row[COUNTED_IN] or not row[WITHHELD]):
            group, cell = groups[place_and_time(row)], guard.cell(row)
            group[cell] = max(row[COUNTED_IN], group.get(cell, ALONE))
    return groups


def without_alone(grouping: Grouping) -> Grouping:
    """Return the grouping of the cells that are told together."""
    return {
        place: {cell: number for cell, number in cells.items() if number != ALONE}
        for place, cells in grouping.items()
    }


def _told(rows: Sequence[Row], before: Mapping[Key, int], task: _Task) -> Iterator[Row]:
    """Yield the rows of a city and period that are told in another way than they were reported.

    Most cells are never looked at: those beside which all are safe, by themselves as before.
    """
    cells = _by(rows, task.guard.cell)
    first = {cell for cell, number in before.items() if number != ALONE and cell in cells}
    first |= {task.guard.cell(row) for row in rows if not task.guard.is_safe(row, task.least)}
    told = list(_as_before({cell: cells.pop(cell) for cell in sorted(first)}, before, task))
    for depth in range(1, len(task.guard.ladder) + 1):
        if shelves := {each.cell[depth:] for each in told if each.unsafe}:
            near = [cell for cell in cells if cell[depth:] in shelves]
            told += _as_before({cell: cells.pop(cell) for cell in near}, before, task)
            filled = _by(told, lambda each, depth=depth: each.cell[depth:])
            told = [
                each
                for shelf, some in filled.items()
                for each in (_closed(some, task) if shelf in shelves else some)
            ]
    groups = [each for each in told if each.cells > 1]
    groups.sort(key=lambda each: min(map(task.guard.cell, chain(*each.rows.values()))))
    for number, each in enumerate(groups, 1):
        yield from _rows(each, task, number)
    for each in told:
        if each.cells == 1 and each.unsafe:
            yield from _rows(each, task, ALONE)


def _as_before(
    cells: Mapping[Key, Sequence[Row]], before: Mapping[Key, int], task: _Task
) -> Iterator[_Told]:
    """Yield the cells, those together that the snapshot before counted together."""
    sizes, groups = Counter(before.values()), defaultdict[int, list[_Told]](list)
    for cell, some in cells.items():
        each = _one(cell, some, task)
        if group := before.get(cell):
            groups[group].append(each)
        else:
            each.is_new = cell not in before
            yield each
    for group, some in groups.items():
        each = _together(some, task)
        each.is_new = False
        if sizes[group] > len(some):
            each.parts = each.unsafe = frozenset(each.rows)
        yield each


def _one(cell: Key, rows: Sequence[Row], task: _Task) -> _Told:
    """Return one cell: a row, or one for each survey."""
    guard = task.guard
    sums = {row[guard.surveys]: row for row in rows} if guard.surveys else {"": rows[0]}
    unsafe = [survey for survey, row in sums.items() if not guard.is_safe(row, task.least)]
    by_survey = {survey: (row,) for survey, row in sums.items()}
    return _Told(by_survey, sums, cell, cells=1, unsafe=frozenset(unsafe) if unsafe else _NONE)


def _closed(some: Sequence[_Told], task: _Task) -> Sequence[_Told]:
    """Return the cells with those that are not safe as one, to which the smallest others come.

    Cells of different surveys alone have nothing to add up. Others are new: whoever kept the
    snapshot before would take those that it told off again. What is returned may still not be safe.
    """
    safe = [each for each in some if not each.unsafe]
    others = sorted((each for each in safe if each.is_new), key=lambda each: _size(each, task))
    pools = list[_Told]()
    for pool in _linked([each for each in some if each.unsafe], task):
        while pool.unsafe:
            helpful = next((each for each in others if pool.unsafe & each.sums.keys()), None)
            if helpful is None:
                break
            others.remove(helpful)
            safe.remove(helpful)
            pool = _together([pool, helpful], task)  # noqa: PLW2901 - it grows
        pools.append(pool)
    return [*pools, *safe]


def _linked(unsafe: Sequence[_Told], task: _Task) -> Sequence[_Told]:
    """Return cells as one where they have a survey in common, or share one each with others."""
    apart = list[list[_Told]]()
    for each in unsafe:
        akin = [p for p in apart if any(each.sums.keys() & other.sums.keys() for other in p)]
        apart = [*(p for p in apart if p not in akin), [each, *chain(*akin)]]
    return [_together(parts, task) for parts in apart]


def _size(each: _Told, task: _Task) -> tuple[int, Key]:
    return max(row[task.guard.size] for row in each.sums.values()), each.cell


def _together(parts: Sequence[_Told], task: _Task) -> _Told:
    """Return cells as one: one row of several cells tells that cell, so it is not safe."""
    if len(parts) == 1:
        return parts[0]
    rows, weights = defaultdict[Any, list[Row]](list), Counter[Any]()
    for part in parts:
        for survey, some in part.rows.items():
            rows[survey] += some
            weights[survey] += 1 if survey in part.parts else 2
    hidden = _hidden([part.cell for part in parts], task)
    sums = {
        survey: some[0] | hidden | {name: sum(row[name] for row in some) for name in task.measures}
        for survey, some in rows.items()
    }
    alone = frozenset(survey for survey, weight in weights.items() if weight == 1)
    unsafe = {
        survey
        for survey, row in sums.items()
        if len(rows[survey]) == 1 or not task.guard.is_safe(row, task.least)
    }
    cell = task.guard.cell(next(iter(sums.values())))
    return _Told(rows, sums, cell, sum(p.cells for p in parts), alone | unsafe, parts=alone)


def _hidden(cells: Sequence[Key], task: _Task) -> Row:
    """Return the columns that a sum of cells does not show: one, and up to the last that differs.

    Of what is hidden already NOT_SHOWN stays.
    """
    last = max(n for n in range(len(cells[0])) if len({cell[n] for cell in cells}) > 1 or not n)
    return dict.fromkeys(task.guard.ladder[: last + 1], NOT_SHOWN)


def _rows(each: _Told, task: _Task, number: int) -> Iterator[Row]:
    """Yield what is told of several cells, and each cell that is not told by itself."""
    for survey, some in each.rows.items():
        is_told = survey not in each.unsafe
        said = {COUNTED_IN: number if is_told else ALONE}
        if is_told and number:
            yield each.sums[survey] | said | {WITHHELD: -len(some)}
        if number or not is_told:
            for row in some:
                yield row | dict.fromkeys(task.measures) | said | {WITHHELD: 1}


def _by(things: Iterable[_Thing], of: Callable[[_Thing], Any]) -> dict[Any, list[_Thing]]:
    groups = defaultdict[Any, list[_Thing]](list)
    for thing in things:
        groups[of(thing)].append(thing)
    return groups
