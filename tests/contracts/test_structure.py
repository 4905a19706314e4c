"""The tree: imports point down only, names are defined once, and no place stands in a condition."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vtdash"
FILES = sorted(PACKAGE.rglob("*.py"))
SCREEN = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]

DEFINED_TWICE: set[str] = set()
"""Public names that have more than one definition all the same; none so far."""


def name_of(path):
    """Return a file's path as the failure messages show it."""
    return path.relative_to(ROOT).as_posix()


def trees(paths):
    """Yield each file with its syntax tree."""
    for path in paths:
        yield path, ast.parse(path.read_text("utf-8"))


def test_imports_point_down_only_and_no_folders_of_one_level_know_each_other():
    # in a process of its own: its configuration of logging silences every logger there is
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_importing_what_is_below_the_screen_loads_no_streamlit():
    below = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in FILES
        if "ui" not in path.parts and path.stem != "__main__"
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {below!r}: importlib.import_module(name)\n"
        "print('streamlit' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "False", done.stderr


def test_a_class_and_a_public_function_are_defined_once():
    where = defaultdict(list)
    for path, tree in trees(FILES):
        for node in tree.body:
            is_public = isinstance(node, ast.FunctionDef) and node.name[0] != "_"
            if isinstance(node, ast.ClassDef) or is_public:  # a private class means one thing too
                where[node.name].append(name_of(path))
    twice = {name: paths for name, paths in where.items() if len(paths) > 1}
    assert twice.keys() == DEFINED_TWICE, twice


def test_a_module_is_read_in_one_sitting():
    """Of more than 300 lines a part has a name of its own."""
    long = {name_of(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > 300}
    assert long == set()


def test_nothing_is_loose_at_the_top_of_the_package():
    assert {path.stem for path in PACKAGE.glob("*.py")} == {"__init__", "__main__"}


def test_sql_stands_in_sql_files_and_in_the_two_modules_that_load_data():
    loading = {"vtdash/store/marts.py", "vtdash/store/database.py"}
    statement = re.compile(r"\bSELECT\b.*\bFROM\b|\bINSERT INTO\b", re.DOTALL)
    faults = [
        (name_of(path), node.lineno)
        for path, tree in trees([*FILES, *SCREEN])
        if name_of(path) not in loading
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and statement.search(node.value)
    ]
    assert not faults


def plain(name):
    """Return a name in small letters without accents."""
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
    return {plain(name) for name in names}


def conditions(tree):
    """Yield every expression on which something is decided."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            yield node.test
        if isinstance(node, ast.comprehension):
            yield from node.ifs
        if isinstance(node, ast.Compare | ast.match_case):
            yield node


def test_no_place_and_no_day_of_a_boundary_stands_in_a_condition(places):
    faults = []
    for path, tree in trees([*FILES, *SCREEN]):
        for node in (node for test in conditions(tree) for node in ast.walk(test)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                faults += [(name_of(path), node.lineno)] if plain(node.value) in places else []
            if isinstance(node, ast.Name) and node.id.startswith("BOUNDARY"):
                faults.append((name_of(path), node.lineno))
    assert not faults


def test_no_place_stands_in_a_statement(places):
    faults = []
    for path in sorted(PACKAGE.rglob("*.sql")):
        code = "\n".join(line.split("--")[0] for line in path.read_text("utf-8").splitlines())
        faults += [
            (path.name, text) for text in re.findall(r"'([^']*)'", code) if plain(text) in places
        ]
    assert not faults


CHANGES_DATA = {"publish", "roll_back", "hand_in", "release", "withdraw", "record_deeds"}
"""What changes data; the frame builds the first snapshot, of nothing that anybody loaded."""


def test_the_screen_changes_data_only_where_each_act_asks_for_the_right():
    found = {
        path.name: CHANGES_DATA & {alias.name for alias in node.names}
        for path in (ROOT / "vtdash" / "ui").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "vtdash.store"
    }
    assert {name: names for name, names in found.items() if names} == {
        "intake_acts.py": CHANGES_DATA - {"record_deeds"},
        "stewards.py": {"record_deeds"},
        "frame.py": {"publish"},
    }
