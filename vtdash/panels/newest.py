"""Which rows of a panel are the newest of each city: said in claims and in headlines alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vtdash.measures.observation import Observation
from vtdash.panels.desk import Desk, Rows
from vtdash.schema import CITIES


def of_returns(desk: Desk, rows: Iterable[Observation]) -> Rows:
    """Return each city's newest values of returns: those of its newest year and territory.

    A territory that has ended is passed over where the city reports as another one since; two
    that stood side by side are both there and never added up.
    """
    known = [row for row in rows if not row.is_published and row.value is not None]
    return _newest(desk, known)


def of_register(desk: Desk, rows: Iterable[Observation]) -> Rows:
    """Return each city's newest published observations, those of a whole year before others."""
    seen = [row for row in rows if row.is_published and row.status in {"observed", "estimate"}]
    newest = _newest(desk, seen)
    whole = {(r.territory, r.unit) for r in newest if r.period == str(r.year)}
    return tuple(
        row
        for row in newest
        if row.period == str(row.year) or (row.territory, row.unit) not in whole
    )


def _newest(desk: Desk, rows: Iterable[Observation]) -> Rows:
    cities: dict[str, list[Observation]] = {}
    for row in desk.in_order(tuple(rows)):
        cities.setdefault(desk.catalogue.territories[row.territory].city, []).append(row)
    order = [*CITIES, *sorted(set(cities) - set(CITIES))]
    found: list[Observation] = []
    for city in order:
        age = max((_age(desk, row) for row in cities.get(city, ())), default=None)
        found += [row for row in cities.get(city, ()) if _age(desk, row) == age]
    return tuple(found)


def _age(desk: Desk, row: Observation) -> tuple[int, date]:
    return row.year, desk.catalogue.territories[row.territory].valid_from or date.min
