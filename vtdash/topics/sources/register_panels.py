"""Everything about one place, and everything published."""

from __future__ import annotations

from vtdash.model.codes import AIMED, MEASURED, AreaLevel
from vtdash.model.filters import Filters
from vtdash.model.kept import kept_for_snapshot
from vtdash.reference import Area, Catalogue, Link
from vtdash.render.charts.drawing import TableOnly
from vtdash.render.charts.strips import Strips
from vtdash.render.panel import Panel
from vtdash.store.questions import questions
from vtdash.topics.view import Rows, View


def place_figures(view: View, area: Area) -> Panel:
    """What has been published about one place, each indicator on its own axis."""
    names = register_names(view.catalogue, area)
    rows = view.ask(questions.figures_of_places, view.filters, area_names=names)
    return view.panel(
        "place-figures",
        view.text("What has been published about it?"),
        rows,
        claim=_place_claim(view, rows),
        when_empty=view.text("Nothing has been found published about this place."),
        drawing=Strips("indicator"),
        notes=(
            view.text(
                "Published figures of districts and communes are scattered over many years: they "
                "are the latest known of each place and rank nothing."
            ),
        ),
    )


def register_names(catalogue: Catalogue, area: Area) -> tuple[str, ...]:
    """Return the register's names of places that lie in this area or are it."""
    name = area.name.vi.lower()
    return tuple(
        key
        for (kind, key), named in catalogue.terms.items()
        if kind == "area" and name in named.vi.lower()
    )


@kept_for_snapshot(maxsize=1024)
def links(catalogue: Catalogue, area: Area) -> tuple[tuple[Area, Link], ...]:
    """Return the units that a district went into, or the districts that a unit came from.

    With each its link, whose share is the part of the new unit's area; largest first.
    """
    new = {a.code: a for a in catalogue.areas if a.level == AreaLevel.COMMUNE}
    old = {a.code: a for a in catalogue.areas if a.level == AreaLevel.DISTRICT}
    if area.level == AreaLevel.COMMUNE:
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
    return tuple(sorted(pairs, key=lambda pair: -(pair[1].share or 0)))


def register(view: View) -> Panel:
    """The whole register as a table."""
    rows = view.ask_once(questions.registered_figures, Filters())  # whole, whatever is chosen
    return view.panel(
        "register",
        view.text("Every published figure with its source"),
        rows,
        claim=_register_claim(view, rows),
        drawing=TableOnly("indicator"),
    )


def figures_of(view: View, indicator: str) -> Panel:
    """The register's figures of one indicator as a table."""
    rows = view.ask(questions.registered_figures, view.filters, indicators=(indicator,))
    return view.panel(
        "register-one-indicator",
        view.text("Published figures: {indicator}", indicator=view.names.indicator(indicator)),
        rows,
        claim=_register_claim(view, rows),
        drawing=TableOnly("indicator"),
    )


def _place_claim(view: View, rows: Rows) -> str:
    if not rows:
        return view.text("Nothing has been found published about this place.")
    return view.text.plural(
        "{n} figure was published about this place; the newest is of {year}.",
        "{n} figures were published about this place; the newest is of {year}.",
        len(rows),
        year=max(row.year for row in rows),
    )


def _register_claim(view: View, rows: Rows) -> str:
    """Say how many figures there are, and how many sources state them."""
    sources = {row.source_id for row in rows}
    return view.text.plural(
        "{n} figure is published (sources: {sources}).",
        "{n} figures are published (sources: {sources}).",
        len(rows),
        sources=view.text.number(len(sources)),
    )


def unpublished(view: View) -> tuple[tuple[str, str], ...]:
    """Return (indicator, city) of what is aimed at without an observation of the whole city."""
    pairs = _never_observed(view.catalogue)
    return tuple(pair for pair in pairs if pair[1] in view.filters.cities)


@kept_for_snapshot(maxsize=8)
def _never_observed(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    observed = {
        (f.indicator_id, f.city)
        for f in catalogue.figures
        if f.status in MEASURED and catalogue.whole(f)
    }
    aimed = dict.fromkeys(
        (f.indicator_id, f.city)
        for f in catalogue.figures
        if f.status in AIMED and not catalogue.indicator(f.indicator_id).is_context
    )
    return tuple(pair for pair in aimed if pair not in observed)


def all_indicators(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of all indicators in the catalogue's order."""
    return tuple(catalogue.indicators)
