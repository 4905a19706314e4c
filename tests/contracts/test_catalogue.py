"""Everything used is defined, everything defined is used, and the traps of the data hold."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.each import each
from vtdash.model import datasets
from vtdash.model.codes import AreaLevel, DataStatus, Qualifier, Recurrence, Status, Unit
from vtdash.model.datasets import Bilingual
from vtdash.reference import REFERENCE_FOLDER, load_catalogue
from vtdash.reference.check import FIGURE_CODES

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = load_catalogue(REFERENCE_FOLDER)
INDICATORS = CATALOGUE.indicators.values()
FIGURES = CATALOGUE.figures
CODE = "\n".join(
    path.read_text("utf-8") for suffix in ("*.py", "*.sql") for path in
    sorted((ROOT / "vtdash").rglob(suffix)) if path.name != "codes.py"
)  # fmt: skip

ENUMERATED = {
    "status": Status,
    "qualifier": Qualifier,
    "unit": Unit,
    "recurrence": Recurrence,
    "data_status": DataStatus,
}

UNDER_THE_PROGRAMME = "Decision 3473/QD-UBND"
TO_MERGER, SINCE_MERGER = "hai_phong_to_2025_06", "hai_phong_since_2025_07"


def quoted(name):
    """Return whether the package names something as a text of its own, in Python or SQL."""
    return re.search(rf"""["']{re.escape(name)}["']""", CODE) is not None


def decided_on(group, code):
    """Return whether the package names a member of an enumeration."""
    kind = ENUMERATED.get(group)
    return kind is not None and f"{kind.__name__}.{kind(code).name}" in CODE


def used_codes():
    """Return group -> codes that the data and the contract of returns use."""
    used = defaultdict(set)
    for column, group in {**FIGURE_CODES, "level": "level"}.items():
        used[group] |= {getattr(figure, column) for figure in FIGURES}
    for indicator in INDICATORS:
        used["topic"].add(indicator.topic)
        used["unit"] |= set(indicator.units)
        used["caveat"] |= set(indicator.caveats)
        # each has its days: which one is named is decided by the years that are shown
        used[indicator.office] |= set(CATALOGUE.codes.get(indicator.office, ()))
    used["area_kind"] = {area.kind for area in CATALOGUE.areas}
    used["occupation_kind"] = {occupation.kind for occupation in CATALOGUE.occupations}
    used["occupation_field"] = {occupation.field for occupation in CATALOGUE.occupations}
    used["strength"] = {alignment.strength for alignment in CATALOGUE.alignments.values()}
    for indicator in INDICATORS:
        used["base"] |= {*indicator.bases.values(), indicator.base_of_returns}
    used["document_kind"] = {document.kind for document in CATALOGUE.documents.values()}
    used["source_kind"] = {source.kind for source in CATALOGUE.sources.values()}
    used["extent"] = set(CATALOGUE.extents.values())
    used["level"] |= set(datasets.LEVELS)
    used["audience"] = set(datasets.AUDIENCES)
    used["dataset"] = set(datasets.DATASETS)
    # a closed list of the design: the reason must be there on the day a value first needs it
    used["missing_reason"] = {"not_published", "suppressed", "not_applicable", "not_collected"}
    for dataset in datasets.DATASETS.values():
        used["unit"] |= {column.unit for column in dataset.columns if column.unit}
    return used


def bilingual_texts():
    """Yield place and text of everything that readers see in both languages."""
    codes = [(group, list(codes.values())) for group, codes in CATALOGUE.codes.items()]
    for kind, things in (
        *codes,
        ("indicator", INDICATORS), ("territory", CATALOGUE.territories.values()),
        ("programme", CATALOGUE.programmes.values()), ("item", CATALOGUE.items.values()),
        ("alignment", CATALOGUE.alignments.values()), ("area", CATALOGUE.areas),
        ("occupation", CATALOGUE.occupations), ("figure", FIGURES), ("unit", CATALOGUE.units),
    ):  # fmt: skip
        for thing in things:
            for name, value in vars(thing).items():
                if isinstance(value, Bilingual):
                    yield f"{kind} {next(iter(vars(thing).values()))} {name}", value
    for (kind, key), value in CATALOGUE.terms.items():
        yield f"term {kind} {key}", value


# --- used and defined -------------------------------------------------------------------------


def test_every_code_that_is_used_is_defined():
    for group, codes in used_codes().items():
        assert codes - {""} <= set(CATALOGUE.codes.get(group, ())), group


@each("group", CATALOGUE.codes)
def test_every_code_that_is_defined_is_used(group):
    unused = set(CATALOGUE.codes[group]) - used_codes()[group]
    assert not {code for code in unused if not (quoted(code) or decided_on(group, code))}


@each("group", ENUMERATED)
def test_each_member_of_an_enumeration_is_a_code_of_its_list_and_the_other_way_round(group):
    assert {str(member) for member in ENUMERATED[group]} == set(CATALOGUE.codes[group])


def test_the_levels_of_areas_are_those_of_the_register():
    assert set(AreaLevel) == {area.level for area in CATALOGUE.areas}


def test_every_source_is_used():
    users = [*FIGURES, *CATALOGUE.items.values(), *CATALOGUE.programmes.values(), *CATALOGUE.units]
    assert {user.source_id for user in users} == set(CATALOGUE.sources)


def test_every_term_is_a_text_of_the_register():
    used = set()
    for figure in FIGURES:
        used |= {("breakdown", figure.breakdown), ("period", figure.period),
                 ("area", figure.area_name), ("document", figure.document)}  # fmt: skip
    assert not set(CATALOGUE.terms) - used


def test_every_territory_is_used():
    used = {figure.territory for figure in FIGURES} | {area.territory for area in CATALOGUE.areas}
    assert used == set(CATALOGUE.territories)


@each("indicator", INDICATORS, ids=lambda i: i.id)
def test_an_indicator_has_figures_or_is_computed_from_returns(indicator):
    has_figures = any(figure.indicator_id == indicator.id for figure in FIGURES)
    assert has_figures or indicator.numerator
    assert has_figures or quoted(indicator.id), "defined, but no question ever asks for it"


def test_every_indicator_that_a_statement_names_is_defined():
    for path in (ROOT / "vtdash" / "store" / "questions" / "sql").glob("*.sql"):
        text = path.read_text("utf-8")
        named = re.findall(r"'(\w+)' AS indicator_id", text)
        named += [name for pair in re.findall(r"\(\d, '(\w+)'\)", text) for name in (pair,)]
        assert set(named) <= set(CATALOGUE.indicators), path.name


def test_every_column_of_counts_feeds_an_indicator():
    fed = {formula for i in INDICATORS for formula in (i.numerator, i.denominator)}
    for dataset in datasets.DATASETS.values():
        for column in dataset.measures:
            name = f"{dataset.name}.{column}"
            assert name in fed or column.endswith("_women"), name


def test_a_whole_population_is_a_breakdown_that_a_figure_has():
    for indicator in INDICATORS:
        used = {f.breakdown for f in FIGURES if f.indicator_id == indicator.id}
        assert set(indicator.whole) <= used, indicator.id


def test_every_task_is_aligned_and_every_measure_answers_one():
    assert set(CATALOGUE.alignments) == set(CATALOGUE.tasks)
    answering = {m for a in CATALOGUE.alignments.values() for m in a.measures}
    assert answering <= set(CATALOGUE.measures)
    for alignment in CATALOGUE.alignments.values():
        assert (alignment.strength == "none") == (not alignment.measures)


def test_every_document_of_a_programme_has_figures():
    for programme in CATALOGUE.programmes.values():
        for document in programme.documents:
            assert any(figure.document == document for figure in FIGURES)


def test_the_date_of_a_document_is_the_one_in_its_name():
    """Only dates that the register prints; a name with several has its own in front."""
    months = [f"{date(2000, month, 1):%b}" for month in range(1, 13)]
    for document in CATALOGUE.documents.values():
        printed = re.findall(r"\((?:(\d+) )?([A-Z][a-z]{2})[a-z]* (\d{4})\)", document.id)[:1]
        written = [
            f"{year}-{months.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")
            for day, month, year in printed
        ]
        assert [document.issued] == (written or [""]), document.id


