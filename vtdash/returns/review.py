"""Where a file stands on its way to being published, and who takes it there.

Page and command line share these, so that they cannot judge one file differently.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.returns import Examination
from vtdash.returns.model import Place
from vtdash.returns.registry import CHECKS
from vtdash.returns.wording import printable
from vtdash.store import DatasetPreview, PublishEvent, Records, preview_publish
from vtdash.text.language import Named, Text

Standing = Literal["refused", "open", "ready"]
"""Refused: the office has to mend the file. Open: a steward's answer is due. Ready: publish."""

ANSWERABLE = frozenset({"C02", "S15"})
"""Errors that a steward's answer removes: a near name needs a yes, a fact is missing."""

LONGEST_NAME = 100

_TYPED, _SIGNED_IN, _SYSTEM = "typed:", "signed-in:", "system:"


def standing(examination: Examination) -> Standing:
    """Return where the file stands."""
    errors = {check for check in examination.counts if CHECKS[check].severity == "error"}
    if errors - ANSWERABLE:
        return "refused"
    return "ready" if examination.is_ready and not errors else "open"


def with_reasons(examination: Examination, reasons: Mapping[str, str]) -> Examination:
    """Return the examination with the steward's reasons, in its records too; nothing is read."""
    answers = replace(examination.answers, reasons=dict(reasons))
    records = examination.records
    if records is not None:
        outcomes = (replace(o, reason=reasons.get(o.check, o.reason)) for o in records.checks)
        records = replace(records, checks=tuple(outcomes))
    return replace(examination, answers=answers, records=records)


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


def clashes(files: Sequence[Records]) -> tuple[tuple[str, str, str], ...]:
    """Return pairs of files that speak for the same office and period, with what they share.

    Published together the later one would silently take the place of the earlier one.
    """
    first: dict[tuple[str, ...], str] = {}
    found: dict[tuple[str, str], str] = {}
    for number, records in enumerate(files):
        for scope in _scopes(records):
            owner = first.setdefault((records.dataset, *scope), f"{number} {records.name}")
            if owner != f"{number} {records.name}":
                found.setdefault((owner.split(" ", 1)[1], records.name), ", ".join(scope))
    return tuple((one, other, shared) for (one, other), shared in found.items())


def clash_sentences(files: Sequence[Records], text: Text) -> list[str]:
    """Return a sentence for each pair of files that speak for the same office and period."""
    return [
        text(
            "The files {one} and {other} speak for the same office and period ({shared}). "
            "Take one of them away.",
            one=one,
            other=other,
            shared=shared,
        )
        for one, other, shared in clashes(files)
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


def _scopes(records: Records) -> list[tuple[str, ...]]:
    columns = list(DATASETS[records.dataset].scope)
    rows = records.table.select(columns).group_by(columns).aggregate([]).to_pylist()
    return sorted(tuple(str(row[name]) for name in columns) for row in rows)


def typed(name: str) -> str:
    """Return how a name is recorded that somebody wrote into a field."""
    return _TYPED + _one_line(name) if _one_line(name) else ""


def signed_in(mail: str) -> str:
    """Return how a steward is recorded for whom a sign-in vouches."""
    return _SIGNED_IN + _one_line(mail)


def system(user: str) -> str:
    """Return how the user of the machine is recorded: the command line."""
    return _SYSTEM + _one_line(user)


def said_by(by: str, text: Text) -> str:
    """Return who did something, in words; what was recorded otherwise stands as it is."""
    if by.startswith(_TYPED):
        return text("{name} (name as typed)", name=by.removeprefix(_TYPED))
    if by.startswith(_SIGNED_IN):
        return text("{name} (signed in)", name=by.removeprefix(_SIGNED_IN))
    if by.startswith(_SYSTEM):
        return text("{name} (command line)", name=by.removeprefix(_SYSTEM))
    return by


def step(name: str, text: Text) -> str:
    """Return what a step of a publish does, in words."""
    return {
        "reference": text("Reading the reference data"),
        "sample": text("Making the sample returns"),
        "records": text("Storing the records"),
        "marts": text("Rolling up"),
        "verify": text("Checking the snapshot"),
        "publish": text("Publishing"),
    }.get(name, name)


def where(place: Place, text: Text) -> str:
    """Return a place of a file in words: sheet, row, column; empty for the whole file."""
    said = [text("sheet {name}", name=place.sheet)] if place.sheet else []
    if place.row is not None:
        said.append(text("row {number}", number=place.row))
    if place.column:
        said.append(text("column {name}", name=place.column))
    return ", ".join(said)


def rows(numbers: Iterable[int], text: Text, most: int = 8) -> str:
    """Return row numbers as one enumeration; of many only the first ones."""
    several = list(numbers)
    said = ", ".join(str(number) for number in several[:most])
    left = len(several) - most
    return text("{rows} and {n} more", rows=said, n=text.number(left)) if left > 0 else said


def trace(error: BaseException) -> str:
    """Return the kind of an unforeseen error and where it arose, without its text.

    The text of an error may repeat a cell, and a cell may be personal.
    """
    steps = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{step.filename}:{step.lineno}" for step in reversed(steps[-6:]))
    return f"{type(error).__name__} at {places}"


def _one_line(name: str) -> str:
    return printable(" ".join(name.split()))[:LONGEST_NAME]
