"""What changed between two snapshots: in sentences, as rows of a table, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue
from vtdash.render.csv_file import write_csv
from vtdash.render.names import Names
from vtdash.store.difference import (
    MAIN,
    CityChange,
    DefinitionChanges,
    EntryChanges,
    SnapshotDifference,
    TotalChange,
)
from vtdash.text.language import LANGUAGES, Text, in_vietnam
from vtdash.topics.small_changes import is_small

SAMPLE = "sample"
NAMED = 6
"""Names and periods that a sentence lists; the rest is counted."""

CSV_COLUMNS = (
    "dataset",
    "dataset_vi",
    "dataset_en",
    "data_status",
    "city",
    "city_vi",
    "city_en",
    "year",
    "measure",
    "measure_vi",
    "measure_en",
    "unit",
    "before",
    "after",
    "difference",
    "snapshot_before",
    "snapshot_after",
)


def without_sample(found: SnapshotDifference) -> SnapshotDifference:
    """Return the difference as a reader sees it who has hidden the sample."""
    return replace(
        found,
        cities=tuple(city for city in found.cities if city.data_status != SAMPLE),
        totals=tuple(total for total in found.totals if total.data_status != SAMPLE),
    )


def has_sample(found: SnapshotDifference) -> bool:
    """Return whether sample data is among what changed."""
    return any(city.data_status == SAMPLE for city in found.cities)


def change_sentences(names: Names, found: SnapshotDifference) -> tuple[str, ...]:
    """Return what changed, one sentence each; one that says so where nothing did."""
    text = names.text
    if found.is_data_same:
        same = text("Nothing changed: numbers and definitions are the same.")
        program = text("Only the program changed; numbers and definitions are the same.")
        return (program if found.is_other_program else same,)
    said, defined = [" ".join(_city(names, city)) for city in found.cities], found.definitions
    said += _figures(text, defined.figures)
    said += _indicators(names, defined.indicators)
    said += _sources(text, defined.sources)
    if defined.is_other:
        said.append(text("Other definitions changed, such as names, places, tasks or documents."))
    if found.is_other_program:
        said.append(text("The program that builds the data changed as well."))
    return tuple(said)


def _city(names: Names, city: CityChange) -> Iterator[str]:
    text = names.text
    yield _main_total(names, city)
    if city.before is None or city.after is None:
        return
    if city.added:
        yield text.plural(
            "{n} period was added: {periods}.",
            "{n} periods were added: {periods}.",
            len(city.added),
            periods=_periods(text, city.added),
        )
    if city.removed:
        yield text.plural(
            "{n} period is no longer there: {periods}.",
            "{n} periods are no longer there: {periods}.",
            len(city.removed),
            periods=_periods(text, city.removed),
        )


def _main_total(names: Names, city: CityChange) -> str:
    text = names.text
    status = names.code("data_status", city.data_status)
    dataset, place = names.code("dataset", city.dataset), names.code("city", city.city)
    unit = DATASETS[city.dataset].column(MAIN[city.dataset]).unit
    values = {
        "what": f"{dataset}, {place} ({status})",
        "before": text.number(city.before or 0),
        "after": text.number(city.after or 0),
        "total": text.number((city.before if city.after is None else city.after) or 0),
        "unit": names.code("unit", unit),
        "periods": _periods(text, city.added),
    }
    if city.before is None:
        return text("{what}: new, with a total of {total} ({unit}), for {periods}.", **values)
    least = names.catalogue.smallest_count
    if is_small(city.dataset, city.before, city.after, least):
        return text(
            "{what}: the total changed by fewer than {least} ({unit}).", **values, least=least
        )
    if city.after is None:
        return text("{what}: no longer there. The total was {total} ({unit}).", **values)
    if city.after > city.before:
        return text("{what}: the total rose from {before} to {after} ({unit}).", **values)
    if city.after < city.before:
        return text("{what}: the total fell from {before} to {after} ({unit}).", **values)
    return text("{what}: the total stays {total} ({unit}), but details changed.", **values)


def _periods(text: Text, periods: Sequence[str]) -> str:
    """Return the newest periods by name, in order of time, and count the older ones."""
    return text.items([text.period(period) for period in sorted(periods, reverse=True)], NAMED)


def _figures(text: Text, figures: EntryChanges) -> Iterator[str]:
    plural = text.plural
    if n := len(figures.added):
        yield plural("{n} published figure was added.", "{n} published figures were added.", n)
    if n := len(figures.removed):
        yield plural(
            "{n} published figure was taken out.", "{n} published figures were taken out.", n
        )
    if n := len(figures.changed):
        yield plural(
            "{n} published figure was corrected.", "{n} published figures were corrected.", n
        )


def _indicators(names: Names, indicators: EntryChanges) -> Iterator[str]:
    text, titles = names.text, names.catalogue.indicators

    def named(ids: Sequence[str]) -> str:
        listed = [names.indicator(key) if key in titles else key for key in ids]
        return text.items(listed, NAMED)

    if ids := indicators.added:
        yield text.plural(
            "{n} indicator was added: {names}.",
            "{n} indicators were added: {names}.",
            len(ids),
            names=named(ids),
        )
    if ids := indicators.removed:
        yield text.plural(
            "{n} indicator was taken out: {names}.",
            "{n} indicators were taken out: {names}.",
            len(ids),
            names=named(ids),
        )
    if ids := indicators.changed:
        yield text.plural(
            "The definition of {n} indicator changed: {names}.",
            "The definitions of {n} indicators changed: {names}.",
            len(ids),
            names=named(ids),
        )


def _sources(text: Text, sources: EntryChanges) -> Iterator[str]:
    if n := len(sources.added):
        yield text.plural("{n} source was added.", "{n} sources were added.", n)
    if n := len(sources.removed):
        yield text.plural("{n} source was taken out.", "{n} sources were taken out.", n)
    if n := len(sources.changed):
        yield text.plural(
            "The entry of {n} source changed.", "The entries of {n} sources changed.", n
        )


def total_rows(
    names: Names, totals: Iterable[TotalChange], *, of_one_dataset: bool
) -> list[dict[str, str]]:
    """Return the totals that changed as rows of a table, in the reader's language."""
    text = names.text
    left_out = {text("Dataset"), text("Data status")} if of_one_dataset else set[str]()
    rows = [
        {
            text("Dataset"): names.code("dataset", total.dataset),
            text("Data status"): names.code("data_status", total.data_status),
            text("City"): names.code("city", total.city),
            text("Year"): str(total.year),
            text("Measure"): text.name(DATASETS[total.dataset].column(total.column).meaning),
            text("Before"): _amount(text, total.before),
            text("After"): _amount(text, total.after),
            text("Difference"): "" if total.change is None else text.signed(total.change),
        }
        for total in totals
        if total.is_changed
    ]
    return [{title: row[title] for title in row if title not in left_out} for row in rows]


