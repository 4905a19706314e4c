"""Publishing: write a snapshot into a hidden folder, prove it whole, then move one pointer.

A reader sees one snapshot or the next. A crash at any point leaves the old one current: the new
folder gets its name only when it is complete, and the pointer is replaced in one step.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from vtdash.model.errors import PublishBusy, SnapshotDamaged, SnapshotMissing, VtdashError
from vtdash.reference import (
    REFERENCE_FOLDER,
    Catalogue,
    load_catalogue,
    reference_files,
)
from vtdash.store.act_log import Deed, record_deeds
from vtdash.store.added_figures import next_fingerprint, next_reference
from vtdash.store.database import Store
from vtdash.store.disclosure import Grouping
from vtdash.store.disk import (
    WORK_MARK,
    PublishEvent,
    append_event,
    current_snapshot,
    locked,
    published_event,
    remove,
    sync,
    utc_now,
    write_whole,
)
from vtdash.store.manifest import (
    MANIFEST,
    POINTER,
    Input,
    Manifest,
    all_snapshots,
    code_version,
    current_id,
    existing,
    file_hash,
    made_with,
    published_folder,
    read_manifest,
    returns_of,
    snapshot_folder,
    verify,
)
from vtdash.store.marts import build_marts, groupings, write_mart
from vtdash.store.publish_deeds import deeds_of_publish
from vtdash.store.records import Records, record_files, signed, store_records, unique
from vtdash.store.unit_decisions import (
    UNIT_DECISIONS,
    UnitDecision,
    decisions_text,
    signed_decisions,
    unit_decisions,
    without_undone,
)

STEPS = ("reference", "sample", "records", "marts", "verify", "publish")
"""The steps of a publish in order, for progress displays."""

Progress = Callable[[str], None]
Sample = Callable[[Catalogue], Mapping[str, pa.Table]]


def publish(  # noqa: PLR0913 - all but the folder are named where it is called
    data: Path,
    *,
    sample: Sample,
    returns: Sequence[Records] = (),
    units: Sequence[UnitDecision] = (),
    note: str = "",
    by: str = "",
    reference: Path = REFERENCE_FOLDER,
    seen: str | None = None,
    progress: Progress = lambda step: None,
    released: str = "",
) -> Manifest:
    """Publish a new snapshot and return its manifest.

    It holds the returns of the current snapshot, the new ``returns``, the sample, the reference
    data of ``reference`` with the figures of those returns, and all decisions about units with new
    ones (``units``, and those of the returns). ``seen``: the snapshot against which the returns
    were checked, if they were; ``released``: the load that had waited, if it had. Raises
    ``PublishBusy`` where another one is current by now or another publish runs, and whatever the
    catalogue, the checks or the disk refuse; nothing has changed then.
    """
    with locked(data), _undone_on_failure(data) as work:
        refuse_unseen(data, seen)
        progress("reference")
        previous = _previous(data)
        new = [store_records(data, signed(each, by), work) for each in returns]
        decided = [*units, *(decision for each in returns for decision in each.units)]
        decisions = signed_decisions(unit_decisions(data), decided, by, utc_now())
        kept = unique(without_undone([*returns_of(previous), *new], decisions))
        with next_reference(data, kept, reference) as grown:
            catalogue = load_catalogue(grown)
            progress("sample")
            made = [Records(name, "sample", "sample", t) for name, t in sample(catalogue).items()]
            progress("records")
            drawn = [store_records(data, each, work) for each in made]
            progress("marts")
            draft = _draft(catalogue, unique([*kept, *drawn]), previous, note=note, by=by)
            folder = _write(data, grown, catalogue, draft, decisions_text(decisions))
        progress("verify")
        manifest = verify(folder)
        Store.open(folder).close()
        progress("publish")
        told = published_event(manifest, new, is_publish=bool(units))
        deeds = deeds_of_publish(manifest, new, decided, released)
        told = replace(told, previous=current_snapshot(data))
        _make_current(data, folder, told, deeds, work)
        return manifest


def refuse_unseen(data: Path, seen: str | None) -> None:
    """Raise ``PublishBusy`` where another snapshot is current by now than the one seen."""
    if seen is not None and seen != current_snapshot(data):
        raise PublishBusy(
            "Bộ dữ liệu đang dùng đã thay đổi sau khi kiểm tra các tệp này. Chưa công bố gì; hãy "
            "kiểm tra lại rồi công bố.",
            "The current snapshot has changed since these files were checked. Nothing was "
            "published; check them again, then publish.",
        )


def is_up_to_date(data: Path, reference: Path = REFERENCE_FOLDER) -> bool:
    """Return whether the current snapshot is whole and made from this reference and code."""
    try:
        manifest = verify(snapshot_folder(data, current_id(data)))
    except VtdashError:
        return False
    expected = next_fingerprint(data, manifest.inputs, reference)
    return (manifest.reference, manifest.code_version) == (expected, code_version())


def roll_back(data: Path, snapshot_id: str, *, by: str = "", note: str = "") -> Manifest:
    """Make an earlier snapshot current again and return its manifest.

    Raises ``SnapshotMissing`` where there is none of that id, ``SnapshotDamaged`` where it is
    not whole, ``PublishBusy`` while a publish runs.
    """
    with locked(data):
        manifest = verify(existing(data, snapshot_id))
        previous = current_snapshot(data)
        told = PublishEvent(utc_now(), by, "rollback", snapshot_id, previous, note)
        about = {"before": previous, "note": note}
        record_deeds(data, [Deed("rollback", by, snapshot_id, about=about)])
        append_event(data, told)
        _point(data, snapshot_id)
        return manifest


def _previous(data: Path) -> Manifest | None:
    """Return the current manifest, None before the first publish.

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


