"""A Streamlit server in a process of its own, and the processor time that it has used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
QUIET_STEP = 0.03
QUIET_CPU = 0.0006
"""A server is at rest when it used less than this in two steps on end."""


class Server:
    """One server: ``python <command> run <script>`` on a free port of this machine."""

    def __init__(
        self, script: str, log: Path, *, launcher: tuple[str, ...] = ("-m", "streamlit"),
        root: Path = ROOT, python: str = sys.executable, **environment: str,
    ) -> None:  # fmt: skip
        self.port = _free_port()
        self._out = log.open("wb")
        self.process = subprocess.Popen(
            [python, *launcher, "run", script, "--server.port", str(self.port)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), **environment},
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=subprocess.STDOUT,
        )
        self._clock = (~self.process.pid << 3) | 2
        self._wait_until_healthy(log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._out.close()

    def cpu(self) -> float:
        """Return the seconds of processor time of all threads, those that ended included."""
        return time.clock_gettime(self._clock)

    def rest(self) -> float:
        """Wait until the server works no more (it collects garbage after its answer)."""
        before, still = self.cpu(), 0
        deadline = time.monotonic() + 5
        while still < 2 and time.monotonic() < deadline:
            time.sleep(QUIET_STEP)
            now = self.cpu()
            still = still + 1 if now - before < QUIET_CPU else 0
            before = now
        return before

    def resident(self) -> float:
        """Return the memory in use, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _wait_until_healthy(self, log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        address = f"http://127.0.0.1:{self.port}/_stcore/health"
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {log.read_text('utf-8', 'replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
