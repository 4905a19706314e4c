"""The arithmetic of an official form: sum rules along each row, totals rows down the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vtdash.returns.findings import Findings
from vtdash.returns.forms import form_words
from vtdash.returns.forms.layout import Row, filled
from vtdash.returns.model import Place

_TERM = r"(?:\.{2,}\+?)?\d{1,2}"
_RULE = re.compile(rf"(\d{{1,2}})=({_TERM}(?:\+{_TERM})*)")
_SPACES = re.compile(r"[\s()\[\]]")
_STARTS = re.compile(r"[(\[]?\s*\d{1,2}\s*=")

Values = Mapping[int, int | None]
"""Column number -> count; blank is 0, a cell that is wrong is None."""

PlaceOf = Callable[[int, int], Place]
"""Row and column number -> the place as the office sees it."""


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
            what = form_words.rule_broken(str(rule), stated, summed)
            findings.add("A02", place(row, rule.total), what, found=str(stated))


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
            what = form_words.part_above_whole(part, some, whole, every)
            findings.add("A01", place(row, part), what, found=str(some))


def check_totals(
    row: int, stated: Values, summed: Values, place: PlaceOf, findings: Findings
) -> None:
    """Note each column in which a totals row differs from the sum of its parts."""
    for column, value in stated.items():
        parts = summed.get(column)
        if value is not None and parts is not None and value != parts:
            what = form_words.total_differs(value, parts)
            findings.add("A03", place(row, column), what, found=str(value))
