"""All panels, headlines and words of the pages by name, and views over one published sample.

The one list of them: the tests of panels and the golden files take it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from vtdash.model.filters import Filters
from vtdash.render.names import Names
from vtdash.sample import generate
from vtdash.store import Store, current_id, publish, snapshot_folder
from vtdash.store.difference import (
    CityChange,
    DefinitionChanges,
    EntryChanges,
    FieldEdit,
    SnapshotDifference,
    TotalChange,
)
from vtdash.text.language import Text
from vtdash.topics import (
    area_maps,
    changes,
    digital,
    enrolment,
    findings,
    headlines,
    movers,
    place_among_others,
    places,
)
from vtdash.topics.compare import (
    compare_panels,
    indicator_panels,
    not_comparable,
    two_series,
)
from vtdash.topics.graduates import funnel_panels, gap_panels, graduate_panels
from vtdash.topics.sources import conflicts, coverage_panels, register_panels
from vtdash.topics.targets import (
    aims_by_year,
    history_panels,
    judged_targets,
    pace_panels,
    pace_words,
    path_panel,
    scenario,
    shortfalls,
    target_findings,
    target_panels,
)
from vtdash.topics.tasks import ledger, task_panels
from vtdash.topics.view import View

WHOLE = Filters()
TODAY = 2026
"""The year in which is judged, whatever the clock says."""

BUILDERS = {
    "enrolment.by_year": enrolment.turns_by_year,
    "enrolment.rural": enrolment.rural,
    "enrolment.by_level": enrolment.turns_by_level,
    "enrolment.by_occupation": enrolment.turns_by_occupation,
    "enrolment.by_area": enrolment.turns_by_area,
    "enrolment.women": enrolment.women,
    "movers.occupations": movers.occupations_moved,
    "movers.areas": movers.areas_moved,
    "graduates.steps": graduate_panels.steps,
    "graduates.by_cohort": graduate_panels.by_cohort,
    "graduates.in_field": graduate_panels.in_field,
    "graduates.by_level": graduate_panels.employment_by_level,
    "graduates.by_occupation": graduate_panels.employment_by_occupation,
    "funnel.by_area": funnel_panels.employment_by_area,
    "gap.employed_by_level": gap_panels.employed_by_level,
    "gap.employed_by_occupation": gap_panels.employed_by_occupation,
    "gap.in_field_by_level": gap_panels.in_field_by_level,
    "gap.in_field_by_occupation": gap_panels.in_field_by_occupation,
    "digital.by_year": digital.trained_by_year,
    "digital.certified": digital.certified,
    "digital.by_audience": digital.by_audience,
    "digital.by_area": digital.trained_by_area,
    "digital.published": digital.digital_published,
    "tasks.alignment": task_panels.alignment,
    "ledger.all_tasks": ledger.all_tasks,
    "tasks.milestones": task_panels.milestones,
    "tasks.measure_milestones": task_panels.measure_milestones,
    "tasks.one_task_milestones": lambda view: task_panels.one_task_milestones(view, "HN-T1"),
    "tasks.one_task_money": lambda view: task_panels.one_task_money(view, "HN-T3"),
    "tasks.one_task_figures": lambda view: task_panels.one_task_figures(view, "HN-T4"),
    "targets.gaps": shortfalls.gaps,
    "targets.paces": shortfalls.paces,
    "targets.unmeasured": shortfalls.unmeasured,
    "targets.all_2030": target_panels.all_2030,
    "targets.path": lambda view: path_panel.path(view, "vet_enrolment"),
    "targets.path_rates": lambda view: path_panel.path(view, "trained_rate_certified"),
    "pace.required": lambda view: pace_panels.required(view, "trained_rate_all_forms"),
    "pace.statuses": lambda view: pace_panels.statuses(
        view, target_panels.with_targets(view.catalogue)
    ),
    "history.of": lambda view: history_panels.of(view, "trained_rate_certified"),
    "scenario.what_if": lambda view: scenario.what_if(view, "trained_rate_certified"),
    "scenario.what_if_a_pace": lambda view: scenario.what_if(view, "trained_rate_all_forms", "-1"),
    "coverage.known": coverage_panels.known,
    "coverage.known_of_a_topic": lambda view: coverage_panels.known(view, "digital", "2010-2019"),
    "conflicts.cards": lambda view: conflicts.cards(view, "trained_rate_certified"),
    "profiles.register": register_panels.register,
    "profiles.figures_of": lambda view: register_panels.figures_of(
        view, "graduate_employment_rate"
    ),
    "profiles.place_figures": lambda view: register_panels.place_figures(
        view, next(a for a in view.catalogue.areas if a.level == "district")
    ),
}


def _place(view: View):
    """Return the first place of the kind and the cities chosen."""
    kinds = (view.filters.area_kind, view.filters.cities)
    return next(a for a in view.catalogue.areas if (a.level, (a.city,)) == (kinds[0], kinds[1][:1]))


def _today(view: View) -> View:
    return view.with_filters(geography="todays_map")


def _map(view: View, measure: str):
    place = _place(view)
    return area_maps.rate_map(view, measure, place.city, chosen=(place,), picks="place")


def _pair(view: View):
    return compare_panels.chosen_series(view, "", "")


def _apart(view: View):
    return compare_panels.chosen_series(
        view, "trained_rate_all_forms.ha_noi.seen", "trained_rate_gso.ha_noi.seen"
    )


MORE_BUILDERS = {
    "place_among_others": lambda view: place_among_others.among_others(view, _place(view)),
    "places.through_time": lambda view: places.through_time(view, _place(view)),
    "area_maps.women": lambda view: _map(view, "female_enrolment_share"),
    "area_maps.employed": lambda view: _map(view, "graduate_employment_rate"),
    "area_maps.certified_of_today": lambda view: _map(
        _today(view), "digital_skills_certified_rate"
    ),
    "enrolment.by_area_of_today": lambda view: enrolment.turns_by_area(_today(view)),
    "movers.areas_of_today": lambda view: movers.areas_moved(_today(view)),
    "movers.with_own": lambda view: movers.occupations_moved(view, "510216"),
    "digital.by_area_of_today": lambda view: digital.trained_by_area(_today(view)),
    "funnel.by_area_of_today": lambda view: funnel_panels.employment_by_area(_today(view)),
    "compare.every_indicator": indicator_panels.compared,
    "compare.both": lambda view: compare_panels.two_series_panel(view, _pair(view)),
    "compare.both_of_one_city": lambda view: compare_panels.two_series_panel(view, _apart(view)),
    "compare.matrix": compare_panels.verdict_matrix,
}
"""Panels with tests of their own, beside those that are tried over every kind of choice."""


def _path_and_pace(view: View, indicator: str):
    judged = judged_targets.judged(view, (indicator,))
    return path_panel.path(view, indicator), pace_panels.required(view, indicator), judged


HEADLINES = {
    "headlines.enrolment": lambda view: headlines.enrolment(
        view, enrolment.turns_by_year(view), enrolment.rural(view), enrolment.women(view)
    ),
    "headlines.graduates": lambda view: headlines.graduates(
        view, graduate_panels.by_cohort(view), graduate_panels.in_field(view)
    ),
    "headlines.digital": lambda view: headlines.digital(
        view, digital.trained_by_year(view), digital.certified(view)
    ),
    "headlines.place": lambda view: headlines.place(
        view,
        places.through_time(view, _place(view)),
        graduate_panels.by_cohort(view),
        digital.trained_by_year(view),
        register_panels.place_figures(view, _place(view)),
    ),
    "headlines.occupation": lambda view: headlines.occupation(
        view, enrolment.turns_by_year(view), graduate_panels.by_cohort(view)
    ),
    "headlines.tasks": lambda view: headlines.tasks(
        view, task_panels.alignment(view), ledger.all_tasks(view)
    ),
    "headlines.targets": lambda view: headlines.targets(
        view, *_path_and_pace(view, "trained_rate_certified")
    ),
    "headlines.targets_levels": lambda view: headlines.targets(
        view, *_path_and_pace(view, "vet_enrolment")
    ),
    "headlines.sources": lambda view: headlines.sources(view, register_panels.register(view)),
    "headlines.compare": lambda view: two_series.series_headlines(
        view, _pair(view), compare_panels.two_series_panel(view, _pair(view))
    ),
}


def _said_first(view: View) -> Iterator[str]:
    found = shortfalls.by_urgency(view)
    yield target_findings.of_gaps(view, found)
    yield target_findings.of_paces(view, found)
    first = target_findings.decide_first(view, found)
    yield f"{first.action} {first.reason} {first.figure_id}"


def _aims(view: View) -> Iterator[str]:
    for line in aims_by_year.aims_in_lines(view):
        yield " | ".join(f"{title}: {cell}" for title, cell in line.items())


def _every_pace(view: View) -> Iterator[str]:
    for one in judged_targets.every(view, target_panels.with_targets(view.catalogue)):
        yield f"{one.target.figure_id} {view.names.indicator(one.target.indicator_id)}"
        yield f"    {pace_words.sentence(view, one)}"


def _verdict(view: View, found: two_series.SeriesComparison) -> Iterator[str]:
    yield from (compare_panels.series_name(view.names, key) for key in (found.first, found.second))
    yield compare_panels.verdict_name(view, found)
    yield two_series.claim(view, found)
    yield from map(
        " | ".join, zip(*compare_panels.reasons_table(view, found).values(), strict=True)
    )
    yield from compare_panels.reasons_csv(found, view.catalogue).decode("utf-8-sig").splitlines()


def _indicators(view: View) -> Iterator[str]:
    yield " | ".join(indicator_panels.side_names(view))
    for line in indicator_panels.lines(view):
        yield " | ".join((line.name, line.verdict, *line.sides, line.ahead))


def _forbidden(view: View) -> Iterator[str]:
    yield from (" | ".join(found) for found in not_comparable.forbidden(view))


def _lineage(view: View) -> Iterator[str]:
    for other, link in register_panels.links(view.catalogue, _place(view)):
        yield f"{view.names.area(other.id)} {places.area_share(view.text, link.share)}"
    yield from map(str, places.parts(view, _place(view)).items())


def _unpublished(view: View) -> Iterator[str]:
    for indicator, city in register_panels.unpublished(view):
        yield f"{view.names.indicator(indicator)} | {view.names.code('city', city)}"


FINDINGS = {
    "enrolment": lambda view: findings.enrolled(view, enrolment.turns_by_year(view)),
    "graduates": lambda view: findings.employed(view, graduate_panels.by_cohort(view)),
    "digital": lambda view: findings.trained(view, digital.trained_by_year(view)),
    "tasks": lambda view: findings.done(view, task_panels.milestones(view)),
    "compare": indicator_panels.finding,
    "districts": lambda view: findings.enrolled(view, places.through_time(view, _place(view))),
    "sources": lambda view: findings.of_panel(coverage_panels.known(view)),
}
"""What each page begins with, by page."""


def _findings(view: View) -> Iterator[str]:
    for page, make in FINDINGS.items():
        found = make(view)
        yield f"{page}: {found.words}{' [sample]' if found.is_sample else ''}"


CHANGED = SnapshotDifference(
    "a", "b", "2026-03-31T09:00:00+00:00", "2026-06-30T09:00:00+00:00",
    cities=(
        CityChange("enrolment", "hanoi", "sample", 1200.0, 1450.0, 7, ("2025-Q4",), ()),
        CityChange("graduate_tracer", "haiphong", "reported", None, 310.0, 0, ("2023", "2024"), ()),
        CityChange("task_progress", "hanoi", "reported", 12.0, None, 0, (), ("2025-Q1",)),
    ),
    totals=(
        TotalChange("enrolment", "sample", "hanoi", 2025, "enrolled", 1200.0, 1450.0),
        TotalChange("graduate_tracer", "reported", "haiphong", 2024, "graduated", None, 310.0),
        TotalChange("task_progress", "reported", "hanoi", 2025, "milestones_done", 12.0, None),
    ),
    definitions=DefinitionChanges(
        figures=EntryChanges(("F164",), ("F999",), ("F333",)),
        indicators=EntryChanges((), (), ("vet_enrolment",)),
        sources=EntryChanges(changed=("S01",)),
        edits=(FieldEdit("F333", "value_low", "85", "86"),),
        is_other=True,
    ),
    is_other_program=True,
)  # fmt: skip
"""What the page of changes has to tell: one of each kind."""


def _changes(view: View) -> Iterator[str]:
    found = CHANGED if view.filters.sample else changes.without_sample(CHANGED)
    yield changes.file_name(found)
    yield from changes.change_sentences(view.names, found)
    for row in (
        *changes.total_rows(view.names, found.totals, of_one_dataset=False),
        *changes.figure_rows(view.names, found.definitions),
    ):
        yield " | ".join(f"{title}: {cell}" for title, cell in row.items())
    yield from changes.totals_csv(found, view.catalogue).decode("utf-8-sig").splitlines()


WORDS: dict[str, Callable[[View], Iterator[str]]] = {
    "words.said_first": _said_first,
    "words.aims_by_year": _aims,
    "words.findings": _findings,
    "words.every_pace": _every_pace,
    "words.verdict": lambda view: _verdict(view, _pair(view)),
    "words.verdict_of_one_city": lambda view: _verdict(view, _apart(view)),
    "words.indicators": _indicators,
    "words.forbidden": _forbidden,
    "words.lineage": _lineage,
    "words.unpublished": _unpublished,
    "words.changes": _changes,
}
"""What pages say outside panels, as lines."""


def headline_lines(view: View, name: str) -> Iterator[str]:
    """Yield what each headline of a page shows."""
    for found in HEADLINES[name](view):
        yield f"{found.label}: {found.value}"
        kind = "sample" if found.is_sample else ""
        rests_on = (found.panel_id, kind, found.figure_id, *found.computed_from)
        yield f"    {found.context}"
        yield f"    {' '.join(filter(None, rests_on))}"


def open_sample(data: Path) -> Store:
    """Open the snapshot of a folder; publish the sample into it first where there is none."""
    if not data.joinpath("published").exists():
        publish(data, sample=generate)
    return Store.open(snapshot_folder(data, current_id(data)))


def views(store: Store) -> Callable[..., View]:
    """Return a function that makes a view of filters and a language; answers are kept."""
    answers = {}

    def ask(question, asked, **more):
        key = (question, asked, tuple(sorted(more.items())))
        if key not in answers:
            answers[key] = question(store, asked, **more)
        return answers[key]

    def make(filters: Filters = WHOLE, language: str = "en") -> View:
        return View(ask, filters, Names(store.catalogue, Text(language)), today=TODAY)

    return make
