"""The filters, one function each. Options depend on one another; nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from vtdash.model.datasets import CITIES, LEVELS
from vtdash.render.names import Names
from vtdash.rules.geography import VIEWS
from vtdash.text.language import LANGUAGES, sort_key
from vtdash.topics.compare import compare_panels
from vtdash.topics.sources.coverage_panels import TASKS, spans, subjects
from vtdash.ui import address
from vtdash.ui.address import State
from vtdash.ui.state import preset


def language(state: State) -> State:
    """Vietnamese or English."""
    preset("lang", state.language)
    chosen = st.segmented_control(
        "Ngôn ngữ / Language",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="lang",
        required=True,
        label_visibility="collapsed",
    )
    return replace(state, language=chosen or state.language)


def city(state: State, names: Names) -> State:
    """Hanoi, Hai Phong or both; none chosen means both."""
    text = names.text
    preset("city", list(state.filters.cities))
    chosen = st.pills(
        text("City"),
        CITIES,
        selection_mode="multi",
        key="city",
        format_func=lambda key: names.code("city", key),
    )
    cities = tuple(key for key in CITIES if key in chosen) or CITIES
    return _with(state, cities=cities)


def years(state: State, names: Names, extent: tuple[int, int]) -> State:
    """First and last year of returns shown; put in order where a reader crosses them."""
    options = list(range(extent[0], extent[1] + 1))
    preset("from", state.filters.first_year)
    preset("to", state.filters.last_year)
    left, right = st.columns(2)
    first = left.selectbox(names.text("From year"), options, key="from")
    last = right.selectbox(names.text("To year"), options, key="to")
    return _with(state, first_year=min(first, last), last_year=max(first, last))


def units(state: State, names: Names) -> State:
    """District or commune-level unit."""
    text = names.text
    labels = {
        "district": text("Districts"),
        "commune": text("Communes"),
    }
    preset("units", state.filters.area_kind)
    chosen = st.segmented_control(
        text("Places by"),
        list(labels),
        format_func=labels.__getitem__,
        key="units",
        required=True,
        help=text(
            "Districts ended on 30 June 2025; communes, wards and special zones "
            "(commune-level units) began on 1 July 2025. The two are never joined."
        ),
    )
    return _with(state, area_kind=chosen or state.filters.area_kind)


def geography(state: State, names: Names) -> State:
    """As published, on today's map, or unchanged areas only."""
    preset("geography", state.filters.geography)
    chosen = st.selectbox(
        names.text("Geography"),
        VIEWS,
        key="geography",
        format_func=lambda key: names.code("area_view", key),
        help="\n\n".join(
            names.text.name(names.catalogue.code("area_view", key).text) for key in VIEWS
        ),
    )
    return _with(state, geography=chosen or state.filters.geography)


def area(state: State, names: Names) -> State:
    """Areas of the chosen cities and kind; none chosen means all."""
    filters = state.filters
    options = _by_name(
        address.area_ids(names.catalogue, filters.cities, filters.area_kind), names.area
    )
    label = {
        "district": names.text("District"),
        "commune": names.text("Commune-level unit"),
    }[filters.area_kind]
    return _with(state, areas=_several("area", label, options, filters.areas, names.area, names))


def occupation(state: State, names: Names) -> State:
    """Occupations; none chosen means all."""
    options = _by_name(tuple(names.catalogue.occupation_by_key), names.occupation)
    chosen = _several(
        "occupation",
        names.text("Occupation"),
        options,
        state.filters.occupations,
        names.occupation,
        names,
    )
    return _with(state, occupations=chosen)


def level(state: State, names: Names) -> State:
    """Levels of training; none chosen means all."""
    chosen = _several(
        "level",
        names.text("Level"),
        LEVELS,
        state.filters.levels,
        lambda key: names.code("level", key),
        names,
    )
    return _with(state, levels=chosen)


def sample(state: State, names: Names) -> State:
    """Sample data on or off."""
    preset("sample", state.filters.sample)
    chosen = st.toggle(
        names.text("Show sample data"),
        key="sample",
        help=names.text(
            "Sample returns are generated for demonstration. They disappear as soon "
            "as an office publishes its own."
        ),
    )
    return _with(state, sample=chosen)


