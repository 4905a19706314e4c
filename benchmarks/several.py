"""Measure what several chosen areas cost against one: python benchmarks/several.py.

Two readers of one server move the same year in turn, one with one district chosen, the other with
six. Printed is the processor time of the server for a rerun, and the ratio of the medians; and the
same for a reader who comes back to a choice that somebody asked for before.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from builds import build
from server import Server
from session import Session

PAGES = ("enrolment", "graduates", "digital")
MANY = 6


def main() -> None:
    """Measure the pages that are asked for and print them."""
    parser = argparse.ArgumentParser(description="Measure one chosen area against six.")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vtdash-bench-") as folder, ExitStack() as stack:
        work = Path(folder)
        build(work / "data", 1)
        server = stack.enter_context(
            Server(
                "app.py", work / "log", launcher=("benchmarks/serve.py",),
                VTDASH_DATA=str(work / "data"),
            )
        )  # fmt: skip
        print(f"{'page':12}{'':8}{'one, ms':>9}{'six, ms':>9}{'ratio':>7}")
        for page in asked.pages:
            for name, taken in _measure(server, page, asked.rounds).items():
                one, six = (median(values) for values in taken)
                print(f"{page:12}{name:8}{one:9.0f}{six:9.0f}{six / one:7.2f}", flush=True)


def _measure(server: Server, page: str, rounds: int) -> dict[str, tuple[list[float], ...]]:
    """Return milliseconds of each rerun, first and again: of one area, of six.

    The newest year is left out: no cohort of graduates is as young.
    """
    taken: dict[str, tuple[list[float], ...]] = {"first": ([], []), "again": ([], [])}
    with Session(server.port, page) as one, Session(server.port, page) as six:
        _, _, areas = one.drawn.filters["area"]
        one.choose("area", areas[0])
        six.choose("area", *areas[:MANY])
        _, _, years = one.drawn.filters["from"]
        for both in taken.values():
            for turn in range(rounds):
                for values, session in zip(both, (one, six), strict=True):
                    before = server.rest()
                    session.choose("from", years[1 + turn % (len(years) - 2)])
                    values.append(1000 * (server.rest() - before))
    return taken


if __name__ == "__main__":
    main()
