"""Forgiving search: case and accents do not matter, and words may come in any order."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "…": None})
"""Letters that do not fall apart into a plain one and an accent."""
_WORD, _INSIDE = 0, 1
_REMEMBERED: Final = 32_768
"""Texts that are kept folded: those of two thousand sessions, so that typing waits for nothing."""


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """The text without case and accents; on any thread."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)


def rank(query: str, text: str) -> int | None:
    """How well a text answers; less is better, None is not at all.

    Every word of the query must be in the text. Words that begin a word of the text come first,
    and the text that begins with the query before all others.
    """
    return rank_folded(folded(query).split(), folded(text))


def rank_folded(wanted: Sequence[str], found: str) -> int | None:
    """The same for the words of a query and a text that are folded already."""
    if any(word not in found for word in wanted):
        return None
    if wanted and found.startswith(" ".join(wanted)):
        return -1
    starts = found.split()
    return sum(_WORD if any(one.startswith(word) for one in starts) else _INSIDE for word in wanted)
