"""The address holds the whole state: shared links, back and forward, and what nobody meant."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.reader import Reader

BY_YEAR, BY_AREA = "enrolment-by-year", "enrolment-by-area"
COLLEGE, INTERMEDIATE = "college", "intermediate"


def query(url):
    return parse_qs(urlsplit(url).query)


def places(reader):
    """Return the entries that back and forward lead through, the empty tab left out."""
    entries, here = reader.history()
    return [url for url in entries if url != "about:blank"], here - 1


# --- sharing ---------------------------------------------------------------------------------


def test_a_shared_link_opens_the_same_view_in_another_browser(
    reader, new_context, app_url, settled, vi
):
    reader.open("/enrolment?lang=en")
    reader.press("lang", "Tiếng Việt")
    reader.choose("from", "2021")
    reader.choose("area", vi.area("district-005"))
    reader.choose("level", vi.code("level", COLLEGE))

    link = reader.shared_link()
    other = Reader(new_context(locale="en-GB").new_page(), settled)
    other.open(link)

    assert link.startswith(f"{app_url}/enrolment?")
    assert other.chosen() == reader.chosen()
    assert other.chosen()["lang"] == ["Tiếng Việt"]
    assert other.title() == reader.title()
    for panel in (BY_YEAR, BY_AREA):
        assert other.chart(panel) == reader.chart(panel)
    assert places(other)[0] == [link], "opening a link adds no second entry"


def test_a_shared_link_says_every_choice_even_where_it_is_the_default(reader):
    reader.open("/enrolment")
    assert query(reader.shared_link()) == {
        "lang": ["vi"], "city": ["hanoi", "haiphong"], "from": ["2019"], "to": ["latest"],
        "units": ["district"], "geography": ["as_published"], "former": ["no"],
        "sample": ["yes"],
    }  # fmt: skip


# --- back and forward ------------------------------------------------------------------------


def test_back_and_forward_bring_back_charts_and_widgets(reader, vi):
    college, intermediate = (vi.code("level", level) for level in (COLLEGE, INTERMEDIATE))
    reader.open("/enrolment")
    seen = [(reader.chosen(), reader.marks(BY_YEAR))]
    for level in (college, intermediate):
        reader.choose("level", level)
        seen.append((reader.chosen(), reader.marks(BY_YEAR)))
    assert [chosen["level"] for chosen, _ in seen] == [[], [college], [college, intermediate]]
    assert len(places(reader)[0]) == 3, "one entry for each change"

    for step, number in ((reader.back, 1), (reader.back, 0), (reader.forward, 1)):
        step()
        assert (reader.chosen(), reader.marks(BY_YEAR)) == seen[number]
    reader.forward()
    assert (reader.chosen(), reader.marks(BY_YEAR)) == seen[2]
    assert len(places(reader)[0]) == 3, "going back and forward adds nothing"


def test_a_choice_after_going_back_begins_a_new_branch(reader, vi):
    reader.open("/enrolment")
    reader.choose("level", vi.code("level", COLLEGE))
    reader.back()
    reader.choose("from", "2022")
    assert reader.chosen()["level"] == []
    entries, here = places(reader)
    assert here == 1
    assert len(entries) == 2
    reader.back()
    assert reader.chosen()["from"] == ["2019"]


def test_the_menu_keeps_language_and_filters_and_back_returns_to_the_page_before(reader, vi):
    reader.open("/enrolment")
    reader.press("lang", "English")
    reader.choose("from", "2022")
    kept = reader.chosen()
    title = reader.title()

    reader.go("graduates")
    assert (reader.chosen()["lang"], reader.chosen()["from"]) == (["English"], ["2022"])
    reader.go("")
    assert reader.chosen()["lang"] == ["English"]

    reader.back()
    reader.back()
    assert (reader.title(), reader.chosen()) == (title, kept), "one entry for each page"


@pytest.mark.parametrize("path", ["/", "/enrolment", "/targets", "/districts", "/tasks"])
def test_back_leaves_the_site_after_a_first_look(reader, path):
    reader.open(path)
    reader.page.go_back()
    assert reader.page.url == "about:blank"


def test_back_to_a_page_from_the_menu_shows_it_as_it_was(reader, vi):
    reader.open("/")
    reader.press("lang", "English")
    reader.go("enrolment")
    seen = reader.chosen()
    reader.choose("from", "2022")
    reader.back()
    assert reader.chosen() == seen


def test_reloading_a_page_taken_from_the_menu_keeps_language_and_filters(reader):
    reader.open("/enrolment?lang=en&from=2022")
    reader.go("graduates")
    reader.page.reload()
    reader.rest()
    assert (reader.chosen()["lang"], reader.chosen()["from"]) == (["English"], ["2022"])


# --- what nobody meant -----------------------------------------------------------------------

HOSTILE = {
    "values that do not exist": (
        "city=atlantis&lang=xx&units=moon&sample=maybe&level=phd&area=district-999",
        ("city=atlantis", "lang=xx", "units=moon", "sample=maybe", "level=phd", "district-999"),
    ),
    "years out of reach and out of order": (
        "from=99999999999999999999&to=-1&from=2024&to=2020",
        ("from=99999999999999999999", "to=-1", "from=2024"),
    ),
    "markup, SQL and a name nobody knows": (
        "occupation=%3Cscript%3Ealert(1)%3C/script%3E&area=%27%20OR%201=1%20--&__proto__=x"
        "&level=%24%24x%5E2%24%24%20%5Bl%5D(http://evil.example)",
        ("occupation=", "area=", "proto", "level="),
    ),
    "bytes that are no text": ("city=%FF%FE&level=%00&area=%F0%9F%92%A3", ("city=", "level=")),
    "very many and very long values": (
        "&".join(f"level=x{n}" for n in range(50)) + f"&area={'a' * 4000}",
        ("level=x0", "…"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_address_is_answered_with_the_page_and_what_was_left_out(reader, vi, name):
    address, parts = HOSTILE[name]
    reader.page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))

    reader.open(f"/enrolment?{address}")

    said = reader.page.get_by_test_id("stAlert").first.inner_text()
    for part in parts:
        assert part in said
    assert len(said) < 4000
    assert reader.marks(BY_YEAR)
    assert reader.page.locator("[data-testid=stAlert] a, [data-testid=stAlert] .katex").count() == 0


def test_what_was_left_out_is_said_until_the_next_choice(reader, vi):
    reader.open("/enrolment?city=atlantis&level=college")
    said = reader.page.get_by_text("city=atlantis")
    assert said.count() == 1
    reader.show(BY_YEAR, "table")
    assert said.count() == 1
    reader.choose("from", "2022")
    assert said.count() == 0
    assert query(reader.page.url)["city"] == ["hanoi", "haiphong"]
    assert query(reader.page.url)["level"] == ["college"]


def test_an_area_of_a_city_that_is_not_chosen_is_left_out_and_said(reader):
    reader.open("/enrolment?city=haiphong&area=district-005")
    assert "area=district-005" in reader.page.get_by_test_id("stAlert").first.inner_text()
    assert reader.chosen()["area"] == []
