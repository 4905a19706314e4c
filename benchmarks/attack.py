"""An attack on the disclosure control: python benchmarks/attack.py (docs/methods/disclosure).

All that a snapshot answers, or two snapshots, as linear constraints on the cells that it withholds:
how many people each may hold at least and at most is found by linear programming. The attacker
asks every sum of a mart by every set of its columns, knows which cells are counted together, that
an 'of which' is not above its total, and that the graduates of a cell are the same in each survey.
Between two snapshots he takes every cell for unchanged unless that contradicts what is told.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.optimize import linprog
from scipy.sparse import coo_array

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from vtdash.model.codes import NOT_SHOWN
from vtdash.model.datasets import DATASETS
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.sample import generate
from vtdash.store import Manifest, Records, Store, publish, snapshot_folder
from vtdash.store.disclosure import COUNTED_IN, WITHHELD
from vtdash.store.guards import GUARDS

LEAST = 5
ROUNDS = 3

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
"""Puts a statement to a snapshot and returns its rows."""

Cell = tuple[Any, ...]
Variable = tuple[int, Cell]
"""A cell in one of the snapshots: its number there, and the values of its columns."""

ALWAYS = ("data_status", "city", "territory")
"""Columns by which every page tells its numbers apart."""

SAME_IN_EACH_SURVEY = ("enrolled", "graduated")


@dataclass(frozen=True)
class Reach:
    """How many people the attack leaves a withheld cell: ``low`` to ``high`` of one count."""

    cell: Cell
    count: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How many people lie between."""
        return self.high - self.low


@dataclass(frozen=True)
class _Sum:
    """What is told of the sum of withheld cells: its measures, or at least so much."""

    cells: frozenset[Variable]
    least: np.ndarray
    is_exact: bool


@dataclass
class _Told:
    """What one snapshot tells: cells by themselves, cells that it withholds, sums of these."""

    shown: dict[Cell, np.ndarray] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    sums: list[_Sum] = field(default_factory=list)


def attack(name: str, *snapshots: Ask) -> list[Reach]:
    """Return how near the withheld cells of a mart can be come to, for each count of people.

    A cell that another of the snapshots shows, and that may be the same there, is left out.
    """
    told = [_asked(ask, name, at) for at, ask in enumerate(snapshots)]
    free = set[Cell]()
    while True:
        problems = list(_problems(name, told, free))
        broken = {cell for problem in problems if not problem.is_possible for _, cell in problem.at}
        if not broken - free:
            return [reach for problem in problems for reach in problem.reaches()]
        free |= _likely_changed(told, broken - free)


def _likely_changed(told: Sequence[_Told], broken: set[Cell]) -> set[Cell]:
    """Return the cells that changed, as it seems: those that came out of hiding, or all of them."""
    came_out = {cell for cell in broken if cell in told[0].hidden and cell in told[-1].shown}
    return came_out or broken


def columns(name: str) -> list[str]:
    """Return the columns of a mart's cells that a page may ask by, beside those of ``ALWAYS``."""
    guard, is_quarterly = GUARDS[name], DATASETS[name].column(DATASETS[name].period).kind
    quarter = ["quarter"] if is_quarterly == "quarter" else []
    return ["year", *quarter, *guard.ladder, *([guard.surveys] if guard.surveys else [])]


def _asked(ask: Ask, name: str, at: int) -> _Told:
    """Ask for every sum of a mart by every set of its columns."""
    measures, own = DATASETS[name].measures, columns(name)
    every = [*ALWAYS, *own]
    told, together = _Told(), defaultdict[Cell, set[Variable]](set)
    pools = dict[Cell, np.ndarray]()
    width, where = len(every), {column: place for place, column in enumerate(every)}
    place = [where[c] for c in every if c not in GUARDS[name].ladder]
    words = ", ".join([*every, *measures, WITHHELD, COUNTED_IN])
    for row in ask(f"SELECT {words} FROM {name}"):  # noqa: S608
        cell, values, withheld, number = row[:width], row[width:-2], row[-2], row[-1]
        group = (*(cell[p] for p in place), number)
        if withheld == 0:
            told.shown[cell] = np.array(values, float)
        elif withheld == 1:
            told.hidden.add(cell)
            together[group].add((at, cell))
        else:
            pools[group] = np.array(values, float)
    told.sums += [_Sum(frozenset(together[key]), sums, True) for key, sums in pools.items()]
    for chosen in (some for size in range(len(own) + 1) for some in combinations(own, size)):
        told.sums += _answers(ask, name, [*ALWAYS, *chosen], told, at)
    told.sums = list(_needed(told.sums))
    return told


