"""Heads: whether they fall in size down the page, whether one leads, and which read as one.

Heads of stories are counted, and those over the rest of a story that comes from another page. Sizes
within a tenth of each other are one size to a reader. The small heads of briefs and letters under
one head stand side by side where their legs are level, as in a list: they make no tombstones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from layout.edition.counted.ink import ink_of, size_of
from layout.page.document import Page
from layout.page.rect import Rect

_ROLES = frozenset({"headline", "turn_head"})

_SMALL = 12_000
"""Up to this size a head is one of several under a head of their own."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a page: how many; those that `climb`, which are larger than one above them in
    some column; `tombstones`, pairs of one size side by side; and whether one leads: is larger than
    all others, or alone."""

    heads: int
    climb: int
    tombstones: int
    leads: bool


@dataclass(frozen=True, slots=True)
class _Head:
    """A head: the columns of its story (`x` to `right`), the top and foot of its type, its size."""

    x: int
    right: int
    top: int
    foot: int
    size: int

    def above(self, other: _Head) -> bool:
        """Whether it stands over the other in some column."""
        return self.foot <= other.top and self.x < other.right and other.x < self.right

    def beside(self, other: _Head, gutter: int) -> bool:
        """Whether nothing but a gutter parts it from the other, to its right or left."""
        apart = max(self.x, other.x) - min(self.right, other.right)
        return 0 <= apart <= gutter and self.top < other.foot and other.top < self.foot


def heads_of(page: Page) -> Heads:
    """The heads of a page."""
    heads = tuple(_heads(page))
    sizes = sorted((head.size for head in heads), reverse=True)
    pairs = combinations((head for head in heads if head.size > _SMALL), 2)
    gutter = page.grid.gutter
    return Heads(
        len(heads),
        sum(any(o.above(head) and _larger(head.size, o.size) for o in heads) for head in heads),
        sum(one.beside(other, gutter) and _alike(one.size, other.size) for one, other in pairs),
        bool(sizes) and (len(sizes) == 1 or _larger(sizes[0], sizes[1])),
    )


def _heads(page: Page) -> Iterator[_Head]:
    for fragment in page.fragments:
        ink = ink_of(fragment.lines) if fragment.role in _ROLES else None
        if ink is not None:
            place: Rect = fragment.rect
            yield _Head(place.x, place.right, ink.y, ink.bottom, size_of(fragment.lines))


def _larger(size: int, other: int) -> bool:
    """Whether a size is larger than another by more than a tenth of it."""
    return size * 10 > other * 11


def _alike(size: int, other: int) -> bool:
    return not _larger(size, other) and not _larger(other, size)
