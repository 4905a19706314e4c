"""Which form, sheet, header row, period and unit a file is taken for, and what answers change."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.intake.official import form_1, form_1_rows, form_2
from tests.intake.people import list_1956, roster
from tests.intake.sheets import Sheet, decomposed, read
from vtdash.model.datasets import DATASETS, ENROLMENT
from vtdash.returns.model import PERSONAL

CLASSES = (("May công nghiệp", 2, 70, 60), ("Hàn điện", 1, 20, 1))
HEADER = list(ENROLMENT.column_names)
ROW = ["hanoi", "2024-Q1", "277", "CS-0002", "480201", "college", "120", "50", "80"]
FORMS = {
    "template": [HEADER, ROW],
    "form_1": form_1(form_1_rows()),
    "form_2": form_2(CLASSES),
    "roster": roster(),
    "list_1956": list_1956(),
}
HEADER_ROWS = {"template": 1, "form_1": 12, "form_2": 7, "roster": 7, "list_1956": 7}
NAMES = ("form", "dataset", "sheet", "header_row", "period", "city", "area", "institution",
         "occupation", "level", "rural")  # fmt: skip


def facts(form):
    """Return value and how of each fact."""
    return {fact.name: (fact.value, fact.how) for fact in form.draft.recognition.facts}


def fact(form, name):
    """Return one fact."""
    return next(fact for fact in form.draft.recognition.facts if fact.name == name)


@each("name", FORMS)
def test_each_form_is_recognised_with_its_header_row(catalogue, name):
    for rows in (FORMS[name], decomposed(FORMS[name])):
        found = read(catalogue, Sheet(rows, "Tờ 1")).draft.recognition
        sheet = "#1" if name in PERSONAL else "Tờ 1"
        assert (found.form, found.header_row, found.sheet) == (name, HEADER_ROWS[name], sheet)
        assert found.dataset is ENROLMENT
        assert found.is_personal == (name in {"roster", "list_1956"})
        assert tuple(fact.name for fact in found.facts) == NAMES


@each("name", FORMS)
def test_the_header_may_stand_anywhere_in_the_first_sixty_rows(catalogue, name):
    last = 59 if name == "list_1956" else 60  # its headings have two rows
    notes = [[f"Dòng {n}"] for n in range(last - HEADER_ROWS[name])]
    found = read(catalogue, [*notes, *FORMS[name]]).draft.recognition
    assert (found.form, found.header_row) == (name, last)
    late = read(catalogue, [*notes, ["x"], ["x"], ["x"], *FORMS[name]])
    assert late.checks == {"S08": 1}


def test_facts_are_shown_with_their_place_and_how_they_were_found(catalogue):
    form = read(catalogue, FORMS["form_2"])
    assert facts(form) == {
        "form": ("form_2", "found"), "dataset": ("enrolment", "not_needed"),
        "sheet": ("Biểu", "found"), "header_row": ("7", "found"),
        "period": ("2025-Q1", "found"), "city": ("hanoi", "found"), "area": ("020", "found"),
        "institution": ("TRUNG-TAM-GDNN-GDTX-HUYEN-THANH-TRI", "found"),
        "occupation": ("", "not_needed"), "level": ("elementary", "found"),
        "rural": ("all", "not_needed"),
    }  # fmt: skip
    assert fact(form, "period").place.row == 5
    assert fact(form, "institution").place.row == 1


def test_a_template_needs_no_facts_about_the_whole_form(catalogue):
    found = facts(read(catalogue, FORMS["template"]))
    assert found["dataset"] == ("enrolment", "found")
    assert {found[name] for name in NAMES[4:]} == {("", "not_needed")}


def test_answers_correct_what_was_found(catalogue):
    answers = {"period": "2024-Q4", "area": "Huyện Chương Mỹ", "city": "Hà Nội",
               "institution": "CS-7", "level": "dưới 3 tháng"}  # fmt: skip
    form = read(catalogue, FORMS["form_2"], **answers)
    found = {name: facts(form)[name] for name in answers}
    values = {"period": "2024-Q4", "area": "277", "city": "hanoi", "institution": "CS-7",
              "level": "under_3_months"}  # fmt: skip
    assert found == {name: (value, "answered") for name, value in values.items()}
    row = form.rows()[0]
    assert (row["period"], row["area_code"], row["institution_id"]) == ("2024-Q4", "277", "CS-7")


def test_an_answer_that_is_no_name_goes_on_to_the_check_of_names(catalogue):
    form = read(catalogue, FORMS["form_2"], area="Nơi khác")
    assert form.checks == {}
    assert form.rows()[0]["area_code"] == "Nơi khác"


def test_a_missing_period_is_named_where_the_heading_stands_and_reading_goes_on(catalogue):
    form = read(catalogue, form_2(CLASSES, period="", off=1))
    assert form.checks == {"S15": 1, "A03": 1}
    assert form.found("S15")[0].place.row == 1
    assert [row["period"] for row in form.rows()] == [None, None]
    assert facts(form)["period"] == ("", "missing")


def test_a_year_in_place_of_a_quarter_offers_its_quarters(catalogue):
    form = read(catalogue, form_2(CLASSES, period="Năm 2024"))
    assert form.checks == {"S15": 1}
    assert "2024" in form.found("S15")[0].what.en
    assert [value for value, _ in fact(form, "period").options] == [
        "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4",
    ]  # fmt: skip


def test_a_district_that_was_gone_in_the_period_is_not_taken(catalogue):
    form = read(catalogue, form_2(CLASSES, period="Quý III/2025"))
    assert form.checks == {"S15": 1}
    day, options = date(2025, 7, 1), fact(form, "area").options
    assert fact(form, "area").value == ""
    assert all(
        any(area.code == code and area.is_valid_on(day) for area in catalogue.areas)
        for code, _ in options
    )
    assert len(options) > 100


def test_a_unit_that_names_no_area_offers_those_of_its_city_and_period(catalogue):
    form = read(catalogue, form_2(CLASSES, unit="Trường Trung cấp Số 1"))
    cities = {a.city for a in catalogue.areas for code, _ in fact(form, "area").options
              if a.code == code and a.level == "district"}  # fmt: skip
    assert facts(form)["area"] == ("", "missing")
    assert cities == {facts(form)["city"][0]} == {"hanoi"}


def test_the_best_sheet_is_taken_and_may_be_chosen(catalogue):
    cover = Sheet([["BÌA"], ["Quý I/2025"]], "Bìa")
    first = Sheet(FORMS["form_2"], "Quý một")
    second = Sheet(form_2(CLASSES, period="Quý II/2025"), "Quý hai")
    form = read(catalogue, cover, first, second)
    assert form.draft.recognition.sheet == "Quý một"
    assert [value for value, _ in fact(form, "sheet").options] == ["Bìa", "Quý một", "Quý hai"]
    name = decomposed([["Quý hai"]])[0][0]
    chosen = read(catalogue, cover, first, second, sheet=name)
    assert facts(chosen)["sheet"] == ("Quý hai", "answered")
    assert chosen.rows()[0]["period"] == "2025-Q2"


def test_a_further_sheet_of_the_same_form_is_a_warning(catalogue):
    first, second = Sheet(FORMS["form_2"], "Quý một"), Sheet(FORMS["form_2"], "Quý hai")
    form = read(catalogue, first, second)
    assert form.checks == {"S17": 1}
    assert form.found("S17")[0].place.sheet == "Quý hai"
    assert read(catalogue, first, Sheet([["x"]], "Quý hai")).checks == {}


def test_the_header_row_may_be_chosen(catalogue):
    rows = [HEADER, ROW, [], HEADER, [*ROW[:6], "1", "1", "1"]]
    assert read(catalogue, rows).draft.recognition.header_row == 1
    form = read(catalogue, rows, header_row=4)
    assert facts(form)["header_row"] == ("4", "answered")
    assert [row["enrolled"] for row in form.rows()] == ["1"]
    assert read(catalogue, rows, header_row=3).checks == {"S08": 1}
    assert read(catalogue, FORMS["form_1"], header_row=7).draft.recognition.header_row == 12


def test_the_form_and_the_dataset_may_be_chosen(catalogue):
    form = read(catalogue, FORMS["form_2"], form="form_2")
    assert facts(form)["form"] == ("form_2", "answered")
    assert read(catalogue, FORMS["form_2"], form="roster").checks == {"S08": 1}
    tracer = list(DATASETS["graduate_tracer"].column_names)
    assert read(catalogue, [tracer, ["x"]], dataset="graduate_tracer").draft is not None
    assert read(catalogue, [tracer, ["x"]], dataset="task_progress").checks == {"S08": 1}


@each("name", ["form", "dataset", "sheet"])
def test_an_answer_that_is_not_to_choose_is_refused(catalogue, name):
    assert read(catalogue, FORMS["template"], **{name: "x"}).checks == {"S08": 1}


def test_what_is_no_form_is_refused_without_a_word_of_it(catalogue):
    form = read(catalogue, [["Nguyễn Văn A", "01/02/1990"], ["Trần Thị B", "03/04/1991"]])
    assert form.checks == {"S08": 1}
    assert "Nguyễn" not in repr(form.findings.listed)
    assert read(catalogue, [[], [" "], [None]]).checks == {"S02": 1}


# Whatever a file holds --------------------------------------------------------------------------

CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-5, 10**12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(sorted({c for rows in FORMS.values() for r in rows for c in r}, key=repr)),
    st.sampled_from(["Tổng cộng", "1=3+13+...+14", "3=4+...", "9999999999", "A", "B", "I", "1.5"]),
)
GRIDS = st.lists(st.lists(CELLS, max_size=12), max_size=20)


def sound(form):
    """Whether reading ended in a draft of a row number and a place for everything, or in words."""
    if form.draft is None:
        return form.findings.has_errors
    table = form.draft.frame
    return list(table.columns) == list(form.draft.recognition.dataset.column_names) and (
        table.index.is_unique and set(map(str, table.dtypes)) == {"category"}
    )


@settings(max_examples=100, deadline=None)
@given(rows=GRIDS, separator=st.sampled_from(["", ","]))
def test_any_cells_give_a_draft_or_words(catalogue, rows, separator):
    assert sound(read(catalogue, rows, separator=separator))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(FORMS)))
def test_a_damaged_form_gives_a_draft_or_words(catalogue, data, name):
    rows = [list(row) for row in FORMS[name]]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(rows) - 1))
        damage = data.draw(st.sampled_from(["cell", "cell", "drop", "twice", "cut", "swap"]))
        if damage == "cell" and rows[at]:
            rows[at][data.draw(st.integers(0, len(rows[at]) - 1))] = data.draw(CELLS)
        elif damage == "drop" and len(rows) > 1:
            del rows[at]
        elif damage == "twice":
            rows.insert(at, rows[at])
        elif damage == "cut":
            rows[at] = rows[at][: data.draw(st.integers(0, 5))]
        elif damage == "swap":
            other = data.draw(st.integers(0, len(rows) - 1))
            rows[at], rows[other] = rows[other], rows[at]
    rows = [list(row) for row in rows]
    assert sound(read(catalogue, rows, separator=data.draw(st.sampled_from(["", ";"]))))


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(sorted(FORMS)),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "header_row": st.integers(-3, 80),
            "form": st.sampled_from([*FORMS, "x"]),
            "dataset": st.sampled_from([*DATASETS, "x"]),
            "sheet": st.sampled_from(["Biểu", "x"]),
            **{
                key: st.text(max_size=8) | st.sampled_from(["2025-Q3", "0000-Q1", "277", "all"])
                for key in NAMES[4:]
            },
        },
    ),
)
def test_any_answers_give_a_draft_or_words(catalogue, name, answers):
    assert sound(read(catalogue, FORMS[name], **answers))
