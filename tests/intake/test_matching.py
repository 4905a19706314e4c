"""From an office's words to codes: exact, near, accepted, unknown."""

import string
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.returns.names.lookup import NEAR
from vtdash.returns.names.matching import MOST, Matcher
from vtdash.returns.names.office_words import plain, spell

OLD, NEW = date(2024, 1, 1), date(2025, 7, 1)
KINDS = ("city", "area", "occupation", "level", "audience", "item")
DAYS = (None, OLD, date(2025, 1, 1), NEW)
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


@pytest.fixture(scope="module")
def matcher(catalogue):
    return Matcher(catalogue)


def codes(match):
    return [candidate.code for candidate in match.candidates]


# --- one form for comparing ---------------------------------------------------------------------


@each(
    ("one", "other"),
    [
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Hoà Lạc", "Hòa Lạc"),
        ("Khoẻ", "Khỏe"),
        ("BA ĐÌNH", "ba đình"),
        ("Ba Đình", unicodedata.normalize("NFD", "Ba Đình")),
        ("  Ba\u00a0 Đình ", "Ba Đình"),
        ("Văn Miếu - Quốc Tử Giám", "Văn Miếu – Quốc Tử Giám"),
        ("Ðống Đa", "Đống Đa"),
    ],
)
def test_texts_that_a_reader_takes_for_the_same_are_spelled_the_same(one, other):
    assert spell(one) == spell(other)


@each(("one", "other"), [("Kĩ thuật", "Kỹ thuật"), ("Ba Đình", "Ba Dính")])
def test_other_letters_or_accents_are_another_spelling(one, other):
    assert spell(one) != spell(other)


def test_the_plain_form_has_no_accents_capitals_or_punctuation():
    assert plain("  Q. ĐỐNG-Đa ") == "q dong da"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_the_plain_form_of_a_plain_form_is_itself(text):
    assert plain(plain(text)) == plain(text)


# --- areas --------------------------------------------------------------------------------------


@each(
    "text",
    [
        "001", "Quận Ba Đình", "quận ba đình", "BA DINH", "Q. Ba Đình", "Q.Ba Đình", "Ba Đình",
        "Ba Dinh Urban District", "Ba Dinh District", "001 - Quận Ba Đình", "Quận Ba Đình (001)",
        "UBND quận Ba Đình", "Quận Ba Đình, Hà Nội", "Ba Đình - TP. Hà Nội", "Quan Ba Đình",
        unicodedata.normalize("NFD", "QUẬN BA ĐÌNH"),
    ],
)  # fmt: skip
def test_a_district_is_known_by_code_or_name_however_it_is_written(matcher, text):
    match = matcher.match("area", text, day=OLD)
    assert (match.how, match.code, match.candidates) == ("exact", "001", ())


@each(
    ("text", "code"),
    [
        ("TX Sơn Tây", "269"),
        ("TP. Hải Dương", "288"),
        ("Huyện đảo Cát Hải", "317"),
        ("h. thuỷ nguyên", "311"),
        ("Hai Bà Trưng", "007"),
    ],
)
def test_every_kind_of_district_is_known_with_its_usual_prefix(matcher, text, code):
    assert matcher.match("area", text, day=OLD).code == code


@each(
    ("text", "code"),
    [
        ("Phường Ba Đình", "00004"),
        ("P. Phương Liệt", "00352"),
        ("Phương Liệt", "00352"),
        ("xã Hoà Lạc", "09988"),
        ("Van Mieu Quoc Tu Giam", "00226"),
        ("Đặc khu Bạch Long Vĩ", "11948"),
        ("Thanh Trì", "00640"),
        ("00640", "00640"),
    ],
)
def test_units_of_today_are_known_in_a_period_of_today(matcher, text, code):
    assert matcher.match("area", text, day=NEW).code == code


@each("text", ["Ba Dính", "Ba Đinh", "Bà Đình", "Ba Đìng", "Xã Ba Đình"])
def test_other_accents_letters_or_kinds_are_near_and_need_a_yes(matcher, text):
    match = matcher.match("area", text, day=NEW)
    assert (match.how, match.code, codes(match)[0]) == ("near", "", "00004")
    assert all(0 < candidate.score < 1 for candidate in match.candidates)


