"""The address: a shared link means what it meant, a broken one breaks nothing and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.stem
    for path in (ROOT / "pages").glob("*.py")
    if "show.panel(" in path.read_text(encoding="utf-8")
)
"""The pages that answer a question; those that guide a reader have tests of their own."""

HOSTILE = [
    {"city": "<script>alert(1)</script>"},
    {"city": "'; DROP TABLE enrolment; --"},
    {"city": ["hanoi", "hanoi", "hanoi"], "level": ["college", "college"]},
    {"city": ["saigon", "hanoi"]},
    {"city": ""},
    {"lang": "fr"},
    {"lang": ["vi", "en", "xx"]},
    {"from": "2025", "to": "2019"},
    {"from": "-1", "to": "99999999999999999999999999"},
    {"from": "2021.5", "to": "1e3"},
    {"from": "２０２１", "to": "٢٠٢٣"},
    {"from": " 2021 "},
    {"from": "True", "to": "None"},
    {"from": ["2020", "2022"]},
    {"units": "province"},
    {"units": "commune", "area": "district-001"},
    {"units": "district", "area": "commune-00004-20250701"},
    {"city": "hanoi", "area": "district-303"},
    {"area": ["district-001"] * 500},
    {"area": "other"},
    {"area": "x" * 20000},
    {"occupation": "'><img src=x onerror=alert(1)>"},
    {"occupation": ["480201", "000000", "480201"]},
    {"level": "=HYPERLINK(\"http://x\")"},
    {"level": "doctorate"},
    {"sample": "maybe"},
    {"sample": ["no", "yes", "no"]},
    {"place": "../../etc/passwd", "trade": "%00", "task": "HN-T9", "indicator": "__class__"},
    {"\x00": "\x00", "area": "dist\x00rict"},
    {"🎉": "👩‍👩‍👧", "city": "🏙"},
    {"[link](javascript:alert(1))": "`code`", "task": "**bold** [x](http://y)"},
    {"a" * 5000: "b", "view-enrolment-by-year": "Table", "_reset": "True", "_state": "x"},
    {f"p{n}": str(n) for n in range(300)},
    {"area": "\u202e\u200b\u2066district-001"},
    {"lang": "en", "city": "haiphong", "unknown": "value"},
]  # fmt: skip

UNDERSTOOD = [
    HOSTILE.index({"city": ["hanoi", "hanoi", "hanoi"], "level": ["college", "college"]}),
    HOSTILE.index({"from": ["2020", "2022"]}),
    HOSTILE.index({"area": ["district-001"] * 500}),
    HOSTILE.index({"sample": ["no", "yes", "no"]}),
]
"""Addresses that only repeat what is allowed: nothing of them need be dropped."""


@each("number", range(len(HOSTILE)))
def test_a_hostile_address_draws_the_page_and_says_harmlessly_what_was_dropped(open_page, number):
    for page in {"enrolment", PAGES[number % len(PAGES)]}:
        screen = open_page(page, **HOSTILE[number])
        assert not screen.at.exception
        assert not screen.at.error
        assert screen.filled
        told = [w.value for w in screen.at.main.warning if "SAMPLE DATA" not in w.value]
        assert len(told) == (0 if number in UNDERSTOOD else 1), (page, told)
        for words in told:
            assert len(words) < 20000
            for sign in ("<", ">", "](", "\x00", "**", "$"):
                assert sign not in words


def test_what_is_dropped_is_named_and_what_is_understood_is_kept(open_page):
    screen = open_page("enrolment", lang="en", city="haiphong", level="doctorate", colour="red")
    told = next(w.value for w in screen.at.main.warning if "SAMPLE DATA" not in w.value)
    assert "level=doctorate" in told
    assert "colour" in told
    assert "haiphong" not in told
    assert {row["city"] for row in screen.rows} == {"haiphong"}


def test_years_that_an_address_cannot_have_or_leaves_out_are_said(open_page):
    screen = open_page("enrolment", lang="en", **{"from": "1999", "to": "2035"})
    told = [w.value for w in screen.at.main.warning]
    assert any("nearest is shown: `from=1999`; `to=2035`" in words for words in told), told
    screen = open_page("enrolment", lang="en", to="2024")
    assert "This link ends in 2024; there are newer data." in [c.value for c in screen.at.caption]
    screen.at.selectbox(key="from").set_value(2022)
    screen.run()
    assert not [c for c in screen.at.caption if "This link ends" in c.value]


def test_the_notice_of_a_broken_address_goes_away_with_the_next_choice(open_page):
    screen = open_page("enrolment", lang="en", level="doctorate")
    screen.at.selectbox(key="from").set_value(2022)
    screen.run()
    assert not [w for w in screen.at.main.warning if "doctorate" in w.value]
    assert "doctorate" not in str(screen.at.query_params)


def test_a_choice_is_written_to_the_address_in_full(open_page):
    screen = open_page("enrolment", lang="en")
    screen.at.selectbox(key="from").set_value(2022)
    screen.run()
    expected = {"lang": "en", "city": ["hanoi", "haiphong"], "from": "2022", "to": "latest",
                "units": "district", "geography": "as_published", "former": "no",
                "sample": "yes"}  # fmt: skip
    assert screen.at.query_params == expected


@each("page", PAGES)
def test_the_address_after_a_choice_opens_the_same_view_again(open_page, page):
    screen = open_page(page, lang="en")
    screen.at.button_group(key="city").set_value(["haiphong"])
    screen.run()
    again = open_page(page, **screen.at.query_params)
    assert again.drawn == screen.drawn
    assert again.words == screen.words


@each("page", PAGES)
def test_the_link_to_share_holds_the_whole_state_of_the_page(open_page, page):
    from urllib.parse import parse_qs  # noqa: PLC0415 - here alone

    screen = open_page(page, lang="en", city="hanoi")
    link = screen.at.sidebar.code[0].value
    shared = parse_qs(link.split("?", 1)[1])
    assert {"lang", "city", "from", "to", "units", "sample"} <= set(shared)
    again = open_page(page, **shared)
    assert again.drawn == screen.drawn


def test_the_state_goes_along_to_another_page_and_back(open_page):
    screen = open_page("enrolment", lang="en", city="haiphong", sample="no")
    screen.at.selectbox(key="from").set_value(2021)
    screen.run()
    before = screen.drawn
    screen.go("graduates")
    assert screen.at.button_group(key="city").value == ["haiphong"]
    assert screen.at.selectbox(key="from").value == 2021
    assert screen.at.toggle(key="sample").value is False
    assert screen.at.button_group(key="lang").value == "en"
    screen.go("overview")  # it has no filter of years
    screen.go("enrolment")
    assert screen.at.selectbox(key="from").value == 2021
    assert screen.drawn == before


def test_an_occupation_chosen_on_one_page_does_not_narrow_a_page_without_that_filter(open_page):
    screen = open_page("enrolment", lang="en", occupation="480201").go("digital")
    assert screen.drawn == open_page("digital", lang="en").drawn


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_of_the_address_is_the_language_of_the_page(open_page, language):
    screen = open_page("enrolment", lang=language)
    assert screen.at.button_group(key="lang").value == language
    assert ("Bộ lọc: Hà Nội và Hải Phòng" in screen.words) == (language == "vi")
    assert ("Filters: Hanoi and Hai Phong" in screen.words) == (language == "en")


def test_an_address_without_a_language_opens_in_vietnamese(open_page):
    screen = open_page("enrolment")
    assert screen.at.button_group(key="lang").value == "vi"


def test_a_new_address_goes_before_what_was_chosen_before(open_page):
    screen = open_page("enrolment", lang="en", city="hanoi")
    screen.at.query_params.clear()
    screen.at.query_params.update(lang="en", city="haiphong")
    screen.run()
    assert screen.at.button_group(key="city").value == ["haiphong"]
    assert {row["city"] for row in screen.rows} == {"haiphong"}
