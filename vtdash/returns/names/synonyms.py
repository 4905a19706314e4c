"""The usual words of offices for things that the catalogue names once.

Names themselves come from the catalogue. Here are only abbreviations, other words for the same
value, and what class lists put around the name of an occupation.
"""

from __future__ import annotations

import re

AREA_PREFIXES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("quan", "q"), frozenset({"urban_district"})),
    **dict.fromkeys(("huyen", "h", "huyen dao"), frozenset({"rural_district"})),
    **dict.fromkeys(("thi xa", "tx"), frozenset({"town"})),
    **dict.fromkeys(("thanh pho", "tp"), frozenset({"district_level_city"})),
    **dict.fromkeys(("phuong", "p"), frozenset({"ward"})),
    **dict.fromkeys(("xa", "x"), frozenset({"commune"})),
    **dict.fromkeys(("dac khu", "dk"), frozenset({"special_zone"})),
    "thi tran": frozenset[str](),
}
"""Words before a Vietnamese name (plain) -> kinds of area that they stand for.

No area of the catalogue is a 'thị trấn': the word only keeps a name from being taken for another.
"""

AREA_SUFFIXES: dict[str, frozenset[str]] = {
    "urban district": frozenset({"urban_district"}),
    "rural district": frozenset({"rural_district"}),
    "district": frozenset({"urban_district", "rural_district"}),
    "town": frozenset({"town"}),
    "city": frozenset({"district_level_city"}),
    "ward": frozenset({"ward"}),
    "commune": frozenset({"commune"}),
    "special zone": frozenset({"special_zone"}),
}
"""Words after an English name -> kinds of area that they stand for."""

OFFICE_PREFIXES = ("ubnd", "uy ban nhan dan")
"""Words before an area's name that do not belong to it."""

USUAL: dict[str, dict[str, tuple[str, ...]]] = {
    "city": {
        "hanoi": ("HN", "Thủ đô Hà Nội"),
        "haiphong": ("HP",),
    },
    "level": {
        "college": ("CĐ", "Cao đẳng nghề"),
        "intermediate": ("TC", "Trung cấp nghề", "Trung cấp chuyên nghiệp"),
        "elementary": ("SC", "Sơ cấp nghề", "Chứng chỉ sơ cấp"),
        "under_3_months": (
            "Dưới 3 tháng",
            "Dưới 03 tháng",
            "Dưới ba tháng",
            "Đào tạo dưới 03 tháng",
            "Nhỏ hơn 3 tháng",
            "Đào tạo nghề dưới 3 tháng",
            "Dạy nghề dưới 3 tháng",
            "Less than 3 months",
        ),
    },
    "audience": {
        "rural_workers": ("LĐNT", "Người lao động nông thôn"),
        "other_workers": ("Người lao động khác", "LĐ khác", "Các đối tượng lao động khác"),
        "adults": ("Người lớn", "Người trưởng thành khác"),
        "public_staff": (
            "CBCCVC",
            "CBCC",
            "Cán bộ công chức",
            "Công chức, viên chức",
            "Public staff",
        ),
        "pupils_students": ("HSSV", "HS, SV", "Học sinh", "Sinh viên"),
    },
}
"""Kind -> code -> other words that mean exactly this value."""

PROPOSED: dict[str, dict[str, tuple[str, ...]]] = {
    "city": {},
    "level": {
        "under_3_months": (
            "Đào tạo thường xuyên",
            "Dạy nghề thường xuyên",
            "Thường xuyên",
            "Ngắn hạn",
            "Đào tạo ngắn hạn",
            "3 tháng",
            "Short course",
            "Continuing training",
        ),
        "elementary": (
            "Đào tạo thường xuyên",
            "Ngắn hạn",
            "Đào tạo ngắn hạn",
            "3 tháng",
            "Từ 3 tháng trở lên",
            "Short course",
            "Primary",
        ),
    },
    "audience": {
        "adults": ("Người dân", "Nhân dân"),
        "other_workers": ("Người lao động", "Công nhân"),
        "rural_workers": ("Người lao động", "Nông dân"),
    },
}
"""Words that may mean a value and need a yes: training may be continuing and three months long."""

LIST_PREFIXES: dict[str, re.Pattern[str]] = {
    "city": re.compile(r"thanh pho|tp|tinh"),
    "level": re.compile(r"trinh do(?: dao tao)?|he(?: dao tao)?|bac|dao tao|lop"),
    "audience": re.compile(r"doi tuong"),
}
"""Words before a value that may be left out (plain)."""

ITEM_WORDS = {
    "task": ("Nhiệm vụ", "Nhiệm vụ số", "NV", "NV số", "Task", "Key task"),
    "measure": (
        "Nhóm giải pháp",
        "Nhóm giải pháp số",
        "Giải pháp",
        "Nhóm nhiệm vụ",
        "Measure",
        "Group of measures",
    ),
}
"""What stands before the number of a task or of a group of measures."""

_NUMBER = r"(?:so )?(?:\d{1,3}[a-h]?|[ivx]+|[a-h]\d{0,2})"

CLASS_FRONT = re.compile(
    r"\d{1,3}|stt|ma|ten|khoa|mon|"
    rf"lop(?: {_NUMBER})?|lop k ?\d{{1,3}}|khoa {_NUMBER}|k ?\d{{1,3}}|"
    r"(?:hoc |day |dao tao |truyen |ma |ten )?nghe|nganh(?: nghe)?|hoc|day|dao tao|"
    r"boi duong|tap huan|(?:trinh do |he )?(?:so cap|trung cap|cao dang)|duoi (?:3|ba) thang"
)
"""What class lists put before the name of an occupation (plain words)."""

CLASS_END = re.compile(
    r"\d{1,4}|k ?\d{1,3}[a-h]?|"
    rf"(?:lop|khoa|dot|nhom|ky|ca) {_NUMBER}|so \d{{1,3}}|thang \d{{1,2}}|"
    r"nam(?: hoc)? (?:20)?\d\d|\d+ (?:hoc vien|hv|nguoi|thang|ngay|tiet|gio)|"
    r"(?:trinh do |he |bac )?(?:so cap|trung cap|cao dang)(?: nghe)?(?: bac \d)?|"
    r"(?:dao tao )?duoi (?:3|ba) thang|(?:danh )?(?:cho )?(?:lao dong nong thon|ldnt)"
)
"""What class lists put after the name of an occupation (plain words)."""
