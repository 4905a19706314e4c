"""What makes a row of a mart safe to be told, mart by mart (docs/methods/disclosure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

Counts = Mapping[str, int]
Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Guard:
    """What makes a row of one mart safe, and which of its columns are hidden, the first first.

    ``counts``: behind each of them stand nobody or enough people; ``answers``: (part, base) of
    which neither nobody nor all may be told; ``size``: the count by which the smallest row is
    found that others are counted with; ``surveys``: the column by which the same people stand in
    several rows, so that these are counted together in the same way.
    """

    size: str
    ladder: tuple[str, ...]
    counts: tuple[str, ...]
    answers: tuple[tuple[str, str], ...] = ()
    surveys: str = ""

    def is_safe(self, row: Counts, least: int) -> bool:
        """Return whether a row tells of nobody or enough, and nobody's answer."""
        for name in self.counts:
            if 0 < row[name] < least:
                return False
        return all(not row[base] or 0 < row[part] < row[base] for part, base in self.answers)

    def place_and_time(self, keys: Iterable[str]) -> Callable[[Row], Key]:
        """Return what tells the rows of a city and period, of which cells go together."""
        aside = {*self.ladder, self.surveys}
        return itemgetter(*(key for key in keys if key not in aside))

    @cached_property
    def cell(self) -> Callable[[Row], Key]:
        """What tells a cell within its place and time."""
        return itemgetter(*self.ladder)


GUARDS = {
    "enrolment": Guard("enrolled", ("occupation_key", "level", "area_id"), ("enrolled",)),
    "graduate_tracer": Guard(
        "graduated",
        ("occupation_key", "level", "area_id"),
        ("enrolled", "graduated", "respondents", "employed"),
        (("employed", "respondents"), ("in_field", "employed")),
        surveys="months_after",
    ),
    "digital_skills": Guard("trained", ("audience", "area_id"), ("trained",)),
}
"""Marts that count people. Milestones and money of tasks are of offices, not of persons."""
