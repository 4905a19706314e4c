"""Vietnamese on the screen: numbers, periods, qualifiers, names and their order, in hard cases.

Every page is opened once; a case says where on it something has to stand.
"""

import re
import unicodedata
from typing import NamedTuple

import duckdb
import pytest
from babel.messages.pofile import read_po

from tests.browser.reader import Reader, read_csv
from tests.browser.rig import PAGES, page_path, settler
from tests.each import each
from vtdash.text.language import LOCALE_FOLDER

WOMEN = "/targets?indicator=female_enrolment_share"
LEAVERS = "/targets?indicator=secondary_leavers_entering_vet_rate"
NO_YEAR = "/sources?figure=F332"
CERTIFIED = "/targets?indicator=trained_rate_certified"
THUY_NGUYEN = "/districts?place=district-311-20250101"
CHUONG_MY = "/districts?place=district-277"
FEW_ENROLLED = "/enrolment?city=hanoi&from=2024&to=2025"
FEW_GRADUATES = "/graduates?city=hanoi&from=2024&to=2025"
TABLES = {
    "/graduates": "employment-by-level", FEW_ENROLLED: "enrolment-by-year",
    FEW_GRADUATES: "employment-by-cohort",
}  # fmt: skip
"""Address -> panel whose table is read; the words of a long table are drawn as a picture."""

OPENED = ("/sources", "/districts")
"""Pages whose closed lines are opened as well."""

CASES = {
    "/targets": (
        ("page", "80–85%", "a range beside a point value"),
        ("page", "cuối năm 2024", "the end of a year, small inside a line"),
        ("page", "đến năm 2030", "a period that ends with a year"),
        ("page", "0,96 điểm phần trăm mỗi năm", "a step a year"),
    ),
    "/sources": (
        ("page", "trên 60%", "over"),
        ("page", "ngày 07/7/2025", "a day in a document's name"),
    ),
    CERTIFIED: (
        ("page", "0,99 điểm phần trăm mỗi năm", "points of percent, a comma before decimals"),
    ),
    "/": (
        ("page", "74,25%", "a comma before decimals"),
        ("page", "39,45%", "two decimals, as published"),
        ("page", "quý II/2025", "a quarter"),
        ("page", "Hải Phòng (đến 6/2025)", "a territory with the month in which it ended"),
        ("ticks", "20.000", "thousands on an axis"),
        ("ticks", "80%", "percent on an axis, unit without space"),
    ),
    "/enrolment?sample=no": (
        ("tips", "6 tháng đầu năm 2019: 50.270 người", "the first months of a year"),
        ("tips", "9 tháng đầu năm 2022: khoảng 198.000 lượt", "about, inside a tooltip"),
        ("tips", "Năm 2022 (đến tháng 11): 245.316 lượt", "a year up to a month"),
        ("tips", "trên 16.000 người", "over, with a unit"),
        ("tips", "Mỗi năm (thời kỳ kế hoạch 2025–2035): khoảng 20.000 người", "a span of years"),
        ("tips", "“gần” 198.000", "Vietnamese quotation marks"),
    ),
    "/enrolment": (
        ("page", "khoảng 20.000 lao động nông thôn mỗi năm", "thousands in a sentence"),
        ("page", "Hải Phòng (từ 7/2025)", "a territory with the month in which it began"),
        ("page", "quý I–III/2026", "some quarters of a year"),
        ("page", "hợp nhất 01/7/2025", "a day as offices write it"),
        ("page", "DỮ LIỆU MẪU", "capitals with marks"),
        ("tips", "2025: 257.194 lượt", "hundreds of thousands in a tooltip"),
        ("tips", "quý III–IV/2025: 51.500 lượt", "half a year as quarters"),
        ("ticks", "50.000", "an axis of thousands"),
        ("page", "2019–2026", "the years of the filter"),
    ),
    "/graduates": (
        ("page", r"/\d{2},\d%", "a computed rate has one decimal"),
        ("table", "Đào tạo dưới 3 tháng", "a name that begins with Đ"),
        ("table", "Cao đẳng", "a name with ă"),
    ),
    "/tasks": (
    ),
    FEW_ENROLLED: (
        ("table", "257.194 lượt", "thousands in a table"),
    ),
    FEW_GRADUATES: (
        ("table", r"/\d{2},\d–\d{2},\d%", "an interval is a range with one unit"),
        ("table", r"/\d{1,3}\.\d{3}", "thousands in a table"),
    ),
    WOMEN: (
        ("page", "ít nhất 30%", "at least"),
        ("page", "trên 40%", "over, as a target"),
        ("page", "Tỷ lệ nữ trong tuyển sinh mới", "a title in sentence case, tỷ as the law has it"),
        ("ticks", "10%", "percent on an axis of a share"),
    ),
    LEAVERS: (
        ("page", "Tỷ lệ học sinh tốt nghiệp THCS, THPT vào học nghề", "short forms in capitals"),
    ),
    CHUONG_MY: (
        ("page", "Huyện Chương Mỹ", "a district with its kind"),
        ("page", "khoảng 98% diện tích đơn vị mới", "a share that is an estimate"),
        ("page", "xã Trần Phú (Hà Nội, 10081)", "a name that two units share, told apart"),
        ("page", r"/địa giới mới từ\s?01/7/2025", "a day in figures, on a line of its own or not"),
    ),
    "/districts?units=commune": (
        ("page", "Thành lập ngày 01/7/2025", "a day in figures, inside a sentence"),
    ),
    NO_YEAR: (
        ("page", "không ghi năm, bài gửi tháng 01/2017", "a period nobody stated"),
        ("page", "1,03 triệu", "millions with decimals"),
        ("page", "2021–2024", "a span of years in a note"),
    ),
}  # fmt: skip
"""Address -> (where, what has to stand there, why it is hard); after a slash, a pattern."""

