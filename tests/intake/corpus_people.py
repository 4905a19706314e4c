"""Cases of the forms with one row a person: counted on reading, none of it ever repeated."""

from dataclasses import replace
from datetime import date

from tests.intake.builders import as_csv, as_xlsx
from tests.intake.corpus import Case
from tests.intake.people import (
    DATES,
    LIST_HEADS,
    PEOPLE,
    ROSTER_HEADS,
    SECRETS,
    list_1956,
    roster,
    roster_row,
)
from vtdash.returns.model import Answers

RURAL = Answers(rural="all")
FILE = "Danh sach lop may - Nguyen Thi Thu Hoai.xlsx"
"""The name of the file names a learner, as real ones do."""

COUNTED = {"enrolled": 5, "enrolled_women": 3, "enrolled_rural": 5}


def cases():
    """Return the cases."""
    return [*rosters(), *variants(), *roster_mishaps(), *lists(), *list_mishaps()]


def people(name, rows, *, answers=RURAL, sums=COUNTED, **words):
    """Return the case of a workbook of persons that gives one record."""
    content = as_xlsx({"Danh sách": rows})
    secrets = (*SECRETS, "Thu Hoai", *words.pop("secrets", ()))
    return Case(name, content, FILE, 1, sums, answers=answers, secrets=secrets, **words)


def refused(name, rows, checks, **words):
    """Return the case of a workbook of persons that is refused."""
    return replace(people(name, rows, sums={}, checks=checks, **words), records=None)


def rosters():
    """Rosters in every kind of date, as workbook and as CSV."""
    for dates in DATES:
        yield people(f"a roster with dates as {dates}", roster(dates=dates))
    for encoding in ("utf-8-sig", "utf-16", "cp1258", "nfd"):
        content = as_csv(roster(), ";", encoding)
        yield Case(f"a roster as CSV in {encoding}", content, "Le Thi Ngoc Anh.csv", 1, COUNTED,
                   answers=RURAL, secrets=SECRETS)  # fmt: skip
    yield people("a roster of other than rural workers", roster(), answers=Answers(rural="none"),
                 sums={"enrolled": 5, "enrolled_women": 3, "enrolled_rural": 0})  # fmt: skip
    leap = replace(PEOPLE[0], born=date(2000, 2, 29))
    yield people("a birthday on 29 February", roster((leap, *PEOPLE[1:])), secrets=leap.secrets())
    yield people("a roster of communes", roster(
        period="Quý III/2025", unit="Trung tâm GDNN-GDTX xã Thanh Trì"))  # fmt: skip
    answers = Answers(rural="all", period="2024-Q4", area="277", institution="TTGDNN-CM",
                      occupation="R14", level="elementary", city="hanoi")  # fmt: skip
    bare = [list(ROSTER_HEADS), *(roster_row(person) for person in PEOPLE)]
    yield people("a roster without a heading, answered by the steward", bare, answers=answers)


def variants():
    """Rosters in other words and with more around them than the form asks for."""
    rows = roster()
    for row, gender in zip(rows[7:], ("nữ", "NAM", " Nữ ", "nam", "NỮ"), strict=True):
        row[11] = gender
    yield people("genders in capitals and between blanks", rows)
    rows = [[n, *row] for n, row in enumerate(roster(), start=-6)]
    rows[:6] = roster()[:6]
    rows[6][0] = "STT"
    yield people("a roster with a running number", rows)
    empty = [[n, *[""] * 15] for n in range(6, 31)]
    yield people("a roster with numbered rows that were left empty", [*rows, *empty])
    heads = ("Họ và tên", "Ngày tháng năm sinh", "Điện thoại", "E-mail", "Số CCCD", "Ngày cấp",
             "Nơi cấp", "Thường trú", "Tạm trú", "Dân tộc", "Tôn giáo", "Giới tính", "Trình độ",
             "Đối tượng", "Ghi chú")  # fmt: skip
    rows = roster()
    rows[6] = list(heads)
    yield people("a roster under other headings", rows)
    rows = [[row[11], *row[:11], *row[12:]] if len(row) > 11 + 2 else row for row in roster()]
    yield people("a roster in another order", rows)
    rows = roster(dates="iso")
    for row, day in zip(rows[7:], ("14/8/1997", "23-11-2001", "28.02.1995", "01/12/1989",
                                   "17/06/2003"), strict=True):  # fmt: skip
        row[1] = day
    yield people("birthdays each written in its way", rows)
    teacher = "Giáo viên chủ nhiệm: Đặng Thị Giáo Viên - ĐT 0988777666"
    rows = roster()
    rows.insert(6, [teacher])
    yield people("a roster that names the teacher above", rows,
                 secrets=("Đặng Thị Giáo Viên", "0988777666"))  # fmt: skip
    answers = Answers(rural="all", occupation="R14")
    yield people("a roster of an unknown occupation, answered by the steward",
                 roster(occupation="Phi công vũ trụ"), answers=answers)  # fmt: skip