def test_a_name_without_accents_that_two_areas_share_proposes_both(matcher):
    match = matcher.match("area", "Cam Giang", day=NEW)
    assert (match.how, codes(match)) == ("near", ["10888", "10903"])


@each(("text", "code"), [("Cẩm Giang", "10888"), ("Cẩm Giàng", "10903")])
def test_accents_tell_two_names_apart(matcher, text, code):
    assert matcher.match("area", text, day=NEW).code == code


def test_a_name_without_accents_is_taken_where_one_area_of_the_day_bears_it(matcher):
    assert matcher.match("area", "Cam Giang", day=OLD).code == "295"


def test_a_name_of_two_cities_needs_the_city_or_the_kind(matcher):
    both = matcher.match("area", "Hà Đông", day=NEW)
    assert (both.how, set(codes(both))) == ("near", {"09556", "10882"})
    assert matcher.match("area", "Hà Đông", day=NEW, city="haiphong").code == "10882"
    assert matcher.match("area", "Phường Hà Đông", day=NEW).code == "09556"
    assert matcher.match("area", "Hà Đông, Hà Nội", day=NEW).code == "09556"


def test_the_same_words_are_a_district_before_july_2025_and_a_commune_after(matcher):
    assert matcher.match("area", "Thanh Trì", day=date(2025, 6, 30)).code == "020"
    assert matcher.match("area", "Thanh Trì", day=date(2025, 7, 1)).code == "00640"


def test_a_district_in_a_period_of_today_proposes_its_communes_its_namesake_first(matcher):
    match = matcher.match("area", "Huyện Thanh Trì", day=NEW)
    assert (match.how, match.code, len(match.candidates)) == ("near", "", MOST)
    assert codes(match)[:2] == ["00640", "00664"]  # its namesake, then the largest share of area
    assert match.candidates[1].score == pytest.approx(0.999)


def test_a_districts_code_in_a_period_of_today_proposes_its_communes(matcher):
    match = matcher.match("area", "001", day=NEW)
    assert (match.how, codes(match)[:3]) == ("near", ["00004", "00008", "00025"])


@each("text", ["Phường Giảng Võ", "Giảng Võ", "00025"])
def test_a_commune_of_today_in_an_older_period_proposes_its_districts(matcher, text):
    match = matcher.match("area", text, day=OLD)
    assert (match.how, codes(match)) == ("near", ["001", "006"])


@each(
    ("text", "heirs"),
    [
        ("Phường Trúc Bạch", ["00004"]),
        ("truc bach", ["00004"]),
        ("00013", ["00004"]),
        ("00004 - Phường Trúc Bạch", ["00004"]),
        ("Thị trấn Văn Điển", ["00640", "00337", "00664"]),  # the largest part first
    ],
)
def test_a_ward_that_ended_proposes_the_units_that_it_went_into(matcher, text, heirs):
    match = matcher.match("area", text, day=NEW)
    assert (match.how, match.code, codes(match)) == ("near", "", heirs)


def test_a_ward_that_ended_proposes_its_district_in_an_older_period(matcher):
    for text in ("Phường Trúc Bạch", "00013"):
        match = matcher.match("area", text, day=OLD)
        assert (match.how, codes(match)) == ("near", ["001"])
    assert {area.name.vi for area in matcher.areas_named("00004")} == {
        "Phường Trúc Bạch",
        "Phường Ba Đình",
    }


@each("day", [date(2024, 12, 31), date(2025, 1, 1)])
def test_a_district_with_two_periods_of_validity_is_known_in_both(matcher, day):
    for text in ("303", "Hồng Bàng", "Quận Hồng Bàng"):
        assert matcher.match("area", text, day=day).code == "303"


def test_a_kind_that_has_changed_is_asked_about(matcher):
    assert matcher.match("area", "Huyện An Dương", day=date(2024, 12, 31)).code == "312"
    match = matcher.match("area", "Huyện An Dương", day=date(2025, 1, 1))
    assert (match.how, codes(match)) == ("near", ["312"])


@each(("text", "day", "first"), [("1", OLD, "001"), ("4", NEW, "00004"),
                                                     ("316", NEW, "00316")])  # fmt: skip
def test_a_code_without_its_leading_zeros_is_near(matcher, text, day, first):
    match = matcher.match("area", text, day=day)
    assert (match.how, codes(match)[0]) == ("near", first)


