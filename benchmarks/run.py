"""Measure the dashboard's speed: python benchmarks/run.py (what and how: docs/speed.md).

Every page is measured against a floor, a Streamlit page that draws the very same figures
ready-made, in alternating rounds; the same with 10 and 100 times the records.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

import start
from builds import Built, build
from server import ROOT, Server
from session import Session

PAGES = (
    "overview", "enrolment", "graduates", "digital", "tasks", "targets", "compare", "districts",
    "occupations", "sources",
)  # fmt: skip
"""Every page with filters; the others have nothing to move."""

NOT_MOVED = {"lang", "sample"}
WARM_UP = 3
MAX_EXTRA_MS = 50
MAX_GROWTH = 0.10
MAX_COLD_SECONDS = 40
MAX_WARM_SECONDS = 10

Move = tuple[str, tuple[str, ...]]


@dataclass
class Taken:
    """Milliseconds of each round: processor time of the server, and until it had answered."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


def main() -> None:
    """Measure what was asked for and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="vtdash-bench-") as folder, ExitStack() as stack:
        work = Path(folder)
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, "
              f"load {os.getloadavg()[0]:.1f}, calibration loop {_calibrate():.1f} ms")  # fmt: skip
        _print_builds([build(work / f"x{scale}", scale) for scale in asked.scales])
        if asked.start:
            _print_start(work)
        servers = {
            f"x{scale}": stack.enter_context(
                Server(
                    "app.py", work / f"x{scale}.log", launcher=("benchmarks/serve.py",),
                    VTDASH_DATA=str(work / f"x{scale}"),
                )
            )
            for scale in asked.scales
        }  # fmt: skip
        first = servers[f"x{asked.scales[0]}"]
        rounds = WARM_UP + asked.rounds
        moves = {page: _record(first, page, rounds, work) for page in asked.pages}
        for server in list(servers.values())[1:]:
            _replay(server, moves)
        resident = first.resident()
        servers = _floors(stack, work, asked.pages[0]) | servers
        _print_pages(servers, moves, asked.scales)
        print(f"memory of the first server: {resident:.0f} MB after {rounds * len(moves)} reruns, "
              f"{first.resident():.0f} MB after twice as many")  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the dashboard's speed.")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--rounds", type=int, default=15, help="measured rounds a page")
    parser.add_argument("--scales", nargs="+", type=int, default=[1, 10, 100])
    parser.add_argument("--no-start", dest="start", action="store_false", help="skip the starts")
    return parser.parse_args()


# --- what a reader does ----------------------------------------------------------------------


def moves(session: Session) -> Iterator[Move]:
    """Give filter changes without end, each filter of the page in turn.

    A choice among many is one value, then none again; one that must have a value goes on to
    the next. Options are those on the screen at the time.
    """
    for turn in count():
        for name in [name for name in session.drawn.filters if name not in NOT_MOVED]:
            kind, _, options = session.drawn.filters[name]
            if kind == "multiselect":
                yield name, (options[turn % len(options)],)
                yield name, ()
            elif name == "city":
                yield name, (options[turn % len(options)],)
                yield name, tuple(options)
            elif name == "to":
                yield name, (options[-1 - turn % 3],)
            else:
                yield name, (options[(turn + 1) % len(options)],)


def _record(server: Server, page: str, rounds: int, work: Path) -> list[Move]:
    """Play the rounds once, unmeasured; keep the moves, and the figures for the floor."""
    made: list[Move] = []
    figures: list[object] = []
    with Session(server.port, page) as session:
        for name, values in moves(session):
            charts = session.choose(name, *values).charts
            figures.append(charts)
            made.append((name, values))
            if len(made) == rounds:
                break
    lines = "\n".join(json.dumps(drawn) for drawn in figures)
    (work / f"{page}.jsonl").write_text(lines, encoding="utf-8")
    return made


def _replay(server: Server, pages: dict[str, list[Move]]) -> None:
    """Play the rounds once, unmeasured: what is kept of a choice is then kept everywhere."""
    for page, moves in pages.items():
        with Session(server.port, page) as session:
            for move in moves:
                session.choose(move[0], *move[1])


def _floors(stack: ExitStack, work: Path, first: str) -> dict[str, Server]:
    """Start the floor as any Streamlit page, and one that does what the dashboard does."""
    return {
        name: stack.enter_context(
            Server(
                str(ROOT / "benchmarks" / "floor.py"), work / f"{name}.log",
                FLOOR_FIGURES=str(work), FLOOR_FIRST=first, FLOOR_STRICT=is_strict,
            )
        )
        for name, is_strict in {"floor": "0", "strict": "1"}.items()
    }  # fmt: skip


# --- measuring -------------------------------------------------------------------------------


def _measure(
    servers: dict[str, Server], page: str, moves: list[Move]
) -> tuple[dict[str, Taken], list[float], float]:
    """Play the rounds of one page on every server in turn; count its figures too."""
    taken = {name: Taken() for name in servers}
    loops: list[float] = []
    figures: list[int] = []
    with ExitStack() as stack:
        sessions = {
            name: stack.enter_context(Session(server.port, "" if name in FLOORS else page))
            for name, server in servers.items()
        }
        for number, move in enumerate(moves):
            loops.append(_calibrate())
            for name, server in servers.items():
                session = sessions[name]
                if name in FLOORS:
                    session.choose("round", f"{page} {number} first")
                before = server.rest()
                if name in FLOORS:
                    drawn = session.choose("round", f"{page} {number} again")
                else:
                    drawn = session.choose(move[0], *move[1])
                figures.append(len(drawn.charts))
                if number >= WARM_UP:
                    taken[name].cpu.append(1000 * (server.rest() - before))
                    taken[name].wall.append(1000 * drawn.seconds)
    return taken, loops, median(figures)


FLOORS = ("floor", "strict")


def _calibrate() -> float:
    """Return the milliseconds of a loop that never changes: what the machine is worth now."""
    begin = time.process_time()
    total = 0
    for number in range(200_000):
        total += number
    return 1000 * (time.process_time() - begin)


# --- printing --------------------------------------------------------------------------------


def _print_pages(
    servers: dict[str, Server], pages: dict[str, list[Move]], scales: list[int]
) -> None:
    first, *others = [f"x{scale}" for scale in scales]
    print(f"\nA rerun after a filter change, ms: median and 95th percentile; {first} is the "
          f"dashboard, 'strict' a floor with a frozen heap and unchecked figures")  # fmt: skip
    print(f"{'page':12}{'figures':>7} |{'CPU floor':>13}{'strict':>13}{'page':>13}"
          f"{'extra':>7}{'':8}{'ratio':>6}{'over strict':>12}"
          f" |{'wall floor':>13}{'page':>13}{'ratio':>6} |{'loop':>5} | growth")  # fmt: skip
    for page, moves in pages.items():
        taken, loops, figures = _measure(servers, page, moves)
        floor, strict, ours = taken["floor"], taken["strict"], taken[first]
        extra = median(ours.cpu) - median(floor.cpu)
        growth = "; ".join(
            f"{name} {100 * (rate := _growth(ours, taken[name])):+.0f}% "
            f"{_verdict(rate, MAX_GROWTH)}"
            for name in others
        )
        print(
            f"{page:12}{figures:7.0f} |{_spread(floor.cpu):>13}{_spread(strict.cpu):>13}"
            f"{_spread(ours.cpu):>13}{extra:+7.0f} {_verdict(extra, MAX_EXTRA_MS):7}"
            f"{median(ours.cpu) / median(floor.cpu):6.2f}"
            f"{median(ours.cpu) - median(strict.cpu):+12.0f}"
            f" |{_spread(floor.wall):>13}{_spread(ours.wall):>13}"
            f"{median(ours.wall) / median(floor.wall):6.2f} |{median(loops):5.1f} | {growth}",
            flush=True,
        )


def _print_builds(builds: list[Built]) -> None:
    print("\nBuilding a snapshot: records, rows of roll-ups, CPU s (sample + publish), s, peak MB")
    for made in builds:
        cpu = made.generate_cpu + made.publish_cpu
        print(f"  x{made.scale:<4}{made.records:>12,}{made.rolled_up:>9,}{cpu:8.1f}"
              f" ({made.generate_cpu:.1f} + {made.publish_cpu:.1f}){made.wall:8.1f}"
              f"{made.peak_mb:8.0f}")  # fmt: skip
    if len(builds) > 1:
        small, large = builds[-2:]
        exponent = math.log(large.publish_cpu / small.publish_cpu) / math.log(
            large.records / small.records
        )
        print(f"  publishing grows with records to the power {exponent:.2f} "
              f"(x{small.scale} to x{large.scale}; 1 is linear)")  # fmt: skip


def _print_start(work: Path) -> None:
    print()
    bounds = {"cold": MAX_COLD_SECONDS, "warm": MAX_WARM_SECONDS}
    for name, bound in bounds.items():
        steps, who = start.seconds(work / "start", work / f"{name}.log")
        parts = ", ".join(f"{step} {value:.1f}" for step, value in steps.items())
        print(f"{name} start, s: {parts} ({who}) {_verdict(steps['in all'], bound)} {bound}",
              flush=True)  # fmt: skip


def _spread(values: list[float]) -> str:
    return f"{median(values):.0f} ({_percentile(values, 0.95):.0f})"


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def _growth(small: Taken, large: Taken) -> float:
    """Return the median growth of rounds taken one after the other."""
    pairs = zip(small.cpu, large.cpu, strict=True)
    return median(after / before for before, after in pairs) - 1


def _verdict(value: float, bound: float) -> str:
    return "within" if value <= bound else "over"


if __name__ == "__main__":
    main()
