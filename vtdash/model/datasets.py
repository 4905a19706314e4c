"""The columns of every dataset that offices report.

One description serves the reader of returns, the CSV template, the written schema in docs and
the sample generator. Upper bounds between columns (women never exceed the total) stand here
too, since they are part of what a column means.
"""

from __future__ import annotations

from dataclasses import dataclass

CITIES = ("hanoi", "haiphong")
AREA_KINDS = ("district", "commune")
"""Kinds of area by the time in which they are valid, the earlier first."""
LEVELS = ("college", "intermediate", "vocational_secondary", "elementary", "under_3_months")
"""Levels of training, the highest first; codes.toml says since when one exists."""
AUDIENCES = ("rural_workers", "other_workers", "adults", "public_staff", "pupils_students")


@dataclass(frozen=True)
class Bilingual:
    """A name or sentence in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True)
class Column:
    """One column of a return.

    ``kind``: text, count (whole number >= 0), amount (number >= 0), year, quarter, or the name
    of a list that the value must be in (area, occupation, item). ``meaning`` says what is to be
    filled in, ``title`` names the column in a sentence.
    """

    name: str
    kind: str
    unit: str
    meaning: Bilingual
    example: str
    title: Bilingual
    allowed: tuple[str, ...] = ()
    at_most: str = ""


@dataclass(frozen=True)
class Dataset:
    """One kind of return: its columns, the key of a record and the column of its period.

    ``scope``: what one return speaks for. A later return of the same scope takes the place of
    all that was reported for it, so that a row left out of a corrected return disappears.
    """

    name: str
    title: Bilingual
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    period: str

    @property
    def scope(self) -> tuple[str, ...]:
        """City, period, area, and the institution where records have one."""
        parts = ("city", self.period, "area_code", "institution_id")
        return tuple(name for name in parts if name in self.key)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in the order of the template."""
        return tuple(column.name for column in self.columns)

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns that hold counts or amounts: the ones that are added up."""
        return tuple(c.name for c in self.columns if c.kind in {"count", "amount"})

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(c for c in self.columns if c.name == name)


def _column(  # noqa: PLR0913 - a column is its seven facts
    name: str,
    kind: str,
    meaning: tuple[str, str],
    example: str,
    *,
    title: tuple[str, str] = ("", ""),
    unit: str = "",
    allowed: tuple[str, ...] = (),
    at_most: str = "",
) -> Column:
    called = Bilingual(*(title if any(title) else meaning))
    return Column(name, kind, unit, Bilingual(*meaning), example, called, allowed, at_most)


_CITY = _column(
    "city",
    "text",
    ("Thành phố báo cáo", "Reporting city"),
    "hanoi",
    title=("Thành phố", "City"),
    allowed=CITIES,
)
_QUARTER = _column(
    "period",
    "quarter",
    ("Quý, dạng 2024-Q1", "Quarter, written 2024-Q1"),
    "2024-Q1",
    title=("Kỳ báo cáo", "Period"),
)
_AREA = _column(
    "area_code",
    "area",
    (
        "Mã cấp huyện (3 chữ số) đến quý II/2025, mã cấp xã (5 chữ số) từ quý III/2025",
        "District code (3 digits) to 2025-Q2, commune-level code (5 digits) from 2025-Q3",
    ),
    "277",
    title=("Địa bàn", "Place"),
)
_INSTITUTION = _column(
    "institution_id",
    "text",
    ("Mã cơ sở hoặc đơn vị báo cáo", "Code of the reporting institution or office"),
    "CS-0001",
    title=("Đơn vị báo cáo", "Reporting unit"),
)
_OCCUPATION = _column(
    "occupation_key",
    "occupation",
    (
        "Mã nghề: chữ số 2-7 của mã ngành, nghề, hoặc R.. cho nghề nông thôn",
        "Occupation: digits 2-7 of the national code, or R.. for a rural occupation",
    ),
    "480201",
    title=("Nghề", "Occupation"),
)
_LEVEL = _column(
    "level", "text", ("Trình độ đào tạo", "Level of training"), "college", allowed=LEVELS
)


def _count(
    name: str, vi: str, en: str, example: str, unit: str = "persons", at_most: str = ""
) -> Column:
    return _column(name, "count", (vi, en), example, unit=unit, at_most=at_most)


ENROLMENT = Dataset(
    "enrolment",
    Bilingual("Tuyển sinh", "Enrolment"),
    (
        _CITY,
        _QUARTER,
        _AREA,
        _INSTITUTION,
        _OCCUPATION,
        _LEVEL,
        _count(
            "enrolled",
            "Số lượt tuyển sinh trong quý",
            "Enrolments (course starts) in the quarter",
            "120",
            "training_turns",
        ),
        _count(
            "enrolled_women", "Trong đó nữ", "Of which women", "50", "training_turns", "enrolled"
        ),
        _count(
            "enrolled_rural",
            "Trong đó lao động nông thôn",
            "Of which rural workers",
            "80",
            "training_turns",
            "enrolled",
        ),
    ),
    ("city", "period", "area_code", "institution_id", "occupation_key", "level"),
    "period",
)

GRADUATE_TRACER = Dataset(
    "graduate_tracer",
    Bilingual("Khảo sát việc làm sau tốt nghiệp", "Graduate tracer"),
    (
        _CITY,
        _column("cohort_year", "year", ("Năm tốt nghiệp", "Year of graduation"), "2024"),
        _AREA,
        _INSTITUTION,
        _OCCUPATION,
        _LEVEL,
        _column(
            "months_after",
            "text",
            ("Số tháng sau tốt nghiệp khi khảo sát", "Months after graduation when asked"),
            "12",
            title=("Số tháng sau tốt nghiệp", "Months after"),
            allowed=("6", "12"),
        ),
        _count("enrolled", "Số nhập học của khóa", "Intake of the cohort", "120"),
        _count("graduated", "Số tốt nghiệp", "Graduated", "100", at_most="enrolled"),
        _count(
            "respondents", "Số trả lời khảo sát", "Answered the survey", "80", at_most="graduated"
        ),
        _count("employed", "Có việc làm", "Employed", "70", at_most="respondents"),
        _count(
            "in_field", "Làm đúng ngành, nghề", "Employed in their field", "55", at_most="employed"
        ),
    ),
    (
        "city",
        "cohort_year",
        "area_code",
        "institution_id",
        "occupation_key",
        "level",
        "months_after",
    ),
    "cohort_year",
)

DIGITAL_SKILLS = Dataset(
    "digital_skills",
    Bilingual("Bồi dưỡng kỹ năng số", "Digital-skills training"),
    (
        _CITY,
        _QUARTER,
        _AREA,
        _INSTITUTION,
        _column("audience", "text", ("Đối tượng", "Audience"), "rural_workers", allowed=AUDIENCES),
        _count("trained", "Số người được bồi dưỡng", "People trained", "60"),
        _count("trained_women", "Trong đó nữ", "Of which women", "30", at_most="trained"),
        _count(
            "certified",
            "Số người được cấp chứng nhận",
            "People given a certificate",
            "40",
            at_most="trained",
        ),
    ),
    ("city", "period", "area_code", "institution_id", "audience"),
    "period",
)

TASK_PROGRESS = Dataset(
    "task_progress",
    Bilingual("Tiến độ nhiệm vụ", "Task progress"),
    (
        _CITY,
        _QUARTER,
        _AREA,
        _column(
            "item_id",
            "item",
            (
                "Nhiệm vụ HN-T1..8 (Hà Nội) hoặc nhóm giải pháp HP-M1..7 (Hải Phòng)",
                "Task HN-T1..8 (Hanoi) or group of measures HP-M1..7 (Hai Phong)",
            ),
            "HN-T1",
            title=("Nhiệm vụ hoặc nhóm giải pháp", "Task or measure"),
        ),
        _count(
            "milestones_planned",
            "Số mốc theo kế hoạch của quý",
            "Milestones planned for the quarter",
            "4",
            "milestones",
        ),
        _count(
            "milestones_done",
            "Số mốc hoàn thành",
            "Milestones done",
            "3",
            "milestones",
            "milestones_planned",
        ),
        _column(
            "money_planned",
            "amount",
            ("Kinh phí kế hoạch", "Money planned"),
            "500",
            unit="million_vnd",
        ),
        _column(
            "money_spent", "amount", ("Kinh phí đã chi", "Money spent"), "420.5", unit="million_vnd"
        ),
    ),
    ("city", "period", "area_code", "item_id"),
    "period",
)

DATASETS = {d.name: d for d in (ENROLMENT, GRADUATE_TRACER, DIGITAL_SKILLS, TASK_PROGRESS)}


def template(dataset: Dataset) -> str:
    """Return the CSV template of a dataset: the header and one example row."""
    example = ",".join(column.example for column in dataset.columns)
    return ",".join(dataset.column_names) + "\n" + example + "\n"
