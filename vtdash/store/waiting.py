"""Loads that wait for somebody else to release them: on the disk, and in no snapshot.

A load is what would be published in one go. It was examined beside what was current then; where
that has changed for its own places, the answers that were given may not hold, and it is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vtdash.model.datasets import DATASETS
from vtdash.model.errors import SnapshotDamaged, VtdashError
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.reference import REFERENCE_FOLDER
from vtdash.store.act_log import Deed, record_deeds
from vtdash.store.added_figures import next_fingerprint
from vtdash.store.disk import WORK_MARK, current_snapshot, locked, remove, sync, utc_now
from vtdash.store.manifest import (
    CellChange,
    CheckOutcome,
    Manifest,
    counting_of,
    file_hash,
    published_folder,
    short,
)
from vtdash.store.publish import Progress, Sample, publish, refuse_unseen
from vtdash.store.publish_deeds import load_deed
from vtdash.store.records import Records, current_manifest, current_records, signed
from vtdash.store.unit_decisions import UnitDecision, unit_decisions

_ENTRY = "load.json"


@dataclass(frozen=True)
class WaitingLoad:
    """Returns and decisions about units that somebody (``by``) loaded and nobody released yet.

    ``standing``: the hash of all that they were held against.
    """

    id: str
    when: str
    by: str
    note: str
    standing: str
    records: tuple[Records, ...]
    units: tuple[UnitDecision, ...] = ()


def hand_in(
    data: Path,
    returns: Sequence[Records],
    *,
    units: Sequence[UnitDecision] = (),
    note: str,
    by: str,
    seen: str,
) -> WaitingLoad:
    """Keep a load until it is released, and return it.

    ``seen``: the snapshot beside which it was examined. Raises ``PublishBusy`` where another one
    is current by now or a publish runs, and whatever the disk refuses; nothing is kept then.
    """
    with locked(data):
        refuse_unseen(data, seen)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        made = tuple(signed(each, by) for each in returns)
        load = WaitingLoad(name, utc_now(), by, note, _standing(data, made, units), made, (*units,))
        work = _folder(data) / f"{WORK_MARK}{name}"
        _write(load, work)
        deeds = [load_deed(each, by, load=name) for each in made]
        record_deeds(data, deeds or [Deed("load", by, load=name, about={"units": len(units)})])
        work.rename(_folder(data) / name)
        sync(_folder(data))
        return load


def waiting_loads(data: Path) -> tuple[WaitingLoad, ...]:
    """Return the loads that wait, oldest first. Raises ``SnapshotDamaged`` for one that is not."""
    found = sorted(path for path in _folder(data).glob("[!.]*") if path.is_dir())
    return tuple(map(_read, found))


def waiting_load(data: Path, name: str) -> WaitingLoad:
    """Return one of the loads that wait, or raise ``VtdashError`` where it does not any more."""
    for load in waiting_loads(data):
        if load.id == name:
            return load
    raise VtdashError(
        f"Không còn bộ nào mang mã {name} đang chờ: đã được duyệt hoặc đã được rút lại.",
        f"No load {name} is waiting any more: it was released or withdrawn.",
    )


def release(
    data: Path,
    name: str,
    *,
    sample: Sample,
    by: str,
    progress: Progress = lambda step: None,
    reference: Path = REFERENCE_FOLDER,
) -> Manifest:
    """Publish a load that waits and return the manifest of its snapshot.

    Raises ``VtdashError`` where what it was examined beside has changed, and whatever ``publish``
    refuses; it goes on waiting then.
    """
    load, seen = waiting_load(data, name), current_snapshot(data)
    if load.standing != _standing(data, load.records, load.units):
        raise VtdashError(
            "Từ khi bộ này được nạp, số liệu của chính các địa bàn, đơn vị này đã thay đổi, nên "
            "các câu trả lời có thể không còn đúng. Chưa công bố gì; hãy rút lại và nạp lại tệp.",
            "What is current of these very places and units has changed since this was loaded, so "
            "the answers given may not hold. Nothing was published; withdraw it and load the file "
            "again.",
        )
    manifest = publish(
        data,
        sample=sample,
        returns=load.records,
        units=load.units,
        note=load.note,
        by=by,
        reference=reference,
        seen=seen,
        progress=progress,
        released=name,
    )
    remove(_folder(data) / name)
    return manifest


def withdraw(data: Path, name: str, *, by: str) -> None:
    """Take a load back: nothing of it stays but what the log says."""
    with locked(data):
        load = waiting_load(data, name)
        files = [each.name for each in load.records]
        record_deeds(data, [Deed("withdraw", by, load=name, about={"files": files})])
        remove(_folder(data) / name)


def _folder(data: Path) -> Path:
    return published_folder(data) / "waiting"


def _standing(data: Path, returns: Sequence[Records], units: Sequence[UnitDecision]) -> str:
    """Return the hash of what an examination held these returns and decisions against."""
    digest = hashlib.sha256((current_snapshot(data) if units else "").encode())
    named = set[str]()
    for each in returns:
        for part in _held_against(data, each):
            digest.update(part)
        if "institution_id" in each.table.column_names:
            named |= set(each.table["institution_id"].unique().to_pylist())
    settled = (d for d in unit_decisions(data) if d.act not in {"created", "alias"})
    digest.update(repr([d for d in settled if {d.unit, d.other} & named]).encode())
    return digest.hexdigest()


def _held_against(data: Path, records: Records) -> Iterator[bytes]:
    """Yield the current records of the same dataset and places; of figures, the register's mark."""
    if records.dataset == PUBLISHED_FIGURES.name:
        manifest = current_manifest(data)
        inputs = manifest.inputs if manifest else ()
        yield next_fingerprint(data, inputs, REFERENCE_FOLDER).encode()
        return
    dataset = DATASETS[records.dataset]
    cities, areas = (
        tuple(sorted(records.table[name].unique().to_pylist())) if name in dataset.scope else ()
        for name in ("city", "area_code")
    )
    for row in current_records(data, dataset, cities, areas).to_pylist():
        yield repr(row).encode()


