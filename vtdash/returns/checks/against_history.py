"""The file beside what is current: what counts once, periods, gaps, jumps, rows that would vanish.

What a unit reported before is known by its area code, so a unit begins afresh where its area
has a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import starmap

import pyarrow as pa

from vtdash.model.datasets import Dataset
from vtdash.model.period import Period, quarter_or_year_of_step
from vtdash.returns.checks.counted_once import QUESTION_CHECKS, counting_questions
from vtdash.returns.checks.like_names import (
    HistoryNote,
    is_about_names,
    name_question,
    new_spellings,
)
from vtdash.returns.checks.matched_rows import MatchedSides, ReportingUnit, wholes
from vtdash.returns.counting import ADDS, CountingQuestion, counting_decided
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Draft, Match
from vtdash.returns.names.known_units import UnitNames
from vtdash.returns.parse import Parsed
from vtdash.store import Records
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

CurrentRecordsLookup = Callable[[Dataset, tuple[str, ...], tuple[str, ...]], pa.Table]
"""Dataset, cities, area codes -> the current reported records, in the dataset's columns, and where
each is from (``file``, ``source``, ``stored``)."""

JUMP_TIMES = 3
"""A unit's total this many times its last one, or this part of it, is a jump ..."""

JUMP_LEAST = 50
"""... where the two differ by at least this many: small classes double without a reason."""

_SHOWN = 5

_NO_ANSWERS = Answers()


@dataclass(frozen=True)
class HistoryAsked:
    """What a steward has to decide beside the current records: what counts, and who is who."""

    questions: tuple[CountingQuestion, ...] = ()
    matches: tuple[Match, ...] = ()


def check(  # noqa: PLR0913 - a file, and what it is held against
    parsed: Parsed,
    draft: Draft,
    current: CurrentRecordsLookup | None,
    findings: Findings,
    beside: Sequence[Records] = (),
    *,
    source: str = "",
    answers: Answers = _NO_ANSWERS,
    units: UnitNames | None = None,
) -> HistoryAsked:
    """Note what differs from the current records, and return what a steward has to decide.

    ``beside``: records that other files loaded with this one hold; ``source``: the file's hash;
    ``answers``: what was decided; ``units``: the register. Rows without a unit or period are left
    out. Jumps and vanishing rows are looked for only where nothing in the file is wrong: else they
    would be about rows that are left out.
    """
    dataset = draft.recognition.dataset
    frame = parsed.frame.dropna(subset=list(dataset.scope))
    if current is None or frame.empty:
        return HistoryAsked()
    cities, areas = (tuple(sorted(frame[n].unique())) for n in ("city", "area_code"))
    known = current(dataset, cities, areas)
    tables = [each.table for each in beside if each.dataset == dataset.name]
    spelled = dict(new_spellings(parsed, [known, *tables], dataset, answers.accepted, units))
    _add(iter(spelled.values()), draft, findings)
    whole = frame.dropna(subset=list(dataset.key))
    found = counting_questions(whole, dataset, known, beside, source, answers.counted)
    asked = tuple(question for question in found if not is_about_names(question, spelled))
    _add(_open(asked, dataset), draft, findings)
    kept = _stays(asked, dataset)
    sides = MatchedSides(frame, known, dataset)
    for unit in sides.units:
        _add(_periods(unit, dataset), draft, findings)
    result = HistoryAsked(asked, tuple(starmap(name_question, spelled)))
    if findings.has_errors:
        return result
    for unit in sides.units:
        _add(_jumps(unit, dataset, kept), draft, findings)
    _add(_vanishing(sides, dataset, kept), draft, findings)
    return result


def _open(asked: Sequence[CountingQuestion], dataset: Dataset) -> Iterator[HistoryNote]:
    for question in asked:
        if not question.answer:
            check, column = QUESTION_CHECKS[question.kind]
            yield HistoryNote(check, question.row, column or dataset.period, question.said)


def _stays(asked: Sequence[CountingQuestion], dataset: Dataset) -> frozenset[tuple[str, int]]:
    """Return (unit, step) of which current rows go on counting, since the file adds to them."""
    at = dataset.scope.index(dataset.period)
    return frozenset(
        (", ".join((*scope[:at], *scope[at + 1 :])), Period.parse(scope[at]).step)
        for each in counting_decided(asked)
        if each.choice == ADDS or each.file
        for scope in each.scopes
    )


def _add(notes: Iterator[HistoryNote], draft: Draft, findings: Findings) -> None:
    for name, row, column, what in notes:
        findings.add(name, draft.place(row, column), what)


def _periods(unit: ReportingUnit, dataset: Dataset) -> Iterator[HistoryNote]:
    """Yield what is unusual about the periods of a unit: too early, after a gap."""
    first = min(unit.kept)
    for step, row in sorted(unit.rows.items()):
        last = unit.last_before(step)
        if step in unit.kept:
            continue
        if step < first:
            yield HistoryNote("P04", row, dataset.period, _early(unit, (step, first), dataset))
        elif last is not None and step - last > 1:
            yield HistoryNote("P03", row, dataset.period, _gap(unit, (last, step), dataset))


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


def _jumps(
    unit: ReportingUnit, dataset: Dataset, kept: Set[tuple[str, int]]
) -> Iterator[HistoryNote]:
    """Yield each whole that leaves the bounds against the unit's last period.

    A file that adds to others (``kept``) holds a part of the unit's total alone.
    """
    for step, row in sorted(unit.rows.items()):
        last = unit.last_before(step)
        if last is None or (unit.name, step) in kept:
            continue
        for name, now, before in zip(
            wholes(dataset), unit.totals(step), unit.totals(last), strict=True
        ):
            if _is_jump(before, now):
                yield HistoryNote(
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


def _vanishing(
    sides: MatchedSides, dataset: Dataset, kept: Set[tuple[str, int]]
) -> Iterator[HistoryNote]:
    for scope in sides.vanishing():
        if (scope.unit, scope.step) in kept:
            continue
        period, listed = _period(scope.step, dataset), "; ".join(scope.examples)
        listed += " …" if scope.gone > len(scope.examples) else ""
        yield HistoryNote(
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
