"""Documents for tests of the press: lines set by hand, without the line breaker."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf

from layout.page.document import Box, Document, DropCap, Fragment, Leg, Page, PlacedLine, Stroke
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line, inked
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import TypeStyle
from layout.typeset.words.theme import Theme

DATE = datetime.date(2022, 12, 16)
TEXT = (
    "Secretary of Homeland Security Alejandro Mayorkas met with President Guillermo Lasso "
    "Monday to discuss a binational partnership to combat transnational crime. The talks centered "
    "on measures to prevent the transport of illegal drugs from Ecuador to Europe and the U.S., "
    "but also covered on-line publications, final offers and “efficient” offices of “AVATAR” Ltd. "
    "We are pleased to work with the government of Ecuador on ways to control criminal activity "
    "that affect both of our countries, Mayorkas said in press conference following two days."
)
HEADLINE = "U.S. pledges assistance to fight transnational crime"


def natural_space(word: Word) -> int:
    return word.face.space * word.size // word.face.upem


def set_line(
    words: tuple[Word, ...],
    measure: int,
    ending: Ending = Ending.SPACE,
    indent: int = 0,
    scale: int = 1000,
    letters: int = 0,
) -> Line:
    """A justified line; one that ends a paragraph, or cannot be justified, is set flush left."""
    gaps = sum(not word.tight for word in words[:-1])
    wide = inked(words, scale, letters)
    room = measure - indent - wide
    if ending is Ending.LAST or not gaps or room < gaps * 1000:
        space = natural_space(words[0])
        return Line(words, measure, wide + gaps * space, space, 0, scale, indent, ending, letters)
    space, extra = divmod(room, gaps)
    return Line(words, measure, measure - indent, space, extra, scale, indent, ending, letters)


def broken(words: tuple[Word, ...], measure: int, indent: int = 0) -> Iterator[Line]:
    """Lines filled greedily, without hyphenation."""
    line: list[Word] = []
    width = indent
    for word in words:
        if line and width + word.width > measure:
            yield set_line(tuple(line), measure, Ending.SPACE, indent)
            line, width, indent = [], 0, 0
        line.append(word)
        width += word.width + natural_space(word)
    yield set_line(tuple(line), measure, Ending.LAST, indent)


def words_of(text: str, style: TypeStyle, foundry: Foundry) -> tuple[Word, ...]:
    return tuple(foundry.word(part, style.cuts[0], style) for part in text.split())


def headline(grid: Grid, theme: Theme, foundry: Foundry, row: int = 3) -> Fragment:
    style = theme.styles["headline_24"]
    x, width = grid.live.x, grid.live.width
    line = set_line(words_of(HEADLINE, style, foundry), width, Ending.LAST)
    rect = Rect(x, grid.row_top(row - 2), width, 3 * grid.leading)
    return Fragment("headline", "story", rect, (PlacedLine(x, grid.baseline(row), line),))


def legs(
    grid: Grid, theme: Theme, foundry: Foundry, paragraphs: int = 3, row: int = 6
) -> Iterator[Fragment]:
    """Paragraphs one below the other in the first column, then in the next."""
    style = theme.styles["body"]
    column, first = 0, row
    for number in range(1, paragraphs + 1):
        x, width = grid.columns[column]
        lines = list(
            broken(words_of(TEXT, style, foundry), width, style.indent if number > 1 else 0)
        )
        if row + len(lines) > grid.rows - 2:
            column, row = column + 1, first
            x, width = grid.columns[column]
        placed = tuple(PlacedLine(x, grid.baseline(row + i), line) for i, line in enumerate(lines))
        rect = Rect(x, grid.row_top(row), width, len(lines) * grid.leading)
        yield Fragment("body", "story", rect, placed, "black", number)
        row += len(lines)


def text_page(
    theme: Theme, foundry: Foundry, paragraphs: int = 3, number: int = 1, form: str = "compact"
) -> Page:
    grid = grid_of(FORMATS[form])
    fragments = (headline(grid, theme, foundry), *legs(grid, theme, foundry, paragraphs))
    top = grid.row_top(0)
    rule = Stroke(grid.live.x, top, grid.live.right, top, 250, "hairline")
    return Page(number, grid, fragments, strokes=(rule,))


def text_document(theme: Theme, foundry: Foundry, paragraphs: int = 3) -> Document:
    return Document(HEADLINE, "en", DATE, (text_page(theme, foundry, paragraphs),))


def one_line_document(line: Line, theme: Theme, x: int = 40_000, row: int = 10) -> Document:
    """A page with a single line of body text."""
    grid = grid_of(FORMATS["a4"])
    placed = PlacedLine(x, grid.baseline(row), line)
    rect = Rect(x, grid.row_top(row), line.measure, grid.leading)
    return Document("Line", "en", DATE, (Page(1, grid, (Fragment("body", "s", rect, (placed,)),)),))


def drop_cap_page(theme: Theme, foundry: Foundry) -> Page:
    """A paragraph whose first word is "U.S.", the U set three lines deep."""
    grid = grid_of(FORMATS["a5"])
    style, large = theme.styles["body"], theme.styles["drop_cap"]
    x, width = grid.columns[0]
    initial = foundry.word("U", large.cuts[0], large)
    beside = initial.width + 3_000
    words = words_of(".S. " + TEXT, style, foundry)
    lines, rest = [], words
    for _ in range(3):
        line = next(broken(rest, width, beside))
        lines.append(line)
        rest = rest[len(line.words) :]
    lines += broken(rest, width)
    placed = tuple(PlacedLine(x, grid.baseline(4 + i), line) for i, line in enumerate(lines))
    rect = Rect(x, grid.row_top(4), width, len(lines) * grid.leading)
    cap_line = Line((initial,), beside, initial.width, 0, ending=Ending.LAST)
    cap = DropCap("U", PlacedLine(x, grid.baseline(6), cap_line), "blue")
    body = Fragment("body", "story", rect, placed, "black", 1)
    return Page(1, grid, (body,), (cap,))


def with_boxes(page: Page, boxes: tuple[Box, ...]) -> Page:
    return replace(page, boxes=boxes)


def leg(page: Page) -> Leg:
    rect = page.fragments[-1].rect
    return Leg("story", rect, rect.height // page.grid.leading, 3)


def frames_pdf(frames: tuple[Frame, ...], theme: Theme, foundry: Foundry) -> bytes:
    """A PDF with one page for each frame, in order."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for data in frames_pdfs(frames, theme, foundry, DATE, "en"):
            with pikepdf.open(io.BytesIO(data)) as one:
                whole.pages.extend(one.pages)
        whole.save(out)
    return out.getvalue()
