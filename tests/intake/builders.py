"""Files as offices make them, built in memory: CSV in every encoding, workbooks, and wreckage."""

import csv
import io
import struct
import unicodedata
import zipfile

from openpyxl import Workbook

from vtdash.model.datasets import DATASETS

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

SOUND = {
    "enrolment": (
        ("hanoi", "2024-Q1", "277", "TTGDNN-CM", "480201", "college", "120", "50", "80"),
        ("hanoi", "2024-Q1", "277", "TTGDNN-CM", "R05", "elementary", "35", "4", "35"),
        ("hanoi", "2024-Q1", "020", "TTGDNN-TT", "340301", "intermediate", "60", "48", "20"),
    ),
    "graduate_tracer": (
        ("hanoi", "2024", "277", "TTGDNN-CM", "480201", "college", "12",
         "120", "100", "80", "70", "55"),
        ("hanoi", "2024", "277", "TTGDNN-CM", "R14", "elementary", "6",
         "40", "38", "30", "30", "9"),
    ),
    "digital_skills": (
        ("haiphong", "2025-Q4", "11557", "TTGDNN-TN", "rural_workers", "60", "30", "40"),
        ("haiphong", "2025-Q4", "11557", "TTGDNN-TN", "adults", "45", "45", "0"),
    ),
    "task_progress": (
        ("hanoi", "2025-Q3", "00091", "HN-T1", "4", "3", "500", "420.5"),
        ("haiphong", "2025-Q3", "11557", "HP-M2", "2", "2", "0", "0"),
    ),
}  # fmt: skip
"""Rows without fault, in the order of the dataset's columns."""


def table(dataset, *changes):
    """Return header and sound rows, cells changed: each change is (row from 1, column, value)."""
    header = list(DATASETS[dataset].column_names)
    rows = [list(row) for row in SOUND[dataset]]
    for number, column, value in changes:
        rows[number - 1][header.index(column)] = value
    return [header, *rows]


def as_csv(rows, separator=",", encoding="utf-8", line_end="\r\n"):
    """Return rows as a CSV file; 'cp1258' writes tone marks as that code page has them."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    text = out.getvalue()
    if encoding == "nfd":
        return unicodedata.normalize("NFD", text).encode()
    return toned(text).encode("cp1258") if encoding == "cp1258" else text.encode(encoding)


def toned(text):
    """Return the text with tone marks behind their letters, all else composed (Windows-1258)."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        letters.append(base + tones)
    return "".join(letters)


def as_xlsx(sheets, *, merged=(), hidden_columns=(), hidden_sheets=(), hidden_rows=(), filtered=""):
    """Return a workbook: ``sheets`` is name -> rows; all but hidden sheets is of the first.

    ``filtered``: the range of a filter that hides the hidden rows.
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    first = book.worksheets[0]
    for area in merged:
        first.merge_cells(area)
    for letter in hidden_columns:
        first.column_dimensions[letter].hidden = True
    for number in hidden_rows:
        first.row_dimensions[number].hidden = True
    if filtered:
        first.auto_filter.ref = filtered
        first.auto_filter.add_filter_column(0, ["1"])
    for name in hidden_sheets:
        book[name].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content, name, old, new):
    """Return a workbook in one of whose parts some bytes are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.namelist():
            held = given.read(entry)
            assert entry != name or old in held
            made.writestr(entry, held.replace(old, new) if entry == name else held)
    return out.getvalue()


def typed(rows):
    """Return rows with whole numbers of the measures typed as numbers, as Excel has them."""
    kinds = {c.name: c.kind for dataset in DATASETS.values() for c in dataset.columns}
    numbers = {n for n, name in enumerate(rows[0]) if kinds.get(name) in {"count", "amount"}}
    return [
        rows[0],
        *([_number(c) if n in numbers else c for n, c in enumerate(row)] for row in rows[1:]),
    ]


def _number(text):
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def ole(*names):
    """Return a compound file of the old kind whose directory holds streams of these names."""
    entries = b"".join(
        _entry(name, 5 if number == 0 else 2) for number, name in enumerate(("Root Entry", *names))
    )
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    free, end, table_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    sectors = len(entries) // 512
    chain = [table_sector, *range(2, sectors + 1), end]
    return head + struct.pack("<128I", *chain, *[free] * (128 - len(chain))) + entries


def _entry(name, kind):
    text = name.encode("utf-16-le")
    free = 0xFFFFFFFF
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    child = 1 if kind == 5 else free
    return (head + struct.pack("<III", free, free, child) + bytes(36)
            + struct.pack("<IQ", 0xFFFFFFFE, 0))  # fmt: skip


def zipped(parts):
    """Return a ZIP file of name -> content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(megabytes):
    """Return a small workbook whose sheet unpacks to that many megabytes."""
    sound = as_xlsx({"Sheet1": table("enrolment")})
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    out = io.BytesIO(zipped(parts))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        part.write(sheet)
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return out.getvalue()


def docx():
    """Return a text document, as small as one can be."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped({
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" '
                               f'ContentType="{types}"/></Types>',
        "word/document.xml": "<w:document><w:body/></w:document>",
    })  # fmt: skip


def wide(columns):
    """Return a row of that many headings."""
    return [f"cot_{n}" for n in range(1, columns + 1)]
