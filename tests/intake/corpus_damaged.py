"""Cases of files that are no table, or not the one they seem to be."""

import io

from openpyxl import load_workbook

from tests.intake.builders import as_csv, as_xlsx, bomb, docx, ole, table, typed, wide
from tests.intake.corpus import Case

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
</head><body><table><tr><td>city</td><td>period</td></tr><tr><td>hanoi</td><td>2024-Q1</td></tr>
</table></body></html>"""
XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def cases():
    """Return the cases."""
    return [*empty(), *other_kinds(), *broken(), *bombs(), *strange_text()]


def refused(name, content, file, check):
    """Return the case of a file that one check refuses."""
    return Case(name, content, file, checks={check: 1})


def empty():
    """Nothing in it."""
    yield refused("no byte at all", b"", "a.csv", "S02")
    yield refused("a byte-order mark alone", b"\xef\xbb\xbf", "a.csv", "S02")
    yield refused("blank lines alone", b" \r\n\r\n;;;\r\n", "a.csv", "S02")
    yield refused("a workbook without a cell", as_xlsx({"Sheet1": []}), "a.xlsx", "S02")


def other_kinds():
    """Files of other programs under a table's name."""
    yield refused("an old workbook of Excel 95", ole("Book"), "b.xls", "S04")
    yield refused("an old file of no known kind", ole("Visio"), "b.xlsx", "S04")
    yield refused("a workbook with a password", ole("EncryptionInfo", "EncryptedPackage"),
                  "b.xlsx", "S05")  # fmt: skip
    yield Case("a workbook whose sheet is locked", locked(), "b.xlsx", 3, {"enrolled": 215})
    yield refused("an old text document", ole("WordDocument", "1Table"), "b.xls", "S06")
    yield refused("a text document without a table", docx(), "b.xlsx", "S06")
    yield refused("a web page saved as xls", HTML.encode(), "b.xls", "S06")
    yield refused("an XML workbook of 2003", XML_2003.encode(), "b.xls", "S06")
    yield refused("a page to print", PDF, "b.pdf", "S06")
    yield refused("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "b.csv", "S06")


def locked():
    """Return a sound workbook whose cells may not be changed without a password."""
    book = load_workbook(io.BytesIO(as_xlsx({"Sheet1": typed(table("enrolment"))})))
    book.worksheets[0].protection.set_password("mat-khau")
    book.worksheets[0].protection.enable()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def broken():
    """Files that were cut or overwritten."""
    whole = as_xlsx({"Sheet1": typed(table("enrolment"))})
    yield refused("a workbook cut in the middle", whole[: len(whole) // 2], "a.xlsx", "S06")
    middle = len(whole) // 3
    spoiled = whole[:middle] + bytes(200) + whole[middle + 200 :]
    yield refused("a workbook with two hundred bytes lost", spoiled, "a.xlsx", "S06")
    text = as_csv(table("enrolment"))
    yield Case("a CSV file cut in a row", text[:-25], "a.csv", checks={"S12": 1})
    yield Case("a CSV file cut between rows", text[: text.rindex(b"hanoi")], "a.csv", 2,
               {"enrolled": 155})  # fmt: skip


def bombs():
    """Files that grow."""
    yield refused("a workbook that unpacks to 300 MB", lambda: bomb(300), "a.xlsx", "S03")
    rows = [[*row, *[""] * 290, "x"] for row in table("enrolment")]
    yield Case("a header of three hundred columns", as_csv(rows), "a.csv", checks={"S10": 1})
    rows = [[*row, *[""] * 291, "x"] for row in table("enrolment")]
    yield refused("a header of three hundred and one columns", as_csv(rows), "a.csv", "S03")
    yield refused("a header of twenty thousand columns", as_csv([wide(20_000), ["1"]]), "a.csv",
                  "S03")  # fmt: skip
    yield refused("a workbook of 2,000 columns", as_xlsx({"a": [wide(2_000), ["1"]]}), "a.xlsx",
                  "S03")  # fmt: skip


def strange_text():
    """Text that is no UTF-8, no UTF-16 and no Windows-1258, or no form that is known."""
    rows = table("enrolment", (1, "institution_id", "TT"))
    odd = as_csv(rows).replace(b"TT,", b"T\x8f\x9d\x81,")
    yield refused("bytes of no known encoding", odd, "a.csv", "S07")
    fonts = {"TCVN3": b"Huy\xd6n Ch\xad\xacng M\xfc", "VNI": b"Huye\xe4n Ch\xf6\xf4ng My\xf5"}
    for name, district in fonts.items():
        content = as_csv(table("enrolment")).replace(b"277", district)
        yield refused(f"letters of the font encoding {name}", content, "a.csv", "S23")
    yield refused("a table of something else", as_csv([["a", "b", "c"], ["1", "2", "3"]]), "a.csv",
                  "S08")  # fmt: skip
    letter = "Kính gửi: Sở Giáo dục và Đào tạo\n\nĐơn vị xin báo cáo như sau.\n".encode()
    yield refused("a letter", letter, "a.csv", "S08")
    lists = as_xlsx({"Danh mục": [["Mã", "Tên"], ["277", "Huyện Chương Mỹ"]]})
    yield refused("a workbook of lists", lists, "a.xlsx", "S08")
