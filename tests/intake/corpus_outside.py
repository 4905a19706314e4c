"""Cases of what stands around the numbers: outside the cells, in titles, notes and codes."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlwt
from openpyxl import load_workbook

from tests.intake.builders import as_csv, as_xlsx, table, typed, with_part
from tests.intake.corpus import Case
from tests.intake.documents import W, Xml, as_docx, as_ods, as_xls, ods, ods_sheet, run, word_cell
from tests.intake.official import UNIT, form_1, form_1_rows, form_2
from tests.intake.people import SECRETS, list_1956, roster
from vtdash.render.workbooks import packed
from vtdash.returns.model import Answers

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
SUM_2 = {"enrolled": 115, "enrolled_women": 81}
PLAIN = form_2(CLASSES, total="none")
LINES = [" ".join(cell for cell in row if cell) for row in PLAIN[:6]]
LINES[0] += f" Đơn vị báo cáo: {UNIT}"
THOUSANDS = "ĐVT: nghìn người"
OTHER_UNIT, READ, TITLED, REMARK = {"S26": 1}, {}, {"S27": 1}, {"S22": 1}
RURAL = Answers(rural="all")
CORRECTED = "Số đúng là 25, xem lại"


def cases():
    """Return the cases."""
    groups = (boxes, pages, word, titles, notes, codes)
    return [case for group in groups for case in group()]


BOXES = (
    (THOUSANDS, None, OTHER_UNIT),
    ("Số lũy kế từ đầu năm", 3, TITLED),
    (CORRECTED, 3, REMARK),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", 3, READ),
)
PAGES = (
    (THOUSANDS, None, OTHER_UNIT),
    ("Số ước thực hiện", 3, TITLED),
    ("Biểu 2 - trang", 3, READ),
)


def boxes():
    """Text boxes over a sheet, in each kind of file."""
    for text, records, checks in BOXES:
        sums = SUM_2 if records else {}
        for kind, made in (("xlsx", boxed_xlsx), ("ods", boxed_ods), ("docx", boxed_docx)):
            name = f"Form 2 as {kind} with a box: {text.splitlines()[0]}"
            yield Case(name, made(text), f"a.{kind}", records, sums, checks)


def boxed_xlsx(text):
    """Return Form 2 with a text box."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/"
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    drawing = (f'<d:wsDr xmlns:d="{main}spreadsheetDrawing" xmlns:a="{main}main"><d:twoCellAnchor>'
               "<d:from><d:col>8</d:col><d:row>1</d:row></d:from><d:to><d:col>9</d:col>"
               f"<d:row>3</d:row></d:to><d:sp><d:txBody>{lines}</d:txBody></d:sp><d:clientData/>"
               "</d:twoCellAnchor></d:wsDr>")  # fmt: skip
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                 f'relationships"><Relationship Id="rId9" Type="{office}/drawing" '
                 'Target="../drawings/drawing1.xml"/></Relationships>')  # fmt: skip
    lies = f'<drawing xmlns:r="{office}" r:id="rId9"/></worksheet>'.encode()
    book = with_part(as_xlsx({"B": PLAIN}), "xl/worksheets/sheet1.xml", b"</worksheet>", lies)
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
    return out.getvalue()


