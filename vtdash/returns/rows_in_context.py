"""The office's own rows beside the problems that stand in them."""

from __future__ import annotations

from collections.abc import Mapping

from vtdash.returns.examine import Examination
from vtdash.returns.files.cells import as_text
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Cell, Grid
from vtdash.returns.wording import harmless

_LONGEST = 160
"""Letters of a row that are shown: enough to find it again."""


def rows_beside(content: bytes, examination: Examination) -> Mapping[tuple[str, int], str]:
    """Return the rows named by findings: (sheet, row) -> the cells in use, as one line.

    Nothing is returned for a form with personal data, nor for a file that was not recognised:
    it might be one.
    """
    recognition = examination.recognition
    if recognition is None or recognition.is_personal:
        return {}
    wanted = {(f.place.sheet, f.place.row) for f in examination.findings if f.place.row}
    found: dict[tuple[str, int], str] = {}
    if not wanted:
        return found
    try:
        for grid in read_source(content, examination.name, Findings()).grids:
            rows = {row for sheet, row in wanted if sheet == grid.name and row}
            found |= {(grid.name, row): said for row, said in _said(grid, rows).items()}
    except Stopped:  # the findings say where the file cannot be read on
        pass
    return found


def _said(grid: Grid, rows: set[int]) -> dict[int, str]:
    said: dict[int, str] = {}
    for number, cells in grid.rows() if rows else ():
        if number > max(rows):
            break
        if number in rows:
            said[number] = _line(cells)
    return said


def _line(cells: tuple[Cell, ...]) -> str:
    used = [harmless(words) for words in map(as_text, cells) if words]
    line = " | ".join(used)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
