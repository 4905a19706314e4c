"""Who may do what on the page Data intake: the settings, and who is at the page now.

The page is off unless ``[intake] enabled = true`` stands in Streamlit's secrets or VTDASH_INTAKE
is ``on``. Roles are given to mail addresses (``stewards``, ``people``) or to values of a claim
(``claims``); docs/intake.md has them all. A variable that is set goes before the secrets.
Whatever cannot be read gives no right.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

import pyarrow as pa
import streamlit as st

from vtdash.model.errors import NotAllowed
from vtdash.model.published_figures import PUBLISHED_FIGURES
from vtdash.rules.rights import (
    Act,
    LoadPlace,
    RefusalCode,
    Rights,
    SignInRules,
    SignInState,
    claim_values,
    hours_of,
    includes,
    refusal,
    rights_of,
)
from vtdash.store import (
    Deed,
    Records,
    current_snapshot,
    data_folder,
    next_catalogue,
    record_deeds,
    unit_register,
)
from vtdash.text.messages import message
from vtdash.ui.sign_ins import sign_in_here

_PLACE = ("city", "area_code", "institution_id")
"""Columns of a return that say whose a row is."""

_ON = {"on", "true", "yes", "1"}
_OFF = {"off", "false", "no", "0", ""}


@dataclass(frozen=True)
class Settings:
    """``enabled``: the page exists; ``sign_in``: Streamlit's sign-in is configured.

    ``stewards``: addresses that have every right; ``people``, ``claims``: entries of roles by
    address and by value of the claim ``claim``; ``two_eyes``: who loads does not release;
    ``is_clear``: people and roles are written as they should be.
    """

    enabled: bool = False
    sign_in: bool = False
    stewards: frozenset[str] = frozenset()
    people: Mapping[str, object] = field(default_factory=dict[str, object])
    claims: Mapping[str, object] = field(default_factory=dict[str, object])
    claim: str = ""
    two_eyes: bool = False
    is_clear: bool = True
    rules: SignInRules = field(default_factory=SignInRules)

    def rights(self, mail: str, claims: Mapping[str, Any]) -> Rights:
        """Return the rights of somebody for whose address the provider vouches."""
        entries = ["chief"] if mail in self.stewards else []
        values = claim_values(claims, self.claim) if self.claim else ()
        given = [self.people.get(mail), *(self.claims.get(value) for value in values)]
        return rights_of([*entries, *given])


@dataclass(frozen=True)
class Person:
    """Who is at the page: how far the sign-in counts, the address, and the rights that it has.

    ``standing`` is ``off`` where the page does not exist, ``typed`` where there is no sign-in,
    ``closed`` where people are named for whom there is none, ``unclear`` where the settings say
    something that is no list of people.
    """

    standing: SignInState | Literal["off", "typed", "closed", "unclear"]
    mail: str = ""
    rights: Rights = field(default_factory=Rights)

    def may(self, act: Act) -> bool:
        """Return whether an act is theirs at all, whatever it is done to."""
        return includes(self.rights.role, act)


def settings() -> Settings:
    """Return the settings of now; secrets that cannot be read switch the page off."""
    if not st.secrets.load_if_toml_exists():
        return _settings({}, os.environ) if not _has_secrets_file() else Settings()
    return _settings(st.secrets, os.environ)


def is_on() -> bool:
    """Return whether the page exists at all."""
    return settings().enabled


def person_here() -> Person:
    """Return who is at the page now, by the settings and the sign-in of now."""
    now = settings()
    if not now.enabled:
        return Person("off")
    if not now.is_clear:
        return Person("unclear")
    if not now.sign_in:
        is_open = not (now.stewards or now.people or now.claims)
        return Person("typed", rights=Rights("chief")) if is_open else Person("closed")
    found, mail, claims = sign_in_here(now.rules)
    return Person(found, mail, now.rights(mail, claims) if found == "open" else Rights())


def may_enter() -> bool:
    """Return whether this reader may see the page at all."""
    return person_here().may("look")


def waits_for_release() -> bool:
    """Return whether what this reader loads is released by somebody else."""
    return settings().two_eyes or not person_here().may("publish")


def allowed(act: Act, typed: str, returns: Sequence[Records] = (), loader: str = "") -> str:
    """Return who acts, as it is recorded, where they may; else log it and raise ``NotAllowed``.

    Looks at settings and sign-in anew: called by whatever changes something, right before it does.
    ``typed``: the name that was typed, which counts where there is no sign-in; ``returns``: what is
    loaded, released or withdrawn; ``loader``: who loaded it.
    """
    from vtdash.returns.review import Actor  # noqa: PLC0415 - of the page Data intake alone

    now, who = settings(), person_here()
    recorded = Actor("signed-in", who.mail).recorded if who.mail else ""
    by = typed if who.standing == "typed" else recorded
    needed: list[Act] = [act]
    if act in {"load", "publish"} and any(r.dataset == PUBLISHED_FIGURES.name for r in returns):
        needed.append("figure")
    for each in needed:
        code = refusal(
            _spelled(who.rights) if returns else who.rights,
            each,
            places=_places(returns),
            is_own=by == loader,
            is_known=bool(recorded),
            two_eyes=now.two_eyes,
        )
        if code or not by:
            _refuse(each, code or "no_right", by)
    return by


def are_theirs(returns: Iterable[Records]) -> bool:
    """Return whether this person may see what was reported for the rows of returns."""
    return all(map(_spelled(person_here().rights).has, _places(returns)))


def theirs(table: pa.Table) -> pa.Table:
    """Return the rows of returns that belong to this person's offices, by the rights of now."""
    who = person_here()
    rights = _spelled(who.rights) if who.mail and who.may("cells") else Rights()
    places = zip(*(table[name].to_pylist() for name in _PLACE), strict=True)
    return table.filter(pa.array([rights.has(place) for place in places], pa.bool_()))


