"""All that a reader can choose, one entry each: address, widget, words, and what it restricts.

A new filter of a column is one entry here; ``vtdash.ui`` draws its widget by its kind, reads and
writes the address, and ``vtdash.model.filters`` restricts the marts that have the column.
"""

from __future__ import annotations

from functools import lru_cache

from vtdash.model.codes import Unit
from vtdash.model.datasets import AREA_KINDS, CITIES
from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.rules.geography import VIEWS
from vtdash.topics.area_choice import area_ids, entry_of, every_id, heirs
from vtdash.topics.area_maps import measures
from vtdash.topics.choices import Filter, State
from vtdash.topics.compare import compare_panels
from vtdash.topics.compare.published_series import series_by_address
from vtdash.topics.filter_phrases import (
    are_several,
    areas_phrase,
    former_phrase,
    geography_phrase,
    levels_phrase,
    occupations_phrase,
    sample_phrase,
    together_phrase,
    years_phrase,
)
from vtdash.topics.sources.coverage_panels import TASKS, spans, subjects


@lru_cache(maxsize=256)
def only_offered(filters: Filters, wanted: tuple[str, ...], default: Filters) -> Filters:
    """Return the filters without choices for which a page has no control."""
    shown, bare = State(filters=filters), State(filters=default)
    for entry in FILTERS.values():
        if entry.is_restricting and not entry.stays and entry.name not in wanted:
            shown = entry.choose(shown, entry.chosen(bare))
    return shown.filters


def _is_rate(names: Names, state: State) -> bool:
    indicator = names.catalogue.indicators.get(state.indicator)
    return bool(indicator) and indicator.units[0] == "percent"


def _unit_of_pace(names: Names, state: State) -> str:
    if _is_rate(names, state):
        return names.unit(Unit.PERCENT_POINTS)
    indicator = names.catalogue.indicators.get(state.indicator)
    return names.unit(indicator.units[0] if indicator else "")


def _dated_levels(names: Names, state: State) -> str:
    """Return what the catalogue says of levels that have not always existed."""
    levels = (names.catalogue.code("level", key) for key in names.catalogue.levels)
    return "\n\n".join(names.text.name(level.text) for level in levels if level.valid_from)


