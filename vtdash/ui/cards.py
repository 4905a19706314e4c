"""Cards: the ledger of the key tasks, and what sources disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import streamlit as st

from vtdash.judgement.basis import published
from vtdash.judgement.choice import UNDECIDED
from vtdash.judgement.conflict import Conflict, Side, as_query
from vtdash.judgement.when import When
from vtdash.language import inside
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import conflicts
from vtdash.panels import ledger as tasks
from vtdash.panels.desk import Desk
from vtdash.provenance import published_fact
from vtdash.ui.markup import element, words
from vtdash.ui.show import Front, address, plain


@dataclass(frozen=True)
class _Cards:
    """What is written on cards, under what decides its words."""

    desk: Desk = field(compare=False, repr=False)
    fingerprint: str
    language: str
    rows: tuple[Observation, ...]


def ledger(desk: Desk) -> Front:
    """Return a card for each task: evidence, counterpart, what was done and spent, the lag."""
    return Front(desk.text("Cards"), _draw_ledger)


def _draw_ledger(desk: Desk, answer: Panel) -> None:
    st.html(_ledger(_cards(desk, answer.rows)))


def _cards(desk: Desk, rows: tuple[Observation, ...]) -> _Cards:
    return _Cards(desk, desk.catalogue.fingerprint, desk.text.language, rows)


@lru_cache(maxsize=32)
def _ledger(cards: _Cards) -> str:
    every = (_task(cards.desk, task, tasks.of_task(cards.rows, task))
             for task in cards.desk.catalogue.tasks)  # fmt: skip
    return element("div", "".join(every), class_="cards")


def _task(desk: Desk, task_id: str, rows: Sequence[Observation]) -> str:
    text, answer = desk.text, desk.catalogue.alignments[task_id]
    strength = inside(desk.names.code("strength", answer.strength))
    counterpart = text("Hai Phong's counterpart ({strength})", strength=strength)
    measures = [desk.names.group("item", r.counterpart) for r in rows if r.counterpart]
    cities = tasks.own_cities(desk.catalogue)
    found = [row for row in rows if tasks.is_evidence(row)]
    own = [row for row in found if row.city in cities]
    other = [row for row in found if row.city not in cities]
    said = {
        text("Latest evidence in Hanoi"): [_evidence(desk, row) for row in own],
        counterpart: [words(name) for name in measures or [text("none")]],
        text("Latest evidence in Hai Phong"): [_evidence(desk, row) for row in other],
        text("Done and spent"): list(_activity(desk, rows)),
        text("Expected lag between doing and effect"): [words(text("Not stated in any document"))],
    }
    return _card(desk.names.group("item", task_id), said)


def _card(title: str, said: dict[str, list[str]]) -> str:
    """Return a card; ``said``: a label -> lines of HTML, left out where there are none."""
    parts = (
        element("dt", words(label)) + "".join(element("dd", line) for line in lines)
        for label, lines in said.items()
        if lines
    )
    return element("div", element("h3", words(title)) + element("dl", "".join(parts)),
                   class_="card")  # fmt: skip


def _evidence(desk: Desk, row: Observation) -> str:
    text, names = desk.text, desk.names
    if not row.indicator_id:
        return element("strong", words(text("No measurable indicator is published.")))
    grade = [names.evidence(row)]
    if row.confidence:
        level = inside(names.code("confidence", row.confidence))
        grade.append(text("confidence: {level}", level=level))
    said = " · ".join(part for part in (names.period(row), names.place(row)) if part)
    value = _number(desk, row) if row.shown is not None else ""
    status = names.code("status", row.status) if row.is_published else ""
    parts = [value, words(" · ".join(p for p in (said, status) if p)), words("; ".join(grade))]
    return f"{words(names.indicator(row.indicator_id))}: {' – '.join(p for p in parts if p)}" + (
        _sample(desk, row)
    )


def _number(desk: Desk, row: Observation) -> str:
    """Return a value; a published one is the link to its source and names its figure."""
    if not row.is_published:
        return element("strong", words(desk.names.value(row)))
    fact = published_fact(desk.names, row)
    link = element("a", words(fact.value), href=address(fact.source), title=fact.figure_id,
                   target="_blank")  # fmt: skip
    return element("strong", link)


def _sample(desk: Desk, row: Observation) -> str:
    if row.data_status != "sample":
        return ""
    return " " + element("strong", words(desk.names.data_status(row)))


def _activity(desk: Desk, rows: Iterable[Observation]) -> Iterable[str]:
    """Return what was done of the milestones and spent of the money, by kind of data."""
    done = [row for row in rows if row.indicator_id == "task_milestones_done_rate"]
    if not done:
        yield words(desk.text("Nothing has been reported for this choice."))
    for row in done:
        yield words(desk.text(
            "Milestones: {done} of {planned} done ({period})",
            done=desk.text.number(row.numerator or 0),
            planned=desk.text.number(row.denominator or 0), period=desk.names.period(row),
        )) + _sample(desk, row)  # fmt: skip
    yield from _spent(desk, [row for row in rows if row.indicator_id.startswith("task_money_")])


def _spent(desk: Desk, rows: Sequence[Observation]) -> Iterable[str]:
    spent = {(r.territory, r.data_status): r for r in rows if r.indicator_id == "task_money_spent"}
    for row in rows:
        if row.indicator_id != "task_money_planned":
            continue
        own = spent[row.territory, row.data_status]
        yield words(desk.text(
            "Money: {spent} of {planned} million VND spent ({period})",
            spent=desk.text.number(own.value or 0), planned=desk.text.number(row.value or 0),
            period=desk.names.period(row),
        )) + _sample(desk, row)  # fmt: skip


def disagreements(desk: Desk, indicator: str) -> Front:
    """Return a card for each conflict; those of an indicator are first and stand open."""
    return Front(desk.text("Cards"), partial(_draw_disagreements, indicator))


def _draw_disagreements(indicator: str, desk: Desk, answer: Panel) -> None:
    del answer  # its rows are those of the same conflicts
    for conflict in conflicts.of_choice(desk, indicator):
        is_own = conflict.subject.indicator_id == indicator
        # a card that is asked for by another choice is another card: it opens by itself
        key = f"conflict-{conflict.id}-{'own' if is_own else 'other'}"
        label = plain(conflicts.name(desk.names, conflict))
        card = st.expander(label, expanded=is_own, key=key, on_change="rerun")
        if card.open:
            with card:
                _draw_conflict(desk, conflict)


def _draw_conflict(desk: Desk, conflict: Conflict) -> None:
    """Draw one conflict: its values and documents, which is used; the query to the offices."""
    language = desk.text.language
    st.html(_conflict(_cards(desk, conflicts.rows(conflict)), _Same(conflict)))
    st.download_button(
        desk.text("Download the query to the offices"),
        partial(as_query, conflict, desk.catalogue, language),
        file_name=f"vtdash_query_{conflict.id}.{language}.md",
        mime="text/markdown",
        key=f"query-{conflict.id}",
        on_click="ignore",
    )


@dataclass(frozen=True)
class _Same:
    """A conflict beside the rows by which it is known."""

    conflict: Conflict = field(compare=False, repr=False)


@lru_cache(maxsize=64)
def _conflict(cards: _Cards, same: _Same) -> str:
    desk, conflict = cards.desk, same.conflict
    sides = "".join(element("li", _side(desk, conflict, side)) for side in conflict.sides)
    rule = desk.catalogue.code("conflict_rule", conflict.used.rule)
    verdict = desk.text.name(rule.name)
    if conflict.used.rule != UNDECIDED:
        used = published(desk.catalogue.figure(conflict.used.figure_id))
        verdict = desk.text("Used: {value} – {rule}", value=desk.names.value(used), rule=verdict)
    told = element("strong", words(f"{verdict}.")) + " " + words(desk.text.name(rule.text))
    return element("div", element("ul", sides) + element("p", told), class_="conflict")


def register(desk: Desk) -> Front:
    """Return how many figures the register holds on each topic: the whole is a long table."""
    return Front(desk.text("Summary"), _draw_register)


def _draw_register(desk: Desk, answer: Panel) -> None:
    st.html(_register(_cards(desk, answer.rows)))


@lru_cache(maxsize=16)
def _register(cards: _Cards) -> str:
    desk = cards.desk
    topics: dict[str, Counter[str]] = {}
    for row in cards.rows:
        topic = desk.catalogue.indicator(row.indicator_id).topic
        topics.setdefault(topic, Counter())[row.territory] += 1
    told = {
        desk.names.code("topic", topic): [
            words(f"{desk.names.territory(territory)}: {desk.text.number(counted[territory])}")
            for territory in desk.catalogue.territories
            if counted[territory]
        ]
        for topic in desk.catalogue.codes["topic"]
        if (counted := topics.get(topic))
    }
    lines = (
        element("dt", words(f"{name}")) + element("dd", " · ".join(parts))
        for name, parts in told.items()
    )
    lead = words(desk.text("Published figures by topic and territory:"))
    return element("p", lead) + element("div", element("dl", "".join(lines)), class_="cards")


def _side(desk: Desk, conflict: Conflict, side: Side) -> str:
    """Return one value with its document and date, its scope, and where it was read."""
    text, names = desk.text, desk.names
    rows = [published(figure) for figure in side.figures]
    first = rows[0]
    used = f" {element('span', words(text('used')), class_='mark')}"
    head = _number(desk, first) + (used if conflicts.is_used(conflict, side) else "")
    scope = (names.code("status", first.status), names.period(first),
             names.group(first.group_kind, first.group), names.place(first))  # fmt: skip
    document = names.document(first) or text("no document named")
    lines = [
        words(" · ".join(part for part in scope if part)),
        words(text("{document}; date: {date}", document=document, date=_date(desk, side.when))),
        *(_read_at(desk, row) for row in rows),
        *(words(note) for row in rows if (note := names.note(row))),
    ]
    return "<br>".join([head, *lines])


def _read_at(desk: Desk, row: Observation) -> str:
    """Return the page on which a figure was read, as a link, and how sure the figure is."""
    source = desk.catalogue.sources[row.source_id]
    title = element("a", words(source.title), href=address(source), target="_blank",
                    lang=None if source.title.isascii() else "vi")  # fmt: skip
    level = inside(desk.names.code("confidence", row.confidence))
    sure = words(desk.text("confidence: {level}", level=level))
    return f"{words(source.publisher)}: {title} ({words(row.figure_id)}; {sure})"


def _date(desk: Desk, when: When) -> str:
    if not when.printed:
        return desk.text("not known")
    is_day = when.first == when.last
    return desk.text.date(when.first) if is_day else desk.text.period(when.printed)
