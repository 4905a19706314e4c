"""What a check is: its stage, how grave it is, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vtdash.model.datasets import Bilingual

Stage = Literal["structure", "types", "codes", "keys", "arithmetic", "time", "plausibility"]
Severity = Literal["error", "warning"]

STAGES: dict[Stage, Bilingual] = {
    "structure": Bilingual("Cấu trúc tệp", "Structure of the file"),
    "types": Bilingual("Kiểu dữ liệu của ô", "Types of cells"),
    "codes": Bilingual("Mã và tên gọi", "Codes and names"),
    "keys": Bilingual("Khóa và dòng trùng", "Keys and duplicates"),
    "arithmetic": Bilingual("Phép tính", "Arithmetic"),
    "time": Bilingual("Thời gian", "Time"),
    "plausibility": Bilingual("Mức hợp lý so với kỳ trước", "Plausibility against history"),
}
"""The stages and their names, in the order in which they are run and listed."""


@dataclass(frozen=True)
class Check:
    """One rule that a return is held against.

    A file with an ``error`` is not taken; a ``warning`` needs a reason from the steward.
    ``title`` names what is wrong, ``expected`` what should stand there, ``do`` what to do;
    ``bad`` and ``mended`` show it: part of a row or file that breaks the rule, then without fault.
    """

    id: str
    stage: Stage
    severity: Severity
    title: Bilingual
    expected: Bilingual
    do: Bilingual
    bad: str
    mended: str


Words = tuple[str, str]


def checks(
    stage: Stage, *entries: tuple[str, Severity, Words, Words, Words, str, str]
) -> tuple[Check, ...]:
    """Return the checks of a stage: id, severity, then title, expected and do as (vi, en)."""
    return tuple(
        Check(
            name,
            stage,
            severity,
            Bilingual(*title),
            Bilingual(*expected),
            Bilingual(*do),
            bad,
            mended,
        )
        for name, severity, title, expected, do, bad, mended in entries
    )
