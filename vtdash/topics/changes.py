"""What changed between two snapshots: in sentences, as rows of a table, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vtdash.model.datasets import DATASETS
from vtdash.reference import Catalogue, Figure
from vtdash.render.names import Names
from vtdash.render.table import write_csv
from vtdash.store.definition_difference import Listed
from vtdash.store.snapshot_difference import MAIN, Difference, Moved, Part
from vtdash.text.language import LANGUAGES, Text, in_vietnam

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

Row = dict[str, str]


def without_sample(found: Difference) -> Difference:
    """Return the difference as a reader sees it who has hidden the sample."""
    return replace(
        found,
        parts=tuple(part for part in found.parts if part.data_status != SAMPLE),
        totals=tuple(total for total in found.totals if total.data_status != SAMPLE),
    )


def has_sample(found: Difference) -> bool:
    """Return whether sample data is among what changed."""
    return any(part.data_status == SAMPLE for part in found.parts)


def sentences(names: Names, found: Difference) -> tuple[str, ...]:
    """Return what changed, one sentence each; one that says so where nothing did."""
    text = names.text
    if found.is_data_same:
        return (
            text("Only the program changed; numbers and definitions are the same.")
            if found.is_other_program
            else text("Nothing changed: numbers and definitions are the same."),
        )
    return (
        *(_part(names, part) for part in found.parts),
        *_figures(text, found.definitions.figures),
        *_indicators(names, found.definitions.indicators),
        *_sources(text, found.definitions.sources),
        *_others(text, found),
    )


def _part(names: Names, part: Part) -> str:
    text = names.text
    status = names.code("data_status", part.data_status)
    dataset, city = names.code("dataset", part.dataset), names.code("city", part.city)
    what = f"{dataset}, {city} ({status})"
    said = [_total(names, part, what)]
    if part.before is None or part.after is None:
        return said[0]
    if part.came:
        said.append(
            text.plural(
                "{n} period was added: {periods}.",
                "{n} periods were added: {periods}.",
                len(part.came),
                periods=_periods(text, part.came),
            )
        )
    if part.went:
        said.append(
            text.plural(
                "{n} period is no longer there: {periods}.",
                "{n} periods are no longer there: {periods}.",
                len(part.went),
                periods=_periods(text, part.went),
            )
        )
    return " ".join(said)


def _total(names: Names, part: Part, what: str) -> str:
    text = names.text
    dataset = DATASETS[part.dataset]
    unit = names.code("unit", dataset.column(MAIN[part.dataset]).unit)
    if part.before is None or part.after is None:
        return _whole(text, part, what, unit)
    before, after = text.number(part.before), text.number(part.after)
    if part.after > part.before:
        return text(
            "{what}: the total rose from {before} to {after} ({unit}).",
            what=what,
            before=before,
            after=after,
            unit=unit,
        )
    if part.after < part.before:
        return text(
            "{what}: the total fell from {before} to {after} ({unit}).",
            what=what,
            before=before,
            after=after,
            unit=unit,
        )
    return text(
        "{what}: the total stays {total} ({unit}), but details changed.",
        what=what,
        total=after,
        unit=unit,
    )


def _whole(text: Text, part: Part, what: str, unit: str) -> str:
    """Say that a city's data of this kind came as a whole, or went."""
    if part.after is not None:
        return text(
            "{what}: new, with a total of {total} ({unit}), for {periods}.",
            what=what,
            total=text.number(part.after),
            unit=unit,
            periods=_periods(text, part.came),
        )
    return text(
        "{what}: no longer there. The total was {total} ({unit}).",
        what=what,
        total=text.number(part.before or 0),
        unit=unit,
    )


def _periods(text: Text, periods: Sequence[str]) -> str:
    """Return the newest periods by name, in order of time, and count the older ones."""
    return _few(text, [text.period(period) for period in sorted(periods, reverse=True)])


def _few(text: Text, names: Sequence[str]) -> str:
    left = len(names) - NAMED
    more = [text.plural("{n} more", "{n} more", left)] if left > 0 else []
    return text.items([*names[:NAMED], *more])


def _figures(text: Text, figures: Listed) -> Iterator[str]:
    if n := len(figures.added):
        yield text.plural("{n} published figure was added.", "{n} published figures were added.", n)
    if n := len(figures.removed):
        yield text.plural(
            "{n} published figure was taken out.", "{n} published figures were taken out.", n
        )
    if n := len(figures.changed):
        yield text.plural(
            "{n} published figure was corrected.", "{n} published figures were corrected.", n
        )


def _indicators(names: Names, indicators: Listed) -> Iterator[str]:
    text = names.text
    if ids := indicators.added:
        yield text.plural(
            "{n} indicator was added: {names}.",
            "{n} indicators were added: {names}.",
            len(ids),
            names=_few(text, _titles(names, ids)),
        )
    if ids := indicators.removed:
        yield text.plural(
            "{n} indicator was taken out: {names}.",
            "{n} indicators were taken out: {names}.",
            len(ids),
            names=_few(text, _titles(names, ids)),
        )
    if ids := indicators.changed:
        yield text.plural(
            "The definition of {n} indicator changed: {names}.",
            "The definitions of {n} indicators changed: {names}.",
            len(ids),
            names=_few(text, _titles(names, ids)),
        )


