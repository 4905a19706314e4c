"""Records to marts to snapshots, and the one door through which pages query them."""

from vtdash.warehouse.compare import compare
from vtdash.warehouse.comparison import (
    Change,
    Comparison,
    Contradiction,
    Example,
    SampleGone,
    Total,
)
from vtdash.warehouse.difference import Difference, difference
from vtdash.warehouse.events import Event, history, in_force
from vtdash.warehouse.inforce import records_in_force
from vtdash.warehouse.publish import STEPS, is_up_to_date, open_in_force, publish, roll_back
from vtdash.warehouse.recompute import MartProof, Recomputed, recompute
from vtdash.warehouse.records import Records
from vtdash.warehouse.snapshot import (
    Input,
    Manifest,
    Outcome,
    all_snapshots,
    code_version,
    current_id,
    data_folder,
    read_manifest,
    snapshot_folder,
    verify,
)
from vtdash.warehouse.statements import arrow_schema
from vtdash.warehouse.store import Store

__all__ = [
    "STEPS", "Change", "Comparison", "Contradiction", "Difference", "Event", "Example", "Input",
    "Manifest", "MartProof", "Outcome", "Recomputed", "Records", "SampleGone", "Store", "Total",
    "all_snapshots", "arrow_schema", "code_version", "compare", "current_id", "data_folder",
    "difference", "history", "in_force", "is_up_to_date", "open_in_force", "publish",
    "read_manifest", "recompute", "records_in_force", "roll_back", "snapshot_folder", "verify",
]  # fmt: skip
