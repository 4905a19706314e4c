"""Collects the problems of one file while it is read: at most 2,000 listed, all of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NoReturn

from vtdash.returns.model import Finding, Place
from vtdash.returns.registry import CHECKS, STAGES
from vtdash.returns.wording import harmless
from vtdash.text.language import Named

MOST_OF_A_CHECK = 200
"""Findings of one check that are listed: who has more has one cause, many times over."""

MOST = 2_000
"""Findings of a file that are listed; beyond that they are counted."""

_STAGES = tuple(STAGES)


class Stopped(Exception):
    """The file cannot be read any further; the findings say why.

    Internal to the package: the one door catches it. It carries no text, so no cell can leak.
    """


class Findings:
    """The problems of one file. Nothing here raises for what an office wrote.

    ``personal``: the file has a row for each person. It is set when the form is recognised,
    before any cell of a row is looked at; from then on no finding repeats a cell. A sentence
    (``what``, ``expected``, ``do``) never holds a cell that may be personal: it is ``found``.
    """

    def __init__(self, *, personal: bool = False) -> None:
        self.personal = personal
        self._listed: list[Finding] = []
        self._counts: Counter[str] = Counter()
        self._listed_of: Counter[str] = Counter()

    def add(
        self,
        check: str,
        place: Place,
        what: Named,
        *,
        found: str = "",
        expected: Named | None = None,
        do: Named | None = None,
    ) -> None:
        """Note one finding; text of the file is made harmless. ``check`` is an id of CHECKS."""
        self.count(check)
        if self.room(check) == 0:
            return
        self._listed_of[check] += 1
        where = replace(place, sheet=harmless(place.sheet), column=harmless(place.column))
        repeated = "" if self.personal else harmless(found)
        self._listed.append(Finding(check, where, what, repeated, expected, do))

    def stop(
        self,
        check: str,
        place: Place,
        what: Named,
        *,
        found: str = "",
        expected: Named | None = None,
        do: Named | None = None,
    ) -> NoReturn:
        """Note a finding after which reading cannot go on, and raise ``Stopped``."""
        self.add(check, place, what, found=found, expected=expected, do=do)
        raise Stopped

    def count(self, check: str, times: int = 1) -> None:
        """Count findings of a check without listing them."""
        if times:
            self._counts[CHECKS[check].id] += times

    def room(self, check: str) -> int:
        """Return how many more findings of a check would be listed: beyond it, count is enough."""
        left = min(MOST_OF_A_CHECK - self._listed_of[check], MOST - len(self._listed))
        return max(left, 0)

    @property
    def has_errors(self) -> bool:
        """Whether anything was found for which the file cannot be taken."""
        return any(CHECKS[check].severity == "error" for check in self._counts)

    @property
    def listed(self) -> tuple[Finding, ...]:
        """Findings by stage, then row; at most 200 a check and 2,000 in all."""
        return tuple(sorted(self._listed, key=_order))

    @property
    def counts(self) -> Mapping[str, int]:
        """The true number of findings by id of their check, in the order of CHECKS."""
        found = {check: self._counts[check] for check in CHECKS if self._counts[check]}
        return MappingProxyType(found)


def _order(finding: Finding) -> tuple[int, int]:
    return _STAGES.index(CHECKS[finding.check].stage), finding.place.row or 0
