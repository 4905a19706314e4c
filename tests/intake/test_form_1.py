"""Form 1: the tree, its totals and sum rules, and what of it becomes records."""

from tests.each import each
from tests.intake.official import (
    ELEMENTARY,
    FACTORY,
    FARM,
    FOOTER,
    MIDDLE,
    POULTRY,
    RULES,
    SEWING,
    SHORT,
    TREE,
    WELDING,
    YOUNG,
    Class,
    form_1,
    form_1_rows,
)
from tests.intake.sheets import decomposed, read

FIRST = 14
"""Row of 'A TUYỂN SINH': the title has 6 rows, the headings 5, numbers and rules one each."""

SMALL = {FACTORY: {ELEMENTARY: {YOUNG: [SEWING, WELDING]}}}
SMALL_ROWS = {"A": 0, "I": 1, "1": 2, "age": 3, "sewing": 4, "welding": 5}


def changed(changes, tree=SMALL, **words):
    """Return the rows of a sheet whose body has some cells changed: (row, column) -> cell."""
    body = form_1_rows(tree)
    for (row, column), cell in changes.items():
        body[SMALL_ROWS[row]][column + 1] = cell
    return form_1(body, **words)


def everywhere(column, cell, *, but=()):
    """Return the changes that put a cell into a column of every row of the small tree."""
    return {(row, column): cell for row in SMALL_ROWS if row not in but}


def found(form, check):
    """Return row and column of each finding of a check."""
    return [(one.place.row, one.place.column) for one in form.found(check)]


def test_classes_become_records_of_occupation_and_level(catalogue):
    form = read(catalogue, form_1(form_1_rows()))
    assert form.checks == {}
    assert [(r["occupation_key"], r["level"], r["enrolled"], r["enrolled_women"])
            for r in form.rows()] == [
        ("May công nghiệp", "elementary", 70, 60), ("Hàn điện", "elementary", 20, 1),
        ("Chăn nuôi gia cầm", "under_3_months", 30, 12),
        ("Trồng hoa", "under_3_months", 25, 20),
    ]  # fmt: skip
    for row in form.rows():
        assert row["enrolled_rural"] == row["enrolled"]
        assert (row["city"], row["period"], row["area_code"]) == ("hanoi", "2025-Q1", "020")
        assert row["institution_id"] == "TRUNG-TAM-GDNN-GDTX-HUYEN-THANH-TRI"


def test_the_same_occupation_is_added_up_over_ages_at_the_row_where_it_stands_first(catalogue):
    form = read(catalogue, form_1(form_1_rows()))
    assert form.draft.frame.index[0] == FIRST + 4
    assert form.draft.grouped_counts


def test_spellings_of_one_occupation_are_added_up_and_different_ones_are_not(catalogue):
    names = ["Hàn điện", "HÀN ĐIỆN", "Lớp Hàn điện K5", "Nghề lạ", "nghề  lạ", "Nghề lã"]
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [Class(name, 10, 1) for name in names]}}}
    rows = read(catalogue, form_1(form_1_rows(tree))).rows()
    assert [(row["occupation_key"], row["enrolled"]) for row in rows] == [
        ("Hàn điện", 30), ("Nghề lạ", 20), ("Nghề lã", 10),
    ]  # fmt: skip


@each("split", [True, False])
def test_marks_may_have_a_column_of_their_own(catalogue, split):
    form = read(catalogue, form_1(form_1_rows(split=split)))
    assert form.checks == {}
    assert sum(row["enrolled"] for row in form.rows()) == 145


def test_decomposed_letters_make_no_difference(catalogue):
    form = read(catalogue, decomposed(form_1(form_1_rows())))
    assert form.checks == {}
    assert form.rows() == read(catalogue, form_1(form_1_rows())).rows()


def test_numbers_may_be_text_with_points_for_thousands(catalogue):
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [Class("Hàn điện", 1234567, 1200)]}}}
    body = form_1_rows(tree, number=lambda n: f"{n:,}".replace(",", "."))
    form = read(catalogue, form_1(body), separator=";")
    assert form.checks == {}
    assert form.rows()[0]["enrolled"] == 1234567


def test_columns_are_known_by_their_number_wherever_they_stand(catalogue):
    rows = [["", *row] for row in form_1(form_1_rows(SMALL))]
    rows[11] = [cell if cell != "1" else "(1)" for cell in rows[11]]
    form = read(catalogue, rows)
    assert form.checks == {}
    assert form.draft.columns["enrolled"] == "D – (1) Tổng số"
    assert [row["enrolled"] for row in form.rows()] == [35, 20]


def test_columns_are_shown_by_letter_number_and_heading(catalogue):
    form = read(catalogue, form_1(form_1_rows(SMALL)))
    assert form.draft.columns["enrolled"] == "C – (1) Tổng số"
    assert form.draft.columns["enrolled_women"] == "D – (2) Trong đó: Nữ"
    assert "period" not in form.draft.columns


