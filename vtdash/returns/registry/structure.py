"""Checks of the file as a whole: can it be opened, is it a form that is known, is it complete."""

from __future__ import annotations

from vtdash.returns.registry.model import checks

STRUCTURE = checks(
    "structure",
    (
        "S01",
        "error",
        ("Không có tệp hoặc không mở được tệp", "No file, or one that cannot be opened"),
        (
            "Một tệp CSV hoặc XLSX mà máy mở đọc được.",
            "A CSV or XLSX file that can be opened for reading.",
        ),
        (
            "Kiểm tra đường dẫn, tên tệp và quyền đọc; đóng tệp nếu chương trình khác đang mở.",
            "Check the path, the name and the right to read it; close it in other programs.",
        ),
        "bao-cao/",
        "bao-cao/tuyen-sinh-2024-q1.csv",
    ),
    (
        "S02",
        "error",
        ("Tệp trống", "Empty file"),
        (
            "Tệp có dòng tiêu đề và ít nhất một dòng số liệu.",
            "A file with a header row and at least one row of data.",
        ),
        (
            "Mở lại tệp gốc, kiểm tra đã lưu số liệu rồi nộp lại; nếu chưa có, điền tệp mẫu.",
            "Open the original, make sure the data was saved and send it again; if there is none, "
            "fill in a template.",
        ),
        "0 B",
        "city,period,area_code,...\nhanoi,2024-Q1,277,...",
    ),
    (
        "S03",
        "error",
        ("Tệp quá lớn", "File too large"),
        (
            "Tệp trong giới hạn về dung lượng, số dòng, số cột, dung lượng sau giải nén và thời gian "
            "đọc.",
            "A file within the limits on size, rows, columns, size when unpacked and reading time.",
        ),
        (
            "Xóa các dòng, cột và trang tính thừa; nếu vẫn quá lớn, chia tệp theo kỳ báo cáo.",
            "Delete rows, columns and sheets that are not needed; if it is still too large, split it "
            "by period.",
        ),
        "tuyen-sinh-2020-2024.csv (900 MB)",
        "tuyen-sinh-2024-q1.csv (40 MB)",
    ),
    (
        "S04",
        "error",
        ("Tệp Excel dạng cũ (.xls)", "Old Excel file (.xls)"),
        ("Tệp Excel dạng .xlsx, hoặc CSV.", "An Excel file of the kind .xlsx, or CSV."),
        (
            "Mở tệp trong Excel, chọn Lưu thành (Save As), chọn 'Excel Workbook (*.xlsx)' rồi nộp "
            "tệp mới.",
            "Open it in Excel, choose Save As, then 'Excel Workbook (*.xlsx)', and send the new "
            "file.",
        ),
        "bieu-1.xls",
        "bieu-1.xlsx",
    ),
    (
        "S05",
        "error",
        ("Tệp Excel đặt mật khẩu", "Excel file with a password"),
        ("Tệp không đặt mật khẩu mở.", "A file that opens without a password."),
        (
            "Trong Excel: Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa mật khẩu, "
            "lưu rồi nộp lại.",
            "In Excel: File > Info > Protect Workbook > Encrypt with Password, clear the password, "
            "save and send it again.",
        ),
        "bieu-1.xlsx (*****)",
        "bieu-1.xlsx",
    ),
    (
        "S06",
        "error",
        ("Tệp không phải là bảng tính", "File that is no table"),
        ("Tệp CSV hoặc XLSX không bị hỏng.", "A CSV or XLSX file that is not damaged."),
        (
            "Mở tệp gốc trong Excel, lưu lại dạng .xlsx rồi nộp tệp đó.",
            "Open the original in Excel, save it as .xlsx and send that.",
        ),
        "bieu-1.pdf",
        "bieu-1.xlsx",
    ),
    (
        "S07",
        "error",
        ("Không nhận ra bảng mã chữ", "Encoding not recognised"),
        (
            "Chữ mã hóa UTF-8, UTF-16 hoặc Windows-1258.",
            "Text encoded as UTF-8, UTF-16 or Windows-1258.",
        ),
        (
            "Trong Excel hãy lưu dạng 'CSV UTF-8 (Comma delimited)' rồi nộp tệp đó.",
            "In Excel save it as 'CSV UTF-8 (Comma delimited)' and send that file.",
        ),
        "TuyÓn sinh (TCVN3)",
        "Tuyển sinh (UTF-8)",
    ),
    (
        "S08",
        "error",
        ("Không nhận ra biểu mẫu", "Form not recognised"),
        (
            "Một tệp mẫu của dự án, Biểu 1, Biểu 2, danh sách học viên hoặc danh sách theo Quyết "
            "định 1956.",
            "A template of this project, Form 1, Form 2, a learner roster or a list under "
            "Decision 1956.",
        ),
        (
            "Kiểm tra trang tính và dòng tiêu đề; chọn biểu mẫu bằng tay nếu đúng là một biểu trên, "
            "hoặc chép số liệu vào tệp mẫu.",
            "Check the sheet and the header row; choose the form by hand if it is one of these, or "
            "copy the data into a template.",
        ),
        "a,b,c",
        "city,period,area_code,institution_id,...",
    ),
    (
        "S09",
        "error",
        ("Thiếu cột", "Missing column"),
        ("Đủ các cột của biểu mẫu.", "Every column of the form."),
        (
            "Thêm cột vào tệp, đúng tên như trong tệp mẫu.",
            "Add the column, under the name that it has in the template.",
        ),
        "...,level,enrolled,enrolled_rural",
        "...,level,enrolled,enrolled_women,enrolled_rural",
    ),
    (
        "S10",
        "error",
        ("Cột không thuộc biểu mẫu", "Unknown column"),
        ("Chỉ có các cột của biểu mẫu.", "Only the columns of the form."),
        (
            "Đổi tên cột cho đúng tệp mẫu, hoặc xóa cột.",
            "Rename the column as in the template, or delete it.",
        ),
        "...,level,enroled",
        "...,level,enrolled",
    ),
    (
        "S11",
        "error",
        ("Cột có hơn một lần", "Column that stands twice"),
        ("Mỗi cột đúng một lần.", "Each column exactly once."),
        (
            "Chỉ giữ một cột; xóa hoặc đổi tên cột kia.",
            "Keep one of the two; delete or rename the other.",
        ),
        "...,level,enrolled,level",
        "...,level,enrolled",
    ),
    (
        "S12",
        "error",
        ("Dòng sai số ô hoặc dấu ngoặc kép đặt sai", "Row of another width, or a broken quote"),
        (
            "Mỗi dòng có số ô bằng dòng tiêu đề; dấu ngoặc kép được đóng.",
            "As many cells in each row as in the header; every double quote closed.",
        ),
        (
            'Đặt ô chứa dấu phân cách trong dấu ngoặc kép; viết dấu ngoặc kép trong ô thành "".',
            'Put a cell that holds the separator in double quotes; write a quote in a cell as "".',
        ),
        "hanoi,2024-Q1,277,TT GDNN-GDTX, Chương Mỹ,480201,...",
        'hanoi,2024-Q1,277,"TT GDNN-GDTX, Chương Mỹ",480201,...',
    ),
    (
        "S13",
        "error",
        ("Không có dòng số liệu", "No rows of data"),
        (
            "Ít nhất một dòng số liệu dưới dòng tiêu đề.",
            "At least one row of data under the header.",
        ),
        ("Điền số liệu vào tệp rồi nộp lại.", "Fill in the data and send the file again."),
        "city,period,area_code,...",
        "city,period,area_code,...\nhanoi,2024-Q1,277,...",
    ),
    (
        "S14",
        "error",
        ("Còn dòng ví dụ của tệp mẫu", "Example row of the template left in"),
        ("Chỉ có số liệu của đơn vị.", "Only the office's own data."),
        (
            "Xóa dòng ví dụ hoặc thay bằng số liệu của đơn vị.",
            "Delete the example row or put the office's own data in its place.",
        ),
        "hanoi,2024-Q1,277,CS-0001,480201,college,120,50,80",
        "hanoi,2024-Q1,277,TTGDNN-CM,480201,college,96,41,60",
    ),
    (
        "S15",
        "error",
        ("Thiếu thông tin chung của biểu", "A fact about the whole form is missing"),
        (
            "Phần đầu biểu ghi kỳ báo cáo, đơn vị, địa bàn và, tùy biểu, nghề, trình độ, đối tượng.",
            "A heading that states the period, the unit, the area and, for some forms, the "
            "occupation, the level and whom it is about.",
        ),
        (
            "Bổ sung ở phần đầu biểu, hoặc điền khi nạp tệp.",
            "Add it to the heading, or give it when the file is loaded.",
        ),
        "BÁO CÁO KẾT QUẢ ĐÀO TẠO NGHỀ",
        "BÁO CÁO KẾT QUẢ ĐÀO TẠO NGHỀ, Quý I/2025",
    ),
    (
        "S16",
        "error",
        ("Dòng không rõ thuộc mục nào của Biểu 1", "Row of Form 1 in no known place"),
        (
            "Dòng nằm dưới một mục lớn (A, B), một lĩnh vực (I, II), một trình độ (1, 2) và một nhóm "
            "tuổi.",
            "A row that stands under a part (A, B), a field (I, II), a level (1, 2) and an age "
            "group.",
        ),
        (
            "Thêm lại dòng mục bị thiếu phía trên, như trong biểu gốc.",
            "Put the missing heading row back above it, as in the original form.",
        ),
        "A TUYỂN SINH\nKỹ thuật chế biến món ăn | 35 | ...",
        "A TUYỂN SINH\nI Phi nông nghiệp\n1 Sơ cấp\nDưới 25\nKỹ thuật chế biến món ăn | 35 | ...",
    ),
    (
        "S17",
        "warning",
        (
            "Một phần của biểu được kiểm tra nhưng không lưu",
            "A part of the form is checked but not stored",
        ),
        (
            "Phần được lưu là phần có trong các bộ dữ liệu của hệ thống.",
            "What is stored is what the datasets of this system hold.",
        ),
        (
            "Xác nhận đã biết; nếu có khảo sát việc làm, nộp thêm tệp mẫu lần vết người tốt nghiệp.",
            "Confirm that this is known; where graduates were asked about jobs, send the "
            "graduate-tracer template as well.",
        ),
        "B TỐT NGHIỆP | 120 | ...",
        "graduate_tracer.csv",
    ),
)