def place(state: State, names: Names) -> State:
    """One area, for its profile."""
    filters = state.filters
    options = _by_name(
        address.area_ids(names.catalogue, filters.cities, filters.area_kind), names.area
    )
    return replace(
        state, place=_one("place", names.text("Place"), options, state.place, names.area)
    )


def trade(state: State, names: Names) -> State:
    """One occupation, for its profile."""
    options = _by_name(tuple(names.catalogue.occupation_by_key), names.occupation)
    chosen = _one("trade", names.text("Occupation"), options, state.trade, names.occupation)
    return replace(state, trade=chosen)


def task(state: State, names: Names) -> State:
    """One of Hanoi's eight tasks."""
    chosen = _one(
        "task",
        names.text("Key task"),
        tuple(names.catalogue.tasks),
        state.task,
        lambda key: names.group("item", key),
    )
    return replace(state, task=chosen)


def first_series(state: State, names: Names) -> State:
    """The one published series of a comparison."""
    chosen = _one(
        "a",
        names.text("First series"),
        compare_panels.options(names.catalogue),
        state.a or compare_panels.FIRST,
        lambda key: compare_panels.series_name(names, key),
    )
    return replace(state, a=chosen)


def second_series(state: State, names: Names) -> State:
    """The other published series of a comparison."""
    chosen = _one(
        "b",
        names.text("Second series"),
        compare_panels.options(names.catalogue),
        state.b or compare_panels.SECOND,
        lambda key: compare_panels.series_name(names, key),
    )
    return replace(state, b=chosen)


def subject(state: State, names: Names) -> State:
    """Of what a map of coverage is: the key tasks, or the indicators of a topic."""
    tasks = names.text("Key tasks")
    chosen = _one(
        "subject",
        names.text("Map of what is known"),
        subjects(names.catalogue),
        state.subject,
        lambda key: tasks if key == TASKS else names.code("topic", key),
    )
    return replace(state, subject=chosen)


def span(state: State, names: Names) -> State:
    """The years of a map of coverage."""
    chosen = _one(
        "span",
        names.text("Years of the map"),
        spans(names.catalogue),
        state.span,
        names.text.period,
    )
    return replace(state, span=chosen)


def indicator(state: State, names: Names, options: Sequence[str]) -> State:
    """One indicator."""
    before = state.indicator
    chosen = _one(
        "indicator", names.text("Indicator"), tuple(options), state.indicator, names.indicator
    )
    if before and chosen != before:  # a pace of points is none of people
        state = replace(state, pace="")
        st.session_state["pace"] = None
    return replace(state, indicator=chosen)


def pace(state: State, names: Names) -> State:
    """The change a year of a scenario; none given means what each target needs."""
    text = names.text
    known = state.indicator in names.catalogue.indicators
    unit = names.catalogue.indicator(state.indicator).units[0] if known else ""
    rate = unit == "percent"
    preset("pace", float(state.pace) if state.pace else None)
    chosen = st.number_input(
        text("What if the pace were … a year?"),
        -float(address.MOST),
        float(address.MOST),
        None,
        step=0.1 if rate else 100.0,
        key="pace",
        placeholder=text("as needed"),
        help=text(
            "For the scenario, in {unit} a year. Left empty, each target's own needed change "
            "is taken.",
            unit=names.unit("percent_points" if rate else unit),
        ),
    )
    return replace(state, pace="" if chosen is None else address.number_of(chosen))


def _with(state: State, **changes: object) -> State:
    return replace(state, filters=replace(state.filters, **changes))  # type: ignore[arg-type]


def _by_name(keys: Sequence[str], name_of: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: sort_key(name_of(key))))


def _several(
    key: str,
    label: str,
    options: Sequence[str],
    chosen: tuple[str, ...],
    name_of: Callable[[str], str],
    names: Names,
) -> tuple[str, ...]:
    preset(key, list(chosen))
    st.session_state[key] = [value for value in st.session_state[key] if value in options]
    picked = st.multiselect(
        label,
        options,
        format_func=name_of,
        key=key,
        placeholder=names.text("all"),
        select_all=False,  # the framework's words for it are English; none chosen means all
    )
    return tuple(picked)


def _one(
    key: str, label: str, options: tuple[str, ...], chosen: str, name_of: Callable[[str], str]
) -> str:
    preset(key, chosen)
    if st.session_state[key] not in options:
        st.session_state[key] = options[0]
    chosen = st.selectbox(label, options, format_func=name_of, key=key, placeholder=label)
    return chosen or options[0]
