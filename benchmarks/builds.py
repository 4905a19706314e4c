"""Snapshots of one, ten and a hundred times the records, and what it took to make them."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from json import dumps, loads
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Built:
    """One build: records in, rows of roll-ups out, seconds, and the most memory it took."""

    scale: int
    records: int
    rolled_up: int
    generate_cpu: float
    publish_cpu: float
    wall: float
    peak_mb: float


def build(folder: Path, scale: int) -> Built:
    """Build in a process of its own, so that its time and memory are its own."""
    done = subprocess.run(
        [sys.executable, __file__, str(folder), str(scale)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return Built(**loads(done.stdout.splitlines()[0]))


def _build(folder: Path, scale: int) -> Built:
    sys.path.insert(0, str(ROOT))
    from vtdash.reference import load_catalogue  # noqa: PLC0415
    from vtdash.sample import generate  # noqa: PLC0415
    from vtdash.store import publish  # noqa: PLC0415

    begin, wall = time.process_time(), time.perf_counter()
    tables = generate(load_catalogue(), institutions=scale)
    generated = time.process_time()
    manifest = publish(folder, sample=lambda catalogue: tables, note=f"benchmark x{scale}")
    return Built(
        scale=scale,
        records=sum(entry.rows for entry in manifest.inputs),
        rolled_up=sum(manifest.rows.values()),
        generate_cpu=generated - begin,
        publish_cpu=time.process_time() - generated,
        wall=time.perf_counter() - wall,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


if __name__ == "__main__":
    print(dumps(asdict(_build(Path(sys.argv[1]), int(sys.argv[2])))), flush=True)
