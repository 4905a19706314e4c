"""Which areas a reader chooses among, and what takes the place of a choice of the other kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from vtdash.model.codes import AreaLevel
from vtdash.model.filters import Filters
from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Area, Catalogue, Link
from vtdash.store.questions.area_views import versions


def area_ids(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    """Return the areas that may be chosen: of the chosen cities, of the chosen kind of unit.

    Areas that held one code after another are one entry, under the id of the last.
    """
    return tuple(dict.fromkeys(entry_of(catalogue, key) for key in every_id(catalogue, filters)))


def every_id(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    """Return the ids under which areas of the chosen cities and kind stand in an address."""
    cities, kind = filters.cities, filters.area_kind
    return tuple(a.id for a in catalogue.areas if a.level == kind and a.city in cities)


@kept_for_snapshot(maxsize=4096)
def entry_of(catalogue: Catalogue, area_id: str) -> str:
    """Return the id under which an area is found in a list: of the last that held its code."""
    area = catalogue.area_by_id.get(area_id)
    return versions(area, catalogue)[-1].id if area else area_id


def heirs(catalogue: Catalogue, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the areas of the other kind that take the place of the chosen ones.

    For a district the units that lie mostly in it, the one of its name first, then the largest;
    for a unit the district in which most of it lay.
    """
    known = (area_id for area_id in chosen if area_id in catalogue.area_by_id)
    found = (key for area_id in known for key in _heirs(catalogue, area_id))
    return tuple(dict.fromkeys(found))


@kept_for_snapshot(maxsize=1024)
def _heirs(catalogue: Catalogue, area_id: str) -> tuple[str, ...]:
    area = catalogue.area(area_id)
    links = [link for link in catalogue.crosswalk if link.is_primary]
    if area.level == AreaLevel.COMMUNE:
        codes = [link.old_district_code for link in links if link.new_code == area.code]
        return _entries(catalogue, AreaLevel.DISTRICT, codes)
    own = [link for link in links if link.old_district_code == area.code]
    found = _entries(catalogue, AreaLevel.COMMUNE, [link.new_code for link in _largest(own)])
    # the sort is stable: behind the one of the same name the order of size stays
    name = _bare(catalogue, area)
    return tuple(sorted(found, key=lambda key: _bare(catalogue, catalogue.area(key)) != name))


def _largest(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: -(link.whole + link.part / 2))


def _entries(catalogue: Catalogue, level: str, codes: Sequence[str]) -> tuple[str, ...]:
    ids = {area.code: area.id for area in catalogue.areas if area.level == level}
    return tuple(entry_of(catalogue, ids[code]) for code in codes)


def _bare(catalogue: Catalogue, area: Area) -> list[str]:
    """Return the words of an area's name without those of its kind in front."""
    kind = catalogue.code("area_kind", area.kind).name.vi.lower().split()
    return list(dropwhile(kind.__contains__, area.name.vi.lower().split()))
