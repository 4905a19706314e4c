"""Cases of formulas: with a result they are numbers, without one nobody knows what they are."""

from tests.intake.builders import as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.formulas import as_formulas, calculated
from tests.intake.official import form_1, form_1_rows, form_1_xlsx, form_2
from tests.intake.people import SECRETS, list_1956, roster
from vtdash.returns.model import Answers

ALL = {"enrolled": 145, "enrolled_women": 93, "enrolled_rural": 145}
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
LINK = "'[1]Biểu 1'!D{row}"
BODY = 14
"""The first row of the body of Form 1."""


def cases():
    """Return the cases."""
    return [case for group in (form_1_cases, form_2_cases, others) for case in group()]


def women_1(column=3):
    """Return Form 1 with a column of formulas, and the results that they have."""
    rows = form_1(form_1_rows())
    return as_formulas(rows, column, BODY, BODY + len(form_1_rows()) - 1)


def one(name, content, records=None, sums=(), **words):
    """Return the case of a workbook."""
    return Case(name, content, "Biểu.xlsx", records, dict(sums), **words)


def form_1_cases():
    """Form 1 whose women, people, names or heading are formulas."""
    rows, results = women_1()
    book = form_1_xlsx(rows)
    none = {"checks": {"S18": 1}}
    yield one("Form 1 with women as formulas", calculated(book, results), 4, ALL)
    yield one("Form 1 with women as formulas, to be calculated",
              calculated(book, results, asks=True), 4, ALL)  # fmt: skip
    yield one("Form 1 with women as formulas without results", book, **none)
    yield one("Form 1 with women as formulas and no value at all", calculated(book, {}, bare=True),
              **none)  # fmt: skip
    some = dict(list(results.items())[:-2])
    yield one("Form 1 with two formulas without results", calculated(book, some), **none)
    zeros = dict.fromkeys(results, 0)
    yield one("Form 1 with women as formulas of zero, to be calculated",
              calculated(book, zeros, asks=True), **none)  # fmt: skip
    more, found = as_formulas(women_1()[0], 2, BODY, BODY + 13)
    yield one("Form 1 with two columns without results", form_1_xlsx(more), checks={"S18": 2})
    yield one("Form 1 with two columns, one calculated", calculated(form_1_xlsx(more), found),
              **none)  # fmt: skip
    headed = form_1(form_1_rows(), period='="Quý I/2025"')
    headed[4][0] = '="Kỳ báo cáo: Quý I/2025"'
    yield one("Form 1 with its period as a formula", calculated(
        form_1_xlsx(headed), {"A5": "Kỳ báo cáo: Quý I/2025"}), 4, ALL)  # fmt: skip
    yield one("Form 1 with its period as a formula without a result", form_1_xlsx(headed),
              checks={"S15": 1, "S18": 1})  # fmt: skip
    beside = form_1(form_1_rows())
    beside[20] = [*beside[20], *[""] * (30 - len(beside[20])), "=SUM(D14:D27)"]
    yield one("Form 1 with a sum of somebody's beside it", form_1_xlsx(beside), 4, ALL)
    linked = form_1(form_1_rows())
    for row in results:
        linked[int(row[1:]) - 1][3] = "=" + LINK.format(row=row[1:])
    book = calculated(form_1_xlsx(linked), results)
    yield one("Form 1 with women from another workbook", book, 4, ALL, checks={"S19": 1})
    yield one("Form 1 with women from another workbook, confirmed", book, 4, ALL, checks={"S19": 1},
              answers=Answers(reasons={"S19": "đã đối chiếu"}))  # fmt: skip


def form_2_cases():
    """Form 2 with formulas in its totals row, its people and its policy groups."""
    rows = form_2(CLASSES)
    total = len(rows) - 4
    for column, words in ((3, "people"), (2, "classes")):
        changed, results = as_formulas(rows, column, 8, total)
        book = as_xlsx({"Biểu 2": changed})
        yield one(f"Form 2 with {words} as formulas", calculated(book, results), 3, SUM_2)
        yield one(f"Form 2 with {words} as formulas without results", book, checks={"S18": 1})
    changed, results = as_formulas(rows, 3, total, total)
    yield one("Form 2 with a total without a result", as_xlsx({"Biểu 2": changed}),
              checks={"S18": 1})  # fmt: skip
    names = [list(row) for row in rows]
    names[7][1] = '="May công nghiệp"'
    book = as_xlsx({"Biểu 2": names})
    yield one("Form 2 with a name as a formula", calculated(book, {"B8": "May công nghiệp"}), 3,
              SUM_2)  # fmt: skip
    yield one("Form 2 with a name as a formula without a result", book, checks={"S18": 1})


def others():
    """Templates and lists of persons."""
    rows = typed(table("enrolment"))
    changed, results = as_formulas(rows, 7, 2, 4)
    book = as_xlsx({"Sheet1": changed})
    yield one("a template with women as formulas", calculated(book, results), 3,
              {"enrolled_women": 102})  # fmt: skip
    yield one("a template with women as formulas without results", book, checks={"S18": 1})
    beyond = [[*row, "", "=G2"] for row in rows]
    yield one("a template with formulas beyond its headings", as_xlsx({"Sheet1": beyond}), 3,
              {"enrolled": 215})  # fmt: skip
    zero = typed(table("task_progress", (1, "money_spent", "0"), (2, "money_spent", "0")))
    column = zero[0].index("money_spent")
    changed, results = as_formulas(zero, column, 2, 3)
    book = as_xlsx({"Sheet1": changed})
    words = {"dataset": "task_progress"}
    yield one("a template whose formulas are zero and calculated", calculated(book, results), 2,
              {"money_spent": 0}, **words)  # fmt: skip
    yield one("a template whose formulas are zero, to be calculated",
              calculated(book, results, asks=True), checks={"S18": 1}, **words)  # fmt: skip
    answers = Answers(rural="all")
    people = roster()
    for row in people[-5:]:
        row[11] = f'=IF(1=1,"{row[11]}","")'
    yield one("a roster with the sex as formulas without results", as_xlsx({"Lớp": people}),
              checks={"S18": 1}, answers=answers, secrets=SECRETS)  # fmt: skip
    people = list_1956()
    for row in people[-5:]:
        row[3] = f"={row[3]}+0" if row[3] else ""
    yield one("a list under Decision 1956 with years as formulas without results",
              as_xlsx({"Lớp": people}), checks={"S18": 1}, secrets=SECRETS)  # fmt: skip
