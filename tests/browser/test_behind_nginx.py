"""Behind nginx, with the files of deploy/nginx: pages, downloads, uploads, websocket, headers."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.nginx import ask_nginx, line_to, run_nginx
from tests.browser.observatory import directives, graded, outcomes
from tests.browser.reader import Reader, read_csv
from tests.browser.rig import free_port, run_app

SOON = 15_000
"""Milliseconds: a page that cannot be filled says so within ten seconds, if nobody else works."""

INTAKE = {"VTDASH_INTAKE": "on", "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost 127.0.0.1"}
REFUSED = {"vi": "Chưa nạp được tệp: quá nhiều", "en": "Not loaded: too much at once"}


@pytest.fixture(scope="module")
def app(app_data, tmp_path_factory):
    """Return the address of an app with the page Data intake."""
    with run_app(app_data, tmp_path_factory.mktemp("app") / "log", **INTAKE) as url:
        yield url


@pytest.fixture(scope="module")
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="module")
def own_host(app, stack, tmp_path_factory):
    """Return addresses of an app on a host of its own, and of proxies as their defaults are."""
    defaults = {"bare": "", "host": "proxy_set_header Host $http_host;"}
    return stack.enter_context(run_nginx(tmp_path_factory.mktemp("own"), app, "own-host", defaults))


@pytest.fixture
def visit(new_context, traffic, settled):
    """Return a function that opens a browser before a server whose certificate nobody knows."""
    with ExitStack() as opened:

        def visit(**options):
            context = new_context(ignore_https_errors=True, **options)
            opened.callback(context.close)
            return Reader(context.new_page(), settled)

        yield visit


def test_the_headers_of_a_page_are_graded_a_by_mozillas_observatory(own_host):
    status, headers, body = ask_nginx(f"{own_host['']}/", accept="text/html")
    assert status == 200
    moved, plain, _ = ask_nginx(f"{own_host['http']}/enrolment")
    _, health, _ = ask_nginx(f"{own_host['']}/_stcore/health")
    cookies = [pair for pair in health if pair[0] == "set-cookie"]  # the page itself sets none
    assert cookies
    target = dict(plain)["Location"]
    found = outcomes([*headers, *cookies], body.decode(), (moved, target), "localhost")
    assert graded(found) == (125, "A+"), found
    assert directives(dict(headers)["content-security-policy"])["frame-ancestors"] == ["'self'"]


def test_a_worse_page_gets_a_worse_grade():
    found = outcomes([("Set-Cookie", "a=1")], "<script src='//else.example/a.js'>", (200, ""), "a")
    assert graded(found) == (-60, "below C+")


def test_nginx_serves_pages_downloads_and_a_file_of_30_megabytes(own_host, visit, tmp_path):
    reader = visit(accept_downloads=True)
    page, downloads = reader.page, []
    page.on("response", lambda r: "/media/" in r.url and downloads.append(r.all_headers()))
    reader.open(f"{own_host['']}/enrolment?lang=vi")
    path = reader.download("enrolment-by-year", tmp_path)
    assert read_csv(path)
    assert all(headers["cache-control"] == "no-store" for headers in downloads)
    reader.open(f"{own_host['']}/intake?lang=en")
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"\0" * 30_000_000)
    with page.expect_response(re.compile("upload_file")) as answer:
        page.locator("[data-testid=stFileUploader] input").set_input_files(large)
    assert answer.value.status == 204
    reader.rest()
    expect(page.get_by_test_id("stMain").get_by_text("PDF").first).to_be_visible()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_that_a_proxy_refuses_gets_our_words(own_host, visit, traffic, language):
    reader = visit()
    reader.page.route("**/upload_file/**", lambda route: route.fulfill(status=413, body="<h1>413"))
    reader.open(f"{own_host['']}/intake?lang={language}")
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a"}
    reader.page.locator("[data-testid=stFileUploader] input").set_input_files([file])
    expect(reader.page.get_by_text(REFUSED[language])).to_be_visible()
    traffic.console_errors.clear()


def test_what_nginx_refuses_by_itself(own_host):
    upload = f"{own_host['']}/_stcore/upload_file/a/b"
    assert ask_nginx(upload, "PUT", content_length="300000000")[0] == 413
    assert ask_nginx(f"{own_host['']}/_stcore/metrics")[0] == 404


def test_while_the_app_is_away_nginx_says_so_in_both_languages(tmp_path):
    with run_nginx(tmp_path / "nginx", f"http://127.0.0.1:{free_port()}", "own-host") as urls:
        status, headers, body = ask_nginx(f"{urls['']}/enrolment")
    assert (status, dict(headers)["Retry-After"]) == (503, "30")
    assert "không trả lời" in body.decode()
    assert "does not answer" in body.decode()


def test_who_asks_too_often_is_told_so_in_both_languages(own_host):
    with line_to(f"{own_host['']}/_stcore/upload_file/a/b") as ask:
        answers = (ask("OPTIONS") for _ in range(500))  # more than 60 faster than two a second
        said = next(body.decode() for status, _, body in answers if status == 429)
    assert "quá nhiều yêu cầu" in said
    assert "Too many requests" in said


@pytest.fixture
def below_a_path(app, app_data, tmp_path):
    """Return a function that serves the app below a path; the app knows of it, or does not."""
    with ExitStack() as opened:

        def serve(site):
            address, log = app, tmp_path / "log"
            if site == "sub-path":
                settings = {**INTAKE, "STREAMLIT_SERVER_BASE_URL_PATH": "so-lieu"}
                address = opened.enter_context(run_app(app_data, log, "/so-lieu", **settings))
            return opened.enter_context(run_nginx(tmp_path / "nginx", address, site))[""]

        yield serve


@pytest.mark.parametrize("site", ["sub-path", "stripped-prefix"])
def test_a_path_of_an_offices_host_serves_the_same(below_a_path, visit, tmp_path, site):
    url = below_a_path(site)
    reader = visit(accept_downloads=True)
    reader.open(f"{url}/?lang=en")
    assert reader.title()
    reader.go("enrolment")
    assert "/so-lieu/enrolment" in reader.page.url
    assert read_csv(reader.download("enrolment-by-year", tmp_path))
    reader.page.reload()
    reader.rest()
    assert reader.page.locator("nav.menu [aria-current]").inner_text() == "Enrolment"
    assert {cookie["path"] for cookie in reader.page.context.cookies()} == {"/so-lieu/"}
    assert ask_nginx(url)[0] == 308


def test_a_proxy_as_its_defaults_are_is_told_in_both_languages(own_host, visit, traffic):
    page = visit().page
    page.goto(own_host["bare"])  # another Host than the reader's
    said = page.inner_text("body")
    assert "server.allowedHosts" in said
    assert "Địa chỉ này" in said
    page.goto(own_host["host"])  # no upgrade
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("WebSocket", timeout=SOON)
    expect(alert).to_contain_text("bị chặn")
    expect(page.get_by_role("dialog")).to_have_count(0)
    traffic.console_errors.clear()  # the browser reports each attempt to connect


def test_a_browser_that_is_too_old_is_told_and_so_is_a_server_that_is_gone(
    own_host, visit, traffic
):
    page = visit().page
    page.add_init_script("delete Promise.withResolvers")
    page.route("**/static/js/index*.js", lambda route: route.abort())
    page.goto(f"{own_host['']}/")
    expect(page.get_by_role("alert")).to_contain_text("too old", timeout=SOON)
    gone = visit().page
    gone.route("**/_stcore/**", lambda route: route.fulfill(status=502))
    gone.goto(f"{own_host['']}/enrolment")
    expect(gone.get_by_role("alert")).to_contain_text("không trả lời", timeout=SOON)
    traffic.console_errors.clear()
