"""Records to marts to snapshots: sums, replacement, places, damage, crashes, and the one door."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import sys
import threading
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vtdash.model.errors import (
    CatalogueError,
    PublishBusy,
    SnapshotDamaged,
    SnapshotMissing,
    VtdashError,
)  # fmt: skip
from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER
from vtdash.store import (
    STEPS,
    CellChange,
    CheckOutcome,
    Store,
    all_snapshots,
    current_id,
    open_current,
    publish,
    read_manifest,
    roll_back,
    snapshot_folder,
    verify,
)  # fmt: skip
from vtdash.store.questions import questions

PUBLISHING = sys.modules[publish.__module__]
"""The module: its name in the package is taken by the function."""

ONE = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"


@pytest.fixture
def issue(data, sample_of):
    """Return a short ``publish`` into ``data``: sample enrolment rows and returns."""

    def make(*returns, sample=(ONE,), **more):
        tables = sample_of(enrolment=list(sample)) if sample else sample_of()
        return publish(data, sample=tables, returns=returns, **more)

    return make


@pytest.fixture(scope="module")
def history(tmp_path_factory, sample_of):
    """Return a folder with one snapshot, one with two, and the two manifests."""
    folder = tmp_path_factory.mktemp("history")
    tables = sample_of(enrolment=[ONE])
    first = publish(folder / "one", sample=tables)
    shutil.copytree(folder / "one", folder / "two")
    return folder, first, publish(folder / "two", sample=tables)


@pytest.fixture
def one(history, data):
    """Return the manifest of the only snapshot in ``data``."""
    folder, first, _ = history
    shutil.copytree(folder / "one", data)
    return first


@pytest.fixture
def two(history, data):
    """Return the manifests of the two snapshots in ``data``, the second current."""
    folder, first, second = history
    shutil.copytree(folder / "two", data)
    return first, second


@pytest.fixture(scope="module")
def opened(history):
    """Return an opened store that no statement of a test may change."""
    folder, first, _ = history
    store = Store.open(snapshot_folder(folder / "one", first.id))
    yield store
    store.close()


def open_store(data):
    return Store.open(snapshot_folder(data, current_id(data)))


def stored(data):
    """Return what stands in the folders of snapshots and records, hidden things included."""
    folder = data / "published"
    return {str(path.relative_to(folder)) for part in ("snapshots", "records")
            for path in (folder / part).iterdir()}  # fmt: skip


def as_before(folder):
    """Turn a manifest into one of version 0.1.0, when fewer things were kept."""
    path = folder / "manifest.json"
    values = json.loads(path.read_text("utf-8"))
    for name in ("by", "made_with", "seal"):
        del values[name]
    for entry in values["inputs"]:
        for name in ("source_sha256", "form", "checks", "changes"):
            del entry[name]
    seal = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**values, "seal": seal}), "utf-8")


def turns(store, filters=None):
    rows = questions.enrolment_by_year(store, filters or Filters())
    return {
        (row.territory, row.period, row.data_status): row.value
        for row in rows
        if row.indicator_id == "vet_enrolment"
    }


def mart(store, columns):
    return store.query(f"SELECT {columns} FROM enrolment ORDER BY ALL", {})[1]  # noqa: S608


# --- roll-up ----------------------------------------------------------------------------------


def test_a_mart_adds_institutions_and_keeps_every_column_that_a_page_filters_on(
    issue, data, in_full
):
    """Two institutions of one area, quarter, occupation and level become one row.

    hanoi 2024-Q1 001 CS-1 480201 college     100 40 10
    hanoi 2024-Q1 001 CS-2 480201 college      20  5  1   -> 120 45 11
    hanoi 2024-Q1 001 CS-1 480201 elementary    7  0  7   -> another level
    hanoi 2024-Q1 001 CS-1 R01    elementary    3  1  3   -> another occupation
    hanoi 2024-Q2 001 CS-1 480201 college       9  9  9   -> another quarter
    """
    issue(sample=(
        ONE,
        "hanoi 2024-Q1 001 CS-2 480201 college 20 5 1",
        "hanoi 2024-Q1 001 CS-1 480201 elementary 7 0 7",
        "hanoi 2024-Q1 001 CS-1 R01 elementary 3 1 3",
        "hanoi 2024-Q2 001 CS-1 480201 college 9 9 9",
    ), reference=in_full)  # fmt: skip
    columns = "quarter, occupation_key, level, enrolled, enrolled_women, enrolled_rural"
    assert mart(open_store(data), columns) == [
        (1, "480201", "college", 120, 45, 11),
        (1, "480201", "elementary", 7, 0, 7),
        (1, "R01", "elementary", 3, 1, 3),
        (2, "480201", "college", 9, 9, 9),
    ]


def test_the_figure_mart_holds_the_register_row_for_row(issue, data, catalogue):
    issue()
    rows = questions.registered_figures(open_store(data), Filters())
    register = [(f.figure_id, f.value_low, f.value_high, f.unit) for f in catalogue.figures]
    assert [(row.figure_id, row.low, row.high, row.unit) for row in rows] == register


def test_a_snapshot_without_any_record_opens_and_answers_with_nothing(issue, data):
    issue(sample=())
    assert turns(open_store(data)) == {}


def test_sample_rows_vanish_for_the_city_period_and_dataset_of_a_return_and_nowhere_else(
    data, records, sample_of
):
    """A return for Hanoi 2024-Q1, of one district, takes the place of the whole city's sample.

    hanoi     2024-Q1  001  100  goes     hanoi     2024-Q1  004   50  goes
    hanoi     2024-Q2  001   30  stays    haiphong  2024-Q1  303   40  stays
    digital skills of hanoi 2024-Q1 stay: another dataset
    """
    manifest = publish(
        data,
        sample=sample_of(
            enrolment=[
                ONE,
                "hanoi 2024-Q1 004 CS-1 480201 college 50 10 5",
                "hanoi 2024-Q2 001 CS-1 480201 college 30 10 5",
                "haiphong 2024-Q1 303 CS-1 480201 college 40 10 5",
            ],
            digital_skills=["hanoi 2024-Q1 001 CS-1 adults 60 30 40"],
        ),
        returns=[records("enrolment", "hanoi 2024-Q1 001 CS-9 480201 college 77 7 7")],
    )
    store = Store.open(snapshot_folder(data, manifest.id))
    assert turns(store) == {
        ("ha_noi", "2024-Q1", "reported"): 77,
        ("ha_noi", "2024-Q2", "sample"): 30,
        ("hai_phong_to_2025_06", "2024-Q1", "sample"): 40,
    }
    digital = questions.digital_by_year(store, Filters())
    assert [(row.value, row.data_status) for row in digital] == [(60, "sample"), (40, "sample")]


def test_a_later_return_replaces_rows_of_the_same_key_and_leaves_the_others(issue, data, records):
    issue(records("enrolment", ONE, "hanoi 2024-Q1 004 CS-1 480201 college 50 0 0", name="first"))
    issue(records("enrolment", "hanoi 2024-Q1 001 CS-1 480201 college 90 30 9", name="second"))
    assert mart(open_store(data), "area_id, enrolled, enrolled_women, data_status") == [
        ("district-001", 90, 30, "reported"),
        ("district-004", 50, 0, "reported"),
    ]


CORRECTED = "hanoi 2024-Q1 001 CS-1 480201 college 90 30 9"
FIRST_RETURN = (
    ONE,
    "hanoi 2024-Q1 001 CS-1 480201 elementary 5 0 0",  # left out of the correction
    "hanoi 2024-Q1 001 CS-2 480201 college 20 0 0",  # another institution
    "hanoi 2024-Q1 004 CS-1 480201 college 30 0 0",  # another area
    "hanoi 2024-Q2 001 CS-1 480201 college 40 0 0",  # another period
    "haiphong 2024-Q1 303 CS-1 480201 college 50 0 0",  # another city
)


def test_a_row_left_out_of_a_corrected_return_disappears_with_its_scope_and_no_other(
    issue, data, records
):
    """CS-1 corrects its return of Hanoi, 2024-Q1, area 001: the elementary row is withdrawn.

    001 2024-Q1 college: 100 of CS-1 -> 90, and 20 of CS-2 stay -> 110
    """
    issue(records("enrolment", *FIRST_RETURN, name="first"))
    issue(records("enrolment", CORRECTED, name="second"))
    assert mart(open_store(data), "area_id, quarter, level, enrolled") == [
        ("district-001", 1, "college", 110),
        ("district-001", 2, "college", 40),
        ("district-004", 1, "college", 30),
        ("district-303", 1, "college", 50),
    ]


def test_what_one_file_says_of_a_scope_is_never_mixed_with_what_another_says(issue, data, records):
    """Three files speak of one scope, each of other levels: the last one alone holds."""
    for place, level in enumerate(("college", "elementary", "intermediate")):
        row = f"hanoi 2024-Q1 001 CS-1 480201 {level} {place + 11} 0 0"
        issue(records("enrolment", row, name=level))
    assert mart(open_store(data), "level, enrolled") == [("intermediate", 13)]


def test_a_task_is_reported_by_an_area_as_a_whole(data, records):
    """Without an institution the scope is city, period and area: the second task is withdrawn."""
    rows = [
        "hanoi 2025-Q1 001 HN-T1 4 3 500 420.5",
        "hanoi 2025-Q1 001 HN-T2 2 1 100 10.5",
        "hanoi 2025-Q1 004 HN-T2 5 5 50 50",
    ]
    publish(data, sample=lambda _: {}, returns=[records("task_progress", *rows, name="first")])
    again = records("task_progress", "hanoi 2025-Q1 001 HN-T1 4 4 500 480.1", name="second")
    publish(data, sample=lambda _: {}, returns=[again])
    text = "SELECT area_id, item_id, milestones_done, money_spent FROM task_progress ORDER BY ALL"
    assert open_store(data).query(text, {})[1] == [
        ("district-001", "HN-T1", 4, 480.1),
        ("district-004", "HN-T2", 5, 50.0),
    ]


def test_money_comes_to_the_same_sum_in_whatever_order_it_is_added_up(data, records):
    """0.1 + 0.2 + 0.3 is 0.6 and not 0.6000000000000001, whichever comes first."""
    rows = [f"hanoi 2025-Q1 001 HN-T1 1 1 {money} 1e9" for money in ("0.1", "0.2", "0.3")]
    sums = set()
    for place, order in enumerate((rows, rows[::-1])):
        folder = data / str(place)
        publish(folder, sample=lambda _: {}, returns=[records("task_progress", *order)])
        text = "SELECT money_planned, money_spent FROM task_progress"
        sums.update(open_store(folder).query(text, {})[1])
    assert sums == {(0.6, 3e9)}


def test_a_record_without_a_value_in_its_key_is_refused_and_never_dropped(issue, data, records):
    good = records("enrolment", ONE, ONE.replace("CS-1", "CS-2"))
    codes = pa.array(["CS-1", None], pa.string())
    table = good.table.set_column(3, "institution_id", codes)
    with pytest.raises(ValueError, match="without a value"):
        issue(replace(good, table=table))
    assert not list((data / "published" / "records").iterdir())


def test_publishing_the_same_return_again_changes_no_number(issue, data, records):
    first = issue(records("enrolment", ONE))
    second = issue(records("enrolment", ONE))
    assert second.rows == first.rows
    assert [i.data_status for i in second.inputs].count("reported") == 1


def test_the_first_return_sent_again_after_a_correction_is_the_newest(issue, data, records):
    """100, then 90 by mistake, then the first file once more: 100 holds."""
    first, wrong = records("enrolment", ONE), "hanoi 2024-Q1 001 CS-1 480201 college 90 30 9"
    issue(first)
    issue(records("enrolment", wrong, name="wrong"))
    issue(first)
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "reported"): 100}


def test_returns_of_the_snapshot_in_force_are_carried_on(issue, data, records):
    issue(records("enrolment", ONE))
    issue(records("enrolment", "hanoi 2024-Q2 001 CS-1 480201 college 5 1 1"))
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1/Q2", "reported"): 105}


# --- places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "area_id", "territory"),
    [
        # 004 is a district to June 2025; 00004, the same number, a ward from July
        ("hanoi 2025-Q2 004 CS-1 480201 college 1 0 0", "district-004", "ha_noi"),
        ("hanoi 2025-Q3 00004 CS-1 480201 college 1 0 0", "commune-00004-20250701", "ha_noi"),
        # 303 has other borders from January 2025: the quarter decides
        ("haiphong 2024-Q4 303 CS-1 480201 college 1 0 0", "district-303", "hai_phong_to_2025_06"),
        ("haiphong 2025-Q1 303 CS-1 480201 college 1 0 0", "district-303-20250101",
         "hai_phong_to_2025_06"),
        # the former Hai Duong reports as part of Hai Phong, but is a territory of its own
        ("haiphong 2024-Q1 288 CS-1 480201 college 1 0 0", "district-288", "hai_duong_to_2025_06"),
        ("haiphong 2025-Q4 11311 CS-1 480201 college 1 0 0", "commune-11311-20250701",
         "hai_phong_since_2025_07"),
    ],
)  # fmt: skip
def test_a_code_means_the_area_of_its_period(issue, data, record, area_id, territory):
    issue(sample=(record,))
    assert mart(open_store(data), "area_id, territory") == [(area_id, territory)]


@pytest.mark.parametrize(
    ("cohort", "area_id"),
    [("2024 303", "district-303"), ("2025 11311", "commune-11311-20250701")],
)
def test_a_cohort_lies_in_the_area_of_the_end_of_its_year(data, sample_of, cohort, area_id):
    row = f"haiphong {cohort} CS-1 480201 college 12 9 8 7 6 5"
    manifest = publish(data, sample=sample_of(graduate_tracer=[row]))
    store = Store.open(snapshot_folder(data, manifest.id))
    assert store.query("SELECT area_id FROM graduate_tracer", {})[1] == [(area_id,)]


@pytest.mark.parametrize(
    "record",
    [
        "hanoi 2025-Q3 001 CS-1 480201 college 5 1 1",  # a district that no longer exists
        "hanoi 2025-Q2 00004 CS-1 480201 college 5 1 1",  # a ward that does not exist yet
        "hanoi 2024-Q1 999 CS-1 480201 college 5 1 1",  # no such code
        "hanoi 2024-Q1 303 CS-1 480201 college 5 1 1",  # a district of the other city
        "hanoi 2024-Q1 01 CS-1 480201 college 5 1 1",  # the province itself
    ],
)
def test_a_record_that_fits_no_area_stops_the_publish_and_is_not_dropped(issue, data, one, record):
    with pytest.raises(VtdashError) as caught:
        issue(sample=(ONE, record, record.replace("CS-1", "CS-2")))
    code = record.split()[2]
    for language in ("vi", "en"):
        words = caught.value.words(language)
        assert f" {code} " in words
        assert "2 records" in words or "2 bản ghi" in words
    assert current_id(data) == one.id


def test_every_turn_of_a_return_is_in_the_mart(issue, data, catalogue):
    """Ten turns for every district and commune-level unit, each in its own time."""
    rows = []
    for area in catalogue.areas:
        if area.level != "province":
            period = "2025-Q3" if area.level == "commune" else "2024-Q1"
            period = "2025-Q1" if area.valid_from and area.valid_to else period
            rows.append(f"{area.city} {period} {area.code} CS-1 480201 college 10 0 0")
    issue(sample=rows)
    placed = mart(open_store(data), "area_id, enrolled")
    assert len(placed) == len(rows)
    assert {area_id for area_id, _ in placed} == {
        area.id for area in catalogue.areas if area.level != "province"
    }


# --- snapshots --------------------------------------------------------------------------------


def test_a_manifest_says_what_a_snapshot_is_made_of(issue, data, one, records, catalogue):
    manifest = issue(records("enrolment", ONE, name="quý 1.csv"), note="Báo cáo quý 1")
    assert read_manifest(snapshot_folder(data, manifest.id)) == manifest
    assert manifest.previous == one.id
    assert manifest.note == "Báo cáo quý 1"
    assert manifest.reference == catalogue.fingerprint
    assert manifest.rows["figure"] == len(catalogue.figures)
    reported = next(i for i in manifest.inputs if i.data_status == "reported")
    assert (reported.name, reported.rows) == ("quý 1.csv", 1)
    assert (reported.cities, reported.periods) == (("hanoi",), ("2024-Q1",))
    folder = snapshot_folder(data, manifest.id)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {*manifest.files, "manifest.json"}


def test_a_manifest_keeps_the_office_s_file_and_what_the_checks_said(issue, data, records):
    given = replace(
        records("enrolment", ONE, name="quý 1.xlsx"),
        source_sha256="ab" * 32,
        form="form_1",
        checks=(CheckOutcome("H01", "warning", 3, "lớp mới mở"), CheckOutcome("C02", "warning", 1)),
    )
    manifest = issue(given, by="Nguyễn Văn An <an@hanoi.gov.vn>")
    again = read_manifest(snapshot_folder(data, manifest.id))
    kept = next(i for i in again.inputs if i.data_status == "reported")
    assert (kept.source_sha256, kept.form, kept.checks) == ("ab" * 32, "form_1", given.checks)
    assert again.by == "Nguyễn Văn An <an@hanoi.gov.vn>"
    assert set(again.made_with) == {"duckdb", "pyarrow"}


def test_a_cell_that_a_steward_corrected_is_kept_with_who_and_when(issue, data, records):
    change = CellChange("Biểu 1", "H18", "400", "340")
    first = issue(replace(records("enrolment", ONE), changes=(change,)), by="typed:Lan")
    later = issue(by="typed:Minh")
    for manifest in (first, later):
        kept = read_manifest(snapshot_folder(data, manifest.id))
        (entry,) = [i for i in kept.inputs if i.data_status == "reported"]
        assert entry.changes == (replace(change, by="typed:Lan", when=entry.changes[0].when),)
        assert entry.changes[0].when


def test_a_manifest_from_before_these_were_kept_can_still_be_read(issue, data, records):
    manifest = issue(records("enrolment", ONE))
    as_before(snapshot_folder(data, manifest.id))
    old = verify(snapshot_folder(data, manifest.id))
    assert (old.by, old.made_with) == ("", {})
    assert {(i.source_sha256, i.form, i.checks) for i in old.inputs} == {("", "", ())}
    assert issue().previous == old.id
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "reported"): 100}


def test_rolling_back_puts_the_numbers_of_an_earlier_snapshot_in_force(issue, data, one, records):
    issue(records("enrolment", "hanoi 2024-Q1 001 CS-1 480201 college 7 0 0"))
    assert roll_back(data, one.id) == one
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "sample"): 100}


def test_a_publish_after_a_rollback_builds_on_the_snapshot_in_force(issue, data, one, records):
    issue(records("enrolment", "hanoi 2024-Q1 001 CS-1 480201 college 7 0 0"))
    roll_back(data, one.id)
    third = issue()
    assert third.previous == one.id
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "sample"): 100}


def test_rolling_back_to_an_unknown_snapshot_says_so_and_changes_nothing(data, one):
    with pytest.raises(SnapshotMissing, match="no snapshot nowhere"):
        roll_back(data, "nowhere")
    assert current_id(data) == one.id


def test_a_damaged_snapshot_cannot_be_rolled_back_to(data, two):
    first, second = two
    (snapshot_folder(data, first.id) / "figure.parquet").unlink()
    with pytest.raises(SnapshotDamaged):
        roll_back(data, first.id)
    assert current_id(data) == second.id


def test_before_the_first_publish_the_reader_is_told_to_build(data):
    with pytest.raises(SnapshotMissing) as caught:
        open_current(data)
    assert "python -m vtdash build" in caught.value.vi
    assert "python -m vtdash build" in caught.value.en


def _truncate(folder):
    path = folder / "enrolment.parquet"
    path.write_bytes(path.read_bytes()[:-20])


def _change_a_row(folder):
    path = folder / "enrolment.parquet"
    table = pq.read_table(path)
    place = table.column_names.index("enrolled")
    pq.write_table(table.set_column(place, "enrolled", pa.array([101], pa.int64())), path)


def _change_a_definition(folder):
    path = folder / "reference" / "indicators.toml"
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")


def _rewrite_manifest(**changes):
    def damage(folder):
        path = folder / "manifest.json"
        values = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps({**values, **changes}), "utf-8")

    return damage


DAMAGES = {
    "truncated mart": (_truncate, "enrolment.parquet"),
    "changed row": (_change_a_row, "enrolment.parquet"),
    "missing mart": (lambda f: (f / "figure.parquet").unlink(), "figure.parquet"),
    "missing definition": (lambda f: (f / "reference/areas.csv").unlink(), "reference/areas.csv"),
    "changed definition": (_change_a_definition, "reference/indicators.toml"),
    "missing manifest": (lambda f: (f / "manifest.json").unlink(), "manifest.json"),
    "empty manifest": (lambda f: (f / "manifest.json").write_text(""), "manifest.json"),
    "manifest of another form": (
        lambda f: (f / "manifest.json").write_text("[1, 2]"), "manifest.json"),
    "changed note": (_rewrite_manifest(note="another"), "manifest.json"),
    "changed row counts": (_rewrite_manifest(rows={"figure": 1}), "manifest.json"),
    "changed hashes": (_rewrite_manifest(files={}), "manifest.json"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_and_named_in_both_languages(data, one, damage):
    folder = snapshot_folder(data, one.id)
    hurt, name = DAMAGES[damage]
    hurt(folder)
    for look in (verify, Store.open):
        with pytest.raises(SnapshotDamaged) as caught:
            look(folder)
        assert caught.value.vi != caught.value.en
        for language in ("vi", "en"):
            assert name in caught.value.words(language)
            assert folder.name in caught.value.words(language)
            assert "python -m vtdash" in caught.value.words(language)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_last_whole_snapshot_is_opened_instead_and_the_damage_reported(data, two, damage):
    whole, hurt = two
    DAMAGES[damage][0](snapshot_folder(data, hurt.id))
    store, reported = open_current(data)
    assert store.id == whole.id
    assert isinstance(reported, SnapshotDamaged)
    assert hurt.id in reported.en


def test_a_whole_snapshot_in_force_reports_no_damage(data, one):
    store, reported = open_current(data)
    assert (store.id, reported) == (one.id, None)


def test_where_no_snapshot_is_whole_the_damage_is_raised(data, two):
    first, second = two
    for manifest in (first, second):
        _truncate(snapshot_folder(data, manifest.id))
    with pytest.raises(SnapshotDamaged, match=second.id):
        open_current(data)


def test_a_newer_snapshot_that_was_rolled_back_from_is_never_the_way_out(data, two):
    first, second = two
    roll_back(data, first.id)
    _truncate(snapshot_folder(data, first.id))
    with pytest.raises(SnapshotDamaged, match=first.id):
        open_current(data)
    assert second.id in all_snapshots(data)


def test_an_empty_pointer_leads_to_the_newest_whole_snapshot(data, two):
    _, newest = two
    (data / "published" / "current").write_text("")
    store, reported = open_current(data)
    assert store.id == newest.id
    assert isinstance(reported, SnapshotDamaged)


def test_a_publish_on_a_damaged_mart_carries_every_return_on(issue, data, records):
    hurt = issue(records("enrolment", ONE))
    _truncate(snapshot_folder(data, hurt.id))
    issue()
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "reported"): 100}


def test_a_publish_refuses_to_forget_returns_of_a_manifest_that_cannot_be_read(issue, data, two):
    _, hurt = two
    (snapshot_folder(data, hurt.id) / "manifest.json").unlink()
    with pytest.raises(SnapshotDamaged):
        issue()
    assert current_id(data) == hurt.id


def test_with_no_snapshot_to_go_back_to_a_build_starts_afresh(issue, data, one):
    (snapshot_folder(data, one.id) / "manifest.json").unlink()
    assert issue().id == current_id(data)


@pytest.mark.parametrize("hurt", ["unlink", "write"])
def test_stored_records_that_are_gone_or_changed_stop_the_next_publish(issue, data, records, hurt):
    row = "hanoi 2024-Q2 001 CS-1 480201 college 7 0 0"
    manifest = issue(records("enrolment", row, name="quý 1.csv"))
    stored = next(i for i in manifest.inputs if i.data_status == "reported")
    path = data / "published" / "records" / stored.file
    path.unlink() if hurt == "unlink" else path.write_bytes(b"PAR1")
    with pytest.raises(SnapshotDamaged, match=r"quý 1\.csv"):
        issue()
    assert current_id(data) == manifest.id


def test_a_reference_folder_with_problems_publishes_nothing(issue, data, one, tmp_path):
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, folder)
    (folder / "areas.csv").unlink()
    with pytest.raises(CatalogueError, match=r"areas\.csv"):
        issue(reference=folder)
    assert current_id(data) == one.id


# --- crashes and two at once ------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_in_any_step_leaves_the_old_snapshot_and_the_next_publish_works(
    issue, data, one, records, step
):
    def crash(reached):
        if reached == step:
            raise RuntimeError(step)

    with pytest.raises(RuntimeError, match=step):
        issue(records("enrolment", "hanoi 2024-Q1 001 CS-1 480201 college 7 0 0"), progress=crash)
    assert current_id(data) == one.id
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "sample"): 100}
    new = issue()
    assert current_id(data) == new.id
    assert not list((data / "published" / "snapshots").glob(".*"))
    assert not list((data / "published" / "records").glob(".*"))
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "sample"): 100}


@pytest.mark.parametrize(
    "name", ["store_records", "build_marts", "write_mart", "verify", "_make_current", "_point"]
)
def test_a_crash_in_the_middle_of_a_step_leaves_the_old_snapshot_and_no_litter(
    issue, data, one, monkeypatch, name
):
    def crash(*_args, **_more):
        raise RuntimeError("stopped here")

    before = stored(data)
    with monkeypatch.context() as patch:
        patch.setattr(PUBLISHING, name, crash)
        with pytest.raises(RuntimeError, match="stopped here"):
            issue(sample=("hanoi 2024-Q1 001 CS-1 480201 college 7 0 0",))
    assert current_id(data) == one.id
    assert stored(data) == before
    store, reported = open_current(data)
    assert (store.id, reported) == (one.id, None)
    new = issue()
    assert current_id(data) == new.id
    assert stored(data) - before == {f"snapshots/{new.id}"}


def test_what_a_crash_left_is_cleared_away_by_the_next_who_takes_the_lock(data, one):
    folder = data / "published"
    (folder / "records" / ".new").write_bytes(b"PAR1 half")
    (folder / "snapshots" / ".DS_Store").write_text("x")
    (folder / "snapshots" / ".20260101T000000000000-abcdef" / "reference").mkdir(parents=True)
    (folder / ".current.new").write_text("half")
    roll_back(data, one.id)
    assert not list(folder.rglob(".*"))


def test_the_same_file_published_by_two_is_stored_once(issue, data, records):
    """Both checked it before either published: the second finds the records there."""
    checked_by_two = [records("enrolment", ONE, name="a.csv") for _ in range(2)]
    for given in checked_by_two:
        issue(given, sample=())
    assert len(list((data / "published" / "records").iterdir())) == 1
    assert turns(open_store(data)) == {("ha_noi", "2024-Q1", "reported"): 100}


def test_of_two_publishes_at_once_the_second_is_told_to_wait(issue, data, one):
    reached, go_on, done = threading.Event(), threading.Event(), []

    def slow(step):
        if step == "marts":
            reached.set()
            go_on.wait(30)

    first = threading.Thread(target=lambda: done.append(issue(progress=slow)))
    first.start()
    assert reached.wait(30)
    with pytest.raises(PublishBusy) as caught:
        issue()
    assert caught.value.vi != caught.value.en
    with pytest.raises(PublishBusy):
        roll_back(data, one.id)
    assert current_id(data) == one.id
    go_on.set()
    first.join(30)
    assert current_id(data) == done[0].id


def test_another_process_s_lock_is_respected_and_freed_with_it(issue, data, one):
    with (data / "published" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(PublishBusy):
            issue()
    assert issue().id == current_id(data)


def test_a_reader_s_open_store_is_not_changed_by_a_publish(issue, data, one, records):
    reader = open_store(data)
    before = turns(reader)
    issue(records("enrolment", "hanoi 2024-Q1 001 CS-1 480201 college 7 0 0"))
    assert turns(reader) == before


# --- the one door -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "COPY enrolment TO '{path}'",
        "COPY (SELECT 1) TO '{path}'",
        "EXPORT DATABASE '{path}'",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_parquet('{mart}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('/*')",
        "ATTACH '{path}.db'",
        "ATTACH 'md:'",
        "SET threads = 4",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_an_opened_store_reads_no_file_writes_none_and_changes_no_setting(
    data, one, opened, tmp_path, statement
):
    folder = snapshot_folder(data, one.id)
    target = tmp_path / "out"
    text = statement.format(
        path=target, file=folder / "reference" / "areas.csv", mart=folder / "figure.parquet"
    )
    with pytest.raises(Exception, match=r"(?i)disabled|locked|not allowed|permission"):
        opened.query(text, {})
    assert not target.exists()


def test_a_table_of_the_program_is_not_visible_to_a_statement(opened):
    secret = pa.table({"x": [1]})
    with pytest.raises(Exception, match="does not exist"):
        opened.query("SELECT * FROM secret", {})
    assert secret.num_rows == 1


def test_a_value_is_bound_and_never_read_as_sql(opened):
    evil = Filters(cities=("hanoi'); DROP TABLE enrolment; --",), areas=("' OR 1=1 --",))
    assert questions.enrolment_by_year(opened, evil) == ()
    assert turns(opened) == {("ha_noi", "2024-Q1", "sample"): 100}
