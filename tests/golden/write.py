"""The golden files: what every panel says and holds, in both languages, as plain text.

`python -m tests.golden.write` (`make golden`) writes them all; tests/contracts/test_golden.py
compares. Each file holds a panel of nothing chosen, then of some choices of filters.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tests.panels import (
    BUILDERS,
    HEADLINES,
    MORE_BUILDERS,
    WHOLE,
    WORDS,
    headline_lines,
    open_sample,
    views,
)

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "en")
PANELS = {**BUILDERS, **MORE_BUILDERS}
NAMES = (*PANELS, *HEADLINES, *WORDS)

FIRST = "nothing chosen"
CHOICES = {
    FIRST: WHOLE,
    "one city": replace(WHOLE, cities=("haiphong",)),
    "one district": replace(WHOLE, areas=("district-001",)),
    "by commune": replace(WHOLE, area_kind="commune", first_year=2025),
    "no sample": replace(WHOLE, sample=False),
}
"""Filters by the words that stand above what they change."""

ROWS = (40, 5)
"""Of many rows of a CSV the first and the last are written, with a checksum of the file."""
ROWS_OF_A_CHOICE = (4, 2)
ROWS_OF_A_TABLE = 6


def files(view_of, name: str) -> dict[str, str]:
    """Return the golden files of one panel, page's headlines or words: path -> content."""
    made = {choice: _of_choice(view_of, name, choice) for choice in CHOICES}
    return {path: _choice_by_choice([own[path] for own in made.values()]) for path in made[FIRST]}


def _choice_by_choice(contents: list[str]) -> str:
    """Return one file: of each choice its content, or that it is as without a choice."""
    whole, *others = contents
    said = [whole, *("as with nothing chosen\n" if _same(o, whole) else o for o in others)]
    return "\n".join(f"===== {choice}\n{own}" for choice, own in zip(CHOICES, said, strict=True))


def _same(one: str, other: str) -> bool:
    """Return whether two contents are the same; of a CSV the first line has the checksum."""
    checked = one.startswith("rows ") and one.partition("\n")[0] == other.partition("\n")[0]
    return checked or one == other


def _of_choice(view_of, name: str, choice: str) -> dict[str, str]:
    """Return the content for each language, and of a panel its CSV, which has no language."""
    made = {language: view_of(CHOICES[choice], language) for language in LANGUAGES}
    if name not in PANELS:
        return {f"{key}/{name}.txt": _text(_lines(view, name)) for key, view in made.items()}
    panels = {language: PANELS[name](view) for language, view in made.items()}
    csv, *others = {panel.csv() for panel in panels.values()}
    assert not others, f"{name}: the CSV depends on the language"
    ends = ROWS if choice == FIRST else ROWS_OF_A_CHOICE
    said = {f"{key}/{name}.txt": _text(_panel(panel)) for key, panel in panels.items()}
    return {**said, f"csv/{name}.csv": _rows(csv, *ends)}


def _lines(view, name: str) -> Iterable[str]:
    return headline_lines(view, name) if name in HEADLINES else WORDS[name](view)


def _panel(panel) -> Iterator[str]:
    """Yield what a panel says, each sentence of its description on a line."""
    yield f"[title] {panel.title}"
    yield f"[claim] {panel.claim}"
    yield f"[when empty] {panel.when_empty}"
    yield f"[provenance] {panel.provenance}"
    yield f"[file] {panel.file_name}"
    yield "[notes]"
    yield from panel.notes
    yield "[description]"
    yield from re.split(r"(?<=[.?!;]) ", panel.describe())
    table = panel.table()
    yield f"[table] {' | '.join(table)}"
    rows = [" | ".join(cells) for cells in zip(*table.values(), strict=True)]
    yield from rows[:ROWS_OF_A_TABLE]
    yield f"[table's rows] {len(rows)}, sha256 {_sum(_text(rows))}"
    if panel.rows and panel.drawing.has_picture:
        figure = panel.figure()
        drawn = json.dumps(figure, sort_keys=True, ensure_ascii=False)
        yield f"[chart] {panel.drawing.kind}, traces {len(figure['data'])}, sha256 {_sum(drawn)}"


def _rows(content: bytes, first: int, last: int) -> str:
    """Return a CSV with how many rows it has; of a long one the beginning and the end."""
    text = content.decode("utf-8-sig")
    header, *rows = text.splitlines()
    left = len(rows) - first - last
    shown = [*rows[:first], f"... {left} more rows", *rows[-last:]] if left > 0 else rows
    checked = f"rows {len(rows)}, sha256 of the file {sha256(content).hexdigest()}"
    return _text([checked, header, *shown])


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def stored() -> set[str]:
    """Return the paths of all golden files that there are."""
    kinds = ("csv/*.csv", *(f"{language}/*.txt" for language in LANGUAGES))
    return {path.relative_to(FOLDER).as_posix() for kind in kinds for path in FOLDER.glob(kind)}


def write() -> None:
    """Write all golden files and remove those of panels that are gone."""
    with tempfile.TemporaryDirectory() as data:
        store = open_sample(Path(data))
        view_of = views(store)
        made = {path: text for name in NAMES for path, text in files(view_of, name).items()}
        store.close()
    for path in stored() - set(made):
        (FOLDER / path).unlink()
    for path, text in made.items():
        (FOLDER / path).parent.mkdir(exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
