"""What an examination, a comparison and a history are as lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from vtdash.returns import Examination
from vtdash.returns.model import Finding, Match
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import event_words, preview_sentence, rows, said_by, standing, where
from vtdash.store import PublishEvent, PublishPreview
from vtdash.text.language import Text, in_vietnam

LISTED = 20
"""Findings of one check that a terminal lists; the document of --json has more."""

_HASH = 8


def headline(found: Examination, text: Text) -> str:
    """Return the file's name, what it was taken for and where it stands."""
    taken = found.recognition
    if taken is None:
        return text("{file}: form not recognised", file=found.name)
    facts = [f"{fact.name}={fact.value}" for fact in taken.facts if fact.value]
    return f"{found.name}: {', '.join(facts)}"


def verdict(found: Examination, text: Text) -> str:
    """Return how many records there are, or why there are none yet."""
    where_it_stands = standing(found)
    if where_it_stands == "ready" and found.records:
        return text(
            "{file}: {rows} records, ready to be published.",
            file=found.name,
            rows=text.number(found.records.table.num_rows),
        )
    if where_it_stands == "open":
        return text(
            "{file}: needs your input (--accept, --reason or an option for the missing fact).",
            file=found.name,
        )
    return text("{file}: refused. Fix the errors and send it again.", file=found.name)


def problems(found: Examination, text: Text) -> Iterator[str]:
    """Yield what was found by check: its title and number, then the first places."""
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


def names(found: Examination, text: Text) -> Iterator[str]:
    """Yield the names that need a yes, each with the option that gives it."""
    for match in found.matches:
        if match.how == "near":
            yield from _near(match, text)


def changes(found: PublishPreview, text: Text) -> Iterator[str]:
    """Yield what would change: rows by kind, totals, sample rows, contradicted figures."""
    for change in found.changes:
        yield preview_sentence(change, text)
        for total in change.totals:
            if total.is_changed:
                yield (
                    f"  {total.city} {total.year} {total.column}: "
                    f"{text.number(total.before)} → {text.number(total.after)}"
                )
        for gone in change.sample_gone:
            yield "  " + text(
                "{city} {period}: {n} sample rows disappear.",
                city=gone.city,
                period=gone.period,
                n=text.number(gone.rows),
            )
    yield from (text.name(each.words) for each in found.contradictions)


def event(each: PublishEvent, current: str, text: Text) -> Iterator[str]:
    """Yield the lines of one event; the current snapshot has a star."""
    done = event_words(each, text)
    mark = "*" if each.snapshot == current else " "
    local = in_vietnam(each.when)
    who = said_by(each.who, text)
    yield "  ".join(
        part
        for part in (mark, each.snapshot, f"{local:%Y-%m-%d %H:%M}", done, who, each.note)
        if part
    )
    for name, sha256 in each.files:
        yield f"      {name}  {sha256[:_HASH]}"


def _place(finding: Finding, text: Text) -> str:
    place = where(finding.place, text)
    found = f"'{finding.found}': " if finding.found else ""
    return (f"{place}: " if place else "") + found + text.name(finding.what)


def _near(match: Match, text: Text) -> Iterator[str]:
    yield "  " + text(
        "'{name}' (rows {rows}) is close to:", name=match.text, rows=rows(match.rows, text)
    )
    for each in match.candidates:
        yield f"    --accept '{match.kind}:{match.text}={each.code}'  {text.name(each.name)}"
