"""The manifest of a snapshot, an immutable set of marts in one folder, and where all is kept.

A snapshot holds its own copy of the reference data, so that numbers and their definitions
always belong together.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from vtdash import __version__
from vtdash.model.codes import DataStatus
from vtdash.model.errors import SnapshotDamaged, SnapshotMissing

MANIFEST = "manifest.json"
POINTER = "current"

DATA_FOLDER = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class CheckOutcome:
    """How many findings a check has in a file, and why its warnings are right all the same.

    ``severity``: error or warning; ``reason``: the steward's words, empty where none were asked.
    """

    check: str
    severity: str
    count: int
    reason: str = ""


@dataclass(frozen=True)
class CellChange:
    """A cell that a steward corrected before publishing: the office's value and the new one.

    ``by`` and ``when``: who published it, and when; the office's own file stays as it was.
    """

    sheet: str
    cell: str
    before: str
    after: str
    by: str = ""
    when: str = ""


def origin_of(source_sha256: str, sheet: str) -> str:
    """Return the hash of a file with the sheet, where it is a sheet of several."""
    return f"{source_sha256}#{sheet}" if source_sha256 and sheet else source_sha256


@dataclass(frozen=True)
class Counting:
    """What a steward decided where two returns say the same of an area and period.

    ``choice``: the file 'replaces' what was reported for its ``scopes`` (all of it, or the stored
    ``file`` alone) or 'adds' to it; rows of ``scopes`` are 'contained' in those of ``other``, and
    do not count; or they are 'separate' from those of ``other``, and both count. Of published
    figures one (``other``) is 'used' instead of those of the scope, and ``why``. ``by``, ``when``:
    as for a cell that was corrected.
    """

    choice: Literal["replaces", "adds", "contained", "separate", "used"]
    scopes: tuple[tuple[str, ...], ...]
    other: str = ""
    file: str = ""
    by: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True)
class Input:
    """Records that went into a snapshot: one file of returns, or the sample of one dataset.

    ``sha256`` names the stored records, ``source_sha256`` the office's own file; ``form`` is
    the form that it was read as, ``checks`` what the checks said, ``changes`` the cells that a
    steward corrected, ``counting`` what was decided where another return says the same, ``sheet``
    the sheet of a workbook with several.
    """

    dataset: str
    data_status: str
    name: str
    rows: int
    sha256: str
    cities: tuple[str, ...]
    periods: tuple[str, ...]
    source_sha256: str = ""
    form: str = ""
    checks: tuple[CheckOutcome, ...] = ()
    changes: tuple[CellChange, ...] = ()
    counting: tuple[Counting, ...] = ()
    sheet: str = ""

    @property
    def origin(self) -> str:
        """What tells one office's return from another: the hash of the file, and the sheet."""
        return origin_of(self.source_sha256, self.sheet)

    @property
    def file(self) -> str:
        """Name of the stored records, after their content."""
        return f"{self.sha256[:20]}.parquet"


