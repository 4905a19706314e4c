"""New figures beside the register in words, before anybody says yes to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vtdash.model.codes import AIMED
from vtdash.render.names import Names
from vtdash.rules.basis import as_observation
from vtdash.rules.conflicting_figures import Conflict, subject_of
from vtdash.topics.sources.figure_card import figure_card, stated_in_words, used_in_words
from vtdash.topics.targets.histories import life


def stated_lines(names: Names, figure_id: str, witnesses: Sequence[str]) -> Iterator[str]:
    """Yield what a new figure states, who stated it before, and which target it moves."""
    text, figure = names.text, names.catalogue.figure(figure_id)
    yield f"{figure_id}: {stated_in_words(names, as_observation(figure))}"
    if witnesses:
        yield text(
            "{figure}: stated already by {others}; a second page, not a second value.",
            figure=figure_id,
            others=", ".join(witnesses),
        )
    aimed = life(names.catalogue, subject_of(figure, names.catalogue))
    is_used = aimed is not None and aimed.in_force.figure_id == figure_id
    if figure.status in AIMED and aimed and len(aimed.events) > 1 and is_used:
        yield text("{figure}: this is the value that is used as the target.", figure=figure_id)


def conflict_lines(names: Names, conflict: Conflict) -> Iterator[str]:
    """Yield what a card of the contradiction says: each value with its document, which is used."""
    for side in conflict.sides:
        card = figure_card(names, side.figure.figure_id)
        where = card.document if side.figure.document else card.witnesses[0].words
        yield f"{side.figure.figure_id}: {card.sentence} {where}"
    yield used_in_words(names, conflict)
