"""Records to marts to snapshots, and the one door through which pages query them."""

from vtdash.warehouse.publish import (
    STEPS,
    Records,
    is_up_to_date,
    open_in_force,
    publish,
    roll_back,
)
from vtdash.warehouse.snapshot import (
    Manifest,
    all_snapshots,
    code_version,
    current_id,
    data_folder,
    read_manifest,
    snapshot_folder,
    verify,
)
from vtdash.warehouse.store import Store

__all__ = [
    "STEPS", "Manifest", "Records", "Store", "all_snapshots", "code_version", "current_id",
    "data_folder", "is_up_to_date", "open_in_force", "publish", "read_manifest", "roll_back",
    "snapshot_folder", "verify",
]  # fmt: skip
