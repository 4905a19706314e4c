"""Returns of offices: a file in, checked records out, or every problem it has at once."""

from vtdash.returns.checks.against_history import CurrentRecordsLookup
from vtdash.returns.examine import Contradicted, Examination, examine
from vtdash.returns.model import Answers, Candidate, Fact, Finding, Match, Place, Recognition
from vtdash.returns.registry import CHECKS, STAGES, Check
from vtdash.returns.sheets import examine_sheets

__all__ = [
    "CHECKS",
    "STAGES",
    "Answers",
    "Candidate",
    "Check",
    "Contradicted",
    "CurrentRecordsLookup",
    "Examination",
    "Fact",
    "Finding",
    "Match",
    "Place",
    "Recognition",
    "examine",
    "examine_sheets",
]
