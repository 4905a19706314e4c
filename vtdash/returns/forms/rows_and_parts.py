"""Rows of a form and the rows under them that count some of their people again.

Marks tell parts: '1.1' under '1', 'a)' or '-' under either, '1' under 'I'. Where no mark does, the
numbers may: a row that is what the rows next to it add up to is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import Counted, PlaceOf
from vtdash.returns.sheet_notes import row_runs, runs_in_words
from vtdash.text.messages import Number, message

_MARKS = (
    re.compile(r"[IVX]{1,5}[.)]?"),
    re.compile(r"(?:\d{1,3}[.)]?)?"),
    re.compile(r"\d{1,3}[.,]\d{1,3}\.?"),
    re.compile(r"\d{1,3}(?:\.\d{1,3}){2}\.?"),
    re.compile(r"\(?(?:[a-hđ]|[ivx]{1,4})[.)]?"),
    re.compile(r"[-+*•–]"),
)
"""Running numbers by how deep they stand; a row without any stands beside '1'."""

_TOP, _LETTER, _DASH = 1, 4, 5
_NAME_MARK = re.compile(r"\s*(?:[-+*•–]\s*|([a-hđ])\)\s*)(?=\S)")
_FEWEST = 2
"""Rows that make a sum: two classes of as many people are no rare thing."""


@dataclass(frozen=True)
class Entry:
    """One row of an occupation: the counts of its columns, and what it gives the records.

    ``number``: its running number as written; ``depth``: how deep its mark stands.
    """

    row: int
    values: Mapping[int, int | None]
    counted: Counted
    number: str = ""
    depth: int = _TOP


def depth_of(number: str, name: str) -> int:
    """Return how deep a row stands by its running number or, without one, by its name.

    >>> depth_of("I", "May"), depth_of("1", "May"), depth_of("", "May"), depth_of("2", "- May")
    (0, 1, 1, 1)
    >>> depth_of("1.1", "May"), depth_of("a", "May"), depth_of("+", "May"), depth_of("", "- May")
    (2, 4, 5, 5)
    """
    if not number and (found := _NAME_MARK.match(name)):
        return _LETTER if found[1] else _DASH
    depths = (depth for depth, mark in enumerate(_MARKS) if mark.fullmatch(number))
    return next(depths, _TOP) if name else _TOP


def is_part_of(whole: Entry, number: str, name: str) -> bool:
    """Return whether a row is part of an open one: it is marked, and stands deeper."""
    is_marked = bool(number or _NAME_MARK.match(name))
    return bool(name) and is_marked and depth_of(number, name) > whole.depth


def without_letter(name: str) -> str:
    """Return a name without the letter that numbers it.

    >>> without_letter("a) May công nghiệp"), without_letter("Hàn điện")
    ('May công nghiệp', 'Hàn điện')
    """
    found = _NAME_MARK.match(name)
    return name[found.end() :] if found and found[1] else name


def parts_of(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Return the parts of the first of some rows, each with its own parts behind it."""
    parts: list[list[Entry]] = []
    for entry in entries[1:]:
        if not parts or entry.depth <= parts[-1][0].depth:
            parts.append([])
        parts[-1].append(entry)
    return list[Sequence[Entry]](parts)


def what_counts(entries: Sequence[Entry], same: Callable[[str], str]) -> Sequence[Entry]:
    """Return which of a row and its parts count: it, where all are of its occupation, else they."""
    if len({same(entry.counted.occupation) for entry in entries}) == 1:
        return entries[:1]
    parts = parts_of(entries)
    return [one for part in parts for one in what_counts(part, same)] if parts else entries


def sums_of_parts(
    entries: Sequence[Entry], always: Collection[int]
) -> Iterator[tuple[int, dict[int, int | None], dict[int, int | None]]]:
    """Yield each row that has parts with its counts and the sums of its parts.

    Columns but ``always`` are left out where only the row or only its parts fill them.
    """
    parts = parts_of(entries)
    if parts:
        values, sums = entries[0].values, added(part[0] for part in parts)
        held = [n for n in values if n in always or (values[n] and sums[n])]
        yield entries[0].row, {n: values[n] for n in held}, {n: sums[n] for n in held}
    for part in parts:
        yield from sums_of_parts(part, always)


def add(sums: dict[int, int | None], values: Mapping[int, int | None]) -> None:
    """Add the counts of a row; a column with a wrong one has no sum."""
    for index, value in values.items():
        before = sums.get(index, 0)
        sums[index] = None if value is None or before is None else before + value


def added(entries: Iterable[Entry]) -> dict[int, int | None]:
    """Return the sums of rows by column."""
    sums: dict[int, int | None] = {}
    for entry in entries:
        add(sums, entry.values)
    return sums


def note_sums(
    rows: Sequence[tuple[str, Counted]],
    same: Callable[[str], str],
    place: PlaceOf,
    column: int,
    findings: Findings,
) -> None:
    """Note each row that is what two or more rows next to it add up to, in people and women.

    ``rows``: running number and counts of the rows that count. Rows under it are of its occupation
    or have no number where it has one; rows above it are of its occupation. ``column``: the people.
    """
    for position, (_, whole) in enumerate(rows):
        under, above = rows[position:], rows[position::-1]
        parts = _sum(under, same, numbered=True) or _sum(above, same, numbered=False)
        if parts:
            what = message(
                "{people} people ({women} women) are what rows {rows} add up to, and all these "
                "rows are counted.",
                people=Number(whole.enrolled),
                women=Number(whole.women),
                rows=runs_in_words(row_runs(sorted(parts))),
            )
            findings.add("A06", place(whole.row, column), what, found=str(whole.enrolled))


def _sum(
    rows: Sequence[tuple[str, Counted]], same: Callable[[str], str], *, numbered: bool
) -> list[int]:
    """Return the rows behind the first that add up to it; nothing where none do."""
    (number, whole), taken = rows[0], list[int]()
    people = women = 0
    for other, part in rows[1:] if whole.enrolled else ():
        is_bare = numbered and number and not other
        is_kin = is_bare or same(part.occupation) == same(whole.occupation)
        if not is_kin or part.area != whole.area or people > whole.enrolled:
            break
        people, women = people + part.enrolled, women + part.women
        taken += [part.row]
        if len(taken) >= _FEWEST and (people, women) == (whole.enrolled, whole.women):
            return taken
    return []
