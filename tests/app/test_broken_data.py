"""Broken data: the page says what, where and what to do; so does the command line, alike."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from vtdash.sample import generate
from vtdash.store import current_id, publish, snapshot_folder
from vtdash.ui import frame

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    """A copy of the package and its reference data, to be broken."""
    folder = tmp_path / "project"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "vtdash", folder / "vtdash", ignore=ignored)
    shutil.copytree(ROOT / "data" / "reference", folder / "data" / "reference")
    return folder


def without_column(path, column):
    """Take a column's name out of the first line of a file."""
    head, rest = path.read_text(encoding="utf-8-sig").split("\n", 1)
    names = [name for name in head.strip().split(",") if name != column]
    path.write_text(",".join(names) + "\n" + rest, encoding="utf-8")


def command(*words, data, language="en", project=ROOT):
    """Run the command line on a data folder and return what it did."""
    return subprocess.run(
        [sys.executable, "-m", "vtdash", "--lang", language, *words],
        cwd=project,
        env={**os.environ, "VTDASH_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def bare(words):
    """Words as a reader sees them: without Markdown's strokes, on one line."""
    return " ".join(re.sub(r"\\(.)", r"\1", words).split())


def one_message(screen):
    """The one message of a page that could not be drawn."""
    assert not screen.at.exception
    assert not screen.panels
    (message,) = (error.value for error in screen.at.error)
    assert "Traceback" not in message
    return bare(message)


@pytest.fixture
def data(published_sample, tmp_path):
    """A data folder with one snapshot of its own."""
    folder = tmp_path / "data"
    shutil.copytree(published_sample, folder)
    return folder, current_id(folder)


def cut_short(folder, snapshot_id):
    """Lose the second half of a mart, as a full disk does; return its name."""
    path = sorted(snapshot_folder(folder, snapshot_id).glob("*.parquet"))[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path.name


@pytest.mark.parametrize("language", ["vi", "en"])
def test_reference_data_without_a_column_is_named_in_the_page_and_on_the_command_line(
    open_page, project, tmp_path, monkeypatch, language
):
    reference = project / "data" / "reference"
    without_column(reference / "figures.csv", "unit")
    monkeypatch.setattr(frame, "publish", partial(publish, reference=reference))
    data = tmp_path / "empty"
    said = one_message(open_page("enrolment", data=data, lang=language))
    assert "figures.csv" in said
    assert "unit" in said
    done = command("build", data=data, language=language, project=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert bare(done.stderr) == said
    assert not list((data / "published" / "snapshots").glob("*"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_mart_cut_short_is_named_in_the_page_and_on_the_command_line(open_page, data, language):
    folder, snapshot_id = data
    name = cut_short(folder, snapshot_id)
    said = one_message(open_page("overview", data=folder, lang=language))
    for word in (snapshot_id, name, "python -m vtdash"):
        assert word in said
    done = command("status", data=folder, language=language)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert bare(done.stderr) == said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_behind_a_damaged_snapshot_the_last_whole_one_is_shown_and_the_damage_said(
    open_page, data, language
):
    folder, whole = data
    newest = publish(folder, sample=generate).id
    name = cut_short(folder, newest)
    screen = open_page("enrolment", data=folder, lang=language)
    assert not screen.at.exception
    (message,) = (bare(error.value) for error in screen.at.error)
    assert newest in message
    assert name in message
    assert screen.drawn == open_page("enrolment", lang=language).drawn
    done = command("status", data=folder, language=language)
    assert done.returncode == 1
    assert bare(done.stderr) in message
    assert whole in done.stdout
    assert command("rollback", whole, data=folder).returncode == 0
    mended = open_page("enrolment", data=folder, lang=language)
    assert not mended.at.error


@pytest.mark.parametrize(
    "breaks",
    {
        "manifest gone": lambda f: (f / "manifest.json").unlink(),
        "manifest is no JSON": lambda f: (f / "manifest.json").write_text("{"),
        "manifest of another shape": lambda f: (f / "manifest.json").write_text("[]"),
        "reference gone": lambda f: shutil.rmtree(f / "reference"),
        "whole folder gone": shutil.rmtree,
        "mart gone": lambda f: next(f.glob("*.parquet")).unlink(),
        "mart replaced": lambda f: next(f.glob("*.parquet")).write_bytes(b"PAR1 nothing PAR1"),
        "mart empty": lambda f: next(f.glob("*.parquet")).write_bytes(b""),
        "definition changed": lambda f: (f / "reference" / "figures.csv").write_text("a,b\n"),
    }.items(),
    ids=lambda case: case[0],
)
def test_whatever_breaks_in_a_snapshot_gives_one_message_and_no_trace(
    open_page, built, tmp_path, breaks
):
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    snapshot_id = (folder / "published" / "current").read_text().strip()
    breaks[1](snapshot_folder(folder, snapshot_id))
    said = one_message(open_page("overview", data=folder, lang="en"))
    assert snapshot_id in said
    assert "python -m vtdash" in said


@pytest.mark.parametrize("pointer", ["", "no-such-snapshot\n", "../../etc\n"])
def test_a_pointer_to_nothing_gives_one_message_and_no_trace(open_page, built, tmp_path, pointer):
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    (folder / "published" / "current").write_text(pointer)
    screen = open_page("overview", data=folder, lang="en")
    assert not screen.at.exception
    assert len(screen.at.error) == 1
    assert "incident" not in screen.at.error[0].value
    done = command("status", data=folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_first_start_builds_the_data_and_then_draws(open_page, tmp_path):
    screen = open_page("enrolment", data=tmp_path / "new", lang="en")
    assert not screen.at.exception
    assert not screen.at.error
    assert screen.drawn == open_page("enrolment", lang="en").drawn


def test_a_new_snapshot_is_seen_without_a_restart(open_page, data):
    folder, _ = data
    screen = open_page("sources", data=folder, lang="en")
    newest = publish(folder, sample=lambda _: {}, note="without sample").id
    assert not screen.run().at.error
    screen.go("enrolment")
    assert "sample" not in {row["data_status"] for row in screen.rows}
    assert (folder / "published" / "current").read_text().strip() == newest


def test_what_no_one_foresaw_is_an_apology_with_a_number_and_no_trace(open_page, monkeypatch):
    from vtdash.topics import enrolment  # noqa: PLC0415 - to be broken here alone

    def fails(_):
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr(enrolment, "turns_by_level", fails)
    screen = open_page("enrolment", lang="en")
    assert not screen.at.exception
    (message,) = (error.value for error in screen.at.error)
    assert re.search(r"[0-9a-f]{8}", message)
    assert "secret" not in screen.words
    assert "Zero" not in screen.words
