"""Cases of dashes where an official form has nobody to count."""

from tests.intake.builders import as_csv, as_xlsx
from tests.intake.corpus import Case
from tests.intake.official import form_1, form_1_rows, form_1_xlsx, form_2
from tests.intake.people import SECRETS, list_1956

ALL = {"enrolled": 145, "enrolled_women": 93, "enrolled_rural": 145}
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
DASHES = {"hyphen": "-", "en dash": "–", "em dash": "—", "minus": "−", "spaced": " -   ",
          "no-break": "\u00a0–\u00a0", "three": "---"}  # fmt: skip


def cases():
    """Return the cases."""
    return [*form_1_cases(), *form_2_cases(), *others()]


def dashed(rows, dash, first, columns):
    """Return rows with a dash in every blank cell of the columns, from a row counted from 1."""
    made = [list(row) for row in rows]
    for row in made[first - 1 :]:
        for column in columns:
            if column < len(row) and row[column] in {"", None}:
                row[column] = dash
    return made


def form_1_cases():
    """Form 1 with each kind of dash, in workbooks and as text."""
    for name, dash in DASHES.items():
        body = dashed(form_1_rows(), dash, 1, range(2, 24))
        yield Case(f"Form 1 with dashes: {name}", form_1_xlsx(form_1(body)), "b1.xlsx", 4, ALL)
    body = [[f" {c} " if isinstance(c, int) else c for c in row]
            for row in dashed(form_1_rows(), " -   ", 1, range(2, 24))]  # fmt: skip
    yield Case("Form 1 in an accounting format as CSV", as_csv(form_1(body), ";"), "b1.csv", 4, ALL)
    minus = form_1_rows()
    minus[4][3] = "-30"
    yield Case("Form 1 with a minus before a number", form_1_xlsx(form_1(minus)), "b1.xlsx",
               checks={"T02": 1})  # fmt: skip


def form_2_cases():
    """Form 2 with dashes in policy groups, in counts and in its total."""
    body = dashed(form_2(CLASSES, total="none"), "–", 8, range(5, 22))
    yield Case("Form 2 with dashes in its policy groups", as_xlsx({"Biểu 2": body}), "b2.xlsx", 3,
               {"enrolled": 115, "enrolled_women": 81})  # fmt: skip
    none = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, "-"))
    yield Case("Form 2 with a dash for no women", as_xlsx({"Biểu 2": form_2(none)}), "b2.xlsx", 2,
               {"enrolled": 90, "enrolled_women": 60})  # fmt: skip
    body = form_2(CLASSES)
    body[10][4] = "-"
    yield Case("Form 2 with a dash for the total of its women", as_xlsx({"Biểu 2": body}),
               "b2.xlsx", checks={"A03": 1})  # fmt: skip


def others():
    """Dashes in a list of persons."""
    rows = list_1956()
    for row in rows[-5:]:
        row[2:4] = [cell or "-" for cell in row[2:4]]
    yield Case("a list under Decision 1956 with dashes for no year", as_xlsx({"Lớp": rows}),
               "l.xlsx", 1, {"enrolled": 5, "enrolled_women": 3}, secrets=SECRETS)  # fmt: skip
