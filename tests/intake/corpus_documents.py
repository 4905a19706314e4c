"""Cases of returns that LibreOffice or an old Excel saved: read like the XLSX, or told why not."""

from pathlib import Path

from tests.intake.builders import ole, table, typed
from tests.intake.corpus import Case
from tests.intake.documents import (
    Xml,
    as_docx,
    as_ods,
    as_xls,
    docx,
    failed,
    formula,
    ods,
    ods_sheet,
    run,
    word_cell,
    word_table,
)
from tests.intake.official import UNIT, form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, roster
from vtdash.returns.model import Answers

RETURNS = Path(__file__).with_name("returns")
"""Files that LibreOffice saved; all others are made here."""

ALL_1 = {"enrolled": 145, "enrolled_women": 93, "enrolled_rural": 145}
CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
ALL_2, LESS_2 = {"enrolled": 115, "enrolled_women": 81}, {"enrolled": 45, "enrolled_women": 21}
HEAD = 7
"""The row of the headings of Form 2; its classes follow."""


def cases():
    """Return the cases."""
    return [*given(), *open_document(), *old_workbooks(), *word(), *refused()]


def with_women(*cells):
    """Return Form 2 without totals whose first cells of women are others."""
    rows = form_2(CLASSES, total="none")
    for number, cell in enumerate(cells):
        rows[HEAD + number][4] = cell
    return rows


def given():
    """The sound Form 1, as LibreOffice saves it, and as built here."""
    for kind in ("ods", "xls"):
        content = (RETURNS / f"form1_sound.{kind}").read_bytes()
        yield Case(f"Form 1 as {kind}, by LibreOffice", content, f"b1.{kind}", 4, ALL_1)
    yield Case("Form 1 as ods", ods(form_1(form_1_rows())), "b1.ods", 4, ALL_1)
    yield Case("Form 1 as xls", as_xls({"B1": form_1(form_1_rows())}), "b1.xls", 4, ALL_1)


def open_document():
    """OpenDocument: formulas, errors, shares, what is hidden, persons."""
    file, plain = "b2.ods", form_2(CLASSES, total="none")
    held = 'office:value-type="float" office:value="{}"'
    women = [formula("of:=[.D8]-10", held.format(60), "60")]
    yield Case("Form 2 as ods with a formula", ods(with_women(*women)), file, 3, ALL_2)
    women = [formula("of:=[.D8]-10")] * 3
    yield Case("Form 2 as ods with formulas without results", ods(with_women(*women)), file,
               checks={"S18": 1})  # fmt: skip
    far = formula("of:=['file:///C:/Quy1.xls'#$Sheet1.D8]", held.format(60), "60")
    yield Case("Form 2 as ods with a link", ods(with_women(far)), file, 3, ALL_2, {"S19": 1})
    yield Case("Form 2 as ods with a failed formula", ods(with_women(failed())), file,
               checks={"T02": 1})  # fmt: skip
    zero = formula("of:=[.B99]/0", held.format(0), "Err:502")
    yield Case("Form 2 as ods with a failed formula of an old program", ods(with_women(zero)), file,
               checks={"T02": 1})  # fmt: skip
    share = Xml('<table:table-cell office:value-type="percentage" office:value="1"/>')
    yield Case("Form 2 as ods with a share", ods(with_women(share)), file, checks={"T02": 1})
    yield Case("Form 2 as ods with a logical value", ods(with_women(True)), file,
               checks={"T02": 1})  # fmt: skip
    note = Xml('<table:table-cell office:value-type="string"><text:p>60<text:span '
               'text:style-name="T1">1</text:span></text:p></table:table-cell>')  # fmt: skip
    yield Case("Form 2 as ods with a raised mark", ods(with_women(note)), file, 3, ALL_2)
    remark = Xml(
        '<table:table-cell office:value-type="float" office:value="60"><office:annotation>'
        "<text:p>99</text:p></office:annotation><text:p>60</text:p></table:table-cell>"
    )
    yield Case("Form 2 as ods with a remark at a cell", ods(with_women(remark)), file, 3, ALL_2,
               {"S22": 1})  # fmt: skip
    yield from hidden("ods", ods(plain, hidden_rows=(8,)))
    yield from hidden("ods, filtered,", ods(plain, hidden_rows=(8,), filtered=True))
    yield Case("Form 2 as ods with hidden women", ods(plain, hidden_columns=(5,)), file, 3, ALL_2,
               {"S21": 1})  # fmt: skip
    more = ods_sheet("Quý trước", plain, style="ta2")
    yield Case("Form 2 as ods with a hidden form", as_ods(ods_sheet("B2", plain), more), file, 3,
               ALL_2, {"S24": 1})  # fmt: skip
    two = as_ods(ods_sheet("B2", plain), ods_sheet("B2 khác", plain))
    yield Case("Form 2 as ods twice", two, file, 3, ALL_2, {"S17": 1})
    yield Case("a template as ods", ods(typed(table("enrolment"))), "a.ods", 3, {"enrolled": 215})
    yield Case("a roster as ods", ods(roster()), "lop.ods", 1, {"enrolled": 5},
               answers=Answers(rural="all"), secrets=SECRETS)  # fmt: skip


