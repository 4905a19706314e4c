"""Who may do what with the data: roles, remits and sign-ins. Whatever is unclear is no right.

Pure: settings, claims and the time of now come in, and a role or the code of a refusal goes out.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

Role = Literal["public", "analyst", "steward", "chief"]
"""In the order of their rights: reads the pages; sees what was published from what, and the log;
sees, loads and withdraws what is theirs; publishes, releases, goes back and decides about units."""

Act = Literal[
    "look", "cells", "load", "withdraw", "publish", "release", "rollback", "unit", "figure"
]
"""``cells``: see the cells of one's own returns as they were reported, the small ones too."""

RefusalCode = Literal["no_right", "not_theirs", "own_load", "needs_release", "not_known"]
"""Not of this role; rows beyond the remit; one's own load; another has to release it; nobody
vouches for the name, so that two pairs of eyes cannot be told apart."""

SignInState = Literal["none", "ended", "expired", "no_mail", "unverified", "open"]

LoadPlace = tuple[str, str, str]
"""City, area code and unit of a row; empty where the dataset has no such column."""

_ACTS: Mapping[Role, frozenset[Act]] = {
    "public": frozenset(),
    "analyst": frozenset({"look"}),
    "steward": frozenset({"look", "cells", "load", "withdraw"}),
    "chief": frozenset(get_args(Act)),
}
_RANK = tuple(_ACTS)
_WHOLE: Mapping[str, Role] = {"analyst": "analyst", "chief": "chief"}
"""Roles that a name alone gives."""

_LATE = 300
"""Seconds by which the provider's clock may be ahead of ours."""


@dataclass(frozen=True)
class Remit:
    """The part of the returns that is a steward's: what is named here has to hold of a row."""

    city: str = ""
    areas: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    def has(self, place: LoadPlace) -> bool:
        """Return whether a row of this place is theirs."""
        city, area, unit = place
        return (
            (not self.city or city == self.city)
            and (not self.areas or area in self.areas)
            and (not self.units or unit in self.units)
        )


@dataclass(frozen=True)
class Rights:
    """A role and, of a steward, the remits; a row is theirs where one of them has it."""

    role: Role = "public"
    remits: tuple[Remit, ...] = ()

    def has(self, place: LoadPlace) -> bool:
        """Return whether a row of this place is theirs: of a chief's, every one is."""
        return self.role == "chief" or any(remit.has(place) for remit in self.remits)


def rights_of(entries: Iterable[object]) -> Rights:
    """Return the rights that entries of the settings give together: the highest role, all remits.

    An entry is the name of a role, or a table with ``role``, ``city``, ``areas`` and ``units``; a
    steward's names a remit. One that is anything else gives nothing: a key that is misspelt
    would make a remit larger than it was meant to be.

    >>> rights_of(["analyst", {"role": "steward", "city": "hanoi"}, "boss"]).role
    'steward'
    """
    found = [each for entry in entries if (each := _entry_rights(entry))]
    roles: list[Role] = ["public", *(each.role for each in found)]
    highest = max(roles, key=_RANK.index)
    remits = tuple(remit for each in found for remit in each.remits)
    return Rights(highest, remits if highest == "steward" else ())


def _entry_rights(entry: object) -> Rights | None:
    if isinstance(entry, str):
        return Rights(_WHOLE[entry]) if entry in _WHOLE else None
    if not isinstance(entry, Mapping):
        return None
    said = dict(cast(Mapping[str, Any], entry))
    role = said.pop("role", None)
    if role != "steward":
        return _entry_rights(role) if isinstance(role, str) and not said else None
    city = said.pop("city", "")
    lists = {name: _texts(said.pop(name)) for name in ("areas", "units") if name in said}
    if said or not isinstance(city, str) or None in lists.values() or not (city or lists):
        return None
    remit = replace(Remit(city), **{name: found for name, found in lists.items() if found})
    return Rights("steward", (remit,))


