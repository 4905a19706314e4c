"""What stands above the panels: filters in words, freshness, and the few large numbers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.each import each
from vtdash.model.details import Survey, TaskAnswer
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.charts.over_time import Columns
from vtdash.render.names import Names
from vtdash.render.panel import Panel
from vtdash.store import Input
from vtdash.store.questions.coverage import ReportedAreas
from vtdash.text.language import Text
from vtdash.topics import headlines, latest_claims
from vtdash.topics.filters_in_words import filters_in_words
from vtdash.topics.freshness import freshness
from vtdash.topics.targets.judged_targets import Judged
from vtdash.topics.targets.pace import Pace
from vtdash.topics.view import View

pytestmark = pytest.mark.elsewhere

EVERY = ("city", "years", "units", "area", "occupation", "level", "sample")
OLD, NEW = "hai_phong_to_2025_06", "hai_phong_since_2025_07"


@pytest.fixture
def view(catalogue):
    def make(language="en", **filters):
        names = Names(catalogue, Text(language))
        return View(lambda *_, **__: (), Filters(**filters), names)

    return make


def said(view, wanted=EVERY):
    return filters_in_words(view.names, view.filters, wanted)


def test_no_choice_is_said_as_all(view):
    assert said(view()) == (
        "Filters: Hanoi and Hai Phong · 2019–2026 · all districts · all occupations · all levels · "
        "sample data shown"
    )
    assert said(view("vi", sample=False, area_kind="commune")) == (
        "Bộ lọc: Hà Nội và Hải Phòng · 2019–2026 · mọi đơn vị cấp xã · mọi ngành, nghề · "
        "mọi trình độ · không có dữ liệu mẫu"
    )


def test_one_choice_is_named_and_several_are_counted(view, catalogue):
    areas = [area.id for area in catalogue.areas if area.level == "district"]
    names = view().names
    one = said(view(cities=("hanoi",), first_year=2024, last_year=2024, areas=(areas[0],)))
    assert one.startswith(f"Filters: Hanoi · 2024 · {names.area(areas[0])} · ")
    three = said(view(areas=tuple(areas[:3])))
    listed = names.text.items(names.area(area) for area in areas[:3])
    assert f" · 3 districts: {listed} · " in three
    many = said(view(areas=tuple(areas[:7]), levels=("college", "elementary")))
    assert f" · 7 districts: {names.area(areas[0])}, {names.area(areas[1])}, and 5 more · " in many
    assert " · 2 levels: College and Elementary · " in many


def test_a_page_names_only_its_own_filters(view):
    assert said(view(), ("city",)) == "Filters: Hanoi and Hai Phong"
    assert said(view(), ()) == ""


# --- freshness ------------------------------------------------------------------------------------

MADE = date(2026, 1, 15)
SAMPLE = (
    Input("enrolment", "sample", "s", 1, "x", ("hanoi",), ("2025-Q4", "2024-Q1")),
    Input("graduate_tracer", "sample", "s", 1, "x", ("hanoi",), ("2024", "2025")),
)


def fresh(view, reported=(), inputs=SAMPLE, datasets=("enrolment",)):
    words = freshness(view, MADE, reported, inputs, datasets)
    start = "Snapshot of January 15, 2026. Published figures are real and carry their source."
    assert words.startswith(start)
    return words.removeprefix(start).strip()


@each(
    ("dataset", "year", "quarter", "words"),
    [
        ("enrolment", 2025, 3, "Enrolment: reported up to Q3 2025; Q4 2025 is expected next."),
        ("enrolment", 2025, 4, "Enrolment: reported up to Q4 2025; Q1 2026 is expected next."),
        ("graduate_tracer", 2025, 0,
         "Graduate tracer: reported up to 2025; 2026 is expected next."),
    ],
)  # fmt: skip
def test_the_period_after_the_newest_reported_is_expected_and_no_day_is_named(
    view, dataset, year, quarter, words
):
    reported = (ReportedAreas(dataset, "hanoi", year, quarter, ("a", "b", "c")),
                ReportedAreas(dataset, "haiphong", year - 1, quarter, ("a", "b", "c")))  # fmt: skip
    assert fresh(view(), reported, datasets=(dataset,)) == (
        f"{words} No date is fixed for the next returns."
    )


def test_where_nothing_is_reported_the_sample_is_called_sample_and_no_period_is_expected(view):
    assert fresh(view()) == ("Enrolment: nothing reported yet; SAMPLE DATA up to Q4 2025. "
                             "No date is fixed for the next returns.")  # fmt: skip
    hidden = fresh(view(sample=False))
    assert hidden.startswith("Enrolment: nothing reported yet. ")
    assert "SAMPLE" not in hidden
    other_city = (ReportedAreas("enrolment", "haiphong", 2025, 1, ("a", "b", "c")),)
    assert "nothing reported yet" in fresh(view(cities=("hanoi",)), other_city)


def test_a_page_without_returns_speaks_of_none(view):
    assert fresh(view(), datasets=()) == ""


# --- headlines ----------------------------------------------------------------------------------


def count(territory="ha_noi", value=10.0, year=2024, **changes):
    return Observation(
        territory=territory, value=value, unit="training_turns", period=str(year), year=year,
        indicator_id="vet_enrolment", data_status="sample",
    )._replace(**changes)  # fmt: skip


def panel(view, *rows, name="a-panel"):
    return Panel(id=name, title="", claim="", rows=rows, drawing=Columns("year"),
                 names=view.names)  # fmt: skip


def test_a_headline_is_the_newest_row_of_its_panel_as_the_claim_says_it(view):
    rows = (count(year=2023, value=4.0), count(value=12.34))
    found = headlines.latest_headline(view(), panel(view(), *rows), "Turns")
    assert [(h.value, h.context, h.panel_id, h.is_sample) for h in found] == [
        ("12.3 turns", "Hanoi · 2024", "a-panel", True)
    ]
    assert found[0].value in latest_claims.latest(view(), rows)


def test_reported_numbers_are_not_called_sample(view):
    row = count(data_status="reported", detail=Survey(1.0, 2.0), denominator=1.0)
    (found,) = headlines.latest_headline(view(), panel(view(), row), "Rate")
    assert not found.is_sample
    assert found.context == "Hanoi · 2024 · 1 answer"


def test_the_two_hai_phongs_are_never_one_number(view):
    rows = (count(OLD, 3.0, 2025), count(NEW, 5.0, 2025))
    (found,) = headlines.latest_headline(view(), panel(view(), *rows), "Turns")
    assert (found.value, found.context) == ("5 turns", "Hai Phong (since July 2025) · 2025")


def test_without_returns_the_headline_is_published_and_opens_its_card(view):
    row = count(data_status="published", figure_id="F001", source_id="S001")
    (found,) = headlines.latest_headline(view(), panel(view(), row), "Turns")
    assert found.figure_id == "F001"
    assert found.context.endswith("Observed")


def test_nothing_has_no_headline(view):
    empty = panel(view())
    assert headlines.latest_headline(view(), empty, "Turns") == []
    assert headlines.enrolment(view(), empty, empty, empty) == []


def test_a_group_of_numbers_is_left_out_whole_rather_than_for_one_city(view):
    both = panel(view(), count(), count(NEW, 5.0, 2025))
    target = count(value=20000.0, figure_id="F1", status="target", recurrence="annual", year=2035)
    rural = panel(view(), count(value=7.0), count(NEW, 1.0), target, name="rural")
    found = headlines.enrolment(view(), both, rural, both)
    assert [h.label for h in found] == ["Enrolments (course starts)"] * 2 + [
        "Rural workers trained"
    ]
    assert found[-1].context == "Hanoi · 2024 · target of each year: 20,000 turns"
    one = panel(view(), count())
    assert [h.label for h in headlines.enrolment(view(), one, rural, one)][-1] == "Share of women"


def test_tasks_with_and_without_a_number_add_up(view):
    def of(task, value, **more):
        return count(group_kind="item", group=task, value=value, **more)

    evidence = panel(view(), of("HN-T1", 0.0), of("HN-T6", 3.0, city="haiphong"))
    alignment = panel(
        view(), *(of("HN-T1", None, detail=TaskAnswer("", "direct")) for _ in range(2))
    )
    found = headlines.tasks(view(), alignment, evidence)
    assert [(h.value, h.context) for h in found] == [
        ("3 of 8", "HN-T2, HN-T3, HN-T8"),
        ("5 of 8", "HN-T1, HN-T4, HN-T5, HN-T6, HN-T7"),
        ("1 of 8", "HN-T1"),
    ]  # fmt: skip


def test_the_change_a_year_is_the_judgement_s_and_what_is_not_known_is_the_target(view):
    target = count(value=60.0, unit="percent", figure_id="F1", source_id="S001", status="target",
                   year=2030, data_status="published")  # fmt: skip
    required = panel(view(), name="required")

    def first(**found):
        judged = [Judged(target, Pace(target, **found))]
        return headlines.targets(view(), panel(view()), required, judged)[0]

    found = first(status="needs_acceleration", required=1.25)
    assert (found.label, found.value) == ("Rise needed a year", "1.25 points")
    assert found.context == "Hanoi · target for 2030: 60% · needs acceleration"
    found = first(reason="zero_or_missing_baseline")
    assert (found.label, found.value, found.figure_id) == ("Target for 2030", "60%", "F1")
    assert found.context.endswith("cannot be computed (no baseline)")
    down = first(status="limited", required=-1.0)
    assert (down.label, down.value) == ("Fall needed a year", "1 point")
    assert first(status="achieved").value == "none: met"