def roster_mishaps():
    """What goes wrong in rosters."""
    yield refused("a roster that does not say who is rural", roster(), {"S15": 1},
                  answers=Answers())  # fmt: skip
    bare = [list(ROSTER_HEADS), *(roster_row(person) for person in PEOPLE)]
    yield refused("a roster without a heading", bare, {"S15": 6})
    rows = roster()
    rows[-1][11] = ""
    yield refused("a learner without a gender", rows, {"T01": 1})
    rows = roster()
    rows[-1][11] = "Nguyễn Nhầm Cột"
    yield refused("a name in the column of the gender", rows, {"C01": 1},
                  secrets=("Nguyễn Nhầm Cột",))  # fmt: skip
    content = as_xlsx({"Danh sách": roster()})
    yield Case("a roster that a steward takes for a template", content, FILE, checks={"S08": 1},
               answers=Answers(form="template"), secrets=SECRETS)  # fmt: skip
    broken = as_csv(roster(), ";") + '"Vũ Thị Dở Dang;12/12/1990'.encode()
    yield Case("a roster cut in a quote", broken, FILE, checks={"S12": 1}, answers=RURAL,
               secrets=(*SECRETS, "Vũ Thị Dở Dang", "12/12/1990"))  # fmt: skip
    yield Case("a roster whose workbook is cut", content[:-900], FILE, checks={"S06": 1},
               answers=RURAL, secrets=SECRETS)  # fmt: skip
    rows = roster()
    rows[-1][1] = "31/02/1998"
    yield refused("a birthday that does not exist", rows, {"T09": 1}, secrets=("31/02/1998",))
    rows = [*roster(), roster_row(PEOPLE[0])]
    yield refused("the same learner twice", rows, {"K01": 1})
    twin = replace(PEOPLE[0], number="001197099999", born=date(1997, 8, 15))
    yield people("two learners of one name", [*roster(), roster_row(twin)],
                 sums={"enrolled": 6, "enrolled_women": 4}, secrets=twin.secrets())  # fmt: skip
    rows = [row[:11] + row[12:] if len(row) > 12 else row for row in roster()]
    yield refused("a roster without the column of the gender", rows, {"S09": 1})
    yield refused("a roster of nobody", roster(()), {"S13": 1})
    yield refused("a roster of an unknown occupation", roster(
        occupation="Phi công vũ trụ"), {"C01": 1})  # fmt: skip
    rows = roster()
    rows[-1][5] = "x" * 200
    yield people("a wrong cell in a column that nobody counts", rows)
    signed = [*roster(), [], ["", "", "Người lập danh sách"], ["", "", "Nguyễn Thị Ký Tên"]]
    yield people("a roster with signatures below", signed, secrets=("Nguyễn Thị Ký Tên",))


def lists():
    """Lists under Decision 1956."""
    yield people("a list under Decision 1956", list_1956(), answers=Answers())
    content = as_csv(list_1956(), ";", "utf-8-sig")
    yield Case("a list under Decision 1956 as CSV", content, "ds1956.csv", 1, COUNTED,
               secrets=SECRETS)  # fmt: skip
    total = [*list_1956(), ["", "Tổng cộng", 2, 3, 1, "", 4, "", ""]]
    yield people("a list under Decision 1956 with a totals row", total, answers=Answers())


def list_mishaps():
    """What goes wrong in lists under Decision 1956."""
    rows = list_1956()
    rows[-1][2], rows[-1][3] = "", ""
    yield refused("a listed learner without a year", rows, {"T01": 1}, answers=Answers())
    rows = list_1956()
    rows[-1][2] = rows[-1][3]
    yield refused("a listed learner in both columns", rows, {"T05": 1}, answers=Answers())
    rows = list_1956()
    rows[-1][3] = "x"
    yield refused("a mark in place of a year", rows, {"T05": 1}, answers=Answers())
    rows = [*list_1956(), list_1956()[-1]]
    yield refused("a list that has a learner twice", rows, {"K01": 1}, answers=Answers())
    bare = [*(list(row) for row in LIST_HEADS), *list_1956()[8:]]
    yield refused("a list without a heading", bare, {"S15": 6}, answers=Answers())
