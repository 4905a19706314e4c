"""One answer in four faces: claim, chart, table and CSV come from the same frozen rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from vtdash.charts.figure import draw
from vtdash.charts.point import Drawing, Figure, Point
from vtdash.charts.theme import look
from vtdash.charts.words import chart_in_words
from vtdash.download import observations_csv
from vtdash.measures.observation import Observation
from vtdash.measures.shaping import OTHER
from vtdash.naming import AS_PRINTED, COMPUTED, Names
from vtdash.reference import Source

_SOURCES_NAMED = 3
"""Sources named under a chart; all of them stand under 'Sources and notes'."""


def series_by_territory(names: Names, row: Observation) -> str:
    """Name the series of a row: its territory, and what a published mark is."""
    name = names.territory(row.territory)
    if not row.is_published:
        return name
    return f"{name} · {names.code('status', row.status)}"


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
    parts = (names.territory(row.territory), names.place(row), names.period(row),
             names.code("status", row.status))  # fmt: skip
    return Fact(
        indicator=names.indicator(row.indicator_id),
        label=" · ".join(part for part in parts if part),
        value=names.value(row),
        source=names.catalogue.sources[row.source_id],
        figure_id=row.figure_id,
    )


@dataclass(frozen=True)
class Panel:
    """One question answered. ``rows`` in reading order; ``names`` in the reader's language.

    ``total`` is the sum that the page prints, from another query than the rows, where values
    add up.
    ``notes`` are sentences for readers. ``when_empty`` is said where having no rows is itself
    the answer; without it an empty panel is a choice that holds nothing.
    """

    id: str
    title: str
    claim: str
    rows: tuple[Observation, ...]
    drawing: Drawing
    names: Names
    notes: tuple[str, ...] = ()
    when_empty: str = ""
    total: float | None = None
    series: Callable[[Names, Observation], str] = series_by_territory

    @property
    def has_sample(self) -> bool:
        """Whether any value was generated for demonstration."""
        return any(row.data_status == "sample" for row in self.rows)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The rows as they are drawn, in the same order."""
        indicators = list(dict.fromkeys(row.indicator_id for row in self.rows))
        return tuple(
            Point(
                row_number=number,
                category=self._category(row),
                series=self.series(self.names, row),
                variant=0 if row.is_published else indicators.index(row.indicator_id),
                number=self._short_value(row),
                hover=self._hover(row),
                row=row,
            )
            for number, row in enumerate(self.rows)
        )

    def figure(self, *, dark: bool = False) -> Figure:
        """The chart, as Plotly's plain dict."""
        return draw(self.points, self.drawing, look(dark=dark), self.names.text.separators())

    def table(self) -> dict[str, list[str]]:
        """The rows as the reader writes them: column title -> cells, columns in use only."""
        text, names = self.names.text, self.names
        columns: dict[str, list[str]] = {
            text("Territory"): [names.territory(row.territory) for row in self.rows],
            text("Place"): [names.place(row) for row in self.rows],
            text("Period"): [names.period(row) for row in self.rows],
            text("Indicator"): self._unless_one([self._indicator(row) for row in self.rows]),
            text("Level"): [names.code("level", row.level) for row in self.rows],
            text("Occupation"): [names.occupation(row.occupation_key) for row in self.rows],
            text("Group"): [names.group(row.group_kind, row.group) for row in self.rows],
            text("Counterpart"): [names.group("item", row.counterpart) for row in self.rows],
            text("Alignment"): [names.code("strength", row.strength) for row in self.rows],
            text("Value"): [self._value(row) for row in self.rows],
            text("95% interval"): [self._interval(row) for row in self.rows],
            text("Months after graduation"): [row.months_after for row in self.rows],
            text("Numerator"): [self._count(row.numerator) for row in self.rows],
            text("Denominator"): [self._count(row.denominator) for row in self.rows],
            text("Status"): [self._status(row) for row in self.rows],
            text("Data status"): [names.data_status(row) for row in self.rows],
            text("Document"): [names.document(row) for row in self.rows],
            text("Note"): [names.note(row) for row in self.rows],
            text("Source"): [row.source_id for row in self.rows],
        }
        return {title: cells for title, cells in columns.items() if any(cells)}

    def csv(self) -> bytes:
        """The rows for machines: UTF-8 with BOM, plain numbers with a point, names in both."""
        return observations_csv(self.rows, self.names.catalogue)

    @property
    def file_name(self) -> str:
        """Name of the CSV; it says so where the file holds sample values."""
        return f"vtdash_{self.id}{'_SAMPLE-DATA' if self.has_sample else ''}.csv"

    def describe(self) -> str:
        """The chart in words, from its data: contents, extremes, direction, last values."""
        sentences = [_whole(self.title), self.claim]
        sentences += chart_in_words(self.points, self.drawing, self.names)
        if self.has_sample:
            sentences.append(self._sample_words())
        return " ".join(sentence for sentence in sentences if sentence)

    @cached_property
    def provenance(self) -> str:
        """One line for under the chart: where the rows come from and what kind of data they are."""
        text = self.names.text
        found = {"judged" if row.strength else row.data_status for row in self.rows}
        statuses = {
            "judged": text("this dashboard's judgement of the documents"),
            "published": text("published figures"),
            "reported": text("reported by offices"),
            "sample": self.names.code("data_status", "sample"),
        }
        kinds = ", ".join(words for status, words in statuses.items() if status in found)
        parts = [self._sources_line()] if self.sources else []
        return " ".join([*parts, text("Data: {kinds}.", kinds=kinds)] if kinds else parts)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the published rows, each once, in reading order."""
        ids = dict.fromkeys(row.source_id for row in self.rows if row.source_id)
        return tuple(self.names.catalogue.sources[source_id] for source_id in ids)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The published numbers with their sources, in reading order."""
        return tuple(published_fact(self.names, row) for row in self.rows if row.is_published)

    def _sources_line(self) -> str:
        text = self.names.text
        named = [f"{s.publisher} ({s.source_id})" for s in self.sources[:_SOURCES_NAMED]]
        left = len(self.sources) - len(named)
        said = "; ".join(named)
        if left:
            said = text("{sources} and {n} more", sources=said, n=text.number(left))
        return text.plural("Source: {sources}.", "Sources: {sources}.", len(self.sources),
                           sources=said)  # fmt: skip

    def _sample_words(self) -> str:
        text = self.names.text
        if all(row.is_published or row.data_status == "sample" for row in self.rows):
            return text("The values of returns are SAMPLE DATA.")
        return text("Some values are SAMPLE DATA; the table says which.")

    def _category(self, row: Observation) -> str:
        names = self.names
        by = {
            "year": lambda: str(row.year),
            "period": lambda: names.period(row),
            "level": lambda: names.code("level", row.level),
            "occupation": lambda: names.occupation(row.occupation_key),
            "area": lambda: self._area(row),
            "group": lambda: names.group(row.group_kind, row.group),
            "indicator": lambda: names.indicator(row.indicator_id),
            "territory": lambda: names.territory(row.territory),
            "place": lambda: f"{names.place(row)} · {names.period(row)}",
        }
        return by[self.drawing.category]()

    def _area(self, row: Observation) -> str:
        name = self.names.area(row.area_id)
        return f"{name} ({self.names.territory(row.territory)})" if row.area_id == OTHER else name

    def _unless_one(self, cells: list[str]) -> list[str]:
        """Return the cells, or nothing where all say the same as the title does."""
        return cells if len(set(cells)) > 1 else []

    def _indicator(self, row: Observation) -> str:
        return self.names.indicator(row.indicator_id) if row.indicator_id else ""

    def _value(self, row: Observation) -> str:
        return "" if row.strength else self.names.value(row)

    def _short_value(self, row: Observation) -> str:
        if row.shown is None:
            return ""
        low, high = (row.value, row.value) if row.value is not None else (row.low, row.high)
        unit = "%" if row.unit == "percent" else ""
        decimals = COMPUTED if row.status == "computed" else 1
        decimals = AS_PRINTED if row.is_published else decimals
        return self.names.text.quantity(low, high, row.qualifier, unit, decimals)

    def _interval(self, row: Observation) -> str:
        if row.interval_low is None or row.interval_high is None:
            return ""
        number = self.names.text.number
        return f"{number(row.interval_low, 1)}–{number(row.interval_high, 1)}%"

    def _count(self, value: float | None) -> str:
        return "" if value is None else self.names.text.number(value)

    def _status(self, row: Observation) -> str:
        """Returns are observations by nature; only what is in the register need say."""
        return self.names.code("status", row.status) if row.data_status == "published" else ""

    def _hover(self, row: Observation) -> str:
        names = self.names
        lines = [
            " · ".join(part for part in (names.territory(row.territory), names.place(row)) if part),
            names.occupation(row.occupation_key) or names.group(row.group_kind, row.group),
            self._indicator(row),
            f"<b>{names.period(row)}: {self._value(row)}</b>" if not row.strength else "",
            names.code("strength", row.strength),
            self._interval(row),
            names.note(row),
            names.document(row),
            names.data_status(row),
        ]
        if row.source_id:
            source = names.catalogue.sources[row.source_id]
            lines.append(f"{names.text('Source')}: {source.publisher} ({source.source_id})")
        return "<br>".join(_wrap(line) for line in lines if line)


def _whole(title: str) -> str:
    """Return a title as a sentence among sentences."""
    return title if title.endswith(("?", ".", "!")) else f"{title}."


def _wrap(line: str, width: int = 64) -> str:
    if len(line) <= width:
        return line
    words, lines = line.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(part.strip() for part in lines)
