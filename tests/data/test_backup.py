"""Backups: what comes back is what was there, or nothing is touched and the reason is told."""

import io
import shutil
import tarfile
import threading
import time

import pytest

from tests.each import each
from vtdash.model.errors import PublishBusy, SnapshotDamaged, VtdashError
from vtdash.store import (
    current_id,
    history,
    open_current,
    recompute,
    restore_backup,
    snapshot_folder,
    write_backup,
)
from vtdash.store.disk import locked


@pytest.fixture
def data(published_sample, tmp_path):
    return shutil.copytree(published_sample, tmp_path / "data")


@pytest.fixture
def archive(data, tmp_path):
    write_backup(data, tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def files_of(data):
    """Return path -> content of everything that is published."""
    folder = data / "published"
    kept = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def members(archive):
    """Return name -> content of an archive, in its order."""
    with tarfile.open(archive) as opened:
        return {member.name: opened.extractfile(member).read() for member in opened}


def packed(path, content):
    with tarfile.open(path, "w:gz") as opened:
        for name, part in content.items():
            about = tarfile.TarInfo(name)
            about.size = len(part)
            opened.addfile(about, io.BytesIO(part))
    return path


def test_what_is_restored_is_what_was_there(data, archive, tmp_path):
    new = tmp_path / "new"
    made = restore_backup(archive, new)
    assert files_of(new) == files_of(data)
    assert made.snapshot == current_id(new) == current_id(data)
    assert history(new) == history(data)
    assert open_current(new)[1] is None
    assert recompute(new, made.snapshot).is_proved


def test_only_who_made_it_can_read_a_backup(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_a_folder_with_data_and_an_archive_that_is_there_stay_as_they_are(data, archive):
    before, packed_before = files_of(data), archive.read_bytes()
    with pytest.raises(VtdashError, match="empty folder"):
        restore_backup(archive, data)
    with pytest.raises(VtdashError, match="there already"):
        write_backup(data, archive)
    assert files_of(data) == before
    assert archive.read_bytes() == packed_before


def torn(archive, path):
    content = archive.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    return path


def no_archive(_, path):
    path.write_text("a text", encoding="utf-8")
    return path


def changed(archive, path):
    content = members(archive)
    name = next(name for name in content if name.endswith("enrolment.parquet"))
    return packed(path, {**content, name: b"P" + content[name][1:-1] + b"!"})


def with_a_file_less(archive, path):
    content = members(archive)
    return packed(path, {name: content[name] for name in list(content)[:-1]})


def with_a_file_more(archive, path):
    return packed(path, {**members(archive), "note.txt": b"more"})


def without_a_list(archive, path):
    content = members(archive)
    del content["backup.json"]
    return packed(path, content)


@each("make", [torn, no_archive, changed, with_a_file_less, with_a_file_more, without_a_list])
def test_an_archive_that_is_not_as_its_list_says_is_refused_whole(archive, tmp_path, make):
    new = tmp_path / f"into-{make.__name__}"
    with pytest.raises(VtdashError, match="damaged, or no backup"):
        restore_backup(make(archive, tmp_path / f"{make.__name__}.tar.gz"), new)
    assert not list(new.rglob("*"))


def test_a_backup_waits_for_a_publish_and_a_publish_for_a_backup(data, tmp_path):
    def work():
        with locked(data):
            busy.set()
            time.sleep(0.5)

    busy = threading.Event()
    worker = threading.Thread(target=work)
    worker.start()
    busy.wait()
    with pytest.raises(PublishBusy):
        write_backup(data, tmp_path / "early.tar.gz", wait=0)
    assert not (tmp_path / "early.tar.gz").exists()
    write_backup(data, tmp_path / "waited.tar.gz", wait=20)
    worker.join()
    assert restore_backup(tmp_path / "waited.tar.gz", tmp_path / "new").files


def test_no_backup_is_made_of_a_snapshot_that_is_not_whole(data, tmp_path):
    (snapshot_folder(data, current_id(data)) / "enrolment.parquet").unlink()
    with pytest.raises(SnapshotDamaged):
        write_backup(data, tmp_path / "backup.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
