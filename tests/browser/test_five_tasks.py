"""Five things that a newcomer comes to find out, each from the start page in a few steps.

What is found is held against the register. How steps are counted: ``newcomer.py``.
"""

import pytest

from tests.browser.newcomer import MOST, Newcomer
from tests.browser.reader import Reader
from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.store import open_current
from vtdash.text.language import Text
from vtdash.topics import enrolment
from vtdash.topics.view import View

STEPS = {
    "Hai Phong's target for women, and whether it compares with Hanoi's": 2,
    "rural trainees in work in one district": 3,
    "a CSV of enrolment by occupation for 2024": 4,
    "the key tasks without a published number": 2,
    "the source of the 39.45%": 3,
}
"""Task -> steps that it takes. A change that makes one longer has to say so here."""

WOMEN_HAI_PHONG, WOMEN_HANOI, CERTIFIED, CHUONG_MY = "F254", "F017", "F339", "F057"
"""Figures of the register by their ids."""


def value(names: Names, figure) -> str:
    """Return a figure of the register as it is said."""
    unit = names.unit(figure.unit)
    return names.text.quantity(figure.quantity, unit)


def test_no_task_takes_more_than_four_steps():
    assert max(STEPS.values()) <= MOST


@pytest.fixture
def english(new_context, app_url, traffic, settled) -> Newcomer:
    """Return a newcomer whose browser asks for English."""
    context = new_context(base_url=app_url, locale="en-GB")
    reader = Reader(context.new_page(), settled)
    reader.open("/")
    yield Newcomer(reader)
    context.close()


@pytest.mark.parametrize(
    ("who", "language", "word"), [("newcomer", "vi", "nữ"), ("english", "en", "women")]
)
def test_hai_phongs_target_for_women_and_whether_it_compares_with_hanois(
    request, catalogue, who, language, word
):
    newcomer, names = request.getfixturevalue(who), Names(catalogue, Text(language))

    newcomer.go("targets")
    newcomer.type("indicator", word)

    hai_phong, hanoi = catalogue.figure(WOMEN_HAI_PHONG), catalogue.figure(WOMEN_HANOI)
    assert (hai_phong.indicator_id, hai_phong.year_end) == ("female_enrolment_share", 2030)
    said = newcomer.said("target-path")
    assert value(names, hai_phong) in said
    place = names.territory(hai_phong.territory)  # its name in the plot takes several lines
    assert place.replace(" ", "") in "".join(said.split())
    assert names.text(
        "{place}: no target for 2030 is published; the newest is {target} ({period}). The two "
        "are not comparable.",
        place=names.territory(hanoi.territory), target=value(names, hanoi), period="2025",
    ) in said  # fmt: skip
    assert newcomer.steps == STEPS["Hai Phong's target for women, and whether it compares with "
                                   "Hanoi's"]  # fmt: skip


def test_the_share_of_rural_trainees_in_work_in_one_district(newcomer, catalogue, vi):
    newcomer.go("districts")
    newcomer.type("place", "Chương Mỹ")

    figure = catalogue.figure(CHUONG_MY)
    assert (figure.indicator_id, figure.area_name) == (
        "rural_employment_rate", "Chương Mỹ district",
    )  # fmt: skip
    said = newcomer.said("place-figures")
    assert vi.indicator(figure.indicator_id) in said
    observed = f"{figure.period} · {vi.code('status', 'observed')}: {value(vi, figure)}"
    assert observed in said
    assert newcomer.steps == STEPS["rural trainees in work in one district"]


def test_the_csv_of_enrolment_by_occupation_for_2024(newcomer, app_data, catalogue, tmp_path):
    newcomer.go("enrolment")
    newcomer.type("from", "2024")
    newcomer.type("to", "2024")
    records = newcomer.download("enrolment-by-occupation", tmp_path)

    store, _ = open_current(app_data)
    view = View(
        lambda question, chosen, **more: question(store, chosen, **more),
        Filters(first_year=2024, last_year=2024),
        Names(catalogue, Text("vi")),
    )
    (path,) = tmp_path.glob("*.csv")
    assert path.read_bytes() == enrolment.turns_by_occupation(view).csv()
    assert len(records) > 10
    assert {record["year"] for record in records} == {"2024"}
    assert {record["city"] for record in records} == {"hanoi", "haiphong"}
    assert newcomer.steps == STEPS["a CSV of enrolment by occupation for 2024"]


def test_the_key_tasks_that_have_no_published_number(newcomer, catalogue, vi):
    newcomer.go("tasks")

    measured = {figure.indicator_id for figure in catalogue.figures}
    without = [
        task_id for task_id, task in catalogue.tasks.items() if not measured & set(task.indicators)
    ]
    assert without
    assert vi.text.items(without) in newcomer.said("task-ledger")
    assert newcomer.steps == STEPS["the key tasks without a published number"]


def test_the_source_of_the_thirty_nine_point_four_five_percent(newcomer, traffic, catalogue):
    figure = catalogue.figure(CERTIFIED)
    source = catalogue.sources[figure.source_id]
    elsewhere = newcomer.reader.page.context
    elsewhere.route(source.url, lambda route: route.fulfill(body="the source"))

    newcomer.unfold("more")
    told = newcomer.open_card("39,45%")
    opened = newcomer.follow(source.title)

    assert source.publisher in told
    assert figure.value_low == figure.value_high == 39.45
    assert opened == source.url
    assert newcomer.steps == STEPS["the source of the 39.45%"]
    elsewhere.unroute(source.url)
    traffic.foreign_requests.remove(source.url)  # the one that the reader asked for
