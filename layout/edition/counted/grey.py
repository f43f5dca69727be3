"""Grey: the dollar-bill test. A bill of 156 x 66 mm, laid anywhere on editorial space, should touch
something that is not body text.

The rule, exactly: a bill lies inside the editorial space of its page, its edges along the page's,
and is *grey* where it touches nothing but running text, gutters and white. To touch is to share
some inside; edges may meet. What relieves grey, each by the rectangle of its ink:

- the lines of everything set but running text: heads, crossheads, pull quotes, cutlines, tables,
  furniture; of each fragment one rectangle, from the capitals of its first line to its last
  baseline, as wide as its widest line
- pictures, boxes, house ads, drop caps

Running text is body copy, quotations and lists in its size, addresses, and lines that say where a
story goes on. Hairlines between stories relieve nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.edition.counted.free_windows import Places, Size, disjoint_windows, free_corners
from layout.edition.counted.ink import ink_of
from layout.edition.counted.space import EditorialPage
from layout.page.document import Page
from layout.page.format import MM
from layout.page.grid import Grid
from layout.page.rect import Rect

_LONG, _SHORT = int(156 * MM), int(66 * MM)
_LYING, _STANDING = Size(_LONG, _SHORT), Size(_SHORT, _LONG)
"""The bill as it is laid. On the default page it is as wide as three columns and their gutters."""

_RUNNING = frozenset({"body", "quote", "list", "embed", "jump"})


@dataclass(frozen=True, slots=True)
class Grey:
    """The grey of a page or an edition. `windows` are grey bills that do not overlap, found from
    the top left, lying; `standing` the same upright. Of the `places` of the grid on which a lying
    bill can be laid it is grey on `free`: its upper edge on a row's, its left edge on a column's
    left or its right edge on a column's right."""

    windows: int
    standing: int
    free: int
    places: int

    @property
    def share(self) -> float:
        """The part of its places on which a lying bill is grey."""
        return self.free / self.places if self.places else 0.0


def grey_of(editorial: EditorialPage) -> Grey:
    """The grey of a page."""
    space, closed = editorial.rect, editorial.closed
    taken = (*closed, *_relief(editorial.page, space))
    places = _places_on(editorial.page.grid)
    return Grey(
        len(disjoint_windows(space, taken, _LYING)),
        len(disjoint_windows(space, taken, _STANDING)),
        free_corners(space, taken, _LYING, places),
        free_corners(space, closed, _LYING, places),
    )


def grey_in_all(pages: Iterable[Grey]) -> Grey:
    """The grey of several pages together."""
    every = tuple(pages)
    return Grey(
        sum(page.windows for page in every),
        sum(page.standing for page in every),
        sum(page.free for page in every),
        sum(page.places for page in every),
    )


def _places_on(grid: Grid) -> Places:
    """The places of a lying bill on a grid."""
    lefts = {x for x, _ in grid.columns}
    rights = {x + width - _LYING.width for x, width in grid.columns}
    return Places(tuple(sorted(lefts | rights)), tuple(map(grid.row_top, range(grid.rows))))


def _relief(page: Page, space: Rect) -> Iterator[Rect]:
    """The rectangles of all that is not running text and reaches into a space."""
    for rect in _standing_out(page):
        if rect.overlaps(space):
            yield rect


def _standing_out(page: Page) -> Iterator[Rect]:
    """The rectangles of all on a page that is not running text."""
    for fragment in page.fragments:
        if fragment.role not in _RUNNING and (ink := ink_of(fragment.lines)):
            yield ink
    for cap in page.drop_caps:
        if ink := ink_of((cap.placed,)):
            yield ink
    yield from (image.rect for image in page.images)
    yield from (box.rect for box in page.boxes)
