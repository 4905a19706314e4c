"""What a chart of very many categories draws: the largest of them, and a sentence on the others.

The cut is for the eye only: table and files have every row. The others are no bar: their sum
would be the longest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vtdash.model.codes import Status
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.render.charts.points import Labels
from vtdash.render.charts.roles import choice_shown
from vtdash.render.precision import decimals_of
from vtdash.text.language import Text

_SUMS_NAMED = 4
"""Series whose sums fit into a sentence; of more it gives none."""


@dataclass(frozen=True)
class Cut:
    """Numbers of the rows drawn, those of the rows left to the table, and of how many categories.

    Rows without a value are not drawn in any case, and are not left either.
    """

    drawn: tuple[int, ...]
    left: tuple[int, ...] = ()
    named: int = 0
    of: int = 0


def cut(rows: Sequence[Observation], most: int, by: str, labels: Labels, *, ranks: bool) -> Cut:
    """Return which rows are drawn: those of ``most`` categories, or all where ``most`` is 0.

    ``ranks``: the categories with the largest sums, former territories left out, and what is not
    shown separately the last; else the first in the order of the rows.
    """
    everything = Cut(tuple(range(len(rows))))
    if not most or len(rows) <= most:
        return everything
    places = [labels.category(by, row) for row in rows]
    sums: dict[str, float] = defaultdict(float)
    for place, row in zip(places, rows, strict=True):
        if row.shown is not None:
            sums[place] += 0 if row.is_former or row.is_rest else row.shown
    if len(sums) <= most:
        return everything
    order = sorted(sums, key=lambda place: -sums[place]) if ranks else list(sums)
    beyond = set(order[most:])
    left = tuple(
        number
        for number, row in enumerate(rows)
        if places[number] in beyond and row.shown is not None
    )
    gone = set(left)
    drawn = tuple(number for number in everything.drawn if number not in gone)
    return Cut(drawn, left, most, len(sums))


def cut_in_words(
    found: Cut, rows: Sequence[Observation], by: str, labels: Labels, *, ranks: bool
) -> str:
    """Say how many categories are drawn of how many, and what the others sum up to."""
    if not found.left:
        return ""
    text = labels.names.text
    numbers = {"most": text.number(found.named), "of": text.number(found.of)}
    if not ranks:
        return text("The first {most} of {of} are drawn; the table has all.", **numbers)
    left = [rows[number] for number in found.left]
    choices = {choice_shown(row, by) for row in left}
    if len(choices) > _SUMS_NAMED or len(sums := _sums(left, labels, by)) > _SUMS_NAMED:
        return text("The {most} largest of {of} are drawn; the table has all.", **numbers)
    return text.plural(
        "The {most} largest of {of} are drawn. {n} other: {sums}. The table has all.",
        "The {most} largest of {of} are drawn. {n} others together: {sums}. The table has all.",
        found.of - found.named,
        sums="; ".join(sums),
        **numbers,
    )


def _sums(rows: Sequence[Observation], labels: Labels, by: str) -> list[str]:
    """Return the sum of each series and kind of data, which no sum may join."""
    names = labels.names
    groups: dict[tuple[str, str], list[Observation]] = {}
    for row in rows:
        groups.setdefault((labels.series_of(by, row), names.data_status(row)), []).append(row)
    kinds = {kind for _, kind in groups}
    said = []
    for (series, kind), group in groups.items():
        whole = _whole(group, names.unit(group[0].unit), names.text)
        owner = f"{series} ({kind})" if len(kinds) > 1 and kind else series
        said.append(f"{owner} – {whole}" if len(groups) > 1 else whole)
    return said


def _whole(rows: Sequence[Observation], unit: str, text: Text) -> str:
    value = sum(row.shown or 0 for row in rows)
    about = any(row.status == Status.ESTIMATE for row in rows)
    quantity = Quantity(value, value, "about" if about else "exact")
    return text.quantity(quantity, unit, min(map(decimals_of, rows)))
