"""Sign-outs on the disk: known to the next server, and nothing is a way in where they are lost."""

import os

import pytest

from vtdash.rules.rights import SignInRules, sign_in_id
from vtdash.store import ended_sign_ins, record_sign_out
from vtdash.store.sign_outs import ENDED, KEPT_SECONDS
from vtdash.ui import sign_ins

NOW = 1_790_000_000.0


@pytest.fixture
def server(data, monkeypatch):
    """Return a function that starts a server, as it were: it knows nothing but the disk."""
    monkeypatch.setenv("VTDASH_DATA", str(data))
    monkeypatch.setattr(sign_ins.time, "time", lambda: NOW)
    return sign_ins._SignIns


def account(since, nonce="1"):
    return {"is_logged_in": True, "iss": "https://id", "sub": "1", "nonce": nonce, "iat": since,
            "email": "lan@so.example", "email_verified": True}  # fmt: skip


def state(server, claims):
    return server.judge(claims, SignInRules())[0]


def test_a_sign_out_holds_after_a_restart_and_ends_that_sign_in_alone(server, data):
    kept, other = account(NOW - 60), account(NOW - 60, "2")
    server().end(kept)
    assert (state(server(), kept), state(server(), other)) == ("ended", "open")
    written = (data / "published" / ENDED).read_text("utf-8")
    assert sign_in_id(kept) in written
    assert "lan" not in written


def test_what_is_older_than_any_cookie_is_left_out(data):
    record_sign_out(data, "old", NOW - KEPT_SECONDS)
    record_sign_out(data, "new", NOW)
    assert set(ended_sign_ins(data)[0]) == {"new"}


def test_where_the_list_cannot_be_read_every_sign_in_before_it_is_over(server, data):
    record_sign_out(data, "one", NOW)
    path = data / "published" / ENDED
    path.write_text("half a l")
    os.utime(path, (NOW - 30, NOW - 30))
    assert state(server(), account(NOW - 60)) == "ended"
    assert state(server(), account(NOW - 10)) == "open"
    assert state(server(), {}) == "none"


def test_a_disk_that_refuses_leaves_the_sign_out_to_this_server(server, data, caplog):
    (data / "published").parent.mkdir(parents=True, exist_ok=True)
    (data / "published").write_text("no folder")
    claims = account(NOW - 60)
    here = server()
    here.end(claims)
    assert state(here, claims) == "ended"
    assert "known until the next start only" in caplog.text
