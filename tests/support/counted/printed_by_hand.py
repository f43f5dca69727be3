"""A page set by hand in the default theme, for both readers: painted for the one, counted as it is
by the other. 280 x 400 mm, five columns of 48 mm, rows of 3.7 mm; what stands on it is known:

    row 4    A head of 24 pt over all columns
    row 6    text      text      a picture of three columns, 23 rows deep
    row 30   text      text      text      a picture of one     text
    ...                                    column, 20 rows
    row 60                                 A head of 34 pt over two columns
    row 62                                 text      text: 15 rows each, a brief
    row 96   the foot
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.counted.facts import Facts, Place
from support.editions.samples import WORDS
from support.press.sample_documents import DATE, natural_space, set_line
from support.press.sample_pictures import corners, saved

from layout.edition.counted.space import EditorialPage
from layout.makeup.edition.shapes.news_hole import AIR, Hole
from layout.page.document import Document, Fragment, Image, Leg, Page, PlacedLine
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Area
from layout.page.rect import Rect
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.theme import Theme

GRID = grid_of(FORMATS["compact"], 5)
FIRST, FOOT = 3, 96
HEAD, SECOND = 4, 60


@dataclass(frozen=True, slots=True, eq=False)
class ByHand:
    """The page for both readers."""

    document: Document
    page: EditorialPage
    facts: Facts


class Setter:
    """Sets words of the default theme's body type."""

    def __init__(self, theme: Theme, foundry: Foundry) -> None:
        self.theme, self.foundry = theme, foundry
        self.style = theme.styles["body"]
        self.measure = min(width for _, width in GRID.columns)

    def words(self, text: str, style: str = "body") -> tuple[Word, ...]:
        set_in = self.theme.styles[style]
        return tuple(self.foundry.word(each, set_in.cuts[0], set_in) for each in text.split())

    def line(self, least: float, most: float, hyphen: bool = False) -> Line:
        """A justified line with spaces of so many times the natural one."""
        for first in range(len(WORDS)):
            for count in range(3, 9):
                text = " ".join((*WORDS, *WORDS)[first : first + count]) + "-" * hyphen
                words = self.words(text)
                gaps = len(words) - 1
                space = (self.measure - sum(word.width for word in words)) / gaps
                if least < space / natural_space(words[0]) < most:
                    return set_line(words, self.measure, Ending.HYPHEN if hyphen else Ending.SPACE)
        raise AssertionError((least, most))

    def last(self, text: str) -> Line:
        return set_line(self.words(text), self.measure, Ending.LAST)


def page_by_hand(theme: Theme, foundry: Foundry, folder: Path) -> ByHand:
    """The page; files of its pictures are written into a folder."""
    setter = Setter(theme, foundry)
    places = {"large": Area(2, 6, 3, 23), "small": Area(3, 30, 1, 20)}
    images = tuple(_image(name, place, folder) for name, place in places.items())
    page = Page(
        3,
        GRID,
        tuple(_fragments(setter)),
        legs=tuple(_legs()),
        images=images,
        section="News",
    )
    hole = Hole(3, FIRST - AIR, (FOOT - FIRST + AIR,) * 5)
    document = Document("By hand", "en", DATE, (page,))
    return ByHand(document, EditorialPage(page, hole), _facts())


LEGS = ((0, 6, 90), (1, 6, 68), (2, 30, 13), (4, 30, 15))
"""Column, first row and rows of the first story's legs: 333, 252, 48 and 56 mm."""
BRIEF = ((3, 62, 15), (4, 62, 15))


def _legs() -> Iterator[Leg]:
    for story, legs in (("first", LEGS), ("second", BRIEF)):
        for column, row, rows in legs:
            yield Leg(story, GRID.rect(Area(column, row, 1, rows)), rows, rows)


def _fragments(setter: Setter) -> Iterator[Fragment]:
    yield _head(setter, "first", "headline_24", "The harbour at noon", Area(0, HEAD, 5, 1))
    yield _head(setter, "second", "headline_34", "Ferry fares", Area(3, SECOND, 2, 1))
    row = 6
    for number, lines in enumerate(_first_leg(setter)):
        yield _text("first", 0, row, lines, 10 + number)
        row += len(lines)
    even = setter.line(1.2, 1.45)
    for story, legs in (("first", LEGS[1:]), ("second", BRIEF)):
        for number, (column, row, rows) in enumerate(legs):
            paragraph = [even] * (rows - 1) + [setter.last("The council voted on it late")]
            yield _text(story, column, row, paragraph, 50 + number)


def _first_leg(setter: Setter) -> Iterator[list[Line]]:
    """Paragraphs of 90 lines in all. Of the lines that are justified 5 are wide, 2 of them gape;
    of the last lines one is short; three hyphens stand below one another once."""
    even, wide, gaping = setter.line(1.2, 1.45), setter.line(1.8, 2.3), setter.line(2.7, 3.4)
    broken = setter.line(1.0, 1.5, hyphen=True)
    yield [*[even] * 4, *[wide] * 3, *[gaping] * 2, setter.last("so.")]
    yield [broken, broken, even, broken, broken, broken, setter.last("He said so at noon.")]
    yield [*[even] * 72, setter.last("It was over by ten.")]


def _head(setter: Setter, story: str, style: str, text: str, place: Area) -> Fragment:
    where = GRID.rect(place)
    line = set_line(setter.words(text, style), where.width, Ending.LAST)
    placed = PlacedLine(where.x, GRID.baseline(place.row), line)
    return Fragment("headline", story, where, (placed,))


def _text(story: str, column: int, row: int, lines: list[Line], paragraph: int) -> Fragment:
    x, width = GRID.columns[column]
    placed = tuple(
        PlacedLine(x, GRID.baseline(row + number), line) for number, line in enumerate(lines)
    )
    rect = Rect(x, GRID.row_top(row), width, len(lines) * GRID.leading)
    return Fragment("body", story, rect, placed, paragraph=paragraph)


def _image(name: str, place: Area, folder: Path) -> Image:
    """A picture of its place's proportions."""
    where, file = GRID.rect(place), folder / f"{name}.png"
    file.write_bytes(saved(corners(where.width // 200, where.height // 200), "PNG"))
    return Image("picture", name, where, file, story="first")


def _facts() -> Facts:
    edges = tuple((x, x + width) for x, width in GRID.columns)

    def place(column: int, row: int, columns: int, foot: int) -> Place:
        top = GRID.live.y + row * GRID.leading
        left, right = edges[column][0], edges[column + columns - 1][1]
        return Place(left, top, right, GRID.live.y + foot * GRID.leading)

    # the first story lies around the second: two rectangles of one name
    stories = (
        ("first", place(0, FIRST, 5, SECOND - 3)),
        ("first", place(0, SECOND - 3, 3, FOOT)),
        ("second", place(3, SECOND - 3, 2, FOOT)),
    )
    foot = GRID.live.y + FOOT * GRID.leading
    top = GRID.live.y + FIRST * GRID.leading
    return Facts(3, GRID.trim, edges, GRID.leading, top, (foot,) * 5, stories, (), (), False)
