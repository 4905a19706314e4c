"""Which of several figures that should be the same is used, and by what rule.

The rules and their order are the entries of codes.toml [conflict_rule]; this module only says
how each is applied. A rule that cannot tell figures apart leaves the choice to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vtdash.judgement.basis import NOT_STATED, extent_of
from vtdash.judgement.when import issued
from vtdash.reference import Catalogue, Figure

UNDECIDED = "undecided"
"""Code of [conflict_rule] where no rule tells the figures apart: none of them is used."""

Figures = Sequence[Figure]
Rule = Callable[[Figures, Catalogue], Figures]


@dataclass(frozen=True)
class Choice:
    """The figure that is used (blank where undecided) and the rule that decided.

    ``rule`` is blank where there was nothing to decide.
    """

    figure_id: str
    rule: str


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
            return Choice(left[0].figure_id, rule)
    return Choice("", UNDECIDED)


def value(figure: Figure) -> tuple[float | None, float | None]:
    """Return the bounds of a figure; 'about 80' and '80' are one value, 'over 80' another."""
    return figure.value_low, figure.value_high


def _programme_document(figures: Figures, catalogue: Catalogue) -> Figures:
    own = {name for programme in catalogue.programmes.values() for name in programme.documents}
    return [figure for figure in figures if figure.document in own] or figures


def _observed_first(figures: Figures, _: Catalogue) -> Figures:
    return [figure for figure in figures if figure.status == "observed"] or figures


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
    is_open = extent_of(figure.period, catalogue) in {"some_part", NOT_STATED}
    return document is None or document.scope != "one_year", is_open


def _higher_confidence(figures: Figures, _: Catalogue) -> Figures:
    return _best(figures, lambda figure: (figure.confidence != "high",))


def _best(figures: Figures, rank: Callable[[Figure], tuple[bool, ...]]) -> Figures:
    ranks = [rank(figure) for figure in figures]
    return [f for f, place in zip(figures, ranks, strict=True) if place == min(ranks)]


_RULES: dict[str, Rule] = {
    "programme_document": _programme_document,
    "observed_first": _observed_first,
    "newest_primary": _newest_primary,
    "narrower_scope": _narrower_scope,
    "higher_confidence": _higher_confidence,
}
