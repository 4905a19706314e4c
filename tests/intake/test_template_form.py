"""The project's templates: headers in any form and order, rows, and what is added to them."""

from tests.each import each
from tests.intake.sheets import Sheet, decomposed, read
from vtdash.model.datasets import DATASETS, ENROLMENT
from vtdash.returns.files.cells import as_text

HEADER = list(ENROLMENT.column_names)
ROW = ["hanoi", "2024-Q1", "277", "CS-0002", "480201", "college", "120", "50", "80"]
OTHER = ["hanoi", "2024-Q1", "277", "CS-0003", "480201", "college", "20", "5", "8"]


def found(form, check):
    """Return row and column of each finding of a check."""
    return [(one.place.row, one.place.column) for one in form.found(check)]


@each("name", DATASETS)
@each("language", ["machine", "vi", "en", "both", "capitals", "nfd"])
def test_headings_may_be_names_or_meanings_in_both_languages(catalogue, name, language):
    columns = DATASETS[name].columns
    heads = {
        "machine": [c.name for c in columns],
        "vi": [c.meaning.vi for c in columns],
        "en": [c.meaning.en for c in columns],
        "both": [f"{c.meaning.vi}\n{c.meaning.en}" for c in columns],
        "capitals": [c.name.upper() for c in columns],
        "nfd": decomposed([[c.meaning.vi for c in columns]])[0],
    }[language]
    form = read(catalogue, [heads, [c.example + "0" for c in columns]])
    assert form.checks == {}
    assert form.draft.recognition.dataset.name == name
    assert form.rows() == [{c.name: c.example + "0" for c in columns}]


def test_columns_may_stand_in_any_order_with_blank_ones_at_the_end(catalogue):
    form = read(catalogue, [[*HEADER[::-1], "", ""], [*ROW[::-1], "", ""], OTHER[::-1]],
                separator=",")  # fmt: skip
    assert form.checks == {}
    assert form.rows()[0] == dict(zip(HEADER, ROW, strict=True))
    assert form.draft.columns["enrolled_women"] == "B – enrolled_women"


def test_the_index_is_the_row_in_the_file_and_blank_cells_are_missing(catalogue):
    form = read(catalogue, [["TUYỂN SINH"], [], HEADER, [], ROW, [], [*OTHER[:7], " ", None]])
    assert list(form.draft.frame.index) == [5, 7]
    assert form.rows()[1]["enrolled_women"] is None
    assert form.draft.recognition.header_row == 3


def test_every_column_is_categorical_with_the_cells_as_they_are(catalogue):
    form = read(catalogue, [HEADER, ROW, OTHER, [*OTHER[:6], 20, 5.0, "8"]])
    assert {str(kind) for kind in form.draft.frame.dtypes} == {"category"}
    assert list(form.draft.frame["enrolled"].cat.categories) == ["120", "20", 20]
    assert list(form.draft.frame["city"].cat.categories) == ["hanoi"]


def test_a_row_of_labels_above_the_names_is_not_the_header(catalogue):
    labels = [f"{c.meaning.vi}\n{c.meaning.en}" for c in ENROLMENT.columns]
    form = read(catalogue, [["TUYỂN SINH"], labels, HEADER, ROW])
    assert form.checks == {}
    assert form.draft.recognition.header_row == 3


def test_a_missing_column_is_named_and_the_rest_is_read(catalogue):
    form = read(catalogue, [HEADER[:-1], ROW[:-1]])
    (missing,) = form.found("S09")
    assert (missing.place.row, missing.place.letters) == (1, "")
    assert missing.words.en.startswith("Of which rural workers: This column (enrolled_rural)")
    assert form.rows()[0]["enrolled"] == "120"
    assert "enrolled_rural" not in form.draft.columns
    assert list(form.draft.frame.columns) == HEADER


def test_an_unknown_column_is_named_with_what_was_probably_meant(catalogue):
    heads = [*HEADER[:6], "enroled", *HEADER[7:]]
    form = read(catalogue, [heads, ROW])
    assert form.checks == {"S09": 1, "S10": 1}
    assert found(form, "S10") == [(1, "G – enroled")]
    assert "'Enrolments (course starts) in the quarter' (enrolled)" in form.found("S10")[0].what.en
    assert form.found("S10")[0].found == "enroled"
    form = read(catalogue, [[*HEADER, "phone"], [*ROW, "1"]])
    assert form.checks == {"S10": 1}


def test_a_column_that_stands_twice_is_named_and_the_first_is_read(catalogue):
    form = read(catalogue, [[*HEADER, "enrolled"], [*ROW, "7"]])
    assert found(form, "S11") == [(1, "J – enrolled")]
    assert form.rows()[0]["enrolled"] == "120"


def test_csv_rows_of_another_width_are_named_and_left_out(catalogue):
    rows = [HEADER, ROW, [*OTHER, "1"], OTHER[:-1], [*OTHER, "", " "]]
    form = read(catalogue, rows, separator=",")
    assert found(form, "S12") == [(3, ""), (4, "")]
    assert "10" in form.found("S12")[0].what.vi
    assert list(form.draft.frame.index) == [2, 5]


