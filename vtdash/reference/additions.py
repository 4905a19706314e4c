"""New published figures on their way into the register: the catalogue as it would be with them.

They come as a CSV of figures and one of their sources, with the register's own columns. All that
holds for the register must hold for them; nothing of the folder changes until ``append``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from vtdash.model.errors import CatalogueError, Problem, VtdashError, nearest
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.growth import longer, longer_folder
from vtdash.reference.load import REFERENCE_FOLDER, load_catalogue

_FILES: tuple[str, str] = ("figures.csv", "sources.csv")
_MAY_BE_LEFT_OUT = {"note", "note_vi", "note_en", "computed_from"}
"""Columns of which a file of new figures may have none."""


@dataclass(frozen=True)
class AddedRows:
    """New rows of one register: ``name`` is the file's own, ``lines`` are the register's CSV."""

    name: str
    ids: tuple[str, ...]
    lines: str


@dataclass(frozen=True)
class Additions:
    """New figures with the register that they would make.

    ``undated``: new sources that state no date of publication.
    """

    figures: AddedRows
    sources: AddedRows
    catalogue: Catalogue
    undated: tuple[str, ...]


def with_additions(
    figures: Path, sources: Path | None = None, folder: Path = REFERENCE_FOLDER
) -> Additions:
    """Return the catalogue of a folder with the new rows of two files.

    Raises ``CatalogueError`` with all that is wrong with them: file, row, column, what to do.
    """
    given = [
        _read(path, folder / name) for path, name in zip((figures, sources), _FILES, strict=True)
    ]
    rows, problems = [added for added, _ in given], [p for _, found in given for p in found]
    if not problems:
        problems = list(_unreachable(rows[1], folder))
    if problems:
        raise _refused(problems)
    catalogue = _together(rows, folder)
    undated = (i for i in rows[1].ids if not catalogue.sources[i].published_date)
    return Additions(rows[0], rows[1], catalogue, tuple(undated))


def append(added: Additions, folder: Path = REFERENCE_FOLDER) -> None:
    """Write the new rows behind those of the folder, each file in one step."""
    for rows, name in zip((added.sources, added.figures), reversed(_FILES), strict=True):
        path = folder / name
        draft = path.with_suffix(".draft")
        draft.write_text(longer(path, rows.lines), encoding="utf-8", newline="")
        draft.replace(path)


def _read(path: Path | None, register: Path) -> tuple[AddedRows, list[Problem]]:
    """Return the rows of a file in the columns of a register, and what keeps them from it."""
    columns = _table(register)[0]
    if path is None:
        return AddedRows("", (), ""), []
    header, *lines = _table(path) or [[]]
    expected = [name for name in columns if name not in _MAY_BE_LEFT_OUT]
    problems = [_missing(path, name) for name in expected if name not in header]
    problems += [_unknown(path, name, columns) for name in header if name not in columns]
    problems += [
        Problem(path.name, str(place), "", "số ô khác số cột của tiêu đề",
                "more or fewer cells than the header has")
        for place, cells in enumerate(lines, 2) if len(cells) != len(header)
    ]  # fmt: skip
    if problems:
        return AddedRows(path.name, (), ""), problems
    written = io.StringIO()
    table = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    table.writerows(dict(zip(header, cells, strict=True)) for cells in lines)
    ids = tuple(cells[header.index(columns[0])] for cells in lines)
    return AddedRows(path.name, ids, written.getvalue()), []


def _table(path: Path) -> list[list[str]]:
    """Return the cells of a CSV row by row; lines without any are left out."""
    try:
        text = path.read_text("utf-8-sig")
        return [cells for cells in csv.reader(io.StringIO(text, newline=""), strict=True) if cells]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VtdashError(
            f"{path.name}: không đọc được. Cần tệp CSV mã UTF-8. ({error})",
            f"{path.name}: cannot be read. A CSV in UTF-8 is needed. ({error})",
        ) from None


def _missing(path: Path, column: str) -> Problem:
    return Problem(path.name, "1", column, "thiếu cột này", "this column is missing")


def _unknown(path: Path, column: str, columns: Sequence[str]) -> Problem:
    close = nearest(column, columns)
    hint = (f"; gần nhất là '{close}'", f"; the nearest is '{close}'") if close else ("", "")
    return Problem(
        path.name,
        "1",
        column,
        f"danh mục không có cột này{hint[0]}",
        f"the register has no such column{hint[1]}",
    )


def _unreachable(sources: AddedRows, folder: Path) -> Iterator[Problem]:
    """Yield the new sources to which no address of a page leads."""
    columns = _table(folder / "sources.csv")[0]
    for place, row in enumerate(csv.DictReader(io.StringIO(sources.lines), columns), 2):
        parts = urlsplit(row["url"])
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            yield Problem(
                sources.name,
                str(place),
                "url",
                "cần địa chỉ trang nguồn, bắt đầu bằng http:// hoặc https://",
                "the address of the page is needed, beginning with http:// or https://",
            )


def _together(rows: Sequence[AddedRows], folder: Path) -> Catalogue:
    """Return the catalogue of a copy of the folder with the rows; problems name their own file."""
    before = {name: len(_table(folder / name)) for name in _FILES}
    lines = {name: added.lines for added, name in zip(rows, _FILES, strict=True)}
    with longer_folder(folder, lines) as copy:
        try:
            return load_catalogue(copy)
        except CatalogueError as error:
            own = dict(zip(_FILES, rows, strict=True))
            raise _refused([_placed(p, own, before) for p in error.problems]) from None


def _placed(problem: Problem, own: dict[str, AddedRows], before: dict[str, int]) -> Problem:
    """Return a problem at the row of the file that was given, where it is of a new row."""
    added, rows = own.get(problem.file), before.get(problem.file, 0)
    if added is None or not problem.row.isdecimal() or int(problem.row) <= rows:
        return problem
    return replace(problem, file=added.name, row=str(int(problem.row) - rows + 1))


def _refused(problems: Sequence[Problem]) -> CatalogueError:
    return CatalogueError(
        "Số liệu mới chưa đưa vào danh mục được. Sửa các chỗ sau rồi kiểm tra lại:",
        "The new figures cannot enter the register yet. Mend these and check again:",
        problems,
    )
