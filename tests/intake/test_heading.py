"""What stands above the header of an official form."""

import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.each import each
from vtdash.returns.model import Place
from vtdash.returns.names.heading import read_heading
from vtdash.returns.names.heading_lines import agreed, read_period
from vtdash.returns.names.matching import Matcher


@dataclass(frozen=True)
class Sheet:
    """The head of a sheet; whoever asks for its rows has gone too far."""

    cells: tuple
    name: str = "Biểu 1"

    def head(self):
        return self.cells[:60]

    def rows(self):
        raise AssertionError("the heading stands above the table")


@pytest.fixture(scope="module")
def read(catalogue):
    names = Matcher(catalogue).areas

    def read(*rows, header_row=None):
        cells = tuple(row if isinstance(row, tuple) else (row,) for row in rows)
        header_row = len(rows) + 1 if header_row is None else header_row
        return read_heading(Sheet(cells), header_row, catalogue, names)

    return read


# --- the period ---------------------------------------------------------------------------------


@each(
    ("text", "period"),
    [
        ("Quý III/2025", "2025-Q3"),
        ("QUÝ 3 NĂM 2025", "2025-Q3"),
        ("quý iv năm 2024", "2024-Q4"),
        ("Kỳ báo cáo: Quý I - 2024", "2024-Q1"),
        ("Q2/2024", "2024-Q2"),
        ("2024-Q2", "2024-Q2"),
        ("2024Q2", "2024-Q2"),
        ("Third quarter of 2025", "2025-Q3"),
        ("Kỳ báo cáo: từ 01/07/2025 đến 30/09/2025", "2025-Q3"),
        ("Từ ngày 1 tháng 7 năm 2025 đến hết ngày 30 tháng 9 năm 2025", "2025-Q3"),
        ("Từ 01/7 đến 30/9/2025", "2025-Q3"),
        ("Từ tháng 7 đến tháng 9 năm 2025", "2025-Q3"),
        ("Kỳ báo cáo: 2025-07-01 - 2025-09-30", "2025-Q3"),
        ("từ 01/01/2024 đến 31/12/2024", "2024"),
        ("Năm 2024", "2024"),
        ("BÁO CÁO KẾT QUẢ ĐÀO TẠO NGHỀ NĂM 2024", "2024"),
        ("Kết quả quý III/2025 so với quý II/2025", "2025-Q3"),
    ],
)
def test_a_period_is_read_however_it_is_written(text, period):
    assert agreed([read_period(text)]) == period
    assert agreed([read_period(unicodedata.normalize("NFD", text))]) == period


@each(
    "text",
    [
        "6 tháng đầu năm 2025",
        "9 tháng năm 2025",
        "Báo cáo quý II và 6 tháng đầu năm 2025",
        "Quý II và quý III năm 2025",
        "Quý II, III/2025",
        "Quý III",
        "Tháng 9 năm 2025",
        "Tháng 9/2025",
        "từ 15/12/2024 đến 14/3/2025",
        "từ 01/07/2024 đến 30/09/2025",
        "từ 99/99/2025 đến 30/09/2025",
        "năm học 2024-2025",
        "giai đoạn 2021-2025",
        "đến năm 2030",
        "Hà Nội, ngày 5 tháng 10 năm 2025",
        "ngày ... tháng ... năm 2025",
        "(Ban hành kèm theo Quyết định số 1956 năm 2009)",
        "Thời gian học: từ 01/07/2025 đến 30/09/2025",
        "Từ 26 đến 45",
    ],
)
def test_what_is_not_one_quarter_or_year_is_no_period(text):
    assert agreed([read_period(text)]) == ""


def test_a_labelled_period_goes_before_other_lines(read):
    heading = read("Kế hoạch quý I/2025", "Kỳ báo cáo: Quý IV/2024", "Quý II/2025")
    assert (heading.period, heading.period_place) == ("2024-Q4", Place("Biểu 1", 2, "A"))


