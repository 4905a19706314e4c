"""Who may do what: a table of roles, of what settings give, and of sign-ins that count."""

from __future__ import annotations

from typing import get_args

from tests.each import each
from vtdash.rules.rights import (
    Act,
    Remit,
    Rights,
    Role,
    SignInRules,
    claim_values,
    hours_of,
    includes,
    judge_sign_in,
    refusal,
    rights_of,
    sign_in_id,
)

THEIRS, OTHER = ("hanoi", "277", "CS-1"), ("hanoi", "001", "CS-2")
HANOI_277 = Remit("hanoi", frozenset({"277"}))
STEWARD = Rights("steward", (HANOI_277,))
CHIEF = Rights("chief")
NOW = 1_800_000_000
SIGNED_IN = {"is_logged_in": True, "iss": "i", "sub": "s", "iat": NOW - 60, "email": " A@b.vn",
             "email_verified": True}  # fmt: skip


def test_each_role_has_these_acts_and_no_others():
    held = {role: {act for act in get_args(Act) if includes(role, act)} for role in get_args(Role)}
    assert held == {
        "public": set(),
        "analyst": {"look"},
        "steward": {"look", "cells", "load", "withdraw"},
        "chief": {
            "look",
            "cells",
            "load",
            "withdraw",
            "publish",
            "release",
            "rollback",
            "unit",
            "figure",
        },
    }


@each(
    "rights, act, more, expected",
    [
        (Rights(), "look", {}, "no_right"),
        (Rights("analyst"), "look", {}, None),
        (Rights("analyst"), "load", {"places": [THEIRS]}, "no_right"),
        (Rights("analyst"), "cells", {}, "no_right"),
        (STEWARD, "cells", {}, None),
        (STEWARD, "load", {"places": [THEIRS]}, None),
        (STEWARD, "withdraw", {"places": [THEIRS]}, None),
        (STEWARD, "load", {"places": [THEIRS, OTHER]}, "not_theirs"),
        (STEWARD, "load", {"places": [("haiphong", "277", "CS-1")]}, "not_theirs"),
        (STEWARD, "load", {"places": [("", "", "")]}, "not_theirs"),
        (STEWARD, "load", {"places": []}, "not_theirs"),
        (STEWARD, "withdraw", {"places": [OTHER]}, "not_theirs"),
        (STEWARD, "publish", {"places": [THEIRS]}, "no_right"),
        (STEWARD, "release", {"places": [THEIRS]}, "no_right"),
        (STEWARD, "figure", {"places": [THEIRS]}, "no_right"),
        (CHIEF, "publish", {"places": [OTHER]}, None),
        (CHIEF, "publish", {"two_eyes": True}, "needs_release"),
        (CHIEF, "load", {"two_eyes": True}, None),
        (CHIEF, "release", {"two_eyes": True}, None),
        (CHIEF, "release", {"two_eyes": True, "is_own": True}, "own_load"),
        (CHIEF, "release", {"two_eyes": True, "is_known": False}, "not_known"),
        (CHIEF, "release", {"is_own": True, "is_known": False}, None),
        (CHIEF, "rollback", {"two_eyes": True}, None),
    ],
)
def test_an_act_is_refused_for_its_reason(rights, act, more, expected):
    assert refusal(rights, act, **more) == expected


@each(
    "remit, place, expected",
    [
        (Remit("hanoi"), THEIRS, True),
        (Remit("haiphong"), THEIRS, False),
        (Remit(areas=frozenset({"277"})), THEIRS, True),
        (Remit(units=frozenset({"CS-2"})), THEIRS, False),
        (Remit("hanoi", frozenset({"277"}), frozenset({"CS-1"})), THEIRS, True),
        (Remit("hanoi", frozenset({"277"}), frozenset({"CS-2"})), THEIRS, False),
    ],
)
def test_all_that_a_remit_names_has_to_hold_of_a_row(remit, place, expected):
    assert remit.has(place) is expected


