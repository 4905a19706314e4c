"""Publishing: build a snapshot aside, prove it whole, then move one pointer.

A reader sees one snapshot or the next. A crash at any point leaves the old one in force: the
new folder gets its name only when it is complete, and the pointer is replaced in one step.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.errors import PublishBusy, SnapshotDamaged, SnapshotMissing, VtdashError
from vtdash.reference import FILES, REFERENCE_FOLDER, Catalogue, fingerprint, load_catalogue
from vtdash.schema import DATASETS, Dataset
from vtdash.warehouse.marts import arrow_schema, build_marts
from vtdash.warehouse.snapshot import (
    MANIFEST,
    POINTER,
    Input,
    Manifest,
    all_snapshots,
    code_version,
    current_id,
    file_hash,
    published,
    read_manifest,
    snapshot_folder,
    verify,
)
from vtdash.warehouse.store import Store

STEPS = ("reference", "sample", "records", "marts", "verify", "publish")
"""The steps of a publish in order, for progress displays."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Records:
    """Checked rows of one dataset, ready to be stored. ``name``: the file that they came in."""

    dataset: str
    data_status: str
    name: str
    table: pa.Table


def publish(
    data: Path,
    *,
    sample: Callable[[Catalogue], Mapping[str, pa.Table]],
    returns: Sequence[Records] = (),
    note: str = "",
    reference: Path = REFERENCE_FOLDER,
    progress: Progress = lambda step: None,
) -> Manifest:
    """Publish a new snapshot and return its manifest.

    It holds the reference data of ``reference``, the returns of the snapshot in force, the new
    ``returns``, and the sample. Raises ``PublishBusy`` where another publish runs, and whatever
    the catalogue or the checks refuse; the snapshot in force is then untouched.
    """
    with _lock(data):
        progress("reference")
        catalogue = load_catalogue(reference)
        previous = _previous(data)
        progress("sample")
        made = [Records(name, "sample", "sample", t) for name, t in sample(catalogue).items()]
        progress("records")
        kept = [i for i in previous.inputs if i.data_status == "reported"] if previous else []
        inputs = [*kept, *(_store(data, records) for records in (*returns, *made))]
        progress("marts")
        folder = _write(data, reference, catalogue, _unique(inputs), note, previous)
        progress("verify")
        manifest = verify(folder)
        Store.open(folder).close()
        progress("publish")
        final = snapshot_folder(data, manifest.id)
        folder.rename(final)
        _sync(final.parent)
        _point(data, manifest.id)
        return manifest


def is_up_to_date(data: Path, reference: Path = REFERENCE_FOLDER) -> bool:
    """Return whether the snapshot in force is whole and made from this reference and code."""
    try:
        manifest = verify(snapshot_folder(data, current_id(data)))
    except VtdashError:
        return False
    return (manifest.reference, manifest.code_version) == (fingerprint(reference), code_version())


def roll_back(data: Path, snapshot_id: str) -> Manifest:
    """Put an earlier snapshot in force again and return its manifest."""
    with _lock(data):
        if snapshot_id not in all_snapshots(data):
            raise SnapshotMissing(
                f"Không có bộ dữ liệu {snapshot_id}. Xem danh sách: python -m vtdash status",
                f"There is no snapshot {snapshot_id}. See the list: python -m vtdash status",
            )
        manifest = verify(snapshot_folder(data, snapshot_id))
        _point(data, snapshot_id)
        return manifest


def open_in_force(data: Path) -> tuple[Store, VtdashError | None]:
    """Return the store of the snapshot in force.

    Where that one is damaged the newest whole one before it is opened instead, and the damage
    comes back as the second value, to be shown. Raises it where no snapshot is whole.
    """
    wanted = current_id(data)
    try:
        return Store.open(snapshot_folder(data, wanted)), None
    except VtdashError as damage:
        for other in all_snapshots(data):
            if not wanted or other < wanted:
                try:
                    return Store.open(snapshot_folder(data, other)), damage
                except VtdashError:
                    continue
        raise


