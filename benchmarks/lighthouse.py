"""Have Lighthouse judge two pages: python benchmarks/lighthouse.py (--only overview --form mobile).

The app runs on data built for the purpose. Lighthouse comes from the npm registry in the version
pinned here, drives the Chromium of this machine and asks nothing of any other. Printed are the
scores, the shift of the layout and each audit that failed with the elements that failed it; the
end is 1 where a score is under its bound.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from server import ROOT, Server

VERSION = "12.8.2"
"""The last that runs on Node 20."""

PATHS = {"overview": "/", "enrolment": "/enrolment"}
FORMS = ("desktop", "mobile")
BOUNDS = {"accessibility": 100, "best-practices": 95}
"""Category -> the score that a page has to reach."""

MAX_SHIFT = 0.05
SECONDS = 240
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"
)
SETTINGS = {
    "onlyCategories": list(BOUNDS),
    "onlyAudits": ["cumulative-layout-shift", "layout-shifts"],
    "throttlingMethod": "provided",  # a slow telephone would be cut off before it has drawn all
    "maxWaitForLoad": 90_000,
    "pauseAfterLoadMs": 6_000,  # the page is drawn after its load event, over a socket
    "locale": "en",
}
MOBILE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True, "disabled": False}
DESKTOP = {"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False, "disabled": False}


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page. ``failed``: a line for each audit, then its elements."""

    scores: dict[str, float]
    shift: float
    failed: list[str]

    @property
    def holds(self) -> bool:
        """Whether the page reaches every bound."""
        reached = all(self.scores[name] >= bound for name, bound in BOUNDS.items())
        return reached and self.shift < MAX_SHIFT


def main() -> None:
    """Judge the pages that the command line asks for; say what failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", choices=PATHS, action="append", help="pages; all without it")
    parser.add_argument("--form", choices=FORMS, action="append", help="kinds of screen")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the pages")
    wanted = parser.parse_args()
    pages = product(wanted.only or PATHS, wanted.form or FORMS)
    verdicts = []
    with tempfile.TemporaryDirectory() as folder, _app(Path(folder)) as server:
        for name, form in pages:
            url = f"http://127.0.0.1:{server.port}{PATHS[name]}?lang={wanted.lang}"
            verdict = judge(url, form, Path(folder))
            verdicts.append(verdict)
            print(f"{name}, {form}: {_scores(verdict)}")
            print("".join(f"  {line}\n" for line in verdict.failed), end="", flush=True)
    sys.exit(0 if all(verdict.holds for verdict in verdicts) else 1)


def judge(url: str, form: str, folder: Path) -> Verdict:
    """Let Lighthouse load a page on one kind of screen and return what it says."""
    report, config = folder / f"{form}.json", folder / f"{form}-config.json"
    config.write_text(json.dumps({"extends": "lighthouse:default", "settings": _settings(form)}))
    command = [
        _npx(), "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--no-enable-error-reporting",
        f"--chrome-flags={FLAGS}", f"--config-path={config}", "--output=json",
        f"--output-path={report}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": _chromium(), "PUPPETEER_SKIP_DOWNLOAD": "1"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if not report.exists():
        raise RuntimeError(f"Lighthouse made no report of {url}:\n{done.stdout}{done.stderr}")
    return read(json.loads(report.read_text(encoding="utf-8")))


def read(report: dict) -> Verdict:
    """Return the verdict that Lighthouse's own report holds."""
    if problem := report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not judge the page: {problem['message']}")
    audits, groups = report["audits"], report["categories"]
    if audits["heading-order"]["score"] is None:
        raise RuntimeError("Lighthouse judged the page before it was drawn: the machine is busy")
    counted = [
        ref["id"] for name in BOUNDS for ref in groups[name]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
    ]  # fmt: skip
    lines = [line for name in dict.fromkeys(counted) for line in _failure(audits[name])]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    if shift >= MAX_SHIFT:
        lines += _failure(audits["layout-shifts"])
    return Verdict({name: 100 * groups[name]["score"] for name in BOUNDS}, shift, lines)


def _failure(audit: dict) -> Iterator[str]:
    """Yield the audit's name, then each element or message of its table."""
    yield f"{audit['id']}: {audit['title']}"
    for item in audit.get("details", {}).get("items", []):
        node = item.get("node") or {}
        said = node.get("selector") or item.get("description") or item.get("url") or str(item)
        yield f"    {said[:240]}"
        if snippet := node.get("snippet"):
            yield f"        {snippet[:200]}"


def _scores(verdict: Verdict) -> str:
    scores = ", ".join(f"{name} {score:.0f}" for name, score in verdict.scores.items())
    return f"{scores}, layout shift {verdict.shift:.3f}"


def _settings(form: str) -> dict:
    screen = MOBILE if form == "mobile" else DESKTOP
    return {**SETTINGS, "formFactor": form, "screenEmulation": screen}


def _app(folder: Path) -> Server:
    """Build data in the folder and run the app on them."""
    data = folder / "data"
    environment = {**os.environ, "VTDASH_DATA": str(data)}
    build = [sys.executable, "-m", "vtdash", "build"]
    subprocess.run(build, cwd=ROOT, env=environment, check=True, capture_output=True)
    return Server("app.py", folder / "streamlit.log", VTDASH_DATA=str(data))


def _npx() -> str:
    found = shutil.which("npx")
    if not found:
        sys.exit("Lighthouse needs Node.js 18 or newer with npm: sudo apt-get install npm")
    return found


def _chromium() -> str:
    found = shutil.which("chromium")
    if not found:
        sys.exit("no Chromium found: sudo apt-get install chromium")
    return found


if __name__ == "__main__":
    main()
