"""One place before and after its boundary was redrawn."""

from __future__ import annotations

from dataclasses import replace

from vtdash.model.codes import AreaLevel, Qualifier
from vtdash.model.kept import kept_for_snapshot
from vtdash.model.quantity import Quantity
from vtdash.reference import Area, Catalogue
from vtdash.render.charts.over_time import Columns
from vtdash.render.panel import Panel
from vtdash.rules.geography import unchanged
from vtdash.store.questions import questions
from vtdash.store.questions.area_views import areas_of_other_kind, shares_of, versions
from vtdash.text.language import Text
from vtdash.topics import claims, latest_claims
from vtdash.topics.view import View

_ONE_PER_CENT = 0.01


def through_time(view: View, area: Area) -> Panel:
    """Training turns begun in one place by year, on both sides of its new boundary."""
    own = view.with_filters(areas=(area.id,))
    found = own.beside_city(questions.enrolment_by_year)
    rows = tuple(row for row in found if row.indicator_id == "vet_enrolment")
    return view.panel(
        "place-through-time",
        view.text("How many start training there each year, before and after the areas changed?"),
        rows,
        claim=claims.with_estimates(view, latest_claims.latest(view, rows), rows),
        drawing=replace(
            view.by_year(Columns, rows, view.text("training turns")), breaks=breaks(view, area)
        ),
        notes=(
            view.text(
                "Across the line of the new boundary the values are estimates by share of "
                "area, marked by dots, unless the boundary stayed the same."
            ),
        ),
    )


def breaks(view: View, area: Area) -> tuple[tuple[float, str], ...]:
    """Return the days on which the boundary of a place changed, on an axis of whole years."""
    if is_unchanged(view, area):
        return ()
    chain = [*versions(area, view.catalogue)]
    if area.level == AreaLevel.DISTRICT:
        chain += areas_of_other_kind(area, view.catalogue)
    days = sorted({one.valid_from for one in chain if one.valid_from})
    return tuple(
        (view.position(day), view.text("new boundary {date}", date=view.text.date(day)))
        for day in days
    )


def is_unchanged(view: View, area: Area) -> bool:
    """Return whether a place has the same boundary before and after."""
    return area.code in _unchanged(view.catalogue, area.level)


@kept_for_snapshot(maxsize=8)
def _unchanged(catalogue: Catalogue, level: str) -> frozenset[str]:
    same = unchanged(catalogue.crosswalk)
    return frozenset(same if level == AreaLevel.DISTRICT else same.values())


def parts(view: View, area: Area) -> dict[str, float]:
    """Return the part of a district's counts that is taken to lie in each unit, by its code."""
    shares = shares_of(view.catalogue, area.city, "commune")
    return {s.place: float(s.part) for s in shares if s.source == area.code}


def area_share(text: Text, share: float | None) -> str:
    """Return a share of an area as a whole per cent; of a sliver, that it is under one.

    >>> area_share(Text("en"), 0.367), area_share(Text("en"), 0.0)
    ('about 37%', 'under 1%')
    """
    if share is not None and share < _ONE_PER_CENT:
        return text.quantity(Quantity(None, 1, Qualifier.UNDER), "%")
    percent = None if share is None else round(100 * share)
    return text.quantity(Quantity(percent, percent, Qualifier.ABOUT), "%")
