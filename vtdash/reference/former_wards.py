"""The commune-level units that ended on 30 June 2025, and the units of today they went into.

Their codes are used again: of 240 codes of today, 198 belonged to another name before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES, Bilingual
from vtdash.reference.check import check_unique
from vtdash.reference.entries import Area
from vtdash.reference.read import Row

FORMER_WARD_COLUMNS = (
    "code", "name_vi", "name_en", "city", "district_code", "new_code", "extent", "is_main",
)  # fmt: skip
"""One row a pair of former unit and unit of today; the rows of one code stand together."""


class Heir(NamedTuple):
    """A unit of today that a former one went into, in whole or in part; one is the main one."""

    code: str
    is_whole: bool
    is_main: bool


class FormerWard(NamedTuple):
    """A ward, commune or township until 30 June 2025, with its heirs, the main one first."""

    code: str
    name: Bilingual
    city: str
    district_code: str
    heirs: tuple[Heir, ...]


def parse_former_wards(rows: Iterable[Row], areas: Iterable[Area]) -> Iterator[FormerWard]:
    """Yield the former units; an unknown area and a second or no main heir are problems."""
    codes: dict[str, list[str]] = defaultdict(list)
    for area in areas:
        codes[area.level].append(area.code)
    listed = list(rows)
    check_unique(listed, "code", "new_code")
    for code, group in groupby(listed, key=lambda row: row.as_text("code")):
        own = list(group)
        first = own[0]
        heirs = tuple(_heir(row, codes[AreaLevel.COMMUNE]) for row in own)
        if sum(heir.is_main for heir in heirs) != 1:
            first.problem(
                "is_main",
                f"mã {code} cần đúng một đơn vị chính (is_main = 1)",
                f"code {code} needs exactly one main heir (is_main = 1)",
            )
        yield FormerWard(
            code=code,
            name=first.bilingual("name"),
            city=first.one_of("city", CITIES),
            district_code=first.one_of("district_code", codes[AreaLevel.DISTRICT]),
            heirs=tuple(sorted(heirs, key=lambda heir: not heir.is_main)),
        )


def _heir(row: Row, communes: list[str]) -> Heir:
    return Heir(
        code=row.one_of("new_code", communes),
        is_whole=row.one_of("extent", ("whole", "part")) == "whole",
        is_main=row.one_of("is_main", ("0", "1")) == "1",
    )