def test_a_code_and_a_name_that_contradict_each_other_propose_both(matcher):
    match = matcher.match("area", "001 - Quận Hoàn Kiếm", day=OLD)
    assert (match.how, set(codes(match))) == ("near", {"001", "002"})


def test_an_area_of_another_city_is_no_candidate(matcher):
    for text in ("303", "Quận Hồng Bàng"):
        match = matcher.match("area", text, city="hanoi", day=OLD)
        assert not match.code
        assert "303" not in codes(match)
        assert {area.code for area in matcher.areas_named(text)} == {"303"}
    assert matcher.match("area", "Quận Ba Đình, Hà Nội", city="haiphong", day=OLD).how == "unknown"


def test_without_a_day_only_a_full_code_is_exact(matcher):
    assert matcher.match("area", "303").code == "303"
    assert matcher.match("area", "00004").code == "00004"
    match = matcher.match("area", "Thanh Trì")
    assert (match.how, set(codes(match))) == ("near", {"020", "00640"})
    assert matcher.match("area", "Xã Thanh Trì").how == "near"


@each("text", ["", " . ", "Quận 1", "99999", "Tỉnh Quảng Ninh", "x" * 5000])
def test_what_is_like_no_area_is_unknown(matcher, text):
    match = matcher.match("area", text, day=OLD)
    assert (match.how, match.code, match.candidates) == ("unknown", "", ())


def test_every_area_is_known_by_its_names_and_its_code_on_its_first_and_last_day(
    catalogue, matcher
):
    for area in catalogue.areas:
        if area.level == "province":
            continue
        for day in (area.valid_from or OLD, area.valid_to or date(2030, 1, 1)):
            for text in (area.code, area.name.vi, area.name.vi.upper()):
                match = matcher.match("area", text, city=area.city, day=day)
                assert (match.how, match.code) == ("exact", area.code), (text, day)


def test_the_dictionaries_alone_are_asked_where_no_search_is_wanted(matcher):
    assert matcher.match("area", "Ba Dính", day=OLD, search=False).how == "unknown"
    assert matcher.match("area", "Q. Ba Đình", day=OLD, search=False).code == "001"


# --- occupations --------------------------------------------------------------------------------


@each(
    ("text", "key"),
    [
        ("480201", "480201"),
        ("6480201", "480201"),
        ("5210207", "210207"),
        ("R05", "R05"),
        ("r05", "R05"),
        ("Công nghệ thông tin", "480201"),
        ("480201 - Công nghệ thông tin", "480201"),
        ("Hàn điện (R05)", "R05"),
        ("Information technology", "480201"),
        ("MAY CONG NGHIEP", "R14"),
        ("Nghề may công nghiệp", "R14"),
        ("Lớp May công nghiệp K5", "R14"),
        ("May công nghiệp (lớp 1)", "R14"),
        ("May công nghiệp - khóa 2", "R14"),
        ("Lớp May công nghiệp khóa II năm 2024", "R14"),
        ("1. Mây tre đan", "R04"),
        ("Lớp 3: Pha chế đồ uống", "R11"),
        ("Sơ cấp nghề Hàn điện", "R05"),
        ("Kế toán - K5", "340301"),
        ("Đào tạo nghề Thêu ren cho lao động nông thôn", "R03"),
        ("Thêu ren 2023-2024", "R03"),
        ("Trồng nấm 2024", "R29"),
        ("Trồng nấm năm 2024", "R29"),
        ("Hàn", "520123"),
    ],
)
def test_an_occupation_is_known_by_key_code_or_name_with_the_words_of_class_lists(
    matcher, text, key
):
    match = matcher.match("occupation", text)
    assert (match.how, match.code) == ("exact", key)


@each(
    ("text", "key"),
    [
        ("Kĩ thuật chế biến món ăn", "810207"),
        ("Chế biến món ăn", "810207"),
        ("Trồng rau an toàn", "R20"),
        ("Lớp trồng nâm K2", "R29"),
        ("Y sĩ", "720101"),
        ("Kỹ thuật trồng hoa", "R24"),
        ("5480201", "480201"),
        ("R5", "R05"),
    ],
)
def test_an_occupation_spelled_in_another_way_is_near(matcher, text, key):
    match = matcher.match("occupation", text)
    assert (match.how, match.code, codes(match)[0]) == ("near", "", key)


