"""All that changes data from the page Data intake, or shows what no reader may see.

Each act asks anew whether it is allowed. Nothing else of the screen calls what publishes, goes
back, releases or withdraws, or reads single returns: what was allowed when a page was drawn may
not be any more when its button is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

from vtdash.model.datasets import Dataset
from vtdash.sample import generate
from vtdash.store import (
    Manifest,
    Records,
    UnitPlan,
    WaitingLoad,
    current_id,
    current_records,
    data_folder,
    hand_in,
    publish,
    release,
    roll_back,
    waiting_load,
    withdraw,
)
from vtdash.ui.stewards import allowed, theirs, waits_for_release

Step = Callable[[str], None]


def publish_returns(
    returns: Sequence[Records], *, note: str, typed: str, seen: str, progress: Step
) -> Manifest | WaitingLoad:
    """Publish returns, or hand them in where somebody else has to release them."""
    if waits_for_release():
        by = allowed("load", typed, returns)
        return hand_in(data_folder(), returns, note=note, by=by, seen=seen)
    by = allowed("publish", typed, returns)
    return publish(
        data_folder(),
        sample=generate,
        returns=returns,
        note=note,
        by=by,
        seen=seen,
        progress=progress,
    )


def decide_about_unit(plan: UnitPlan, *, note: str, typed: str) -> Manifest | WaitingLoad:
    """Publish a decision about a unit, or hand it in where somebody else has to release it."""
    by, seen, units = allowed("unit", typed), current_id(data_folder()), [plan.decision]
    if waits_for_release():
        return hand_in(data_folder(), plan.records, units=units, note=note, by=by, seen=seen)
    return publish(
        data_folder(),
        sample=generate,
        returns=plan.records,
        units=units,
        note=note,
        by=by,
        seen=seen,
    )


def go_back(snapshot: str, *, note: str, typed: str) -> Manifest:
    """Make an earlier snapshot current again."""
    by = allowed("rollback", typed)
    return roll_back(data_folder(), snapshot, by=by, note=note)


def release_load(name: str, *, typed: str, progress: Step) -> Manifest:
    """Publish a load that waits."""
    load = waiting_load(data_folder(), name)
    by = allowed("release", typed, load.records, load.by)
    return release(data_folder(), name, sample=generate, by=by, progress=progress)


def withdraw_load(name: str, *, typed: str) -> None:
    """Take a load back that waits."""
    by = allowed("withdraw", typed, waiting_load(data_folder(), name).records)
    withdraw(data_folder(), name, by=by)


def own_cells(dataset: Dataset) -> pa.Table:
    """Return the rows in use of a signed-in person's own returns, as they were reported."""
    allowed("cells", "")
    return theirs(current_records(data_folder(), dataset))
