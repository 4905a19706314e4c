"""Numbers, quantities, periods, names: as a reader of each language writes them."""

from __future__ import annotations

import random
import unicodedata
from datetime import date

import pytest
import time_machine

from tests.each import each
from vtdash.model.datasets import Bilingual
from vtdash.model.quantity import Quantity
from vtdash.text import language
from vtdash.text.language import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Text,
    in_brackets,
    inside,
    sort_key,
    today_in_vietnam,
)

pytestmark = pytest.mark.elsewhere


@pytest.fixture
def vi():
    return Text("vi")


@pytest.fixture
def en():
    return Text("en")


@each(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1234.5, 2, "1.234,5", "1,234.5"),
        (54.06, 2, "54,06", "54.06"),
        (72.20, 2, "72,2", "72.2"),
        (20000, 0, "20.000", "20,000"),
        (20000, 2, "20.000", "20,000"),
        (1000000, 2, "1.000.000", "1,000,000"),
        (100, 2, "100", "100"),
        (0, 2, "0", "0"),
        (-0.001, 2, "0", "0"),
        (-0.4, 0, "0", "0"),
        (-0.5, 2, "−0,5", "−0.5"),
        (-1234.56, 1, "−1.234,6", "−1,234.6"),
        (0.1 + 0.2, 2, "0,3", "0.3"),
        (99.999, 2, "100", "100"),
        (10, 0, "10", "10"),
    ],
)
def test_a_number_has_the_reader_s_separators_and_no_idle_zeros(
    vi, en, value, decimals, vietnamese, english
):
    assert vi.number(value, decimals) == vietnamese
    assert en.number(value, decimals) == english


def test_plotly_gets_the_same_separators(vi, en):
    assert (vi.separators(), en.separators()) == (",.", ".,")


@each(
    ("low", "high", "qualifier", "unit", "english"),
    [
        (54.06, 54.06, "exact", "%", "54.06%"),
        (50, 55, "range", "%", "50–55%"),
        (40, None, "over", "%", "over 40%"),
        (70, None, "at_least", "%", "at least 70%"),
        (None, 5, "at_most", "%", "at most 5%"),
        (None, 5, "under", "%", "under 5%"),
        (20000, 20000, "about", "turns", "about 20,000 turns"),
        (2200, 2500, "range", "persons", "2,200–2,500 persons"),
        (12000, 12000, "exact", "persons", "12,000 persons"),
        (3, 3, "exact", "", "3"),
        (None, None, "exact", "%", "not published"),
        (0, 0, "exact", "%", "0%"),
    ],
)  # fmt: skip
def test_a_quantity_keeps_what_the_source_says_of_it(en, low, high, qualifier, unit, english):
    assert en.quantity(Quantity(low, high, qualifier), unit) == english


@each(
    ("period", "english"),
    [
        ("2024", "2024"),
        ("2021-2025", "2021–2025"),
        ("2025-Q2", "Q2 2025"),
        ("2025-Q1/Q2", "Q1–Q2 2025"),
        ("2025-Q3/Q3", "Q3 2025"),
        ("2025-06", "Jun 2025"),
    ],
)
def test_a_period_of_a_fixed_form_is_written_out(en, period, english):
    assert en.period(period) == english


@each("period", ["2022 (to Nov)", "2023-24", "2025-13", "2025-00", "2025-Q5",
                                    "every year", "", "2024-Q1+"])  # fmt: skip
def test_a_period_of_no_fixed_form_comes_back_as_it_is(vi, en, period):
    assert vi.period(period) == en.period(period) == period


def test_every_period_of_the_register_can_be_written_in_both_languages(vi, en, catalogue):
    for figure in catalogue.figures:
        names = catalogue.term("period", figure.period)
        for text in (vi, en):
            assert text.period(text.name(names))


def test_a_date_is_written_in_words(vi, en):
    day = date(2025, 7, 7)
    assert en.date(day) == "July 7, 2025"
    assert vi.date(day) == "07/7/2025"


def test_names_are_enumerated_as_the_language_does(vi, en):
    assert en.items(["a", "b", "c"]) == "a, b, and c"
    assert vi.items(["a", "b", "c"]) == "a, b và c"
    assert en.items(["a"]) == "a"
    assert en.items([]) == ""
    assert vi.items(name for name in ("a", "b")) == "a và b"


def test_of_many_names_the_first_are_given_and_the_others_counted(vi, en):
    assert en.items("abcde", 3) == "a, b, c, and 2 more"
    assert vi.items("abcde", 3) == "a, b, c và 2 mục khác"
    assert (en.items("abcd", 3), en.items("abc", 3)) == ("a, b, c, and 1 more", "a, b, and c")
    assert en.items("abcd", 3, spare=1) == "a, b, c, and d"
    assert en.items("abcde", 3, spare=1) == "a, b, c, and 2 more"


def test_a_defined_thing_goes_by_its_own_name(vi, en):
    hanoi = Bilingual("Hà Nội", "Hanoi")
    assert (vi.name(hanoi), en.name(hanoi)) == ("Hà Nội", "Hanoi")


def test_values_are_put_into_the_named_places_and_braces_in_a_value_stay(en):
    assert en("at least {value}", value="{5}%") == "at least {5}%"


def test_a_sentence_without_values_may_hold_braces(en):
    assert en("{left} as it is") == "{left} as it is"


def test_an_empty_sentence_is_empty_and_not_the_catalogue_s_header(vi, en):
    assert (vi(""), en("")) == ("", "")


@each("wanted", ["fr", "", "VI", "../en"])
def test_an_unknown_language_is_the_default_one(wanted):
    assert Text(wanted).language == DEFAULT_LANGUAGE == "vi"


