"""The file beside what is current: periods, gaps, jumps, and rows that would vanish.

What a unit reported before is known by its area code, so a unit begins afresh where its area
has a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from vtdash.model.datasets import Dataset
from vtdash.model.period import quarter_or_year_of_step
from vtdash.returns.checks.matched_rows import MatchedSides, ReportingUnit, wholes
from vtdash.returns.findings import Findings
from vtdash.returns.model import Draft
from vtdash.returns.names.units import alike
from vtdash.returns.parse import Parsed
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

CurrentRecordsLookup = Callable[[Dataset, tuple[str, ...], tuple[str, ...]], pa.Table]
"""Dataset, cities, area codes -> the current reported records, in the dataset's columns."""

JUMP_TIMES = 3
"""A unit's total this many times its last one, or this part of it, is a jump ..."""

JUMP_LEAST = 50
"""... where the two differ by at least this many: small classes double without a reason."""

_SHOWN = 5

_UNIT = "institution_id"


class _Note(NamedTuple):
    """A finding before it has a place: check, row and column of the dataset."""

    check: str
    row: int
    column: str
    what: Named


def check(
    parsed: Parsed,
    draft: Draft,
    current: CurrentRecordsLookup | None,
    findings: Findings,
    beside: Sequence[pa.Table] = (),
) -> None:
    """Note what differs from the current records in a way that needs a reason.

    ``beside``: records of the same dataset that other files loaded with this one hold.
    Rows without a unit or period are left out. Jumps and vanishing rows are looked for only
    where nothing in the file is wrong: else they would be about rows that are left out.
    """
    dataset = draft.recognition.dataset
    frame = parsed.frame.dropna(subset=list(dataset.scope))
    if current is None or frame.empty:
        return
    cities, areas = (tuple(sorted(frame[n].unique())) for n in ("city", "area_code"))
    known = current(dataset, cities, areas)
    _add(_spellings(parsed, [known, *beside], dataset), draft, findings)
    sides = MatchedSides(frame, known, dataset)
    for unit in sides.units:
        _add(_periods(unit, dataset), draft, findings)
    if findings.has_errors:
        return
    for unit in sides.units:
        _add(_jumps(unit, dataset), draft, findings)
    _add(_vanishing(sides, dataset), draft, findings)


def _add(notes: Iterator[_Note], draft: Draft, findings: Findings) -> None:
    for name, row, column, what in notes:
        findings.add(name, draft.place(row, column), what)


def _spellings(parsed: Parsed, known: Sequence[pa.Table], dataset: Dataset) -> Iterator[_Note]:
    """Yield each unit that is new in its area while one of a like name reports there.

    That one has reported before, in another file of this load, or further up in this file.
    """
    place = ["city", "area_code"]
    if not {*place, _UNIT} <= {*dataset.scope}:
        return
    there: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for table in known:
        columns = [table[name].to_pylist() for name in (*place, _UNIT)]
        for *where, unit in sorted(set(zip(*columns, strict=True))):
            there[tuple(where)].append(unit)
    named = parsed.frame.dropna(subset=[*place, _UNIT]).drop_duplicates([*place, _UNIT])
    for row, *where, unit in named[[*place, _UNIT]].itertuples(name=None):
        others = there[tuple(where)]
        if unit not in others and (other := alike(unit, others)):
            what = message(
                "{unit} is new here, and {other} has reported for the same area: published "
                "like this, both count.",
                unit=unit,
                other=other,
            )
            yield _Note("H04", row, _UNIT, what)
        others.append(unit)


def _periods(unit: ReportingUnit, dataset: Dataset) -> Iterator[_Note]:
    """Yield what is unusual about the periods of a unit: again, too early, after a gap."""
    first = min(unit.kept)
    for step, row in sorted(unit.rows.items()):
        last = unit.last_before(step)
        if step in unit.kept:
            yield _Note("P02", row, dataset.period, _replaced(unit, step, dataset))
        elif step < first:
            yield _Note("P04", row, dataset.period, _early(unit, (step, first), dataset))
        elif last is not None and step - last > 1:
            yield _Note("P03", row, dataset.period, _gap(unit, (last, step), dataset))


def _replaced(unit: ReportingUnit, step: int, dataset: Dataset) -> Named:
    period, rows = _period(step, dataset), unit.replaced[step]
    return message(
        "{unit}: {period} has {rows} published rows; this file replaces all of them.",
        unit=unit.name,
        period=period,
        rows=Number(rows),
    )


def _early(unit: ReportingUnit, steps: tuple[int, int], dataset: Dataset) -> Named:
    period, first = (_period(step, dataset) for step in steps)
    return message(
        "{unit}: {period} is before the first published period ({first}).",
        unit=unit.name,
        period=period,
        first=first,
    )


def _gap(unit: ReportingUnit, steps: tuple[int, int], dataset: Dataset) -> Named:
    last, step = steps
    missing = [_period(s, dataset) for s in range(last + 1, step)]
    listed = ", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
    before, period = _period(last, dataset), _period(step, dataset)
    return message(
        "{unit}: missing between {before} and {period}: {listed}.",
        unit=unit.name,
        before=before,
        period=period,
        listed=listed,
    )


def _jumps(unit: ReportingUnit, dataset: Dataset) -> Iterator[_Note]:
    """Yield each whole that leaves the bounds against the unit's last period."""
    for step, row in sorted(unit.rows.items()):
        last = unit.last_before(step)
        if last is None:
            continue
        for name, now, before in zip(
            wholes(dataset), unit.totals(step), unit.totals(last), strict=True
        ):
            if _is_jump(before, now):
                yield _Note(
                    "H01", row, name, _jump(unit, name, (last, before), (step, now), dataset)
                )


def _is_jump(before: float, now: float) -> bool:
    small, large = sorted((before, now))
    return large - small >= JUMP_LEAST and large >= JUMP_TIMES * small


def _jump(
    unit: ReportingUnit,
    name: str,
    before: tuple[int, float],
    now: tuple[int, float],
    dataset: Dataset,
) -> Named:
    meaning = dataset.column(name).meaning
    (last, was), (step, total) = before, now
    old, new = _period(last, dataset), _period(step, dataset)
    return message(
        "{unit}: {meaning}: {was} in {old}, {total} in {new}.",
        unit=unit.name,
        meaning=meaning,
        was=Number(was),
        old=old,
        total=Number(total),
        new=new,
    )


def _vanishing(sides: MatchedSides, dataset: Dataset) -> Iterator[_Note]:
    for scope in sides.vanishing():
        period, listed = _period(scope.step, dataset), "; ".join(scope.examples)
        listed += " …" if scope.gone > len(scope.examples) else ""
        yield _Note(
            "H02",
            scope.row,
            "",
            message(
                "{unit}, {period}: of {current} published rows this file lacks {gone}, which "
                "would vanish: {listed}.",
                unit=scope.unit,
                period=period,
                current=Number(scope.current),
                gone=Number(scope.gone),
                listed=listed,
            ),
        )


def _period(step: int, dataset: Dataset) -> str:
    is_year = dataset.column(dataset.period).kind == "year"
    return quarter_or_year_of_step(step, is_year=is_year)
