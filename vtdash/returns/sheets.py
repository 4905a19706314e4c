"""Examines all sheets of a file that hold a form, each as a return of its own, in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from vtdash.reference import Catalogue
from vtdash.returns.checks.against_history import CurrentRecordsLookup
from vtdash.returns.examine import Contradicted, Examination, examine
from vtdash.returns.model import Answers
from vtdash.store import Records, UnitRegister


def examine_sheets(  # noqa: PLR0913 - as ``examine``
    content: bytes | Path,
    name: str,
    catalogue: Catalogue,
    *,
    answers: Answers | None = None,
    current_records: CurrentRecordsLookup | None = None,
    contradicted: Callable[[Sequence[Records]], Contradicted] | None = None,
    beside: Sequence[Records] = (),
    register: UnitRegister | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[Examination, ...]:
    """Return the examination of each sheet with a form, in their order; of one sheet only that.

    As ``examine``; ``contradicted`` gives what it needs with the records beside. Each sheet is
    held against those before it, so that two of a unit and period are asked about. Where the
    answers choose a sheet, that one is read alone.
    """
    given, found, records = answers or Answers(), list[Examination](), list(beside)

    def read(sheet: str, *, one_sheet: bool = False) -> Examination:
        return examine(
            content,
            name,
            catalogue,
            answers=replace(given, sheet=sheet),
            current_records=current_records,
            contradicted=contradicted(records) if contradicted else None,
            beside=records,
            register=register,
            today=today,
            progress=progress,
            one_sheet=one_sheet,
        )

    first = read(given.sheet, one_sheet=True)
    sheets = form_sheets(first)
    if given.sheet or len(sheets) == 1:
        return (first,)
    for sheet in sheets:
        found.append(read(sheet))
        records += [each for each in (found[-1].records,) if each]
    return tuple(found)


def form_sheets(found: Examination) -> tuple[str, ...]:
    """Return the names of the sheets with a form, in their order, of a file that was examined."""
    recognition = found.recognition
    return recognition.form_sheets if recognition else ("",)
