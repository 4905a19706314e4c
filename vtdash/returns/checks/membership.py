"""Rules of membership: areas to a city and a period, levels to occupations, items to cities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES, Bilingual, Dataset
from vtdash.model.period import Period
from vtdash.reference import Area, Catalogue, Code, Occupation
from vtdash.returns.wording import LISTED, enumerated
from vtdash.text.language import Named
from vtdash.text.messages import message

SHORT_LEVELS = ("elementary", "under_3_months")
"""Levels open to every occupation; college and intermediate need a code of that level in the
national list, and vocational secondary an occupation of it: no list of its own is published."""

_NATIONAL = "national"

_HANOI, _HAIPHONG = CITIES


@dataclass(frozen=True)
class FindingWords:
    """The words of a finding about a row, and the cell that it repeats."""

    what: Named
    found: str = ""
    expected: Named | None = None
    do: Named | None = None


@dataclass(frozen=True)
class CombinationRule:
    """What must hold between sound cells: ``ask`` takes the values of ``columns`` in order.

    It returns None, or the words for the first of the columns, which is the one to correct.
    """

    check: str
    columns: tuple[str, ...]
    ask: Callable[..., FindingWords | None]


def memberships(
    dataset: Dataset, catalogue: Catalogue, label: Callable[[str], Named]
) -> tuple[CombinationRule, ...]:
    """Return the rules of what belongs together; ``label`` names a column as the office does."""
    return (
        CombinationRule("C03", ("area_code", "city", dataset.period), _area_in_period(catalogue)),
        CombinationRule("C04", ("area_code", "city"), _area_of_city(catalogue, label)),
        CombinationRule("C05", ("level", "occupation_key"), _level_of_occupation(catalogue)),
        CombinationRule("C08", ("level", dataset.period), _level_in_period(catalogue)),
        CombinationRule("C06", ("item_id", "city"), _item_of_city(catalogue, label)),
    )


def levels_of(occupation: Occupation) -> tuple[str, ...]:
    """Return the levels at which an occupation may be taught, the highest first."""
    college = ("college",) if occupation.code_college else ()
    intermediate = ("intermediate",) if occupation.code_intermediate else ()
    secondary = ("vocational_secondary",) if occupation.kind == _NATIONAL else ()
    return (*college, *intermediate, *secondary, *SHORT_LEVELS)


@lru_cache(maxsize=2)  # as many as there are catalogues while reference data changes
def areas_by_code(catalogue: Catalogue) -> dict[str, list[Area]]:
    """Return the districts and commune-level units by code, each in all its periods."""
    areas: dict[str, list[Area]] = defaultdict(list)
    for area in catalogue.areas:
        if area.level != AreaLevel.PROVINCE:
            areas[area.code].append(area)
    return dict(areas)


def _area_of_city(
    catalogue: Catalogue, label: Callable[[str], Named]
) -> Callable[[str, str], FindingWords | None]:
    areas = areas_by_code(catalogue)

    def ask(code: str, city: str) -> FindingWords | None:
        area = areas[code][-1]
        if area.city == city:
            return None
        return _other_city(catalogue, (code, area.name), (area.city, city), label("city"))

    return ask


def _area_in_period(catalogue: Catalogue) -> Callable[[str, str, str | int], FindingWords | None]:
    """Areas of another city are left to the rule of cities."""
    areas = areas_by_code(catalogue)

    @cache  # bounded by the codes and periods that exist
    def ask(code: str, city: str, period: str | int) -> FindingWords | None:
        day, known = Period.parse(period).reference_date, areas[code]
        if known[-1].city != city or any(area.is_valid_on(day) for area in known):
            return None
        instead = [a for a in _counterparts(catalogue).get(code, ()) if a.is_valid_on(day)]
        return _outside_validity(known[-1], period, instead)

    return ask


@lru_cache(maxsize=2)
def _counterparts(catalogue: Catalogue) -> dict[str, tuple[Area, ...]]:
    """Return for each code the areas of the other era that share land with it, largest first.

    Before them the district of the ward that had the code: the office may mean that ward.
    """
    areas = areas_by_code(catalogue)
    found: dict[str, list[Area]] = defaultdict(list)
    for ward in catalogue.former_wards:
        found[ward.code].extend(areas.get(ward.district_code, ()))
    for link in sorted(catalogue.crosswalk, key=lambda link: -(link.share or 0)):
        if link.is_primary:
            found[link.old_district_code].extend(areas.get(link.new_code, ()))
        found[link.new_code].extend(areas.get(link.old_district_code, ()))
    return {code: tuple(dict.fromkeys(some)) for code, some in found.items()}


def _outside_validity(area: Area, period: str | int, instead: Iterable[Area]) -> FindingWords:
    what = message(
        "{code} ({name}) is valid{span}, not for {period}.",
        code=area.code,
        name=area.name,
        span=_span(area),
        period=period,
    )
    return FindingWords(what, found=area.code, do=_use_instead(tuple(instead)))


def _span(dated: Area | Code) -> Bilingual:
    since, until = dated.valid_from, dated.valid_to
    vi = f" từ {since:%d/%m/%Y}" if since else ""
    vi += f" đến {until:%d/%m/%Y}" if until else ""
    en = f" from {since}" if since else ""
    en += f" to {until}" if until else ""
    return Bilingual(vi, en)


def _dated(code: Code) -> Bilingual:
    name, span = code.name, _span(code)
    return Bilingual(name.vi + span.vi, name.en + span.en)


def _level_in_period(catalogue: Catalogue) -> Callable[[str, str | int], FindingWords | None]:
    def ask(level: str, period: str | int) -> FindingWords | None:
        code, day = catalogue.code("level", level), Period.parse(period).reference_date
        if code.is_valid_on(day):
            return None
        what = message(
            "The level {level} exists{span} ({law}), not in {period}.",
            level=code.name,
            span=_span(code),
            law=code.law,
            period=period,
        )
        known = (catalogue.code("level", key) for key in catalogue.levels)
        then = enumerated("{code} ({name})", ((c.id, c.name) for c in known if c.is_valid_on(day)))
        return FindingWords(what, found=level, expected=message("One of: {values}.", values=then))

    return ask


def _use_instead(areas: tuple[Area, ...]) -> Named | None:
    if not areas:
        return None
    codes = enumerated("{code} {name}", ((area.code, area.name) for area in areas[:LISTED]))
    more = " …" if len(areas) > LISTED else ""
    return message(
        "Use a code of that period: {codes}{more}; or fix the period.", codes=codes, more=more
    )


def _level_of_occupation(catalogue: Catalogue) -> Callable[[str, str], FindingWords | None]:
    possible = {key: levels_of(o) for key, o in catalogue.occupation_by_key.items()}
    codes = {level: catalogue.code("level", level) for level in catalogue.levels}

    def ask(level: str, key: str) -> FindingWords | None:
        if level in possible[key]:
            return None
        name = catalogue.occupation_by_key[key].name
        taught = enumerated("{code} ({name})", ((one, _dated(codes[one])) for one in possible[key]))
        what = message(
            "Occupation {key} ({name}) is not taught at the level {level}.",
            key=key,
            name=name,
            level=codes[level].name,
        )
        return FindingWords(what, found=level, expected=message("One of: {values}.", values=taught))

    return ask


def _item_of_city(
    catalogue: Catalogue, label: Callable[[str], Named]
) -> Callable[[str, str], FindingWords | None]:
    """Tasks are Hanoi's, groups of measures Hai Phong's."""
    city_of = {
        **dict.fromkeys(catalogue.tasks, _HANOI),
        **dict.fromkeys(catalogue.measures, _HAIPHONG),
    }
    items: dict[str, Any] = catalogue.items

    def ask(item_id: str, city: str) -> FindingWords | None:
        own = city_of[item_id]
        if own == city:
            return None
        return _other_city(catalogue, (item_id, items[item_id].name), (own, city), label("city"))

    return ask


def _other_city(
    catalogue: Catalogue, one: tuple[str, Named], cities: tuple[str, str], label: Named
) -> FindingWords:
    code, name = one
    own, city = (catalogue.code("city", c).name for c in cities)
    return FindingWords(
        message(
            "{code} ({name}) belongs to {own}, not to {city}.",
            code=code,
            name=name,
            own=own,
            city=city,
        ),
        found=code,
        do=message("Fix this code or the city ({column}).", column=label),
    )
