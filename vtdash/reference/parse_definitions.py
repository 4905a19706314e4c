"""Codes, indicators, documents and periods of the register, from rows and tables into entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from vtdash.reference import check
from vtdash.reference.check import check_unique
from vtdash.reference.entries import Code, Document, Figure, Indicator
from vtdash.reference.read import Row


def parse_indicators(
    rows: Iterable[Row], codes: Mapping[str, Mapping[str, Code]]
) -> Iterator[Indicator]:
    """Yield the indicator of each table; what does not hold is noted in its row."""
    for row in rows:
        indicator = _indicator(row, codes)
        check.check_indicator(row, indicator, codes)
        check.check_bases(row, indicator, codes.get("base", {}))
        yield indicator


def _indicator(row: Row, codes: Mapping[str, Mapping[str, Code]]) -> Indicator:
    return Indicator(
        id=row.place.strip("[]"),
        topic=row.as_text("topic"),
        units=row.words("units"),
        better=row.one_of("better", ("up", "down", "none")),
        aggregation=row.one_of("aggregation", ("sum", "ratio", "none")),
        numerator=row.as_text("numerator"),
        denominator=row.as_text("denominator"),
        valid=row.numbers("valid"),
        caveats=row.words("caveats"),
        whole=row.words("whole"),
        time=row.one_of("time", ("flow", "stock")),
        bases=row.table("bases"),
        base_of_returns=row.as_text("base_of_returns"),
        months_after=row.table("months_after") if "months_after" in row.values else None,
        breaks=row.years("breaks"),
        title=row.bilingual("title"),
        counts=row.bilingual("counts"),
        leaves_out=row.bilingual("leaves_out"),
        office=row.one_of("office", codes, blank=True),
    )


def parse_code(code_id: str, row: Row) -> Code:
    """Return a value of a list; the law that dates one is stated with an address."""
    found = Code(
        id=code_id,
        name=row.bilingual("name"),
        short=row.bilingual("short", optional=True),
        text=row.bilingual("text", optional=True),
        decimals=row.whole_number("decimals", 2),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        law=row.bilingual("law", optional=True),
        url=row.as_text("url"),
    )
    _check_dated(row, found)
    return found


def _check_dated(row: Row, code: Code) -> None:
    """Note a value that has not always existed, or that ends, without law and address."""
    if not (code.valid_from or code.valid_to):
        return
    if not code.law.vi:
        row.problem("law", "thiếu tên văn bản quy định", "the law behind the dates is missing")
    if not code.url.startswith(("https://", "http://")):
        row.problem("url", "cần một địa chỉ http(s)", "an http(s) address is expected")


def check_level(row: Row, figure: Figure, levels: Mapping[str, Code]) -> None:
    """Note a figure of a level that did not exist in any of its years."""
    level = levels.get(figure.level)
    if level and level.valid_from and figure.year_end < level.valid_from.year:
        row.problem(
            "level",
            f"trình độ '{level.id}' chỉ có từ ngày {level.valid_from:%d/%m/%Y}",
            f"the level '{level.id}' exists since {level.valid_from} only",
        )


DOCUMENT_COLUMNS = ("document", "kind", "is_primary", "scope", "issued", "not_before")
PERIOD_COLUMNS = ("period", "extent")

_SCOPES = ("one_year", "several_years")
_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

Codes = Mapping[str, Mapping[str, Code]]
Terms = Mapping[tuple[str, str], object]


def documents(rows: Iterable[Row], codes: Codes, terms: Terms) -> dict[str, Document]:
    """Return the documents by the register's wording; each is a term and each term is one."""
    found: list[tuple[Row, str]] = []
    parsed: dict[str, Document] = {}
    for row in rows:
        name = row.one_of("document", _keys(terms, "document"))
        found.append((row, name))
        parsed[name] = Document(
            id=name,
            kind=row.one_of("kind", codes.get("document_kind", {})),
            is_primary=row.one_of("is_primary", ("yes", "no")) == "yes",
            scope=row.one_of("scope", _SCOPES, blank=True),
            issued=_day(row, "issued"),
            not_before=_day(row, "not_before"),
        )
    check_unique((row for row, _ in found), "document")
    _check_all(found, "document", _keys(terms, "document"))
    return parsed


def extents(rows: Iterable[Row], codes: Codes, terms: Terms) -> dict[str, str]:
    """Return how much of its years each worded period covers: a code of [extent]."""
    found: list[tuple[Row, str]] = []
    parsed: dict[str, str] = {}
    for row in rows:
        name = row.one_of("period", _keys(terms, "period"))
        found.append((row, name))
        parsed[name] = row.one_of("extent", codes.get("extent", {}))
    check_unique((row for row, _ in found), "period")
    _check_all(found, "period", _keys(terms, "period"))
    return parsed


def _keys(terms: Terms, kind: str) -> list[str]:
    return [key for group, key in terms if group == kind]


def _check_all(found: list[tuple[Row, str]], column: str, expected: list[str]) -> None:
    """Note terms without a row, at the last row read: that is where one is to be added."""
    missing = set(expected) - {name for _, name in found}
    for name in sorted(missing) if found else ():
        found[-1][0].problem(column, f"chưa có dòng cho '{name}'", f"there is no row for '{name}'")


def _day(row: Row, column: str) -> str:
    text = row.as_text(column)
    if text and not _DAY.fullmatch(text):
        row.problem(
            column,
            f"'{text}' không phải là ngày, tháng hoặc năm dạng 2025-07-01, 2025-07, 2025",
            f"'{text}' is not a day, month or year written 2025-07-01, 2025-07 or 2025",
        )
        return ""
    return text
