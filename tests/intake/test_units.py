"""Whether the names of two reporting units may be two spellings of one."""

from tests.each import each
from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.names.units import alike_units

KNOWN = "Trung tâm GDNN-GDTX huyện Thanh Trì"


def alike(name, known):
    """The ids that are proposed for a unit where another one is known."""
    unit = institution_id(name)
    return alike_units([unit], [institution_id(known)])[unit]


@each(
    "name",
    [
        "TT GDNN-GDTX huyện Thanh Trì",
        "Trung tâm GDNN - GDTX Thanh Trì",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Thanh Trì",
        "TT GDNN-GDTX",
        "Trung tâm GDNN-GDTX huyện Thanh Trỳ",
    ],
)
def test_another_spelling_of_a_unit_is_recognised(name):
    assert alike(name, KNOWN) == (institution_id(KNOWN),)


@each(
    ("name", "known"),
    [
        ("Trường Trung cấp nghề số 1", "Trường TC nghề số 2"),
        ("Trung tâm dịch vụ việc làm Thanh Trì", KNOWN),
        ("Trung tâm GDNN-GDTX huyện Gia Lâm", KNOWN),
        ("Công ty May 10", KNOWN),
        ("TTGDNN-CM", "TTGDNN-TT"),
        (KNOWN, KNOWN),
    ],
)
def test_another_unit_and_the_same_spelling_are_not(name, known):
    assert alike(name, known) == ()


def test_leading_zeros_and_ranks_of_schools_are_one_number():
    known = "Trường Cao đẳng nghề số 5"
    assert alike("Trường CĐN số 05", known) == (institution_id(known),)
