"""Cases of Form 1 and Form 2 as offices fill them in."""

import unicodedata
from dataclasses import replace

from tests.intake.builders import as_csv, as_xlsx
from tests.intake.corpus import Case
from tests.intake.official import (
    ELEMENTARY,
    FACTORY,
    POULTRY,
    SEWING,
    TREE,
    WELDING,
    YOUNG,
    Class,
    form_1,
    form_1_rows,
    form_1_xlsx,
    form_2,
)
from vtdash.returns.model import Answers

ALL = {"enrolled": 145, "enrolled_women": 93, "enrolled_rural": 145}
GRADUATES = {FACTORY: {ELEMENTARY: {YOUNG: [Class("May công nghiệp", 30, 28)]}}}
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81, "enrolled_rural": 115}


def cases():
    """Return the cases."""
    groups = (
        sound_1,
        variants_1,
        headings_1,
        mishaps_1,
        arithmetic_1,
        names_1,
        sound_2,
        grouped_2,
        mishaps_2,
    )
    return [case for group in groups for case in group()]


def case(name, rows, records=4, sums=ALL, **words):
    """Return the case of a workbook of Form 1."""
    words = {"checks": {}, **words}
    sums = {} if records is None else sums
    return Case(name, form_1_xlsx(rows), "Biểu 1 Thanh Trì.xlsx", records, sums, **words)


def tree(*classes):
    """Return a tree of one branch: classes of elementary level, under 25."""
    return {FACTORY: {ELEMENTARY: {YOUNG: list(classes)}}}


def dotted(number):
    """Return a number as text with points for thousands."""
    return f"{number:,}".replace(",", ".")


def sound_1():
    """Form 1 without fault, in the ways in which it is written."""
    body = form_1_rows()
    yield case("Form 1", form_1(body))
    yield case("Form 1 with its marks in a column of their own", form_1(form_1_rows(split=True)))
    text = form_1_rows(number=str)
    yield case("Form 1 with numbers as text", form_1(text))
    big = tree(replace(SEWING, people=1234, women=1100), WELDING)
    yield case("Form 1 with points for thousands", form_1(form_1_rows(big, number=dotted)), 2,
               {"enrolled": 1254, "enrolled_women": 1101})  # fmt: skip
    nfd = [[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row]
           for row in form_1(body)]  # fmt: skip
    yield case("Form 1 in decomposed letters", nfd)
    yield case("Form 1 without its rule row", form_1(body, rules=False))
    yield case("Form 1 without signatures", form_1(body, signed=False))
    yield Case("Form 1 as CSV with semicolons", as_csv(form_1(body), ";", "utf-8-sig"), "b1.csv",
               4, ALL)  # fmt: skip
    yield Case("Form 1 in Windows-1258", as_csv(form_1(body), ";", "cp1258"), "b1.csv", 4, ALL)
    yield case("Form 1 with graduates", form_1(form_1_rows(graduates=GRADUATES)),
               checks={"S17": 1})  # fmt: skip
    sheets = {"Hướng dẫn": [["Cách điền biểu"]], "Biểu 1": form_1(body), "Danh mục": [["Nghề"]]}
    content = as_xlsx(sheets, hidden_sheets=("Danh mục",))
    yield Case("Form 1 on the second sheet", content, "b1.xlsx", 4, ALL)


def variants_1():
    """Form 1 with what offices add to it."""
    marked = tree(replace(SEWING, name="1. May công nghiệp"), replace(WELDING, name="- Hàn điện"))
    yield case("Form 1 with marks before its classes", form_1(form_1_rows(marked)), 2,
               {"enrolled": 55})  # fmt: skip
    body = form_1_rows(tree(SEWING, WELDING))
    for number, row in enumerate(body[-2:], start=1):
        row[0] = number
    yield case("Form 1 with its classes numbered", form_1(body), 2, {"enrolled": 55})
    body = form_1_rows(tree(SEWING, WELDING))
    total = ["", "Tổng cộng", *body[0][2:]]
    yield case("Form 1 with a totals row at its end", form_1([*body, total]), 2, {"enrolled": 55})
    yield case("Form 1 with a totals row at its start", form_1([total, *body]), 2,
               {"enrolled": 55})  # fmt: skip
    port = "Trung tâm GDNN-GDTX quận Hồng Bàng, thành phố Hải Phòng"
    yield case("Form 1 of Hai Phong", form_1(form_1_rows(), unit=port))
    blank = [row for leaf in form_1_rows() for row in (leaf, [])]
    yield case("Form 1 with blank rows between", form_1(blank))
    capital = [["", str(row[1]).upper(), *row[2:]] for row in form_1_rows()]
    yield case("Form 1 all in capitals", form_1(capital))
    sheets = {"Quý I": form_1(form_1_rows()), "Quý II": form_1(form_1_rows(), period="Quý II/2025")}
    content = as_xlsx(sheets)
    yield Case("two quarters of Form 1 on two sheets", content, "b1.xlsx", 4, ALL, {"S17": 1})
    second = Answers(sheet="Quý II")
    yield Case("the second quarter of Form 1 on two sheets", content, "b1.xlsx", 4, ALL,
               answers=second)  # fmt: skip


