"""Drafts of templates made by hand, for the tests of one stage without those before it."""

from datetime import date

import pandas as pd
import pyarrow as pa

from vtdash.model.datasets import DATASETS
from vtdash.returns.findings import Findings
from vtdash.returns.model import Answers, Draft, Recognition
from vtdash.returns.parse import parse

TODAY = date(2026, 2, 15)
_TYPES = {"count": (int, pa.int64()), "amount": (float, pa.float64()), "year": (int, pa.int32())}


def row(dataset, **changes):
    """Return the example row of a dataset as cells, some of them changed."""
    names = DATASETS[dataset].column_names
    assert set(changes) <= set(names)
    cells = {c.name: c.example for c in DATASETS[dataset].columns}
    return tuple((cells | changes).values())


def draft(dataset, rows, *, form="template", facts=(), **words):
    """Return the draft of rows; the first of them is row 2 of the file."""
    columns = DATASETS[dataset].columns
    frame = pd.DataFrame(
        {c.name: _categorical([cells[n] for cells in rows]) for n, c in enumerate(columns)},
        index=range(2, 2 + len(rows)),
    )
    recognition = Recognition(form, DATASETS[dataset], "Sheet", 1, tuple(facts))
    places = {c.name: f"{chr(65 + n)} – {c.name}" for n, c in enumerate(columns)}
    return Draft(recognition, frame, places, **words)


def _categorical(cells):
    distinct = list(dict.fromkeys(cell for cell in cells if cell is not None))
    numbers = [-1 if cell is None else distinct.index(cell) for cell in cells]
    return pd.Categorical.from_codes(numbers, pd.Index(distinct, dtype=object))


def parsed(made, catalogue, answers=None):
    """Return what parsing makes of a draft, and the findings."""
    findings = Findings()
    return parse(made, catalogue, answers or Answers(), findings, TODAY), findings


def found(findings):
    """Return check, row and column of each finding; the column by the letter of the sheet."""
    return [(f.check, f.place.row, f.place.column[:1]) for f in findings.listed]


def table(dataset, rows):
    """Return rows of text as records in the types in which they are stored."""
    arrays = {
        c.name: pa.array(
            [_TYPES.get(c.kind, (str,))[0](cells[n]) for cells in rows],
            _TYPES[c.kind][1] if c.kind in _TYPES else pa.string(),
        )
        for n, c in enumerate(DATASETS[dataset].columns)
    }
    return pa.table(arrays)


def kept(records, file="before.csv", source="before", stored="b" * 20):
    """Return records as the current ones of a file."""
    for name, value in (("file", file), ("source", source), ("stored", stored)):
        column = pa.repeat(pa.scalar(value), records.num_rows).dictionary_encode()
        records = records.append_column(name, column)
    return records
