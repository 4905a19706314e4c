"""A catalogue as part of a cache's key: what follows from it alone is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field

from vtdash.reference import Catalogue


@dataclass(frozen=True)
class Known:
    """A catalogue and the number by which the process knows it: itself it has no hash.

    A snapshot has one catalogue, which never changes. A cache that holds this holds the
    catalogue, so its number is not used again.
    """

    catalogue: Catalogue = field(compare=False, repr=False)
    number: int

    @classmethod
    def of(cls, catalogue: Catalogue) -> Known:
        """Return the key of a catalogue."""
        return cls(catalogue, id(catalogue))