def headings_1():
    """Period, unit and area of the heading."""
    body = form_1_rows()
    for period in ("Quý 1 năm 2025", "quý 1/2025", "từ ngày 01/01/2025 đến ngày 31/3/2025"):
        yield case(f"Form 1 of the period {period}", form_1(body, period=period))
    yield case("Form 1 without a period", form_1(body, period=""), None, checks={"S15": 1})
    yield case("Form 1 of half a year", form_1(body, period="6 tháng đầu năm 2025"), None,
               checks={"S15": 1})  # fmt: skip
    yield case("Form 1 of half a year, answered", form_1(body, period="6 tháng đầu năm 2025"),
               answers=Answers(period="2025-Q2"))  # fmt: skip
    unit = "Trung tâm GDNN-GDTX xã Thanh Trì, thành phố Hà Nội"
    yield case("Form 1 of a commune", form_1(body, period="Quý III/2025", unit=unit))
    yield case("Form 1 of a district that was gone", form_1(body, period="Quý III/2025"), None,
               checks={"S15": 1})  # fmt: skip
    yield case("Form 1 of a unit that names no area", form_1(body, unit="Trường Trung cấp Số 1"),
               None, checks={"S15": 1})  # fmt: skip
    answers = Answers(area="277", city="hanoi")
    yield case("Form 1 of a unit that names no area, answered",
               form_1(body, unit="Trường Trung cấp Số 1"), answers=answers)  # fmt: skip


def mishaps_1():
    """What goes wrong in the tree."""
    lost = form_1_rows()
    lost.insert(2, ["", "Thêu ren", *Class("Thêu ren", 5, 5).numbers()])
    yield case("a class of Form 1 in no place", form_1(lost), None, checks={"S16": 1})
    yield case("Form 1 with nothing but its heading", form_1([]), None, checks={"S13": 1})
    zero = tree(SEWING, Class("Thêu ren", 0, 0))
    yield case("Form 1 with a class of nobody", form_1(form_1_rows(zero)), 1, {"enrolled": 35})
    words = form_1_rows(tree(SEWING))
    words[-1][2] = "ba mươi lăm"
    yield case("a number of Form 1 in words", form_1(words), None, checks={"T02": 1})
    again = {FACTORY: {ELEMENTARY: {YOUNG: [SEWING, SEWING]}}}
    yield case("the same class of Form 1 twice", form_1(form_1_rows(again)), 1, {"enrolled": 70})
    later = form_1_rows(graduates={FACTORY: {ELEMENTARY: {YOUNG: [
        replace(SEWING, people=146, women=90)]}}})  # fmt: skip
    yield case("Form 1 with more graduates than learners", form_1(later),
               checks={"S17": 1, "A04": 1})  # fmt: skip
    equal = form_1_rows(graduates=TREE)
    yield case("Form 1 with as many graduates as learners", form_1(equal), checks={"S17": 1})


def arithmetic_1():
    """Sum rules and totals rows of Form 1."""
    body = form_1_rows(tree(SEWING, WELDING))
    body[-1][15], body[-2][15] = body[-1][15] + 1, body[-2][15] - 1
    yield case("the rule 1=3+13+14 broken in two classes", form_1(body), None, checks={"A02": 2})
    yield case("the same without a rule row", form_1(body, rules=False), None,
               checks={"A02": 2})  # fmt: skip
    body = form_1_rows(tree(SEWING, WELDING))
    for row in (*body[:4], body[-1]):
        row[7] = 2
    yield case("column 6 is no part of the rule 3=4+5+7+...+12", form_1(body), 2,
               {"enrolled": 55})  # fmt: skip
    body = form_1_rows(tree(SEWING, WELDING))
    body[0][2] = body[0][2] + 10
    body[0][15] = body[0][15] + 10
    body[0][16] = body[0][22] = body[0][16] + 10
    yield case("the total of Form 1 is ten too high", form_1(body), None, checks={"A03": 4})
    body = form_1_rows(tree(SEWING, WELDING))
    body[-1][3], body[-2][3] = 21, 10
    yield case("more women than learners in a class", form_1(body), None, checks={"A01": 1})
    body = form_1_rows(tree(SEWING, replace(WELDING, women=20)))
    yield case("as many women as learners in a class", form_1(body), 2, {"enrolled_women": 50})
    blank = form_1_rows(tree(SEWING, WELDING))
    blank[0][2:] = [""] * 22
    yield case("a totals row of Form 1 left blank", form_1(blank), 2, {"enrolled": 55})