def test_a_programme_was_issued_with_its_first_document():
    for programme in CATALOGUE.programmes.values():
        assert CATALOGUE.documents[programme.documents[0]].issued == programme.issued
    assert {programme.items for programme in CATALOGUE.programmes.values()} == {"tasks", "measures"}


def test_breakdowns_that_state_months_are_of_the_register():
    for indicator in INDICATORS:
        used = {f.breakdown for f in FIGURES if f.indicator_id == indicator.id}
        assert set(indicator.months_after or {}) <= used, indicator.id


def test_a_break_of_a_series_has_its_caveat():
    caveats = set(CATALOGUE.codes["caveat"])
    breaks = [(i.id, year, set(i.caveats)) for i in INDICATORS for year in i.breaks]
    breaks += [(t.id, year, caveats) for t in CATALOGUE.territories.values() for year in t.breaks]
    assert breaks
    for place, year, known in breaks:
        assert f"series_break_{year}" in known, place


def test_a_territory_goes_on_on_the_day_after_its_last():
    for territory in CATALOGUE.territories.values():
        assert bool(territory.successor) == bool(territory.valid_to), territory.id
        if territory.valid_to:
            began = CATALOGUE.territories[territory.successor].valid_from
            assert (began - territory.valid_to).days == 1


def test_a_method_that_the_sources_do_not_state_is_said_to_be_not_stated():
    for indicator in INDICATORS:
        if "graduate_base_not_stated" in indicator.caveats:
            assert set(indicator.bases.values()) <= {"not_stated"}, indicator.id
            assert indicator.months_after is not None, indicator.id


