"""Disjointness: nothing on a page overlaps, comes too near to a box, or leaves the live area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from support.editions.checked_lines import Reading, Spot

from layout.page.document import Box, Document, Image, Page
from layout.page.rect import Rect

MM = 72_000 / 25.4
SHRINK = 1_000  # millipoints taken off each edge before two things are said to overlap
NEAREST = round(2 * MM)  # from ink to a box that it does not belong to
NEAREST_MUG = round(1 * MM)  # the same of a mug shot, from text of its own story above and below
OUTSIDE = 1_500  # millipoints by which hanging punctuation may leave the live area
RISES = 6_000  # millipoints
OWN = ("cutline", "credit")  # lines that belong to the picture above them


@dataclass(frozen=True, slots=True)
class Thing:
    """A rectangle of the page with a name for messages."""

    name: str
    rect: Rect
    spot: Spot | None = None
    of: Box | Image | None = None


def space_problems(document: Document, reading: Reading) -> Iterator[str]:
    """All overlaps, all ink outside the live area, all ink too near to a box, page by page."""
    for page in document.pages:
        lines = _lines(reading, page)
        boxes = _boxes(page)
        yield from _overlaps(page, [*lines, *boxes])
        yield from _outside(page, lines, boxes)
        yield from _too_near(page, lines, boxes)


def _lines(reading: Reading, page: Page) -> list[Thing]:
    """The lines of a page as the ink that pdfium finds, by the names of what they say."""
    things = []
    for spot in reading.on(page.number):
        ink = spot.ink
        if ink is not None:
            left, top, right, bottom = ink
            name = (
                f"{spot.fragment.role} “{spot.text[:30]}” of {spot.fragment.story or 'furniture'}"
            )
            things.append(Thing(name, Rect(left, top, right - left, bottom - top), spot))
    return things


def _boxes(page: Page) -> list[Thing]:
    found: list[Box | Image] = [*page.boxes, *page.images]
    return [Thing(f"{item.role} {item.id}", item.rect, of=item) for item in found]


def _overlaps(page: Page, things: list[Thing]) -> Iterator[str]:
    ordered = sorted(things, key=lambda thing: thing.rect.y)
    for index, one in enumerate(ordered):
        inner = _shrunk(one.rect)
        for other in ordered[index + 1 :]:
            if other.rect.y >= one.rect.bottom:
                break
            if inner.overlaps(_shrunk(other.rect)):
                yield f"page {page.number}: {one.name} and {other.name} overlap"


def _shrunk(rect: Rect) -> Rect:
    """A rectangle with its edges moved inwards, as far as it is large enough for that."""
    x, y = (min(SHRINK, side // 3) for side in (rect.width, rect.height))
    return Rect(rect.x + x, rect.y + y, rect.width - 2 * x, rect.height - 2 * y)


def _outside(page: Page, lines: list[Thing], boxes: list[Thing]) -> Iterator[str]:
    live = page.grid.live
    for thing in lines:
        # the ascenders of a nameplate may rise above the capitals that stand on the edge
        room = -RISES if thing.name.startswith("masthead") else -OUTSIDE
        if not live.inset(room).contains(thing.rect):
            yield f"page {page.number}: {thing.name} leaves the live area"
    trim = Rect(0, live.y, page.grid.trim[0], live.height)
    for thing in boxes:
        room = trim if thing.of is not None and thing.of.role == "ad" else live
        if not room.inset(-SHRINK // 10).contains(thing.rect):
            yield f"page {page.number}: {thing.name} leaves the live area"


def _too_near(page: Page, lines: list[Thing], boxes: list[Thing]) -> Iterator[str]:
    for box in boxes:
        mug = _is_mug(page, box)
        for line in lines:
            level = line.rect.y < box.rect.bottom and box.rect.y < line.rect.bottom
            own = mug and line.spot is not None and line.spot.fragment.story == _story(box)
            nearest = NEAREST_MUG if own and not level else NEAREST
            if _belongs(line, box) or not box.rect.inset(-nearest).overlaps(line.rect):
                continue
            if not _shrunk(box.rect).overlaps(_shrunk(line.rect)):  # said already
                gap = _gap(line.rect, box.rect) / MM
                yield f"page {page.number}: {line.name} is {gap:.1f} mm from {box.name}"


def _story(box: Thing) -> str:
    return getattr(box.of, "story", "")


def _is_mug(page: Page, box: Thing) -> bool:
    """Whether a box is a picture of half a column."""
    narrowest = min(width for _, width in page.grid.columns)
    return isinstance(box.of, Image) and bool(_story(box)) and box.rect.width * 2 < narrowest


def _belongs(line: Thing, box: Thing) -> bool:
    """Whether a line is the cutline or credit of a picture."""
    assert line.spot is not None
    story = _story(box)
    mine = bool(story) and line.spot.fragment.story == story
    return mine and line.spot.fragment.role in OWN and line.rect.bottom > box.rect.bottom


def _gap(one: Rect, other: Rect) -> int:
    across = max(other.x - one.right, one.x - other.right, 0)
    down = max(other.y - one.bottom, one.y - other.bottom, 0)
    return max(across, down)
