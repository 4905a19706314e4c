"""What all tests share."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # one that is busy is slow, not wrong
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parents[1]
TESTS = Path(__file__).parent

MARKS = {"browser": "browser", "app": "pages"}
"""Folder of tests -> the mark of what is in it."""

LATE = "2023"
"""The first year of the sample in tests that publish."""

UNITS = ("CS-9001", "CS-9002", "CS-1", "TRUNG-TAM-GDNN-GDTX-HUYEN-THANH-TRI")
"""The units of the returns that tests of page and command line load."""


def pytest_collection_modifyitems(items):
    for item in items:
        if mark := MARKS.get(item.path.relative_to(TESTS).parts[0]):
            item.add_marker(mark)


@pytest.fixture(scope="session")
def catalogue():
    from vtdash.reference import load_catalogue  # noqa: PLC0415 - pytest alone needs no vtdash

    return load_catalogue(ROOT / "data" / "reference")


@pytest.fixture(scope="session")
def components_found():
    """Let Streamlit's test runner look for components once, as a server does.

    For each page opened it reads what every installed package says of itself: as much work as the
    page itself.
    """
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session")
def in_full(tmp_path_factory):
    """Return the reference data under which every cell is shown, for marts of few people."""
    folder = tmp_path_factory.mktemp("in-full") / "reference"
    shutil.copytree(ROOT / "data" / "reference", folder)
    (folder / "disclosure.toml").write_text("[people]\nsmallest_count = 1\n", "utf-8")
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, worker_id):
    """Return a function that gives a folder of this run, made by the first worker that asks."""
    run = tmp_path_factory.getbasetemp()
    run = run if worker_id == "master" else run.parent

    def made(name, make):
        folder, unfinished = run / name, run / f"{name}-unfinished"
        with FileLock(run / f"{name}.lock"):
            if not folder.exists():
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def published_sample(made_once):
    """Return a data folder with one snapshot of the sample, built once a run: copy it to change it.

    Its register has the units of the returns that tests load.
    """
    from vtdash.sample import generate  # noqa: PLC0415
    from vtdash.store import UnitDecision, publish  # noqa: PLC0415

    known = [UnitDecision("created", unit, city="hanoi") for unit in UNITS]
    return made_once(
        "published-sample", lambda folder: publish(folder, sample=generate, units=known)
    )


@pytest.fixture(scope="session")
def late_sample():
    """Return what makes the sample's last years, each time but the first from memory.

    For tests that publish: the years before would be half of their work and show nothing more.
    """
    from vtdash.sample import generate  # noqa: PLC0415

    made = {}

    def late(catalogue):
        if catalogue.fingerprint not in made:
            tables = generate(catalogue)
            made[catalogue.fingerprint] = {name: _late(table) for name, table in tables.items()}
        return made[catalogue.fingerprint]

    return late


def _late(table):
    years = next(name for name in ("period", "cohort_year") if name in table.column_names)
    kept = [str(value) >= LATE for value in table[years].to_pylist()]
    return table.filter(kept)


@pytest.fixture(scope="session")
def published_late(made_once, late_sample):
    """Return a data folder as ``published_sample`` is, with the last years of the sample alone."""
    from vtdash.store import UnitDecision, publish  # noqa: PLC0415

    known = [UnitDecision("created", unit, city="hanoi") for unit in UNITS]
    return made_once(
        "published-late", lambda folder: publish(folder, sample=late_sample, units=known)
    )
