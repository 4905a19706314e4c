"""What a reader has chosen with one filter, as a phrase among those of a page."""

from __future__ import annotations

from vtdash.model.codes import AreaLevel
from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.text.language import inside
from vtdash.topics.choices import chosen_in_words


def years_phrase(names: Names, filters: Filters) -> str:
    """Return the years between which a reader looks."""
    first, last = filters.first_year, filters.last_year
    return str(first) if first == last else f"{first}–{last}"


def areas_phrase(names: Names, filters: Filters) -> str:
    """Return the chosen areas, or that all of their kind are meant."""
    text, chosen = names.text, [names.area(area) for area in filters.areas]
    if filters.area_kind == AreaLevel.DISTRICT:
        return chosen_in_words(
            text,
            chosen,
            lambda n, listed: text("{n} districts: {names}", n=text.number(n), names=listed),
        ) or text("all districts")
    return chosen_in_words(
        text,
        chosen,
        lambda n, listed: text("{n} commune-level units: {names}", n=text.number(n), names=listed),
    ) or text("all commune-level units")


def occupations_phrase(names: Names, filters: Filters) -> str:
    """Return the chosen occupations, or that all are meant."""
    text = names.text
    return chosen_in_words(
        text,
        [names.occupation(key) for key in filters.occupations],
        lambda n, listed: text("{n} occupations: {names}", n=text.number(n), names=listed),
    ) or text("all occupations")


def levels_phrase(names: Names, filters: Filters) -> str:
    """Return the chosen levels of training, or that all are meant."""
    text = names.text
    return chosen_in_words(
        text,
        [names.code("level", key) for key in filters.levels],
        lambda n, listed: text("{n} levels: {names}", n=text.number(n), names=listed),
    ) or text("all levels")


def are_several(filters: Filters) -> bool:
    """Return whether several areas or several occupations are chosen."""
    return max(len(filters.areas), len(filters.occupations)) > 1


def together_phrase(names: Names, filters: Filters) -> str:
    """Return that several choices are added up, blank where they are not."""
    is_added = filters.together and are_several(filters)
    return names.text("what is chosen added up") if is_added else ""


def former_phrase(names: Names, filters: Filters) -> str:
    """Return that former territories are shown, blank where those of today stand alone."""
    return names.text("former territories shown") if filters.former else ""


def sample_phrase(names: Names, filters: Filters) -> str:
    """Return whether sample data is shown."""
    return names.text("sample data shown") if filters.sample else names.text("sample data hidden")


def geography_phrase(names: Names, filters: Filters) -> str:
    """Return in which geography areas stand, blank for the usual one."""
    is_default = filters.geography == Filters().geography
    return "" if is_default else inside(names.code("area_view", filters.geography))
