"""What decides over a file that was examined: its state, what it contradicts, who answers for it.

Page and command line share these, so that they cannot judge one file differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.returns import Examination
from vtdash.returns.counting import ADDS
from vtdash.returns.files.cells import as_text
from vtdash.returns.files.source import read_source
from vtdash.returns.findings import Findings, Stopped
from vtdash.returns.model import Candidate, Cell, Grid, Match
from vtdash.returns.names.office_words import plain
from vtdash.returns.registry import CHECKS
from vtdash.returns.wording import harmless, printable
from vtdash.store import (
    USED,
    Counting,
    DatasetPreview,
    Deed,
    PublishEvent,
    Records,
    preview_publish,
)
from vtdash.text.language import Named, Text

FileState = Literal["refused", "open", "ready"]
"""Refused: the office has to fix the file. Open: a steward has to answer. Ready: publish."""

ANSWERABLE = frozenset({"C02", "C11", "S15", "S20", "S23", "P02", "K02", "K03", "H04"})
"""Errors that an answer removes: a near name or old letters need a yes, units are new, a fact is
missing, rows are hidden, another return says the same, another page says otherwise, a unit is named
nearly like another."""

LONGEST_NAME = 100
"""Letters of an actor's name that are recorded."""

_LONGEST_ROW = 160
"""Letters of a row that are shown: enough to find it again."""


def file_state(examination: Examination) -> FileState:
    """Return whether the file is refused, waits for answers, or is ready to be published."""
    errors = {check for check in examination.counts if CHECKS[check].severity == "error"}
    if errors - ANSWERABLE:
        return "refused"
    return "ready" if examination.is_ready and not errors else "open"


def contradicted(
    data: Path, catalogue: Catalogue, others: Sequence[Records] = ()
) -> Callable[[Records], list[Named]]:
    """Return how to learn which published figures records would contradict, with ``others``.

    ``others`` are the files that go out together with them.
    """
    beside = tuple(others)
    return lambda records: [
        found.words for found in preview_publish(data, [*beside, records], catalogue).contradictions
    ]


def preview_sentence(preview: DatasetPreview, text: Text) -> str:
    """Return how many rows are new, change, vanish and stay, in one sentence."""
    n = {kind: text.number(count) for kind, count in preview.counts.items()}
    return text(
        "{dataset}: {new} new rows, {changed} changed, {vanished} vanished, {unchanged} as before.",
        dataset=text.name(DATASETS[preview.dataset].title),
        **n,
    )


def event_words(event: PublishEvent, text: Text) -> str:
    """Return what a publish, build or rollback did, in words."""
    if not event.is_complete:
        return text("broke off; nothing changed")
    return {
        "publish": text("published"),
        "build": text("built anew"),
        "rollback": text("made current again"),
    }[event.action]


def deed_words(deed: Deed, text: Text) -> str:
    """Return what was done, in words."""
    return {
        "build": text("built anew"),
        "publish": text("published"),
        "load": text("loaded"),
        "withdraw": text("withdrawn"),
        "release": text("released and published"),
        "rollback": text("made current again"),
        "unit": text("decided about a unit"),
        "figure": text("chose which published figure is used"),
        "refused": text("refused"),
    }[deed.act]


def about_words(deed: Deed) -> str:
    """Return what an act was done to, as the log keeps it."""
    return ", ".join(f"{name}={_plain(value)}" for name, value in deed.about.items() if value)