def _answers(ask: Ask, name: str, by: Sequence[str], told: _Told, at: int) -> Iterator[_Sum]:
    """Yield what a mart's sums by some columns say of the cells that it withholds."""
    measures = DATASETS[name].measures
    sums = ", ".join(f"coalesce(sum({measure}), 0)" for measure in (*measures, WITHHELD))
    places = [[*ALWAYS, *columns(name)].index(column) for column in by]
    cells, rest = defaultdict[Cell, set[Variable]](set), dict[Cell, np.ndarray]()
    for cell in told.hidden:
        cells[tuple(cell[p] for p in places)].add((at, cell))
    for cell, values in told.shown.items():
        key = tuple(cell[p] for p in places)
        rest[key] = rest.get(key, 0) + values
    words = ", ".join(by)
    for row in ask(f"SELECT {words}, {sums} FROM {name} GROUP BY {words}"):  # noqa: S608
        key, values, withheld = row[: len(by)], row[len(by) : -1], row[-1]
        if NOT_SHOWN not in key and cells[key]:
            left = np.array(values, float) - rest.get(key, 0)
            yield _Sum(frozenset(cells[key]), left, is_exact=not withheld)


def _needed(sums: Iterable[_Sum]) -> Iterator[_Sum]:
    """Yield the sums that say more than smaller ones do together; those of the same must agree."""
    at_cell = defaultdict[Variable, list[_Sum]](list)
    for each in sorted(sums, key=lambda each: (len(each.cells), not each.is_exact)):
        left, known = set(each.cells), np.zeros(len(each.least))
        for cell in each.cells:
            part = next((s for s in at_cell[cell] if s.cells <= left), None)
            if part:
                left -= part.cells
                known = known + part.least
        if each.is_exact and not left and not np.array_equal(known, each.least):
            raise ValueError(f"two answers contradict each other: {sorted(each.cells)[:3]}")
        is_new = left if each.is_exact else (each.least > known).any()
        if is_new:
            yield each
        if is_new and each.is_exact:
            for cell in each.cells:
                at_cell[cell].append(each)


# --- linear programs ---------------------------------------------------------------------------


@dataclass
class _Problem:
    """Cells that hang together, a place in the vector for each measure of each, and its rows."""

    name: str
    at: dict[Variable, int]
    fixed: dict[int, float]
    targets: list[Variable]
    rows: list[tuple[dict[int, float], float, bool]] = field(default_factory=list)

    @property
    def is_possible(self) -> bool:
        return self._solved(None, 1).status == 0

    def reaches(self) -> Iterator[Reach]:
        """Yield the least and most of each count of each withheld cell."""
        measures = DATASETS[self.name].measures
        for variable in self.targets:
            for count in GUARDS[self.name].counts:
                at = self.at[variable] + measures.index(count)
                low, high = (self._end(at, sign) for sign in (1, -1))
                yield Reach(variable[1], count, low, high)

    def _end(self, at: int, sign: int) -> float:
        found = self._solved(at, sign)
        return round(float(found.x[at]), 6) if found.status == 0 else sign * -np.inf

    def _solved(self, at: int | None, sign: int) -> Any:  # noqa: ANN401 - scipy names no type
        size = len(self.at) * len(DATASETS[self.name].measures)
        aim = np.zeros(size)
        if at is not None:
            aim[at] = sign
        bounds = [(self.fixed[n], self.fixed[n]) if n in self.fixed else (0, None)
                  for n in range(size)]  # fmt: skip
        equal, above = ([r for r in self.rows if r[2] is kind] for kind in (True, False))
        return linprog(
            aim,
            A_ub=_matrix(above, size, -1),
            b_ub=[-row[1] for row in above] or None,
            A_eq=_matrix(equal, size, 1),
            b_eq=[row[1] for row in equal] or None,
            bounds=bounds,
            method="highs",
        )


def _matrix(rows: Sequence[tuple[dict[int, float], float, bool]], size: int, sign: int) -> Any:  # noqa: ANN401
    if not rows:
        return None
    entries = [(n, at, sign * w) for n, (row, _, _) in enumerate(rows) for at, w in row.items()]
    line, column, weight = zip(*entries, strict=True)
    return coo_array((weight, (line, column)), shape=(len(rows), size)).tocsr()