def test_a_name_that_stands_in_both_lists_proposes_both(matcher):
    match = matcher.match("occupation", "Điện dân dụng")
    assert (match.how, codes(match)) == ("near", ["520226", "R06"])


def test_a_key_and_a_name_that_contradict_each_other_propose_both_occupations(matcher):
    match = matcher.match("occupation", "480201 - Hàn điện")
    assert (match.how, codes(match)) == ("near", ["480201", "R05"])


@each("text", ["Lái xe ô tô hạng B2", "K5", "Lớp", "2024", "Cooking"])
def test_what_is_like_no_occupation_is_unknown(matcher, text):
    assert matcher.match("occupation", text).how == "unknown"


def test_every_occupation_is_known_by_its_key_and_exact_or_proposed_by_its_name(catalogue, matcher):
    for occupation in catalogue.occupations:
        assert matcher.match("occupation", occupation.key).code == occupation.key
        match = matcher.match("occupation", f"Lớp {occupation.name.vi} K3")
        assert occupation.key in {match.code, *codes(match)}


# --- short lists --------------------------------------------------------------------------------


@each(
    ("kind", "text", "code"),
    [
        ("city", "Hà Nội", "hanoi"),
        ("city", "TP. HẢI PHÒNG", "haiphong"),
        ("city", "Ha Noi", "hanoi"),
        ("city", "HaiPhong", "haiphong"),
        ("level", "cao đẳng", "college"),
        ("level", "Trung cấp", "intermediate"),
        ("level", "Trung cấp nghề", "intermediate"),
        ("level", "Hệ trung học nghề", "vocational_secondary"),
        ("level", "THN", "vocational_secondary"),
        ("level", "Trình độ sơ cấp", "elementary"),
        ("level", "SC", "elementary"),
        ("level", "dưới 3 tháng", "under_3_months"),
        ("level", "Đào tạo dưới 03 tháng", "under_3_months"),
        ("level", "under_3_months", "under_3_months"),
        ("audience", "LĐNT", "rural_workers"),
        ("audience", "cán bộ, công chức, viên chức", "public_staff"),
        ("audience", "HSSV", "pupils_students"),
        ("item", "HN-T1", "HN-T1"),
        ("item", "hn t1", "HN-T1"),
        ("item", "Nhiệm vụ 3", "HN-T3"),
        ("item", "NV3", "HN-T3"),
        ("item", "Nhóm giải pháp số 2", "HP-M2"),
        ("item", "Công tác tuyên truyền", "HN-T1"),
        ("item", "Nhiệm vụ 1: Công tác tuyên truyền", "HN-T1"),
    ],
)
def test_short_lists_are_known_by_id_name_and_usual_words(matcher, kind, text, code):
    match = matcher.match(kind, text)
    assert (match.how, match.code) == ("exact", code)


@each(
    ("kind", "text", "proposed"),
    [
        ("level", "đào tạo thường xuyên", ["elementary", "under_3_months"]),
        ("level", "3 tháng", ["elementary", "under_3_months"]),
        ("level", "Sơ cáp", ["elementary"]),
        ("level", "Trung học chuyên nghiệp", ["intermediate", "vocational_secondary"]),
        ("city", "Tỉnh Hải Dương", ["haiphong"]),
        ("item", "Nhiệm vụ 2: Công tác tuyên truyền", ["HN-T1", "HN-T2"]),
        ("item", "1", ["HN-T1", "HP-M1"]),
    ],
)
def test_words_that_may_mean_a_value_are_near(matcher, kind, text, proposed):
    match = matcher.match(kind, text)
    assert (match.how, match.code, codes(match)) == ("near", "", proposed)


def test_an_item_of_another_city_is_not_taken(matcher):
    assert matcher.match("item", "HP-M1", city="haiphong").code == "HP-M1"
    assert matcher.match("item", "HP-M1", city="hanoi").code == ""
    assert codes(matcher.match("item", "1", city="hanoi")) == ["HN-T1"]


@each(("kind", "text"), [("level", "Đại học"), ("level", "all"),
                                            ("city", "TP.HCM"), ("audience", "?")])  # fmt: skip
def test_what_is_in_no_short_list_is_unknown(matcher, kind, text):
    assert matcher.match(kind, text).how == "unknown"


# --- what the steward accepted ------------------------------------------------------------------


