"""Reporting units that a public document names: colleges, schools, centres and offices.

Few are listed: a unit enters with the page that names it, or comes by use (``vtdash/store``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vtdash.model.datasets import CITIES, Bilingual
from vtdash.reference.check import check_unique
from vtdash.reference.entries import Area
from vtdash.reference.read import Row

UNIT_COLUMNS = (
    "id", "name_vi", "name_en", "kind", "city", "area_code", "parent", "valid_from", "valid_to",
    "tax_code", "aliases", "source_id",
)  # fmt: skip
"""One row a unit; ``aliases`` are separated by semicolons."""


@dataclass(frozen=True)
class NamedUnit:
    """A college, school, centre, enterprise or office that reports.

    ``id``: its name in capitals without accents. ``area_code``: of its seat, blank where no page
    states it; ``parent``: the id of the unit above it. ``valid_from`` and ``valid_to``: its first
    and last day, None where they are not known. ``source_id``: the page that names it.
    """

    id: str
    name: Bilingual
    kind: str
    city: str
    area_code: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    tax_code: str = ""
    aliases: tuple[str, ...] = ()
    source_id: str = ""


def parse_units(
    rows: Iterable[Row], kinds: Iterable[str], areas: Iterable[Area], sources: Mapping[str, object]
) -> Iterator[NamedUnit]:
    """Yield the units; what is not defined, or ends before it begins, is a problem of its row."""
    listed, codes = list(rows), {area.code for area in areas}
    ids = [row.as_text("id") for row in listed]
    check_unique(listed, "id")
    for row in listed:
        since, until = row.day("valid_from"), row.day("valid_to")
        if since and until and until < since:
            row.problem(
                "valid_to", "ngày cuối trước ngày đầu", "the last day is before the first one"
            )
        yield NamedUnit(
            id=row.as_text("id"),
            name=row.bilingual("name"),
            kind=row.one_of("kind", kinds),
            city=row.one_of("city", CITIES),
            area_code=row.one_of("area_code", codes, blank=True),
            parent=row.one_of("parent", ids, blank=True),
            valid_from=since,
            valid_to=until,
            tax_code=row.as_text("tax_code"),
            aliases=tuple(filter(None, map(str.strip, row.as_text("aliases").split(";")))),
            source_id=row.one_of("source_id", sources),
        )
