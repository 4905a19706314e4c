"""Examines a file: every problem it has, and its records where there is no error.

>>> from vtdash.reference import load_catalogue
>>> examine(b"a,b", "x.csv", load_catalogue()).counts
mappingproxy({'S08': 1})
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa

from vtdash.model.codes import DataStatus
from vtdash.model.datasets import Dataset
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.reference import Catalogue
from vtdash.returns.checks import against_history
from vtdash.returns.checks.against_history import CurrentRecordsLookup
from vtdash.returns.checks.known_units import settle_units
from vtdash.returns.checks.row_checks import check_rows
from vtdash.returns.checks.said_around import check_said_around
from vtdash.returns.counting import CountingQuestion, counting_decided
from vtdash.returns.files.edited import edited
from vtdash.returns.files.source import SourceFile, read_source
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.letters import LegacyLetters
from vtdash.returns.model import Answers, Draft, Finding, Match, Place, Recognition
from vtdash.returns.names.known_units import UnitNames
from vtdash.returns.names.office_words import forget_words
from vtdash.returns.new_units import NewUnits, UnitsAsked, units_asked
from vtdash.returns.parse import Parsed, parse
from vtdash.returns.published.against_register import FiguresFound, find_figures
from vtdash.returns.recognise import read_rows, recognise
from vtdash.returns.registry import CHECKS
from vtdash.returns.wording import printable
from vtdash.store import (
    CellChange,
    CheckOutcome,
    Records,
    UnitRegister,
    arrow_schema,
    origin_of,
)
from vtdash.text.language import Named, today_in_vietnam

Contradicted = Callable[[Records], Sequence[Named]]
"""Records -> a sentence for each published figure that they contradict."""

READING_STAGES = ("file", "form", "values", "rows", "history")
"""The stages of an examination in order, for progress displays."""


@dataclass(frozen=True)
class Examination:
    """The result of examining one file.

    ``name``: the file's own, made harmless; for forms with personal data the form and the start
    of the hash. ``findings``: at most 200 a check and 2,000 in all, ``counts`` the true number by
    check. ``records`` is there exactly where there is no error. ``changes``: cells that the steward
    typed anew, with what the office wrote; ``questions``: what is to be decided, or was, where
    another return says the same. ``figures``: of a return of published figures, what they mean
    beside the register; ``new_units``: those that the register of units would get.
    """

    name: str
    sha256: str
    recognition: Recognition | None
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    records: Records | None
    answers: Answers
    changes: tuple[CellChange, ...] = ()
    questions: tuple[CountingQuestion, ...] = ()
    figures: FiguresFound | None = None
    new_units: NewUnits | None = None

    @property
    def open_warnings(self) -> tuple[str, ...]:
        """Ids of the checks whose warnings have no reason yet."""
        return tuple(
            check
            for check in self.counts
            if CHECKS[check].severity == "warning"
            and not self.answers.reasons.get(check, "").strip()
        )

    def with_reasons(self, reasons: Mapping[str, str]) -> Examination:
        """Return the examination with the steward's reasons; the file is not read again."""
        records = self.records
        if records is not None:
            given = (replace(o, reason=reasons.get(o.check, o.reason)) for o in records.checks)
            records = replace(records, checks=tuple(given))
        answers = replace(self.answers, reasons=dict(reasons))
        return replace(self, answers=answers, records=records)

    @property
    def is_ready(self) -> bool:
        """Whether the records may be published: nothing wrong, each warning with its reason."""
        return self.records is not None and not self.open_warnings


def examine(  # noqa: PLR0913 - a file, and what it may be held against
    content: bytes | Path,
    name: str,
    catalogue: Catalogue,
    *,
    answers: Answers | None = None,
    current_records: CurrentRecordsLookup | None = None,
    contradicted: Contradicted | None = None,
    beside: Sequence[Records] = (),
    register: UnitRegister | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
    one_sheet: bool = False,
) -> Examination:
    """Return the problems of a file and its records; never raises for what it holds.

    ``current_records`` gives the reported records that count today, ``contradicted`` the published
    figures that new records contradict, ``register`` the known units: without one its checks are
    left out. ``beside``: records of other files of this load. ``today`` decides which periods have
    begun. ``progress`` gets each stage as it begins; what it raises ends the examination.
    ``one_sheet``: where several sheets hold a form, only these are found out.
    """
    file = _File(name, catalogue, answers or Answers(), today or today_in_vietnam())
    file.progress, file.is_of_one = progress or file.progress, one_sheet
    if register is not None:
        file.units = UnitNames(register.after(unit for each in beside for unit in each.units))
    try:
        file.read(content, current_records, beside)
        file.hold(contradicted)
    except Stopped:
        pass
    except Exception as error:
        if file.findings.personal:  # the words of an error could repeat a cell
            raise RuntimeError(f"{type(error).__name__} in a form with personal data") from None
        raise
    finally:
        forget_words()
    return file.examination(content)


