"""What page and command line say of reporting units: the register, decisions, what one would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.units import alike_units, kind_of_unit
from vtdash.store import KnownUnit, UnitAct, UnitDecision, UnitPlan, UnitRegister
from vtdash.text.language import Text


def units_found(register: UnitRegister, search: str) -> list[KnownUnit]:
    """Return the units of which id, name or another spelling holds the words, by their ids."""
    wanted = plain(search).split()
    found = sorted(register.units.values(), key=lambda unit: unit.id)
    return [unit for unit in found if all(word in _searched(unit) for word in wanted)]


def _searched(unit: KnownUnit) -> str:
    said = (unit.id, unit.name.vi, unit.name.en, unit.tax_code, *unit.aliases)
    return " ".join(map(plain, said))


def unit_row(unit: KnownUnit, catalogue: Catalogue, text: Text) -> dict[str, str]:
    """Return a unit as a row of a table: its names, its places, when it reported last."""
    kind = catalogue.code("unit_kind", unit.kind or kind_of_unit(unit.id))
    return {
        text("Unit"): unit.id,
        text("Name"): text.name(unit.name),
        text("Kind"): text.name(kind.name),
        text("Place"): "; ".join(_places(unit, catalogue, text)),
        text("Valid"): _validity(unit, text),
        text("Other spellings"): "; ".join(dict.fromkeys(filter(None, unit.aliases))),
        text("Last reported"): text.period(unit.reported) if unit.reported else text("never"),
        text("From"): unit.source,
    }


def _places(unit: KnownUnit, catalogue: Catalogue, text: Text) -> Iterator[str]:
    for day, city, area in unit.places:
        parts = (area, text.name(catalogue.code("city", city).name) if city else "")
        where = ", ".join(filter(None, parts))
        since = text.date(date.fromisoformat(day)) if day else ""
        yield text("{place} since {day}", place=where, day=since) if since else where


def _validity(unit: KnownUnit, text: Text) -> str:
    parts: list[str] = []
    if unit.valid_from:
        parts.append(text("since {day}", day=text.date(unit.valid_from)))
    if unit.valid_to:
        parts.append(text("until {day}", day=text.date(unit.valid_to)))
    if unit.successor:
        since = text.date(unit.merged_on) if unit.merged_on else text("the start")
        parts.append(text("in {unit} since {day}", unit=unit.successor, day=since))
    return "; ".join(parts)


def decision_words(each: UnitDecision, text: Text) -> str:
    """Return a decision about a unit in one sentence."""
    words = {"unit": each.unit, "other": each.other, "name": each.name_vi or each.unit}
    day = text.date(each.since) if each.since else text("the start")
    return {
        "created": text("{unit} entered the register as {name}", **words),
        "alias": text("{other} is another spelling of {unit}", **words),
        "renamed": text("{unit} is called {name} since {day}", day=day, **words),
        "merged": text("{unit} merged into {other} since {day}", day=day, **words),
        "closed": text("{unit} closed on {day}", day=day, **words),
        "moved": text("{unit} sits in {place} since {day}", place=each.area_code, day=day, **words),
        "undone": text("decision {other} about {unit} was undone", **words),
    }[each.act]


def plan_words(plan: UnitPlan, catalogue: Catalogue, text: Text) -> Iterator[str]:
    """Yield what a decision would do: how published rows count, and each total that changes."""
    if plan.choice == "adds":
        yield text("Both count together, under the successor.")
    elif plan.choice:
        yield text("The successor has reported all of it: where both did, its own rows count.")
    for each in plan.totals:
        yield text(
            "{dataset}, {city}, {period}: {before} becomes {after}",
            dataset=text.name(DATASETS[each.dataset].title),
            city=text.name(catalogue.code("city", each.city).name),
            period=text.period(each.period),
            before=text.number(each.before),
            after=text.number(each.after),
        )
    if not plan.totals:
        yield text("No total changes.")


def alike_pairs(register: UnitRegister) -> Iterator[tuple[str, str]]:
    """Yield units that have reported for one area under nearly the same name: one unit or two?"""
    by_area: dict[tuple[str, str], list[str]] = {}
    for unit in register.units.values():
        for area in () if unit.successor else unit.areas:
            by_area.setdefault(area, []).append(unit.id)
    yield from dict.fromkeys(
        (min(unit, other), max(unit, other))
        for units in by_area.values()
        for unit, others in alike_units(units, units).items()
        for other in others
    )


def decision_asked(
    register: UnitRegister, act: UnitAct, unit: str, said: tuple[str, str], day: date | None
) -> UnitDecision:
    """Return the decision that was asked for.

    ``said``: the successor of a merged unit; both names of a renamed one; city and area code of
    one that moves; the number of a decision that is undone.
    """
    first, second = (part.strip() for part in said)
    asked = UnitDecision(act, unit, day.isoformat() if day else "")
    match act:
        case "renamed":
            return replace(asked, name_vi=first, name_en=second)
        case "moved":
            return replace(asked, city=first, area_code=second)
        case "undone":
            about = register.in_force.get(int(first) if first.isdecimal() else 0)
            return UnitDecision(act, about.unit if about else unit, other=first)
        case _:
            return replace(asked, other=first)
