"""Rosters and lists of learners: counted, checked, and nothing of a person kept or repeated."""

import gc
from dataclasses import replace
from datetime import date, datetime

from tests.each import each
from tests.intake.people import DATES, PEOPLE, ROSTER_HEADS, SECRETS, list_1956, roster, roster_row
from tests.intake.sheets import decomposed, read

HEADER = 7
FIRST = HEADER + 1
SIGNED = ([], ["", "Hà Nội, ngày 05 tháng 4 năm 2025"], ["Người lập danh sách", "", "Thủ trưởng"],
          ["Đào Thị Người Ký"])  # fmt: skip


def found(form, check):
    """Return row and column of each finding of a check."""
    return [(one.place.row, one.place.column) for one in form.found(check)]


def with_cell(rows, row, column, cell):
    """Return the rows with one cell changed; the first learner is row 0."""
    rows[HEADER + row] = [cell if n == column else c for n, c in enumerate(rows[HEADER + row])]
    return rows


@each("dates", DATES)
def test_a_roster_becomes_one_row_of_counts(catalogue, dates):
    form = read(catalogue, roster(dates=dates), rural="all")
    assert form.checks == {}
    assert form.rows() == [{
        "city": "hanoi", "period": "2025-Q1", "area_code": "020",
        "institution_id": "TRUNG-TAM-GDNN-GDTX-HUYEN-THANH-TRI",
        "occupation_key": form.draft.recognition.fact("occupation"), "level": "elementary",
        "enrolled": 5, "enrolled_women": 3, "enrolled_rural": 5,
    }]  # fmt: skip
    assert form.draft.columns == {"enrolled": "A – Họ tên*", "enrolled_women": "L – Giới tính"}


def test_whether_learners_are_rural_is_asked_for(catalogue):
    form = read(catalogue, roster())
    assert form.checks == {"S15": 1}
    fact = next(f for f in form.draft.recognition.facts if f.name == "rural")
    assert (fact.how, [value for value, _ in fact.options]) == ("missing", ["all", "none"])
    assert form.rows()[0]["enrolled_rural"] is None
    assert read(catalogue, roster(), rural="none").rows()[0]["enrolled_rural"] == 0
    assert read(catalogue, roster(), rural="some").checks == {"S15": 1}


def test_headings_may_be_spelled_in_other_ways_and_stand_in_another_order(catalogue):
    heads = ["TT", "HỌ VÀ TÊN", "Nam/Nữ", "Ngày, tháng, năm sinh (dd/mm/yyyy)", "Số CCCD",
             "Ghi chú"]  # fmt: skip
    body = [
        [1, "Nguyễn Văn An", "nam", "01/02/1990", "001", ""],
        [2, "Trần Thị Bình", "NỮ", datetime(1991, 3, 4), "002", ""],
        [3, "Lê Thị Chi", "Nư\u0303", "1992-05-06", "003", ""],
    ]
    form = read(catalogue, [*roster(())[: HEADER - 1], heads, *body], rural="all")
    assert form.checks == {}
    assert (form.rows()[0]["enrolled"], form.rows()[0]["enrolled_women"]) == (3, 2)
    assert form.draft.columns["enrolled_women"] == "C – Nam/Nữ"


def test_numbers_alone_page_headings_and_signatures_are_no_learners(catalogue):
    heads = ["STT", *ROSTER_HEADS]
    learners = [[n, *roster_row(person)] for n, person in enumerate(PEOPLE, start=1)]
    numbers = [f"({n})" for n in range(1, 17)]
    rows = [*roster(())[: HEADER - 1], heads, numbers, *learners[:3], heads, *learners[3:],
            [6], [7, "", ""], ["", "Tổng cộng: 5 học viên"], *SIGNED]  # fmt: skip
    form = read(catalogue, rows, rural="all")
    assert form.checks == {}
    assert form.rows()[0]["enrolled"] == 5


def test_a_learner_below_a_signature_is_still_counted(catalogue):
    form = read(catalogue, [*roster(), *SIGNED, roster_row(replace(PEOPLE[0], number="7"))])
    assert form.rows()[0]["enrolled"] == 6


def test_family_names_that_look_like_a_total_are_counted(catalogue):
    names = ("Tống Công Danh", "Công Tằng Tôn Nữ", "Cộng")
    people = [replace(PEOPLE[0], name=name) for name in names]
    assert read(catalogue, roster(people), rural="all").rows()[0]["enrolled"] == 3


@each(
    ("column", "cell", "check", "place"),
    [
        (0, "", "T01", "A – Họ tên*"),
        (1, "", "T01", "B – Ngày sinh*"),
        (1, "31/02/1998", "T09", "B – Ngày sinh*"),
        (1, "1998", "T09", "B – Ngày sinh*"),
        (1, "05/09/98", "T09", "B – Ngày sinh*"),
        (11, "", "T01", "L – Giới tính"),
        (11, "không rõ", "C01", "L – Giới tính"),
    ],
)
def test_what_a_learner_lacks_is_named_by_row_and_heading_only(
    catalogue, column, cell, check, place
):
    form = read(catalogue, with_cell(roster(), 2, column, cell), rural="all")
    assert form.checks == {check: 1}
    assert found(form, check) == [(FIRST + 2, place)]
    assert form.found(check)[0].found == ""


def test_the_same_learner_twice_is_named_with_both_rows(catalogue):
    rows = [*roster(), [c.upper() if isinstance(c, str) else c for c in roster_row(PEOPLE[1])]]
    form = read(catalogue, rows, rural="all")
    assert found(form, "K01") == [(FIRST + 5, "")]
    for words in (form.found("K01")[0].what.vi, form.found("K01")[0].what.en):
        assert str(FIRST + 1) in words
        assert str(FIRST + 5) in words


