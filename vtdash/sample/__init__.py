"""Sample returns: invented records whose city totals follow the published figures.

They exist so that district and occupation filters have something to show before an office
loads its own returns. ``anchors`` says which totals are published; all else is invented.
"""

from vtdash.sample.generator import DEFAULT_SEED, generate

__all__ = ["DEFAULT_SEED", "generate"]
