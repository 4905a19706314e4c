"""Whether two pictures of a page show the same: blind to how a font is rounded, not to what moved.

The pictures are cut into blocks of 16 pixels. A block may have slipped by up to two pixels, on its
own; what still differs then, softened over a few pixels, is counted by channel, so that a colour
of the same brightness differs too.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

SLIP = 2
"""Pixels by which a block may have moved."""

CELL = 4
CELLS = 4
BLOCK = CELL * CELLS
SOFT = 2
"""Radius of the blur: letters are told apart by their weight, not by their edges."""

MOST = 10.0
"""Mean difference of a block's channel (of 255) above which it shows something else.

Letters drawn anew stay under 5; a line of two pixels in another city's colour is 12 or more, a
bar's edge that moved by eight pixels 60 to 80.
"""

GROUND = (128, 128, 128)


def differences(one: Image.Image, other: Image.Image, ignored: Iterable[Box] = ()) -> list[Box]:
    """Return where the pictures differ, largest place first; nothing where they are alike.

    Pictures of another size differ as a whole, but for the slip. ``ignored`` are boxes of text
    that changes by the day.
    """
    if any(abs(a - b) > SLIP for a, b in zip(one.size, other.size, strict=True)):
        return [(0, 0, *one.size)]
    size = (min(one.width, other.width), min(one.height, other.height))
    boxes = list(ignored)
    first, second = (_softened(picture, size, boxes) for picture in (one, other))
    least = _least_difference(first, second)
    return _places(least > MOST)


def _softened(picture: Image.Image, size: tuple[int, int], ignored: list[Box]) -> Image.Image:
    """Return the picture in colour, blurred, without the ignored boxes."""
    image = picture.convert("RGB").crop((0, 0, *size))
    draw = ImageDraw.Draw(image)
    for box in ignored:
        draw.rectangle(box, fill=GROUND)
    return image.filter(ImageFilter.BoxBlur(SOFT))


def _least_difference(first: Image.Image, second: Image.Image) -> np.ndarray:
    """Return each block's difference at the slip that suits it best; none is tried in vain."""
    wanted = _cells(second)
    least = _by_block(np.abs(_cells(first) - wanted))
    for right, down in product(range(-SLIP, SLIP + 1), repeat=2):
        if not (least > MOST).any():
            break
        slipped = _cells(ImageChops.offset(first, right, down))
        least = np.minimum(least, _by_block(np.abs(slipped - wanted)))
    return least


def _cells(image: Image.Image) -> np.ndarray:
    return np.asarray(image.reduce(CELL), dtype=np.int16)


def _by_block(difference: np.ndarray) -> np.ndarray:
    """Return the mean over each block of the channel that differs most."""
    rows, columns = (-(-length // CELLS) * CELLS for length in difference.shape[:2])
    whole = np.zeros((rows, columns, 3), dtype=np.float32)
    whole[: difference.shape[0], : difference.shape[1]] = difference
    blocks = whole.reshape(rows // CELLS, CELLS, columns // CELLS, CELLS, 3)
    return blocks.mean(axis=(1, 3)).max(axis=2)


def _places(differs: np.ndarray) -> list[Box]:
    """Return boxes around blocks that touch one another."""
    left = {(int(row), int(column)) for row, column in np.argwhere(differs)}
    places: list[Box] = []
    while left:
        found = _touching(left.pop(), left)
        rows, columns = [row for row, _ in found], [column for _, column in found]
        places.append((min(columns) * BLOCK, min(rows) * BLOCK,
                       (max(columns) + 1) * BLOCK, (max(rows) + 1) * BLOCK))  # fmt: skip
    return sorted(places, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))


def _touching(start: tuple[int, int], left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take from ``left`` all blocks that hang together with the first, and return them."""
    found, edge = [start], [start]
    while edge:
        row, column = edge.pop()
        near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
        left -= near
        found += near
        edge += near
    return found


def marked(picture: Image.Image, places: Iterable[Box]) -> Image.Image:
    """Return the picture with the places framed in red, for whoever looks into a failure."""
    image = picture.convert("RGB")
    draw = ImageDraw.Draw(image)
    for box in places:
        draw.rectangle(box, outline=(255, 0, 0), width=3)
    return image
