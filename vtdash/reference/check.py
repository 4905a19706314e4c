"""What must hold for an entry of the catalogue beside the others; problems go to its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vtdash.model.codes import Qualifier
from vtdash.model.datasets import DATASETS
from vtdash.model.period import Period
from vtdash.reference.entries import Area, Code, Document, Figure, Indicator, Territory
from vtdash.reference.read import Row

FIGURE_COLUMNS = (
    "figure_id",
    "city",
    "territory",
    "area_name",
    "indicator_id",
    "level",
    "breakdown",
    "period",
    "year_start",
    "year_end",
    "recurrence",
    "value_low",
    "value_high",
    "qualifier",
    "unit",
    "status",
    "document",
    "source_id",
    "confidence",
    "note",
    "note_vi",
    "note_en",
    "computed_from",
)

FIGURE_CODES = {
    "status": "status",
    "qualifier": "qualifier",
    "unit": "unit",
    "recurrence": "recurrence",
    "confidence": "confidence",
}
"""Columns of the register whose values are codes, and the list that each is in."""

_BOUNDS: dict[str, str] = {
    Qualifier.EXACT: "both",
    Qualifier.RANGE: "both",
    Qualifier.ABOUT: "both",
    Qualifier.AT_LEAST: "low",
    Qualifier.OVER: "low",
    Qualifier.AT_MOST: "high",
    Qualifier.UNDER: "high",
}
"""Which of value_low and value_high a qualifier needs."""


def check_figure(row: Row, figure: Figure, indicators: Mapping[str, Indicator]) -> None:
    """Note what is wrong with the value, the unit and the years of a figure."""
    indicator = indicators.get(figure.indicator_id)
    if indicator and figure.unit not in indicator.units:
        row.problem(
            "unit",
            f"đơn vị '{figure.unit}' không hợp với chỉ tiêu {indicator.id} "
            f"(cho phép: {', '.join(indicator.units)})",
            f"unit '{figure.unit}' does not fit indicator {indicator.id} "
            f"(allowed: {', '.join(indicator.units)})",
        )
    if figure.year_start > figure.year_end:
        row.problem(
            "year_end",
            f"năm cuối {figure.year_end} trước năm đầu {figure.year_start}",
            f"the last year {figure.year_end} is before the first {figure.year_start}",
        )
    _check_value(row, figure)
    if indicator and len(indicator.valid) == 2:  # noqa: PLR2004 - a least and a most
        _check_valid(row, figure, indicator)


def _check_value(row: Row, figure: Figure) -> None:
    low, high = figure.value_low, figure.value_high
    if low is not None and high is not None and low > high:
        row.problem(
            "value_high",
            f"khoảng bị ngược: {low:g} lớn hơn {high:g}",
            f"the range is upside down: {low:g} is above {high:g}",
        )
    if figure.qualifier == Qualifier.EXACT and low is not None and high is not None and low < high:
        row.problem(
            "qualifier",
            f"'exact' cần hai giá trị bằng nhau, không phải {low:g} và {high:g}",
            f"'exact' needs two equal values, not {low:g} and {high:g}",
        )
    needed = _BOUNDS.get(figure.qualifier)
    given = "both" if low is not None and high is not None else "low" if high is None else "high"
    if low is None and high is None:
        given = "none"
    if needed and given != needed:
        columns = {"both": "value_low + value_high", "low": "value_low", "high": "value_high"}
        row.problem(
            "qualifier",
            f"'{figure.qualifier}' cần đúng {columns[needed]}",
            f"'{figure.qualifier}' needs exactly {columns[needed]}",
        )


def _check_valid(row: Row, figure: Figure, indicator: Indicator) -> None:
    least, most = indicator.valid
    for column, value in (("value_low", figure.value_low), ("value_high", figure.value_high)):
        if figure.unit in indicator.units[:1] and value is not None and not least <= value <= most:
            row.problem(
                column,
                f"{value:g} nằm ngoài khoảng hợp lệ {least:g} đến {most:g} của {indicator.id}",
                f"{value:g} is outside the valid {least:g} to {most:g} of {indicator.id}",
            )


def check_computed(
    read: Sequence[tuple[Row, Figure]], documents: Mapping[str, Document], earlier: Iterable[str]
) -> None:
    """Note computed figures that do not say from which figures, and such parts as there are none.

    A figure is computed where its document is of that kind. ``earlier``: further figures' ids.
    """
    known = {*earlier, *(figure.figure_id for _, figure in read)}
    for row, figure in read:
        document = documents.get(figure.document)
        is_computed = document is not None and document.kind == "computed"
        if is_computed != bool(figure.computed_from):
            row.problem(
                "computed_from",
                "cần có khi và chỉ khi văn bản thuộc loại 'computed'",
                "is needed where, and only where, the document is of the kind 'computed'",
            )
        for part in figure.computed_from:
            if part not in known:
                row.problem(
                    "computed_from", f"không có số liệu '{part}'", f"there is no figure '{part}'"
                )


def check_terms(row: Row, figure: Figure, terms: Mapping[tuple[str, str], object]) -> None:
    """Note register texts that readers would see without a translation."""
    texts = {
        "breakdown": figure.breakdown,
        "area_name": figure.area_name,
        "document": figure.document,
        "period": figure.period if Period.parse(figure.period).form == "worded" else "",
    }
    for column, text in texts.items():
        kind = "area" if column == "area_name" else column
        if text and (kind, text) not in terms:
            row.problem(
                column,
                f"'{text}' chưa có tên tiếng Việt và tiếng Anh; thêm dòng '{kind},{text},…' "
                "vào terms.csv",
                f"'{text}' has no Vietnamese and English name; add a row '{kind},{text},…' "
                "to terms.csv",
            )


def check_city(row: Row, figure: Figure, territories: Mapping[str, Territory]) -> None:
    """Note a figure whose city is not its territory's: no page would ever find it."""
    territory = territories.get(figure.territory)
    if territory and figure.city != territory.city:
        row.problem(
            "city",
            f"'{figure.city}' không phải là thành phố của {territory.id} ({territory.city})",
            f"'{figure.city}' is not the city of {territory.id} ({territory.city})",
        )


