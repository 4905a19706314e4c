"""Lists on the screen in Vietnamese: their order, and finding a name however it is typed."""

import duckdb
import pytest

from tests.browser.reader import Reader
from tests.browser.rig import settler

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
