"""Ledger, conflict cards and the map of coverage: cases worked out by hand from the register."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.each import each
from tests.panels import open_sample
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.names import Names
from vtdash.store.questions import questions
from vtdash.text.language import Text
from vtdash.topics import headlines
from vtdash.topics.sources import conflicts, coverage_panels
from vtdash.topics.sources.coverage import STATES
from vtdash.topics.targets import target_panels
from vtdash.topics.targets.histories import AIMED
from vtdash.topics.tasks import ledger, task_panels
from vtdash.topics.view import View


@pytest.fixture
def view(catalogue):
    """Return a function that makes a view on the real register, with the returns given to it."""

    def make(*returns, language="en", **filters):
        def ask(question, asked, **more):
            rows = [row for q, row in returns if q == question.__name__]
            return tuple(row for row in rows if row.data_status in asked.data_statuses)

        return View(ask, Filters(**filters), Names(catalogue, Text(language)))

    return make


def trained(**more):
    """A return on people trained in digital skills in Hanoi."""
    kept = {
        "city": "hanoi", "territory": "ha_noi", "period": "2025", "year": 2025, "value": 12000.0,
        "indicator_id": "digital_skills_trained", "unit": "persons", "data_status": "reported",
    }  # fmt: skip
    return "digital_by_year", Observation(**{**kept, **more})


def evidence(panel, task, city="hanoi"):
    """What the ledger shows of a task: figures, else why there is none, with state and limits."""
    return [
        (
            row.figure_id or row.value_note or row.data_status,
            row.coverage,
            " ".join(row.evidence.limits),
        )
        for row in ledger.of_task(panel.rows, task)
        if ledger.is_evidence(row) and row.city == city
    ]


# --- the ledger -------------------------------------------------------------------------------


@each(
    ("task", "city", "shown"),
    [
        # no indicator: it stands in the plan's words only
        ("HN-T1", "hanoi", [("not_published", "words_only", "")]),
        ("HN-T4", "haiphong", [("not_published", "words_only", "")]),
        # 50 % retrained, 50-55 % of leavers by 2030 are aimed at; at least 80 % in work 2010-2020
        ("HN-T2", "hanoi", [("F055", "planned_only", ""), ("F146", "planned_only", ""),
                            ("F065", "measured", "several_years")]),
        # over 9,500 trained by one campaign to the middle of 2025; all adults by 2026 aimed at
        ("HN-T3", "hanoi", [("F015", "measured", "part_of_year"),
                            ("not_published", "never_found", ""),
                            ("not_published", "never_found", ""), ("F012", "planned_only", "")]),
        # 80 % of Hai Phong's public servants by the end of 2025 do not answer the task
        ("HN-T3", "haiphong", [("not_published", "words_only", "")]),
        # nothing of Hanoi's teachers but words, as on the map; all of Hai Phong's by 2030
        ("HN-T6", "hanoi", [("not_published", "words_only", "")]),
        ("HN-T6", "haiphong", [("F331", "planned_only", "")]),
        # over 10.9 billion VND on funded classes in Thạch Thất from 2016 to August 2020
        ("HN-T8", "hanoi", [
            ("F076", "measured", "part_of_city sub_group several_years part_of_year")]),
    ],
)  # fmt: skip
def test_a_task_shows_the_latest_that_is_known_of_each_of_its_indicators(view, task, city, shown):
    assert evidence(ledger.all_tasks(view()), task, city) == shown


def test_a_task_without_an_indicator_is_named_in_the_claim(view):
    said = ledger.all_tasks(view()).claim
    assert said.startswith(
        "No measurable indicator is published for 4 of the eight tasks: HN-T1, HN-T4, HN-T5, and "
        "HN-T7."
    )
    assert "only for a place, a group or a part of the time: HN-T2, HN-T3, and HN-T8." in said
    assert "milestone" not in said
    vietnamese = ledger.all_tasks(view(language="vi")).claim
    assert vietnamese.startswith("4/8 nhiệm vụ chưa có chỉ tiêu đo lường được công bố: ")


@each("cities", [("hanoi",), ("haiphong",), ("hanoi", "haiphong")])
def test_claim_and_headline_tell_the_same_tasks_apart_whatever_cities_are_chosen(view, cities):
    made = view(cities=cities)
    panel = ledger.all_tasks(made)
    with_number, without, _ = headlines.tasks(made, task_panels.alignment(made), panel)
    assert with_number.context == "HN-T2, HN-T3, HN-T8"
    assert without.context == "HN-T1, HN-T4, HN-T5, HN-T6, HN-T7"
    assert "for 4 of the eight tasks: HN-T1, HN-T4, HN-T5, and HN-T7. " in panel.claim
    assert "There is an indicator, but no number of Hanoi is published: HN-T6." in panel.claim


def test_a_task_with_nothing_found_is_as_well_known_in_the_ledger_as_on_the_map(view):
    made = view()
    rows = [r for r in ledger.of_task(ledger.all_tasks(made).rows, "HN-T6") if r.city == "hanoi"]
    (state,) = {row.coverage for row in rows if ledger.is_evidence(row)}
    assert state == cell(coverage_panels.known(made), "HN-T6", "hanoi", 2026).coverage


def test_the_sample_mark_stands_before_the_sentence_that_rests_on_the_sample(view):
    def share(city, status, done):
        return "milestones_by_item", Observation(
            city=city, group_kind="item", group="HN-T4", year=2025, data_status=status,
            indicator_id="task_milestones_done_rate", unit="percent", period="2025-Q3",
            value=25.0 * done, numerator=done, denominator=4.0,
        )  # fmt: skip

    reported, sample = share("hanoi", "reported", 3.0), share("haiphong", "sample", 1.0)
    assert ledger.all_tasks(view(reported, sample)).claim.endswith(
        "HN-T8. 3 of 4 planned milestones done: 75%. "
        "SAMPLE DATA: 1 of 4 planned milestones done: 25%."
    )
    assert ledger.all_tasks(view(sample, language="vi")).claim.count("DỮ LIỆU MẪU: ") == 1
    assert "SAMPLE" not in ledger.all_tasks(view(reported)).claim


def test_a_return_goes_before_what_was_published_for_the_same_year_and_the_sample_after_it(view):
    said = ledger.all_tasks(view(trained()))
    assert evidence(said, "HN-T3")[0] == ("reported", "measured", "")
    assert "Observed in Hanoi: HN-T3." in said.claim
    older = ledger.all_tasks(view(trained(year=2024, period="2024")))
    assert evidence(older, "HN-T3")[0][0] == "F015"
    sample = ledger.all_tasks(view(trained(data_status="sample")))
    assert evidence(sample, "HN-T3")[0][0] == "F015"
    alone = trained(data_status="sample", indicator_id="digital_skills_certified")
    assert evidence(ledger.all_tasks(view(alone)), "HN-T3")[1] == ("sample", "sample_only", "")
    assert evidence(ledger.all_tasks(view(alone, sample=False)), "HN-T3")[1][1] == "never_found"


def test_milestones_and_money_of_a_task_are_those_of_its_returns(view):
    same = {"city": "hanoi", "territory": "ha_noi", "group_kind": "item", "group": "HN-T4",
            "year": 2025, "data_status": "sample"}  # fmt: skip
    done = Observation(**same, indicator_id="task_milestones_done_rate", unit="percent",
                       period="2025-Q3/Q4", value=75.0, numerator=3.0, denominator=4.0)  # fmt: skip
    money = [
        Observation(**same, indicator_id=indicator, unit="million_vnd", period=f"2025-Q{quarter}",
                    value=value)
        for indicator, quarter, value in (
            ("task_money_planned", 3, 10.0), ("task_money_spent", 3, 4.0),
            ("task_money_planned", 4, 20.0), ("task_money_spent", 4, 5.5),
        )
    ]  # fmt: skip
    made = view(("milestones_by_item", done), *(("money_by_quarter", row) for row in money))
    panel = ledger.all_tasks(made)
    shown = {r.indicator_id: r for r in ledger.of_task(panel.rows, "HN-T4") if r.indicator_id}
    assert shown["task_milestones_done_rate"] == done
    spent, planned = shown["task_money_spent"], shown["task_money_planned"]
    assert (spent.value, planned.value, made.text.period(spent.period)) == (9.5, 30.0, "Q3–Q4 2025")
    assert panel.claim.endswith("3 of 4 planned milestones done: 75%.")
    assert panel.has_sample


def test_no_lag_is_assumed_and_the_counterpart_is_that_of_the_alignment(view, catalogue):
    panel = ledger.all_tasks(view())
    assert any("stated in no document" in note for note in panel.notes)
    for task, answer in catalogue.alignments.items():
        rows = [row for row in ledger.of_task(panel.rows, task) if row.strength]
        assert tuple(row.answer.measure for row in rows if row.answer.measure) == answer.measures
        assert {row.strength for row in rows} == {answer.strength}


# --- conflicts --------------------------------------------------------------------------------


def test_conflicts_are_counted_with_those_that_no_rule_decides(view):
    assert conflicts.cards(view()).claim == (
        "In 20 cases sources give different values for the same thing. Decided by a rule: 18; "
        "undecided: 2."
    )
    assert conflicts.cards(view(cities=("haiphong",))).claim == (
        "In 12 cases sources give different values for the same thing. Decided by a rule: 11; "
        "undecided: 1."
    )


def test_only_the_value_in_use_has_a_rule_and_where_none_decides_all_say_so(view):
    rules = {row.figure_id: row.rule for row in conflicts.cards(view()).rows}
    # 80 % of the programme, 80-85 % of two other documents
    assert (rules["F172"], rules["F173"], rules["F174"]) == ("programme_document", "", "")
    # 60 % in one document read twice: the first stands for it
    assert (rules["F187"], rules["F188"], rules["F191"]) == ("programme_document", "", "")
    assert (rules["F178"], rules["F179"]) == ("observed_first", "")
    assert (rules["F442"], rules["F443"]) == ("undecided", "undecided")


def test_conflicts_of_the_chosen_indicator_come_first(view):
    found = conflicts.of_choice(view(), "vet_institutions")
    assert [c.id for c in found[:4]] == ["F238-F242", "F381-F700", "F155-F633", "F165-F602"]


@pytest.fixture(scope="module")
def store(published_sample):
    opened = open_sample(published_sample)
    yield opened
    opened.close()


def test_the_latest_observation_of_a_page_is_never_one_that_a_conflict_leaves_aside(store):
    catalogue = store.catalogue
    made = View(lambda *a, **k: (), Filters(), Names(catalogue, Text("en")))
    left = {row.figure_id for row in conflicts.cards(made).rows if not row.rule}
    asked = target_panels.with_targets(catalogue)  # what pages ask about
    rows = questions.latest_observations(store, Filters(), asked)
    assert {row.figure_id for row in rows}.isdisjoint(left)
    shown = {row.figure_id for row in ledger.all_tasks(made).rows if row.figure_id}
    assert shown.isdisjoint(left)


def test_the_best_observed_certified_rate_of_hai_phong_is_on_the_yearly_axis(store):
    rows = questions.published_by_year(
        store, Filters(cities=("haiphong",)), indicators=("trained_rate_certified",),
        figure_levels=("", "all"),
    )  # fmt: skip
    (row,) = (
        row
        for row in rows
        if row.status == "observed" and row.city == "haiphong" and row.year < 2025
    )
    assert (row.figure_id, row.year_start, row.year, row.value) == ("F335", 2024, 2024, 39.0)


def test_a_level_at_the_end_of_several_years_is_of_the_last_of_them(catalogue):
    ends = [figure for figure in catalogue.figures if "(end of" in figure.period]
    assert ends
    assert all(figure.year_start == figure.year_end for figure in ends)


def test_the_newest_institutions_of_hanoi_are_those_of_2025(store):
    found = questions.latest_observations(store, Filters(), ("vet_institutions",))
    (row,) = (row for row in found if row.territory == "ha_noi")
    assert (row.figure_id, row.period, row.value) == ("F611", "2025-02", 353.0)


# --- the map ----------------------------------------------------------------------------------


def cell(panel, key, city, year):
    return next(
        row
        for row in panel.rows
        if key in {row.group, row.indicator_id} and (row.city, row.year) == (city, year)
    )


@each(
    ("subject", "key", "city", "year", "said"),
    [
        ("tasks", "HN-T1", "hanoi", 2024, "Never found (searched not before February 26, 2026)"),
        ("tasks", "HN-T1", "hanoi", 2025, "In words only"),
        ("tasks", "HN-T2", "hanoi", 2020, "Measured in part (several years together)"),
        ("tasks", "HN-T2", "haiphong", 2030, "Planned only"),
        ("workforce", "trained_rate_certified", "hanoi", 2024, "Measured"),
        ("workforce", "trained_rate_all_forms", "haiphong", 2025, "Measured in part (estimated)"),
        ("digital", "digital_skills_rate", "haiphong", 2025, "Planned only (one group only)"),
    ],
)
def test_a_cell_of_the_map_says_its_state_and_what_limits_it(view, subject, key, city, year, said):
    panel = coverage_panels.known(view(), subject)
    row = cell(panel, key, city, year)
    assert panel.names.evidence(row) == said
    assert said.split(" (")[0] in panel.points[panel.rows.index(row)].series


def test_the_value_of_a_cell_counts_the_figures_behind_it(view):
    panel = coverage_panels.known(view(), "workforce")
    # 55.5 %, 55-60 % and 55 % are all aimed at for 2025
    assert cell(panel, "trained_rate_certified", "hanoi", 2025).value == 3
    assert cell(panel, "trained_rate_certified", "hanoi", 2027).value == 0


def test_a_return_and_the_sample_change_a_cell_as_they_should(view):
    def state(*rows, **filters):
        panel = coverage_panels.known(view(*rows, **filters), "digital")
        row = cell(panel, "digital_skills_certified", "hanoi", 2024)
        return row.coverage, row.data_status, panel.has_sample

    sample = trained(indicator_id="digital_skills_certified", year=2024, data_status="sample")
    reported = trained(indicator_id="digital_skills_certified", year=2024)
    assert state() == ("never_found", "published", False)
    assert state(sample) == ("sample_only", "sample", True)
    assert state(sample, sample=False) == ("never_found", "published", False)
    assert state(reported) == ("measured", "reported", False)


@each("language", ["en", "vi"])
def test_the_claim_counts_every_cell_once(view, catalogue, language):
    made = view(language=language)
    for subject in coverage_panels.subjects(catalogue):
        panel = coverage_panels.known(made, subject)
        found, _, states = panel.claim.partition(". ")
        numbers = [int(part.rsplit(" ", 1)[1].strip(".")) for part in states.split(";")]
        assert sum(numbers) == len(panel.rows)
        assert {"en": f" of {len(panel.rows)} ", "vi": f"/{len(panel.rows)} "}[language] in found
    of_tasks = Counter(row.coverage for row in coverage_panels.known(made).rows)
    assert of_tasks == {"measured": 3, "planned_only": 5, "words_only": 98, "never_found": 70}


def test_the_maps_together_hold_every_indicator_and_every_year_of_the_register(view, catalogue):
    subjects, spans = coverage_panels.subjects(catalogue), coverage_panels.spans(catalogue)
    assert subjects[0] == "tasks"
    assert spans == ("2020-2030", "2010-2019", "2005-2009", "2031-2045")
    shown = {
        row.indicator_id for s in subjects[1:] for row in coverage_panels.known(view(), s).rows
    }
    assert shown == set(catalogue.indicators)
    years = {
        row.year for span in spans for row in coverage_panels.known(view(), "tasks", span).rows
    }
    assert years == set(range(2005, 2046))


def test_no_cell_of_2045_has_a_number(view, catalogue):
    for subject in coverage_panels.subjects(catalogue):
        rows = [
            r for r in coverage_panels.known(view(), subject, "2031-2045").rows if r.year == 2045
        ]
        assert rows
        assert {row.value for row in rows} == {0.0}
        assert {row.coverage for row in rows} <= {"words_only", "never_found"}


def test_every_state_has_a_shape_of_its_own_and_its_word_in_the_legend(view):
    rows = [trained(indicator_id="digital_skills_certified", data_status="sample", year=2024)]
    found = {}
    for subject in ("tasks", "workforce", "digital"):
        for trace in coverage_panels.known(view(*rows), subject).figure()["data"]:
            found.setdefault(trace["legendgroup"].split(" (")[0], set()).add(
                trace["marker"]["symbol"]
            )
    assert len(found) == len(STATES) + 1
    assert all(len(symbols) == 1 for symbols in found.values())
    assert len(set.union(*found.values())) == len(found)


@each("cities", [("hanoi", "haiphong"), ("haiphong",)])
def test_each_cell_has_one_mark_at_its_year_in_the_lane_of_its_city(view, cities):
    panel = coverage_panels.known(view(cities=cities), "streaming")
    figure = panel.figure()
    lanes = dict(zip(*(figure["layout"]["yaxis"][k] for k in ("tickvals", "ticktext")),
                     strict=True))  # fmt: skip
    marks = [
        (number, x, lanes[y])
        for trace in figure["data"]
        for number, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    ]
    names = {"hanoi": "Hanoi", "haiphong": "Hai Phong"}
    assert sorted(marks) == [(n, r.year, names[r.city]) for n, r in enumerate(panel.rows)]
    indicators = {row.indicator_id for row in panel.rows}
    assert figure["layout"]["height"] <= 110 * len(indicators)


def test_the_map_in_words_says_from_which_year_to_which(view):
    said = coverage_panels.known(view(), "workforce").describe()
    assert "Trained workers holding a degree or certificate, Hanoi: " in said
    assert "2022–2024 measured; 2025–2026 planned only; 2027–2029 never found; 2030 planned" in said
    assert said.endswith("What was never found: searched not before February 26, 2026.")


def test_what_is_aimed_at_never_counts_as_measured(view, catalogue):
    statuses = {f.figure_id: f.status for f in catalogue.figures}
    for row in ledger.all_tasks(view()).rows:
        if row.figure_id and row.coverage == "measured":
            assert statuses[row.figure_id] not in AIMED
