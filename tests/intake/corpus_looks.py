"""Cases of what the look of a cell says against its value, and of what one cell or sheet mixes."""

import io

import xlwt
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from tests.intake.builders import as_csv, as_xlsx, table, with_part
from tests.intake.corpus import Case
from tests.intake.documents import STYLES, Xml, as_docx, as_ods, ods_sheet, run, word_cell
from tests.intake.official import UNIT, form_2
from tests.intake.people import PEOPLE, ROSTER_HEADS, SECRETS, roster, roster_row
from vtdash.render.workbooks import packed
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
MENDED = {"enrolled": 110, "enrolled_women": 81}
PLAIN = form_2(CLASSES, total="none")
LOOKS, REMARK, SECOND = {"S29": 1}, {"S22": 1}, {"S28": 1}
RURAL = Answers(rural="all")
LOOKING = Xml('<table:table-cell table:style-name="ce1" office:value-type="float" '
              'office:value="20"><text:p>20</text:p></table:table-cell>')  # fmt: skip


def cases():
    """Return the cases."""
    groups = (whole_cells, parts, other_programs, comments, mixed, second_tables)
    return [case for group in groups for case in group()]


def looking(name, act, checks=(), sums=SUM_2, row=9):
    """Return the case of Form 2 whose cells of a row look other."""
    book = load_workbook(io.BytesIO(as_xlsx({"B": PLAIN})))
    for cell in book.active[row]:
        act(cell)
    return Case(f"Form 2 with {name}", packed(book), "a.xlsx", 3, sums, dict(checks))


def whole_cells():
    """Rows struck through, in letters of the page's colour, or in a format that shows nothing."""

    def font(**words):
        return lambda cell: setattr(cell, "font", Font(**words))

    def white_on_blue(cell):
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF0070C0")

    def form(words):
        return lambda cell: setattr(cell, "number_format", words)

    yield looking("a row struck through", font(strike=True), LOOKS)
    yield looking("a row in white", font(color="FFFFFFFF"), LOOKS)
    yield looking("a row in the theme's white", font(color=Color(theme=0)), LOOKS)
    yield looking("a row in a format that shows nothing", form(";;;"), LOOKS)
    yield looking("a row in a format of one dash for every number", form('"-"'), LOOKS)
    yield looking("a row in white on blue", white_on_blue)
    yield looking("a row in bold grey", font(color="FF808080", bold=True))
    yield looking("a row in a format that hides zeros", form("0;-0;;@"))
    yield looking("a heading in white", font(color="FFFFFFFF"), row=7)


def parts():
    """A number struck through before its correction in one cell, and signs that are not shown."""
    old, new = TextBlock(InlineFont(strike=True), "70"), TextBlock(InlineFont(), "65")
    book = load_workbook(io.BytesIO(as_xlsx({"B": PLAIN})))
    book.active["D8"].value = CellRichText(old, new)
    yield Case("Form 2 with a number struck before another", packed(book), "a.xlsx", 3, MENDED)
    lines = [" ".join(cell for cell in row if cell) for row in PLAIN[:6]]
    lines[0] += f" Đơn vị báo cáo: {UNIT}"
    heads, body = PLAIN[6][:5], [row[:5] for row in PLAIN[7:10]]
    struck = "<w:strike/>"
    body[0][3] = word_cell(run("70", struck) + run("65"))
    whole = as_docx(*lines, [heads, *body])
    yield Case("Form 2 in Word with a number struck before another", whole, "a.docx", 3, MENDED)
    for name, looks, sums in (
        ("struck before another", 'style:text-line-through-style="solid"', MENDED),
        ("struck, by its type alone,", 'style:text-line-through-type="single"', MENDED),
        ("of hidden letters before another", 'text:display="none"', MENDED),
        ("whose first digits are bold", 'fo:font-weight="bold"', {"enrolled": 7110}),
    ):
        content = open_document(looks, "", "text", spanned("70", "65"), 7)
        yield Case(f"Form 2 as ods with a number {name}", content, "a.ods", 3, sums)
    body = [row[:5] for row in PLAIN[7:10]]
    body[1] = [word_cell(run(cell, struck)) for cell in body[1]]
    row = as_docx(*lines, [heads, *body])
    yield Case("Form 2 in Word with a row struck through", row, "a.docx", checks={"S20": 1})
    left = Answers(hidden="leave_out")
    yield Case("Form 2 in Word with a row struck through: leave_out", row, "a.docx", 2,
               {"enrolled": 95}, answers=left)  # fmt: skip


def other_programs():
    """The same in an old workbook and in OpenDocument."""
    for name, look in (("struck through", "font: struck_out on"), ("white", "font: colour white")):
        yield Case(f"Form 2 as xls with a row {name}", old_workbook(look), "a.xls", 3, SUM_2, LOOKS)
    filled = "font: colour white; pattern: pattern solid, fore_colour blue"
    yield Case("Form 2 as xls with a row in white on blue", old_workbook(filled), "a.xls", 3, SUM_2)
    for name, looks, behind, checks in (
        ("struck through", 'style:text-line-through-style="solid"', "", LOOKS),
        ("white", 'fo:color="#ffffff"', "", LOOKS),
        ("white on blue", 'fo:color="#ffffff"', 'fo:background-color="#0000ff"', {}),
        ("struck, by its type alone", 'style:text-line-through-type="double"', "", LOOKS),
        (
            "black",
            'fo:color="#000000" style:text-line-through-style="none" '
            'style:text-line-through-type="none"',
            "",
            {},
        ),
    ):
        content = open_document(looks, behind)
        yield Case(f"Form 2 as ods with a number {name}", content, "a.ods", 3, SUM_2, checks)


