"""Units that a return brings into the register: listed, and created with one yes for the list."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from vtdash.returns.files.cells import as_text
from vtdash.returns.findings import Findings
from vtdash.returns.forms.form_facts import institution_id
from vtdash.returns.model import Answers, Draft, Match
from vtdash.returns.names.known_units import UnitNames
from vtdash.returns.names.office_words import plain
from vtdash.returns.names.units import kind_of_unit
from vtdash.returns.parse import Parsed
from vtdash.store import UnitDecision, UnitRegister
from vtdash.text.messages import message

CREATE = "create"
"""The answer to a list of new units."""

_UNIT, _KIND = "institution_id", "units"


@dataclass(frozen=True)
class NewUnit:
    """A unit that is in no list yet, at its first row; ``area_code`` is blank where it has several.

    ``name``: as the file writes it, in a form with personal data its id.
    """

    id: str
    name: str
    kind: str
    city: str
    area_code: str
    row: int


@dataclass(frozen=True)
class NewUnits:
    """The units of a file that are new, as one question; ``is_answered`` once they may be created.

    ``key`` names the question among the answers; it is another one for another list.
    """

    key: str
    units: tuple[NewUnit, ...]
    is_answered: bool


@dataclass(frozen=True)
class UnitsAsked:
    """What a file brings into the register: new units to be asked about, and decisions."""

    new: NewUnits | None = None
    decisions: tuple[UnitDecision, ...] = ()


def units_asked(
    parsed: Parsed,
    draft: Draft,
    units: UnitNames | None,
    near: Iterable[Match],
    answers: Answers,
    findings: Findings,
) -> UnitsAsked:
    """Return what a file's units ask and decide; each that waits for a yes is noted.

    ``near``: units that are asked about one by one, since a known one is named nearly alike.
    """
    if units is None or _UNIT not in draft.recognition.dataset.key:
        return UnitsAsked()
    register = units.register
    asked = {match.text for match in near}
    known = {*register.units, *asked}
    unknown = list(_units(parsed, draft, known))
    said = {key[1] for key, code in answers.accepted.items() if key == ("unit", plain(code))}
    listed = tuple(unit for unit in unknown if plain(unit.id) not in said)
    new = _question(listed, answers.counted) if listed else None
    for unit in listed if new and not new.is_answered else ():
        what = message("{unit} is not in the register of units.", unit=unit.id)
        findings.add("C11", draft.place(unit.row, _UNIT), what, found=unit.name)
    return UnitsAsked(new, (*_spellings(parsed, draft, register), *_created(unknown)))


def _question(units: tuple[NewUnit, ...], given: Mapping[str, str]) -> NewUnits:
    listed = "\n".join(sorted(unit.id for unit in units))
    key = f"{_KIND}/{hashlib.sha256(listed.encode()).hexdigest()[:8]}"
    return NewUnits(key, units, CREATE in {given.get(key), given.get(_KIND)})


def _units(parsed: Parsed, draft: Draft, known: Set[str]) -> Iterator[NewUnit]:
    """Yield the units of a file that are not known in order, each once."""
    units, columns = parsed.frame[_UNIT], [_UNIT, "city", "area_code"]
    unknown = [unit for unit in units.cat.categories if unit not in known]
    if not unknown:
        return
    names, rows = _names(draft), parsed.frame.loc[units.isin(unknown), columns].drop_duplicates()
    first, places = dict[str, int](), dict[str, tuple[set[object], set[object]]]()
    for row, unit, city, area in rows.astype(object).itertuples(name=None):
        first.setdefault(unit, row)
        cities, areas = places.setdefault(unit, (set(), set()))
        cities.add(city)
        areas.add(area)
    for unit, row in first.items():
        city, area = (_only(found) for found in places[unit])
        yield NewUnit(unit, names.get(unit, unit), kind_of_unit(unit), city, area, row)


def _only(found: set[object]) -> str:
    """Return the one text of a set; an empty one where there are several, or a missing cell."""
    (one, *others) = found
    return one if isinstance(one, str) and not others else ""


def _names(draft: Draft) -> dict[str, str]:
    """Return how the file writes each unit, by its id."""
    recognition = draft.recognition
    if recognition.is_personal:
        return {}
    cells = [as_text(cell) for cell in draft.frame[_UNIT].cat.categories]
    return {institution_id(said): said for said in (*cells, recognition.unit_name) if said}


def _created(units: Collection[NewUnit]) -> Iterator[UnitDecision]:
    for unit in units:
        yield UnitDecision(
            "created",
            unit.id,
            name_vi=unit.name,
            kind=unit.kind,
            city=unit.city,
            area_code=unit.area_code,
        )


def _spellings(parsed: Parsed, draft: Draft, register: UnitRegister) -> Iterator[UnitDecision]:
    """Yield other spellings of known units to which the steward said yes."""
    accepted = [m for m in parsed.matches if m.kind == "unit" and m.how == "accepted"]
    names = _names(draft) if accepted else {}
    for match in accepted:
        if match.text != match.code and match.text not in register.units:
            yield UnitDecision("alias", match.code, other=names.get(match.text, match.text))
