"""Killed, out of disk, two at once, read throughout: the current snapshot is always whole."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from vtdash.model.errors import VtdashError
from vtdash.store import (
    STEPS,
    Store,
    all_snapshots,
    current_id,
    history,
    open_current,
    publish,
    read_manifest,
    recompute,
    roll_back,
    snapshot_folder,
    verify,
)  # fmt: skip

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("VTDASH_KILLS", "12"))
"""Publishers killed at a moment of chance; 50 and more by night: VTDASH_KILLS=50."""

DICE = random.Random(20241127)  # noqa: S311 - moments, no secrets

WAIT = 60
"""Seconds after which a process is taken for dead; nothing here is measured by them."""


class Publisher:
    """The program of ``publisher.py``: forks publishers, tells what they say."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("publisher.py"))],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.pid = 0

    def start(self, data, how="once", first=0, limit=0):
        """Fork one publisher; what it says before its own number is known is kept."""
        self.process.stdin.write(f"{data} {how} {first} {limit}\n")
        self.process.stdin.flush()
        self.said = []
        self.pid = 0
        self.until("pid")
        self.pid = int(self.said.pop()[1])

    def until(self, word):
        """Read up to the first line that begins with a word; return its other words."""
        while True:
            line = self.process.stdout.readline().split()
            assert line, "the publisher is gone"
            self.said.append(line)
            if line[0] == word:
                return line[1:]

    def kill(self):
        """Kill the publisher with a signal that nothing can catch; return the lines it said."""
        os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self):
        self.until("gone")
        return self.said

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@contextmanager
def publishers(number):
    made = [Publisher() for _ in range(number)]
    try:
        yield made
    finally:
        for one in made:
            one.close()


@pytest.fixture(scope="module")
def publisher():
    with publishers(1) as (one,):
        yield one


def returns_of(manifest):
    return {entry.name for entry in manifest.inputs if entry.data_status == "reported"}


def total(store):
    return store.query("SELECT coalesce(sum(enrolled), 0) / 10 FROM enrolment", {})[1][0][0]


def litter(data):
    return list((data / "published").rglob(".*"))


def done(said):
    return {f"{line[1]}.csv" for line in said if line[0] == "done"}


class Reader:
    """Reads in a thread for as long as others publish: one store kept, a new one each round."""

    def __init__(self, data):
        self.kept, _ = open_current(data)
        self.data, self.rounds, self.wrong = data, 0, []
        self.first = total(self.kept)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join(WAIT)
        self.kept.close()

    def _read(self):
        while not self._stop.wait(0.7):
            try:
                self._look()
            except Exception as error:
                self.wrong.append(repr(error))
            self.rounds += 1

    def _look(self):
        store, damage = open_current(self.data)
        whole = total(store) == len(returns_of(store.manifest))
        store.close()
        if damage or not whole or total(self.kept) != self.first:
            self.wrong.append(f"{store.id}: {damage}, whole: {whole}")


# --- killed -----------------------------------------------------------------------------------


def test_kills_at_any_moment_lose_nothing_and_stop_nobody(data, publisher):
    """Each publisher publishes one return after the other and is killed in its first or second.

    So every moment of a publish is met, and many begin where one was killed and end well.
    """
    publisher.start(data, "loop")
    publisher.until("done")
    begin = time.monotonic()
    publisher.until("done")
    seconds = time.monotonic() - begin
    acknowledged = done(publisher.kill())
    moments = [1.6 * seconds * (place + DICE.random()) / KILLS for place in range(KILLS)]
    DICE.shuffle(moments)
    with Reader(data) as reader:
        for turn, moment in enumerate(moments):
            publisher.start(data, "loop", 1000 * (turn + 1))
            publisher.until("start")
            time.sleep(moment)
            acknowledged |= done(publisher.kill())
            _is_whole(data, acknowledged)
    assert reader.wrong == []
    assert reader.rounds
    _ends_well(data, publisher, acknowledged)


def _is_whole(data, acknowledged):
    """The current snapshot is whole and holds every return whose publish came to its end.

    The one that was under way may be in as well: killed after it was current.
    """
    manifest = verify(snapshot_folder(data, current_id(data)))
    assert acknowledged <= returns_of(manifest)
    assert len(returns_of(manifest)) <= len(acknowledged) + KILLS + 1
    last = next(event for event in history(data) if event.is_complete)
    assert last.snapshot == manifest.id


def _ends_well(data, publisher, acknowledged):
    """The next publish works and clears away; nothing that was current is lost or damaged."""
    publisher.start(data, "once", 999_999)
    assert done(publisher.end()) == {"999999.csv"}
    assert litter(data) == []
    events = history(data)
    complete = {event.snapshot for event in events if event.is_complete}
    assert len(complete) >= len(acknowledged)
    for snapshot_id in complete:
        verify(snapshot_folder(data, snapshot_id))
    store, damage = open_current(data)
    assert damage is None
    assert total(store) == len(returns_of(store.manifest)) >= len(acknowledged) + 1
    store.close()
    earliest = events[-1].snapshot
    assert all(recompute(data, each).is_proved for each in (earliest, store.id))
    assert roll_back(data, earliest).id == current_id(data)


