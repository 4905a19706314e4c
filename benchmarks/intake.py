"""Measure the intake: python benchmarks/intake.py (returns of 10,000 to 1,000,000 rows).

Each return is examined, compared and published in a process of its own, beside a floor in another
one: the same file read by the plain library (csv.reader, openpyxl read-only) and thrown away.
Everything is made in a temporary folder that is removed at the end. ``--against 4ffe619`` compares
with the build of a commit, in turn, and with python-calamine; it needs LibreOffice.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice, pairwise
from json import dumps, loads
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
XLSX_ROWS = 50_000
OLD = "4ffe619"
MAX_CSV_SECONDS, MAX_CSV_MB, MAX_XLSX_SECONDS = 60, 1536, 30
FIXED_ROWS = 100
"""So few that what they cost is what any file costs: imports, the catalogue, the sample."""

INSTITUTIONS = 40
"""Institutions that report from each area."""


@dataclass(frozen=True)
class Spent:
    """What one step took: seconds on the clock and of the processor."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Taken:
    """One file through one process: its steps by name, and the most memory it took, in MB."""

    rows: int
    steps: dict[str, Spent]
    peak_mb: float

    def total(self, measure: str) -> float:
        """Return seconds over all steps: ``wall`` or ``cpu``."""
        return sum(getattr(step, measure) for step in self.steps.values())


def main() -> None:
    """Measure what was asked for and print it."""
    asked = _arguments()
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}\n\nCSV")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="vtdash-bench-") as folder:
        work = Path(folder)
        _print_head()
        fixed, *taken = [_measure(work, size, "csv", MAX_CSV_SECONDS)
                         for size in (FIXED_ROWS, *asked.sizes)]  # fmt: skip
        if len(taken) > 1:
            _print_growth(taken, fixed)
        if asked.xlsx:
            print("\nXLSX")
            _print_head()
            _measure(work, asked.xlsx, "xlsx", MAX_XLSX_SECONDS)
        if asked.against:
            _compare(work, asked)


