"""The one door: a file in, and all that is to be said of it out, whatever it holds."""

import csv
import hashlib
import io
import re
import sys
import unicodedata
from datetime import date

import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.intake.builders import SOUND, as_csv, as_xlsx, table
from tests.intake.drafts import kept, row
from tests.intake.drafts import table as records_of
from tests.intake.official import form_1, form_1_rows, form_1_xlsx, form_2
from tests.intake.people import SECRETS, list_1956, roster
from vtdash.model.datasets import DATASETS, Bilingual, template
from vtdash.returns import CHECKS, Answers, examine
from vtdash.returns.examine import READING_STAGES
from vtdash.sample import generate

TODAY = date(2026, 2, 15)
E, G, D, T = DATASETS


@pytest.fixture(scope="module")
def look(catalogue):
    """Examine content on the day TODAY; rows are written as CSV."""

    def examined(content, name="return.csv", **words):
        if isinstance(content, str):
            content = content.encode()
        if isinstance(content, list):
            content = as_csv(content)
        return examine(content, name, catalogue, today=TODAY, **words)

    return examined


def places(examination):
    return [(f.check, f.place.row, f.place.column[:1]) for f in examination.findings]


# --- what is taken ------------------------------------------------------------------------------


@each("dataset", DATASETS)
def test_a_sound_template_becomes_records_in_the_types_that_are_stored(look, dataset):
    content = as_csv(table(dataset))
    done = look(content, "Sở LĐ.csv")
    records = done.records
    assert (records.dataset, records.data_status) == (dataset, "reported")
    assert (records.name, records.form) == ("Sở LĐ.csv", "template")
    assert records.source_sha256 == done.sha256 == hashlib.sha256(content).hexdigest()
    assert records.table.num_rows == len(SOUND[dataset])
    assert records.table.schema == records_of(dataset, [row(dataset)]).schema
    assert records.table.equals(records_of(dataset, SOUND[dataset]))
    assert done.is_ready


@each("dataset", DATASETS)
def test_sample_rows_written_as_an_office_would_read_back_equal(catalogue, dataset):
    data = generate(catalogue)[dataset].slice(0, 20_000).to_pydict()
    if "institution_id" in data:
        data["institution_id"] = [i.replace("SAMPLE", "CS") for i in data["institution_id"]]
    rows = [list(data), *zip(*data.values(), strict=True)]
    names = {a.code: f"{a.code} - {a.name.vi}" for a in catalogue.areas if a.level == "commune"}
    content = as_csv([[names.get(cell, cell) for cell in row] for row in rows])
    done = examine(content, "return.csv", catalogue, today=date(2026, 10, 1))
    expected = records_of(dataset, [tuple(map(str, cells)) for cells in rows[1:]])
    assert done.counts == {"A05": done.counts["A05"]} if done.counts else True
    assert done.records.table.equals(expected)


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258", "nfd"])
@each("separator", [",", ";", "\t"])
def test_encoding_and_separator_change_nothing(look, encoding, separator):
    rows = table(E, (1, "area_code", "Huyện Chương Mỹ"), (1, "level", "Cao đẳng"))
    done = look(as_csv(rows, separator, encoding))
    assert done.records.table.equals(look(table(E)).records.table)


def test_a_workbook_and_a_csv_file_of_the_same_rows_give_the_same_records(look):
    done = look(as_xlsx({"Nhập liệu": table(E)}), "return.xlsx")
    assert done.records.table.equals(look(table(E)).records.table)
    assert done.recognition.sheet == "Nhập liệu"


def test_a_unit_is_stored_in_one_spelling_however_it_is_written(look):
    written = f"  {unicodedata.normalize('NFD', 'Trường Hà Nội')} "
    done = look(table(E, (1, "institution_id", written)))
    assert done.records.table["institution_id"].to_pylist()[0] == "TRUONG-HA-NOI"


def test_a_decimal_comma_is_read_where_cells_are_not_separated_by_commas(look):
    rows = table(T, (1, "money_spent", "420,5"))
    assert look(as_csv(rows, ";")).records.table["money_spent"].to_pylist()[0] == 420.5
    assert look(as_csv(rows, ",")).counts == {"T04": 1}


# --- the official forms -------------------------------------------------------------------------

RURAL = Answers(rural="all")


def sums(done):
    return {n: pc.sum(done.records.table[n]).as_py() for n in ("enrolled", "enrolled_women")}


def test_form_1_gives_a_record_for_each_occupation_and_level(look):
    done = look(form_1_xlsx(form_1(form_1_rows())), "Biểu 1.xlsx")
    assert (done.recognition.form, done.records.form) == ("form_1", "form_1")
    assert done.records.table.num_rows == 4
    assert sums(done) == {"enrolled": 145, "enrolled_women": 93}
    assert done.is_ready


