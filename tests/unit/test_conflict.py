"""Conflicts of the register, worked out by hand, and the rules on entries made up for them."""

from __future__ import annotations

from dataclasses import replace

from tests.each import each
from tests.unit.worked import LANGUAGES, listed, quantity, table
from vtdash.reference import REFERENCE_FOLDER, FigureDecision, load_catalogue
from vtdash.render.names import Names
from vtdash.rules.conflicting_figures import conflicts
from vtdash.rules.figure_in_use import Choice, choose
from vtdash.text.language import Text
from vtdash.topics.sources.conflict_query import as_query
from vtdash.topics.sources.figure_card import figure_card

CATALOGUE = load_catalogue(REFERENCE_FOLDER)
FOUND = {conflict.id: conflict for conflict in conflicts(CATALOGUE)}


def changed(model, /, **more):
    return replace(CATALOGUE.figure(model), **more)


# --- the register -----------------------------------------------------------------------------


def test_the_register_holds_these_conflicts_and_no_others():
    assert {key: conflict.used for key, conflict in FOUND.items()} == {
        # Hanoi 2020: 70.2 % in the plan of the year, 70-75 % in the master plan to 2020
        "F155-F633": Choice("F155", "narrower_scope"),
        # Hanoi 2025: 75-80 % in three documents, 75 % in two plans of the year
        "F165-F602": Choice("F170", "narrower_scope"),
        # Hanoi 2030: 80 % in the programme, 80-85 % in two others, at least 80 % in a fourth
        "F172-F630": Choice("F172", "programme_document"),
        # Hanoi 2022: 52.5 % observed, 51.2 % expected
        "F178-F179": Choice("F178", "observed_first"),
        # Hanoi 2025: 55.5 %, 55-60 %, 55 % in the plan of the year
        "F183-F185": Choice("F185", "narrower_scope"),
        # Hanoi 2030: 60 % in three documents, over 60 % in a fourth
        "F187-F191": Choice("F187", "programme_document"),
        # institutions in Hanoi 2022: 355 at some time, 360 in November, 310 at the end
        "F238-F242": Choice("F242", "narrower_scope"),
        # old Hai Phong's labour force: the country's table and the city's own
        "F271-F665": Choice("F271", "higher_confidence"),
        "F277-F668": Choice("F277", "higher_confidence"),
        "F280-F671": Choice("F280", "higher_confidence"),
        "F283-F674": Choice("F283", "higher_confidence"),
        "F286-F677": Choice("F286", "higher_confidence"),
        # institutions in Hai Duong 2025: 35 on a page of March, 33 on one of June
        "F381-F700": Choice("F381", "newest_primary"),
        # the country 2030: at least 85 %, 85 %
        "F442-F443": Choice("", "undecided"),
        # the country 2025: 30 %, about 30 %, 29-29.5 % in the plan of the year
        "F464-F813": Choice("F813", "narrower_scope"),
        # the country by the labour survey: tables of 2018, and a later one that revises them
        "F488-F711": Choice("F711", "newest_primary"),
        "F498-F712": Choice("F712", "newest_primary"),
        "F503-F713": Choice("F713", "newest_primary"),
        "F508-F714": Choice("F714", "newest_primary"),
        # agriculture's share of Hanoi's workers 2025: under 12 %, under 30 %
        "F641-F643": Choice("", "undecided"),
    }


@each("language", LANGUAGES)
def test_the_worked_examples_of_the_docs_are_all_conflicts_of_the_register(language):
    text, rows = Text(language), []
    for key, conflict in FOUND.items():
        subject, used = conflict.subject, conflict.used
        values = [quantity(CATALOGUE, side.figure.figure_id, language) for side in conflict.sides]
        place = text.name(CATALOGUE.territories[subject.territory].short)
        rows.append([
            f"`{key}`",
            text.name(CATALOGUE.indicator(subject.indicator_id).title),
            f"{place} {subject.year}",
            listed(dict.fromkeys(values)),
            quantity(CATALOGUE, used.figure_id, language) if used.figure_id else "–",
            text.name(CATALOGUE.code("conflict_rule", used.rule).name),
        ])  # fmt: skip
    assert table("documents", language, "conflicts") == rows