def _compare(work: Path, asked: argparse.Namespace) -> None:
    from against import compare_csv, compare_workbooks, older_build  # noqa: PLC0415

    with older_build(asked.against, work) as older:
        for path, size in ((work / "rows.xlsx", asked.xlsx), (work / "rows.csv", max(asked.sizes))):
            _alone("write", path, str(size))
        compare_workbooks(work / "rows.xlsx", older, asked.rounds)
        compare_csv(work / "rows.csv", older, asked.rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the intake.")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), help="rows of CSV")
    parser.add_argument("--xlsx", type=int, default=XLSX_ROWS, help="rows of XLSX, 0 for none")
    parser.add_argument("--against", default="", help=f"a commit to compare with, such as {OLD}")
    parser.add_argument("--rounds", type=int, default=3, help="of the comparison")
    return parser.parse_args()


# --- the file -------------------------------------------------------------------------------


def _rows(size: int) -> Iterator[tuple[object, ...]]:
    """Yield enrolment rows, each with a key of its own, over real areas and occupations."""
    from vtdash.reference import load_catalogue  # noqa: PLC0415

    catalogue = load_catalogue()
    taught = [(o.key, level) for o in catalogue.occupations for level in _levels(o)]
    districts = [a for a in catalogue.areas if a.level == "district" and not a.valid_from]
    places = [a for a in districts if a.valid_to and a.valid_to.year >= 2025]
    yield from islice(_cells(places, taught), size)


def _levels(occupation: object) -> tuple[str, ...]:
    codes = {"college": "code_college", "intermediate": "code_intermediate"}
    return (*(level for level, code in codes.items() if getattr(occupation, code)), "elementary")


def _cells(places: list[object], taught: list[tuple[str, str]]) -> Iterator[tuple[object, ...]]:
    """Yield rows by quarter, occupation, institution and area: the area changes soonest."""
    number = 0
    for year in (2023, 2022, 2021, 2020, 2019):
        for occupation, level in taught:
            for office in range(INSTITUTIONS):
                for area in places:
                    number += 1
                    people = number * 7919 % 180 + 1
                    yield (
                        area.city, f"{year}-Q{number % 4 + 1}", area.code,
                        f"CS-{area.code}-{office:03}", occupation, level,
                        people, people * 2 // 5, people // 3,
                    )  # fmt: skip


def _write(path: Path, size: int) -> None:
    from vtdash.model.datasets import ENROLMENT  # noqa: PLC0415

    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(ENROLMENT.column_names)
            lines.writerows(_rows(size))
        return
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tuyển sinh")
    sheet.append(list(ENROLMENT.column_names))
    for row in _rows(size):
        sheet.append(list(row))
    book.save(path)


# --- one process ----------------------------------------------------------------------------


def _intake(path: Path, data: Path, steps: dict[str, Spent]) -> int:
    """Examine, compare and publish a file; return its records."""
    from vtdash.reference import load_catalogue  # noqa: PLC0415
    from vtdash.returns import Answers, examine  # noqa: PLC0415
    from vtdash.sample import generate  # noqa: PLC0415
    from vtdash.store import current_records, preview_publish, publish  # noqa: PLC0415

    catalogue = load_catalogue()
    with _timed(steps, "examine"):
        found = examine(path, path.name, catalogue, answers=Answers(),
                        current_records=partial(current_records, data))  # fmt: skip
    if found.records is None:
        raise SystemExit(f"{path.name} was refused: {found.counts} {found.findings[:3]}")
    with _timed(steps, "compare"):
        preview_publish(data, [found.records], catalogue)
    with _timed(steps, "publish"):
        publish(data, sample=generate, returns=[found.records], note="benchmark")
    return found.records.table.num_rows


def _floor(path: Path, steps: dict[str, Spent]) -> int:
    """Read every cell with the plain library; return the rows."""
    with _timed(steps, "read"):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                return sum(1 for _ in csv.reader(file)) - 1
        import openpyxl  # noqa: PLC0415

        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


@contextmanager
def _timed(steps: dict[str, Spent], name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    steps[name] = Spent(time.perf_counter() - wall, time.process_time() - cpu)


def _alone(task: str, path: Path, argument: str) -> Taken:
    """Run one task in a process of its own, so that its time and memory are its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--alone", task, str(path), argument],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{task} {path.name}: {done.stderr[-2000:]}")
    values = loads(done.stdout.splitlines()[-1])
    steps = {name: Spent(**spent) for name, spent in values.pop("steps").items()}
    return Taken(steps=steps, **values)


def _run_alone(task: str, path: Path, argument: str) -> None:
    steps: dict[str, Spent] = {}
    if task == "write":
        with _timed(steps, "write"):
            _write(path, int(argument))
        rows = int(argument)
    else:
        rows = _floor(path, steps) if task == "floor" else _intake(path, Path(argument), steps)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(dumps(asdict(Taken(rows, steps, peak))), flush=True)


# --- what is printed ------------------------------------------------------------------------


def _print_head() -> None:
    print(f"{'rows':>10}{'MB':>7} |{'examine':>8}{'compare':>8}{'publish':>8}{'in all':>8} wall s"
          f" |{'in all':>8} CPU s |{'peak MB':>8} |{'floor':>7} CPU s{'ratio':>7}")  # fmt: skip


def _measure(work: Path, size: int, kind: str, bound: int) -> Taken:
    path = work / f"{size}.{kind}"
    _alone("write", path, str(size))
    floor = _alone("floor", path, "-")
    taken = _alone("intake", path, str(work / f"{kind}-{size}"))
    if (floor.rows, taken.rows) != (size, size):
        raise SystemExit(f"{path.name}: {floor.rows} rows read, {taken.rows} published")
    walls = "".join(f"{taken.steps[n].wall:8.1f}" for n in ("examine", "compare", "publish"))
    cpu, least = taken.total("cpu"), floor.total("cpu")
    print(f"{size:>10,}{path.stat().st_size / 1e6:7.1f} |{walls}{taken.total('wall'):8.1f}       "
          f"|{cpu:8.1f}       |{taken.peak_mb:8.0f} |{least:7.2f}      {cpu / least:7.1f}",
          flush=True)  # fmt: skip
    if size >= 1_000_000 or kind == "xlsx":
        # The comparison is what the page shows in between, and no part of the bound.
        spent = sum(taken.steps[name].wall for name in ("examine", "publish"))
        print(f"{'':10} examine and publish {spent:.1f} s {_verdict(spent, bound)} {bound} s, "
              f"memory {_verdict(taken.peak_mb, MAX_CSV_MB)} {MAX_CSV_MB} MB")  # fmt: skip
    path.unlink()
    return taken


def _print_growth(taken: list[Taken], fixed: Taken) -> None:
    """Print exponents of all that a file costs, and of what it costs above a file of few rows."""
    rows = [t.rows for t in taken]
    for name, measure in {"wall": "wall", "CPU": "cpu"}.items():
        seconds = [t.total(measure) for t in taken]
        above = [max(s - fixed.total(measure), 0.001) for s in seconds]
        between = ", ".join(
            f"{_exponent([a, b], [x, y]):.2f}"
            for (a, b), (x, y) in zip(pairwise(rows), pairwise(above), strict=True)
        )
        print(f"{name} grows with rows to the power {_exponent(rows, seconds):.2f}, without the "
              f"fixed cost {_exponent(rows, above):.2f} (1 is linear; from one size to the next: "
              f"{between})")  # fmt: skip


def _exponent(rows: list[int], seconds: list[float]) -> float:
    """Return the slope of the least-squares line through the logarithms."""
    xs, ys = [math.log(n) for n in rows], [math.log(s) for s in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / sum((a - x) ** 2 for a in xs)


def _verdict(value: float, bound: float) -> str:
    return "within" if value <= bound else "over"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        _run_alone(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main()
