"""The tables of indicators.toml into indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vtdash.reference import check
from vtdash.reference.model import Code, Indicator
from vtdash.reference.read import Row

INDICATOR_KEYS = (
    "topic", "units", "better", "aggregation", "numerator", "denominator", "valid", "caveats",
    "whole", "time", "bases", "base_of_returns", "months_after", "breaks", "title", "counts",
    "leaves_out",
)  # fmt: skip


def parse_indicators(
    rows: Iterable[Row], codes: Mapping[str, Mapping[str, Code]]
) -> Iterator[Indicator]:
    """Yield the indicator of each table; what does not hold is noted in its row."""
    for row in rows:
        indicator = _indicator(row)
        check.check_indicator(row, indicator, codes)
        check.check_bases(row, indicator, codes.get("base", {}))
        yield indicator


def _indicator(row: Row) -> Indicator:
    return Indicator(
        id=row.place.strip("[]"),
        topic=row.text("topic"),
        units=row.words("units"),
        better=row.one_of("better", ("up", "down", "none")),
        aggregation=row.one_of("aggregation", ("sum", "ratio", "none")),
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        valid=row.numbers("valid"),
        caveats=row.words("caveats"),
        whole=row.words("whole"),
        time=row.one_of("time", ("flow", "stock")),
        bases=row.table("bases"),
        base_of_returns=row.text("base_of_returns"),
        months_after=row.table("months_after") if "months_after" in row.values else None,
        breaks=row.years("breaks"),
        title=row.bilingual("title"),
        counts=row.bilingual("counts"),
        leaves_out=row.bilingual("leaves_out"),
    )
