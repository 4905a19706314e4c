"""Findings of one file: capped where nobody reads on, counted to the end, harmless."""

import pytest

from tests.each import each
from vtdash.model.datasets import Bilingual
from vtdash.returns.findings import MOST, MOST_OF_A_CHECK, Findings, Stopped
from vtdash.returns.model import Place

WORDS = Bilingual("Sai.", "Wrong.")


def test_two_hundred_of_a_check_are_listed_and_all_are_counted():
    findings = Findings()
    for row in range(MOST_OF_A_CHECK + 7):
        findings.add("T02", Place("", row), WORDS)
    assert len(findings.listed) == 200
    assert findings.counts == {"T02": 207}
    assert findings.room("T02") == 0
    assert findings.room("T01") == 200


def test_two_thousand_are_listed_in_all_and_later_checks_are_counted_still():
    findings = Findings()
    checks = ["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "C01", "C02", "K01"]
    for check in checks:
        for row in range(MOST_OF_A_CHECK):
            findings.add(check, Place("", row), WORDS)
    assert len(findings.listed) == MOST == 2000
    assert findings.counts == dict.fromkeys(checks, 200)


def test_findings_come_by_stage_and_then_by_row():
    findings = Findings()
    for check, row in (("P01", 2), ("C01", 9), ("T02", 5), ("C02", 3), ("S12", 8)):
        findings.add(check, Place("", row), WORDS)
    order = [(f.check, f.place.row) for f in findings.listed]
    assert order == [("S12", 8), ("T02", 5), ("C02", 3), ("C01", 9), ("P01", 2)]


def test_a_warning_is_no_error_and_an_error_is():
    findings = Findings()
    findings.add("H01", Place(), WORDS)
    assert not findings.has_errors
    findings.add("A01", Place(), WORDS)
    assert findings.has_errors


def test_an_error_that_is_only_counted_is_an_error_too():
    findings = Findings()
    findings.count("T01", 0)
    assert not findings.has_errors
    assert findings.counts == {}
    findings.count("T01", 3)
    assert findings.has_errors
    assert findings.counts == {"T01": 3}


def test_to_stop_is_to_note_and_to_carry_no_text_of_the_file():
    findings = Findings()
    with pytest.raises(Stopped) as caught:
        findings.stop("S06", Place(), WORDS, found="secret")
    assert [f.check for f in findings.listed] == ["S06"]
    assert "secret" not in repr(caught.value)


def test_an_id_that_no_check_has_is_the_programs_own_mistake():
    with pytest.raises(KeyError):
        Findings().add("X99", Place(), WORDS)


@each("text", ["\x1b[2J\u202e", "x" * 500, "\x1b" * 500])
def test_text_of_the_file_is_repeated_harmless_and_to_sixty_characters(text):
    findings = Findings()
    findings.add("T02", Place(text, 1, text), WORDS, found=text)
    (finding,) = findings.listed
    for repeated in (finding.found, finding.place.sheet, finding.place.column):
        assert repeated.isprintable()
        assert len(repeated) <= 60


def test_a_form_with_a_row_for_each_person_repeats_no_cell():
    findings = Findings()
    findings.personal = True
    findings.add("T09", Place("", 4, "B"), WORDS, found="Nguyễn Văn A")
    assert findings.listed[0].found == ""
    assert findings.listed[0].place == Place("", 4, "B")