@dataclass(frozen=True)
class Manifest:
    """What a snapshot is made of. ``files``: name -> SHA-256; ``rows``: mart -> row count.

    ``by``: who published it; ``made_with``: library -> version, since other versions may write
    the same rows in other bytes; ``grouped_after``: the snapshot whose grouping of small cells it
    keeps, empty for none (see ``disclosure.Grouping``).
    """

    id: str
    created: str
    code_version: str
    reference: str
    note: str
    previous: str
    inputs: tuple[Input, ...]
    rows: Mapping[str, int]
    files: Mapping[str, str]
    by: str = ""
    made_with: Mapping[str, str] = field(default_factory=dict[str, str])
    grouped_after: str = ""

    def text(self) -> str:
        """Return the manifest as JSON, the same bytes for the same content."""
        values = asdict(self)
        values["seal"] = _seal(values)
        return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _seal(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 over a manifest's values, which shows a change made by hand."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def data_folder() -> Path:
    """Return the folder that holds ``published``: VTDASH_DATA, or the project's own."""
    return Path(os.environ.get("VTDASH_DATA") or DATA_FOLDER)


def published_folder(data: Path) -> Path:
    """Return the folder of all snapshots and stored records."""
    return data / "published"


def snapshot_folder(data: Path, snapshot_id: str) -> Path:
    """Return the folder of one snapshot."""
    return published_folder(data) / "snapshots" / snapshot_id


def existing(data: Path, snapshot_id: str) -> Path:
    """Return the folder of a snapshot that is there, or raise ``SnapshotMissing``."""
    if snapshot_id not in all_snapshots(data):
        raise SnapshotMissing(
            f"Không có bộ dữ liệu {snapshot_id}. Xem danh sách: python -m vtdash status",
            f"There is no snapshot {snapshot_id}. See the list: python -m vtdash status",
        )
    return snapshot_folder(data, snapshot_id)


def short(path: Path) -> str:
    """Return the last two names of a path: what a message says, which readers may see, of it."""
    return "/".join(path.parts[-2:])


def current_id(data: Path) -> str:
    """Return the id of the current snapshot, or raise ``SnapshotMissing``."""
    try:
        return (published_folder(data) / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        place = short(data)
        raise SnapshotMissing(
            f"Chưa có bộ dữ liệu nào được công bố trong {place}. Hãy chạy: python -m vtdash build",
            f"No snapshot has been published in {place} yet. Run: python -m vtdash build",
        ) from None


def read_manifest(folder: Path) -> Manifest:
    """Return a snapshot's manifest, or raise ``SnapshotDamaged`` where it cannot be read."""
    path = folder / MANIFEST
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        is_sealed = values.pop("seal") == _seal(values)
        inputs = tuple(_input(entry) for entry in values.pop("inputs"))
        manifest = Manifest(inputs=inputs, **values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged(folder, MANIFEST, "không đọc được", "cannot be read") from error
    if not is_sealed:
        raise damaged(folder, MANIFEST, "đã bị sửa", "was changed")
    return manifest


def _input(entry: dict[str, Any]) -> Input:
    """Return an entry of a manifest; an old one has none of what was added later."""
    checks = tuple(CheckOutcome(**outcome) for outcome in entry.pop("checks", ()))
    changes = tuple(CellChange(**change) for change in entry.pop("changes", ()))
    counting = tuple(counting_of(decided) for decided in entry.pop("counting", ()))
    entry.update(cities=tuple(entry["cities"]), periods=tuple(entry["periods"]))
    return Input(**entry, checks=checks, changes=changes, counting=counting)


def counting_of(entry: dict[str, Any]) -> Counting:
    """Return a decision as JSON holds it."""
    values = {name: value for name, value in entry.items() if name != "scopes"}
    return Counting(scopes=tuple(tuple(scope) for scope in entry["scopes"]), **values)


def returns_of(manifest: Manifest | None) -> list[Input]:
    """Return the returns of a snapshot in the order in which they were published."""
    return [i for i in manifest.inputs if i.data_status != DataStatus.SAMPLE] if manifest else []


def verify(folder: Path) -> Manifest:
    """Return the manifest if every file is there with its hash, else raise ``SnapshotDamaged``."""
    manifest = read_manifest(folder)
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise damaged(folder, name, "bị thiếu", "is missing")
        if file_hash(path) != expected:
            size = path.stat().st_size
            vi, en = f"khác với bản kê (đang có {size} byte)", "differs from the manifest"
            raise damaged(folder, name, vi, f"{en} (it has {size} bytes)")
    return manifest


def damaged(folder: Path, name: str, vi: str, en: str) -> SnapshotDamaged:
    """Return the error for a snapshot that is not whole: what, where, what to do."""
    return SnapshotDamaged(
        f"Bộ dữ liệu {folder.name} hỏng: tệp {name} {vi}. "
        "Hãy chạy: python -m vtdash status, rồi python -m vtdash rollback <bộ trước> "
        "hoặc python -m vtdash build",
        f"Snapshot {folder.name} is damaged: the file {name} {en}. "
        "Run: python -m vtdash status, then python -m vtdash rollback <an earlier one> "
        "or python -m vtdash build",
    )


def all_snapshots(data: Path) -> list[str]:
    """Return the ids of all snapshots, newest first. An id begins with its time."""
    folder = published_folder(data) / "snapshots"
    if not folder.is_dir():
        return []
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return sorted(names, reverse=True)


@cache
def code_version() -> str:
    """Return the package's version and a mark of the code that makes snapshots."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    models = [f"model/{name}.py" for name in ("codes", "datasets", "period", "quantity")]
    parts = (*models, "reference/*.py", "sample/*.py", "store/*.py", "store/sql/*.sql")
    for path in sorted(path for part in parts for path in package.glob(part)):
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def made_with() -> dict[str, str]:
    """Return the versions of the libraries that decide a mart's rows and bytes."""
    return {"duckdb": duckdb.__version__, "pyarrow": pa.__version__}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
