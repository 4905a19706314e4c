"""One answer in four faces: claim, chart, table and CSV come from the same frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vtdash.model.codes import DataStatus
from vtdash.model.filters import Filters
from vtdash.model.observation import LABEL, Observation
from vtdash.reference import Catalogue, Source
from vtdash.render.charts.cut import Cut, cut_in_words
from vtdash.render.charts.drawing import Drawing, beside_returns, cut_of, points_of
from vtdash.render.charts.points import Figure, Labels, Point, RowName
from vtdash.render.charts.theme import look
from vtdash.render.file_names import ended, file_stem
from vtdash.render.names import Names
from vtdash.render.sortable import TableColumn, sortable_columns
from vtdash.render.table import observations_csv, table_columns
from vtdash.render.years_shown import of_years_shown
from vtdash.rules.basis import COMPUTED, is_computed
from vtdash.text.language import Text, first_sentence

_SOURCES_NAMED = 3
"""Sources named under a chart; all of them stand under 'Sources and notes'."""


def series_by_subject(names: Names, row: Observation) -> str:
    """Name the series of a row: what it speaks of, and what a published mark is."""
    name = names.subject(row)
    if not row.is_published:
        return name
    return f"{name} · {names.code('status', row.status)}"


def axis_by_unit(names: Names, row: Observation) -> str:
    """Name the axis of a row: turns are no persons."""
    return names.unit(row.unit)


@dataclass(frozen=True)
class Panel:
    """One question answered. ``rows`` in reading order; ``names`` in the reader's language.

    ``filters``: what was chosen when the rows were asked for. ``notes`` are sentences for
    readers; ``left_out`` says which former territories are. ``when_empty`` is said where having
    no rows is itself the answer; without it an empty panel is a choice that holds nothing.
    """

    id: str
    title: str
    claim: str
    rows: tuple[Observation, ...]
    drawing: Drawing
    names: Names
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()
    left_out: str = ""
    when_empty: str = ""
    series: RowName = series_by_subject
    axis: RowName = axis_by_unit

    @property
    def has_sample(self) -> bool:
        """Whether any value was generated for demonstration."""
        return any(row.data_status == DataStatus.SAMPLE for row in self.rows)

    @cached_property
    def finding(self) -> str:
        """The first sentence of the claim: the panel's heading."""
        return first_sentence(self.claim)

    @property
    def remark(self) -> str:
        """What the claim says after its first sentence."""
        return self.claim[len(self.finding) :].strip()

    @property
    def _labels(self) -> Labels:
        return Labels(self.names, self.series, self.axis)

    @cached_property
    def _cut(self) -> Cut:
        return cut_of(self.rows, self.drawing, self._labels)

    @cached_property
    def _placed(self) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        points = points_of(self.rows, self.drawing, self._labels, self._cut.drawn)
        return beside_returns(points) if self.drawing.has_roles else (points, ())

    @property
    def points(self) -> tuple[Point, ...]:
        """The rows that are drawn, in the same order: of very many categories the largest.

        Published values are drawn where they may stand on an axis of returns.
        """
        return self._placed[0]

    @property
    def also_published(self) -> tuple[PublishedFact, ...]:
        """The published numbers that may not stand on an axis of the chart, in reading order."""
        return tuple(published_fact(self.names, point.row) for point in self._placed[1])

    @cached_property
    def not_drawn(self) -> str:
        """What the chart leaves to the table, blank where it draws every row."""
        drawing = self.drawing
        return cut_in_words(
            self._cut, self.rows, drawing.category, self._labels, ranks=drawing.draws_largest
        )

    def figure(self, *, dark: bool = False) -> Figure:
        """The chart, as Plotly's plain dict."""
        return self.drawing.draw(self.points, look(dark=dark), self.names.text.separators())

    def table(self) -> dict[str, list[str]]:
        """The rows as the reader writes them: column title -> cells, columns in use only."""
        return table_columns(self.rows, self.drawing, self.names)

    def columns(self) -> tuple[TableColumn, ...]:
        """The table with its numbers as numbers, to be sorted and counted with."""
        return sortable_columns(self.rows, self.drawing, self.names)

    def csv(self, *, is_full: bool = False) -> bytes:
        """The rows for machines: UTF-8 with BOM, plain numbers with a point, names in both.

        Only columns in use, or all of them.
        """
        return observations_csv(self.rows, self.names.catalogue, is_full=is_full)

    @cached_property
    def file_stem(self) -> str:
        """What the names of the panel's files begin with: it holds what was chosen."""
        return file_stem(self.id, self.rows, self.filters, self.names.catalogue)

    @property
    def file_name(self) -> str:
        """Name of the CSV; it says so where the file holds sample values."""
        return ended(self.file_stem, ".csv", has_sample=self.has_sample)

    def describe(self) -> str:
        """The chart in words, from its data: contents, extremes, direction, last values."""
        sentences = [_whole(self.title), self.claim]
        if not_drawn := self.not_drawn:
            sentences += [not_drawn, self.names.text("What follows speaks of those drawn.")]
        sentences.append(self.left_out)
        sentences += self.drawing.describe(self.points, self.names)
        if also := len(self.also_published):
            sentences.append(
                self.names.text.plural(
                    "{n} published value may not share its axis and is listed below it.",
                    "{n} published values may not share its axis and are listed below it.",
                    also,
                )
            )
        sentences.append(sample_words(self.rows, self.names.text))
        return " ".join(sentence for sentence in sentences if sentence)

    @cached_property
    def provenance(self) -> str:
        """One line for under the chart: where the rows come from and what kind of data they are."""
        return provenance_line(self.rows, self.names)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the published rows, each once, in reading order."""
        return sources_of(self.rows, self.names.catalogue)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What to mind with the indicators shown, each once."""
        catalogue, text = self.names.catalogue, self.names.text
        shown = dict.fromkeys(row.indicator_id for row in self.rows if row.indicator_id)
        found = dict.fromkeys(c for key in shown for c in catalogue.indicator(key).caveats)
        return tuple(text.name(catalogue.code("caveat", caveat).text) for caveat in found)

    @property
    def cautions(self) -> tuple[str, ...]:
        """All that is to be minded: what is left out, notes, caveats, and the years shown."""
        said = (self.left_out, *self.notes, *self.caveats, *of_years_shown(self.rows, self.names))
        return tuple(one for one in said if one)

    @property
    def facts(self) -> tuple[PublishedFact, ...]:
        """The published numbers with their sources, in reading order."""
        return tuple(published_fact(self.names, row) for row in self.rows if row.is_published)


@dataclass(frozen=True)
class PublishedFact:
    """One published number with what it is and the page where it was published."""

    indicator: str
    label: str
    value: str
    source: Source
    figure_id: str


def published_fact(names: Names, row: Observation) -> PublishedFact:
    """Return a row of the register as a number with its source."""
    is_own = is_computed(row, names.catalogue)
    status = names.data_status(row) if is_own else names.code("status", row.status)
    parts = (names.territory(row.territory), names.place(row), names.period(row), status)
    return PublishedFact(
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


def provenance_line(rows: Sequence[Observation], names: Names) -> str:
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
    """Return what kind of data a row is, as the line under a panel names it."""
    if row.status == LABEL:
        return LABEL
    if is_computed(row, catalogue):
        return COMPUTED
    return "judged" if row.is_pairing else row.data_status


def _whole(title: str) -> str:
    """Return a title as a sentence among sentences."""
    return title if title.endswith(("?", ".", "!")) else f"{title}."
