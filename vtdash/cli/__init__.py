"""The command line: what page and terminal can both do, and what only a terminal needs."""

from vtdash.cli import returns, snapshots
from vtdash.cli.root import main

__all__ = ["main", "returns", "snapshots"]