@pytest.mark.parametrize("where", [*STEPS, "_make_current", "_point", "sync"])
def test_a_kill_at_each_step_leaves_what_was_in_force_and_the_next_who_writes_clears_away(
    data, publisher, where
):
    """The last two come after the history's line: before and after the folder has its name."""
    publisher.start(data, "once")
    first = publisher.until("done")[1]
    publisher.end()
    publisher.start(data, f"hold:{where}", 1)
    publisher.until("holding")
    publisher.kill()
    assert current_id(data) == first
    verify(snapshot_folder(data, first))
    assert roll_back(data, first).id == first
    assert litter(data) == []
    told = [event for event in history(data) if event.snapshot != first]
    assert [event.is_complete for event in told] == ([False] if where in {"_point", "sync"} else [])
    publisher.start(data, "once", 1)
    assert done(publisher.end()) == {"1.csv"}
    assert returns_of(verify(snapshot_folder(data, current_id(data)))) == {"0.csv", "1.csv"}


# --- two at once ------------------------------------------------------------------------------


def test_of_two_processes_that_publish_at_once_the_second_is_told_to_wait(data):
    """In both orders, and with the first one killed: its lock goes with it."""
    with publishers(2) as both:
        for turn, (first, second) in enumerate((both, both[::-1])):
            number = 10 * turn
            first.start(data, "hold:verify", number)
            first.until("holding")
            second.start(data, "once", number + 1)
            assert [line[0] for line in second.end()] == ["start", "busy", "gone"]
            (data / "go").touch()
            assert done(first.end()) == {f"{number}.csv"}
            (data / "go").unlink()
            first.start(data, "hold:verify", number + 2)
            first.until("holding")
            first.kill()
            second.start(data, "once", number + 1)
            assert done(second.end()) == {f"{number + 1}.csv"}
    current = read_manifest(snapshot_folder(data, current_id(data)))
    assert returns_of(current) == {"0.csv", "1.csv", "10.csv", "11.csv"}


def test_two_processes_that_publish_the_same_file_store_it_once(data):
    with publishers(2) as both:
        for one in both:
            one.start(data, "once", 7)
            one.end()
    assert len(list((data / "published" / "records").iterdir())) == 1
    assert returns_of(read_manifest(snapshot_folder(data, current_id(data)))) == {"7.csv"}


# --- a full disk ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def one_snapshot(tmp_path_factory, publisher):
    folder = tmp_path_factory.mktemp("full") / "data"
    publisher.start(folder, "once")
    publisher.end()
    return folder


@pytest.fixture
def filled(one_snapshot, data):
    """Return the id of the only snapshot in ``data``."""
    shutil.copytree(one_snapshot, data)
    return current_id(data)


def _is_untouched(data, snapshot_id, before):
    assert current_id(data) == snapshot_id
    store, damage = open_current(data)
    store.close()
    assert (store.id, damage) == (snapshot_id, None)
    assert stored(data) == before


def stored(data):
    folder = data / "published"
    return {str(path.relative_to(folder)) for part in ("snapshots", "records")
            for path in (folder / part).rglob("*")}  # fmt: skip


def test_a_file_that_the_disk_cuts_short_leaves_the_old_snapshot_and_says_what_to_do(
    data, filled, publisher
):
    """The system refuses to let a file grow: the records, or one definition after the other."""
    before = stored(data)
    sizes = sorted({path.stat().st_size for path in data.rglob("*") if path.is_file()} - {0})
    for limit in (1, *(size - 1 for size in sizes[1::4]), sizes[-1] - 1):
        publisher.start(data, "once", 5, limit)
        refused = next(" ".join(line) for line in publisher.end() if line[0] != "start")
        assert "the disk or the quota is full" in refused
        _is_untouched(data, filled, before)
    publisher.start(data, "once", 5)
    assert done(publisher.end()) == {"5.csv"}
    assert litter(data) == []


def test_a_history_that_the_disk_cuts_short_is_mended_and_no_snapshot_comes_of_it(
    data, filled, publisher
):
    """The history alone is too large: half a line is written, and the folder never gets a name."""
    path = data / "published" / "history.jsonl"
    with path.open("ab") as file:
        file.write(b"x" * 1_500_000 + b"\n")
    before, told = stored(data), history(data)
    publisher.start(data, "once", 5, path.stat().st_size + 50)
    assert "the disk or the quota is full" in " ".join(next(
        line for line in publisher.end() if line[0] == "refused"))  # fmt: skip
    assert not path.read_bytes().endswith(b"\n"), "half a line was written"
    _is_untouched(data, filled, before)
    assert history(data) == told
    publisher.start(data, "once", 5)
    assert done(publisher.end()) == {"5.csv"}
    assert [event.snapshot for event in history(data)] == [current_id(data), filled]


