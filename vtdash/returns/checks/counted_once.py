"""Where another return says the same of an area and period: what counts is asked, never assumed.

Two cases. The unit has reported the period before, in a file that is published or loaded with this
one: the new file replaces that, or adds to it. Or another unit reports the same rows (an office
above it, or the same centre by another name): one contains the other, or both count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from vtdash.model.datasets import Bilingual, Dataset
from vtdash.returns.checks.groups import Frame, Numbers, values_at
from vtdash.returns.checks.rows_together import RowsTogether, rows_of_others
from vtdash.returns.counting import (
    ADDS,
    CONTAINS,
    REPLACES,
    CountingChoice,
    CountingKind,
    CountingQuestion,
)
from vtdash.returns.names.units import is_office
from vtdash.store import Counting, Records
from vtdash.text.language import Named
from vtdash.text.messages import Number, message

_UNIT = "institution_id"


def counting_questions(
    frame: Frame,
    dataset: Dataset,
    known: pa.Table,
    beside: Sequence[Records],
    source: str,
    answers: Mapping[str, str],
) -> tuple[CountingQuestion, ...]:
    """Return what has to be decided about the rows of a file, with the answers given so far.

    ``known``: current records with their files; ``beside``: records that are loaded with the file;
    ``source``: what tells the file from others. An answer may stand under the key of a question,
    or under its kind for all of them.
    """
    kept = rows_of_others(frame, dataset, known, beside)
    if not len(kept) and not _offices(frame, dataset):
        return ()
    rows = RowsTogether(frame, kept, dataset)
    found = [*_asked_again(rows, source), *_overlaps(rows)]
    return tuple(_answered(question, answers) for question in found)


def _answered(question: CountingQuestion, answers: Mapping[str, str]) -> CountingQuestion:
    given = answers.get(question.key) or answers.get(question.kind, "")
    if given not in {choice.value for choice in question.choices}:
        return question
    return replace(question, answer=given)


def _offices(frame: Frame, dataset: Dataset) -> list[str]:
    """Return the units of a file that are offices: what they report may be of units below them."""
    if _UNIT not in dataset.key:
        return []
    return [unit for unit in frame[_UNIT].cat.categories if is_office(unit)]


# --- the same unit and period again -------------------------------------------------------------


def _asked_again(rows: RowsTogether, source: str) -> Iterator[CountingQuestion]:
    """Yield a question for each set of files that spoke for units and periods of this one."""
    before = rows.kept[rows.kept["scope"].isin(rows.own["scope"].unique())]
    pairs = before[["scope", "origin"]].drop_duplicates().sort_values("origin")
    files: dict[int, tuple[int, ...]] = {}
    for scope, origin in pairs.itertuples(index=False, name=None):
        files[scope] = (*files.get(scope, ()), origin)
    groups: dict[tuple[int, ...], list[int]] = {}
    for scope, origins in files.items():
        groups.setdefault(origins, []).append(scope)
    for scopes in groups.values():
        then = before[before["scope"].isin(scopes)]
        now = rows.own[rows.own["scope"].isin(scopes)]
        yield _again(rows, then, now, source)


def _again(rows: RowsTogether, then: Frame, now: Frame, source: str) -> CountingQuestion:
    scopes, was = rows.scopes(now), Number(rows.total(then))
    key = "again/" + "/".join(scopes[0]) + (f"+{len(scopes) - 1}" if scopes[1:] else "")
    said = message(
        "{scope}: {measure}: {was} in {files}, {now} in this file.",
        scope=_scopes_in_words(scopes),
        measure=rows.dataset.column(rows.main).title,
        was=was,
        files=rows.files(then),
        now=Number(rows.total(now)),
    )
    choices = tuple(_again_choices(rows, then, now, source, scopes))
    return CountingQuestion(key, "again", int(now["row"].min()), said, choices)


def _again_choices(
    rows: RowsTogether, then: Frame, now: Frame, source: str, scopes: tuple[tuple[str, ...], ...]
) -> Iterator[CountingChoice]:
    """Yield the answers; a file that counts already is not added to itself."""
    origins, was = then["origin"].unique(), Number(rows.total(then))

    def total(kept: Frame) -> dict[str, Number]:
        return {"was": was, "total": Number(rows.total(pd.concat([kept, now])))}

    names = rows.files(then)
    words = message("It replaces what was reported: {was} becomes {total}.", **total(then[:0]))
    yield CountingChoice(REPLACES, words, Counting(REPLACES, scopes, other=names))
    for origin in origins if len(origins) > 1 else ():
        name, _, stored = rows.origins[origin]
        if stored:
            words = message(
                "It replaces {file} alone: {was} becomes {total}.",
                file=name,
                **total(then[then["origin"] != origin]),
            )
            decided = Counting(REPLACES, scopes, other=name, file=stored)
            yield CountingChoice(f"{REPLACES}:{stored[:8]}", words, decided)
    if not source or source not in {rows.origins[origin][1] for origin in origins}:
        words = message("It adds to what was reported: {was} becomes {total}.", **total(then))
        yield CountingChoice(ADDS, words, Counting(ADDS, scopes, other=names))


def _scopes_in_words(scopes: Sequence[Sequence[str]]) -> Named:
    first = ", ".join(scopes[0])
    if len(scopes) == 1:
        return Bilingual(first, first)
    return message("{scope} and {n} more", scope=first, n=Number(len(scopes) - 1))


# --- the same rows from two units ---------------------------------------------------------------


def _overlaps(rows: RowsTogether) -> Iterator[CountingQuestion]:
    """Yield a question for each two units of which one is the file's and that share a record."""
    if _UNIT not in rows.dataset.key:
        return
    others = rows.kept[~rows.kept["scope"].isin(rows.own["scope"].unique())]
    counted = pd.concat([rows.own, others])
    pairs = dict.fromkeys((*_shared(rows.own, others), *_shared(*_below(rows.own))))
    totals = _Totals(rows, counted[counted["place"].isin([place for place, _, _ in pairs])])
    for place, own, other in pairs:
        yield _overlap(rows, totals, place, (own, other))


