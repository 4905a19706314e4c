"""The steward's answers as options: one for every field of ``Answers``."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

import click

from vtdash.cli.help import option, t, words
from vtdash.model.datasets import CITIES, DATASETS, LEVELS
from vtdash.returns.model import Answers, FormName, MatchKind
from vtdash.returns.names.office_words import plain
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import system, typed

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Given = str | int | tuple[str, ...] | None
"""The value of one option."""


def takes_answers(command: Decorated) -> Decorated:
    """Give a command the options of ``Answers``, in the order in which they are listed here."""
    for add in reversed(_OPTIONS):
        command = add(command)
    return command


_OPTIONS = (
    option(
        "--form",
        type=click.Choice(get_args(FormName)),
        default=None,
        help=t("Form of the files, where it is recognised wrongly."),
    ),
    option(
        "--dataset",
        type=click.Choice(list(DATASETS)),
        default=None,
        help=t("Dataset of a template."),
    ),
    option("--sheet", default="", help=t("Name of the sheet to read.")),
    option(
        "--header-row",
        type=click.IntRange(min=1),
        default=None,
        help=t("Number of the row that holds the column titles."),
    ),
    option("--city", type=click.Choice(CITIES), default=None, help=t("City of the return.")),
    option("--period", default="", help=t("Period of the return, such as 2025-Q3 or 2024.")),
    option("--area", default="", help=t("Code of the district or commune-level unit.")),
    option("--institution", default="", help=t("Code of the reporting unit.")),
    option("--occupation", default="", help=t("Key of the occupation of the whole file.")),
    option("--level", type=click.Choice(LEVELS), default=None, help=t("Level of the whole file.")),
    option(
        "--rural",
        type=click.Choice(["all", "none"]),
        default=None,
        help=t("Whether the learners are rural workers, where the form does not say."),
    ),
    option(
        "--accept",
        multiple=True,
        metavar="KIND:TEXT=CODE",
        help=t("What a near name stands for, such as area:Ba Dinh=00004. May be repeated."),
    ),
    option(
        "--reason",
        multiple=True,
        metavar="CHECK=WHY",
        help=t("Why the warnings of a check are right, such as H01=new school. May be repeated."),
    ),
)


def answers(context: click.Context, given: Mapping[str, Given]) -> Answers:
    """Return the answers of the options; raises a usage error for one that cannot be read."""
    facts: dict[str, Any] = {
        name: value
        for name, value in given.items()
        if value and name in Answers.__dataclass_fields__
    }
    several: dict[str, Any] = {name: given[name] for name in ("accept", "reason")}
    return Answers(
        **facts,
        accepted=dict(_accepted(context, each) for each in several["accept"]),
        reasons=dict(_reason(context, each) for each in several["reason"]),
    )


def who(by: str) -> str:
    """Return who does it, as it is recorded: the name given, else the user of the machine."""
    try:
        return typed(by) or system(getpass.getuser())
    except (KeyError, OSError):  # a user without an entry, as in some containers
        return system(str(os.getuid()))


def _accepted(context: click.Context, given: str) -> tuple[tuple[str, str], str]:
    kind, _, rest = given.partition(":")
    name, _, code = rest.rpartition("=")
    if kind not in get_args(MatchKind) or not name or not code:
        text = words(context)
        raise click.BadParameter(
            text(
                "{given} is not KIND:TEXT=CODE. Kinds: {kinds}",
                given=given,
                kinds=", ".join(get_args(MatchKind)),
            )
        )
    return (kind, plain(name)), code.strip()


def _reason(context: click.Context, given: str) -> tuple[str, str]:
    check, _, why = given.partition("=")
    if check not in CHECKS or not why.strip():
        text = words(context)
        raise click.BadParameter(
            text("{given} is not CHECK=WHY with the id of a check such as H01", given=given)
        )
    return check, why.strip()
