"""The group of all commands, and what it says of itself."""

from __future__ import annotations

import click

from vtdash.cli.help import Group, option, t
from vtdash.text.language import DEFAULT_LANGUAGE, LANGUAGES


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=t(
        "Build, check, publish and look after the data of the dashboard.\n\n"
        "Exit codes: 0 done; 1 refused because of errors, or damaged; 2 wrong usage; 3 needs "
        "your input (near names, missing facts, warnings without a reason); 4 another publish runs."
    ),
)
@option(
    "--lang",
    type=click.Choice(list(LANGUAGES)),
    envvar="VTDASH_LANG",
    default=DEFAULT_LANGUAGE,
    help=t("Language of messages and help; also by VTDASH_LANG."),
)
def main(lang: str) -> None:
    """Run a command; its language was read from the line before."""
    del lang
