"""Where numbers come from: the sources of rows, and what kind of data these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vtdash.model.codes import DataStatus
from vtdash.model.observation import LABEL, Observation
from vtdash.reference import Catalogue, Source
from vtdash.render.names import Names
from vtdash.rules.basis import COMPUTED, is_computed
from vtdash.text.language import Text

_SOURCES_NAMED = 3
"""Sources named under a chart; all of them stand under 'Sources and notes'."""


@dataclass(frozen=True)
class Fact:
    """One published number as it is said aloud, with the page where it stands."""

    indicator: str
    label: str
    value: str
    source: Source
    figure_id: str


def published_fact(names: Names, row: Observation) -> Fact:
    """Return a row of the register as it is said aloud."""
    is_own = is_computed(row, names.catalogue)
    status = names.data_status(row) if is_own else names.code("status", row.status)
    parts = (names.territory(row.territory), names.place(row), names.period(row), status)
    return Fact(
        indicator=names.indicator(row.indicator_id),
        label=" · ".join(part for part in parts if part),
        value=names.value(row),
        source=names.catalogue.sources[row.source_id],
        figure_id=row.figure_id,
    )


def sources_of(rows: Sequence[Observation], catalogue: Catalogue) -> tuple[Source, ...]:
    """Return the sources of the published rows, each once, in reading order."""
    ids = dict.fromkeys(row.source_id for row in rows if row.source_id)
    return tuple(catalogue.sources[source_id] for source_id in ids)


def provenance(rows: Sequence[Observation], names: Names) -> str:
    """Return one line on where the rows come from and what kind of data they are."""
    text = names.text
    found = {_kind(row, names.catalogue) for row in rows}
    statuses = {
        "judged": text("this dashboard's judgement of the documents"),
        "published": text("published figures"),
        COMPUTED: text("this dashboard's computation"),
        "reported": text("reported by offices"),
        "sample": names.code("data_status", "sample"),
        LABEL: text("a scenario, which is no data"),
    }
    kinds = ", ".join(words for status, words in statuses.items() if status in found)
    sources = sources_of(rows, names.catalogue)
    parts = [_sources_line(sources, text)] if sources else []
    return " ".join([*parts, text("Data: {kinds}.", kinds=kinds)] if kinds else parts)


def sample_words(rows: Sequence[Observation], text: Text) -> str:
    """Say that there is sample data among the rows, blank where there is none."""
    if not any(row.data_status == DataStatus.SAMPLE for row in rows):
        return ""
    if all(row.is_published or row.data_status == DataStatus.SAMPLE for row in rows):
        return text("The values of returns are SAMPLE DATA.")
    return text("Some values are SAMPLE DATA; the table says which.")


def _sources_line(sources: Sequence[Source], text: Text) -> str:
    named = [f"{s.publisher} ({s.source_id})" for s in sources[:_SOURCES_NAMED]]
    left = len(sources) - len(named)
    said = "; ".join(named)
    if left:
        said = text("{sources} and {n} more", sources=said, n=text.number(left))
    return text.plural("Source: {sources}.", "Sources: {sources}.", len(sources), sources=said)


def _kind(row: Observation, catalogue: Catalogue) -> str:
    """Return what kind of data a row is, as it is said under a panel."""
    if row.status == LABEL:
        return LABEL
    if is_computed(row, catalogue):
        return COMPUTED
    return "judged" if row.strength else row.data_status
