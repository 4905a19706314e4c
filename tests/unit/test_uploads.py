"""Uploads: who may load, how much at once, in which words the rest is refused, when files go."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from tests.asgi import ask
from tests.each import each
from vtdash.text.language import LANGUAGES, Text
from vtdash.ui import uploads
from vtdash.ui.uploads import UploadDesk, UploadLimits, Uploads, refusal_words, upload_limits

MEGA = 1_000_000
LIMITS = UploadLimits(session_mb=3, session_files=2, all_mb=4, all_files=3, minutes=10)


@pytest.fixture
def kept(monkeypatch):
    """Return where the framework keeps files, without a server."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(uploads, "_files", lambda: manager)
    return manager


@pytest.fixture
def desk(kept):
    """Return a desk at which two sessions may load; ``kept`` has nothing yet."""
    desk = UploadDesk(LIMITS)
    desk.open("one")
    desk.open("other")
    return desk


@pytest.fixture
def put(desk, kept):
    """Return a function that loads a file of a size and returns the answer."""

    async def take(request: Request):
        session, file = request.path_params["session"], request.path_params["file"]
        kept.add_file(session, UploadedFileRec(file, "a.csv", "text/csv", await request.body()))
        return PlainTextResponse("", 204)

    path = "/so-lieu/_stcore/upload_file/{session}/{file}"
    app = Uploads(Starlette(routes=[Route(path, take, methods=["PUT", "DELETE"])]), desk)
    numbers = iter(range(100))

    def put(session, size, **headers):
        url = f"http://localhost/so-lieu/_stcore/upload_file/{session}/{next(numbers)}"
        body = [b"." * 500_000] * (size // 500_000)
        return ask(app, url, "PUT", body, **{"content_length": str(size), **headers})

    return put


def stored(kept):
    return {session: len(files) for session, files in kept.file_storage.items() if files}


def test_a_file_is_on_no_disk_while_it_arrives(desk):
    seen = []

    async def take(request: Request):
        async with request.form() as form:
            seen.append((form["file"].size, form["file"].file._rolled))
        return PlainTextResponse("", 204)

    path = "/_stcore/upload_file/{session}/{file}"
    app = Uploads(Starlette(routes=[Route(path, take, methods=["PUT"])]), desk)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = [head, *[b"." * 500_000] * 5, b"\r\n--x--\r\n"]
    sizes = {"content_length": str(sum(map(len, body)))}
    kind = {"content_type": "multipart/form-data; boundary=x"}
    url = "http://localhost/_stcore/upload_file/one/1"
    assert ask(app, url, "PUT", body, **sizes, **kind).status == 204
    assert seen == [(2_500_000, False)]


def test_only_a_session_whose_page_asks_for_files_may_load(put, desk, kept):
    assert put("stranger", MEGA).status == 403
    assert put("one", MEGA).status == 204
    desk.leave("one")
    assert put("one", MEGA).status == 403
    assert stored(kept) == {}


def test_a_session_may_have_so_much_and_no_more(put, kept):
    assert [put("one", 2 * MEGA).status for _ in range(2)] == [204, 413]
    assert put("one", MEGA).status == 204
    assert put("one", 500_000).status == 413, "a third file, though there is room"
    assert stored(kept) == {"one": 2}


def test_all_together_may_have_so_much_and_no_more(put, kept):
    assert put("one", 3 * MEGA).status == 204
    assert put("other", 1_500_000).status == 507
    assert put("other", MEGA).status == 204
    kept.remove_session_files("one")
    assert put("other", 1_500_000).status == 204, "there is room again"


def test_what_is_on_its_way_counts(desk):
    with desk.reserved("one", 2 * MEGA) as first, desk.reserved("one", 2 * MEGA) as second:
        assert first is None
        assert second
        assert second[1] == 413
    with desk.reserved("one", 2 * MEGA) as third:
        assert third is None


def test_of_twenty_files_at_once_those_beyond_the_room_are_refused_in_words(kept):
    """Twenty of 50 MB against the 600 MB of a server, by a hundredth; all on their way together."""
    desk, size, judged = (
        UploadDesk(UploadLimits(session_mb=3, all_mb=6)),
        MEGA // 2,
        threading.Event(),
    )

    async def take(request: Request):
        body = await request.body()
        judged.wait(30)
        kept.add_file(
            request.path_params["session"], UploadedFileRec("1", "a.csv", "text/csv", body)
        )
        return PlainTextResponse("", 204)

    path = "/_stcore/upload_file/{session}/{file}"
    app = Uploads(Starlette(routes=[Route(path, take, methods=["PUT"])]), desk)

    def load(number):
        desk.open(f"steward {number}")
        url = f"http://localhost/_stcore/upload_file/steward {number}/1"
        return ask(app, url, "PUT", [b"." * size], content_length=str(size))

    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(load, number) for number in range(20)]
        refused = [each.result() for each in islice(as_completed(asked, timeout=30), 8)]
        judged.set()
    assert {answer.status for answer in refused} == {507}
    assert all(
        "Chưa nạp được tệp" in each.text and "Nothing is lost" in each.text for each in refused
    )
    assert sorted(each.result().status for each in asked) == [204] * 12 + [507] * 8
    assert sum(length for _, length in uploads._stored()) == 6 * MEGA
    for number in range(20):
        desk.leave(f"steward {number}")
    assert uploads._stored() == []
    assert [load(number).status for number in range(12)] == [204] * 12, "nothing is held any more"


