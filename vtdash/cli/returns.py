"""Commands for returns: check them, publish them, and write the templates that offices fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from vtdash.cli import lines
from vtdash.cli.answers import Given, answer_options, by_option, read_answers
from vtdash.cli.ending import DONE, OPEN, REFUSED, Reply, bar, ending, json_option
from vtdash.cli.snapshots import publish_and_say
from vtdash.model.published_figures import TEMPLATES
from vtdash.reference import Catalogue, load_catalogue
from vtdash.returns import Examination, examine_sheets
from vtdash.returns.examine import READING_STAGES
from vtdash.returns.model import Answers
from vtdash.returns.review import contradicted, file_state, reading_stage_words
from vtdash.returns.wording import printable
from vtdash.store import (
    Records,
    current_records,
    current_snapshot,
    data_folder,
    next_catalogue,
    preview_publish,
    unit_register,
)
from vtdash.text.language import Text

_CODES = {"refused": REFUSED, "open": OPEN, "ready": DONE}


def return_commands(text: Text) -> list[click.Command]:
    """Return the commands for returns."""
    files = click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path))
    why = text("Why this is published; kept with the snapshot, for every reader to see.")
    return [
        click.Command(
            "check",
            callback=partial(check_files, text),
            params=[files, *answer_options(text), json_option(text)],
            help=text(
                "Check returns without publishing them: what they are taken for, every problem, "
                "and what would change."
            ),
        ),
        click.Command(
            "publish",
            callback=partial(publish_files, text),
            params=[
                files,
                click.Option(["--note"], default="", help=why),
                by_option(text("Who publishes; without it the user of the machine.")),
                *answer_options(text),
                json_option(text),
            ],
            help=text("Check returns and publish them; all of them or none."),
        ),
        click.Command(
            "template",
            callback=partial(write_template, text),
            params=[
                click.Argument(["dataset"], type=click.Choice(list(TEMPLATES))),
                click.Option(
                    ["--out"],
                    type=click.Path(path_type=Path),
                    help=text("File to write; without it the dataset's name with .xlsx."),
                ),
                json_option(text),
            ],
            help=text("Write the XLSX template of a dataset, with lists, examples and rules."),
        ),
    ]


def check_files(text: Text, files: tuple[Path, ...], as_json: bool, **given: Given) -> None:
    """Print what is wrong with the files and what publishing them would change."""
    with ending(text, as_json) as reply:
        catalogue = next_catalogue(data_folder())
        found = _examine(reply, files, catalogue, read_answers(given, text))
        _preview(reply, found, catalogue)


def publish_files(
    text: Text, files: tuple[Path, ...], note: str, by: str, as_json: bool, **given: Given
) -> None:
    """Publish the files where none of them needs anything."""
    with ending(text, as_json) as reply:
        catalogue, seen = next_catalogue(data_folder()), current_snapshot(data_folder())
        found = _examine(reply, files, catalogue, read_answers(given, text))
        _preview(reply, found, catalogue)
        if reply.code == DONE:
            publish_and_say(reply, note, by, returns=_records(found), seen=seen)


def write_template(text: Text, dataset: str, out: Path | None, as_json: bool) -> None:
    """Write the template of a dataset into a file."""
    from vtdash.returns.workbooks.templates import workbook  # noqa: PLC0415 - a library for workbooks

    path = out or Path(f"{dataset}.xlsx")
    with ending(text, as_json) as reply:
        content = workbook(TEMPLATES[dataset], load_catalogue())
        try:
            path.write_bytes(content)
        except OSError as error:
            raise click.FileError(str(path), error.strerror) from None
        reply.document.update(dataset=dataset, file=str(path), bytes=len(content))
        reply.say(text("The template is in {file}.", file=path))


def _examine(
    reply: Reply, files: Sequence[Path], catalogue: Catalogue, given: Answers
) -> list[Examination]:
    """Return the examination of each file, of a workbook that of each sheet, and print it."""
    found, register = list[Examination](), unit_register(data_folder(), catalogue)
    with bar(len(files) * len(READING_STAGES), printable) as progress:
        for path in files:
            found += examine_sheets(
                path,
                path.name,
                catalogue,
                answers=given,
                current_records=partial(current_records, data_folder()),
                contradicted=partial(contradicted, data_folder(), catalogue),
                beside=_records(found),
                register=register,
                progress=partial(_stage, progress, path.name, reply.text),
            )
    for each in found:
        _say(reply, each)
    reply.document["files"] = found
    return found


def _stage(progress: Callable[[str], None], name: str, text: Text, stage: str) -> None:
    progress(f"{name}: {reading_stage_words(stage, text)}")


def _say(reply: Reply, found: Examination) -> None:
    text = reply.text
    reply.worsen(_CODES[file_state(found)])
    reply.say(lines.file_heading(found, text))
    for line in (
        *lines.problem_lines(found, text),
        *lines.name_questions(found, text),
        *lines.figure_lines(found, text),
        *lines.new_unit_lines(found, text),
        *lines.counting_lines(found, text),
    ):
        reply.say(line)
    reply.say(lines.file_outcome(found, text))


def _preview(reply: Reply, found: Sequence[Examination], catalogue: Catalogue) -> None:
    """Print what publishing the files without errors would change."""
    if records := _records(found):
        preview = preview_publish(data_folder(), records, catalogue)
        reply.document["changes"] = preview
        for line in lines.preview_lines(preview, catalogue, reply.text):
            reply.say(line)


def _records(found: Sequence[Examination]) -> list[Records]:
    return [each.records for each in found if each.records]