def _texts(value: object) -> frozenset[str] | None:
    """Return the texts of a list, None for one that is empty or holds something else."""
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list | tuple) or not several:
        return None
    found = cast("list[object]", several)
    return frozenset(map(str, found)) if all(isinstance(v, str) and v for v in found) else None


def claim_values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a claim; of one within others by its path, with points between.

    >>> claim_values({"realm_access": {"roles": ["a", "b"]}}, "realm_access.roles")
    ('a', 'b')
    """
    found: object = claims.get(name)
    if found is None and "." in name:
        head, _, rest = name.partition(".")
        inner = claims.get(head)
        return claim_values(cast("Mapping[str, Any]", inner), rest) if _is_table(inner) else ()
    several = [found] if isinstance(found, str) else found
    if not isinstance(several, list | tuple):
        return ()
    return tuple(each for each in cast("list[object]", several) if isinstance(each, str) and each)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def includes(role: Role, act: Act) -> bool:
    """Return whether an act is of a role at all, whatever it is done to."""
    return act in _ACTS[role]


def refusal(
    rights: Rights,
    act: Act,
    *,
    places: Collection[LoadPlace] = (),
    is_own: bool = False,
    is_known: bool = True,
    two_eyes: bool = False,
) -> RefusalCode | None:
    """Return why an act is refused, None where it is allowed.

    ``places``: of the rows that are loaded or withdrawn; ``is_own``: of a release, whether the
    same person loaded it; ``is_known``: whether a sign-in vouches for who acts; ``two_eyes``:
    nothing is published by the one who loaded it.
    """
    if not includes(rights.role, act):
        return "no_right"
    is_theirs = bool(places) and all(map(rights.has, places))
    if rights.role == "steward" and act not in {"look", "cells"} and not is_theirs:
        return "not_theirs"
    if two_eyes and act == "publish":
        return "needs_release"
    if two_eyes and act == "release" and not is_known:
        return "not_known"
    return "own_load" if two_eyes and act == "release" and is_own else None


@dataclass(frozen=True)
class SignInRules:
    """How long a sign-in lives, and whether an address counts that nothing is said about.

    ``hours``: 0 where the setting could not be read, so that nobody is in.
    """

    hours: float = 10
    mail_without_claim: bool = False


def hours_of(setting: object) -> float:
    """Return the hours of a setting, 0 for what is no number of hours."""
    if isinstance(setting, bool) or not isinstance(setting, int | float):
        return 0
    return float(setting) if math.isfinite(setting) and setting > 0 else 0


def sign_in_id(claims: Mapping[str, Any]) -> str:
    """Return what tells one sign-in from all others: of the same person, too."""
    parts = [str(claims.get(name) or "") for name in ("iss", "sub", "iat", "nonce", "sid")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def judge_sign_in(  # noqa: PLR0911 - one reason a line
    claims: Mapping[str, Any], rules: SignInRules, now: float, ended: Collection[str] = ()
) -> tuple[SignInState, str]:
    """Return how far a sign-in counts, and the address for which the provider vouches.

    ``now``: in seconds since 1970; ``ended``: ids of sign-ins that were signed out. Only a session
    that the framework's own sign-in opened counts: a header of a proxy may set an address, but
    does not say that anybody has signed in.
    """
    if claims.get("is_logged_in") is not True:
        return "none", ""
    if sign_in_id(claims) in ended:
        return "ended", ""
    began = claims.get("iat")
    if isinstance(began, bool) or not isinstance(began, int | float):
        return "expired", ""
    if not -_LATE <= now - began < rules.hours * 3600:
        return "expired", ""
    mail = claims.get("email")
    if not isinstance(mail, str) or not mail.strip():
        return "no_mail", ""
    vouched = claims.get("email_verified", rules.mail_without_claim or None)
    if vouched is not True:
        return "unverified", ""
    return "open", mail.strip().lower()
