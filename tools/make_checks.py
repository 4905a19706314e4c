"""Writes docs/checks.md from vtdash/returns/checks.toml: python -m tools.make_checks.

A test compares the page with what this makes, so that it cannot fall behind the code.
"""

from __future__ import annotations

from pathlib import Path

from vtdash.returns.checks.against_history import JUMP_LEAST, JUMP_TIMES
from vtdash.returns.registry import CHECKS, STAGES, Check, Stage

ROOT = Path(__file__).resolve().parents[1]

INTRODUCTION = f"""\
# Các kiểm tra / Checks

<!-- Made from vtdash/returns/checks.toml by: python -m tools.make_checks. Do not edit by hand. -->

Mỗi tệp được đọc đến hết và mọi vấn đề được nêu cùng lúc: sai gì, ở trang tính, dòng, cột nào, tìm
thấy gì, cần có gì và phải làm gì. Mỗi kiểm tra liệt kê nhiều nhất 200 chỗ, mỗi tệp nhiều nhất
2.000 chỗ; phần còn lại được đếm đủ. Một ô đã sai thì không bị nêu lần nữa khi so với ô khác.

- **Lỗi (error)**: không dòng nào của tệp được nhận cho đến khi sửa xong.
- **Cảnh báo (warning)**: tệp được nhận khi người phụ trách ghi lý do; lý do được lưu cùng bản công
  bố.

Mức thay đổi đột ngột (H01): tổng gấp từ {JUMP_TIMES} lần, hoặc còn từ 1/{JUMP_TIMES} trở xuống, và
chênh lệch từ {JUMP_LEAST}. Đơn vị được nhận ra theo mã địa bàn, nên lịch sử của đơn vị bắt đầu lại
khi địa bàn đổi mã.

A file is read to its end and all its problems are named at once: what is wrong, in which sheet,
row and column, what was found, what was expected and what to do. At most 200 places a check and
2,000 a file are listed; the rest is counted. A cell that is wrong in itself is not named again
beside its neighbours.

- **Error**: none of the file's rows is taken until it is fixed.
- **Warning**: the file is taken once the steward gives a reason, which is kept with the snapshot.

A jump (H01) is a total {JUMP_TIMES} times the last one or more, or 1/{JUMP_TIMES} of it or less,
where the two differ by {JUMP_LEAST} or more. A unit is known by its area code, so its history
begins afresh where its area has a new one.
"""

LIBRARY = """\
## Thư viện / The library

There is none: bounds, lists and rules between columns are comparisons of pandas columns
(`vtdash/returns/checks/row_checks.py`), each over all rows at once, which name the rows that fail.
**pandera** did this before. It was given up because one truth value a row is all that was taken
from it: the words go to an office, in Vietnamese and English, with the row and column of its own
file. Without it the first file of a process is checked 0.4 to 0.7 s sooner, a return of 100,000
rows takes 22 MB less, and eight packages less are installed. pointblank was judged by its
documentation, not tried: it is made for reports of its own (tables in HTML of steps, counts and
extracts of failing rows) for people who look after data, which would go unused here. Whether
`1.250` means a thousand or one is no library's question (`vtdash/returns/files/cells.py`).
"""

_SEVERITY = {"error": "lỗi / error", "warning": "cảnh báo / warning"}


def files() -> dict[str, str]:
    """Return every file made here: path from the project's folder -> text."""
    return {"docs/checks.md": "\n".join([INTRODUCTION, *map(section, STAGES), LIBRARY])}


def section(stage: Stage) -> str:
    """Return the part of the page about one stage."""
    name = STAGES[stage]
    checks = (entry(check) for check in CHECKS.values() if check.stage == stage)
    return "\n".join([f"## {name.vi} / {name.en}\n", *checks])


def entry(check: Check) -> str:
    """Return the words and the example of one check."""
    return f"""\
### {check.id} ({_SEVERITY[check.severity]}): {check.title.vi} / {check.title.en}

- Cần có: {check.expected.vi} Cách sửa: {check.do.vi}
- Expected: {check.expected.en} To do: {check.do.en}

```
# sai / bad
{check.bad}
# đã sửa / fixed
{check.fixed}
```
"""


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
