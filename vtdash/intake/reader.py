"""The one door of the package: a path in, records out, or every problem of the file at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from vtdash.intake.cells import Value, cell_check
from vtdash.intake.findings import Findings
from vtdash.intake.relations import relations
from vtdash.intake.sheet import Sheet, read_sheet
from vtdash.intake.text import read_text
from vtdash.reference import Catalogue
from vtdash.schema import Bilingual, Dataset
from vtdash.warehouse import Records

Cells = Sequence[Value | Bilingual]
Judge = Callable[[int, Cells], None]

_EXAMPLE = Bilingual(
    "đây là dòng ví dụ của mẫu, không phải số liệu; xóa dòng này hoặc thay bằng số liệu của đơn vị",
    "this is the template's example row, not data; delete it or put the office's own in its place",
)

_TYPES = {"count": pa.int64(), "amount": pa.float64(), "year": pa.int32()}


def read_return(path: Path, catalogue: Catalogue, *, today: date | None = None) -> Records:
    """Return the records of a return: a CSV file in the columns of one dataset.

    The table has the dataset's columns in order: counts as int64, amounts as float64, years as
    int32, all else as text. ``today`` decides which periods have begun. Raises ``ReturnRefused``
    with every problem found, and nothing else, whatever the file holds.
    """
    findings = Findings(path.name or str(path))
    sheet = read_sheet(read_text(path, findings), findings)
    columns = _check(sheet, catalogue, today or date.today(), findings)
    findings.settle()
    return _records(findings.file, sheet.dataset, columns)


def _records(file: str, dataset: Dataset, columns: list[list[Value | Bilingual]]) -> Records:
    types = [_TYPES.get(column.kind, pa.string()) for column in dataset.columns]
    arrays = [pa.array(values, kind) for values, kind in zip(columns, types, strict=True)]
    table = pa.table(arrays, names=dataset.column_names)
    return Records(dataset.name, "reported", file, table)


def _check(
    sheet: Sheet, catalogue: Catalogue, today: date, findings: Findings
) -> list[list[Value | Bilingual]]:
    """Return the values column by column; they are sound where nothing was noted."""
    dataset, comma_decimals = sheet.dataset, sheet.separator != ","
    checks = [cell_check(c, catalogue, comma_decimals, today) for c in dataset.columns]
    judges = (_cells(dataset, findings), _row(dataset, catalogue, findings),
              _unique(dataset, findings))  # fmt: skip
    columns: list[list[Value | Bilingual]] = [[] for _ in checks]
    example = [column.example for column in dataset.columns]
    for number, cells in sheet.rows(findings):
        if list(cells) == example:
            findings.add(number, "", _EXAMPLE)
        values = [check(text) for check, text in zip(checks, cells, strict=True)]
        for judge in judges:
            judge(number, values)
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return columns


def _cells(dataset: Dataset, findings: Findings) -> Judge:
    """Return the judge that notes cells wrong in themselves."""
    names = dataset.column_names

    def judge(number: int, values: Cells) -> None:
        for name, value in zip(names, values, strict=True):
            if isinstance(value, Bilingual):
                findings.add(number, name, value)

    return judge


def _row(dataset: Dataset, catalogue: Catalogue, findings: Findings) -> Judge:
    """Return the judge that notes cells wrong beside others; a wrong cell is judged once only."""
    at = dataset.column_names.index
    held = [
        (r.columns[0], [at(name) for name in r.columns], r.judge)
        for r in relations(dataset, catalogue)
    ]

    def judge(number: int, values: Cells) -> None:
        for name, places, judge_values in held:
            given = [values[place] for place in places]
            wrong = None if _unsound(given) else judge_values(*given)
            if wrong:
                findings.add(number, name, wrong)

    return judge


def _unique(dataset: Dataset, findings: Findings) -> Judge:
    """Return the judge that notes a key that stands in an earlier row."""
    places = [dataset.column_names.index(name) for name in dataset.key]
    first: dict[tuple[Value | Bilingual, ...], int] = {}

    def judge(number: int, values: Cells) -> None:
        key = tuple(values[place] for place in places)
        earlier = number if _unsound(key) else first.setdefault(key, number)
        if earlier != number:
            findings.add(number, "", _repeated(dataset, earlier))

    return judge


def _unsound(values: Cells) -> bool:
    return any(isinstance(value, Bilingual) for value in values)


def _repeated(dataset: Dataset, earlier: int) -> Bilingual:
    key = ", ".join(dataset.key)
    return Bilingual(
        f"cùng {key} với dòng {earlier}; gộp hai dòng, hoặc sửa dòng ghi sai",
        f"the same {key} as row {earlier}; merge the two rows, or mend the one that is wrong",
    )
