"""What was decided about reporting units: a list that only grows, one file in each snapshot.

A snapshot carries all decisions up to it, so that going back takes them back as well, and none is
current before the records that came with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from vtdash.model.errors import SnapshotMissing
from vtdash.store.manifest import Input, current_id, damaged, snapshot_folder

UNIT_DECISIONS = "units.jsonl"

MERGED = "merged"
"""The form of records that a merge has made; they are named by the unit that was merged."""

UnitAct = Literal["created", "alias", "renamed", "merged", "closed", "moved", "undone"]


@dataclass(frozen=True)
class UnitDecision:
    """One decision about a unit: who made it, when, and which return it came with (``source``).

    ``day``: from when it holds (of a closing the last day), empty for always. ``other``: the other
    spelling of an alias, the successor of a merged unit, the number of a decision that is undone.
    ``name_vi``, ``name_en``: of a unit that is created or renamed; ``city``, ``area_code``: where
    one is created or moves to; ``choice``: whether published rows of a merged unit add to those of
    its successor ('adds') or are contained in them.
    """

    act: UnitAct
    unit: str
    day: str = ""
    other: str = ""
    name_vi: str = ""
    name_en: str = ""
    kind: str = ""
    city: str = ""
    area_code: str = ""
    choice: str = ""
    source: str = ""
    by: str = ""
    when: str = ""

    @property
    def since(self) -> date | None:
        """The day from which it holds; None for always."""
        return date.fromisoformat(self.day) if self.day else None


def unit_decisions(data: Path) -> tuple[UnitDecision, ...]:
    """Return the decisions of the current snapshot, oldest first; none before the first.

    Raises ``SnapshotDamaged`` where they cannot be read.
    """
    try:
        folder = snapshot_folder(data, current_id(data))
    except SnapshotMissing:
        return ()
    path = folder / UNIT_DECISIONS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(UnitDecision(**json.loads(line)) for line in lines)
    except FileNotFoundError:  # made before there was a register
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise damaged(folder, UNIT_DECISIONS, "không đọc được", "cannot be read") from error


def decisions_text(decisions: Iterable[UnitDecision]) -> str:
    """Return decisions as they are stored: one line of JSON each, without what is empty."""
    said = ({name: v for name, v in asdict(each).items() if v} for each in decisions)
    return "".join(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in said)


def signed_decisions(
    before: Sequence[UnitDecision], new: Iterable[UnitDecision], by: str, when: str
) -> tuple[UnitDecision, ...]:
    """Return the decisions with new ones behind them; what two files of a load say stands once."""
    known = {(each.act, each.unit, each.other) for each in in_force(before).values()}
    added: dict[tuple[str, str, str], UnitDecision] = {}
    for each in new:
        key = (each.act, each.unit, each.other)
        if each.act not in {"created", "alias"} or key not in known:
            added.setdefault(key, replace(each, by=by, when=when))
    return (*before, *added.values())


def without_undone(inputs: Iterable[Input], decisions: Sequence[UnitDecision]) -> list[Input]:
    """Return inputs without the records of merges that are undone by now."""
    merged = {each.unit for each in in_force(decisions).values() if each.act == "merged"}
    return [each for each in inputs if each.form != MERGED or each.name in merged]


def in_force(decisions: Sequence[UnitDecision]) -> dict[int, UnitDecision]:
    """Return the decisions that hold by their numbers, which count from 1."""
    undone = {int(each.other) for each in decisions if each.act == "undone"}
    return {
        number: each
        for number, each in enumerate(decisions, 1)
        if each.act != "undone" and number not in undone
    }