def test_lines_that_contradict_each_other_leave_the_period_missing(read):
    heading = read("Quý I/2025", "Quý II/2025")
    assert (heading.period, heading.period_place) == ("", Place())


def test_half_a_year_stays_missing_though_another_line_names_the_year(read):
    assert read("Kỳ báo cáo: 6 tháng đầu năm 2025", "Năm 2025").period == ""


@each(
    "row",
    [
        ("Quý:", "III", None, "Năm:", 2025.0),
        ("Quý", "III", "năm", "2025"),
        ("Kỳ báo cáo:", None, "Quý III/2025"),
        ("Từ ngày", datetime(2025, 7, 1), "đến ngày", datetime(2025, 9, 30)),
    ],
)
def test_a_period_may_stand_in_several_cells(read, row):
    assert read(row).period == "2025-Q3"


# --- units, symbol, place -----------------------------------------------------------------------

FORM_1 = (
    ("UBND HUYỆN THANH TRÌ", None, None, "Đơn vị báo cáo: Trung tâm GDNN - GDTX huyện Thanh Trì"),
    ("Biểu số 01/LĐNT", None, None, "Đơn vị nhận báo cáo: Sở Lao động - Thương binh và Xã hội"),
    ("KẾT QUẢ ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN",),
    ("Kỳ báo cáo: Quý II/2025",),
    ("Ngày nhận báo cáo: trước ngày 15/07/2025",),
)


def test_the_heading_of_an_official_form_is_read_whole(read):
    heading = read(*FORM_1)
    assert (heading.period, heading.period_place) == ("2025-Q2", Place("Biểu 1", 4, "A"))
    assert heading.unit == "Trung tâm GDNN - GDTX huyện Thanh Trì"
    assert heading.unit_place == Place("Biểu 1", 1, "D")
    assert heading.receiver == "Sở Lao động - Thương binh và Xã hội"
    assert (heading.symbol, heading.areas, heading.city) == ("01/LĐNT", ("020",), "hanoi")
    assert (heading.occupation_text, heading.level_text) == ("", "")


def test_decomposed_text_gives_the_same_heading(read):
    decomposed = [
        tuple(cell and unicodedata.normalize("NFD", cell) for cell in row) for row in FORM_1
    ]
    assert read(*decomposed) == read(*FORM_1)


def test_text_that_merged_cells_repeat_counts_once(read):
    assert read(*(row * 3 for row in FORM_1[2:])).period == "2025-Q2"


@each(
    "rows",
    [
        ("Đơn vị báo cáo: TT GDNN Sóc Sơn",),
        ("ĐƠN VỊ GỬI: TT GDNN Sóc Sơn",),
        (("Đơn vị báo cáo:", None, "TT GDNN Sóc Sơn"),),
        ("Đơn vị báo cáo: ........", "TT GDNN Sóc Sơn"),
        ("Đơn vị báo cáo:\nTT GDNN Sóc Sơn\nĐịa chỉ: thị trấn",),
        ("Đơn vị báo cáo: TT GDNN Sóc Sơn   Kỳ báo cáo: Quý 4/2024",),
        ("SỞ LĐTBXH HÀ NỘI", "TT GDNN Sóc Sơn"),
        ("UBND HUYỆN SÓC SƠN", "TT GDNN Sóc Sơn", "Đơn vị nhận báo cáo: Sở LĐTBXH"),
        ("TT GDNN Sóc Sơn - Điện thoại 0912 345 678",),
    ],
)
def test_the_reporting_unit_is_found_with_or_without_a_label(read, rows):
    assert read(*rows).unit == "TT GDNN Sóc Sơn"


