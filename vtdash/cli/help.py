"""Help in the chosen language: commands and options whose sentences go through the catalogues.

A help text is written in English where it stands and marked with ``t``; it is translated when it
is shown, by the language of ``--lang`` or VTDASH_LANG, wherever on the line that stands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial

import click

from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES, Text


def t(sentence: str) -> str:
    """Mark a sentence for the catalogues and return it as it is."""
    return sentence


HEADINGS = {"Options": t("Options"), "Commands": t("Commands"), "Usage: ": t("Usage:")}
SHOW_HELP = t("Show this message and exit.")


def words(context: click.Context) -> Text:
    """Return the language of the running command."""
    return context.obj if isinstance(context.obj, Text) else Text(DEFAULT_LANGUAGE)


def language(arguments: Sequence[str]) -> str:
    """Return the language that the line or the environment asks for, before anything is parsed.

    >>> language(["--lang", "en", "status"]), language(["--lang=en", "--help"])
    ('en', 'en')
    """
    asked = os.environ.get("VTDASH_LANG", "")
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            asked = arguments[number + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


class Formatter(click.HelpFormatter):
    """Writes the framework's own headings in the chosen language."""

    say: Callable[[str], str] = staticmethod(str)

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.say(HEADINGS.get(heading, heading)))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        said = self.say(HEADINGS["Usage: "]) + " "
        super().write_usage(prog, args, said if prefix is None else prefix)


class Context(click.Context):
    """Hands out a formatter that knows the language."""

    def make_formatter(self) -> click.HelpFormatter:
        formatter = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.say = words(self)
        return formatter


class Option(click.Option):
    """An option whose help is translated."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy(self)
        shown.help = words(ctx)(self.help or "")
        return click.Option.get_help_record(shown, ctx)


class Command(click.Command):
    """A command whose help is translated."""

    context_class = Context

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = copy(self)
        shown.help = words(ctx)(self.help or "")
        click.Command.format_help_text(shown, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found:
            found.help = words(ctx)(SHOW_HELP)
        return found


class Group(Command, click.Group):
    """The group of all commands; it learns the language before anything else."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = Text(language(args))
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lines = [
            (name, words(ctx)(command.help or "").split("\n", 1)[0])
            for name, command in self.commands.items()
        ]
        with formatter.section("Commands"):
            formatter.write_dl(lines)


option = partial(click.option, cls=Option)
