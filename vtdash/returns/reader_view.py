"""What readers see of returns: before and after a publish, and where they find it."""

from __future__ import annotations

from collections.abc import Iterator

from vtdash.model.codes import AreaLevel, DataStatus
from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.store import DatasetPreview, PeriodPreview
from vtdash.text.language import Text


def seen_sentences(change: DatasetPreview, catalogue: Catalogue, text: Text) -> Iterator[str]:
    """Yield for each city and period what readers see today and what they will see instead."""
    for seen in change.seen:
        before, values = seen.before, _values(change.dataset, seen, catalogue, text)
        if before is None:
            yield text("{what}: nothing so far; {after} {unit} {reported} come.", **values)
        elif before.data_status == DataStatus.SAMPLE:
            yield text(
                "{what}: {before} generated {unit} (sample data) go; {after} {reported} come.",
                **values,
            )
        else:
            yield text(
                "{what}: {after} {unit} instead of {before}, {reported} (so far {areas}).",
                areas=text.number(before.areas),
                **values,
            )


def published_sentence(
    dataset: str, seen: PeriodPreview, page: str, catalogue: Catalogue, text: Text
) -> str:
    """Return what now stands on a page, after the publish that ``seen`` foretold."""
    values = _values(dataset, seen, catalogue, text)
    return text("Now on {page}: {where}: {after} {unit} {reported}.", page=page, **values)


def _values(dataset: str, seen: PeriodPreview, catalogue: Catalogue, text: Text) -> dict[str, str]:
    city = text.name(catalogue.code("city", seen.city).name)
    where = f"{city}, {text.period(seen.period)}"
    return {
        "what": f"{text.name(DATASETS[dataset].title)}, {where}",
        "where": where,
        "unit": text.name(catalogue.code("unit", seen.unit).name),
        "before": text.number(seen.before.total) if seen.before else "",
        "after": text.number(seen.after.total),
        "reported": _reported(seen, text),
    }


def _reported(seen: PeriodPreview, text: Text) -> str:
    """Return by how many of the expected areas a sum was reported."""
    n, expected = text.number(seen.after.areas), text.number(seen.expected)
    if seen.level == AreaLevel.COMMUNE:
        return text("reported by {n} of {all} commune-level units", n=n, all=expected)
    return text("reported by {n} of {all} districts", n=n, all=expected)