def test_form_2_gives_a_record_for_each_occupation(look):
    classes = (("May công nghiệp", 2, 70, 60), ("Trồng hoa", 1, 25, 20))
    done = look(as_xlsx({"Biểu 2": form_2(classes)}), "Biểu 2.xlsx", answers=RURAL)
    assert done.recognition.form == "form_2"
    assert done.records.table.num_rows == 2
    assert sums(done) == {"enrolled": 95, "enrolled_women": 80}


@each(("form", "made"), [("roster", roster), ("list_1956", list_1956)])
def test_a_list_of_persons_is_counted_and_recorded_under_the_form_and_the_hash(look, form, made):
    content = as_xlsx({"Danh sách": made()})
    done = look(content, "Lop cua Nguyen Thi Thu Hoai.xlsx", answers=RURAL)
    assert sums(done) == {"enrolled": 5, "enrolled_women": 3}
    name = f"{form}-{hashlib.sha256(content).hexdigest()[:8]}"
    assert done.name == done.records.name == name
    assert "Thu Hoai" not in repr(done)
    assert not [secret for secret in SECRETS if secret in repr(done)]


def test_an_error_of_the_program_repeats_nothing_of_a_form_with_personal_data(look, monkeypatch):
    def broken(*_):
        raise ValueError(SECRETS[0])

    monkeypatch.setattr(sys.modules["vtdash.returns.examine"], "parse", broken)
    with pytest.raises(RuntimeError, match="ValueError") as caught:
        look(as_xlsx({"Danh sách": roster()}), answers=RURAL)
    assert SECRETS[0] not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    with pytest.raises(ValueError, match=re.escape(SECRETS[0])):
        look(table(E))


# --- what is said -------------------------------------------------------------------------------


def test_all_problems_of_a_file_come_at_once_and_nothing_is_taken(look):
    rows = table(
        E, (1, "city", "hue"), (1, "enrolled", "-1"), (3, "level", "phd"), (2, "enrolled", "2")
    )
    done = look(rows)
    assert places(done) == [
        ("T02", 2, "G"), ("C01", 2, "A"), ("C01", 4, "F"), ("A01", 3, "H"), ("A01", 3, "I"),
    ]  # fmt: skip
    assert done.records is None
    assert not done.is_ready


def test_a_missing_column_is_one_problem_and_not_one_a_row(look):
    rows = [cells[:-1] for cells in table(E)]
    assert look(rows).counts == {"S09": 1}


def test_the_example_row_of_a_template_is_never_taken_for_data(look):
    for dataset in DATASETS.values():
        done = look(template(dataset))
        assert [(f.check, f.place.row) for f in done.findings] == [("S14", 2)]


def test_a_file_that_cannot_be_read_has_its_hash_and_no_recognition(look):
    done = look(b"\x89PNG\r\n\x1a\n\0\0", "a\x1b[2J.png")
    assert (done.counts, done.recognition, done.records) == ({"S06": 1}, None, None)
    assert done.sha256 == hashlib.sha256(b"\x89PNG\r\n\x1a\n\0\0").hexdigest()
    assert done.name.isprintable()


def test_a_warning_is_ready_once_it_has_a_reason_which_goes_with_the_records(look):
    rows = table(T, (1, "money_planned", "0"))
    done = look(rows)
    assert done.records is not None
    assert (done.open_warnings, done.is_ready) == (("A05",), False)
    done = look(rows, answers=Answers(reasons={"A05": "  "}))
    assert not done.is_ready
    done = look(rows, answers=Answers(reasons={"A05": "chi ngoài kế hoạch"}))
    assert (done.open_warnings, done.is_ready) == ((), True)
    (outcome,) = done.records.checks
    assert (outcome.check, outcome.severity, outcome.count) == ("A05", "warning", 1)
    assert outcome.reason == "chi ngoài kế hoạch"


def test_records_in_force_are_asked_for_the_files_cities_and_areas(look):
    asked = []

    def in_force(dataset, cities, areas):
        asked.append((dataset.name, cities, areas))
        return kept(records_of(E, [SOUND[E][0]]))

    done = look(table(E), current_records=in_force)
    assert asked == [(E, ("hanoi",), ("020", "277"))]
    assert (done.counts, done.records) == ({"P02": 1}, None)


def test_a_contradicted_figure_is_a_warning_that_goes_with_the_records(look):
    seen = []

    def contradicted(records):
        seen.append(records.table.num_rows)
        return [Bilingual("Khác số đã công bố.", "Differs from the published figure.")]

    done = look(table(E), contradicted=contradicted)
    assert seen == [3]
    assert done.counts == {"H03": 1}
    assert [outcome.check for outcome in done.records.checks] == ["H03"]


