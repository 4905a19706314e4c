"""What a reader is told who may not use the page Data intake: why, and what would help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st
from streamlit.errors import Error

from vtdash.text.language import Text
from vtdash.ui.markup import literal
from vtdash.ui.sign_in_trip import SAID_COOKIE
from vtdash.ui.sign_ins import cookie_of, sign_out
from vtdash.ui.stewards import Person, settings

_ASKS_OTHERWISE = '`client_kwargs = { prompt = "login" }`'


def turn_away(person: Person, text: Text) -> None:
    """Say to a reader who may not enter why, and offer the sign-in."""
    match person.standing:
        case "off":
            st.error(text("This page does not exist here."))
        case "closed" | "unclear":
            st.error(_settings_words(person, text))
        case "open" | "no_mail" | "unverified":
            st.error(_account_words(person, text))
            if st.button(text("Sign out"), key="intake-sign-out"):
                sign_out()
        case _:
            _offer_sign_in(person, text)


def sign_in_ended_words(text: Text) -> str:
    """Return what a steward is told whose sign-in is over while files are at hand."""
    return text(
        "Your sign-in is over: it lives {hours} hours. What you loaded and answered is kept in "
        "this tab, but nothing can be published. Open this page in another tab, sign in there, "
        "come back and press the button.",
        hours=text.number(settings().rules.hours),
    )


def _settings_words(person: Person, text: Text) -> str:
    if person.standing == "closed":
        return text(
            "The settings name people who may use this page, but no sign-in is set up, so nobody "
            "can be recognised. Set up [auth], or take the names out (docs/intake.md)."
        )
    return text(
        "The settings of this page cannot be understood: people and claims are tables of roles, "
        "claim is a text (docs/intake.md). Nobody has a right until that is mended."
    )


def _account_words(person: Person, text: Text) -> str:
    if person.standing == "no_mail":
        return text(
            "You are signed in, but the sign-in brought no e-mail address, so nobody can tell who "
            "you are. Whoever looks after the provider has to put the claim email into the ID "
            "token (scope email); the dashboard asks nowhere else."
        )
    if person.standing == "unverified":
        return text(
            "You are signed in, but the provider does not say that your e-mail address is "
            "verified: the claim email_verified of the ID token has to be true, not a text. For a "
            "provider that never sends it there is the setting mail_without_claim (docs/intake.md)."
        )
    return text(
        "This page is for stewards. The account {mail} is not on their list; ask "
        "whoever looks after the dashboard.",
        mail=literal(person.mail),
    )


def _offer_sign_in(person: Person, text: Text) -> None:
    if failed := _failed_words(cookie_of(SAID_COOKIE), text):
        st.error(failed)
    if person.standing == "ended":
        st.warning(text("You have signed out in another tab, so this one is signed out too."))
    elif person.standing == "expired":
        hours = text.number(settings().rules.hours)
        st.warning(text("Your sign-in is over: it lives {hours} hours.", hours=hours))
    st.info(
        text(
            "This page is for stewards: they load the returns of the offices. All other "
            "pages are open without signing in."
        )
    )
    _sign_in(text)


def _failed_words(code: str, text: Text) -> str:
    """Return why the last sign-in of this browser failed, empty where it did not."""
    kind, _, said = code.partition(".")
    return {
        "refused": text(
            "You are not signed in: the provider answered '{code}'. If nobody can sign in, it may "
            "not accept how it is asked: {setting} in [auth] asks otherwise (docs/intake.md).",
            code=literal(said),
            setting=_ASKS_OTHERWISE,
        ),
        "unreachable": text(
            "You are not signed in: the sign-in could not be started. Its provider cannot be "
            "reached from here, or server_metadata_url in [auth] is wrong. Try again, or tell "
            "whoever looks after the dashboard."
        ),
        "failed": text(
            "You are not signed in: the answer of the provider was not accepted. Perhaps it took "
            "too long, or client_secret in [auth] is wrong. Try again, or tell whoever looks after "
            "the dashboard."
        ),
    }.get(kind, "")


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
