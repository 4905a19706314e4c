"""Published figures as offices write them down: values, names of the register, the template."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from tests.each import each
from tests.intake.corpus import TODAY
from tests.intake.corpus_figures import AIM, figures_csv
from vtdash.model.published_figures import CODES_OF_FIGURES, PUBLISHED_FIGURES
from vtdash.model.quantity import Quantity
from vtdash.returns.examine import examine
from vtdash.returns.published.stated_value import may_be_share, read_value
from vtdash.returns.workbooks.templates import DATA_SHEET, EXAMPLE_ROW, workbook


@pytest.fixture(scope="module")
def template(catalogue):
    return workbook(PUBLISHED_FIGURES, catalogue)


@each(
    ("cell", "low", "high", "qualifier"),
    [
        (75, 75, 75, "exact"),
        ("54,6", 54.6, 54.6, "exact"),
        ("54.6 %", 54.6, 54.6, "exact"),
        ("khoảng 20000", 20000, 20000, "about"),
        ("About 20000", 20000, 20000, "about"),
        ("~50", 50, 50, "about"),
        ("trên 70%", 70, None, "over"),
        ("more than 70", 70, None, "over"),
        ("dưới 3", None, 3, "under"),
        ("< 3", None, 3, "under"),
        ("ít nhất 80", 80, None, "at_least"),
        ("80 trở lên", 80, None, "at_least"),
        ("từ 80% trở lên", 80, None, "at_least"),
        ("≥80", 80, None, "at_least"),
        ("không quá 5", None, 5, "at_most"),
        ("80-85", 80, 85, "range"),
        ("80 – 85%", 80, 85, "range"),
        ("từ 80 đến 85", 80, 85, "range"),
        ("between 80 and 85", 80, 85, "range"),
        ("80-80", 80, 80, "exact"),
    ],
)
def test_a_value_is_read_with_the_words_of_its_page(cell, low, high, qualifier):
    found = read_value(cell, "percent", is_whole=False)
    assert found == Quantity(low, high, qualifier, "percent")


@each(
    ("cell", "check", "said"),
    [
        ("", "T01", "blank"),
        ("khoảng 20.000", "T03", "thousands or for decimals"),
        ("1,234.5", "T03", "thousands or for decimals"),
        ("20 000", "T03", "thousands or for decimals"),
        ("20 nghìn", "T10", "thousands or millions"),
        ("1,5 triệu", "T10", "thousands or millions"),
        ("gần 20000", "T10", "whether the value is a bound"),
        ("up to 80", "T10", "whether the value is a bound"),
        ("khoảng 80-85", "T10", "cannot stand together"),
        ("85-80", "T10", "above the second"),
        ("nhiều", "T10", "no number"),
        ("80/100", "T10", "no number"),
        ("-5", "T10", "negative"),
        ("12%", "T10", "percent sign"),
        ("12,5", "T10", "whole numbers"),
        ("#REF!", "T10", "formula"),
        (True, "T10", "logical"),
        (TODAY, "T10", "date"),
    ],
)
def test_a_value_that_could_be_read_otherwise_is_told(cell, check, said):
    found = read_value(cell, "persons", is_whole=True)
    assert found.check == check
    assert said in found.what.en


@each(
    ("cell", "share"), [("0,55", True), (1, True), ("0-1", False), ("0,55%", False), (1.5, False)]
)
def test_percent_of_one_or_less_may_be_a_share(cell, share):
    assert may_be_share(read_value(cell, "percent", is_whole=False), cell) is share


@each(
    ("cells", "place", "said"),
    [
        ({"indicator_id": "trained_rate_al_forms"}, "A", "trained_rate_all_forms"),
        ({"indicator_id": "Tỷ lệ lao động qua đào tạo (mọi hìn thức)"}, "A", "trained_rate_all"),
        ({"territory": "ha_nol"}, "B", "ha_noi"),
        ({"breakdown": "al workers"}, "E", "all workers"),
        ({"unit": "percen"}, "I", "percent"),
        ({"status": "computed"}, "J", "none of this name"),
        ({"source_kind": "oficial"}, "Q", "official"),
    ],
)
def test_an_unknown_name_is_told_in_its_cell_with_the_nearest(cells, place, said, catalogue):
    done = examine(figures_csv(AIM | cells), "a.csv", catalogue, today=TODAY)
    (finding,) = done.findings
    assert (finding.check, finding.place.row, finding.place.letters) == ("C01", 2, place)
    assert said in finding.what.en
    assert done.figures is not None
    assert done.records is None


def test_the_template_is_recognised_and_its_example_is_refused(template, catalogue):
    done = examine(template, "a.xlsx", catalogue, today=TODAY)
    assert done.recognition.dataset is PUBLISHED_FIGURES
    assert done.counts["S14"] == 1
    assert done.records is None


def test_a_template_that_is_filled_in_gives_its_figures(template, catalogue):
    book = load_workbook(io.BytesIO(template))
    sheet = book[DATA_SHEET]
    sheet.delete_rows(EXAMPLE_ROW)
    for number, name in enumerate(PUBLISHED_FIGURES.column_names, start=1):
        sheet.cell(EXAMPLE_ROW, number).value = AIM.get(name)
    out = io.BytesIO()
    book.save(out)
    done = examine(out.getvalue(), "a.xlsx", catalogue, today=TODAY)
    assert (dict(done.counts), done.records.table.num_rows) == ({}, 1)


def test_every_value_of_a_list_is_read_as_itself(template, catalogue):
    book = load_workbook(io.BytesIO(template))
    rules = book[DATA_SHEET].data_validations.dataValidation
    columns = PUBLISHED_FIGURES.column_names
    listed = {
        columns[next(iter(r.sqref.ranges)).min_col - 1]: r.formula1.partition("!")[0] for r in rules
    }
    assert set(CODES_OF_FIGURES) < set(listed)
    for name, title in listed.items():
        cells = book[title.strip("'")].iter_rows(min_row=4, max_col=1, values_only=True)
        rows = [AIM | {name: str(value)} for (value,) in cells]
        done = examine(figures_csv(*rows), "a.csv", catalogue, today=TODAY)
        assert not {"C01", "T07", "T12"} & set(done.counts), (name, done.findings[:1])


WORDS = {"about": "khoảng", "at_least": "ít nhất", "at_most": "không quá", "over": "trên",
         "under": "dưới"}  # fmt: skip


def written(figure, sources):
    """Return a figure of the register as an office would write it down."""
    row = {name: getattr(figure, name, "") for name in PUBLISHED_FIGURES.column_names}
    ends = [end for end in (figure.value_low, figure.value_high) if end is not None]
    # four decimals: three could be thousands
    words = [f"{end:.4f}" if end % 1 else f"{end:.0f}" for end in dict.fromkeys(ends)]
    value = " ".join(filter(None, (WORDS.get(figure.qualifier), " – ".join(words))))
    return row | {"value": value, "source_url": sources[figure.source_id].url}


def test_the_register_written_down_as_a_return_is_there_to_the_last_figure(catalogue):
    """What a cell is read as is what the register has: no value is read otherwise."""
    stated = [figure for figure in catalogue.figures if not figure.computed_from]
    content = figures_csv(*(written(figure, catalogue.sources) for figure in stated))
    done = examine(content, "a.csv", catalogue, today=date(2026, 12, 1))
    assert dict(done.counts) == {"S13": 1, "K04": len(stated)}
    assert done.figures.ids == ()


@each(
    "url",
    ["http://[a", "https://a.b:99999/", "https://a.b:x/", 'https://a.b/"><b>', "javascript:a(1)",
     "https://a.b/x y", "[a](https://a.vn)", "https:///a", "https://localhost/a"],
)  # fmt: skip
def test_an_address_that_no_browser_takes_is_told(url, catalogue):
    done = examine(figures_csv(AIM | {"source_url": url}), "a.csv", catalogue, today=TODAY)
    assert dict(done.counts) == {"C09": 1}


def test_a_name_of_several_territories_is_told_with_all_of_them(catalogue):
    content = figures_csv(AIM | {"territory": "Hải Phòng"})
    (finding,) = examine(content, "a.csv", catalogue, today=TODAY).findings
    assert "hai_phong_to_2025_06" in finding.what.en
    assert "hai_phong_since_2025_07" in finding.what.en


def test_percent_of_a_workbook_are_read_as_they_are_shown(catalogue):
    book = Workbook()
    names = PUBLISHED_FIGURES.column_names
    book.active.append(list(names))
    book.active.append([{**AIM, "value": 0.75}.get(name) for name in names])
    book.active.cell(2, names.index("value") + 1).number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    done = examine(out.getvalue(), "a.xlsx", catalogue, today=TODAY)
    assert dict(done.counts) == {}
    assert done.records.table["value_low"].to_pylist() == ["75"]


def test_an_address_is_never_opened(monkeypatch, catalogue):
    monkeypatch.setattr("socket.socket.connect", pytest.fail)
    assert examine(figures_csv(AIM), "a.csv", catalogue, today=TODAY).records