def _sources(text: Text, sources: Listed) -> Iterator[str]:
    if n := len(sources.added):
        yield text.plural("{n} source was added.", "{n} sources were added.", n)
    if n := len(sources.removed):
        yield text.plural("{n} source was taken out.", "{n} sources were taken out.", n)
    if n := len(sources.changed):
        yield text.plural(
            "The entry of {n} source changed.", "The entries of {n} sources changed.", n
        )


def _others(text: Text, found: Difference) -> Iterator[str]:
    if found.definitions.is_other:
        yield text("Other definitions changed, such as names, places, tasks or documents.")
    if found.is_other_program:
        yield text("The program that builds the data changed as well.")


def totals(names: Names, found: Difference) -> list[Row]:
    """Return the totals that changed as rows of a table, in the reader's language."""
    text = names.text
    return [
        {
            text("Dataset"): names.code("dataset", total.dataset),
            text("Data status"): names.code("data_status", total.data_status),
            text("City"): names.code("city", total.city),
            text("Year"): str(total.year),
            text("Measure"): text.name(DATASETS[total.dataset].column(total.column).meaning),
            text("Before"): _amount(text, total.before),
            text("After"): _amount(text, total.after),
            text("Difference"): _signed(text, _change(total)),
        }
        for total in found.totals
    ]


def _amount(text: Text, value: float | None) -> str:
    return text("not in the data") if value is None else text.number(value)


def _signed(text: Text, value: float | None) -> str:
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−'}{text.number(abs(value))}"


def _change(total: Moved) -> float | None:
    if total.before is None or total.after is None:
        return None
    return round(total.after - total.before, 3)


def figures(names: Names, found: Difference) -> list[Row]:
    """Return figures that were added, taken out or corrected as rows of a table.

    One that the snapshot in force does not hold goes by its number alone.
    """
    text, definitions = names.text, found.definitions
    known = {figure.figure_id: figure for figure in names.catalogue.figures}
    whole = [
        *((key, text("added")) for key in definitions.figures.added),
        *((key, text("taken out")) for key in definitions.figures.removed),
    ]
    return [
        *(_figure(names, key, known, [action, "", ""]) for key, action in whole),
        *(
            _figure(
                names,
                edit.figure_id,
                known,
                [
                    text("corrected: {field}", field=_field(text, edit.field)),
                    edit.before,
                    edit.after,
                ],
            )
            for edit in definitions.edits
        ),
    ]


def _figure(names: Names, key: str, known: dict[str, Figure], cells: Sequence[str]) -> Row:
    text, figure = names.text, known.get(key)
    said = ""
    if figure:
        value = names.figure_value(key)
        place = names.territory(figure.territory)
        said = f"{names.indicator(figure.indicator_id)}, {place}, {text.period(figure.period)}"
        said += f": {value}"
    what, before, after = cells
    return {
        text("Figure"): key,
        text("What it says now"): said,
        text("What was done"): what,
        text("Before"): before,
        text("After"): after,
    }


def _field(text: Text, name: str) -> str:
    """Return what a column of the register is called; a rare one goes by its own name."""
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
    }.get(name, name)


def _titles(names: Names, ids: Iterable[str]) -> list[str]:
    known = names.catalogue.indicators
    return [names.indicator(key) if key in known else key for key in ids]


def totals_csv(found: Difference, catalogue: Catalogue) -> bytes:
    """Return the totals that changed in ``CSV_COLUMNS``, the same in both languages."""
    both = {language: Names(catalogue, Text(language)) for language in LANGUAGES}
    return write_csv(CSV_COLUMNS, (_record(total, found, both) for total in found.totals))


def file_name(found: Difference) -> str:
    """Return the name of the file: the days of both snapshots, and a mark where it has sample."""
    before, after = (in_vietnam(at).date() for at in (found.created_before, found.created_after))
    return f"vtdash_changes_{before}_{after}{'_SAMPLE-DATA' if has_sample(found) else ''}.csv"


def _record(total: Moved, found: Difference, both: dict[str, Names]) -> dict[str, object]:
    column = DATASETS[total.dataset].column(total.column)
    record: dict[str, object] = {
        "dataset": total.dataset,
        "data_status": total.data_status,
        "city": total.city,
        "year": total.year,
        "measure": total.column,
        "unit": column.unit,
        "before": total.before,
        "after": total.after,
        "difference": _change(total),
        "snapshot_before": found.created_before,
        "snapshot_after": found.created_after,
    }
    for language, names in both.items():
        record |= {
            f"dataset_{language}": names.code("dataset", total.dataset),
            f"city_{language}": names.code("city", total.city),
            f"measure_{language}": names.text.name(column.meaning),
        }
    return record
