"""Checks of codes and names against the lists in force, and of the key of a record."""

from __future__ import annotations

from vtdash.returns.registry.model import checks

CODES = checks(
    "codes",
    (
        "C01",
        "error",
        ("Mã hoặc tên không có trong danh mục", "Code or name that is in no list"),
        ("Mã hoặc tên có trong danh mục của hệ thống.", "A code or name of the system's lists."),
        (
            "Tra mã đúng trong danh mục (các trang danh mục của tệp mẫu XLSX) rồi sửa ô.",
            "Look the right code up in the lists (list sheets of the XLSX template) and mend the "
            "cell.",
        ),
        "Huyện Chương Dươg Hạ",
        "Huyện Chương Mỹ",
    ),
    (
        "C02",
        "error",
        ("Tên gần đúng, cần xác nhận", "Near match that needs a yes"),
        (
            "Tên viết đúng như trong danh mục, hoặc xác nhận mã được đề xuất.",
            "The name as the list has it, or a yes to the code that is proposed.",
        ),
        (
            "Chọn mã đúng trong các mã được đề xuất khi nạp tệp, hoặc sửa ô.",
            "Choose the right one of the proposed codes when loading the file, or mend the cell.",
        ),
        "H. Chuơng Mĩ",
        "Huyện Chương Mỹ",
    ),
    (
        "C03",
        "error",
        ("Địa bàn không có hiệu lực trong kỳ", "Area not in force in the period"),
        (
            "Cấp huyện (3 chữ số) đến hết quý 2/2025, cấp xã (5 chữ số) từ quý 3/2025; khóa tốt "
            "nghiệp theo ngày 31/12 của năm.",
            "Districts (3 digits) to 2025-Q2, commune-level units (5 digits) from 2025-Q3; cohorts "
            "by the units of 31 December of their year.",
        ),
        (
            "Dùng mã địa bàn của kỳ đó, hoặc sửa kỳ báo cáo.",
            "Use the area code of that period, or mend the period.",
        ),
        "hanoi,2025-Q3,277,...",
        "hanoi,2025-Q3,10015,...",
    ),
    (
        "C04",
        "error",
        ("Địa bàn của thành phố khác", "Area of another city"),
        ("Địa bàn thuộc thành phố ghi ở cùng dòng.", "An area of the city in the same row."),
        ("Sửa mã địa bàn hoặc cột thành phố.", "Mend the area code or the city."),
        "hanoi,2024-Q1,303,...",
        "haiphong,2024-Q1,303,...",
    ),
    (
        "C05",
        "error",
        ("Nghề không đào tạo ở trình độ này", "Level not taught for the occupation"),
        (
            "Cao đẳng, trung cấp chỉ cho nghề có mã quốc gia ở trình độ đó; sơ cấp và dưới 3 tháng "
            "cho mọi nghề.",
            "College and intermediate only for occupations with a national code of that level; "
            "elementary and under three months for all.",
        ),
        ("Sửa trình độ hoặc mã nghề.", "Mend the level or the occupation."),
        "...,R01,college,...",
        "...,R01,elementary,...",
    ),
    (
        "C06",
        "error",
        ("Nhiệm vụ của thành phố khác", "Item of another city"),
        (
            "Nhiệm vụ HN-T1..8 cho Hà Nội, nhóm giải pháp HP-M1..7 cho Hải Phòng.",
            "Tasks HN-T1..8 for Hanoi, groups of measures HP-M1..7 for Hai Phong.",
        ),
        ("Sửa mã nhiệm vụ hoặc cột thành phố.", "Mend the item or the city."),
        "hanoi,2025-Q3,00004,HP-M1,...",
        "hanoi,2025-Q3,00004,HN-T1,...",
    ),
)

KEYS = checks(
    "keys",
    (
        "K01",
        "error",
        ("Hai dòng có cùng khóa", "Key that stands twice"),
        (
            "Mỗi khóa (thành phố, kỳ, địa bàn, cơ sở, nghề, trình độ ...) có một dòng.",
            "One row for each key (city, period, area, institution, occupation, level ...).",
        ),
        (
            "Gộp hai dòng, hoặc sửa dòng ghi sai.",
            "Merge the two rows, or mend the one that is wrong.",
        ),
        "hanoi,2024-Q1,277,CS-0002,480201,college,60,25,40\n"
        "hanoi,2024-Q1,277,CS-0002,480201,college,60,25,40",
        "hanoi,2024-Q1,277,CS-0002,480201,college,120,50,80",
    ),
)
