"""Records to marts to snapshots, and the one door through which pages query them."""

from vtdash.store.contradictions import Contradiction
from vtdash.store.current_records import records_in_force
from vtdash.store.database import Store
from vtdash.store.event_log import Event, history, in_force
from vtdash.store.manifest import (
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
from vtdash.store.preview import (
    Change,
    Comparison,
    Example,
    SampleGone,
    Total,
    compare,
)
from vtdash.store.publish import STEPS, is_up_to_date, open_in_force, publish, roll_back
from vtdash.store.recompute import MartProof, Recomputed, recompute
from vtdash.store.records import Records
from vtdash.store.snapshot_difference import Difference, difference
from vtdash.store.statements import arrow_schema

__all__ = [
    "STEPS",
    "Change",
    "Comparison",
    "Contradiction",
    "Difference",
    "Event",
    "Example",
    "Input",
    "Manifest",
    "MartProof",
    "Outcome",
    "Recomputed",
    "Records",
    "SampleGone",
    "Store",
    "Total",
    "all_snapshots",
    "arrow_schema",
    "code_version",
    "compare",
    "current_id",
    "data_folder",
    "difference",
    "history",
    "in_force",
    "is_up_to_date",
    "open_in_force",
    "publish",
    "read_manifest",
    "recompute",
    "records_in_force",
    "roll_back",
    "snapshot_folder",
    "verify",
]
