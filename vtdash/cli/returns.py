"""Commands for returns: check them, publish them, and write the templates that offices fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from vtdash.cli import document, lines
from vtdash.cli.answers import Given, answers, takes_answers, who
from vtdash.cli.ending import DONE, OPEN, REFUSED, Reply, bar, ending
from vtdash.cli.help import option, t, words
from vtdash.cli.root import main
from vtdash.model.datasets import DATASETS
from vtdash.model.errors import SnapshotMissing
from vtdash.reference import Catalogue, load_catalogue
from vtdash.returns import Examination, InForce, examine
from vtdash.returns.model import Answers
from vtdash.returns.review import clash_sentences, clashes, contradicted, standing, step
from vtdash.returns.wording import printable
from vtdash.sample import generate
from vtdash.store import (
    STEPS,
    Records,
    current_id,
    current_records,
    current_snapshot,
    data_folder,
    preview_publish,
    publish,
)
from vtdash.text.language import Text

_CODES = {"refused": REFUSED, "open": OPEN, "ready": DONE}

_as_json = option(
    "--json", "as_json", is_flag=True, help=t("Print one JSON document instead of lines.")
)
_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


@main.command(
    help=t(
        "Check returns without publishing them: what they are taken for, every problem, and "
        "what would change."
    )
)
@_files
@takes_answers
@_as_json
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], as_json: bool, **given: Given) -> None:
    """Say what would happen to the files."""
    text = words(context)
    with ending(text, as_json) as reply:
        catalogue = load_catalogue()
        found = _examine(reply, files, catalogue, answers(context, given))
        _changes(reply, found, catalogue)


@main.command("publish", help=t("Check returns and publish them; all of them or none."))
@_files
@option(
    "--note",
    default="",
    help=t("Why this is published; kept with the snapshot, for every reader to see."),
)
@option(
    "--by",
    default="",
    envvar="VTDASH_BY",
    help=t("Who publishes; without it the user of the machine."),
)
@takes_answers
@_as_json
@click.pass_context
def publish_files(
    context: click.Context,
    files: tuple[Path, ...],
    note: str,
    by: str,
    as_json: bool,
    **given: Given,
) -> None:
    """Publish the files where none of them needs anything."""
    text = words(context)
    with ending(text, as_json) as reply:
        catalogue, seen = load_catalogue(), current_snapshot(data_folder())
        found = _examine(reply, files, catalogue, answers(context, given))
        _changes(reply, found, catalogue)
        if reply.code == DONE:
            _publish(reply, _records(found), note, who(by), seen)


@main.command(help=t("Write the XLSX template of a dataset, with lists, examples and rules."))
@click.argument("dataset", type=click.Choice(list(DATASETS)))
@option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help=t("File to write; without it the dataset's name with .xlsx."),
)
@_as_json
@click.pass_context
def template(context: click.Context, dataset: str, out: Path | None, as_json: bool) -> None:
    """Write a template."""
    from vtdash.returns.workbooks.templates import workbook  # noqa: PLC0415 - a library for workbooks

    text, path = words(context), out or Path(f"{dataset}.xlsx")
    with ending(text, as_json) as reply:
        content = workbook(DATASETS[dataset], load_catalogue())
        try:
            path.write_bytes(content)
        except OSError as error:
            raise click.FileError(str(path), error.strerror) from None
        reply.document.update(dataset=dataset, file=str(path), bytes=len(content))
        reply.say(text("The template is in {file}.", file=path))


def _examine(
    reply: Reply, files: Sequence[Path], catalogue: Catalogue, given: Answers
) -> list[Examination]:
    """Return what was found in each file, and say it."""
    found: list[Examination] = []
    before = _in_force()
    with bar(len(files), printable) as progress:
        for path in files:
            progress(path.name)
            found.append(
                examine(
                    path,
                    path.name,
                    catalogue,
                    answers=given,
                    in_force=before,
                    contradicted=contradicted(data_folder(), catalogue, _records(found)),
                )
            )
    for each in found:
        _say(reply, each)
    reply.document["files"] = [document.examination(each) for each in found]
    _say_clashes(reply, _records(found))
    return found


def _say(reply: Reply, found: Examination) -> None:
    text = reply.text
    reply.worsen(_CODES[standing(found)])
    reply.say(lines.headline(found, text))
    for line in (*lines.problems(found, text), *lines.names(found, text)):
        reply.say(line)
    reply.say(lines.verdict(found, text))


def _say_clashes(reply: Reply, records: Sequence[Records]) -> None:
    text, found = reply.text, clashes(records)
    reply.document["clashes"] = [
        {"files": [one, other], "scope": shared} for one, other, shared in found
    ]
    for sentence in clash_sentences(records, text):
        reply.worsen(REFUSED)
        reply.warn(sentence)


def _changes(reply: Reply, found: Sequence[Examination], catalogue: Catalogue) -> None:
    """Say what publishing the sound files would change."""
    if records := _records(found):
        comparison = preview_publish(data_folder(), records, catalogue)
        reply.document["changes"] = document.changes(comparison)
        for line in lines.changes(comparison, reply.text):
            reply.say(line)


def _records(found: Sequence[Examination]) -> list[Records]:
    return [each.records for each in found if each.records]


def _in_force() -> InForce | None:
    """Return how to ask for records in force, None before anything was published."""
    try:
        current_id(data_folder())
    except SnapshotMissing:
        return None
    return partial(current_records, data_folder())


def _publish(reply: Reply, records: Sequence[Records], note: str, by: str, seen: str) -> None:
    with bar(len(STEPS), _steps(reply.text)) as progress:
        manifest = publish(
            data_folder(),
            sample=generate,
            returns=records,
            note=note,
            by=by,
            seen=seen,
            progress=progress,
        )
    reply.document["snapshot"] = document.snapshot(manifest)
    reply.say(reply.text("Snapshot {id} is current.", id=manifest.id))


def _steps(text: Text) -> Callable[[str], str]:
    return lambda name: step(name, text)
