"""Form 2: occupations, totals at either end, and the column of women among many."""

from tests.each import each
from tests.intake.official import form_2
from tests.intake.sheets import decomposed, read

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1), ("Trồng hoa", 1, 25, 20))
HEADER = 7


def found(form, check):
    """Return row and column of each finding of a check."""
    return [(one.place.row, one.place.column) for one in form.found(check)]


@each("total", ["first", "last", "none"])
def test_occupations_become_records_and_totals_do_not(catalogue, total):
    form = read(catalogue, form_2(CLASSES, total=total))
    assert form.checks == {}
    assert [(r["occupation_key"], r["enrolled"], r["enrolled_women"]) for r in form.rows()] == [
        ("May công nghiệp", 70, 60), ("Hàn điện", 20, 1), ("Trồng hoa", 25, 20),
    ]  # fmt: skip
    for row in form.rows():
        assert (row["level"], row["enrolled_rural"]) == ("elementary", row["enrolled"])


def test_columns_are_shown_by_letter_and_heading(catalogue):
    assert read(catalogue, form_2(CLASSES)).draft.columns == {
        "occupation_key": 'B – Tên nghề đào tạo', "enrolled": 'D – Số người',
        "enrolled_women": 'E – Trong đó: Nữ', "enrolled_rural": 'D – Số người',
    }  # fmt: skip


def test_decomposed_letters_make_no_difference(catalogue):
    assert read(catalogue, decomposed(form_2(CLASSES))).rows() == (
        read(catalogue, form_2(CLASSES)).rows()
    )


def test_an_occupation_in_several_rows_is_added_up(catalogue):
    again = (*CLASSES, ("may công nghiệp", 1, 30, 30))
    rows = read(catalogue, form_2(again)).rows()
    assert [row["enrolled"] for row in rows] == [100, 20, 25]


def test_a_total_that_differs_is_named_in_its_column(catalogue):
    form = read(catalogue, form_2(CLASSES, off=3))
    assert found(form, "A03") == [(HEADER + 4, "D – Số người")]
    assert form.found("A03")[0].found == "118"


def test_a_total_of_the_fields_is_held_against_the_rows_under_it(catalogue):
    rows = form_2(CLASSES)
    farm = [["II", "Nông nghiệp", 1, 25, 20]]
    factory = [["I", "Phi nông nghiệp", 3, 90, 61]]
    fields = [*rows[:HEADER], *factory, *rows[HEADER : HEADER + 2], *farm, *rows[HEADER + 2 :]]
    form = read(catalogue, fields)
    assert form.checks == {}
    assert len(form.rows()) == 3
    factory[0][3] = 91
    wrong = [*rows[:HEADER], *factory, *rows[HEADER : HEADER + 2], *farm, *rows[HEADER + 2 :]]
    assert found(read(catalogue, wrong), "A03") == [(HEADER + 1, "D – Số người")]


def merged(classes, *, women_first=True):
    """Return Form 2 with headings of three rows, in which 'Nữ' stands in several groups."""
    rows = form_2(classes, total="none")
    heads = [
        ["STT", "Tên nghề", "Số lớp", "Số người được học nghề", "", "Trong đó", "", ""],
        ["", "", "", "Tổng số", "Nữ", "Dân tộc thiểu số", "", "Hộ nghèo"],
        ["", "", "", "", "", "Tổng số", "Nữ", ""],
    ]
    numbers = [["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]]
    body = [[*row[:5], 3, 2, ""] for row in rows[HEADER : HEADER + len(classes)]]
    if not women_first:
        heads = [[*row[:4], *row[5:]] for row in heads]
        body = [[*row[:4], *row[5:]] for row in body]
        numbers = []
    return [*rows[: HEADER - 1], *heads, *numbers, *body]


def test_the_women_of_a_policy_group_are_not_all_women(catalogue):
    form = read(catalogue, merged(CLASSES))
    assert form.checks == {}
    assert form.draft.columns["enrolled_women"] == "E – Nữ"
    assert [row["enrolled_women"] for row in form.rows()] == [60, 1, 20]
    assert read(catalogue, merged(CLASSES, women_first=False)).checks == {"S09": 1}


def test_a_number_row_is_no_occupation_and_its_rules_are_checked(catalogue):
    rows = merged(CLASSES)
    rows.insert(HEADER + 3, ["", "", "", "4=5+6", "", "", "", ""])
    form = read(catalogue, rows)
    assert found(form, "A02") == [(HEADER + 4 + n, "D – Tổng số") for n in (1, 2, 3)]


def test_a_blank_count_of_people_or_women_is_refused_and_of_a_group_is_none(catalogue):
    form = read(catalogue, form_2((("Hàn điện", 1, "", 5),), total="none"))
    assert found(form, "T01") == [(HEADER + 1, "D – Số người")]
    assert read(catalogue, form_2((("Hàn điện", "", 5, 5),), total="none")).checks == {}


def test_counts_may_have_points_for_thousands_and_wrong_ones_are_named(catalogue):
    form = read(catalogue, form_2((("Hàn điện", 4, "1.250", 5),), total="none"))
    assert form.rows()[0]["enrolled"] == 1250
    form = read(catalogue, form_2((("Hàn điện", "1,5", 12, 5),), total="none"))
    assert found(form, "T02") == [(HEADER + 1, "C – Số lớp")]


def test_more_women_than_people_in_one_of_several_rows_are_named(catalogue):
    form = read(catalogue, form_2((("Hàn điện", 1, 4, 5), ("Hàn điện", 1, 9, 1))))
    assert found(form, "A01") == [(HEADER + 1, "E – Trong đó: Nữ")]


def test_counts_without_an_occupation_are_named(catalogue):
    form = read(catalogue, form_2((("", 1, 20, 5), CLASSES[0])))
    assert found(form, "T01") == [(HEADER + 1, "B – Tên nghề đào tạo")]


def test_the_column_of_women_has_to_be_there(catalogue):
    form = read(catalogue, form_2(CLASSES, women=""))
    assert found(form, "S09") == [(HEADER, "Nữ")]
    assert [row["enrolled"] for row in form.rows()] == [70, 20, 25]


def test_a_form_without_occupations_says_so(catalogue):
    assert read(catalogue, form_2((), total="none")).checks == {"S13": 1}


def test_the_level_is_asked_for_where_the_heading_does_not_say(catalogue):
    form = read(catalogue, form_2(CLASSES, level=""))
    assert form.checks == {"S15": 1}
    assert [row["level"] for row in form.rows()] == [None] * 3
    form = read(catalogue, form_2(CLASSES, level=""), level="Dưới 3 tháng")
    assert form.checks == {}
    assert form.rows()[0]["level"] == "under_3_months"
