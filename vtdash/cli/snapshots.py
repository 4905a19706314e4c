"""Commands for snapshots: build one, list them, go back, prove that nothing was lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import click

from vtdash.cli import lines
from vtdash.cli.answers import by_option, recorded_user
from vtdash.cli.ending import REFUSED, Reply, bar, ending, json_option
from vtdash.model.errors import VtdashError
from vtdash.returns.review import publish_step_words
from vtdash.sample import generate
from vtdash.store import (
    STEPS,
    Manifest,
    Recomputed,
    Records,
    UnitDecision,
    all_snapshots,
    current_id,
    data_folder,
    history,
    is_up_to_date,
    publish,
    read_manifest,
    recompute,
    roll_back,
    snapshot_folder,
    verify,
)
from vtdash.text.language import Text


def snapshot_commands(text: Text) -> list[click.Command]:
    """Return the commands for snapshots."""
    by = by_option(text("Who does it; without it the user of the machine."))
    return [
        click.Command(
            "build",
            callback=partial(build_snapshot, text),
            params=[
                click.Option(
                    ["--force"], is_flag=True, help=text("Build although nothing has changed.")
                ),
                by,
                json_option(text),
            ],
            help=text(
                "Publish a snapshot of the reference data, the current returns and the sample."
            ),
        ),
        click.Command(
            "status",
            callback=partial(show_history, text),
            params=[json_option(text)],
            help=text(
                "List what was published and rolled back, newest first; the current snapshot has "
                "a star."
            ),
        ),
        click.Command(
            "rollback",
            callback=partial(roll_back_to, text),
            params=[
                click.Argument(["snapshot_id"]),
                click.Option(
                    ["--note"],
                    default="",
                    help=text("Why; kept in the history, for every reader to see."),
                ),
                by,
                json_option(text),
            ],
            help=text("Make an earlier snapshot current again."),
        ),
        click.Command(
            "verify",
            callback=partial(verify_snapshot, text),
            params=[click.Argument(["snapshot_id"], default=""), json_option(text)],
            help=text(
                "Prove a snapshot: every file against its hash, and every table made again from "
                "the stored records."
            ),
        ),
    ]


def build_snapshot(text: Text, force: bool, by: str, as_json: bool) -> None:
    """Publish a new snapshot where reference data or code have changed."""
    data = data_folder()
    with ending(text, as_json) as reply:
        if force or not is_up_to_date(data):
            publish_and_say(reply, "build", by)
            return
        manifest = read_manifest(snapshot_folder(data, current_id(data)))
        reply.document["snapshot"] = manifest
        reply.say(text("Snapshot {id} is up to date.", id=manifest.id))


def publish_and_say(
    reply: Reply,
    note: str,
    by: str,
    *,
    returns: Sequence[Records] = (),
    units: Sequence[UnitDecision] = (),
    seen: str | None = None,
) -> None:
    """Publish with a progress bar and print which snapshot is current now."""
    user = recorded_user(by)
    with bar(len(STEPS), lambda name: publish_step_words(name, reply.text)) as progress:
        manifest = publish(
            data_folder(),
            sample=generate,
            returns=returns,
            units=units,
            note=note,
            by=user,
            seen=seen,
            progress=progress,
        )
    say_current(reply, manifest)


def say_current(reply: Reply, manifest: Manifest) -> None:
    """Say which snapshot is current now."""
    reply.document["snapshot"] = manifest
    reply.say(reply.text("Snapshot {id} is current.", id=manifest.id))


def show_history(text: Text, as_json: bool) -> None:
    """List the history and prove the current snapshot whole."""
    data = data_folder()
    with ending(text, as_json) as reply:
        current, events = current_id(data), history(data)
        reply.document.update(in_force=current, history=events)
        for event in events:
            for line in lines.event_lines(event, current, text):
                reply.say(line)
        _unreadable(reply, {event.snapshot for event in events})
        verify(snapshot_folder(data, current))


def roll_back_to(text: Text, snapshot_id: str, note: str, by: str, as_json: bool) -> None:
    """Make an earlier snapshot current again."""
    with ending(text, as_json) as reply:
        manifest = roll_back(data_folder(), snapshot_id, by=recorded_user(by), note=note)
        say_current(reply, manifest)


def verify_snapshot(text: Text, snapshot_id: str, as_json: bool) -> None:
    """Prove the current snapshot, or the one named."""
    data = data_folder()
    with ending(text, as_json) as reply:
        proof = recompute(data, snapshot_id or current_id(data))
        manifest = proof.manifest
        reply.document.update(
            snapshot=manifest,
            proved=proof.is_proved,
            same_code_and_libraries=proof.is_same_maker,
            tables=proof.marts,
        )
        reply.say(text("Snapshot {id} is whole: {n} files.", id=manifest.id, n=len(manifest.files)))
        _say_proof(reply, proof)


def _say_proof(reply: Reply, proof: Recomputed) -> None:
    text = reply.text
    if not proof.is_same_maker:
        reply.warn(
            text(
                "It was made by other code or libraries ({then}, now {now}): rows are "
                "compared, not bytes.",
                then=proof.manifest.code_version,
                now=proof.code_now,
            )
        )
    for each in proof.marts:
        if each.outcome == "differs":
            reply.warn(text("{mart}: made again, it differs.", mart=each.mart))
    if proof.is_proved:
        n = len(proof.marts)
        reply.say(
            text.plural(
                "Made again from the records: {n} table, the same.",
                "Made again from the records: {n} tables, all the same.",
                n,
            )
        )
    else:
        reply.worsen(REFUSED)


def _unreadable(reply: Reply, listed: set[str]) -> None:
    """Name snapshots that no history can speak of, since their manifests cannot be read."""
    data, damaged = data_folder(), list[str]()
    for snapshot_id in all_snapshots(data):
        try:
            read_manifest(snapshot_folder(data, snapshot_id))
        except VtdashError as error:
            damaged.append(snapshot_id)
            if snapshot_id not in listed:
                reply.say(f"  {snapshot_id}  {error.words(reply.text.language)}")
    reply.document["damaged"] = damaged
