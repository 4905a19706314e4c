"""Every exception that vtdash raises on purpose.

Bottom layer: this module imports nothing from the package. Each error carries its words in
Vietnamese and English, so that the page and the command line say the same; a sentence says
what is wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of a file that a person edits or sends.

    ``row`` is the line as a spreadsheet counts it (the header is 1), or a TOML table's name;
    it is empty when no line can honestly be named.
    """

    file: str
    row: str
    column: str
    vi: str
    en: str

    def words(self, language: str) -> str:
        """Return the place and the sentence in one line, in ``vi`` or ``en``."""
        row, column = (", dòng ", ", cột ") if language == "vi" else (", row ", ", column ")
        place = self.file + (row + self.row if self.row else "")
        place += column + self.column if self.column else ""
        return f"{place}: {self.vi if language == 'vi' else self.en}"


class VtdashError(Exception):
    """Base of the family: a sentence in each language."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def words(self, language: str) -> str:
        """Return the message in ``vi`` or ``en``."""
        return self.vi if language == "vi" else self.en


class Problems(VtdashError):
    """A file or folder was read to its end and has problems: all of them are listed."""

    SHOWN = 50
    """A list longer than this helps nobody; the rest is counted."""

    def __init__(self, vi: str, en: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        self.title_vi, self.title_en = vi, en
        super().__init__(self._text("vi", vi), self._text("en", en))

    def _text(self, language: str, title: str) -> str:
        lines = [f"- {p.words(language)}" for p in self.problems[: self.SHOWN]]
        left = len(self.problems) - self.SHOWN
        if left > 0:
            lines.append(f"- … và {left} lỗi nữa" if language == "vi" else f"- … and {left} more")
        return "\n".join([title, *lines])


class CatalogueError(Problems):
    """The reference data does not hold together; nothing is built from it."""


class SnapshotMissing(VtdashError):
    """No snapshot has been published yet."""


class SnapshotDamaged(VtdashError):
    """A snapshot's files do not match its manifest."""


class PublishBusy(VtdashError):
    """Another publish holds the lock."""


class NotAllowed(VtdashError):
    """Somebody may not do what they asked for."""


class UnknownName(VtdashError, KeyError):
    """A name that is not defined; the nearest defined one is proposed."""

    __str__ = VtdashError.__str__


def trace_without_words(error: BaseException) -> str:
    """Return the kind of an unforeseen error and where it arose, without its text.

    The text of an error may repeat a cell, and a cell may be personal.
    """
    steps = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{step.filename}:{step.lineno}" for step in reversed(steps[-6:]))
    return f"{type(error).__name__} at {places}"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name closest to ``name``, or an empty string.

    >>> nearest("unti", ["unit", "topic"])
    'unit'
    """
    found = difflib.get_close_matches(name, list(known), n=1)
    return found[0] if found else ""


_KINDS_VI = {
    "indicator": "chỉ tiêu",
    "figure": "số liệu",
    "area": "địa bàn",
    "unit": "đơn vị",
    "level": "trình độ",
    "status": "trạng thái",
}
"""Kinds in Vietnamese; a list of codes goes by its own name in codes.toml."""


def unknown_name(kind: str, name: str, known: Iterable[str]) -> UnknownName:
    """Return the error for a name that is not defined, with the nearest one that is."""
    close = nearest(name, known)
    vi, en = (f" Có phải là '{close}'?", f" Did you mean '{close}'?") if close else ("", "")
    kind_vi = _KINDS_VI.get(kind, f"mã [{kind}]")
    return UnknownName(f"Không có {kind_vi} '{name}'.{vi}", f"No {kind} '{name}'.{en}")