def test_what_the_steward_accepted_is_taken(matcher):
    accepted = {("area", plain("Ba Dính")): "001", ("occupation", plain("Lái xe")): "R16"}
    match = matcher.match("area", "BA DÍNH", day=OLD, accepted=accepted)
    assert (match.how, match.code) == ("accepted", "001")
    assert matcher.match("occupation", "lái xe", accepted=accepted).code == "R16"


def test_an_exact_match_stands_whatever_was_accepted_for_its_letters(matcher):
    match = matcher.match("level", "Sơ cấp", accepted={("level", "so cap"): "intermediate"})
    assert (match.how, match.code) == ("exact", "elementary")


@each(("code", "day", "city"), [("001", NEW, ""), ("nowhere", OLD, ""),
                                                    ("001", OLD, "haiphong")])  # fmt: skip
def test_an_accepted_code_that_is_not_in_force_there_is_not_taken(matcher, code, day, city):
    accepted = {("area", "ba dinh"): code}
    assert matcher.match("area", "Ba Đình", day=day, city=city, accepted=accepted).code != code


def test_an_acceptance_does_not_carry_over_to_the_name_of_another_area(matcher):
    accepted = {("area", "cam giang"): "10888"}
    assert matcher.match("area", "Cam Giang", day=NEW, accepted=accepted).code == "10888"
    match = matcher.match("area", "Cẩm Giàng", day=NEW, accepted=accepted)
    assert (match.how, match.code) == ("exact", "10903")


def test_an_acceptance_for_a_text_without_letters_means_nothing(matcher):
    assert matcher.match("level", "???", accepted={("level", ""): "college"}).how == "unknown"


# --- any text -----------------------------------------------------------------------------------

texts = st.text(max_size=80) | st.text(VIETNAMESE + string.punctuation + " 0123456789", max_size=80)


@settings(deadline=None)
@given(st.sampled_from(KINDS), texts, st.sampled_from(("", "hanoi", "haiphong")),
       st.sampled_from(DAYS))  # fmt: skip
def test_any_text_gives_a_code_or_candidates_best_first_or_nothing(matcher, kind, text, city, day):
    match = matcher.match(kind, text, city=city, day=day)
    assert (match.how == "exact") == bool(match.code)
    assert (match.how == "near") == bool(match.candidates)
    assert len(set(codes(match))) == len(match.candidates) <= MOST
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)


@settings(deadline=None)
@given(st.sampled_from(("occupation", "level", "audience", "city")), texts)
def test_candidates_of_lists_stand_by_score(matcher, kind, text):
    scores = [candidate.score for candidate in matcher.match(kind, text).candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0.9 * NEAR - 0.001 for score in scores)


@settings(deadline=None)
@given(st.data(), st.sampled_from(KINDS), st.sampled_from(DAYS))
def test_capitals_spaces_and_composition_make_no_difference(catalogue, matcher, data, kind, day):
    names = [area.name.vi for area in catalogue.areas] + [o.name.vi for o in catalogue.occupations]
    names += ["Sơ cấp", "Học sinh, sinh viên", "Hà Nội", "Công tác tuyên truyền"]
    own = st.sampled_from(names) | st.text(VIETNAMESE + " ", max_size=40)
    text = data.draw(own)
    match = matcher.match(kind, text, day=day)
    for other in (unicodedata.normalize("NFD", text), text.upper(), f"  {text}\t"):
        same = matcher.match(kind, other, day=day)
        assert (same.how, same.code, same.candidates) == (match.how, match.code, match.candidates)


@settings(deadline=None)
@given(texts)
def test_whatever_was_accepted_is_taken_for_a_text_that_is_not_exact(matcher, text):
    accepted = {("level", plain(text)): "college"}
    alone, match = matcher.match("level", text), matcher.match("level", text, accepted=accepted)
    if alone.how == "exact" or not plain(text):
        assert match == alone
    else:
        assert (match.how, match.code) == ("accepted", "college")


@settings(deadline=None)
@given(st.data())
def test_one_slip_of_the_keyboard_in_a_longer_name_still_proposes_it(catalogue, matcher, data):
    occupation = data.draw(
        st.sampled_from([o for o in catalogue.occupations if len(o.name.vi) > 9])
    )
    name = occupation.name.vi
    at = data.draw(st.integers(1, len(name) - 1))
    match = matcher.match("occupation", name[:at] + name[at + 1 :])
    assert occupation.key in {match.code, *codes(match)}
