"""What is told of one published number before the page that states it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vtdash.model.codes import Recurrence, Status
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.reference import Figure, Source
from vtdash.render.names import Names
from vtdash.render.names_apart import place_inside
from vtdash.rules.basis import as_observation
from vtdash.rules.conflicting_figures import Conflict, conflict_of, same_value
from vtdash.rules.figure_in_use import When, issued
from vtdash.rules.witnesses import best_first
from vtdash.text.language import in_brackets, inside

_OWN_WORDS = {"official", "publisher"}
"""Kinds of sources of which nothing need be said: the page is the publisher's."""


@dataclass(frozen=True)
class Witness:
    """A page that states the number: the source, its figure, and the page in words."""

    source: Source
    figure_id: str
    words: str


@dataclass(frozen=True)
class FigureCard:
    """One published number told: ``sentence`` states it in this dashboard's own words.

    ``document``: the document with its date; ``confidence``: how sure the number is; ``notes``:
    what to mind. ``witnesses``: the pages that state it, the best one first. ``others``: the
    values that other sources give and which is used, none where none differs. ``parts``: the
    figures from which this dashboard computed the number, each in a sentence.
    """

    figure_id: str
    sentence: str
    document: str
    confidence: str
    witnesses: tuple[Witness, ...]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@kept_for_snapshot(maxsize=2048)
def figure_card(names: Names, figure_id: str) -> FigureCard:
    """Return what is told of a figure of the register, in the language of the names."""
    figure = names.catalogue.figure(figure_id)
    row = as_observation(figure)
    note = names.note(row)
    conflict = conflict_of(figure, names.catalogue)
    return FigureCard(
        figure_id=figure_id,
        sentence=stated_in_words(names, row),
        document=_document(names, figure),
        confidence=names.code("confidence", figure.confidence),
        witnesses=tuple(_witnesses(names, figure)),
        notes=(note,) if note else (),
        others=tuple(_others(names, conflict, figure)) if conflict else (),
        parts=tuple(
            f"{part}: {stated_in_words(names, as_observation(names.catalogue.figure(part)))}"
            for part in figure.computed_from
        ),
    )


def stated_in_words(names: Names, row: Observation) -> str:
    """Return a figure of the register as a sentence, computed from what the register says of it."""
    text, words = names.text, _words(names, row)
    if names.catalogue.figure(row.figure_id).computed_from:
        said = text(
            "{place}: “{indicator}” ({period}) is {value}, computed by this dashboard from "
            "published figures.",
            **words,
        )
    elif row.status == Status.TARGET:
        said = text("The target of {place} for “{indicator}” ({period}) is {value}.", **words)
    elif row.status == Status.PLAN:
        said = text("The plan of {place} for “{indicator}” ({period}) is {value}.", **words)
    elif row.status == Status.ESTIMATE:
        said = text("The estimate for {place} of “{indicator}” ({period}) is {value}.", **words)
    else:
        said = text("{place} recorded {value} for “{indicator}” ({period}).", **words)
    said = said[:1].upper() + said[1:]
    of_whom = " · ".join(_population(names, row))
    return f"{said} {text('Of whom: {population}.', population=of_whom)}" if of_whom else said


def _words(names: Names, row: Observation) -> dict[str, str]:
    text, period = names.text, names.period(row)
    if period.isdecimal():
        period = text("in {year}", year=period)
    elif ("period", row.period) in names.catalogue.terms:
        period = in_brackets(period)
    place = ", ".join(part for part in (names.place(row), names.territory(row.territory)) if part)
    return {
        "place": place_inside(place),
        "value": names.value(row),
        "indicator": names.indicator(row.indicator_id),
        "period": period,
    }


def _population(names: Names, row: Observation) -> Iterator[str]:
    """Return of whom or what the number speaks: level, group, and how it repeats.

    A level that the group's name holds already is not said twice.
    """
    group = names.group(row.group_kind, row.group)
    level = names.code("level", row.level) if row.level != "all" else ""
    if level and not set(level.lower().split()) <= set(group.lower().split()):
        yield level
    if group:
        yield group
    if row.recurrence != Recurrence.SINGLE:
        yield names.code("recurrence", row.recurrence)


def _document(names: Names, figure: Figure) -> str:
    """Return the document with its date: two documents may share a number."""
    if not figure.document:
        return names.text("no document named")
    document = names.text.name(names.catalogue.term("document", figure.document))
    date = _date(names, issued(figure, names.catalogue))
    return names.text("{document}; date: {date}", document=document, date=date)


def _date(names: Names, when: When) -> str:
    return names.day(when.printed) if when.printed else names.text("not known")


def _witnesses(names: Names, figure: Figure) -> Iterator[Witness]:
    catalogue = names.catalogue
    figures = (figure, *same_value(figure, catalogue))
    by_source = {catalogue.sources[one.source_id]: one for one in figures}
    for source in best_first(by_source, catalogue):
        yield Witness(source, by_source[source].figure_id, page_in_words(names, source))


def page_in_words(names: Names, source: Source) -> str:
    """Return whose page a source is, when it was published, and what it is if not their own."""
    parts = [source.publisher]
    if source.published_date:
        parts.append(names.day(source.published_date))
    if source.kind not in _OWN_WORDS:
        parts.append(inside(names.code("source_kind", source.kind)))
    return ", ".join(parts)


def _others(names: Names, conflict: Conflict, figure: Figure) -> Iterator[str]:
    """Return each other value with its document, then which one is used and by what rule."""
    catalogue = names.catalogue
    own = (figure.value_low, figure.value_high)
    for side in conflict.sides:
        if (side.figure.value_low, side.figure.value_high) != own:
            where = _document(names, side.figure)
            if not side.figure.document:
                where = page_in_words(names, catalogue.sources[side.figure.source_id])
            value = names.figure_value(side.figure.figure_id)
            yield f"{value} – {where} ({side.figure.figure_id})"
    yield used_in_words(names, conflict)


def used_in_words(names: Names, conflict: Conflict) -> str:
    """Return which value of a contradiction is used, and by what rule."""
    used, text = conflict.used, names.text
    rule = text.name(names.catalogue.code("conflict_rule", used.rule).name)
    if not used.figure_id:
        return f"{rule}."
    said = text("Used: {value} – {rule}", value=names.figure_value(used.figure_id), rule=rule)
    return f"{said}. {text('Why: {reason}', reason=used.why)}" if used.why else said
