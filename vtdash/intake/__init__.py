"""Returns of offices: a file in, checked records out, or every problem it has at once."""

from vtdash.intake.reader import read_return

__all__ = ["read_return"]
