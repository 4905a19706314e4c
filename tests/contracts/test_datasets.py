"""What is written about the datasets equals what the code says."""

import runpy
from pathlib import Path

from vtdash.model.datasets import DATASETS

ROOT = Path(__file__).parents[2]


def test_the_page_about_datasets_and_the_templates_equal_what_the_code_makes():
    files = runpy.run_path(str(ROOT / "tools" / "make_datasets.py"))["files"]()
    assert {f"data/templates/{name}.csv" for name in DATASETS} < set(files)
    for name, expected in files.items():
        assert (ROOT / name).read_text(encoding="utf-8") == expected, (
            f"{name} is out of date: python -m tools.make_datasets"
        )
