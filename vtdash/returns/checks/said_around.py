"""What title and sheet name say of the numbers: their unit, and of which period they are.

A table in thousands, of the year to date or of a plan looks like any other one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set

from openpyxl.utils import get_column_letter

from vtdash.returns.checks.groups import Series
from vtdash.returns.findings import Findings
from vtdash.returns.forms.layout import FormSheet
from vtdash.returns.model import Draft, Place
from vtdash.returns.names.heading_lines import Line, Mention, read_lines, read_period
from vtdash.returns.names.office_words import plain
from vtdash.returns.parse import Parsed
from vtdash.text.language import Named
from vtdash.text.messages import message

_UNIT = re.compile(r"(?:.*\b(?:đvt|đơn vị(?: tính)?|dvt|don vi tinh|unit)\s*[:(：]\s*)(.+)")
_SCALE = r"(?:nghin|ngan|tram|chuc|trieu|ty|1 ?000|1 ?000 ?000|thousand|million)"
_MONEY = re.compile(rf"(?:({_SCALE}) )?(?:dong|vnd|usd)(?: viet nam)?|(ty)")
_PEOPLE = re.compile(rf"{_SCALE}(?: luot)?(?: (?:nguoi|hoc vien|hv|lao dong|persons))?")
_MILLION = {"trieu", "million", "1000000", "1 000 000"}
_PLAN = re.compile(r"(?:bieu |bang )?(?:ke hoach(?! so| \d| cua)|du kien|chi tieu giao)\b")

_IN_THOUSANDS = message("The heading says that people are counted in thousands.")
_OTHER_MONEY = message("The heading says that money is not in million VND.")
_PLANNED = message("The heading speaks of a plan, while results are stored.")


def check_said_around(sheet: FormSheet, parsed: Parsed, draft: Draft, findings: Findings) -> None:
    """Note another unit above the table than the dataset's, and a heading of other periods."""
    _check_one_period(parsed, draft, findings)
    periods = _quarters(parsed, draft)
    grid, dataset = sheet.grid, sheet.recognition.dataset
    has_money = any(dataset.column(name).kind == "amount" for name in dataset.measures)
    for line in read_lines(grid, sheet.spot.top_row):
        place = Place(grid.name, line.row, get_column_letter(line.column))
        if what := _other_unit(line, has_money=has_money):
            findings.add("S26", place, what, found=line.text)
    if not sheet.grid.name or sheet.recognition.is_personal:
        return
    for place, what, found in (*_titles(sheet, periods), *_tab(sheet, periods)):
        findings.add("S27", place, what, found=found)


def _other_unit(line: Line, *, has_money: bool) -> Named | None:
    """Return which unit a line states, where it is not the dataset's."""
    text = unicodedata.normalize("NFC", line.text).casefold()
    labelled = _UNIT.fullmatch(text)
    for stated in re.split(r"[,;/]", labelled[1] if labelled else text):
        words = plain(stated)
        money = _MONEY.fullmatch(words) if labelled and has_money else None
        if money and (money[1] or money[2]) not in _MILLION:
            return _OTHER_MONEY
        if _PEOPLE.fullmatch(words) and not has_money:
            return _IN_THOUSANDS
    return None


def _titles(sheet: FormSheet, periods: Set[str]) -> Iterator[tuple[Place, Named, str]]:
    """Yield what lines above the table say of other numbers than the quarter's results."""
    fact = next((f for f in sheet.recognition.facts if f.name == "period"), None)
    if len(periods) != 1 or (fact and fact.how == "answered"):
        return
    period = next(iter(periods))
    meanings = [
        words for c in sheet.recognition.dataset.columns for words in (c.meaning.vi, c.meaning.en)
    ]
    for line in read_lines(sheet.grid, sheet.spot.top_row):
        if any(words in line.text for words in meanings):
            continue  # the template's own explanation of a column
        place = Place(sheet.grid.name, line.row, get_column_letter(line.column))
        said = read_period(line.text)
        if sheet.spot.form != "template" and _is_other(said, periods):
            what = message(
                "The heading speaks of another period than that of the rows, {period}.",
                period=period,
            )
            yield place, what, line.text
        elif said.is_part:
            what = message(
                "The heading speaks of more than one quarter, the rows are of {period}.",
                period=period,
            )
            yield place, what, line.text
        elif _PLAN.match(plain(line.text)):
            yield place, _PLANNED, line.text


def _tab(sheet: FormSheet, periods: Set[str]) -> Iterator[tuple[Place, Named, str]]:
    """Yield that the name of the sheet is of another quarter or year than all rows."""
    said = read_period(sheet.grid.name)
    is_other_year = said.years and not said.years & {period[:4] for period in periods}
    if periods and (is_other_year or _is_other(said, periods)):
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
