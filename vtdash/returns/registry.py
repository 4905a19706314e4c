"""The checks that a return is held against, each with an id, as ``checks.toml`` words them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from vtdash.model.datasets import Bilingual

Stage = Literal["structure", "types", "codes", "keys", "arithmetic", "time", "plausibility"]
Severity = Literal["error", "warning"]

CHECKS_FILE = Path(__file__).with_name("checks.toml")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that a return is held against.

    A file with an ``error`` is not taken; a ``warning`` needs a reason from the steward.
    ``title`` names what is wrong, ``expected`` what the file should hold instead, ``do`` what to
    do; ``bad`` and ``fixed`` show it: part of a row or file that breaks the rule, then one that
    does not.
    """

    id: str
    stage: Stage
    severity: Severity
    title: Bilingual
    expected: Bilingual
    do: Bilingual
    bad: str
    fixed: str


def read_checks(file: Path = CHECKS_FILE) -> tuple[dict[Stage, Bilingual], dict[str, Check]]:
    """Return the names of the stages and the checks by id, both in the order of the file.

    Raises ``TypeError`` or ``ValueError`` for an entry that lacks a field, has one too many, or
    names a stage or severity that does not exist.
    """
    entries = tomllib.loads(file.read_text(encoding="utf-8"))
    stages = {stage: Bilingual(**name) for stage, name in entries["stages"].items()}
    if tuple(stages) != get_args(Stage):
        raise ValueError(f"{file.name}: stages are {', '.join(get_args(Stage))}")
    return stages, {name: _check(name, entry) for name, entry in entries["checks"].items()}


def _check(name: str, entry: dict[str, Any]) -> Check:
    words = {field: Bilingual(**entry.pop(field)) for field in ("title", "expected", "do")}
    check = Check(id=name, **words, **entry)
    if check.stage not in get_args(Stage) or check.severity not in get_args(Severity):
        raise ValueError(f"{CHECKS_FILE.name}: {name} has no such stage or severity")
    return check


STAGES, CHECKS = read_checks()
"""The stages and their names; every check by id. Both in the order in which checks run."""