def _amount(text: Text, value: float | None) -> str:
    return text("not in the data") if value is None else text.number(value)


def figure_rows(names: Names, definitions: DefinitionChanges) -> list[dict[str, str]]:
    """Return figures that were added, taken out or corrected as rows of a table.

    Of one that the reader's snapshot does not hold only the number is given.
    """
    text, figures = names.text, definitions.figures
    rows = [_figure(names, key, text("added")) for key in figures.added]
    rows += [_figure(names, key, text("taken out")) for key in figures.removed]
    for edit in definitions.edits:
        done = text("corrected: {field}", field=_field(text, edit.field))
        rows.append(_figure(names, edit.figure_id, done, edit.before, edit.after))
    return rows


def _figure(names: Names, key: str, done: str, before: str = "", after: str = "") -> dict[str, str]:
    text, said = names.text, ""
    if figure := next((each for each in names.catalogue.figures if each.figure_id == key), None):
        place, period = names.territory(figure.territory), text.period(figure.period)
        what, value = names.indicator(figure.indicator_id), names.figure_value(key)
        said = f"{what}, {place}, {period}: {value}"
    return {
        text("Figure"): key,
        text("What it says now"): said,
        text("What was done"): done,
        text("Before"): before,
        text("After"): after,
    }


def _field(text: Text, name: str) -> str:
    """Return the title of a column of the register, or its name where it has none."""
    return {
        "indicator_id": text("Indicator"),
        "territory": text("Territory"),
        "city": text("City"),
        "area_name": text("Place"),
        "level": text("Level"),
        "breakdown": text("Group"),
        "period": text("Period"),
        "value_low": text("Lower value"),
        "value_high": text("Upper value"),
        "qualifier": text("How exact"),
        "unit": text("unit"),
        "status": text("Status"),
        "document": text("Document"),
        "source_id": text("Source"),
        "confidence": text("Confidence"),
        "note_vi": text("Note (Vietnamese)"),
        "note_en": text("Note (English)"),
        "computed_from": text("Computed from"),
    }.get(name, name)


def totals_csv(found: SnapshotDifference, catalogue: Catalogue) -> bytes:
    """Return the totals that changed in ``CSV_COLUMNS``, the same in both languages."""
    languages = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    return write_csv(CSV_COLUMNS, (_record(total, found, languages) for total in found.totals))


def file_name(found: SnapshotDifference) -> str:
    """Return the name of the file: the days of both snapshots, and a mark where it has sample."""
    before, after = (in_vietnam(at).date() for at in (found.created_before, found.created_after))
    return f"vtdash_changes_{before}_{after}{'_SAMPLE-DATA' if has_sample(found) else ''}.csv"


def _record(
    total: TotalChange, found: SnapshotDifference, languages: dict[str, Names]
) -> dict[str, object]:
    column = DATASETS[total.dataset].column(total.column)
    kept = ("dataset", "data_status", "city", "year", "before", "after")
    record: dict[str, object] = {name: getattr(total, name) for name in kept}
    record |= {"measure": total.column, "unit": column.unit, "difference": total.change}
    record |= {"snapshot_before": found.created_before, "snapshot_after": found.created_after}
    for language, names in languages.items():
        record |= {
            f"dataset_{language}": names.code("dataset", total.dataset),
            f"city_{language}": names.code("city", total.city),
            f"measure_{language}": names.text.name(column.meaning),
        }
    return record
