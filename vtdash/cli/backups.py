"""Commands for backups: one archive of all that is published, and its way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from vtdash.cli.ending import ending, json_option
from vtdash.store import data_folder, restore_backup, write_backup
from vtdash.text.language import Text


def backup_commands(text: Text) -> list[click.Command]:
    """Return the commands for backups."""
    path = click.Path(dir_okay=False, path_type=Path)
    return [
        click.Command(
            "backup",
            callback=partial(back_up, text),
            params=[
                click.Argument(["archive"], type=path),
                click.Option(
                    ["--wait"],
                    type=click.FloatRange(min=0),
                    default=60,
                    show_default=True,
                    help=text("Seconds to wait for a publish that runs."),
                ),
                json_option(text),
            ],
            help=text(
                "Write all that is published to one archive (tar.gz), which proves itself when it "
                "is restored."
            ),
        ),
        click.Command(
            "restore",
            callback=partial(restore, text),
            params=[click.Argument(["archive"], type=path), json_option(text)],
            help=text("Bring a backup back into an empty data folder."),
        ),
    ]


def back_up(text: Text, archive: Path, wait: float, as_json: bool) -> None:
    """Write a backup and say what it holds."""
    with ending(text, as_json) as reply:
        made = write_backup(data_folder(), archive, wait)
        reply.document.update(snapshot=made.snapshot, files=len(made.files))
        reply.say(
            text.plural(
                "{archive}: {n} file; current snapshot {id}.",
                "{archive}: {n} files; current snapshot {id}.",
                len(made.files),
                archive=archive,
                id=made.snapshot,
            )
        )


def restore(text: Text, archive: Path, as_json: bool) -> None:
    """Restore a backup and say which snapshot is current."""
    with ending(text, as_json) as reply:
        made = restore_backup(archive, data_folder())
        reply.document.update(snapshot=made.snapshot, files=len(made.files), made=made.made)
        reply.say(
            text(
                "Restored from the backup of {made}: snapshot {id} is current.",
                made=text.moment(made.made),
                id=made.snapshot,
            )
        )
