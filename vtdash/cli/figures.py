"""The command that holds new published figures against the register before they enter it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from vtdash.cli.ending import DONE, OPEN, Reply, ending, json_option
from vtdash.reference import REFERENCE_FOLDER
from vtdash.reference.additions import Additions, append, with_additions
from vtdash.render.names import Names
from vtdash.rules.conflicting_figures import new_conflicts, seen_before
from vtdash.text.language import Text
from vtdash.topics.sources.new_figures import conflict_lines


def figure_commands(text: Text) -> list[click.Command]:
    """Return the command for published figures."""
    file = click.Path(path_type=Path)
    return [
        click.Command(
            "figures",
            callback=partial(check_figures, text),
            params=[
                click.Argument(["figures"], type=file),
                click.Option(
                    ["--sources"],
                    type=file,
                    help=text("CSV of their sources, with the columns of sources.csv."),
                ),
                click.Option(
                    ["--accept"],
                    multiple=True,
                    metavar="ID",
                    help=text(
                        "A contradiction that is known, such as F165-F602, or a source that "
                        "states no date, such as S201. May be repeated."
                    ),
                ),
                click.Option(
                    ["--add"],
                    is_flag=True,
                    help=text("Write the figures into the register where nothing is left open."),
                ),
                json_option(text),
            ],
            help=text(
                "Check new published figures against the register: what does not hold, what "
                "another page states already, and what contradicts a figure that is there."
            ),
        )
    ]


def check_figures(
    text: Text,
    figures: Path,
    sources: Path | None,
    accept: tuple[str, ...],
    as_json: bool,
    add: bool,
) -> None:
    """Say what new figures mean beside the register, and add them where that is asked for."""
    with ending(text, as_json) as reply:
        found = with_additions(figures, sources, REFERENCE_FOLDER)
        asked = list(_open(found, reply, accept))
        if asked:
            reply.worsen(OPEN)
            reply.say(
                text("Say yes to each with --accept, after reading it: {ids}", ids=", ".join(asked))
            )
        reply.document.update(figures=found.figures.ids, sources=found.sources.ids, open=asked)
        if add and reply.code == DONE:
            append(found, REFERENCE_FOLDER)
            reply.say(
                text.plural(
                    "{n} figure is in the register. Publish it with the command 'build'.",
                    "{n} figures are in the register. Publish them with the command 'build'.",
                    len(found.figures.ids),
                )
            )
        elif reply.code == DONE:
            reply.say(
                text.plural(
                    "{n} figure may be added (--add).",
                    "{n} figures may be added (--add).",
                    len(found.figures.ids),
                )
            )


def _open(found: Additions, reply: Reply, accepted: tuple[str, ...]) -> Iterator[str]:
    """Print what is to be known of the figures; yield what still needs a yes."""
    text, names = reply.text, Names(found.catalogue, reply.text)
    ids, catalogue = found.figures.ids, found.catalogue
    witnesses = {i: seen for i in ids if (seen := seen_before(i, catalogue))}
    reply.document["witnesses"] = witnesses
    for figure_id, others in witnesses.items():
        reply.say(
            text(
                "{figure}: stated already by {others}; a second page, not a second value.",
                figure=figure_id,
                others=", ".join(others),
            )
        )
    new = list(new_conflicts(catalogue, ids))
    reply.document["contradictions"] = [conflict.id for conflict in new]
    for conflict in new:
        reply.say(text("Contradiction {id}", id=conflict.id))
        for line in conflict_lines(names, conflict):
            reply.say(f"  {line}")
    for source in found.undated:
        reply.say(text("{source}: no date of publication", source=source))
    asked = (*(conflict.id for conflict in new), *found.undated)
    yield from (each for each in asked if each not in accepted)
