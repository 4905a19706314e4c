"""Who published what, when and why; and every snapshot had back byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
import time_machine

from tests.each import each
from vtdash.model.datasets import DATASETS
from vtdash.model.errors import SnapshotDamaged, SnapshotMissing
from vtdash.store import (
    all_snapshots,
    current_id,
    current_records,
    history,
    open_current,
    publish,
    recompute,
    roll_back,
    snapshot_folder,
)  # fmt: skip

PUBLISHING = sys.modules[publish.__module__]
RECOMPUTING = sys.modules[recompute.__module__]

ONE = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"
TWO = "hanoi 2024-Q2 004 CS-2 480201 college 20 5 1"
OTHER = "haiphong 2024-Q1 303 CS-3 480201 college 7 0 0"
SAMPLE = "hanoi 2024-Q3 001 CS-9 480201 college 999 0 0"


@pytest.fixture
def issue(data, sample_of):
    """Return a short ``publish`` into ``data`` with one row of sample."""

    def make(*returns, **more):
        return publish(data, sample=sample_of(enrolment=[SAMPLE]), returns=returns, **more)

    return make


@pytest.fixture
def lines(data):
    """Return a reader of the history's file: one dict a line."""

    def read():
        text = (data / "published" / "history.jsonl").read_text("utf-8")
        assert text.endswith("\n")
        return [json.loads(line) for line in text.splitlines()]

    return read


def told(events):
    return [(event.action, event.snapshot, event.previous, event.is_complete) for event in events]


def stop(*_args):
    raise RuntimeError("stopped here")


# --- what is told -----------------------------------------------------------------------------


def test_before_the_first_publish_there_is_no_history(data):
    assert history(data) == ()


def test_every_publish_build_and_rollback_is_told_with_who_and_why_newest_first(
    issue, data, records
):
    built = issue(by="lan")
    given = replace(records("enrolment", ONE, name="quý 1.xlsx"), source_sha256="ab" * 32)
    published = issue(given, note="Báo cáo quý 1", by="an@hanoi.gov.vn")
    roll_back(data, built.id, by="minh", note="nhầm kỳ\nxem lại")
    events = history(data)
    assert told(events) == [
        ("rollback", built.id, published.id, True),
        ("publish", published.id, built.id, True),
        ("build", built.id, "", True),
    ]
    assert [event.who for event in events] == ["minh", "an@hanoi.gov.vn", "lan"]
    assert [event.note for event in events] == ["nhầm kỳ\nxem lại", "Báo cáo quý 1", ""]
    assert [event.files for event in events] == [(), (("quý 1.xlsx", "ab" * 32),), ()]
    assert events[1].when == published.created


def test_a_return_whose_file_has_no_hash_is_known_by_that_of_its_records(issue, data, records):
    manifest = issue(records("enrolment", ONE, name="a.csv"))
    kept = next(i for i in manifest.inputs if i.data_status == "reported")
    assert history(data)[0].files == (("a.csv", kept.sha256),)


def test_the_line_is_on_the_disk_before_the_pointer_moves(issue, data, lines, monkeypatch):
    seen = []
    move = PUBLISHING._point

    def watched(folder, snapshot_id):
        seen.append(lines()[-1]["snapshot"] == snapshot_id)
        move(folder, snapshot_id)

    monkeypatch.setattr(PUBLISHING, "_point", watched)
    first = issue()
    issue()
    roll_back(data, first.id)
    assert seen == [True, True, True]


def test_a_refused_return_leaves_no_line(issue, data, records, lines):
    issue()
    with pytest.raises(Exception, match="999"):
        issue(records("enrolment", ONE.replace(" 001 ", " 999 ")))
    assert len(lines()) == 1


# --- crashes ----------------------------------------------------------------------------------


