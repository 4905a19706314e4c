"""Rosters and lists of learners who do not exist, and the words in them that must never leak."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.intake.official import heading

ROSTER_HEADS = (
    "Họ tên*", "Ngày sinh*", "Số điện thoại", "Email", "CCCD/CMND*", "Ngày cấp", "Nơi cấp",
    "Địa chỉ thường trú", "Nơi ở hiện tại", "Dân tộc", "Tôn giáo", "Giới tính",
    "Trình độ học vấn", "Chính sách", "Ghi chú",
)  # fmt: skip
LIST_HEADS = (
    ("STT", "Họ và tên", "Năm sinh", "", "Đối tượng", "", "", "Địa chỉ", "Ghi chú"),
    ("", "", "Nam", "Nữ", "Nhóm 1", "Nhóm 2", "Nhóm 3", "", ""),
)
FIRST_SERIAL = date(1899, 12, 30)


@dataclass(frozen=True)
class Person:
    """One learner of our invention."""

    name: str
    born: date
    gender: str
    number: str
    phone: str
    street: str

    @property
    def email(self):
        """An address that no mail reaches."""
        return f"hv{self.number[-4:]}@vidu.example"

    def secrets(self):
        """Return every text of this person that must not be found anywhere."""
        born = self.born
        serial = (born - FIRST_SERIAL).days
        return (self.name, self.number, self.phone, self.street, self.email, f"{born:%d/%m/%Y}",
                born.isoformat(), repr(born), str(serial))  # fmt: skip


PEOPLE = (
    Person("Nguyễn Thị Thu Hoài", date(1997, 8, 14), "Nữ", "001197012345", "0912345671",
           "Số 12 ngõ 7 thôn Yên Phú"),
    Person("Trần Văn Lượng", date(2001, 11, 23), "Nam", "001201067891", "0912345672",
           "Xóm Trại, thôn Lạc Thị"),
    Person("Lê Thị Ngọc Ánh", date(1995, 2, 28), "Nữ", "001195033345", "0912345673",
           "Tổ 4 khu đô thị Cầu Bươu"),
    Person("Phạm Đức Khải", date(1989, 12, 1), "Nam", "001089044456", "0912345674",
           "Số 88 đường Ngọc Hồi"),
    Person("Hoàng Thị Diễm", date(2003, 6, 17), "Nữ", "001303055567", "0912345675",
           "Thôn Tựu Liệt"),
)  # fmt: skip
"""Three women and two men."""

SECRETS = tuple(secret for person in PEOPLE for secret in person.secrets())

DATES = {
    "day first": lambda day: f"{day:%d/%m/%Y}",
    "iso": lambda day: day.isoformat(),
    "serial": lambda day: (day - FIRST_SERIAL).days,
    "date": lambda day: datetime(day.year, day.month, day.day),
}


def roster(people=PEOPLE, *, dates="day first", occupation="May công nghiệp", **words):
    """Return all rows of a roster; its heading names the class, the level and the period."""
    above = heading(f"DANH SÁCH HỌC VIÊN LỚP {occupation.upper()}", symbol="", **words)
    above[5] = [f"Nghề đào tạo: {occupation}. Trình độ: Sơ cấp"]
    return [*above, list(ROSTER_HEADS), *(roster_row(person, dates) for person in people)]


def roster_row(person, dates="day first"):
    """Return the cells of one learner."""
    day = DATES[dates]
    return [
        person.name, day(person.born), person.phone, person.email, person.number,
        day(date(2021, 5, 10)), "Cục Cảnh sát QLHC về TTXH", person.street, person.street,
        "Kinh", "Không", person.gender, "12/12", "", "",
    ]  # fmt: skip


def list_1956(people=PEOPLE, *, occupation="Trồng hoa", **words):
    """Return all rows of a list under Decision 1956: a year in the column of the gender."""
    above = heading("DANH SÁCH HỌC VIÊN HỌC NGHỀ THEO QUYẾT ĐỊNH 1956/QĐ-TTg", symbol="", **words)
    above[5] = [f"Nghề đào tạo: {occupation}. Trình độ: Dưới 3 tháng"]
    rows = [
        [n, p.name, *_years(p), "X" if n == 1 else "", "", "X" if n > 1 else "", p.street, ""]
        for n, p in enumerate(people, start=1)
    ]
    return [*above, *(list(row) for row in LIST_HEADS), *rows]


def _years(person):
    return ["", person.born.year] if person.gender == "Nữ" else [person.born.year, ""]
