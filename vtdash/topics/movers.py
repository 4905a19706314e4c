"""What moved most: the places and occupations in which more or fewer begin than the year before.

Only whole years of one kind of data are set against each other, and only what has enough turns in
both is ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vtdash.model.codes import NOT_SHOWN, Qualifier, Status
from vtdash.model.details import YearChange
from vtdash.model.observation import Observation
from vtdash.render.charts.changes import ChangeBars
from vtdash.render.panel import Panel
from vtdash.rules.statistics import SMALL_BASE
from vtdash.store.questions import questions
from vtdash.topics.claims import is_whole_year
from vtdash.topics.enrolment import era_note
from vtdash.topics.mover_claims import mover_claim
from vtdash.topics.ranking_claims import whose
from vtdash.topics.view import Rows, View
from vtdash.topics.year_pairs import YearPair, count_of

_EACH_WAY = 5
"""So many that grew and so many that shrank are shown: ten bars that a reader can name."""

Key = tuple[str, ...]
Kind = tuple[str, ...]
"""A kind of data, a territory, and what was chosen beside the category: its fields in _TELLING."""

_TELLING = ("area_id", "occupation_key", "level")


class Moves(NamedTuple):
    """What moved, choice by choice, and a row of each choice without two such years."""

    pairs: tuple[YearPair, ...]
    lacking: Rows

    @property
    def is_mixed(self) -> bool:
        """Whether there are several kinds of data, so that each is named."""
        return len({row.data_status for row in (*(p.of for p in self.pairs), *self.lacking)}) > 1


def occupations_moved(view: View, own: str = "") -> Panel:
    """Occupations in which most more or fewer began than the year before.

    ``own``: the key of one of which the change is said besides.
    """
    text = view.text
    return _panel(
        view,
        _pairs(view, questions.enrolment_by_occupation, "occupation_key"),
        "occupations-moved",
        text("Which occupations moved most?"),
        text("occupations"),
        "occupation_key",
        own=own,
    )


def areas_moved(view: View) -> Panel:
    """Districts or commune-level units in which most more or fewer began than the year before."""
    text = view.text
    return _panel(
        view,
        _pairs(view, questions.enrolment_by_area, "area_id"),
        "areas-moved",
        text("Where did enrolment move most?"),
        text("places"),
        "area_id",
        era_note(view),
    )


def _panel(  # noqa: PLR0913 - what the two panels differ in
    view: View,
    found: Moves,
    panel_id: str,
    title: str,
    things: str,
    category: str,
    *notes: str,
    own: str = "",
) -> Panel:
    text = view.text
    small, alone = sum(pair.small for pair in found.pairs), sum(pair.alone for pair in found.pairs)

    def name(row: Observation) -> str:
        return whose(view, row, category, mixed=found.is_mixed)

    said = [mover_claim(view, pair, name(pair.of), things, category, own) for pair in found.pairs]
    lacking = dict.fromkeys(map(name, found.lacking if said else ()))
    said += [text("{place}: not two whole years yet.", place=place) for place in lacking]
    left = (
        text.plural(
            "{n} with fewer than {least} turns in one of the two years is not ranked.",
            "{n} with fewer than {least} turns in one of the two years are not ranked.",
            small,
            least=SMALL_BASE,
        )
        if small
        else "",
        text.plural(
            "{n} with a whole year on one side only is left out.",
            "{n} with a whole year on one side only are left out.",
            alone,
        )
        if alone
        else "",
    )
    none = text("In this choice no two whole years of one kind of data follow one another.")
    return view.panel(
        panel_id,
        title,
        (row for pair in found.pairs for row in _shown(pair)),
        claim=" ".join(said) or none,
        when_empty=none if found.lacking else "",
        drawing=ChangeBars("occupation" if category == "occupation_key" else "area"),
        notes=(
            text(
                "The newest whole year is set against the year before. Values reported by "
                "offices and sample data are never set against each other."
            ),
            *filter(None, left),
            *notes,
        ),
    )


def _pairs(view: View, question: Callable[..., Rows], category: str) -> Moves:
    """Return for each choice and kind of data the newest two years, both of them whole."""
    filters, found = view.filters, dict[Kind, YearPair]()
    now = _of_year(view, question, filters.last_year, category)
    wanted, left_out = dict(now), set[Kind]()
    for year in range(filters.last_year, filters.first_year, -1):
        before = _of_year(view, question, year - 1, category)
        wanted = wanted or dict(now)  # those of the newest year of which there is anything
        left_out |= set() if filters.former else _former(now)
        for kind in sorted(now.keys() & before.keys() - found.keys() - left_out):
            if pair := _pair(year, now[kind], before[kind]):
                found[kind] = pair
        if wanted and not (wanted.keys() - left_out - found.keys()) & before.keys():
            break  # what is still looked for had not begun
        now = before
    order = list(view.catalogue.territories)
    lacking = [rows[0] for kind, rows in wanted.items() if kind not in left_out | found.keys()]
    return Moves(
        tuple(sorted(found.values(), key=lambda pair: order.index(pair.of.territory))),
        tuple(sorted(lacking, key=lambda row: order.index(row.territory))),
    )


def _former(kinds: dict[Kind, list[Observation]]) -> set[Kind]:
    """Return the kinds of which the territory went on as one that leads beside it."""
    return {kind for kind, rows in kinds.items() if all(row.is_former for row in rows)}


def _of_year(
    view: View, question: Callable[..., Rows], year: int, category: str
) -> dict[Kind, list[Observation]]:
    """Return the rows of a year by kind of data, territory and choice."""
    others = [field for field in _TELLING if field != category]
    one = view.with_filters(first_year=year, last_year=year)
    kinds: dict[Kind, list[Observation]] = {}
    for row in one.ask(question, one.filters):
        if row.value is not None and row.occupation_key != NOT_SHOWN:
            chosen = (getattr(row, field) for field in others)
            kinds.setdefault((row.data_status, row.territory, *chosen), []).append(row)
    return kinds


def _pair(year: int, now: Sequence[Observation], before: Sequence[Observation]) -> YearPair | None:
    old = {_key(row): row for row in before if is_whole_year(row)}
    new = {_key(row): row for row in now if is_whole_year(row)}
    both = old.keys() & new.keys()
    ranked = [
        key
        for key in new
        if key in both and min(count_of(old[key]), count_of(new[key])) >= SMALL_BASE
    ]
    if not ranked:
        return None
    changes = sorted(
        (_change(old[key], new[key]) for key in ranked), key=lambda row: -count_of(row)
    )
    is_whole = len(old) == len(before) and len(new) == len(now)
    sums = YearChange(sum(map(count_of, old.values())), sum(map(count_of, new.values())))
    return YearPair(
        now[0],
        year,
        tuple(changes),
        len(both) - len(ranked),
        len(old.keys() ^ new.keys()),
        sums if is_whole else None,
    )


def _key(row: Observation) -> Key:
    return row.area_id, row.occupation_key, row.level


def _change(before: Observation, now: Observation) -> Observation:
    """Return the change as a row: of an estimate it is one too."""
    is_estimate = Status.ESTIMATE in {before.status, now.status}
    return now._replace(
        value=count_of(now) - count_of(before),
        period=f"{before.year}-{now.year}",
        year_start=before.year,
        group_kind="year_part",
        group="change",
        status=Status.ESTIMATE if is_estimate else Status.COMPUTED,
        qualifier=Qualifier.ABOUT if is_estimate else Qualifier.EXACT,
        value_note=now.value_note if is_estimate else "",
        detail=YearChange(count_of(before), count_of(now)),
        areas_reported=0,
        areas_expected=0,
    )


def _shown(pair: YearPair) -> Rows:
    """Return the rows that grew most and those that shrank most, from the one to the other."""
    grew = [row for row in pair.changes if count_of(row) > 0][:_EACH_WAY]
    shrank = [row for row in pair.changes if count_of(row) < 0][-_EACH_WAY:]
    return tuple(grew + shrank)
