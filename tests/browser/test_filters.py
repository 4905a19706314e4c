"""Filtering Enrolment, and what can be taken away: chart, table and CSV say the same."""

import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET  # the file is our own

import pytest

from tests.browser.reader import read_csv

BY_YEAR, BY_AREA, BY_OCCUPATION, BY_LEVEL = (
    "enrolment-by-year", "enrolment-by-area", "enrolment-by-occupation", "enrolment-by-level",
)  # fmt: skip
CAU_GIAY = "district-005"
INFORMATION_TECHNOLOGY = "480201"


def shown(row):
    """Return the number at which a row's mark has to stand, from its CSV record."""
    numbers = (row["value"], row["value_low"], row["value_high"])
    return next((float(number) for number in numbers if number), None)


@pytest.mark.parametrize(
    ("widget", "key"), [("area", CAU_GIAY), ("occupation", INFORMATION_TECHNOLOGY)]
)
def test_a_filter_changes_the_chart_and_the_download_holds_only_what_was_chosen(
    reader, tmp_path, vi, widget, key
):
    name = vi.area(key) if widget == "area" else vi.occupation(key)
    reader.open("/enrolment")
    before = reader.marks(BY_YEAR)

    reader.choose(widget, name)

    after = reader.marks(BY_YEAR)
    panel, column = {
        "area": (BY_AREA, "area_id"), "occupation": (BY_OCCUPATION, "occupation_id"),
    }[widget]  # fmt: skip
    records = read_csv(reader.download(panel, tmp_path))
    assert {record[column].removeprefix("occupation-") for record in records} == {key}
    years = read_csv(reader.download(BY_YEAR, tmp_path))
    assert {number: shown(record) for number, record in enumerate(years)} == after
    assert {record["data_status"] for record in years} == {"sample"}, "published counts all"
    chosen = [shown(record) for record in years if record[column]]
    behind = [shown(record) for record in years if not record[column]]
    assert 0 < max(chosen) < max(before.values())
    assert behind
    assert set(behind) <= set(before.values()), "the city is as it was"


@pytest.mark.parametrize("panel", [BY_YEAR, BY_LEVEL])
def test_the_download_holds_the_rows_of_the_table_in_the_same_order(reader, tmp_path, vi, panel):
    text = vi.text
    reader.open("/enrolment?lang=vi&city=hanoi&from=2024")
    marks = reader.marks(panel)

    path = reader.download(panel, tmp_path)
    reader.show(panel, "table")
    table = reader.table(panel)

    assert "SAMPLE-DATA" in path.name
    records = read_csv(path)
    assert len(records) > 2
    drawn = {n: shown(r) for n, r in enumerate(records) if r["data_status"] == "sample"}
    assert {n: value for n, value in drawn.items() if value} == marks, "published ones are listed"
    columns = {
        text("Territory"): lambda record: record["territory_vi"],
        text("Place"): lambda record: record["area_vi"],
        text("Indicator"): lambda record: record["indicator_vi"],
        text("Data status"): lambda record: vi.code("data_status", record["data_status"]),
        text("Source"): lambda record: record["source_id"],
    }
    assert {text("Territory"), text("Period"), text("Data status")} < set(table[0])
    for said, record in zip(table, records, strict=True):
        for title in columns.keys() & said.keys():  # a column that says nothing is left out
            assert said[title] == columns[title](record)
        assert text.number(shown(record)) in said[text("Value")]
        assert vi.unit(record["unit"]) in said[text("Value")]


def test_leaving_the_sample_out_empties_what_only_the_sample_fills_and_says_so(
    reader, tmp_path, vi
):
    reader.open("/enrolment")
    assert any("DỮ LIỆU MẪU" in word for word in reader.chart(BY_YEAR)["words"])

    reader.widget("sample").locator("label").first.click()
    reader.rest()

    assert not any("MẪU" in word for word in reader.chart(BY_YEAR)["words"])
    path = reader.download(BY_YEAR, tmp_path)
    assert "SAMPLE" not in path.name
    assert {record["data_status"] for record in read_csv(path)} == {"published"}
    assert reader.panel(BY_AREA).locator(".chart").count() == 0
    assert (
        vi.text("Nothing has been reported or published for this choice.")
        in reader.panel(BY_AREA).inner_text()
    )
    then = vi.text("Then: {claim}", claim="").strip()
    for line in reader.page.get_by_test_id("stMain").inner_text().splitlines():
        assert "DỮ LIỆU MẪU" not in line or line.startswith(then), "only what the switch would show"


