"""Five more things to find out, of places and occupations, each from the start page.

What is found is held against the answers of the store. How steps are counted: ``newcomer.py``.
"""

from collections import Counter
from datetime import date

import pytest

from tests.browser.newcomer import MOST, Newcomer
from tests.browser.reader import Reader
from vtdash.model.filters import Filters
from vtdash.store import open_current
from vtdash.store.questions import questions
from vtdash.text.language import inside
from vtdash.topics.area_choice import area_ids

STEPS = {
    "digital skills in one place through 2025": 2,
    "one occupation in one district over some years": 4,
    "the filter that leaves nothing of an occupation in a district": 4,
    "two districts beside each other and their city": 4,
    "one chart over the whole screen of a phone": 4,
    "a CSV of all districts": 3,
}
"""Task -> steps that it takes. A change that makes one longer has to say so here."""

THUY_NGUYEN, DONG_ANH, HOAI_DUC = "district-311-20250101", "district-017", "district-274"
WELDING, ELECTRIC_WELDING = "520123", "R05"
REFORM = date(2025, 7, 1)
PHONE = {"width": 390, "height": 844}

INSIDE = """panel => {
    const box = panel.getBoundingClientRect();
    const drawn = panel.querySelector('svg.main-svg').getBoundingClientRect();
    return {
        panel: [box.left, box.top, box.width, box.height],
        isOnTop: panel.contains(document.elementFromPoint(innerWidth / 2, 4)),
        left: drawn.left, right: drawn.right, width: drawn.width,
    };
}"""


@pytest.fixture
def store(app_data):
    """Return the snapshot that the app shows."""
    return open_current(app_data)[0]


@pytest.fixture
def phone(new_context, app_url, traffic, settled):
    """Return a newcomer with a phone before the start page, where the menu is closed."""
    context = new_context(base_url=app_url, viewport=PHONE)
    reader = Reader(context.new_page(), settled)
    reader.open("/")
    yield Newcomer(reader)
    context.close()


def drawn(newcomer, panel):
    """Return what a chart shows by series: its values by year."""
    traces = newcomer.reader.chart(panel)["traces"]
    return {
        trace["name"].replace("<br>", " "): dict(zip(trace["x"], trace["y"], strict=True))
        for trace in traces
        if trace["visible"] is True
    }


def by_year(vi, rows, indicator):
    """Return an answer by what its rows speak of: values by year."""
    found = {}
    for row in rows:
        if row.indicator_id == indicator:
            found.setdefault(vi.subject(row), {})[row.year] = pytest.approx(row.value)
    return found


def test_no_task_takes_more_than_four_steps():
    assert max(STEPS.values()) <= MOST


def test_digital_skills_of_a_place_go_on_through_its_heirs(newcomer, store, vi):
    newcomer.go("digital")
    offered = newcomer.type("area", "Thủy Nguyên")

    name = vi.area(THUY_NGUYEN)
    assert [option for option in offered if "Thủy Nguyên" in option] == [name]
    filters = Filters(areas=(THUY_NGUYEN,))
    rows = questions.digital_certified_by_year(store, filters)
    assert [row.year for row in rows] == list(range(2019, 2027))
    chart = drawn(newcomer, "digital-skills-certified")
    assert chart[name] == by_year(vi, rows, "digital_skills_certified_rate")[name]
    words = newcomer.reader.chart("digital-skills-certified")["words"]
    assert vi.text("merger {date}", date=vi.text.date(REFORM)) in words
    trained = [
        row
        for row in questions.digital_by_year(store, filters)
        if row.indicator_id == "digital_skills_trained"
    ]
    assert trained[-1].value_note == "sum_of_units"
    said = newcomer.said("digital-skills-by-year")
    assert name in said
    assert vi.text.quantity(trained[-1].quantity, "", 0) in said
    assert newcomer.steps == STEPS["digital skills in one place through 2025"]


