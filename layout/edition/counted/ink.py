"""The rectangle of set lines: from the capitals of the highest to the baseline of the lowest."""

from __future__ import annotations

from collections.abc import Iterable

from layout.page.document import PlacedLine
from layout.page.rect import Rect
from layout.typeset.words.shaped_word import Word


def ink_of(lines: Iterable[PlacedLine]) -> Rect | None:
    """The smallest rectangle around lines, from their first word to their last; None without any.
    Descenders hang out of it, so that lines of one size stand as far apart as they look."""
    printed = [placed for placed in lines if placed.line.words]
    if not printed:
        return None
    left = min(placed.x + placed.line.indent for placed in printed)
    right = max(placed.x + placed.line.indent + placed.line.width for placed in printed)
    top = min(placed.baseline - _capitals(placed.line.words) for placed in printed)
    foot = max(placed.baseline for placed in printed)
    return Rect(left, top, right - left, foot - top)


def size_of(lines: Iterable[PlacedLine]) -> int:
    """The size of their largest type, in millipoints; 0 without any."""
    return max((word.size for placed in lines for word in placed.line.words), default=0)


def _capitals(words: tuple[Word, ...]) -> int:
    """The height of their capitals, in millipoints."""
    return max(word.face.cap_height * word.size // word.face.upem for word in words)
