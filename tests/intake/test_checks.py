"""The registry of checks: complete, used, in both languages, and written down."""

import ast
import re
import runpy
from pathlib import Path

import pytest

from tests.each import each
from vtdash.returns.checks.against_history import JUMP_LEAST, JUMP_TIMES
from vtdash.returns.registry import CHECKS, CHECKS_FILE, STAGES, read_checks

ROOT = Path(__file__).parents[2]
INTAKE = ROOT / "vtdash" / "returns"
PREFIXES = {"structure": "S", "types": "T", "codes": "C", "keys": "K", "arithmetic": "A",
            "time": "P", "plausibility": "H"}  # fmt: skip
ID = re.compile(r"[STCKAPH][0-9]{2}")


def used():
    """Return the ids that the code names."""
    ids = set()
    for path in INTAKE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and ID.fullmatch(str(node.value)):
                ids.add(node.value)
    return ids


def test_every_check_that_is_used_is_defined_and_every_defined_one_is_used():
    assert used() == set(CHECKS)


@each("check", CHECKS.values(), ids=list(CHECKS))
def test_a_check_is_complete_in_both_languages(check):
    assert CHECKS[check.id] is check
    assert check.id.startswith(PREFIXES[check.stage])
    assert check.severity in ("error", "warning")
    for words in (check.title, check.expected, check.do):
        assert words.vi
        assert words.en
        assert words.vi != words.en
    for words in (check.expected, check.do):
        assert words.vi.endswith(".")
        assert words.en.endswith(".")
    assert check.bad
    assert check.fixed
    assert check.bad != check.fixed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('severity = "error"', 'severity = "fatal"'),
        ('stage = "structure"', 'stage = "order"'),
        ('bad = "0 B"\n', ""),
        ('bad = "0 B"\n', 'bad = "0 B"\nworse = ""\n'),
        ("structure = {", "order = {"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(tmp_path, before, after):
    text = CHECKS_FILE.read_text("utf-8")
    assert before in text
    file = tmp_path / "checks.toml"
    file.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises((TypeError, ValueError)):
        read_checks(file)


def test_checks_stand_in_the_order_of_their_stages():
    stages = [check.stage for check in CHECKS.values()]
    assert stages == sorted(stages, key=list(STAGES).index)
    assert set(stages) == set(STAGES)


def test_warnings_are_those_that_a_steward_may_know_better():
    warnings = {check.id for check in CHECKS.values() if check.severity == "warning"}
    assert warnings == {
        "C07",
        "K04",
        "C12",
        "C13",
        "S17",
        "S19",
        "S21",
        "S22",
        "S24",
        "S25",
        "S27",
        "S29",
        "T11",
        "T13",
        "A06",
        "A04",
        "A05",
        "P03",
        "P04",
        "P06",
        "H01",
        "H02",
        "H03",
    }


def test_the_bounds_of_a_jump_are_stated_where_an_office_reads_them():
    for words in (CHECKS["H01"].expected.vi, CHECKS["H01"].expected.en):
        assert str(JUMP_TIMES) in words
        assert str(JUMP_LEAST) in words


def test_the_guide_equals_what_the_code_makes_and_names_every_check():
    files = runpy.run_path(str(ROOT / "tools" / "make_checks.py"))["files"]()
    for name, expected in files.items():
        assert (ROOT / name).read_text(encoding="utf-8") == expected, (
            f"{name} is out of date: python -m tools.make_checks"
        )
    guide = files["docs/checks.md"]
    for check in CHECKS.values():
        for words in (check.title, check.expected, check.do):
            assert words.vi in guide
            assert words.en in guide
        assert f"### {check.id}" in guide