def _write(load: WaitingLoad, folder: Path) -> None:
    folder.mkdir(parents=True)
    kept: list[dict[str, Any]] = []
    for number, each in enumerate(load.records):
        path = folder / f"{number}.parquet"
        pq.write_table(each.table, path, compression="zstd")
        sync(path)
        kept.append(_plain(each) | {"stored": file_hash(path)})
    values = asdict(replace(load, records=())) | {"records": kept}
    (folder / _ENTRY).write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
    sync(folder / _ENTRY)


def _plain(records: Records) -> dict[str, Any]:
    values = asdict(replace(records, table=pa.table({})))
    del values["table"]
    return values


def _read(folder: Path) -> WaitingLoad:
    try:
        values: dict[str, Any] = json.loads((folder / _ENTRY).read_text("utf-8"))
        entries = enumerate(values.pop("records"))
        records = tuple(_records(folder / f"{number}.parquet", each) for number, each in entries)
        units = tuple(UnitDecision(**each) for each in values.pop("units"))
        return WaitingLoad(**values, records=records, units=units)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotDamaged(
            f"Bộ đang chờ {folder.name} hỏng, không đọc được. Hãy khôi phục từ bản sao lưu, hoặc "
            f"xóa thư mục {short(folder)} rồi nạp lại tệp.",
            f"The waiting load {folder.name} is damaged and cannot be read. Restore it from a "
            f"backup, or remove the folder {short(folder)} and load the file again.",
        ) from error


_PARTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "checks": lambda each: CheckOutcome(**each),
    "changes": lambda each: CellChange(**each),
    "counting": counting_of,
    "units": lambda each: UnitDecision(**each),
}


def _records(path: Path, values: dict[str, Any]) -> Records:
    if file_hash(path) != values.pop("stored"):
        raise ValueError(path.name)
    parts: dict[str, Any] = {
        name: tuple(map(make, values.pop(name))) for name, make in _PARTS.items()
    }
    return Records(table=pq.read_table(path), **values, **parts)