def test_plurals_write_their_number_as_the_reader_does(vi, en):
    assert en.plural("{n} figure", "{n} figures", 1) == "1 figure"
    assert en.plural("{n} figure", "{n} figures", 1234) == "1,234 figures"
    assert "1.234" in vi.plural("{n} figure", "{n} figures", 1234)


# --- sorting ----------------------------------------------------------------------------------

IN_ORDER = [
    "An Biên", "An Dương", "An Lão", "Ân Thi", "Ba Đình", "Ba Vì", "Bắc Từ Liêm", "Cẩm Giang",
    "Cẩm Giàng", "Dương Kinh", "Đan Phượng", "Đông Anh", "Đống Đa", "Gia Lâm", "Hà Đông",
    "Hải An", "Hai Bà Trưng", "Hoài Đức", "Hồng Bàng", "Kiến An", "Lê Chân", "Long Biên",
    "Ngô Quyền", "Ô Chợ Dừa", "Sóc Sơn", "Tây Hồ", "Thủy Nguyên", "Tiên Lãng", "Từ Liêm",
    "Ứng Hòa", "Vĩnh Bảo",
]  # fmt: skip
"""As a Vietnamese dictionary orders them: letters (d before đ, e before ê), then tones."""


def test_vietnamese_names_are_sorted_as_in_a_dictionary():
    mixed = IN_ORDER.copy()
    random.Random(7).shuffle(mixed)  # noqa: S311 - a fixed disorder
    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_tones_are_ordered_level_falling_hooked_tilde_rising_dotted():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ"
    ]  # fmt: skip


def test_each_letter_with_a_mark_is_a_letter_of_its_own():
    letters = tuple("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert tuple(sorted("".join(reversed(letters)), key=sort_key)) == letters


@each("name", ["Đống Đa", "Ứng Hòa", "Bắc Từ Liêm"])
def test_the_encoding_of_a_letter_and_its_case_do_not_change_its_place(name):
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)
    assert sort_key(name.upper()) == sort_key(name)


@each("name", ["", " ", "-", "4.0", "Tổ 3", "日本", "'", "\u0301"])
def test_any_text_can_be_sorted(name):
    assert sorted([name, "An"], key=sort_key)


def test_numbers_come_before_letters_and_a_shorter_name_before_a_longer():
    assert sorted(["An Lão", "An", "6 An"], key=sort_key) == ["6 An", "An", "An Lão"]


# --- with the Vietnamese catalogue ------------------------------------------------------------

VIETNAMESE = [
    ("quantity", (Quantity(40, None, "over"), "%"), "trên 40%"),
    ("quantity", (Quantity(70, None, "at_least"), "%"), "ít nhất 70%"),
    ("quantity", (Quantity(20000, 20000, "about"), "lượt"), "khoảng 20.000 lượt"),
    ("quantity", (Quantity(50, 55, "range"), "%"), "50–55%"),
    ("period", ("2025-Q1/Q2",), "quý I–II/2025"),
    ("period", ("2025-Q2",), "quý II/2025"),
    ("period", ("2025-06",), "tháng 6/2025"),
    ("period", ("2021-2025",), "2021–2025"),
]


@each(("method", "values", "expected"), VIETNAMESE)
def test_vietnamese_readers_get_vietnamese_words(vi, method, values, expected):
    assert getattr(vi, method)(*values) == expected


def test_no_value_is_written_as_a_word_in_vietnamese_too(vi, en):
    assert vi.quantity(Quantity(None, None), "%") not in (
        "",
        en.quantity(Quantity(None, None), "%"),
    )


def test_both_languages_have_a_catalogue_file():
    for code in LANGUAGES:
        assert (language.LOCALE_FOLDER / code / "LC_MESSAGES" / "vtdash.po").is_file()


@each(
    ("alone", "within"),
    [
        ("Too few values", "too few values"),
        ("Đã đạt mục tiêu", "đã đạt mục tiêu"),
        ("Ước tính", "ước tính"),
        ("January–September 2022", "January–September 2022"),
        ("GDP per head", "GDP per head"),
        ("UBND thành phố", "UBND thành phố"),
        ("Q1 2025", "Q1 2025"),
        ("end of 2024", "end of 2024"),
        ("2030", "2030"),
        ("", ""),
    ],
)
def test_words_that_began_a_line_stand_small_inside_one_but_a_short_form_keeps_its_capital(
    alone, within
):
    assert inside(alone) == within


@each(
    ("alone", "within"),
    [
        ("Năm 2022 (đến tháng 11)", "năm 2022, đến tháng 11"),
        ("2024 (end of 2021–2024)", "2024, end of 2021–2024"),
        ("Cuối năm 2024", "cuối năm 2024"),
        ("Q3–Q4 2025", "Q3–Q4 2025"),
        ("2024", "2024"),
    ],
)
def test_words_in_brackets_have_no_brackets_of_their_own(alone, within):
    assert in_brackets(alone) == within


# --- days and times ---------------------------------------------------------------------------


def test_the_day_is_that_of_vietnam_wherever_the_server_is():
    with time_machine.travel("2026-12-31T16:59:00+00:00", tick=False):
        assert today_in_vietnam() == date(2026, 12, 31)
    with time_machine.travel("2026-12-31T17:00:00+00:00", tick=False):
        assert today_in_vietnam() == date(2027, 1, 1)


@each("stamp", ["2026-12-31T17:05:00+00:00", "2027-01-01T07:05:00+14:00"])
def test_a_moment_is_said_by_the_clock_of_vietnam(vi, en, stamp):
    assert en.moment(stamp) == "January 1, 2027, 00:05"
    assert vi.moment(stamp) == "01/01/2027, 00:05"
