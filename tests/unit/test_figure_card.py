"""What the card of a published number says, and which page it leads to first."""

from dataclasses import replace
from html import unescape

import pytest

from vtdash.reference import load_catalogue
from vtdash.render.names import Names
from vtdash.rules.witnesses import best_first, is_bare_address
from vtdash.text.language import Text
from vtdash.topics.sources.figure_card import figure_card
from vtdash.ui.figure_cards import number_button

CATALOGUE = load_catalogue()
NAMES = {language: Names(CATALOGUE, Text(language)) for language in ("vi", "en")}


def card(figure_id, language="en"):
    return figure_card(NAMES[language], figure_id)


def ids(figure_id):
    return [(w.source.source_id, w.figure_id) for w in card(figure_id).witnesses]


@pytest.mark.parametrize(
    ("figure_id", "vi", "en"),
    [
        ("F142",
         "Mục tiêu của Hà Nội về “Lao động nông thôn được đào tạo nghề” (mỗi năm, thời kỳ kế hoạch "
         "2025–2035) là khoảng 20.000 người. Đối tượng: Lao động nông thôn, các trình độ giáo dục "
         "nghề nghiệp · Mỗi năm.",
         "The target of Hanoi for “Rural workers given vocational training” (each year, plan "
         "horizon 2025–2035) is about 20,000 persons. Of whom: Rural workers, all vocational "
         "levels · Each year."),
        ("F161",
         "Kết quả thực hiện “Tỷ lệ lao động qua đào tạo (mọi hình thức)” của Hà Nội (năm 2022) là "
         "72,23%. Đối tượng: Toàn bộ lao động.",
         "Hanoi recorded 72.23% for “Trained workers, any form of training” (in 2022). Of whom: "
         "All workers."),
        ("F326",
         "Kế hoạch của Hải Dương (đến 6/2025) về “Lao động nông thôn được đào tạo nghề” "
         "(2025–2030) là 2.000 người. Đối tượng: Nông thôn · Mỗi năm.",
         "The plan of Hai Duong (to June 2025) for “Rural workers given vocational training” "
         "(2025–2030) is 2,000 persons. Of whom: Rural · Each year."),
        ("F101",
         "Kết quả thực hiện “Lao động nông thôn được đào tạo nghề” của huyện Chương Mỹ, Hà Nội "
         "(năm 2014) là ít nhất 2.000 người. Đối tượng: Lao động nông thôn.",
         "Chuong My District, Hanoi recorded at least 2,000 persons for “Rural workers given "
         "vocational training” (in 2014). Of whom: Rural workers."),
        ("F158",
         "Hà Nội: “Tỷ lệ lao động qua đào tạo (mọi hình thức)” (năm 2021) là 71,1%, do hệ thống "
         "tính từ số liệu đã công bố. Đối tượng: Toàn bộ lao động.",
         "Hanoi: “Trained workers, any form of training” (in 2021) is 71.1%, computed by this "
         "dashboard from published figures. Of whom: All workers."),
    ],
)  # fmt: skip
def test_the_sentence_says_whose_number_it_is_of_when_and_of_whom(figure_id, vi, en):
    assert card(figure_id, "vi").sentence == vi
    assert card(figure_id, "en").sentence == en


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_holds_indicator_place_and_value_and_never_its_page_s_title(language):
    names = NAMES[language]
    for figure in CATALOGUE.figures:
        said = card(figure.figure_id, language).sentence
        for part in (
            names.indicator(figure.indicator_id),
            names.territory(figure.territory),
            names.figure_value(figure.figure_id),
        ):
            assert part in said, figure.figure_id
        assert "{" not in said
        assert CATALOGUE.sources[figure.source_id].title not in said


def test_two_plans_of_one_number_are_told_apart_by_their_dates():
    old, new = (card(figure_id).document for figure_id in ("F001", "F142"))
    assert "177/KH-UBND" in old
    assert "177/KH-UBND" in new
    assert old.endswith("date: June 28, 2022")
    assert new.endswith("date: July 7, 2025")


