"""What a snapshot counts together stays together in the next one, and is proved with it."""

from __future__ import annotations

import shutil

import pyarrow.parquet as pq
import pytest

from vtdash.model.errors import SnapshotMissing
from vtdash.reference import REFERENCE_FOLDER
from vtdash.store import publish, read_manifest, recompute, roll_back, snapshot_folder

WELDING, SEWING, COOKING, WEAVING = "520123", "540205", "810207", "540204"
FIRST = {WELDING: 3, COOKING: 4, SEWING: 9, WEAVING: 40}
GROWN = FIRST | {WELDING: 20}


@pytest.fixture
def issue(data, records, tmp_path):
    """Return a publisher of turns begun by occupation, under a threshold, which gives what is told.

    Occupation -> turns, None where they are withheld.
    """

    def make(cells=None, least=5):
        reference = tmp_path / f"reference-{least}"
        if not reference.exists():
            shutil.copytree(REFERENCE_FOLDER, reference)
            (reference / "disclosure.toml").write_text(f"[people]\nsmallest_count = {least}\n")
        rows = [f"hanoi 2024-Q1 001 CS-1 {key} college {n} 0 0" for key, n in (cells or {}).items()]
        new = [records("enrolment", *rows)] if cells else []
        manifest = publish(data, sample=lambda _: {}, returns=new, reference=reference)
        mart = pq.read_table(snapshot_folder(data, manifest.id) / "enrolment.parquet")
        return manifest, {row["occupation_key"]: row["enrolled"] for row in mart.to_pylist()}

    return make


def test_a_correction_splits_nothing_and_the_snapshot_is_proved_after_the_one_before(data, issue):
    first, told = issue(FIRST)
    assert (first.grouped_after, told[WELDING], told["not_shown"]) == ("", None, 7)
    second, told = issue(GROWN)
    assert (told[WELDING], told[COOKING], told["not_shown"], told[SEWING]) == (None, None, 24, 9)
    assert second.grouped_after == first.id
    assert all(recompute(data, each.id).is_proved for each in (first, second))

    again, _ = issue()
    assert again.files["enrolment.parquet"] == second.files["enrolment.parquet"]

    shutil.rmtree(snapshot_folder(data, first.id))
    assert recompute(data, again.id).is_proved
    with pytest.raises(SnapshotMissing):
        recompute(data, second.id)


def test_without_a_snapshot_before_and_under_a_lower_threshold_cells_are_grouped_anew(issue):
    _, afresh = issue(GROWN)
    assert (afresh[WELDING], afresh["not_shown"]) == (20, 13)
    issue(FIRST)
    lowered, told = issue(GROWN, least=4)
    assert (lowered.grouped_after, told[WELDING], told[COOKING]) == ("", 20, 4)


def test_a_higher_threshold_keeps_what_was_together_and_may_count_what_was_told_with_it(issue):
    issue(FIRST)
    raised, told = issue(GROWN | {SEWING: 12}, least=15)
    assert raised.grouped_after
    assert [told[key] for key in FIRST] == [None] * 4  # 24 as before, and 12 with 40
    assert told["not_shown"] == 52


def test_after_a_rollback_what_is_current_says_what_stays_together(data, issue):
    first, _ = issue(GROWN)
    issue(FIRST)
    roll_back(data, first.id)
    second, told = issue(GROWN | {WEAVING: 41})
    assert (second.grouped_after, told[WELDING], told["not_shown"]) == (first.id, 20, 13)


def test_a_damaged_snapshot_says_nothing_and_building_anew_is_the_way_out(data, issue):
    first, _ = issue(FIRST)
    (snapshot_folder(data, first.id) / "enrolment.parquet").write_bytes(b"")
    second, told = issue(GROWN)
    assert (second.grouped_after, told[WELDING]) == ("", 20)
    assert read_manifest(snapshot_folder(data, second.id)) == second
