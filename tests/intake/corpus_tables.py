"""Cases of the shape of the templates: encodings, separators, workbooks, headers, layouts."""

import io

from openpyxl import load_workbook

from tests.intake.builders import SOUND, as_csv, as_xlsx, table, typed
from tests.intake.corpus import Case
from vtdash.model.datasets import DATASETS
from vtdash.reference import load_catalogue
from vtdash.returns.model import Answers

SUMS = {
    "enrolment": {"enrolled": 215, "enrolled_women": 102, "enrolled_rural": 135},
    "graduate_tracer": {"enrolled": 160, "graduated": 138, "respondents": 110, "employed": 100,
                        "in_field": 64},
    "digital_skills": {"trained": 105, "trained_women": 75, "certified": 40},
    "task_progress": {"milestones_planned": 6, "milestones_done": 5, "money_planned": 500,
                      "money_spent": 420.5},
}  # fmt: skip


def cases():
    """Return the cases."""
    groups = (encodings, workbooks, headers, layouts)
    return [case for group in groups for case in group()]


def sound(name, content, file, dataset="enrolment", **words):
    """Return the case of a file of sound rows, all of which come out."""
    return Case(name, content, file, len(SOUND[dataset]), SUMS[dataset], dataset=dataset, **words)


def named(*names):
    """Return sound enrolment rows with the areas written by name: three rows, three names."""
    return table("enrolment", *((row, "area_code", name) for row, name in enumerate(names, 1)))


CHUONG_MY = ("Huyện Chương Mỹ", "huyện Chương Mỹ", "Huyện Thanh Trì")


def encodings():
    """All four datasets, in each encoding and with each separator."""
    for dataset in DATASETS:
        yield sound(f"{dataset} as UTF-8 with commas", as_csv(table(dataset)), "a.csv", dataset)
        content = as_csv(table(dataset), ";", "utf-8-sig")
        yield sound(f"{dataset} as UTF-8 with BOM and semicolons", content, "a.csv", dataset)
    rows = named(*CHUONG_MY)
    yield sound("names in UTF-16 with tabs", as_csv(rows, "\t", "utf-16"), "unicode.txt")
    yield sound("names in UTF-16 big-endian",
                b"\xfe\xff" + as_csv(rows, ";", "utf-16-be"), "be.csv")  # fmt: skip
    yield sound("names in Windows-1258 with semicolons", as_csv(rows, ";", "cp1258"), "1258.csv")
    yield sound("names in decomposed letters", as_csv(rows, ",", "nfd"), "mac.csv")
    yield sound("old line ends", as_csv(table("enrolment"), line_end="\r"), "mac9.csv")
    rows = table("task_progress", (1, "money_spent", "420,5"))
    yield sound("decimal comma beside semicolons", as_csv(rows, ";"), "vi.csv", "task_progress")
    yield sound("decimal comma beside tabs", as_csv(rows, "\t"), "vi.csv", "task_progress")
    yield Case("decimal comma beside commas", as_csv(rows), "vi.csv", checks={"T04": 1},
               dataset="task_progress")  # fmt: skip


def filled(dataset, rows, *, keep_example=False):
    """Return what builds the project's own XLSX template filled in by an office."""
    from vtdash.returns.workbooks.templates import EXAMPLE_ROW, FIRST_ROW, workbook  # noqa: PLC0415

    def build():
        book = load_workbook(io.BytesIO(workbook(DATASETS[dataset], load_catalogue())))
        sheet = book.worksheets[0]
        for number, row in enumerate(rows, start=FIRST_ROW):
            for column, cell in enumerate(row, start=1):
                sheet.cell(number, column).value = cell
        if not keep_example:
            sheet.delete_rows(EXAMPLE_ROW)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return build


def workbooks():
    """The XLSX templates, and plain workbooks of the same columns."""
    for dataset in DATASETS:
        rows = typed(table(dataset))
        yield sound(f"{dataset} in its XLSX template", filled(dataset, rows[1:]), "a.xlsx", dataset)
        plain = as_xlsx({"Sheet1": table(dataset)})
        yield sound(f"{dataset} as text in a plain workbook", plain, "a.xlsx", dataset)
    rows = typed(table("enrolment"))
    left = filled("enrolment", rows[1:], keep_example=True)
    yield Case("the example row of the XLSX template left in", left, "a.xlsx", checks={"S14": 1})
    untouched = filled("enrolment", ())
    yield Case("the XLSX template with nothing filled in", untouched, "a.xlsx", checks={"S13": 1})
    years = typed(table("graduate_tracer"))
    for row in years[1:]:
        row[1], row[6] = int(row[1]), float(row[6])
    content = as_xlsx({"Khảo sát": years})
    yield sound("years and months typed as numbers", content, "a.xlsx", "graduate_tracer")
    rows = typed(table("enrolment"))
    rows[1][2] = 277
    yield sound("an area code typed as a number", as_xlsx({"a": rows}), "a.xlsx")


