"""One cell: what it is read as, and what is said where it cannot be read."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from math import inf, nan

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.returns.files import cells, cells_of_time
from vtdash.returns.files.cells import (
    MOST_COUNT,
    Wrong,
    amount,
    as_text,
    code,
    count,
)
from vtdash.returns.files.cells_of_time import day, quarter, year
from vtdash.returns.registry import CHECKS
from vtdash.text.messages import Message

TODAY = date(2026, 2, 15)
SENTENCES = [
    said
    for module in (cells, cells_of_time)
    for said in vars(module).values()
    if isinstance(said, Message)
]


def counted(cell, grouped=False):
    return count(cell, grouped=grouped)


def measured(cell, comma_decimals=False, grouped=False):
    return amount(cell, comma_decimals=comma_decimals, grouped=grouped)


def of_check(found):
    """Return the id of the check that a cell failed."""
    assert isinstance(found, Wrong), found
    assert found.check in CHECKS
    return found.check


# --- text -----------------------------------------------------------------------------------------


@each(
    ("cell", "expected"),
    [
        (None, ""),
        ("", ""),
        ("  CS-1\u00a0\r\n", "CS-1"),
        (unicodedata.normalize("NFD", "Hoàn Kiếm"), "Hoàn Kiếm"),
        (480201, "480201"),
        (480201.0, "480201"),
        (-3.0, "-3"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (10**400, "inf"),
        (nan, "nan"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2025, 7, 1), "2025-07-01"),
        (datetime(2025, 7, 1), "2025-07-01"),
        (datetime(2025, 7, 1, 8, 30), "2025-07-01 08:30:00"),
        ("#N/A", "#N/A"),
    ],
)
def test_a_cell_is_written_as_the_office_sees_it(cell, expected):
    assert as_text(cell) == expected


# --- counts ---------------------------------------------------------------------------------------


@each(
    ("cell", "value"),
    [
        (0, 0),
        (12.0, 12),
        (-0.0, 0),
        (MOST_COUNT, MOST_COUNT),
        ("0", 0),
        ("1250", 1250),
        ("007", 7),
        ("  12\u00a0", 12),
        ("12.0", 12),
        ("12,00", 12),
        ("１２５", 125),
        ("999999999", MOST_COUNT),
    ],
)
@each("grouped", [False, True])
def test_whole_counts_are_read(cell, value, grouped):
    found = counted(cell, grouped)
    assert (found, type(found)) == (value, int)


GROUPED = [("1.234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1\u202f234", 1234),
           ("12.345.678", 12_345_678), ("1.234,0", 1234), ("1'234", 1234),
           ("１．２３４", 1234)]  # fmt: skip


@each(("cell", "value"), GROUPED)
def test_thousands_marks_are_read_on_official_forms_and_refused_elsewhere(cell, value):
    assert counted(cell, grouped=True) == value
    assert of_check(counted(cell)) == "T03"


@each("cell", ["1,234", "1,234.5", "1.234 567", "1.234.56,7"])
def test_marks_that_an_official_form_does_not_use_are_never_guessed(cell):
    assert of_check(counted(cell, grouped=True)) in {"T02", "T03"}
    assert isinstance(counted(cell), Wrong)


@each(
    ("cell", "what"),
    [
        (12.5, cells.HAS_DECIMALS),
        ("12.5", cells.HAS_DECIMALS),
        ("120,25", cells.HAS_DECIMALS),
        (-1, cells.IS_NEGATIVE),
        (-0.5, cells.IS_NEGATIVE),
        ("-1", cells.IS_NEGATIVE),
        ("− 12", cells.IS_NEGATIVE),
        ("(12)", cells.IS_NEGATIVE),
        ("12%", cells.IS_SHARE),
        ("12 %", cells.IS_SHARE),
        (MOST_COUNT + 1, cells.IS_TOO_LARGE),
        ("1000000000", cells.IS_TOO_LARGE),
        ("9" * 5000, cells.IS_TOO_LARGE),
        (10**400, cells.IS_TOO_LARGE),
        (-(10**400), cells.IS_NEGATIVE),
        (inf, cells.IS_TOO_LARGE),
        (-inf, cells.IS_NEGATIVE),
        (nan, cells.NO_NUMBER),
        ("120 người", cells.NO_NUMBER),
        ("1e3", cells.NO_NUMBER),
        ("nan", cells.NO_NUMBER),
        ("١٢", cells.NO_NUMBER),
        ("²", cells.NO_NUMBER),
        ("=1+1", cells.NO_NUMBER),
        ("12;", cells.NO_NUMBER),
        ("x", cells.NO_NUMBER),
        (True, cells.IS_LOGICAL),
        (date(2025, 7, 1), cells.IS_DAY),
        (datetime(1900, 1, 12), cells.IS_DAY),
        ("#REF!", cells.IS_ERROR),
        ("#n/a", cells.IS_ERROR),
    ],
)
@each("grouped", [False, True])
def test_what_is_no_count_is_refused_with_the_reason(cell, what, grouped):
    assert counted(cell, grouped) == Wrong("T02", what)


# --- amounts --------------------------------------------------------------------------------------


@each(
    ("cell", "comma_decimals", "grouped", "value"),
    [
        (0, False, False, 0.0),
        (420.5, False, False, 420.5),
        (1.234, False, True, 1.234),
        ("420.5", False, False, 420.5),
        ("420.5", True, False, 420.5),
        ("420,5", True, False, 420.5),
        ("420,5", True, True, 420.5),
        ("420.5", True, True, 420.5),
        ("0.125", False, False, 0.125),
        ("0,125", True, True, 0.125),
        ("420.1250", False, False, 420.125),
        ("1234.567", False, False, 1234.567),
        ("1234,567", True, False, 1234.567),
        ("1.234", True, True, 1234.0),
        ("1.234,5", True, True, 1234.5),
        ("1.234.567,25", True, True, 1_234_567.25),
        ("1 234,5", True, True, 1234.5),
        ("1\u00a0234\u00a0567", True, True, 1_234_567.0),
        ("1,125", True, True, 1.125),
        ("1,234", False, True, 1234.0),
        ("1,234.5", False, True, 1234.5),
        ("１２，５", True, False, 12.5),
        ("999999999999", False, False, 999_999_999_999.0),
    ],
)
def test_amounts_are_read_in_the_way_of_the_file(cell, comma_decimals, grouped, value):
    found = measured(cell, comma_decimals, grouped)
    assert (found, type(found)) == (value, float)


@each("cell", ["1.000", "1,000", "1.234.567", "1.234,5", "1 234", "1,234.5"])
@each("comma_decimals", [False, True])
def test_an_amount_that_can_be_read_in_two_ways_is_refused(cell, comma_decimals):
    assert of_check(measured(cell, comma_decimals)) == "T03"


@each(
    ("cell", "comma_decimals"),
    [("1,234.5", True), ("1.234.567", False), ("1.234,5", False), ("1.234 567", True)],
)
def test_marks_of_the_other_way_are_refused_on_forms_too(cell, comma_decimals):
    assert of_check(measured(cell, comma_decimals, grouped=True)) == "T03"


@each(
    ("cell", "what"),
    [
        ("420,5", cells.HAS_COMMA),
        ("-1", cells.IS_NEGATIVE),
        (-0.01, cells.IS_NEGATIVE),
        ("50%", cells.IS_SHARE),
        ("420 triệu", cells.NO_NUMBER),
        ("nan", cells.NO_NUMBER),
        ("1e3", cells.NO_NUMBER),
        (nan, cells.NO_NUMBER),
        (inf, cells.IS_TOO_LARGE),
        (1e12, cells.IS_TOO_LARGE),
        ("1" * 13, cells.IS_TOO_LARGE),
        (True, cells.IS_LOGICAL),
        (datetime(2025, 7, 1), cells.IS_DAY),
        ("#DIV/0!", cells.IS_ERROR),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(cell, what):
    assert measured(cell) == Wrong("T04", what)


# --- periods and days -----------------------------------------------------------------------------


@each(
    ("cell", "value"),
    [(2024, 2024), (2024.0, 2024), ("2024", 2024), (" Năm 2024", 2024), ("２０２４", 2024),
     ("2024.0", 2024), (2000, 2000), (2026, 2026)],
)  # fmt: skip
def test_years_are_read(cell, value):
    assert year(cell, TODAY) == value


@each(
    ("cell", "check"),
    [("24", "T05"), (1999, "T05"), ("2024-2025", "T05"), (2024.5, "T05"), (True, "T05"),
     (datetime(2024, 1, 1), "T05"), ("#REF!", "T05"), (2027, "P01"), ("9999", "P01"),
     ("", "T01"), (None, "T01")],
)  # fmt: skip
def test_what_is_no_year_or_one_to_come_is_refused(cell, check):
    assert of_check(year(cell, TODAY)) == check


@each(
    "cell",
    ["2024-Q1", "2024q1", "2024 Q1", "2024/Q1", "Q1/2024", "Q1-2024", "q1 2024", "Quý I/2024",
     "QUÝ I/2024", "quý 1 năm 2024", "Quý I năm 2024", "Quý I, năm 2024", "Quy 1/2024",
     "quy 1 nam 2024", "Năm 2024, quý I", "Quý I - 2024", " Quý\u00a0I / 2024 ", "Q.1/2024",
     unicodedata.normalize("NFD", "Quý I/2024")],
)  # fmt: skip
def test_every_usual_way_to_write_a_quarter_is_read(cell):
    assert quarter(cell, TODAY) == "2024-Q1"


@each(("numeral", "number"), [("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("3", 3), ("４", 4)])
def test_roman_and_arabic_numerals_of_quarters_are_read(numeral, number):
    assert quarter(f"Quý {numeral}/2025", TODAY) == f"2025-Q{number}"


@each(
    ("cell", "check"),
    [("2024-Q5", "T06"), ("2024-Q0", "T06"), ("Quý V/2024", "T06"), ("Quý IIII/2024", "T06"),
     ("1/2024", "T06"), ("2024", "T06"), (2024, "T06"), ("1999-Q4", "T06"), ("Q1/24", "T06"),
     ("Q12024", "T06"), ("6 tháng đầu năm 2025", "T06"), (datetime(2024, 1, 1), "T06"),
     (True, "T06"), ("2026-Q2", "P01"), ("9999-Q1", "P01"), (" ", "T01")],
)  # fmt: skip
def test_what_is_no_quarter_or_one_to_come_is_refused(cell, check):
    assert of_check(quarter(cell, TODAY)) == check


def test_the_running_quarter_is_taken_and_the_oldest_too():
    assert quarter("2026-Q1", TODAY) == "2026-Q1"
    assert quarter("2000-Q1", TODAY) == "2000-Q1"


@each(
    "cell",
    ["05/09/1998", "5/9/1998", "05-09-1998", "5.9.1998", "05 / 09 / 1998", "1998-09-05",
     "1998-9-5", "05/09/1998 00:00:00", "1998-09-05T00:00:00", "1998-09-05 08:30", 36043, 36043.0,
     36043.75, "36043", "36043,5", date(1998, 9, 5), datetime(1998, 9, 5, 8), "０５/０９/１９９８"],
)  # fmt: skip
def test_every_usual_way_to_write_a_day_is_read_with_the_day_first(cell):
    assert day(cell) == date(1998, 9, 5)


@each(
    ("cell", "check"),
    [("31/02/1998", "T09"), ("29/02/1999", "T09"), ("13/25/1998", "T09"), ("00/01/1998", "T09"),
     ("05/09/98", "T09"), ("05/09-1998", "T09"), ("1998", "T09"), (1998, "T09"), (9999, "T09"),
     (73051, "T09"), (-5, "T09"), (nan, "T09"), (True, "T09"), ("05/09/0001", "T09"),
     ("05/09/2100", "T09"), (date(1899, 12, 31), "T09"), ("tháng 9", "T09"), ("#VALUE!", "T09"),
     ("", "T01"), (None, "T01")],
)  # fmt: skip
def test_what_is_no_day_is_refused(cell, check):
    assert of_check(day(cell)) == check


def test_a_year_of_two_digits_is_refused_in_its_own_words():
    assert day("5/9/98") == Wrong("T09", cells_of_time.TWO_DIGITS)


@settings(deadline=None)
@given(expected=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_in_each_form(expected):
    assert day(expected.strftime("%d/%m/%Y")) == expected
    assert day(expected.isoformat()) == expected


@settings(deadline=None)
@given(serial=st.integers(10_000, 73_050))
def test_serials_count_the_days_as_a_spreadsheet_does(serial):
    assert day(serial) == day(str(serial)) == date(1899, 12, 30) + timedelta(days=serial)


# --- codes ----------------------------------------------------------------------------------------


@each(
    ("cell", "value"),
    [(" CS-0002 ", "CS-0002"), (277, "277"), (277.0, "277"), ("x" * 100, "x" * 100),
     ("SAM-PLE", "SAM-PLE"), (unicodedata.normalize("NFD", "Trường số 1"), "Trường số 1")],
)  # fmt: skip
def test_codes_are_read(cell, value):
    assert code(cell) == value


@each(
    ("cell", "check"),
    [("SAMPLE-HN-001-1", "T08"), ("my sAmple", "T08"), ("ＳＡＭＰＬＥ", "T08"), ("x" * 101, "T07"),
     ("SAM\u200bPLE", "T07"), ("a\nb", "T07"), ("CS\x07", "T07"), ("#REF!", "T07"),
     ("\u00a0", "T01"), (None, "T01")],
)  # fmt: skip
def test_what_is_no_code_of_an_office_is_refused(cell, check):
    assert of_check(code(cell)) == check


# --- all of them ----------------------------------------------------------------------------------


READERS = [counted, lambda cell: counted(cell, grouped=True), measured,
           lambda cell: measured(cell, comma_decimals=True, grouped=True),
           lambda cell: year(cell, TODAY), lambda cell: quarter(cell, TODAY), day,
           code]  # fmt: skip

CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=20),
    st.text(st.sampled_from("0123456789.,-/ quýiIvQT:%\u00a0năm"), max_size=14),
)


@each("cell", ["", " \u00a0\t", None])
def test_a_blank_cell_is_refused_as_blank_and_never_taken_for_zero(cell):
    assert {of_check(reader(cell)) for reader in READERS} == {"T01"}


@each("reader", READERS)
@settings(deadline=None)
@given(cell=CELL)
def test_any_cell_is_a_value_or_a_known_check_and_a_sentence_without_the_cell(reader, cell):
    found = reader(cell)
    if isinstance(found, Wrong):
        assert found.check in CHECKS
        assert found.what in SENTENCES
    else:
        assert isinstance(found, (int, float, str, date))
        assert found == found  # noqa: PLR0124 - false for NaN alone


@settings(deadline=None)
@given(number=st.integers(0, MOST_COUNT))
def test_a_count_is_read_however_the_forms_write_it(number):
    marked = f"{number:,}"
    for mark in ".\u00a0 ":
        assert counted(marked.replace(",", mark), grouped=True) == number
    assert counted(str(number)) == counted(number) == counted(float(number)) == number


@each("sentence", SENTENCES)
def test_each_sentence_is_complete_in_both_languages(sentence):
    assert sentence.vi.endswith(".")
    assert sentence.en.endswith(".")
    assert sentence.vi != sentence.en
