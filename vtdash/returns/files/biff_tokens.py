"""The tokens of a formula of an Excel 97-2003 workbook: does one lead into another file?"""

from __future__ import annotations

import struct

_SIZES = {
    0x01: 4, 0x02: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8,
    0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4, 0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2,
    0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x39: 6, 0x3A: 6, 0x3B: 10, 0x3C: 6, 0x3D: 10,
} | dict.fromkeys(range(0x03, 0x17), 0)  # fmt: skip
"""Bytes behind each token; those of operands stand for their class 'reference'."""

_TEXT, _ATTRIBUTE, _CHOICES, _WIDE = 0x17, 0x19, 0x04, 0x01
_CLASSES, _OF_CLASS, _CLASS = 0x20, 0x1F, 0x20
_OF_A_SHEET = frozenset({0x39, 0x3A, 0x3B, 0x3C, 0x3D})
"""Tokens that name a sheet or a name of it by number, in the two bytes that follow."""


def names_outside(tokens: bytes, outside: frozenset[int]) -> bool:
    """Return whether a formula names one of the sheets ``outside`` of the workbook.

    An unknown token ends the reading with yes: the workbook has links, and this may be one.
    """
    position = 0
    while position < len(tokens):
        token, at = tokens[position], position + 1
        kind = token if token < _CLASSES else token & _OF_CLASS | _CLASS
        if kind in _OF_A_SHEET and struct.unpack_from("<H", tokens, at)[0] in outside:
            return True
        size = _size(kind, tokens, at)
        if size is None:
            return True
        position = at + size
    return False


def _size(kind: int, tokens: bytes, at: int) -> int | None:
    if kind == _TEXT:
        length, is_wide = tokens[at], tokens[at + 1] & _WIDE
        return 2 + length * (2 if is_wide else 1)
    if kind == _ATTRIBUTE:
        (count,) = struct.unpack_from("<H", tokens, at + 1)
        return 3 + (2 * (count + 1) if tokens[at] & _CHOICES else 0)
    return _SIZES.get(kind)