def test_workbook_rows_end_at_will_and_what_stands_beside_the_table_is_none_of_it(catalogue):
    rows = [HEADER, OTHER[:-1], [*ROW, None, "Huyện Ba Vì"], [None] * 10 + ["Huyện Chương Mỹ"]]
    form = read(catalogue, rows)
    assert form.checks == {}
    assert [row["enrolled_rural"] for row in form.rows()] == [None, "80"]


def test_many_rows_are_read_as_few_are(catalogue):
    rows = [HEADER, *([*ROW[:6], str(n), "1", "2"] for n in range(1, 1001)), [*OTHER, "x"], OTHER]
    form = read(catalogue, rows, separator=",")
    assert form.checks == {"S12": 1}
    assert [row["enrolled"] for row in form.rows()] == [*map(str, range(1, 1001)), "20"]
    assert list(form.draft.frame.index) == [*range(2, 1002), 1003]


def test_a_table_without_rows_says_so(catalogue):
    assert read(catalogue, [HEADER]).checks == {"S13": 1}
    assert read(catalogue, [HEADER, ["Người lập biểu"]]).checks == {"S13": 1}
    assert read(catalogue, [HEADER, ["x"]], separator=",").checks == {"S12": 1}


@each("name", DATASETS)
def test_the_example_row_is_named_be_it_text_or_numbers(catalogue, name):
    columns = DATASETS[name].columns
    numbers = {"count": int, "year": int, "amount": float}
    example = [numbers.get(c.kind, str)(c.example) for c in columns]
    for row in (example, [as_text(cell) for cell in example]):
        form = read(catalogue, [[c.name for c in columns], row])
        assert found(form, "S14") == [(2, "")]
    nearly = [*example[:-1], example[-1] + 1]
    assert read(catalogue, [[c.name for c in columns], nearly]).checks == {}


TOTAL = ["Tổng cộng", "", "", "", "", "", "140", "55", "88"]


def test_totals_rows_are_left_out_and_held_against_the_rows(catalogue):
    for rows in ([HEADER, TOTAL, ROW, OTHER], [HEADER, ROW, OTHER, TOTAL]):
        form = read(catalogue, rows, separator=",")
        assert form.checks == {}
        assert len(form.rows()) == 2
    wrong = [*TOTAL[:7], "56", ""]
    form = read(catalogue, [HEADER, ROW, OTHER, wrong])
    assert found(form, "A03") == [(4, "H – enrolled_women")]
    assert form.found("A03")[0].found == "56"


def test_no_total_is_held_against_rows_with_a_wrong_count(catalogue):
    form = read(catalogue, [HEADER, ROW, [*OTHER[:6], "x", "5", "8"], TOTAL])
    assert form.checks == {}


def test_totals_of_amounts_are_held_against_decimals(catalogue):
    heads = list(DATASETS["task_progress"].column_names)
    body = [["hanoi", "2024-Q1", "277", f"HN-T{n}", "1", "1", "0,1", "0,2"] for n in (1, 2, 3)]
    total = ["", "Tổng số", "", "", "3", "3", "0,3", "0,7"]
    form = read(catalogue, [heads, *body, total], separator=";")
    assert found(form, "A03") == [(5, "H – money_spent")]
    assert form.draft.comma_decimals


def test_a_row_that_says_more_than_total_is_a_row_of_data(catalogue):
    form = read(catalogue, [HEADER, ROW, ["Tổng cộng", "2024-Q1", *[""] * 4, "1", "1", "1"]])
    assert len(form.rows()) == 2


def test_signatures_under_the_last_row_are_no_rows(catalogue):
    signed = [["", "", "", "", "", "", "Hà Nội, ngày 10 tháng 4 năm 2024"],
              ["Người lập biểu", "", "", "", "", "Giám đốc"], ["Nguyễn Văn X"]]  # fmt: skip
    form = read(catalogue, [HEADER, ROW, OTHER, *signed])
    assert form.checks == {}
    assert len(form.rows()) == 2
    form = read(catalogue, [HEADER, ROW, *signed, OTHER])
    assert len(form.rows()) == 5


def test_decimals_have_a_comma_except_where_commas_stand_between_cells(catalogue):
    for separator, expected in ((",", False), (";", True), ("\t", True), ("", True)):
        assert read(catalogue, [HEADER, ROW], separator=separator).draft.comma_decimals is expected
    assert not read(catalogue, [HEADER, ROW]).draft.grouped_counts


def test_the_sheet_of_data_is_taken_among_lists_and_examples(catalogue):
    examples = Sheet([HEADER, [column.example for column in ENROLMENT.columns]], "Ví dụ")
    data = Sheet([HEADER, ROW], "Dữ liệu")
    rules = Sheet([["Cột", "Quy tắc"], ["enrolled", "số đếm"], ["level", "trình độ"]], "Quy tắc")
    form = read(catalogue, rules, examples, data)
    assert form.checks == {}
    assert form.draft.recognition.sheet == "Dữ liệu"
    assert read(catalogue, rules, examples, data, sheet="Ví dụ").checks == {"S14": 1}
