"""A program for the crash tests: waits with everything loaded, then forks one publisher a command.

Started once, so that a test that kills fifty publishers does not start Python fifty times. Reads
a command a line, ``FOLDER HOW FIRST LIMIT``, and answers with ``pid N``; the publisher it forked
then says what it does, one line each, until it has done or is killed; last comes ``gone``.

HOW: ``loop`` publishes one return after the other without end, ``once`` publishes one,
``hold:WHERE`` publishes one and waits, at a step or before a function of that name, until
FOLDER/go is there. Return number N has one record
with ten training turns at institution CS-N. LIMIT: most bytes of a file, 0 for no limit.
"""

from __future__ import annotations

import itertools
import os
import resource
import sys
import time
from pathlib import Path

import pandas as pd  # noqa: F401 - pyarrow asks for it in each fork that has not loaded it
import pyarrow as pa

from vtdash.model.errors import PublishBusy, VtdashError
from vtdash.reference import load_catalogue
from vtdash.store import STEPS, Records, publish

PUBLISHING = sys.modules[publish.__module__]


def ten_turns(number):
    """Return the return of one institution."""
    row = {
        "city": "hanoi", "period": "2024-Q1", "area_code": "001",
        "institution_id": f"CS-{number}", "occupation_key": "480201", "level": "college",
        "enrolled": 10, "enrolled_women": 0, "enrolled_rural": 0,
    }  # fmt: skip
    return Records("enrolment", "reported", f"{number}.csv", pa.Table.from_pylist([row]))


def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def hold(data, where):
    """Wait at a step of the publish, or before its last call of a function."""

    def wait():
        say("holding")
        while not (data / "go").exists():
            time.sleep(0.005)

    if where not in STEPS:
        call = getattr(PUBLISHING, where)
        setattr(PUBLISHING, where, lambda *args: (_is_last(where, args) and wait(), call(*args)))
    return lambda step: wait() if step == where else None


def _is_last(where, args):
    """Many files are synced; the last one before the pointer is the folder of all snapshots."""
    return where != "sync" or args[0].name == "snapshots"


def issue(data, number, progress=lambda step: None):
    say("start", number)
    try:
        manifest = publish(
            data, sample=lambda _: {}, returns=[ten_turns(number)], by="test", progress=progress
        )
    except PublishBusy:
        say("busy", number)
    except VtdashError as error:
        say("refused", number, error.en)
    else:
        say("done", number, manifest.id)


def run(data, how, first, limit):
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    numbers = itertools.count(first) if how == "loop" else [first]
    for number in numbers:
        issue(data, number, *([hold(data, how[5:])] if how.startswith("hold:") else []))


def main():
    load_catalogue()
    for line in sys.stdin:
        folder, how, first, limit = line.split()
        child = os.fork()
        if child == 0:
            try:
                run(Path(folder), how, int(first), int(limit))
            finally:
                os._exit(0)
        say("pid", child)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
