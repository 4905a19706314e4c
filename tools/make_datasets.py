"""Writes docs/datasets.md and data/templates from the schema: python -m tools.make_datasets.

A test compares both with what this makes, so that neither can fall behind the schema.
"""

from __future__ import annotations

from pathlib import Path

from vtdash.model.datasets import Column, Dataset, template
from vtdash.model.published_figures import TEMPLATES

ROOT = Path(__file__).resolve().parents[1]

INTRODUCTION = """\
# Datasets

<!-- Made from vtdash/model/datasets.py by: python -m tools.make_datasets. Do not edit by hand. -->

An office reports in the columns below, in a CSV file or an XLSX workbook; each dataset has a
template with the header and one example row, which is to be replaced. A file is taken whole or not
at all: every problem is listed with its row and column ([all checks](checks.md)).

- CSV in UTF-8 (with or without a byte-order mark), UTF-16 or Windows-1258; comma, semicolon or tab
  between cells. Columns in any order, each exactly once, under its name or its meaning.
- A code may be written as a name, with or without `Quận`, `Huyện`, `Xã`, `Phường` and the like. The
  very name passes; a near one is proposed and needs a yes; an unknown one is refused.
- A count is a whole number of 0 or more. An amount may have decimals: after a point, or after a
  comma where the cells are not separated by commas. Thousands marks are refused, and so is an
  amount such as 420.125 that could be one; write 420.1250.
- No cell may be blank. Where nothing was collected, leave the row out; 0 means counted, and none.
- A period that has not begun is refused. A quarter is reported by the areas in force on its first
  day, a cohort by those in force on 31 December of its year: districts (3 digits) to 2025-Q2 and
  for cohorts to 2024, commune-level units (5 digits) after that.
- An area and an item belong to the row's city. `college` and `intermediate` need an occupation
  with a national code of that level, `vocational_secondary` one of the national list;
  `elementary` and `under_3_months` are open to all. `vocational_secondary` (trung học nghề) exists
  since 1 January 2026 (Law 124/2025/QH15): before 2026-Q1 it is refused, and it is never counted in
  `intermediate`.
- The columns of the key together stand once in a file.
- An `institution_id` with the word SAMPLE is refused: sample data never passes for a return.
- A file has at most 200 MB.
"""

KINDS = {
    "text": "text",
    "count": "whole number, 0 or more",
    "amount": "number, 0 or more",
    "year": "year",
    "quarter": "quarter",
    "area": "code of `data/reference/areas.csv`",
    "occupation": "key of `data/reference/occupations.csv`",
    "indicator": "id or name of `data/reference/indicators.toml`",
    "territory": "id or name of `data/reference/territories.toml`",
    "code": "code of `data/reference/codes.toml`",
    "term_area": "place of `data/reference/terms.csv`",
    "term_breakdown": "group of `data/reference/terms.csv`",
    "document": "document of `data/reference/documents.csv`, or a new one",
    "period": "period",
    "stated_value": "value as the page words it",
    "day": "day",
    "url": "address of a page",
    "item": "id of `data/reference/tasks.toml` or `measures.toml`",
}


def files() -> dict[str, str]:
    """Return every file made here: path from the project's folder -> text."""
    page = "\n".join([INTRODUCTION, *(section(dataset) for dataset in TEMPLATES.values())])
    templates = {f"data/templates/{d.name}.csv": template(d) for d in TEMPLATES.values()}
    return {"docs/datasets.md": page, **templates}


def section(dataset: Dataset) -> str:
    """Return the part of the page about one dataset."""
    rows = "\n".join(_row(column) for column in dataset.columns)
    key = ", ".join(f"`{name}`" for name in dataset.key)
    return f"""\
## {dataset.name}: {dataset.title.vi} / {dataset.title.en}

Key: {key}. Template: [{dataset.name}.csv](../data/templates/{dataset.name}.csv).

| column | holds | unit | meaning (vi) | meaning (en) | example |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def _row(column: Column) -> str:
    unit = f"`{column.unit}`" if column.unit else ""
    cells = (f"`{column.name}`", _holds(column), unit, column.meaning.vi, column.meaning.en,
             f"`{column.example}`")  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _holds(column: Column) -> str:
    if column.allowed:
        return " or ".join(f"`{value}`" for value in column.allowed)
    bound = f", at most `{column.at_most}`" if column.at_most else ""
    return KINDS[column.kind] + bound


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
