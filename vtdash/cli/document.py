"""What an examination, a comparison and a history are as JSON, in both languages at once."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from vtdash.returns import Examination
from vtdash.returns.model import Finding, Match, Recognition
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import standing
from vtdash.store import Manifest, PublishEvent, PublishPreview, Recomputed
from vtdash.text.language import Named

Document = dict[str, Any]

_STANDINGS = {"refused": "refused", "open": "needs_answers", "ready": "ready"}


def examination(found: Examination) -> Document:
    """Return all that is said of one file; ``counts`` are true, findings may be cut off."""
    return {
        "name": found.name,
        "sha256": found.sha256,
        "standing": _STANDINGS[standing(found)],
        "records": found.records.table.num_rows if found.records else None,
        "recognition": recognition(found.recognition) if found.recognition else None,
        "matches": [match(each) for each in found.matches],
        "findings": [finding(each) for each in found.findings],
        "counts": dict(found.counts),
        "open_warnings": list(found.open_warnings),
        "reasons": dict(found.answers.reasons),
    }


def recognition(taken: Recognition) -> Document:
    """Return what a file was taken for."""
    return {
        "form": taken.form,
        "dataset": taken.dataset.name,
        "sheet": taken.sheet,
        "header_row": taken.header_row,
        "facts": [
            {
                "name": fact.name,
                "value": fact.value,
                "how": fact.how,
                "place": asdict(fact.place),
                "options": [{"value": value, **both(name)} for value, name in fact.options],
            }
            for fact in taken.facts
        ],
    }


def match(found: Match) -> Document:
    """Return a name of the file, its code, and what it may stand for."""
    return {
        "kind": found.kind,
        "text": found.text,
        "code": found.code,
        "how": found.how,
        "rows": list(found.rows),
        "candidates": [
            {"code": each.code, "score": round(each.score, 3), **both(each.name)}
            for each in found.candidates
        ],
    }


def finding(found: Finding) -> Document:
    """Return one thing found, with what was expected and what to do."""
    check = CHECKS[found.check]
    return {
        "check": check.id,
        "stage": check.stage,
        "severity": check.severity,
        "place": asdict(found.place),
        "found": found.found,
        "what": both(found.what),
        "expected": both(found.expected or check.expected),
        "do": both(found.do or check.do),
    }


def snapshot(manifest: Manifest) -> Document:
    """Return what there is to know of a snapshot, without the hashes of its files."""
    values = asdict(manifest)
    del values["files"]
    return values


def changes(found: PublishPreview) -> Document:
    """Return what would change, dataset by dataset, and the figures that are contradicted."""
    values = asdict(found)
    for total in (total for change in values["changes"] for total in change["totals"]):
        del total["dataset"], total["data_status"]
    return values


def proof(found: Recomputed) -> Document:
    """Return how the tables of a snapshot came out when they were made again."""
    return {
        "proved": found.is_proved,
        "same_code_and_libraries": found.is_same_maker,
        "tables": [asdict(each) for each in found.marts],
    }


def event(each: PublishEvent) -> Document:
    """Return one line of the history."""
    values = asdict(each)
    values["files"] = [{"name": name, "sha256": sha256} for name, sha256 in each.files]
    return values


def both(said: Named) -> Document:
    """Return a sentence in both languages."""
    return {"vi": said.vi, "en": said.en}