@contextmanager
def _lock(data: Path) -> Generator[None]:
    folder = published(data)
    (folder / "snapshots").mkdir(parents=True, exist_ok=True)
    (folder / "records").mkdir(exist_ok=True)
    with (folder / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PublishBusy(
                "Một lần công bố khác đang chạy. Hãy đợi nó xong rồi thử lại.",
                "Another publish is running. Wait until it ends and try again.",
            ) from None
        for left in (folder / "snapshots").glob(".*"):
            if left.is_dir():
                shutil.rmtree(left)
        yield


def _previous(data: Path) -> Manifest | None:
    """Return the manifest in force, None before the first publish.

    One that cannot be read is refused, since its returns would be lost without a word: going
    back to an earlier snapshot is a person's choice. With none to go back to, a build starts
    afresh.
    """
    try:
        return read_manifest(snapshot_folder(data, current_id(data)))
    except SnapshotMissing:
        return None
    except SnapshotDamaged:
        if any(_is_readable(snapshot_folder(data, other)) for other in all_snapshots(data)):
            raise
        return None


def _is_readable(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except SnapshotDamaged:
        return False
    return True


def _store(data: Path, records: Records) -> Input:
    """Write records under the name of their content and return their entry."""
    dataset = DATASETS[records.dataset]
    table = records.table.select(list(dataset.column_names)).cast(arrow_schema(dataset))
    work = published(data) / "records" / ".new"
    pq.write_table(table, work, compression="zstd")
    entry = _entry(records, dataset, table, file_hash(work))
    work.replace(published(data) / "records" / entry.file)
    return entry


def _entry(records: Records, dataset: Dataset, table: pa.Table, sha256: str) -> Input:
    def distinct(column: str) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in table[column].unique().to_pylist()))

    return Input(
        dataset=records.dataset,
        data_status=records.data_status,
        name=records.name,
        rows=table.num_rows,
        sha256=sha256,
        cities=distinct("city"),
        periods=distinct(dataset.period),
    )


def _unique(inputs: Sequence[Input]) -> tuple[Input, ...]:
    """Keep the last of inputs with equal content, in the place of the last.

    The same file published twice counts once; published again after a correction it counts
    as the newest.
    """
    latest: dict[tuple[str, str, str], Input] = {}
    for entry in inputs:
        key = (entry.dataset, entry.data_status, entry.sha256)
        latest.pop(key, None)
        latest[key] = entry
    return tuple(latest.values())


def _write(
    data: Path,
    reference: Path,
    catalogue: Catalogue,
    inputs: tuple[Input, ...],
    note: str,
    previous: Manifest | None,
) -> Path:
    """Write a whole snapshot into a hidden folder and return it."""
    created = datetime.now(UTC)
    snapshot_id = f"{created:%Y%m%dT%H%M%S%f}-{catalogue.fingerprint[:6]}"
    folder = published(data) / "snapshots" / f".{snapshot_id}"
    (folder / "reference").mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(reference / name, folder / "reference" / name)
    marts = build_marts(catalogue, _record_files(data, inputs))
    for name, table in marts.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = Manifest(
        id=snapshot_id,
        created=created.isoformat(timespec="seconds"),
        code_version=code_version(),
        reference=catalogue.fingerprint,
        note=note,
        previous=previous.id if previous else "",
        inputs=inputs,
        rows={name: table.num_rows for name, table in marts.items()},
        files={str(path.relative_to(folder)): file_hash(path) for path in files},
    )
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    for path in (*files, folder / MANIFEST, folder):
        _sync(path)
    return folder


def _record_files(data: Path, inputs: Sequence[Input]) -> dict[str, dict[str, list[Path]]]:
    """Return the stored records by dataset and data status, each proved to be what it was."""
    files: dict[str, dict[str, list[Path]]] = {}
    for entry in inputs:
        path = published(data) / "records" / entry.file
        if not path.is_file() or file_hash(path) != entry.sha256:
            raise SnapshotDamaged(
                f"Bản ghi đã lưu của '{entry.name}' ({path.name}) bị thiếu hoặc đã thay đổi. "
                "Hãy khôi phục tệp này từ bản sao lưu rồi làm lại.",
                f"The stored records of '{entry.name}' ({path.name}) are missing or changed. "
                "Restore that file from a backup and try again.",
            )
        by_status = files.setdefault(entry.dataset, {})
        by_status.setdefault(entry.data_status, []).append(path)
    return files


def _point(data: Path, snapshot_id: str) -> None:
    pointer = published(data) / POINTER
    new = pointer.with_suffix(".new")
    new.write_text(snapshot_id + "\n", encoding="utf-8")
    _sync(new)
    new.replace(pointer)
    _sync(pointer.parent)


def _sync(path: Path) -> None:
    """Have the disk itself hold a file or folder before anything relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
