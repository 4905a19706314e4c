"""Lives of targets, worked out by hand from the documents and dates of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from tests.unit.worked import LANGUAGES, quantity, table
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.rules.conflicting_figures import Subject, subject_of
from vtdash.rules.figure_in_use import Choice, When, choose, days_of, issued
from vtdash.text.language import Text
from vtdash.topics.targets.histories import EVENTS, life, lives

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
OLD_CITY, HAI_DUONG = "hai_phong_to_2025_06", "hai_duong_to_2025_06"


def told(subject, catalogue=CATALOGUE):
    """Return the events of a life as kind, figures, printed date and the figure they refer to."""
    found = life(catalogue, subject)
    return [(e.kind, e.figure_ids, e.when.printed, e.against) for e in found.events]


def without(*figure_ids):
    """Return the catalogue without some figures."""
    return replace(
        CATALOGUE, figures=tuple(f for f in CATALOGUE.figures if f.figure_id not in figure_ids)
    )


def with_figure(figure_id, **more):
    """Return the catalogue with one more figure: another one with some cells changed."""
    added = replace(CATALOGUE.figure(figure_id), figure_id="F999", **more)
    return replace(CATALOGUE, figures=(*CATALOGUE.figures, added))


# --- the test case of Hanoi's 80 % ------------------------------------------------------------

ALL_FORMS_2030 = Subject("trained_rate_all_forms", "ha_noi", 2030)


def test_the_80_percent_of_hanoi_has_its_whole_life():
    """Plan 177 of 2022 says 80-85 %, that of 2025 80 %, 181-KH/TU 80-85 %, 217/CTr only 2035.

    Between the two a plan on social policy says at least 80 %, which two pages report.
    """
    assert told(ALL_FORMS_2030) == [
        ("stated", ("F173",), "2022-06-28", ""),
        ("replaced", ("F629", "F630"), "2024-06", "F173"),
        ("replaced", ("F172",), "2025-07-07", "F629"),
        ("undated", ("F174",), "", "F173"),
        ("other_year", ("F175",), "", ""),
    ]
    found = life(CATALOGUE, ALL_FORMS_2030)
    assert [event.change for event in found.events[1:3]] == ["wider", "narrower"]
    assert found.in_force == Choice("F172", "programme_document")


def test_the_day_on_which_a_target_moved_is_the_day_of_its_document():
    moved = life(CATALOGUE, ALL_FORMS_2030).events[2].when
    assert (moved.first, moved.last) == (date(2025, 7, 7), date(2025, 7, 7))


def test_the_same_level_for_2035_points_back_to_2030():
    subject = ALL_FORMS_2030._replace(year=2035)
    assert told(subject) == [
        ("stated", ("F175",), "", ""),
        ("other_year", ("F173",), "2022-06-28", ""),
        ("other_year", ("F174",), "", ""),
    ]


def test_a_document_of_unknown_date_is_only_bound_by_what_it_carries_out():
    # 217/CTr carries out a plan of 8 October 2020; no page on it has a date
    (event,) = (e for e in life(CATALOGUE, ALL_FORMS_2030).events if e.kind == "other_year")
    assert event.when == When("", date(2020, 10, 8), date.max)


def test_a_document_of_unknown_date_is_no_younger_than_the_first_page_on_it():
    # Hai Phong's plan is reported by a page of 3 October 2022
    found = life(CATALOGUE, Subject("trained_rate_certified", OLD_CITY, 2030))
    assert found.events[0].when == When("", date.min, date(2022, 10, 3))


ENDED_2030 = Subject("secondary_leavers_entering_vet_rate", OLD_CITY, 2030)


def day(when, language):
    """Return a date as documents print it: 7 July 2025, October 2024; 07/7/2025, 10/2024."""
    if not when.printed:
        return Text(language).name(CATALOGUE.code("query", "no_date").text)
    first, is_day = when.first, when.first == when.last
    if language == "vi":
        return f"{first:%d}/{first.month}/{first.year}" if is_day else f"{first.month}/{first.year}"
    return f"{first.day} {first:%B %Y}" if is_day else f"{first:%B %Y}"


@each("language", LANGUAGES)
@each(("name", "subject"), [("moved", ALL_FORMS_2030), ("ended", ENDED_2030)])
def test_the_worked_examples_of_the_docs_hold(name, subject, language):
    text, events = Text(language), life(CATALOGUE, subject).events
    rows = table("documents", language, name)
    for event, (kind, document, figure, value, date_, against) in zip(events, rows, strict=True):
        words = [text.name(CATALOGUE.code("target_event", event.kind).name)]
        if event.change:
            words.append(text.name(CATALOGUE.code("target_change", event.change).name))
        assert kind == ": ".join(words)
        assert figure == (", ".join(event.figure_ids) or "–")
        assert value == (
            quantity(CATALOGUE, event.figure_ids[0], language) if event.figure_ids else "–"
        )
        assert date_ == day(event.when, language)
        assert against == (event.against or "–")
        term = CATALOGUE.terms.get(("document", event.document))
        assert text.name(term).startswith(document) if term else document == "–"


# --- other lives ------------------------------------------------------------------------------


def test_a_second_document_with_the_same_value_confirms_and_repeats_count_once():
    assert told(Subject("trained_rate_certified", "ha_noi", 2030)) == [
        ("stated", ("F189",), "2022-06-28", ""),
        ("confirmed", ("F187", "F188"), "2025-07-07", "F189"),
        ("undated", ("F190",), "", "F189"),
        ("undated", ("F191",), "", ""),  # 'over 60' is not 60
    ]


def test_the_targets_of_the_old_hai_phong_end_with_it_and_are_not_restated():
    for indicator in ("secondary_leavers_entering_vet_rate", "female_enrolment_share",
                      "retrained_labour_force_rate"):  # fmt: skip
        found = life(CATALOGUE, Subject(indicator, OLD_CITY, 2030))
        assert [(e.kind, e.when.printed) for e in found.events] == [
            ("stated", "2024-10"), ("territory_ended", "2025-06-30"),
        ]  # fmt: skip


def test_what_is_set_for_a_territory_was_set_while_there_was_one():
    # Hai Duong's plan has no date and no dated page: after Directive 37-CT/TW of 10 July 2024
    subject = Subject("rural_workers_trained", HAI_DUONG, 2030, "annual", "persons")
    assert told(subject) == [
        ("stated", ("F326",), "", ""), ("territory_ended", (), "2025-06-30", ""),
    ]  # fmt: skip
    assert life(CATALOGUE, subject).events[0].when == When("", date(2024, 7, 10), date.max)


def test_documents_of_unknown_date_are_held_against_one_of_known_date_first():
    # Hanoi 2025: 75-80 % in 2022 and in two programmes of unknown date, 75 % in the year's plan
    assert told(Subject("trained_rate_all_forms", "ha_noi", 2025), without("F602")) == [
        ("stated", ("F165",), "2022-06-28", ""),
        ("undated", ("F168",), "", "F165"),
        ("undated", ("F169",), "", "F165"),
        ("undated", ("F170",), "", ""),
    ]


def test_what_a_document_of_unknown_date_says_too_did_not_move_on_a_later_day():
    # the 75 % of Plan 17 (no date) stand again in Plan 199 of 24 July 2025: no day of a move
    assert told(Subject("trained_rate_all_forms", "ha_noi", 2025)) == [
        ("stated", ("F165",), "2022-06-28", ""),
        ("confirmed", ("F602",), "2025-07-24", "F170"),
        ("undated", ("F168",), "", "F165"),
        ("undated", ("F169",), "", "F165"),
        ("undated", ("F170",), "", "F602"),
    ]


def test_what_is_set_for_the_merged_city_comes_after_its_parts():
    # Hai Duong: 38,800 for 2025; the merged city: a plan of 96,000
    found = told(Subject("vet_enrolment", HAI_DUONG, 2025, unit="persons"))
    assert found == [
        ("stated", ("F375",), "2025-03", ""),
        ("territory_ended", (), "2025-06-30", ""),
        ("restated", ("F372",), "", ""),
    ]


def test_a_target_that_was_reached_or_missed_before_the_merger_does_not_end_with_it():
    catalogue = with_figure("F336", year_start=2024, year_end=2024, period="2024")
    kinds = [kind for kind, *_ in told(
        Subject("trained_rate_certified", OLD_CITY, 2024), catalogue
    )]  # fmt: skip
    assert kinds == ["stated"]


def test_groups_levels_and_districts_have_lives_of_their_own():
    assert life(CATALOGUE, Subject(
        "trained_rate_all_forms", "ha_noi", 2025, group="ethnic-minority workers"
    )).events[0].figure_ids == ("F166",)  # fmt: skip
    college = Subject("vet_enrolment", "ha_noi", 2025, unit="training_turns", level="college")
    assert told(college)[0][1] == ("F225",)
    mine = [one for one in lives(CATALOGUE, "rural_workers_trained") if one.subject.area_name]
    assert {"F107", "F133"} <= {i for one in mine for e in one.events for i in e.figure_ids}


def test_every_target_and_plan_is_stated_once_in_a_life_of_its_own():
    own = {"stated", "confirmed", "replaced", "undated"}
    told_of = [i for one in lives(CATALOGUE) for e in one.events if e.kind in own
               for i in e.figure_ids]  # fmt: skip
    aimed = [f.figure_id for f in CATALOGUE.figures if f.status in {"target", "plan"}]
    assert sorted(told_of) == sorted(aimed)


def test_no_life_is_told_of_what_nobody_aims_at():
    assert life(CATALOGUE, Subject("trained_rate_gso", "ha_noi", 2030)) is None


# --- rules on made-up entries -----------------------------------------------------------------


@each(
    ("low", "high", "change"),
    [(85, 90, "higher"), (70, 75, "lower"), (78, 90, "wider"), (81, 84, "narrower"),
     (80, None, "wider"), (None, 85, "wider"), (82, 88, "higher")],
)  # fmt: skip
def test_a_new_value_says_how_it_moved(low, high, change):
    plan_2025 = CATALOGUE.figure("F172").document
    alone = without("F172", "F174", "F175", "F629", "F630", "F633")
    catalogue = replace(
        alone,
        figures=(
            *alone.figures,
            replace(CATALOGUE.figure("F173"), figure_id="F999", document=plan_2025,
                    value_low=low, value_high=high),
        ),
    )  # fmt: skip
    stated, replaced = life(catalogue, ALL_FORMS_2030).events
    assert (stated.kind, replaced.kind, replaced.change) == ("stated", "replaced", change)


def test_a_third_document_is_held_against_the_one_before_it():
    """80-85 % (2022), 80 % (July 2025), and back: the last one replaces the second."""
    catalogue = with_figure("F173", document="PM programme on rural vocational training to 2030 "
                            "(Feb 2026)")  # fmt: skip
    kinds = told(ALL_FORMS_2030, catalogue)[:4]
    assert kinds[3] == ("replaced", ("F999",), "2026-02", "F172")
    assert life(catalogue, ALL_FORMS_2030).events[3].change == "wider"


def test_adding_a_figure_changes_no_life_but_its_own():
    catalogue = with_figure("F172", year_start=2031, year_end=2031, period="2031")
    before = {one.subject: one for one in lives(CATALOGUE)}
    after = {one.subject: one for one in lives(catalogue)}
    changed = {subject for subject in after if after[subject] != before.get(subject)}
    assert changed == {ALL_FORMS_2030._replace(year=2031)}


ANY_FIGURE = st.sampled_from(CATALOGUE.figures)
AIMS = [figure for figure in CATALOGUE.figures if figure.status in {"target", "plan"}]
BEFORE = {one.subject: one for one in lives(CATALOGUE)}
OF_OTHERS = {"restated", "other_year"}
"""Events that tell what was set for another territory or another year."""


def own_events(one):
    return [event for event in one.events if event.kind not in OF_OTHERS]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(AIMS), ANY_FIGURE, ANY_FIGURE, ANY_FIGURE)
def test_a_figure_never_changes_which_other_target_is_in_force(model, of, when, valued):
    """Any value of any document, for any indicator, territory and year of the register."""
    added = replace(
        model, figure_id="F999", indicator_id=of.indicator_id, territory=of.territory,
        city=of.city, unit=of.unit, year_start=when.year_start, year_end=when.year_end,
        value_low=valued.value_low, value_high=valued.value_high,
    )  # fmt: skip
    catalogue = replace(CATALOGUE, figures=(*CATALOGUE.figures, added))
    after = {one.subject: one for one in lives(catalogue)}
    mine = subject_of(added, catalogue)
    assert set(after) == {*BEFORE, mine}
    for subject in set(BEFORE) - {mine}:
        assert after[subject].in_force == BEFORE[subject].in_force
        assert own_events(after[subject]) == own_events(BEFORE[subject])


def test_an_older_document_never_changes_which_target_is_in_force():
    """Every target of a dated document against all other documents that are certainly older."""
    dated = {figure.document: issued(figure, CATALOGUE) for figure in CATALOGUE.figures
             if figure.document and issued(figure, CATALOGUE).printed}  # fmt: skip
    own = {name for p in CATALOGUE.programmes.values() for name in p.documents}
    used = {one.subject: CATALOGUE.figure(one.in_force.figure_id) for one in BEFORE.values()
            if one.in_force.figure_id}  # fmt: skip
    pairs = [
        (subject, figure, document)
        for subject, figure in used.items() if figure.document in dated
        for document, when in dated.items()
        if when.is_before(dated[figure.document])
        and (document not in own or figure.document in own)
    ]  # fmt: skip
    assert len(pairs) > 50
    for subject, figure, document in pairs:
        stated = [CATALOGUE.figure(i) for e in own_events(BEFORE[subject]) for i in e.figure_ids]
        older = replace(
            figure, figure_id="F999", document=document, value_low=1.25, value_high=1.25
        )
        assert choose([*stated, older], CATALOGUE).figure_id == figure.figure_id


@each(
    ("printed", "first", "last"),
    [
        ("2025-07-07", date(2025, 7, 7), date(2025, 7, 7)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("", date.min, date.max),
        ("spring", date.min, date.max),
    ],
)
def test_a_printed_date_covers_its_days(printed, first, last):
    assert (days_of(printed).first, days_of(printed).last) == (first, last)


def test_a_figure_without_a_document_has_the_date_of_its_page():
    assert issued(CATALOGUE.figure("F178"), CATALOGUE).printed == "2022-12"


def test_every_event_has_its_name():
    assert tuple(CATALOGUE.codes["target_event"]) == EVENTS
