"""What stands around a table and says what its numbers are: unit, period, enrolments or others.

A table in thousands, of the year to date, of a plan or of graduates looks like any other one. What
stands in no cell (boxes, footnotes, the heading of the printed page) is asked the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import groupby

from openpyxl.utils import get_column_letter

from vtdash.model.datasets import ENROLMENT
from vtdash.model.period import quarter_of, quarter_or_year
from vtdash.returns.checks.groups import Series
from vtdash.returns.checks.said_units import other_unit
from vtdash.returns.checks.signed import check_signed
from vtdash.returns.findings import Findings
from vtdash.returns.forms.around_table import remarks_left_out
from vtdash.returns.forms.foot import foot_lines, is_foot_remark
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.model import Draft, Place
from vtdash.returns.names.heading_lines import Line, Mention, read_lines, read_period
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.spans import read_beginning, read_spans
from vtdash.returns.parse import Parsed
from vtdash.text.language import Named
from vtdash.text.messages import message

_PLAN = re.compile(r"(?:bieu |bang )?(?:ke hoach(?! so| \d| cua)|du kien|chi tieu giao)\b")

_PLANNED = message("The heading speaks of a plan, while results are stored.")

_LEGAL = re.compile(r"\b(?:ban hanh|thong tu|quyet dinh so|nghi dinh|nghi quyet|can cu)\b")
_ENROLLED = r"(?!.*\b(?:tuyen sinh|tuyen moi|nhap hoc|khai giang|mo lop)\b)"
_OTHERS = (
    (
        re.compile(
            rf"^{_ENROLLED}.*(?:\btot nghiep\b(?! (?:thcs|thpt|trung hoc|pho thong|lop \d|cap \d))|"
            r"\bhoan thanh khoa\b|\b(?:cap|nhan) (?:chung chi|van bang|bang tot nghiep)\b)"
        ),
        message("The heading speaks of graduates or of certificates, while enrolments are stored."),
    ),
    (
        re.compile(rf"^{_ENROLLED}.*\b(?:bo|thoi|nghi) hoc\b"),
        message("The heading speaks of learners who left, while enrolments are stored."),
    ),
    (
        re.compile(
            r"\bnhu cau (?:dang ky )?(?:hoc|dao tao)\b|"
            r"\bdang ky (?:nhu cau |tham gia |du )?(?:hoc|tuyen sinh|dao tao|tham gia)\b"
        ),
        message("The heading speaks of demand or registrations, while enrolments are stored."),
    ),
    (
        re.compile(r"\buoc (?:thuc hien|th|tinh|dat)\b|\(uoc\)"),
        message("The heading speaks of an estimate, while results are stored."),
    ),
)
"""Whom a heading speaks of, in plain words, where these are not those who enrolled."""

_LETTERHEAD = frozenset({"cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc"})
_UNREAD = message("A text stands outside the cells and is no part of the table; it is not read.")


def check_said_around(sheet: FormSheet, parsed: Parsed, draft: Draft, findings: Findings) -> None:
    """Note another unit around the table than the dataset's, and words of other numbers."""
    _check_one_period(parsed, draft, findings)
    periods, notes = _quarters(parsed, draft), sheet.grid.notes
    above = read_lines(sheet.grid, sheet.spot.top_row)
    outside = list(_outside(notes.beside))
    under = foot_lines(sheet) if sheet.spot.form != "template" else ()
    lines = (*above, *_broken(above), *outside, *_outside(notes.printed), *under)
    told = _told_of(lines, sheet, periods, findings)
    told |= {line for line in outside if plain(line.text) in _LETTERHEAD}
    if unread := [line for line in outside if line not in told]:
        findings.add("S22", Place(sheet.grid.name), _UNREAD, found=unread[0].text)
    if remarks := [line for line in under if line not in told and is_foot_remark(line.text)]:
        what, place = remarks_left_out(line.row for line in remarks), remarks[0].row
        findings.add("S22", Place(sheet.grid.name, place), what, found=remarks[0].text)
    if len(periods) == 1:
        check_signed(sheet, (*above, *under), next(iter(periods)), findings)
    if sheet.grid.name and not sheet.recognition.is_personal:
        for place, what, found in _tab(sheet, periods):
            findings.add("S27", place, what, found=found)


def _told_of(
    lines: Iterable[Line], sheet: FormSheet, periods: Set[str], findings: Findings
) -> set[Line]:
    """Note and return the lines that are about other units or other numbers than the table's."""
    told = set[Line]()
    for line in lines:
        unit = other_unit(line.text, has_money=_has_money(sheet))
        if what := unit or _other_numbers(line, sheet, periods):
            place = Place(sheet.grid.name, line.row or None, _column(line))
            findings.add("S26" if unit else "S27", place, _where(line, what), found=line.text)
            told.add(line)
    return told


