"""The entries of the catalogue as frozen objects: what every number, place and task is.

Nothing here reads a file; ``load`` fills these and ``check`` holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vtdash.model.datasets import Bilingual
from vtdash.model.quantity import Quantity

_UNSAID = Bilingual("", "")


@dataclass(frozen=True)
class Code:
    """One allowed value of a list (a unit, a level, a status ...) with its names.

    ``valid_from`` and ``valid_to``: first and last day of one that has not always existed, with
    the ``law`` that made it and the address (``url``) of a page that states it.
    """

    id: str
    name: Bilingual
    short: Bilingual
    text: Bilingual
    decimals: int = 2
    valid_from: date | None = None
    valid_to: date | None = None
    law: Bilingual = _UNSAID
    url: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Return whether the value existed on that day."""
        return _is_within(day, self.valid_from, self.valid_to)


CONTEXT = "labour_market"
"""Topic of what surrounds training: a target on it (jobs, unemployment) is none of a programme."""


@dataclass(frozen=True)
class Indicator:
    """A defined measure.

    ``units``: units its figures may have, the main one first. ``better``: up, down or none.
    ``aggregation``: how the values of parts make the whole (sum, ratio, none); a ratio is
    ``numerator`` over ``denominator``, both ``dataset.column``, divided last. ``whole``: the
    breakdowns of the register that mean the indicator's whole population; any other breakdown
    is a sub-group and never stands for a city.

    ``time``: flow (counted over a period) or stock (as it is at a moment). ``bases``: for each
    of ``whole``, on whom its values rest (a code of [base]); ``base_of_returns`` the same for
    values from returns. ``months_after``: None where time after training does not matter, else
    the breakdowns that state the months. ``breaks``: years from which a new concept holds.
    ``office``: the list of codes with the departments that answer for it, blank if none is stated.
    """

    id: str
    topic: str
    units: tuple[str, ...]
    better: str
    aggregation: str
    numerator: str
    denominator: str
    valid: tuple[float, ...]
    caveats: tuple[str, ...]
    whole: tuple[str, ...]
    time: str
    bases: dict[str, str] = field(hash=False)
    base_of_returns: str
    months_after: dict[str, str] | None = field(hash=False)
    breaks: tuple[int, ...]
    title: Bilingual
    counts: Bilingual
    leaves_out: Bilingual
    office: str = ""

    @property
    def is_context(self) -> bool:
        """Whether it only surrounds the training that the programmes are about."""
        return self.topic == CONTEXT


@dataclass(frozen=True)
class Source:
    """A page or table that states figures.

    ``kind``: a code of [source_kind]: whose page it is, the best witness first.
    """

    source_id: str
    publisher: str
    kind: str
    title: str
    title_is_inferred: bool
    url: str
    published_date: str


@dataclass(frozen=True)
class Figure:
    """One published value; ``value_low`` equals ``value_high`` for a point value.

    A bound has one of the two only. ``note`` is for maintainers, ``note_text`` for readers.
    ``computed_from``: ids of the figures from which this dashboard computed it; no page states it.
    """

    figure_id: str
    city: str
    territory: str
    area_name: str
    indicator_id: str
    level: str
    breakdown: str
    period: str
    year_start: int
    year_end: int
    recurrence: str
    value_low: float | None
    value_high: float | None
    qualifier: str
    unit: str
    status: str
    document: str
    source_id: str
    confidence: str
    note: str
    note_text: Bilingual
    computed_from: tuple[str, ...] = ()

    @property
    def quantity(self) -> Quantity:
        """The value with what its source says of it."""
        return Quantity(self.value_low, self.value_high, self.qualifier, self.unit)


@dataclass(frozen=True)
class FigureDecision:
    """Which of several figures of one thing is used, and ``why``, in the words of who decided.

    ``used`` is blank where the rules are to decide.
    """

    used: str
    instead_of: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Territory:
    """What a number covers, with the days between which it existed.

    ``successor``: the territory in which it goes on after its last day; ``within``: the next
    larger one that includes it. ``breaks``: years in which its boundary moved.
    """

    id: str
    city: str
    successor: str
    within: str
    breaks: tuple[int, ...]
    valid_from: date | None
    valid_to: date | None
    name: Bilingual
    short: Bilingual
    note: Bilingual


@dataclass(frozen=True)
class Area:
    """A province, district or commune-level unit in one period of validity.

    Codes are reused: an area is known by (level, code, valid_from), written as ``id``. ``lat``
    and ``lon``: its middle in degrees.
    """

    code: str
    level: str
    kind: str
    city: str
    territory: str
    name: Bilingual
    valid_from: date | None
    valid_to: date | None
    parent: str
    lat: float | None = None
    lon: float | None = None

    @cached_property
    def id(self) -> str:
        """The key in one word: level, code, and the first day where one is known."""
        key = f"{self.level}-{self.code}"
        return f"{key}-{self.valid_from:%Y%m%d}" if self.valid_from else key

    def is_valid_on(self, day: date) -> bool:
        """Return whether the unit existed on that day."""
        return _is_within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Link:
    """A commune-level unit of today and an old district, with its share of the unit's area.

    ``whole`` and ``part``: how many old communes of the district went into the unit in whole and
    in part.
    """

    new_code: str
    old_district_code: str
    city: str
    share: float | None
    method: str
    is_primary: bool
    whole: float
    part: float


@dataclass(frozen=True)
class Occupation:
    """An occupation of the national list or of Hanoi's rural list."""

    key: str
    name: Bilingual
    kind: str
    field: str
    code_college: str
    code_intermediate: str


@dataclass(frozen=True)
class Programme:
    """One of the two programmes, its document and what it aims at.

    ``items``: which list holds what it does, tasks or measures. ``years_in_words``: years for
    which it states an aim in words and no number.
    """

    id: str
    city: str
    territory: str
    document: Bilingual
    issued: str
    under: Bilingual
    title: Bilingual
    aim: Bilingual
    vision_2045: Bilingual
    source_id: str
    documents: tuple[str, ...]
    items: str
    years_in_words: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A document that figures name.

    ``kind``: a code of [document_kind]. ``is_primary``: issued by the body that answers for
    the number. ``scope``: one_year, several_years, or blank where it is not known. ``issued``
    and ``not_before`` are days, months or years as ISO writes them, blank where not known.
    """

    id: str
    kind: str
    is_primary: bool
    scope: str
    issued: str
    not_before: str


@dataclass(frozen=True)
class Item:
    """A key task of Hanoi or a group of measures of Hai Phong."""

    id: str
    order: int
    name: Bilingual
    content: Bilingual
    indicators: tuple[str, ...]
    source_id: str


@dataclass(frozen=True)
class Alignment:
    """Which measures and indicators of Hai Phong answer a task: an editorial judgement."""

    task_id: str
    measures: tuple[str, ...]
    indicators: tuple[str, ...]
    strength: str
    reason: Bilingual


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
