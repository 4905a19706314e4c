"""The filters of a page in words, for the top of the page, for print and for pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.text.language import Text, inside

_NAMED = 2
"""Of a long list so many are named; the others are counted."""


def choices(names: Names, filters: Filters, wanted: Collection[str]) -> str:
    """Return what a reader has chosen, one phrase for each filter that the page has.

    ``wanted``: the page's filters by name. Blank for a page without filters.
    """
    said = " · ".join(_phrases(names, filters, wanted))
    return names.text("Filters: {choices}", choices=said) if said else ""


def _phrases(names: Names, filters: Filters, wanted: Collection[str]) -> Iterator[str]:
    text = names.text
    if "city" in wanted:
        yield text.items(names.code("city", city) for city in filters.cities)
    if "years" in wanted:
        first, last = filters.first_year, filters.last_year
        yield str(first) if first == last else f"{first}–{last}"
    if "units" in wanted:
        yield _places(names, filters)
    if "geography" in wanted and filters.geography != Filters().geography:
        yield inside(names.code("area_view", filters.geography))
    if "occupation" in wanted:
        yield _several(text, filters.occupations, names.occupation, _occupations) or text(
            "all occupations"
        )
    if "level" in wanted:
        yield _several(text, filters.levels, lambda key: names.code("level", key), _levels) or text(
            "all levels"
        )
    if "sample" in wanted:
        yield text("sample data shown") if filters.sample else text("sample data hidden")


def _places(names: Names, filters: Filters) -> str:
    text = names.text
    if filters.area_kind == "district":
        return _several(text, filters.areas, names.area, _districts) or text("all districts")
    return _several(text, filters.areas, names.area, _communes) or text("all commune-level units")


def _several(
    text: Text,
    keys: Sequence[str],
    name_of: Callable[[str], str],
    counted: Callable[[Text, int, str], str],
) -> str:
    """Return the names of what was chosen, blank where nothing was; several with their number."""
    if len(keys) <= 1:
        return "".join(map(name_of, keys))
    left = len(keys) - _NAMED
    named = [name_of(key) for key in (keys[:_NAMED] if left > 1 else keys)]
    if left > 1:
        named.append(text("{n} more", n=text.number(left)))
    return counted(text, len(keys), text.items(named))


def _districts(text: Text, n: int, listed: str) -> str:
    return text("{n} districts: {names}", n=text.number(n), names=listed)


def _communes(text: Text, n: int, listed: str) -> str:
    return text("{n} commune-level units: {names}", n=text.number(n), names=listed)


def _occupations(text: Text, n: int, listed: str) -> str:
    return text("{n} occupations: {names}", n=text.number(n), names=listed)


def _levels(text: Text, n: int, listed: str) -> str:
    return text("{n} levels: {names}", n=text.number(n), names=listed)