def test_nobody_is_asked_about_contradictions_of_a_file_with_errors(look):
    def contradicted(_):
        raise AssertionError

    assert look(table(E, (1, "level", "phd")), contradicted=contradicted).records is None


def test_a_near_name_becomes_records_once_the_steward_said_yes(look):
    rows = table(E, (1, "area_code", "Chuơng Mĩ"))
    done = look(rows)
    assert done.counts == {"C02": 1}
    (match,) = [m for m in done.matches if m.how == "near"]
    assert match.candidates[0].code == "277"
    done = look(rows, answers=Answers(accepted={("area", "chuong mi"): "277"}))
    assert done.is_ready
    assert done.records.table.equals(look(table(E)).records.table)


# --- whatever the file holds --------------------------------------------------------------------


def taken_or_named(done):
    """Hold what is true of every outcome: records, or a named problem; all of it printable."""
    errors = [check for check in done.counts if CHECKS[check].severity == "error"]
    assert (done.records is None) == bool(errors)
    if done.records is not None:
        assert done.records.table.num_rows > 0
        assert not any(
            done.records.table[name].null_count for name in done.records.table.schema.names
        )
    for finding in done.findings:
        for words in (finding.what.vi, finding.what.en, finding.found, finding.place.column):
            assert words.isprintable()


@settings(deadline=None)
@given(content=st.binary(max_size=400))
def test_random_bytes_give_records_or_a_named_problem_and_nothing_else(look, content):
    taken_or_named(look(content))


HARD = ["", "0", "-1", "1.000", "1,5", "١", "²", "9" * 5000, "=1+1", '"', ";", "\r", "\x1b",
        "2024-Q1", "0000-Q1", "9999", "2025", "001", "303", "00004", "hanoi", "haiphong",
        "Ba Đình", "Cẩm Giang", "quý 1", "Quý IV/2025", "1e400", "nan", "HP-M1"]  # fmt: skip
CELL = st.one_of(st.sampled_from(HARD), st.text(st.characters(codec="utf-8"), max_size=12))


@settings(deadline=None)
@given(
    dataset=st.sampled_from(list(DATASETS)),
    separator=st.sampled_from([",", ";", "\t"]),
    rows=st.lists(st.dictionaries(st.integers(0, 11), CELL, max_size=4), min_size=1, max_size=4),
)
def test_random_cells_give_records_or_a_named_problem_and_nothing_else(
    look, dataset, separator, rows
):
    columns = DATASETS[dataset].columns
    filled = [[changes.get(n, c.example) for n, c in enumerate(columns)] for changes in rows]
    taken_or_named(look(as_csv([[c.name for c in columns], *filled], separator)))


NUMBERS = st.one_of(
    st.sampled_from([True, False, -0.0, 1e308, 2.5, 1e15, date(2024, 1, 1)]), st.integers(-5, 500)
)


@settings(deadline=None, max_examples=40)
@given(
    dataset=st.sampled_from(list(DATASETS)),
    changes=st.dictionaries(st.integers(0, 8), st.one_of(NUMBERS, CELL), max_size=4),
)
def test_random_cells_of_a_workbook_give_records_or_a_named_problem(look, dataset, changes):
    header, *rows = table(dataset)
    changed = [changes.get(n, cell) for n, cell in enumerate(rows[0])][: len(header)]
    clean = [re.sub(r"[\x00-\x1f]", "", c)[:99] if isinstance(c, str) else c for c in changed]
    clean = ["'" if isinstance(c, str) and c.startswith("=") else c for c in clean]
    taken_or_named(look(as_xlsx({"a": [header, clean, *rows[1:]]})))


@settings(deadline=None)
@given(tail=st.text(st.characters(codec="utf-8"), max_size=200))
def test_random_text_under_a_header_gives_records_or_a_named_problem(look, tail):
    out = io.StringIO()
    csv.writer(out).writerows(table(T))
    taken_or_named(look(out.getvalue() + tail))


def test_the_stages_of_an_examination_are_told_in_order_and_what_that_raises_ends_it(catalogue):
    told = []
    content = as_csv(table(E))
    examine(content, "a.csv", catalogue, today=TODAY, progress=told.append)
    assert told == list(READING_STAGES)

    class Stop(BaseException):
        """As the framework ends a run."""

    def stop(stage):
        if stage == "values":
            raise Stop

    with pytest.raises(Stop):
        examine(content, "a.csv", catalogue, today=TODAY, progress=stop)
