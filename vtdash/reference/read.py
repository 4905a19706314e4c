"""Files of the reference folder into plain rows and tables; every oddity becomes a Problem."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vtdash.model.datasets import Bilingual
from vtdash.model.errors import Problem, nearest

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""A number as the register writes it; float() also takes 'nan', '1_000' and ' 5'."""


@dataclass
class Collector:
    """Keeps the problems of one load, in the order in which they were met."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, row: object, column: str, vi: str, en: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(file, str(row), column, vi, en))


@dataclass(frozen=True)
class Row:
    """One line of a CSV or one table of a TOML file, with its place and its collector."""

    file: str
    place: str
    values: dict[str, Any]
    collector: Collector

    def problem(self, column: str, vi: str, en: str) -> None:
        """Note a problem in this row."""
        self.collector.add(self.file, self.place, column, vi, en)

    def as_text(self, column: str) -> str:
        """Return the text of a cell; blank where the column is missing."""
        return str(self.values.get(column, "") or "")

    def words(self, column: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.values.get(column, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.problem(column, "cần một danh sách chữ", "a list of texts is expected")
        return ()

    def number(self, column: str) -> float | None:
        """Return the number in a cell, None where it is blank."""
        text = self.as_text(column)
        if not text:
            return None
        if _NUMBER.fullmatch(text):
            return float(text)
        self.problem(
            column,
            f"'{text}' không phải là số (dùng dấu chấm thập phân, không dấu cách)",
            f"'{text}' is not a number (use a decimal point, no spaces)",
        )
        return None

    def numbers(self, column: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        value = self.values.get(column, [])
        if isinstance(value, list) and all(_is_number(item) for item in value):
            return tuple(float(item) for item in value)
        self.problem(column, "cần một danh sách số", "a list of numbers is expected")
        return ()

    def years(self, column: str) -> tuple[int, ...]:
        """Return a list of years."""
        return tuple(int(year) for year in self.numbers(column))

    def table(self, column: str) -> dict[str, str]:
        """Return a table of texts by text, empty where there is none."""
        value = self.values.get(column, {})
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return {str(key): item for key, item in value.items()}
        self.problem(column, "cần một bảng chữ", "a table of texts is expected")
        return {}

    def whole_number(self, column: str, default: int) -> int:
        """Return a whole number from 0, ``default`` where the cell is missing or is none."""
        value = self.values.get(column, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.problem(column, "cần một số nguyên từ 0", "a whole number from 0 is expected")
        return default

    def year(self, column: str) -> int:
        """Return a year, 0 where it cannot be read."""
        text = self.as_text(column)
        if not re.fullmatch(r"[0-9]{1,4}", text):
            self.problem(
                column,
                f"'{text}' không phải là năm, ví dụ 2025",
                f"'{text}' is not a year such as 2025",
            )
            return 0
        return int(text)

    def day(self, column: str) -> date | None:
        """Return a day, None where the cell is blank."""
        text = self.as_text(column)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problem(
                column,
                f"'{text}' không phải là ngày dạng 2025-07-01",
                f"'{text}' is not a date written 2025-07-01",
            )
            return None

    def one_of(self, column: str, known: Iterable[str], *, blank: bool = False) -> str:
        """Return a value of a known list; anything else is a problem with the nearest name."""
        text, names = self.as_text(column), list(known)
        if text in names or (blank and not text):
            return text
        close = nearest(text, names)
        hint = (f"; gần nhất là '{close}'", f"; the nearest is '{close}'") if close else ("", "")
        self.problem(
            column,
            f"'{text}' chưa được định nghĩa{hint[0]}",
            f"'{text}' is not defined{hint[1]}",
        )
        return text

    def bilingual(self, column: str, *, optional: bool = False) -> Bilingual:
        """Return a text in both languages; a missing one is a problem."""
        value = self.values.get(column)
        if value is None and optional:
            return Bilingual("", "")
        if not isinstance(value, dict):
            value = {"vi": self.as_text(f"{column}_vi"), "en": self.as_text(f"{column}_en")}
        both = Bilingual(str(value.get("vi", "")).strip(), str(value.get("en", "")).strip())
        if optional and not (both.vi or both.en):
            return both
        for language, text in (("vi", both.vi), ("en", both.en)):
            if not text:
                self.problem(
                    column,
                    f"thiếu bản dịch '{language}'",
                    f"the translation '{language}' is missing",
                )
        return both


def read_csv(path: Path, columns: Iterable[str], collector: Collector) -> Iterator[Row]:
    """Yield the rows of a CSV; a missing file or column is a problem, and no row is yielded."""
    text = _text(path, collector)
    if text is None:
        return
    lines = _cells(path.name, text, collector)
    header = lines[0] if lines else []
    missing = [name for name in columns if name not in header]
    for name in missing:
        collector.add(
            path.name,
            1,
            name,
            "thiếu cột này; thêm lại cột vào dòng tiêu đề",
            "this column is missing; put it back into the header row",
        )
    if missing:
        return
    for place, cells in enumerate(lines[1:], start=2):
        if not cells:
            continue
        row = Row(path.name, str(place), dict(zip(header, cells, strict=False)), collector)
        if len(cells) != len(header):
            row.problem(
                "", "số ô khác số cột của tiêu đề", "more or fewer cells than the header has"
            )
            continue
        yield row


def _cells(file: str, text: str, collector: Collector) -> list[list[str]]:
    """Return the cells row by row as a spreadsheet counts rows: a cell may hold line breaks."""
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        collector.add(
            file,
            len(lines) + 1,
            "",
            f"dấu ngoặc kép không khép hoặc đặt sai ({error})",
            f"a quotation mark is not closed or misplaced ({error})",
        )
    return lines


def read_toml(path: Path, known: Iterable[str], collector: Collector) -> Iterator[Row]:
    """Yield the tables of a TOML file; unknown keys are problems with the nearest known one."""
    allowed = list(known)
    for name, table in toml_tables(path, collector).items():
        row = Row(path.name, f"[{name}]", table, collector)
        check_keys(row, allowed)
        yield row


def check_keys(row: Row, known: list[str]) -> None:
    """Note keys of a TOML table that are not known, with the nearest known one."""
    for key in row.values:
        if key not in known:
            close = nearest(key, known)
            row.problem(
                key,
                "khóa không được biết" + (f"; có phải '{close}'?" if close else ""),
                "unknown key" + (f"; did you mean '{close}'?" if close else ""),
            )


def toml_tables(path: Path, collector: Collector) -> dict[str, dict[str, Any]]:
    """Return the top-level tables of a TOML file, none where it cannot be read."""
    text = _text(path, collector)
    if text is None:
        return {}
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        collector.add(path.name, "", "", f"không phải TOML hợp lệ: {error}", f"not TOML: {error}")
        return {}
    return only_tables(Row(path.name, "", values, collector))


def read_json(path: Path, collector: Collector) -> object:
    """Return what a JSON file holds, None where it cannot be read."""
    text = _text(path, collector)
    try:
        return None if text is None else json.loads(text)
    except json.JSONDecodeError as error:
        said = f"{error.msg}, {error.colno}"
        collector.add(
            path.name, error.lineno, "", f"không phải JSON hợp lệ: {said}", f"not JSON: {said}"
        )
        return None


def only_tables(row: Row) -> dict[str, dict[str, Any]]:
    """Return the tables among a row's values; anything else is a problem."""
    for key, value in row.values.items():
        if not isinstance(value, dict):
            row.problem(key, "cần một bảng dạng [tên]", "a table written [name] is expected")
    return {key: value for key, value in row.values.items() if isinstance(value, dict)}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _text(path: Path, collector: Collector) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        collector.add(
            path.name,
            "",
            "",
            "thiếu tệp; lấy lại từ kho mã nguồn",
            "the file is missing; restore it from the repository",
        )
        return None
    except OSError as error:
        reason = error.strerror
        collector.add(path.name, "", "", f"không đọc được: {reason}", f"cannot be read: {reason}")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        collector.add(path.name, line, "", "tệp không phải UTF-8", "the file is not UTF-8")
        return None
    for place, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            vi, en = "chữ chưa ở dạng Unicode NFC", "text is not in Unicode form NFC"
            collector.add(path.name, place, "", vi, en)
    return text
