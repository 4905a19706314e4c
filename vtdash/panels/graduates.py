"""Do graduates work, and in their field?"""

from __future__ import annotations

from vtdash.charts.point import Drawing
from vtdash.measures import questions
from vtdash.measures.observation import Observation
from vtdash.panel import Panel
from vtdash.panels import claims
from vtdash.panels.desk import Desk, Rows
from vtdash.panels.enrolment import published
from vtdash.schema import LEVELS


def steps(desk: Desk) -> Panel:
    """Enrolled, graduated, answered, employed, in field, over the chosen cohorts."""
    rows = desk.ask(questions.graduate_steps, desk.filters)
    return desk.panel(
        "graduate-steps",
        desk.text("From enrolment to work: how many are left at each step?"),
        rows,
        claim=_response(desk, rows),
        drawing=Drawing("bars", "indicator", axis=desk.text("persons")),
        notes=(desk.text("A step can only be seen of those who reached the one before: only "
                         "graduates are asked, and only those who answered count as in work or "
                         "not."),),
    )  # fmt: skip


def by_cohort(desk: Desk) -> Panel:
    """Employment rate by cohort with intervals, beside published rates."""
    rows = desk.ask(questions.employment_by_year, desk.filters)
    rows += published(desk, "graduate_employment_rate")
    return desk.panel(
        "employment-by-cohort",
        desk.text("What share of graduates who answered is in work?"),
        rows,
        claim=claims.latest(desk, rows),
        drawing=desk.by_year("lines", rows),
        notes=(_interval_note(desk),),
    )


def in_field(desk: Desk) -> Panel:
    """Share of the employed who work in their field, by cohort."""
    rows = desk.ask(questions.in_field_by_year, desk.filters)
    rows += published(desk, "graduate_employed_in_field_rate")
    return desk.panel(
        "in-field-by-cohort",
        desk.text("What share of those in work works in the field they learned?"),
        rows,
        claim=claims.latest(desk, rows),
        drawing=desk.by_year("lines", rows),
        notes=(_interval_note(desk),),
    )


def by_level(desk: Desk) -> Panel:
    """Employment rate by level with intervals."""
    rows = desk.ask(questions.employment_by_level, desk.filters)
    rows = tuple(sorted(rows, key=lambda row: (LEVELS.index(row.level), row.territory)))
    return desk.panel(
        "employment-by-level",
        desk.text("Does the level of training matter for work?"),
        rows,
        claim=claims.range_of_rates(desk, rows, "level"),
        drawing=Drawing("dots", "level"),
        notes=(_interval_note(desk),),
    )


def by_occupation(desk: Desk) -> Panel:
    """Employment rate for the occupations with the most answers."""
    rows = desk.ask(questions.employment_by_occupation, desk.filters)
    return desk.panel(
        "employment-by-occupation",
        desk.text("In which occupations do graduates find work?"),
        rows,
        claim=claims.range_of_rates(desk, rows, "occupation_key"),
        drawing=Drawing("dots", "occupation"),
        notes=(
            _interval_note(desk),
            desk.text("The occupations with the most answers, not the best ones, are listed."),
        ),
    )


def _response(desk: Desk, rows: Rows) -> str:
    """Say what became of the graduates of each territory: rates of several are not one rate."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for row in desk.in_order(rows):
        groups.setdefault((row.territory, row.data_status), []).append(row)
    own = [tuple(group) for group in groups.values()]
    if len(own) <= 1:
        return _steps(desk, rows)
    return claims.apart(desk, own, (_steps(desk, group) for group in own))


def _steps(desk: Desk, rows: Rows) -> str:
    def count(indicator: str) -> float:
        return sum(r.value or 0 for r in rows if r.indicator_id == indicator)

    graduated, answered = count("vet_graduates"), count("tracer_respondents")
    employed, field = count("tracer_employed"), count("tracer_in_field")
    if not graduated:
        return claims.nothing(desk)
    if not answered:
        return desk.text.plural("{n} graduate, but no answer yet.",
                                "{n} graduates, but no answer yet.", int(graduated))  # fmt: skip
    if not employed:
        return desk.text.plural(
            "Of {n} graduate {answered} answered; none of those who answered works.",
            "Of {n} graduates {answered} answered; none of those who answered works.",
            int(graduated),
            answered=_percent(desk, answered, graduated),
        )
    return desk.text.plural(
        "Of {n} graduate {answered} answered; {employed} of these work, {field} of them in their "
        "field.",
        "Of {n} graduates {answered} answered; {employed} of these work, {field} of them in their "
        "field.",
        int(graduated),
        answered=_percent(desk, answered, graduated),
        employed=_percent(desk, employed, answered),
        field=_percent(desk, field, employed),
    )


def _percent(desk: Desk, part: float, whole: float) -> str:
    share = round(100 * part / whole, 1)
    return desk.text.quantity(share, share, "exact", "%")


def _interval_note(desk: Desk) -> str:
    return desk.text("Lines show the 95% interval (Wilson) of the answers received; it says "
                     "nothing of those who did not answer. A hollow mark rests on fewer than 30 "
                     "answers. Offices ask 6 or 12 months after graduation; the table says "
                     "which, and what share of the cohort's graduates answered.")  # fmt: skip