@each(
    ("rows", "unit"),
    [
        (("ỦY BAN NHÂN DÂN", "HUYỆN GIA LÂM"), "ỦY BAN NHÂN DÂN HUYỆN GIA LÂM"),
        (("TRUNG TÂM GDNN", "- GDTX HUYỆN BA VÌ"), "TRUNG TÂM GDNN - GDTX HUYỆN BA VÌ"),
        (("Trường Trung cấp Xây dựng",), "Trường Trung cấp Xây dựng"),
    ],
)
def test_a_unit_without_a_label_may_stand_in_two_lines(read, rows, unit):
    assert read(*rows).unit == unit


@each(
    "line",
    [
        "Đơn vị: người",
        "Đơn vị tính: lượt người",
        "TRƯỞNG PHÒNG",
        "Số: 12/BC-LĐ",
        "Phòng 201",
        "BÁO CÁO CỦA CÁC TRUNG TÂM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đơn vị nhận báo cáo: Sở Nội vụ",
    ],
)
def test_a_line_that_is_no_unit_is_not_taken_for_one(read, line):
    assert read(line).unit == ""


@each(
    ("line", "symbol"),
    [
        ("Biểu số 01/LĐNT", "01/LĐNT"),
        ("Mẫu số: 02-BC", "02-BC"),
        ("Biểu mẫu 3", "3"),
        ("Phụ lục II", "II"),
        ("Ký hiệu: LĐNT-01 (Ban hành kèm theo Thông tư)", "LĐNT-01"),
        ("Mẫu đơn xin học nghề", ""),
    ],
)
def test_the_symbol_of_the_form_is_read(read, line, symbol):
    assert read(line).symbol == symbol


def test_an_area_has_to_be_in_force_in_the_period(read):
    assert read("UBND HUYỆN BA VÌ", "Quý II/2025").areas == ("271",)
    assert read("UBND HUYỆN BA VÌ", "Quý III/2025").areas == ()
    assert read("UBND XÃ BA VÌ", "Quý III/2025").areas == ("09700",)
    assert read("UBND HUYỆN BA VÌ").areas == ("271",)
    assert read("UBND HUYỆN BA VÌ", "Năm 2025").areas == ()  # a year is known by its last day


def test_a_school_that_keeps_the_name_of_its_former_district_is_in_no_commune_by_it(read):
    assert read("TT GDNN - GDTX THANH TRÌ", "Quý II/2025").areas == ("020",)
    assert read("TT GDNN - GDTX THANH TRÌ", "Quý III/2025").areas == ()
    assert read("TT GDNN - GDTX THANH TRÌ").areas == ("020", "00640")


@each(
    ("rows", "areas", "city"),
    [
        (("TRƯỜNG TRUNG CẤP TRẦN PHÚ", "BÁO CÁO TRÊN ĐỊA BÀN XÃ AN KHÁNH, TP. HẢI PHÒNG"),
         ("11668",), "haiphong"),
        (("UBND XÃ AN KHÁNH",), ("09877", "11668"), ""),
        (("SỞ LĐTBXH TỈNH HẢI DƯƠNG", "Huyện: Cẩm Giàng"), ("295",), "haiphong"),
        (("Quận/Huyện: Ba Đình", "Quý I/2024"), ("001",), "hanoi"),
        (("Reporting unit: Vocational Centre, Ba Dinh Urban District", "Q1/2024"),
         ("001",), "hanoi"),
        (("Kính gửi: Sở Lao động Hà Nội", "UBND quận Hồng Bàng, Hải Phòng"), ("303",), "haiphong"),
    ],
)  # fmt: skip
def test_areas_and_the_city_are_taken_from_unit_and_title(read, rows, areas, city):
    heading = read(*rows)
    assert (heading.areas, heading.city) == (areas, city)


# --- occupation and level -----------------------------------------------------------------------


