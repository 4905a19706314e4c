"""Rows to points: where each stands on a chart, and what is said of it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vtdash import survey
from vtdash.charts.point import Drawing, Point
from vtdash.charts.scales import scales
from vtdash.measures.observation import Observation
from vtdash.measures.shaping import OTHER
from vtdash.naming import AS_PRINTED, COMPUTED, Names

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
        *survey.lines(names, row),
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
