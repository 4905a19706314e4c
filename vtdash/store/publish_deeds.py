"""What a publish did, as records of the log of acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from vtdash.store.act_log import Deed
from vtdash.store.added_figures import USED
from vtdash.store.manifest import Input, Manifest
from vtdash.store.records import Records
from vtdash.store.unit_decisions import UnitDecision

_SAID_BY_RETURNS = frozenset({"created", "alias"})
"""Decisions that come by the hundred with a return, whose record names it already."""

_UNIT = ("act", "unit", "day", "other", "choice")


def deeds_of_publish(
    manifest: Manifest, new: Sequence[Input], units: Iterable[UnitDecision], released: str
) -> list[Deed]:
    """Return the acts of a publish, itself last; ``released``: the load that had waited."""
    who, snapshot = manifest.by, manifest.id
    loads = [] if released else [load_deed(each, who, snapshot=snapshot) for each in new]
    decided = [each for each in units if each.act not in _SAID_BY_RETURNS]
    acts = [*loads, *_decisions(new, decided, who, snapshot)]
    kind = "release" if released else "publish" if new or decided else "build"
    return [*acts, Deed(kind, who, snapshot, released, {"note": manifest.note})]


def load_deed(made: Input | Records, who: str, *, snapshot: str = "", load: str = "") -> Deed:
    """Return the act of loading a return: which file, and what of."""
    rows = made.rows if isinstance(made, Input) else made.table.num_rows
    about = {"file": made.name, "dataset": made.dataset, "rows": rows}
    return Deed("load", who, snapshot, load, about | {"sha256": made.source_sha256})


def _decisions(
    new: Sequence[Input], units: Sequence[UnitDecision], who: str, snapshot: str
) -> Iterable[Deed]:
    for each in units:
        said = {name: value for name, value in asdict(each).items() if name in _UNIT and value}
        yield Deed("unit", who, snapshot, about=said)
    for decided in (d for each in new for d in each.counting if d.choice == USED):
        about = {"used": decided.other, "instead_of": list(decided.scopes[0])}
        yield Deed("figure", who, snapshot, about=about)