def test_resetting_an_empty_choice_brings_the_chart_back(reader):
    reader.open("/enrolment?lang=en&sample=no")
    reader.panel(BY_AREA).get_by_role("button", name="Reset the filters").click()
    reader.rest()
    assert reader.panel(BY_AREA).locator(".chart").count() == 1
    assert reader.chosen()["lang"] == ["English"]


def test_a_spreadsheet_program_opens_the_download_with_every_sign_right(reader, tmp_path):
    reader.open("/enrolment")
    path = reader.download(BY_OCCUPATION, tmp_path)

    rows = as_spreadsheet(path, tmp_path)

    records = read_csv(path)
    assert any("ữ" in record["occupation_vi"] for record in records)
    titles, *cells = rows
    assert titles == list(records[0])
    for record, line in zip(records, cells, strict=True):
        opened = dict(zip(titles, line, strict=True))
        for title, value in record.items():
            if title in {"value", "year", "numerator", "denominator"} and value:
                assert float(opened[title]) == pytest.approx(float(value))
            else:
                assert opened[title] == value, title


def as_spreadsheet(path, folder):
    """Open a CSV in LibreOffice as a double click would, save it, and return the cells."""
    soffice = shutil.which("soffice")
    assert soffice, "no LibreOffice found: sudo apt-get install libreoffice-calc-nogui"
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    # 44: comma, 34: quotation mark, 76: UTF-8, which the import dialog proposes for a file with BOM
    command += ["--infilter=CSV:44,34,76,1"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    book = folder / f"{path.stem}.xlsx"
    assert book.exists(), done.stdout + done.stderr
    return cells_of(book)


def cells_of(book):
    """Return the first sheet of a workbook as rows of text; a blank cell is ''."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(book) as parts:
        strings = [
            "".join(piece.text or "" for piece in item.iter(f"{space}t"))
            for item in ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - ours
        ]
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
    rows = []
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row:
            letters = cell.get("r").rstrip("0123456789")
            value = cell.findtext(f"{space}v", "")
            cells[column_number(letters)] = strings[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(n, "") for n in range(max(cells) + 1)])
    width = len(rows[0])
    return [row + [""] * (width - len(row)) for row in rows]


def column_number(letters):
    """Return the number of a spreadsheet's column: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@pytest.mark.parametrize(
    ("widget", "typed", "found"),
    [
        ("area", "thuy nguyen", "Thành phố Thủy Nguyên"),
        ("area", "Thuỷ Nguyên", "Thành phố Thủy Nguyên"),
        ("area", "hoai duc", "Huyện Hoài Đức"),
        ("occupation", "CNTT", "Công nghệ thông tin"),
        ("area", "TN", "Thành phố Thủy Nguyên"),
    ],
)
def test_a_list_is_searched_without_accents_in_either_spelling_and_by_initials(
    reader, widget, typed, found
):
    reader.open("/enrolment")
    offered = reader.typed(widget, typed)
    assert found in offered[:3]


def test_words_in_lower_case_keep_their_accents_outside_of_lists(reader):
    reader.open("/enrolment")
    reader.typed("area", "da")
    reader.page.evaluate("document.activeElement.blur()")
    assert reader.page.evaluate("'Đông Anh'.toLowerCase()") == "đông anh"


MAP = "map-female-enrolment-share"


def place_of(reader, name):
    """Return the mark of a place on the map."""
    mark = reader.drawn(MAP).locator(f'.point path[aria-label*="{name}"]')
    mark.wait_for(state="attached")
    mark.scroll_into_view_if_needed()
    return mark


def test_a_click_or_a_key_on_a_map_chooses_the_place(reader):
    reader.open("/districts?lang=vi&place=district-001")
    box = place_of(reader, "Đông Anh").bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.rest()
    assert "Đông Anh" in reader.title()
    assert "place=district-017" in reader.page.url

    reader.panel(MAP).locator('.point path[tabindex="0"]').focus()
    reader.page.keyboard.press("ArrowRight")
    reached = reader.page.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.page.keyboard.press("Enter")
    reader.rest()
    name = reader.title().partition(" huyện ")[2] or reader.title().partition(" quận ")[2]
    assert name.rstrip("?") in reached


def test_a_map_beside_a_list_of_several_adds_to_it(reader):
    reader.open("/enrolment?lang=vi&city=hanoi&area=district-001")
    reader.page.get_by_text("Trên bản đồ").click()
    reader.rest()
    box = place_of(reader, "Đông Anh").bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.rest()
    assert reader.chosen()["area"] == ["Quận Ba Đình", "Huyện Đông Anh"]
