"""The guide in a template: its rules, and what each column may hold."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from vtdash.model.datasets import Bilingual, Column, Dataset
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.render.workbooks import ONE_LINE, TITLE_FONT, put, put_table, set_print, set_widths
from vtdash.text.language import Named
from vtdash.text.messages import message

GUIDE_SHEET = "Hướng dẫn - Guide"

_GUIDE_HEADS = (
    "Cột / Column",
    "Nghĩa",
    "Meaning",
    "Đơn vị / Unit",
    "Giá trị được phép",
    "Allowed values",
    "Khóa / Key",
    "Một dòng đúng / One good row",
)
_GUIDE_WIDTHS = (22.0, 40.0, 40.0, 16.0, 40.0, 40.0, 12.0, 20.0)

RULES = (
    message("Each row is one combination of the key columns and stands once in a file."),
    message(
        "A blank cell never means zero. Write 0 where you counted and there was none; "
        "where nothing was collected, leave the whole row out."
    ),
    message(
        "Keep the row of column names (white on blue). Columns may change places, none "
        "may be left out."
    ),
    message("Delete the example row before sending; a file that still has it is refused."),
    message("Counts are whole numbers of 0 or more. No thousands marks: 1250, not 1.250."),
    message(
        "Periods to 2025-Q2 use district codes (3 digits), periods from 2025-Q3 "
        "commune-level codes (5 digits). Cohorts to 2024 use district codes, later ones "
        "commune-level codes."
    ),
    message("Zeros in front of a code must stay (001, 00004); the code columns are set to text."),
    message(
        "A name may stand in place of a code; a name that is nearly right is asked about first."
    ),
    message("Report only periods that have begun."),
    message(
        "A new return replaces all that was reported for the same unit, area and "
        "period: send all rows."
    ),
)

_FIGURE_RULES = (
    message("Each row is one figure of one page; the page has an address and a date."),
    message(
        "Write the value as the page words it: 75; 54,6; khoảng 20000; trên 70; ít nhất 80; "
        "80-85. No thousands marks; percent as 55, not as 0,55."
    ),
    message(
        "A figure that another page states already is its second witness. One that differs from "
        "the register is shown beside it, and a steward decides which one is used."
    ),
    message("What nobody published stays out: nothing is computed or estimated to fill a gap."),
    *(RULES[number] for number in (2, 3)),
)

_LEVEL_RULE = message(
    "The level vocational_secondary is reported from 2026-Q1 on; it never stands for intermediate."
)

_IN_A_LIST = message("the list behind the cell")


def write_guide(sheet: Worksheet, dataset: Dataset) -> None:
    """Write the guide of a dataset: its rules, then each column with one good value."""
    sheet.title = GUIDE_SHEET
    title = f"Cách điền: {dataset.title.vi} / How to fill in: {dataset.title.en}"
    put(sheet, 1, 1, title, font=TITLE_FONT).alignment = ONE_LINE
    rules = _rules(dataset)
    row = put_table(sheet, 3, ("", "Quy tắc", "Rules"), _numbered(rules))
    put_table(sheet, row + 1, _GUIDE_HEADS, (_row(dataset, column) for column in dataset.columns))
    set_widths(sheet, _GUIDE_WIDTHS)
    sheet.freeze_panes = "A3"
    set_print(sheet, 1)


def _rules(dataset: Dataset) -> tuple[Named, ...]:
    if dataset is PUBLISHED_FIGURES:
        return _FIGURE_RULES
    return (*RULES, _LEVEL_RULE) if "level" in dataset.column_names else RULES


def _numbered(rules: tuple[Named, ...]) -> list[tuple[str, str, str]]:
    return [(str(number), rule.vi, rule.en) for number, rule in enumerate(rules, start=1)]


def _row(dataset: Dataset, column: Column) -> tuple[str, ...]:
    allowed = _allowed(dataset, column)
    key = "có / yes" if column.name in dataset.key else ""
    return (
        column.name,
        column.meaning.vi,
        column.meaning.en,
        column.unit,
        allowed.vi,
        allowed.en,
        key,
        column.example,
    )


def _allowed(dataset: Dataset, column: Column) -> Named:
    if column.allowed:
        values = ", ".join(column.allowed)
        return Bilingual(values, values)
    kinds = {
        "text": message("text of at most 100 characters")
        if dataset.measures
        else message("text of at most 500 characters"),
        "count": message("a whole number of 0 or more"),
        "amount": message("a number of 0 or more, with Excel's own decimal mark"),
        "year": message("a year of four digits that has begun"),
        "quarter": message("the sheet 'Quý'"),
        "area": message("the sheet 'Địa bàn'"),
        "occupation": message("the sheet 'Nghề'"),
        "item": message("the sheet 'Nhiệm vụ'"),
        "indicator": message("the sheet 'Chỉ tiêu'"),
        "territory": message("the sheet 'Lãnh thổ'"),
        "code": _IN_A_LIST,
        "term_area": _IN_A_LIST,
        "term_breakdown": _IN_A_LIST,
        "document": message("the sheet 'Văn bản', or a new document"),
        "period": message("year, years, quarter, month, or the sheet 'Kỳ'"),
        "stated_value": message("a number, with its words where it has some"),
        "day": message("a day such as 05/10/2026 or 2026-10-05"),
        "url": message("an address that begins with http:// or https://"),
    }
    allowed = kinds[column.kind]
    if not column.at_most:
        return allowed
    whole = dataset.column(column.at_most)
    return message("{allowed}, at most {whole}", allowed=allowed, whole=whole.name)
