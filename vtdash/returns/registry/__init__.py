"""The registry of checks: every rule that a return is held against, each with an id."""

from vtdash.returns.registry.cells import TYPES
from vtdash.returns.registry.codes import CODES, KEYS
from vtdash.returns.registry.figures import ARITHMETIC
from vtdash.returns.registry.history import JUMP_LEAST, JUMP_TIMES, PLAUSIBILITY, TIME
from vtdash.returns.registry.model import STAGES, Check, Severity, Stage
from vtdash.returns.registry.structure import STRUCTURE

CHECKS: dict[str, Check] = {
    check.id: check
    for check in (*STRUCTURE, *TYPES, *CODES, *KEYS, *ARITHMETIC, *TIME, *PLAUSIBILITY)
}
"""Every check by id, in the order in which they are run and listed."""

__all__ = [
    "CHECKS",
    "JUMP_LEAST",
    "JUMP_TIMES",
    "STAGES",
    "Check",
    "Severity",
    "Stage",
]
