"""Sentences made before the language is known: the same words as in either, and their numbers."""

from tests.each import each
from vtdash.model.datasets import Bilingual
from vtdash.text.language import Text
from vtdash.text.messages import Number, message


def test_a_message_says_in_each_language_what_the_catalogues_say():
    blank = message("The cell is blank.")
    assert (blank.vi, blank.en) == ("Ô trống.", "The cell is blank.")
    for language in ("vi", "en"):
        assert Text(language).name(blank) == Text(language)("The cell is blank.")


def test_a_value_with_words_of_its_own_is_put_in_by_those_of_the_language():
    inner = message("row {number}", number=2)
    outer = message("about {value}", value=inner)
    assert (outer.vi, outer.en) == ("khoảng dòng 2", "about row 2")
    named = message("about {value}", value=Bilingual("một", "one"))
    assert (named.vi, named.en) == ("khoảng một", "about one")


def test_text_of_a_file_is_put_in_as_it_is_and_never_taken_for_a_place():
    assert message("about {value}", value="{value} {0} %s").en == "about {value} {0} %s"


@each(
    ("value", "vi", "en"),
    [
        (120, "120", "120"),
        (1200, "1.200", "1,200"),
        (420.5, "420,5", "420.5"),
        (0.125, "0,125", "0.125"),
        (0.1 + 0.2, "0,3", "0.3"),
        (123456789.1, "123.456.789,1", "123,456,789.1"),
        (1e-7, "0,0000001", "0.0000001"),
        (-3, "−3", "−3"),
    ],
)
def test_a_number_keeps_its_digits_and_takes_the_signs_of_the_language(value, vi, en):
    assert (Number(value).vi, Number(value).en) == (vi, en)


def test_the_same_message_is_equal():
    assert message("row {number}", number=2) == message("row {number}", number=2)
    assert message("row {number}", number=2) != message("row {number}", number=3)
