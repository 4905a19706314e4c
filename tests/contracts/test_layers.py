"""Imports point down only, and nothing below the screen knows the screen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vtdash"
FILES = sorted(PACKAGE.rglob("*.py"))
SCREEN = [path for path in (ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")))
          if path.exists()]  # fmt: skip

LAYERS = {
    "errors": 0, "language": 0,
    "schema": 1, "reference": 1,
    "intake": 2, "warehouse": 2,
    "measures": 3, "judgement": 3,
    "standing": 4, "survey": 4, "naming": 4, "charts": 4, "download": 4, "provenance": 4,
    "table": 4, "panel": 4, "panels": 4,
    "address": 5, "ui": 5,
    "cli": 6, "__main__": 6, "app": 6, "pages": 6,
}  # fmt: skip
"""Part of the package -> layer. ``sample`` stands aside, with a list of its own."""

BESIDE = {
    "intake": {"errors", "language", "schema", "reference", "warehouse"},
    "warehouse": {"errors", "schema", "reference"},
    "sample": {"errors", "schema", "reference"},
    "reference": {"errors", "language", "schema"},
    "schema": set(),
    "errors": set(),
    "language": set(),
}
"""Parts that may import these and no others: not even their neighbours of the same layer.

Intake hands its records to the warehouse, by the warehouse's front door only.
"""


PLOTLY = {"plotly.basedatatypes", "plotly.basedatatypes.BaseFigure"}
"""All that may be imported of plotly: the class by which Streamlit knows a figure."""


def part(path):
    """Return the part of the package that a file belongs to."""
    if path in SCREEN:
        return "app" if path.name == "app.py" else "pages"
    inside = path.relative_to(PACKAGE).parts[0]
    return inside.removesuffix(".py")


def module(path):
    """Return the dotted name of a file of the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path):
    """Return the dotted names that a file imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def parts_imported(path):
    """Return the parts of the package that a file imports."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("vtdash.")}
    return {name for name in names if name in LAYERS or name == "sample"}


@pytest.mark.parametrize("path", [*FILES, *SCREEN], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_layers_below_or_its_own(path):
    own = part(path)
    if own == "__init__":
        assert not parts_imported(path)
        return
    assert own in LAYERS or own in BESIDE, f"{own} has no layer: add it to the design first"
    others = parts_imported(path) - {own}
    if own in BESIDE:
        assert others <= BESIDE[own]
        return
    above = {name for name in others - {"sample"} if LAYERS[name] > LAYERS[own]}
    assert not above
    assert "sample" not in others or LAYERS[own] >= LAYERS["ui"]


def test_intake_knows_of_the_warehouse_only_what_its_package_offers():
    for path in (PACKAGE / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not node.module.startswith("vtdash.warehouse."), path.name


def test_no_module_imports_itself_by_way_of_others():
    modules = {module(path): imported(path) for path in FILES}
    below = {
        name: {other for other in names if other in modules and other != name}
        for name, names in modules.items()
        if not any(path.name == "__init__.py" and module(path) == name for path in FILES)
    }
    done: set[str] = set()

    def visit(name, trail):
        assert name not in trail, " -> ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for other in sorted(below.get(name, ())):
                visit(other, [*trail, name])
            done.add(name)

    for name in below:
        visit(name, [])


@pytest.mark.parametrize(
    ("left_out", "absent"),
    [
        ({"ui", "__main__"}, {"streamlit"}),
        ({"ui", "__main__", "charts", "panel", "panels"}, {"streamlit", "plotly"}),
    ],
)
def test_importing_what_is_below_loads_no_toolkit_from_above(left_out, absent):
    """In a process of its own, so that no other test has loaded them."""
    below = [module(path) for path in FILES if part(path) not in left_out]
    code = (
        "import importlib, sys\n"
        f"for name in {below!r}: importlib.import_module(name)\n"
        f"print(sorted({{n.split('.')[0] for n in sys.modules}} & {absent!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_streamlit_is_named_only_by_the_screen_and_plotly_only_by_charts(path):
    roots = {name.split(".")[0] for name in imported(path)}
    assert "streamlit" not in roots or part(path) == "ui"
    assert "plotly" not in roots or part(path) == "charts"
    drawn_with = {name for name in imported(path) if name.split(".")[0] == "plotly"}
    assert drawn_with <= PLOTLY, "figures are plain dicts: other parts of plotly are slow"
    assert "duckdb" not in roots or path.parent.name == "warehouse"


@pytest.mark.parametrize("path", [*FILES, *SCREEN], ids=lambda p: str(p.relative_to(ROOT)))
def test_sql_stands_in_sql_files_and_in_the_two_modules_that_load_data(path):
    if path.relative_to(ROOT).as_posix() in {
        "vtdash/warehouse/marts.py", "vtdash/warehouse/store.py"
    }:  # fmt: skip
        return
    tree = ast.parse(path.read_text("utf-8"))
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)
             and isinstance(n.value, str)]  # fmt: skip
    assert not [text for text in texts if re.search(r"\bSELECT\b.*\bFROM\b|\bINSERT INTO\b",
                                                    text, re.DOTALL)]  # fmt: skip


def _plain(name):
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(x for x in letters if not unicodedata.combining(x)).lower()


@pytest.fixture(scope="module")
def places(catalogue):
    """Return every name and id under which a program could know a place or a boundary's day."""
    names = {"hanoi", "haiphong", "hai duong", "hai phong", "ha noi"}
    for area in catalogue.areas:
        names |= {area.id, area.name.vi, area.name.en}
        names |= {str(day) for day in (area.valid_from, area.valid_to) if day}
        names |= {area.code} if area.level != "province" else set()
    for territory in catalogue.territories.values():
        names |= {territory.id, territory.name.vi, territory.name.en, territory.short.vi}
    names |= {"2025-Q3", "2025-Q2", "2025-07", "2025-06", "2025-01-01"}
    return {_plain(name) for name in names}


@pytest.mark.parametrize("path", [*FILES, *SCREEN], ids=lambda p: str(p.relative_to(ROOT)))
def test_no_place_and_no_day_of_a_boundary_stands_in_a_condition(path, places):
    tests = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            tests.append(node.test)
        if isinstance(node, ast.comprehension):
            tests.extend(node.ifs)
        if isinstance(node, ast.Compare | ast.match_case):
            tests.append(node)
    for test in tests:
        for node in ast.walk(test):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert _plain(node.value) not in places, f"line {node.lineno}: {node.value}"
            named = isinstance(node, ast.Name) and node.id
            assert not (named and named.startswith("BOUNDARY")), f"line {node.lineno}: {named}"


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.sql")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_no_place_stands_in_a_statement(path, places):
    code = "\n".join(line.split("--")[0] for line in path.read_text("utf-8").splitlines())
    for text in re.findall(r"'([^']*)'", code):
        assert _plain(text) not in places