@each("length", ["", "many", "-5", "9" * 30])
def test_a_file_that_does_not_say_how_large_it_is_is_too_large(put, length):
    assert put("one", MEGA, content_length=length).status == 413


def test_a_refusal_names_the_limits_in_both_languages(put):
    said = put("one", 4 * MEGA).text
    for words in ("Chưa nạp được tệp", "3 MB", "Not loaded"):
        assert words in said


@each("language", LANGUAGES)
def test_the_page_says_them_where_the_framework_tells_a_status_only(language):
    words = refusal_words(LIMITS, Text(language))
    assert "3 MB" in words["AxiosError: Request failed with status code 413"]
    assert words.pop("Error: ") == "", "the framework's, before each of them"
    assert len(set(words.values())) == 4


def test_files_go_when_the_session_is_gone_or_was_left_alone(put, desk, kept, monkeypatch):
    class Server:
        def is_active_session(self, session):
            return session == "one"

    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", Server)
    now = time.monotonic()
    for session in ("one", "other"):
        put(session, MEGA)
    kept.add_file("unknown", UploadedFileRec("x", "a.csv", "text/csv", b"."))
    desk.tidy(now + 60)
    assert stored(kept) == {"one": 1, "other": 1}
    desk.tidy(now + 150)  # the other one's connection was lost
    assert stored(kept) == {"one": 1}
    assert put("other", MEGA).status == 403
    desk.tidy(now + 601)
    assert stored(kept) == {}


def test_a_server_looks_by_itself_as_long_as_it_runs(monkeypatch):
    looks = []
    monkeypatch.setattr(uploads, "_PAUSE", 0.001)
    monkeypatch.setattr(uploads.DESK, "tidy", looks.append)

    async def server():
        async with uploads.timer(None):
            while len(looks) < 3:
                await asyncio.sleep(0.001)
        seen = len(looks)
        await asyncio.sleep(0.01)
        return seen

    assert asyncio.run(asyncio.wait_for(server(), 5)) == len(looks)


def test_limits_come_from_the_environment():
    assert upload_limits({}) == UploadLimits()
    assert upload_limits({"VTDASH_UPLOAD_ALL_MB": "900"}) == UploadLimits(all_mb=900)


@each("value", ["0", "-1", "many", "1.5", "٣"])
def test_no_server_starts_with_a_limit_that_is_none(value):
    with pytest.raises(ValueError, match=r"VTDASH_UPLOAD_MINUTES .* số nguyên .* whole number"):
        upload_limits({"VTDASH_UPLOAD_MINUTES": value})
