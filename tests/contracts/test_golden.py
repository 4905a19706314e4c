"""What every panel says and holds, in both languages, is what the golden files say."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice

import pytest

from tests.each import each
from tests.golden.write import FOLDER, NAMES, files, stored
from tests.panels import open_sample, views

pytestmark = pytest.mark.elsewhere

LINES = 40
ADVICE = "`make golden` rewrites the files; review the change and explain it in the commit."


@pytest.fixture(scope="module")
def made(published_sample):
    """All golden files as the code makes them now, each panel's when it is asked for."""
    store = open_sample(published_sample)
    view_of = views(store)
    yield lambda name: files(view_of, name)
    store.close()


@each("name", NAMES)
def test_what_a_panel_says_and_holds_is_in_its_golden_files(made, name):
    now = made(name)
    kept = {path for path in stored() if path.split("/")[1].rsplit(".", 1)[0] == name}
    difference = [line for path in sorted({*now, *kept}) for line in _difference(path, now)]
    more = len(difference) - LINES
    shown = [*difference[:LINES], *([f"... {more} more lines"] if more > 0 else [])]
    assert not difference, "\n".join([*shown, ADVICE])


def test_no_golden_file_is_of_a_panel_that_is_gone():
    assert {path.split("/")[1].rsplit(".", 1)[0] for path in stored()} == set(NAMES), ADVICE


def _difference(path: str, now: dict[str, str]) -> list[str]:
    file = FOLDER / path
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    sides = before.split("\n"), now.get(path, "").split("\n")
    lines = unified_diff(*sides, f"tests/golden/{path}", "made now", n=1, lineterm="")
    return [line[:300] for line in islice(lines, LINES)]
