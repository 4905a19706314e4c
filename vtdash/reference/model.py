"""The catalogue as frozen objects: what every number, place and task of the dashboard is.

Nothing here reads a file; ``load`` fills these and ``check`` holds them together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vtdash.errors import unknown_name
from vtdash.schema import Bilingual


@dataclass(frozen=True)
class Code:
    """One allowed value of a list (a unit, a level, a status ...) with its names."""

    id: str
    name: Bilingual
    short: Bilingual
    text: Bilingual
    decimals: int = 2


@dataclass(frozen=True)
class Indicator:
    """A defined measure.

    ``units``: units its figures may have, the main one first. ``better``: up, down or none.
    ``aggregation``: how the values of parts make the whole (sum, ratio, none); a ratio is
    ``numerator`` over ``denominator``, both ``dataset.column``, divided last. ``whole``: the
    breakdowns of the register that mean the indicator's whole population; any other breakdown
    is a sub-group and never stands for a city.
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
    title: Bilingual
    counts: Bilingual
    leaves_out: Bilingual


@dataclass(frozen=True)
class Source:
    """A page or table that states figures."""

    source_id: str
    publisher: str
    title: str
    title_is_inferred: bool
    url: str
    published_date: str


@dataclass(frozen=True)
class Figure:
    """One published value; ``value_low`` equals ``value_high`` for a point value.

    A bound has one of the two only. ``note`` is for maintainers, ``note_text`` for readers.
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


@dataclass(frozen=True)
class Territory:
    """What a number covers, with the days between which it existed."""

    id: str
    city: str
    valid_from: date | None
    valid_to: date | None
    name: Bilingual
    short: Bilingual
    note: Bilingual


@dataclass(frozen=True)
class Area:
    """A province, district or commune-level unit in one period of validity.

    Codes are reused: an area is known by (level, code, valid_from), written as ``id``.
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

    @property
    def id(self) -> str:
        """The key in one word: level, code, and the first day where one is known."""
        key = f"{self.level}-{self.code}"
        return f"{key}-{self.valid_from:%Y%m%d}" if self.valid_from else key

    def is_valid_on(self, day: date) -> bool:
        """Return whether the unit existed on that day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Link:
    """A commune-level unit of today and an old district, with its share of the unit's area."""

    new_code: str
    old_district_code: str
    city: str
    share: float | None
    method: str
    is_primary: bool


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
    """One of the two programmes, its document and what it aims at."""

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


@dataclass(frozen=True)
class Catalogue:
    """Everything defined, loaded from one folder and checked whole."""

    codes: dict[str, dict[str, Code]]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    figures: tuple[Figure, ...]
    terms: dict[tuple[str, str], Bilingual]
    territories: dict[str, Territory]
    areas: tuple[Area, ...]
    crosswalk: tuple[Link, ...]
    occupations: tuple[Occupation, ...]
    programmes: dict[str, Programme]
    tasks: dict[str, Item]
    measures: dict[str, Item]
    alignments: dict[str, Alignment]
    fingerprint: str = field(default="", compare=False)

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator, or raise ``UnknownName`` with the nearest id."""
        if indicator_id not in self.indicators:
            raise unknown_name("indicator", indicator_id, self.indicators)
        return self.indicators[indicator_id]

    def figure(self, figure_id: str) -> Figure:
        """Return the figure, or raise ``UnknownName``."""
        if figure_id not in self._figures:
            raise unknown_name("figure", figure_id, self._figures)
        return self._figures[figure_id]

    def code(self, group: str, code_id: str) -> Code:
        """Return a code of a list, or raise ``UnknownName``."""
        if code_id not in self.codes.get(group, {}):
            raise unknown_name(group, code_id, self.codes.get(group, {}))
        return self.codes[group][code_id]

    def term(self, kind: str, key: str) -> Bilingual:
        """Return the names of a register's text; a text of a fixed form names itself."""
        return self.terms.get((kind, key), Bilingual(key, key))

    def area(self, area_id: str) -> Area:
        """Return the area of an id as ``Area.id`` writes it, or raise ``UnknownName``."""
        if area_id not in self.area_by_id:
            raise unknown_name("area", area_id, self.area_by_id)
        return self.area_by_id[area_id]

    @cached_property
    def area_by_id(self) -> dict[str, Area]:
        """Areas of all levels by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def recoded_areas(self) -> frozenset[tuple[str, str]]:
        """Level and code of areas that stand in more than one period of validity."""
        counted = Counter((area.level, area.code) for area in self.areas)
        return frozenset(key for key, times in counted.items() if times > 1)

    @cached_property
    def occupation_by_key(self) -> dict[str, Occupation]:
        """Occupations by key."""
        return {occupation.key: occupation for occupation in self.occupations}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Tasks of Hanoi and measures of Hai Phong together, by id."""
        return {**self.tasks, **self.measures}

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {figure.figure_id: figure for figure in self.figures}

    def whole(self, figure: Figure) -> bool:
        """Return whether a figure speaks of the indicator's whole population and city."""
        indicator = self.indicator(figure.indicator_id)
        return not figure.area_name and figure.breakdown in indicator.whole
