"""A file as it came, into grids: what it is, is decided by its content and never by its name."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vtdash.model.datasets import Bilingual
from vtdash.returns.files.delimited import DelimitedGrid
from vtdash.returns.files.limits import LIMITS, Limits
from vtdash.returns.files.text import decode
from vtdash.returns.files.workbook import read_workbook
from vtdash.returns.findings import Findings
from vtdash.returns.model import Grid, Place

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")

_MISSING = Bilingual("Không tìm thấy tệp.", "There is no such file.")
_FOLDER = Bilingual("Đây là thư mục, không phải là tệp.", "This is a folder, not a file.")
_NO_FILE = Bilingual(
    "Đây là thiết bị hoặc đường ống, không phải là tệp thông thường.",
    "This is a device or a pipe, not an ordinary file.",
)
_UNREADABLE = Bilingual(
    "Không mở được tệp: không có quyền đọc, hoặc tên tệp không hợp lệ.",
    "The file cannot be opened: no right to read it, or a name that no file can have.",
)
_EMPTY = Bilingual("Tệp có 0 byte.", "The file has 0 bytes.")
_OLD_EXCEL = Bilingual(
    "Đây là tệp Excel 97-2003 (.xls), dạng cũ không được đọc.",
    "This is an Excel 97-2003 file (.xls), an old kind that is not read.",
)
_PASSWORD = Bilingual(
    "Sổ Excel này đặt mật khẩu mở nên không đọc được bên trong.",
    "This workbook has a password to open it, so nothing in it can be read.",
)
_OLD_WORD = Bilingual(
    "Đây là văn bản Word 97-2003 (.doc), không phải là bảng tính.",
    "This is a Word 97-2003 document (.doc), not a workbook.",
)
_OTHERS = (
    (
        b"%PDF",
        Bilingual(
            "Đây là tệp PDF, không phải là bảng tính.", "This is a PDF file, not a workbook."
        ),
    ),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
        Bilingual("Đây là tệp ảnh, không phải là bảng tính.", "This is a picture, not a workbook."),
    ),
    (
        (b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!"),
        Bilingual(
            "Đây là tệp nén; hãy giải nén rồi nộp tệp bên trong.",
            "This is a packed file; unpack it and send the file inside.",
        ),
    ),
)


@dataclass(frozen=True)
class Source:
    """A file that can be read: its sheets, and the hash of its bytes.

    ``separator`` stands between the cells of a CSV file and is empty for a workbook.
    """

    name: str
    sha256: str
    kind: Literal["csv", "xlsx"]
    grids: tuple[Grid, ...]
    separator: str


def read_source(
    content: bytes | Path, name: str, findings: Findings, *, limits: Limits = LIMITS
) -> Source:
    """Return the sheets of a file, given as bytes or as the path of one.

    Rows are read when a grid is asked for them, so a grid may stop as well. Raises ``Stopped``
    with the reason in ``findings`` where the file cannot be read, and nothing else, whatever
    the file holds.
    """
    held = _from_path(content, findings, limits) if isinstance(content, Path) else content
    if len(held) > limits.bytes:
        findings.stop("S03", Place(), _too_large(limits))
    if not held:
        findings.stop("S02", Place(), _EMPTY)
    sha256 = hashlib.sha256(held).hexdigest()
    if held.startswith(_ZIP):
        return Source(name, sha256, "xlsx", read_workbook(held, findings, limits), "")
    _refuse_others(held, findings)
    grid = DelimitedGrid(decode(held, findings), findings, limits)
    return Source(name, sha256, "csv", (grid,), grid.separator)


def _from_path(path: Path, findings: Findings, limits: Limits) -> bytes:
    """Return a file's bytes, at most one more than is allowed: it may grow while it is read."""
    try:
        held = _no_file(path) or _bytes(path, limits.bytes + 1)
    except FileNotFoundError:
        held = _MISSING
    except (OSError, ValueError):  # ValueError: a name that no system can have
        held = _UNREADABLE
    if isinstance(held, Bilingual):
        findings.stop("S01", Place(), held)
    return held


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as source:
        return source.read(most)


def _no_file(path: Path) -> Bilingual | None:
    """Return why a path is no file to read; a pipe must not even be opened, it would wait."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return _FOLDER
    return None if stat.S_ISREG(mode) else _NO_FILE


def _refuse_others(content: bytes, findings: Findings) -> None:
    """Stop on the kinds of file that offices send instead of a table."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            findings.stop("S05", Place(), _PASSWORD)
        if _WORD in content:
            findings.stop("S06", Place(), _OLD_WORD)
        findings.stop("S04", Place(), _OLD_EXCEL)
    for start, sentence in _OTHERS:
        if content.startswith(start):
            findings.stop("S06", Place(), sentence)


def _too_large(limits: Limits) -> Bilingual:
    return Bilingual(
        f"Tệp lớn hơn {limits.megabytes} MB.", f"The file is larger than {limits.megabytes} MB."
    )