def boxed_ods(text):
    """Return Form 2 with a text box, as LibreOffice saves one that lies at no cell."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    box = (f"<table:shapes><draw:frame><draw:text-box>{lines}</draw:text-box></draw:frame>"
           "</table:shapes>")  # fmt: skip
    return as_ods(ods_sheet("B", PLAIN).replace("<table:table-row>", box + "<table:table-row>", 1))


def boxed_docx(text):
    """Return Form 2 in Word with a text box."""
    lines = "".join(f"<w:p>{run(line)}</w:p>" for line in text.split("\n"))
    box = f"<w:p><w:r><w:pict><w:txbxContent>{lines}</w:txbxContent></w:pict></w:r></w:p>"
    return form_in_word(Xml(box))


def form_in_word(*before, body=None, parts=None):
    """Return Form 2 in Word; ``body``: its rows where they are others."""
    heads, rows = PLAIN[6][:5], [row[:5] for row in PLAIN[7:10]]
    return as_docx(*before, *LINES, [heads, *(body or rows)], parts=parts)


def pages():
    """Texts that each printed page repeats: only what says something of the numbers is told."""
    for text, records, checks in PAGES:
        sums, name = SUM_2 if records else {}, f"Form 2 as {{}} with pages headed: {text}"
        book = load_workbook(io.BytesIO(as_xlsx({"B": PLAIN})))
        book.active.oddHeader.right.text = text
        book.active.oddFooter.center.text = "Trang &P/&N"
        yield Case(name.format("xlsx"), packed(book), "a.xlsx", records, sums, checks)
        old = xlwt.Workbook(encoding="utf-8")
        sheet = old.add_sheet("B")
        vars(sheet)["_Worksheet__header_str"] = f"&L{text}&R&D"  # the setter takes no accents
        for row, column, cell in cells_of(PLAIN):
            sheet.write(row, column, cell)
        out = io.BytesIO()
        old.save(out)
        yield Case(name.format("xls"), out.getvalue(), "a.xls", records, sums, checks)
        header = f'<w:hdr xmlns:w="{W}"><w:p>{run(text)}</w:p></w:hdr>'
        made = form_in_word(parts={"word/header1.xml": header})
        yield Case(name.format("docx"), made, "a.docx", records, sums, checks)


def cells_of(rows):
    """Yield row, column and value of each filled cell, counted from 0."""
    for number, row in enumerate(rows):
        yield from ((number, column, cell) for column, cell in enumerate(row) if cell != "")


def word():
    """Comments and footnotes at a number of a document."""
    for kind, root, name, words, checks in (
        ("comment", "comments", "commentReference", CORRECTED, REMARK),
        ("footnote", "footnotes", "footnoteReference", "Trong đó 5 người đã bỏ học", TITLED),
        ("endnote", "endnotes", "endnoteReference", "Gồm 5 người học lại", REMARK),
    ):
        body = [list(row[:5]) for row in PLAIN[7:10]]
        body[1][3] = word_cell(f'{run(20)}<w:r><w:{name} w:id="2"/></w:r>')
        note = f'<w:{kind} w:id="2"><w:p>{run(words)}</w:p></w:{kind}>'
        part = f'<w:{root} xmlns:w="{W}">{note}</w:{root}>'
        made = form_in_word(body=body, parts={f"word/{root}.xml": part})
        yield Case(f"Form 2 in Word with a {kind} at a number", made, "a.docx", 3, SUM_2, checks)


def titled(rows, title, *, over=3):
    """Return rows with another title."""
    return [*rows[:over], [title], *rows[over + 1 :]]


def titles():
    """Titles of graduates, of those who left, of demand, of an estimate; and some that are not."""
    for title, checks in (
        ("TỔNG HỢP KẾT QUẢ TỐT NGHIỆP HỌC NGHỀ THEO NGHỀ", TITLED),
        ("TỔNG HỢP CẤP CHỨNG CHỈ SƠ CẤP THEO NGHỀ", TITLED),
        ("TỔNG HỢP NHU CẦU HỌC NGHỀ CỦA LAO ĐỘNG NÔNG THÔN", TITLED),
        ("TỔNG HỢP ĐĂNG KÝ HỌC NGHỀ", TITLED),
        ("KẾT QUẢ TUYỂN SINH, TỐT NGHIỆP THEO NGHỀ", READ),
        ("TỔNG HỢP LAO ĐỘNG TỐT NGHIỆP THCS HỌC NGHỀ", READ),
        ("ĐÀO TẠO NGHỀ THEO NHU CẦU XÃ HỘI", READ),
    ):
        rows = titled(PLAIN, title)
        yield Case(f"Form 2 titled {title}", as_xlsx({"B": rows}), "a.xlsx", 3, SUM_2, checks)
    rows = titled(PLAIN, "TỔNG HỢP KẾT QUẢ TỐT NGHIỆP THEO NGHỀ")
    yield Case("Form 2 as CSV titled as of graduates", as_csv(rows), "a.csv", 3, SUM_2, TITLED)
    estimate = form_2(CLASSES, total="none", period="Quý I/2025 (ước thực hiện)")
    yield Case("Form 2 of a period that is an estimate", as_xlsx({"B": estimate}), "a.xlsx", 3,
               SUM_2, TITLED)  # fmt: skip
    rows = titled(form_1(form_1_rows()), "KẾT QUẢ TỐT NGHIỆP CỦA LAO ĐỘNG NÔNG THÔN")
    yield Case("Form 1 titled as of graduates", as_xlsx({"B": rows}), "a.xlsx", 4,
               {"enrolled": 145}, TITLED)  # fmt: skip
    rows = [["KẾT QUẢ TỐT NGHIỆP QUÝ I/2024"], *typed(table("enrolment"))]
    yield Case("a template titled as of graduates", as_xlsx({"B": rows}), "a.xlsx", 3, {}, TITLED)
    for title in ("DANH SÁCH HỌC VIÊN TỐT NGHIỆP LỚP MAY CÔNG NGHIỆP",
                  "DANH SÁCH HỌC VIÊN BỎ HỌC LỚP MAY CÔNG NGHIỆP",
                  "DANH SÁCH ĐĂNG KÝ HỌC NGHỀ LỚP MAY CÔNG NGHIỆP"):  # fmt: skip
        book = as_xlsx({"Lớp": titled(roster(), title)})
        yield Case(f"a roster titled {title}", book, "lop.xlsx", 1, {"enrolled": 5}, TITLED, RURAL,
                   secrets=SECRETS)  # fmt: skip
    rows = titled(list_1956(), "DANH SÁCH HỌC VIÊN TỐT NGHIỆP THEO QUYẾT ĐỊNH 1956/QĐ-TTg")
    yield Case("a list under Decision 1956 of graduates", as_xlsx({"L": rows}), "lop.xlsx", 1,
               {"enrolled": 5}, TITLED, RURAL, secrets=SECRETS)  # fmt: skip


def notes():
    """Notes by which a learner has left: told with their rows, and nothing of the person."""
    left = dict.fromkeys(("Đã nghỉ học từ 15/02", "Bỏ học", "Xin rút hồ sơ"), REMARK)
    stays = dict.fromkeys(("Con thương binh", "Nghỉ lễ 2 ngày"), READ)
    sums = {"enrolled": 5, "enrolled_women": 3}
    for note, checks in (left | stays).items():
        rows = [list(row) for row in roster()]
        rows[8][14] = note
        for kind, made in (("ods", ods(rows)), ("csv", as_csv(rows))):
            yield Case(f"a roster as {kind} with the note {note}", made, f"lop.{kind}", 1,
                       sums, checks, RURAL, secrets=SECRETS)  # fmt: skip
    rows = [list(row) for row in roster()]
    for row, word_of in zip(rows[6:], ("Tình trạng", "Đang học", "Thôi học"), strict=False):
        row.append(word_of)
    yield Case("a roster with a column of who left", as_xlsx({"L": rows}), "lop.xlsx", 1,
               {"enrolled": 5}, REMARK, RURAL, secrets=SECRETS)  # fmt: skip


def codes():
    """Codes that are numbers in a format: what the cell shows; counts are what it holds."""
    rows = typed(table("enrolment"))
    for row in rows[1:]:
        row[2], row[3] = int(row[2]), 4321
    book = load_workbook(io.BytesIO(as_xlsx({"B": rows})))
    for row in book.active.iter_rows(min_row=2):
        row[2].number_format, row[3].number_format = "000", '"CS-"0000'
        row[6].number_format = '"SL: "0'
    totals = {"enrolled": 215, "enrolled_women": 102}
    yield Case("codes in formats", packed(book), "a.xlsx", 3, totals, rows=CODED)
    looks = {(row, 3): "000" for row in (2, 3, 4)} | {(row, 4): '"CS-"0000' for row in (2, 3, 4)}
    yield Case("codes in formats in an old workbook", as_xls({"B": rows}, looks=looks), "a.xls", 3,
               totals, rows=CODED)  # fmt: skip
    shown = [rows[0], *([*r[:2], as_float(r[2], f"{r[2]:03}"), as_float(r[3], f"CS-{r[3]}"), *r[4:]]
                        for r in rows[1:])]  # fmt: skip
    yield Case("codes in formats in an ODS", ods(shown), "a.ods", 3, totals, rows=CODED)
    for code in ("1.06E+08", "1,06E+08"):
        made = as_csv(table("enrolment", (1, "institution_id", code)), ";")
        yield Case(f"a tax code that was shortened to {code}", made, "a.csv", checks={"T07": 1})


CODED = {"area_code": ["277", "277", "020"], "institution_id": ["CS-4321"] * 3}


def as_float(value, shown):
    """Return a cell of ODS that shows something beside its number."""
    return Xml(f'<table:table-cell office:value-type="float" office:value="{value}">'
               f"<text:p>{shown}</text:p></table:table-cell>")  # fmt: skip
