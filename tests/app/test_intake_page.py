"""The page Data intake: who may see it, what it asks, what it publishes, and what it never says."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.elements.widgets import file_uploader
from streamlit.runtime.uploaded_file_manager import DeletedFile
from streamlit.testing.v1 import AppTest

from tests.each import each
from tests.intake.builders import as_csv, as_xlsx
from tests.intake.corpus_figures import OTHER, figures_csv
from tests.intake.official import form_1, form_1_rows, form_1_xlsx
from tests.intake.people import SECRETS, roster
from vtdash.model.datasets import DATASETS, ENROLMENT, Bilingual
from vtdash.model.errors import NotAllowed
from vtdash.model.published_figures import TEMPLATES
from vtdash.render.names import Names
from vtdash.returns import (
    Answers,
    Candidate,
    Examination,
    Fact,
    Finding,
    Match,
    Place,
    Recognition,
    review,
)
from vtdash.returns.forms.form_facts import FORM_NAMES
from vtdash.returns.model import FormName
from vtdash.rules.rights import Rights
from vtdash.store import (
    CheckOutcome,
    DatasetPreview,
    Input,
    PublishEvent,
    Records,
    arrow_schema,
    current_id,
    current_records,
    hand_in,
    history,
    logged_deeds,
    open_current,
    publish,
    read_manifest,
    snapshot_folder,
    unit_decisions,
    waiting_loads,
)
from vtdash.store.difference import TotalChange
from vtdash.store.preview import Example
from vtdash.text.language import Text
from vtdash.topics.changes import total_rows
from vtdash.ui import (
    intake_acts,
    intake_answers,
    intake_files,
    intake_log,
    intake_names,
    intake_problems,
    stewards,
    turned_away,
    uploads,
)
from vtdash.ui.intake_publishing import warnings_of

ROOT = Path(__file__).resolve().parents[2]
HEAD = ENROLMENT.column_names
SOUND = ("hanoi", "2024-Q1", "277", "CS-9001", "480202", "college", "120", "50", "80")
NEAR = ("hanoi", "2024-Q1", "Huyện Chuơng Mĩ", *SOUND[3:])
LATER = ("hanoi", "2024-Q2", *SOUND[2:6], "400", "50", "80")
"""The next quarter, with more than three times as many: a warning."""
WRONG = (*SOUND[:7], "150", "80")
STEWARD = {"is_logged_in": True, "iss": "https://id.example", "sub": "1", "iat": time.time(),
           "email": "Lan@So.example", "email_verified": True}  # fmt: skip
AUTH = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "x",
        "client_id": "x", "client_secret": "x", "server_metadata_url": "x"}  # fmt: skip
EN = Text("en")


@dataclass
class View:
    """The page as a steward has it open."""

    at: AppTest
    data: Path

    def run(self):
        self.at.run()
        assert not self.at.exception
        return self

    def upload(self, *files):
        """Load (name, content) files; a CSV of enrolment rows where content is rows."""
        self.at.file_uploader[0].set_value(
            [(name, made if isinstance(made, bytes) else as_csv([HEAD, *made]), "")
             for name, made in files]
        )  # fmt: skip
        return self.run()

    def name(self, said="Lan"):
        self.at.text_input(key="intake-name").set_value(said)
        return self.run()

    def answer_warnings(self, reason="a corrected return"):
        for box in [box for box in self.at.checkbox if "-tick-" in box.key]:
            box.check()
        self.run()
        for field in [field for field in self.at.text_input if "-reason-" in field.key]:
            field.set_value(reason)
        return self.run()

    def choose(self, choice):
        """Answer every question about what counts, all with the same choice."""
        for radio in [radio for radio in self.at.radio if "-counted-" in radio.key]:
            assert radio.value is None
            radio.set_value(choice)
        next(b for b in self.at.button if b.label == "Use these choices").click()
        return self.run()

    def publish(self, note="first quarter"):
        if note:
            self.at.text_area[0].set_value(note)
        self.at.button(key="intake-publish").click()
        return self.run()

    @property
    def button(self):
        return self.at.button(key="intake-publish")

    @property
    def said(self):
        """Every text in the body of the page."""
        kinds = ("title", "header", "markdown", "caption", "info", "warning", "error", "success")
        texts = [str(e.value) for kind in kinds for e in self.at.main.get(kind)]
        texts += [e.label for e in self.at.main.get("expander")]
        for table in (*self.at.main.get("table"), *self.at.main.get("arrow_data_frame")):
            texts.append(table.value.to_string())
        return "\n".join(texts).replace("\\", "")


def folder_of(data):
    return snapshot_folder(data, current_id(data))


@pytest.fixture
def data(published_late, late_sample, tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(published_late, folder)
    monkeypatch.setattr(intake_acts, "generate", late_sample)
    return folder


@pytest.fixture
def open_desk(data, monkeypatch, forgetful, files):
    """Return a function that opens the page: settings as variables, secrets, the account."""

    def opened(*, secrets=None, user=None, lang="en", page="intake", **environment):
        for name, value in {"VTDASH_DATA": str(data), **environment}.items():
            monkeypatch.setenv(name, value)
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.query_params["lang"] = lang
        at.secrets.update(secrets or {})
        at.user = user or {}
        at.switch_page(f"pages/{page}.py")
        return View(at, data).run()

    return opened


@pytest.fixture
def view(open_desk):
    """The page where no sign-in is configured."""
    return open_desk(VTDASH_INTAKE="on")


def takes_a_file():
    with uploads.DESK.reserved("test session id", 1) as refusal:
        return refusal is None


# --- who may see the page ------------------------------------------------------------------------


def test_the_page_is_off_unless_a_setting_switches_it_on(open_desk):
    view = open_desk()
    assert not view.at.main.get("file_uploader")
    assert not view.at.title[0].value.startswith("Data intake")
    assert not stewards.settings().enabled


def test_where_no_sign_in_is_configured_the_page_says_so_and_asks_for_a_name(view):
    assert "whoever can reach this server can publish" in view.said
    assert view.at.file_uploader
    view.upload(("a.csv", [SOUND]))
    assert view.button.disabled
    assert "Write your name" in view.said
    assert not view.name().button.disabled


def test_files_are_taken_while_the_page_that_asks_for_them_is_shown(view, monkeypatch):
    dropped = []
    monkeypatch.setattr(uploads, "drop_files", dropped.append)
    assert takes_a_file()
    view.at.switch_page("pages/accessibility.py")
    view.run()
    assert dropped == ["test session id"]
    assert not takes_a_file()


SECRETS_ON = {"intake": {"enabled": True, "stewards": ["lan@so.example"]}, "auth": AUTH}


FOR_STEWARDS = "This page is for stewards"


@pytest.mark.parametrize(
    ("secrets", "user", "told"),
    [
        (SECRETS_ON, STEWARD, ""),
        (SECRETS_ON, {}, FOR_STEWARDS),
        (SECRETS_ON, {**STEWARD, "email": "other@so.example"}, f"{FOR_STEWARDS}. The account"),
        (SECRETS_ON, {**STEWARD, "email_verified": "true"}, "has to be true, not a text"),
        (SECRETS_ON, {**STEWARD, "email": ""}, "brought no e-mail address"),
        (SECRETS_ON, {**STEWARD, "iat": STEWARD["iat"] - 11 * 3600}, "it lives 10 hours"),
        ({"intake": {"enabled": True}, "auth": AUTH}, STEWARD, FOR_STEWARDS),
        ({"intake": {"enabled": True, "stewards": ["lan@so.example"]}, "auth": {}}, {},
         FOR_STEWARDS),
        ({"intake": {"enabled": True, "people": {"lan@so.example": "chief"}}}, {},
         "no sign-in is set up"),
        ({"intake": {"enabled": True, "people": "lan@so.example"}, "auth": AUTH}, STEWARD,
         "cannot be understood"),
    ],
)  # fmt: skip
def test_where_sign_in_is_configured_only_listed_stewards_enter(open_desk, secrets, user, told):
    view = open_desk(secrets=secrets, user=user)
    assert bool(view.at.main.get("file_uploader")) is takes_a_file() is (not told)
    assert told in view.said
    assert "whoever can reach this server" not in view.said
    keys = {button.key for button in view.at.main.button} & {"intake-sign-in-", "intake-sign-out"}
    if not told:
        assert "Signed in as lan@so.example: chief steward" in view.said
        assert "intake-name" not in [field.key for field in view.at.text_input]
    elif "auth" in secrets and "understood" not in told:
        is_open = "iat" in user and "10 hours" not in told
        assert keys == ({"intake-sign-out"} if is_open else {"intake-sign-in-"})


OFFICE = {"role": "steward", "city": "hanoi", "areas": ["277"]}
ROLES = {
    "enabled": True,
    "claim": "groups",
    "people": {"lan@so.example": OFFICE},
    "claims": {"lookers": "analyst", "chiefs": "chief"},
}


def test_an_analyst_sees_what_was_published_and_may_change_nothing(open_desk):
    user = {**STEWARD, "email": "an@so.example", "groups": ["lookers"]}
    view = open_desk(secrets={"intake": ROLES, "auth": AUTH}, user=user)
    assert "analyst, who sees" in view.said
    assert "What was published so far" in view.said
    assert not view.at.main.get("file_uploader")
    assert not [b for b in view.at.button if b.key in {"intake-back-do", "intake-publish"}]


def test_a_steward_hands_in_what_is_theirs_and_a_chief_releases_it(open_desk):
    secrets = {"intake": ROLES, "auth": AUTH}
    before = current_id(open_desk(secrets=secrets, user=STEWARD).data)
    view = open_desk(secrets=secrets, user=STEWARD)
    view.upload(("elsewhere.csv", [("hanoi", "2024-Q1", "001", *SOUND[3:])])).publish()
    assert "rows of other offices than yours" in view.said
    view = open_desk(secrets=secrets, user=STEWARD)
    view.upload(("a.csv", [SOUND])).publish("first quarter")
    assert "they wait until somebody else releases them" in view.said
    assert "No reader sees these numbers" in view.said
    assert current_id(view.data) == before
    (load,) = waiting_loads(view.data)
    assert load.by == "signed-in:lan@so.example"

    chief = open_desk(secrets=secrets, user=CHIEF)
    chief.at.selectbox(key="intake-waiting-load").set_value(load.id)
    chief.run()
    chief.at.button(key="intake-waiting-release").click()
    assert "is current" in chief.run().said
    assert (history(view.data)[0].who, history(view.data)[0].note) == (
        "signed-in:chief@so.example", "first quarter"
    )  # fmt: skip
    acts = [(e.deed.act, e.deed.about.get("why")) for e in logged_deeds(view.data)][-3:]
    assert acts == [("refused", "not_theirs"), ("load", None), ("release", None)]


CHIEF = {**STEWARD, "sub": "2", "email": "chief@so.example", "groups": ["chiefs"]}
FEW = ("hanoi", "2024-Q1", "277", "CS-1", "480202", "college", "3", "1", "0")
ELSEWHERE = ("hanoi", "2024-Q1", "001", "CS-9001", "480202", "college", "2", "0", "0")


@pytest.fixture
def reported(data, late_sample):
    """Publish one small cell of two offices each."""
    rows = [
        dict(zip(HEAD, (*row[:6], *map(int, row[6:])), strict=True)) for row in (FEW, ELSEWHERE)
    ]
    table = pa.Table.from_pylist(rows, arrow_schema(ENROLMENT))
    few = Records("enrolment", "reported", "few.csv", table)
    publish(data, sample=late_sample, returns=[few])


def own_cells_shown(view):
    """The units of the cells that somebody sees as they were reported, of those two."""
    view.at.toggle(key="intake-own-open").set_value(True)
    said = view.run().said
    assert "For your office only, not for publication" in said
    return {unit for unit in ("CS-1", "CS-9001") if unit in said}


def test_a_steward_sees_the_small_cells_of_their_own_office_and_nobody_else_sees_any(
    open_desk, reported, monkeypatch
):
    secrets = {"intake": ROLES, "auth": AUTH}
    own = open_desk(secrets=secrets, user=STEWARD)
    assert own_cells_shown(own) == {"CS-1"}
    for row, is_shown in ((ELSEWHERE, False), (FEW, True)):
        loader = open_desk(secrets=secrets, user=STEWARD)
        loader.upload(("a.csv", [(*row[:6], "9", "0", "0")])).choose("replaces")
        assert ("What would change" in loader.said) is is_shown
        assert ("Changes are not shown" in loader.said) is not is_shown
    assert own_cells_shown(open_desk(secrets=secrets, user=CHIEF)) == {"CS-1", "CS-9001"}
    others = {
        "analyst": {**STEWARD, "email": "an@so.example", "groups": ["lookers"]},
        "reader": {**STEWARD, "email": "who@so.example"},
        "nobody": {},
    }
    for user in others.values():
        keys = [toggle.key for toggle in open_desk(secrets=secrets, user=user).at.toggle]
        assert "intake-own-open" not in keys

    # the right is asked for again, by the act and not by the page
    monkeypatch.setattr(
        stewards, "person_here", lambda: stewards.Person("open", "a@b.vn", Rights())
    )
    with pytest.raises(NotAllowed):
        intake_acts.own_cells(ENROLMENT)
    assert stewards.theirs(current_records(own.data, ENROLMENT)).num_rows == 0


def test_where_no_sign_in_vouches_for_anybody_no_small_cell_is_shown(view):
    assert "intake-own-open" not in [toggle.key for toggle in view.at.toggle]
    with pytest.raises(NotAllowed):
        intake_acts.own_cells(ENROLMENT)


def test_with_two_pairs_of_eyes_nobody_releases_what_they_loaded(open_desk):
    secrets = {"intake": {**SECRETS_ON["intake"], "two_eyes": True}, "auth": AUTH}
    view = open_desk(secrets=secrets, user=STEWARD)
    view.upload(("a.csv", [SOUND])).publish("first quarter")
    (load,) = waiting_loads(view.data)
    view.at.selectbox(key="intake-waiting-load").set_value(load.id)
    view.run()
    view.at.button(key="intake-waiting-release").click()
    assert "who loaded a return does not release it" in view.run().said
    view.at.button(key="intake-waiting-withdraw").click()
    assert "The load was withdrawn" in view.run().said
    assert waiting_loads(view.data) == ()
    acts = [e.deed.act for e in logged_deeds(view.data)][-3:]
    assert acts == ["load", "refused", "withdraw"]


def test_with_two_pairs_of_eyes_and_no_sign_in_the_page_does_not_say_that_anybody_can_publish(
    open_desk,
):
    view = open_desk(secrets={"intake": {"enabled": True, "two_eyes": True}})
    assert "so nobody can publish: what is loaded waits" in view.said
    assert "whoever can reach this server can publish" not in view.said


def test_every_act_asks_anew_and_is_refused_and_logged_where_the_right_is_gone(data, monkeypatch):
    monkeypatch.setenv("VTDASH_DATA", str(data))
    values = dict(zip(HEAD, SOUND, strict=True)) | dict.fromkeys(HEAD[6:], 0)
    rows = pa.Table.from_pylist([values], arrow_schema(ENROLMENT))
    returns = [Records("enrolment", "reported", "a.csv", rows)]
    before, said = current_id(data), {"note": "n", "typed": "typed:Lan"}
    load = hand_in(data, returns, note="n", by="signed-in:lan@so.example", seen=before)
    plan = SimpleNamespace(decision=None, records=())
    acts = {
        "publish": lambda: intake_acts.publish_returns(returns, seen=before, progress=id, **said),
        "unit": lambda: intake_acts.decide_about_unit(plan, **said),
        "rollback": lambda: intake_acts.go_back(before, **said),
        "release": lambda: intake_acts.release_load(load.id, typed="typed:Lan", progress=id),
        "withdraw": lambda: intake_acts.withdraw_load(load.id, typed="typed:Lan"),
    }
    gone = stewards.Person("open", "lan@so.example", Rights())
    monkeypatch.setattr(stewards, "person_here", lambda: gone)
    monkeypatch.setattr(stewards, "settings", lambda: stewards.Settings(enabled=True, sign_in=True))
    for act in acts.values():
        with pytest.raises(NotAllowed):
            act()
    refused = [e.deed for e in logged_deeds(data) if e.deed.act == "refused"]
    assert {deed.about["why"] for deed in refused} == {"no_right"}
    assert len(refused) == len(acts)
    assert {deed.who for deed in refused} == {"signed-in:lan@so.example"}
    assert current_id(data) == before
    assert [each.id for each in waiting_loads(data)] == [load.id]


def test_readers_who_are_no_stewards_get_every_other_page(open_desk):
    view = open_desk(secrets=SECRETS_ON, page="sources")
    sent = [html.proto.body for html in view.at.main.get("html")]
    assert any("What is published, where does it stand" in body for body in sent)


def test_a_sign_in_without_its_library_is_said_in_words(open_desk, monkeypatch):
    monkeypatch.setattr("streamlit.user_info.is_authlib_installed", lambda: False)
    view = open_desk(secrets=SECRETS_ON)
    view.at.button(key="intake-sign-in-").click()
    view.run()
    assert "The sign-in is not set up completely" in view.said


@each(
    ("section", "expected"),
    [
        (AUTH, ("",)),
        ({"google": {"client_id": "x"}, "okta": {"client_id": "y"}}, ("google", "okta")),
        ({**AUTH, "okta": {"client_id": "y"}}, ("", "okta")),
        ({}, ("",)),
        (None, ("",)),
    ],
)
def test_each_provider_has_a_button(section, expected):
    assert turned_away._providers(section) == expected


@each(
    ("secrets", "environ", "expected"),
    [
        ({}, {}, (False, False, set())),
        ({"intake": {"enabled": True}}, {}, (True, False, set())),
        ({"intake": {"enabled": "false"}}, {}, (False, False, set())),
        ({"intake": "on"}, {}, (False, False, set())),
        ({}, {"VTDASH_INTAKE": "on"}, (True, False, set())),
        ({"intake": {"enabled": True}}, {"VTDASH_INTAKE": "off"}, (False, False, set())),
        ({}, {"VTDASH_INTAKE": "on", "VTDASH_STEWARDS": " A@b.vn, ,c@d.vn"},
         (True, False, {"a@b.vn", "c@d.vn"})),
        ({"intake": {"enabled": True, "stewards": ["a@b.vn"]}}, {"VTDASH_STEWARDS": ""},
         (True, False, set())),
        ({"intake": {"enabled": True, "stewards": "A@b.vn"}, "auth": {}}, {},
         (True, True, {"a@b.vn"})),
        ({"intake": {"enabled": True, "stewards": 7}}, {}, (True, False, set())),
    ],
)  # fmt: skip
def test_the_settings_come_from_secrets_and_from_the_environment(secrets, environ, expected):
    found = stewards._settings(secrets, environ)
    assert (found.enabled, found.sign_in, found.stewards) == expected


def test_secrets_that_cannot_be_read_keep_the_page_shut(monkeypatch, tmp_path):
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n", encoding="utf-8")
    monkeypatch.setenv("VTDASH_INTAKE", "on")
    monkeypatch.setattr(st, "get_option", lambda name: [str(broken)])
    monkeypatch.setattr(st, "secrets", SimpleNamespace(load_if_toml_exists=lambda: False))
    assert not stewards.settings().enabled
    broken.unlink()
    assert stewards.settings().enabled


# --- from a file to a snapshot ------------------------------------------------------------------


def test_a_sound_file_is_published_with_name_and_note(view):
    view.upload(("a.csv", [SOUND])).name()
    assert view.at.title[0].value.startswith("Data intake: ")
    assert "Enrolment: 1 new rows, 0 changed, 0 vanished, 0 as before." in view.said
    assert "(sample data) go; 120 reported by 1 of 30 districts come." in view.said
    before = current_id(view.data)
    view.publish()
    event = history(view.data)[0]
    assert (event.who, event.note, event.previous) == ("typed:Lan", "first quarter", before)
    assert event.snapshot == current_id(view.data) != before
    assert f"Snapshot {event.snapshot} is current" in view.said
    (link,) = [h.body for h in view.at.main.get("html") if "Now on" in h.body]
    assert "Now on Enrolment: Hanoi, Q1 2024: 120 training turns reported by 1 of 30" in link
    assert "./enrolment?lang=en&amp;city=hanoi&amp;from=2024&amp;to=2024" in link
    assert "Lan (name as typed)" in view.said
    assert view.at.file_uploader[0].value == []


def test_a_publish_needs_a_note(view):
    before = current_id(view.data)
    view.upload(("a.csv", [SOUND])).name().publish(note="")
    assert "Write a note first" in view.said
    assert current_id(view.data) == before


def test_a_signed_in_steward_is_recorded_by_the_account(open_desk):
    view = open_desk(secrets=SECRETS_ON, user=STEWARD)
    view.upload(("a.csv", [SOUND])).publish()
    assert history(view.data)[0].who == "signed-in:lan@so.example"


def test_a_page_that_is_open_shows_the_new_data_after_its_next_run(open_page, data, view):
    reader = open_page("enrolment", data=data, lang="en", sample="no")
    assert not [row for row in reader.rows if row["data_status"] == "reported"]
    view.upload(("a.csv", [SOUND])).name().publish()
    reader.run()
    reported = [row for row in reader.rows if row["data_status"] == "reported"]
    assert "120" in {row["value"] for row in reported}


def test_problems_stand_by_check_with_row_column_and_what_to_do(view):
    view.upload(("a.csv", [SOUND, (*WRONG[:3], "CS-9002", *WRONG[4:])]))
    assert "A01 · 'Of which' above its total · 1 cell" in view.said
    assert "What to do: Check both cells" in view.said
    table = next(t.value for t in view.at.table if "What is wrong" in t.value.columns)
    assert [table["Row"][0], table["Found"][0]] == ["3", "150"]
    said = table["What is wrong"][0].replace("\\", "")
    assert said.startswith("Column H – Of which women: 150 > 120 (column G – ")
    assert "CS-9002 \\| " in table["The row"][0], "the office's own row stands beside its problem"
    assert view.button.disabled
    assert "Warnings to answer" not in view.said


def test_a_cell_is_corrected_beside_its_problem_and_kept_with_the_snapshot(view):
    view.upload(("a.csv", [WRONG])).name()
    (field,) = [f for f in view.at.text_input if "-cell-A01-" in f.key]
    assert (field.label, field.value) == ("Row 2, H – Of which women", "150")
    field.set_value("50")
    view.run()
    assert "No problem was found" in view.said
    assert "H2: 50 instead of 150" in view.said
    view.publish()
    assert "a.csv H2: 50 instead of 150" in view.said
    (entry,) = [i for i in read_manifest(folder_of(view.data)).inputs if i.changes]
    assert (entry.name, entry.changes[0].by, entry.changes[0].after) == ("a.csv", "typed:Lan", "50")
    assert [b for b in view.at.main.get("download_button") if "corrected" in b.proto.id]


def test_another_cell_is_corrected_by_its_address_and_a_correction_is_taken_back(view):
    view.upload(("a.csv", [WRONG])).name()
    for key, value in (("cell-address", "g2"), ("cell-value", "200")):
        next(f for f in view.at.text_input if f.key.endswith(key)).set_value(value)
    next(b for b in view.at.button if b.label == "Correct and check again").click()
    view.run()
    assert "No problem was found" in view.said
    next(b for b in view.at.button if b.label == "Undo").click()
    assert "'Of which' above its total" in view.run().said


def test_the_problems_come_as_a_workbook_with_the_offices_cells_marked(open_page, view, files):
    view.upload(("a.csv", [SOUND, WRONG]))
    button = next(b for b in view.at.main.get("download_button") if "-marked" in b.proto.id)
    address = files[-1].execute_deferred(button.proto.deferred_file_id)
    file = files[-1].read_file(Path(address).stem)
    assert file.filename == "a_problems.xlsx"
    (view.data / "marked.xlsx").write_bytes(file.content)
    book = load_workbook(view.data / "marked.xlsx")
    assert any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_near_name_stands_once_with_its_proposal_and_is_taken_with_a_yes(view):
    other = (*NEAR[:3], "CS-9002", *NEAR[4:])
    view.upload(("a.csv", [NEAR, other])).name()
    (box,) = [box for box in view.at.selectbox if "Huyện Chuơng Mĩ" in box.label]
    assert box.value == "277"
    assert "(rows 2, 3)" in box.label
    assert view.button.disabled, "a proposal is no answer"
    next(b for b in view.at.button if b.label == "Yes to all proposals (1)").click()
    view.run()
    assert "No problem was found" in view.said
    assert not view.button.disabled
    next(b for b in view.at.button if b.label == "Take back").click()
    assert view.run().button.disabled


def test_near_names_are_answered_one_by_one_and_another_choice_is_kept(view):
    second = ("hanoi", "2024-Q1", "Huyện Đồng Ảnh", *NEAR[3:])
    view.upload(("a.csv", [NEAR, second])).name()
    other = next(box for box in view.at.selectbox if "Huyện Đồng Ảnh" in box.label)
    other.select("")
    view.run()
    assert [b.label for b in view.at.button if "proposal" in b.label] == [
        "Yes to all proposals (1)"
    ]
    next(b for b in view.at.button if b.label == "Yes" and not b.disabled).click()
    view.run()
    chosen = {box.label.split(":")[1][:9]: box.value for box in view.at.selectbox
              if "-name-" in box.key}  # fmt: skip
    assert chosen == {" Huyện Ch": "277", " Huyện Đồ": ""}
    assert not [b for b in view.at.button if "proposal" in b.label]
    assert view.button.disabled


def test_a_missing_fact_is_answered_in_the_form(view):
    content = form_1_xlsx(form_1(form_1_rows(), period=""))
    view.upload(("b1.xlsx", content)).name()
    assert "missing: please answer" in view.said
    next(box for box in view.at.selectbox if box.label == "Period").select("2025-Q1")
    next(b for b in view.at.button if b.label.startswith("Read the file again")).click()
    view.run()
    assert "as you answered" in view.said
    assert not view.button.disabled


def test_warnings_need_a_tick_and_a_reason_which_is_kept(view):
    view.upload(("a.csv", [SOUND])).name().publish()
    view.upload(("b.csv", [LATER]))
    assert view.button.disabled
    assert "Enrolment: 1 new rows, 0 changed" in view.said
    view.answer_warnings()
    assert not view.button.disabled
    view.publish("next quarter")
    assert "H01 × 1: a corrected return" in view.said


def test_a_period_that_was_reported_is_replaced_or_added_to_by_choice(view):
    view.upload(("a.csv", [SOUND])).name().publish()
    view.upload(("b.csv", [(*SOUND[:6], "130", "50", "80")]))
    assert view.button.disabled
    (radio,) = [radio for radio in view.at.radio if "-counted-" in radio.key]
    assert [option.replace("\\", "") for option in radio.options] == [
        "It replaces what was reported: 120 becomes 130.",
        "It adds to what was reported: 120 becomes 250.",
    ]
    view.choose("replaces")
    assert "Enrolment: 0 new rows, 1 changed" in view.said
    view.publish("correction")
    assert "hanoi, 2024-Q1, 277, CS-9001 replaces a.csv" in view.said


def test_a_tick_taken_back_takes_the_reason_back(view):
    view.upload(("a.csv", [SOUND])).name().publish()
    view.upload(("b.csv", [LATER])).answer_warnings()
    next(box for box in view.at.checkbox if "-tick-" in box.key).uncheck()
    assert view.run().button.disabled


def test_several_files_are_listed_and_those_that_are_ready_go_out_together(view):
    other = ("hanoi", "2024-Q1", "277", "CS-9002", "340301", *SOUND[5:])
    view.upload(("a.csv", [SOUND]), ("b.csv", [other]), ("w.csv", [WRONG])).name()
    table = next(t.value for t in view.at.table if "Standing" in t.value.columns)
    ready = "ready to be published"
    assert [cell.split("\\")[0] for cell in table["Standing"]] == [ready, ready, "has errors"]
    view.publish()
    assert [name for name, _ in history(view.data)[0].files] == ["a.csv", "b.csv"]


def test_of_two_files_for_one_office_and_period_the_second_waits_for_a_choice(view):
    view.upload(("a.csv", [SOUND]), ("b.csv", [(*SOUND[:6], "7", "1", "1")])).name()
    at_hand = next(b for b in view.at.selectbox if b.label == "File at hand")
    at_hand.select_index(1)
    view.run().choose("adds")
    view.publish()
    assert "hanoi, 2024-Q1, 277, CS-9001 adds to a.csv" in view.said
    table = current_records(view.data, ENROLMENT)
    assert sum(table["enrolled"].to_pylist()) == 127


def test_the_sheets_of_a_workbook_are_loaded_together_and_one_can_be_left_out(view):
    quarters = {f"Quý {q}": form_1(form_1_rows(), period=f"Quý {q}/2025") for q in ("I", "II")}
    view.upload(("b1.xlsx", as_xlsx(quarters))).name()
    table = next(t.value for t in view.at.table if "Standing" in t.value.columns)
    assert list(table["File"]) == ["b1.xlsx – Quý I", "b1.xlsx – Quý II"]
    (sheets,) = view.at.multiselect
    sheets.unselect(sheets.value[1])
    view.run().publish()
    assert [name for name, _ in history(view.data)[0].files] == ["b1.xlsx – Quý I"]


def test_while_another_publish_runs_the_page_says_so_and_keeps_the_file(view):
    view.upload(("a.csv", [SOUND])).name()
    with (view.data / "published" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        view.publish()
    assert "Another publish is running" in view.said
    assert not view.button.disabled
    view.publish()
    assert history(view.data)[0].action == "publish"


def test_a_folder_that_may_not_be_written_is_said_with_what_to_do_and_the_file_stays(
    open_desk, data, monkeypatch
):
    view = open_desk(VTDASH_INTAKE="on", lang="vi").upload(("a.csv", [SOUND])).name()
    before = current_id(data)

    def refuse(*_args, **_more):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as read_only:
        read_only.setattr(pq, "write_table", refuse)
        view.publish()
    assert "Không ghi được vào data/published" in view.said
    assert "Hãy kiểm tra ổ đĩa và quyền ghi của thư mục, rồi làm lại" in view.said
    assert str(data) not in view.said
    assert current_id(data) == before
    assert not view.publish().at.error
    assert current_id(data) != before


def test_a_publish_by_somebody_else_in_between_is_seen_before_anything_is_replaced(
    view, late_sample
):
    view.upload(("a.csv", [SOUND])).name()
    view.at.text_area[0].set_value("first quarter")
    theirs = some_records("b.csv", "CS-9001")
    other = publish(view.data, sample=late_sample, returns=[theirs], by="typed:Minh")
    view.publish()
    assert current_id(view.data) == other.id
    assert "P02 · " in view.said
    assert view.button.disabled


def test_a_snapshot_is_put_in_force_again_with_a_yes_and_a_note(view):
    first = current_id(view.data)
    view.upload(("a.csv", [SOUND])).name().publish()
    assert view.at.button(key="intake-back-do").disabled
    view.at.selectbox(key="intake-back").select(first)
    view.at.text_input(key="intake-back-note").set_value("too early")
    assert view.run().at.button(key="intake-back-do").disabled
    view.at.checkbox(key="intake-back-sure").check()
    view.run().at.button(key="intake-back-do").click()
    view.run()
    assert current_id(view.data) == first
    event = history(view.data)[0]
    assert (event.action, event.who, event.note) == ("rollback", "typed:Lan", "too early")
    assert not view.at.checkbox(key="intake-back-sure").value


def test_new_units_are_listed_and_created_with_one_yes(view):
    rows = [(*SOUND[:3], f"Cơ sở {n}", *SOUND[4:]) for n in (11, 12)]
    view.name().upload(("a.csv", rows))
    assert view.button.disabled
    assert "CO-SO-12" in view.said
    yes = next(b for b in view.at.button if b.label == "Yes, all of these are new units (2)")
    yes.click()
    view.run()
    choices = [radio for radio in view.at.radio if "-counted-" in radio.key]
    if choices:
        view.choose("adds")
    view.publish()
    assert {each.unit for each in unit_decisions(view.data)} >= {"CO-SO-11", "CO-SO-12"}


def test_a_unit_is_merged_and_the_merge_undone_on_the_page(view, late_sample):
    publish(view.data, sample=late_sample, returns=[some_records("a.csv", "CS-9001")], note="first")
    view.name().at.toggle(key="intake-units-open").set_value(True)
    view.run()
    assert "TRUONG-CAO-DANG-HANG-HAI-I" in view.said
    view.at.selectbox(key="intake-units-unit").set_value("CS-9001")
    view.at.selectbox(key="intake-units-act").set_value("merged")
    view.run().at.selectbox(key="intake-units-other").set_value("CS-9002")
    view.run().at.text_input(key="intake-units-do-note").set_value("one unit")
    view.run().at.button(key="intake-units-do").click()
    view.run()
    units = current_records(view.data, ENROLMENT)["institution_id"].to_pylist()
    assert set(units) == {"CS-9002"}
    decided = len(unit_decisions(view.data))
    view.at.selectbox(key="intake-units-number").set_value(decided)
    view.run().at.text_input(key="intake-units-undo-note").set_value("two after all")
    view.run().at.button(key="intake-units-undo").click()
    view.run()
    assert set(current_records(view.data, ENROLMENT)["institution_id"].to_pylist()) == {"CS-9001"}


def test_answers_are_asked_once_and_the_file_is_not_read_again_for_a_tick(view, monkeypatch):
    view.upload(("a.csv", [SOUND])).name().publish()
    view.upload(("b.csv", [LATER]))

    def again(*_words, **_more):
        raise AssertionError("read again")

    monkeypatch.setattr("vtdash.ui.intake_files.examine", again)
    monkeypatch.setattr("vtdash.ui.intake_problems.preview_publish", again)
    view.answer_warnings()
    assert not view.button.disabled


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_templates_of_all_datasets_are_offered(open_desk, lang):
    view = open_desk(VTDASH_INTAKE="on", lang=lang)
    labels = {b.proto.label.replace("\\", "") for b in view.at.main.get("download_button")}
    assert {Text(lang).name(dataset.title) for dataset in TEMPLATES.values()} <= labels


# --- what it never says --------------------------------------------------------------------------


def test_nothing_of_a_person_reaches_the_screen_the_session_or_the_disk(view):
    content = as_xlsx({"Danh sách": roster()})
    view.upload(("Nguyen Thi Thu Hoai.xlsx", content)).name()
    assert "Each row of this form is a person" in view.said
    next(b for b in view.at.selectbox if b.label.startswith("Rural workers")).select("all")
    next(b for b in view.at.button if b.label.startswith("Read the file again")).click()
    view.run()
    found = repr(view.at.session_state["_intake"])
    shown = view.said
    view.publish()
    stored = [path.read_bytes() for path in view.data.rglob("*") if path.is_file()]
    for secret in (*SECRETS, "Thu Hoai"):
        assert secret not in shown + view.said + found
        assert not [content for content in stored if secret.encode() in content]


def test_a_fault_shows_a_number_and_logs_no_word_of_the_file(view, monkeypatch, caplog):
    def broken(*_words, **_more):
        raise ValueError("Nguyễn Thị Thu Hoài")

    monkeypatch.setattr("vtdash.ui.intake_files.examine", broken)
    with caplog.at_level(logging.ERROR, logger="vtdash"):
        view.upload(("a.csv", [SOUND]))
    (message,) = (e.value for e in view.at.error)
    assert "A fault in the program stopped this" in message
    assert "ValueError at " in caplog.text
    assert "Hoài" not in caplog.text + view.said
    assert "What was published so far" in view.said


def test_signs_in_names_and_cells_are_shown_and_not_obeyed(view):
    evil = ("hanoi", "2024-Q1", "**x** <b>y</b> [z](http://evil.example) $a$", *SOUND[3:])
    view.upload(("<script>_a_.csv", [evil]), ("b*.csv", [SOUND])).name()
    sent = [str(e.value) for kind in ("markdown", "caption", "warning", "error")
            for e in view.at.main.get(kind)]  # fmt: skip
    sent += [cell for t in view.at.table for column in t.value for cell in t.value[column]]
    for text in sent:
        for sign in ("**x**", "<b>y", "<script>", "](http://evil", "$a$", "b*.csv"):
            assert sign not in text


def test_no_other_page_loads_the_checks_or_the_library_for_workbooks():
    code = ("import sys\nimport vtdash.ui.frame, vtdash.ui.stewards, vtdash.ui.blocks\n"
            "print(sorted({'vtdash.returns.examine', 'openpyxl'} & set(sys.modules)))")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# --- the pure parts, by hand-made objects ---------------------------------------------------------


def said(words):
    return Bilingual(f"vi {words}", f"en {words}")


def examination(counts=None, findings=(), matches=(), reasons=None, records=None, form="template"):
    taken = Recognition(form, ENROLMENT, "Sheet1", 4, (Fact("period", "2024-Q1", "found"),))
    return Examination("a.csv", "f" * 64, taken, matches, tuple(findings), counts or {}, records,
                       Answers(reasons=reasons or {}))  # fmt: skip


def some_records(name="a.csv", institution="CS-1", checks=()):
    row = dict(zip(HEAD, (*SOUND[:3], institution, *SOUND[4:6], 120, 50, 80), strict=True))
    table = pa.table({column: [value] for column, value in row.items()})
    return Records("enrolment", "reported", name, table, checks=checks)


def test_errors_stand_before_warnings_and_counts_are_the_true_ones():
    findings = [Finding("H01", Place(row=2), said("w")), Finding("A01", Place(row=9), said("e"))]
    found = intake_problems.problem_groups(examination({"A01": 250, "H01": 1}, findings))
    assert [(g.check.id, g.count, len(g.listed)) for g in found] == [("A01", 250, 1), ("H01", 1, 1)]
    assert intake_problems.problem_summary(found, EN) == "Found: 250 errors and 1 warning."
    assert intake_problems.problem_summary((), EN) == "No problem was found."


def test_a_column_that_would_be_empty_is_left_out_of_the_problems():
    bare = [Finding("S02", Place(), said("x"))]
    assert intake_problems.problem_rows(bare, EN, {}) == [{"What is wrong": "en x"}]
    full = [Finding("A01", Place("S", 3, "B"), said("x"), "7", said("e"), said("d")), *bare]
    assert list(intake_problems.problem_rows(full, EN, {})[0]) == [
        "Sheet", "Row", "What is wrong", "Found", "Expected", "What to do"
    ]  # fmt: skip


@each(
    ("counts", "reasons", "expected"),
    [
        ({}, {}, "ready"),
        ({"H01": 2}, {}, "open"),
        ({"H01": 2}, {"H01": "so"}, "ready"),
        ({"P02": 1}, {}, "open"),
        ({"K02": 1}, {}, "open"),
        ({"C02": 1}, {}, "open"),
        ({"S15": 1}, {}, "open"),
        ({"S15": 1, "A01": 1}, {}, "refused"),
        ({"A01": 1, "H01": 1}, {"H01": "so"}, "refused"),
    ],
)
def test_where_a_file_stands_follows_from_errors_and_answers(counts, reasons, expected):
    records = None if {"C02", "S15", "A01", "P02", "K02"} & set(counts) else some_records()
    assert review.file_state(examination(counts, reasons=reasons, records=records)) == expected


def test_reasons_reach_the_records_without_reading_the_file_again():
    before = some_records(checks=(
        CheckOutcome("P03", "warning", 1), CheckOutcome("H01", "warning", 2)))  # fmt: skip
    found = examination({"P03": 1}, records=before).with_reasons({"P03": "so"})
    assert found.answers.reasons == {"P03": "so"}
    assert [o.reason for o in found.records.checks] == ["so", ""]
    assert warnings_of(found) == ("P03",)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (review.Actor("typed", " Lan \n Anh ").recorded, "Lan Anh (name as typed)"),
        (review.Actor("typed", "signed-in:boss").recorded, "signed-in:boss (name as typed)"),
        (review.Actor("signed-in", "a@b.vn").recorded, "a@b.vn (signed in)"),
        (review.Actor("system", "root").recorded, "root (command line)"),
        ("", ""),
    ],
)
def test_who_did_it_says_how_sure_that_is(by, expected):
    assert review.actor_words(by, EN) == expected
    assert review.Actor("typed", "  ").recorded == ""


def test_the_facts_are_asked_in_one_order_and_idle_ones_are_not():
    taken = Recognition("form_1", ENROLMENT, "S", 12, (
        Fact("rural", "all", "not_needed"), Fact("period", "", "missing"),
        Fact("city", "hanoi", "found", Place("S", 1, "M"))))  # fmt: skip
    found = intake_answers.facts_to_ask(taken)
    assert [f.name for f in found] == ["form", "sheet", "header_row", "city", "period"]
    assert intake_answers.origin_of_fact(found[3], EN) == "found in row 1, column M"
    assert intake_answers.origin_of_fact(found[4], EN) == "missing: please answer"
    assert [f.name for f in intake_answers.facts_to_ask(None)] == ["form"]


def test_only_what_differs_becomes_an_answer():
    found = (Fact("city", "hanoi", "found"), Fact("header_row", "4", "found"),
             Fact("institution", "X", "found"))  # fmt: skip
    assert (
        intake_answers.changed_facts(
            found, {"city": "hanoi", "header_row": " 4", "institution": "X"}
        )
        == {}
    )
    assert intake_answers.changed_facts(found, {"city": "haiphong", "header_row": "6"}) == {
        "city": "haiphong", "header_row": 6}  # fmt: skip
    assert intake_answers.changed_facts(found, {"header_row": "six"}) == {"header_row": 0}


def near(text, how="near", code=""):
    return Match("area", text, code, how, (Candidate("277", said("x"), 0.8),), (3, 4))


def test_a_yes_is_kept_by_kind_and_plain_text_and_can_be_taken_back():
    asked = [near("Chuơng Mĩ"), near("Ba Dính")]
    yes = intake_names.accepted_names({}, [(asked[0], "277"), (asked[1], "")])
    assert list(yes.values()) == ["277"]
    ((kind, text),) = yes
    assert (kind, text) == ("area", "chuong mi")
    assert intake_names.accepted_names(yes, [(asked[0], "")]) == {}


def test_a_name_is_proposed_where_one_stands_out_and_none_of_several_alike():
    assert review.proposed_code(near("a")) == "277"
    assert review.proposed_code(near("a", "accepted", "278")) == "278"
    welding, other = (
        Candidate(n, Bilingual(n, n), 1.0) for n in ("Hàn điện", "Hàn (Công nghệ hàn)")
    )
    assert (
        review.proposed_code(replace(near("Hàn điệm"), candidates=(welding, other))) == "Hàn điện"
    )
    assert review.proposed_code(replace(near("Hàn điệm"), candidates=(other, welding))) == ""
    assert review.proposed_code(replace(near("a"), candidates=(welding, welding))) == ""


def test_a_name_of_several_periods_and_spellings_is_one_question():
    later = Match("area", "BA  DÌNH", "", "near", (Candidate("4", said("y"), 0.9),), (9,))
    other = Match("city", "Ba Dình", "", "near", rows=(1,))
    (one, city) = review.names_once([near("Ba Dình"), later, other])
    assert (one.rows, [c.code for c in one.candidates]) == ((3, 4, 9), ["277", "4"])
    assert city is other
    (half,) = review.names_once([near("b", "accepted", "277"), near("b")])
    assert half.how == "near", "an answer that does not fit every row is none yet"


def test_names_without_an_answer_are_asked_first_and_unknown_ones_listed():
    found = [near("a", "accepted", "277"), near("b"), Match("area", "c", "", "unknown")]
    assert [m.text for m in intake_names.names_to_ask(found)] == ["b", "a"]
    assert intake_names.match_options(found[1], EN) == {
        "": "none of these",
        "277": "en x [277]",
    }
    rows = intake_names.unknown_rows(found[2:], EN)
    assert rows[0]["As the file has it"] == "c"


def test_what_changes_is_said_in_names_and_with_signs(catalogue):
    key = ("hanoi", "2024-Q1", "277", "CS-1", "480202", "college")
    change = DatasetPreview(
        "enrolment", {"new": 1, "changed": 1, "vanished": 0, "unchanged": 3},
        {"changed": (Example(key, "enrolled", 100, 130.0),), "new": (), "vanished": ()},
        tuple(
            TotalChange("enrolment", "reported", "hanoi", 2024, *total)
            for total in (("enrolled", 100, 130), ("enrolled_women", 5, 5))
        ),
    )  # fmt: skip
    names = Names(catalogue, EN)
    said = review.preview_sentence(change, EN)
    assert said.startswith("Enrolment: 1 new rows, 1 changed, 0 vanished")
    (total,) = total_rows(names, change.totals, of_one_dataset=True)
    assert [total["City"], total["Before"], total["Difference"]] == ["Hanoi", "100", "+30"]
    (row,) = intake_problems.changed_rows(change, "changed", names)
    assert row["Place"].endswith("[277]")
    assert row["Period"] == "Q1 2024"
    assert row["After"] == "130"


def event(action="publish", complete=True, snapshot="s1", **more):
    values = {"when": "2026-11-22T07:19:32+00:00", "who": "typed:Lan", "previous": "s0",
              "note": "n", "files": (("a.csv", "0f408cad99"),)}  # fmt: skip
    values |= {"action": action, "snapshot": snapshot, "is_complete": complete, **more}
    return PublishEvent(**values)


def test_the_history_has_one_row_an_event(monkeypatch, tmp_path):
    monkeypatch.setenv("VTDASH_DATA", str(tmp_path))
    rows = intake_log.event_rows([event(), event(complete=False, snapshot="s2", who="")], "s1", EN)
    assert rows[0]["When"] == "November 22, 2026, 14:19"
    assert rows[0]["Files"] == "a.csv (0f408cad)"
    assert [row["Snapshot"] for row in rows] == ["s1 (current)", "s2"]
    assert [row["Who"] for row in rows] == ["Lan (name as typed)", "not recorded"]
    assert rows[1]["What was done"] == "broke off; nothing changed"


def test_the_checks_of_an_event_are_those_of_its_own_files():
    entry = Input("enrolment", "reported", "a.csv", 1, "x", (), (), source_sha256="0f408cad99",
                  checks=(CheckOutcome("H01", "warning", 3, "new school"),))  # fmt: skip
    inputs = {("a.csv", "0f408cad99"): entry}
    assert intake_log.check_outcomes(event(), inputs) == "H01 × 3: new school"
    assert intake_log.check_outcomes(event(), {}) == ""


def test_there_is_a_way_back_only_to_whole_snapshots_that_were_current():
    events = [event("rollback", snapshot="s1"), event(snapshot="s3"),
              event(snapshot="s2", complete=False), event(snapshot="s1")]  # fmt: skip
    assert list(intake_log.earlier_snapshots(events, "s1", ["s1", "s2", "s3", "s4"])) == ["s3"]
    assert list(intake_log.earlier_snapshots(events, "s3", ["s1", "s2", "s3"])) == ["s1"]


def test_the_periods_offered_are_the_latest_of_the_datasets_kind():
    quarters = intake_answers.period_options(None, EN, date(2026, 2, 15))
    assert list(quarters)[:2] == ["2026-Q1", "2025-Q4"]
    tracer = Recognition("template", DATASETS["graduate_tracer"], "", 1, ())
    assert list(intake_answers.period_options(tracer, EN, date(2026, 2, 15)))[:2] == [
        "2026",
        "2025",
    ]


def test_the_places_offered_are_those_of_the_city_in_force_in_the_period(catalogue):
    taken = Recognition("form_1", ENROLMENT, "", 1, (
        Fact("city", "hanoi", "found"), Fact("period", "2025-Q3", "found")))  # fmt: skip
    offered = intake_answers.area_options(taken, Names(catalogue, EN), date(2026, 2, 15))
    assert offered
    assert {len(code) for code in offered} == {5}


def test_every_form_and_fact_has_a_name_in_both_languages():
    for text in (Text("vi"), EN):
        for name in intake_answers.FACTS:
            assert intake_answers.fact_name(name, text) != name
        for name in ("city", "area", "occupation", "level", "audience", "item"):
            assert intake_answers.fact_name(name, text) != name
    assert set(FORM_NAMES) == set(get_args(FormName))


def test_the_areas_of_a_cohort_year_are_those_in_force_at_its_end(catalogue):
    """As the roll-ups have it: 2025 ends with commune-level units, 2024 with districts."""
    for year, digits in (("2024", 3), ("2025", 5)):
        known = (Fact("city", "hanoi", "found"), Fact("period", year, "found"))
        taken = Recognition("template", DATASETS["graduate_tracer"], "", 1, known)
        offered = intake_answers.area_options(taken, Names(catalogue, EN), date(2026, 2, 15))
        assert {len(code) for code in offered} == {digits}


def test_a_reason_does_not_answer_for_a_warning_that_says_something_else_by_now(view, late_sample):
    more = (*SOUND[:4], "480201", *SOUND[5:])
    view.upload(("a.csv", [SOUND, more])).name().publish()
    view.upload(("b.csv", [SOUND])).choose("replaces").answer_warnings()
    assert not view.button.disabled
    view.at.text_area[0].set_value("correction")
    row = dict(zip(HEAD, SOUND, strict=True)) | {"enrolled": 9, "enrolled_women": 0,
                                                 "enrolled_rural": 0}  # fmt: skip
    keys = ("480201", "480202", "340301", "340302")
    table = pa.Table.from_pylist([row | {"occupation_key": key} for key in keys])
    theirs = Records("enrolment", "reported", "c.csv", table)
    other = publish(view.data, sample=late_sample, returns=[theirs], by="typed:Minh")
    view.publish()
    assert current_id(view.data) == other.id
    assert view.button.disabled


# --- while a file is read ------------------------------------------------------------------------


def test_a_reading_that_was_stopped_is_said_and_can_be_taken_up_again(view, monkeypatch):
    """A click between two stages ends the run, as the framework does it: by starting another."""

    def click_on_stop(content, name, catalogue, *, progress, **_):
        del content, name, catalogue
        progress("file")
        (work,) = view.at.session_state["_intake"].values()
        work.is_stopped = True
        st.rerun()

    with monkeypatch.context() as while_it_reads:
        while_it_reads.setattr(intake_files, "examine", click_on_stop)
        view.name().upload(("a.csv", [SOUND]))
    assert "a.csv was not read to its end; nothing of it is kept." in view.said
    assert not [b for b in view.at.button if b.key == "intake-publish"]
    next(b for b in view.at.button if b.label == "Read it after all").click()
    assert not view.run().button.disabled


def test_a_file_that_the_server_forgot_is_said_instead_of_nothing(view, monkeypatch):
    found = file_uploader._get_upload_files
    with monkeypatch.context() as after_a_pause:
        after_a_pause.setattr(
            file_uploader,
            "_get_upload_files",
            lambda listed: [DeletedFile(file.file_id) for file in found(listed)],
        )
        view.name().upload(("a.csv", [SOUND]), ("b.csv", [SOUND]))
        assert "The server no longer has 2 of the files listed above" in view.said
        next(b for b in view.at.button if b.label == "Begin with an empty list").click()
        view.run()
    assert "no longer has" not in view.said
    assert not view.upload(("a.csv", [SOUND])).button.disabled


# --- published figures ---------------------------------------------------------------------------


def test_a_contradiction_is_a_card_before_it_is_accepted_and_the_choice_is_kept(view, data):
    view.upload(("so-lieu.csv", figures_csv(OTHER))).name()
    assert "Hanoi recorded 54.06%" in view.said
    assert "Hanoi recorded 54.6%" in view.said
    assert view.button.disabled
    (choice,) = (radio for radio in view.at.radio if radio.key.endswith("-choice"))
    assert choice.value is None
    choice.set_value("PC5C9D66C")
    next(b for b in view.at.button if b.label == "Use these choices").click()
    assert view.run().button.disabled
    next(r for r in view.at.radio if r.key.endswith("-choice")).set_value("PC5C9D66C")
    next(t for t in view.at.text_input if t.key.endswith("-why")).set_value("the whole year")
    next(b for b in view.at.button if b.label == "Use these choices").click()
    view.run().publish("a new report")
    log = next(row for row in history(data) if row.note == "a new report")
    assert log.files[0][0] == "so-lieu.csv"
    assert "PC5C9D66C is used instead of F182. the whole year" in view.said
    assert "PC5C9D66C" in open_current(data)[0].catalogue.figure_by_id
