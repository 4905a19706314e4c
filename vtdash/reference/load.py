"""The reference folder as a ``Catalogue``: read whole, checked whole, or refused with a list."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from vtdash.model.errors import CatalogueError
from vtdash.reference.boundaries import shape_files
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.parse import Parser

REFERENCE_FOLDER = Path(__file__).parents[2] / "data" / "reference"

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
    "former_wards.csv",
)


def load_catalogue(folder: Path = REFERENCE_FOLDER) -> Catalogue:
    """Return the catalogue of a folder.

    Raises ``CatalogueError`` with every problem found: file, row, column, what is wrong.
    """
    parser = Parser(folder)
    catalogue = parser.catalogue()
    if parser.collector.problems:
        raise CatalogueError(
            "Dữ liệu tham chiếu có lỗi, chưa dùng được. Sửa các chỗ sau rồi chạy lại:",
            "The reference data has problems and cannot be used. Mend these and run again:",
            parser.collector.problems,
        )
    return replace(catalogue, fingerprint=fingerprint(folder))


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
