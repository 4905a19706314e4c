"""Checks against time and against what is in force: periods, gaps, jumps, what would vanish."""

from __future__ import annotations

from vtdash.returns.registry.model import checks

JUMP_TIMES = 3
"""A unit's total this many times its last one, or this part of it, is a jump ..."""

JUMP_LEAST = 50
"""... where the two differ by at least this many: small classes double without a reason."""

TIME = checks(
    "time",
    (
        "P01",
        "error",
        ("Kỳ chưa bắt đầu", "Period that has not begun"),
        ("Kỳ đã qua hoặc đang diễn ra.", "A period that is past or running."),
        ("Kiểm tra lại năm và quý.", "Check the year and the quarter."),
        "hanoi,2205-Q1,...",
        "hanoi,2025-Q1,...",
    ),
    (
        "P02",
        "warning",
        ("Số liệu của kỳ này đã được công bố", "Figures of this period are in force already"),
        (
            "Kỳ mới; công bố lại một kỳ thì số liệu cũ của đơn vị trong kỳ đó bị thay thế.",
            "A new period; publishing one again replaces what the unit reported for it.",
        ),
        (
            "Nếu là bản sửa, ghi lý do sửa; nếu không, kiểm tra lại kỳ báo cáo.",
            "If it is a correction, give the reason; if not, check the period.",
        ),
        "hanoi,2024-Q1,277,CS-0002,...",
        "hanoi,2024-Q2,277,CS-0002,...",
    ),
    (
        "P03",
        "warning",
        ("Thiếu kỳ ở giữa", "Gap since the last period in force"),
        (
            "Kỳ liền sau kỳ gần nhất đã công bố của đơn vị.",
            "The period that follows the unit's last one in force.",
        ),
        (
            "Nộp kỳ còn thiếu; nếu kỳ đó không có hoạt động, ghi lý do.",
            "Send the missing period; if there was nothing to report, give the reason.",
        ),
        "2024-Q1, 2024-Q3",
        "2024-Q1, 2024-Q2, 2024-Q3",
    ),
    (
        "P04",
        "warning",
        ("Kỳ sớm hơn kỳ đầu tiên đã công bố", "Period before the first one in force"),
        (
            "Kỳ từ kỳ đầu tiên đã công bố của đơn vị trở đi.",
            "A period not before the unit's first one in force.",
        ),
        (
            "Kiểm tra lại năm; nếu là số liệu bổ sung, ghi lý do.",
            "Check the year; if old data is being added, give the reason.",
        ),
        "2014-Q1",
        "2024-Q1",
    ),
    (
        "P05",
        "error",
        ("Biểu của một kỳ có dòng của nhiều kỳ", "Rows of several periods in a form of one"),
        ("Mọi dòng thuộc kỳ ghi ở phần đầu biểu.", "Every row of the period in the heading."),
        (
            "Tách mỗi kỳ thành một tệp, hoặc sửa kỳ ở dòng ghi sai.",
            "Make a file for each period, or mend the period of the row that is wrong.",
        ),
        "Quý I/2025: hanoi,2025-Q1,...; hanoi,2024-Q4,...",
        "Quý I/2025: hanoi,2025-Q1,...",
    ),
)

PLAUSIBILITY = checks(
    "plausibility",
    (
        "H01",
        "warning",
        ("Tổng của đơn vị thay đổi đột ngột", "Jump of a unit's total"),
        (
            f"Tổng của đơn vị không gấp từ {JUMP_TIMES} lần trở lên, cũng không còn 1/{JUMP_TIMES} "
            f"trở xuống, so với kỳ gần nhất; chênh lệch dưới {JUMP_LEAST} không xét.",
            f"A total below {JUMP_TIMES} times and above 1/{JUMP_TIMES} of the unit's last one; "
            f"differences under {JUMP_LEAST} are not looked at.",
        ),
        (
            "Kiểm tra lại số liệu; nếu đúng, ghi lý do.",
            "Check the figures; if they are right, give the reason.",
        ),
        "2024-Q1: 120; 2024-Q2: 1200",
        "2024-Q1: 120; 2024-Q2: 130",
    ),
    (
        "H02",
        "warning",
        ("Dòng đã công bố sẽ mất", "Rows in force that would vanish"),
        (
            "Tệp mới có mọi dòng đã công bố của cùng đơn vị và kỳ, vì tệp mới thay thế toàn bộ.",
            "A new file with every row in force of the same unit and period, since it replaces them "
            "all.",
        ),
        (
            "Bổ sung các dòng thiếu; nếu bỏ là đúng, ghi lý do.",
            "Add the rows that are missing; if leaving them out is right, give the reason.",
        ),
        "480201,college",
        "480201,college\nR01,elementary",
    ),
    (
        "H03",
        "warning",
        ("Số liệu đã công bố bị mâu thuẫn", "A published figure is contradicted"),
        (
            "Tổng sau khi công bố không vượt số liệu chính thức đã công bố cho cùng phạm vi.",
            "Totals after publishing that agree with the official figures for the same scope.",
        ),
        (
            "Đối chiếu với văn bản công bố; nếu số mới đúng, ghi lý do.",
            "Compare with the published document; if the new figures are right, give the reason.",
        ),
        "tổng / total 2024: 250; văn bản / document: 231",
        "tổng / total 2024: 231; văn bản / document: 231",
    ),
)
