"""The reference data of two snapshots against each other: what was added, removed, edited."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vtdash.store.manifest import Manifest

_LISTED = ("figures.csv", "indicators.toml", "sources.csv")
_MAINTAINERS = "note"
"""A column of the register that readers never see."""


@dataclass(frozen=True)
class Listed:
    """Entries of one list of the reference data, by id, that came, went or read otherwise."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edit:
    """One field of a figure of the register that reads otherwise."""

    figure_id: str
    indicator_id: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Redefined:
    """What differs in the reference data.

    ``edits``: the fields of ``figures.changed``; ``is_other``: whether other lists (names,
    places, tasks ...) differ.
    """

    figures: Listed = Listed()
    indicators: Listed = Listed()
    sources: Listed = Listed()
    edits: tuple[Edit, ...] = ()
    is_other: bool = False


def redefined(before: Path, after: Path, old: Manifest, new: Manifest) -> Redefined:
    """Return what differs between the reference data of two snapshots' folders."""
    figures = _rows(before, "figures.csv"), _rows(after, "figures.csv")
    sources = _rows(before, "sources.csv"), _rows(after, "sources.csv")
    indicators = _tables(before, "indicators.toml"), _tables(after, "indicators.toml")
    return Redefined(
        figures=_listed(*figures),
        indicators=_listed(*indicators),
        sources=_listed(*sources),
        edits=tuple(_edits(*figures)),
        is_other=_is_other(old, new),
    )


def _listed(old: Mapping[str, object], new: Mapping[str, object]) -> Listed:
    return Listed(
        added=tuple(key for key in new if key not in old),
        removed=tuple(key for key in old if key not in new),
        changed=tuple(key for key in new if key in old and old[key] != new[key]),
    )


def _edits(old: Mapping[str, dict[str, str]], new: Mapping[str, dict[str, str]]) -> list[Edit]:
    return [
        Edit(key, row.get("indicator_id", ""), name, old[key].get(name, ""), row.get(name, ""))
        for key, row in new.items()
        for name in dict.fromkeys([*row, *old.get(key, ())])
        if key in old and old[key].get(name, "") != row.get(name, "")
    ]


def _is_other(old: Manifest, new: Manifest) -> bool:
    listed = {f"reference/{name}" for name in _LISTED}
    names = {n for n in (*old.files, *new.files) if n.startswith("reference/")} - listed
    return any(old.files.get(name) != new.files.get(name) for name in names)


def _rows(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """Return the rows of a list of the reference data by the id in their first column."""
    with (folder / "reference" / name).open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            {key: row[key] or "" for key in row if key != _MAINTAINERS}
            for row in csv.DictReader(lines)
        ]
    return {next(iter(row.values())): row for row in rows}


def _tables(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / "reference" / name).read_text(encoding="utf-8"))
