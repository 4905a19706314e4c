"""Names to codes: each distinct text of a column is looked up once, whatever the rows it is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from vtdash.model.datasets import AUDIENCES, CITIES, LEVELS, Bilingual
from vtdash.reference import Area, Catalogue
from vtdash.returns.checks.groups import Numbers, Series
from vtdash.returns.checks.membership import areas_by_code
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Candidate, Match, MatchKind, Place
from vtdash.returns.names.matching import matcher_of
from vtdash.returns.wording import LISTED

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

_UNKNOWN = Bilingual("Không có trong danh mục.", "It is in no list.")


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

    def _expected(self, kind: MatchKind) -> Bilingual | None:
        """Return the values of a short list with their names; None for a long one."""
        if len(self._known[kind]) > LISTED or kind == "item":
            return None
        names = [(code, self._catalogue.code(kind, code).name) for code in self._known[kind]]
        vi = ", ".join(f"{code} ({name.vi})" for code, name in names)
        en = ", ".join(f"{code} ({name.en})" for code, name in names)
        return Bilingual(f"Một trong: {vi}.", f"One of: {en}.")


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


def _what(match: Match, times: int, named: Sequence[Area]) -> Bilingual:
    """Return the words for a text without a code; ``named``: areas of other days or cities."""
    said = _near(match.candidates) if match.how == "near" else _UNKNOWN
    if match.kind == "area" and named:
        before = _elsewhere(named)
        said = Bilingual(f"{before.vi} {said.vi}", f"{before.en} {said.en}")
    where = _where(match.rows, times)
    return Bilingual(f"{said.vi}{where.vi}", f"{said.en}{where.en}")


def _near(candidates: Sequence[Candidate]) -> Bilingual:
    vi = ", ".join(f"{c.code} ({c.name.vi})" for c in candidates)
    en = ", ".join(f"{c.code} ({c.name.en})" for c in candidates)
    return Bilingual(f"Gần với {vi}; cần xác nhận.", f"Close to {en}; needs a yes.")


def _elsewhere(areas: Sequence[Area]) -> Bilingual:
    """Return what is known of a name that is none of this period and city."""
    vi = ", ".join(f"{a.code} {a.name.vi}" for a in areas[:_SHOWN])
    en = ", ".join(f"{a.code} {a.name.en}" for a in areas[:_SHOWN])
    return Bilingual(
        f"Tên này là của {vi}, không có hiệu lực trong kỳ và thành phố này.",
        f"This is the name of {en}, which is not in force in this period and city.",
    )


def _where(rows: Sequence[int], times: int) -> Bilingual:
    """Return the first rows of a text that stands in several; nothing where the place says it."""
    if times == 1:
        return Bilingual("", "")
    listed, more = ", ".join(str(row) for row in rows[:_SHOWN]), times - len(rows[:_SHOWN])
    vi, en = (f" và {more} dòng nữa", f" and {more} more") if more else ("", "")
    return Bilingual(f" Có ở dòng {listed}{vi}.", f" It stands in rows {listed}{en}.")
