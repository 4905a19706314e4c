"""Two returns that say the same: nothing adds up until a steward has decided what counts."""

import pyarrow as pa
import pytest

from tests.intake.builders import as_csv, as_xlsx
from tests.intake.drafts import kept
from tests.intake.official import form_2
from tests.intake.people import PEOPLE, roster
from vtdash.model.datasets import ENROLMENT
from vtdash.returns import Answers, examine, examine_sheets
from vtdash.returns.names.office_words import plain
from vtdash.returns.review import file_state, proposed_code
from vtdash.store import arrow_schema

HEAD = ENROLMENT.column_names
OFFICE, CENTRE = "PHONG-LDTBXH-HUYEN-CHUONG-MY", "TT-GDNN-GDTX-CHUONG-MY"
PLACE = ("hanoi", "2024-Q1", "277")


def rows(unit, *classes):
    """Return records of a unit: occupation, learners; none are women or rural."""
    return [(*PLACE, unit, key, "elementary", str(n), "0", "0") for key, n in classes]


def records(lines):
    schema = arrow_schema(ENROLMENT)
    columns = zip(*lines, strict=True) if lines else [()] * len(schema)
    arrays = [pa.array(list(c), pa.string()).cast(f.type)
              for c, f in zip(columns, schema, strict=True)]  # fmt: skip
    return pa.table(arrays, schema=schema)


@pytest.fixture
def look(catalogue):
    """Examine rows or a workbook beside current records and files loaded together."""

    def examined(content, current=(), beside=(), name="new.csv", **answers):
        known = current if isinstance(current, pa.Table) else kept(records(list(current)))
        if isinstance(content, list):
            content = as_csv([HEAD, *content])
        return examine(
            content,
            name,
            catalogue,
            answers=Answers(**answers),
            current_records=lambda *_: known,
            beside=beside,
        )

    return examined


def asked(done):
    """Return the one question of an examination, in English, with what each choice does."""
    (question,) = done.questions
    return question.said.en, {c.value: c.words.en for c in question.choices}


def test_an_office_and_a_centre_below_it_do_not_add_up_by_themselves(look):
    done = look(rows(OFFICE, ("480201", 20), ("340301", 15)), rows(CENTRE, ("480201", 20)))
    assert dict(done.counts) == {"K02": 1}
    assert file_state(done) == "open"
    said, choices = asked(done)
    assert said == (
        f"hanoi, 2024-Q1, 277: {OFFICE} and {CENTRE} both report 480201 elementary: "
        "Enrolments (course starts) in the quarter: 35 and 20 (before.csv)."
    )
    assert choices == {
        "adds": "Both count: hanoi, 2024-Q1, 277 comes to 55.",
        f"contains:{OFFICE}": f"{OFFICE} contains {CENTRE}: hanoi, 2024-Q1, 277 comes to 35.",
        f"contains:{CENTRE}": f"{CENTRE} contains {OFFICE}: hanoi, 2024-Q1, 277 comes to 20; 15 of "
        f"{OFFICE} stand in no row of {CENTRE} and no longer count.",
    }


def test_the_decision_goes_with_the_records_and_names_what_does_not_count(look):
    given = rows(OFFICE, ("480201", 20)), rows(CENTRE, ("480201", 20))
    key = f"overlap/hanoi/2024-Q1/277/{OFFICE}/{CENTRE}"
    done = look(*given, counted={key: f"contains:{OFFICE}"})
    (decided,) = done.records.counting
    assert (decided.choice, decided.scopes, decided.other) == (
        "contained", ((*PLACE, CENTRE),), OFFICE
    )  # fmt: skip
    (decided,) = look(*given, counted={"overlap": "adds"}).records.counting
    assert (decided.choice, decided.scopes, decided.other) == (
        "separate", ((*PLACE, OFFICE),), CENTRE
    )  # fmt: skip


def test_an_answer_that_is_none_of_the_choices_decides_nothing(look):
    done = look(rows(OFFICE, ("480201", 20)), rows(CENTRE, ("480201", 20)),
                counted={"overlap": "contains:SOMEBODY"})  # fmt: skip
    assert dict(done.counts) == {"K02": 1}


