"""What README, CONTRIBUTING, docs and docstrings say of the code is so."""

from __future__ import annotations

import ast
import doctest
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.each import each
from tools.draw_architecture import PICTURE, draw, read_folders

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted(f"docs/decisions/{path.name}" for path in (ROOT / "docs/decisions").glob("*.md"))
OTHERS = ("architecture", "walks", "glossary", "tests", "troubleshooting", "privacy")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "deploy/README.md",
    *(f"docs/{name}.md" for name in OTHERS),
    *DECISIONS,
)

TOPS = {"app.py", "pages", "vtdash", "static", "tools", "tests", "docs", "benchmarks", "findings",
        "data", "deploy", ".ci", ".streamlit"}  # fmt: skip
NOT_IN_GIT = ("data/published",)
PATH = re.compile(r"[\w.-]+(/[\w.*-]+)*/?")


def text_of(page):
    """Return a page without its blocks of code."""
    return re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)


@cache
def names_in(file):
    """Return what a Python file defines: functions, classes and methods."""
    kinds = ast.FunctionDef | ast.ClassDef
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


@each("page", PAGES)
def test_every_path_in_backticks_is_there(page):
    named = {name for name in re.findall(r"`([^`\s]+)`", text_of(page)) if PATH.fullmatch(name)}
    paths = [name for name in named if name.split("/")[0] in TOPS and "*" not in name]
    missing = [p for p in paths if not p.startswith(NOT_IN_GIT) and not (ROOT / p).exists()]
    assert not missing


@each("page", PAGES)
def test_every_relative_link_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)[^)]*\)", text_of(page))
    assert [t for t in targets if not ((ROOT / page).parent / t).exists()] == []


@pytest.mark.parametrize("page", ["docs/walks.md", "docs/glossary.md"])
def test_every_function_and_class_is_in_the_file_that_is_named_with_it(page):
    text = " ".join(text_of(page).split())
    pairs = re.findall(r"`([\w/]+\.py)`: ((?:`\w+`(?:, | and )?)+)", text)
    pairs += [(file, name) for name, file in re.findall(r"(`\w+`) (?:in |\()`([\w/]+\.py)`", text)]
    assert len(pairs) > 20
    named = [(file, name) for file, names in pairs for name in re.findall(r"`(\w+)`", names)]
    assert [(file, name) for file, name in named if name not in names_in(file)] == []


def test_every_folder_of_the_product_is_told_of():
    folders = {p.name for p in (ROOT / "vtdash").iterdir() if (p / "__init__.py").exists()}
    for page, mark in (("docs/architecture.md", "### vtdash/{}\n"), ("README.md", "`vtdash/{}/`")):
        text = text_of(page)
        assert {name for name in folders if mark.format(name) not in text} == set(), page


def test_every_file_to_start_at_is_in_its_folder():
    for section in text_of("docs/architecture.md").split("### vtdash/")[1:]:
        folder, start = section.split("\n")[0], section.split("- Start at:")[1].split("\n## ")[0]
        files = re.findall(r"`([\w/]+\.\w+)`", start)
        assert files, folder
        assert [f for f in files if not (ROOT / "vtdash" / folder / f).exists()] == [], folder


def test_the_picture_of_the_architecture_is_that_of_the_imports():
    kept = PICTURE.read_text("utf-8")
    assert draw(read_folders()) == kept, "python -m tools.draw_architecture"


def test_every_example_in_a_docstring_gives_what_is_written_below_it():
    files = [p for p in sorted((ROOT / "vtdash").rglob("*.py")) if ">>>" in p.read_text("utf-8")]
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts) for p in files]
    found = [doctest.testmod(import_module(name)) for name in names]
    assert all(each.attempted for each in found)
    assert not sum(each.failed for each in found)
