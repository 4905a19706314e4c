"""Writes data/templates/*.xlsx from the schema and the catalogue: python -m tools.make_templates.

A test compares them with what this makes, so that neither can fall behind the lists of areas and
occupations.
"""

from __future__ import annotations

from pathlib import Path

from vtdash.model.published_figures import TEMPLATES
from vtdash.reference import load_catalogue
from vtdash.returns.workbooks.templates import workbook

ROOT = Path(__file__).resolve().parents[1]


def files() -> dict[str, bytes]:
    """Return every file made here: path from the project's folder -> content."""
    catalogue = load_catalogue(ROOT / "data" / "reference")
    return {
        f"data/templates/{name}.xlsx": workbook(dataset, catalogue)
        for name, dataset in TEMPLATES.items()
    }


def main() -> None:
    """Write the files."""
    for name, content in files().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
