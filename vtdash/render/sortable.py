"""The table with its numbers as numbers: it sorts, and a spreadsheet counts with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from vtdash.model.codes import Qualifier
from vtdash.model.observation import Observation
from vtdash.render.charts.drawing import Drawing
from vtdash.render.names import Names
from vtdash.render.table import table_columns
from vtdash.text.language import Text


class TableColumn(NamedTuple):
    """A column of a table that may hold numbers.

    ``words``: the cells as the reader writes them. ``numbers``: the same as numbers, None for a
    column of text.
    """

    title: str
    words: list[str]
    numbers: list[float | None] | None = None


def sortable_columns(
    rows: Sequence[Observation], drawing: Drawing, names: Names
) -> tuple[TableColumn, ...]:
    """Return the columns of ``table_columns`` with their numbers, in the order of the rows.

    A value is a number where it is one alone, with its unit beside it. A range, a bound, an
    'about' and the reason why there is no value are told in words in a column of their own; what
    another column of numbers tells in words, where it has none, is told in the note.
    """
    found: list[TableColumn] = []
    text = names.text
    numbers, value, note = _numbers_of(text), text("Value"), text("Note")
    table = table_columns(rows, drawing, names)
    notes = table.setdefault(note, [""] * len(rows))
    for title, words in table.items():
        own = [numbers[title](row) for row in rows] if title in numbers else None
        if title == value:
            found += _value_columns(rows, names)
        else:
            found.append(TableColumn(title, words, own))
        for place, number in enumerate(own or ()):
            if words[place] and number is None:
                notes[place] = "; ".join(filter(None, (notes[place], f"{title}: {words[place]}")))
    return tuple(column for column in found if any(column.words))


def _value_columns(rows: Sequence[Observation], names: Names) -> Iterator[TableColumn]:
    text = names.text
    values = [row.value for row in rows]
    yield TableColumn(text("Value"), [names.number(row) for row in rows], values)
    yield TableColumn(
        text("Unit"), [names.unit(row.unit) if _has_value(row) else "" for row in rows]
    )
    yield TableColumn(
        text("In words"), ["" if _is_plain(row) else names.value(row) for row in rows]
    )


def _has_value(row: Observation) -> bool:
    return not row.is_pairing and row.shown is not None


def _is_plain(row: Observation) -> bool:
    """Return whether number and unit say all that is known of a value."""
    return row.is_pairing or (row.value is not None and row.qualifier == Qualifier.EXACT)


def _numbers_of(text: Text) -> dict[str, Callable[[Observation], float | None]]:
    """Return the number in a column of the table that is one beside the value."""
    return {
        text("Numerator"): lambda row: row.numerator,
        text("Denominator"): lambda row: row.denominator,
        text("Response rate"): lambda row: row.survey and row.survey.response,
        text("First side"): lambda row: row.gap_part and row.gap_part.side_one,
        text("Second side"): lambda row: row.gap_part and row.gap_part.side_other,
        text("Year before"): lambda row: row.year_change and row.year_change.before,
        text("Newest year"): lambda row: row.year_change and row.year_change.now,
        text("Change in per cent"): lambda row: row.year_change and row.year_change.percent,
        text("Short of the target by"): lambda row: row.judgement and row.judgement.to_go,
        text("Needed a year"): lambda row: row.judgement and row.judgement.needed,
        text("Achieved a year"): lambda row: row.judgement and row.judgement.achieved,
    }
