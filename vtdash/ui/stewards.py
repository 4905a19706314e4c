"""Who may load returns: the settings that switch the page on, and the sign-in.

The page is off unless ``[intake] enabled = true`` stands in Streamlit's secrets or VTDASH_INTAKE
is ``on``; the stewards are the mail addresses of ``[intake] stewards`` or VTDASH_STEWARDS. A
variable that is set goes before the secrets. Whatever cannot be read keeps the page shut.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import streamlit as st
from streamlit.errors import Error

from vtdash.text.language import Text
from vtdash.ui.markup import literal

_ON = {"on", "true", "yes", "1"}


@dataclass(frozen=True)
class Settings:
    """``enabled``: the page exists; ``sign_in``: Streamlit's sign-in is configured."""

    enabled: bool = False
    sign_in: bool = False
    stewards: frozenset[str] = frozenset()


def settings() -> Settings:
    """Return the settings of now; secrets that cannot be read switch the page off."""
    if not st.secrets.load_if_toml_exists():
        return _settings({}, os.environ) if not _has_secrets_file() else Settings()
    return _settings(st.secrets, os.environ)


def is_on() -> bool:
    """Return whether the page exists at all."""
    return settings().enabled


def may_enter() -> bool:
    """Return whether this reader may use the page: a listed one, or any without sign-in."""
    now = settings()
    return now.enabled and (not now.sign_in or _mail() in now.stewards)


def signed_in_mail() -> str:
    """Return the verified mail address of the steward, empty where there is no sign-in."""
    return _mail() if settings().sign_in else ""


def turn_away(text: Text) -> None:
    """Say to a reader who may not enter why, and offer the sign-in."""
    if not is_on():
        st.error(text("This page does not exist here."))
    elif st.user.to_dict().get("is_logged_in") is True:
        st.error(
            text(
                "This page is for stewards. The account {mail} is not on their list; ask "
                "whoever looks after the dashboard.",
                mail=literal(_mail()),
            )
        )
        if st.button(text("Sign out"), key="intake-sign-out"):
            st.logout()
    else:
        st.info(
            text(
                "This page is for stewards: they load the returns of the offices. All other "
                "pages are open without signing in."
            )
        )
        _sign_in(text)


def _sign_in(text: Text) -> None:
    """Draw a button for each provider of ``[auth]``; what is not set up is said in words."""
    for provider in _providers(st.secrets.get("auth")):
        label = text("Sign in with {provider}", provider=provider) if provider else text("Sign in")
        if st.button(literal(label), type="primary", key=f"intake-sign-in-{provider}"):
            try:
                st.login(provider or None)
            except Error as error:
                st.error(
                    text(
                        "The sign-in is not set up completely (docs/intake.md): {why}",
                        why=literal(str(error)),
                    )
                )


def _providers(section: object) -> tuple[str, ...]:
    """Return the names of providers, the one without a name first; at least that one."""
    if not isinstance(section, Mapping):
        return ("",)
    own = cast(Mapping[str, Any], section)
    named = tuple(
        name for name, value in own.items() if isinstance(value, Mapping) and "client_id" in value
    )
    return ("", *named) if "client_id" in own or not named else named


def _settings(secrets: Mapping[str, Any], environ: Mapping[str, str]) -> Settings:
    section = secrets.get("intake")
    own = cast(Mapping[str, Any], section) if isinstance(section, Mapping) else {}
    enabled = own.get("enabled") is True
    if said := environ.get("VTDASH_INTAKE", ""):
        enabled = said.strip().lower() in _ON
    listed = own.get("stewards", ())
    if "VTDASH_STEWARDS" in environ:
        listed = environ["VTDASH_STEWARDS"].split(",")
    return Settings(enabled, "auth" in secrets, _addresses(listed))


def _addresses(listed: object) -> frozenset[str]:
    """Return mail addresses in small letters; a single text is a list of one."""
    several = [listed] if isinstance(listed, str) else listed
    if not isinstance(several, Iterable):
        return frozenset()
    found = (str(address).strip().lower() for address in cast("Iterable[object]", several))
    return frozenset(address for address in found if address)


def _mail() -> str:
    """Return the address for which the provider vouches; empty is never on a list.

    Only a session that Streamlit's own sign-in opened counts: a header of a proxy may set a mail
    address, but does not say that anybody has signed in.
    """
    user = st.user.to_dict()
    if user.get("is_logged_in") is not True or user.get("email_verified") is False:
        return ""
    return str(user.get("email") or "").strip().lower()


def _has_secrets_file() -> bool:
    """Return whether there are secrets which Streamlit could not read.

    With them a sign-in would be lost, and everybody could publish.
    """
    places = cast("Iterable[str]", st.get_option("secrets.files") or ())
    return any(Path(place).exists() for place in places)
