"""Commands for who did what: the log of acts, and the loads that wait for somebody else's yes."""

from __future__ import annotations

from functools import partial

import click

from vtdash.cli.answers import by_option, recorded_user
from vtdash.cli.ending import REFUSED, Reply, bar, ending, json_option
from vtdash.cli.snapshots import say_current
from vtdash.returns.review import about_words, actor_words, deed_words, publish_step_words
from vtdash.sample import generate
from vtdash.store import (
    STEPS,
    LoggedDeed,
    LogProof,
    WaitingLoad,
    data_folder,
    logged_deeds,
    prove_log,
    release,
    waiting_loads,
    withdraw,
)
from vtdash.text.language import Text, in_vietnam


def act_commands(text: Text) -> list[click.Command]:
    """Return the commands for the log and for loads that wait."""
    return [
        click.Command(
            "log",
            callback=partial(show_log, text),
            params=[
                click.Argument(["what"], type=click.Choice(["show", "verify"]), default="show"),
                click.Option(
                    ["--known"],
                    default="",
                    help=text(
                        "A hash that an earlier verify printed: a log that was cut or written "
                        "anew lacks it."
                    ),
                ),
                json_option(text),
            ],
            help=text(
                "Show who did what with the data, oldest first, or prove that no line was changed, "
                "left out or added."
            ),
        ),
        click.Command(
            "waiting",
            callback=partial(look_at_waiting, text),
            params=[
                click.Argument(["load"], default=""),
                click.Option(["--release", "is_released"], is_flag=True, help=text("Publish it.")),
                click.Option(
                    ["--withdraw", "is_withdrawn"],
                    is_flag=True,
                    help=text("Take it back: it is never published."),
                ),
                by_option(text("Who does it; without it the user of the machine.")),
                json_option(text),
            ],
            help=text("List the loads that wait to be released; release or withdraw one."),
        ),
    ]


def show_log(text: Text, what: str, known: str, as_json: bool) -> None:
    """List the log, or say whether it is whole."""
    with ending(text, as_json) as reply:
        proof = prove_log(data_folder(), known)
        if what == "show":
            deeds = logged_deeds(data_folder())
            reply.document["acts"] = deeds
            for each in deeds:
                reply.say(_log_line(each, text))
        reply.document.update(
            records=proof.records, head=proof.head, line=proof.line, broken=proof.broken
        )
        _say_log_proof(reply, proof, is_asked=what == "verify")


def _log_line(each: LoggedDeed, text: Text) -> str:
    deed = each.deed
    said = (
        f"{each.number:>5}  {in_vietnam(each.when):%Y-%m-%d %H:%M}",
        deed_words(deed, text),
        actor_words(deed.who, text),
        f"[{each.user}]",
        deed.snapshot or deed.load,
        about_words(deed),
    )
    return "  ".join(filter(None, said))


def _say_log_proof(reply: Reply, proof: LogProof, *, is_asked: bool) -> None:
    text = reply.text
    if proof.is_whole and is_asked:
        said = text.plural("The log is whole: {n} record.", "The log is whole: {n} records.",
                           proof.records)  # fmt: skip
        reply.say(said)
        reply.say(text("Its last hash, to be kept elsewhere: {hash}", hash=proof.head))
    if proof.broken:
        reply.worsen(REFUSED)
        reply.warn(
            {
                "unreadable": text("Line {n} of the log is no record.", n=proof.line),
                "changed": text("Line {n} of the log was changed.", n=proof.line),
                "cut": text(
                    "Line {n} of the log does not follow the line before: lines were left out, "
                    "added or moved.",
                    n=proof.line,
                ),
            }[proof.broken]
        )
    elif not proof.is_known:
        reply.worsen(REFUSED)
        reply.warn(text("The log lacks the hash asked for: it was cut or written anew."))


def look_at_waiting(
    text: Text, load: str, is_released: bool, is_withdrawn: bool, by: str, as_json: bool
) -> None:
    """List what waits, or release or withdraw one load."""
    if (is_released or is_withdrawn) and (not load or is_released == is_withdrawn):
        raise click.UsageError(text("Name one load, and either --release or --withdraw."))
    with ending(text, as_json) as reply:
        if is_released:
            _release(reply, load, by)
        elif is_withdrawn:
            withdraw(data_folder(), load, by=recorded_user(by))
            reply.say(text("The load {id} was withdrawn.", id=load))
        else:
            found = [each for each in waiting_loads(data_folder()) if load in {"", each.id}]
            reply.document["waiting"] = [_named(each) for each in found]
            for each in found:
                _say_waiting(reply, each)


def _named(load: WaitingLoad) -> dict[str, object]:
    files = [{"name": each.name, "records": each.table.num_rows} for each in load.records]
    return {"id": load.id, "when": load.when, "who": load.by, "note": load.note, "files": files}


def _say_waiting(reply: Reply, load: WaitingLoad) -> None:
    local = f"{in_vietnam(load.when):%Y-%m-%d %H:%M}"
    reply.say("  ".join((load.id, local, actor_words(load.by, reply.text), load.note)))
    for each in load.records:
        rows = reply.text.plural("{n} record", "{n} records", each.table.num_rows)
        reply.say(f"      {each.name}  {rows}")


def _release(reply: Reply, load: str, by: str) -> None:
    with bar(len(STEPS), lambda name: publish_step_words(name, reply.text)) as progress:
        user = recorded_user(by)
        made = release(data_folder(), load, sample=generate, by=user, progress=progress)
    say_current(reply, made)