def _problems(name: str, told: Sequence[_Told], free: set[Cell]) -> Iterator[_Problem]:
    """Yield one problem for all cells that a sum, a survey or a snapshot ties to one another."""
    measures = DATASETS[name].measures
    hidden = [(at, cell) for at, each in enumerate(told) for cell in each.hidden]
    ties = list(_ties(name, told, hidden, free))
    fixed = dict(_known(name, told, hidden, free))
    sums = [each for one in told for each in one.sums]
    parent = {variable: variable for variable in hidden}
    for some in (*(tuple(each.cells) for each in sums), *(tie[:2] for tie in ties)):
        for other in some[1:]:
            parent[_root(parent, other)] = _root(parent, some[0])
    members = defaultdict[Variable, list[Variable]](list)
    for variable in hidden:
        members[_root(parent, variable)].append(variable)
    problems = dict[Variable, _Problem]()
    for root, some in members.items():
        at = {variable: n * len(measures) for n, variable in enumerate(some)}
        known = {at[v] + m: x for v in some for m, x in fixed.get(v, {}).items()}
        targets = [v for v in some if len(fixed.get(v, {})) < len(measures)]
        problems[root] = _Problem(name, at, known, targets, list(_nested(name, at.values())))
    for each in sums:
        problem = problems[_root(parent, next(iter(each.cells)))]
        for m, least in enumerate(each.least):
            row = {problem.at[v] + m: 1.0 for v in each.cells}
            problem.rows.append((row, float(least), each.is_exact))
    for one, other, measure in ties:
        problem = problems[_root(parent, one)]
        row = {problem.at[one] + measure: 1.0, problem.at[other] + measure: -1.0}
        problem.rows.append((row, 0.0, True))
    yield from problems.values()


def _root(parent: dict[Variable, Variable], variable: Variable) -> Variable:
    while parent[variable] != variable:
        parent[variable] = variable = parent[parent[variable]]
    return variable


def _nested(name: str, starts: Iterable[int]) -> Iterator[tuple[dict[int, float], float, bool]]:
    """Yield that an 'of which' is not above its total."""
    dataset = DATASETS[name]
    for start in starts:
        for m, measure in enumerate(dataset.measures):
            if total := dataset.column(measure).at_most:
                yield {start + dataset.measures.index(total): 1.0, start + m: -1.0}, 0.0, False


def _surveys(name: str, cell: Cell) -> Cell:
    """Return what a cell is apart from the survey; that comes last in ``columns``."""
    return cell[:-1] if GUARDS[name].surveys else cell


def _ties(
    name: str, told: Sequence[_Told], hidden: Sequence[Variable], free: set[Cell]
) -> Iterator[tuple[Variable, Variable, int]]:
    """Yield two withheld cells of which a measure is taken for the same."""
    measures, first = DATASETS[name].measures, dict[tuple[int, Cell], Variable]()
    for at, cell in hidden:
        same = first.setdefault((at, _surveys(name, cell)), (at, cell))
        if same != (at, cell):
            yield from ((same, (at, cell), measures.index(m)) for m in SAME_IN_EACH_SURVEY)
        before = (at - 1, cell)
        if at and cell in told[at - 1].hidden and cell not in free:
            yield from ((before, (at, cell), m) for m in range(len(measures)))


def _known(
    name: str, told: Sequence[_Told], hidden: Sequence[Variable], free: set[Cell]
) -> Iterator[tuple[Variable, dict[int, float]]]:
    """Yield what another survey or snapshot shows of a withheld cell."""
    measures = DATASETS[name].measures
    same = [measures.index(m) for m in SAME_IN_EACH_SURVEY if m in measures]
    for at, cell in hidden:
        found = dict[int, float]()
        for other in told:
            if other is not told[at] and cell in other.shown and cell not in free:
                found |= dict(enumerate(map(float, other.shown[cell])))
        if GUARDS[name].surveys:
            for survey in ("6", "12"):
                shown = told[at].shown.get((*cell[:-1], survey))
                found |= {} if shown is None else {m: float(shown[m]) for m in same}
        if found:
            yield (at, cell), found


# --- the sample --------------------------------------------------------------------------------


def summary(reaches: Sequence[Reach], least: int) -> Mapping[str, float]:
    """Return how many counts were attacked, the narrowest, and how many are under the threshold.

    A count of which nobody is told for all cells together ('nobody answered') is none of anyone.
    """
    real = [reach for reach in reaches if reach.high > 0]
    widths = [reach.width for reach in real]
    return Counter(
        counts=len(real),
        cells=len({reach.cell for reach in reaches}),
        nobody=len(reaches) - len(real),
        narrowest=min(widths, default=float("inf")),
        under=sum(width < least for width in widths),
    )


@dataclass(frozen=True)
class _Built:
    """Data folder, current snapshot, and seconds of processor time of one publish."""

    data: Path
    manifest: Manifest
    seconds: float

    @contextmanager
    def asked(self) -> Generator[Ask]:
        """Give what puts statements to the snapshot."""
        store = Store.open(snapshot_folder(self.data, self.manifest.id))
        yield lambda statement: store.query(statement, {})[1]
        store.close()


