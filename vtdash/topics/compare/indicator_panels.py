"""What may be compared: all indicators with the verdict, both values and who is ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from vtdash.model.codes import Status, Unit
from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import SortableTable
from vtdash.render.charts.paired_lanes import PairedLanes, PairWords
from vtdash.render.panel import Panel
from vtdash.rules.comparability import COMPARABLE
from vtdash.text.language import in_brackets
from vtdash.topics.compare.every_indicator import (
    IndicatorPair,
    every_indicator,
    two_sides,
)
from vtdash.topics.compare.published_series import SEEN, SeriesKey, all_series, is_undecided
from vtdash.topics.findings import PageFinding
from vtdash.topics.view import View

_BOTH = 2


def pairs_of(view: View) -> tuple[IndicatorPair, ...]:
    """Return all indicators of the cities chosen, or of one city and the country."""
    return every_indicator(view.catalogue, two_sides(view.catalogue, view.filters.cities))


def compared(view: View) -> Panel:
    """Each indicator with the values of both sides; rates that may share an axis are drawn."""
    text = view.text
    found = _drawn_first(pairs_of(view))
    words = tuple(_pair_words(view, pair) for pair in found if _is_drawn(pair))
    return view.panel(
        "indicators-compared",
        text("Who is ahead, where that may be said?"),
        (row for pair in found for row in _rows(view, pair)),
        claim=indicators_counted(view),
        drawing=PairedLanes("indicator", words=words) if words else SortableTable("indicator"),
        notes=(
            text(
                "Side by side stand the newest published values of whole cities, of one year "
                "where both have one: those observed, or, where a side has none, those aimed at. "
                "The city of today stands for Hai Phong; where nothing is published of it, the "
                "city for which the programme was made."
            ),
            text(
                "Ahead is said only of observed rates whose exact difference the verdict allows. "
                "A count grows with the size of a city, and an aim is no result: of these nobody "
                "is ahead."
            ),
            text(
                "What offices report in returns is set side by side on the pages of its topic; "
                "here stands what is published."
            ),
        ),
        series=lambda names, row: names.territory(row.territory),
    )


def _is_drawn(pair: IndicatorPair) -> bool:
    """Return whether both values are observed and stand on the scale of shares."""
    are_seen = all(key is not None and key.kind == SEEN for key in pair.keys)
    are_shares = all(
        row is not None and row.shown is not None and row.unit == Unit.PERCENT for row in pair.rows
    )
    return pair.is_allowed and are_seen and are_shares


def _drawn_first(pairs: tuple[IndicatorPair, ...]) -> list[IndicatorPair]:
    return sorted(pairs, key=lambda pair: not _is_drawn(pair))


def _rows(view: View, pair: IndicatorPair) -> Iterator[Observation]:
    """Yield the value of each side; where sources disagree all that they say; or that none is."""
    sides = two_sides(view.catalogue, view.filters.cities)
    for side, key, row, detail in zip(sides, pair.keys, pair.rows, pair.detail, strict=True):
        if row is None or key is None:
            place = view.catalogue.territories[side[0]]
            yield Observation(
                city=place.city,
                territory=place.id,
                indicator_id=pair.indicator_id,
                value_note="not_published",
            )
        elif is_undecided(row):
            said = (one for one in all_series(view.catalogue)[key] if one.year == row.year)
            yield from (one._replace(detail=detail) for one in said)
        else:
            yield row._replace(detail=detail)


def _pair_words(view: View, pair: IndicatorPair) -> PairWords:
    """Say who is ahead or why nobody is; then of when the values are."""
    said, is_careful = ahead(view, pair), pair.verdict and pair.verdict.level != COMPARABLE
    if pair.lead.territory and is_careful:
        said = view.text("{said}, with care", said=said)
    periods = dict.fromkeys(view.names.period(row) for row in pair.rows if row)
    return PairWords(pair.indicator_id, said, " · ".join(periods))


def ahead(view: View, pair: IndicatorPair) -> str:
    """Return who is ahead and by how much, or why that is not said."""
    text, lead = view.text, pair.lead
    if lead.by is not None:
        unit = pair.rows[0].step_unit if pair.rows[0] else ""
        size = text.amount(lead.by, view.names.unit(unit))
        return text(
            "{place} ahead by {size}", place=view.names.territory(lead.territory), size=size
        )
    return {
        "": text("Nothing to compare"),
        "not_comparable": text("Not said: not comparable"),
        "sources_disagree": text("Not said: the sources disagree"),
        "aims": text("Not said: an aim is no result"),
        "count": text("Not said: a count grows with the city's size"),
        "no_direction": text("Not said: neither more nor less is better"),
        "before_its_territory": text("Not said: computed for a city not yet there"),
        "not_exact": text("Not said: no exact difference"),
        "equal": text("Nobody: both are equal"),
    }[lead.reason]


def verdict_on(view: View, pair: IndicatorPair) -> str:
    """Return the verdict in words, or on how many sides there is nothing to judge."""
    if pair.verdict:
        return view.names.code("verdict", pair.verdict.level)
    if pair.sides_known:
        return view.text("Published on one side only")
    return view.text("Published by neither")


class IndicatorLine(NamedTuple):
    """One indicator in words: its name, the verdict, the value of each side, who is ahead.

    ``keys``: the two series, where both sides have one, by which a reader chooses the pair.
    """

    name: str
    verdict: str
    sides: tuple[str, str]
    ahead: str
    keys: tuple[SeriesKey, SeriesKey] | None


def lines(view: View) -> list[IndicatorLine]:
    """Return all indicators in words, those that may be compared first."""
    found = []
    for pair in _drawn_first(pairs_of(view)):
        one, other = pair.keys
        found.append(
            IndicatorLine(
                view.names.indicator(pair.indicator_id),
                verdict_on(view, pair),
                (_value(view, pair.rows[0]), _value(view, pair.rows[1])),
                ahead(view, pair),
                (one, other) if one and other else None,
            )
        )
    return found


def side_names(view: View) -> list[str]:
    """Return what the two sides are called."""
    sides = two_sides(view.catalogue, view.filters.cities)
    return [_city(view, side[0]) for side in sides]


def _city(view: View, territory: str) -> str:
    city = view.catalogue.territories[territory].city
    is_city = city in view.catalogue.codes["city"]
    return view.names.code("city", city) if is_city else view.names.territory(territory)


def _value(view: View, row: Observation | None) -> str:
    """Return a value with its period, what it is if not observed, and of whom if of former ones."""
    text, names = view.text, view.names
    if row is None:
        return text("not published")
    value = text("the sources disagree") if is_undecided(row) else names.value(row)
    is_observed = row.status == Status.OBSERVED
    of = (names.period(row), "" if is_observed else names.code("status", row.status))
    said = f"{value} ({'; '.join(in_brackets(part) for part in of if part)})"
    has_ended = view.catalogue.territories[row.territory].valid_to
    return f"{said} · {names.territory(row.territory)}" if has_ended else said


def indicators_counted(view: View) -> str:
    """Say how many indicators both sides publish, how many may be compared, and who is ahead."""
    text = view.text
    both = [pair for pair in pairs_of(view) if pair.sides_known == _BOTH]
    allowed = [pair for pair in both if pair.is_allowed]
    care = sum(pair.verdict.level != COMPARABLE for pair in allowed if pair.verdict)
    if not both:
        return text("No indicator is published by both.")
    if not allowed:
        return text.plural(
            "The {n} indicator that both publish may not be compared.",
            "None of the {n} indicators that both publish may be compared.",
            len(both),
        )
    return text.plural(
        "Of {n} shared indicator {allowed} may be compared, {care} with care: {ahead}.",
        "Of {n} shared indicators {allowed} may be compared, {care} with care: {ahead}.",
        len(both),
        allowed=text.number(len(allowed)),
        care=text.number(care),
        ahead=_ahead_counted(view, allowed),
    )


def _ahead_counted(view: View, pairs: list[IndicatorPair]) -> str:
    text = view.text
    won = Counter(_city(view, pair.lead.territory) for pair in pairs if pair.lead.territory)
    said = [(place, text.number(n)) for place, n in won.items()]
    if not said:
        return text("nobody is said to be ahead")
    first, *rest = said
    return ", ".join(
        (
            text("{place} leads on {n}", place=first[0], n=first[1]),
            *(text("{place} on {n}", place=place, n=n) for place, n in rest),
        )
    )


def finding(view: View) -> PageFinding:
    """Return what the page begins with."""
    return PageFinding(indicators_counted(view))
