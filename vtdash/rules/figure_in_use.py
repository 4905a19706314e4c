"""Which of several figures for one thing is used, by what rule; when documents were issued.

The rules and their order are the entries of codes.toml [conflict_rule]; this module only says
how each is applied. A rule that cannot tell figures apart leaves the choice to the next.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from vtdash.model.codes import Status
from vtdash.reference import Catalogue, Figure, FigureDecision
from vtdash.rules.basis import NOT_STATED

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


UNDECIDED = "undecided"
"""Code of [conflict_rule] where no rule tells the figures apart: none of them is used."""

STEWARD_DECISION = "steward_decision"
"""Code of [conflict_rule] where a person chose one of the values, and said why."""

Figures = Sequence[Figure]
Rule = Callable[[Figures, Catalogue], Figures]


@dataclass(frozen=True)
class Choice:
    """The figure that is used (blank where undecided) and the rule that decided.

    ``rule`` is blank where there was nothing to decide. ``why``: the words of a steward who chose.
    """

    figure_id: str
    rule: str
    why: str = ""


def choose(figures: Figures, catalogue: Catalogue) -> Choice:
    """Return the figure to use; the rule named is the one that left a single value.

    Figures of one value are no matter of choice among themselves: the first one stands for them.
    """
    left = list(figures)
    if len({value(figure) for figure in left}) == 1:
        return Choice(left[0].figure_id, "")
    for rule in catalogue.codes["conflict_rule"]:
        if rule == UNDECIDED:
            continue
        left = list(_RULES[rule](left, catalogue))
        if len({value(figure) for figure in left}) == 1:
            return Choice(left[0].figure_id, rule, _why(rule, figures, catalogue))
    return Choice("", UNDECIDED)


def _why(rule: str, figures: Figures, catalogue: Catalogue) -> str:
    decided = latest_decision(figures, catalogue) if rule == STEWARD_DECISION else None
    return decided.why if decided else ""


def value(figure: Figure) -> tuple[float | None, float | None]:
    """Return the bounds of a figure; 'about 80' and '80' are one value, 'over 80' another."""
    return figure.value_low, figure.value_high


def latest_decision(figures: Figures, catalogue: Catalogue) -> FigureDecision | None:
    """Return what was last decided between figures of one thing, None where nothing was."""
    there = {figure.figure_id for figure in figures}
    made = (
        each
        for each in reversed(catalogue.decisions)
        if there.intersection(each.instead_of) and (not each.used or each.used in there)
    )
    return next(made, None)


def _steward_decision(figures: Figures, catalogue: Catalogue) -> Figures:
    """Leave out the values that were decided against, on whatever page they stand by now."""
    decided = latest_decision(figures, catalogue)
    if decided is None or not decided.used:
        return figures
    out = {value(figure) for figure in figures if figure.figure_id in decided.instead_of}
    return [figure for figure in figures if value(figure) not in out] or figures


def _programme_document(figures: Figures, catalogue: Catalogue) -> Figures:
    own = {name for programme in catalogue.programmes.values() for name in programme.documents}
    return [figure for figure in figures if figure.document in own] or figures


def _observed_first(figures: Figures, _: Catalogue) -> Figures:
    return [figure for figure in figures if figure.status == Status.OBSERVED] or figures


def _newest_primary(figures: Figures, catalogue: Catalogue) -> Figures:
    """Primary documents before others; then leave out what is certainly older than another."""
    primary = [f for f in figures if _is_primary(f, catalogue)] or list(figures)
    dated = [(figure, issued(figure, catalogue)) for figure in primary]
    return [f for f, when in dated if not any(when.is_before(other) for _, other in dated)]


def _is_primary(figure: Figure, catalogue: Catalogue) -> bool:
    document = catalogue.documents.get(figure.document)
    return document is not None and document.is_primary


def _narrower_scope(figures: Figures, catalogue: Catalogue) -> Figures:
    """A document of one year before others; a value whose time is stated before one without."""
    return _best(figures, lambda figure: _scope(figure, catalogue))


def _scope(figure: Figure, catalogue: Catalogue) -> tuple[bool, bool]:
    document = catalogue.documents.get(figure.document)
    is_open = catalogue.period(figure.period).extent in {"some_part", NOT_STATED}
    return document is None or document.scope != "one_year", is_open


def _higher_confidence(figures: Figures, _: Catalogue) -> Figures:
    return _best(figures, lambda figure: (figure.confidence != "high",))


def _best(figures: Figures, rank: Callable[[Figure], tuple[bool, ...]]) -> Figures:
    ranks = [rank(figure) for figure in figures]
    return [f for f, place in zip(figures, ranks, strict=True) if place == min(ranks)]


_RULES: dict[str, Rule] = {
    STEWARD_DECISION: _steward_decision,
    "programme_document": _programme_document,
    "observed_first": _observed_first,
    "newest_primary": _newest_primary,
    "narrower_scope": _narrower_scope,
    "higher_confidence": _higher_confidence,
}
