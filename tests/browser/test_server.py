"""What a server does once: its first request, its first snapshot, and a return that arrives."""

import shutil
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader, read_csv
from tests.browser.rig import PAGES, run_app, vtdash

BY_YEAR = "enrolment-by-year"
SOON = 30_000
"""Milliseconds after a reader's next click within which a new snapshot has to show."""

HEADER = (
    "city,period,area_code,institution_id,occupation_key,level,"
    "enrolled,enrolled_women,enrolled_rural"
)


@pytest.fixture
def fresh(new_context, traffic, settled, tmp_path):
    """Return a function that starts a server of the test's own and a reader before it."""
    with ExitStack() as stack:

        def start(data):
            url = stack.enter_context(run_app(data, tmp_path / "streamlit.log"))
            context = new_context(base_url=url)
            stack.callback(context.close)  # before its server goes, or it would complain
            return Reader(context.new_page(), settled)

        yield start


@pytest.fixture
def own_data(app_data, tmp_path):
    """Return a copy of the data folder that a test may change."""
    return shutil.copytree(app_data, tmp_path / "data")


def test_the_first_request_of_a_server_may_be_for_any_page(fresh, own_data, vi):
    reader = fresh(own_data)
    reader.open("/enrolment?lang=vi&level=college")
    assert reader.page.locator("h1").count() == 1
    assert reader.chosen()["level"] == [vi.code("level", "college")]
    assert reader.page.locator("nav.menu a").count() == len(PAGES)
    assert reader.marks(BY_YEAR)


def test_the_first_visitor_of_an_empty_server_sees_it_build_and_then_the_page(fresh, tmp_path):
    reader = fresh(tmp_path / "nothing yet")
    reader.page.goto("/")
    expect(reader.page.get_by_test_id("stProgress")).to_be_visible(timeout=20_000)
    reader.rest()
    assert reader.page.locator("h1").count() == 1
    assert reader.page.locator(".chart").count() == 1
    assert reader.page.get_by_test_id("stProgress").count() == 0, "what is done is gone"


def test_a_return_published_while_the_page_is_open_replaces_the_sample_at_the_next_click(
    fresh, own_data, tmp_path, vi
):
    reader = fresh(own_data)
    reader.open("/enrolment?lang=vi&city=hanoi&from=2019&to=2019&sample=yes")
    reader.show(BY_YEAR, "table")
    assert statuses(reader, vi) == [("2019", "sample")]

    publish(own_data, tmp_path / "first.csv", ["2019-Q1"])
    reader.tabs(BY_YEAR).last.click()
    reader.tabs(BY_YEAR).nth(-2).click()
    reported = vi.code("data_status", "reported")
    table = reader.panel(BY_YEAR).locator("table")
    expect(table.get_by_text(reported, exact=True)).to_be_visible(timeout=SOON)
    reader.rest()
    assert statuses(reader, vi) == [("2019-Q1", "reported"), ("2019-Q2/Q4", "sample")]

    publish(own_data, tmp_path / "rest.csv", ["2019-Q2", "2019-Q3", "2019-Q4"])
    reader.tabs(BY_YEAR).nth(-3).click()
    mark = reader.panel(BY_YEAR).locator("svg.main-svg").get_by_text("DỮ LIỆU MẪU")
    expect(reader.panel(BY_YEAR).locator("svg.main-svg").first).to_be_visible(timeout=SOON)
    expect(mark).to_have_count(0, timeout=SOON)
    reader.rest()
    assert reader.marks(BY_YEAR)[0] == 480

    path = reader.download(BY_YEAR, tmp_path)
    assert "SAMPLE" not in path.name
    assert {record["data_status"] for record in read_csv(path)} <= {"reported", "published"}
    reader.open("/enrolment?lang=vi&city=haiphong&from=2019&to=2019&sample=yes")
    assert any("MẪU" in word for word in reader.chart(BY_YEAR)["words"]), "the other city's stays"


def statuses(reader, vi):
    """Return period and data status of the rows of the table, as keys, returns only."""
    keys = {vi.code("data_status", key): key for key in ("reported", "sample")}
    periods = {vi.text.period(key): key for key in ("2019", "2019-Q1", "2019-Q2/Q4")}
    return [
        (periods[row[vi.text("Period")]], keys[row[vi.text("Data status")]])
        for row in reader.table(BY_YEAR)
        if row[vi.text("Data status")] in keys
    ]


def publish(data, path, quarters):
    """Publish a return of Hanoi with 120 turns in each of these quarters."""
    rows = [f"hanoi,{quarter},005,CS-0001,480201,college,120,50,80" for quarter in quarters]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    vtdash(data, "publish", str(path), "--decide", "units/11d28852=create")
