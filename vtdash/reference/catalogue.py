"""The catalogue: all entries together, and what is looked up in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from vtdash.model.datasets import LEVELS, Bilingual
from vtdash.model.errors import unknown_name
from vtdash.model.period import Period
from vtdash.reference.boundaries import Shape
from vtdash.reference.disclosure import SHOWN_IN_FULL
from vtdash.reference.entries import (
    Alignment,
    Area,
    Code,
    Document,
    Figure,
    FigureDecision,
    Indicator,
    Item,
    Link,
    Occupation,
    Programme,
    Source,
    Territory,
)
from vtdash.reference.former_wards import FormerWard
from vtdash.reference.tile_grid import Tile
from vtdash.reference.units import NamedUnit


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything defined, loaded from one folder and checked whole.

    A catalogue is equal to itself only, so that it may be the key of a cache: it never changes,
    and a snapshot has one. ``smallest_count``: how few people a cell of a mart may rest on.
    """

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
    documents: dict[str, Document]
    extents: dict[str, str]
    tiles: tuple[Tile, ...]
    shapes: dict[str, Shape]
    former_wards: tuple[FormerWard, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    decisions: tuple[FigureDecision, ...] = ()
    smallest_count: int = SHOWN_IN_FULL
    fingerprint: str = ""

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator, or raise ``UnknownName`` with the nearest id."""
        if indicator_id not in self.indicators:
            raise unknown_name("indicator", indicator_id, self.indicators)
        return self.indicators[indicator_id]

    def figure(self, figure_id: str) -> Figure:
        """Return the figure, or raise ``UnknownName``."""
        if figure_id not in self.figure_by_id:
            raise unknown_name("figure", figure_id, self.figure_by_id)
        return self.figure_by_id[figure_id]

    def code(self, group: str, code_id: str) -> Code:
        """Return a code of a list, or raise ``UnknownName``."""
        if code_id not in self.codes.get(group, {}):
            raise unknown_name(group, code_id, self.codes.get(group, {}))
        return self.codes[group][code_id]

    def term(self, kind: str, key: str) -> Bilingual:
        """Return the names of a register's text; a text of a fixed form names itself."""
        return self.terms.get((kind, key), Bilingual(key, key))

    def period(self, text: str) -> Period:
        """Return the period of a text, with the extent of one that the register has in words."""
        return Period.parse(text, self.extents.get(text, ""))

    def area(self, area_id: str) -> Area:
        """Return the area of an id as ``Area.id`` writes it, or raise ``UnknownName``."""
        if area_id not in self.area_by_id:
            raise unknown_name("area", area_id, self.area_by_id)
        return self.area_by_id[area_id]

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """Levels of training that are defined, the highest first; an earlier build had fewer."""
        return tuple(level for level in LEVELS if level in self.codes.get("level", {}))

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

    def lineage(self, territory: str) -> tuple[str, ...]:
        """Return the territory and those in which it goes on, in order of time."""
        return tuple(_chain(self.territories, territory, "successor"))

    def containers(self, territory: str) -> tuple[str, ...]:
        """Return the territories that include it, the smallest first."""
        return tuple(_chain(self.territories, territory, "within"))[1:]

    @cached_property
    def pages_on(self) -> dict[str, frozenset[str]]:
        """Sources on which each document was read, by the document's name."""
        pages: dict[str, set[str]] = defaultdict(set)
        for figure in self.figures:
            pages[figure.document].add(figure.source_id)
        return {document: frozenset(read) for document, read in pages.items()}

    @cached_property
    def figure_by_id(self) -> dict[str, Figure]:
        """Figures of the register by id."""
        return {figure.figure_id: figure for figure in self.figures}

    def whole(self, figure: Figure) -> bool:
        """Return whether a figure speaks of the indicator's whole population and city."""
        indicator = self.indicator(figure.indicator_id)
        return not figure.area_name and figure.breakdown in indicator.whole


def _chain(territories: dict[str, Territory], first: str, link: str) -> Iterator[str]:
    """Yield a territory and what its links lead to; a circle is left after one round."""
    seen: set[str] = set()
    while first in territories and first not in seen:
        seen.add(first)
        yield first
        first = getattr(territories[first], link)
