"""The sentence that a page begins with: short, whole, of what was chosen, and open about sample."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.panels import FINDINGS, WHOLE, open_sample, views
from vtdash.text.language import first_sentence

MOST_WORDS = 20
PLACES = {"Hai Phong (since July 2025)": "Hai Phong", "Hai Phong (to June 2025)": "Hai Phong",
          "Hai Duong (to June 2025)": "Hai Duong"}  # fmt: skip
"""Names of territories, which a sentence cannot shorten, as one or two words."""

CHOICES = {
    "nothing": {},
    "one city": {"cities": ("haiphong",)},
    "the years before the merger": {"last_year": 2024},
    "without sample": {"sample": False},
}


@pytest.fixture(scope="module")
def view_of(published_sample):
    opened = open_sample(published_sample)
    yield views(opened)
    opened.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("choice", CHOICES)
def test_a_page_begins_with_one_sentence_that_says_no_sample_where_there_is_none(
    view_of, choice, language
):
    view = view_of(replace(WHOLE, **CHOICES[choice]), language)
    for page, make in FINDINGS.items():
        found = make(view)
        assert first_sentence(found.words) == found.words, page
        assert found.words.endswith("."), page
        assert not (found.is_sample and choice == "without sample"), page


@pytest.mark.parametrize("page", ["enrolment", "graduates", "digital", "districts", "tasks"])
def test_a_finding_has_at_most_twenty_words(view_of, page):
    words = FINDINGS[page](view_of(WHOLE, "en")).words
    for name, short in PLACES.items():
        words = words.replace(name, short)
    assert len(words.split()) <= MOST_WORDS, words


def test_of_more_places_than_a_sentence_holds_the_ends_are_said(view_of):
    before = view_of(replace(WHOLE, last_year=2024), "en")
    enrolled, trained = (FINDINGS[page](before).words for page in ("enrolment", "digital"))
    most, least = "Of 3 places Hanoi", "Hai Duong (to June 2025) fewest"
    for words, verb in ((enrolled, " enrolled most in 2024 ("), (trained, " trained most in ")):
        assert words.startswith(most + verb)
        assert least in words
    one_city = view_of(replace(WHOLE, last_year=2024, cities=("haiphong",)), "en")
    assert FINDINGS["enrolment"](one_city).words.startswith("Hai Phong (to June 2025) enrolled")