def test_a_line_that_a_crash_tore_is_not_read_and_cut_off_by_the_next(issue, data, lines):
    issue(by="first")
    path = data / "published" / "history.jsonl"
    whole = path.read_bytes()
    for tail in (whole[:-1], whole[: len(whole) // 2], b"{", b"\0\0\0"):
        path.write_bytes(whole + tail)
        assert [event.who for event in history(data)] == ["first"]
    issue(by="second")
    assert [line["who"] for line in lines()] == ["first", "second"]


@pytest.mark.parametrize("bad", [b"not json", b"[1, 2]", b'{"when": 1}', b"\xff\xfe", b""])
def test_a_line_that_cannot_be_read_does_not_hide_the_others(issue, data, bad):
    issue(by="first")
    path = data / "published" / "history.jsonl"
    path.write_bytes(path.read_bytes() + bad + b"\n")
    issue(by="second")
    assert [event.who for event in history(data)] == ["second", "first"]


def test_what_crashed_before_the_pointer_moved_is_told_as_not_completed(
    issue, data, records, monkeypatch
):
    """The crash comes last at first, and then in the middle of the history."""
    first = issue()
    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, "_point", stop)
        with pytest.raises(RuntimeError):
            issue(records("enrolment", ONE), by="unlucky")
    lost = history(data)[0]
    assert (lost.who, lost.previous, lost.is_complete) == ("unlucky", first.id, False)
    assert current_id(data) == first.id
    again = issue(records("enrolment", ONE), by="lucky")
    assert told(history(data)) == [
        ("publish", again.id, first.id, True),
        ("publish", lost.snapshot, first.id, False),
        ("build", first.id, "", True),
    ]


def test_a_rollback_that_crashed_is_told_as_not_completed(issue, data, monkeypatch):
    first, second = issue(), issue()
    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, "_point", stop)
        with pytest.raises(RuntimeError):
            roll_back(data, first.id)
    assert told(history(data))[0] == ("rollback", first.id, second.id, False)
    assert current_id(data) == second.id
    roll_back(data, first.id)
    assert [event.is_complete for event in history(data)] == [True, False, True, True]


def test_a_first_publish_that_crashed_is_told_as_not_completed(issue, data, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, "_point", stop)
        with pytest.raises(RuntimeError):
            issue()
    assert [event.is_complete for event in history(data)] == [False]
    issue()
    assert [event.is_complete for event in history(data)] == [True, False]


def test_a_broken_pointer_makes_no_publish_look_as_if_it_had_crashed(issue, data):
    first, _ = issue(), issue()
    (data / "published" / "current").write_text("")
    assert [event.is_complete for event in history(data)] == [True, True]
    roll_back(data, first.id)
    assert [event.is_complete for event in history(data)] == [True, True, True]


def test_a_snapshot_that_never_came_into_force_is_no_way_out_of_damage(issue, data, monkeypatch):
    """Killed between giving the folder its name and moving the pointer: the folder stays."""
    first = issue()
    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, "_point", stop)
        patch.setattr(PUBLISHING, "remove", lambda _path: None)
        with pytest.raises(RuntimeError):
            issue()
    assert len(all_snapshots(data)) == 2
    third = issue()
    (snapshot_folder(data, third.id) / "figure.parquet").unlink()
    store, damage = open_current(data)
    store.close()
    assert (store.id, type(damage)) == (first.id, SnapshotDamaged)


def test_the_way_out_of_damage_is_what_was_current_before_by_whatever_clock(issue, data):
    issue()
    with time_machine.travel("2031-01-01T00:00Z"):
        left, kept = issue(), issue()
    roll_back(data, left.id, by="", note="the one after is wrong")
    last = issue()
    assert last.id < left.id < kept.id, "the clock was set back"
    (snapshot_folder(data, last.id) / "figure.parquet").unlink()
    store, _damage = open_current(data)
    store.close()
    assert store.id == left.id, "not the newest by name, nor one that was rolled back from"


# --- folders of before ------------------------------------------------------------------------


