"""The few large numbers that a page begins with, taken from the rows of its own panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import newest
from vtdash.panels.claims import said_value
from vtdash.panels.desk import Desk
from vtdash.panels.judging import Judged
from vtdash.panels.ledger import numbered
from vtdash.panels.pace_words import aim, change, level_only, status
from vtdash.panels.profiles import unpublished
from vtdash.reference import Source
from vtdash.survey import response

MOST = 4
"""More numbers than these would not be headlines."""


@dataclass(frozen=True)
class Headline:
    """One large number: what it is, of whom and when, and the panel that it comes from.

    A published number has its source and the id of its figure.
    """

    label: str
    value: str
    context: str
    panel_id: str
    is_sample: bool = False
    source: Source | None = None
    figure_id: str = ""


def enrolment(desk: Desk, by_year: Panel, rural: Panel, women: Panel) -> list[Headline]:
    """Return turns begun by city, rural workers against their target, the share of women."""
    text = desk.text
    turns = latest(desk, by_year, text("Training turns begun"))
    shares = latest(desk, women, text("Share of women"))
    return _fitting(turns, _rural(desk, rural), shares)


def _rural(desk: Desk, rural: Panel) -> list[Headline]:
    """Return the rural workers trained in the territory for which a yearly target stands."""
    aims = [r for r in rural.rows if r.status == "target" and r.recurrence == "annual"]
    if not aims:
        return []
    aim = max(aims, key=lambda row: row.year)
    own = replace(rural, rows=tuple(r for r in rural.rows if r.territory == aim.territory))
    target = desk.text("target of each year: {target}", target=desk.names.value(aim))
    return [
        replace(found, context=f"{found.context} · {target}")
        for found in latest(desk, own, desk.text("Rural workers trained"))
    ]


def graduates(desk: Desk, by_cohort: Panel, in_field: Panel) -> list[Headline]:
    """Return the employed rate and the share in their field of the latest cohort, by city."""
    text = desk.text
    employed = latest(desk, by_cohort, text("Graduates in work"))
    return _fitting(employed, latest(desk, in_field, text("Of those in work, in their field")))


def digital(desk: Desk, by_year: Panel, certified: Panel) -> list[Headline]:
    """Return people trained and the share of them certified, by city."""
    text = desk.text
    rows = tuple(r for r in by_year.rows if r.indicator_id == "digital_skills_trained")
    trained = latest(desk, replace(by_year, rows=rows), text("People trained in digital skills"))
    return _fitting(trained, latest(desk, certified, text("Of those trained, certified")))


def place(desk: Desk, turns: Panel, work: Panel, skills: Panel, figures: Panel) -> list[Headline]:
    """Return the latest of each question on one place, and how much is published about it."""
    text = desk.text
    rows = tuple(r for r in skills.rows if r.indicator_id == "digital_skills_trained")
    own = [
        *latest(desk, turns, text("Training turns begun"))[:1],
        *latest(desk, work, text("Graduates in work"))[:1],
        *latest(desk, replace(skills, rows=rows), text("People trained in digital skills"))[:1],
    ]
    label = text("Published figures on this place")
    return [*own, Headline(label, text.number(len(figures.rows)), "", figures.id)]


def occupation(desk: Desk, turns: Panel, work: Panel) -> list[Headline]:
    """Return turns begun and the employed rate of one occupation, by city."""
    text = desk.text
    begun = latest(desk, turns, text("Training turns begun"))
    return _fitting(begun, latest(desk, work, text("Graduates in work")))


def tasks(desk: Desk, alignment: Panel, ledger: Panel) -> list[Headline]:
    """Return how many tasks have a number of their own city, and how many a counterpart."""
    text = desk.text
    shown = numbered(desk.catalogue)
    without = [task for task in desk.catalogue.tasks if task not in shown]
    direct = dict.fromkeys(row.group for row in alignment.rows if row.strength == "direct")
    every = len(desk.catalogue.tasks)

    def headline(label: str, found: Iterable[str], panel: Panel) -> Headline:
        named = list(found)
        value = text("{n} of {all}", n=text.number(len(named)), all=text.number(every))
        return Headline(label, value, ", ".join(named), panel.id)

    return [
        headline(text("Tasks with a published number of Hanoi"), shown, ledger),
        headline(text("Tasks without any published number of Hanoi"), without, ledger),
        headline(text("Tasks that Hai Phong's measures answer directly"), direct, alignment),
    ]  # fmt: skip


def targets(desk: Desk, path: Panel, required: Panel, judged: Sequence[Judged]) -> list[Headline]:
    """Return each city's latest published value and whether its target is within reach."""
    seen = latest(desk, path, desk.text("Latest published"))[: MOST // 2]
    known = {row.territory for row in newest.of_register(desk, path.rows)}
    near = sorted(judged, key=lambda one: one.target.territory not in known)
    needed = [_needed(desk, one, required) for one in near]
    return [*seen, *needed][:MOST]


def _needed(desk: Desk, one: Judged, required: Panel) -> Headline:
    """Return the yearly change that a target needs, with its status; else the target itself."""
    text, names, target, found = desk.text, desk.names, one.target, one.found
    meant = text("target for 2030: {target}", target=aim(desk, target))
    context = f"{names.territory(target.territory)} · {meant} · {status(desk, one)}"
    label = text("Change needed a year")
    if found.required is not None:
        label = text("Rise needed a year") if found.required > 0 else text("Fall needed a year")
        return Headline(label, change(desk, target, found.required), context, required.id)
    if found.status == "achieved":
        return Headline(label, text("none: met"), context, required.id)
    own = _published(desk, target, text("Target for 2030"), required.id)
    said = (own.context, level_only(desk, target.level), status(desk, one))
    return replace(own, context=" · ".join(part for part in said if part))


def sources(desk: Desk, register: Panel) -> list[Headline]:
    """Return how much is in the register, and how much is aimed at but never observed."""
    text = desk.text
    rows = register.rows
    counts = {
        text("Published figures"): len(rows),
        text("Sources"): len({row.source_id for row in rows}),
        text("Indicators with a figure"): len({row.indicator_id for row in rows}),
    }
    found = [Headline(label, text.number(n), "", register.id) for label, n in counts.items()]
    never = Headline(
        text("Never found"),
        text.number(len(unpublished(desk))),
        text("indicators of a city with a target and no observation"),
        "unpublished",
    )
    return [*found, never]


def _fitting(*groups: list[Headline]) -> list[Headline]:
    """Return the groups for which there is room: one city never without the other."""
    found: list[Headline] = []
    for group in groups:
        found += group if len(found) + len(group) <= MOST else []
    return found


def latest(desk: Desk, panel: Panel, label: str) -> list[Headline]:
    """Return each city's newest value in a panel: of returns, else of the register."""
    if returns := newest.of_returns(desk, panel.rows):
        return [_returned(desk, row, label, panel.id) for row in returns]
    first: dict[str, Observation] = {}
    for row in sorted(newest.of_register(desk, panel.rows), key=lambda r: r.qualifier != "exact"):
        first.setdefault(row.territory, row)
    return [_published(desk, row, label, panel.id) for row in desk.in_order(tuple(first.values()))]


def _returned(desk: Desk, row: Observation, label: str, panel_id: str) -> Headline:
    text, names = desk.text, desk.names
    parts = [names.territory(row.territory), names.period(row)]
    if row.interval_low is not None and row.denominator is not None:
        parts.append(text.plural("{n} answer", "{n} answers", int(row.denominator)))
        if rate := response(text, row):
            parts.append(text("{rate} of graduates answered", rate=rate))
    return Headline(label, said_value(names, row), " · ".join(parts), panel_id,
                    is_sample=row.data_status == "sample")  # fmt: skip


def _published(desk: Desk, row: Observation, label: str, panel_id: str) -> Headline:
    names = desk.names
    parts = (names.territory(row.territory), names.period(row), names.code("status", row.status))
    return Headline(
        label, names.value(row), " · ".join(parts), panel_id,
        source=names.catalogue.sources[row.source_id], figure_id=row.figure_id,
    )  # fmt: skip
