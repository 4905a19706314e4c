"""Text into rows under a known header: separator, dataset, columns, number of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vtdash.intake.findings import Findings
from vtdash.intake.wording import shown, suggestion
from vtdash.schema import DATASETS, Bilingual, Dataset

SEPARATORS = {",": ("dấu phẩy", "comma"), ";": ("dấu chấm phẩy", "semicolon"),
              "\t": ("dấu tab", "tab")}  # fmt: skip

_HEADER = 100_000
"""Characters in which a header has to stand: a longer one is none of ours."""

_NO_DATASET = Bilingual(
    "dòng tiêu đề không khớp với bộ dữ liệu nào trong bốn bộ "
    f"({', '.join(DATASETS)}); chép dòng tiêu đề từ mẫu trong data/templates",
    "the header row fits none of the four datasets "
    f"({', '.join(DATASETS)}); copy the header row of a template in data/templates",
)
_BROKEN = Bilingual(
    "không đọc được từ dòng này: dấu ngoặc kép đặt sai hoặc chưa đóng, hoặc ô quá dài; "
    'viết dấu ngoặc kép trong ô thành ""',
    "cannot be read from this row on: a double quote is misplaced or not closed, or a cell is "
    'too long; write a double quote inside a cell as ""',
)
_NO_ROWS = Bilingual(
    "không có dòng nào dưới dòng tiêu đề; điền ít nhất một dòng",
    "there is no row under the header; fill in at least one",
)


@dataclass(frozen=True)
class Sheet:
    """A file whose header is a dataset's: ``order`` holds where each of its columns stands."""

    dataset: Dataset
    separator: str
    order: tuple[int, ...]
    text: str

    def rows(self, findings: Findings) -> Iterator[tuple[int, list[str]]]:
        """Yield row number and cells in the dataset's order; a row of another width is noted."""
        width, filled = len(self.order), 0
        for number, found in _records(self.text, self.separator, findings):
            filled += 1
            cells = _without_blank_end(found, width)
            if filled > 1 and len(cells) == width:
                yield number, [cells[i] for i in self.order]
            elif filled > 1:
                findings.add(number, "", _wrong_width(len(cells), width, self.separator))
        if filled == 1:
            findings.add(None, "", _NO_ROWS)


def read_sheet(text: str, findings: Findings) -> Sheet:
    """Return the sheet of a file's text; raises ``ReturnRefused`` where the header is not right."""
    separator = max(SEPARATORS, key=lambda mark: _fit(_header(text, mark)[1]))
    number, names = _header(text, separator)
    dataset = max(DATASETS.values(), key=lambda d: len(set(d.column_names) & set(names)))
    if 2 * len(set(dataset.column_names) & set(names)) < len(dataset.columns):
        findings.refuse_whole(_NO_DATASET)
    _check_names(dataset, number, names, findings)
    findings.settle()
    order = tuple(names.index(name) for name in dataset.column_names)
    return Sheet(dataset, separator, order, text)


def _records(text: str, separator: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, numbered as a spreadsheet numbers them."""
    number = 0
    try:
        for number, cells in enumerate(_reader(text, separator), start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        findings.add(number + 1, "", _BROKEN)


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _header(text: str, separator: str) -> tuple[int, list[str]]:
    """Return number and names of the first row that is not blank; no names if unreadable."""
    unseen = Findings("")
    number, cells = next(_records(text[:_HEADER], separator, unseen), (1, []))
    return number, _without_blank_end([cell.strip() for cell in cells], 0)


def _fit(names: Sequence[str]) -> tuple[int, int]:
    """Return how well names look like a header: known columns, then columns."""
    known = {name for dataset in DATASETS.values() for name in dataset.column_names}
    return len(known & set(names)), len(names)


def _without_blank_end(cells: list[str], width: int) -> list[str]:
    """Return the cells without the blank ones that spreadsheets append beyond the header."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _check_names(dataset: Dataset, number: int, names: Sequence[str], findings: Findings) -> None:
    known = dataset.column_names
    missing = [name for name in known if name not in names]
    for name in missing:
        findings.add(number, name, _missing(dataset))
    for name in dict.fromkeys(names):
        if name not in known:
            close = suggestion(name, missing) or suggestion(name, known)
            findings.add(number, shown(name), _unknown(dataset, close))
        elif names.count(name) > 1:
            findings.add(number, name, _TWICE)


def _missing(dataset: Dataset) -> Bilingual:
    return Bilingual(
        f"thiếu cột này của bộ dữ liệu {dataset.name}; thêm cột vào tệp, như trong mẫu",
        f"this column of dataset {dataset.name} is missing; add it, as in the template",
    )


def _unknown(dataset: Dataset, close: str) -> Bilingual:
    vi, en = (f"có phải là '{close}'? ", f"did you mean '{close}'? ") if close else ("", "")
    return Bilingual(
        f"bộ dữ liệu {dataset.name} không có cột này; {vi}Đổi tên hoặc xóa cột",
        f"dataset {dataset.name} has no such column; {en}Rename or delete it",
    )


_TWICE = Bilingual(
    "cột này có hơn một lần; chỉ giữ một cột", "this column stands more than once; keep one"
)


def _wrong_width(found: int, width: int, separator: str) -> Bilingual:
    vi, en = SEPARATORS[separator]
    return Bilingual(
        f"số ô của dòng: {found}, của tiêu đề: {width}; đặt ô chứa {vi} trong dấu ngoặc kép",
        f"cells in this row: {found}, in the header: {width}; quote a cell that holds a {en}",
    )
