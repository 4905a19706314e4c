"""A register that grows: published figures of returns, merged with a folder's own.

A figure of a return has an id made of what it says, so that the same figure is the same one in
whatever file it comes. Where a later folder has it under an id of its own, that one counts.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from vtdash.model.datasets import Bilingual
from vtdash.model.errors import CatalogueError
from vtdash.reference.catalogue import Catalogue
from vtdash.reference.check import FIGURE_COLUMNS
from vtdash.reference.entries import Figure, FigureDecision, Source
from vtdash.reference.load import fingerprint, load_catalogue
from vtdash.reference.parse_definitions import documents
from vtdash.reference.parse_register import DECISIONS, parse_figures, parse_sources
from vtdash.reference.read import Collector, Row

FigureRow = Mapping[str, str]
"""One figure of a return: a value for each of ``ADDED_COLUMNS``."""

_SOURCE = {
    "publisher": "source_publisher",
    "kind": "source_kind",
    "title": "source_title",
    "url": "source_url",
    "published_date": "source_date",
}
_DOCUMENT = ("document_en", "document_kind", "document_date")
ADDED_COLUMNS = (*FIGURE_COLUMNS, *_SOURCE.values(), *_DOCUMENT)
"""The register's columns of a figure, then what is to be known of its page and document."""

_OWN = ("indicator_id", "territory", "area_name", "level", "breakdown", "period", "recurrence",
        "unit", "status", "qualifier", "value_low", "value_high", "source_url")  # fmt: skip
"""What tells a figure from others: what it speaks of, its value, and the page."""

_PRIMARY = frozenset({"decision", "statistics", "report"})
"""Kinds of documents of bodies that answer for their numbers."""

_GROWING = ("figures.csv", "sources.csv", "terms.csv", "documents.csv", DECISIONS)
"""Files of the folder that gain rows."""


