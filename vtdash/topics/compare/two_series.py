"""Two published series side by side: their values in words, and what may be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.model.observation import Observation
from vtdash.render.panel import Panel, published_fact
from vtdash.rules.basis import is_computed
from vtdash.rules.comparability import Verdict
from vtdash.text.language import in_brackets
from vtdash.topics.compare.published_series import (
    SeriesKey,
    exact_difference,
    is_before_its_territory,
    is_undecided,
)
from vtdash.topics.headlines import Headline
from vtdash.topics.view import Rows, View


@dataclass(frozen=True)
class SeriesComparison:
    """Two published series, the verdict on them, and their values to be read side by side."""

    first: SeriesKey
    second: SeriesKey
    one: Rows
    other: Rows
    verdict: Verdict
    pair: tuple[Observation, Observation]

    @property
    def is_same(self) -> bool:
        """Whether the reader has chosen one series twice."""
        return self.first == self.second


def claim(view: View, found: SeriesComparison) -> str:
    """Return what the verdict lets a reader do, in one sentence."""
    text = view.text
    if found.is_same:
        return text("The same series stands on both sides. Choose two different ones.")
    if found.verdict.is_allowed and _is_too_early(view, found):
        return text(
            "The two may share an axis, together with the reasons below. No difference is given."
        )
    return {
        "comparable": text(
            "The two may share an axis and a ranking, and their difference may be said."
        ),
        "with_care": text(
            "The two may share an axis, and their difference may be said together "
            "with the reasons below."
        ),
        "not_comparable": text(
            "The two stand on axes of their own. No rank and no difference is given."
        ),
    }[found.verdict.level]


def _is_too_early(view: View, found: SeriesComparison) -> bool:
    return any(is_before_its_territory(row, view.catalogue) for row in found.pair)


def values(view: View, found: SeriesComparison) -> str:
    """Say the two values, and their difference where there is one to say."""
    one, other = found.pair
    said = [_value(view, row) for row in ((one,) if found.is_same else (one, other))]
    listed = f"{'; '.join(said)}."
    return listed if found.is_same else f"{listed} {_difference(view, found)}"


def _value(view: View, row: Observation) -> str:
    names = view.names
    kind = [names.data_status(row)] if is_computed(row, view.catalogue) else []
    period = "; ".join([in_brackets(names.period(row)), *kind])
    return view.text(
        "{place}: {value} ({period})",
        place=names.territory(row.territory),
        value=_said(view, row),
        period=period,
    )


def _said(view: View, row: Observation) -> str:
    return view.text("the sources disagree") if is_undecided(row) else view.names.value(row)


def _difference(view: View, found: SeriesComparison) -> str:
    text = view.text
    size = _size(view, found)
    if size is None:
        return _why_none(view, found)
    if found.verdict.reasons:
        return text("Difference, to be taken with care: {size}.", size=size)
    return text("Difference: {size}.", size=size)


def _why_none(view: View, found: SeriesComparison) -> str:
    text = view.text
    if not found.verdict.is_allowed:
        return text("No difference is given: the two are not comparable.")
    if any(map(is_undecided, found.pair)):
        return text("No difference is given: the sources disagree on a value.")
    if _is_too_early(view, found):
        return text(
            "No difference is given: this dashboard computed a value for a territory that "
            "did not exist then."
        )
    return text("No difference is given: a range, a bound or an 'about' has no exact one.")


def _size(view: View, found: SeriesComparison) -> str | None:
    """Return the difference without its sign: which is larger stands in the values themselves."""
    one, other = found.pair
    step = exact_difference(one, other, view.catalogue)
    if step is None or found.is_same or not found.verdict.is_allowed:
        return None
    size = round(abs(step), 4)
    return view.text.amount(size, view.names.unit(one.step_unit))


def series_headlines(view: View, found: SeriesComparison, answer: Panel) -> list[Headline]:
    """Return the two values, and their difference where there may be one."""
    rows = found.pair[:1] if found.is_same else found.pair
    shown = [_headline(view, row, answer.id) for row in rows]
    size = _size(view, found)
    if size is None:
        return shown
    verdict = view.names.code("verdict", found.verdict.level)
    return [*shown, Headline(view.text("Difference"), size, verdict, answer.id)]


def _headline(view: View, row: Observation, panel_id: str) -> Headline:
    names = view.names
    if is_undecided(row):
        parts = names.territory(row.territory), names.period(row), names.code("status", row.status)
        return Headline(
            names.indicator(row.indicator_id), _said(view, row), " · ".join(parts), panel_id
        )
    fact = published_fact(names, row)
    return Headline(
        fact.indicator,
        fact.value,
        fact.label,
        panel_id,
        figure_id=fact.figure_id,
    )
