"""Returns of offices: a file in, checked records out, or every problem it has at once."""

from vtdash.intake.checks import CHECKS, STAGES, Check
from vtdash.intake.examine import Contradicted, Examination, examine
from vtdash.intake.model import Answers, Candidate, Fact, Finding, Match, Place, Recognition
from vtdash.intake.rules.history import InForce

__all__ = [
    "CHECKS", "STAGES", "Answers", "Candidate", "Check", "Contradicted", "Examination", "Fact",
    "Finding", "InForce", "Match", "Place", "Recognition", "examine",
]  # fmt: skip