def test_a_folder_from_before_the_history_gives_what_its_manifests_tell(issue, data, records):
    built = issue(note="build")
    published = issue(records("enrolment", ONE, name="a.csv"), note="quý 1", by="an")
    rebuilt = issue()
    (data / "published" / "history.jsonl").unlink()
    events = history(data)
    assert told(events) == [
        ("build", rebuilt.id, published.id, True),
        ("publish", published.id, built.id, True),
        ("build", built.id, "", True),
    ]
    assert [name for name, _ in events[1].files] == ["a.csv"]
    assert (events[1].who, events[1].note, events[1].when) == ("an", "quý 1", published.created)


def test_what_the_manifests_tell_stands_before_the_first_line_of_a_history(issue, data):
    old = issue(by="before")
    (data / "published" / "history.jsonl").unlink()
    issue(by="after")
    roll_back(data, old.id, by="back")
    assert [event.who for event in history(data)] == ["back", "after", "before"]
    issue(by="last")
    assert [event.who for event in history(data)] == ["last", "back", "after", "before"]


def test_a_damaged_manifest_of_before_hides_none_of_the_others(issue, data):
    issue(by="whole")
    hurt = issue(by="hurt")
    (data / "published" / "history.jsonl").unlink()
    (snapshot_folder(data, hurt.id) / "manifest.json").write_text("{")
    assert [event.who for event in history(data)] == ["whole"]


# --- current records --------------------------------------------------------------------------


def rows_in_force(data, *chosen):
    table = current_records(data, DATASETS["enrolment"], *chosen)
    return [(row["area_code"], row["institution_id"], row["enrolled"]) for row in table.to_pylist()]


def test_records_in_force_are_the_reported_ones_of_the_newest_file_and_never_the_sample(
    issue, data, records
):
    assert rows_in_force(data) == []
    issue()
    assert rows_in_force(data) == []
    issue(records("enrolment", ONE, TWO, OTHER, name="first"))
    again = "hanoi 2024-Q1 001 CS-1 480201 elementary 6 0 0"
    issue(records("enrolment", again, name="second"))
    assert rows_in_force(data) == [("303", "CS-3", 7), ("001", "CS-1", 6), ("004", "CS-2", 20)]
    table = current_records(data, DATASETS["enrolment"])
    origin = ["file", "source", "stored"]
    assert table.column_names == [*DATASETS["enrolment"].column_names, *origin]
    assert table["file"].to_pylist() == ["first", "second", "first"]


@pytest.fixture
def three_in_force(issue, records):
    issue(records("enrolment", ONE, TWO, OTHER))


@each(
    ("chosen", "areas"),
    [
        ((("hanoi",), ()), ["001", "004"]),
        ((("hanoi", "haiphong"), ("001", "303")), ["303", "001"]),
        (((), ("004",)), ["004"]),
        ((("hanoi",), ("303",)), []),
        ((("hanoi') OR true --",), ()), []),
        (((), ("001' OR '1'='1",)), []),
    ],
)
def test_records_in_force_are_chosen_by_bound_values(three_in_force, data, chosen, areas):
    assert [area for area, _, _ in rows_in_force(data, *chosen)] == areas


def test_records_in_force_of_another_dataset_are_an_empty_table_of_its_columns(
    issue, data, records
):
    issue(records("enrolment", ONE))
    table = current_records(data, DATASETS["digital_skills"])
    assert (table.num_rows, table.column_names[4]) == (0, "audience")


def test_after_a_rollback_the_records_of_the_earlier_snapshot_are_in_force(issue, data, records):
    first = issue(records("enrolment", ONE, name="first"))
    issue(records("enrolment", ONE.replace(" 100 ", " 90 "), name="second"))
    assert rows_in_force(data) == [("001", "CS-1", 90)]
    roll_back(data, first.id)
    assert rows_in_force(data) == [("001", "CS-1", 100)]


# --- had back byte for byte -------------------------------------------------------------------


