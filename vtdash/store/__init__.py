"""Records to marts to snapshots, and all that other packages may use of them."""

from vtdash.store.act_log import (
    Broken,
    Deed,
    DeedKind,
    LoggedDeed,
    LogProof,
    logged_deeds,
    machine_user,
    prove_log,
    record_deeds,
)
from vtdash.store.added_figures import (
    USED,
    figure_decisions,
    figure_records,
    figures_in,
    next_catalogue,
    used_figure,
)
from vtdash.store.backup import Backup, restore_backup, write_backup
from vtdash.store.contradictions import Contradiction
from vtdash.store.database import Store, arrow_schema
from vtdash.store.difference import SnapshotDifference, compare_snapshots
from vtdash.store.disk import PublishEvent, current_snapshot, history
from vtdash.store.manifest import (
    CellChange,
    CheckOutcome,
    Counting,
    Input,
    Manifest,
    all_snapshots,
    code_version,
    current_id,
    data_folder,
    origin_of,
    read_manifest,
    snapshot_folder,
    verify,
)
from vtdash.store.marts import Recomputed, recompute
from vtdash.store.opening import open_current
from vtdash.store.preview import (
    DatasetPreview,
    Kind,
    PeriodPreview,
    PublishPreview,
    preview_publish,
)
from vtdash.store.publish import STEPS, is_up_to_date, publish, roll_back
from vtdash.store.records import Records, current_records
from vtdash.store.sign_outs import ended_sign_ins, record_sign_out
from vtdash.store.unit_decisions import UnitAct, UnitDecision, unit_decisions
from vtdash.store.unit_merge import UnitPlan, plan_decision
from vtdash.store.unit_register import KnownUnit, UnitRegister, unit_register
from vtdash.store.waiting import (
    WaitingLoad,
    hand_in,
    release,
    waiting_load,
    waiting_loads,
    withdraw,
)

__all__ = [
    "STEPS",
    "USED",
    "Backup",
    "Broken",
    "CellChange",
    "CheckOutcome",
    "Contradiction",
    "Counting",
    "DatasetPreview",
    "Deed",
    "DeedKind",
    "Input",
    "Kind",
    "KnownUnit",
    "LogProof",
    "LoggedDeed",
    "Manifest",
    "PeriodPreview",
    "PublishEvent",
    "PublishPreview",
    "Recomputed",
    "Records",
    "SnapshotDifference",
    "Store",
    "UnitAct",
    "UnitDecision",
    "UnitPlan",
    "UnitRegister",
    "WaitingLoad",
    "all_snapshots",
    "arrow_schema",
    "code_version",
    "compare_snapshots",
    "current_id",
    "current_records",
    "current_snapshot",
    "data_folder",
    "ended_sign_ins",
    "figure_decisions",
    "figure_records",
    "figures_in",
    "hand_in",
    "history",
    "is_up_to_date",
    "logged_deeds",
    "machine_user",
    "next_catalogue",
    "open_current",
    "origin_of",
    "plan_decision",
    "preview_publish",
    "prove_log",
    "publish",
    "read_manifest",
    "recompute",
    "record_deeds",
    "record_sign_out",
    "release",
    "restore_backup",
    "roll_back",
    "snapshot_folder",
    "unit_decisions",
    "unit_register",
    "used_figure",
    "verify",
    "waiting_load",
    "waiting_loads",
    "withdraw",
    "write_backup",
]