def _cut_short(name, call):
    """Return a writer that fills the disk halfway; ``call`` counts from 0, -1 is the last."""
    calls = []

    def full(*args, **more):
        calls.append(args)
        if len(calls) - 1 != call:
            return WRITERS[name][2](*args, **more)
        if name in {"write_table", "copyfile"} and isinstance(args[1], Path):
            args[1].write_bytes(b"PAR1 half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return full, calls


WRITERS = {
    "write_table": (pq, "write_table", pq.write_table),
    "copyfile": (shutil, "copyfile", shutil.copyfile),
    "write_text": (Path, "write_text", Path.write_text),
    "rename": (Path, "rename", Path.rename),
    "replace": (Path, "replace", Path.replace),
    "mkdir": (Path, "mkdir", Path.mkdir),
    "fsync": (os, "fsync", os.fsync),
}


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("write_table", 0), ("write_table", 1), ("write_table", 5), ("copyfile", 0),
        ("copyfile", 12), ("write_text", 0), ("write_text", 1), ("rename", 0), ("replace", 0),
        ("replace", 1), ("mkdir", 2), ("fsync", 0), ("fsync", 1), ("fsync", 9), ("fsync", -3),
        ("fsync", -2),
    ],
)  # fmt: skip
def test_a_disk_that_fills_up_at_any_step_leaves_the_old_snapshot_and_no_litter(
    data, filled, records, monkeypatch, name, call
):
    row = "hanoi 2024-Q2 001 CS-1 480201 college 7 0 0"
    given = {"sample": lambda _: {}, "returns": [records("enrolment", row)]}
    place, attribute, _ = WRITERS[name]
    if call < 0:
        call += _calls_of(data, given, monkeypatch, name)
    before, whole = stored(data), current_id(data)
    full, calls = _cut_short(name, call)
    with monkeypatch.context() as patch:
        patch.setattr(place, attribute, full)
        with pytest.raises(VtdashError) as caught:
            publish(data, **{**given, "returns": [records("enrolment", row.replace("7", "8"))]})
    assert len(calls) > call, "never reached: the publish has fewer such steps"
    for language, words in (("vi", "ổ đĩa đầy"), ("en", "disk or the quota is full")):
        assert words in caught.value.words(language)
        assert "data/published" in caught.value.words(language)
        assert "byte" in caught.value.words(language)
    _is_untouched(data, whole, before)
    manifest = publish(data, **given)
    assert current_id(data) == manifest.id
    assert litter(data) == []


def _calls_of(data, given, monkeypatch, name):
    """Return how often a publish of this folder writes so; it is published thereby."""
    place, attribute, _ = WRITERS[name]
    counted, calls = _cut_short(name, -1)
    with monkeypatch.context() as patch:
        patch.setattr(place, attribute, counted)
        publish(data, **given)
    return len(calls)


def test_what_is_in_force_already_is_never_said_to_be_refused(data, filled, monkeypatch):
    """The very last write, after the pointer has moved, fails: the publish holds."""
    given = {"sample": lambda _: {}}
    last = _calls_of(data, given, monkeypatch, "fsync") - 1
    full, _ = _cut_short("fsync", last)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        manifest = publish(data, **given)
    assert current_id(data) == manifest.id
    verify(snapshot_folder(data, manifest.id))


def test_a_rollback_on_a_full_disk_leaves_what_is_in_force(data, filled, monkeypatch):
    second = publish(data, sample=lambda _: {})
    full, _ = _cut_short("write_text", 0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(VtdashError, match="disk or the quota is full"):
            roll_back(data, filled)
    assert current_id(data) == second.id
    assert roll_back(data, filled).id == filled


def test_a_folder_that_may_not_be_written_is_named_with_the_system_s_words(
    data, filled, monkeypatch
):
    def refuse(*_args, **_more):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(pq, "write_table", refuse)
        with pytest.raises(VtdashError, match="Permission denied") as caught:
            publish(data, sample=lambda _: {})
    assert "data/published" in caught.value.vi
    assert str(data) not in caught.value.vi + caught.value.en, "where it lies is no reader's affair"
    assert current_id(data) == filled


# --- an open dashboard ------------------------------------------------------------------------


def test_an_open_store_reads_on_while_others_publish_and_roll_back(data, filled):
    store = Store.open(snapshot_folder(data, filled))
    before = total(store)
    for _ in range(2):
        publish(data, sample=lambda _: {})
    roll_back(data, filled)
    assert total(store) == before
    assert len(all_snapshots(data)) == 3
    store.close()
