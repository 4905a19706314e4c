"""Measure what publishes and readers leave behind in a server: python benchmarks/memory.py.

Each publish is made as an office makes it, by the command line, and seen on every page by a new
reader; then readers come and leave without a word; then, with ``--soak``, readers move filters
while a publish is made every minute. Memory is what the server holds, in MB, when it is at rest.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import linear_regression

from run import PAGES, moves
from server import ROOT, Server
from session import Session

MAX_MB_A_PUBLISH = 1.0
MAX_MB_A_MINUTE = 0.5
FIRST_MINUTES = 5
"""Minutes in which a server fills what it keeps; the slope is taken after them."""

ABANDONED_SECONDS = 180
"""After which nothing of a reader who left may be there; the framework waits two minutes for one
who lost the connection."""

HEADER = (
    "city", "period", "area_code", "item_id", "milestones_planned", "milestones_done",
    "money_planned", "money_spent",
)  # fmt: skip


def main() -> None:
    """Measure what was asked for and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="vtdash-memory-") as folder, ExitStack() as stack:
        work = Path(folder)
        data = work / "data"
        _vtdash("build", data=data)
        server = stack.enter_context(Server("app.py", work / "log", VTDASH_DATA=str(data)))
        if asked.publishes:
            _print_publishes(server, data, asked.publishes)
        if asked.sessions:
            _print_sessions(server, asked.sessions)
        if asked.soak:
            _print_soak(server, data, asked.soak)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what a server keeps.")
    parser.add_argument("--publishes", type=int, default=12)
    parser.add_argument("--sessions", type=int, default=200, help="readers who leave")
    parser.add_argument("--soak", type=int, default=0, metavar="MINUTES")
    return parser.parse_args()


def _vtdash(*words: str, data: Path) -> None:
    command, place = (
        [sys.executable, "-m", "vtdash", *words],
        {**os.environ, "VTDASH_DATA": str(data)},
    )
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")


def _publish(data: Path, number: int) -> None:
    """Publish a return that differs from the one before."""
    file = data.parent / f"return-{number}.csv"
    rows = [("hanoi", "2024-Q1", "268", "HN-T2", 9, 3, 500, 100 + number)]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADER, *rows])
    _vtdash(
        "publish", str(file), "--note", f"load {number}", "--by", "benchmark",
        "--decide", "again=replaces", data=data,
    )  # fmt: skip


def _visit(server: Server) -> None:
    """Open every page once, as a new reader does."""
    for page in PAGES:
        with Session(server.port, page):
            pass


def _at_rest(server: Server) -> float:
    server.rest()
    return server.resident()


def _print_publishes(server: Server, data: Path, count: int) -> None:
    """Print what publishes leave, each seen on every page, when their readers are forgotten.

    As many go before: snapshots that readers hold at once take memory that is used again later.
    """
    held: list[float] = []
    for numbers in (range(count), range(count, 2 * count)):
        for number in numbers:
            _publish(data, number)
            _visit(server)
        held.append(_forgotten(server))
    each = (held[1] - held[0]) / count
    print(f"{count} publishes: {held[0]:.0f} MB before, {held[1]:.0f} after; "
          f"{each:.2f} MB each ({_verdict(each, MAX_MB_A_PUBLISH)})")  # fmt: skip


def _forgotten(server: Server) -> float:
    """Wait until those who left are forgotten; return the memory after one more reader."""
    time.sleep(ABANDONED_SECONDS)
    _visit(server)
    return _at_rest(server)


def _print_sessions(server: Server, count: int) -> None:
    """Print the memory with many readers at once, and after they have left without a word.

    Twice: what the first crowd makes the process take it has again for the second.
    """
    _visit(server)  # what is kept for all readers is there before they come
    _visit(server)
    for crowd in ("first", "second"):
        before = _at_rest(server)
        with ExitStack() as stack:
            for page in islice(cycle(PAGES), count):
                stack.enter_context(Session(server.port, page))
            during = _at_rest(server)
        after = _forgotten(server)
        each = (during - before) / count
        print(f"{count} readers, the {crowd} time: {before:.0f} MB before, {during:.0f} with them "
              f"({each:.2f} MB each), {after:.0f} three minutes after they left")  # fmt: skip


def _print_soak(server: Server, data: Path, minutes: int) -> None:
    """Print what many minutes of reading and publishing did to memory; an error ends it."""
    end, held = time.monotonic() + 60 * minutes, list[float]()
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(_read, server, end, seed) for seed in range(4)]
        for minute in range(minutes):
            _publish(data, 1000 + minute)
            time.sleep(max(0.0, end - 60 * (minutes - 1 - minute) - time.monotonic()))
            held.append(server.resident())
        reruns = sum(reader.result() for reader in readers)
    later = held[FIRST_MINUTES:]
    slope = linear_regression(range(len(later)), later).slope
    print(f"memory by minute: {' '.join(f'{mb:.0f}' for mb in held)} MB")
    print(f"{reruns} reruns and {minutes} publishes without an error; {slope:.2f} MB a minute "
          f"after the first {FIRST_MINUTES} ({_verdict(slope, MAX_MB_A_MINUTE)})")  # fmt: skip


def _read(server: Server, end: float, seed: int) -> int:
    """Move filters of pages at random until the end; return how often."""
    chance, reruns = Random(seed), 0  # noqa: S311 (a reader's whim, the same in each run)
    while time.monotonic() < end:
        with Session(server.port, chance.choice(PAGES)) as session:
            for name, values in islice(moves(session), chance.randint(2, 9)):
                session.choose(name, *values)
                reruns += 1
                time.sleep(chance.uniform(0.2, 1.0))
    return reruns


def _verdict(found: float, most: float) -> str:
    return f"bound {most}: {'met' if found <= most else 'NOT met'}"


if __name__ == "__main__":
    main()
