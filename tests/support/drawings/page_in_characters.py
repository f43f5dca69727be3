"""A printed page as characters, of type in which a character of text is a cell wide.

|F e r r y   r u n s   a g a i n         |     a headline of twice the size of text
|THE ferry will sail  ┌ picture ────────┐|     text stands where it stands on paper
|on  Monday  and the  │╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱│|     what is not type is a frame with its name
|council  said  that  └─────────────────┘|
|────────────────────────────────────────|     a printed line, where nothing else stands
:  6 rows of white                       :
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import floor

from layout.page.document import Fragment, Page, PlacedLine, Stroke
from layout.page.rect import Rect
from layout.typeset.drop_cap import LINES
from layout.typeset.words.set_line import inked

FILL = {"picture": "╱", "ad": "░"}
ALIKE = 3
"""So many rows that are alike are drawn; more are counted."""


def draw_page(page: Page, cell: int, first_row: int = 0) -> str:
    """The page from a row on; what stands above, the furniture, is left out."""
    sheet = _Sheet(page, cell)
    for stroke in page.strokes:
        sheet.stroke(stroke)
    for image in page.images:
        sheet.frame(image.rect, image.id, FILL[image.role])
    for box in page.boxes:
        sheet.frame(box.rect, box.id, FILL.get(box.role, " "))
    for fragment in page.fragments:
        sheet.type(fragment)
    for cap in page.drop_caps:
        sheet.initial(cap.text, cap.placed)
    return "\n".join(_lines(sheet.rows[first_row:]))


def _lines(rows: list[list[str]]) -> Iterator[str]:
    width = len(rows[0])
    for text, group in groupby("".join(row).rstrip() for row in rows):
        count = len(list(group))
        if count <= ALIKE:
            yield from [f"|{text.ljust(width)}|"] * count
        elif text:
            yield f"|{text.ljust(width)}|"
            yield f":{f'  {count - 1} more'.ljust(width)}:"
        else:
            yield f":{f'  {count} rows of white'.ljust(width)}:"


class _Sheet:
    """The rows of a page, a character a cell."""

    def __init__(self, page: Page, cell: int) -> None:
        self.grid, self.cell = page.grid, cell
        self.wide = page.grid.live.width // cell + 1  # for a line whose spaces shrank
        self.rows = [[" "] * self.wide for _ in range(page.grid.rows)]

    def _row(self, y: int) -> int:
        return (y - self.grid.live.y) // self.grid.leading

    def _at(self, x: float) -> int:
        """The nearest cell; halves go to the right, so that no two letters share one."""
        return floor((x - self.grid.live.x) / self.cell + 0.5)

    def put(self, row: int, at: int, sign: str) -> None:
        """A sign, where the page has room for it."""
        if 0 <= row < len(self.rows) and 0 <= at < self.wide:
            self.rows[row][at] = sign

    def stroke(self, stroke: Stroke) -> None:
        first, last = self._row(stroke.y1), self._row(stroke.y2)
        for row in range(first, last + 1):
            if stroke.x1 == stroke.x2:
                self.put(row, (stroke.x1 - self.grid.live.x) // self.cell, "│")
            else:
                for at in range(self._at(stroke.x1), self._at(stroke.x2)):
                    self.put(row, at, "─")

    def frame(self, rect: Rect, name: str, fill: str) -> None:
        """A frame with its name; one of a single row is a line with its name."""
        left, right = self._at(rect.x), self._at(rect.right) - 1
        top = round((rect.y - self.grid.live.y) / self.grid.leading)
        foot = self._row(rect.bottom - 1)
        for row in range(top, foot + 1):
            edges = "┌─┐" if row == top else "└─┘" if row == foot else f"│{fill}│"
            for at in range(left, right + 1):
                self.put(row, at, edges[0 if at == left else 2 if at == right else 1])
        for at, sign in enumerate(f" {name} "[: max(0, right - left - 1)]):
            self.put(top, left + 1 + at, sign)

    def type(self, fragment: Fragment) -> None:
        for placed in fragment.lines:
            self._line(placed)

    def _line(self, placed: PlacedLine) -> None:
        line, x = placed.line, placed.x + placed.line.indent
        row, free = self._row(placed.baseline), 0
        for number, word in enumerate(line.words):
            wide = inked((word,), line.scale, line.letters)
            step = max(1, round(wide / self.cell / max(1, len(word.text))))
            first = max(free, self._at(x))  # where a space shrank, or letters, it is still seen
            for at, sign in enumerate(word.text):
                self.put(row, first + at * step, sign)
            free = first + len(word.text) * step + (not word.tight)
            x += wide + (0 if word.tight else line.space + (number < line.extra))

    def initial(self, text: str, placed: PlacedLine) -> None:
        """A drop cap fills the rows and cells that it takes."""
        foot, left = self._row(placed.baseline), self._at(placed.x)
        wide = round(placed.line.width / self.cell)
        for row in range(foot - LINES + 1, foot + 1):
            for at in range(wide):
                self.put(row, left + at, text[0])