@each(
    "entries, expected",
    [
        ([], Rights()),
        (["chief"], CHIEF),
        ([{"role": "chief"}, "analyst"], CHIEF),
        (["boss", None, 7, "public", "Chief"], Rights()),
        ([{"role": "steward", "city": "hanoi", "areas": ["277"]}], STEWARD),
        ([{"role": "steward", "city": "hanoi", "areas": "277"}, "analyst"], STEWARD),
        (["steward"], Rights()),
        ([{"role": "steward"}], Rights()),
        ([{"role": "steward", "city": "hanoi", "area": ["277"]}], Rights()),
        ([{"role": "steward", "city": "hanoi", "areas": []}], Rights()),
        ([{"role": "steward", "city": "hanoi", "areas": [277]}], Rights()),
        ([{"role": "steward", "city": ["hanoi"]}], Rights()),
        ([{"role": "chief", "city": "hanoi"}], Rights()),
        ([{"role": ["chief"]}], Rights()),
        ([{"role": "steward", "city": "hanoi", "areas": ["277"]}, "chief"], CHIEF),
    ],
)
def test_settings_that_are_not_plain_give_nothing(entries, expected):
    assert rights_of(entries) == expected


@each(
    "claims, name, expected",
    [
        ({"groups": ["a", "b", 7, ""]}, "groups", ("a", "b")),
        ({"groups": "a"}, "groups", ("a",)),
        ({"groups": True}, "groups", ()),
        ({}, "groups", ()),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", ("a",)),
        ({"https://x.vn/roles": ["a"]}, "https://x.vn/roles", ("a",)),
        ({"realm_access": "a"}, "realm_access.roles", ()),
    ],
)
def test_a_claim_gives_its_texts(claims, name, expected):
    assert claim_values(claims, name) == expected


@each(
    "changed, rules, expected",
    [
        ({}, {}, ("open", "a@b.vn")),
        ({"is_logged_in": "true"}, {}, ("none", "")),
        ({"email": None}, {}, ("no_mail", "")),
        ({"email": ["a@b.vn"]}, {}, ("no_mail", "")),
        ({"email_verified": "true"}, {}, ("unverified", "")),
        ({"email_verified": 1}, {}, ("unverified", "")),
        ({"email_verified": None}, {"mail_without_claim": True}, ("unverified", "")),
        ({"email_verified": False}, {"mail_without_claim": True}, ("unverified", "")),
        ({"iat": NOW - 3601}, {"hours": 1}, ("expired", "")),
        ({"iat": NOW - 3599}, {"hours": 1}, ("open", "a@b.vn")),
        ({"iat": NOW + 301}, {}, ("expired", "")),
        ({"iat": True}, {}, ("expired", "")),
        ({"iat": str(NOW)}, {}, ("expired", "")),
        ({}, {"hours": 0}, ("expired", "")),
    ],
)
def test_a_sign_in_counts_only_where_all_is_as_it_should_be(changed, rules, expected):
    assert judge_sign_in({**SIGNED_IN, **changed}, SignInRules(**rules), NOW) == expected


def test_an_address_without_the_claim_counts_by_a_setting_only():
    silent = {name: value for name, value in SIGNED_IN.items() if name != "email_verified"}
    assert judge_sign_in(silent, SignInRules(), NOW)[0] == "unverified"
    assert judge_sign_in(silent, SignInRules(mail_without_claim=True), NOW)[0] == "open"


def test_a_sign_in_that_ended_does_not_count_and_the_next_of_the_same_person_does():
    ended = {sign_in_id(SIGNED_IN)}
    assert judge_sign_in(SIGNED_IN, SignInRules(), NOW, ended)[0] == "ended"
    again = {**SIGNED_IN, "iat": NOW - 1}
    assert judge_sign_in(again, SignInRules(), NOW, ended)[0] == "open"


@each(
    "setting, expected",
    [(8, 8), (0.5, 0.5), (0, 0), (-1, 0), ("8", 0), (True, 0), (float("inf"), 0),
     (float("nan"), 0), (None, 0)],
)  # fmt: skip
def test_hours_that_are_no_number_keep_everybody_out(setting, expected):
    assert hours_of(setting) == expected