def old_workbooks():
    """Excel 97-2003: the same."""
    file, plain = "b2.xls", form_2(CLASSES, total="none")
    yield Case("Form 2 as xls with formulas that nothing calculated",
               as_xls({"B2": with_women(*["=D8-10"] * 3)}), file, checks={"S18": 1})  # fmt: skip
    yield Case("Form 2 as xls with a share", as_xls({"B2": with_women(1)}, looks={(8, 5): "0%"}),
               file, checks={"T02": 1})  # fmt: skip
    yield Case("Form 2 as xls with a logical value", as_xls({"B2": with_women(True)}), file,
               checks={"T02": 1})  # fmt: skip
    yield from hidden("xls", as_xls({"B2": plain}, hidden_rows=(8,)))
    yield Case("Form 2 as xls with hidden women", as_xls({"B2": plain}, hidden_columns=(5,)), file,
               3, ALL_2, {"S21": 1})  # fmt: skip
    content = as_xls({"B2": plain, "Quý trước": plain}, hidden_sheets=("Quý trước",))
    yield Case("Form 2 as xls with a hidden form", content, file, 3, ALL_2, {"S24": 1})
    yield Case("Form 2 as xls with a group merged over its title",
               as_xls({"B2": plain}, merged=[(3, 3, 0, 8)]), file, 3, ALL_2)  # fmt: skip
    content = (RETURNS / "form2_linked.xls").read_bytes()
    yield Case("Form 2 as xls with a link that failed, by LibreOffice", content, file,
               checks={"S19": 1, "T02": 2})  # fmt: skip
    yield Case("a template as xls", as_xls({"S": typed(table("enrolment"))}), "a.xls", 3,
               {"enrolled": 215})  # fmt: skip
    yield Case("a roster as xls", as_xls({"Lớp": roster()}), "lop.xls", 1, {"enrolled": 5},
               answers=Answers(rural="all"), secrets=SECRETS)  # fmt: skip


