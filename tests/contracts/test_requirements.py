"""What is installed is pinned, known by its hashes, used, and under a licence that is allowed."""

import ast
import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.make_sbom import SBOM, licences_of_packages, not_allowed, pinned

ROOT = Path(__file__).parents[2]
PARTS = ("", "-signin", "-dev")

COMMANDS = {"import-linter": "lint-imports", "pyright": "pyright", "ruff": "ruff", "uv": "uv"}
"""Packages that are run, not imported."""

CALLED_BY_OTHERS = {
    "authlib": "Streamlit's sign-in", "brotli": "fontTools reads WOFF2", "httpx": "Authlib",
    "pytest-cov": "pytest --cov", "pytest-xdist": "pytest -n",
    "python-calamine": "benchmarks/against.py measures it in a process of its own",
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_what_is_installed_is_what_was_asked_for_and_known_by_its_hashes(part):
    installed = pinned(f"requirements{part}.txt")
    assert pinned(f"requirements{part}.in").items() <= installed.items()
    written = (ROOT / f"requirements{part}.txt").read_text()
    blocks = re.split(r"\n(?=\S)", written.strip())
    assert len(blocks) == len(installed)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_checks_run_on_the_packages_that_readers_get():
    dev = pinned("requirements-dev.txt")
    for part in ("", "-signin"):
        assert pinned(f"requirements{part}.txt").items() <= dev.items()


def test_what_is_asked_for_is_what_is_used():
    runtime, everything = _asked(PARTS[:2]), _asked(PARTS)
    in_vtdash, outside = _used("vtdash", "pages"), _used("tests", "tools", "benchmarks")
    assert in_vtdash - runtime == set(), "imported, but not in requirements.in"
    idle = everything - in_vtdash - outside - COMMANDS.keys() - CALLED_BY_OTHERS.keys()
    assert idle == set(), "in a file of requirements, but not used"
    callers = ("Makefile", "tests/contracts/test_structure.py")
    calls = "".join((ROOT / name).read_text() for name in callers)
    assert [command for command in COMMANDS.values() if command not in calls] == []


def _asked(parts):
    return {_same(name) for part in parts for name in pinned(f"requirements{part}.in")}


def _used(*folders):
    providers = packages_distributions()
    modules = {
        module
        for name in folders
        for file in (ROOT / name).rglob("*.py")
        for module in _imports(file)
    }
    return {_same(name) for module in modules for name in providers.get(module, ())}


def _same(name):
    return name.lower().replace("_", "-")


def _imports(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_list_of_parts_is_a_valid_one_and_holds_every_package():
    written = SBOM.read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    for part in ("", "-signin"):
        for name, version in pinned(f"requirements{part}.txt").items():
            assert f'"pkg:pypi/{name}@{version}"' in written


def test_a_licence_that_is_not_on_the_list_is_named():
    assert not_allowed(licences_of_packages()) == []
    found = {"a": "MIT AND GPL-3.0-only", "b": "", "c": "BSD", "d": "MIT OR Apache-2.0"}
    assert not_allowed(found) == ["a: MIT AND GPL-3.0-only", "b: no licence named", "c: BSD"]