def test_an_office_and_a_centre_in_one_file_are_asked_about_and_two_schools_are_not(look):
    centre = rows(CENTRE, ("480201", 20))
    assert dict(look([*rows(OFFICE, ("480201", 20)), *centre]).counts) == {"K02": 1}
    assert dict(look([*rows("TRUONG-CAO-DANG-A", ("480201", 20)), *centre]).counts) == {}


def test_a_centre_under_two_names_in_two_files_is_asked_about(look):
    first = look(rows("TT-GDNN-A", ("480201", 20)), name="a.csv")
    done = look(rows("TRUNG-TAM-DAY-NGHE-B", ("480201", 20)), beside=[first.records], name="b.csv")
    assert dict(done.counts) == {"K02": 1}
    assert "(a.csv)" in asked(done)[0]


def test_units_that_share_no_row_area_or_period_are_not_asked_about(look):
    mine = rows(CENTRE, ("480201", 20))
    others = [
        rows(OFFICE, ("340301", 20)),
        [("hanoi", "2024-Q1", "020", *rows(OFFICE, ("480201", 20))[0][3:])],
        [("hanoi", "2024-Q2", "277", *rows(OFFICE, ("480201", 20))[0][3:])],
    ]
    assert [dict(look(mine, other).counts) for other in others] == [{}, {}, {}]


def test_a_unit_that_the_file_itself_replaces_is_not_held_against_another(look):
    lines = [*rows("TRUONG-A", ("480201", 20)), *rows("TRUONG-B", ("480201", 30))]
    done = look(lines, lines, counted={"again": "replaces"})
    assert dict(done.counts) == {}
    assert [each.kind for each in done.questions] == ["again"]


def class_file(people, number):
    return as_xlsx({f"Lớp {number}": roster(people)})


def test_two_rosters_of_a_unit_and_quarter_are_asked_about_and_both_can_count(look):
    first = look(class_file(PEOPLE, 1), name="a.xlsx", rural="all")
    second = {"name": "b.xlsx", "beside": [first.records], "rural": "all"}
    done = look(class_file(PEOPLE[:2], 2), **second)
    assert dict(done.counts) == {"P02": 1}
    said, choices = asked(done)
    assert choices == {
        "replaces": "It replaces what was reported: 5 becomes 2.",
        "adds": "It adds to what was reported: 5 becomes 7.",
    }
    assert first.records.name in said
    done = look(class_file(PEOPLE[:2], 2), **second, counted={"again": "adds"})
    (decided,) = done.records.counting
    assert (decided.choice, len(decided.scopes)) == ("adds", 1)


def test_the_very_file_that_counts_is_never_added_to_itself(look):
    content = as_csv([HEAD, *rows(CENTRE, ("480201", 20))])
    first = look(content)
    done = look(content, kept(records(rows(CENTRE, ("480201", 20))), source=first.sha256))
    assert list(asked(done)[1]) == ["replaces"]


def test_of_two_files_that_add_up_one_alone_can_be_replaced(look):
    parts = [kept(records(rows(CENTRE, (key, n))), f"{key}.csv", key, key * 3)
             for key, n in (("480201", 20), ("340301", 15))]  # fmt: skip
    done = look(rows(CENTRE, ("340301", 18)), pa.concat_tables(parts))
    _, choices = asked(done)
    assert choices == {
        "replaces": "It replaces what was reported: 35 becomes 18.",
        "replaces:48020148": "It replaces 480201.csv alone: 35 becomes 33.",
        "replaces:34030134": "It replaces 340301.csv alone: 35 becomes 38.",
        "adds": "It adds to what was reported: 35 becomes 53.",
    }
    done = look(rows(CENTRE, ("340301", 18)), pa.concat_tables(parts),
                counted={"again": "replaces:34030134"})  # fmt: skip
    assert dict(done.counts) == {}, "rows of the file that stays do not vanish"
    (decided,) = done.records.counting
    assert decided.file == "340301" * 3


def test_a_form_and_a_template_of_one_unit_are_asked_about_too(look):
    classes = (("May công nghiệp", 2, 70, 60), ("Trồng hoa", 1, 25, 20))
    form = look(as_xlsx({"Biểu 2": form_2(classes)}), name="b2.xlsx", rural="all")
    again = look(as_xlsx({"Biểu 2": form_2(classes[:1])}), name="c.xlsx", rural="all",
                 beside=[form.records])  # fmt: skip
    assert dict(again.counts) == {"P02": 1}


