"""What all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def catalogue():
    from vtdash.reference import load_catalogue  # noqa: PLC0415 - pytest alone needs no vtdash

    return load_catalogue(ROOT / "data" / "reference")