@contextmanager
def _undone_on_failure(data: Path) -> Generator[list[Path]]:
    """Yield a list for the files that a publish makes, which are removed where it fails.

    A full disk is then no fuller than before. A snapshot that is current already stays.
    """
    work: list[Path] = []
    try:
        yield work
    except BaseException:
        if snapshot_folder(data, current_snapshot(data)) not in work:
            for path in work:
                remove(path)
        raise


def _draft(
    catalogue: Catalogue,
    inputs: tuple[Input, ...],
    previous: Manifest | None,
    *,
    note: str,
    by: str,
) -> Manifest:
    """Return the manifest of a snapshot that has no files yet."""
    created = datetime.now(UTC)
    return Manifest(
        id=f"{created:%Y%m%dT%H%M%S%f}-{catalogue.fingerprint[:6]}",
        created=created.isoformat(timespec="seconds"),
        code_version=code_version(),
        reference=catalogue.fingerprint,
        note=note,
        previous=previous.id if previous else "",
        inputs=inputs,
        rows={},
        files={},
        by=by,
        made_with=made_with(),
    )


def _write(
    data: Path, reference: Path, catalogue: Catalogue, draft: Manifest, decisions: str
) -> Path:
    """Write a whole snapshot into a hidden folder and return it."""
    folder = published_folder(data) / "snapshots" / f"{WORK_MARK}{draft.id}"
    (folder / "reference").mkdir(parents=True)
    for name in reference_files(reference):
        (folder / "reference" / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(reference / name, folder / "reference" / name)
    (folder / UNIT_DECISIONS).write_text(decisions, encoding="utf-8")
    before = _groupings_before(data, draft.previous, catalogue)
    marts = build_marts(catalogue, record_files(data, draft.inputs), before)
    for name, table in marts.items():
        write_mart(table, folder / f"{name}.parquet")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = replace(
        draft,
        rows={name: table.num_rows for name, table in marts.items()},
        grouped_after=draft.previous if before else "",
        files={str(path.relative_to(folder)): file_hash(path) for path in files},
    )
    (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8")
    for path in (*files, folder / MANIFEST, folder / "reference", folder):
        sync(path)
    return folder


def _groupings_before(data: Path, previous: str, catalogue: Catalogue) -> dict[str, Grouping]:
    """Return what the snapshot before counts together; nothing where there is none that is whole.

    Building anew is the way out of a damaged one.
    """
    try:
        folder = existing(data, previous)
        verify(folder)
    except (SnapshotMissing, SnapshotDamaged):
        return {}
    return groupings(folder, catalogue)


def _make_current(
    data: Path, folder: Path, event: PublishEvent, deeds: Sequence[Deed], work: list[Path]
) -> None:
    """Log acts and event, give the folder its name, move the pointer: in this order."""
    final = snapshot_folder(data, event.snapshot)
    work.append(final)
    record_deeds(data, deeds)
    append_event(data, event)
    folder.rename(final)
    sync(final.parent)
    _point(data, event.snapshot)


def _point(data: Path, snapshot_id: str) -> None:
    write_whole(published_folder(data) / POINTER, snapshot_id + "\n")