# --- wording ----------------------------------------------------------------------------------


@each("indicator", INDICATORS, ids=lambda i: i.id)
def test_a_title_is_short_and_plain_and_a_definition_says_more(indicator):
    for title, counts, leaves_out in (
        (indicator.title.vi, indicator.counts.vi, indicator.leaves_out.vi),
        (indicator.title.en, indicator.counts.en, indicator.leaves_out.en),
    ):
        assert len(title) <= 60
        assert title[0] == title[0].upper()
        assert not title.endswith(".")
        assert not re.search(r"\b(19|20)\d\d\b", title), "a title carries no year"
        assert counts.rstrip(".").casefold() != title.casefold()
        assert len(counts) > len(title) / 2
        assert counts.endswith(".")
        assert leaves_out.endswith(".")


def test_titles_are_different():
    for language in ("vi", "en"):
        titles = [getattr(indicator.title, language).casefold() for indicator in INDICATORS]
        assert len(set(titles)) == len(titles)


def test_every_text_is_there_in_both_languages_in_one_unicode_form_without_stray_spaces():
    for place, both in bilingual_texts():
        assert bool(both.vi) == bool(both.en), place
        for text in (both.vi, both.en):
            assert unicodedata.is_normalized("NFC", text), place
            assert text == text.strip(), place
            assert "  " not in text, place
            assert not re.search(r"[\u200b\u00ad\ufeff\ufffd]", text), place


def test_sentences_are_translated_and_not_copied():
    for place, both in bilingual_texts():
        if len(both.vi) > 40:
            assert both.vi != both.en, place


def test_english_sentences_have_no_vietnamese_letters_left():
    """Names of documents and places go without tone marks in English."""
    for place, both in bilingual_texts():
        if place.startswith(("indicator", "caveat", "unit", "topic", "status", "missing")):
            assert not re.search(r"[ăâđêôơưĂÂĐÊÔƠƯ]", both.en), place


# --- the traps of the data --------------------------------------------------------------------


def test_no_figure_speaks_of_2045():
    for figure in FIGURES:
        assert figure.year_end < 2045, figure.figure_id
        assert "2045" not in figure.period, figure.figure_id


def test_no_text_carries_a_number_for_2045():
    """A sentence about 2045 may hold years, dates and numbers of documents, nothing to reach."""
    document = r"\d+[-/][\w-]+(/\w+)?|\d{1,2}/\d{1,2}/\d{4}|\b(19|20)\d\d\b|Đ|\(\d\)"
    for place, both in bilingual_texts():
        for text in (both.vi, both.en):
            for sentence in re.split(r"(?<=[.;])\s", text):
                if "2045" in sentence:
                    left = re.sub(document, "", sentence)
                    left = re.sub(r"\b\d{1,2} (?=[A-Z])|(?<=tháng )\d+", "", left)
                    assert not re.search(r"\d+([.,]\d+)?\s*(%|phần trăm|percent)", left), place
                    assert not re.search(r"\d{2,}", left), (place, sentence)


@each(
    ("indicator_id", "low", "high", "qualifier"),
    [
        ("secondary_leavers_entering_vet_rate", 50, 55, "range"),
        ("female_enrolment_share", 40, None, "over"),
        ("retrained_labour_force_rate", 50, 50, "about"),
        ("secondary_leavers_from_other_provinces", 2200, 2500, "range"),
        ("vet_enrolment", 12000, 12000, "exact"),
    ],
)
def test_hai_phong_s_targets_are_of_the_city_before_the_merger_as_printed(
    indicator_id, low, high, qualifier
):
    targets = [
        f for f in FIGURES
        if f.indicator_id == indicator_id and f.document.startswith(UNDER_THE_PROGRAMME)
        and f.status == "target" and f.year_end == 2030
    ]  # fmt: skip
    assert [(f.territory, f.value_low, f.value_high, f.qualifier) for f in targets] == [
        (TO_MERGER, low, high, qualifier)
    ]


