"""No panel shows a status, rank, difference or line that a verdict forbids.

Every panel of every page is built in both languages with every choice of cities and both kinds of
areas; what it shows is read from its chart, file and claim, and whether it may be shown is asked
of the verdict, row by row. Pages are opened where the page itself decides.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import PurePath
from typing import Any

import pytest

from tests.each import each
from tests.panels import BUILDERS, MORE_BUILDERS, open_sample, views
from vtdash.model.filters import Filters
from vtdash.model.observation import Observation
from vtdash.render.panel import axis_by_unit
from vtdash.rules.basis import as_observation, basis
from vtdash.rules.comparability import FIELDS, Verdict, verdict
from vtdash.text.language import Text
from vtdash.topics import ranking_claims
from vtdash.topics.compare import compare_panels

CITIES = {"both": ["hanoi", "haiphong"], "hanoi": ["hanoi"], "haiphong": ["haiphong"]}
RANKED = {
    "en": re.compile(r"\b(largest|highest|lowest|smallest|most|best|worst|ahead|behind)\b", re.I),
    "vi": re.compile(r"\b(lớn nhất|cao nhất|thấp nhất|nhỏ nhất|nhiều nhất|dẫn đầu)", re.I),
}
"""Words that rank."""

NO_QUANTITY = {"register-coverage"}
"""Panels that count entries of the register, which are no figures about the territories."""


VIEWS = [
    (language, cities, kind)
    for language in ("en", "vi")
    for cities in CITIES
    for kind in ("district", "commune")
]


@dataclass(frozen=True)
class Seen:
    """What a panel holds, claims and draws."""

    id: str
    file: list[dict[str, str]]
    rows: list[Observation]
    claim: str
    figure: dict[str, Any] | None


def panels_of(screen):
    """Read every panel of a page once: the tests only look."""
    for panel_id in screen.filled:
        file = screen.csv(panel_id).rows
        claim = screen.claim(panel_id)
        rows = [observation(row) for row in file]
        yield Seen(panel_id, file, rows, claim, screen.chart(panel_id))


@pytest.fixture(scope="module")
def seen(built):
    """Return a function: language, cities, kind of area -> every panel as pages build it."""
    store = open_sample(built)
    view_of, kept = views(store), {}

    def look(language, cities, kind):
        filters = Filters(cities=tuple(CITIES[cities]), area_kind=kind)
        for name, builder in {**BUILDERS, **MORE_BUILDERS}.items():
            if name.startswith(("gap.", "coverage.")):
                continue  # parts of a difference have tests of their own; cells hold no values
            panel = builder(view_of(filters, language))
            if panel.rows:
                lines = panel.csv(is_full=True).decode("utf-8-sig")
                file = list(csv.DictReader(io.StringIO(lines, newline="")))
                figure = panel.figure() if panel.drawing.has_picture else None
                rows = [observation(row) for row in file]
                yield Seen(panel.id, file, rows, panel.claim, figure)

    def once(*view):
        if view not in kept:
            kept[view] = list(look(*view))
        return kept[view]

    yield once
    store.close()


# --- what is read from a page -----------------------------------------------------------------


def number(cell):
    return float(cell) if cell else None


def observation(row):
    """The row of a file as an observation again."""
    told = {name: row[name] for name in Observation._fields if name in row}
    told |= {
        "area_name": "" if row["area_id"] else row["area_en"],
        "occupation_key": row["occupation_id"].removeprefix("occupation-"),
        "group": row["group_id"],
        "group_kind": "breakdown" if row["figure_id"] else "item" if row["group_id"] else "",
        "low": number(row["value_low"]),
        "high": number(row["value_high"]),
        "year_start": int(row["year_start"] or 0),
        "year": int(row["year"] or 0),
    }
    for name in ("value", "numerator", "denominator"):
        told[name] = number(row[name])
    return Observation(**{n: v for n, v in told.items() if n in Observation._fields})


@pytest.fixture(scope="session")
def judge(catalogue):
    """Return the verdict on two rows; rows without an indicator measure nothing.

    Rows of many views rest on the same; what was judged once is kept.
    """
    read = cache(lambda row: basis(row, catalogue))
    kept = cache(verdict)

    def judged(one, other):
        if not (one.indicator_id and other.indicator_id):
            return Verdict()
        return kept(read(one), read(other))

    return judged


def kind(row):
    """What a row is, whatever category it is of: categories of one territory are counted alike."""
    return row.territory, row.data_status, row.indicator_id, row.unit


def forbidden(rows, judge):
    """The first two rows that may not be set against each other, or nothing."""
    first = {}
    for row in rows:
        first.setdefault((*kind(row), row.period, row.status), row)
    for one, other in combinations(first.values(), 2):
        if kind(one) == kind(other) and not (one.figure_id or other.figure_id):
            continue
        if not judge(one, other).is_allowed:
            return one, other
    return None


def joined(figure, rows):
    """The rows that each connected line of a chart joins."""
    for trace in figure["data"]:
        if trace.get("type") == "scatter" and "lines" in trace.get("mode", "lines"):
            yield [rows[n] for n in dict.fromkeys(trace["customdata"])]


def forbidden_lines(figure, rows, judge):
    """Lines that join two rows of which the verdict is that they are not comparable."""
    for line in joined(figure, rows):
        for one, other in combinations(line, 2):
            if not judge(one, other).is_allowed:
                yield one, other


def ranks(claim, language):
    return bool(RANKED[language].search(claim))


def forbidden_rank(claim, language, rows, judge, place):
    """Rows that a claim ranks against each other although the verdict forbids it.

    A claim that speaks of each territory by itself names them all.
    """
    counted = [row for row in rows if not row.figure_id and row.value]
    if not ranks(claim, language) or not (found := forbidden(counted, judge)):
        return None
    territories = dict.fromkeys(row.territory for row in counted)
    apart = len(territories) > 1 and all(place(t) in claim for t in territories)
    return None if apart else found


def on_axes(figure, rows):
    """The rows on each axis of values of a chart, and how bars that share a place are drawn."""
    found = {}
    for trace in figure["data"]:
        for n in trace["customdata"]:
            found.setdefault(trace.get("yaxis", "y"), {})[n] = rows[n]
    return [list(group.values()) for group in found.values()]


def is_map(figure):
    """Whether areas lie on a map: each counted over the years chosen in which it existed."""
    return all("base" in trace or "fill" in trace for trace in figure["data"])


def may_share(one, other, figure, judge):
    """Whether two rows may stand on one axis.

    Besides what the verdict allows: steps of one territory, of which each is a part of the one
    before; parts of a stack; entries of the register that are counted; and returns over the
    years, in which a labelled line parts what came before a merger from what came after.
    """
    if judge(one, other).is_allowed or {one.unit, other.unit} == {"figures"}:
        return True
    if one.figure_id or other.figure_id:
        # documents of one territory at odds are shown with one another: that is the question
        return kind(one)[0::2] == kind(other)[0::2] and one.unit == other.unit
    if one.unit == other.unit and (kind(one)[:2] == kind(other)[:2] or is_map(figure)):
        return True
    axis = next(a for name, a in figure["layout"].items() if name.startswith("xaxis"))
    over_years = axis.get("tickformat") == "d"
    is_stack = figure["layout"].get("barmode") == "stack"
    return is_stack or (over_years and one.data_status == other.data_status)


# --- the walk ---------------------------------------------------------------------------------


def check_that_no_line_joins_what_may_not_be_compared(view, judge):
    for panel in view:
        if panel.figure:
            assert not list(forbidden_lines(panel.figure, panel.rows, judge)), panel.id


@each("view", VIEWS)
def test_no_line_joins_what_may_not_be_compared(seen, view, judge):
    check_that_no_line_joins_what_may_not_be_compared(seen(*view), judge)


def check_that_no_claim_ranks_what_may_not_be_compared(view, language, catalogue, judge):
    text = Text(language)

    def place(territory):
        return text.name(catalogue.territories[territory].short)

    for panel in view:
        if panel.id not in NO_QUANTITY:
            found = forbidden_rank(panel.claim, language, panel.rows, judge, place)
            assert not found, (panel.id, panel.claim, found)


@each("view", VIEWS)
def test_no_claim_ranks_what_may_not_be_compared(seen, view, catalogue, judge):
    check_that_no_claim_ranks_what_may_not_be_compared(seen(*view), view[0], catalogue, judge)


def check_that_what_may_not_be_compared_stands_on_axes_of_its_own(view, judge):
    for panel in view:
        if not panel.figure or any(row["strength"] for row in panel.file):
            continue
        for group in on_axes(panel.figure, panel.rows):
            for one, other in combinations(group, 2):
                why = [reason.code for reason in judge(one, other).reasons]
                assert may_share(one, other, panel.figure, judge), (panel.id, why, one, other)


@each("view", VIEWS)
def test_what_may_not_be_compared_stands_on_axes_of_its_own(seen, view, judge):
    check_that_what_may_not_be_compared_stands_on_axes_of_its_own(seen(*view), judge)


def pairs_of_the_register(catalogue, indicator, territory):
    """What is observed and what is aimed at, pair by pair, of one indicator of one territory."""
    own = [
        as_observation(f)
        for f in catalogue.figures
        if (f.indicator_id, f.territory) == (indicator, territory) and catalogue.whole(f)
    ]
    seen = [row for row in own if basis(row, catalogue).is_seen]
    return [(a, b) for a in seen for b in own if not basis(b, catalogue).is_seen]


def check_that_statuses_rest_on_what_may_be_compared(view, catalogue, judge):
    for panel in view:
        for row in panel.file:
            has_status = row["pace_status"] not in {"", "cannot_be_computed"}
            is_change = row["status"] == "computed" and row["unit"] == "percent_points"
            if not row["indicator_id"] or not (has_status or is_change) or row["side_one"]:
                continue
            pairs = pairs_of_the_register(catalogue, row["indicator_id"], row["territory"])
            assert any(judge(*pair).is_allowed for pair in pairs), (panel.id, row)


@each("view", VIEWS)
def test_a_status_or_a_yearly_change_rests_on_what_may_be_compared(seen, view, catalogue, judge):
    check_that_statuses_rest_on_what_may_be_compared(seen(*view), catalogue, judge)


# --- the page that says what may be compared ---------------------------------------------------

DIFFERENCE = {"en": "Difference", "vi": "Chênh lệch"}
LEVEL = {"comparable", "with_care", "not_comparable"}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trained_rate_all_forms.ha_noi.seen", "trained_rate_gso.ha_noi.seen"),
        ("labour_force.hai_phong_to_2025_06.seen", "labour_force.hai_phong_since_2025_07.seen"),
        ("vet_enrolment.ha_noi.seen", "vet_enrolment.hai_duong_to_2025_06.seen"),
        ("trained_rate_all_forms.ha_noi.aimed", "trained_rate_all_forms.hai_phong_to_2025_06.seen"),
    ],
    ids=["definitions", "two Hai Phongs", "turns and persons", "plan and result"],
)
def test_what_is_not_comparable_has_no_difference_and_no_common_axis(
    open_page, catalogue, one, other, language
):
    screen = open_page("compare", lang=language, a=one, b=other)
    assert not screen.at.error
    said = getattr(catalogue.code("verdict", "not_comparable").name, language)
    assert said in screen.at.main.get_by_key("verdict").header[0].value
    (numbers,) = [html for html in screen.html if html.startswith("<dl")]
    assert DIFFERENCE[language] not in numbers
    claim = screen.panel("two-series").markdown[0].value
    assert "percent" not in claim
    rows = [observation(row) for row in screen.csv("two-series").rows]
    for group in on_axes(screen.chart("two-series"), rows):
        assert len({(row.indicator_id, row.territory) for row in group}) == 1


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_comparable_shares_an_axis_and_has_a_difference(open_page, language):
    pair = {"a": "trained_rate_gso.ha_noi.seen", "b": "trained_rate_gso.hai_phong_to_2025_06.seen"}
    screen = open_page("compare", lang=language, **pair)
    # 42.7 % and 32.3 % by the labour force survey of 2016
    (numbers,) = [html for html in screen.html if html.startswith("<dl")]
    assert DIFFERENCE[language] in numbers
    assert {"en": "10.4", "vi": "10,4"}[language] in numbers
    assert len(on_axes(screen.chart("two-series"), [None] * 99)) == 1


@pytest.mark.parametrize(("one", "other"), [("nothing", "x.y.z"), ("<b>", "a.b"), ("", "")])
def test_an_unknown_series_is_dropped_and_said_so(open_page, one, other):
    screen = open_page("compare", lang="en", a=one, b=other)
    assert not screen.at.error
    assert not screen.at.exception
    assert "74.25%" in screen.words
    assert "could not be understood" in screen.words
    assert "<b>" not in screen.words


def test_one_series_twice_is_no_comparison(open_page):
    same = "trained_rate_gso.ha_noi.seen"
    screen = open_page("compare", lang="en", a=same, b=same)
    assert "The same series stands on both sides" in screen.words
    assert not any("Difference" in html for html in screen.html)


def test_every_field_is_judged_in_the_file_of_reasons(open_page, catalogue):
    screen = open_page("compare", lang="vi")
    sent = screen.at.main.get_by_key("later-verdict-reasons").get("download_button")[0].proto
    address = screen.offered.execute_deferred(sent.deferred_file_id)
    lines = (
        screen.offered.read_file(PurePath(address).stem).content.decode("utf-8-sig").splitlines()
    )
    rows = list(csv.DictReader(lines))
    assert list(dict.fromkeys(row["field"] for row in rows)) == list(FIELDS)
    assert {row["field_verdict"] for row in rows} <= LEVEL
    for row in rows:
        reason = catalogue.codes["comparison"].get(row["code"])
        assert row["reason_vi"] == (reason.text.vi if reason else "")
        assert row["reason_en"] == (reason.text.en if reason else "")
    table = screen.at.main.get_by_key("later-verdict-reasons").table[0].value
    assert len(table) == len(rows)


# --- the walk can fail -------------------------------------------------------------------------


def test_the_walk_catches_a_forbidden_overlay(open_page, monkeypatch, judge):
    monkeypatch.setattr(compare_panels, "_own_axis", axis_by_unit)
    pair = {"a": "trained_rate_all_forms.ha_noi.seen", "b": "trained_rate_gso.ha_noi.seen"}
    screen = open_page("compare", lang="en", **pair)
    with pytest.raises(AssertionError):
        check_that_what_may_not_be_compared_stands_on_axes_of_its_own(panels_of(screen), judge)


def test_the_walk_catches_a_forbidden_rank(open_page, monkeypatch, catalogue, judge):
    monkeypatch.setattr(ranking_claims, "together", lambda rows, catalogue: (tuple(rows),))
    screen = open_page("digital", lang="en")
    with pytest.raises(AssertionError):
        check_that_no_claim_ranks_what_may_not_be_compared(
            panels_of(screen), "en", catalogue, judge
        )


def test_the_walk_catches_a_line_over_the_merger(open_page, judge):
    screen = open_page("graduates", lang="en", city="haiphong", former="yes")
    rows = [observation(row) for row in screen.csv("employment-by-cohort").rows]
    over = [n for n, row in enumerate(rows) if row.territory.startswith("hai_phong")]
    line = {"type": "scatter", "mode": "lines", "customdata": over}
    assert list(forbidden_lines({"data": [line]}, rows, judge))
