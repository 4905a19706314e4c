"""Published figures of returns: kept as records, and part of each snapshot's reference data."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.codes import DataStatus
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.reference import REFERENCE_FOLDER, Catalogue, FigureDecision, load_catalogue
from vtdash.reference.growth import (
    ADDED_COLUMNS,
    FigureRow,
    grown_fingerprint,
    grown_folder,
)
from vtdash.store.manifest import Counting, Input
from vtdash.store.records import Records, current_manifest, record_files

USED: Final = "used"
"""Choice of a decision between figures: ``other`` is used instead of those of the scope."""

FIGURE_SCHEMA = pa.schema([pa.field(name, pa.string()) for name in ADDED_COLUMNS])


def figure_records(rows: Sequence[FigureRow]) -> pa.Table:
    """Return figures of a return as the table that is stored."""
    return pa.Table.from_pylist([dict(row) for row in rows], FIGURE_SCHEMA)


def figures_in(records: Iterable[Records]) -> list[FigureRow]:
    """Return the figures among the records of returns."""
    return [row for each in records if _is_of_figures(each) for row in each.table.to_pylist()]


def figure_decisions(made: Iterable[Records | Input]) -> list[FigureDecision]:
    """Return what was decided between figures, in the order in which it was."""
    return [
        FigureDecision(decided.other, decided.scopes[0], decided.why)
        for each in made
        if _is_of_figures(each)
        for decided in each.counting
    ]


def used_figure(used: str, instead_of: Iterable[str], why: str) -> Counting:
    """Return the decision that a figure is used instead of others; blank leaves it to rules."""
    return Counting(USED, (tuple(instead_of),), other=used, why=why)


def _is_of_figures(made: Records | Input) -> bool:
    return made.dataset == PUBLISHED_FIGURES.name


@contextmanager
def next_reference(data: Path, inputs: Sequence[Input], reference: Path) -> Generator[Path]:
    """Yield the reference folder of a snapshot that is made from these inputs."""
    with grown_folder(reference, *_stored(data, inputs)) as folder:
        yield folder


def next_fingerprint(data: Path, inputs: Sequence[Input], reference: Path) -> str:
    """Return the fingerprint of the reference folder of a snapshot made from these inputs."""
    return grown_fingerprint(reference, *_stored(data, inputs))


def next_catalogue(data: Path, reference: Path = REFERENCE_FOLDER) -> Catalogue:
    """Return the definitions of the next snapshot: of the code, and the figures that were added."""
    manifest = current_manifest(data)
    with next_reference(data, manifest.inputs if manifest else (), reference) as folder:
        return load_catalogue(folder)


def _stored(data: Path, inputs: Sequence[Input]) -> tuple[list[FigureRow], list[FigureDecision]]:
    own = [entry for entry in inputs if _is_of_figures(entry)]
    files = record_files(data, own).get(PUBLISHED_FIGURES.name, {})
    paths = files.get(DataStatus.PUBLISHED, [])
    return [row for path in paths for row in pq.read_table(path).to_pylist()], figure_decisions(own)
