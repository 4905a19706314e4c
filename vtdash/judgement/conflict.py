"""Figures that should be the same and differ: all of them, which one is used, by what rule.

The rules stand in codes.toml [conflict_rule] in the order in which they are applied; the words
of the query to the offices in [query].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vtdash.judgement.basis import extent_of, is_seen
from vtdash.judgement.choice import Choice, choose, value
from vtdash.judgement.register import Subject, by_document, subject_of
from vtdash.judgement.when import When, issued
from vtdash.language import Text
from vtdash.reference import Catalogue, Figure


@dataclass(frozen=True)
class Side:
    """One document's value, with its date and the figures that repeat it, the first in front."""

    figures: tuple[Figure, ...]
    when: When

    @property
    def figure(self) -> Figure:
        """The figure that stands for the others."""
        return self.figures[0]


@dataclass(frozen=True)
class Conflict:
    """Figures of one subject that give different values.

    ``is_seen``: they say what was observed; else they are targets or plans. ``sides`` are in
    the order of the register.
    """

    subject: Subject
    is_seen: bool
    sides: tuple[Side, ...]
    used: Choice

    @property
    def id(self) -> str:
        """A short name for files and addresses: the first figure and the last."""
        return f"{self.sides[0].figure.figure_id}-{self.sides[-1].figures[-1].figure_id}"


def conflicts(catalogue: Catalogue, indicator_id: str = "") -> tuple[Conflict, ...]:
    """Return every conflict of the register, or of one indicator, in the register's order.

    In conflict are figures with different values for the same indicator, unit, territory, area,
    level, group, years and kind of status, of the same time within the year as far as stated.
    Figures that repeat a value of the same document are one side.
    """
    grouped: dict[object, list[Figure]] = defaultdict(list)
    for figure in catalogue.figures:
        if indicator_id in {"", figure.indicator_id}:
            key = (
                subject_of(figure, catalogue), figure.year_start,
                is_seen(figure, catalogue), _time(figure, catalogue),
            )  # fmt: skip
            grouped[key].append(figure)
    return tuple(_conflict(same, catalogue) for same in grouped.values() if _differ(same))


def _differ(figures: list[Figure]) -> bool:
    return len({value(figure) for figure in figures}) > 1


def _conflict(figures: list[Figure], catalogue: Catalogue) -> Conflict:
    return Conflict(
        subject=subject_of(figures[0], catalogue),
        is_seen=is_seen(figures[0], catalogue),
        sides=tuple(Side(tuple(same), issued(same[0], catalogue)) for same in by_document(figures)),
        used=choose(figures, catalogue),
    )


def _time(figure: Figure, catalogue: Catalogue) -> str:
    """Return the part of the year of a figure where values of two parts may differ.

    Counts and rates taken over part of a year are of that part only, and so are quarterly
    figures. A count of what there is, taken on some day or on one not stated, stands for its
    year: it should not change much within it.
    """
    indicator = catalogue.indicator(figure.indicator_id)
    is_stock = indicator.time == "stock" and indicator.aggregation == "sum"
    is_year = extent_of(figure.period, catalogue) in {"whole", "end"}
    return "" if is_year or (is_stock and "-Q" not in figure.period) else figure.period


def as_query(conflict: Conflict, catalogue: Catalogue, language: str) -> str:
    """Return a page of Markdown that puts the conflict to the offices as questions."""
    return "\n".join(_Query(conflict, catalogue, Text(language)).lines()) + "\n"


@dataclass(frozen=True)
class _Query:
    """The page being written."""

    conflict: Conflict
    catalogue: Catalogue
    text: Text

    def lines(self) -> Iterator[str]:
        subject = self.conflict.subject
        indicator = self.catalogue.indicator(subject.indicator_id)
        place = self.text.name(self.catalogue.territories[subject.territory].name)
        yield "# " + self.say("title", indicator=self.text.name(indicator.title))
        yield ""
        yield self.say("opening", place=self._place(place), year=subject.year)
        yield ""
        yield self.say("definition", definition=self.text.name(indicator.counts))
        yield ""
        for number, side in enumerate(self.conflict.sides, 1):
            yield from self._side(number, side)
        yield ""
        yield self._used()
        yield ""
        yield self.say("asked")
        yield ""
        for number, question in enumerate(("which", "why", "document"), 1):
            yield f"{number}. {self.say(question)}"

    def say(self, key: str, **values: object) -> str:
        sentence = self.text.name(self.catalogue.code("query", key).text)
        return sentence.format(**values)

    def _place(self, place: str) -> str:
        area = self.conflict.subject.area_name
        return f"{self.text.name(self.catalogue.term('area', area))}, {place}" if area else place

    def _side(self, number: int, side: Side) -> Iterator[str]:
        figure, source = side.figure, self.catalogue.sources[side.figure.source_id]
        ids = self.text.items(same.figure_id for same in side.figures)
        yield f"{number}. **{self._value(figure)}** ({ids})"
        yield "   - " + self.say(
            "scope",
            status=self._code("status", figure.status),
            period=self._term("period", figure.period),
            group=self._term("breakdown", figure.breakdown),
        )
        document = self._term("document", figure.document) or self.say("no_document")
        yield "   - " + self.say("stated_in", document=document, date=self._date(side.when))
        page = f"{source.publisher}, “{source.title}”, <{source.url}>"
        confidence = self._code("confidence", figure.confidence)
        yield "   - " + self.say("read_at", page=page, confidence=confidence.lower())
        if note := self.text.name(figure.note_text):
            yield f"   - {note}"

    def _used(self) -> str:
        rule = self.catalogue.code("conflict_rule", self.conflict.used.rule)
        if not self.conflict.used.figure_id:
            return self.text.name(rule.text)
        used = self.catalogue.figure(self.conflict.used.figure_id)
        return self.say("used", value=self._value(used), rule=self.text.name(rule.text))

    def _value(self, figure: Figure) -> str:
        unit = self.catalogue.code("unit", figure.unit)
        short = self.text.name(unit.short) or self.text.name(unit.name)
        as_printed = 6
        return self.text.quantity(
            figure.value_low, figure.value_high, figure.qualifier, short, as_printed
        )

    def _date(self, when: When) -> str:
        if not when.printed:
            return self.say("no_date")
        is_day = when.first == when.last
        return self.text.date(when.first) if is_day else self.text.period(when.printed)

    def _code(self, group: str, key: str) -> str:
        return self.text.name(self.catalogue.code(group, key).name)

    def _term(self, kind: str, key: str) -> str:
        known = self.catalogue.terms.get((kind, key))
        return self.text.name(known) if known else self.text.period(key)
