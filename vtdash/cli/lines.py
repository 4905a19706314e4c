"""The lines on a terminal for an examination, a preview of a publish and a history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.render.names import Names
from vtdash.returns import Examination
from vtdash.returns.model import Finding
from vtdash.returns.reader_view import seen_sentences
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import (
    actor_words,
    event_words,
    file_state,
    names_once,
    preview_sentence,
    row_list,
)
from vtdash.store import PublishEvent, PublishPreview
from vtdash.text.language import Text, in_vietnam
from vtdash.topics.sources.new_figures import conflict_lines, stated_lines

LISTED = 20
"""Findings of one check that a terminal lists; the document of --json has more."""

_HASH = 8


def file_heading(found: Examination, text: Text) -> str:
    """Return the file's name and the facts by which it was recognised."""
    taken = found.recognition
    if taken is None:
        return text("{file}: form not recognised", file=found.name)
    facts = [f"{fact.name}={fact.value}" for fact in taken.facts if fact.value]
    return f"{found.name}: {', '.join(facts)}"


def file_outcome(found: Examination, text: Text) -> str:
    """Return how many records there are, or why there are none yet."""
    state = file_state(found)
    if state == "ready" and found.records:
        return text(
            "{file}: {rows} records, ready to be published.",
            file=found.name,
            rows=text.number(found.records.table.num_rows),
        )
    if state == "open":
        return text(
            "{file}: needs your input (--accept, --decide, --reason or an option for the missing "
            "fact).",
            file=found.name,
        )
    return text("{file}: refused. Fix the errors and send it again.", file=found.name)


def problem_lines(found: Examination, text: Text) -> Iterator[str]:
    """Yield the findings by check: its title and number, then the first places."""
    for name, count in found.counts.items():
        check = CHECKS[name]
        kind = text("error") if check.severity == "error" else text("warning")
        yield f"  {name} [{kind}] {text.name(check.title)} ({text.number(count)})"
        listed = [finding for finding in found.findings if finding.check == name]
        yield from (f"    {_place(finding, text)}" for finding in listed[:LISTED])
        if count > min(len(listed), LISTED):
            left = text.number(count - min(len(listed), LISTED))
            yield "    " + text("… and {n} more", n=left)
        yield "    → " + text.name(check.do)
        if reason := found.answers.reasons.get(name):
            yield "    " + text("Reason given: {reason}", reason=reason)


def name_questions(found: Examination, text: Text) -> Iterator[str]:
    """Yield the names to be confirmed, each with the option that confirms it."""
    for match in names_once(found.matches):
        if match.how == "near":
            listed = row_list(match.rows, text)
            of_rows = text("'{name}' (rows {rows}) is close to:", name=match.text, rows=listed)
            of_file = text("'{name}' is close to:", name=match.text)
            yield "  " + (of_rows if listed else of_file)
            for each in match.candidates:
                option = f"--accept '{match.kind}:{match.text}={each.code}'"
                yield f"    {option}  {text.name(each.name)}"


def new_unit_lines(found: Examination, text: Text) -> Iterator[str]:
    """Yield the units that are in no register yet, and the option that creates all of them."""
    if found.new_units is None:
        return
    new = found.new_units
    yield "  " + text("New units ({n}):", n=text.number(len(new.units)))
    for unit in new.units:
        where = ", ".join(filter(None, (unit.city, unit.area_code)))
        called = f"  {unit.name}" if unit.name != unit.id else ""
        yield f"    {unit.id}{called}  {where}"
    mark = "*" if new.is_answered else " "
    yield f"  {mark} --decide '{new.key}=create'  " + text("All of them are new units.")


def counting_lines(found: Examination, text: Text) -> Iterator[str]:
    """Yield what is to be decided, each choice with its option and what it does, or was decided."""
    for question in found.questions:
        yield "  " + text.name(question.said)
        for choice in question.choices:
            mark = "*" if choice.value == question.answer else " "
            yield f"  {mark} --decide '{question.key}={choice.value}'  {text.name(choice.words)}"
        if question.kind == "figures":
            yield "    " + text("Say why: {option}", option=f"--why '{question.key}=…'")


def figure_lines(found: Examination, text: Text) -> Iterator[str]:
    """Yield what new figures state, and the card of each contradiction."""
    if found.figures is None:
        return
    names = Names(found.figures.catalogue, text)
    for figure_id in found.figures.ids:
        for line in stated_lines(names, figure_id, found.figures.witnesses.get(figure_id, ())):
            yield f"  {line}"
    for conflict in found.figures.conflicts.values():
        yield "  " + text("Contradiction {id}", id=conflict.id)
        yield from (f"    {line}" for line in conflict_lines(names, conflict))


def preview_lines(found: PublishPreview, catalogue: Catalogue, text: Text) -> Iterator[str]:
    """Yield what would change: rows by kind, what readers see, totals, contradicted figures."""
    for change in found.changes:
        yield preview_sentence(change, text)
        yield from (f"  {said}" for said in seen_sentences(change, catalogue, text))
        for total in change.totals:
            if total.is_changed:
                before, after = (text.number(end or 0) for end in (total.before, total.after))
                city = text.name(catalogue.code("city", total.city).name)
                title = text.name(DATASETS[total.dataset].column(total.column).title)
                yield f"  {city}, {total.year}, {title}: {before} → {after}"
    yield from (text.name(each.words) for each in found.contradictions)


def event_lines(each: PublishEvent, current: str, text: Text) -> Iterator[str]:
    """Yield the lines of one event; the current snapshot has a star."""
    mark = "*" if each.snapshot == current else " "
    local = f"{in_vietnam(each.when):%Y-%m-%d %H:%M}"
    done = event_words(each, text), actor_words(each.who, text), each.note
    yield "  ".join(filter(None, (mark, each.snapshot, local, *done)))
    for name, sha256 in each.files:
        yield f"      {name}  {sha256[:_HASH]}"


def _place(finding: Finding, text: Text) -> str:
    place = replace(finding.place, column="", title=None).words(text)
    said = text.name(finding.words)
    found = f" ['{finding.found}']" if finding.found and finding.found not in said else ""
    return (f"{place}: " if place else "") + said + found
