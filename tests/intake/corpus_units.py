"""Cases of reporting units beside their register: new, near, merged, closed, placed elsewhere."""

from datetime import date

from tests.intake.builders import as_csv, table
from tests.intake.corpus import Case
from vtdash.model.datasets import Bilingual
from vtdash.returns.model import Answers
from vtdash.store import KnownUnit, UnitDecision, UnitRegister

YES = Answers(counted={"units": "create"})
CM, TT = "TTGDNN-CM", "TTGDNN-TT"
SCHOOL = "TRUONG-TRUNG-CAP-NGHE-CHUONG-MY"


def unit(unit_id, name="", area="277", **more):
    """Return a known unit with a seat in Hanoi."""
    called = Bilingual(name or unit_id, name or unit_id)
    return KnownUnit(unit_id, called, places=(("", "hanoi", area),), **more)


def known(*units, decisions=()):
    """Return a register of both units of the sound rows and of more."""
    return UnitRegister([unit(CM), unit(TT, area="020"), *units], decisions)


def case(name, rows, register, records=None, **more):
    return Case(name, as_csv(rows), "a.csv", records, register=register, **more)


def of_unit(said, *changes):
    """Return the sound rows, the first two of another unit."""
    named = ((row, "institution_id", said) for row in (1, 2))
    return table("enrolment", *named, *changes)


def cases():
    """Return the cases."""
    for group in (new, spelled, dated, placed):
        yield from group()


def new():
    """Units that no list has."""
    none = UnitRegister(())
    yield case("units that are in no register", table("enrolment"), none, checks={"C11": 2})
    yield case("units that are in the register", table("enrolment"), known(), 3)
    yield case("one new unit beside a known one", of_unit("CONG-TY-MAY-10"), known(),
               checks={"C11": 1})  # fmt: skip
    head, first, *_ = table("enrolment")
    forty = [head, *([*first[:3], f"Cơ sở dạy nghề {n}", *first[4:]] for n in range(1, 41))]
    yield case("forty new units", forty, known(), checks={"C11": 40})
    yield case("forty new units with one yes to their list", forty, known(), 40, answers=YES)
    other = Answers(counted={"units/00000000": "create"})
    yield case("a yes to another list of new units", forty, known(), answers=other,
               checks={"C11": 40})  # fmt: skip


def spelled():
    """Other spellings of known units."""
    centre = unit("TT-GDNN-GDTX-CM", "Trung tâm GDNN-GDTX huyện Chương Mỹ", aliases=("TTCM",),
                  tax_code="0101234567")  # fmt: skip
    for name, said in (
        ("a unit by its full name", "TRUNG TÂM GDNN - GDTX huyện Chương Mỹ"),
        ("a unit by its alias", "ttcm"),
        ("a unit by its tax code", "0101234567"),
    ):
        yield case(name, of_unit(said), known(centre), 3)
    near = of_unit("TT Giáo dục nghề nghiệp - GDTX Chương Mỹ")
    yield case("a unit named nearly like a known one", near, known(centre), checks={"H04": 1})
    key = ("unit", "tt giao duc nghe nghiep gdtx chuong my")
    for name, code in (
        ("a unit named nearly like a known one that it is", centre.id),
        (
            "a unit named nearly like a known one that it is not",
            "TT-GIAO-DUC-NGHE-NGHIEP-GDTX-CHUONG-MY",
        ),
    ):
        yield case(name, near, known(centre), 3, answers=Answers(accepted={key: code}))
    far = unit("TT-GDNN-GDTX-CM", "Trung tâm GDNN-GDTX huyện Chương Mỹ", area="020")
    yield case("a unit named nearly like one of another area of the city", near, known(far),
               checks={"H04": 1})  # fmt: skip
    elsewhere = KnownUnit("TT-GDNN-GDTX-CM", far.name, places=(("", "haiphong", "303"),))
    yield case("a unit named nearly like one of the other city", near, known(elsewhere),
               checks={"C11": 1})  # fmt: skip


def dated():
    """Units before and after their first and last days."""
    merged = UnitDecision("merged", SCHOOL, day="2024-04-01", other=CM)
    rows = of_unit(SCHOOL)
    later = of_unit(SCHOOL, *((row, "period", "2024-Q2") for row in (1, 2)))
    register = known(unit(SCHOOL), decisions=[merged])
    yield case("the last quarter of a unit before its merger", rows, register, 3)
    yield case("rows of a unit after its merger", later, register, 3, checks={"C12": 1})
    both = of_unit(SCHOOL, *((row, "period", "2024-Q2") for row in (1, 2)))
    both += [[*both[1][:3], CM, *both[1][4:]]]
    yield case("the same row of a merged unit and of its successor", both, register,
               checks={"C12": 1, "K01": 1})  # fmt: skip
    same = UnitDecision("merged", SCHOOL, other=CM)
    yield case("a unit that was one with another from the start", rows,
               known(unit(SCHOOL), decisions=[same]), 3, checks={"C12": 1})  # fmt: skip
    for name, day, checks in (
        ("the quarter in which a unit closed", "2024-02-15", {}),
        ("the quarter after a unit closed", "2023-12-31", {"C12": 1}),
    ):
        closed = UnitDecision("closed", SCHOOL, day=day)
        yield case(name, rows, known(unit(SCHOOL), decisions=[closed]), 3, checks=checks)
    for name, opened, checks in (
        ("the quarter in which a unit opened", date(2024, 3, 31), {}),
        ("the quarter before a unit opened", date(2024, 4, 1), {"C12": 1}),
    ):
        yield case(name, rows, known(unit(SCHOOL, valid_from=opened)), 3, checks=checks)


def placed():
    """Units under another place than the register's."""
    rows = of_unit(SCHOOL)
    yield case("a unit under another district", rows, known(unit(SCHOOL, area="020")), 3,
               checks={"C13": 1})  # fmt: skip
    yield case("a unit whose district nobody knows", rows, known(unit(SCHOOL, area="")), 3)
    other = KnownUnit(SCHOOL, Bilingual("", ""), places=(("", "haiphong", "303"),))
    yield case("a unit under the other city", rows, known(other), 3, checks={"C13": 1})
    moved = UnitDecision("moved", SCHOOL, day="2024-01-01", city="hanoi", area_code="277")
    yield case("a unit that has moved there", rows,
               known(unit(SCHOOL, area="020"), decisions=[moved]), 3)  # fmt: skip
    now = [(row, "period", "2025-Q3") for row in (1, 2)]
    now += [(row, "area_code", "10015 - Phường Chương Mỹ") for row in (1, 2)]
    yield case("a unit of a district reported for a commune on its land", of_unit(SCHOOL, *now),
               known(unit(SCHOOL)), 3)  # fmt: skip
    yield case("a unit of a district reported for a commune elsewhere", of_unit(SCHOOL, *now),
               known(unit(SCHOOL, area="020")), 3, checks={"C13": 1})  # fmt: skip
