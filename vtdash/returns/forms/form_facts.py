"""Facts about a whole form: from what stands above its header, or from the steward's answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from vtdash.model.codes import AreaLevel
from vtdash.model.datasets import CITIES, LEVELS, Bilingual
from vtdash.model.period import Period
from vtdash.model.published_figures import TEMPLATES
from vtdash.reference import Area, Catalogue
from vtdash.returns.files.legacy_letters import doubtful_letters
from vtdash.returns.findings import Findings
from vtdash.returns.forms.counting import ALL, NONE
from vtdash.returns.forms.layout import FormSpot
from vtdash.returns.model import Answers, Fact, FormName, MatchKind, Place
from vtdash.returns.names.heading import Heading
from vtdash.returns.names.matching import Matcher
from vtdash.returns.names.office_words import plain
from vtdash.text.language import Named
from vtdash.text.messages import message

FORM_NAMES: dict[str, Named] = {
    "template": message("Template of this project"),
    "form_1": message("Form 1: training of rural workers"),
    "form_2": message("Form 2: classes by occupation"),
    "roster": message("Learner roster (personal data)"),
    "list_1956": message("List under Decision 1956 (personal data)"),
}

_MISSING = {
    "period": message("The heading does not state the period (one quarter)."),
    "city": message("It is not clear whether the form is Hanoi's or Hai Phong's."),
    "area": message(
        "The heading names no district or commune-level unit that is valid in the period."
    ),
    "institution": message("The heading does not name the reporting unit."),
    "occupation": message("The heading does not name the occupation."),
    "level": message("The heading does not state the level of training."),
    "rural": message(
        "The form does not say whether its learners are rural workers; choose when loading it."
    ),
}
_SEVERAL_AREAS = message(
    "It is not clear which area the form is about; its heading may mean several. Choose one."
)

_HEADED = ("period", "city", "area", "institution")
_NEEDED: dict[FormName, tuple[str, ...]] = {
    "form_1": _HEADED,
    "form_2": (*_HEADED, "level"),
    "roster": (*_HEADED, "occupation", "level", "rural"),
    "list_1956": (*_HEADED, "occupation", "level"),
}
_IN_ROWS = ("period", "city", "area", "institution", "occupation", "level", "rural")
_RURAL = (
    (ALL, message("All are rural workers")),
    (NONE, message("None are rural workers")),
)
_MOST_ID = 100
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_QUARTER_LENGTH = 7

Options = tuple[tuple[str, Named], ...]


@dataclass(frozen=True)
class FactSources:
    """All that facts are taken from; ``place`` is where a heading would stand."""

    catalogue: Catalogue
    answers: Answers
    heading: Heading
    place: Place
    matcher: Matcher = field(repr=False)


def file_facts(
    sheet: str, spot: FormSpot, sheets: Sequence[str], answers: Answers
) -> tuple[Fact, ...]:
    """Return what the file was taken for: form, dataset, sheet and header row, with the choices."""
    place = Place(sheet, spot.header_row)
    forms = tuple(FORM_NAMES.items())
    datasets = tuple((one.name, one.title) for one in TEMPLATES.values())
    named = tuple((name, Bilingual(name, name)) for name in sheets)
    dataset = _fact("dataset", answers.dataset, spot.dataset, place, datasets)
    if spot.form != "template":
        dataset = Fact("dataset", spot.dataset, "not_needed", place)
    return (
        _fact("form", answers.form, spot.form, place, forms),
        dataset,
        Fact("sheet", sheet, "answered" if answers.sheet else "found", place, named),
        Fact(
            "header_row", str(spot.header_row), "answered" if answers.header_row else "found", place
        ),
    )


def gather(
    form: FormName, known: FactSources, findings: Findings, *, rows_say_level: bool = False
) -> tuple[Fact, ...]:
    """Return the facts of a form, those of its rows as not needed; a missing one is noted.

    ``rows_say_level``: rows of the form say the level of those under them.
    """
    if form == "template":
        return tuple(
            _in_title(known) if name == "period" else _not_needed(form, name) for name in _IN_ROWS
        )
    needed = _NEEDED[form]
    found = {fact.name: fact for fact in _all(known)}
    facts = tuple(found[name] if name in needed else _not_needed(form, name) for name in _IN_ROWS)
    for fact in facts:
        if fact.how == "missing" and not (fact.name == "level" and rows_say_level):
            findings.add("S15", fact.place, _missing_fact(fact, known.heading.period))
    return facts


def _missing_fact(fact: Fact, heading_period: str) -> Named:
    """Return what is missing; ``heading_period`` is a year where the heading states only that."""
    if fact.name == "period" and heading_period:
        return message(
            "The heading states only the year {year}; enrolment is reported by quarter.",
            year=heading_period,
        )
    if fact.name == "area" and fact.options:
        return _SEVERAL_AREAS
    return _MISSING[fact.name]


def institution_id(unit: str) -> str:
    """Return the id of a reporting unit: its name in capitals without accents, joined by '-'.

    >>> institution_id("Trung tâm GDNN - GDTX Thanh Trì")
    'TRUNG-TAM-GDNN-GDTX-THANH-TRI'
    """
    return "-".join(plain(unit).upper().split())[:_MOST_ID].rstrip("-")


def _all(known: FactSources) -> Iterable[Fact]:
    period = _period(known)
    area = _area(known, _day(period.value))
    yield from (period, area, _city(known, area), _institution(known))
    yield from (_occupation(known), _level(known), _rural(known))


def _not_needed(form: FormName, name: str) -> Fact:
    is_rural = name == "rural" and form != "template"
    return Fact(name, ALL if is_rural else "", "not_needed", options=_RURAL[:1] if is_rural else ())


def _in_title(known: FactSources) -> Fact:
    """Return the quarter that stands above a template, which its rows are held against."""
    period = _period(known)
    return period if period.value else _not_needed("template", "period")


def _fact(name: str, answer: str, found: str, place: Place, options: Options = ()) -> Fact:
    if answer:
        return Fact(name, answer, "answered", place, options)
    return Fact(name, found, "found" if found else "missing", place, options)


def _placed(known: FactSources, place: Place) -> Place:
    """Return where a fact was read, or where it should stand."""
    return place if place.row is not None else known.place


def _period(known: FactSources) -> Fact:
    heading = known.heading
    is_quarter = len(heading.period) == _QUARTER_LENGTH
    named = tuple(f"{heading.period}-{quarter}" for quarter in _QUARTERS)
    options = () if is_quarter or not heading.period else tuple((q, Bilingual(q, q)) for q in named)
    place = _placed(known, heading.period_place)
    found = heading.period if is_quarter else ""
    return _fact("period", known.answers.period.strip(), found, place, options)


def _day(quarter: str) -> date | None:
    """Return the first day of a quarter, by which areas are known; None if it is none."""
    period = Period.parse(quarter)
    return period.reference_date if period.is_quarter else None


def _area(known: FactSources, day: date | None) -> Fact:
    """Return the one area that the heading names and that is valid on the day."""
    answers, heading = known.answers, known.heading
    city = _code_of(known, "city", answers.city) or heading.city
    possible = [area for area in known.catalogue.areas if _is_possible(area, city, day)]
    named = [area for area in possible if area.code in heading.areas]
    codes = tuple(dict.fromkeys(area.code for area in named))
    options = tuple((area.code, area.name) for area in [*named, *_without(possible, named, day)])
    answer = _code_of(known, "area", answers.area, city, day)
    place = _placed(known, heading.unit_place)
    return _fact("area", answer, codes[0] if len(codes) == 1 else "", place, options)


def _is_possible(area: Area, city: str, day: date | None) -> bool:
    if area.level == AreaLevel.PROVINCE or (city in CITIES and area.city != city):
        return False
    return day is None or area.is_valid_on(day)


def _without(possible: list[Area], named: list[Area], day: date | None) -> list[Area]:
    """Return the further areas to choose from; without a day they are of two eras, so none."""
    return [] if day is None else [area for area in possible if area not in named]


def _city(known: FactSources, area: Fact) -> Fact:
    options = tuple((c, known.catalogue.code("city", c).name) for c in CITIES)
    answer = _code_of(known, "city", known.answers.city)
    cities = {a.city for a in known.catalogue.areas if a.code == area.value}
    found = known.heading.city or (cities.pop() if len(cities) == 1 else "")
    return _fact("city", answer, found, _placed(known, known.heading.unit_place), options)


def _institution(known: FactSources) -> Fact:
    is_sound = doubtful_letters(known.heading.unit) is None
    found = institution_id(known.heading.unit) if is_sound else ""
    place = _placed(known, known.heading.unit_place)
    return _fact("institution", known.answers.institution.strip(), found, place)


def _occupation(known: FactSources) -> Fact:
    found = known.heading.occupation_text
    return _fact("occupation", known.answers.occupation.strip(), found, known.place)


def _level(known: FactSources) -> Fact:
    options = tuple((level, known.catalogue.code("level", level).name) for level in LEVELS)
    answer = _code_of(known, "level", known.answers.level)
    found = _code_of(known, "level", known.heading.level_text)
    return _fact("level", answer, found, known.place, options)


def _rural(known: FactSources) -> Fact:
    answer = known.answers.rural if known.answers.rural in {ALL, NONE} else ""
    return _fact("rural", answer, "", known.place, _RURAL)


def _code_of(
    known: FactSources, kind: MatchKind, text: str, city: str = "", day: date | None = None
) -> str:
    """Return the code of a text, or the text itself for the check of names to judge."""
    if not text.strip():
        return ""
    accepted = known.answers.accepted
    match = known.matcher.match(kind, text, city=city, day=day, accepted=accepted)
    return match.code or text.strip()
