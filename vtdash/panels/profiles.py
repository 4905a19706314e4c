"""Everything about one place, and everything published."""

from __future__ import annotations

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Filters
from vtdash.panel import Panel
from vtdash.panels.desk import Desk
from vtdash.reference import Area, Catalogue, Link


def place_figures(desk: Desk, area: Area) -> Panel:
    """What has been published about one place, each indicator on its own axis."""
    names = register_names(desk.catalogue, area)
    rows = desk.ask(questions.figures_of_places, desk.filters, area_names=names)
    claim = desk.text.plural(
        "{n} figure was published about this place; the newest is of {year}.",
        "{n} figures were published about this place; the newest is of {year}.",
        len(rows),
        year=max((row.year for row in rows), default=0),
    )
    return desk.panel(
        "place-figures",
        desk.text("What has been published about it?"),
        rows,
        claim=claim,
        when_empty=desk.text("Nothing has been found published about this place."),
        drawing=Drawing("strips", "indicator"),
        notes=(desk.text("Published district figures are scattered over 2009–2020: they are the "
                         "latest known of each place and rank nothing."),),
    )  # fmt: skip


def register_names(catalogue: Catalogue, area: Area) -> tuple[str, ...]:
    """Return the register's names of places that lie in this area or are it."""
    name = area.name.vi.lower()
    return tuple(
        key
        for (kind, key), named in catalogue.terms.items()
        if kind == "area" and name in named.vi.lower()
    )


def links(catalogue: Catalogue, area: Area) -> list[tuple[Area, Link]]:
    """Return the units that a district went into, or the districts that a unit came from.

    With each its link, whose share is the part of the new unit's area; largest first.
    """
    new = {a.code: a for a in catalogue.areas if a.level == "commune"}
    old = {a.code: a for a in catalogue.areas if a.level == "district"}
    if area.level == "commune":
        pairs = [
            (old[link.old_district_code], link)
            for link in catalogue.crosswalk
            if link.new_code == area.code
        ]
    else:
        pairs = [
            (new[link.new_code], link)
            for link in catalogue.crosswalk
            if link.old_district_code == area.code
        ]
    return sorted(pairs, key=lambda pair: -(pair[1].share or 0))


def coverage(desk: Desk) -> Panel:
    """How many figures are published on each indicator, by territory."""
    counted = desk.ask(questions.coverage, desk.filters)
    rows = tuple(row for row in counted if row.city in desk.filters.cities)
    found = {row.indicator_id for row in rows}
    return desk.panel(
        "register-coverage",
        desk.text("On what has anything been published?"),
        rows,
        claim=desk.text(
            "{figures} figures on {indicators} indicators.",
            figures=desk.text.number(sum(row.value or 0 for row in rows)),
            indicators=desk.text.number(len(found)),
        ),
        drawing=Drawing("bars", "indicator", axis=desk.text("published figures"), stacked=True),
    )


def register(desk: Desk) -> Panel:
    """The whole register as a table."""
    rows = desk.ask(questions.register, Filters())  # whole, whatever is chosen: asked once
    return desk.panel(
        "register",
        desk.text("Every published figure with its source"),
        rows,
        claim=desk.text.plural("{n} figure.", "{n} figures.", len(rows)),
        drawing=Drawing("table", "indicator"),
    )


def figures_of(desk: Desk, indicator: str) -> Panel:
    """The register's figures of one indicator as a table."""
    rows = desk.ask(questions.register, desk.filters, indicators=(indicator,))
    return desk.panel(
        "register-one-indicator",
        desk.text("Published figures: {indicator}", indicator=desk.names.indicator(indicator)),
        rows,
        claim=desk.text.plural("{n} figure.", "{n} figures.", len(rows)),
        drawing=Drawing("table", "indicator"),
    )


def all_indicators(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of all indicators in the catalogue's order."""
    return tuple(catalogue.indicators)