def test_every_snapshot_is_made_again_byte_for_byte_those_rolled_back_from_too(
    issue, data, records, tmp_path
):
    reference = tmp_path / "reference"
    shutil.copytree(snapshot_folder(data, issue().id) / "reference", reference)
    path = reference / "indicators.toml"
    path.write_text(path.read_text("utf-8") + "\n# a later edition\n", "utf-8")
    first = issue(records("enrolment", ONE, TWO, name="first"))
    issue(records("enrolment", ONE.replace(" 100 ", " 90 "), name="second"), reference=reference)
    roll_back(data, first.id)
    issue(records("enrolment", OTHER, name="third"))
    assert len(all_snapshots(data)) == 4
    for snapshot_id in all_snapshots(data):
        again = recompute(data, snapshot_id)
        assert again.manifest.id == snapshot_id
        assert {proof.outcome for proof in again.marts} == {"same_bytes"}
        assert {p.mart: p.rows for p in again.marts} == again.manifest.rows
        assert all(p.expected == p.found for p in again.marts)
        assert (again.is_same_maker, again.is_proved) == (True, True)


def test_the_whole_sample_is_made_again_byte_for_byte(data, catalogue):
    from vtdash.sample import generate  # noqa: PLC0415 - slow to make, for this test only

    manifest = publish(data, sample=generate)
    assert recompute(data, manifest.id).is_proved


@pytest.fixture
def rewritten(issue, data, records):
    """Return a maker of a snapshot whose enrolment mart was written otherwise, manifest and all."""

    def make(change):
        manifest = issue(records("enrolment", ONE, TWO))
        path = snapshot_folder(data, manifest.id) / "enrolment.parquet"
        change(path)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        changed = {**manifest.files, path.name: sha256}
        sealed = replace(manifest, files=changed)
        (path.parent / "manifest.json").write_text(sealed.text(), "utf-8")
        return manifest.id

    return make


def _other_bytes(path):
    pq.write_table(pq.read_table(path), path, compression="gzip")


def _other_rows(path):
    pq.write_table(pq.read_table(path).slice(1), path, compression="zstd")


def test_other_bytes_by_the_same_code_are_told_and_prove_nothing(rewritten, data):
    again = recompute(data, rewritten(_other_bytes))
    assert {p.mart: p.outcome for p in again.marts}["enrolment"] == "same_rows"
    assert (again.is_same_maker, again.is_proved) == (True, False)


@pytest.mark.parametrize("name", ["code_version", "made_with"])
def test_by_other_code_or_libraries_the_rows_are_compared(rewritten, data, monkeypatch, name):
    snapshot_id = rewritten(_other_bytes)
    now = {"code_version": "9.9+later", "made_with": {"duckdb": "9.9", "pyarrow": "99"}}[name]
    monkeypatch.setattr(RECOMPUTING, name, lambda: now)
    again = recompute(data, snapshot_id)
    assert (again.is_same_maker, again.is_proved) == (False, True)
    assert now in (again.code_now, again.with_now)


def test_other_rows_are_never_a_proof(rewritten, data, monkeypatch):
    monkeypatch.setattr(RECOMPUTING, "code_version", lambda: "9.9+later")
    again = recompute(data, rewritten(_other_rows))
    assert {p.mart: p.outcome for p in again.marts}["enrolment"] == "differs"
    assert not again.is_proved


def test_a_snapshot_whose_records_are_gone_cannot_be_made_again_and_they_are_named(
    issue, data, records
):
    manifest = issue(records("enrolment", ONE, name="quý 1.csv"))
    kept = next(i for i in manifest.inputs if i.data_status == "reported")
    (data / "published" / "records" / kept.file).unlink()
    with pytest.raises(SnapshotDamaged, match=r"quý 1\.csv"):
        recompute(data, manifest.id)


def test_an_unknown_snapshot_is_not_made_again(data):
    with pytest.raises(SnapshotMissing, match="nowhere"):
        recompute(data, "nowhere")
