"""What a reader has chosen on a page, in words: for a line, a title, a narrow bar."""

from __future__ import annotations

from collections.abc import Collection

from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.topics.choices import State
from vtdash.topics.filters import FILTERS

_IN_SUBJECT = ("units", "occupation", "level")
"""Filters whose choice ``chosen_subject`` names, or nothing does."""

_NAMED = 2
"""Of several that were chosen so many are named in a title."""


def choices_in_words(names: Names, filters: Filters, wanted: Collection[str]) -> str:
    """Return what a reader has chosen, one phrase for each filter that the page has.

    ``wanted``: the page's filters by name. Blank for a page without filters.
    """
    phrases = (e.phrase(names, filters) for e in FILTERS.values() if e.name in wanted)
    return " · ".join(phrase for phrase in phrases if phrase)


def filters_in_words(names: Names, filters: Filters, wanted: Collection[str]) -> str:
    """Return what a reader has chosen as a line of a page, blank for one without filters."""
    listed = choices_in_words(names, filters, wanted)
    return names.text("Filters: {choices}", choices=listed) if listed else ""


def chosen_subject(names: Names, filters: Filters) -> str:
    """Return the areas, occupations and levels that a reader chose, blank where none is."""
    levels = ", ".join(names.code("level", key) for key in filters.levels)
    parts = (
        names.text.items(map(names.area, filters.areas), _NAMED, spare=1),
        names.text.items(map(names.occupation, filters.occupations), _NAMED, spare=1),
        levels,
    )
    return " · ".join(part for part in parts if part)


def chosen_briefly(names: Names, state: State, wanted: Collection[str]) -> str:
    """Return what a reader has chosen for a narrow bar, what a page is about first.

    That a list is not restricted ('all districts') is left out. ``wanted``: the page's filters.
    """
    subjects = (
        entry.name_of(names, entry.chosen(state))
        for entry in FILTERS.values()
        if entry.kind == "one" and not entry.is_restricting and entry.name in wanted
        if entry.chosen(state)
    )
    further = [name for name in wanted if name not in _IN_SUBJECT]
    parts = (
        *subjects,
        chosen_subject(names, state.filters),
        choices_in_words(names, state.filters, further),
    )
    return " · ".join(part for part in parts if part)
