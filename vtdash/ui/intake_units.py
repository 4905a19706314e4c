"""The register of reporting units for stewards: search, decide about one, undo a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from vtdash.model.codes import AreaLevel
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
    WaitingLoad,
    data_folder,
    plan_decision,
    unit_register,
)
from vtdash.text.language import Text, today_in_vietnam
from vtdash.topics.view import View
from vtdash.ui import intake_acts, intake_files
from vtdash.ui.intake_entry import Done, unnamed_words
from vtdash.ui.markup import literal
from vtdash.ui.show import rows_of_words
from vtdash.ui.stewards import Person

_SHOWN = 50
"""Units and pairs that are listed; a search finds the others."""

_ACTS: tuple[UnitAct, ...] = ("merged", "renamed", "closed", "moved")

_KEY = "intake-units"


def draw_register(view: View, person: Person, by: str) -> None:
    """Show the register of units where the steward asks for it, and take decisions about one."""
    text = view.text
    st.header(text("Reporting units"), anchor=False)
    if not st.toggle(text("Show the register of units"), key=f"{_KEY}-open"):
        return
    catalogue = intake_files.catalogue_for_next(view)
    register = intake_files.take_step(partial(unit_register, data_folder(), catalogue), text)
    if register is None:
        return
    search = st.text_input(text("Search by name, code or tax code"), key=f"{_KEY}-search")
    found = units_found(register, search)
    rows_of_words(
        [unit_row(unit, catalogue, text) for unit in found[:_SHOWN]], text("Reporting units")
    )
    if len(found) > _SHOWN:
        st.caption(text("{n} more; search for them.", n=text.number(len(found) - _SHOWN)))
    _draw_alike(register, text)
    if not person.may("unit"):
        _draw_decisions(register, text)
        return
    st.subheader(text("Decide about a unit"), anchor=False)
    plans = _ask_decision(register, catalogue, [unit.id for unit in found], text)
    _offer(plans, catalogue, by, text)
    _draw_decisions(register, text)
    _offer_undo(register, catalogue, by, text)


def _draw_alike(register: UnitRegister, text: Text) -> None:
    """List units that may be one: a merge without a day makes one of them."""
    pairs = list(alike_pairs(register))[:_SHOWN]
    if pairs:
        st.markdown(
            text(
                "These have reported for one area under nearly the same name. If two are one unit, "
                "merge one into the other without a day."
            )
        )
        rows = [{text("Unit"): unit, text("Named alike"): other} for unit, other in pairs]
        rows_of_words(rows, text("Named alike"))


def _ask_decision(
    register: UnitRegister, catalogue: Catalogue, units: Sequence[str], text: Text
) -> tuple[UnitPlan, ...]:
    """Return what the decision that was asked for would do; nothing while it is not whole."""
    left, right = st.columns(2)
    unit = left.selectbox(
        text("Unit"), units, None, placeholder=text("Choose a unit"), key=f"{_KEY}-unit"
    )
    named = {
        "merged": text("It was merged into another unit"),
        "renamed": text("It has a new name"),
        "closed": text("It closed"),
        "moved": text("It moved"),
    }
    act = right.selectbox(
        text("What happened"),
        _ACTS,
        None,
        format_func=named.__getitem__,
        placeholder=text("Choose what happened"),
        key=f"{_KEY}-act",
    )
    if not unit or not act:
        return ()
    label = text("Last day") if act == "closed" else text("Holds from this day")
    day: date | None = st.date_input(
        label, None, max_value=today_in_vietnam(), format="DD/MM/YYYY", key=f"{_KEY}-day"
    )
    said = _ask_details(act, register, catalogue, day, text)
    if (act != "closed" and not said[0]) or (act != "merged" and day is None):
        return ()
    decision = decision_asked(register, act, unit, said, day)
    plan = partial(plan_decision, data_folder(), catalogue, decision)
    return intake_files.take_step(plan, text) or ()


def _ask_details(
    act: UnitAct, register: UnitRegister, catalogue: Catalogue, day: date | None, text: Text
) -> tuple[str, str]:
    """Return what a decision needs beside the unit and the day."""
    if act == "merged":
        others = [unit.id for unit in units_found(register, "") if not unit.successor]
        none = text("Choose a unit")
        other = st.selectbox(
            text("Merged into"), others, None, placeholder=none, key=f"{_KEY}-other"
        )
        return other or "", ""
    if act == "renamed":
        vi = st.text_input(text("Name in Vietnamese"), key=f"{_KEY}-vi")
        return vi, st.text_input(text("Name in English"), key=f"{_KEY}-en")
    if act == "moved" and day:
        places = _places(catalogue, day, text)
        none = text("Choose a district or commune")
        where = st.selectbox(
            text("Moved to"),
            list(places),
            None,
            format_func=places.__getitem__,
            placeholder=none,
            key=f"{_KEY}-place",
        )
        return where or ("", "")
    return "", ""


def _places(catalogue: Catalogue, day: date, text: Text) -> Mapping[tuple[str, str], str]:
    """Return the areas of a day by city and code."""
    return {
        (area.city, area.code): f"{text.name(area.name)} [{area.code}]"
        for area in catalogue.areas
        if area.level != AreaLevel.PROVINCE and area.is_valid_on(day)
    }


def _offer(plans: Sequence[UnitPlan], catalogue: Catalogue, by: str, text: Text) -> None:
    """Show what a decision does to totals and offer to publish it."""
    if not plans:
        return
    plan = plans[0]
    said = ["  \n".join(literal(w) for w in plan_words(each, catalogue, text)) for each in plans]
    if len(plans) > 1:
        chosen = st.radio(
            text("How the published rows count"),
            range(len(plans)),
            None,
            format_func=said.__getitem__,
            key=f"{_KEY}-choice",
        )
        if chosen is None:
            return
        plan = plans[chosen]
    else:
        st.markdown(said[0])
    st.markdown(literal(decision_words(plan.decision, text)))
    _ask_publish(plan, by, text, "do")


def _ask_publish(plan: UnitPlan, by: str, text: Text, name: str) -> None:
    note = st.text_input(
        text("Note: why is this published?"),
        max_chars=intake_files.LONGEST_NOTE,
        live=True,
        help=text("Every reader sees this note on the page What changed."),
        key=f"{_KEY}-{name}-note",
    )
    if not by:
        st.caption(unnamed_words(text))
    ready = bool(by and note.strip())
    label = text("Undo the decision") if plan.decision.act == "undone" else text("Decide")
    if st.button(label, disabled=not ready, key=f"{_KEY}-{name}") and ready:
        _publish(plan, by, note.strip(), text)


def _draw_decisions(register: UnitRegister, text: Text) -> None:
    """List what was decided."""
    held = register.in_force
    if not held:
        return
    st.subheader(text("What was decided about units"), anchor=False)
    rows = [
        {
            text("Number"): str(number),
            text("When"): text.moment(each.when) if each.when else "",
            text("What was decided"): decision_words(each, text),
            text("From"): each.source,
        }
        for number, each in reversed(list(held.items()))
    ]
    rows_of_words(rows[:_SHOWN], text("What was decided about units"))


def _offer_undo(register: UnitRegister, catalogue: Catalogue, by: str, text: Text) -> None:
    """Offer to undo a decision that holds."""
    held = register.in_force
    if not held:
        return
    number = st.selectbox(
        text("Undo a decision"),
        list(reversed(held)),
        None,
        format_func=lambda number: f"{number}. {decision_words(held[number], text)}",
        placeholder=text("Choose a decision"),
        key=f"{_KEY}-number",
    )
    if number is None:
        return
    decision = decision_asked(register, "undone", "", (str(number), ""), None)
    plans = intake_files.take_step(partial(plan_decision, data_folder(), catalogue, decision), text)
    if plans:
        st.markdown("  \n".join(literal(w) for w in plan_words(plans[0], catalogue, text)))
        _ask_publish(plans[0], by, text, "undo")


def _publish(plan: UnitPlan, by: str, note: str, text: Text) -> None:
    """Publish a decision; what refuses is said in words and changes nothing."""
    run = partial(intake_acts.decide_about_unit, plan, note=note, typed=by)
    with st.spinner(text("Publishing")):
        made = intake_files.take_step(run, text)
    if made is not None:
        for key in [key for key in st.session_state if str(key).startswith(f"{_KEY}-")]:
            if key != f"{_KEY}-open":
                del st.session_state[key]
        said = (
            text("The decision was handed in; it waits until somebody else releases it.")
            if isinstance(made, WaitingLoad)
            else text("Snapshot {id} is current.", id=made.id)
        )
        intake_files.clear_files(Done(said))
        st.rerun()
