"""When a document was issued: a day, a month, or only bounds. What is not known stays open."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from vtdash.reference import Catalogue, Figure

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class When:
    """The first and last day on which something may have been issued.

    ``printed`` is the date as the register has it ('2024-10', '2025-07-07'), blank where none
    is known; then ``first`` and ``last`` are bounds, open ones ``date.min`` and ``date.max``.
    """

    printed: str = ""
    first: date = date.min
    last: date = date.max

    def is_before(self, other: When) -> bool:
        """Return whether it is certain that this came before the other."""
        return self.last < other.first


def days_of(printed: str) -> When:
    """Return the days that a printed date covers; anything else covers all.

    >>> days_of("2024-10").first, days_of("2024-10").last
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 31))
    """
    parts = _DAY.fullmatch(printed)
    if not parts:
        return When()
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return When(printed, date(year, month or 1, day or 1), date(year, last_month, last_day))


def issued(figure: Figure, catalogue: Catalogue) -> When:
    """Return when the document of a figure was issued.

    Where no date is printed, a document is no older than what it carries out and no younger
    than the first page that was read on it. A figure without a document has its page's date.
    """
    document = catalogue.documents.get(figure.document)
    if document is None:
        return days_of(catalogue.sources[figure.source_id].published_date)
    if document.issued:
        return days_of(document.issued)
    pages = catalogue.pages_on.get(document.id, ())
    read = [days_of(catalogue.sources[page].published_date).last for page in pages]
    return When("", days_of(document.not_before).first, min(read, default=date.max))
