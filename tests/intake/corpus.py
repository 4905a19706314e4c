"""The corpus: files as offices send them, and what must come of each.

No file is copied from anywhere; ``Case`` states records, totals and the exact checks named.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from vtdash.model.datasets import Bilingual
from vtdash.returns.model import Answers
from vtdash.store import UnitRegister

TODAY = date(2026, 2, 15)


@dataclass(frozen=True)
class Case:
    """One file. ``records`` is None where it is refused; ``sums``: totals of measures.

    ``checks``: id -> number of findings, all of them. ``in_force``: rows of the dataset that
    were published before; ``contradicts``: what published figures say against the records.
    ``secrets``: texts that may occur nowhere. ``register``: the units that are known, if any are.
    ``rows``: what columns hold, row by row.
    """

    name: str
    content: bytes | Callable[[], bytes]
    file: str
    records: int | None = None
    sums: Mapping[str, float] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    dataset: str = "enrolment"
    in_force: tuple[tuple[str, ...], ...] = ()
    contradicts: tuple[Bilingual, ...] = ()
    secrets: tuple[str, ...] = ()
    register: UnitRegister | None = None
    rows: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def made(self):
        """The bytes of the file; those that take long are built when they are asked for."""
        return self.content() if callable(self.content) else self.content


def cases_with(part):
    """Return the cases, by name, whose archive has a part, and those that are built when asked."""
    cases = all_cases().items()
    return {n: case for n, case in cases if callable(case.content) or part in case.content}


@cache
def all_cases():
    """Return every case, by name."""
    from tests.intake import (  # noqa: PLC0415 - they import Case from here
        corpus_around,
        corpus_columns,
        corpus_damaged,
        corpus_dashes,
        corpus_documents,
        corpus_figures,
        corpus_filled,
        corpus_foot,
        corpus_formats,
        corpus_forms,
        corpus_formulas,
        corpus_hidden,
        corpus_letters,
        corpus_looks,
        corpus_outside,
        corpus_parts,
        corpus_people,
        corpus_said,
        corpus_tables,
        corpus_units,
        corpus_values,
    )

    parts = (
        corpus_tables,
        corpus_values,
        corpus_around,
        corpus_damaged,
        corpus_dashes,
        corpus_documents,
        corpus_figures,
        corpus_foot,
        corpus_filled,
        corpus_forms,
        corpus_people,
        corpus_formulas,
        corpus_hidden,
        corpus_letters,
        corpus_columns,
        corpus_looks,
        corpus_outside,
        corpus_parts,
        corpus_said,
        corpus_units,
        corpus_formats,
    )
    cases = [case for part in parts for case in part.cases()]
    named = {case.name: case for case in cases}
    assert len(named) == len(cases), "two cases have the same name"
    return named