def test_a_page_of_the_city_goes_before_the_newspaper_and_that_before_a_re_publisher():
    assert ids("F143") == [("S041", "F142"), ("S043", "F144"), ("S042", "F143")]
    words = [witness.words for witness in card("F143").witnesses]
    assert words[0] == "Cổng Giao tiếp điện tử TP Hà Nội (hanoi.gov.vn), July 9, 2025"
    assert words[2].endswith("re-published")


def test_an_address_with_a_port_comes_last_where_another_page_states_the_number():
    assert CATALOGUE.sources["S019"].url.startswith("http://vneconomictimes.com:8081/")
    assert ids("F031") == [("S001", "F030"), ("S019", "F031")]
    assert ids("F169")[-1] == ("S019", "F169")


def test_no_card_leads_first_to_a_worse_page_than_another_that_states_the_number():
    order = list(CATALOGUE.codes["source_kind"])
    assert order == ["official", "publisher", "republisher", "mirror"]
    bare = {s.source_id for s in CATALOGUE.sources.values() if is_bare_address(s.url)}
    assert bare == {"S019"}
    several = 0
    for figure in CATALOGUE.figures:
        first, *others = (w.source for w in card(figure.figure_id).witnesses)
        several += bool(others)
        for other in others:
            assert first.source_id not in bare
            if other.source_id not in bare:
                assert order.index(first.kind) <= order.index(other.kind), figure.figure_id
    assert several == 26


def test_of_two_pages_of_one_kind_the_encrypted_goes_first_and_a_bare_number_last():
    like = CATALOGUE.sources["S036"]
    plain, safe, bare = (
        replace(like, url=url) for url in ("http://a.vn/1", "https://b.vn/1", "https://10.0.0.1/1")
    )
    mirror = replace(like, kind="mirror", url="https://c.vn/1")
    assert best_first((bare, mirror, plain, safe), CATALOGUE) == (safe, plain, mirror, bare)


def test_witnesses_state_the_same_value_of_the_same_thing_and_are_other_sources():
    for figure in CATALOGUE.figures:
        witnesses = card(figure.figure_id).witnesses
        assert len({w.source for w in witnesses}) == len(witnesses)
        assert figure.figure_id in {w.figure_id for w in witnesses}
        for other in (CATALOGUE.figure(w.figure_id) for w in witnesses):
            for field in ("indicator_id", "territory", "area_name", "year_end", "unit",
                          "value_low", "value_high"):  # fmt: skip
                assert getattr(other, field) == getattr(figure, field), figure.figure_id


def test_a_conflict_names_the_other_value_its_document_and_what_is_used():
    assert card("F165").others == (
        "75% – Plan 17/KH-UBND (vocational education in 2025); date: not known (F170)",
        "75% – Plan 199/KH-UBND of 24 July 2025 (employment in the last six months of 2025); date: "
        "July 24, 2025 (F602)",
        "Used: 75% – The narrower scope",
    )
    assert card("F142").others == ()


def test_what_this_dashboard_computed_says_from_which_figures_each_stated():
    computed = [f for f in CATALOGUE.figures if f.computed_from]
    assert len(computed) == 27
    for figure in computed:
        parts = card(figure.figure_id).parts
        assert len(parts) == len(figure.computed_from)
        for part, words in zip(figure.computed_from, parts, strict=True):
            assert words.startswith(f"{part}: ")
            assert NAMES["en"].figure_value(part) in words
    for sums in (f for f in computed if f.document == "sum of V0234 rows"):
        parts = [CATALOGUE.figure(part).value_low for part in sums.computed_from]
        assert sums.value_low == pytest.approx(sum(parts), abs=50)  # rounded to the hundred


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_button_and_its_card_belong_together_and_the_card_has_its_own_address(language):
    html = number_button(NAMES[language], "F143", "here")
    assert html.count('popovertarget="here-F143"') == 2  # opens, closes
    assert html.count('id="here-F143"') == 1
    assert f'href="./sources?lang={language}&figure=F143"' in unescape(html)
    assert 'data-source="F143, Cổng Giao tiếp' in html
    first = html.index(CATALOGUE.sources["S041"].url)
    assert first < html.index(CATALOGUE.sources["S042"].url)
