"""The command for reporting units: list them, and decide about one after seeing what that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import click

from vtdash.cli.answers import by_option
from vtdash.cli.ending import DONE, OPEN, Reply, ending, json_option
from vtdash.cli.snapshots import publish_and_say
from vtdash.model.datasets import CITIES
from vtdash.reference import Catalogue
from vtdash.returns.unit_words import (
    alike_pairs,
    decision_asked,
    decision_words,
    plan_words,
    unit_row,
    units_found,
)
from vtdash.store import (
    UnitAct,
    UnitPlan,
    UnitRegister,
    current_snapshot,
    data_folder,
    next_catalogue,
    plan_decision,
    unit_register,
)
from vtdash.text.language import Text

_LISTED = 50
"""Units that a terminal lists; the document of --json has all."""


def unit_commands(text: Text) -> list[click.Command]:
    """Return the command for reporting units."""
    return [
        click.Command(
            "units",
            callback=partial(decide_units, text),
            params=[
                click.Argument(["unit"], default=""),
                click.Option(["--merge-into"], help=text("Id of the unit that it is now part of.")),
                click.Option(["--rename"], help=text("Its new name in Vietnamese.")),
                click.Option(["--rename-en"], default="", help=text("Its new name in English.")),
                click.Option(
                    ["--close"], is_flag=True, help=text("It closed; --from is the last day.")
                ),
                click.Option(
                    ["--move"],
                    nargs=2,
                    metavar="CITY AREA",
                    type=(click.Choice(CITIES), str),
                    help=text("City and area code where it sits now."),
                ),
                click.Option(["--undo"], type=int, help=text("Number of a decision to undo.")),
                click.Option(
                    ["--from", "day"],
                    type=click.DateTime(["%Y-%m-%d"]),
                    help=text("Day from which that holds; a merge without one holds always."),
                ),
                click.Option(
                    ["--count"],
                    type=click.Choice(["adds", "contained"]),
                    help=text("How rows count that both units of a merge have reported."),
                ),
                click.Option(
                    ["--publish"], is_flag=True, help=text("Decide it; else it is only shown.")
                ),
                click.Option(
                    ["--note"],
                    default="",
                    help=text("Why; kept with the snapshot, for all to see."),
                ),
                by_option(text("Who decides; without it the user of the machine.")),
                json_option(text),
            ],
            help=text(
                "List the reporting units of which a name holds the words, or decide about one: "
                "merge, rename, close, move, undo. What it does to totals is shown first."
            ),
        )
    ]


def decide_units(text: Text, unit: str, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """List units, or say what a decision would do and publish it where that is asked for.

    ``given``: the options by their names, in the types that click reads them as.
    """
    asked = _asked(given)
    if len(asked) > 1:
        raise click.UsageError(text("One decision at a time: merge, rename, close, move or undo."))
    with ending(text, as_json) as reply:
        catalogue, seen = next_catalogue(data_folder()), current_snapshot(data_folder())
        register = unit_register(data_folder(), catalogue)
        if not asked:
            _list(reply, register, catalogue, unit)
            return
        ((act, said),) = asked.items()
        since = given["day"].date() if given["day"] else None
        decision = decision_asked(register, act, unit, said, since)
        plans = plan_decision(data_folder(), catalogue, decision)
        plan = _chosen(reply, plans, catalogue, given["count"])
        if plan and given["publish"]:
            note, by = given["note"], given["by"]
            publish_and_say(reply, note, by, returns=plan.records, units=[plan.decision], seen=seen)
        elif plan:
            reply.say(text("Nothing was decided yet: say --publish to decide it."))


def _asked(given: Mapping[str, Any]) -> dict[UnitAct, tuple[str, str]]:
    """Return the decisions that the options ask for, each with what it needs."""
    found: dict[UnitAct, tuple[str, str] | None] = {
        "merged": (given["merge_into"], "") if given["merge_into"] else None,
        "renamed": (given["rename"], given["rename_en"]) if given["rename"] else None,
        "closed": ("", "") if given["close"] else None,
        "moved": given["move"],
        "undone": (str(given["undo"]), "") if given["undo"] is not None else None,
    }
    return {act: said for act, said in found.items() if said is not None}


def _list(reply: Reply, register: UnitRegister, catalogue: Catalogue, search: str) -> None:
    text, found = reply.text, units_found(register, search)
    rows = [unit_row(unit, catalogue, text) for unit in found]
    pairs = list(alike_pairs(register))
    reply.document.update(
        units=found,
        decisions=register.decisions,
        alike=pairs,
    )
    for row in rows[:_LISTED]:
        reply.say("  ".join(cell for cell in row.values() if cell))
    if len(rows) > _LISTED:
        reply.say(text("… and {n} more", n=text.number(len(rows) - _LISTED)))
    for number, each in register.in_force.items():
        if not search or each.unit in {unit.id for unit in found}:
            reply.say(f"  {number}. {decision_words(each, text)}")
    for unit, other in pairs:
        reply.say(text("One unit or two? {unit}, {other}", unit=unit, other=other))


def _chosen(
    reply: Reply, plans: Sequence[UnitPlan], catalogue: Catalogue, count: str | None
) -> UnitPlan | None:
    """Return the plan to carry out, None where the steward has to choose; print what each does."""
    text = reply.text
    chosen = [plan for plan in plans if len(plans) == 1 or plan.choice == count]
    for plan in chosen or plans:
        reply.say(decision_words(plan.decision, text))
        if len(plans) > 1:
            reply.say(f"  --count {plan.choice}")
        for line in plan_words(plan, catalogue, text):
            reply.say(f"  {line}")
    reply.document["plans"] = [
        {"choice": plan.choice, "decision": plan.decision, "totals": plan.totals} for plan in plans
    ]
    if not chosen and reply.code == DONE:
        reply.worsen(OPEN)
    return chosen[0] if chosen else None