class _File:
    """One file on its way through the stages."""

    def __init__(self, name: str, catalogue: Catalogue, answers: Answers, today: date) -> None:
        self.name, self.sha256 = printable(name), ""
        self.catalogue, self.answers, self.today = catalogue, answers, today
        self.findings = Findings()
        self.progress: Callable[[str], None] = lambda _stage: None
        self.recognition: Recognition | None = None
        self.parsed: Parsed | None = None
        self.records: Records | None = None
        self.changes: tuple[CellChange, ...] = ()
        self.questions: tuple[CountingQuestion, ...] = ()
        self.figures: FiguresFound | None = None
        self.units: UnitNames | None = None
        self.units_asked = UnitsAsked()
        self.sheet, self.is_of_one = "", False

    def read(
        self,
        content: bytes | Path,
        current_records: CurrentRecordsLookup | None,
        beside: Sequence[Records],
    ) -> None:
        """Take the file through all stages; raises ``Stopped`` where it cannot go on."""
        self.progress("file")
        source = read_source(content, self.name, self.findings)
        self.sha256 = source.sha256
        self.progress("form")
        sheet = self._recognised(source)
        self._name_sheet(source)
        if self.is_of_one and len(sheet.recognition.form_sheets) > 1:
            return
        draft = read_rows(sheet, source.separator, self.findings, self.answers.hidden)
        self.recognition = draft.recognition
        self.progress("values")
        if draft.recognition.dataset is PUBLISHED_FIGURES:
            self._find_figures(draft, beside)
            return
        self.parsed = parse(
            draft, self.catalogue, self.answers, self.findings, self.today, self.units
        )
        self.progress("rows")
        self.parsed = settle_units(self.parsed, draft, self.units, self.catalogue, self.findings)
        check_rows(self.parsed, draft, self.catalogue, self.findings, self.today)
        check_said_around(sheet, self.parsed, draft, self.findings)
        self.progress("history")
        asked = against_history.check(
            self.parsed,
            draft,
            current_records,
            self.findings,
            beside,
            source=origin_of(self.sha256, self.sheet),
            answers=self.answers,
            units=self.units,
        )
        self.questions = asked.questions
        self.units_asked = units_asked(
            self.parsed, draft, self.units, asked.matches, self.answers, self.findings
        )
        self.parsed = replace(self.parsed, matches=(*self.parsed.matches, *asked.matches))

    def _find_figures(self, draft: Draft, beside: Sequence[Records]) -> None:
        self.figures = find_figures(
            draft, self.catalogue, self.answers, self.findings, self.today, beside
        )
        self.questions = self.figures.questions if self.figures else ()

    def _name_sheet(self, source: SourceFile) -> None:
        """Tell the sheet by its name from others of the file, where there are any."""
        if self.recognition and len(source.grids) > 1:
            self.sheet = self.recognition.sheet
            several = bool(self.answers.sheet) or len(self.recognition.form_sheets) > 1
            self.name += f" – {printable(self.sheet)}" if several else ""

    def _recognised(self, source: SourceFile) -> FormSheet:
        """Return the form of the file with the steward's cells; those of persons stay."""
        letters = LegacyLetters(source, self.answers)
        source = letters.source
        typed, changes = edited(source, self.answers.edits)
        try:
            sheet = recognise(typed, self.catalogue, self.answers, self.findings)
        except Stopped:
            letters.note(None, self.findings)
            raise
        if changes and sheet.recognition.is_personal:
            self.findings, changes = Findings(), ()
            sheet = recognise(source, self.catalogue, self.answers, self.findings)
        sheet = letters.told(sheet, self.findings)
        self.changes, self.recognition = changes, (found := sheet.recognition)
        self.name = f"{found.form}-{self.sha256[:8]}" if found.is_personal else self.name
        return sheet

    def hold(self, contradicted: Contradicted | None) -> None:
        """Make the records of a file in which nothing is wrong."""
        if self.findings.has_errors or not self.recognition:
            return
        if self.figures:
            records = self._records(self.figures.table, self.recognition, DataStatus.PUBLISHED)
            self.records = replace(records, checks=self._outcomes())
        if not self.parsed:
            return
        table = _table(self.parsed.frame, self.recognition.dataset)
        records = self._records(table, self.recognition, DataStatus.REPORTED)
        for sentence in contradicted(records) if contradicted else ():
            self.findings.add("H03", Place(self.recognition.sheet), sentence)
        self.records = replace(records, checks=self._outcomes())

    def _outcomes(self) -> tuple[CheckOutcome, ...]:
        counts, reasons = self.findings.counts.items(), self.answers.reasons
        return tuple(CheckOutcome(c, CHECKS[c].severity, n, reasons.get(c, "")) for c, n in counts)

    def _records(self, table: pa.Table, recognition: Recognition, status: DataStatus) -> Records:
        return Records(
            dataset=recognition.dataset.name,
            data_status=status,
            name=self.name,
            table=table,
            source_sha256=self.sha256,
            form=recognition.form,
            changes=self.changes,
            counting=counting_decided(self.questions),
            sheet=self.sheet,
            units=tuple(replace(each, source=self.name) for each in self.units_asked.decisions),
        )

    def examination(self, content: bytes | Path) -> Examination:
        """Return all that was found."""
        if not self.sha256 and isinstance(content, bytes):
            self.sha256 = hashlib.sha256(content).hexdigest()
        return Examination(
            name=self.name,
            sha256=self.sha256,
            recognition=self.recognition,
            matches=self.parsed.matches if self.parsed else (),
            findings=self.findings.listed,
            counts=self.findings.counts,
            records=self.records,
            answers=self.answers,
            changes=self.changes,
            questions=self.questions,
            figures=self.figures,
            new_units=self.units_asked.new,
        )


def _table(frame: pd.DataFrame, dataset: Dataset) -> pa.Table:
    """Return a frame without missing cells in the types in which records are stored."""
    columns = {name: pa.array(frame[name]) for name in dataset.column_names}
    return pa.table(columns).cast(arrow_schema(dataset))
