"""The steward's answers as options: one for every field of ``Answers``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import click

from vtdash.model.datasets import CITIES, LEVELS
from vtdash.model.published_figures import TEMPLATES
from vtdash.returns.hidden import INCLUDE, LEAVE_OUT
from vtdash.returns.letters import CONVERT, KEEP
from vtdash.returns.model import Answers, FormName, MatchKind
from vtdash.returns.names.office_words import plain
from vtdash.returns.registry import CHECKS
from vtdash.returns.review import Actor
from vtdash.store import machine_user
from vtdash.text.language import Text

Given = str | int | tuple[str, ...] | Path | None
"""The value of one option."""


def answer_options(text: Text) -> list[click.Parameter]:
    """Return the options for ``Answers``, in the order in which the help lists them."""
    return [
        click.Option(
            ["--form"],
            type=click.Choice(get_args(FormName)),
            help=text("Form of the files, where it is recognised wrongly."),
        ),
        click.Option(
            ["--dataset"], type=click.Choice(list(TEMPLATES)), help=text("Dataset of a template.")
        ),
        click.Option(["--sheet"], help=text("Name of the sheet to read.")),
        click.Option(
            ["--header-row"],
            type=click.IntRange(min=1),
            help=text("Number of the row that holds the column titles."),
        ),
        click.Option(["--city"], type=click.Choice(CITIES), help=text("City of the return.")),
        click.Option(["--period"], help=text("Period of the return, such as 2025-Q3 or 2024.")),
        click.Option(["--area"], help=text("Code of the district or commune-level unit.")),
        click.Option(["--institution"], help=text("Code of the reporting unit.")),
        click.Option(["--occupation"], help=text("Key of the occupation of the whole file.")),
        click.Option(["--level"], type=click.Choice(LEVELS), help=text("Level of the whole file.")),
        click.Option(
            ["--rural"],
            type=click.Choice(["all", "none"]),
            help=text("Whether the learners are rural workers, where the form does not say."),
        ),
        click.Option(
            ["--hidden"],
            type=click.Choice([INCLUDE, LEAVE_OUT]),
            help=text("Whether hidden rows with data count."),
        ),
        click.Option(
            ["--letters"],
            type=click.Choice([CONVERT, KEEP]),
            help=text("Whether texts in letters of an old font are converted to Unicode."),
        ),
        click.Option(
            ["--accept"],
            multiple=True,
            metavar="KIND:TEXT=CODE",
            help=text("What a near name stands for, such as area:Ba Dinh=00004. May be repeated."),
        ),
        click.Option(
            ["--decide"],
            multiple=True,
            metavar="QUESTION=CHOICE",
            help=text(
                "What counts where another return says the same, such as again=adds. May be "
                "repeated."
            ),
        ),
        click.Option(
            ["--decisions"],
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help=text("A JSON file of the same: question -> choice."),
        ),
        click.Option(
            ["--why"],
            multiple=True,
            metavar="QUESTION=WHY",
            help=text(
                "Why one of several published values is used; readers see it. May be repeated."
            ),
        ),
        click.Option(
            ["--reason"],
            multiple=True,
            metavar="CHECK=WHY",
            help=text(
                "Why the warnings of a check are right, such as H01=new school. May be repeated."
            ),
        ),
    ]


def by_option(words: str) -> click.Option:
    """Return the option for who does it."""
    return click.Option(["--by"], default="", envvar="VTDASH_BY", help=words)


def read_answers(given: Mapping[str, Given], text: Text) -> Answers:
    """Return the answers of the options; raises a usage error for one that cannot be read."""
    facts: dict[str, Any] = {
        name: value
        for name, value in given.items()
        if value and name in Answers.__dataclass_fields__
    }
    several: dict[str, Any] = {name: given[name] for name in ("accept", "reason", "decide", "why")}
    decided = _decisions_in(given.get("decisions"), text)
    decided |= dict(_decision(each, text) for each in several["decide"])
    return Answers(
        **facts,
        accepted=dict(_accepted(each, text) for each in several["accept"]),
        reasons=dict(_reason(each, text) for each in several["reason"]),
        counted=decided,
        whys=dict(_decision(each, text) for each in several["why"]),
    )


def recorded_user(by: str) -> str:
    """Return who does it, as it is recorded: the name given, else the user of the machine."""
    return Actor("typed", by).recorded or Actor("system", machine_user()).recorded


def _accepted(given: str, text: Text) -> tuple[tuple[str, str], str]:
    kind, _, rest = given.partition(":")
    name, _, code = rest.rpartition("=")
    if kind not in get_args(MatchKind) or not name or not code:
        kinds = ", ".join(get_args(MatchKind))
        raise click.BadParameter(
            text("{given} is not KIND:TEXT=CODE. Kinds: {kinds}", given=given, kinds=kinds)
        )
    return (kind, plain(name)), code.strip()


def _decisions_in(file: Given, text: Text) -> dict[str, str]:
    """Return the decisions of a file; raises a usage error where it is not what it should be."""
    if not isinstance(file, Path):
        return {}
    try:
        found: dict[str, Any] = dict(json.loads(file.read_text("utf-8")))
    except (ValueError, TypeError):
        raise click.BadParameter(
            text("{file} is no JSON of questions and choices", file=file)
        ) from None
    return {str(question): str(choice) for question, choice in found.items()}


def _decision(given: str, text: Text) -> tuple[str, str]:
    question, _, choice = given.partition("=")
    if not question or not choice.strip():
        raise click.BadParameter(
            text("{given} is not QUESTION=CHOICE, as a check lists them", given=given)
        )
    return question, choice.strip()


def _reason(given: str, text: Text) -> tuple[str, str]:
    check, _, why = given.partition("=")
    if check not in CHECKS or not why.strip():
        raise click.BadParameter(
            text("{given} is not CHECK=WHY with the id of a check such as H01", given=given)
        )
    return check, why.strip()
