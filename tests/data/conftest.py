"""Tiny snapshots of hand-written rows: a test says its rows, publishes them, and asks."""

from __future__ import annotations

import pyarrow as pa
import pytest

from vtdash.model.datasets import DATASETS
from vtdash.reference import REFERENCE_FOLDER
from vtdash.store import Records, Store, arrow_schema, publish, snapshot_folder


def as_table(dataset, rows):
    """Return rows written as text, one column after the other, in the types of the dataset."""
    schema = arrow_schema(DATASETS[dataset])
    cells = [line.split() for line in rows]
    columns = list(zip(*cells, strict=True)) if cells else [()] * len(schema)
    readers = {pa.int64(): int, pa.int32(): int, pa.float64(): float}
    return pa.table(
        [
            pa.array([readers.get(field.type, str)(cell) for cell in column], field.type)
            for field, column in zip(schema, columns, strict=True)
        ],
        schema=schema,
    )


@pytest.fixture
def data(tmp_path):
    """Return the folder of data that a test publishes into, not there yet."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def records():
    """Return a maker of a return: dataset, rows as text, name of the file."""

    def make(dataset, *rows, name="return.csv"):
        return Records(dataset, "reported", name, as_table(dataset, rows))

    return make


@pytest.fixture(scope="session")
def sample_of():
    """Return a maker of ``publish``'s sample from dataset -> rows as text."""

    def make(**rows):
        return lambda _catalogue: {name: as_table(name, lines) for name, lines in rows.items()}

    return make


@pytest.fixture(scope="session")
def open_tiny(tmp_path_factory, sample_of):
    """Return a maker of stores: sample rows by dataset, returns, and the reference folder."""
    stores = []

    def make(sample=None, returns=(), reference=REFERENCE_FOLDER):
        data = tmp_path_factory.mktemp("data")
        manifest = publish(
            data, sample=sample_of(**(sample or {})), returns=returns, reference=reference
        )
        stores.append(Store.open(snapshot_folder(data, manifest.id)))
        return stores[-1]

    yield make
    for store in stores:
        store.close()
