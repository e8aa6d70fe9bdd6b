"""Reads the QR code in a clean picture, as a phone's camera would: independent of what drew it.

Small on purpose: versions 2 to 6 in bytes, and no correction of errors, of which a picture that
comes straight from the program has none.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

Dark = Sequence[Sequence[bool]]

BLOCKS: Final[Mapping[int, Mapping[int, tuple[int, ...]]]] = {
    2: {1: (34,), 0: (28,), 3: (22,), 2: (16,)},
    3: {1: (55,), 0: (44,), 3: (17, 17), 2: (13, 13)},
    4: {1: (80,), 0: (32, 32), 3: (24, 24), 2: (9, 9, 9, 9)},
    5: {1: (108,), 0: (43, 43), 3: (15, 15, 16, 16), 2: (11, 11, 12, 12)},
    6: {1: (68, 68), 0: (27,) * 4, 3: (19,) * 4, 2: (15,) * 4},
}
"""How many bytes the blocks of a version and level hold (ISO 18004, table 9)."""
MASKS: Final[Sequence[Callable[[int, int], int]]] = (
    lambda y, x: (y + x) % 2,
    lambda y, _: y % 2,
    lambda _, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
QUIET: Final = 4


def found(grey: Sequence[bytes]) -> Dark:
    """The modules of the one code in a picture on which nothing but its ground is white.

    Args:
        grey: the lines of the picture, a byte for each pixel.
    """
    lines = [line for line in grey if 255 in line]
    left = min(line.find(255) for line in lines)
    right = max(line.rfind(255) for line in lines) + 1
    square = [line[left:right] for line in lines]
    ink = next(line for line in square if min(line) < 64)
    start = next(at for at, one in enumerate(ink) if one < 64)
    module = (next(at for at, one in enumerate(ink[start:]) if one > 192)) / 7  # of the corner
    version = round(((right - left) / module - 2 * QUIET - 17) / 4)
    wide = 17 + 4 * version + 2 * QUIET
    middle = [int((at + 0.5) * (right - left) / wide) for at in range(QUIET, wide - QUIET)]
    return [[square[y][x] < 128 for x in middle] for y in middle]


def read(dark: Dark) -> str:
    """What a code says."""
    side = len(dark)
    version = (side - 17) // 4
    told = [dark[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [
        dark[y][8] for y in (7, 5, 4, 3, 2, 1, 0)
    ]
    told_as = int("".join("01"[one] for one in told), 2) ^ 0x5412
    level, mask = told_as >> 13, MASKS[told_as >> 10 & 7]
    blocks = BLOCKS[version][level]
    bits = "".join(
        "01"[dark[y][x] ^ (mask(y, x) == 0)] for y, x in _way(side) if not _is_fixed(side, y, x)
    )
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)]
    parts: list[list[int]] = [[] for _ in blocks]
    for turn in range(max(blocks)):
        for part, length in zip(parts, blocks, strict=True):
            if turn < length:
                part.append(words.pop(0))
    data = "".join(f"{word:08b}" for part in parts for word in part)
    assert data[:4] == "0100", "not in bytes"
    length = int(data[4:12], 2)
    return bytes(int(data[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode()


def _way(side: int) -> list[tuple[int, int]]:
    """Two columns at a time from the right, up and down by turns, past the column of the clock."""
    way: list[tuple[int, int]] = []
    rows = range(side)
    for turn, right in enumerate([*range(side - 1, 6, -2), *range(5, 0, -2)]):
        up = reversed(rows) if turn % 2 == 0 else rows
        way += [(y, x) for y in up for x in (right, right - 1)]
    return way


def _is_fixed(side: int, y: int, x: int) -> bool:
    corner = (y < 9 and (x < 9 or x > side - 9)) or (y > side - 9 and x < 9)
    return corner or y == 6 or x == 6 or (side - 10 < y < side - 4 and side - 10 < x < side - 4)