def _outside(texts: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of texts that stand in no cell, as of row 0."""
    lines = (line for text in texts for line in text.splitlines() if plain(line))
    return (Line(0, number, line) for number, line in enumerate(lines, start=1))


def _broken(above: Iterable[Line]) -> Iterator[Line]:
    """Yield rows, as one line, that name a span of days in several cells and in none of them."""
    for _, group in groupby(above, key=lambda line: line.row):
        row = list(group)
        whole = Line(row[0].row, row[0].column, " ".join(line.text for line in row))
        if read_spans(whole.text) and not any(read_spans(line.text) for line in row):
            yield whole


def _column(line: Line) -> str:
    return get_column_letter(line.column) if line.row else ""


def _where(line: Line, what: Named) -> Named:
    """Return what a line says, with where it stands if it is in no cell."""
    return (
        what
        if line.row
        else message("Outside the cells (box, footnote, comment, printed page): {what}", what=what)
    )


def _has_money(sheet: FormSheet) -> bool:
    dataset = sheet.recognition.dataset
    return any(dataset.column(name).kind == "amount" for name in dataset.measures)


def _other_numbers(line: Line, sheet: FormSheet, periods: Set[str]) -> Named | None:
    """Return what a line says of other numbers than the quarter's enrolments or results."""
    columns = sheet.recognition.dataset.columns if sheet.spot.form == "template" else ()
    if any(words in line.text for c in columns for words in (c.meaning.vi, c.meaning.en)):
        return None  # the template's own explanation of a column
    return _of_other_time(line, sheet, periods) or (
        _not_enrolled(line.text) if sheet.recognition.dataset is ENROLMENT else None
    )


def _of_other_time(line: Line, sheet: FormSheet, periods: Set[str]) -> Named | None:
    """Return that a line speaks of another period than the rows', of several, or of a plan."""
    fact = next((f for f in sheet.recognition.facts if f.name == "period"), None)
    if len(periods) != 1 or (fact and fact.how == "answered"):
        return None
    period, said = next(iter(periods)), read_period(line.text)
    is_other = sheet.spot.form != "template" and _is_other(said, periods)
    if is_other or not all(span.is_of(period) for span in said.spans):
        return message(
            "The heading speaks of another period than that of the rows, {period}.", period=period
        )
    begins = read_beginning(line.text, int(period[:4]))
    if begins and quarter_or_year(begins.year, quarter_of(begins)) != period:
        return message(
            "By the heading the class began in another quarter than that of the rows, {period}.",
            period=period,
        )
    if said.is_part:
        return message(
            "The heading speaks of more than one quarter, the rows are of {period}.", period=period
        )
    return _PLANNED if _PLAN.match(plain(line.text)) else None


def _not_enrolled(text: str) -> Named | None:
    """Return whom a line speaks of, where these are not those who enrolled.

    >>> _not_enrolled("DANH SÁCH HỌC VIÊN TỐT NGHIỆP").en
    'The heading speaks of graduates or of certificates, while enrolments are stored.'
    >>> _not_enrolled("Kết quả tuyển sinh, tốt nghiệp"), _not_enrolled("Học viên tốt nghiệp THCS")
    (None, None)
    """
    words = plain(text)
    if _LEGAL.search(words):
        return None
    return next((what for pattern, what in _OTHERS if pattern.search(words)), None)


def _tab(sheet: FormSheet, periods: Set[str]) -> Iterator[tuple[Place, Named, str]]:
    """Yield that the name of the sheet is of another quarter or year than all rows."""
    said = read_period(sheet.grid.name)
    is_other = bool(said.years) and not said.years & {period[:4] for period in periods}
    is_other |= _is_other(said, periods)
    if len(periods) == 1:
        is_other |= said.is_part or not all(span.is_of(*periods) for span in said.spans)
    if periods and is_other:
        what = message(
            "The sheet is named after another period than that of its rows, {periods}.",
            periods=", ".join(sorted(periods)),
        )
        yield Place(sheet.grid.name), what, sheet.grid.name


def _is_other(said: Mention, periods: Set[str]) -> bool:
    """Return whether a text names quarters, none of which is one of the rows'."""
    numbers = {int(period[-1]) for period in periods}
    return bool(
        (said.quarters and not said.quarters & periods)
        or (said.numbers and not said.numbers & numbers)
    )


def _check_one_period(parsed: Parsed, draft: Draft, findings: Findings) -> None:
    """Note rows of another quarter than the heading's."""
    recognition = draft.recognition
    stated, name = recognition.fact("period"), recognition.dataset.period
    if not stated or recognition.dataset.column(name).kind != "quarter":
        return
    periods: Series = parsed.frame[name]
    others: Series = periods.loc[periods.notna() & (periods != stated)]
    what = message("The heading says {stated}.", stated=stated)
    listed = others.iloc[: findings.room("P05")]
    for row, found in zip(listed.index, listed, strict=True):
        findings.add("P05", draft.place(int(row), name), what, found=str(found))
    findings.count("P05", len(others) - len(listed))


def _quarters(parsed: Parsed, draft: Draft) -> frozenset[str]:
    """Return the quarters of the rows; of a dataset of years none."""
    dataset = draft.recognition.dataset
    is_of_quarters = dataset.column(dataset.period).kind == "quarter"
    return (
        frozenset(parsed.frame[dataset.period].dropna().unique()) if is_of_quarters else frozenset()
    )