def old_workbook(look):
    """Return Form 2 as XLS with its second class in a look."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet, style = book.add_sheet("B"), xlwt.easyxf(look)
    for number, row in enumerate(PLAIN):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(
                    number, column, value, style if number == 8 else xlwt.Style.default_style
                )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spanned(first, rest):
    """Return a cell of ODS in whose text the first letters look other than the rest."""
    return Xml(
        '<table:table-cell office:value-type="string"><text:p><text:span text:style-name="ce1">'
        f"{first}</text:span>{rest}</text:p></table:table-cell>"
    )


def open_document(looks, behind, family="table-cell", cell=LOOKING, row=8):
    """Return Form 2 as ODS with the people of a class in a look."""
    style = (
        f'<style:style style:name="ce1" style:family="{family}">'
        f"<style:table-cell-properties {behind}/><style:text-properties {looks}/></style:style>"
        "</office:automatic-styles>"
    )
    rows = [list(each) for each in PLAIN]
    rows[row][3] = cell
    styles = STYLES.replace("</office:automatic-styles>", style)
    space = b'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:office='
    return with_part(as_ods(ods_sheet("B", rows), styles=styles), "content.xml", b"xmlns:office=",
                     space)  # fmt: skip


def comments():
    """Comments at cells: of an office, of this project, and at cells that are not read."""
    for cell, author, checks in (("D8", "Kế toán", REMARK), ("D8", "vtdash", {}),
                                 ("A4", "Kế toán", {}), ("Z9", "Kế toán", {})):  # fmt: skip
        book = load_workbook(io.BytesIO(as_xlsx({"B": PLAIN})))
        book.active[cell].comment = Comment("Sửa lại: 65 người", author)
        yield Case(f"Form 2 with a comment of {author} at {cell}", packed(book), "a.xlsx", 3, SUM_2,
                   checks)  # fmt: skip


def mixed():
    """Cells that hold more than one number, or a sign for what stands above."""
    for cell in ("120\n100", "120  100", "120\t100"):
        rows = form_2((("May công nghiệp", 2, cell, 90), *CLASSES[1:]), total="none")
        yield Case(f"Form 2 with two numbers in a cell: {cell!r}", as_xlsx({"B": rows}), "a.xlsx",
                   checks={"T02": 1})  # fmt: skip
    for sign in ('"', "nt", "-nt-", "như trên", "〃"):
        rows = form_2((*CLASSES[:2], (sign, 1, 25, 20)), total="none")
        yield Case(f"Form 2 with {sign} for an occupation", as_xlsx({"B": rows}), "a.xlsx",
                   checks={"T01": 1})  # fmt: skip
        rows = table("enrolment", (2, "institution_id", sign))
        yield Case(f"a template with {sign} for a unit", as_csv(rows), "a.csv",
                   checks={"T01": 1})  # fmt: skip
    rows = table("enrolment", (2, "institution_id", "NT-01"))
    yield Case("a template with a unit that is nearly a sign", as_csv(rows), "a.csv", 3)
    wide = [["７０" if cell == 70 else cell for cell in row] for row in PLAIN]
    yield Case("Form 2 in digits of double width", as_xlsx({"B": wide}), "a.xlsx", 3, SUM_2)
    two = [["1.070" if cell == 70 else "1,060" if cell == 60 else cell for cell in row]
           for row in PLAIN]  # fmt: skip
    yield Case("Form 2 with a point and a comma for thousands", as_xlsx({"B": two}), "a.xlsx",
               checks={"T03": 1})  # fmt: skip


def second_tables():
    """A second table on a sheet, with facts of its own."""
    first, second = form_2(CLASSES[:2], total="none")[:9], form_2(CLASSES[:1], total="none")
    other = form_2(CLASSES[:1], total="none", level="Dưới 3 tháng")
    sheet = as_xlsx({"B": [*first, [], *other[5:]]})
    yield Case("Form 2 of two levels on one sheet", sheet, "a.xlsx", checks=SECOND)
    sheet = as_xlsx({"B": [*first, [], *second[5:]]})
    yield Case("Form 2 of one level, its heading printed again", sheet, "a.xlsx", 2,
               {"enrolled": 160})  # fmt: skip
    people, more = roster(), [roster_row(person) for person in PEOPLE[3:]]
    for name, lines in (("a title", [["DANH SÁCH HỌC VIÊN LỚP HÀN ĐIỆN"]]),
                        ("a labelled class", [["Nghề đào tạo: Hàn điện"]]),
                        ("the name of a class", [["Lớp Hàn điện K5"]])):  # fmt: skip
        rows = [*people[:-2], [], *lines, list(ROSTER_HEADS), *more]
        yield Case(f"two rosters on a sheet, parted by {name}", as_xlsx({"L": rows}), "a.xlsx",
                   checks=SECOND, answers=RURAL, secrets=SECRETS)  # fmt: skip
    numbered = [*people[:6], ["STT", *people[6]], *[[n, *row] for n, row in enumerate(people[7:])]]
    numbered.insert(10, ["LỚP HÀN ĐIỆN"])
    yield Case("a numbered roster with a second class in it", as_xlsx({"L": numbered}), "a.xlsx",
               checks=SECOND, answers=RURAL, secrets=SECRETS)  # fmt: skip
