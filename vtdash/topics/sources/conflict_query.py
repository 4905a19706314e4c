"""A conflict of figures as a page of questions to the offices.

Its words stand in codes.toml [query].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vtdash.reference import Catalogue, Figure
from vtdash.rules.conflicting_figures import Conflict, ConflictSide
from vtdash.rules.figure_in_use import When
from vtdash.text.language import Text


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

    def _side(self, number: int, side: ConflictSide) -> Iterator[str]:
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
        said = self.say("used", value=self._value(used), rule=self.text.name(rule.text))
        why = self.conflict.used.why
        return f"{said} {self.text('Why: {reason}', reason=why)}" if why else said

    def _value(self, figure: Figure) -> str:
        unit = self.catalogue.code("unit", figure.unit)
        short = self.text.name(unit.short) or self.text.name(unit.name)
        as_printed = 6
        return self.text.quantity(figure.quantity, short, as_printed)

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
