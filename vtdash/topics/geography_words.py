"""What a page says of the chosen view of geography: what it means, and what it leaves untouched."""

from __future__ import annotations

from vtdash.model.codes import AreaLevel
from vtdash.reference import Area, Catalogue
from vtdash.render.names_apart import place_inside
from vtdash.render.panel import Panel
from vtdash.rules.geography import unchanged
from vtdash.store.questions.area_views import AS_PUBLISHED
from vtdash.topics.view import View

UNCHANGED = "unchanged_only"


def unchanged_areas(catalogue: Catalogue, city: str) -> tuple[Area, ...]:
    """Return today's units of a city whose boundary is that of a district before July 2025."""
    kept = set(unchanged(link for link in catalogue.crosswalk if link.city == city).values())
    units = (area for area in catalogue.areas if area.level == AreaLevel.COMMUNE)
    return tuple(area for area in units if area.city == city and area.code in kept)


def which_are_unchanged(view: View) -> str:
    """Return which places kept their boundary, city by city; blank in another view."""
    if not _is_switched(view) or view.filters.geography != UNCHANGED:
        return ""
    parts = (_unchanged_of(view, city) for city in view.filters.cities)
    return view.text("Unchanged areas: {parts}.", parts="; ".join(parts))


def _unchanged_of(view: View, city: str) -> str:
    text, name = view.text, view.names.code("city", city)
    if not (areas := unchanged_areas(view.catalogue, city)):
        return text("none in {city}", city=name)
    listed = text.items(place_inside(view.names.area(area.id)) for area in areas)
    return text("{n} in {city} ({names})", n=text.number(len(areas)), city=name, names=listed)


def untouched(view: View, panel: Panel) -> str:
    """Return that a panel stays as it is, blank where the view of geography changes it."""
    if not _is_switched(view) or panel.drawing.category == "area":
        return ""
    return view.text("This panel is not by place: the geography changes nothing here.")


def _is_switched(view: View) -> bool:
    """Return whether the page has the switch, and the reader has moved it."""
    return "geography" in view.wanted and view.filters.geography != AS_PUBLISHED