@each(
    ("rows", "occupation", "level"),
    [
        (("Nghề đào tạo: May công nghiệp", "Trình độ: Sơ cấp"), "May công nghiệp", "Sơ cấp"),
        (("Nghề đào tạo: May công nghiệp - Trình độ đào tạo: dưới 3 tháng",),
         "May công nghiệp", "dưới 3 tháng"),
        ((("Lớp:", "Hàn điện K5"), ("Giáo viên: Nguyễn Văn A",)), "Hàn điện K5", ""),
        (("DANH SÁCH HỌC VIÊN LỚP SƠ CẤP NGHỀ TRỒNG NẤM TẠI XÃ YÊN XUÂN",), "TRỒNG NẤM", "SƠ CẤP"),
        (("DANH SÁCH HỌC VIÊN LỚP HÀN ĐIỆN KHÓA 5 NĂM 2025",), "HÀN ĐIỆN KHÓA 5", ""),
        (("TRƯỜNG CAO ĐẲNG NGHỀ", "BÁO CÁO ĐÀO TẠO NGHỀ CHO LAO ĐỘNG NÔNG THÔN"), "", ""),
        (("BÁO CÁO CÁC LỚP TRUNG CẤP, SƠ CẤP",), "", ""),
        (("Trình độ học vấn: Cao đẳng",), "", ""),
    ],
)  # fmt: skip
def test_occupation_and_level_are_found_by_label_or_title(read, rows, occupation, level):
    heading = read(*rows)
    assert (heading.occupation_text, heading.level_text) == (occupation, level)


# --- nothing about people -----------------------------------------------------------------------

PEOPLE = ("Nguyễn Văn An", "0912345678", "001090012345", "an.nguyen@example.com", "01/02/1990")


def words_of(heading):
    return " ".join(str(getattr(heading, field.name)) for field in fields(heading))


def test_nothing_is_read_from_the_header_row_down(read):
    below = (("STT", "Họ và tên"), ("Đơn vị báo cáo: Trung tâm A", "Quý II/2025"))
    heading = read("Quý I/2024", *below, header_row=2)
    assert (heading.period, heading.unit) == ("2024-Q1", "")
    assert read(*below, header_row=0) == read(*below, header_row=1) == read()


def test_people_above_the_header_are_not_repeated(read):
    heading = read(
        ("Lớp: May K5", f"Giáo viên: {PEOPLE[0]}", f"ĐT: {PEOPLE[1]}"),
        f"Đơn vị báo cáo: TT GDNN Ba Vì, {PEOPLE[1]}, {PEOPLE[3]}",
        f"Nghề đào tạo: Hàn điện - Lớp trưởng: {PEOPLE[0]}",
        f"Người lập biểu: {PEOPLE[0]}",
        f"Trình độ: Sơ cấp  Liên hệ: {PEOPLE[0]}",
    )
    assert heading.unit == "TT GDNN Ba Vì"
    assert not any(person in words_of(heading) for person in PEOPLE)


def test_learners_stay_unread_where_the_header_row_was_given_too_low(read):
    heading = read(("STT", "Họ và tên", "Địa chỉ"), ("1", *PEOPLE, "xã Ba Vì"),
                   ("2", "Trần Hưng Đạo", "huyện Ba Vì"))  # fmt: skip
    assert heading == read()


# --- any cells ----------------------------------------------------------------------------------

LABELS = ("Đơn vị báo cáo", "Kỳ báo cáo", "Quý", "Năm", "Nghề", "Lớp", "Trình độ", "Huyện", "từ",
          "đến", "Biểu số", "2025", "III", ":", "-", "\n", "UBND", "xã", "Trung tâm")  # fmt: skip
cells = (
    st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.booleans() | st.datetimes()
    | st.lists(st.sampled_from(LABELS) | st.text(max_size=6), max_size=8).map(" ".join)
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(cells, max_size=5).map(tuple), max_size=8), st.integers(-1, 70))
def test_any_cells_give_a_heading(read, rows, header_row):
    heading = read(*rows, header_row=header_row)
    assert heading.period == "" or len(heading.period) in {4, 7}
    assert (heading.period == "") == (heading.period_place == Place())