LOOK = """() => {
    const main = document.querySelector('[data-testid="stApp"]');
    const plots = [...document.querySelectorAll('.js-plotly-plot')];
    const said = ['aria-label', 'placeholder', 'alt'];
    return {
        page: main.innerText,
        ticks: plots.flatMap(plot => [...plot.querySelectorAll(
            '.xtick text, .ytick text, [class*="tick"] text')].map(tick => tick.textContent)),
        tips: plots.flatMap(plot => plot.data.flatMap(
            trace => [].concat(trace.hovertext ?? [], trace.text ?? []))).join('\\n'),
        labels: said.flatMap(name => [...main.querySelectorAll(`[${name}]`)].map(
            part => part.getAttribute(name))),
    };
}"""


class Screen(NamedTuple):
    """What stands on a page, spaces made one."""

    page: str
    lines: list[str]
    ticks: list[str]
    tips: str
    table: str
    labels: set[str]


@pytest.fixture(scope="module")
def screen(new_context, app_url, watch):
    """Return a function that opens an address once and says what stands there."""
    context = new_context(base_url=app_url, viewport={"width": 1440, "height": 900})
    reader = Reader(context.new_page(), settler(watch))
    seen = {}

    def look(address):
        if address not in seen:
            seen[address] = _look(reader, address)
        return seen[address]

    return look


def _look(reader, address):
    reader.open(f"{address}{'&' if '?' in address else '?'}lang=vi")
    closed = reader.page.locator('[class*="st-key-later-"] details:not([open]) > summary')
    while address.startswith(OPENED) and closed.count():
        closed.first.click()
        reader.rest()
    reader.rest(whole=True)
    found, table = reader.page.evaluate(LOOK), ""
    if address in TABLES:
        reader.show(TABLES[address], "table")
        table = reader.panel(TABLES[address]).locator("table").inner_text()
    tips = re.sub(r"</?b>", "", found["tips"].replace("<br>", " "))
    lines = [line.strip() for line in found["page"].splitlines() if line.strip()]
    return Screen(
        page=_spaced(found["page"]), lines=lines, ticks=found["ticks"], tips=_spaced(tips),
        table=_spaced(table), labels={label for label in found["labels"] if label},
    )  # fmt: skip


def _spaced(words):
    return re.sub(r"\s+", " ", words)


FLAT = [(address, *case) for address, cases in CASES.items() for case in cases]


def test_there_are_forty_cases_or_more():
    assert len(FLAT) >= 40


@each(("address", "where", "expected", "why"), FLAT)
def test_the_screen_says(screen, address, where, expected, why):
    stands = getattr(screen(address), where)
    if expected.startswith("/"):
        assert re.search(expected[1:], stands), why
    else:
        assert expected in stands, why


# --- on every page ---------------------------------------------------------------------------

FRAMEWORK = {
    "Sidebar", "Collapse sidebar", "Help", "Open", "Choose an option", "Clear all",
    "Link to heading", "Increment", "Decrement",
}  # fmt: skip
"""English labels that Streamlit gives its own buttons and that nobody can set."""

PROPER = re.compile(r"CSV|PNG|SVG|English|SAMPLE DATA|vtdash|HN-T\d|HP-M\d|^[\W\d]+$")


@each("name", PAGES)
def test_all_text_is_composed(screen, name):
    shown = screen(page_path(name))
    for words in (shown.page, shown.tips, *shown.labels):
        assert unicodedata.is_normalized("NFC", words)


@each("name", PAGES)
def test_no_english_sentence_is_left_on_a_page(screen, name):
    with (LOCALE_FOLDER / "vi" / "LC_MESSAGES" / "vtdash.po").open("rb") as source:
        translated = {
            message.id for message in read_po(source)
            if isinstance(message.id, str) and message.id and message.id != message.string
        }  # fmt: skip
    shown = screen(page_path(name))
    assert translated & set(shown.lines) == set()
    assert translated & shown.labels == set()


@each("name", PAGES)
def test_labels_for_readers_software_are_vietnamese(screen, name):
    foreign = {
        label for label in screen(page_path(name)).labels
        if label.isascii() and not PROPER.search(label) and label not in FRAMEWORK
    }  # fmt: skip
    assert foreign == set()