@each("language", LANGUAGES)
def test_the_rules_of_the_docs_stand_in_the_order_in_which_they_are_applied(language):
    rules = CATALOGUE.codes["conflict_rule"].values()
    printed = [name for name, _ in table("documents", language, "rules")]
    assert printed == [getattr(rule.name, language) for rule in rules]


def test_a_conflict_shows_each_document_once_with_its_date():
    sides = FOUND["F187-F191"].sides
    assert [[f.figure_id for f in side.figures] for side in sides] == [
        ["F187", "F188"], ["F189"], ["F190"], ["F191"]
    ]  # fmt: skip
    assert [side.when.printed for side in sides] == ["2025-07-07", "2022-06-28", "", ""]


def test_a_plan_that_two_pages_report_is_one_side():
    sides = FOUND["F172-F630"].sides
    assert [f.figure_id for f in sides[-1].figures] == ["F629", "F630"]


def test_targets_and_observations_are_no_conflict():
    for conflict in FOUND.values():
        aims = {f.status in {"target", "plan"} for side in conflict.sides for f in side.figures}
        assert aims == {not conflict.is_seen}


@each(
    "pair",
    [
        ("F215", "F216"),  # 198,000 to September, 245,316 to November
        ("F232", "F236"),  # graduates of two parts of a year
        ("F378", "F383"),  # 40 and 40
        ("F370", "F371"),  # the old city and Hai Duong
        ("F142", "F144"),  # one document read three times
        ("F437", "F438"),  # two quarters of the labour force
        ("F600", "F603"),  # jobs of two years
        ("F606", "F774"),  # jobs of a year and of its first ten months
        ("F021", "F022"),  # all graduates and those of one occupation
        ("F321", "F322"),  # all programmes and one of them
    ],
)
def test_figures_that_need_not_agree_are_no_conflict(pair):
    for conflict in FOUND.values():
        ids = {f.figure_id for side in conflict.sides for f in side.figures}
        assert not set(pair) <= ids


def test_a_figure_that_agrees_adds_no_conflict_and_one_that_differs_adds_its_own():
    for value, more in ((31.4, 0), (33.0, 1)):
        twin = changed("F150", figure_id="F999", value_low=value, value_high=value)
        catalogue = replace(CATALOGUE, figures=(*CATALOGUE.figures, twin))
        found = conflicts(catalogue)
        assert len(found) == len(FOUND) + more
        assert {c.id for c in found} - set(FOUND) == ({"F150-F999"} if more else set())


# --- the rules --------------------------------------------------------------------------------

FIRST = "F173"  # 80-85 %, plan of 28 June 2022


@each(
    ("other", "used"),
    [
        # a newer primary document: Resolution 30-NQ/TW of 23 November 2022
        ({"document": "Resolution 30-NQ/TW (23 Nov 2022)"}, Choice("F999", "newest_primary")),
        # an older one: Decision 2239 of 30 December 2021
        ({"document": "Decision 2239/QD-TTg (30 Dec 2021)"}, Choice(FIRST, "newest_primary")),
        # the press is no primary document, be it ever so new
        ({"document": "press"}, Choice(FIRST, "newest_primary")),
        ({"document": "", "source_id": "S054"}, Choice(FIRST, "newest_primary")),
        # of unknown date, for one year: the narrower scope
        ({"document": "Kế hoạch 17/KH-UBND (vocational education 2025)"},
         Choice("F999", "narrower_scope")),
        # of unknown date and the same scope: what was read with more confidence
        ({"document": "Hanoi labour-market development programme to 2030",
          "confidence": "medium"}, Choice(FIRST, "higher_confidence")),
        # nothing tells them apart
        ({"document": "Hanoi labour-market development programme to 2030"},
         Choice("", "undecided")),
        # the programme's own document before a newer one of another body
        ({"document": "Kế hoạch 177/KH-UBND (7 Jul 2025), implementing 316-KH/TU (23 Apr 2025) "
          "and Directive 37-CT/TW"}, Choice("F999", "programme_document")),
        # the same value: nothing to decide
        ({"value_low": 80.0, "value_high": 85.0}, Choice(FIRST, "")),
    ],
)  # fmt: skip
def test_the_first_rule_that_tells_figures_apart_decides(other, used):
    values = {"figure_id": "F999", "value_low": 81.0, "value_high": 81.0, **other}
    assert choose([CATALOGUE.figure(FIRST), changed(FIRST, **values)], CATALOGUE) == used


