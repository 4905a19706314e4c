"""The command line: what page and terminal can both do, and what only a terminal needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from vtdash.cli.acts import act_commands
from vtdash.cli.backups import backup_commands
from vtdash.cli.figures import figure_commands
from vtdash.cli.returns import return_commands
from vtdash.cli.snapshots import snapshot_commands
from vtdash.cli.units import unit_commands
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES, Text

__all__ = ["commands", "line_language", "main"]

_HELP_NAMES = ["-h", "--help"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line, that of the process where none is given, and end the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands(Text(line_language(given))).main(args=given, prog_name="vtdash")


def line_language(arguments: Sequence[str]) -> str:
    """Return the language that the line or the environment asks for, before anything is parsed.

    >>> line_language(["--lang", "en", "status"]), line_language(["--lang=en", "--help"])
    ('en', 'en')
    """
    asked = os.environ.get("VTDASH_LANG", "")
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            asked = arguments[number + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def commands(text: Text) -> click.Group:
    """Return the group of all commands, which speaks one language."""
    language = click.Option(
        ["--lang"],
        type=click.Choice(list(LANGUAGES)),
        envvar="VTDASH_LANG",
        default=DEFAULT_LANGUAGE,
        expose_value=False,
        help=text("Language of messages and help; also by VTDASH_LANG."),
    )
    group = _CommandGroup(
        params=[language],
        context_settings={"help_option_names": _HELP_NAMES},
        help=text(
            "Build, check, publish and look after the data of the dashboard.\n\n"
            "Exit codes: 0 done; 1 refused because of errors, or damaged; 2 wrong usage; 3 needs "
            "your input (near names, missing facts, warnings without a reason); 4 another publish "
            "runs."
        ),
    )
    makers = (
        return_commands,
        figure_commands,
        unit_commands,
        snapshot_commands,
        act_commands,
        backup_commands,
    )
    for command in (command for make in makers for command in make(text)):
        command.short_help = (command.help or "").split("\n", 1)[0]
        command.params.append(language)  # before a command or after it, as one thinks of it
        group.add_command(command)
    context_class = _context_class(text)
    for command in (group, *group.commands.values()):
        command.context_class = context_class
        context = click.Context(command, help_option_names=_HELP_NAMES)
        if shows_help := command.get_help_option(context):
            shows_help.help = text("Show this message and exit.")
    return group


class _CommandGroup(click.Group):
    """A group that lists its commands in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


def _context_class(text: Text) -> type[click.Context]:
    """Return a context whose help has the headings of click in the reader's language."""
    headings = {"Options": text("Options"), "Commands": text("Commands")}

    class Formatter(click.HelpFormatter):
        def write_heading(self, heading: str) -> None:
            super().write_heading(headings.get(heading, heading))

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, f"{text('Usage:')} " if prefix is None else prefix)

    class Context(click.Context):
        formatter_class = Formatter

    return Context