def headers():
    """Headers in words, in another order, and wrong in each way."""
    for language in ("vi", "en"):
        rows = table("digital_skills")
        rows[0] = [getattr(c.meaning, language) for c in DATASETS["digital_skills"].columns]
        yield sound(f"headings in words ({language})", as_csv(rows), "a.csv", "digital_skills")
    short = ["Thành phố", "Quý", "Địa bàn", "Cơ sở", "Mã nghề", "Trình độ"]
    rows = table("enrolment")
    rows[0] = [*short, *rows[0][6:]]
    yield sound("headings in short words", as_csv(rows), "a.csv")
    two = [[*row[:5], "" if n else "Tên nghề", *row[5:]] for n, row in enumerate(rows)]
    yield Case("two headings in short words for one column", as_csv(two), "a.csv",
               checks={"S09": 1, "S10": 2})  # fmt: skip
    two[0][4] = "occupation_key"
    yield Case("a short heading beside the column's own", as_csv(two), "a.csv", checks={"S10": 1})
    rows = table("digital_skills")
    rows[0][6] = "Trong đó"
    yield Case("a heading that may stand for more than a column", as_csv(rows), "a.csv",
               checks={"S09": 1, "S10": 1}, dataset="digital_skills")  # fmt: skip
    rows = table("enrolment")
    meanings = [c.meaning.vi.replace("2024-Q1", "2026-Q4") for c in DATASETS["enrolment"].columns]
    meanings[1:3] = ["Quý, dạng 2026-Q4", "Mã"]
    yield sound("meanings over the names of columns", as_csv([meanings, *rows]), "a.csv")
    titled = as_csv([["Tuyển sinh quý IV/2025", *[""] * 8], *rows])
    yield Case("a title of another quarter over the names of columns", titled, "a.csv",
               checks={"P05": 3})  # fmt: skip
    turned = [row[::-1] for row in table("enrolment")]
    yield sound("columns in another order", as_csv(turned), "a.csv")
    rows = [[" City ", *row[1:]] if n == 0 else row for n, row in enumerate(table("enrolment"))]
    yield sound("a heading in capitals between blanks", as_csv(rows), "a.csv")
    short = [row[:7] + row[8:] for row in table("enrolment")]
    yield Case("a column is missing", as_csv(short), "a.csv", checks={"S09": 1})
    more = [[*row, "x"] for row in table("enrolment")]
    more[0][-1] = "so_luong"
    yield Case("an unknown column", as_csv(more), "a.csv", checks={"S10": 1})
    twice = [[*row, row[-1]] for row in table("enrolment")]
    yield Case("a column stands twice", as_csv(twice), "a.csv", checks={"S11": 1})
    slip = table("enrolment")
    slip[0][6] = "enroled"
    yield Case("a heading with a slip", as_csv(slip), "a.csv", checks={"S09": 1, "S10": 1})
    yield Case("the header alone", as_csv(table("enrolment")[:1]), "a.csv", checks={"S13": 1})
    rows = [[*row, "", ""] for row in table("enrolment")]
    yield sound("blank columns behind the last", as_csv(rows), "a.csv")
    example = [[c.name for c in DATASETS["enrolment"].columns],
               [c.example for c in DATASETS["enrolment"].columns]]  # fmt: skip
    yield Case("the CSV template as it is", as_csv(example), "a.csv", checks={"S14": 1})
    near = [example[0], [*example[1][:6], "121", *example[1][7:]]]
    yield Case("the example row with one number changed", as_csv(near), "a.csv", 1)


TITLE = [["SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI"], ["BÁO CÁO TUYỂN SINH"], []]
SIGNED = [[], ["", "", "Hà Nội, ngày 10 tháng 4 năm 2024"], ["Người lập biểu", "", "Giám đốc"],
          ["(Ký, ghi rõ họ tên)", "", "(Ký, đóng dấu)"]]  # fmt: skip
TOTAL = ["Tổng cộng", "", "", "", "", "", "215", "102", "135"]


