"""The page's address: the reader's whole state, written out in full and read back with care.

Whatever stands in an address, the page works: what cannot be understood is dropped, and the
page says so. An address that says nothing of a choice means its default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vtdash.model.datasets import CITIES, ERAS, LEVELS
from vtdash.model.filters import Filters
from vtdash.reference import Catalogue
from vtdash.rules.geography import VIEWS
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES
from vtdash.topics.compare.published_series import all_series
from vtdash.topics.sources.coverage_panels import spans, subjects

SWITCH = {"yes": True, "no": False}

Params = dict[str, list[str]]

MOST = 10_000_000
"""The largest number that a reader may give."""

_NUMBER = re.compile(r"-?\d{1,8}(\.\d{1,6})?")
_LONGEST_ECHO = 40
_IGNORED = {"embed", "embed_options"}
"""Parameters of the framework itself."""


@dataclass(frozen=True)
class State:
    """Everything a reader can choose.

    ``place``, ``trade``, ``task`` and ``indicator`` name the one entry that a profile page is
    about; blank means the page's first. ``a`` and ``b`` are the published series set beside each
    other, by key. ``subject`` and ``span`` are what a map of coverage shows, and of which years.
    ``pace`` is the change a year of a scenario, a number; blank means what each
    target needs.
    """

    language: str = DEFAULT_LANGUAGE
    filters: Filters = field(default_factory=Filters)
    place: str = ""
    trade: str = ""
    task: str = ""
    indicator: str = ""
    a: str = ""
    b: str = ""
    pace: str = ""
    subject: str = ""
    span: str = ""


def write(state: State) -> Params:
    """Return the whole state as parameters; no choice among many means all of them."""
    filters = state.filters
    params: Params = {
        "lang": [state.language],
        "city": list(filters.cities),
        "from": [str(filters.first_year)],
        "to": [str(filters.last_year)],
        "units": [filters.area_kind],
        "geography": [filters.geography],
        "area": list(filters.areas),
        "occupation": list(filters.occupations),
        "level": list(filters.levels),
        "sample": ["yes" if filters.sample else "no"],
        "place": [state.place],
        "trade": [state.trade],
        "task": [state.task],
        "indicator": [state.indicator],
        "a": [state.a],
        "b": [state.b],
        "pace": [state.pace],
        "subject": [state.subject],
        "span": [state.span],
    }
    return {name: values for name, values in params.items() if any(values)}


def read(
    params: Mapping[str, Sequence[str]], catalogue: Catalogue, default: State
) -> tuple[State, tuple[str, ...]]:
    """Return the state that parameters mean, and those of them that could not be understood.

    ``default`` gives what an address leaves out. The second value lists ``name=value``, cut and
    stripped of anything that a page could take for markup.
    """
    reader = _Reader(params, catalogue)
    filters = _filters(reader, catalogue, default.filters)
    state = State(
        language=reader.one("lang", LANGUAGES, default.language),
        filters=filters,
        place=reader.one("place", catalogue.area_by_id, default.place),
        trade=reader.one("trade", catalogue.occupation_by_key, default.trade),
        task=reader.one("task", catalogue.tasks, default.task),
        indicator=reader.one("indicator", catalogue.indicators, default.indicator),
        pace=reader.number("pace", default.pace),
        subject=reader.one("subject", subjects(catalogue), default.subject),
        span=reader.one("span", spans(catalogue), default.span),
        a=reader.one("a", all_series(catalogue), default.a),
        b=reader.one("b", all_series(catalogue), default.b),
    )
    return state, reader.dropped()


def _filters(reader: _Reader, catalogue: Catalogue, default: Filters) -> Filters:
    cities = reader.many("city", CITIES, default.cities) or default.cities
    area_kind = reader.one("units", ERAS, default.area_kind)
    chosen = Filters(
        cities=cities,
        first_year=reader.year("from", default.first_year, default),
        last_year=reader.year("to", default.last_year, default),
        area_kind=area_kind,
        geography=reader.one("geography", VIEWS, default.geography),
        areas=reader.many("area", area_ids(catalogue, cities, area_kind), ()),
        occupations=reader.many("occupation", catalogue.occupation_by_key, ()),
        levels=reader.many("level", LEVELS, ()),
        sample=SWITCH[reader.one("sample", SWITCH, "yes" if default.sample else "no")],
    )
    if chosen.first_year > chosen.last_year:
        reader.drop("from", str(chosen.first_year))
        chosen = replace(chosen, first_year=default.first_year, last_year=default.last_year)
    return chosen


def number_of(value: float) -> str:
    """Return a number as the address has it: with a point, and no more than it needs."""
    return str(round(value, 6)).removesuffix(".0")


def _is_number(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value)) and abs(float(value)) <= MOST


def area_ids(catalogue: Catalogue, cities: Sequence[str], area_kind: str) -> tuple[str, ...]:
    """Return the areas that may be chosen: of these cities, of this kind of unit."""
    return tuple(a.id for a in catalogue.areas if a.level == area_kind and a.city in cities)


class _Reader:
    """Takes values out of parameters and remembers what was left over."""

    def __init__(self, params: Mapping[str, Sequence[str]], catalogue: Catalogue) -> None:
        self._params = params
        self._catalogue = catalogue
        self._known: set[str] = set(_IGNORED)
        self._dropped: list[str] = []

    def drop(self, name: str, value: str) -> None:
        """Remember a parameter that could not be understood."""
        self._dropped.append(_harmless(f"{name}={value}"))

    def many(
        self, name: str, allowed: Mapping[str, object] | Sequence[str], default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the allowed values, each once, in the order of the address."""
        self._known.add(name)
        if name not in self._params:
            return default
        names = set(allowed)
        values = dict.fromkeys(self._params[name])
        for value in values:
            if value not in names:
                self.drop(name, value)
        return tuple(value for value in values if value in names)

    def one(self, name: str, allowed: Mapping[str, object] | Sequence[str], default: str) -> str:
        """Return the last allowed value."""
        found = self.many(name, allowed, ())
        return found[-1] if found else default

    def year(self, name: str, value: int, within: Filters) -> int:
        """Return a year within the given ones."""
        years = [str(year) for year in range(within.first_year, within.last_year + 1)]
        return int(self.one(name, years, str(value)))

    def number(self, name: str, default: str) -> str:
        """Return a number as ``number_of`` writes it."""
        given = self._params.get(name, ())
        return self.one(name, [value for value in given if _is_number(value)], default)

    def dropped(self) -> tuple[str, ...]:
        """Return everything that could not be understood, unknown names included."""
        unknown = [_harmless(name) for name in self._params if name not in self._known]
        return tuple(dict.fromkeys([*self._dropped, *unknown]))


def _harmless(text: str) -> str:
    """Return text that can stand on a page: cut, one line, letters and a few signs only."""
    kept = "".join(c if c.isalnum() or c in "=-_.: " else "?" for c in text[:_LONGEST_ECHO])
    return kept + ("…" if len(text) > _LONGEST_ECHO else "")