def names_1():
    """Occupations of Form 1 as people write them."""
    written = tree(replace(SEWING, name="Nghề may công nghiệp"), replace(WELDING, name="HÀN ĐIỆN"))
    yield case("Form 1 with occupations in capitals and with a word in front",
               form_1(form_1_rows(written)), 2, {"enrolled": 55})  # fmt: skip
    slip = form_1(
        form_1_rows(
            tree(replace(SEWING, name="May công nghiêp")),
        )
    )
    yield case("Form 1 with an accent lost", slip, None, checks={"C02": 1})
    wrong = form_1(form_1_rows(tree(replace(SEWING, name="Mai công nghiệp"))))
    yield case("Form 1 with a misspelt occupation", wrong, None, checks={"C02": 1})
    yes = Answers(accepted={("occupation", "mai cong nghiep"): "R14"})
    yield case("Form 1 with a misspelt occupation that a steward said yes to", wrong, 1,
               {"enrolled": 35}, answers=yes)  # fmt: skip
    unknown = form_1(form_1_rows(tree(SEWING, replace(POULTRY, name="Lái tàu vũ trụ"))))
    yield case("Form 1 with an unknown occupation", unknown, None, checks={"C01": 1})
    double = form_1(form_1_rows(tree(replace(SEWING, name="Điện dân dụng"))))
    yield case("Form 1 with a name of two occupations", double, None, checks={"C02": 1})


def case_2(name, rows, records=3, sums=SUM_2, **words):
    """Return the case of a workbook of Form 2."""
    sums = {} if records is None else sums
    content = as_xlsx({"Biểu 2": rows}, merged=("A4:W4",))
    return Case(name, content, "Biểu 2.xlsx", records, sums, **words)


def sound_2():
    """Form 2 without fault."""
    for total in ("first", "last", "none"):
        yield case_2(f"Form 2, totals row {total}", form_2(CLASSES, total=total))
    yield Case("Form 2 as CSV", as_csv(form_2(CLASSES), "\t", "utf-16"), "b2.txt", 3, SUM_2)
    yield case_2("Form 2 with its level answered", form_2(CLASSES, level=""),
                 answers=Answers(level="under_3_months"))  # fmt: skip
    spelt = (("may công nghiệp ", 2, 70, 60), ("Hàn Điện", 1, 20, 1), ("TRỒNG HOA", 1, 25, 20))
    yield case_2("Form 2 with occupations spelt each in its way", form_2(spelt))
    again = (*CLASSES, ("May công nghiệp", 1, 30, 30))
    yield case_2("Form 2 with an occupation twice", form_2(again), 3,
                 {"enrolled": 145, "enrolled_women": 111})  # fmt: skip
    big = (("May công nghiệp", 40, "1.250", "1.100"),)
    yield case_2("Form 2 with points for thousands", form_2(big, total="none"), 1,
                 {"enrolled": 1250, "enrolled_women": 1100})  # fmt: skip


def grouped_2():
    """Form 2 in two groups, each with a totals row of its own: nothing is counted twice."""
    rows = form_2(CLASSES)
    first = next(n for n, row in enumerate(rows) if row[:1] == [1])
    farm = ["II", "Nghề nông nghiệp", 1, 25, 20]
    rows.insert(first + 2, farm)
    rows.insert(first, ["I", "Nghề phi nông nghiệp", 3, 90, 61])
    yield case_2("Form 2 in two groups with totals", rows)
    rows = [row[:2] if row[:1] in (["I"], ["II"]) else row for row in rows]
    yield case_2("Form 2 in two groups without totals", rows)


def mishaps_2():
    """What goes wrong in Form 2."""
    yield case_2("Form 2 without a level", form_2(CLASSES, level=""), None, checks={"S15": 1})
    yield case_2("Form 2 without a column of women", form_2(CLASSES, women=""), None,
                 checks={"S09": 1})  # fmt: skip
    yield case_2("Form 2 with a wrong total", form_2(CLASSES, off=3), None, checks={"A03": 1})
    wrong = (*CLASSES[:2], ("Trồng hoa", 1, 25, 26))
    yield case_2("Form 2 with more women than learners", form_2(wrong), None, checks={"A01": 1})
    near = (*CLASSES[:2], ("Trồng hoa hồng", 1, 25, 20))
    yield case_2("Form 2 with a near name", form_2(near), None, checks={"C02": 1})
    blank = (*CLASSES[:2], ("Trồng hoa", 1, "", ""))
    yield case_2("Form 2 with a class not counted", form_2(blank, total="none"), None,
                 checks={"T01": 2})  # fmt: skip
    zero = (*CLASSES[:2], ("Trồng hoa", 0, 0, 0))
    yield case_2("Form 2 with a class of nobody", form_2(zero), 3, {"enrolled": 90})
