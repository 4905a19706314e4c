"""Spellings of reporting units by the rules of Vietnamese office abbreviations; 5,000 are known."""

import random
import re
import time
from itertools import product

from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.names.units import alike_units

PLACES = (
    "Thanh Trì", "Gia Lâm", "Đông Anh", "Sóc Sơn", "Mê Linh", "Hoài Đức", "Đan Phượng", "Phúc Thọ",
    "Thạch Thất", "Quốc Oai", "Chương Mỹ", "Thanh Oai", "Thường Tín", "Phú Xuyên", "Ứng Hòa",
    "Mỹ Đức", "Ba Vì", "Thủy Nguyên", "An Dương", "An Lão", "Kiến Thụy", "Tiên Lãng", "Vĩnh Bảo",
    "Cát Hải",
)  # fmt: skip
"""Districts, to 2025, of both cities; the units here are made by rule, for the test alone."""

KINDS = (
    "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện {place}",
    "Trung tâm Dạy nghề huyện {place}",
    "Trung tâm Dịch vụ việc làm {place}",
    "Trường Trung cấp nghề {place}",
    "Trường Cao đẳng nghề {place}",
    "Phòng Lao động - Thương binh và Xã hội huyện {place}",
    "Ủy ban nhân dân huyện {place}",
    "Trường Trung cấp Kinh tế - Kỹ thuật {place} số 2",
)

RULES = {
    "initials of the kind": [("Trung tâm", "TT"), ("Ủy ban nhân dân", "UBND")],
    "both halves short": [
        ("Giáo dục nghề nghiệp - Giáo dục thường xuyên", "GDNN-GDTX"),
        ("Dịch vụ việc làm", "DVVL"),
        ("Lao động - Thương binh và Xã hội", "LĐTBXH"),
        ("Trung cấp nghề", "TCN"),
        ("Cao đẳng nghề", "CĐN"),
        ("Kinh tế - Kỹ thuật", "KTKT"),
    ],
    "in one word": [
        ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "TTGDNN-GDTX"),
        ("Trung tâm Dạy nghề", "TTDN"),
        ("Trung tâm Dịch vụ việc làm", "TTDVVL"),
        ("Lao động - Thương binh và Xã hội", "LĐ-TB&XH"),
        ("Trung cấp", "TC"),
        ("Cao đẳng", "CĐ"),
    ],
    "without the rank of the place": [("huyện ", "")],
    "rank of the place short": [("huyện ", "H. "), ("Trường ", "")],
    "number with a zero": [("số 2", "số 02")],
    "ampersand and dash": [(" - ", " và "), ("Trung tâm", "TT")],
}
"""How offices shorten a name: what is written instead of what."""


def pairs():
    """Return (name, spelling) of every rule that changes the name, and slips of one letter."""
    found = []
    for kind, place in product(KINDS, PLACES):
        name = kind.format(place=place)
        for rule in RULES.values():
            other = name
            for long, short in rule:
                other = other.replace(long, short)
            found += [(name, other), (name, other.upper())] if other != name else []
        found.append((name, re.sub("(?<=[ếềiíơ])n", "m", name)))
    return [(name, other) for name, other in found if institution_id(name) != institution_id(other)]


def known():
    """Return 5,000 ids: those of the pairs, and others that differ in number and place."""
    ids = [institution_id(kind.format(place=place)) for kind, place in product(KINDS, PLACES)]
    chance = random.Random(12)  # noqa: S311 - the same names each time
    syllables = ("Bình", "Hòa", "Lợi", "Minh", "Phú", "Quang", "Tân", "Xuân", "Yên", "Vân", "Sơn")
    while len(set(ids)) < 5000:
        place = " ".join(chance.choices(syllables, k=2))
        kind = chance.choice(KINDS).format(place=place)
        ids.append(institution_id(f"{kind} {chance.randrange(1, 60)}"))
    return list(dict.fromkeys(ids))


def test_spellings_of_a_unit_are_proposed_and_nothing_is_taken_by_itself():
    made, ids = pairs(), known()
    assert len({(institution_id(a), institution_id(b)) for a, b in made}) >= 300
    assert not {institution_id(spelling) for _, spelling in made} & set(ids), "no automatic match"
    found = alike_units([institution_id(spelling) for _, spelling in made], ids)
    first = [found[institution_id(s)][:1] == (institution_id(name),) for name, s in made]
    missed = [pair for pair, there in zip(made, first, strict=True) if not there]
    assert sum(first) / len(first) >= 0.98, missed[:10]


def test_units_that_differ_in_place_kind_or_number_are_not_alike():
    ids = [institution_id(kind.format(place=place)) for kind, place in product(KINDS, PLACES)]
    for place in ("Hòa Lạc", "Long Biên", "Đồ Sơn"):
        others = [institution_id(kind.format(place=place)) for kind in KINDS]
        assert not any(alike_units(others, ids).values())
    number = institution_id(KINDS[-1].format(place="Ba Vì").replace("số 2", "số 3"))
    assert alike_units([number], ids)[number] == ()


def test_five_thousand_names_are_held_against_five_thousand_in_a_second():
    ids, made = known(), pairs()
    spellings = [institution_id(spelling) for _, spelling in made]
    new = [f"{unit}-CO-SO-{n}" for n, unit in enumerate(ids[: 5000 - len(set(spellings))])]
    began = time.process_time()
    alike_units([*spellings, *new], ids)
    assert time.process_time() - began < 1
