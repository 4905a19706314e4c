"""Checks of figures beside each other: parts and wholes, sum rules, totals rows."""

from __future__ import annotations

from vtdash.returns.registry.model import checks

ARITHMETIC = checks(
    "arithmetic",
    (
        "A01",
        "error",
        ("Phần lớn hơn tổng", "Part above its whole"),
        (
            "Số 'trong đó' không lớn hơn tổng: nữ, nông thôn trong số tuyển sinh; tốt nghiệp trong "
            "số nhập học; trả lời trong số tốt nghiệp; có việc trong số trả lời; đúng nghề trong số "
            "có việc.",
            "An 'of which' not above its whole: women, rural among those enrolled; graduated among "
            "the intake; answered among graduated; employed among answered; in field among "
            "employed.",
        ),
        ("Kiểm tra lại cả hai ô với sổ gốc.", "Check both cells against the register."),
        "...,college,120,150,80",
        "...,college,150,120,80",
    ),
    (
        "A02",
        "error",
        ("Quy tắc cộng cột của biểu không khớp", "Sum rule of the form does not hold"),
        (
            "Các cột cộng đúng như dòng quy tắc in trong biểu, ví dụ 1=3+13+14.",
            "Columns that add up as the form's own rule row says, such as 1=3+13+14.",
        ),
        (
            "Cộng lại các cột của dòng và sửa ô sai.",
            "Add the columns of the row up again and mend the cell that is wrong.",
        ),
        "1=35 | 3=10 | 13=5 | 14=25",
        "1=40 | 3=10 | 13=5 | 14=25",
    ),
    (
        "A03",
        "error",
        ("Dòng tổng khác tổng các dòng", "Totals row that differs from its parts"),
        ("Dòng tổng bằng tổng các dòng của nó.", "A totals row equal to the sum of its rows."),
        (
            "Cộng lại các dòng; sửa dòng tổng hoặc dòng bị thiếu, bị thừa.",
            "Add the rows up again; mend the total, or the row that is missing or too many.",
        ),
        "Sơ cấp | 60\nLớp 1 | 35\nLớp 2 | 30",
        "Sơ cấp | 65\nLớp 1 | 35\nLớp 2 | 30",
    ),
    (
        "A04",
        "warning",
        ("Số tốt nghiệp lớn hơn số tuyển sinh của kỳ", "More graduated than enrolled"),
        (
            "Số tốt nghiệp thường không vượt số tuyển sinh; vượt được khi lớp tuyển từ kỳ trước.",
            "Graduates seldom exceed those enrolled; they may where classes began in an earlier "
            "period.",
        ),
        (
            "Kiểm tra lại; nếu đúng, ghi lý do, ví dụ lớp tuyển từ kỳ trước.",
            "Check it; if it is right, give the reason, such as classes begun in an earlier period.",
        ),
        "A TUYỂN SINH | 100\nB TỐT NGHIỆP | 130",
        "A TUYỂN SINH | 130\nB TỐT NGHIỆP | 100",
    ),
    (
        "A05",
        "warning",
        ("Không có kế hoạch nhưng đã thực hiện", "Nothing planned, but something done"),
        (
            "Có chi hoặc có mốc hoàn thành thì có kế hoạch.",
            "A plan, where milestones were reached or money was spent.",
        ),
        (
            "Bổ sung kế hoạch; nếu đúng là ngoài kế hoạch, ghi lý do.",
            "Add the plan; if it was unplanned indeed, give the reason.",
        ),
        "hanoi,2025-Q3,00004,HN-T1,4,3,0,420.5",
        "hanoi,2025-Q3,00004,HN-T1,4,3,500,420.5",
    ),
)
