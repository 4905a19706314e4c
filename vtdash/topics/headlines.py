"""The few large numbers that a page begins with, taken from the rows of its own panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vtdash.model.codes import DataStatus, Qualifier, Recurrence, Status
from vtdash.model.observation import Observation
from vtdash.render.panel import Panel
from vtdash.render.precision import response
from vtdash.topics import newest
from vtdash.topics.claims import beside, is_whole_year, said_value
from vtdash.topics.sources.register_panels import unpublished
from vtdash.topics.targets.judged_targets import Judged
from vtdash.topics.targets.pace_words import aim, change, level_only, status
from vtdash.topics.tasks.ledger import numbered
from vtdash.topics.view import MOST_ON_ONE_AXIS, View

MOST = 4
"""More numbers than these would not be headlines."""


@dataclass(frozen=True)
class Headline:
    """One large number: what it is, of whom and when, and the panel that it comes from.

    A published number has the id of its figure, one computed from such the ids of those.
    """

    label: str
    value: str
    context: str
    panel_id: str
    is_sample: bool = False
    figure_id: str = ""
    computed_from: tuple[str, ...] = ()


def enrolment(view: View, by_year: Panel, rural: Panel, women: Panel) -> list[Headline]:
    """Return turns begun by city, rural workers against their target, the share of women."""
    text = view.text
    turns = latest_headline(view, by_year, text("Enrolments (course starts)"))
    shares = latest_headline(view, women, text("Share of women"))
    return _fitting(turns, _rural(view, rural), shares)


def _rural(view: View, rural: Panel) -> list[Headline]:
    """Return the rural workers trained in the territory for which a yearly target stands."""
    aims = [
        r for r in rural.rows if r.status == Status.TARGET and r.recurrence == Recurrence.ANNUAL
    ]
    if not aims:
        return []
    aim = max(aims, key=lambda row: row.year)
    own = replace(rural, rows=tuple(r for r in rural.rows if r.territory == aim.territory))
    return [
        replace(found, context=f"{found.context} · {_yearly(view, aim, row)}")
        for row, found in zip(
            newest.of_returns(view, own.rows) or (aim,),
            latest_headline(view, own, view.text("Rural workers trained")),
            strict=False,
        )
    ]


def _yearly(view: View, aim: Observation, row: Observation) -> str:
    """Say the target of a year; beside a part of one, that the two may not be compared."""
    target = view.names.value(aim)
    if is_whole_year(row):
        return view.text("target of each year: {target}", target=target)
    return view.text("not yet to be held against the target of a year, {target}", target=target)


def graduates(view: View, by_cohort: Panel, in_field: Panel) -> list[Headline]:
    """Return the employed rate and the share in their field of the latest cohort, by city."""
    text = view.text
    employed = latest_headline(view, by_cohort, text("Graduates in work"))
    return _fitting(
        employed, latest_headline(view, in_field, text("Of those in work, in their field"))
    )


def digital(view: View, by_year: Panel, certified: Panel) -> list[Headline]:
    """Return people trained and the share of them certified, by city."""
    text = view.text
    rows = tuple(r for r in by_year.rows if r.indicator_id == "digital_skills_trained")
    trained = latest_headline(
        view, replace(by_year, rows=rows), text("People trained in digital skills")
    )
    return _fitting(trained, latest_headline(view, certified, text("Of those trained, certified")))


def place(view: View, turns: Panel, work: Panel, skills: Panel, figures: Panel) -> list[Headline]:
    """Return the latest of each question on one place, and how much is published about it."""
    text = view.text
    rows = tuple(r for r in skills.rows if r.indicator_id == "digital_skills_trained")
    own = [
        *latest_headline(view, turns, text("Enrolments (course starts)"))[:1],
        *latest_headline(view, work, text("Graduates in work"))[:1],
        *latest_headline(
            view, replace(skills, rows=rows), text("People trained in digital skills")
        )[:1],
    ]
    label = text("Published figures on this place")
    return [*own, Headline(label, text.number(len(figures.rows)), "", figures.id)]


def occupation(view: View, turns: Panel, work: Panel) -> list[Headline]:
    """Return turns begun and the employed rate of one occupation, by city."""
    text = view.text
    begun = latest_headline(view, turns, text("Enrolments (course starts)"))
    return _fitting(begun, latest_headline(view, work, text("Graduates in work")))


def tasks(view: View, alignment: Panel, ledger: Panel) -> list[Headline]:
    """Return how many tasks have a number of their own city, and how many a counterpart."""
    text = view.text
    shown = numbered(view.catalogue)
    without = [task for task in view.catalogue.tasks if task not in shown]
    direct = dict.fromkeys(row.group for row in alignment.rows if row.strength == "direct")
    every = len(view.catalogue.tasks)

    def headline(label: str, found: Iterable[str], panel: Panel) -> Headline:
        named = list(found)
        value = text("{n} of {all}", n=text.number(len(named)), all=text.number(every))
        return Headline(label, value, ", ".join(named), panel.id)

    return [
        headline(text("Tasks with a published number of Hanoi"), shown, ledger),
        headline(text("Tasks without any published number of Hanoi"), without, ledger),
        headline(text("Tasks that Hai Phong's measures answer directly"), direct, alignment),
    ]


def targets(view: View, path: Panel, required: Panel, judged: Sequence[Judged]) -> list[Headline]:
    """Return each city's latest published value and whether its target is within reach."""
    seen = latest_headline(view, path, view.text("Latest published"))[: MOST // 2]
    known = {row.territory for row in newest.of_register(view, path.rows)}
    near = sorted(judged, key=lambda one: one.target.territory not in known)
    needed = [_needed(view, one, required) for one in near]
    return [*seen, *needed][:MOST]


def _needed(view: View, one: Judged, required: Panel) -> Headline:
    """Return the yearly change that a target needs, with its status; else the target itself."""
    text, names, target, found = view.text, view.names, one.target, one.found
    meant = text("target for 2030: {target}", target=aim(view, target))
    context = f"{names.territory(target.territory)} · {meant} · {status(view, one)}"
    label = text("Change needed a year")
    rests_on = [found.latest, target] if found.latest else [target]
    parts = tuple(row.figure_id for row in rests_on)
    if found.required is not None:
        label = text("Rise needed a year") if found.required > 0 else text("Fall needed a year")
        needed = change(view, target, found.required)
        return Headline(label, needed, context, required.id, computed_from=parts)
    if found.status == "achieved":
        return Headline(label, text("none: met"), context, required.id, computed_from=parts)
    own = _published(view, target, text("Target for 2030"), required.id)
    said = (own.context, level_only(view, target.level), status(view, one))
    return replace(own, context=" · ".join(part for part in said if part))


def sources(view: View, register: Panel) -> list[Headline]:
    """Return how much is in the register, and how much is aimed at but never observed."""
    text = view.text
    rows = register.rows
    counts = {
        text("Published figures"): len(rows),
        text("Sources"): len({row.source_id for row in rows}),
        text("Indicators with a figure"): len({row.indicator_id for row in rows}),
    }
    found = [Headline(label, text.number(n), "", register.id) for label, n in counts.items()]
    never = Headline(
        text("Never found"),
        text.number(len(unpublished(view))),
        text("indicators of a city with a target and no observation"),
        "unpublished",
    )
    return [*found, never]


def _fitting(*groups: list[Headline]) -> list[Headline]:
    """Return the groups for which there is room: one city never without the other."""
    found: list[Headline] = []
    for group in groups:
        is_first = not found and len(group) <= MOST_ON_ONE_AXIS
        found += group if is_first or len(found) + len(group) <= MOST else []
    return found


def latest_headline(view: View, panel: Panel, label: str) -> list[Headline]:
    """Return each city's newest value in a panel: of returns, else of the register."""
    if returns := newest.of_returns(view, panel.rows):
        return [_returned(view, row, label, panel) for row in returns]
    first: dict[str, Observation] = {}
    for row in sorted(
        newest.of_register(view, panel.rows), key=lambda r: r.qualifier != Qualifier.EXACT
    ):
        first.setdefault(row.territory, row)
    return [_published(view, row, label, panel.id) for row in view.in_order(tuple(first.values()))]


def _returned(view: View, row: Observation, label: str, panel: Panel) -> Headline:
    text, names = view.text, view.names
    parts = [names.subject(row), names.period(row), names.coverage(row)]
    if row.interval and row.denominator is not None:
        parts.append(text.plural("{n} answer", "{n} answers", int(row.denominator)))
        if rate := response(text, row):
            parts.append(text("{rate} of graduates answered", rate=rate))
    if city := newest.behind(panel.rows, row):
        parts.append(beside(view, city))
    return Headline(
        label,
        said_value(names, row),
        " · ".join(part for part in parts if part),
        panel.id,
        is_sample=row.data_status == DataStatus.SAMPLE,
    )


def _published(view: View, row: Observation, label: str, panel_id: str) -> Headline:
    names = view.names
    parts = (names.subject(row), names.period(row), names.code("status", row.status))
    return Headline(
        label,
        names.value(row),
        " · ".join(parts),
        panel_id,
        figure_id=row.figure_id,
    )
