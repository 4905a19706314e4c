"""The sentence that says what a difference of two rates goes with, whichever way the parts go."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.model.codes import Unit
from vtdash.render.names import Names
from vtdash.text.language import Text
from vtdash.topics.graduates.gap import Gap


@dataclass(frozen=True)
class GapSides:
    """Whose rates differ, the higher first, and by which groups they are taken apart.

    ``category``: level or occupation.
    """

    names: Names
    one: str
    other: str
    category: str

    @property
    def text(self) -> Text:
        """Words in the reader's language."""
        return self.names.text


def gap_claim(sides: GapSides, gap: Gap) -> str:
    """Return how much of the difference goes with the make-up and how much is like for like.

    The numbers are those of the table; no cause is claimed. ``gap`` is of the first side minus
    the second and has parts.
    """
    text = sides.text
    difference, mix, like = gap.printed()
    if not difference:
        return text("The two rates are equal to a hundredth of a point.")
    said = {
        "one": sides.one,
        "difference": points(sides.names, difference),
        "mix": points(sides.names, abs(mix)),
        "like": points(sides.names, abs(like)),
        "make_up": _make_up(sides),
        "alike": _alike(sides),
    }
    if not like:
        return text(
            "{one} is ahead by {difference}, all of which goes with its {make_up}; {alike} "
            "the two are even.",
            **said,
        )
    if not mix:
        return text(
            "{one} is ahead by {difference}, all of which goes with better results "
            "{alike}; the {make_up} adds nothing.",
            **said,
        )
    if like < 0:
        return text(
            "{one} is ahead by {difference}: its {make_up} goes with {mix} more; {alike} "
            "it is {like} behind.",
            **said,
        )
    if mix < 0:
        return text(
            "{one} is ahead by {difference} although its {make_up} goes with {mix} less; "
            "{alike} it is {like} ahead.",
            **said,
        )
    return text(
        "{one} is ahead by {difference}: its {make_up} goes with {mix} of this, better "
        "results {alike} with {like}.",
        **said,
    )


def unclear(text: Text) -> str:
    """Return what is said in place of a difference that chance may explain."""
    return text(
        "No clear difference: the 95% intervals of the two rates overlap. The table has the parts."
    )


def points(names: Names, value: float) -> str:
    """Return a number of percentage points with its unit, as a table prints it."""
    if value == 1:
        return names.text("1 point")
    return names.text.amount(value, names.unit(Unit.PERCENT_POINTS))


def _make_up(sides: GapSides) -> str:
    text = sides.text
    return text("make-up by level") if sides.category == "level" else text("make-up by occupation")


def _alike(sides: GapSides) -> str:
    text = sides.text
    if sides.category == "level":
        return text("at the same level")
    return text("in the same occupation")