def test_questions_are_told_in_both_languages(look):
    done = look(rows(OFFICE, ("480201", 20)), rows(CENTRE, ("480201", 20)))
    (question,) = done.questions
    assert "cùng báo cáo" in question.said.vi
    assert [c.words.vi.split(":")[0] for c in question.choices] == [
        "Cả hai đều được tính", f"{OFFICE} gồm cả {CENTRE}", f"{CENTRE} gồm cả {OFFICE}"
    ]  # fmt: skip


# --- several sheets -----------------------------------------------------------------------------


def test_every_sheet_with_a_form_is_examined_and_held_against_those_before_it(catalogue):
    first, other = (form_2((("May công nghiệp", 2, n, 10),)) for n in (70, 30))
    content = as_xlsx({"Lớp 1": first, "Lớp 2": other, "Ghi chú": [["Không có số liệu"]]})

    def sheets(**answers):
        return examine_sheets(
            content, "b2.xlsx", catalogue, answers=Answers(rural="all", **answers),
            current_records=lambda *_: kept(records([])),
        )  # fmt: skip

    one, two = sheets()
    assert (one.name, two.name) == ("b2.xlsx – Lớp 1", "b2.xlsx – Lớp 2")
    assert (dict(one.counts), dict(two.counts)) == ({}, {"P02": 1})
    assert asked(two)[1]["adds"] == "It adds to what was reported: 70 becomes 100."
    one, two = sheets(counted={"again": "adds"})
    assert (one.records.sheet, two.records.sheet) == ("Lớp 1", "Lớp 2")
    assert one.records.origin != two.records.origin
    (alone,) = sheets(sheet="Lớp 2")
    assert alone.recognition.sheet == "Lớp 2"


def test_each_of_several_sheets_is_examined_once(catalogue):
    sheet, stages = form_2((("May công nghiệp", 2, 70, 10),)), []
    content = as_xlsx({"A": sheet, "B": sheet})
    done = examine_sheets(content, "b2.xlsx", catalogue, progress=stages.append)
    assert [found.recognition.sheet for found in done] == ["A", "B"]
    assert [stages.count(stage) for stage in ("form", "values", "history")] == [3, 2, 2]


def test_sheets_of_persons_are_told_apart_by_number(catalogue):
    content = as_xlsx({"Nguyễn Thị Thu Hoài": roster(), "Trần Văn Lượng": roster(PEOPLE[:2])})
    found = examine_sheets(content, "Hoài.xlsx", catalogue, answers=Answers(rural="all"))
    assert [done.name[15:] for done in found] == [" – #1", " – #2"]
    assert [done.records.table["enrolled"].to_pylist() for done in found] == [[5], [2]]


# --- one unit by two names ----------------------------------------------------------------------

LONG = "TRUNG-TAM-GDNN-GDTX-HUYEN-CHUONG-MY"


def test_another_spelling_of_a_unit_is_proposed_as_the_one_that_is_known(look):
    given = rows(LONG, ("480201", 20)), rows(CENTRE, ("480201", 20))
    done = look(*given)
    assert (dict(done.counts), file_state(done), done.questions) == ({"H04": 1}, "open", ())
    (match,) = done.matches[-1:]
    assert (match.kind, match.text, match.how) == ("unit", LONG, "near")
    assert proposed_code(match) == CENTRE
    yes = {("unit", plain(LONG)): CENTRE}
    done = look(*given, accepted=yes)
    assert dict(done.counts) == {"P02": 1}, "the same unit, so the same period again"
    done = look(*given, accepted=yes, counted={"again": "replaces"})
    assert done.records.table["institution_id"].to_pylist() == [CENTRE]
    assert [m.how for m in done.matches if m.kind == "unit"] == ["accepted"]


def test_a_unit_that_is_another_one_by_a_like_name_is_asked_what_counts(look):
    given = rows(LONG, ("480201", 20)), rows(CENTRE, ("480201", 20))
    no = {("unit", plain(LONG)): LONG}
    assert dict(look(*given, accepted=no).counts) == {"K02": 1}
    done = look(*given, accepted=no, counted={"overlap": "adds"})
    assert done.records.table["institution_id"].to_pylist() == [LONG]
