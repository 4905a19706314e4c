"""What is wrong with a file: by check, with the rows in which it stands, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from vtdash.returns import Examination
from vtdash.returns.model import Finding
from vtdash.returns.registry import CHECKS, Check
from vtdash.returns.workbooks.marked import mark
from vtdash.text.language import Text
from vtdash.topics.view import View
from vtdash.ui.intake.session import Loaded
from vtdash.ui.intake.tables import table
from vtdash.ui.show import plain

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Group:
    """What one check found: its true number, and the findings that are listed."""

    check: Check
    count: int
    listed: tuple[Finding, ...]


def groups(examination: Examination) -> tuple[Group, ...]:
    """Return what was found by check: errors before warnings, each in the order of the checks."""
    by_check: dict[str, list[Finding]] = {check: [] for check in examination.counts}
    for finding in examination.findings:
        by_check.setdefault(finding.check, []).append(finding)
    found = [
        Group(CHECKS[name], max(examination.counts.get(name, 0), len(listed)), tuple(listed))
        for name, listed in by_check.items()
    ]
    return tuple(sorted(found, key=lambda group: group.check.severity == "warning"))


def rows(
    found: Iterable[Finding], text: Text, beside: Mapping[tuple[str, int], str]
) -> list[dict[str, str]]:
    """Return findings as rows of a table; a column that would be empty is left out.

    ``beside``: (sheet, row) -> the office's own row in which the problem stands.
    """
    full = [
        {
            text("Sheet"): finding.place.sheet,
            text("Row"): "" if finding.place.row is None else str(finding.place.row),
            text("Column"): finding.place.column,
            text("Found"): finding.found,
            text("What is wrong"): text.name(finding.what),
            text("Expected"): text.name(finding.expected) if finding.expected else "",
            text("What to do"): text.name(finding.do) if finding.do else "",
            text("The row"): beside.get((finding.place.sheet, finding.place.row or 0), ""),
        }
        for finding in found
    ]
    used = [title for title in (full[0] if full else {}) if any(row[title] for row in full)]
    return [{title: row[title] for title in used} for row in full]


def summary(found: Iterable[Group], text: Text) -> str:
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


def draw(view: View, file: Loaded) -> None:
    """List the problems of a file by check, and offer them as a workbook."""
    text = view.text
    found = groups(file.examination)
    st.header(text("What was found"), anchor=False)
    st.markdown(f"**{plain(summary(found, text))}**")
    for group in found:
        _group(group, text, file.beside)
    if found:
        st.download_button(
            text("Download the problems (XLSX), your own cells marked"),
            lambda: mark(file.content(), file.examination),
            file_name=f"{PurePath(file.examination.name).stem}_problems.xlsx",
            mime=_XLSX,
            key=file.key("marked"),
            on_click="ignore",
        )


def _group(group: Group, text: Text, beside: Mapping[tuple[str, int], str]) -> None:
    check = group.check
    is_error = check.severity == "error"
    sign = text("error") if is_error else text("warning")
    times = text.plural("{n} place", "{n} places", group.count)
    title = f"**{sign}** · {check.id} · {plain(text.name(check.title))} · {times}"
    with st.expander(title, expanded=is_error):
        st.markdown(text("Expected: {words}", words=plain(text.name(check.expected))))
        st.markdown(text("What to do: {words}", words=plain(text.name(check.do))))
        table(rows(group.listed, text, beside), text.name(check.title))
        if group.count > len(group.listed):
            st.caption(text("{n} of them are listed.", n=text.number(len(group.listed))))
