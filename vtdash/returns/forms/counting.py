"""Counts of official forms: read, held against sum rules and totals, made rows of enrolment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vtdash.model.datasets import ENROLMENT
from vtdash.returns.files.cells import TWO_WAYS, Wrong, as_text, count
from vtdash.returns.findings import Findings
from vtdash.returns.forms.drafts import coded_column, draft_frame
from vtdash.returns.forms.layout import FormSheet, Row, at, filled, is_blank, is_dash
from vtdash.returns.forms.stated_totals import total_differs
from vtdash.returns.model import Cell, Draft, Place
from vtdash.returns.names.office_words import plain
from vtdash.returns.wording import part_above_whole
from vtdash.text.messages import Number, message

ALL, NONE = "all", "none"
"""Answers to whether the learners of a form are rural workers."""

_FACTS = {
    "city": "city",
    "period": "period",
    "area_code": "area",
    "institution_id": "institution",
    "occupation_key": "occupation",
    "level": "level",
}
_OF_ROWS = {"occupation_key": "occupation", "level": "level", "area_code": "area"}
_NO_ROWS = message("There is no row to count under the header.")
_BLANK = message("This cell is blank.")

_ROUND = re.compile(r"[1-9]\d{0,2}[.,]000")
_TERM = r"(?:\.{2,}\+?)?\d{1,2}"
_RULE = re.compile(rf"(\d{{1,2}})=({_TERM}(?:\+{_TERM})*)")
_SPACES = re.compile(r"[\s()\[\]]")
_STARTS = re.compile(r"[(\[]?\s*\d{1,2}\s*=")

Values = Mapping[int, int | None]
"""Column number -> count; blank is 0, a cell that is wrong is None."""

PlaceOf = Callable[[int, int], Place]
"""Row and column number -> the place as the office sees it."""


@dataclass(frozen=True)
class Counted:
    """Learners of one occupation at one level; empty texts where the form has no such column."""

    row: int
    enrolled: int
    women: int
    occupation: str = ""
    level: str = ""
    area: str = ""


def is_count(cell: Cell) -> bool:
    """Return whether a cell can be read as a count."""
    return not is_blank(cell) and not isinstance(count(cell, grouped=True), Wrong)


def read_count(cell: Cell, place: Place, findings: Findings, *, blank: int | None) -> int | None:
    """Return a count, 0 for a dash, ``blank`` for a blank cell, None where it is wrong (and noted).

    A blank cell is noted as well where ``blank`` is None.
    """
    if is_dash(cell):
        return 0
    if is_blank(cell):
        if blank is None:
            findings.add("T01", place, _BLANK)
        return blank
    value = count(cell, grouped=True)
    if isinstance(value, Wrong):
        findings.add(value.check, place, value.what, found=as_text(cell))
        return None
    return value


def check_thousands(
    rows: Iterable[tuple[int, Row]], column: int, place: Place, findings: Findings
) -> None:
    """Note a column in which every count ends in '.000': three decimals look just so.

    Beside one other count, such as '25' or '1.250', the points are thousands.
    """
    cells = [(row, at(cells, column)) for row, cells in rows]
    counts = [(row, as_text(cell)) for row, cell in cells if is_count(cell)]
    stated = [(row, text) for row, text in counts if text.strip("0")]
    if stated and all(_ROUND.fullmatch(text) for _, text in stated):
        first, text = stated[0]
        findings.add("T03", replace(place, row=first), TWO_WAYS, found=text)


def as_counted(
    row: int, people: int | None, women: int | None, occupation: str = "", level: str = ""
) -> Counted:
    """Return an entry; a count that is wrong stands as 0, it is noted and nothing is published.

    More women than people is noted by the form in the row where it stands.
    """
    known = people is not None and women is not None and women <= people
    return Counted(row, people or 0, (women or 0) if known else 0, occupation, level)


def added_up(entries: Sequence[Counted], same: Callable[[str], str]) -> tuple[Counted, ...]:
    """Return one entry for each occupation, level and area, at the row where it stands first."""
    groups: dict[tuple[str, str, str], Counted] = {}
    for one in entries:
        key = (same(one.occupation), plain(one.level), plain(one.area))
        before = groups.get(key)
        groups[key] = (
            one
            if before is None
            else replace(
                before, enrolled=before.enrolled + one.enrolled, women=before.women + one.women
            )
        )
    return tuple(groups.values())


def enrolment_draft(
    sheet: FormSheet, entries: Sequence[Counted], columns: Mapping[str, str], findings: Findings
) -> Draft:
    """Return the draft of enrolment: facts of the whole form beside the counts of each row.

    ``columns`` holds the places of the columns that the form has; the others are facts. One
    that is missing leaves its column missing; it is noted where facts are gathered.
    """
    if not entries and "S16" not in findings.counts:
        findings.add("S13", sheet.place(sheet.spot.header_row), _NO_ROWS)
    recognition, given = sheet.recognition, list(entries)
    facts = {column: recognition.fact(name) for column, name in _FACTS.items()}
    rural = {ALL: [one.enrolled for one in given], NONE: [0] * len(given)}
    cells: dict[str, list[Cell]] = {column: [fact] * len(given) for column, fact in facts.items()}
    for column, own in _OF_ROWS.items():
        cells[column] = [getattr(one, own) or facts[column] for one in given]
    cells["enrolled"] = [one.enrolled for one in given]
    cells["enrolled_women"] = [one.women for one in given]
    cells["enrolled_rural"] = list(rural.get(recognition.fact("rural"), [None] * len(given)))
    held = {name: coded_column(column) for name, column in cells.items()}
    table = draft_frame(ENROLMENT, held, [one.row for one in given])
    return Draft(recognition, table, dict(columns), grouped_counts=True)


@dataclass(frozen=True)
class SumRule:
    """Column ``total`` is the sum of the columns ``parts``, all by their numbers."""

    total: int
    parts: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.total}={'+'.join(map(str, self.parts))}"


STANDARD = (
    SumRule(1, (3, 13, 14)),
    SumRule(3, (4, 5, 7, 8, 9, 10, 11, 12)),
    SumRule(15, (16, 21)),
)
"""Rules of Form 1 for a sheet whose rule row was left out."""


def parse_rule(written: str) -> SumRule | None:
    """Return the rule that a text states, or None; '...' runs on from the number before it.

    >>> str(parse_rule("3 = 4+5+7+…+12"))
    '3=4+5+7+8+9+10+11+12'
    """
    compact = _SPACES.sub("", written).replace("…", "...")
    found = _RULE.fullmatch(compact)
    if not found:
        return None
    total, parts = int(found[1]), _terms(re.findall(r"\d+|\.{2,}", found[2]))
    sound = parts and total not in parts and len(set(parts)) == len(parts)
    return SumRule(total, parts) if sound else None


def _terms(written: list[str]) -> tuple[int, ...]:
    """Return the numbers with the ones that dots stand for; nothing if dots lead nowhere."""
    numbers: list[int] = []
    for here, term in enumerate(written):
        if term.isdigit():
            numbers.append(int(term))
            continue
        last = int(written[here + 1])  # a number follows dots in every rule that fits
        if not numbers or last <= numbers[-1]:
            return ()
        numbers.extend(range(numbers[-1] + 1, last))
    return tuple(numbers)


def is_rule_row(cells: Row) -> bool:
    """Return whether a row states sum rules."""
    return any(isinstance(c, str) and "=" in c and _STARTS.match(c.strip()) for c in cells)


def read_rules(cells: Row, standard: tuple[SumRule, ...] = ()) -> tuple[SumRule, ...]:
    """Return the rules of a rule row; one that cannot be read is taken from ``standard``."""
    rules: dict[int, SumRule] = {}
    by_total = {rule.total: rule for rule in standard}
    for _, found in filled(cells):
        if not _STARTS.match(found):
            continue
        rule = parse_rule(found) or by_total.get(int(re.findall(r"\d+", found)[0]))
        if rule:
            rules.setdefault(rule.total, rule)
    return tuple(rules.values())


def check_rules(
    row: int, values: Values, rules: Iterable[SumRule], place: PlaceOf, findings: Findings
) -> None:
    """Note each rule that does not hold in a row, at the column of the sum."""
    for rule in rules:
        stated, parts = values.get(rule.total), [values.get(part) for part in rule.parts]
        if stated is None or None in parts:
            continue
        summed = sum(part for part in parts if part is not None)
        if stated != summed:
            what = message(
                "{stated} is not {summed}, the sum of {parts} (rule {rule} of the form).",
                rule=str(rule),
                stated=Number(stated),
                summed=Number(summed),
                parts=_parts(row, rule, values, place),
            )
            findings.add("A02", place(row, rule.total), what, found=str(stated))


def _parts(row: int, rule: SumRule, values: Values, place: PlaceOf) -> str:
    """Return the parts of a sum that are not zero, each by its column and value."""
    shown = [f"{place(row, part).column}: {values[part]}" for part in rule.parts if values[part]]
    return "; ".join(shown) or "0"


def check_bounds(
    row: int,
    values: Values,
    bounds: Iterable[tuple[int, int]],
    place: PlaceOf,
    findings: Findings,
) -> None:
    """Note a column of a row that is above the column that it is a part of."""
    for part, whole in bounds:
        some, every = values.get(part), values.get(whole)
        if some is not None and every is not None and some > every:
            what = part_above_whole(some, every, place(row, whole).called)
            findings.add("A01", place(row, part), what, found=str(some))


def check_totals(
    row: int, stated: Values, summed: Values, place: PlaceOf, findings: Findings
) -> None:
    """Note each column in which a totals row differs from the sum of its parts."""
    for column, value in stated.items():
        parts = summed.get(column)
        if value is not None and parts is not None and value != parts:
            what = total_differs(value, parts)
            findings.add("A03", place(row, column), what, found=str(value))