def test_the_order_of_the_rules_is_that_of_the_catalogue():
    one, other = CATALOGUE.figure("F172"), CATALOGUE.figure("F170")
    assert choose([one, other], CATALOGUE).rule == "programme_document"
    rules = CATALOGUE.codes["conflict_rule"]
    first = {"narrower_scope": rules["narrower_scope"]}
    catalogue = replace(CATALOGUE, codes={**CATALOGUE.codes, "conflict_rule": first | rules})
    assert choose([one, other], catalogue) == Choice("F170", "narrower_scope")


def decided(*decisions):
    return replace(CATALOGUE, decisions=tuple(FigureDecision(*each) for each in decisions))


def test_a_stewards_decision_goes_before_all_rules_and_covers_the_value_on_every_page():
    figures = [CATALOGUE.figure("F172"), changed("F170", figure_id="F998", year_end=2030)]
    later = changed("F170", figure_id="F999", source_id="S001")
    catalogue = decided(("F172", ("F998",), "one reason"))
    assert choose([*figures, later], catalogue) == Choice("F172", "steward_decision", "one reason")


def test_the_last_decision_counts_and_may_give_it_back_to_the_rules():
    figures = [CATALOGUE.figure("F172"), changed("F170", figure_id="F998")]
    first, second = ("F172", ("F998",), "a"), ("F998", ("F172",), "b")
    assert choose(figures, decided(first, second)) == Choice("F998", "steward_decision", "b")
    back = ("", ("F172", "F998"), "c")
    assert choose(figures, decided(first, second, back)) == choose(figures, CATALOGUE)


def test_a_decision_about_other_figures_changes_nothing():
    figures = [CATALOGUE.figure("F172"), changed("F170", figure_id="F998")]
    assert choose(figures, decided(("F182", ("F998",), "a"))) == choose(figures, CATALOGUE)


def test_the_card_of_a_figure_tells_the_choice_and_the_reason():
    catalogue = decided(("F178", ("F179",), "the year as a whole"))
    card = figure_card(Names(catalogue, Text("en")), "F179")
    assert card.others[-1] == "Used: 52.5% – A steward's choice. Why: the year as a whole"


def test_a_choice_does_not_depend_on_the_order_of_the_figures():
    for conflict in FOUND.values():
        figures = [f for side in conflict.sides for f in side.figures]
        there, back = choose(figures, CATALOGUE), choose(figures[::-1], CATALOGUE)
        assert there.rule == back.rule
        if there.figure_id:
            one, other = (CATALOGUE.figure(c.figure_id) for c in (there, back))
            assert (one.value_low, one.value_high) == (other.value_low, other.value_high)


# --- the query to the offices -----------------------------------------------------------------


@each("language", ["vi", "en"])
@each("conflict", FOUND.values(), ids=FOUND)
def test_a_query_fits_a_page_and_names_every_figure_document_and_page(conflict, language):
    page = as_query(conflict, CATALOGUE, language)
    assert page.startswith("# ")
    assert len(page.splitlines()) <= 40
    assert "{" not in page
    assert "None" not in page
    for side in conflict.sides:
        assert all(figure.figure_id in page for figure in side.figures)
        assert CATALOGUE.sources[side.figure.source_id].url in page
        if side.figure.document:
            name = CATALOGUE.term("document", side.figure.document)
            assert getattr(name, language) in page


def test_a_query_says_the_values_dates_and_rule_in_the_reader_s_language():
    english = as_query(FOUND["F172-F630"], CATALOGUE, "en")
    assert "1. **80%** (F172)" in english
    assert "2. **80–85%** (F173)" in english
    assert "date: July 7, 2025" in english
    assert "date: not known" in english
    assert "The dashboard uses 80% for now." in english
    vietnamese = as_query(FOUND["F178-F179"], CATALOGUE, "vi")
    assert "1. **52,5%** (F178)" in vietnamese
    assert "Hệ thống hiện dùng 52,5%." in vietnamese
    assert "trang nguồn không nêu văn bản" in vietnamese


def test_a_query_says_where_no_rule_decides():
    assert "none is taken as the value" in as_query(FOUND["F442-F443"], CATALOGUE, "en")
    assert "uses" not in as_query(FOUND["F442-F443"], CATALOGUE, "en")
