"""A path into text: bounded, UTF-8, NFC; whatever is no text file is refused in one sentence."""

from __future__ import annotations

import stat
import unicodedata
from pathlib import Path

from vtdash.intake.findings import Findings
from vtdash.schema import Bilingual

MOST_BYTES = 200 * 1024 * 1024

_SAVE_VI = "trong Excel hãy lưu dạng 'CSV UTF-8 (Comma delimited)' rồi nộp tệp đó"
_SAVE_EN = "in Excel save it as 'CSV UTF-8 (Comma delimited)' and send that file"

_MISSING = Bilingual(
    "không tìm thấy tệp; kiểm tra lại đường dẫn và tên tệp",
    "there is no such file; check the path and the name",
)
_FOLDER = Bilingual(
    "đây là thư mục; hãy chỉ rõ một tệp CSV trong đó",
    "this is a folder; name one CSV file in it",
)
_NO_FILE = Bilingual(
    "đây không phải là tệp thông thường; hãy nộp một tệp CSV",
    "this is not an ordinary file; send a CSV file",
)
_UNREADABLE = Bilingual(
    "không mở được tệp; kiểm tra quyền đọc và xem chương trình khác có đang giữ tệp không",
    "the file cannot be opened; check that you may read it and that no program holds it",
)
_TOO_LARGE = Bilingual(
    "tệp lớn hơn 200 MB; hãy chia theo kỳ báo cáo rồi nộp từng tệp",
    "the file is over 200 MB; split it by period and send the parts",
)
_EMPTY = Bilingual(
    "tệp trống; hãy điền mẫu trong data/templates rồi nộp lại",
    "the file is empty; fill in a template of data/templates and send that",
)
_WORKBOOK = Bilingual(
    f"đây là tệp Excel hoặc ZIP, không phải CSV; {_SAVE_VI}",
    f"this is an Excel or ZIP file, not CSV; {_SAVE_EN}",
)
_UTF16 = Bilingual(
    f"chữ được mã hóa UTF-16, cần UTF-8; {_SAVE_VI}",
    f"the text is encoded as UTF-16, UTF-8 is expected; {_SAVE_EN}",
)
_BINARY = Bilingual(
    f"đây là tệp nhị phân, không phải CSV; {_SAVE_VI}",
    f"this is a binary file, not CSV; {_SAVE_EN}",
)
_NOT_UTF8 = Bilingual(
    f"chữ không được mã hóa UTF-8; {_SAVE_VI}",
    f"the text is not encoded as UTF-8; {_SAVE_EN}",
)


def read_text(path: Path, findings: Findings) -> str:
    """Return the file's text in NFC, without a byte-order mark; raises ``ReturnRefused``."""
    content = _content(path, findings)
    wrong = _not_text(content)
    if wrong:
        findings.refuse_whole(wrong)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.refuse_whole(_NOT_UTF8)
    if not text.strip():
        findings.refuse_whole(_EMPTY)
    return unicodedata.normalize("NFC", text)


def _content(path: Path, findings: Findings) -> bytes:
    """Return the file's bytes; a size that grows between the look and the read is caught too."""
    try:
        wrong = _not_a_file(path)
        if wrong:
            findings.refuse_whole(wrong)
        with path.open("rb") as source:
            content = source.read(MOST_BYTES + 1)
    except FileNotFoundError:
        findings.refuse_whole(_MISSING)
    except (OSError, ValueError):  # ValueError: a name that no system can have
        findings.refuse_whole(_UNREADABLE)
    if len(content) > MOST_BYTES:
        findings.refuse_whole(_TOO_LARGE)
    return content


def _not_a_file(path: Path) -> Bilingual | None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        return _FOLDER
    if not stat.S_ISREG(found.st_mode):
        return _NO_FILE
    return _TOO_LARGE if found.st_size > MOST_BYTES else None


def _not_text(content: bytes) -> Bilingual | None:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _WORKBOOK
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _UTF16
    return _BINARY if b"\0" in content else None
