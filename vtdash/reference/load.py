"""The reference folder as a ``Catalogue``: read whole, checked whole, or refused with a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from vtdash.model.errors import CatalogueError
from vtdash.reference.boundaries import shape_files
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.disclosure import SHOWN_IN_FULL, parse_disclosure
from vtdash.reference.entries import FigureDecision
from vtdash.reference.former_wards import FORMER_WARD_COLUMNS, parse_former_wards
from vtdash.reference.parse import Parser
from vtdash.reference.parse_register import DECISIONS, entry_columns, parse_decisions
from vtdash.reference.read import Row, read_csv
from vtdash.reference.units import UNIT_COLUMNS, parse_units

REFERENCE_FOLDER = Path(__file__).parents[2] / "data" / "reference"

FORMER_WARDS = "former_wards.csv"
UNITS = "units.csv"
DISCLOSURE = "disclosure.toml"

FILES = (
    "codes.toml",
    "indicators.toml",
    "territories.toml",
    "programmes.toml",
    "tasks.toml",
    "measures.toml",
    "alignment.toml",
    "sources.csv",
    "figures.csv",
    "terms.csv",
    "areas.csv",
    "crosswalk.csv",
    "occupations.csv",
    "documents.csv",
    "periods.csv",
    "tilegrid.csv",
    FORMER_WARDS,
    UNITS,
    DECISIONS,
    DISCLOSURE,
)


def load_catalogue(folder: Path = REFERENCE_FOLDER, *, of_snapshot: bool = False) -> Catalogue:
    """Return the catalogue of a folder.

    ``of_snapshot``: it may be of an earlier build, which had no list of former wards or of units
    and no decisions between figures, and showed every cell.
    Raises ``CatalogueError`` with every problem found: file, row, column, what is wrong.
    """
    return _loaded(_FolderContent(fingerprint(folder), folder), of_snapshot=of_snapshot)


@dataclass(frozen=True)
class _FolderContent:
    """What a folder holds: two folders that hold the same are the same."""

    fingerprint: str
    folder: Path = field(compare=False)


@lru_cache(maxsize=4)
def _loaded(content: _FolderContent, *, of_snapshot: bool) -> Catalogue:
    """Return the catalogue; snapshots share one as long as the reference data stay the same."""
    folder = content.folder
    parser = Parser(folder)
    catalogue = parser.catalogue()

    def rows(name: str, columns: Iterable[str]) -> Iterable[Row]:
        path = folder / name
        is_asked = path.exists() or not of_snapshot
        return read_csv(path, columns, parser.collector) if is_asked else ()

    wards = tuple(parse_former_wards(rows(FORMER_WARDS, FORMER_WARD_COLUMNS), catalogue.areas))
    kinds, listed = catalogue.codes.get("unit_kind", {}), rows(UNITS, UNIT_COLUMNS)
    units = tuple(parse_units(listed, kinds, catalogue.areas, catalogue.sources))
    decided = rows(DECISIONS, entry_columns(FigureDecision))
    decisions = tuple(parse_decisions(decided, catalogue.figures))
    setting = folder / DISCLOSURE
    is_set = setting.exists() or not of_snapshot
    smallest = parse_disclosure(setting, parser.collector) if is_set else SHOWN_IN_FULL
    if parser.collector.problems:
        raise CatalogueError(
            "Dữ liệu tham chiếu có lỗi, chưa dùng được. Sửa các chỗ sau rồi chạy lại:",
            "The reference data has problems and cannot be used. Mend these and run again:",
            parser.collector.problems,
        )
    return replace(
        catalogue,
        former_wards=wards,
        units=units,
        decisions=decisions,
        smallest_count=smallest,
        fingerprint=content.fingerprint,
    )


def reference_files(folder: Path) -> tuple[str, ...]:
    """Return all files of a folder that count, by their names in it: boundaries come last."""
    return FILES + tuple(path.relative_to(folder).as_posix() for path in shape_files(folder))


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the folder's files, which names its exact content."""
    digest = hashlib.sha256()
    for name in reference_files(folder):
        path = folder / name
        digest.update(name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()
