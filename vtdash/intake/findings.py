"""What is wrong with one file, gathered while it is read to its end."""

from __future__ import annotations

from typing import NoReturn

from vtdash.errors import Problem, ReturnRefused
from vtdash.intake.wording import printable
from vtdash.schema import Bilingual

MOST = 10_000
"""Problems after which reading stops: who has this many has a few causes, many times over."""

_TITLE = Bilingual(
    "Báo cáo chưa được nhận; chưa lấy dòng nào. Sửa các chỗ sau rồi nộp lại:",
    "The return was refused; none of its rows was taken. Mend these and send it again:",
)
_STOPPED = Bilingual(
    f"đã dừng kiểm tra sau {MOST} lỗi; sửa các lỗi trên rồi nộp lại để kiểm tra phần còn lại",
    f"checking stopped after {MOST} problems; mend those and send the file again for the rest",
)


class Findings:
    """Keeps the problems of one file, in the order in which they were met."""

    def __init__(self, file: str) -> None:
        self.file = printable(file)
        self._problems: list[Problem] = []

    def add(self, row: int | None, column: str, wrong: Bilingual) -> None:
        """Note a problem; raises ``ReturnRefused`` where there are too many to go on."""
        place = "" if row is None else str(row)
        self._problems.append(Problem(self.file, place, column, wrong.vi, wrong.en))
        if len(self._problems) == MOST:
            self._problems.append(Problem(self.file, "", "", _STOPPED.vi, _STOPPED.en))
            self.refuse()

    def settle(self) -> None:
        """Raise ``ReturnRefused`` with all problems where there are any."""
        if self._problems:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Raise ``ReturnRefused`` with what was found so far."""
        raise ReturnRefused(_TITLE.vi, _TITLE.en, self._problems)

    def refuse_whole(self, wrong: Bilingual) -> NoReturn:
        """Raise ``ReturnRefused`` for a file that cannot be read at all."""
        self.add(None, "", wrong)
        self.refuse()