def check_indicator(
    row: Row, indicator: Indicator, codes: Mapping[str, Mapping[str, Code]]
) -> None:
    """Note codes, formulas and titles of an indicator that do not hold."""
    for column, group, values in (
        ("topic", "topic", (indicator.topic,)),
        ("units", "unit", indicator.units),
        ("caveats", "caveat", indicator.caveats),
    ):
        for value in values:
            if value not in codes.get(group, {}):
                row.problem(
                    column,
                    f"'{value}' không có trong codes.toml [{group}]",
                    f"'{value}' is not in codes.toml [{group}]",
                )
    if not indicator.units:
        row.problem("units", "cần ít nhất một đơn vị", "at least one unit is needed")
    _check_bounds(row, indicator.valid)
    _check_formulas(row, indicator)


def _check_bounds(row: Row, valid: tuple[float, ...]) -> None:
    match valid:
        case () | (_, _) if tuple(sorted(set(valid))) == valid:
            return
        case _:
            row.problem(
                "valid", "cần hai số, số nhỏ trước", "two numbers are expected, the smaller first"
            )


def _check_formulas(row: Row, indicator: Indicator) -> None:
    for column in ("numerator", "denominator"):
        formula = getattr(indicator, column)
        if formula and not _is_column(formula):
            row.problem(
                column,
                f"'{formula}' không phải là cột của một bộ dữ liệu",
                f"'{formula}' is not a column of a dataset",
            )
    if indicator.aggregation == "ratio" and bool(indicator.numerator) != bool(
        indicator.denominator
    ):
        row.problem("denominator", "tỷ lệ cần cả tử số và mẫu số", "a ratio needs both columns")


def _is_column(formula: str) -> bool:
    dataset, _, column = formula.partition(".")
    return dataset in DATASETS and column in DATASETS[dataset].column_names


def check_bases(row: Row, indicator: Indicator, bases: Mapping[str, Code]) -> None:
    """Note whole populations without a base, bases of no whole one, and unknown bases."""
    for breakdown in sorted(set(indicator.whole) ^ set(indicator.bases)):
        row.problem(
            "bases",
            f"'{breakdown}' cần có cả trong whole và trong bases",
            f"'{breakdown}' must stand in both whole and bases",
        )
    given = set(indicator.bases.values()) | ({indicator.base_of_returns} - {""})
    for base in sorted(given - set(bases)):
        row.problem(
            "bases",
            f"'{base}' không có trong codes.toml [base]",
            f"'{base}' is not in codes.toml [base]",
        )
    if bool(indicator.numerator) != bool(indicator.base_of_returns):
        row.problem(
            "base_of_returns",
            "cần có khi và chỉ khi chỉ tiêu tính được từ báo cáo (numerator)",
            "is needed where, and only where, the indicator comes from returns (numerator)",
        )


def check_unique(rows: Iterable[Row], *columns: str) -> None:
    """Note rows that say in these columns what an earlier one says; the last one gets the note."""
    seen: dict[str, str] = {}
    for row in rows:
        key = ", ".join(row.as_text(column) for column in columns)
        if key in seen:
            row.problem(
                columns[-1],
                f"'{key}' đã có ở dòng {seen[key]}",
                f"'{key}' stands already in row {seen[key]}",
            )
        seen.setdefault(key, row.place)


def check_validity(entries: Iterable[tuple[Row, Area]]) -> None:
    """Note areas of one level and code whose days of validity overlap or run backwards."""
    spans: dict[tuple[str, str], list[tuple[date, date, Row]]] = defaultdict(list)
    for row, area in entries:
        first, last = area.valid_from or date.min, area.valid_to or date.max
        if first > last:
            row.problem("valid_to", "ngày hết hiệu lực trước ngày bắt đầu", "ends before it begins")
        for other_first, other_last, other in spans[area.level, area.code]:
            if first <= other_last and other_first <= last:
                row.problem(
                    "valid_from",
                    f"hiệu lực chồng lên dòng {other.place} của cùng mã {area.code}",
                    f"validity overlaps row {other.place} of the same code {area.code}",
                )
        spans[area.level, area.code].append((first, last, row))
