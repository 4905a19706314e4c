"""The log of acts: what is written, and that no line is changed, left out or added unseen."""

from __future__ import annotations

import json

import pytest

from tests.each import each
from vtdash.model.errors import VtdashError
from vtdash.store import (
    Deed,
    UnitDecision,
    current_id,
    logged_deeds,
    prove_log,
    publish,
    record_deeds,
    roll_back,
)

ROW = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"


@pytest.fixture
def log(data):
    """Return the log of three acts."""
    record_deeds(data, [Deed("load", "typed:A"), Deed("refused", "typed:B")])
    record_deeds(data, [Deed("withdraw", "typed:A", load="L1", about={"files": ["a.csv"]})])
    return data / "published" / "acts.jsonl"


def test_a_publish_a_decision_and_a_way_back_are_logged_with_who_and_the_snapshot(
    data, records, sample_of, monkeypatch
):
    monkeypatch.setattr("getpass.getuser", lambda: "machine")
    sample = sample_of()
    publish(data, sample=sample)
    first = current_id(data)
    units = [UnitDecision("created", "CS-1"), UnitDecision("closed", "CS-1", "2025-01-01")]
    returns = [records("enrolment", ROW)]
    made = publish(data, sample=sample, returns=returns, units=units, by="typed:Lan", note="why")
    roll_back(data, first, by="typed:Minh", note="wrong")
    logged = logged_deeds(data)
    told = [(e.deed.act, e.deed.who, e.deed.snapshot) for e in logged]
    assert told == [
        ("build", "", first),
        ("load", "typed:Lan", made.id),
        ("unit", "typed:Lan", made.id),
        ("publish", "typed:Lan", made.id),
        ("rollback", "typed:Minh", first),
    ]
    assert {each.user for each in logged} == {"machine"}
    assert logged[1].deed.about["file"] == "return.csv"
    assert logged[2].deed.about == {"act": "closed", "unit": "CS-1", "day": "2025-01-01"}
    assert prove_log(data).is_whole


def test_what_could_not_be_logged_is_not_done(data, records, sample_of):
    publish(data, sample=sample_of())
    before = current_id(data)
    path = data / "published" / "acts.jsonl"
    path.write_text("no record\n", encoding="utf-8")
    with pytest.raises(VtdashError, match="damaged in line 1"):
        publish(data, sample=sample_of(), returns=[records("enrolment", ROW)])
    with pytest.raises(VtdashError, match="damaged"):
        roll_back(data, before)
    assert current_id(data) == before


def test_a_whole_log_has_a_head_by_which_it_is_known_again(data, log):
    proof = prove_log(data)
    assert (proof.is_whole, proof.records) == (True, 3)
    record_deeds(data, [Deed("load", "typed:A")])
    assert prove_log(data, known=proof.head).is_whole
    kept = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(kept[:2]))
    assert prove_log(data).is_whole, "a log that was cut at its end holds by itself"
    assert not prove_log(data, known=proof.head).is_whole


def _edited(line, **values):
    return json.dumps(json.loads(line) | values)


@each(
    "change, line, broken",
    [
        (lambda a, b, c: [_edited(a, who="typed:X"), b, c], 1, "changed"),
        (lambda a, b, c: [a, b, _edited(c, when="2020-01-01")], 3, "changed"),
        (lambda a, b, c: [a, c], 2, "cut"),
        (lambda a, b, c: [b, a, c], 1, "cut"),
        (lambda a, b, c: [a, a, b, c], 2, "cut"),
        (lambda a, b, c: [a, "{}", b, c], 2, "unreadable"),
        (lambda a, b, c: [a, "", b, c], 2, "unreadable"),
        (lambda a, b, c: [a, "[1]", b, c], 2, "unreadable"),
    ],
)
def test_the_first_line_that_does_not_hold_is_named(data, log, change, line, broken):
    kept = log.read_text("utf-8")
    try:
        log.write_text("".join(f"{row}\n" for row in change(*kept.splitlines())), "utf-8")
        proof = prove_log(data)
        assert (proof.line, proof.broken) == (line, broken)
    finally:
        log.write_text(kept, "utf-8")


def test_a_line_that_a_crash_tore_is_no_record_and_goes_with_the_next(data, log):
    with log.open("ab") as file:
        file.write(b'{"number": 4, "wh')
    assert prove_log(data).records == 3
    record_deeds(data, [Deed("load", "typed:C")])
    assert (prove_log(data).is_whole, prove_log(data).records) == (True, 4)