@each("name", PAGES)
def test_no_number_has_english_separators_and_no_quotation_marks_are_straight(screen, name):
    shown = screen(page_path(name))
    for words in (shown.page, shown.tips, *shown.ticks):
        assert re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)", words) == []
        assert re.findall(r"(?<![\d.,/S-])\d+\.\d{1,2}%", words) == []
    assert re.findall(r'(?:^|\s)"[^"]{1,40}"', shown.page) == []
    assert not any(re.search(r"\d[kKM]$", tick) for tick in shown.ticks), "no 5k on an axis"


# --- names, their order, and finding them ----------------------------------------------------

OPTIONS = """async () => {
    const list = document.querySelector('[role=listbox]');
    const found = [];
    for (let top = 0; top < list.scrollHeight; top += 100) {
        list.scrollTop = top;
        list.dispatchEvent(new Event('scroll'));
        await new Promise(done => setTimeout(done, 20));
        for (const option of list.querySelectorAll('[role=option]'))
            if (!found.includes(option.textContent)) found.push(option.textContent);
    }
    return found;
}"""

IN_ORDER = {
    "area": (
        "Huyện An Lão", "Huyện Ba Vì", "Huyện Bạch Long Vĩ", "Huyện Bình Giang", "Huyện Cát Hải",
        "Huyện Cẩm Giàng", "Huyện Chương Mỹ", "Huyện Đan Phượng", "Huyện Đông Anh",
        "Quận Ba Đình", "Quận Đống Đa", "Quận Hải An", "Quận Hai Bà Trưng", "Quận Hoàn Kiếm",
        "Quận Hoàng Mai",
    ),
    "occupation": ("Công nghệ ô tô", "Dược", "Điện công nghiệp", "Điều dưỡng"),
}  # fmt: skip

NO_DATA = " – không có dữ liệu"


def as_icu_sorts(names):
    """Return the names in the Vietnamese order of ICU, which is nobody's work here."""
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT name FROM (SELECT unnest($names::VARCHAR[]) AS name) ORDER BY name COLLATE vi",
            {"names": names},
        )
        return [name for (name,) in rows.fetchall()]


@pytest.fixture(scope="module")
def enrolment(new_context, app_url, watch):
    """Return a reader before Enrolment, whose lists are opened and closed again."""
    context = new_context(base_url=app_url)
    reader = Reader(context.new_page(), settler(watch))
    reader.open("/enrolment?lang=vi")
    yield reader
    context.close()


@pytest.mark.parametrize("key", IN_ORDER)
def test_a_list_is_sorted_as_a_vietnamese_dictionary_sorts(enrolment, key):
    reader = enrolment
    reader.open_list(key)
    reader.page.get_by_role("option").first.wait_for()
    options = reader.page.evaluate(OPTIONS)
    assert len(options) > 40
    named = [name for name in options if name in IN_ORDER[key]]
    assert named == list(IN_ORDER[key])
    with_data = [name for name in options if not name.endswith(NO_DATA)]
    without = [name.removesuffix(NO_DATA) for name in options if name.endswith(NO_DATA)]
    assert options == with_data + [name + NO_DATA for name in without], "what has data comes first"
    assert with_data == as_icu_sorts(with_data)
    assert without == as_icu_sorts(without)
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("listbox").wait_for(state="detached")


def options_after(reader, key, typed):
    """Return what a list offers after these letters."""
    field = reader.widget(key).locator("input[role=combobox]")
    field.focus()
    field.fill(typed)
    reader.page.wait_for_timeout(300)
    offered = reader.page.get_by_role("option").all_inner_texts()
    reader.page.keyboard.press("Escape")
    return offered


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Đống Đa", True), ("đống đa", True), ("ĐỐNG ĐA", True), ("đống", True), ("dong da", True),
        ("bong da", False),
    ],
)  # fmt: skip
def test_a_district_is_found_by_its_name_however_the_letters_are_written(enrolment, typed, found):
    offered = options_after(enrolment, "area", typed)
    assert ("Quận Đống Đa" in offered) == found


def test_names_stand_as_they_are_published(screen):
    """The spelling of the tone (Thủy or Thuỷ) is the catalogue's, one for each name."""
    words = " ".join(screen(address).page + screen(address).tips for address in ("/", THUY_NGUYEN))
    assert "Thủy Nguyên" in words
    assert "Thuỷ Nguyên" not in words


def test_a_csv_keeps_points_where_the_screen_has_commas(reader, screen, tmp_path):
    assert "39,45%" in screen("/").page
    reader.open("/?lang=vi")
    records = read_csv(reader.download("target-gaps", tmp_path))
    assert "39.45" in {record["value"] for record in records}
    assert not any("," in record["value"] for record in records)
    assert {"Lao động nông thôn được đào tạo nghề"} < {record["indicator_vi"] for record in records}