@each("other", [{"number": "9"}, {"born": date(1998, 9, 6)}, {"name": "Ai"}])
def test_learners_who_differ_in_name_birthday_or_papers_are_two(catalogue, other):
    people = [PEOPLE[0], replace(PEOPLE[0], **other)]
    assert read(catalogue, roster(people), rural="all").checks == {}


def test_nothing_of_a_person_is_in_what_comes_out(catalogue):
    forms = [
        read(catalogue, roster(), rural="all"),
        read(catalogue, [*roster(), roster_row(PEOPLE[0])]),
        read(catalogue, with_cell(roster(), 0, 11, PEOPLE[0].name)),
        read(catalogue, with_cell(list_1956(), 1, 0, PEOPLE[0].name)),
        read(catalogue, decomposed(roster()), header_row=HEADER),
        read(catalogue, [roster()[HEADER - 1], *roster()[HEADER:]]),
    ]
    for form in forms:
        told = repr((form.findings.listed, form.rows(), form.draft))
        assert not [secret for secret in SECRETS if secret in told]
        assert form.findings.personal


def test_a_header_row_answered_among_the_learners_lets_no_learner_into_the_facts(catalogue):
    rows = [*roster()[: HEADER + 2], roster()[HEADER - 1], *roster()[HEADER + 2 :]]
    form = read(catalogue, rows, header_row=HEADER + 3)
    told = repr((form.findings.listed, form.draft.recognition))
    assert form.draft.recognition.header_row == HEADER + 3
    assert not [secret for secret in SECRETS if secret in told]


def test_what_identifies_a_learner_is_forgotten_once_the_file_is_read(catalogue):
    form = read(catalogue, roster(), rural="all")
    gc.collect()
    kept = [one for one in gc.get_objects() if type(one).__name__ in {"Seen", "_Roster"}]
    assert form.draft is not None
    assert kept == []


def test_a_roster_without_the_sex_cannot_count_women(catalogue):
    rows = [row[:11] + row[12:] if len(row) > 12 else row for row in roster()]
    assert read(catalogue, rows, rural="all").checks == {"S09": 1}


def test_a_roster_of_nobody_says_so(catalogue):
    assert read(catalogue, roster(()), rural="all").checks == {"S13": 1}


def test_facts_of_a_roster_may_all_be_answered(catalogue):
    bare = [list(ROSTER_HEADS), *(roster_row(person) for person in PEOPLE)]
    assert read(catalogue, bare).checks == {"S15": 7}
    form = read(catalogue, bare, rural="all", period="2024-Q4", area="277", institution="TT-CM",
                occupation="R14", level="elementary")  # fmt: skip
    assert form.checks == {}
    assert form.rows()[0] == {
        "city": "hanoi", "period": "2024-Q4", "area_code": "277", "institution_id": "TT-CM",
        "occupation_key": "R14", "level": "elementary", "enrolled": 5, "enrolled_women": 3,
        "enrolled_rural": 5,
    }  # fmt: skip


# The list under Decision 1956 -------------------------------------------------------------------

LISTED = 9
"""Row of the first learner: the headings have two rows."""


def test_a_list_becomes_one_row_of_counts(catalogue):
    for rows in (list_1956(), decomposed(list_1956())):
        form = read(catalogue, rows)
        assert form.checks == {}
        row = form.rows()[0]
        assert (row["enrolled"], row["enrolled_women"], row["enrolled_rural"]) == (5, 3, 5)
        assert (row["level"], row["period"]) == ("under_3_months", "2025-Q1")
    assert form.draft.columns == {
        "enrolled": 'B – Họ và tên', "enrolled_women": 'D – Nữ', "enrolled_rural": 'B – Họ và tên',
    }  # fmt: skip


def test_the_year_of_birth_may_stand_under_one_row_of_headings(catalogue):
    heads = ["STT", "Họ và tên", "Năm sinh nam", "Năm sinh nữ", "Địa chỉ"]
    rows = [*list_1956(())[: HEADER - 1], heads, [1, "A B", 1980, "", "x"], [2, "C D", "", "1981"]]
    assert read(catalogue, rows).rows()[0]["enrolled_women"] == 1


def test_totals_numbers_and_signatures_are_no_listed_learners(catalogue):
    rows = [*list_1956(), [6], ["", "Tổng cộng", 2, 3], ["", "Cộng", "2000", "1990"], *SIGNED]
    rows.insert(LISTED - 1, ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    form = read(catalogue, rows)
    assert form.checks == {}
    assert form.rows()[0]["enrolled"] == 5


@each(
    ("cells", "check", "place"),
    [
        ({2: "", 3: ""}, "T01", "C – Nam"),
        ({2: 1990, 3: 1990}, "T05", "D – Nữ"),
        ({2: "", 3: "x"}, "T05", "D – Nữ"),
        ({2: "90", 3: ""}, "T05", "C – Nam"),
        ({1: ""}, "T01", "B – Họ và tên"),
    ],
)
def test_what_is_wrong_with_a_listed_learner_is_named_by_row_and_heading(
    catalogue, cells, check, place
):
    rows = list_1956()
    for column, cell in cells.items():
        rows[LISTED][column] = cell
    form = read(catalogue, rows)
    assert form.checks == {check: 1}
    assert found(form, check) == [(LISTED + 1, place)]
    assert form.found(check)[0].found == ""


def test_a_date_of_birth_in_place_of_a_year_is_taken(catalogue):
    rows = list_1956()
    rows[LISTED - 1][3] = "05/09/1998"
    assert read(catalogue, rows).checks == {}


def test_a_listed_learner_twice_is_named_with_both_rows(catalogue):
    form = read(catalogue, [*list_1956(), list_1956()[-1]])
    assert found(form, "K01") == [(LISTED + 5, "")]