_ENTRIES = (
    Filter(
        name="city",
        kind="pills",
        field="cities",
        label=lambda names, state: names.text("City"),
        allowed=lambda catalogue, filters: CITIES,
        name_of=lambda names, key: names.code("city", key),
        stays=True,
        phrase=lambda names, filters: names.text.items(
            names.code("city", city) for city in filters.cities
        ),
    ),
    Filter(
        name="years",
        kind="years",
        label=lambda names, state: names.text("From year"),
        phrase=years_phrase,
    ),
    Filter(
        name="units",
        kind="buttons",
        field="area_kind",
        label=lambda names, state: names.text("Area type"),
        allowed=lambda catalogue, filters: AREA_KINDS,
        name_of=lambda names, key: {
            "district": names.text("Districts"),
            "commune": names.text("Communes"),
        }[key],
        help=lambda names, state: names.text(
            "Districts ended on 30 June 2025; communes, wards and special zones "
            "(commune-level units) began on 1 July 2025. A chosen one goes on as the units in "
            "its place, by share of area."
        ),
        stays=True,
        phrase=areas_phrase,
    ),
    Filter(
        name="geography",
        kind="one",
        label=lambda names, state: names.text("Geography"),
        allowed=lambda catalogue, filters: VIEWS,
        name_of=lambda names, key: names.code("area_view", key),
        help=lambda names, state: "\n\n".join(
            names.text.name(names.catalogue.code("area_view", key).text) for key in VIEWS
        ),
        phrase=geography_phrase,
    ),
    Filter(
        name="area",
        kind="several",
        field="areas",
        label=lambda names, state: {
            "district": names.text("District"),
            "commune": names.text("Commune-level unit"),
        }[state.filters.area_kind],
        allowed=every_id,
        offered=area_ids,
        entry_of=entry_of,
        heirs=heirs,
        counted="area_id",
        by_name=True,
        name_of=lambda names, key: names.area(key),
    ),
    Filter(
        name="occupation",
        kind="several",
        field="occupations",
        label=lambda names, state: names.text("Occupation"),
        allowed=lambda catalogue, filters: catalogue.occupation_by_key,
        counted="occupation_key",
        by_name=True,
        name_of=lambda names, key: names.occupation(key),
        phrase=occupations_phrase,
    ),
    Filter(
        name="level",
        kind="several",
        field="levels",
        label=lambda names, state: names.text("Level"),
        allowed=lambda catalogue, filters: catalogue.levels,
        counted="level",
        name_of=lambda names, key: names.code("level", key),
        help=_dated_levels,
        phrase=levels_phrase,
    ),
    Filter(
        name="together",
        kind="switch",
        label=lambda names, state: names.text("Add up what is chosen"),
        help=lambda names, state: names.text(
            "Several districts or occupations are shown beside each other. Added up they are one "
            "value, city by city."
        ),
        is_needed=lambda state: are_several(state.filters),
        phrase=together_phrase,
    ),
    Filter(
        name="former",
        kind="switch",
        label=lambda names, state: names.text("Show former territories"),
        help=lambda names, state: names.text(
            "A city that has merged is shown as it is today. Switched on, what became part of it "
            "stands beside it, pale; where there is no value of today, it is shown in any case."
        ),
        phrase=former_phrase,
    ),
    Filter(
        name="sample",
        kind="switch",
        label=lambda names, state: names.text("Show sample data"),
        help=lambda names, state: names.text(
            "Sample returns are generated for demonstration. They disappear as soon "
            "as an office publishes its own."
        ),
        stays=True,
        phrase=sample_phrase,
    ),
    Filter(
        name="place",
        kind="one",
        label=lambda names, state: names.text("Place"),
        allowed=lambda catalogue, filters: catalogue.area_by_id,
        offered=area_ids,
        entry_of=entry_of,
        heirs=heirs,
        counted="area_id",
        by_name=True,
        name_of=lambda names, key: names.area(key),
    ),
    Filter(
        name="measure",
        kind="one",
        label=lambda names, state: names.text("The map shows"),
        allowed=lambda catalogue, filters: measures(catalogue),
        name_of=lambda names, key: names.indicator(key),
    ),
    Filter(
        name="trade",
        kind="one",
        label=lambda names, state: names.text("Occupation"),
        allowed=lambda catalogue, filters: catalogue.occupation_by_key,
        counted="occupation_key",
        by_name=True,
        name_of=lambda names, key: names.occupation(key),
    ),
    Filter(
        name="task",
        kind="one",
        label=lambda names, state: names.text("Key task"),
        allowed=lambda catalogue, filters: catalogue.tasks,
        name_of=lambda names, key: names.group("item", key),
    ),
    Filter(
        name="indicator",
        kind="one",
        label=lambda names, state: names.text("Indicator"),
        allowed=lambda catalogue, filters: catalogue.indicators,
        name_of=lambda names, key: names.indicator(key),
        resets="pace",  # a pace of points is none of people
    ),
    Filter(
        name="a",
        kind="one",
        label=lambda names, state: names.text("First series"),
        allowed=lambda catalogue, filters: series_by_address(catalogue),
        name_of=compare_panels.series_name_at,
        first=compare_panels.FIRST.address,
    ),
    Filter(
        name="b",
        kind="one",
        label=lambda names, state: names.text("Second series"),
        allowed=lambda catalogue, filters: series_by_address(catalogue),
        name_of=compare_panels.series_name_at,
        first=compare_panels.SECOND.address,
    ),
    Filter(
        name="pace",
        kind="number",
        label=lambda names, state: names.text("What if the pace were … a year?"),
        step=lambda names, state: 0.1 if _is_rate(names, state) else 100.0,
        help=lambda names, state: names.text(
            "For the scenario, in {unit} a year. Left empty, each target's own needed change "
            "is taken.",
            unit=_unit_of_pace(names, state),
        ),
    ),
    Filter(
        name="subject",
        kind="one",
        label=lambda names, state: names.text("Map of what is known"),
        allowed=lambda catalogue, filters: subjects(catalogue),
        name_of=lambda names, key: (
            names.text("Key tasks") if key == TASKS else names.code("topic", key)
        ),
    ),
    Filter(
        name="span",
        kind="one",
        label=lambda names, state: names.text("Years of the map"),
        allowed=lambda catalogue, filters: spans(catalogue),
        name_of=lambda names, key: names.text.period(key),
    ),
    Filter(
        name="figure",
        kind="optional",
        label=lambda names, state: names.text("Figure"),
        allowed=lambda catalogue, filters: catalogue.figure_by_id,
        help=lambda names, state: names.text(
            "A figure's id stands on its card and, on paper, beside the number."
        ),
    ),
)
FILTERS = {entry.name: entry for entry in _ENTRIES}
"""Every filter by its name, in the order of the address."""
