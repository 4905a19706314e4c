"""What the README says of adding is all that it takes: this does just that, and no more."""

from __future__ import annotations

import csv
import shutil

import pytest

from vtdash.model.filters import Filters
from vtdash.reference import REFERENCE_FOLDER
from vtdash.render.names import Names
from vtdash.store.questions import questions
from vtdash.text.language import Text
from vtdash.topics.sources import register_panels
from vtdash.topics.targets import path_panel, target_panels
from vtdash.topics.view import View

ENTRY = """
[apprentices_rate]
topic = "workforce"
units = ["percent"]
better = "up"
aggregation = "ratio"
numerator = ""
denominator = ""
valid = [0, 100]
caveats = ["medium_confidence"]
whole = ["all workers"]
time = "stock"
bases = { "all workers" = "not_stated" }
title = { vi = "Tỷ lệ người học việc", en = "Apprentices among workers" }
counts = { vi = "Người đang học việc tính trên toàn bộ lao động.", en = "Workers who learn." }
leaves_out = { vi = "Không tính người đã học xong.", en = "Leaves out those who finished." }
"""

ROW = {
    "figure_id": "F900", "city": "hanoi", "territory": "ha_noi",
    "indicator_id": "apprentices_rate", "breakdown": "all workers", "period": "2030",
    "year_start": "2030", "year_end": "2030", "recurrence": "single", "value_low": "5",
    "qualifier": "over", "unit": "percent", "status": "target", "source_id": "S001",
    "confidence": "high",
}  # fmt: skip


@pytest.fixture
def reference(tmp_path):
    return shutil.copytree(REFERENCE_FOLDER, tmp_path / "reference")


def add_row(reference, row):
    path = reference / "figures.csv"
    with path.open(encoding="utf-8") as table:
        columns = next(csv.reader(table))
    with path.open("a", encoding="utf-8", newline="") as table:
        csv.DictWriter(table, columns, restval="", lineterminator="\n").writerow(row)


def view_of(store):
    def ask(question, filters, **more):
        return question(store, filters, **more)

    return View(ask, Filters(), Names(store.catalogue, Text("en")))


def test_a_figure_is_one_row_and_shows_with_its_source(reference, open_tiny):
    add_row(reference, {**ROW, "indicator_id": "trained_rate_certified"})
    view = view_of(open_tiny(reference=reference))
    shown = {fact.figure_id: fact for fact in target_panels.all_2030(view).facts}
    assert shown["F900"].value == "over 5%"
    assert shown["F900"].source.source_id == "S001"


def test_an_indicator_is_one_entry_and_is_offered_defined_and_drawn(reference, open_tiny):
    with (reference / "indicators.toml").open("a", encoding="utf-8") as definitions:
        definitions.write(ENTRY)
    add_row(reference, ROW)
    store = open_tiny(reference=reference)
    view = view_of(store)
    assert "apprentices_rate" in target_panels.with_targets(view.catalogue)
    assert "apprentices_rate" in register_panels.all_indicators(view.catalogue)
    path = path_panel.path(view, "apprentices_rate")
    assert [row.figure_id for row in path.rows] == ["F900"]
    assert "Apprentices among workers" in path.title
    assert "F900" in [row.figure_id for row in questions.registered_figures(store, Filters())]
