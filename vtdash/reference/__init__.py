"""The catalogue: everything that is defined, in one place, loaded and checked whole."""

from vtdash.reference.load import FILES, REFERENCE_FOLDER, fingerprint, load_catalogue
from vtdash.reference.model import (
    Alignment,
    Area,
    Catalogue,
    Code,
    Figure,
    Indicator,
    Item,
    Link,
    Occupation,
    Programme,
    Source,
    Territory,
)

__all__ = [
    "FILES", "REFERENCE_FOLDER", "Alignment", "Area", "Catalogue", "Code", "Figure", "Indicator",
    "Item", "Link", "Occupation", "Programme", "Source", "Territory", "fingerprint",
    "load_catalogue",
]  # fmt: skip
