"""Two published series side by side: their values in words, and what may be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from vtdash.judgement.basis import is_computed
from vtdash.judgement.comparability import Verdict
from vtdash.judgement.published import difference, is_before_its_territory, is_undecided
from vtdash.language import in_brackets
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.headlines import Headline
from vtdash.provenance import published_fact


@dataclass(frozen=True)
class Comparison:
    """Two published series, the verdict on them, and their values to be read side by side."""

    first: str
    second: str
    one: Rows
    other: Rows
    verdict: Verdict
    pair: tuple[Observation, Observation]

    @property
    def is_same(self) -> bool:
        """Whether the reader has chosen one series twice."""
        return self.first == self.second


def claim(desk: Desk, found: Comparison) -> str:
    """Return what the verdict lets a reader do, in one sentence."""
    text = desk.text
    if found.is_same:
        return text("The same series stands on both sides. Choose two different ones.")
    if found.verdict.is_allowed and _is_too_early(desk, found):
        return text("The two may share an axis, together with the reasons below. No difference is "
                    "given.")  # fmt: skip
    return {
        "comparable": text("The two may share an axis and a ranking, and their difference may be "
                           "said."),
        "with_care": text("The two may share an axis, and their difference may be said together "
                          "with the reasons below."),
        "not_comparable": text("The two stand on axes of their own. No rank and no difference is "
                               "given."),
    }[found.verdict.level]  # fmt: skip


def _is_too_early(desk: Desk, found: Comparison) -> bool:
    return any(is_before_its_territory(row, desk.catalogue) for row in found.pair)


def values(desk: Desk, found: Comparison) -> str:
    """Say the two values, and their difference where there is one to say."""
    one, other = found.pair
    said = [_value(desk, row) for row in ((one,) if found.is_same else (one, other))]
    listed = f"{'; '.join(said)}."
    return listed if found.is_same else f"{listed} {_difference(desk, found)}"


def _value(desk: Desk, row: Observation) -> str:
    names = desk.names
    kind = [names.data_status(row)] if is_computed(row, desk.catalogue) else []
    period = "; ".join([in_brackets(names.period(row)), *kind])
    return desk.text("{place}: {value} ({period})", place=names.territory(row.territory),
                     value=_said(desk, row), period=period)  # fmt: skip


def _said(desk: Desk, row: Observation) -> str:
    return desk.text("the sources disagree") if is_undecided(row) else desk.names.value(row)


def _difference(desk: Desk, found: Comparison) -> str:
    text = desk.text
    size = _size(desk, found)
    if size is None:
        return _why_none(desk, found)
    if found.verdict.reasons:
        return text("Difference, to be taken with care: {size}.", size=size)
    return text("Difference: {size}.", size=size)


def _why_none(desk: Desk, found: Comparison) -> str:
    text = desk.text
    if not found.verdict.is_allowed:
        return text("No difference is given: the two are not comparable.")
    if any(map(is_undecided, found.pair)):
        return text("No difference is given: the sources disagree on a value.")
    if _is_too_early(desk, found):
        return text("No difference is given: this dashboard computed a value for a territory that "
                    "did not exist then.")  # fmt: skip
    return text("No difference is given: a range, a bound or an 'about' has no exact one.")


def _size(desk: Desk, found: Comparison) -> str | None:
    """Return the difference without its sign: which is larger stands in the values themselves."""
    one, other = found.pair
    step = difference(one, other, desk.catalogue)
    if step is None or found.is_same or not found.verdict.is_allowed:
        return None
    unit = "percent_points" if one.unit == "percent" else one.unit
    size = round(abs(step), 4)
    return desk.text.quantity(size, size, "exact", desk.names.unit(unit))


def headlines(desk: Desk, found: Comparison, answer: Panel) -> list[Headline]:
    """Return the two values, and their difference where there may be one."""
    rows = found.pair[:1] if found.is_same else found.pair
    shown = [_headline(desk, row, answer.id) for row in rows]
    size = _size(desk, found)
    if size is None:
        return shown
    verdict = desk.names.code("verdict", found.verdict.level)
    return [*shown, Headline(desk.text("Difference"), size, verdict, answer.id)]


def _headline(desk: Desk, row: Observation, panel_id: str) -> Headline:
    names = desk.names
    if is_undecided(row):
        parts = names.territory(row.territory), names.period(row), names.code("status", row.status)
        return Headline(names.indicator(row.indicator_id), _said(desk, row), " · ".join(parts),
                        panel_id)  # fmt: skip
    fact = published_fact(names, row)
    return Headline(fact.indicator, fact.value, fact.label, panel_id, source=fact.source,
                    figure_id=fact.figure_id)  # fmt: skip
