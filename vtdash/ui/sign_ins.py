"""Sign-ins beyond one session: signed out in one tab is signed out in all, and one may be renewed.

The framework reads the cookie of a sign-in when a tab connects, and never again: by itself a
second tab would go on after a sign-out. So ids of sign-ins that ended are written down, and looked
at by whatever acts. A tab whose sign-in is over goes on, with all that was answered in it, with a
newer one of the same person in the same browser.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from vtdash.model.errors import VtdashError
from vtdash.rules.rights import SignInRules, SignInState, judge_sign_in, sign_in_id
from vtdash.store import data_folder, ended_sign_ins, record_sign_out
from vtdash.store.sign_outs import KEPT_SECONDS

_LOG = logging.getLogger("vtdash")

BROWSER_COOKIE = "vtdash_browser"
"""A number of chance by which sign-ins of one browser are known to belong together."""

_TAKEN = "_sign_in_taken"

Claims = Mapping[str, Any]


class _SignIns:
    """Sign-ins of all sessions of this server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended = set[str]()
        self._newest: dict[tuple[str, str, str], Claims] = {}

    def end(self, claims: Claims) -> None:
        """End a sign-in: here whatever happens, and on the disk for the server that comes next."""
        with self._lock:
            now, name = time.time(), sign_in_id(claims)
            self._ended.add(name)
            try:
                record_sign_out(data_folder(), name, now)
            except VtdashError as error:
                _LOG.warning("a sign-out is known until the next start only: %s", error.en)

    def judge(self, claims: Claims, rules: SignInRules) -> tuple[SignInState, str]:
        written, all_before = ended_sign_ins(data_folder())
        found, mail = judge_sign_in(claims, rules, time.time(), self._ended | written.keys())
        is_old = found != "none" and all_before and not claims.get("iat", 0) > all_before
        return ("ended", "") if is_old else (found, mail)

    def remember(self, key: tuple[str, str, str], claims: Claims) -> None:
        with self._lock:
            old = [
                k for k, each in self._newest.items() if time.time() - each["iat"] > KEPT_SECONDS
            ]
            for each in old:
                del self._newest[each]
            if key not in self._newest or self._newest[key]["iat"] < claims["iat"]:
                self._newest[key] = claims

    def newest(self, key: tuple[str, str, str]) -> Claims | None:
        with self._lock:
            return self._newest.get(key)


_REGISTER = _SignIns()


def cookie_of(name: str) -> str:
    """Return a cookie of this session as it connected, empty where there is none."""
    value: object = st.context.cookies.get(name)
    return value if isinstance(value, str) else ""


def sign_in_here(rules: SignInRules) -> tuple[SignInState, str, Claims]:
    """Return how far the sign-in of this session counts now, its address and its claims."""
    claims: Claims = st.session_state.get(_TAKEN) or st.user.to_dict()
    found, mail = _REGISTER.judge(claims, rules)
    browser = cookie_of(BROWSER_COOKIE)
    if not browser:
        return found, mail, claims
    key = (str(claims.get("iss")), str(claims.get("sub")), browser)
    if found == "open":
        _REGISTER.remember(key, claims)
    elif found in {"expired", "ended"} and (newer := _REGISTER.newest(key)):
        again, address = _REGISTER.judge(newer, rules)
        if again == "open":
            st.session_state[_TAKEN] = newer
            return again, address, newer
    return found, mail, claims


def sign_out() -> None:
    """End this sign-in in every tab, then by the framework: its cookie, and at the provider."""
    for claims in (st.session_state.pop(_TAKEN, None), st.user.to_dict()):
        if claims and claims.get("is_logged_in") is True:
            _REGISTER.end(claims)
    st.logout()