def main() -> None:
    """Attack the sample, alone and corrected as a return, and print what was found and lost."""
    tables = generate(load_catalogue())
    with tempfile.TemporaryDirectory(prefix="vtdash-attack-") as folder:
        work = Path(folder)
        references = {least: _reference(work, least) for least in (LEAST, 1)}
        taken = {least: list[float]() for least in references}
        for turn in range(ROUNDS):
            for least, reference in references.items():
                built = _publish(work / f"{least}-{turn}", reference, sample=tables)
                taken[least].append(built.seconds)
                if least == LEAST and not turn:
                    _print_lost(built)
                    _print_attack("one snapshot", built)
        guarded, open_ = min(taken[LEAST]), min(taken[1])
        print(f"build: {guarded:.2f} s of processor time with, {open_:.2f} s without: "
              f"{guarded / open_:.2f} times")  # fmt: skip
        few = {name: _some(table) for name, table in tables.items() if name in GUARDS}
        later = {name: _corrected(table) for name, table in few.items()}
        first = _publish(work / "kept", references[LEAST], returns=few)
        _print_attack("after a correction, grouping kept", first,
                      _publish(work / "kept", references[LEAST], returns=later))  # fmt: skip
        _print_attack("after a correction, grouped anew", first,
                      _publish(work / "anew", references[LEAST], returns=later))  # fmt: skip


def _reference(work: Path, least: int) -> Path:
    folder = work / f"reference-{least}"
    shutil.copytree(REFERENCE_FOLDER, folder)
    (folder / "disclosure.toml").write_text(f"[people]\nsmallest_count = {least}\n", "utf-8")
    return folder


def _publish(
    data: Path,
    reference: Path,
    sample: Mapping[str, pa.Table] | None = None,
    returns: Mapping[str, pa.Table] | None = None,
) -> _Built:
    new = [Records(name, "reported", name, table) for name, table in (returns or {}).items()]
    begin = time.process_time()
    sample = sample and generate(load_catalogue())
    manifest = publish(data, sample=lambda _: sample or {}, returns=new, reference=reference)
    return _Built(data, manifest, time.process_time() - begin)


def _some(table: pa.Table) -> pa.Table:
    """Return the sample of the newest whole year, taken for a return."""
    period = next(name for name in ("period", "cohort_year") if name in table.column_names)
    return table.filter(pc.starts_with(table[period].cast(pa.string()), "2025"))


def _corrected(table: pa.Table) -> pa.Table:
    """Return rows as an office may correct them: of a hundred two differ and one is left out."""
    chance, rows = random.Random(13), table.to_pylist()  # noqa: S311 - nothing is to be kept secret
    first = next(name for name in ("graduated", "enrolled", "trained") if name in rows[0])
    inner = {"graduated": "respondents", "enrolled": "enrolled_women", "trained": "certified"}
    kept = []
    for row in rows:
        drawn = chance.random()
        if drawn < 0.01:
            continue
        if drawn < 0.03:
            row[first] = max(row[inner[first]], row[first] - chance.randint(1, 5))
        kept.append(row)
    return pa.Table.from_pylist(kept, schema=table.schema)


def _print_attack(title: str, *built: _Built) -> None:
    print(f"\n{title}")
    for name in GUARDS:
        with ExitStack() as stack:
            asks = [stack.enter_context(each.asked()) for each in built]
            begin = time.process_time()
            reaches = attack(name, *asks)
        found = summary(reaches, LEAST)
        print(f"  {name}: {found['cells']} cells withheld, {found['counts']} counts attacked; "
              f"narrowest interval {found['narrowest']:g}, under {LEAST}: {found['under']} "
              f"({time.process_time() - begin:.0f} s)", flush=True)  # fmt: skip


def _print_lost(built: _Built) -> None:
    """Print the largest share of people of a city's table who lost what the table is by."""
    print("people who stand under 'not shown separately', the most of any city and year")
    with built.asked() as ask:
        for name, guard in GUARDS.items():
            for column in guard.ladder:
                rows = ask(
                    f"SELECT city, year, coalesce(sum({guard.size}) FILTER "  # noqa: S608
                    f"(WHERE {column} = '{NOT_SHOWN}'), 0) / sum({guard.size}), "
                    f"sum(sum({guard.size}) FILTER (WHERE {column} = '{NOT_SHOWN}')) "
                    f"OVER (PARTITION BY city) / sum(sum({guard.size})) OVER (PARTITION BY city) "
                    f"FROM {name} GROUP BY city, year ORDER BY 3 DESC LIMIT 1"
                )
                city, year, share, whole = rows[0]
                print(f"  {name} by {column}: {share:.2%} ({city}, {year}); of all its years "
                      f"{whole or 0:.2%}")  # fmt: skip


if __name__ == "__main__":
    main()
