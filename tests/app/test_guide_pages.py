"""The pages that explain: the tour, what changed, the accessibility statement."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from tests.each import each
from vtdash.model.datasets import DATASETS
from vtdash.sample import generate
from vtdash.store import (
    Records,
    all_snapshots,
    arrow_schema,
    current_id,
    publish,
    roll_back,
    snapshot_folder,
)
from vtdash.text.language import Text
from vtdash.topics.changes import CSV_COLUMNS
from vtdash.ui.guide import CONTACT, known_barriers

ROOT = Path(__file__).resolve().parents[2]
FILE = "hà-nội-quý-1-riêng.csv"
STEWARD = "steward-lan@office.example"


def returned(enrolled, women=0):
    """Return a return of one row: Hanoi, first quarter of 2024."""
    row = {
        "city": "hanoi", "period": "2024-Q1", "area_code": "001", "institution_id": "CS-1",
        "occupation_key": "480201", "level": "college", "enrolled": enrolled,
        "enrolled_women": women, "enrolled_rural": 0,
    }  # fmt: skip
    table = pa.Table.from_pylist([row], schema=arrow_schema(DATASETS["enrolment"]))
    return Records("enrolment", "reported", FILE, table, source_sha256="ab" * 32)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A data folder in which a return was published, corrected, and the correction taken back."""
    data = tmp_path_factory.mktemp("told") / "data"

    def issue(note, *returns):
        return publish(data, sample=generate, returns=returns, note=note, by=STEWARD)

    issue("first start")
    first = issue("Báo cáo quý 1 *của* Hà Nội", returned(120, 50))
    issue("Sửa số người học", returned(150, 50))
    roll_back(data, first.id, by=STEWARD, note="Nhầm tệp")
    return data


