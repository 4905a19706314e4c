"""Rows to points: the place of each row on a chart, the axis it shares, and its tooltip."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from vtdash.model.observation import OTHER, Observation
from vtdash.reference import Catalogue
from vtdash.render.charts.drawing import Drawing, Point
from vtdash.render.names import AS_PRINTED, COMPUTED, Names
from vtdash.render.table import survey_lines
from vtdash.rules.comparable_groups import must_stand_apart, peers

RANKED = frozenset({"columns", "lines", "bars", "dots"})
"""Kinds of charts of which the highest and the lowest value are said."""

Scale = tuple[str, Hashable]
"""Name of a row's axis, and a key: rows of one axis and one key may be ranked."""


def scales(
    rows: Sequence[Observation],
    axes: Sequence[str],
    drawing: Drawing,
    catalogue: Catalogue,
    place: Callable[[str], str],
) -> list[Scale]:
    """Return the scale of each row.

    ``axes``: the axis that each would have by its unit or category. Territories that may not
    share it get one each, named by ``place``. Bars that are stacked are parts of one sum.
    """
    found: list[Scale] = [(axis, ()) for axis in axes]
    for numbers in _same(axes):
        own = [rows[n] for n in numbers]
        apart = _stands_apart(own, drawing, catalogue)
        for n in numbers:
            if apart(rows[n]):
                name = place(rows[n].territory)
                found[n] = (f"{axes[n]} · {name}" if axes[n] else name, ())
    if drawing.kind not in RANKED:
        return found
    for numbers in _same([axis for axis, _ in found]):
        keys = peers([rows[n] for n in numbers], catalogue)
        for n, key in zip(numbers, keys, strict=True):
            found[n] = (found[n][0], key)
    return found


def _same(axes: Sequence[str]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for number, axis in enumerate(axes):
        groups.setdefault(axis, []).append(number)
    return list(groups.values())


def _stands_apart(
    rows: Sequence[Observation], drawing: Drawing, catalogue: Catalogue
) -> Callable[[Observation], bool]:
    """Return which rows of an axis have to leave it for one of their territory."""
    if drawing.by_year or drawing.kind == "strips":
        apart = must_stand_apart(rows, catalogue)
        return lambda row: apart and row.is_published
    if drawing.horizontal and not drawing.stacked and _are_returns(rows):
        apart = len({row.territory for row in rows}) > 1 and len(set(peers(rows, catalogue))) > 1
        return lambda row: apart
    return lambda row: False


def _are_returns(rows: Sequence[Observation]) -> bool:
    return all(row.status == "observed" and row.data_status != "published" for row in rows)


Said = Callable[[Names, Observation], str]
"""What a row is called: its series, or its axis."""


@dataclass(frozen=True)
class Labels:
    """How rows are drawn and what their series and axes are called."""

    drawing: Drawing
    names: Names
    series: Said
    axis: Said


def points(rows: Sequence[Observation], labels: Labels) -> tuple[Point, ...]:
    """Return the rows as they are drawn, in the same order."""
    names, drawing = labels.names, labels.drawing
    indicators = list(dict.fromkeys(row.indicator_id for row in rows))
    axes = [_axis(row, labels) for row in rows]
    on = scales(rows, axes, drawing, names.catalogue, names.territory)
    return tuple(
        Point(
            row_number=number,
            category=_category(row, labels),
            series=labels.series(names, row),
            variant=0 if row.is_published else indicators.index(row.indicator_id),
            number=_short_value(names, row),
            hover=_hover(row, labels),
            row=row,
            axis=on[number][0],
            peers=on[number][1],
        )
        for number, row in enumerate(rows)
    )


def _axis(row: Observation, labels: Labels) -> str:
    """Return the name of the axis or lane on which a row is drawn, where there are several."""
    if labels.drawing.kind == "cells":
        return labels.names.code("city", row.city)
    if labels.drawing.kind == "strips":
        return _category(row, labels)
    return labels.axis(labels.names, row) if labels.drawing.by_year else ""


def _category(row: Observation, labels: Labels) -> str:
    names = labels.names
    by = {
        "year": lambda: str(row.year),
        "period": lambda: names.period(row),
        "level": lambda: names.code("level", row.level or "all"),
        "occupation": lambda: _occupation(names, row),
        "area": lambda: _area(names, row),
        "group": lambda: names.group(row.group_kind, row.group),
        "indicator": lambda: names.indicator(row.indicator_id),
        "territory": lambda: names.territory(row.territory),
        "part": lambda: labels.series(names, row),
        "place": lambda: f"{names.place(row)} · {names.period(row)}",
    }
    return by[labels.drawing.category]()


def _occupation(names: Names, row: Observation) -> str:
    return names.occupation(row.occupation_key) or names.text("All occupations")


def _area(names: Names, row: Observation) -> str:
    name = names.area(row.area_id)
    return f"{name} ({names.territory(row.territory)})" if row.area_id == OTHER else name


def _short_value(names: Names, row: Observation) -> str:
    if row.shown is None:
        return ""
    low, high = (row.value, row.value) if row.value is not None else (row.low, row.high)
    unit = "%" if row.unit == "percent" else ""
    decimals = COMPUTED if row.status == "computed" else 1
    decimals = AS_PRINTED if row.is_published else decimals
    return names.text.quantity(low, high, row.qualifier, unit, decimals)


def _hover(row: Observation, labels: Labels) -> str:
    names = labels.names
    lines = [
        " · ".join(part for part in (names.territory(row.territory), names.place(row)) if part),
        names.occupation(row.occupation_key) or names.group(row.group_kind, row.group),
        names.indicator(row.indicator_id),
        f"<b>{names.period(row)}: {names.value(row)}</b>" if not row.strength else "",
        names.counterpart(row.counterpart) if labels.drawing.is_judged else "",
        names.strength(row.strength),
        " · ".join(part for part in (names.city(row), names.evidence(row)) if part),
        names.interval(row),
        *survey_lines(names, row),
        names.note(row),
        names.document(row),
        names.data_status(row),
    ]
    if row.source_id:
        source = names.catalogue.sources[row.source_id]
        lines.append(f"{names.text('Source')}: {source.publisher} ({source.source_id})")
    return "<br>".join(_wrap(line) for line in lines if line)


def _wrap(line: str, width: int = 64) -> str:
    if len(line) <= width:
        return line
    words, lines = line.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return "<br>".join(part.strip() for part in lines)
