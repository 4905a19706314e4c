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
    Figure,
    Indicator,
    Item,
    Link,
    Occupation,
    Programme,
    Source,
    Territory,
)
from vtdash.reference.parse_definitions import INDICATOR_KEYS, parse_indicators
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
        self.sources = {source.source_id: source for source in self._sources()}
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
        return Catalogue(
            codes=self.codes,
            indicators=self.indicators,
            sources=self.sources,
            figures=tuple(self._figures()),
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

    def _toml(self, name: str, known: Iterable[str]) -> Iterator[Row]:
        return read_toml(self.folder / name, known, self.collector)

    def _codes(self) -> dict[str, dict[str, Code]]:
        groups: dict[str, dict[str, Code]] = {}
        for group, tables in toml_tables(self.folder / "codes.toml", self.collector).items():
            groups[group] = {}
            whole = Row("codes.toml", f"[{group}]", tables, self.collector)
            for code_id, table in only_tables(whole).items():
                row = Row("codes.toml", f"[{group}.{code_id}]", table, self.collector)
                check_keys(row, ["name", "short", "text", "decimals"])
                groups[group][code_id] = Code(
                    id=code_id,
                    name=row.bilingual("name"),
                    short=row.bilingual("short", optional=True),
                    text=row.bilingual("text", optional=True),
                    decimals=row.whole_number("decimals", 2),
                )
        return groups

    def _sources(self) -> Iterator[Source]:
        columns = tuple(field.name for field in fields(Source))
        seen: list[tuple[Row, str]] = []
        for row in self._csv("sources.csv", columns):
            seen.append((row, row.as_text("source_id")))
            row.one_of("kind", self.codes.get("source_kind", {}))
            if not row.as_text("url").startswith(("https://", "http://")):
                row.problem("url", "cần một địa chỉ http(s)", "an http(s) address is expected")
            inferred = row.one_of("title_is_inferred", ("yes", "no")) == "yes"
            texts = {name: row.as_text(name) for name in columns if name != "title_is_inferred"}
            yield Source(title_is_inferred=inferred, **texts)
        check.check_unique(seen, "source_id")

    def _terms(self) -> Iterator[tuple[tuple[str, str], Any]]:
        seen: list[tuple[Row, str]] = []
        for row in self._csv("terms.csv", ("kind", "key", "name_vi", "name_en")):
            kind = row.one_of("kind", ("breakdown", "period", "area", "document"))
            seen.append((row, f"{kind},{row.as_text('key')}"))
            yield (kind, row.as_text("key")), row.bilingual("name")
        check.check_unique(seen, "key")

    def _indicators(self) -> Iterator[Indicator]:
        return parse_indicators(self._toml("indicators.toml", INDICATOR_KEYS), self.codes)

    def _figures(self) -> Iterator[Figure]:
        seen: list[tuple[Row, str]] = []
        read: list[tuple[Row, Figure]] = []
        for row in self._csv("figures.csv", check.FIGURE_COLUMNS):
            figure = self._figure(row)
            seen.append((row, figure.figure_id))
            read.append((row, figure))
            check.check_figure(row, figure, self.indicators)
            check.check_terms(row, figure, self.terms)
            check.check_city(row, figure, self.territories)
            yield figure
        check.check_unique(seen, "figure_id")
        check.check_computed(read, self.documents)

    def _figure(self, row: Row) -> Figure:
        for column, group in check.FIGURE_CODES.items():
            row.one_of(column, self.codes.get(group, {}))
        row.one_of("level", self.codes.get("level", {}), blank=True)
        row.one_of("source_id", self.sources)
        row.one_of("territory", self.territories)
        row.one_of("indicator_id", self.indicators)
        plain = (
            "figure_id",
            "city",
            "territory",
            "area_name",
            "indicator_id",
            "level",
            "breakdown",
            "period",
            "recurrence",
            "qualifier",
            "unit",
            "status",
            "document",
            "source_id",
            "confidence",
            "note",
        )
        return Figure(
            **{name: row.as_text(name) for name in plain},
            year_start=row.year("year_start"),
            year_end=row.year("year_end"),
            value_low=row.number("value_low"),
            value_high=row.number("value_high"),
            note_text=row.bilingual("note", optional=True),
            computed_from=tuple(row.as_text("computed_from").split()),
        )

    def _territories(self) -> Iterator[Territory]:
        known = (
            "city",
            "successor",
            "within",
            "breaks",
            "valid_from",
            "valid_to",
            "name",
            "short",
            "note",
        )
        rows = list(self._toml("territories.toml", known))
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
        columns = (
            "code",
            "name_vi",
            "name_en",
            "kind",
            "city",
            "valid_from",
            "valid_to",
            "parent",
            "lat",
            "lon",
            "level",
            "territory",
        )
        placed: list[tuple[Row, Area]] = []
        for row in self._csv("areas.csv", columns):
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
        seen: list[tuple[Row, str]] = []
        for row in self._csv("crosswalk.csv", columns):
            row.one_of("new_code", codes[AreaLevel.COMMUNE])
            row.one_of("old_district_code", codes[AreaLevel.DISTRICT])
            seen.append((row, f"{row.as_text('new_code')}, {row.as_text('old_district_code')}"))
            share = row.number("share_or_method")
            if share is None or not 0 <= share <= 1:
                row.problem("share_or_method", "cần một số từ 0 đến 1", "needs a number in 0..1")
            yield Link(
                new_code=row.as_text("new_code"),
                old_district_code=row.as_text("old_district_code"),
                city=row.one_of("city", CITIES),
                share=share,
                method=row.as_text("method"),
                is_primary=row.one_of("is_primary", ("0", "1")) == "1",
                whole=row.number("n_old_wards_whole") or 0,
                part=row.number("n_old_wards_part") or 0,
            )
        check.check_unique(seen, "old_district_code")

    def _occupations(self) -> Iterator[Occupation]:
        columns = (
            "occupation_key",
            "name_vi",
            "name_en",
            "kind",
            "field",
            "code_college",
            "code_intermediate",
        )
        seen: list[tuple[Row, str]] = []
        for row in self._csv("occupations.csv", columns):
            seen.append((row, row.as_text("occupation_key")))
            yield Occupation(
                key=row.as_text("occupation_key"),
                name=row.bilingual("name"),
                kind=row.one_of("kind", self.codes.get("occupation_kind", {})),
                field=row.one_of("field", self.codes.get("occupation_field", {})),
                code_college=row.as_text("code_college"),
                code_intermediate=row.as_text("code_intermediate"),
            )
        check.check_unique(seen, "occupation_key")

    def _programmes(self) -> Iterator[Programme]:
        both = ("document", "under", "title", "aim", "vision_2045")
        known = (
            "city",
            "territory",
            "issued",
            "source_id",
            "documents",
            "items",
            "years_in_words",
            *both,
        )
        for row in self._toml("programmes.toml", known):
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
        for row in self._toml(name, ("order", "name", "content", "indicators", "source_id")):
            yield Item(
                id=row.place.strip("[]"),
                order=row.whole_number("order", 0),
                name=row.bilingual("name"),
                content=row.bilingual("content"),
                indicators=self._all_of(row, "indicators", self.indicators),
                source_id=row.one_of("source_id", self.sources),
            )

    def _alignments(self) -> Iterator[Alignment]:
        for row in self._toml("alignment.toml", ("measures", "indicators", "strength", "reason")):
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