def layouts():
    """What stands around and between the rows."""
    rows = table("enrolment")
    decorated = [*TITLE, *typed(rows), *SIGNED]
    yield sound("a title above and signatures below", as_xlsx(
        {"Tuyển sinh quý I": decorated}, merged=("A1:I1", "A2:I2")), "a.xlsx")  # fmt: skip
    padded = [[*row, *[""] * (9 - len(row))] for row in decorated]
    yield sound("a title above and signatures below, as CSV", as_csv(padded, ";"), "a.csv")
    head, *body = rows
    yield sound("a totals row at the end", as_csv([head, *body, TOTAL]), "a.csv")
    yield sound("a totals row at the start", as_csv([head, TOTAL, *body]), "a.csv")
    capital = ["", "TỔNG SỐ:", *TOTAL[2:]]
    yield sound("a totals row in capitals", as_csv([head, *body, capital]), "a.csv")
    wrong = [*TOTAL[:6], "251", *TOTAL[7:]]
    yield Case("a totals row that is wrong", as_csv([head, *body, wrong]), "a.csv",
               checks={"A03": 1})  # fmt: skip
    blank = [head, body[0], [""] * 9, [], *body[1:]]
    yield sound("blank rows between rows", as_csv(blank), "a.csv")
    lists = [
        [*typed(rows)[0], "", "", "Danh mục"],
        *([*row, "", "", name] for row, name in zip(typed(rows)[1:], ("x", "y", "z"), strict=True)),
    ]
    lists[0][-1] = None
    yield sound("a hidden column that holds a list", as_xlsx(
        {"Nhập liệu": lists}, hidden_columns=("L",)), "a.xlsx")  # fmt: skip
    sheets = {"Nhập liệu": typed(rows), "Danh mục": [["277", "Huyện Chương Mỹ"]],
              "Ghi chú": [["Số liệu đến 31/3/2024"]]}  # fmt: skip
    yield sound("a hidden sheet of lists and a note", as_xlsx(
        sheets, hidden_sheets=("Danh mục",)), "a.xlsx")  # fmt: skip
    sheets = {"Bìa": [["BÁO CÁO"], ["Quý I/2024"]], "Dữ liệu": typed(rows)}
    yield sound("the data on the second sheet", as_xlsx(sheets), "a.xlsx")
    both = {"Quý I": typed(rows), "Quý II": typed(rows[:2])}
    yield sound("data on two sheets", as_xlsx(both), "a.xlsx", checks={"S17": 1})
    second = Answers(sheet="Quý II")
    yield Case("data on two sheets, the second chosen", as_xlsx(both), "a.xlsx", 1,
               {"enrolled": 120}, {"S27": 1}, answers=second)  # fmt: skip
    hint = b"sep=;\r\n" + as_csv(rows, ";")
    yield sound("a first row that tells spreadsheets the separator", hint, "a.csv")
    down = typed(rows)
    yield sound("areas merged down", as_xlsx({"a": down}, merged=("C2:C3",)), "a.xlsx")
    late = [[f"Dòng ghi chú {n}"] for n in range(1, 21)] + rows
    yield sound("the header in row 21", as_csv(late), "a.csv")
    held = [head, [*body[0][:3], 'TT GDNN-GDTX, Chương Mỹ; cơ sở "2"', *body[0][4:]], *body[1:]]
    yield sound("cells that hold the separator", as_csv(held), "a.csv")
    yield Case("one row", as_csv(rows[:2]), "a.csv", 1, {"enrolled": 120})
    titled = [["BÁO CÁO TUYỂN SINH"], ["Kỳ báo cáo: Quý I/2024"], [], *rows]
    yield sound("quarters of a title and its rows that agree", as_csv(titled), "a.csv")
    titled[1] = ["Kỳ báo cáo: Quý IV/2023"]
    yield Case("quarters of a title and its rows that differ", as_csv(titled), "a.csv",
               checks={"P05": 3})  # fmt: skip
    mended = Answers(period="2024-Q1")
    yield sound("a title of another quarter that the steward corrects", as_csv(titled), "a.csv",
                answers=mended)  # fmt: skip
    cohort = [["Kỳ báo cáo: Quý IV/2024"], *table("graduate_tracer")]
    yield sound("a cohort under a title with a quarter", as_csv(cohort), "a.csv",
                "graduate_tracer")  # fmt: skip
    uneven = [*rows[:3], rows[3][:5]]
    yield Case("a row of another width", as_csv(uneven), "a.csv", checks={"S12": 1})
    quote = as_csv(rows) + b'hanoi,2024-Q1,"277'
    yield Case("a quote that is never closed", quote, "a.csv", checks={"S12": 1})
