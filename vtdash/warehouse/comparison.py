"""What a publish would change, as plain values: rows, totals, sample, published figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vtdash.schema import Bilingual

Kind = Literal["new", "changed", "vanished", "unchanged"]
KINDS: tuple[Kind, ...] = ("new", "changed", "vanished", "unchanged")

MOST_EXAMPLES = 200
"""Examples of each kind: who sees this many knows what is going on; the rest is counted."""


@dataclass(frozen=True)
class Example:
    """One cell of a row in force or about to be; a new row has no ``before``, a gone no ``after``.

    ``key``: the values of the dataset's key, in its order. A changed row gives one example for
    each column that changes, any other row one for its first count.
    """

    key: tuple[str, ...]
    column: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Total:
    """The sum of a column over all reported records of a city and year, before and after."""

    city: str
    year: int
    column: str
    before: float
    after: float


@dataclass(frozen=True)
class SampleGone:
    """Sample rows that disappear, since a city now reports a period for the first time."""

    city: str
    period: str
    rows: int


@dataclass(frozen=True)
class Change:
    """What changes in one dataset.

    ``counts``: rows by kind, within the scopes that the new returns speak for; ``examples``: at
    most ``MOST_EXAMPLES`` of each kind, ordered by key.
    """

    dataset: str
    counts: Mapping[Kind, int]
    examples: Mapping[Kind, tuple[Example, ...]]
    totals: tuple[Total, ...]
    sample_gone: tuple[SampleGone, ...]


@dataclass(frozen=True)
class Contradiction:
    """A published figure that a new total contradicts; ``words`` say it in a sentence.

    ``low`` and ``high``: the bounds within which the total would agree, None where it has none.
    """

    figure_id: str
    source_id: str
    dataset: str
    column: str
    city: str
    territory: str
    year: int
    level: str
    low: float | None
    high: float | None
    total: float
    words: Bilingual


@dataclass(frozen=True)
class Comparison:
    """New returns against the snapshot in force; one change for each dataset that they hold."""

    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
