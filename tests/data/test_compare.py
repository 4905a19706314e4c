"""What a return would change: rows, totals, the sample, and published figures it contradicts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from tests.each import each
from tests.unit.worked import LANGUAGES, listed, table
from vtdash.model.datasets import ENROLMENT, LEVELS
from vtdash.model.period import Period
from vtdash.reference import load_catalogue
from vtdash.returns.checks.matched_rows import MatchedSides
from vtdash.store import PublishPreview, Records, current_records, preview_publish, publish
from vtdash.store.contradictions import agreeing_totals, quarters_covered
from vtdash.store.preview import SeenSum

ONE = "hanoi 2024-Q1 001 CS-1 480201 college 100 40 10"
ELEMENTARY = "hanoi 2024-Q1 001 CS-1 480201 elementary 5 0 0"
OTHER_SCOPE = "hanoi 2024-Q1 001 CS-2 480201 college 20 0 0"


@pytest.fixture
def issue(data, sample_of):
    def make(*returns, **sample):
        return publish(data, sample=sample_of(**sample), returns=returns)

    return make


@pytest.fixture
def enrolment(records):
    return lambda *rows, name="new.csv": records("enrolment", *rows, name=name)


@pytest.fixture
def changes(data, catalogue):
    """Return what the returns change in their one dataset."""

    def make(*returns):
        (change,) = preview_publish(data, returns, catalogue).changes
        return change

    return make


def counts(change):
    return tuple(change.counts[kind] for kind in ("new", "changed", "vanished", "unchanged"))


def cells(change, kind):
    return [(e.key[3:], e.column, e.before, e.after) for e in change.examples[kind]]


# --- rows -------------------------------------------------------------------------------------


def test_nothing_given_changes_nothing(data, catalogue):
    assert preview_publish(data, (), catalogue) == PublishPreview()


def test_a_table_without_rows_changes_nothing(data, catalogue, enrolment):
    assert preview_publish(data, [enrolment()], catalogue) == PublishPreview()


def test_before_the_first_publish_every_row_is_new(changes, enrolment):
    change = changes(enrolment(ONE, ELEMENTARY))
    assert (change.dataset, counts(change)) == ("enrolment", (2, 0, 0, 0))
    assert cells(change, "new") == [
        (("CS-1", "480201", "college"), "enrolled", None, 100),
        (("CS-1", "480201", "elementary"), "enrolled", None, 5),
    ]


def test_rows_are_told_apart_within_the_scopes_of_the_return_and_no_others(
    issue, enrolment, changes
):
    """CS-1 corrects one row in two columns, leaves one out, keeps one and adds one."""
    same = "hanoi 2024-Q1 001 CS-1 480201 intermediate 9 9 9"
    issue(enrolment(ONE, ELEMENTARY, same, OTHER_SCOPE))
    new = "hanoi 2024-Q1 001 CS-1 R01 college 3 3 3"
    change = changes(enrolment(ONE.replace("100 40 10", "90 40 9"), same, new))
    assert counts(change) == (1, 1, 1, 1)
    assert cells(change, "new") == [(("CS-1", "R01", "college"), "enrolled", None, 3)]
    assert cells(change, "changed") == [
        (("CS-1", "480201", "college"), "enrolled", 100, 90),
        (("CS-1", "480201", "college"), "enrolled_rural", 10, 9),
    ]
    assert cells(change, "vanished") == [(("CS-1", "480201", "elementary"), "enrolled", 5, None)]
    assert cells(change, "unchanged") == [(("CS-1", "480201", "intermediate"), "enrolled", 9, 9)]


def test_the_comparison_says_what_the_publish_then_does(issue, data, enrolment, changes):
    issue(enrolment(ONE, ELEMENTARY, OTHER_SCOPE))
    given = enrolment(ONE.replace(" 100 ", " 90 "))
    expected = {(t.column): t.after for t in changes(given).totals}
    issue(given)
    table = current_records(data, _dataset(), ("hanoi",))
    assert {name: sum(table[name].to_pylist()) for name in expected} == expected
    assert counts(changes(given)) == (0, 0, 0, 1)


def test_the_check_of_a_file_counts_the_same_vanished_rows_as_the_preview(
    issue, data, enrolment, changes
):
    issue(enrolment(ONE, ELEMENTARY, OTHER_SCOPE))
    given = enrolment(ONE)
    frame = given.table.to_pandas()
    texts = {name: "category" for name in frame if frame[name].dtype.kind not in "iuf"}
    kept = current_records(data, ENROLMENT, ("hanoi",))
    (vanishing,) = MatchedSides(frame.astype(texts), kept, ENROLMENT).vanishing()
    assert vanishing.gone == changes(given).counts["vanished"] == 1
    assert vanishing.examples == ("480201 elementary",)


def test_of_two_returns_of_one_scope_the_later_one_counts(changes, enrolment):
    first, second = enrolment(ONE, ELEMENTARY), enrolment(ONE.replace(" 100 ", " 90 "))
    change = changes(first, second)
    assert counts(change) == (1, 0, 0, 0)
    assert cells(change, "new")[0][-1] == 90


def test_at_most_two_hundred_examples_of_a_kind_are_given_and_all_are_counted(
    issue, enrolment, changes
):
    rows = [f"hanoi 2024-Q1 001 CS-{n:03} 480201 college {n + 1} 0 0" for n in range(250)]
    change = changes(enrolment(*rows))
    assert (change.counts["new"], len(change.examples["new"])) == (250, 200)
    assert [e.key[3] for e in change.examples["new"][:2]] == ["CS-000", "CS-001"]
    issue(enrolment(*rows))
    again = [row.replace(" 0 0", " 1 1") for row in rows]
    change = changes(enrolment(*again))
    assert (change.counts["changed"], len(change.examples["changed"])) == (250, 200)


def test_sample_records_are_not_compared(data, catalogue, enrolment):
    sample = replace(enrolment(ONE), data_status="sample")
    assert preview_publish(data, [sample], catalogue) == PublishPreview()


def test_each_dataset_has_its_own_change(data, catalogue, records, enrolment):
    skills = records("digital_skills", "hanoi 2024-Q1 001 CS-1 adults 60 30 40")
    found = preview_publish(data, [skills, enrolment(ONE)], catalogue)
    assert [change.dataset for change in found.changes] == ["enrolment", "digital_skills"]


# --- totals and sample ------------------------------------------------------------------------


def test_totals_cover_all_reports_of_the_city_and_year_before_and_after(issue, enrolment, changes):
    """Another institution and another quarter count, another year and another city do not."""
    issue(enrolment(
        ONE,
        OTHER_SCOPE,
        "hanoi 2024-Q2 001 CS-1 480201 college 7 0 0",
        "hanoi 2023-Q1 001 CS-1 480201 college 1000 0 0",
        "haiphong 2024-Q1 303 CS-1 480201 college 2000 0 0",
    ))  # fmt: skip
    change = changes(enrolment(ONE.replace("100 40 10", "90 41 10")))
    assert [(t.city, t.year, t.column, t.before, t.after) for t in change.totals] == [
        ("hanoi", 2024, "enrolled", 127, 117),
        ("hanoi", 2024, "enrolled_women", 40, 41),
        ("hanoi", 2024, "enrolled_rural", 10, 10),
    ]


def test_money_is_added_up_to_the_last_digit(changes, records):
    rows = [f"hanoi 2025-Q1 001 HN-T{n} 1 1 0.1 0" for n in (1, 2, 3)]
    totals = {t.column: t.after for t in changes(records("task_progress", *rows)).totals}
    assert totals["money_planned"] == 0.3


def test_a_cohort_s_totals_stand_under_its_year(changes, records):
    row = "hanoi 2024 001 CS-1 480201 college 12 12 9 8 7 6"
    change = changes(records("graduate_tracer", row))
    assert {(t.year, t.column, t.after) for t in change.totals} >= {(2024, "graduated", 9)}


def test_what_readers_see_is_told_by_city_and_period(issue, enrolment, changes):
    """Hanoi's 2024-Q1 is reported already, its Q2 now: only the sample of Q2 goes.

    Hanoi had 30 districts.
    """
    sample = [
        "hanoi 2024-Q2 001 CS-9 480201 college 1 0 0",
        "hanoi 2024-Q2 004 CS-9 480201 college 1 0 0",
        "hanoi 2024-Q3 001 CS-9 480201 college 1 0 0",
        "haiphong 2024-Q2 303 CS-9 480201 college 1 0 0",
    ]
    issue(enrolment(ONE), enrolment=[*sample, ONE.replace("CS-1", "CS-9")])
    change = changes(enrolment(ONE, "hanoi 2024-Q2 001 CS-1 480201 college 7 0 0"))
    kept, new = change.seen
    assert (kept.period, kept.before, kept.after) == ("2024-Q1", kept.after, kept.before)
    assert (kept.after.data_status, kept.after.areas) == ("reported", 1)
    assert (new.city, new.period, new.expected, new.level) == ("hanoi", "2024-Q2", 30, "district")
    assert new.before == SeenSum("sample", 2, 2)
    assert new.after == SeenSum("reported", 7, 1)


def test_graduates_who_were_asked_twice_are_counted_once(changes, records):
    twice = [f"hanoi 2024 001 CS-1 480201 college {months} 9 8 7 6 5" for months in (6, 12)]
    (seen,) = changes(records("graduate_tracer", *twice)).seen
    assert (seen.before, seen.after) == (None, SeenSum("reported", 8, 1))


# --- published figures ------------------------------------------------------------------------


@pytest.fixture
def contradicted(data, catalogue):
    def make(*returns):
        return {c.figure_id: c for c in preview_publish(data, returns, catalogue).contradictions}

    return make


def rows_of(period, count, level="college", rural=0):
    return f"hanoi {period} 001 CS-1 480201 {level} {count} 0 {rural}"


@pytest.mark.parametrize(("count", "found"), [(670, set()), (671, {"F208"})])
def test_a_total_above_a_published_half_year_is_told_and_an_equal_one_is_not(
    contradicted, enrolment, count, found
):
    """F208: 670 at college in January to June 2019."""
    assert set(contradicted(enrolment(rows_of("2019-Q2", count)))) == found


def test_quarters_after_a_published_half_year_do_not_count_against_it(contradicted, enrolment):
    assert not contradicted(enrolment(rows_of("2019-Q2", 600), rows_of("2019-Q3", 9000)))


@pytest.mark.parametrize(("count", "found"), [(33_682, set()), (33_683, {"F217"})])
def test_a_figure_of_eleven_months_is_held_against_the_year(contradicted, enrolment, count, found):
    """F217: 33,682 at college in 2022, to November."""
    rows = [rows_of(f"2022-Q{quarter}", 8000) for quarter in (1, 2, 3)]
    assert set(contradicted(enrolment(*rows, rows_of("2022-Q4", count - 24_000)))) == found


def test_what_is_in_force_counts_with_what_is_new(issue, contradicted, enrolment):
    issue(enrolment(rows_of("2019-Q1", 600)))
    assert set(contradicted(enrolment(rows_of("2019-Q2", 71)))) == {"F208"}
    assert not contradicted(enrolment(rows_of("2019-Q1", 71)))


def test_levels_that_are_published_as_one_are_added_up(contradicted, enrolment):
    """F210: 41,900 at elementary and under three months together."""
    rows = [rows_of("2019-Q1", 21_000, level) for level in ("elementary", "under_3_months")]
    assert set(contradicted(enrolment(*rows))) == {"F210"}


def test_a_total_over_all_levels_is_held_against_the_total(contradicted, enrolment):
    """F207: 50,270 in all; each level stays below its own figure only in part."""
    rows = [rows_of("2019-Q1", 50_271 // 2, "elementary"), rows_of("2019-Q2", 25_136, "college")]
    assert {"F207", "F208"} <= set(contradicted(enrolment(*rows)))


def test_a_figure_about_a_number_is_read_as_rounded(contradicted, enrolment):
    """F215: nearly 198,000 to September 2022, so up to 198,500."""
    rows = [rows_of("2022-Q1", 183_000, "elementary"), rows_of("2022-Q2", 15_500, "college")]
    assert "F215" not in contradicted(enrolment(*rows))
    rows[1] = rows_of("2022-Q2", 15_501, "college")
    assert "F215" in contradicted(enrolment(*rows))


def test_graduates_are_counted_once_though_a_cohort_was_asked_twice(contradicted, records):
    """F233: 14,284 college graduates of 2022; asked after 6 and after 12 months."""
    row = "hanoi 2022 001 CS-1 480201 college {} 20000 {} 10 10 10"
    twice = [row.format(6, 14_000), row.format(12, 14_284)]
    assert not contradicted(records("graduate_tracer", *twice))
    twice[0] = row.format(6, 14_285)
    assert set(contradicted(records("graduate_tracer", *twice))) == {"F233"}


def test_a_lower_bound_is_contradicted_only_once_every_area_has_reported(
    contradicted, enrolment, catalogue
):
    """F122: over 16,000 rural workers in 2019. One area short says nothing, all of them do."""
    areas = [a.code for a in catalogue.areas if (a.city, a.level) == ("hanoi", "district")]
    rows = [
        f"hanoi 2019-Q{quarter} {area} CS-1 480201 elementary 10 0 10"
        for area in areas
        for quarter in (1, 2, 3, 4)
    ]
    assert "F122" not in contradicted(enrolment(*rows[:-1]))
    found = contradicted(enrolment(*rows))["F122"]
    assert (found.low, found.high, found.total) == (16_001, None, 40 * len(areas))
    enough = [row.replace(" 10 0 10", " 200 0 200") for row in rows]
    assert "F122" not in contradicted(enrolment(*enough))


def test_plans_targets_and_estimates_contradict_nothing(contradicted, enrolment, catalogue):
    planned = {f.figure_id for f in catalogue.figures if f.status != "observed"}
    rows = [
        rows_of(f"{year}-Q{quarter}", 9_000_000, level, 9_000_000)
        for year in range(2019, 2025)
        for quarter in (1, 2, 3, 4)
        for level in LEVELS
    ]
    found = contradicted(enrolment(*rows))
    assert found
    assert not planned & set(found)


def test_figures_of_another_city_or_year_are_left_alone(contradicted, enrolment):
    assert not contradicted(enrolment(rows_of("2020-Q1", 9_000_000)))
    assert not contradicted(enrolment("haiphong 2022-Q1 303 CS-1 480201 college 900000 0 0"))


def test_the_sentence_names_figure_value_source_and_the_new_total(contradicted, enrolment):
    found = contradicted(enrolment(rows_of("2019-Q2", 1_234)))["F208"]
    assert (found.city, found.territory, found.level, found.year) == (
        "hanoi", "ha_noi", "college", 2019)  # fmt: skip
    for part in ("F208", "670", "S027", "1.234", "Cao đẳng", "Thành phố Hà Nội"):
        assert part in found.words.vi
    for part in ("F208", "670", "S027", "1,234", "College", "Hanoi"):
        assert part in found.words.en
    assert "lượt" in found.words.vi, "a published count of persons against training turns"
    assert "more than one turn" in found.words.en


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (16_000, None, "over", (16_001, None)),
        (None, 500, "under", (None, 499)),
        (9_500, None, "at_least", (9_500, None)),
        (20_000, 20_000, "about", (19_500, 20_500)),
    ],
)
def test_a_figure_s_words_decide_which_totals_agree_with_it(
    catalogue, low, high, qualifier, expected
):
    figure = replace(catalogue.figure("F208"), value_low=low, value_high=high, qualifier=qualifier)
    assert agreeing_totals(figure) == expected


@pytest.fixture
def published_for(data, catalogue):
    """Return the totals that contradict a figure of 1,000 at college level for a period of 2023."""

    def make(period, *returns, **changed):
        figure = replace(
            catalogue.figure("F208"),
            figure_id="F999",
            period=period,
            year_start=2023,
            year_end=2023,
            **{"value_low": 1_000, "value_high": 1_000, **changed},
        )
        figures = replace(catalogue, figures=(figure,))
        found = preview_publish(data, returns, figures).contradictions
        return [contradiction.total for contradiction in found]

    return make


@each(
    ("period", "total"),
    [
        ("2023-Q2", 1_001),
        ("2023 (Apr-Jun)", 1_001),
        ("2023-Q2/Q3", 3_002),
        ("2023 (Apr-Oct)", 3_002),
        ("2023-Q1+Q4", 1_500),
        ("2023", 4_502),
    ],
)
def test_a_figure_of_a_quarter_or_some_months_is_held_against_the_quarters_within(
    published_for, enrolment, period, total
):
    counts = {1: 700, 2: 1_001, 3: 2_001, 4: 800}
    file = enrolment(*(rows_of(f"2023-Q{quarter}", count) for quarter, count in counts.items()))
    assert published_for(period, file) == [total]


@each(
    "period",
    [
        "2023-Q1",  # 700 of at most 1,000
        "2023-05",  # a month is less than the quarter that is reported
        "2023 (May-Jul)",  # no quarter lies within
        "2023 (part-year)",
        "2023 (to Oct/Nov)",
        "about 5 years to Nov 2023",
        "2022 to Oct 2023 (22 months)",  # no total of one year is that of two
    ],
)
def test_a_figure_whose_months_no_quarters_fill_is_held_against_nothing(
    published_for, enrolment, period
):
    file = enrolment(rows_of("2023-Q1", 700), rows_of("2023-Q2", 1_001), rows_of("2023-Q3", 9_000))
    assert published_for(period, file) == []


def test_too_little_in_a_quarter_contradicts_it_once_every_area_has_reported(
    published_for, enrolment, catalogue
):
    areas = [a.code for a in catalogue.areas if (a.city, a.level) == ("hanoi", "district")]
    rows = [f"hanoi 2023-Q2 {area} CS-1 480201 college 10 0 0" for area in areas]
    assert published_for("2023-Q2", enrolment(*rows[:-1])) == []
    assert published_for("2023-Q2", enrolment(*rows)) == [10 * len(areas)]
    assert published_for("2023 (Apr-Aug)", enrolment(*rows)) == [], "its July and August are not in"


@pytest.mark.parametrize(("count", "found"), [(20_500, []), (20_501, [20_501])])
def test_about_means_for_returns_what_it_means_for_a_target(published_for, enrolment, count, found):
    """About 20,000: to half a thousand, as docs/methods/pace prints it."""
    about = {"value_low": 20_000, "value_high": 20_000, "qualifier": "about"}
    assert published_for("2023", enrolment(rows_of("2023-Q1", count)), **about) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quarters_that_a_period_covers_are_as_the_docs_print_them(language):
    for printed, quarters in table("documents", language, "covered"):
        period = Period.parse(printed.strip("`"))
        (*_, year) = re.findall(r"\d{4}", period.text)
        covered = quarters_covered(ENROLMENT, period, int(year))
        assert listed(map(str, covered), ", ") == quarters


# --- many rows --------------------------------------------------------------------------------


def test_a_hundred_thousand_rows_are_told_apart_exactly(data):
    """Every tenth row changes, and the rows of one institution are left out."""
    catalogue = load_catalogue()
    before = _many(catalogue, 100_000)
    publish(data, sample=lambda _: {}, returns=[Records("enrolment", "reported", "a", before)])
    places = np.arange(100_000)
    after = before.set_column(
        6, "enrolled", pa.array(before["enrolled"].to_numpy() + (places % 10 == 0))
    ).filter(pa.array(places % 100 != 99))
    new = Records("enrolment", "reported", "b", after)
    (change,) = preview_publish(data, [new], catalogue).changes
    assert counts(change) == (0, 10_000, 0, 89_000)


def _many(catalogue, size):
    """Return rows of 100 institutions, each with a key of its own."""
    place = np.arange(size)
    areas = [a.code for a in catalogue.areas if (a.city, a.level) == ("hanoi", "district")]
    occupations = [occupation.key for occupation in catalogue.occupations]
    return pa.table({
        "city": ["hanoi"] * size,
        "period": ["2020-Q1"] * size,
        "area_code": np.array(areas)[place // 100 % len(areas)],
        "institution_id": [f"CS-{number:03}" for number in place % 100],
        "occupation_key": np.array(occupations)[place // 100 // len(areas) % len(occupations)],
        "level": np.array(LEVELS)[place // 100 // len(areas) // len(occupations) % 4],
        "enrolled": place % 50,
        "enrolled_women": place * 0,
        "enrolled_rural": place * 0,
    })  # fmt: skip


def _dataset():
    from vtdash.model.datasets import ENROLMENT  # noqa: PLC0415

    return ENROLMENT
