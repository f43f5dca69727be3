"""White: the cells of the news hole that neither type nor design fills.

Every cell (a column wide, a row deep) below the furniture that no ad has is to be filled by a line,
a picture, a box, or by air that the design asks for: two rows above a story, one around pictures,
boxes, heads and crossheads. What is left is white.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from support.editions.checked_lines import Reading, Spot, leg_of

from layout.page.document import Document, Page
from layout.page.grid import Grid
from layout.page.rect import Rect
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan

STORY_AIR = 2  # rows above a story
CAPITALS = 0.7  # of the size: about how far type stands above its baseline
TOUCH = 1_500  # millipoints by which a thing may reach into a column without being in it
SPACED = ("crosshead", "quote", "pull_quote", "list", "table", "embed", "divider", "credit")
OPENING = ("turn_head", "index")  # furniture that stands where a story's head would
HEAD = ("kicker", "headline", "deck", "byline", "meta", "turn_head", "jump")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class White:
    """The open cells of a page, how many cells its news hole has, and how many of them house ads
    fill, which stand where no story did."""

    page: int
    open: frozenset[Cell]
    hole: int
    house: int

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """(column, first row, rows) of what is open, column by column, from the top down."""
        for column in sorted({column for column, _ in self.open}):
            rows = sorted(row for at, row in self.open if at == column)
            first = rows[0]
            for row, after in zip(rows, [*rows[1:], -1], strict=True):
                if after != row + 1:
                    yield column, first, row + 1 - first
                    first = after


def white_problems(
    document: Document, reading: Reading, pages: Sequence[StackPage], plan: AdPlan
) -> Iterator[str]:
    """Where more than one row is white in one column."""
    for white in whites(document, reading, pages, plan):
        for column, row, rows in white.runs():
            if rows > 1:
                where = f"page {white.page}, column {column + 1}"
                yield f"{where}: {rows} rows are white from row {row + 1} on"


def filler_problems(document: Document, reading: Reading, plan: AdPlan) -> Iterator[str]:
    """House ads that do not stand at the foot of the stories: type of stories is below them, or
    none is above."""
    for page in document.pages:
        booked = {place.id for place in plan.on(page.number)}
        for box in page.boxes:
            if box.role != "ad" or box.id in booked:
                continue
            same = [
                spot
                for spot in reading.on(page.number)
                if spot.fragment.story and spot.left < box.rect.right and box.rect.x < spot.right
            ]
            for spot in same:
                if spot.baseline > box.rect.bottom:
                    name = spot.fragment.story
                    yield f"page {page.number}: the house ad {box.id} stands above the story {name}"
                    break
            if not any(spot.baseline < box.rect.y for spot in same):
                yield f"page {page.number}: the house ad {box.id} has no story above it"


def whites(
    document: Document, reading: Reading, pages: Sequence[StackPage], plan: AdPlan
) -> Iterator[White]:
    """The white of each page."""
    stacked: Mapping[int, StackPage] = {page.number: page for page in pages}
    for page in document.pages:
        stack = stacked.get(page.number)
        if stack is not None:
            hole = _hole(page.grid, stack, plan)
            painter = _Painter(page, reading)
            white = frozenset(hole - painter.painted())
            booked = {place.id for place in plan.on(page.number)}
            yield White(page.number, white, len(hole), len(hole & painter.house(booked)))


def _hole(grid: Grid, stack: StackPage, plan: AdPlan) -> set[Cell]:
    cells = {(c, r) for c in range(len(grid.columns)) for r in range(stack.first_row, grid.rows)}
    for place in plan.on(stack.number):
        rows = range(place.row, place.bottom)
        cells -= {(c, r) for c in range(place.column, place.right) for r in rows}
    return cells


class _Painter:
    """Paints what stands on one page."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self.page, self.grid = page, page.grid
        self.spots = reading.on(page.number)
        self.cells: set[Cell] = set()
        self._around: dict[str, set[Cell]] = {}

    def painted(self) -> set[Cell]:
        for spot in self.spots:
            self._line(spot)
        for box in self.page.boxes:
            air = 2 if box.label else 1
            self._paint("", *self._across(box.rect.x, box.rect.right), *self._down(box.rect), air)
        for image in self.page.images:
            if image.role != "ad":
                across = self._across(image.rect.x, image.rect.right)
                self._paint(image.story, *across, *self._down(image.rect), 1)
        self._stories()
        return self.cells

    def house(self, booked: set[str]) -> set[Cell]:
        """The cells of house ads: those of ads that nobody booked."""
        cells: set[Cell] = set()
        for box in (*self.page.boxes, *self.page.images):
            if box.role == "ad" and box.id not in booked:
                first, stop = self._across(box.rect.x, box.rect.right)
                top, bottom = self._down(box.rect)
                cells |= {(c, r) for c in range(first, stop) for r in range(top, bottom + 1)}
        return cells

    def _line(self, spot: Spot) -> None:
        """A line that can be read fills its rows; a head those of the story's whole width."""
        if not spot.words:
            return
        leading, top = self.grid.leading, self.grid.live.y
        first = (spot.baseline - round(CAPITALS * spot.size) - top) // leading
        last = (spot.baseline - 1 - top) // leading
        role = spot.fragment.role
        inside = leg_of(spot, self.page.legs) is not None
        air = 1 if role in SPACED or not inside or not spot.fragment.story else 0
        air = STORY_AIR if role in OPENING else air
        rect = spot.fragment.rect
        wide = spot.placed.x, spot.placed.x + spot.placed.line.measure
        left, right = (rect.x, rect.right) if role in HEAD else wide
        self._paint(spot.fragment.story, *self._across(left, right), first, last, air)

    def _paint(self, story: str, first: int, stop: int, top: int, bottom: int, air: int) -> None:
        cells = {(c, r) for c in range(first, stop) for r in range(top, bottom + 1)}
        self._around.setdefault(story, set()).update(cells)
        self.cells |= cells
        for column in range(first, stop):
            for row in (*range(top - air, top), *range(bottom + 1, bottom + 1 + min(air, 1))):
                self.cells.add((column, row))

    def _stories(self) -> None:
        """The air above each story, over all columns it has; above a second part, too."""
        for story, cells in self._around.items():
            if story and cells:
                top = min(row for _, row in cells)
                for column in range(min(c for c, _ in cells), max(c for c, _ in cells) + 1):
                    self.cells |= {(column, top - at) for at in range(1, STORY_AIR + 1)}

    def _across(self, left: int, right: int) -> tuple[int, int]:
        """The first column that a stretch reaches into, and the one after its last."""
        inside = [
            number
            for number, (x, width) in enumerate(self.grid.columns)
            if x + TOUCH < right and left < x + width - TOUCH
        ]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def _down(self, rect: Rect) -> tuple[int, int]:
        top, leading = self.grid.live.y, self.grid.leading
        return (rect.y - top) // leading, (rect.bottom - 1 - top) // leading
