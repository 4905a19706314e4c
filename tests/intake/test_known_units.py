"""What a return's units become beside the register: ids, words, and decisions for the next one."""

import pyarrow as pa
import pytest

from tests.intake.builders import as_csv, as_xlsx, table
from tests.intake.corpus_units import CM, SCHOOL, YES, known, of_unit, unit
from tests.intake.drafts import kept
from tests.intake.official import form_2
from vtdash.model.datasets import ENROLMENT
from vtdash.returns import Answers, examine
from vtdash.returns.review import file_state
from vtdash.store import UnitDecision, UnitRegister, arrow_schema

SCHEMA = arrow_schema(ENROLMENT)


@pytest.fixture
def look(catalogue):
    def examined(content, register, answers=None, name="a.csv", **more):
        content = as_csv(content) if isinstance(content, list) else content
        none = kept(pa.table([[]] * len(SCHEMA), schema=SCHEMA))
        return examine(
            content,
            name,
            catalogue,
            register=register,
            answers=answers,
            current_records=lambda *_: none,
            **more,
        )

    return examined


def units_of(done):
    return sorted(set(done.records.table["institution_id"].to_pylist()))


def test_new_units_are_one_question_and_come_into_the_register_with_their_yes(look):
    done = look(of_unit("Công ty May 10"), known())
    assert (file_state(done), done.new_units.is_answered) == ("open", False)
    (new,) = done.new_units.units
    assert (new.name, new.kind, new.city, new.area_code, new.row) == (
        "Công ty May 10", "enterprise", "hanoi", "277", 2
    )  # fmt: skip
    yes = Answers(counted={done.new_units.key: "create"})
    done = look(of_unit("Công ty May 10"), known(), yes)
    (decided,) = done.records.units
    assert (decided.act, decided.unit, decided.name_vi, decided.source) == (
        "created", "CONG-TY-MAY-10", "Công ty May 10", "a.csv"
    )  # fmt: skip


def test_the_key_of_the_question_is_that_of_its_list(look):
    one = look(of_unit("Công ty May 10"), known()).new_units
    two = look(of_unit("Công ty May 11"), known()).new_units
    assert one.key != two.key


def test_a_unit_of_several_areas_is_created_without_one(look):
    rows = of_unit("CONG-TY-MAY-10", (2, "area_code", "020"))
    (new,) = look(rows, known()).new_units.units
    assert (new.city, new.area_code) == ("hanoi", "")


def test_a_new_unit_is_asked_about_once_in_files_that_are_loaded_together(look):
    first = look(of_unit("CONG-TY-MAY-10"), known(), YES)
    again = look(
        of_unit("CONG-TY-MAY-10"),
        known(),
        beside=[first.records],
        answers=Answers(counted={"again": "replaces"}),
    )
    assert (again.new_units, again.records.units) == (None, ())


def test_the_heading_of_a_form_names_its_new_unit(look):
    content = as_xlsx({"Biểu 2": form_2((("May công nghiệp", 2, 70, 60),))})
    (new,) = look(content, UnitRegister(()), Answers(rural="all"), "b2.xlsx").new_units.units
    assert new.name != new.id
    assert new.name.casefold() != new.id.casefold()


def test_a_yes_to_a_near_name_is_an_alias_that_passes_the_next_time(look):
    centre = unit("TT-GDNN-GDTX-CM", "Trung tâm GDNN-GDTX huyện Chương Mỹ")
    said = "TT Giáo dục nghề nghiệp - GDTX Chương Mỹ"
    (match,) = [m for m in look(of_unit(said), known(centre)).matches if m.kind == "unit"]
    assert [c.code for c in match.candidates] == [centre.id, match.text]
    yes = Answers(accepted={("unit", "tt giao duc nghe nghiep gdtx chuong my"): centre.id})
    done = look(of_unit(said), known(centre), yes)
    assert units_of(done) == [centre.id, "TTGDNN-TT"]
    (decided,) = done.records.units
    assert (decided.act, decided.unit, decided.other) == ("alias", centre.id, said)
    again = look(of_unit(said), known(centre).after([decided]))
    assert (dict(again.counts), units_of(again)) == ({}, [centre.id, "TTGDNN-TT"])


def test_rows_of_a_merged_unit_count_under_its_successor_from_the_day_on(look):
    merged = UnitDecision("merged", SCHOOL, day="2024-04-01", other=CM)
    register = known(unit(SCHOOL), decisions=[merged])
    rows = of_unit(SCHOOL, (2, "period", "2024-Q2"))
    done = look(rows, register)
    assert [row["institution_id"] for row in done.records.table.to_pylist()] == [
        SCHOOL, CM, "TTGDNN-TT"
    ]  # fmt: skip
    (told,) = done.findings
    assert (told.place.row, told.words.en) == (
        3, "Column D – Reporting unit: TRUONG-TRUNG-CAP-NGHE-CHUONG-MY was merged into TTGDNN-CM "
        "on 01/04/2024: the rows count under TTGDNN-CM."
    )  # fmt: skip


def test_a_place_that_differs_is_told_with_both(look):
    (told,) = look(of_unit(SCHOOL), known(unit(SCHOOL, area="020"))).findings
    assert "in the register with 020 (Thanh Tri District), in this file with 277 (" in told.words.en
    assert told.place.letters == "C"


def test_without_a_register_nothing_is_asked(look):
    done = look(table("enrolment"), None)
    assert (dict(done.counts), done.new_units, done.records.units) == ({}, None, ())
