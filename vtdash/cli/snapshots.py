"""Commands for snapshots: build one, list them, go back, prove that nothing was lost."""

from __future__ import annotations

import click

from vtdash.cli import document, lines
from vtdash.cli.answers import who
from vtdash.cli.ending import REFUSED, Reply, bar, ending
from vtdash.cli.help import option, t, words
from vtdash.cli.root import main
from vtdash.model.errors import VtdashError
from vtdash.returns.review import step
from vtdash.sample import generate
from vtdash.store import (
    STEPS,
    Recomputed,
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

_as_json = option(
    "--json", "as_json", is_flag=True, help=t("Print one JSON document instead of lines.")
)
_by = option(
    "--by",
    default="",
    envvar="VTDASH_BY",
    help=t("Who does it; without it the user of the machine."),
)


@main.command(
    help=t("Publish a snapshot of the reference data, the current returns and the sample.")
)
@option("--force", is_flag=True, help=t("Build although nothing has changed."))
@_by
@_as_json
@click.pass_context
def build(context: click.Context, force: bool, by: str, as_json: bool) -> None:
    """Build anew where reference data or code have changed."""
    text, data = words(context), data_folder()
    with ending(text, as_json) as reply:
        if not force and is_up_to_date(data):
            manifest = read_manifest(snapshot_folder(data, current_id(data)))
            reply.say(text("Snapshot {id} is up to date.", id=manifest.id))
        else:
            with bar(len(STEPS), lambda name: step(name, text)) as progress:
                manifest = publish(
                    data, sample=generate, note="build", by=who(by), progress=progress
                )
            reply.say(text("Snapshot {id} is current.", id=manifest.id))
        reply.document["snapshot"] = document.snapshot(manifest)


@main.command(
    help=t(
        "List what was published and rolled back, newest first; the current snapshot has a star."
    )
)
@_as_json
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """List the history and prove the current snapshot whole."""
    text, data = words(context), data_folder()
    with ending(text, as_json) as reply:
        current = current_id(data)
        events = history(data)
        reply.document.update(in_force=current, history=[document.event(e) for e in events])
        for each in events:
            for line in lines.event(each, current, text):
                reply.say(line)
        _unreadable(reply, {event.snapshot for event in events})
        verify(snapshot_folder(data, current))


@main.command(help=t("Make an earlier snapshot current again."))
@click.argument("snapshot_id")
@option("--note", default="", help=t("Why; kept in the history, for every reader to see."))
@_by
@_as_json
@click.pass_context
def rollback(context: click.Context, snapshot_id: str, note: str, by: str, as_json: bool) -> None:
    """Go back to a snapshot."""
    text = words(context)
    with ending(text, as_json) as reply:
        manifest = roll_back(data_folder(), snapshot_id, by=who(by), note=note)
        reply.document["snapshot"] = document.snapshot(manifest)
        reply.say(text("Snapshot {id} is current.", id=manifest.id))


@main.command(
    "verify",
    help=t(
        "Prove a snapshot: every file against its hash, and every table "
        "made again from the stored records."
    ),
)
@click.argument("snapshot_id", default="")
@_as_json
@click.pass_context
def verify_snapshot(context: click.Context, snapshot_id: str, as_json: bool) -> None:
    """Prove the current snapshot, or the one named."""
    text, data = words(context), data_folder()
    with ending(text, as_json) as reply:
        proof = recompute(data, snapshot_id or current_id(data))
        manifest = proof.manifest
        reply.document.update(snapshot=document.snapshot(manifest), **document.proof(proof))
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
