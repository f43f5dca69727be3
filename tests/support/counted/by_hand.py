"""Pages made by hand, whose figures are known beforehand: a sheet of 200 x 300 mm with three
columns of 60 mm and gutters of 10, rows of 5 mm, and no margins but 5 mm at the head and foot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from layout.edition.counted.space import EditorialPage
from layout.makeup.edition.shapes.news_hole import Hole
from layout.page.document import Box, Fragment, Image, Leg, Page, PlacedLine
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.typeset.words.face import Face
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word

MM = 72_000 / 25.4
EM = 10_000


def mm(length: float) -> int:
    return round(length * MM)


ROW = mm(5)
GRID = Grid(
    (mm(200), mm(300)),
    Rect(0, ROW, mm(200), 58 * ROW),
    ((0, mm(60)), (mm(70), mm(60)), (mm(140), mm(60))),
    58,
    ROW,
    mm(10),
)


def rect(x: float, y: float, width: float, height: float) -> Rect:
    """A rectangle in millimetres from the top left of editorial space."""
    return Rect(mm(x), 3 * ROW + mm(y), mm(width), mm(height))


def picture(x: float, y: float, width: float, height: float) -> Image:
    return Image("picture", f"{x}-{y}", rect(x, y, width, height), Path("/p.jpg"), story="s")


def box(x: float, y: float, width: float, height: float, role: str = "digest") -> Box:
    return Box(role, f"{x}-{y}", rect(x, y, width, height), "")


def house_ad(kind: str, x: float, y: float, width: float, height: float) -> Box:
    return replace(box(x, y, width, height, "ad"), house_ad=kind)


def word(face: Face, text: str, size: int = EM, tight: bool = False) -> Word:
    """A word of the square font: each sign an em wide."""
    return Word(text, face, size, len(text) * size, (), (), (), tight=tight)


def line(
    face: Face, text: str, space: int = EM, ending: Ending = Ending.SPACE, size: int = EM
) -> Line:
    words = tuple(word(face, each, size) for each in text.split())
    width = sum(each.width for each in words) + space * (len(words) - 1)
    return Line(words, width, width, space, ending=ending)


def type_at(
    role: str, x: float, y: float, *lines: Line, width: float = 60, paragraph: int = 10
) -> Fragment:
    """Lines in rows below one another, the first row's head at y."""
    where = rect(x, y, width, 5 * len(lines))
    placed = tuple(
        PlacedLine(where.x, where.y + (number + 1) * ROW, one) for number, one in enumerate(lines)
    )
    return Fragment(role, "s", where, placed, paragraph=paragraph)


def leg(story: str, x: float, y: float, rows: int, filled: int | None = None) -> Leg:
    return Leg(story, rect(x, y, 60, 5 * rows), rows, rows if filled is None else filled)


def page(number: int = 2, *things, floors: tuple[int, ...] = (58, 58, 58), opens: bool = False):
    """An editorial page with fragments, images, boxes and legs. Its space begins 15 mm below the
    trim, and goes down so many rows less two in each column."""
    made = Page(
        number,
        GRID,
        tuple(one for one in things if isinstance(one, Fragment)),
        boxes=tuple(one for one in things if isinstance(one, Box)),
        images=tuple(one for one in things if isinstance(one, Image)),
        legs=tuple(one for one in things if isinstance(one, Leg)),
        section="News",
    )
    return EditorialPage(made, Hole(number, 0, floors), opens)
