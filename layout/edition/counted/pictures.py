"""Pictures: what leads a page, how much of it they take, and which stand beside their like.

An *element* of a page is a picture, or a box of the paper's own; ads, house ads too, are none. It
dominates where it is at least twice as large as the next, and at least half of the page's columns
wide: three of five or six.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from layout.edition.counted.space import EditorialPage
from layout.page.document import Page
from layout.page.grid import Grid
from layout.page.rect import Rect

_PICTURE = "picture"

_TIMES = 2
"""So many times as large as the next is what dominates."""

_LIKE = 3, 2
"""Pictures are of like size where the larger has less than three halves of the other's area."""

_INSET = 2
"""Gutters between pictures that stand side by side, at most: they may be inset a little."""


@dataclass(frozen=True, slots=True)
class Element:
    """A picture, or a box of the paper's own: its kind (picture, or the box's role), its area in
    square millipoints, and how many columns it reaches into."""

    kind: str
    area: int
    columns: int


@dataclass(frozen=True, slots=True)
class PagePictures:
    """Pictures on the editorial space (square millipoints) of a page: the columns that each reaches
    into, the area of all, pairs of like size side by side; the largest element and the next
    (None: there is none), and whether the largest dominates the page."""

    space: int
    columns: tuple[int, ...]
    area: int
    alike: int
    largest: Element | None
    next: Element | None
    dominant: bool

    @property
    def share(self) -> float:
        """The part of the editorial space that pictures take."""
        return self.area / self.space if self.space else 0.0

    @property
    def led(self) -> bool:
        """Whether a picture dominates the page."""
        return self.dominant and self.largest is not None and self.largest.kind == _PICTURE

    @property
    def dominance(self) -> float | None:
        """How many times as large as the next the largest element is; None without a next."""
        return self.largest.area / self.next.area if self.largest and self.next else None


def pictures_of(editorial: EditorialPage) -> PagePictures:
    """The pictures of a page, cutlines not included."""
    page = editorial.page
    rects = [image.rect for image in page.images if image.role == _PICTURE]
    ranked = sorted(_elements(page), key=lambda one: -one.area)
    largest, following, *_ = (*ranked, None, None)
    return PagePictures(
        editorial.area,
        tuple(_columns(rect, page.grid) for rect in rects),
        sum(_area(rect) for rect in rects),
        sum(_like_neighbours(a, b, page.grid.gutter) for a, b in combinations(rects, 2)),
        largest,
        following,
        _dominates(largest, following, len(page.grid.columns)),
    )


def _elements(page: Page) -> Iterator[Element]:
    for image in page.images:
        if image.role == _PICTURE:
            yield Element(_PICTURE, _area(image.rect), _columns(image.rect, page.grid))
    for box in page.boxes:
        if box.role != "ad":
            yield Element(box.role, _area(box.rect), _columns(box.rect, page.grid))


def _dominates(largest: Element | None, following: Element | None, columns: int) -> bool:
    if largest is None or largest.columns * 2 < columns:
        return False
    return following is None or largest.area >= _TIMES * following.area


def _like_neighbours(one: Rect, other: Rect, gutter: int) -> bool:
    """Whether two pictures of like size stand side by side: level for half of the lower one's
    height, with no more than a gutter between."""
    larger, smaller = sorted((_area(one), _area(other)), reverse=True)
    if larger * _LIKE[1] >= smaller * _LIKE[0]:
        return False
    level = min(one.bottom, other.bottom) - max(one.y, other.y)
    apart = max(one.x, other.x) - min(one.right, other.right)
    return level * 2 >= min(one.height, other.height) and 0 <= apart <= _INSET * gutter


def _columns(rect: Rect, grid: Grid) -> int:
    """How many columns a rectangle reaches into."""
    return sum(x < rect.right and rect.x < x + width for x, width in grid.columns)


def _area(rect: Rect) -> int:
    return rect.width * rect.height


def paper_of(pages: Iterable[EditorialPage]) -> int:
    """The paper of pages, from trim to trim, in square millipoints."""
    return sum(page.page.grid.trim[0] * page.page.grid.trim[1] for page in pages)
