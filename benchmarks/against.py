"""Returns in an older build and in this one, in turn, and in python-calamine, which only reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import loads
from pathlib import Path
from shutil import which
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
_GIT, _OFFICE = which("git") or "git", which("soffice") or "soffice"
KINDS = ("xlsx", "ods", "xls")
TENTH, TIMES_BARE, TIMES_XLSX, HALF = 0.1, 2.5, 2.0, 0.5
_BARE = """
import sys, time
from python_calamine import load_workbook
start = time.process_time()
load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()
print(time.process_time() - start)
"""


@dataclass(frozen=True)
class Build:
    """The files of a build, and a Python that has the packages which it names."""

    name: str
    root: Path
    python: str

    def intake(self, path: Path, data: Path) -> tuple[dict[str, float], float]:
        """Return CPU seconds of each step of a return, and the most memory in MB."""
        done = subprocess.run(
            [self.python, "benchmarks/intake.py", "--alone", "intake", str(path), str(data)],
            cwd=self.root, check=True, capture_output=True, text=True,
        )  # fmt: skip
        taken = loads(done.stdout.splitlines()[-1])
        return {name: step["cpu"] for name, step in taken["steps"].items()}, taken["peak_mb"]


HERE = Build("here", ROOT, sys.executable)


@contextmanager
def older_build(commit: str, work: Path) -> Iterator[Build]:
    """Give the build of a commit, with its own packages; its files are removed at the end."""
    root, venv = work / "older", work / "venv"
    subprocess.run([_GIT, "worktree", "add", "-q", "--detach", str(root), commit],
                   cwd=ROOT, check=True)  # fmt: skip
    try:
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        packages = ["-m", "pip", "install", "-q", "--no-deps", "-r", str(root / "requirements.txt")]
        subprocess.run([str(venv / "bin/python"), *packages], check=True)
        yield Build(commit, root, str(venv / "bin/python"))
    finally:
        subprocess.run([_GIT, "worktree", "remove", "--force", str(root)], cwd=ROOT, check=True)


def compare_workbooks(xlsx: Path, older: Build, rounds: int) -> None:
    """Print what the rows of a workbook cost from bytes to findings in each format."""
    files = {"xlsx": xlsx, **{kind: _saved_as(kind, xlsx) for kind in KINDS[1:]}}
    cpu: dict[str, list[float]] = {}
    for turn in range(rounds):
        for kind, path in files.items():
            builds = (older, HERE) if kind == "xlsx" else (HERE,)  # the older one reads no other
            for build in builds if turn % 2 else reversed(builds):
                steps, _ = build.intake(path, xlsx.parent / f"{kind}-{build.name}-{turn}")
                cpu.setdefault(f"{kind} {build.name}", []).append(steps["examine"])
            cpu.setdefault(f"{kind} bare", []).append(_bare(path))
    middle = {name: median(seconds) for name, seconds in cpu.items()}
    print(f"\nWorkbooks, bytes to findings, CPU s, median of {rounds} rounds in turn")
    for kind in KINDS:
        mine, bare = middle[f"{kind} here"], middle[f"{kind} bare"]
        first = middle["xlsx here"]
        said = [f"bare python-calamine {bare:.2f}"]
        if kind == "xlsx":
            before = middle[f"xlsx {older.name}"]
            said.append(_ratio(mine / bare, TIMES_BARE, "of that"))
            said += [f"{older.name} {before:.2f}", _ratio(mine / before, TENTH, "of that")]
        else:
            said += [f"{mine / bare:.2f} of that", _ratio(mine / first, TIMES_XLSX, "of XLSX")]
        print(f"  {kind:5}{mine:6.2f} | {' | '.join(said)}", flush=True)


def compare_csv(path: Path, older: Build, rounds: int) -> None:
    """Print what a return in CSV costs, examined and published, in both builds."""
    found: dict[str, list[tuple[float, float]]] = {older.name: [], HERE.name: []}
    for turn in range(rounds):
        for build in (older, HERE) if turn % 2 else (HERE, older):
            steps, peak = build.intake(path, path.parent / f"csv-{build.name}-{turn}")
            found[build.name].append((steps["examine"] + steps["publish"], peak))
    before, mine = ([median(each) for each in zip(*one, strict=True)] for one in found.values())
    print(f"\nCSV, examined and published, median of {rounds} rounds in turn")
    print(f"  CPU s {mine[0]:.1f} | {older.name} {before[0]:.1f} | "
          f"{_ratio(mine[0] / before[0], HALF, 'of that')}")  # fmt: skip
    print(f"  peak MB {mine[1]:.0f} | {older.name} {before[1]:.0f} | "
          f"{_ratio(mine[1] / before[1], 1, 'of that')}", flush=True)  # fmt: skip


def _ratio(value: float, bound: float, words: str) -> str:
    return f"{value:.2f} {words} {'within' if value <= bound else 'over'} {bound}"


def _saved_as(kind: str, path: Path) -> Path:
    """Return a workbook as LibreOffice saves it in another format."""
    subprocess.run(
        [_OFFICE, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path.with_suffix(f".{kind}")


def _bare(path: Path) -> float:
    done = subprocess.run([sys.executable, "-c", _BARE, str(path)],
                          check=True, capture_output=True, text=True)  # fmt: skip
    return float(done.stdout)
