"""Returns of offices: a file in, checked records out, or every problem it has at once."""

from vtdash.returns.checks.against_history import InForce
from vtdash.returns.examine import Contradicted, Examination, examine
from vtdash.returns.model import Answers, Candidate, Fact, Finding, Match, Place, Recognition
from vtdash.returns.registry import CHECKS, STAGES, Check

__all__ = [
    "CHECKS",
    "STAGES",
    "Answers",
    "Candidate",
    "Check",
    "Contradicted",
    "Examination",
    "Fact",
    "Finding",
    "InForce",
    "Match",
    "Place",
    "Recognition",
    "examine",
]
