"""The register from rows into entries: figures, their sources, what was decided between figures.

The rows are those of a folder's files, or of a return on its way into the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Protocol

from vtdash.model.datasets import Bilingual
from vtdash.model.published_figures import codes_of_figures
from vtdash.reference import check
from vtdash.reference.entries import (
    Code,
    Document,
    Figure,
    FigureDecision,
    Indicator,
    Source,
    Territory,
)
from vtdash.reference.parse_definitions import check_level
from vtdash.reference.read import Row

DECISIONS = "decisions.csv"
"""The file of decisions; snapshots of earlier builds have none."""


class Definitions(Protocol):
    """What the rows of the register refer to."""

    @property
    def codes(self) -> Mapping[str, Mapping[str, Code]]:
        """Lists of allowed values."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        ...

    @property
    def territories(self) -> Mapping[str, Territory]:
        """Territories by id."""
        ...

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        ...

    @property
    def terms(self) -> Mapping[tuple[str, str], Bilingual]:
        """Texts of the register with their names."""
        ...

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by the register's wording."""
        ...


def entry_columns(entry: type) -> list[str]:
    """Return the columns of a CSV file of such entries: its fields, a text in both languages."""
    return [
        column
        for field in fields(entry)
        for column in (
            (f"{field.name}_vi", f"{field.name}_en") if field.type == "Bilingual" else (field.name,)
        )
    ]


def parse_sources(rows: Iterable[Row], codes: Mapping[str, Mapping[str, Code]]) -> Iterator[Source]:
    """Yield the source of each row; what does not hold is noted in it."""
    columns = entry_columns(Source)
    for row in rows:
        row.one_of("kind", codes.get("source_kind", {}))
        if not row.as_text("url").startswith(("https://", "http://")):
            row.problem("url", "cần một địa chỉ http(s)", "an http(s) address is expected")
        inferred = row.one_of("title_is_inferred", ("yes", "no")) == "yes"
        texts = {name: row.as_text(name) for name in columns if name != "title_is_inferred"}
        yield Source(title_is_inferred=inferred, **texts)


def parse_figures(
    rows: Iterable[Row], known: Definitions, earlier: Iterable[str] = ()
) -> Iterator[Figure]:
    """Yield the figure of each row; what does not hold is noted in it.

    ``earlier``: ids of figures from which these may be computed, beside one another.
    """
    read: list[tuple[Row, Figure]] = []
    for row in rows:
        figure = _figure(row, known)
        read.append((row, figure))
        check.check_figure(row, figure, known.indicators)
        check.check_terms(row, figure, known.terms)
        check.check_city(row, figure, known.territories)
        check_level(row, figure, known.codes.get("level", {}))
        yield figure
    check.check_computed(read, known.documents, earlier)


def _figure(row: Row, known: Definitions) -> Figure:
    for column, group in check.FIGURE_CODES.items():
        row.one_of(column, known.codes.get(group, {}))
    row.one_of("level", codes_of_figures("level", known.codes), blank=True)
    row.one_of("source_id", known.sources)
    row.one_of("territory", known.territories)
    row.one_of("indicator_id", known.indicators)
    plain = [field.name for field in fields(Figure) if field.type == "str"]
    return Figure(
        **{name: row.as_text(name) for name in plain},
        year_start=row.year("year_start"),
        year_end=row.year("year_end"),
        value_low=row.number("value_low"),
        value_high=row.number("value_high"),
        note_text=row.bilingual("note", optional=True),
        computed_from=tuple(row.as_text("computed_from").split()),
    )


def parse_decisions(rows: Iterable[Row], figures: Sequence[Figure]) -> Iterator[FigureDecision]:
    """Yield the decision of each row; figures that there are none of are noted in it."""
    known = {figure.figure_id for figure in figures}
    for row in rows:
        instead = tuple(row.as_text("instead_of").split())
        for figure_id in instead or ("",):
            Row(row.file, row.place, {"instead_of": figure_id}, row.collector).one_of(
                "instead_of", known
            )
        if not row.as_text("why"):
            row.problem("why", "thiếu lý do", "the reason is missing")
        yield FigureDecision(row.one_of("used", known, blank=True), instead, row.as_text("why"))