def test_one_occupation_in_one_district_over_some_years(newcomer, store, vi):
    newcomer.go("enrolment")
    newcomer.type("area", "Đông Anh")
    newcomer.type("occupation", "hàn")
    newcomer.type("to", "2024")

    filters = Filters(areas=(DONG_ANH,), occupations=(WELDING,), last_year=2024)
    rows = questions.enrolment_by_year(store, filters)
    found = by_year(vi, rows, "vet_enrolment")
    (name,) = found
    assert vi.area(DONG_ANH) in name
    assert vi.occupation(WELDING) in name
    assert list(found[name]) == list(range(2019, 2025))
    assert drawn(newcomer, "enrolment-by-year")[name] == found[name]
    newest = next(r for r in rows if r.year == 2024 and r.indicator_id == "vet_enrolment")
    said = newcomer.said("enrolment-by-year")
    assert name in said
    assert vi.text.quantity(newest.quantity, "", 0) in said
    assert newcomer.steps == STEPS["one occupation in one district over some years"]


def test_the_filter_is_named_that_leaves_nothing_of_an_occupation_in_a_district(
    newcomer, store, vi
):
    newcomer.go("enrolment")
    newcomer.type("area", "Đông Anh")
    offered = newcomer.type("occupation", "hàn điện")
    newcomer.type("to", "2024")

    name = vi.occupation(ELECTRIC_WELDING)
    assert offered[0] == vi.text("{name} – no data", name=name)
    filters = Filters(areas=(DONG_ANH,), occupations=(ELECTRIC_WELDING,), last_year=2024)
    assert questions.enrolment_by_year(store, filters) == ()
    assert questions.enrolment_by_year(store, Filters(areas=(DONG_ANH,), last_year=2024))
    said = newcomer.said("enrolment-by-year")
    assert vi.text(
        "Lift the filter {filter}: {choice}",
        filter=inside(vi.text("Occupation")), choice=name,
    ) in said  # fmt: skip
    assert newcomer.steps == STEPS["the filter that leaves nothing of an occupation in a district"]


def test_two_districts_beside_each_other_and_their_city(newcomer, store, vi):
    newcomer.go("enrolment")
    newcomer.type("area", "Đông Anh")
    newcomer.type("area", "Hoài Đức")

    chosen = questions.enrolment_by_year(store, Filters(areas=(DONG_ANH, HOAI_DUC)))
    city = questions.enrolment_by_year(store, Filters(cities=("hanoi",)))
    panels = {"enrolment-by-year": "vet_enrolment", "women-by-year": "female_enrolment_share"}
    for panel, indicator in panels.items():
        districts = by_year(vi, chosen, indicator)
        assert list(districts) == [vi.area(DONG_ANH), vi.area(HOAI_DUC)]
        expected = districts | by_year(vi, city, indicator)
        assert len(expected) == 3
        assert drawn(newcomer, panel) == expected
    assert newcomer.steps == STEPS["two districts beside each other and their city"]


def test_one_chart_over_the_whole_screen_of_a_phone(phone, store):
    phone.open_menu()
    phone.go("enrolment")
    phone.enlarge("enrolment-by-level")

    seen = phone.reader.panel("enrolment-by-level").evaluate(INSIDE)
    assert seen["panel"] == [0, 0, PHONE["width"], PHONE["height"]]
    assert seen["isOnTop"]
    assert seen["left"] >= 0
    assert seen["right"] <= PHONE["width"]
    assert seen["width"] > 0.9 * (PHONE["width"] - 32)
    rows = [r for r in questions.enrolment_by_level(store, Filters()) if not r.is_former]
    wholes = Counter()
    for row in rows:
        wholes[row.territory] += row.value
    assert sorted(phone.reader.marks("enrolment-by-level").values()) == pytest.approx(
        sorted(100 * row.value / wholes[row.territory] for row in rows)
    )
    assert phone.steps == STEPS["one chart over the whole screen of a phone"]


def test_a_csv_of_all_districts(newcomer, store, tmp_path):
    newcomer.go("enrolment")
    records = newcomer.download("enrolment-by-area", tmp_path)

    rows = questions.enrolment_by_area(store, Filters())
    found = [(record["area_id"], float(record["value"])) for record in records]
    assert found == [(row.area_id, row.value) for row in rows]
    assert {key for key, _ in found} == set(area_ids(store.catalogue, Filters()))
    of_hanoi = {record["area_id"] for record in records if record["city"] == "hanoi"}
    assert of_hanoi == set(area_ids(store.catalogue, Filters(cities=("hanoi",))))
    assert (len({key for key, _ in found}), len(of_hanoi)) == (57, 30)
    assert newcomer.steps == STEPS["a CSV of all districts"]
