"""Whether the names of two reporting units may be two spellings of one."""

from tests.each import each
from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.names.units import alike_units, kind_of_unit

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


@each(
    ("name", "kind"),
    [
        ("Trường CĐ nghề số 5", "college"),
        ("Trường Trung cấp nghề số 1", "intermediate_school"),
        ("TTDVVL Hà Nội", "employment_service_centre"),
        ("Trung tâm dịch vụ việc làm Hải Phòng", "employment_service_centre"),
        ("TT GDNN-GDTX Thanh Trì", "centre"),
        ("Cty TNHH May 10", "enterprise"),
        ("Phòng LĐ-TB&XH huyện Thanh Trì", "office"),
        ("CS-0001", "other_unit"),
    ],
)
def test_the_kind_of_a_unit_is_read_off_its_name(name, kind):
    assert kind_of_unit(institution_id(name)) == kind


def test_the_units_of_the_reference_data_are_known_by_their_names(catalogue):
    for unit in catalogue.units:
        assert unit.id == institution_id(unit.name.vi)
        assert unit.kind == kind_of_unit(unit.id)