def test_a_missing_column_number_is_named_and_the_rest_is_read(catalogue):
    rows = form_1(form_1_rows(SMALL))
    numbers = list(rows[11])
    numbers[8] = ""
    rows[11] = numbers
    form = read(catalogue, rows)
    assert found(form, "S09") == [(12, "7")]
    assert form.rows()[0]["enrolled"] == 35


def test_a_column_number_that_stands_twice_is_named(catalogue):
    rows = form_1(form_1_rows(SMALL))
    rows[11] = [*rows[11], "22"]
    assert found(read(catalogue, rows), "S11") == [(12, "Y – 22")]


def test_without_the_number_row_reading_stops_and_says_so(catalogue):
    form = read(catalogue, form_1(form_1_rows(), numbers=False, rules=False))
    assert form.draft is None
    assert form.checks == {"S09": 1}


@each("rules", [True, False])
def test_a_broken_rule_is_named_at_the_column_of_the_sum(catalogue, rules):
    form = read(catalogue, changed(everywhere(14, 0), rules=rules))
    assert set(form.checks) == {"A02"}
    assert (FIRST - (not rules), "C – (1) Tổng số") in found(form, "A02")


def test_rules_are_read_from_the_rule_row(catalogue):
    rows = changed(everywhere(14, 0))
    rows[12] = list(RULES)
    rows[12][2] = ""
    assert read(catalogue, rows).checks == {}
    rows[12][4] = "3=4+5+6"
    assert read(catalogue, rows).checks == {}
    rows[12][4] = "3=4"
    assert set(read(catalogue, rows).checks) == {"A02"}


def test_rules_may_stand_above_the_numbers(catalogue):
    rows = changed(everywhere(14, 0))
    own = list(RULES)
    own[2] = ""
    rows[11], rows[12] = own, rows[11]
    form = read(catalogue, rows)
    assert form.checks == {}
    assert form.draft.recognition.header_row == 13


def test_column_6_is_no_part_of_the_sum_of_column_3(catalogue):
    assert read(catalogue, changed(everywhere(6, 0) | {("sewing", 6): ""})).checks == {}
    some = {(row, 6): 2 for row in ("A", "I", "1", "age", "sewing")}
    assert read(catalogue, changed(some)).checks == {}


def test_a_totals_row_that_differs_is_named_in_each_column(catalogue):
    form = read(catalogue, changed({("I", 2): 30}))
    assert found(form, "A03") == [
        (FIRST, 'D – (2) Trong đó: Nữ'), (FIRST + 1, 'D – (2) Trong đó: Nữ'),
    ]  # fmt: skip
    assert form.found("A03")[1].found == "30"
    assert "31" in form.found("A03")[1].what.vi


def test_a_totals_row_left_blank_is_taken_as_the_sum_of_its_parts(catalogue):
    blank = {(row, column): "" for row in ("A", "1") for column in range(1, 23)}
    assert read(catalogue, changed(blank)).checks == {}


def test_a_blank_count_in_a_totals_row_is_a_zero(catalogue):
    assert found(read(catalogue, changed({("A", 2): ""})), "A03") == [
        (FIRST, "D – (2) Trong đó: Nữ")
    ]


def test_more_women_than_learners_in_a_totals_row_are_named(catalogue):
    form = read(catalogue, changed({("A", 2): 99}))
    assert found(form, "A01") == [(FIRST, "D – (2) Trong đó: Nữ")]


def test_more_women_than_learners_in_one_of_several_rows_are_named(catalogue):
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [Class("Hàn điện", 4, 5), Class("Hàn điện", 40, 5)]}}}
    form = read(catalogue, form_1(form_1_rows(tree)))
    assert found(form, "A01") == [(FIRST + 4, "D – (2) Trong đó: Nữ")]


def test_more_young_people_than_learners_are_named(catalogue):
    young = {(row, column): 99 for row in SMALL_ROWS for column in (15, 21)}
    form = read(catalogue, changed(young))
    assert {one.place.column for one in form.found("A01")} == {"Q – (15) Tổng số"}


def test_a_total_of_everything_is_not_counted_and_is_checked(catalogue):
    body = form_1_rows(SMALL)
    rows = form_1([*body, ["", "Tổng cộng", *body[0][2:]]])
    form = read(catalogue, rows)
    assert form.checks == {}
    assert sum(row["enrolled"] for row in form.rows()) == 55
    body[-1][2] += 1
    wrong = read(catalogue, form_1([*form_1_rows(SMALL), ["", "Tổng cộng", 56, *body[0][3:]]]))
    assert "A03" in wrong.checks
    both = form_1_rows(SMALL, SMALL)
    doubled = [2 * cell for cell in both[0][2:]]
    assert set(read(catalogue, form_1([*both, ["", "TỔNG SỐ", *doubled]])).checks) == {"S17"}


