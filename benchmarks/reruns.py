"""Measure a rerun beside an older build: python benchmarks/reruns.py --against COMMIT.

Both are served with their own packages and data; a reader of each makes the same moves in turn.
Printed is the processor time of the servers for a rerun, the medians and their ratio.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median

from against import HERE, Build, older_build
from run import PAGES, WARM_UP, Move, moves
from server import Server
from session import Session

MOST_TIMES = 1.05


def main() -> None:
    """Measure the pages that are asked for and print them."""
    parser = argparse.ArgumentParser(description="Measure a rerun beside an older build.")
    parser.add_argument("--against", required=True, help="a commit")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--rounds", type=int, default=15, help="measured reruns a page")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vtdash-bench-") as folder, ExitStack() as stack:
        work = Path(folder)
        older = stack.enter_context(older_build(asked.against, work))
        servers = [stack.enter_context(_served(build, work)) for build in (older, HERE)]
        print(f"{'page':12}{older.name:>10}{'here':>8}{'ratio':>7}   ms of CPU a rerun")
        ratios: list[float] = []
        for page in asked.pages:
            before, now = (median(taken) for taken in _measure(servers, page, asked.rounds))
            ratios.append(now / before)
            print(f"{page:12}{before:10.1f}{now:8.1f}{now / before:7.2f}", flush=True)
        verdict = "met" if median(ratios) <= MOST_TIMES else "NOT met"
        print(f"median of the pages {median(ratios):.2f} (bound {MOST_TIMES}: {verdict})")


def _served(build: Build, work: Path) -> Server:
    data = work / f"data-{build.name}"
    place = {**os.environ, "VTDASH_DATA": str(data)}
    command = [build.python, "-m", "vtdash", "build"]
    subprocess.run(command, cwd=build.root, env=place, check=True, capture_output=True)
    return Server(
        "app.py", work / f"{build.name}.log", launcher=("benchmarks/serve.py",), root=build.root,
        python=build.python, VTDASH_DATA=str(data),
    )  # fmt: skip


def _measure(servers: list[Server], page: str, rounds: int) -> list[list[float]]:
    """Return milliseconds of each rerun on each server, those that warm up left out."""
    taken: list[list[float]] = [[] for _ in servers]
    with Session(servers[-1].port, page) as session:
        made: list[Move] = []
        for name, values in islice(moves(session), WARM_UP + rounds):
            session.choose(name, *values)
            made.append((name, values))
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session(server.port, page)) for server in servers]
        for again in (False, True):  # what is kept of a choice is then kept by both
            for number, (name, values) in enumerate(made):
                for server, session, times in zip(servers, sessions, taken, strict=True):
                    before = server.rest()
                    session.choose(name, *values)
                    if again and number >= WARM_UP:
                        times.append(1000 * (server.rest() - before))
    return taken


if __name__ == "__main__":
    main()