def words(screen):
    """Everything that is said on the page, plain: no sign of Markdown."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    found = [str(e.value) for kind in kinds for e in screen.at.main.get(kind)]
    found += [e.proto.body for e in screen.at.main.get("html")]
    return "\n".join(found).replace("\\", "")


def headings(screen):
    return [e.value for e in screen.at.main.get("header")]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["tour", "changes", "accessibility"])
def test_each_page_opens_in_both_languages_under_a_title_and_headings(open_page, page, language):
    screen = open_page(page, lang=language)
    assert not screen.at.exception
    assert not screen.at.error
    assert len(screen.at.title) == 1
    assert len(headings(screen)) >= 2


# --- the tour -----------------------------------------------------------------------------------


def test_the_tour_has_at_most_eight_numbered_steps_in_order(open_page):
    steps = [h for h in headings(open_page("tour", lang="en")) if h[:1].isdigit()]
    assert 6 <= len(steps) <= 8
    assert [step.split(".")[0] for step in steps] == [str(n + 1) for n in range(len(steps))]


def test_the_tour_can_be_read_in_two_minutes(open_page):
    screen = open_page("tour", lang="en")
    own = [e.value for e in screen.at.main.get("markdown")][:20]
    assert len(" ".join(own).split()) < 2 * 300


def test_every_link_of_the_tour_leads_to_a_page_with_the_readers_choices(open_page):
    screen = open_page("tour", lang="vi", city="haiphong", task="HN-T3")
    links = re.findall(r'data-page="(\w*)" href="([^"]+)"', words(screen))
    assert {path for path, _ in links} >= {"", "targets", "enrolment", "districts", "sources"}
    for path, address in links:
        assert (ROOT / "pages" / f"{path or 'overview'}.py").is_file()
        assert "lang=vi" in address
        assert "city=haiphong" in address
        assert "task=HN-T3" in address


def test_the_example_of_the_tour_shows_real_figures_of_both_cities_filled_and_hollow(open_page):
    screen = open_page("tour", lang="en", city="hanoi")
    (panel,) = screen.panels
    rows = screen.csv(panel).rows
    assert {row["data_status"] for row in rows} == {"published"}
    assert {row["city"] for row in rows} == {"hanoi", "haiphong"}
    assert {row["status"] for row in rows} == {"observed", "estimate", "target"}
    symbols = json.dumps([trace.get("marker", {}).get("symbol")
                          for trace in screen.chart(panel)["data"]])  # fmt: skip
    assert re.search(r'"\w+"', symbols), "filled"
    assert re.search(r'"\w+-open"', symbols), "hollow"
    assert re.search(r'"[\w-]+-dot"', symbols), "an estimate"


@each(
    "said",
    ["hollow", "dashed", "dotted", "SAMPLE DATA", "two Hai Phongs", "2045", "Share this view",
     "CSV", "PNG or SVG", "print", "never zero"],
)  # fmt: skip
def test_the_tour_explains_what_a_newcomer_meets(look_at, said):
    assert said in words(look_at("tour", lang="en"))


# --- what changed -------------------------------------------------------------------------------


def test_one_snapshot_leaves_nothing_to_compare(open_page):
    screen = open_page("changes", lang="en")
    assert "The first snapshot." in words(screen)
    assert "nothing to compare yet" in words(screen)
    assert not screen.at.main.selectbox


def test_the_newest_event_comes_first_each_with_its_note_and_what_it_changed(open_page, told):
    said = words(open_page("changes", data=told, lang="en"))
    steps = [
        "made current again", "Nhầm tệp", "fell from 150 to 120",
        "Sửa số người học", "rose from 120 to 150",
        "Báo cáo quý 1 *của* Hà Nội", "Enrolment, Hanoi (Reported): new, with a total of 120",
        "built anew", "The first snapshot.",
    ]  # fmt: skip
    places = [said.index(step) for step in steps]
    assert places == sorted(places)
    assert "first start" not in said, "a note of the program, in one language"


def test_the_same_is_said_in_vietnamese(open_page, told):
    said = words(open_page("changes", data=told, lang="vi"))
    assert "tổng số giảm từ 150 xuống 120 (lượt tuyển sinh)" in said
    assert "Bộ dữ liệu đầu tiên." in said


def test_nothing_on_the_page_tells_who_published_or_in_which_file(open_page, told):
    screen = open_page("changes", data=told, lang="vi")
    everything = "\n".join(str(node.proto) for node in (*screen.at.main, *screen.at.sidebar)
                           if getattr(node, "proto", None) is not None)  # fmt: skip
    others = set(all_snapshots(told)) - {current_id(told)}  # that in force stands in each download
    for secret in ("steward", "lan@", FILE, "riêng.csv", "abab", *others):
        assert secret not in everything


def test_the_snapshot_in_force_is_compared_with_the_one_before_until_the_reader_chooses(
    open_page, told
):
    screen = open_page("changes", data=told, lang="en")
    newest, first, built = all_snapshots(told)
    at = screen.at.main
    assert at.selectbox(key="changes-from").value == newest
    assert at.selectbox(key="changes-to").value == first == current_id(told)
    table = screen.at.main.table[-1].value
    (row,) = table[table["Measure"] == "Enrolments (course starts) in the quarter"].to_dict(
        "records"
    )
    assert (row["Before"], row["After"], row["Difference"]) == ("150", "120", "−30")
    screen.at.session_state["changes-from"] = built
    screen.run()
    assert "new, with a total of 120" in words(screen)


def test_the_same_snapshot_on_both_sides_is_said(open_page, told):
    screen = open_page("changes", data=told, lang="en")
    screen.at.session_state["changes-from"] = current_id(told)
    assert "Choose two different ones" in words(screen.run())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_totals_come_as_a_csv_with_the_same_columns_and_plain_numbers(
    open_page, told, language
):
    screen = open_page("changes", data=told, lang=language)
    proto = screen.at.main.get("download_button")[0].proto
    address = screen.offered.execute_deferred(proto.deferred_file_id)
    file = screen.offered.read_file(Path(address).stem)
    assert re.fullmatch(r"vtdash_changes_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv", file.filename)
    header, *lines = file.content.decode("utf-8-sig").splitlines()
    assert header == ",".join(CSV_COLUMNS)
    assert any(line.startswith("enrolment,Tuyển sinh,Enrolment,reported,hanoi,") and
               ",150,120,-30," in line for line in lines)  # fmt: skip


def test_hidden_sample_data_is_not_among_what_changed(open_page, told):
    built = all_snapshots(told)[-1]
    shown = open_page("changes", data=told, lang="en")
    shown.at.session_state["changes-from"] = built
    assert "SAMPLE DATA" in words(shown.run())
    hidden = open_page("changes", data=told, lang="en", sample="no")
    hidden.at.session_state["changes-from"] = built
    assert "SAMPLE DATA" not in words(hidden.run())


def test_a_pruned_and_a_damaged_snapshot_are_said_in_words(open_page, told, tmp_path):
    data = shutil.copytree(told, tmp_path / "data")
    newest, _, built = all_snapshots(data)
    shutil.rmtree(snapshot_folder(data, built))
    (snapshot_folder(data, newest) / "enrolment.parquet").write_bytes(b"not a table")
    screen = open_page("changes", data=data, lang="en")
    assert not screen.at.exception
    assert "one of the two snapshots is no longer kept" in words(screen)
    assert "one of the two snapshots is damaged" in words(screen)
    assert "parquet" not in words(screen)


# --- the accessibility statement ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_known_barrier_stands_on_the_page_and_in_the_docs(open_page, language):
    said = words(open_page("accessibility", lang=language))
    written = " ".join((ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8").split())
    known = known_barriers(Text(language))
    assert known
    for limit in known:
        for sentence in (limit.what, limit.why, limit.way):
            assert sentence in said
            assert sentence in written


def test_the_contact_is_shown_where_one_is_named_and_its_absence_said(open_page, monkeypatch):
    monkeypatch.delenv(CONTACT, raising=False)
    assert "has not named a contact yet" in words(open_page("accessibility", lang="en"))
    monkeypatch.setenv(CONTACT, "view@office.example, *24*")
    said = words(open_page("accessibility", lang="en"))
    assert "view@office.example, *24*" in said
    assert "has not named" not in said