def _refuse(act: Act, code: RefusalCode, by: str) -> None:
    data = data_folder()
    about = {"act": act, "why": code}
    record_deeds(data, [Deed("refused", by, current_snapshot(data), about=about)])
    words = {
        "no_right": message(
            "This was not done: you are not signed in any more, or your role does not include it. "
            "Nothing has changed. Sign in again, or ask a chief steward."
        ),
        "not_theirs": message(
            "This was not done: there are rows of other offices than yours in it. Nothing has "
            "changed. Load the return of your own office, or ask a chief steward."
        ),
        "own_load": message(
            "This was not done: who loaded a return does not release it. Nothing has changed. "
            "Another chief steward has to release it."
        ),
        "needs_release": message(
            "This was not done: another chief steward has to release what you load. Nothing has "
            "changed; hand it in instead."
        ),
        "not_known": message(
            "This was not done: a release needs two people who are signed in, and there is no "
            "sign-in here. Nothing has changed."
        ),
    }[code]
    raise NotAllowed(words.vi, words.en)


def _places(returns: Iterable[Records]) -> set[LoadPlace]:
    """Return the places of all rows; of figures, which belong to no remit, one without a name."""
    found = set[LoadPlace]()
    for each in returns:
        there = [name for name in _PLACE if name in each.table.column_names]
        rows = each.table.select(there).group_by(there).aggregate([]).to_pylist() if there else [{}]
        found |= {cast(LoadPlace, tuple(str(row.get(name, "")) for name in _PLACE)) for row in rows}
    return found


def _spelled(rights: Rights) -> Rights:
    """Return the rights with units by their ids, where the settings say a name that is known."""
    if not any(remit.units for remit in rights.remits):
        return rights
    data = data_folder()
    known = unit_register(data, next_catalogue(data)).spellings
    remits = (
        replace(each, units=frozenset(known.get(unit, unit) for unit in each.units))
        for each in rights.remits
    )
    return replace(rights, remits=tuple(remits))


def _settings(secrets: Mapping[str, Any], environ: Mapping[str, str]) -> Settings:
    own = _table(secrets.get("intake"))
    enabled = own.get("enabled") is True
    if said := environ.get("VTDASH_INTAKE", ""):
        enabled = said.strip().lower() in _ON
    listed = own.get("stewards", ())
    if "VTDASH_STEWARDS" in environ:
        listed = environ["VTDASH_STEWARDS"].split(",")
    people, claims = own.get("people", {}), own.get("claims", {})
    if "VTDASH_PEOPLE" in environ:
        people = _json(environ["VTDASH_PEOPLE"])
    claim = own.get("claim", "")
    rules = SignInRules(
        hours_of(own.get("sign_in_hours", SignInRules.hours)),
        own.get("mail_without_claim") is True,
    )
    return Settings(
        enabled,
        "auth" in secrets,
        _addresses(listed),
        {name.strip().lower(): entry for name, entry in _table(people).items()},
        _table(claims),
        claim if isinstance(claim, str) else "",
        _two_eyes(own, environ),
        isinstance(claim, str) and all(isinstance(said, Mapping) for said in (people, claims)),
        rules,
    )


def _two_eyes(own: Mapping[str, Any], environ: Mapping[str, str]) -> bool:
    """Return whether a release is needed: yes, unless it is plainly said that it is not."""
    if "VTDASH_TWO_EYES" in environ:
        return environ["VTDASH_TWO_EYES"].strip().lower() not in _OFF
    return own.get("two_eyes", False) is not False


def _table(section: object) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], section) if isinstance(section, Mapping) else {}


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _addresses(listed: object) -> frozenset[str]:
    """Return mail addresses in small letters; a single text is a list of one."""
    several = [listed] if isinstance(listed, str) else listed
    if not isinstance(several, Iterable):
        return frozenset()
    found = (str(address).strip().lower() for address in cast("Iterable[object]", several))
    return frozenset(address for address in found if address)


def _has_secrets_file() -> bool:
    """Return whether there are secrets which Streamlit could not read.

    With them a sign-in would be lost, and everybody could publish.
    """
    places = cast("Iterable[str]", st.get_option("secrets.files") or ())
    return any(Path(place).exists() for place in places)
