"""What is wrong with a file, and what publishing the files at hand would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

import streamlit as st

from vtdash.model.datasets import DATASETS, Dataset
from vtdash.reference import Area
from vtdash.render.names import Names
from vtdash.returns import Examination
from vtdash.returns.model import Finding
from vtdash.returns.reader_view import seen_sentences
from vtdash.returns.registry import CHECKS, Check
from vtdash.returns.review import preview_sentence
from vtdash.returns.workbooks.marked import mark
from vtdash.store import DatasetPreview, Kind, PublishPreview, data_folder, preview_publish
from vtdash.text.language import Text
from vtdash.topics.changes import total_rows
from vtdash.topics.view import View
from vtdash.ui import intake_answers, intake_cells, intake_files
from vtdash.ui.downloads import offer_file
from vtdash.ui.intake_files import Loaded
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words
from vtdash.ui.stewards import are_theirs


@dataclass(frozen=True)
class ProblemGroup:
    """What one check found: its true number, and the findings that are listed."""

    check: Check
    count: int
    listed: tuple[Finding, ...]


ASKED_ELSEWHERE = frozenset({"C02", "K03", "S18", "S20", "S23"})
"""Checks whose cells are not typed anew: a near name, hidden rows and old letters are answered once
for all, a contradiction beside its card, a column without results is mended in the file."""


def problem_groups(examination: Examination) -> tuple[ProblemGroup, ...]:
    """Return what was found by check: errors before warnings, each in the order of the checks."""
    by_check: dict[str, list[Finding]] = {check: [] for check in examination.counts}
    for finding in examination.findings:
        by_check.setdefault(finding.check, []).append(finding)
    found = [
        ProblemGroup(CHECKS[name], max(examination.counts.get(name, 0), len(listed)), tuple(listed))
        for name, listed in by_check.items()
    ]
    return tuple(sorted(found, key=lambda group: group.check.severity == "warning"))


def problem_rows(
    found: Iterable[Finding], text: Text, beside: Mapping[tuple[str, int], str]
) -> list[dict[str, str]]:
    """Return findings as rows of a table; a column that would be empty is left out.

    ``beside``: (sheet, row) -> the office's own row in which the problem stands.
    """
    full = [
        {
            text("Sheet"): finding.place.sheet,
            text("Row"): "" if finding.place.row is None else str(finding.place.row),
            text("What is wrong"): text.name(finding.words),
            text("Found"): finding.found,
            text("Expected"): text.name(finding.expected) if finding.expected else "",
            text("What to do"): text.name(finding.do) if finding.do else "",
            text("The row"): beside.get((finding.place.sheet, finding.place.row or 0), ""),
        }
        for finding in found
    ]
    used = [title for title in (full[0] if full else {}) if any(row[title] for row in full)]
    return [{title: row[title] for title in used} for row in full]


def problem_summary(found: Iterable[ProblemGroup], text: Text) -> str:
    """Return how many errors and warnings there are, in one sentence."""
    several = list(found)
    errors = sum(group.count for group in several if group.check.severity == "error")
    warnings = sum(group.count for group in several if group.check.severity == "warning")
    if not several:
        return text("No problem was found.")
    counted = [
        text.plural("{n} error", "{n} errors", errors),
        text.plural("{n} warning", "{n} warnings", warnings),
    ]
    shown = [said for said, n in zip(counted, (errors, warnings), strict=True) if n]
    return text("Found: {list}.", list=text.items(shown))


def draw_problems(view: View, file: Loaded) -> None:
    """List the problems of a file by check, and offer them as a workbook."""
    text = view.text
    found = problem_groups(file.examination)
    st.header(text("What was found"), anchor=False)
    st.markdown(f"**{literal(problem_summary(found, text))}**")
    for group in found:
        _group(group, text, file)
    intake_cells.draw_corrections(view, file)
    if found or file.examination.changes:
        offer_file(
            text("Download the problems (XLSX), your own cells marked"),
            lambda: mark(file.content(), file.examination),
            f"{PurePath(file.examination.name).stem}_problems.xlsx",
            file.key("marked"),
        )


def _group(group: ProblemGroup, text: Text, file: Loaded) -> None:
    check = group.check
    is_error = check.severity == "error"
    sign = text("error") if is_error else text("warning")
    in_cells = all(each.place.row and each.place.letters for each in group.listed)
    times = (
        text.plural("{n} cell", "{n} cells", group.count)
        if in_cells
        else text.plural("{n} place", "{n} places", group.count)
    )
    title = f"**{sign}** · {check.id} · {literal(text.name(check.title))} · {times}"
    with st.expander(title, expanded=is_error):
        st.markdown(text("Expected: {words}", words=literal(text.name(check.expected))))
        st.markdown(text("What to do: {words}", words=literal(text.name(check.do))))
        rows_of_words(problem_rows(group.listed, text, file.beside), text.name(check.title))
        if group.count > len(group.listed):
            st.caption(text("{n} of them are listed.", n=text.number(len(group.listed))))
        if check.id not in ASKED_ELSEWHERE:
            intake_cells.draw_cells(text, file, group.listed)


SHOWN = 50
"""Examples of each kind that are listed; the rest is counted."""

_COMPARED = "_intake_compared"

Row = dict[str, str]


def draw_preview(view: View, files: Sequence[Loaded]) -> None:
    """Show what would change if the files whose rows are sound were published.

    Of other offices' rows it is not shown, since it says what these reported in small cells.
    """
    sound = [file for file in files if file.records]
    if not are_theirs(records for file in sound if (records := file.records)):
        st.caption(
            view.text("Changes are not shown: rows of other offices are among those loaded.")
        )
        return
    found = _compared(view, sound) if sound else None
    if found is None or not found.changes:
        return
    text = view.text
    st.header(text("What would change"), anchor=False)
    for change in found.changes:
        _change(change, view)
    if found.contradictions:
        st.warning(text("Published figures that would be contradicted:"))
        st.markdown("\n".join(f"- {literal(text.name(c.words))}" for c in found.contradictions))


def changed_rows(change: DatasetPreview, kind: Kind, names: Names) -> list[Row]:
    """Return rows that are new, change or vanish as rows of a table, the first ones only."""
    text, dataset, areas = names.text, DATASETS[change.dataset], areas_of_codes(names)
    return [
        {
            **key_in_words(dataset, example.key, names, areas),
            text("Measure"): text.name(dataset.column(example.column).meaning),
            text("Before"): _number(example.before, text),
            text("After"): _number(example.after, text),
        }
        for example in change.examples.get(kind, ())[:SHOWN]
    ]


def _compared(view: View, files: Sequence[Loaded]) -> PublishPreview | None:
    """Return the comparison, made anew only when a file or the snapshot is another one."""
    cause = tuple((file.id, file.work.turn, file.work.read) for file in files)
    before = st.session_state.get(_COMPARED)
    if before and before[0] == cause:
        return before[1]
    records = [records for file in files if (records := file.records)]
    run = partial(preview_publish, data_folder(), records, intake_files.catalogue_for_next(view))
    with st.spinner(view.text("Comparing with the current snapshot")):
        found = intake_files.take_step(run, view.text)
    st.session_state[_COMPARED] = (cause, found)
    return found


def _change(change: DatasetPreview, view: View) -> None:
    text, names = view.text, view.names
    st.markdown(f"**{literal(preview_sentence(change, text))}**")
    said = seen_sentences(change, names.catalogue, text)
    st.markdown("\n".join(f"- {literal(sentence)}" for sentence in said))
    rows_of_words(total_rows(names, change.totals, of_one_dataset=True), text("Totals that change"))
    titles: dict[Kind, str] = {
        "vanished": text("Rows that vanish"),
        "changed": text("Rows that change"),
        "new": text("New rows"),
    }
    for kind, title in titles.items():
        if change.counts.get(kind, 0):
            with st.expander(f"{title}: {text.number(change.counts[kind])}"):
                rows_of_words(changed_rows(change, kind, names), title)


def key_in_words(
    dataset: Dataset, key: Sequence[str], names: Names, areas: dict[str, list[Area]]
) -> Row:
    """Return the key of a record as cells of a table."""
    values = dict(zip(dataset.key, key, strict=True))
    said: dict[str, Callable[[str], str]] = {
        "city": partial(names.code, "city"),
        "level": partial(names.code, "level"),
        "audience": partial(names.code, "audience"),
        "item_id": partial(names.group, "item"),
        "area_code": partial(_area, areas, names.text, values[dataset.period]),
        "occupation_key": names.occupation,
        dataset.period: names.text.period,
    }
    return {
        names.text.name(dataset.column(name).title): said.get(name, str)(value)
        for name, value in values.items()
    }


def areas_of_codes(names: Names) -> dict[str, list[Area]]:
    """Return all areas that ever bore a code."""
    areas: dict[str, list[Area]] = defaultdict(list)
    for area in names.catalogue.areas:
        areas[area.code].append(area)
    return areas


def _area(areas: dict[str, list[Area]], text: Text, period: str, code: str) -> str:
    day = intake_answers.day_of_period(period)
    found = [area for area in areas.get(code, ()) if day is None or area.is_valid_on(day)]
    return f"{text.name(found[0].name)} [{code}]" if found else code


def _number(value: float | None, text: Text) -> str:
    return "" if value is None else text.number(value)
