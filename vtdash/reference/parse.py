"""The files of the reference folder into the catalogue's objects, in order of reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES
from vtdash.reference import check, parse_definitions
from vtdash.reference.boundaries import parse_shapes
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.entries import (
    Alignment,
    Area,
    Code,
    Indicator,
    Item,
    Link,
    Occupation,
    Programme,
    Source,
    Territory,
)
from vtdash.reference.parse_definitions import parse_indicators
from vtdash.reference.parse_register import entry_columns, parse_figures, parse_sources
from vtdash.reference.read import (
    Collector,
    Row,
    check_keys,
    only_tables,
    read_csv,
    read_toml,
    toml_tables,
)
from vtdash.reference.tile_grid import TILE_COLUMNS, parse_tiles

_REGIONS = ("national", "red_river_delta")
"""Values of the register's city column that are no city: context for both."""


def _by_id(entries: Iterable[Any]) -> dict[str, Any]:
    return {entry.id: entry for entry in entries}


class Parser:
    """Reads the files in the order in which they refer to one another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collector = Collector()
        self.codes = self._codes()
        rows = self._unique("sources.csv", entry_columns(Source), "source_id")
        self.sources = {source.source_id: source for source in parse_sources(rows, self.codes)}
        self.terms = dict(self._terms())
        rows = self._csv("documents.csv", parse_definitions.DOCUMENT_COLUMNS)
        self.documents = parse_definitions.documents(rows, self.codes, self.terms)
        rows = self._csv("periods.csv", parse_definitions.PERIOD_COLUMNS)
        self.extents = parse_definitions.extents(rows, self.codes, self.terms)
        self.indicators: dict[str, Indicator] = _by_id(self._indicators())
        self.territories: dict[str, Territory] = _by_id(self._territories())
        self.measures: dict[str, Item] = _by_id(self._items("measures.toml"))
        self.tasks: dict[str, Item] = _by_id(self._items("tasks.toml"))
        self.areas = tuple(self._areas())

    def catalogue(self) -> Catalogue:
        figures = self._unique("figures.csv", check.FIGURE_COLUMNS, "figure_id")
        return Catalogue(
            codes=self.codes,
            indicators=self.indicators,
            sources=self.sources,
            figures=tuple(parse_figures(figures, self)),
            terms=self.terms,
            territories=self.territories,
            areas=self.areas,
            crosswalk=tuple(self._crosswalk()),
            occupations=tuple(self._occupations()),
            programmes=_by_id(self._programmes()),
            tasks=self.tasks,
            measures=self.measures,
            alignments={alignment.task_id: alignment for alignment in self._alignments()},
            documents=self.documents,
            extents=self.extents,
            tiles=tuple(parse_tiles(self._csv("tilegrid.csv", TILE_COLUMNS), self.areas)),
            shapes={s.area_id: s for s in parse_shapes(self.folder, self.areas, self.collector)},
        )

    def _csv(self, name: str, columns: Iterable[str]) -> Iterator[Row]:
        return read_csv(self.folder / name, columns, self.collector)

    def _unique(self, name: str, columns: Iterable[str], *key: str) -> list[Row]:
        """Return the rows of a CSV file, no two of which may say the same in the ``key``."""
        rows = list(self._csv(name, columns))
        check.check_unique(rows, *key)
        return rows

    def _toml(self, name: str, entry: type) -> Iterator[Row]:
        """Yield the tables of a TOML file, each named by its id, with the other fields as keys."""
        known = [field.name for field in fields(entry)[1:]]
        return read_toml(self.folder / name, known, self.collector)

    def _codes(self) -> dict[str, dict[str, Code]]:
        groups: dict[str, dict[str, Code]] = {}
        for group, tables in toml_tables(self.folder / "codes.toml", self.collector).items():
            groups[group] = {}
            whole = Row("codes.toml", f"[{group}]", tables, self.collector)
            for code_id, table in only_tables(whole).items():
                row = Row("codes.toml", f"[{group}.{code_id}]", table, self.collector)
                check_keys(row, [field.name for field in fields(Code)[1:]])
                groups[group][code_id] = parse_definitions.parse_code(code_id, row)
        return groups

    def _terms(self) -> Iterator[tuple[tuple[str, str], Any]]:
        for row in self._unique("terms.csv", ("kind", "key", "name_vi", "name_en"), "kind", "key"):
            kind = row.one_of("kind", ("breakdown", "period", "area", "document"))
            yield (kind, row.as_text("key")), row.bilingual("name")

    def _indicators(self) -> Iterator[Indicator]:
        return parse_indicators(self._toml("indicators.toml", Indicator), self.codes)

    def _territories(self) -> Iterator[Territory]:
        rows = list(self._toml("territories.toml", Territory))
        ids = [row.place.strip("[]") for row in rows]
        for row in rows:
            yield Territory(
                id=row.place.strip("[]"),
                city=row.one_of("city", (*CITIES, *_REGIONS)),
                successor=row.one_of("successor", ids, blank=True),
                within=row.one_of("within", ids, blank=True),
                breaks=row.years("breaks"),
                valid_from=row.day("valid_from"),
                valid_to=row.day("valid_to"),
                name=row.bilingual("name"),
                short=row.bilingual("short"),
                note=row.bilingual("note", optional=True),
            )

    def _areas(self) -> Iterator[Area]:
        placed: list[tuple[Row, Area]] = []
        for row in self._csv("areas.csv", entry_columns(Area)):
            area = Area(
                code=row.as_text("code"),
                level=row.one_of("level", tuple(AreaLevel)),
                kind=row.one_of("kind", self.codes.get("area_kind", {})),
                city=row.one_of("city", CITIES),
                territory=row.one_of("territory", self.territories),
                name=row.bilingual("name"),
                valid_from=row.day("valid_from"),
                valid_to=row.day("valid_to"),
                parent=row.as_text("parent"),
                lat=row.number("lat"),
                lon=row.number("lon"),
            )
            placed.append((row, area))
            yield area
        check.check_validity(placed)

    def _crosswalk(self) -> Iterator[Link]:
        columns = (
            "new_code",
            "city",
            "old_district_code",
            "share_or_method",
            "method",
            "is_primary",
            "n_old_wards_whole",
            "n_old_wards_part",
        )
        codes = {k: {a.code for a in self.areas if a.level == k} for k in AreaLevel}
        for row in self._unique("crosswalk.csv", columns, "new_code", "old_district_code"):
            share = row.number("share_or_method")
            if share is None or not 0 <= share <= 1:
                row.problem("share_or_method", "cần một số từ 0 đến 1", "needs a number in 0..1")
            yield Link(
                new_code=row.one_of("new_code", codes[AreaLevel.COMMUNE]),
                old_district_code=row.one_of("old_district_code", codes[AreaLevel.DISTRICT]),
                city=row.one_of("city", CITIES),
                share=share,
                method=row.as_text("method"),
                is_primary=row.one_of("is_primary", ("0", "1")) == "1",
                whole=row.number("n_old_wards_whole") or 0,
                part=row.number("n_old_wards_part") or 0,
            )

    def _occupations(self) -> Iterator[Occupation]:
        _, *columns = entry_columns(Occupation)
        for row in self._unique("occupations.csv", ("occupation_key", *columns), "occupation_key"):
            yield Occupation(
                key=row.as_text("occupation_key"),
                name=row.bilingual("name"),
                kind=row.one_of("kind", self.codes.get("occupation_kind", {})),
                field=row.one_of("field", self.codes.get("occupation_field", {})),
                code_college=row.as_text("code_college"),
                code_intermediate=row.as_text("code_intermediate"),
            )

    def _programmes(self) -> Iterator[Programme]:
        both = ("document", "under", "title", "aim", "vision_2045")
        for row in self._toml("programmes.toml", Programme):
            yield Programme(
                id=row.place.strip("[]"),
                city=row.one_of("city", CITIES),
                territory=row.one_of("territory", self.territories),
                issued=row.as_text("issued"),
                source_id=row.one_of("source_id", self.sources),
                documents=self._all_of(row, "documents", self.documents),
                items=row.one_of("items", ("tasks", "measures")),
                years_in_words=row.years("years_in_words"),
                **{name: row.bilingual(name) for name in both},
            )

    def _items(self, name: str) -> Iterator[Item]:
        for row in self._toml(name, Item):
            yield Item(
                id=row.place.strip("[]"),
                order=row.whole_number("order", 0),
                name=row.bilingual("name"),
                content=row.bilingual("content"),
                indicators=self._all_of(row, "indicators", self.indicators),
                source_id=row.one_of("source_id", self.sources),
            )

    def _alignments(self) -> Iterator[Alignment]:
        for row in self._toml("alignment.toml", Alignment):
            task_id = row.place.strip("[]")
            if task_id not in self.tasks:
                row.problem("", "không có nhiệm vụ này trong tasks.toml", "no such task")
            yield Alignment(
                task_id=task_id,
                measures=self._all_of(row, "measures", self.measures),
                indicators=self._all_of(row, "indicators", self.indicators),
                strength=row.one_of("strength", self.codes.get("strength", {})),
                reason=row.bilingual("reason"),
            )

    def _all_of(self, row: Row, column: str, known: Iterable[str]) -> tuple[str, ...]:
        for name in (names := row.words(column)):
            Row(row.file, row.place, {column: name}, row.collector).one_of(column, known)
        return names
