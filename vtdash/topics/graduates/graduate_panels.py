"""Do graduates work, and in their field?"""

from __future__ import annotations

from vtdash.model.codes import NOT_SHOWN
from vtdash.model.datasets import LEVELS
from vtdash.model.observation import Observation
from vtdash.model.quantity import Quantity
from vtdash.render.charts.over_time import Lines
from vtdash.render.charts.plain_charts import Bars, Dots
from vtdash.render.panel import Panel
from vtdash.rules.statistics import SMALL_BASE
from vtdash.store.questions import questions
from vtdash.topics import claims, latest_claims, ranking_claims
from vtdash.topics.enrolment import published_of_choice
from vtdash.topics.view import Rows, View

_LEVELS = (*LEVELS, NOT_SHOWN)
"""In the order in which they are shown."""


def steps(view: View) -> Panel:
    """Enrolled, graduated, answered, employed, in field, over the chosen cohorts."""
    rows = view.ask(questions.graduate_steps, view.filters)
    return view.panel(
        "graduate-steps",
        view.text("From enrolment to work: how many are left at each step?"),
        rows,
        claim=_response(view, rows),
        drawing=Bars("indicator", axis=view.text("persons")),
        notes=(
            view.text(
                "A step can only be seen of those who reached the one before: only "
                "graduates are asked, and only those who answered count as in work or "
                "not."
            ),
        ),
    )


def by_cohort(view: View) -> Panel:
    """Employment rate by cohort with intervals, beside published rates."""
    rows = view.beside_city(questions.employment_rate_by_year)
    rows += published_of_choice(view, "graduate_employment_rate")
    return view.panel(
        "employment-by-cohort",
        view.text("What share of graduates who answered is in work?"),
        rows,
        claim=latest_claims.latest(view, rows),
        drawing=view.by_year(Lines, rows),
        notes=(_interval_note(view),),
    )


def in_field(view: View) -> Panel:
    """Share of the employed who work in their field, by cohort."""
    rows = view.beside_city(questions.in_field_rate_by_year)
    rows += published_of_choice(view, "graduate_employed_in_field_rate")
    return view.panel(
        "in-field-by-cohort",
        view.text("What share of those in work works in the field they learned?"),
        rows,
        claim=latest_claims.latest(view, rows),
        drawing=view.by_year(Lines, rows),
        notes=(_interval_note(view),),
    )


def employment_by_level(view: View) -> Panel:
    """Employment rate by level with intervals."""
    rows = view.beside_city(questions.employment_rate_by_level)
    rows = tuple(sorted(rows, key=lambda row: (_LEVELS.index(row.level), row.territory)))
    return view.panel(
        "employment-by-level",
        view.text("Does the level of training matter for work?"),
        rows,
        claim=ranking_claims.range_of_rates(view, rows, "level"),
        drawing=Dots("level"),
        notes=(_interval_note(view),),
    )


def employment_by_occupation(view: View) -> Panel:
    """Employment rate by occupation, those with the most answers first."""
    rows = view.ask(questions.employment_rate_by_occupation, view.filters)
    return view.panel(
        "employment-by-occupation",
        view.text("In which occupations do graduates find work?"),
        rows,
        claim=ranking_claims.range_of_rates(view, rows, "occupation_key"),
        drawing=Dots("occupation"),
        notes=(
            _interval_note(view),
            view.text("The occupations stand in the order of their answers, not of their rates."),
        ),
    )


def _response(view: View, rows: Rows) -> str:
    """Say what became of the graduates of each territory: rates of several are not one rate."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    leading = tuple(row for row in rows if not row.is_beside)
    for row in view.in_order(leading):
        groups.setdefault((*row.subject, row.data_status), []).append(row)
    own = [tuple(group) for group in groups.values()]
    if len(own) <= 1 and len(leading) == len(rows):
        return _steps(view, leading)
    return ranking_claims.apart(view, own, (_steps(view, group) for group in own))


def _steps(view: View, rows: Rows) -> str:
    def count(indicator: str) -> float:
        return sum(r.value or 0 for r in rows if r.indicator_id == indicator)

    graduated, answered = count("vet_graduates"), count("tracer_respondents")
    employed, field = count("tracer_employed"), count("tracer_in_field")
    if not graduated:
        return claims.nothing(view, rows)
    if not answered:
        return view.text.plural(
            "{n} graduate, but no answer yet.", "{n} graduates, but no answer yet.", int(graduated)
        )
    if not employed:
        return view.text.plural(
            "Of {n} graduate {answered} answered; none of those who answered works.",
            "Of {n} graduates {answered} answered; none of those who answered works.",
            int(graduated),
            answered=_percent(view, answered, graduated),
        )
    return view.text.plural(
        "Of {n} graduate {answered} answered; {employed} of these work, {field} of them in their "
        "field.",
        "Of {n} graduates {answered} answered; {employed} of these work, {field} of them in their "
        "field.",
        int(graduated),
        answered=_percent(view, answered, graduated),
        employed=_percent(view, employed, answered),
        field=_percent(view, field, employed),
    )


def _percent(view: View, part: float, whole: float) -> str:
    share = round(100 * part / whole, 1)
    return view.text.quantity(Quantity(share, share, "exact"), "%", 1, padded=True)


def _interval_note(view: View) -> str:
    return view.text(
        "Lines show the 95% interval (Wilson) of the answers received; it says "
        "nothing of those who did not answer. A small hollow mark rests on fewer than {n} "
        "answers. Offices ask 6 or 12 months after graduation; the table says "
        "which, and what share of the cohort's graduates answered.",
        n=SMALL_BASE,
    )