def test_a_wrong_count_is_named_and_no_sum_is_held_against_it(catalogue):
    form = read(catalogue, changed({("welding", 1): "hai mươi"}))
    assert form.checks == {"T02": 1}
    assert form.found("T02")[0].found == "hai mươi"
    assert found(form, "T02") == [(FIRST + 5, "C – (1) Tổng số")]


def test_a_class_whose_only_count_is_wrong_is_not_passed_by(catalogue):
    body = form_1_rows({FACTORY: {ELEMENTARY: {YOUNG: [SEWING]}}})
    body.append(["", "Hàn điện", "12 người"])
    assert "T02" in read(catalogue, form_1(body)).checks


def test_a_class_outside_an_age_group_has_no_known_place(catalogue):
    body = form_1_rows(SMALL)
    del body[3]
    form = read(catalogue, form_1(body))
    assert [row for row, _ in found(form, "S16")] == [FIRST + 2, FIRST + 3, FIRST + 4]
    assert "S13" not in form.checks


@each("gone", ["A", "I", "1"])
def test_a_missing_heading_row_is_named_once_where_it_is_missed(catalogue, gone):
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [SEWING], MIDDLE: [WELDING]}}}
    body = form_1_rows(tree)
    del body[SMALL_ROWS[gone]]
    form = read(catalogue, form_1(body))
    places = {"A": [FIRST], "I": [FIRST, FIRST + 1], "1": [FIRST + 1, FIRST + 2, FIRST + 4]}
    assert [row for row, _ in found(form, "S16")] == places[gone]


def test_counts_without_any_class_under_them_are_named(catalogue):
    body = form_1_rows(SMALL)[:4]
    form = read(catalogue, form_1(body))
    assert found(form, "S16") == [(FIRST + 3, "")]


def test_counts_without_a_name_are_named_and_zeros_are_not(catalogue):
    body = form_1_rows(SMALL)
    body += [["", "", *body[-1][2:]], ["", "", *[0] * 22]]
    assert found(read(catalogue, form_1(body)), "S16") == [(FIRST + 6, "")]


def test_a_class_without_any_count_is_passed_by_and_one_of_zeros_is_kept(catalogue):
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [SEWING, Class("Thêu ren", 0, 0)]}}}
    body = form_1_rows(tree)
    assert [row["enrolled"] for row in read(catalogue, form_1(body)).rows()] == [35]
    body[-1][2] = 0
    assert [row["enrolled"] for row in read(catalogue, form_1(body)).rows()] == [35, 0]


def test_signatures_are_no_rows_and_end_nothing_that_is_counted(catalogue):
    body = form_1_rows(SMALL)
    signed = [*FOOTER[1:], ["", "Nguyễn Thị X"], ["", "Trần Văn Y"]]
    form = read(catalogue, form_1([*body, *signed]))
    assert form.checks == {}
    assert len(form.rows()) == 2
    later = {FARM: {SHORT: {MIDDLE: [POULTRY]}}}
    more = form_1_rows(later)[1:]
    form = read(catalogue, form_1([*body, *signed, *more], signed=False))
    assert len(form.rows()) == 3
    assert "A03" in form.checks


def test_graduates_are_checked_and_not_stored(catalogue):
    form = read(catalogue, form_1(form_1_rows(TREE, SMALL)))
    assert form.checks == {"S17": 1}
    assert sum(row["enrolled"] for row in form.rows()) == 145
    body = form_1_rows(SMALL, SMALL)
    body[-1][2] = 99
    assert set(read(catalogue, form_1(body)).checks) == {"S17", "A02", "A03"}


def test_more_graduates_than_people_enrolled_are_a_warning(catalogue):
    form = read(catalogue, form_1(form_1_rows(SMALL, TREE)))
    assert form.checks == {"S17": 1, "A04": 1}
    assert read(catalogue, form_1(form_1_rows(SMALL, SMALL))).checks == {"S17": 1}


def test_a_form_without_part_a_has_nothing_to_store(catalogue):
    body = form_1_rows(SMALL, SMALL)[6:]
    assert set(read(catalogue, form_1(body)).checks) == {"S13", "S17", "A04"}


def test_a_form_without_rows_says_so(catalogue):
    assert read(catalogue, form_1([])).checks == {"S13": 1}


def test_both_scales_of_a_year_of_learners_stay_exact(catalogue):
    tree = {FACTORY: {ELEMENTARY: {YOUNG: [Class("Hàn điện", 333333333, 333333333)]}}}
    assert read(catalogue, form_1(form_1_rows(tree))).rows()[0]["enrolled_women"] == 333333333
