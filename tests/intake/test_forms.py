"""What the readers of forms share: columns, headings, sum rules, names of rows, footers."""

from tests.each import each
from vtdash.returns.forms.counting import STANDARD, parse_rule, read_rules
from vtdash.returns.forms.form_1_labels import read_label
from vtdash.returns.forms.layout import (
    column_label,
    headings_over,
    is_footer,
    is_number_row,
    is_total,
    lowest_heading,
    numbered_columns,
)


def test_a_column_is_named_by_letter_and_heading_on_one_line():
    assert column_label(3, "Trong đó\nnữ") == "D – Trong đó nữ"
    assert column_label(3, "") == "D"


def test_a_merged_heading_belongs_to_every_column_of_its_group_and_no_further():
    rows = [
        ["STT", "Họ và tên", "Năm sinh", None, "Địa chỉ"],
        [None, None, "Nam", "Nữ", None],
    ]
    assert headings_over(rows, 2) == ("Năm sinh", "Nam")
    assert headings_over(rows, 3) == ("Năm sinh", "Nữ")
    assert headings_over(rows, 4) == ("Địa chỉ",)
    assert lowest_heading(rows, 1) == "Họ và tên"
    assert lowest_heading(rows, 9) == "Địa chỉ"
    assert lowest_heading([[None, None]], 0) == ""


def test_a_number_row_holds_letters_and_numbers_in_order_only():
    assert is_number_row(["A", "B", 1, 2, 3.0])
    assert is_number_row(["(A)", "(1)", "(2)", "[3]"])
    assert not is_number_row(["A", "B", 1, 3, 2])
    assert not is_number_row([1, "Hàn điện", 2, 3])
    assert not is_number_row([None, 1, 2])
    assert numbered_columns(["A", 1, "(2)", "1=3+13+14", 2]) == {1: [1, 3], 2: [2, 4]}


@each("name", ["Tổng cộng", "TỔNG SỐ:", "Cộng", "tổng", "Tổng cộng (A+B)"])
def test_totals_rows_are_known_by_their_name(name):
    assert is_total(name)


@each("name", ["Tống Công Danh", "Công nghệ ô tô", "Tống Thị Số", "Tổng đài"])
def test_names_that_only_look_like_a_total_are_none(name):
    assert not is_total(name)


@each(
    "cells",
    [
        ["Người lập biểu"],
        [None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
        ["Hà Nội, ngày 05 tháng 4 năm 2025"],
        ["(Ký, ghi rõ họ tên)"],
        ["Nơi nhận:"],
    ],
)
def test_signatures_are_known_by_their_words(cells):
    assert is_footer(cells)
    assert not is_footer(["Hàn điện", 20, 2])


@each(
    ("written", "parts"),
    [
        ("1=3+13+14", (3, 13, 14)),
        ("3=4+5+7+...+12", (4, 5, 7, 8, 9, 10, 11, 12)),
        ("(3) = (4) + (5) + (7) + … + (12)", (4, 5, 7, 8, 9, 10, 11, 12)),
        ("3=4+5+7+...12", (4, 5, 7, 8, 9, 10, 11, 12)),
        ("15=16", (16,)),
    ],
)
def test_a_rule_is_read_with_its_dots_running_on(written, parts):
    assert parse_rule(written).parts == parts


@each(
    "written",
    ["", "1", "1=", "1=1+2", "1=3+3", "1=3+...", "1=...+3", "1=9+...+3", "1=3+", "1=3++4", "1=3-2",
     "a=b", "1==2", "1=3+x"],
)  # fmt: skip
def test_what_states_no_sum_is_no_rule(written):
    assert parse_rule(written) is None


def test_a_rule_that_cannot_be_read_is_the_standard_one():
    rules = read_rules(["", "1=3+13+", None, "15=16+20", "9=?"], STANDARD)
    assert [str(rule) for rule in rules] == ["1=3+13+14", "15=16+20"]


@each(
    ("cells", "kind", "key"),
    [
        (["A", "TUYỂN SINH"], "part", "A"),
        (["A TUYỂN SINH"], "part", "A"),
        (["A. Tuyển sinh trong kỳ"], "part", "A"),
        (["A", "Tuyển sih"], "part", "A"),
        (["B", "TỐT NGHIỆP"], "part", "B"),
        (["A"], "part", "A"),
        (["I", "Phi nông nghiệp"], "sector", "I"),
        (["I. Nghề phi nông nghiệp"], "sector", "I"),
        (["II", "Nông nghệp"], "sector", "II"),
        (["II - Lĩnh vực nông nghiệp"], "sector", "II"),
        (["1", "Sơ cấp"], "level", "elementary"),
        (["1. Trình độ sơ cấp"], "level", "elementary"),
        (["1.1", "Sơ cấp"], "level", "elementary"),
        (["2", "Dưới 3 tháng"], "level", "under_3_months"),
        (["2", "Đào tạo dưới ba tháng"], "level", "under_3_months"),
        (["2", "Dưới 3 thág"], "level", "under_3_months"),
        (["Dưới 25"], "age", "1"),
        (["- Dưới 25 tuổi"], "age", "1"),
        (["a) Duới 25"], "age", "1"),
        (["Từ 26 đến 45"], "age", "2"),
        (["26-45 tuổi"], "age", "2"),
        (["Trên 45"], "age", "3"),
        (["Trrên 45 tuổi"], "age", "3"),
        (["Tổng cộng"], "total", ""),
        (["Hàn điện"], "class", ""),
        (["1", "Sơ chế nông sản"], "class", ""),
        (["3", "Máy nông nghiệp"], "class", ""),
        (["Lớp may K25"], "class", ""),
        (["K26"], "class", ""),
    ],
)
def test_a_row_of_the_tree_is_known_by_its_mark_and_name(cells, kind, key):
    for inside_age in (True, False):
        found = read_label(cells, inside_age=inside_age)
        assert (found.kind, found.key) == (kind, key)


def test_a_class_keeps_its_name_without_its_number():
    assert read_label(["12", "Hàn điện"], inside_age=True).name == "Hàn điện"
    assert read_label(["12. Hàn điện"], inside_age=True).name == "Hàn điện"
    assert read_label(["", ""], inside_age=True) is None
    assert read_label(["12"], inside_age=True) is None