def test_no_target_for_2030_is_set_for_the_merged_city():
    for figure in FIGURES:
        if figure.territory == SINCE_MERGER and figure.status in ("target", "plan"):
            assert figure.year_end < 2030, figure.figure_id


def test_nothing_of_the_project_is_said_of_a_territory_that_did_not_exist():
    for figure in FIGURES:
        if figure.document.startswith(UNDER_THE_PROGRAMME):
            assert figure.territory == TO_MERGER, figure.figure_id


def test_an_observation_lies_within_the_days_of_its_territory_or_is_an_estimate():
    for figure in FIGURES:
        territory = CATALOGUE.territories[figure.territory]
        if figure.status == "observed" and territory.valid_from:
            assert figure.year_end >= territory.valid_from.year, figure.figure_id
        if figure.status == "observed" and territory.valid_to:
            assert figure.year_start <= territory.valid_to.year, figure.figure_id


def test_a_plan_numbered_177_is_never_named_without_its_date():
    for place, both in bilingual_texts():
        for text, dated in ((both.vi, r"177/KH-UBND[^.;]*?\d{1,2}/\d{1,2}/\d{4}"),
                            (both.en, r"177/KH-UBND[^.;]*?(June|July) \d{4}")):  # fmt: skip
            count = text.count("177/KH-UBND")
            assert len(re.findall(dated, text)) == count, (place, text)
    for figure in FIGURES:
        if "177/KH-UBND" in figure.document:
            assert re.search(r"\(\d+ \w+ \d{4}\)", figure.document), figure.figure_id


def test_the_two_plans_numbered_177_are_two_documents():
    documents = {figure.document for figure in FIGURES if "177/KH-UBND" in figure.document}
    assert len(documents) == 2
    for language in ("vi", "en"):
        names = {getattr(CATALOGUE.term("document", d), language) for d in documents}
        assert len(names) == 2


def test_the_three_trained_rates_are_three_indicators_that_warn_of_one_another():
    rates = [i for i in INDICATORS if i.id in (
        "trained_rate_certified", "trained_rate_all_forms", "trained_rate_gso"
    )]  # fmt: skip
    assert len(rates) == 3
    assert all("three_trained_rates" in rate.caveats for rate in rates)


def test_enrolment_counts_turns_and_a_quota_is_another_indicator():
    enrolment = CATALOGUE.indicator("vet_enrolment")
    assert "turns_not_persons" in enrolment.caveats
    assert enrolment.units[0] == "training_turns"
    quotas = {f.indicator_id for f in FIGURES if f.unit == "places"}
    assert quotas
    assert "vet_enrolment" not in quotas


def test_a_sub_group_never_stands_for_a_city():
    for figure in FIGURES:
        if CATALOGUE.whole(figure):
            assert not re.search(r"(?i)ethnic|disab|poor household", figure.breakdown) or (
                "disabled" in figure.indicator_id or "ethnic" in figure.indicator_id
            ), figure.figure_id
            assert not figure.area_name


def test_the_shares_of_a_unit_s_area_add_up_to_one_and_one_district_is_the_primary():
    shares, primary = defaultdict(float), defaultdict(list)
    for link in CATALOGUE.crosswalk:
        shares[link.new_code] += link.share
        if link.is_primary:
            primary[link.new_code].append(link)
    communes = {area.code for area in CATALOGUE.areas if area.level == "commune"}
    assert set(shares) == set(primary) == communes
    assert all(share == pytest.approx(1, abs=0.005) for share in shares.values())
    for code, links in primary.items():
        assert len(links) == 1, code
        largest = max(x.share for x in CATALOGUE.crosswalk if x.new_code == code)
        assert links[0].share == largest, code


def test_a_unit_and_its_district_lie_in_one_city():
    city = {(area.level, area.code): area.city for area in CATALOGUE.areas}
    for link in CATALOGUE.crosswalk:
        assert city["commune", link.new_code] == link.city
        assert city["district", link.old_district_code] == link.city


def test_every_area_belongs_to_a_territory_of_its_city():
    for area in CATALOGUE.areas:
        assert CATALOGUE.territories[area.territory].city == area.city, area.id


def test_districts_end_on_the_day_before_units_begin():
    ends = {a.valid_to for a in CATALOGUE.areas if a.level == "district"}
    begins = {a.valid_from for a in CATALOGUE.areas if a.level == "commune"}
    assert len(begins) == 1
    assert (min(begins) - max(ends)).days == 1
