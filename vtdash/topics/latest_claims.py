"""Claims on the latest value of each place: of returns, or of what is published."""

from __future__ import annotations

from collections.abc import Iterable

from vtdash.model.codes import SUPPRESSED
from vtdash.model.observation import Observation
from vtdash.render.precision import decimals_of
from vtdash.rules.basis import is_computed
from vtdash.rules.statistics import overlap, survey_rate
from vtdash.text.language import in_brackets, opened
from vtdash.topics import newest
from vtdash.topics.claims import as_sentence, beside, has_estimate, nothing, said_value
from vtdash.topics.view import Rows, View

_COMPARED = 2
"""Of so many places at most a sentence has room for the year before."""


def latest(view: View, rows: Rows) -> str:
    """Say each city's newest value of returns and what it was a year before, or that none is."""
    found = newest.of_returns(view, rows)
    if not found:
        return _no_return(view, rows)
    said = _dated(view, found, rows)
    if len(said) == len(found) <= _COMPARED:
        said = [with_course(view, words, rows, row) for words, row in zip(said, found, strict=True)]
    return as_sentence(said)


def with_course(view: View, said: str, rows: Rows, row: Observation) -> str:
    """Add whether the value is higher or lower than that of the year before, and that value.

    A part of a year is held against the same quarters.
    Nothing is added where an estimate by area is one of the two, and no direction where chance
    may explain a difference of two surveys.
    """
    before = newest.year_before(view, rows, row)
    if before is None or before.value is None or row.value is None or has_estimate((row, before)):
        return said
    decimals = min(1, decimals_of(row))
    now, then = round(row.value, decimals), round(before.value, decimals)
    words = {"said": said, "before": said_value(view.names, before, has_unit=False)}
    if row.period != str(row.year):
        return _same_time(view, said, words["before"], now - then)
    if row.survey and overlap(survey_rate(row, row.period), survey_rate(before, before.period)):
        return view.text("{said}, not clearly different from {before}", **words)
    if now == then:
        return view.text("{said}, as the year before", said=said)
    if now > then:
        return view.text("{said}, up from {before}", **words)
    return view.text("{said}, down from {before}", **words)


def _same_time(view: View, said: str, before: str, change: float) -> str:
    """Add how a part of a year stands against the same quarters of the year before."""
    text = view.text
    if not change:
        return text("{said}, the same as a year earlier", said=said)
    if change > 0:
        return text("{said}, up from {before} a year earlier", said=said, before=before)
    return text("{said}, down from {before} a year earlier", said=said, before=before)


def latest_published(view: View, rows: Rows) -> str:
    """Say each city's newest published observation; without any, that there is none."""
    if not rows:
        return view.text("Nothing is published for whole cities on this indicator.")
    found = newest.of_register(view, rows)
    if not found and any(is_computed(row, view.catalogue) for row in rows):
        return view.text(
            "Nothing observed is published; what is shown is this dashboard's own computation."
        )
    spans = "; ".join(_dated(view, newest.of_spans(view, rows, found)))
    if not found:
        return _no_year(view, spans)
    said = view.text("Latest published – {values}.", values="; ".join(_dated(view, found)))
    if not spans:
        return said
    return f"{said} {view.text('Newer, of several years together – {values}.', values=spans)}"


def _no_year(view: View, spans: str) -> str:
    if not spans:
        return view.text("Only targets and plans are published; nothing observed.")
    return view.text(
        "Of single years only targets and plans are published. Of several years "
        "together – {values}.",
        values=spans,
    )


def _no_return(view: View, rows: Rows) -> str:
    if not any(row.is_published for row in rows):
        return nothing(view, rows)
    if any(row.value_note == SUPPRESSED for row in rows):
        said = nothing(view, rows)
    else:
        said = view.text("No return has been loaded for this choice; only published figures show.")
    return f"{said} {latest_published(view, rows)}" if newest.of_register(view, rows) else said


def _dated(view: View, found: Rows, rows: Rows = ()) -> list[str]:
    """Return what each row speaks of, its value and its period; what is said twice is said once.

    ``rows``: those among which the city's value beside that of a choice is looked for.
    """
    mixed = len({row.data_status for row in found}) > 1
    said = (
        view.text(
            "{place}: {value} ({period})",
            place=view.names.subject(row),
            value=said_value(view.names, row),
            period="; ".join(_circumstances(view, row, rows, mixed=mixed)),
        )
        for row in found
    )
    return list(dict.fromkeys(said))


def _circumstances(view: View, row: Observation, rows: Rows, *, mixed: bool) -> Iterable[str]:
    """Yield the period, the kind of data where there are several, who reported, and the city."""
    yield in_brackets(view.names.period(row))
    if mixed:
        yield view.names.data_status(row)
    if coverage := view.names.coverage(row):
        yield coverage
    if city := newest.behind(rows, row):
        yield opened(beside(view, city))
