"""A load that waits: kept whole, shown to no reader, released once, refused where things moved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from vtdash.model.datasets import ENROLMENT
from vtdash.model.errors import PublishBusy, SnapshotDamaged, VtdashError
from vtdash.store import (
    CellChange,
    CheckOutcome,
    Counting,
    UnitDecision,
    current_id,
    current_records,
    hand_in,
    history,
    logged_deeds,
    publish,
    read_manifest,
    release,
    snapshot_folder,
    unit_decisions,
    waiting_loads,
    withdraw,
)

ROW = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"
SAME_AREA = "hanoi 2024-Q2 001 CS-2 480201 college 20 5 1"
ELSEWHERE = "hanoi 2024-Q1 004 CS-3 480201 college 7 0 0"


@pytest.fixture
def desk(data, records, sample_of):
    """Return short ways to hand in one row, and to release and publish, in a published folder."""
    sample = sample_of()
    publish(data, sample=sample)

    class Desk:
        def load(self, row=ROW, by="signed-in:lan@so.vn", **more):
            made = replace(records("enrolment", row), source_sha256="ab", **more)
            return hand_in(data, [made], note="Q1", by=by, seen=current_id(data))

        def publish(self, row):
            return publish(data, sample=sample, returns=[records("enrolment", row)])

        release = partial(release, data, sample=sample, by="signed-in:chief@so.vn")

    return Desk()


def units_of(data):
    return current_records(data, ENROLMENT)["institution_id"].to_pylist()


def test_a_load_waits_unseen_until_it_is_released_with_all_that_it_carries(data, desk):
    said = {
        "checks": (CheckOutcome("H01", "warning", 1, "new school"),),
        "changes": (CellChange("S", "A1", "9", "10"),),
        "counting": (Counting("separate", (("hanoi", "2024-Q1", "001", "CS-1"),), "CS-7"),),
        "units": (UnitDecision("created", "CS-1", city="hanoi"),),
    }
    before = current_id(data)
    load = desk.load(**said)
    assert (current_id(data), units_of(data)) == (before, [])
    (read,) = waiting_loads(data)
    assert (read.id, read.by, read.note) == (load.id, "signed-in:lan@so.vn", "Q1")
    assert read.records[0].table.equals(load.records[0].table)
    assert replace(read, records=()) == replace(load, records=())
    made = desk.release(load.id)
    assert (current_id(data), waiting_loads(data)) == (made.id, ())
    assert units_of(data) == ["CS-1"]
    (entry,) = read_manifest(snapshot_folder(data, made.id)).inputs
    assert entry.changes[0].by == entry.counting[0].by == "signed-in:lan@so.vn"
    assert entry.checks == said["checks"]
    assert unit_decisions(data)[0].unit == "CS-1"
    assert history(data)[0].who == "signed-in:chief@so.vn"
    acts = [(e.deed.act, e.deed.who, e.deed.load) for e in logged_deeds(data)][1:]
    assert acts == [
        ("load", "signed-in:lan@so.vn", load.id),
        ("release", "signed-in:chief@so.vn", load.id),
    ]


def test_a_load_is_not_released_where_its_own_places_have_changed(data, desk):
    load, beside = desk.load(), desk.load(ELSEWHERE)
    desk.publish(SAME_AREA)
    with pytest.raises(VtdashError, match="has changed since this was loaded"):
        desk.release(load.id)
    desk.release(beside.id)
    assert [each.id for each in waiting_loads(data)] == [load.id]
    withdraw(data, load.id, by="signed-in:lan@so.vn")
    assert waiting_loads(data) == ()
    assert logged_deeds(data)[-1].deed.act == "withdraw"
    with pytest.raises(VtdashError, match="is waiting any more"):
        desk.release(load.id)


def test_a_decision_about_a_unit_of_the_load_stops_its_release(data, desk, sample_of):
    load = desk.load()
    closing = [UnitDecision("closed", "CS-1", "2024-02-01")]
    publish(data, sample=sample_of(), units=closing)
    with pytest.raises(VtdashError, match="has changed since"):
        desk.release(load.id)


def test_a_load_that_was_examined_beside_another_snapshot_is_not_taken(data, desk, records):
    with pytest.raises(PublishBusy):
        hand_in(data, [records("enrolment", ROW)], note="", by="typed:A", seen="another")
    assert waiting_loads(data) == ()


def test_records_that_were_changed_while_they_waited_are_not_released(data, desk):
    load = desk.load()
    path = data / "published" / "waiting" / load.id / "0.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(SnapshotDamaged, match="waiting load"):
        desk.release(load.id)
