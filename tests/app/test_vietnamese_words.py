"""Vietnamese on the pages: numbers, periods, qualifiers and names in hard cases, as they are sent.

What only a browser shows (ticks of axes, lists, labels) is in ``tests/browser``.
"""

import re

import pytest

from tests.each import each

CASES = {
    ("targets",): (
        ("page", "80–85%", "a range beside a point value"),
        ("page", "cuối năm 2024", "the end of a year, small inside a line"),
        ("page", "đến năm 2030", "a period that ends with a year"),
        ("page", "0,96 điểm phần trăm mỗi năm", "a step a year"),
    ),
    ("targets", ("indicator", "trained_rate_certified")): (
        ("page", "0,99 điểm phần trăm mỗi năm", "points of percent, a comma before decimals"),
    ),
    ("targets", ("indicator", "female_enrolment_share")): (
        ("page", "ít nhất 30%", "at least"),
        ("charts", "trên 40%", "over, as a target"),
        ("page", "Tỷ lệ nữ trong tuyển sinh mới", "a title in sentence case, tỷ as the law has it"),
    ),
    ("targets", ("indicator", "secondary_leavers_entering_vet_rate")): (
        ("page", "Tỷ lệ học sinh tốt nghiệp THCS, THPT vào học nghề", "short forms in capitals"),
    ),
    ("sources",): (
        ("page", "trên 60%", "over"),
        ("page", "ngày 07/7/2025", "a day in a document's name"),
    ),
    ("sources", ("figure", "F332")): (
        ("page", "không ghi năm, bài gửi tháng 01/2017", "a period nobody stated"),
        ("page", "1,03 triệu", "millions with decimals"),
        ("page", "2021–2024", "a span of years in a note"),
    ),
    ("overview",): (
        ("charts", "74,25%", "a comma before decimals"),
        ("charts", "39,45%", "two decimals, as published"),
        ("charts", "quý II/2025", "a quarter"),
        ("charts", "Hải Phòng (đến 6/2025)", "a territory with the month in which it ended"),
    ),
    ("enrolment", ("sample", "no")): (
        ("charts", "6 tháng đầu năm 2019: 50.270 người", "the first months of a year"),
        ("charts", "9 tháng đầu năm 2022: khoảng 198.000 lượt", "about, inside a tooltip"),
        ("charts", "Năm 2022 (đến tháng 11): 245.316 lượt", "a year up to a month"),
        ("charts", "trên 16.000 người", "over, with a unit"),
        ("charts", "Mỗi năm (thời kỳ kế hoạch 2025–2035): khoảng 20.000 người", "a span of years"),
        ("charts", "“gần” 198.000", "Vietnamese quotation marks"),
    ),
    ("enrolment",): (
        ("page", "khoảng 20.000 lao động nông thôn mỗi năm", "thousands in a sentence"),
        ("page", "Hải Phòng (từ 7/2025)", "a territory with the month in which it began"),
        ("page", "quý I–III/2026", "some quarters of a year"),
        ("charts", "hợp nhất 01/7/2025", "a day as offices write it"),
        ("page", "DỮ LIỆU MẪU", "capitals with marks"),
        ("charts", "2025: 257.194 lượt", "hundreds of thousands in a tooltip"),
        ("charts", "quý III–IV/2025: 51.500 lượt", "half a year as quarters"),
        ("page", "2019–2026", "the years of the filter"),
    ),
    ("enrolment", ("city", "hanoi"), ("from", "2024"), ("to", "2025")): (
        ("table", "257.194 lượt", "thousands in a table"),
    ),
    ("graduates",): (
        ("page", r"/\d{2},\d%", "a computed rate has one decimal"),
        ("table", "Đào tạo dưới 3 tháng", "a name that begins with Đ"),
        ("table", "Cao đẳng", "a name with ă"),
    ),
    ("graduates", ("city", "hanoi"), ("from", "2024"), ("to", "2025")): (
        ("table", r"/\d{2},\d–\d{2},\d%", "an interval is a range with one unit"),
        ("table", r"/\d{1,3}\.\d{3}", "thousands in a table"),
    ),
    ("districts", ("place", "district-277")): (
        ("page", "Huyện Chương Mỹ", "a district with its kind"),
        ("page", "khoảng 98% diện tích đơn vị mới", "a share that is an estimate"),
        ("page", "xã Trần Phú (Hà Nội, 10081)", "a name that two units share, told apart"),
        ("charts", r"/địa giới mới từ\s?01/7/2025", "a day in figures, on a line of its own"),
    ),
    ("districts", ("units", "commune")): (
        ("page", "Thành lập ngày 01/7/2025", "a day in figures, inside a sentence"),
    ),
    ("districts", ("place", "district-311-20250101")): (
        ("page", "Thủy Nguyên", "the spelling of the tone is the catalogue's, one for each name"),
    ),
}  # fmt: skip
"""Page and address -> (where, what has to stand there, why); after a slash, a pattern."""


def _spaced(words):
    """Return words without the marks of bold, with one space for each break."""
    return re.sub(r"(?:\s|<br>)+", " ", re.sub(r"</?b>", "", words))


@pytest.fixture(scope="module")
def sent(open_page):
    """Return a function that opens an address once and says what was sent for it."""
    seen = {}

    def look(place):
        if place not in seen:
            page, *address = place
            screen = open_page(page, lang="vi", **dict(address))
            charts = [str(screen.chart(p)) for p in screen.filled]
            seen[place] = {"page": _spaced(screen.words), "charts": _spaced("\n".join(charts))}
            if any(where == "table" for where, *_ in CASES[place]):
                screen.show("table")
                tables = [screen.table(p).reset_index().to_string() for p in screen.filled]
                seen[place]["table"] = _spaced("\n".join(tables))
        return seen[place]

    return look


FLAT = [(place, *case) for place, cases in CASES.items() for case in cases]


@each(("place", "where", "expected", "why"), FLAT)
def test_the_page_says(sent, place, where, expected, why):
    stands = sent(place)[where]
    if expected.startswith("/"):
        assert re.search(expected[1:], stands), why
    else:
        assert expected in stands, why


def test_names_stand_as_they_are_published(sent):
    """The spelling of the tone (Thủy or Thuỷ) is the catalogue's, one for each name."""
    for place in CASES:
        assert "Thuỷ Nguyên" not in "".join(sent(place).values())


def test_a_csv_keeps_points_where_the_page_has_commas(open_page):
    screen = open_page(lang="vi")
    assert "39,45%" in str(screen.chart("target-gaps"))
    rows = screen.csv("target-gaps").rows
    assert "39.45" in {row["value"] for row in rows}
    assert not any("," in row["value"] for row in rows)
    assert {"Lao động nông thôn được đào tạo nghề"} < {row["indicator_vi"] for row in rows}
