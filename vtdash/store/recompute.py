"""Had back byte for byte: the marts of a snapshot made again from what it keeps.

The stored records and the snapshot's own copy of the reference data go through the roll-up once
more. With the same code and libraries the files must be equal to the last byte; with others the
rows are compared instead, and that is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.reference import load_catalogue
from vtdash.store.manifest import Manifest, code_version, existing, made_with, verify
from vtdash.store.marts import build_marts, write_mart
from vtdash.store.records import record_files

Likeness = Literal["same_bytes", "same_rows", "differs"]


@dataclass(frozen=True)
class MartProof:
    """One mart made again: the hash in the manifest, the hash now, and what that means."""

    mart: str
    rows: int
    expected: str
    found: str
    outcome: Likeness


@dataclass(frozen=True)
class Recomputed:
    """A snapshot made again.

    ``code_version`` and ``made_with`` are those of the snapshot, ``code_now`` and ``with_now``
    those that made it again.
    """

    manifest: Manifest
    marts: tuple[MartProof, ...]
    code_now: str
    with_now: Mapping[str, str]

    @property
    def is_same_maker(self) -> bool:
        """Whether code and libraries are the ones that made the snapshot."""
        made = (self.manifest.code_version, dict(self.manifest.made_with))
        return made == (self.code_now, dict(self.with_now))

    @property
    def is_proved(self) -> bool:
        """Whether every mart came out again: in its bytes, or in its rows by another maker."""
        good = {"same_bytes"} if self.is_same_maker else {"same_bytes", "same_rows"}
        return all(proof.outcome in good for proof in self.marts)


def recompute(data: Path, snapshot_id: str) -> Recomputed:
    """Make the marts of any snapshot again and return how they compare; nothing is written.

    Raises ``SnapshotMissing`` for an unknown id and ``SnapshotDamaged`` where the snapshot, its
    reference data or its records are not what the manifest says.
    """
    folder = existing(data, snapshot_id)
    manifest = verify(folder)
    marts = build_marts(load_catalogue(folder / "reference"), record_files(data, manifest.inputs))
    proofs = [_proof(folder, manifest, name, table) for name, table in marts.items()]
    gone = [name for name in manifest.rows if name not in marts]
    proofs += [MartProof(n, 0, manifest.files[f"{n}.parquet"], "", "differs") for n in gone]
    return Recomputed(manifest, tuple(proofs), code_version(), made_with())


def _proof(folder: Path, manifest: Manifest, name: str, table: pa.Table) -> MartProof:
    expected = manifest.files.get(f"{name}.parquet", "")
    written = pa.BufferOutputStream()
    write_mart(table, written)
    found = hashlib.sha256(written.getvalue()).hexdigest()
    return MartProof(
        name, table.num_rows, expected, found, _outcome(folder, name, table, expected == found)
    )


def _outcome(folder: Path, name: str, table: pa.Table, is_same: bool) -> Likeness:
    if is_same:
        return "same_bytes"
    path = folder / f"{name}.parquet"
    return "same_rows" if path.is_file() and _same_rows(pq.read_table(path), table) else "differs"


def _same_rows(one: pa.Table, other: pa.Table) -> bool:
    """Return whether two tables hold the same rows, in whatever order and types of text."""
    if one.column_names != other.column_names or one.num_rows != other.num_rows:
        return False
    order = [(name, "ascending") for name in one.column_names]
    return one.sort_by(order).equals(other.cast(one.schema).sort_by(order))
