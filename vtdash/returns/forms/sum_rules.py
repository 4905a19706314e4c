"""Sum rules as official forms print them under their headings: ``3=4+5+7+...+12``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vtdash.returns.forms.layout import Row, filled

_TERM = r"(?:\.{2,}\+?)?\d{1,2}"
_RULE = re.compile(rf"(\d{{1,2}})=({_TERM}(?:\+{_TERM})*)")
_SPACES = re.compile(r"[\s()\[\]]")
_STARTS = re.compile(r"[(\[]?\s*\d{1,2}\s*=")


@dataclass(frozen=True)
class Rule:
    """Column ``total`` is the sum of the columns ``parts``, all by their numbers."""

    total: int
    parts: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.total}={'+'.join(map(str, self.parts))}"


STANDARD = (
    Rule(1, (3, 13, 14)),
    Rule(3, (4, 5, 7, 8, 9, 10, 11, 12)),
    Rule(15, (16, 21)),
)
"""Rules of Form 1 for a sheet whose rule row was left out."""


def parse_rule(written: str) -> Rule | None:
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
    return Rule(total, parts) if sound else None


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


def read_rules(cells: Row, standard: tuple[Rule, ...] = ()) -> tuple[Rule, ...]:
    """Return the rules of a rule row; one that cannot be read is taken from ``standard``."""
    rules: dict[int, Rule] = {}
    by_total = {rule.total: rule for rule in standard}
    for _, found in filled(cells):
        if not _STARTS.match(found):
            continue
        rule = parse_rule(found) or by_total.get(int(re.findall(r"\d+", found)[0]))
        if rule:
            rules.setdefault(rule.total, rule)
    return tuple(rules.values())
