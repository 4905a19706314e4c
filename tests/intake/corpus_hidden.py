"""Cases of hidden rows and columns: whether they count is asked, and never decided in silence."""

from tests.intake.builders import as_xlsx, table, typed
from tests.intake.corpus import Case
from tests.intake.official import form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, roster
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
ALL_2, LESS_2 = {"enrolled": 115, "enrolled_women": 81}, {"enrolled": 45, "enrolled_women": 21}
IN, OUT = Answers(hidden="include"), Answers(hidden="leave_out")


def cases():
    """Return the cases."""
    return [*form_2_cases(), *form_1_cases(), *others(), *columns(), *sheets()]


def sheets():
    """A whole form on a hidden sheet beside the one that is read; and a list of names."""
    shown, more = form_2(CLASSES, total="none"), form_2(CLASSES[:1], total="none")
    both = as_xlsx({"Biểu 2": shown, "Quý trước": more}, hidden_sheets=("Quý trước",))
    yield Case("Form 2 with a hidden form of another quarter", both, "a.xlsx", 3, ALL_2, {"S24": 1})
    names = as_xlsx({"Biểu 2": shown, "Nghề": [["Hàn điện"]]}, hidden_sheets=("Nghề",))
    yield Case("Form 2 with a hidden list of names", names, "a.xlsx", 3, ALL_2)


def asked(name, content, with_them, without, **words):
    """Yield a file three times: not answered, its hidden rows counted, and left out."""
    answers = words.pop("answers", Answers())
    rural = answers.rural
    yield Case(name, content, "a.xlsx", checks={"S20": 1}, answers=answers, **words)
    for said, (records, sums) in (("include", with_them), ("leave_out", without)):
        yield Case(f"{name}: {said}", content, "a.xlsx", records, sums,
                   answers=Answers(hidden=said, rural=rural), **words)  # fmt: skip


def form_2_cases():
    """Form 2: the row of an occupation is hidden, by hand or by a filter; a signature is."""
    rows = form_2(CLASSES, total="none")
    three, two = (3, ALL_2), (2, LESS_2)
    yield from asked("Form 2 with a hidden row", as_xlsx({"B2": rows}, hidden_rows=(8,)),
                     three, two)  # fmt: skip
    content = as_xlsx({"B2": rows}, hidden_rows=(8,), filtered="A7:E10")
    yield from asked("Form 2 with a row that a filter hides", content, three, two)
    total = as_xlsx({"B2": form_2(CLASSES)}, hidden_rows=(8,))
    yield Case("Form 2 with a hidden row and a total of all", total, "a.xlsx", checks={"S20": 1})
    yield Case("Form 2 with a hidden row and a total of all: include", total, "a.xlsx", 3, ALL_2,
               answers=IN)  # fmt: skip
    yield Case("Form 2 with a hidden row and a total of all: leave_out", total, "a.xlsx",
               checks={"A03": 3}, answers=OUT)  # fmt: skip
    yield Case("Form 2 with a hidden signature", as_xlsx({"B2": rows}, hidden_rows=(12, 13)),
               "a.xlsx", 3, ALL_2)  # fmt: skip
    wrong = form_2((*CLASSES, ("May công nghiệp", 1, "ba mươi", 3)), total="none")
    content = as_xlsx({"B2": wrong}, hidden_rows=(11,))
    yield Case("Form 2 with a hidden row that is wrong", content, "a.xlsx",
               checks={"S20": 1, "T02": 1})  # fmt: skip
    yield Case("Form 2 with a hidden row that is wrong: leave_out", content, "a.xlsx", 3, ALL_2,
               answers=OUT)  # fmt: skip


def form_1_cases():
    """Form 1: a class and all its totals."""
    rows = form_1(form_1_rows())
    number = next(n for n, row in enumerate(rows, 1) if row and row[1:2] == ["Trồng hoa"])
    content = as_xlsx({"B1": rows}, hidden_rows=(number,))
    yield Case("Form 1 with a hidden class", content, "a.xlsx", checks={"S20": 1})
    yield Case("Form 1 with a hidden class: include", content, "a.xlsx", 4, {"enrolled": 145},
               answers=IN)  # fmt: skip
    yield Case("Form 1 with a hidden class: leave_out", content, "a.xlsx", checks={"S16": 1},
               answers=OUT)  # fmt: skip
    yield Case("Form 1 with hidden headings", as_xlsx({"B1": rows}, hidden_rows=(9, 10)), "a.xlsx",
               4, {"enrolled": 145})  # fmt: skip


def others():
    """Templates and lists of persons."""
    rows = typed(table("enrolment"))
    yield from asked("a template with a hidden row", as_xlsx({"S": rows}, hidden_rows=(2,)),
                     (3, {"enrolled": 215}), (2, {"enrolled": 95}))  # fmt: skip
    people = as_xlsx({"Lớp": roster()}, hidden_rows=(9, 10))
    words = {"answers": Answers(rural="all"), "secrets": SECRETS}
    yield from asked("a roster with hidden learners", people, (1, {"enrolled": 5}),
                     (1, {"enrolled": 3}), **words)  # fmt: skip


def columns():
    """Hidden columns: of the records they are told, of what is only checked they are not."""
    rows = form_2(CLASSES)
    yield Case("Form 2 with hidden women", as_xlsx({"B2": rows}, hidden_columns=("E",)), "a.xlsx",
               3, ALL_2, {"S21": 1})  # fmt: skip
    yield Case("Form 2 with hidden names and people",
               as_xlsx({"B2": rows}, hidden_columns=("B", "D")), "a.xlsx", 3, ALL_2,
               {"S21": 2})  # fmt: skip
    yield Case("Form 2 with a hidden policy group", as_xlsx({"B2": rows}, hidden_columns=("G",)),
               "a.xlsx", 3, ALL_2)  # fmt: skip
    twice = [[*row[:3], *([5] if 8 <= n <= 10 else ["Số người"] if n == 7 else []), *row[3:]]
             for n, row in enumerate(form_2(CLASSES, total="none"), 1)]  # fmt: skip
    yield Case("Form 2 with hidden people of another time",
               as_xlsx({"B2": twice}, hidden_columns=("D",)), "a.xlsx",
               checks={"S21": 1, "S26": 1, "A01": 2})  # fmt: skip