def word():
    """Word: tables with what stands around them, merged, cut, changed, hidden, nested."""
    file, plain = "b2.docx", form_2(CLASSES, total="none")
    heads, body = [row[:5] for row in plain[:HEAD]], [row[:5] for row in plain[HEAD : HEAD + 3]]
    lines = [" ".join(cell for cell in row if cell) for row in heads[:-1]]
    lines[0] += f" Đơn vị báo cáo: {UNIT}"
    rows_2 = [heads[-1], *body]
    whole = docx(form_1(form_1_rows()), HEAD)
    yield Case("Form 1 in Word", whole, "b1.docx", 4, ALL_1)
    yield Case("Form 2 in Word", as_docx(*lines, rows_2), file, 3, ALL_2)
    letterhead = [["UBND HUYỆN THANH TRÌ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    signed = [["NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"]]
    yield Case("Form 2 in Word between letterhead and signatures",
               as_docx(letterhead, *lines, rows_2, signed), file, 3, ALL_2)  # fmt: skip
    total = [("Tổng cộng", 2), 4, 115, 81]
    yield Case("Form 2 in Word with a merged total", as_docx(*lines, [*rows_2, total]), file, 3,
               ALL_2)  # fmt: skip
    thousands = [[1, "May công nghiệp", 2, "1.070", 60], *body[1:]]
    yield Case("Form 2 in Word with Vietnamese thousands", as_docx(*lines, [heads[-1], *thousands]),
               file, 3, {"enrolled": 1115})  # fmt: skip
    parts = (rows_2[:3], "", rows_2[3:])
    yield Case("Form 2 in Word, cut by a page", as_docx(*lines, *parts), file, 3, ALL_2)
    parts = (rows_2[:3], "(tiếp theo)", rows_2[3:])
    yield Case("Form 2 in Word, cut by a line", as_docx(*lines, *parts), file, 2,
               {"enrolled": 90}, {"S25": 1})  # fmt: skip
    twice = as_docx(*lines, rows_2, *lines, rows_2)
    yield Case("Form 2 in Word twice", twice, file, 3, ALL_2, {"S17": 1})
    old = Xml(f"<w:del>{run('5')}</w:del><w:ins>{run('60')}</w:ins>")
    changed = [[*body[0][:4], word_cell(old)], *body[1:]]
    rows = word_table([heads[-1], *changed, body[0]], properties={5: "<w:del/>"})
    yield Case("Form 2 in Word with changes", as_docx(*lines, rows), file, 3, ALL_2)
    rows = word_table(rows_2, properties={2: "<w:hidden/>"})
    yield from hidden("docx", as_docx(*lines, rows))
    sums = word_cell('<w:fldSimple w:instr=" =SUM(ABOVE) "/>')
    yield Case("Form 2 in Word with a sum without a result",
               as_docx(*lines, [heads[-1], [*body[0][:4], sums], *body[1:]]), file,
               checks={"S18": 1})  # fmt: skip
    yield Case("a template in Word", as_docx(table("enrolment")), "a.docx", 3, {"enrolled": 215})
    yield Case("a roster in Word", docx(roster(), 7), "lop.docx", 1, {"enrolled": 5},
               answers=Answers(rural="all"), secrets=SECRETS)  # fmt: skip
    yield Case("a letter in Word", as_docx("Kính gửi: Sở", "Đơn vị xin báo cáo."), "a.docx",
               checks={"S08": 1})  # fmt: skip
    yield Case("a document of Word with another file in it", as_docx(*lines, rows_2, Xml(
        "<w:altChunk/>")), file, checks={"S06": 1})  # fmt: skip


def hidden(kind, content):
    """Form 2 with the row of the 70 hidden: not answered, counted, left out."""
    name, file = f"Form 2 as {kind} with a hidden row", "b2.x"
    yield Case(name, content, file, checks={"S20": 1})
    for said, sums, records in (("include", ALL_2, 3), ("leave_out", LESS_2, 2)):
        yield Case(f"{name}: {said}", content, file, records, sums, answers=Answers(hidden=said))


def refused():
    """Files of these kinds that cannot be read, each with its reason."""
    one = {"S05": 1}
    encrypted = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    yield Case("an ods with a password", as_ods(ods_sheet("B", [[1]]), parts=encrypted), "a.ods",
               checks=one)  # fmt: skip
    wrapped = {"encrypted-package": b"\1\2"}
    yield Case("an ods wrapped with a password", as_ods(parts=wrapped), "a.ods", checks=one)
    yield Case("a text of OpenDocument", as_ods(body="text"), "a.ods", checks={"S06": 1})
    whole = as_xls({"B1": form_1(form_1_rows())})
    yield Case("an xls cut in the middle", whole[: len(whole) // 2], "a.xls", checks={"S04": 1})
    yield Case("an xls without a record", ole("Workbook"), "a.xls", checks={"S04": 1})
    deep = ods([[1] * 200] * 3, hidden_rows=())
    yield Case("an ods of nothing known", deep, "a.ods", checks={"S08": 1})
    far = [[*[""] * 300, "x"], *form_2(CLASSES)]
    yield Case("an ods of 301 columns", ods(far), "a.ods", checks={"S03": 1})
    yield Case("a cell that an ods repeats a million times", ods([[Xml(
        '<table:table-cell table:number-columns-repeated="1000000" office:value-type="float" '
        'office:value="1"/>')]]), "a.ods", checks={"S03": 1})  # fmt: skip
