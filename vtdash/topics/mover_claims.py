"""What moved most, in words: how many grew, which most and which shrank most, and all together."""

from __future__ import annotations

from vtdash.model.details import YearChange
from vtdash.model.observation import Observation
from vtdash.render.names_apart import place_inside
from vtdash.text.language import in_brackets
from vtdash.topics.claims import category_name, has_estimate
from vtdash.topics.view import View
from vtdash.topics.year_pairs import YearPair, count_of


def mover_claim(
    view: View, pair: YearPair, place: str, things: str, category: str, own: str
) -> str:
    """Say how many grew, which most and which shrank most, and how all moved together."""
    text, changes = view.text, pair.changes
    up, down = changes[0], changes[-1]
    if len(changes) == 1 and not (pair.small or pair.alone):
        return _only(view, pair, place, category)
    words = {
        "place": place,
        "up": text.number(sum(count_of(row) > 0 for row in changes)),
        "n": text.number(len(changes)),
        "things": things,
        "before": pair.year - 1,
        "now": pair.year,
        "most": _named(view, up, category),
    }
    if count_of(up) <= 0:
        said = [text("{place}: none of {n} {things} grew from {before} to {now}.", **words)]
    elif has_estimate((up,)):
        said = [text("{place}: {up} of {n} {things} grew from {before} to {now}.", **words)]
    else:
        said = [
            text("{place}: {up} of {n} {things} grew from {before} to {now}, most {most}.", **words)
        ]
    if has_estimate((up, down)):
        said.append(text("What moved most is an estimate by share of area and is not named."))
    if count_of(down) < 0 and not has_estimate((down,)):
        said.append(text("{least} shrank most.", least=_named(view, down, category)))
    if pair.whole:
        said.append(_course(view, text("All together"), pair.whole))
    said += [
        _course(view, view.names.occupation(own), row.detail)
        for row in changes
        if own and row.occupation_key == own and isinstance(row.detail, YearChange)
    ]
    return " ".join(said)


def _only(view: View, pair: YearPair, place: str, category: str) -> str:
    """Say the one change that there is, as one, with its years."""
    (row,) = pair.changes
    change = row.year_change or YearChange(0, 0)
    name = place_inside(category_name(view.names, category, getattr(row, category)))
    words = {
        "name": place if name in place else f"{place} – {name}",
        "share": f"{view.text.signed(change.percent or 0, 1)}%",
        "years": in_brackets(view.names.period(row)),
        "before": view.text.number(round(change.before)),
        "now": view.text.number(round(change.now)),
    }
    if has_estimate((row,)):
        return view.text(
            "{name}: about {share} ({years}; {before} to {now} turns, estimated by share of area).",
            **words,
        )
    return view.text("{name}: {share} ({years}; {before} to {now} turns).", **words)


def _named(view: View, row: Observation, category: str) -> str:
    """Return what a change is of, with its size."""
    name = place_inside(category_name(view.names, category, getattr(row, category)))
    return f"{name} ({view.text.signed(count_of(row), 0)})"


def _course(view: View, name: str, change: YearChange) -> str:
    """Say by which per cent something changed, from what to what."""
    text = view.text
    return text(
        "{name} {share} ({before} to {now} turns).",
        name=name,
        share=f"{text.signed(change.percent or 0, 1)}%",
        before=text.number(round(change.before)),
        now=text.number(round(change.now)),
    )
