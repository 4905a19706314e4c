"""The catalogue: everything that is defined, in one place, loaded and checked whole."""

from vtdash.reference.boundaries import Shape
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.entries import (
    Alignment,
    Area,
    Code,
    Document,
    Figure,
    FigureDecision,
    Indicator,
    Item,
    Link,
    Occupation,
    Programme,
    Source,
    Territory,
)
from vtdash.reference.former_wards import FormerWard
from vtdash.reference.load import (
    FILES,
    REFERENCE_FOLDER,
    fingerprint,
    load_catalogue,
    reference_files,
)
from vtdash.reference.tile_grid import Tile
from vtdash.reference.units import NamedUnit

__all__ = [
    "FILES",
    "REFERENCE_FOLDER",
    "Alignment",
    "Area",
    "Catalogue",
    "Code",
    "Document",
    "Figure",
    "FigureDecision",
    "FormerWard",
    "Indicator",
    "Item",
    "Link",
    "NamedUnit",
    "Occupation",
    "Programme",
    "Shape",
    "Source",
    "Territory",
    "Tile",
    "fingerprint",
    "load_catalogue",
    "reference_files",
]
