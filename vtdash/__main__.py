"""The command line: build, publish, check, status, verify, rollback.

Messages are in Vietnamese or English (``--lang``, or the variable VTDASH_LANG). Exit codes:
0 done, 1 refused or damaged (the words say what, where and what to do), 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click

from vtdash.errors import VtdashError
from vtdash.intake import read_return
from vtdash.language import DEFAULT_LANGUAGE, LANGUAGES, Text
from vtdash.reference import load_catalogue
from vtdash.sample import generate
from vtdash.warehouse import (
    STEPS,
    Manifest,
    Records,
    all_snapshots,
    current_id,
    data_folder,
    is_up_to_date,
    publish,
    read_manifest,
    roll_back,
    snapshot_folder,
    verify,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(list(LANGUAGES)),
    envvar="VTDASH_LANG",
    default=DEFAULT_LANGUAGE,
    show_default=True,
    help="Language of the messages.",
)
@click.pass_context
def main(context: click.Context, lang: str) -> None:
    """Build, publish and look after the data of the dashboard."""
    context.obj = Text(lang)


@main.command()
@click.option("--force", is_flag=True, help="Build although nothing has changed.")
@click.pass_obj
def build(text: Text, force: bool) -> None:
    """Publish a snapshot of the reference data, the returns in force and the sample."""
    if not force and is_up_to_date(data_folder()):
        click.echo(text("Snapshot {id} is up to date.", id=current_id(data_folder())))
        return
    _publish(text, (), "build")


@main.command("publish")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--note", default="", help="Why this is published; kept with the snapshot.")
@click.pass_obj
def publish_files(text: Text, files: tuple[Path, ...], note: str) -> None:
    """Check returns (CSV after a template) and publish them; all of them or none."""
    _publish(text, tuple(_read(files, text)), note)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def check(text: Text, files: tuple[Path, ...]) -> None:
    """Check returns without publishing them."""
    for records in _read(files, text):
        click.echo(
            text("{file}: {rows} records, no problem found.", file=records.name,
                 rows=text.number(records.table.num_rows))
        )  # fmt: skip


@main.command()
@click.pass_obj
def status(text: Text) -> None:
    """List the snapshots, newest first; the one in force is marked."""
    with _plain_errors(text):
        data = data_folder()
        in_force = current_id(data)
        for snapshot_id in all_snapshots(data):
            mark = "*" if snapshot_id == in_force else " "
            try:
                click.echo(f"{mark} {_line(read_manifest(snapshot_folder(data, snapshot_id)))}")
            except VtdashError as error:
                click.echo(f"{mark} {snapshot_id}  {error.words(text.language)}")
        verify(snapshot_folder(data, in_force))


@main.command()
@click.argument("snapshot_id")
@click.pass_obj
def rollback(text: Text, snapshot_id: str) -> None:
    """Put an earlier snapshot in force again."""
    with _plain_errors(text):
        manifest = roll_back(data_folder(), snapshot_id)
        click.echo(text("Snapshot {id} is in force.", id=manifest.id))


@main.command("verify")
@click.pass_obj
def verify_current(text: Text) -> None:
    """Check every file of the snapshot in force against its manifest."""
    with _plain_errors(text):
        manifest = verify(snapshot_folder(data_folder(), current_id(data_folder())))
        click.echo(
            text("Snapshot {id} is whole: {n} files.", id=manifest.id, n=len(manifest.files))
        )


def _publish(text: Text, returns: tuple[Records, ...], note: str) -> None:
    with _plain_errors(text), _bar(text) as progress:
        manifest = publish(
            data_folder(), sample=generate, returns=returns, note=note, progress=progress
        )
    click.echo(text("Snapshot {id} is in force.", id=manifest.id))


def _read(files: tuple[Path, ...], text: Text) -> list[Records]:
    """Return the records of all files, or end with the problems of every file."""
    with _plain_errors(text):
        catalogue = load_catalogue()
    read: list[Records] = []
    refused = False
    for path in files:
        try:
            read.append(read_return(path, catalogue))
        except VtdashError as error:
            refused = True
            click.echo(error.words(text.language), err=True)
    if refused:
        sys.exit(1)
    return read


@contextmanager
def _bar(text: Text) -> Generator[Callable[[str], None]]:
    labels = {
        "reference": text("Reading the reference data"),
        "sample": text("Making the sample returns"),
        "records": text("Storing the records"),
        "marts": text("Rolling up"),
        "verify": text("Checking the snapshot"),
        "publish": text("Publishing"),
    }

    def show(step: str | None) -> str | None:
        return labels.get(step) if step else None

    with click.progressbar(length=len(STEPS), label="vtdash", item_show_func=show) as bar:
        yield lambda step: bar.update(1, step)


@contextmanager
def _plain_errors(text: Text) -> Generator[None]:
    """End with the error's words and exit code 1 instead of a trace."""
    try:
        yield
    except VtdashError as error:
        click.echo(error.words(text.language), err=True)
        sys.exit(1)


def _line(manifest: Manifest) -> str:
    reported = sum(i.rows for i in manifest.inputs if i.data_status == "reported")
    sample = sum(i.rows for i in manifest.inputs if i.data_status == "sample")
    return (
        f"{manifest.id}  {manifest.created}  reported={reported} sample={sample}  {manifest.note}"
    ).rstrip()


if __name__ == "__main__":
    main(prog_name="vtdash")