@dataclass(frozen=True)
class Growth:
    """What a register gains: rows by file, in the file's columns.

    ``there``: id of a figure that was given -> the id under which the register has it already.
    """

    rows: Mapping[str, Sequence[Mapping[str, str]]]
    there: Mapping[str, str]
    decisions: tuple[FigureDecision, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the figures that are new."""
        return tuple(row["figure_id"] for row in self.rows["figures.csv"])


def page_key(url: str) -> str:
    """Return an address without what does not tell pages apart.

    >>> page_key("https://Example.vn/a/#top")
    'https://example.vn/a'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address at all, which is another check's to tell
        return url.strip()
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"


def added_id(row: FigureRow) -> str:
    """Return the id of a figure of a return: the same for the same figure of the same page."""
    return "P" + _digest("\n".join(_key(row)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def _key(row: FigureRow) -> tuple[str, ...]:
    said = {**row, "level": row["level"] or "all", "source_url": page_key(row["source_url"])}
    return tuple(said[name] for name in _OWN)


def number_text(value: float | None) -> str:
    """Return a number as the register writes it, blank for none."""
    return "" if value is None else f"{value:.15g}"


def _key_of(figure: Figure, sources: Mapping[str, Source]) -> tuple[str, ...]:
    numbers = {n: number_text(getattr(figure, n)) for n in ("value_low", "value_high")}
    said = {**vars(figure), **numbers, "source_url": sources[figure.source_id].url}
    return _key(said)


def growth(
    base: Catalogue, given: Iterable[FigureRow], decisions: Iterable[FigureDecision] = ()
) -> Growth:
    """Return what a register gains by figures of returns, each once, and by what was decided.

    A decision on figures that are no longer there is left out.
    """
    known = {_key_of(figure, base.sources): figure.figure_id for figure in base.figures}
    pages = {page_key(source.url): source.source_id for source in base.sources.values()}
    names = {key for kind, key in base.terms if kind == "document"}
    rows: dict[str, list[Mapping[str, str]]] = {name: [] for name in _GROWING}
    there: dict[str, str] = {}
    for row in given:
        key, own = _key(row), added_id(row)
        if key in known:
            if known[key] != own:
                there[own] = known[key]
            continue
        known[key] = own
        page = page_key(row["source_url"])
        if page not in pages:
            pages[page] = f"PS{_digest(page)}"
            rows["sources.csv"].append(_source(row, pages[page]))
        if row["document"] and row["document"] not in names:
            names.add(row["document"])
            rows["terms.csv"].append(_term(row))
            rows["documents.csv"].append(_document(row))
        figure = {name: row[name] for name in FIGURE_COLUMNS}
        rows["figures.csv"].append({**figure, "figure_id": own, "source_id": pages[page]})
    held = tuple(_held(decisions, there, set(known.values())))
    rows[DECISIONS] = [
        {"used": d.used, "instead_of": " ".join(d.instead_of), "why": d.why} for d in held
    ]
    return Growth(rows, there, held)


def _held(
    decisions: Iterable[FigureDecision], there: Mapping[str, str], known: set[str]
) -> Iterable[FigureDecision]:
    for decided in decisions:
        used = there.get(decided.used, decided.used)
        instead = tuple(n for each in decided.instead_of if (n := there.get(each, each)) in known)
        if instead and (not used or used in known):
            yield FigureDecision(used, instead, decided.why)


def _source(row: FigureRow, source_id: str) -> dict[str, str]:
    told = {name: row[column] for name, column in _SOURCE.items()}
    return {"source_id": source_id, "title_is_inferred": "no", **told}


def _term(row: FigureRow) -> dict[str, str]:
    names = {"name_vi": row["document"], "name_en": row["document_en"]}
    return {"kind": "document", "key": row["document"], **names}


def _document(row: FigureRow) -> dict[str, str]:
    kind = row["document_kind"]
    return {
        "document": row["document"],
        "kind": kind,
        "is_primary": "yes" if kind in _PRIMARY else "no",
        "scope": "",
        "issued": row["document_date"],
        "not_before": "",
    }


def grown(base: Catalogue, gained: Growth, place: Callable[[str], str]) -> Catalogue:
    """Return the catalogue with what a return adds, checked as a folder would be.

    ``place``: id of a figure -> the row in which it stands. Raises ``CatalogueError`` with what
    does not hold, by that row and the register's column.
    """
    collector = Collector()

    def rows(name: str, of: Callable[[Mapping[str, str]], str]) -> list[Row]:
        return [Row(name, of(row), dict(row), collector) for row in gained.rows[name]]

    first: dict[str, str] = {}
    for figure in gained.rows["figures.csv"]:
        for link in ("source_id", "document"):
            first.setdefault(figure[link], place(figure["figure_id"]))
    sources = rows("sources.csv", lambda row: first[row["source_id"]])
    terms = {
        ("document", row["key"]): Bilingual(row["name_vi"], row["name_en"])
        for row in gained.rows["terms.csv"]
    }
    parsed = documents(rows("documents.csv", lambda row: first[row["document"]]), base.codes, terms)
    bigger = replace(
        base,
        sources={**base.sources, **{s.source_id: s for s in parse_sources(sources, base.codes)}},
        terms={**base.terms, **terms},
        documents={**base.documents, **parsed},
        fingerprint=f"{base.fingerprint}+{_digest(repr(gained.rows))}",
    )
    figures = rows("figures.csv", lambda row: place(row["figure_id"]))
    earlier = [figure.figure_id for figure in base.figures]
    more = tuple(parse_figures(figures, bigger, earlier))
    if collector.problems:
        raise CatalogueError("Số liệu mới chưa vào danh mục được:",
                             "The new figures cannot enter the register:",
                             collector.problems)  # fmt: skip
    return replace(
        bigger, figures=(*base.figures, *more), decisions=(*base.decisions, *gained.decisions)
    )


@contextmanager
def grown_folder(
    folder: Path, given: Sequence[FigureRow], decisions: Sequence[FigureDecision] = ()
) -> Generator[Path]:
    """Yield a reference folder with the figures of returns; the folder itself where there are none.

    The copy is gone afterwards.
    """
    if not given:
        yield folder
        return
    gained = growth(load_catalogue(folder), given, decisions)
    lines = {name: _lines(folder / name, gained.rows[name]) for name in _GROWING}
    with longer_folder(folder, lines) as copy:
        yield copy


@contextmanager
def longer_folder(folder: Path, lines: Mapping[str, str]) -> Generator[Path]:
    """Yield a copy of a reference folder whose files have more lines: name of a file -> its own.

    The copy is gone afterwards.
    """
    with tempfile.TemporaryDirectory() as made:
        copy = Path(shutil.copytree(folder, Path(made) / "reference"))
        for name, more in lines.items():
            (copy / name).write_text(longer(folder / name, more), "utf-8", newline="")
        yield copy


def longer(file: Path, lines: str) -> str:
    """Return the text of a file of the register with lines behind its own."""
    text = file.read_text("utf-8")
    return text + ("" if text.endswith("\n") else "\n") + lines


def _lines(file: Path, rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows as lines of a file of the register, in its columns."""
    written = io.StringIO(newline="")
    columns = next(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    csv.DictWriter(written, columns, lineterminator="\n").writerows(rows)
    return written.getvalue()


def grown_fingerprint(
    folder: Path, given: Sequence[FigureRow], decisions: Sequence[FigureDecision] = ()
) -> str:
    """Return the fingerprint of a reference folder with the figures of returns."""
    with grown_folder(folder, given, decisions) as copy:
        return fingerprint(copy)
