"""What all tests share."""

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


def pytest_collection_modifyitems(items):
    for item in items:
        if mark := MARKS.get(item.path.relative_to(TESTS).parts[0]):
            item.add_marker(mark)


@pytest.fixture(scope="session")
def catalogue():
    from vtdash.reference import load_catalogue  # noqa: PLC0415 - pytest alone needs no vtdash

    return load_catalogue(ROOT / "data" / "reference")


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory, worker_id):
    """Return a data folder with one snapshot of the sample, built once a run: copy it to change it.

    Workers share it: the first that asks builds it, the others wait.
    """
    from vtdash.sample import generate  # noqa: PLC0415
    from vtdash.store import publish  # noqa: PLC0415

    run = tmp_path_factory.getbasetemp()
    run = run if worker_id == "master" else run.parent
    folder = run / "published-sample"
    with FileLock(run / "published-sample.lock"):
        if not folder.exists():
            publish(run / "being-published", sample=generate)
            (run / "being-published").rename(folder)
    return folder
