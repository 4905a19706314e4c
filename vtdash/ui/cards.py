"""Cards: the ledger of the key tasks, and what sources disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from vtdash.model.codes import DataStatus
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.observation import Observation
from vtdash.render.panel import Panel
from vtdash.rules.basis import as_observation
from vtdash.rules.conflicting_figures import Conflict, ConflictSide
from vtdash.rules.figure_in_use import UNDECIDED, When
from vtdash.text.language import inside
from vtdash.topics.sources import conflicts
from vtdash.topics.sources.conflict_query import as_query
from vtdash.topics.tasks import ledger as tasks
from vtdash.topics.view import View
from vtdash.ui.downloads import offer_file
from vtdash.ui.figure_cards import number_button
from vtdash.ui.markup import element, escaped, literal, source_address
from vtdash.ui.show import Front


@dataclass(frozen=True)
class _Cards:
    """What is written on cards, under what decides its words."""

    view: View = field(compare=False, repr=False)
    fingerprint: str
    language: str
    rows: tuple[Observation, ...]


def ledger_cards(view: View) -> Front:
    """Return a card for each task: evidence, counterpart, what was done and spent."""
    return Front(view.text("Cards"), _draw_ledger)


def _draw_ledger(view: View, answer: Panel) -> None:
    st.html(_ledger(_cards(view, answer.rows)))


def _cards(view: View, rows: tuple[Observation, ...]) -> _Cards:
    return _Cards(view, view.catalogue.fingerprint, view.text.language, rows)


@kept_for_snapshot(maxsize=32)
def _ledger(cards: _Cards) -> str:
    every = (
        _task(cards.view, task, tasks.of_task(cards.rows, task))
        for task in cards.view.catalogue.tasks
    )
    said = cards.view.text("No document states how long it takes from doing to effect.")
    return element("div", "".join(every), class_="cards") + element("p", escaped(said))


def _task(view: View, task_id: str, rows: Sequence[Observation]) -> str:
    text, answer = view.text, view.catalogue.alignments[task_id]
    strength = inside(view.names.code("strength", answer.strength))
    counterpart = text("Hai Phong's counterpart ({strength})", strength=strength)
    measures = [view.names.counterpart(r) for r in rows if r.answer and r.answer.measure]
    cities = tasks.own_cities(view.catalogue)
    found = [row for row in rows if tasks.is_evidence(row)]
    own = [row for row in found if row.city in cities]
    other = [row for row in found if row.city not in cities]
    said = {
        text("Latest evidence in Hanoi"): [_evidence(view, row, task_id) for row in own],
        counterpart: [escaped(name) for name in measures or [text("none")]],
        text("Latest evidence in Hai Phong"): [_evidence(view, row, task_id) for row in other],
        text("Done and spent"): list(_activity(view, rows)),
    }
    return _card(view.names.group("item", task_id), said)


def _card(title: str, said: dict[str, list[str]]) -> str:
    """Return a card; ``said``: a label -> lines of HTML, left out where there are none."""
    parts = (
        element("dt", escaped(label)) + "".join(element("dd", line) for line in lines)
        for label, lines in said.items()
        if lines
    )
    return element(
        "div", element("h3", escaped(title)) + element("dl", "".join(parts)), class_="card"
    )


def _evidence(view: View, row: Observation, place: str) -> str:
    text, names = view.text, view.names
    if not row.indicator_id:
        return element("strong", escaped(text("No measurable indicator is published.")))
    grade = [names.evidence(row)]
    if row.confidence:
        level = inside(names.code("confidence", row.confidence))
        grade.append(text("confidence: {level}", level=level))
    said = " · ".join(part for part in (names.period(row), names.place(row)) if part)
    value = _number(view, row, place) if row.shown is not None else ""
    status = names.code("status", row.status) if row.is_published else ""
    parts = [value, escaped(" · ".join(p for p in (said, status) if p)), escaped("; ".join(grade))]
    return f"{escaped(names.indicator(row.indicator_id))}: {' – '.join(p for p in parts if p)}" + (
        _sample(view, row)
    )


def _number(view: View, row: Observation, place: str) -> str:
    """Return a value; a published one opens its card. ``place``: where on the page it stands."""
    if not row.is_published:
        return element("strong", escaped(view.names.value(row)))
    return element("strong", number_button(view.names, row.figure_id, place))


def _sample(view: View, row: Observation) -> str:
    if row.data_status != DataStatus.SAMPLE:
        return ""
    return " " + element("strong", escaped(view.names.data_status(row)))


def _activity(view: View, rows: Iterable[Observation]) -> Iterable[str]:
    """Return what was done of the milestones and spent of the money, by kind of data."""
    done = [row for row in rows if row.indicator_id == "task_milestones_done_rate"]
    if not done:
        yield escaped(view.text("Nothing has been reported for this choice."))
    for row in done:
        yield escaped(
            view.text(
                "Milestones: {done} of {planned} done ({period})",
                done=view.text.number(row.numerator or 0),
                planned=view.text.number(row.denominator or 0),
                period=view.names.period(row),
            )
        ) + _sample(view, row)
    yield from _spent(view, [row for row in rows if row.indicator_id.startswith("task_money_")])


def _spent(view: View, rows: Sequence[Observation]) -> Iterable[str]:
    spent = {(r.territory, r.data_status): r for r in rows if r.indicator_id == "task_money_spent"}
    for row in rows:
        if row.indicator_id != "task_money_planned":
            continue
        own = spent[row.territory, row.data_status]
        yield escaped(
            view.text(
                "Money: {spent} of {planned} million VND spent ({period})",
                spent=view.text.number(own.value or 0),
                planned=view.text.number(row.value or 0),
                period=view.names.period(row),
            )
        ) + _sample(view, row)


def conflict_cards(view: View, indicator: str) -> Front:
    """Return a card for each conflict; those of an indicator are first and stand open."""
    return Front(view.text("Cards"), partial(_draw_disagreements, indicator))


def _draw_disagreements(indicator: str, view: View, answer: Panel) -> None:
    del answer  # its rows are those of the same conflicts
    for conflict in conflicts.of_choice(view, indicator):
        is_own = conflict.subject.indicator_id == indicator
        # a card that is asked for by another choice is another card: it opens by itself
        key = f"conflict-{conflict.id}-{'own' if is_own else 'other'}"
        label = literal(conflicts.name(view.names, conflict))
        card = st.expander(label, expanded=is_own, key=key, on_change="rerun")
        if card.open:
            with card:
                _draw_conflict(view, conflict)


def _draw_conflict(view: View, conflict: Conflict) -> None:
    """Draw one conflict: its values and documents, which is used; the query to the offices."""
    language = view.text.language
    st.html(_conflict(_cards(view, conflicts.rows(conflict)), _Same(conflict)))
    offer_file(
        view.text("Download the query to the offices"),
        partial(as_query, conflict, view.catalogue, language),
        f"vtdash_query_{conflict.id}.{language}.md",
        f"query-{conflict.id}",
    )


@dataclass(frozen=True)
class _Same:
    """A conflict beside the rows by which it is known."""

    conflict: Conflict = field(compare=False, repr=False)


@kept_for_snapshot(maxsize=64)
def _conflict(cards: _Cards, same: _Same) -> str:
    view, conflict = cards.view, same.conflict
    sides = "".join(element("li", _side(view, conflict, side)) for side in conflict.sides)
    rule = view.catalogue.code("conflict_rule", conflict.used.rule)
    verdict = view.text.name(rule.name)
    if conflict.used.rule != UNDECIDED:
        used = as_observation(view.catalogue.figure(conflict.used.figure_id))
        verdict = view.text("Used: {value} – {rule}", value=view.names.value(used), rule=verdict)
    told = element("strong", escaped(f"{verdict}.")) + " " + escaped(view.text.name(rule.text))
    if conflict.used.why:
        told += " " + escaped(view.text("Why: {reason}", reason=conflict.used.why))
    return element("div", element("ul", sides) + element("p", told), class_="conflict")


def register_summary(view: View) -> Front:
    """Return how many figures the register holds on each topic: the whole is a long table."""
    return Front(view.text("Summary"), _draw_register)


def _draw_register(view: View, answer: Panel) -> None:
    st.html(_register(_cards(view, answer.rows)))


@kept_for_snapshot(maxsize=16)
def _register(cards: _Cards) -> str:
    view = cards.view
    topics: dict[str, Counter[str]] = {}
    for row in cards.rows:
        topic = view.catalogue.indicator(row.indicator_id).topic
        topics.setdefault(topic, Counter())[row.territory] += 1
    told = {
        view.names.code("topic", topic): [
            escaped(f"{view.names.territory(territory)}: {view.text.number(counted[territory])}")
            for territory in view.catalogue.territories
            if counted[territory]
        ]
        for topic in view.catalogue.codes["topic"]
        if (counted := topics.get(topic))
    }
    lines = (
        element("dt", escaped(f"{name}")) + element("dd", " · ".join(parts))
        for name, parts in told.items()
    )
    lead = escaped(view.text("Published figures by topic and territory:"))
    return element("p", lead) + element("div", element("dl", "".join(lines)), class_="cards")


def _side(view: View, conflict: Conflict, side: ConflictSide) -> str:
    """Return one value with its document and date, its scope, and where it was read."""
    text, names = view.text, view.names
    rows = [as_observation(figure) for figure in side.figures]
    first = rows[0]
    used = f" {element('span', escaped(text('used')), class_='mark')}"
    head = _number(view, first, "conflict") + (used if conflicts.is_used(conflict, side) else "")
    scope = (
        names.code("status", first.status),
        names.period(first),
        names.group(first.group_kind, first.group),
        names.place(first),
    )
    document = names.document(first) or text("no document named")
    lines = [
        escaped(" · ".join(part for part in scope if part)),
        escaped(text("{document}; date: {date}", document=document, date=_date(view, side.when))),
        *(_read_at(view, row) for row in rows),
        *(escaped(note) for row in rows if (note := names.note(row))),
    ]
    return "<br>".join([head, *lines])


def _read_at(view: View, row: Observation) -> str:
    """Return the page on which a figure was read, as a link, and how sure the figure is."""
    source = view.catalogue.sources[row.source_id]
    title = element(
        "a",
        escaped(source.title),
        href=source_address(source),
        target="_blank",
        lang=None if source.title.isascii() else "vi",
    )
    level = inside(view.names.code("confidence", row.confidence))
    sure = escaped(view.text("confidence: {level}", level=level))
    return f"{escaped(source.publisher)}: {title} ({escaped(row.figure_id)}; {sure})"


def _date(view: View, when: When) -> str:
    if not when.printed:
        return view.text("not known")
    is_day = when.first == when.last
    return view.text.date(when.first) if is_day else view.text.period(when.printed)