def _shared(own: Frame, others: Frame) -> list[tuple[int, int, int]]:
    """Return (place, scope, other scope) where two units have a record of the same key."""
    others = others[others["same"].isin(own["same"].unique())]
    own = own[own["same"].isin(others["same"].unique())]
    names = ["same", "place", "scope"]
    both = own[names].merge(others[names], on=["same", "place"], suffixes=("", "_other"))
    both = both[both["scope"] != both["scope_other"]]
    found = both[["place", "scope", "scope_other"]].drop_duplicates()
    return [(int(p), int(s), int(o)) for p, s, o in found.itertuples(index=False, name=None)]


def _below(own: Frame) -> tuple[Frame, Frame]:
    """Return the rows of the file's offices, and those of its other units."""
    units = own[_UNIT].cat
    is_one = np.array([*(is_office(unit) for unit in units.categories), False], bool)
    offices: Numbers = is_one[units.codes.to_numpy()]
    return own[offices], own[~offices]


class _Totals:
    """The rows that count in the places at hand, by place and by unit."""

    def __init__(self, rows: RowsTogether, counted: Frame) -> None:
        self.of_scope: dict[int, Any] = dict(iter(counted.groupby("scope")))
        self.of_place = {int(place): rows.total(some) for place, some in counted.groupby("place")}


def _overlap(
    rows: RowsTogether, totals: _Totals, place: int, pair: tuple[int, int]
) -> CountingQuestion:
    parts = [totals.of_scope[scope] for scope in pair]
    scopes = [rows.scopes(part)[0] for part in parts]
    units = [scope[-1] for scope in scopes]
    sums, whole = [rows.total(part) for part in parts], totals.of_place[place]
    where = ", ".join(scopes[0][:-1])
    said = message(
        "{place}: {unit} and {other} both report {shared}: {measure}: {sum} and {other_sum} "
        "({files}).",
        place=where,
        unit=units[0],
        other=units[1],
        shared=_examples(rows, *parts),
        measure=rows.dataset.column(rows.main).title,
        sum=Number(sums[0]),
        other_sum=Number(sums[1]),
        files=rows.files(parts[1]) or message("this file"),
    )
    apart = message("Both count: {place} comes to {total}.", place=where, total=Number(whole))
    choices = [CountingChoice(ADDS, apart, Counting("separate", (scopes[0],), other=units[1]))]
    for at in (0, 1):
        within = 1 - at
        lost = parts[within][~parts[within]["same"].isin(parts[at]["same"])]
        words = _contains((units[at], units[within]), where, whole - sums[within], rows.total(lost))
        decided = Counting("contained", (scopes[within],), other=units[at])
        choices.append(CountingChoice(f"{CONTAINS}:{units[at]}", words, decided))
    key = "/".join(("overlap", *scopes[0][:-1], *sorted(units)))
    row = int(parts[0].loc[parts[0]["origin"] < 0, "row"].min())
    return CountingQuestion(key, "overlap", row, said, tuple(choices))


def _contains(units: tuple[str, str], where: str, total: float, lost: float) -> Named:
    words = {"unit": units[0], "other": units[1], "place": where, "total": Number(total)}
    if not lost:
        return message("{unit} contains {other}: {place} comes to {total}.", **words)
    return message(
        "{unit} contains {other}: {place} comes to {total}; {lost} of {other} stand in no row of "
        "{unit} and no longer count.",
        lost=Number(lost),
        **words,
    )


def _examples(rows: RowsTogether, part: Frame, other: Frame) -> str:
    """Return the first records that two units share, by what tells them apart in one place."""
    shared = part[part["same"].isin(other["same"])].drop_duplicates("same")
    names = [name for name in rows.dataset.key if name not in rows.dataset.scope]
    found = values_at(shared, names, np.arange(min(len(shared), _SHOWN)))
    listed = "; ".join(" ".join(str(value) for value in values) for values in found)
    return listed + (" …" if len(shared) > _SHOWN else "")


_SHOWN = 3

QUESTION_CHECKS: Mapping[CountingKind, tuple[str, str]] = {
    "again": ("P02", ""),
    "overlap": ("K02", _UNIT),
}
"""Kind of question -> the check that is noted while it is open, and the column that it is about."""