def _plain(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who publishes or rolls back, and how far that is certain.

    ``typed``: somebody wrote the name into a field; ``signed-in``: a sign-in vouches for it;
    ``system``: the user of the machine, on the command line.
    """

    kind: Literal["typed", "signed-in", "system"]
    name: str

    @property
    def recorded(self) -> str:
        """Return the text that a snapshot's history keeps; empty without a name."""
        name = printable(" ".join(self.name.split()))[:LONGEST_NAME]
        return f"{self.kind}:{name}" if name else ""


def corrected_words(text: Text, cell: str, before: str, after: str) -> str:
    """Return what a steward typed in place of what an office wrote."""
    return text("{cell}: {after} instead of {before}", cell=cell, after=after, before=before)


def decided_words(decided: Counting, text: Text) -> str:
    """Return what a steward decided where two returns say the same."""
    if decided.choice == USED:
        instead = ", ".join(decided.scopes[0])
        if not decided.other:
            return text("{figures}: left to the rules. {why}", figures=instead, why=decided.why)
        return text(
            "{used} is used instead of {figures}. {why}",
            used=decided.other,
            figures=instead,
            why=decided.why,
        )
    more = len(decided.scopes) - 1
    where = ", ".join(decided.scopes[0]) + (f" (+{text.number(more)})" if more else "")
    words = {"scope": where, "other": decided.other}
    if decided.choice == "contained":
        return text("{scope} is contained in {other} and does not count", **words)
    if decided.choice == "separate":
        return text("{scope} and {other} both count", **words)
    if decided.choice == ADDS:
        return text("{scope} adds to {other}", **words)
    return text("{scope} replaces {other}", **words)


def actor_words(recorded: str, text: Text) -> str:
    """Return a recorded actor in words; what was recorded otherwise comes back as it is."""
    kind, _, name = recorded.partition(":")
    if not name:
        return recorded
    if kind == "typed":
        return text("{name} (name as typed)", name=name)
    if kind == "signed-in":
        return text("{name} (signed in)", name=name)
    if kind == "system":
        return text("{name} (command line)", name=name)
    return recorded


def publish_step_words(name: str, text: Text) -> str:
    """Return what a step of a publish does, in words."""
    return {
        "reference": text("Reading the reference data"),
        "sample": text("Making the sample returns"),
        "records": text("Storing the records"),
        "marts": text("Rolling up"),
        "verify": text("Checking the snapshot"),
        "publish": text("Publishing"),
    }.get(name, name)


def reading_stage_words(name: str, text: Text) -> str:
    """Return what a stage of an examination does, in words."""
    return {
        "file": text("Opening the file"),
        "form": text("Recognising the form"),
        "values": text("Reading the values"),
        "rows": text("Checking the rows"),
        "history": text("Comparing with what was reported before"),
    }[name]


def names_once(found: Iterable[Match]) -> list[Match]:
    """Return each name once with all its rows, in whatever rows, periods and spellings it stands.

    Spellings that are compared as equal are one name: one answer holds for all of them.
    """
    once: dict[tuple[str, str], Match] = {}
    for match in found:
        key = (match.kind, plain(match.text))
        first = once.get(key)
        once[key] = match if first is None else _one_name(first, match)
    return list(once.values())


def _one_name(first: Match, other: Match) -> Match:
    """Return two matches of a name as one, without an answer where one of them has none."""
    open_one = first if first.how != "accepted" else other
    known = {each.code for each in first.candidates}
    more = tuple(each for each in other.candidates if each.code not in known)
    rows = tuple(sorted({*first.rows, *other.rows}))
    return replace(open_one, candidates=first.candidates + more, rows=rows)


def proposed_code(match: Match) -> str:
    """Return the code that is proposed before anybody says yes, empty where none stands out.

    It is the first candidate where that is also the one whose name is written most alike: 'Hàn
    điệm' holds the whole name of another occupation than 'Hàn điện', which it is nearest to.
    """
    if match.how == "accepted":
        return match.code
    first, *others = (each for each in match.candidates if each.code != match.text)
    likeness = _likeness(match.text, first)
    stands_out = all(_likeness(match.text, other) < likeness for other in others)
    return first.code if stands_out else ""


def _likeness(text: str, candidate: Candidate) -> float:
    known = (candidate.code, candidate.name.vi, candidate.name.en)
    return max(fuzz.ratio(plain(text), plain(name)) for name in known)


def row_list(numbers: Iterable[int], text: Text, most: int = 8) -> str:
    """Return row numbers as one enumeration; of many only the first ones."""
    several = list(numbers)
    said = ", ".join(str(number) for number in several[:most])
    left = len(several) - most
    return text("{rows} and {n} more", rows=said, n=text.number(left)) if left > 0 else said


def rows_with_problems(content: bytes, examination: Examination) -> Mapping[tuple[str, int], str]:
    """Return the rows named by findings: (sheet, row) -> the cells in use, as one line.

    Nothing is returned for a form with personal data, nor for a file that was not recognised:
    it might be one.
    """
    recognition = examination.recognition
    if recognition is None or recognition.is_personal:
        return {}
    wanted = {(f.place.sheet, f.place.row) for f in examination.findings if f.place.row}
    shown: dict[tuple[str, int], str] = {}
    if not wanted:
        return shown
    try:
        for grid in read_source(content, examination.name, Findings()).grids:
            rows = {row for sheet, row in wanted if sheet == grid.name and row}
            shown |= {(grid.name, row): line for row, line in _lines(grid, rows).items()}
    except Stopped:  # the findings say where the file cannot be read on
        pass
    return shown


def _lines(grid: Grid, rows: set[int]) -> dict[int, str]:
    lines: dict[int, str] = {}
    for number, cells in grid.rows() if rows else ():
        if number > max(rows):
            break
        if number in rows:
            lines[number] = _line(cells)
    return lines


def _line(cells: tuple[Cell, ...]) -> str:
    used = [harmless(words) for words in map(as_text, cells) if words]
    line = " | ".join(used)
    return line if len(line) <= _LONGEST_ROW else line[: _LONGEST_ROW - 1] + "…"
