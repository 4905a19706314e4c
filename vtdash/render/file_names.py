"""What a file is called: the panel, and what was chosen, in letters that every system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from vtdash.model.filters import Filters
from vtdash.model.observation import TOGETHER, Observation
from vtdash.reference import Area, Catalogue

LONGEST = 120
"""Letters of a file's name at most: longer ones some systems cut, and nobody reads."""

_NAMED = 2
"""Of several that are chosen so many are named; the others are counted."""

_LONGEST_NAME = 40

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def file_stem(
    panel_id: str, rows: Sequence[Observation], filters: Filters, catalogue: Catalogue
) -> str:
    """Return the name without what says sample data and the kind of file."""
    rows = [row for row in rows if not row.is_context]  # the city stands beside what was chosen
    further = filters.further if any(row.is_of_returns for row in rows) else ()
    levels = _in_rows(filters.levels, (row.level for row in rows))
    parts = [
        *_subject(rows),
        *_places(rows, filters, catalogue),
        _several(_occupations(rows, filters, catalogue)),
        _several(map(slug, levels)),
        *(_several(map(slug, values)) for _, values in further),
        _years(rows),
    ]
    return "_".join(["vtdash", panel_id, *filter(None, parts)])


def ended(stem: str, ending: str, *, has_sample: bool) -> str:
    """Return a name with its ending, cut where it is too long; it says if there are samples."""
    end = f"{'_SAMPLE-DATA' if has_sample else ''}{ending}"
    return stem[: LONGEST - len(end)].rstrip("_-+") + end


def slug(name: str) -> str:
    """Return a name in small letters without accents, its words joined by '-'.

    >>> slug("Vận hành, sửa chữa thiết bị lạnh"), slug("under_3_months")
    ('van-hanh-sua-chua-thiet-bi-lanh', 'under-3-months')
    """
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > _LONGEST_NAME:
            break
        kept = longer
    return kept or "-".join(words)[:_LONGEST_NAME]


def without_kind(name: str, kind: str) -> str:
    """Return the name of an area without the words that say what kind it is.

    >>> without_kind("Huyện Đông Anh", "Huyện"), without_kind("Ba Vi Commune", "Commune")
    ('Đông Anh', 'Ba Vi')
    """
    words, said = name.split(), kind.lower().split()
    while len(words) > 1 and words[0].lower() in said:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in said:
        words = words[:-1]
    return " ".join(words)


def _subject(rows: Sequence[Observation]) -> list[str]:
    """Return the one task, or the one indicator without returns, that all rows are of."""
    tasks = {row.group for row in rows if row.group_kind == "item"}
    if len(tasks) == 1:
        return [slug(*tasks)]
    indicators = {row.indicator_id for row in rows}
    if len(indicators) == 1 and not any(row.is_of_returns for row in rows):
        return [slug(*indicators)]
    return []


def _places(rows: Sequence[Observation], filters: Filters, catalogue: Catalogue) -> list[str]:
    """Return the areas chosen, or the one city, and the kind and map of areas listed."""
    chosen = _in_rows(filters.areas, (row.area_id for row in rows))
    if areas := [catalogue.area_by_id[key] for key in chosen if key in catalogue.area_by_id]:
        return [_several(slug(_bare(area, catalogue)) for area in areas)]
    is_gap = any(row.gap_part for row in rows)  # of two cities, whichever its rows stand under
    found = [] if is_gap else [*_single(row.city for row in rows)]
    if any(row.area_id for row in rows):
        default = Filters()
        other = filters.geography != default.geography
        found.append(slug(filters.geography) if other else _plural(filters.area_kind))
    return found


def _plural(kind: str) -> str:
    return f"{kind}s" if kind else ""


def _occupations(
    rows: Sequence[Observation], filters: Filters, catalogue: Catalogue
) -> Iterable[str]:
    chosen = _in_rows(filters.occupations, (row.occupation_key for row in rows))
    known = catalogue.occupation_by_key
    return (slug(known[key].name.vi) for key in chosen if key in known)


def _in_rows(chosen: Sequence[str], keys: Iterable[str]) -> tuple[str, ...]:
    """Return what was chosen and is in the rows, else the one key that all rows have.

    A choice that a question does not know leaves no trace in its rows.
    """
    found = set(keys)
    spoken_of = {part for key in found for part in key.split(TOGETHER)}
    return tuple(key for key in chosen if key in spoken_of) or _single(found)


def _single(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the one key that there is, or none."""
    found = set(keys)
    return tuple(found) if len(found) == 1 and "" not in found else ()


def _bare(area: Area, catalogue: Catalogue) -> str:
    return without_kind(area.name.vi, catalogue.code("area_kind", area.kind).name.vi)


def _several(names: Iterable[str]) -> str:
    """Return the first names and how many more there are."""
    listed = list(names)
    left = len(listed) - _NAMED
    return "+".join([*listed[:_NAMED], *([str(left)] if left > 0 else [])])


def _years(rows: Sequence[Observation]) -> str:
    """Return the first and the last year of which the rows speak."""
    periods = {row.period for row in rows}
    years = sorted({year for period in periods for year in _YEAR.findall(period)})
    return "-".join(dict.fromkeys([years[0], years[-1]])) if years else ""
