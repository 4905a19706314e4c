"""The current snapshot, opened; and the way out where it is damaged."""

from __future__ import annotations

from pathlib import Path

from vtdash.model.errors import VtdashError
from vtdash.store.database import Store
from vtdash.store.disk import history
from vtdash.store.manifest import current_id, snapshot_folder


def open_current(data: Path) -> tuple[Store, VtdashError | None]:
    """Return the store of the current snapshot.

    Where that one is damaged the newest whole one before it is opened instead, and the damage
    comes back as the second value, to be shown. Raises it where no snapshot is whole.
    """
    wanted = current_id(data)
    try:
        return Store.open(snapshot_folder(data, wanted)), None
    except VtdashError as damage:
        for other in _earlier(data, wanted):
            try:
                return Store.open(snapshot_folder(data, other)), damage
            except VtdashError:
                continue
        raise


def _earlier(data: Path, wanted: str) -> list[str]:
    """Return the snapshots to fall back on, the one that was current before first.

    The log tells which that was; names begin with a time, and a clock may have been set back. One
    that a crash kept from becoming current is none, nor one that came after.
    """
    made = [event for event in history(data) if event.is_complete and event.action != "rollback"]
    before = {event.snapshot: event.previous for event in made}
    order = list(before)
    if wanted in before:
        order = order[order.index(wanted) + 1 :]
    elif wanted:
        order = [other for other in order if other < wanted]  # all that its name can tell
    chain = list[str]()
    while (wanted := before.get(wanted, "")) in order and wanted not in chain:
        chain.append(wanted)
    return [*chain, *(other for other in order if other not in chain)]
