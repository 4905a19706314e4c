"""All panels, headlines and words of the pages by name, and desks over one published sample.

The one list of them: the tests of panels and the golden files take it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from vtdash.language import Text
from vtdash.measures.observation import Filters
from vtdash.naming import Names
from vtdash.panels import (
    changes,
    compare,
    compared,
    conflicts,
    coverage,
    digital,
    enrolment,
    forbidden,
    funnel,
    gap,
    graduates,
    headlines,
    history,
    judging,
    ledger,
    pace,
    pace_words,
    places,
    profiles,
    scenario,
    targets,
    tasks,
)
from vtdash.panels.desk import Desk
from vtdash.sample import generate
from vtdash.warehouse import Store, publish, snapshot_folder
from vtdash.warehouse.definitions import Edit, Listed, Redefined
from vtdash.warehouse.difference import Difference, Moved, Part

WHOLE = Filters()
TODAY = 2026
"""The year in which is judged, whatever the clock says."""

BUILDERS = {
    "enrolment.by_year": enrolment.by_year,
    "enrolment.rural": enrolment.rural,
    "enrolment.by_level": enrolment.by_level,
    "enrolment.by_occupation": enrolment.by_occupation,
    "enrolment.by_area": enrolment.by_area,
    "enrolment.women": enrolment.women,
    "graduates.steps": graduates.steps,
    "graduates.by_cohort": graduates.by_cohort,
    "graduates.in_field": graduates.in_field,
    "graduates.by_level": graduates.by_level,
    "graduates.by_occupation": graduates.by_occupation,
    "funnel.by_area": funnel.by_area,
    "gap.employed_by_level": gap.employed_by_level,
    "gap.employed_by_occupation": gap.employed_by_occupation,
    "gap.in_field_by_level": gap.in_field_by_level,
    "gap.in_field_by_occupation": gap.in_field_by_occupation,
    "digital.by_year": digital.by_year,
    "digital.certified": digital.certified,
    "digital.by_audience": digital.by_audience,
    "digital.by_area": digital.by_area,
    "digital.published": digital.published,
    "tasks.alignment": tasks.alignment,
    "ledger.all_tasks": ledger.all_tasks,
    "tasks.milestones": tasks.milestones,
    "tasks.one_task_milestones": lambda desk: tasks.one_task_milestones(desk, "HN-T1"),
    "tasks.one_task_money": lambda desk: tasks.one_task_money(desk, "HN-T3"),
    "tasks.one_task_figures": lambda desk: tasks.one_task_figures(desk, "HN-T4"),
    "targets.standing": targets.standing,
    "targets.all_2030": targets.all_2030,
    "targets.path": lambda desk: targets.path(desk, "vet_enrolment"),
    "targets.path_rates": lambda desk: targets.path(desk, "trained_rate_certified"),
    "pace.required": lambda desk: pace.required(desk, "trained_rate_all_forms"),
    "pace.statuses": lambda desk: pace.statuses(desk, targets.with_targets(desk.catalogue)),
    "history.of": lambda desk: history.of(desk, "trained_rate_certified"),
    "scenario.what_if": lambda desk: scenario.what_if(desk, "trained_rate_certified"),
    "scenario.what_if_a_pace": lambda desk: scenario.what_if(desk, "trained_rate_all_forms", "-1"),
    "coverage.known": coverage.known,
    "coverage.known_of_a_topic": lambda desk: coverage.known(desk, "digital", "2010-2019"),
    "conflicts.cards": lambda desk: conflicts.cards(desk, "trained_rate_certified"),
    "profiles.register": profiles.register,
    "profiles.figures_of": lambda desk: profiles.figures_of(desk, "graduate_employment_rate"),
    "profiles.place_figures": lambda desk: profiles.place_figures(
        desk, next(a for a in desk.catalogue.areas if a.level == "district")
    ),
}


def _place(desk: Desk):
    """Return the first place of the kind and the cities chosen."""
    kinds = (desk.filters.era, desk.filters.cities)
    return next(a for a in desk.catalogue.areas if (a.level, (a.city,)) == (kinds[0], kinds[1][:1]))


def _today(desk: Desk) -> Desk:
    return desk.with_filters(view="todays_map")


def _pair(desk: Desk):
    return compare.chosen(desk, "", "")


def _apart(desk: Desk):
    return compare.chosen(
        desk, "trained_rate_all_forms.ha_noi.seen", "trained_rate_gso.ha_noi.seen"
    )


MORE_BUILDERS = {
    "places.through_time": lambda desk: places.through_time(desk, _place(desk)),
    "places.on_the_map": lambda desk: places.on_the_map(desk, _place(desk)),
    "places.on_todays_map": lambda desk: places.on_the_map(_today(desk), _place(desk)),
    "enrolment.by_area_of_today": lambda desk: enrolment.by_area(_today(desk)),
    "digital.by_area_of_today": lambda desk: digital.by_area(_today(desk)),
    "funnel.by_area_of_today": lambda desk: funnel.by_area(_today(desk)),
    "compare.both": lambda desk: compare.both(desk, _pair(desk)),
    "compare.both_of_one_city": lambda desk: compare.both(desk, _apart(desk)),
    "compare.matrix": compare.matrix,
}
"""Panels with tests of their own, beside those that are tried over every kind of choice."""


def _path_and_pace(desk: Desk, indicator: str):
    judged = judging.judged(desk, (indicator,))
    return targets.path(desk, indicator), pace.required(desk, indicator), judged


HEADLINES = {
    "headlines.enrolment": lambda desk: headlines.enrolment(
        desk, enrolment.by_year(desk), enrolment.rural(desk), enrolment.women(desk)
    ),
    "headlines.graduates": lambda desk: headlines.graduates(
        desk, graduates.by_cohort(desk), graduates.in_field(desk)
    ),
    "headlines.digital": lambda desk: headlines.digital(
        desk, digital.by_year(desk), digital.certified(desk)
    ),
    "headlines.place": lambda desk: headlines.place(
        desk,
        places.through_time(desk, _place(desk)),
        graduates.by_cohort(desk),
        digital.by_year(desk),
        profiles.place_figures(desk, _place(desk)),
    ),
    "headlines.occupation": lambda desk: headlines.occupation(
        desk, enrolment.by_year(desk), graduates.by_cohort(desk)
    ),
    "headlines.tasks": lambda desk: headlines.tasks(
        desk, tasks.alignment(desk), ledger.all_tasks(desk)
    ),
    "headlines.targets": lambda desk: headlines.targets(
        desk, *_path_and_pace(desk, "trained_rate_certified")
    ),
    "headlines.targets_levels": lambda desk: headlines.targets(
        desk, *_path_and_pace(desk, "vet_enrolment")
    ),
    "headlines.sources": lambda desk: headlines.sources(desk, profiles.register(desk)),
    "headlines.compare": lambda desk: compared.headlines(
        desk, _pair(desk), compare.both(desk, _pair(desk))
    ),
}


def _attention(desk: Desk) -> Iterator[str]:
    for one in judging.urgent_first(judging.judged(desk, targets.HEADLINES)):
        yield desk.names.indicator(one.target.indicator_id)
        yield f"    {pace_words.headline(desk, one)}"
        yield f"    {pace_words.brief(desk, one)}"


def _every_pace(desk: Desk) -> Iterator[str]:
    for one in judging.every(desk, targets.with_targets(desk.catalogue)):
        yield f"{one.target.figure_id} {desk.names.indicator(one.target.indicator_id)}"
        yield f"    {pace_words.sentence(desk, one)}"


def _verdict(desk: Desk, found: compared.Comparison) -> Iterator[str]:
    yield from (compare.series_name(desk.names, key) for key in (found.first, found.second))
    yield compare.headline(desk, found)
    yield compared.claim(desk, found)
    yield from map(" | ".join, zip(*compare.reasons(desk, found).values(), strict=True))
    yield from compare.reasons_csv(found, desk.catalogue).decode("utf-8-sig").splitlines()


def _forbidden(desk: Desk) -> Iterator[str]:
    yield from (" | ".join(found) for found in forbidden.forbidden(desk))


def _lineage(desk: Desk) -> Iterator[str]:
    for other, link in profiles.links(desk.catalogue, _place(desk)):
        yield f"{desk.names.area(other.id)} {link.share}"
    yield from map(str, places.parts(desk, _place(desk)).items())


def _unpublished(desk: Desk) -> Iterator[str]:
    for indicator, city in profiles.unpublished(desk):
        yield f"{desk.names.indicator(indicator)} | {desk.names.code('city', city)}"


CHANGED = Difference(
    "a", "b", "2026-03-31T09:00:00+00:00", "2026-06-30T09:00:00+00:00",
    parts=(
        Part("enrolment", "hanoi", "sample", 90, 80, 1200.0, 1450.0, 7, ("2025-Q4",), ()),
        Part("graduate_tracer", "haiphong", "reported", 0, 9, None, 310.0, 0, ("2023", "2024"), ()),
        Part("task_progress", "hanoi", "reported", 9, 0, 12.0, None, 0, (), ("2025-Q1",)),
    ),
    totals=(
        Moved("enrolment", "sample", "hanoi", 2025, "enrolled", 1200.0, 1450.0),
        Moved("graduate_tracer", "reported", "haiphong", 2024, "graduated", None, 310.0),
        Moved("task_progress", "reported", "hanoi", 2025, "milestones_done", 12.0, None),
    ),
    definitions=Redefined(
        figures=Listed(("F164",), ("F999",), ("F333",)),
        indicators=Listed((), (), ("vet_enrolment",)),
        sources=Listed(changed=("S01",)),
        edits=(Edit("F333", "trained_rate_all_forms", "value_low", "85", "86"),),
        is_other=True,
    ),
    is_other_program=True,
)  # fmt: skip
"""What the page of changes has to tell: one of each kind."""


def _changes(desk: Desk) -> Iterator[str]:
    found = CHANGED if desk.filters.sample else changes.without_sample(CHANGED)
    yield changes.file_name(found)
    yield from changes.sentences(desk.names, found)
    for row in (*changes.totals(desk.names, found), *changes.figures(desk.names, found)):
        yield " | ".join(f"{title}: {cell}" for title, cell in row.items())
    yield from changes.totals_csv(found, desk.catalogue).decode("utf-8-sig").splitlines()


WORDS: dict[str, Callable[[Desk], Iterator[str]]] = {
    "words.attention": _attention,
    "words.every_pace": _every_pace,
    "words.verdict": lambda desk: _verdict(desk, _pair(desk)),
    "words.verdict_of_one_city": lambda desk: _verdict(desk, _apart(desk)),
    "words.forbidden": _forbidden,
    "words.lineage": _lineage,
    "words.unpublished": _unpublished,
    "words.changes": _changes,
}
"""What pages say outside panels, as lines."""


def headline_lines(desk: Desk, name: str) -> Iterator[str]:
    """Yield what each headline of a page shows."""
    for found in HEADLINES[name](desk):
        yield f"{found.label}: {found.value}"
        source = found.source.source_id if found.source else ""
        kind = "sample" if found.is_sample else ""
        yield f"    {found.context}"
        yield f"    {' '.join(filter(None, (found.panel_id, kind, source, found.figure_id)))}"


def open_sample(data: Path) -> Store:
    """Publish the sample into a folder and open it."""
    manifest = publish(data, sample=generate)
    return Store.open(snapshot_folder(data, manifest.id))


def desks(store: Store) -> Callable[..., Desk]:
    """Return a function that makes a desk of filters and a language; answers are kept."""
    answers = {}

    def ask(question, asked, **more):
        key = (question, asked, tuple(sorted(more.items())))
        if key not in answers:
            answers[key] = question(store, asked, **more)
        return answers[key]

    def make(filters: Filters = WHOLE, language: str = "en") -> Desk:
        return Desk(ask, filters, Names(store.catalogue, Text(language)), today=TODAY)

    return make
