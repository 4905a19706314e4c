"""Names to codes: each distinct text of a column is looked up once, whatever the rows it is in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from vtdash.model.datasets import AUDIENCES, CITIES, LEVELS
from vtdash.reference import Area, Catalogue, FormerWard
from vtdash.returns.checks.groups import Numbers, Series
from vtdash.returns.checks.membership import areas_by_code
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Candidate, Match, MatchKind, Place
from vtdash.returns.names.matching import matcher_of
from vtdash.returns.wording import LISTED, enumerated
from vtdash.text.language import Named
from vtdash.text.messages import Message, Number, message

MOST_UNSURE = 500
"""Texts of a column that are compared with the names of a list: comparing spellings is slow.

Beyond them only exact names are found; who has this many has filled in another column.
"""

MOST_UNKNOWN = 20_000
"""Texts without a code in a column after which only codes are read: names take a while, too."""

_MOST_MATCHES = 2_000
"""Matches of a column that are handed on."""

_MOST_ROWS = 1_000
"""Rows that a match names."""

_SHOWN = 5

_UNKNOWN = message("It is in no list.")


@dataclass(frozen=True)
class Asked:
    """A text to look up, with what narrows it down: city and day, where the row has them."""

    text: str
    city: str = ""
    day: date | None = None


class Resolver:
    """Looks texts up for one file and keeps what it matched, in the order of the columns."""

    def __init__(self, catalogue: Catalogue, answers: Answers, findings: Findings) -> None:
        self.matches: list[Match] = []
        self._matcher = matcher_of(catalogue)
        self._accepted = answers.accepted
        self._findings = findings
        self._catalogue = catalogue
        self._known: dict[MatchKind, tuple[str, ...]] = {
            "city": CITIES,
            "level": LEVELS,
            "audience": AUDIENCES,
            "area": tuple(areas_by_code(catalogue)),
            "occupation": tuple(catalogue.occupation_by_key),
            "item": tuple(catalogue.items),
        }

    def column(
        self,
        kind: MatchKind,
        groups: Numbers,
        asked: Sequence[Asked],
        rows: Numbers,
        place: Callable[[int], Place],
    ) -> Series:
        """Return a categorical column of codes; a text that has none is missing, and noted.

        ``groups``: for each row the number of its text in ``asked``, -1 where it is blank.
        ``rows``: the rows' numbers in the file, ``place`` makes a place of one.
        """
        known, unsure = frozenset(self._known[kind]), 0
        found: list[Match] = []
        for one in asked:
            found.append(self._match(kind, one, known, unsure))
            unsure += not found[-1].code
        placed = _with_rows(found, groups, rows)
        self.matches += [match for match, _ in placed[:_MOST_MATCHES]]
        self._note(kind, [(match, times) for match, times in placed if not match.code], place)
        return _column([match.code for match in found], groups, rows)

    def note_renamed(
        self,
        asked: Sequence[Asked],
        groups: Numbers,
        rows: Numbers,
        place: Callable[[int], Place],
    ) -> None:
        """Note once which codes without a name had another name before: which one was meant?"""
        found = {
            number: both
            for number, one in enumerate(asked)
            if (both := self._matcher.former.renamed(one.text))
            and one.day is not None
            and both[1].is_valid_on(one.day)
        }
        if found:
            first = int(rows[np.isin(groups, list(found))][0])
            self._findings.add("C07", place(first), _renamed(dict.fromkeys(found.values())))

    def _match(self, kind: MatchKind, asked: Asked, known: frozenset[str], unsure: int) -> Match:
        if asked.text in known:
            return Match(kind, asked.text, asked.text, "exact")
        if unsure >= MOST_UNKNOWN:
            return Match(kind, asked.text, "", "unknown")
        return self._matcher.match(
            kind,
            asked.text,
            city=asked.city,
            day=asked.day,
            accepted=self._accepted,
            search=unsure < MOST_UNSURE,
        )

    def _note(
        self,
        kind: MatchKind,
        found: Sequence[tuple[Match, int]],
        place: Callable[[int], Place],
    ) -> None:
        for match, times in found:
            check = "C02" if match.how == "near" else "C01"
            if not self._findings.room(check):
                self._findings.count(check)
                continue
            self._findings.add(
                check,
                place(match.rows[0]),
                _what(match, times, self._matcher.areas_named(match.text)),
                found=match.text,
                expected=self._expected(kind),
            )

    def _expected(self, kind: MatchKind) -> Named | None:
        """Return the values of a short list with their names; None for a long one."""
        if len(self._known[kind]) > LISTED or kind == "item":
            return None
        names = [(code, self._catalogue.code(kind, code).name) for code in self._known[kind]]
        return message("One of: {values}.", values=enumerated("{code} ({name})", names))


def _with_rows(found: Sequence[Match], groups: Numbers, rows: Numbers) -> list[tuple[Match, int]]:
    """Return the matches that are not plain codes with their rows, and how many rows they have."""
    wanted = np.array([match.text != match.code for match in found], dtype=bool)
    if not wanted.any():
        return []
    at = np.flatnonzero((groups >= 0) & wanted[groups])
    at = at[np.argsort(groups[at], kind="stable")]
    numbers, starts, times = np.unique(groups[at], return_index=True, return_counts=True)
    return [
        (_placed(found[number], rows[at[start : start + min(count, _MOST_ROWS)]]), int(count))
        for number, start, count in zip(numbers, starts, times, strict=True)
    ]


def _placed(match: Match, rows: Numbers) -> Match:
    listed = tuple(int(row) for row in rows)
    return Match(match.kind, match.text, match.code, match.how, match.candidates, listed)


def _column(found: Sequence[str], groups: Numbers, rows: Numbers) -> Series:
    distinct = sorted({code for code in found if code})
    number = {code: n for n, code in enumerate(distinct)}
    numbers = np.array([*(number.get(code, -1) for code in found), -1], dtype=np.int32)
    categories = pd.Index(distinct, dtype="str")
    return pd.Series(pd.Categorical.from_codes(numbers[groups], categories), index=rows)


def _what(match: Match, times: int, named: Sequence[Area | FormerWard]) -> Message:
    """Return the words for a text without a code; ``named``: areas of other days or cities."""
    problem = _near(match.candidates) if match.how == "near" else _UNKNOWN
    if match.kind == "area" and named:
        areas = ((area.code, area.name) for area in named[:_SHOWN])
        problem = message(
            "This is the name of {areas}, which is not valid in this period and city. {problem}",
            areas=enumerated("{code} {name}", areas),
            problem=problem,
        )
    return problem if times == 1 else _with_first_rows(problem, match.rows[:_SHOWN], times)


def _renamed(found: Collection[tuple[FormerWard, Area]]) -> Message:
    """Return which codes of today had another name before July 2025, the first few with both."""
    both = [
        (area.code, message("before: {before}; today: {now}", before=ward.name, now=area.name))
        for ward, area in found
    ]
    return message(
        "Codes without a name that were those of other units before July 2025: {n}. "
        "{codes}{more}. They are read as the units of today.",
        n=Number(len(both)),
        codes=enumerated("{code} ({name})", both[:_SHOWN]),
        more=" …" if len(both) > _SHOWN else "",
    )


def _near(candidates: Sequence[Candidate]) -> Message:
    names = enumerated("{code} ({name})", ((each.code, each.name) for each in candidates))
    return message("Close to {names}; needs a yes.", names=names)


def _with_first_rows(problem: Message, rows: Sequence[int], times: int) -> Message:
    """Return a problem with the first rows of a text that is in several."""
    listed, more = ", ".join(str(row) for row in rows), times - len(rows)
    if not more:
        return message("{problem} It stands in rows {rows}.", problem=problem, rows=listed)
    return message(
        "{problem} It stands in rows {rows} and {more} more.",
        problem=problem,
        rows=listed,
        more=Number(more),
    )
