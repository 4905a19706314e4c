"""What everything is called in the reader's language, in one place for chart, table and CSV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vtdash.model.codes import AIMED, NOT_SHOWN, Unit
from vtdash.model.details import GapPart, TaskAnswer, TerritoryVerdict
from vtdash.model.observation import POOLED, TOGETHER, Observation
from vtdash.reference import Catalogue
from vtdash.render.names_apart import area_names, occupation_names
from vtdash.render.precision import AS_PRINTED, precision_of, share_range
from vtdash.rules.basis import is_computed, search
from vtdash.rules.figure_in_use import days_of
from vtdash.rules.statistics import SMALL_BASE
from vtdash.text.language import Text

_ALL_LEVELS = frozenset({"", "all"})
"""What the register writes of a value that is of every level."""


@dataclass(frozen=True)
class Names:
    """Names of catalogue entries in one language; blank keys have blank names."""

    catalogue: Catalogue
    text: Text

    def code(self, group: str, key: str) -> str:
        """Name of a code."""
        return self.text.name(self.catalogue.code(group, key).name) if key else ""

    def strength(self, row: Observation) -> str:
        """How closely a measure answers a task, or how far two territories are comparable."""
        if row.territory_verdict:
            return self.code("verdict", row.territory_verdict.level)
        return self.code("strength", row.answer.strength) if row.answer else ""

    def counterpart(self, row: Observation) -> str:
        """The other of a pair: a measure, a territory, or a side: that, an area or a year."""
        match row.detail:
            case TaskAnswer(measure=measure):
                return self.group("item", measure)
            case TerritoryVerdict(other=territory):
                return self.territory(territory)
            case GapPart(against=key) if key in self.catalogue.territories:
                return self.territory(key)
            case GapPart(against=key):
                return self.area(key) if key in self.catalogue.area_by_id else key
            case _:
                return ""

    def ahead(self, row: Observation) -> str:
        """Which of two territories is ahead and by how much; blank where that may not be said."""
        found = row.territory_verdict
        if not found or not found.ahead or found.by is None:
            return ""
        size = self.text.amount(found.by, self.unit(row.step_unit))
        return self.text("{place}, by {size}", place=self.territory(found.ahead), size=size)

    def unit(self, unit: str) -> str:
        """Short name of a unit, as it follows a number."""
        if not unit:
            return ""
        code = self.catalogue.code("unit", unit)
        return self.text.name(code.short) or self.text.name(code.name)

    def indicator(self, indicator_id: str) -> str:
        """Title of an indicator."""
        if not indicator_id:
            return ""
        return self.text.name(self.catalogue.indicator(indicator_id).title)

    def territory(self, territory: str) -> str:
        """Short name of a territory, with its dates where it had any."""
        return self.text.name(self.catalogue.territories[territory].short) if territory else ""

    def area(self, area_id: str) -> str:
        """Name of an area, told apart from every other; several added up are named one by one."""
        if not area_id:
            return ""
        if TOGETHER in area_id:
            return self._added_up(self.area(key) for key in area_id.split(TOGETHER))
        return self._areas[self.catalogue.area(area_id).id]

    @cached_property
    def _areas(self) -> dict[str, str]:
        return area_names(self.catalogue, self.text)

    @cached_property
    def _occupations(self) -> dict[str, str]:
        return occupation_names(self.catalogue, self.text)

    def _added_up(self, names: Iterable[str]) -> str:
        """Name what was added up into one value."""
        return self.text("{names} together", names=self.text.items(names))

    def occupation(self, key: str) -> str:
        """Name of an occupation; where two lists use the same words, with the list."""
        if not key:
            return ""
        if key == POOLED:
            return self.text("all other occupations")
        if key == NOT_SHOWN:
            return self.code("level", NOT_SHOWN)
        if TOGETHER in key:
            return self._added_up(self.occupation(one) for one in key.split(TOGETHER))
        return self._occupations[key]

    def level(self, key: str) -> str:
        """Name of a level of training, or of several that were added up."""
        if TOGETHER not in key:
            return self.code("level", key)
        return self.text.items(self.code("level", one) for one in key.split(TOGETHER) if one)

    def subject(self, row: Observation) -> str:
        """What a value speaks of: its place, then occupation and level where it is not of all.

        The place is the area; the city only where the value is the city's.
        """
        level = "" if row.is_published and row.level in _ALL_LEVELS else self.level(row.level)
        parts = (
            self.place(row) or self.territory(row.territory),
            self.occupation(row.occupation_key),
        )
        return " · ".join(part for part in (*parts, level) if part)

    def coverage(self, row: Observation) -> str:
        """How many of the areas that should have reported did; blank where all have."""
        if not row.is_incomplete:
            return ""
        return self.text(
            "reported by {n} of {all} areas",
            n=self.text.number(row.areas_reported),
            all=self.text.number(row.areas_expected),
        )

    def group(self, kind: str, key: str) -> str:
        """Name of a second category: an audience, a task or measure, or a breakdown."""
        if not key:
            return ""
        if kind == "item":
            return f"{key}: {self.text.name(self.catalogue.items[key].name)}"
        if kind in self.catalogue.codes:
            return self.code(kind, key)
        return self.text.name(self.catalogue.term("breakdown", key))

    def city(self, row: Observation) -> str:
        """The city of a row that speaks of no territory."""
        return "" if row.territory or not row.evidence else self.code("city", row.city)

    def place(self, row: Observation) -> str:
        """The area of a row, by return or by register."""
        if row.area_name:
            return self.text.name(self.catalogue.term("area", row.area_name))
        return self.area(row.area_id)

    def period(self, row: Observation) -> str:
        """The period of a row, in words."""
        term = self.catalogue.terms.get(("period", row.period))
        return self.text.name(term) if term else self.text.period(row.period)

    def value(self, row: Observation) -> str:
        """The value of a row with qualifier and unit, or the reason why there is none."""
        if row.shown is None:
            return self.code("missing_reason", row.value_note or "not_published")
        decimals, padded = precision_of(row)
        return self.text.quantity(row.quantity, self.unit(row.unit), decimals, padded=padded)

    def number(self, row: Observation) -> str:
        """The value as the number alone, written as it is in words; blank where there is none."""
        decimals, padded = precision_of(row)
        return "" if row.value is None else self.text.number(row.value, decimals, padded=padded)

    def interval(self, row: Observation) -> str:
        """The 95% interval of a value, with its unit."""
        if row.interval is None:
            return ""
        low, high = row.interval
        number = self.text.number
        if row.unit == Unit.PERCENT:
            return share_range(self.text, low, high)
        return self.text(
            "{low} to {high} {unit}",
            low=number(low, padded=True),
            high=number(high, padded=True),
            unit=self.unit(row.unit),
        )

    def note(self, row: Observation) -> str:
        """Cautions on a row's value: why it is absent, few answers, what the source warns of."""
        parts: list[str] = []
        if row.value_note == "small_base":
            parts.append(self.text("fewer than {n} answers", n=SMALL_BASE))
        elif row.value_note in self.catalogue.codes.get("map_note", {}):
            parts.append(self.code("map_note", row.value_note))
        elif row.value_note and not row.is_pairing:
            parts.append(self.code("missing_reason", row.value_note))
        if row.figure_id:
            said = self.text.name(self.catalogue.figure(row.figure_id).note_text)
            parts.extend([said] if said else [])
        return "; ".join(parts)

    def evidence(self, row: Observation) -> str:
        """State of coverage: measured, planned or never published, in what part, when searched."""
        if row.evidence is None:
            return ""
        more = "; ".join(self.code("coverage_limit", limit) for limit in row.evidence.limits)
        if row.coverage == "never_found":
            more = self.searched
        return f"{self.state(row)} ({more})" if more else self.state(row)

    def state(self, row: Observation) -> str:
        """State of coverage in short."""
        if row.evidence and row.evidence.is_limited:
            return self.text("Measured in part")
        return self.code("coverage", row.coverage)

    @cached_property
    def searched(self) -> str:
        """When the sources were searched, as far as the catalogue tells."""
        made = search(self.catalogue)
        if made.day:
            return self.text("searched on {date}", date=self.day(made.day))
        return self.text("searched not before {date}", date=self.day(made.not_before))

    def document(self, row: Observation) -> str:
        """The document that a published value is from."""
        if not row.document:
            return ""
        return self.text.name(self.catalogue.term("document", row.document))

    def set_for(self, row: Observation) -> str:
        """Of whom an aim was set for a territory that has ended; blank for any other value."""
        last = self.catalogue.territories[row.territory].valid_to if row.territory else None
        if last is None or row.status not in AIMED:
            return ""
        return self.text("set for the territory as it was until {date}", date=self.text.date(last))

    def pace_status(self, row: Observation) -> str:
        """What is judged of a target."""
        return self.code("pace_status", row.judgement.status) if row.judgement else ""

    def pace_reason(self, row: Observation) -> str:
        """Why nothing can be judged of a target."""
        return self.code("pace_reason", row.judgement.reason) if row.judgement else ""

    def reached(self, row: Observation) -> str:
        """The year in which a target is met at the achieved pace, with its interval."""
        found = row.judgement
        if not found or not (found.reached or found.first):
            return ""
        first, last = self.year_or_never(found.first), self.year_or_never(found.last)
        said = self.year_or_never(found.reached)
        return self.text("{year} ({first} to {last})", year=said, first=first, last=last)

    def year_or_never(self, year: int | None) -> str:
        """A year, or that it never comes."""
        return str(year) if year else self.text("never")

    def event(self, row: Observation) -> str:
        """What a document did to a target."""
        return self.code("target_event", row.event.kind) if row.event else ""

    def issued(self, row: Observation) -> str:
        """The date of the document that an event rests on, or that there is no date."""
        if not row.event:
            return ""
        return self.day(row.event.issued) or self.text("date not known")

    def day(self, printed: str) -> str:
        """A day, a month or a year that ISO writes, in words."""
        when = days_of(printed)
        return self.text.date(when.first) if when.first == when.last else self.text.period(printed)

    def figure_value(self, figure_id: str) -> str:
        """The value of a figure of the register, as printed."""
        figure = self.catalogue.figure(figure_id)
        return self.text.quantity(figure.quantity, self.unit(figure.unit), AS_PRINTED)

    def against(self, row: Observation) -> str:
        """The value and document that stood before, or that say the same."""
        if not row.event or not row.event.against:
            return ""
        figure = self.catalogue.figure(row.event.against)
        value = self.figure_value(figure.figure_id)
        document = self.text.name(self.catalogue.term("document", figure.document))
        return f"{value} – {document}" if figure.document else value

    def data_status(self, row: Observation) -> str:
        """Where the value comes from: published, computed from that here, reported or sample."""
        if is_computed(row, self.catalogue):
            return self.text("this dashboard's computation")
        return self.code("data_status", row.data_status)
