"""Checks of one cell by itself: is it there, and can it be read as what its column holds."""

from __future__ import annotations

from vtdash.returns.registry.model import checks

TYPES = checks(
    "types",
    (
        "T01",
        "error",
        ("Ô trống", "Blank cell"),
        (
            "Mỗi ô có giá trị; số 0 nghĩa là đã đếm và không có.",
            "A value in each cell; 0 means counted, and none.",
        ),
        (
            "Ghi giá trị, hoặc bỏ cả dòng nếu chưa có số liệu.",
            "Write the value, or leave the whole row out where nothing was collected.",
        ),
        "hanoi,2024-Q1,277,CS-0002,480201,college,120,,80",
        "hanoi,2024-Q1,277,CS-0002,480201,college,120,50,80",
    ),
    (
        "T02",
        "error",
        ("Không phải là số đếm", "Not a whole count"),
        (
            "Số nguyên từ 0 đến 999999999, chỉ gồm chữ số, ví dụ 1250.",
            "A whole number from 0 to 999999999 in digits only, such as 1250.",
        ),
        (
            "Ghi lại số nguyên, không kèm đơn vị hay phần thập phân.",
            "Write the whole number, without a unit or decimals.",
        ),
        "120 người",
        "120",
    ),
    (
        "T03",
        "error",
        (
            "Dấu chấm hoặc dấu phẩy hiểu được theo hai cách",
            "A point or comma that can be read in two ways",
        ),
        (
            "Số liền nhau không có dấu phân cách hàng nghìn, ví dụ 1250; phần thập phân không viết "
            "đúng ba chữ số, ví dụ 1.25 hoặc 1.2500.",
            "A number without thousands marks, such as 1250; decimals not written with exactly three "
            "digits, such as 1.25 or 1.2500.",
        ),
        ("Bỏ dấu phân cách hàng nghìn.", "Leave the thousands marks out."),
        "1.250",
        "1250",
    ),
    (
        "T04",
        "error",
        ("Không phải là số tiền", "Not an amount"),
        (
            "Số từ 0 trở lên, không kèm đơn vị, ví dụ 420.5.",
            "A number of 0 or more without a unit, such as 420.5.",
        ),
        (
            "Ghi lại chữ số với dấu thập phân; đơn vị là triệu đồng.",
            "Write digits with a decimal mark; the unit is million VND.",
        ),
        "420,5 triệu",
        "420.5",
    ),
    (
        "T05",
        "error",
        ("Không phải là năm", "Not a year"),
        ("Năm có bốn chữ số, từ 2000.", "A year of four digits, from 2000 on."),
        ("Ghi lại năm, ví dụ 2024.", "Write the year, such as 2024."),
        "24",
        "2024",
    ),
    (
        "T06",
        "error",
        ("Không phải là quý", "Not a quarter"),
        ("Quý từ năm 2000, dạng 2024-Q1.", "A quarter from 2000 on, written 2024-Q1."),
        ("Ghi lại quý, ví dụ 2024-Q1.", "Write the quarter, such as 2024-Q1."),
        "2024-Q5",
        "2024-Q4",
    ),
    (
        "T07",
        "error",
        ("Chữ quá dài hoặc có ký tự không in được", "Text too long or unprintable"),
        (
            "Mã hoặc tên có từ 1 đến 100 ký tự in được.",
            "A code or name of 1 to 100 printable characters.",
        ),
        ("Gõ lại mã hoặc tên.", "Type the code or name again."),
        "CS-\\x070002",
        "CS-0002",
    ),
    (
        "T08",
        "error",
        ("Mã của dữ liệu mẫu", "Code of sample data"),
        (
            "Mã thật của cơ sở; dữ liệu mẫu không bao giờ được nhận làm báo cáo.",
            "The institution's real code; sample data never passes for a return.",
        ),
        ("Ghi mã thật của cơ sở.", "Write the real code of the institution."),
        "SAMPLE-HN-001-1",
        "CS-0002",
    ),
    (
        "T09",
        "error",
        ("Không phải là ngày", "Not a date"),
        ("Ngày dạng dd/mm/yyyy, ví dụ 05/09/1998.", "A date as dd/mm/yyyy, such as 05/09/1998."),
        ("Ghi lại ngày: ngày trước, tháng sau.", "Write the date again, the day first."),
        "31/02/1998",
        "28/02/1998",
    ),
)
