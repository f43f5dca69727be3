"""Furniture: masthead, folio, jump lines and the lines printed around them.

Cuenca High Life                     nameplate, as large as the measure allows
──────────────────────────────       1 pt
Friday, December 16  tagline  No. 3  strip
──────────────────────────────       hairline
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.makeup.wording import Wording
from layout.page.document import Fragment, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.story.publication import Publication
from layout.typeset.line import Line
from layout.typeset.style import Align, TypeStyle
from layout.typeset.text import Compositor, set_line

HAIRLINE, BAR = 250, 1_000
NAMEPLATE_SHARE = 0.86  # of the measure that the name may take
FOLIO_ROWS = 2
STRIP_ROWS = 2  # of the masthead: the strip and the air under it


@dataclass(frozen=True, slots=True, eq=False)
class Furniture:
    """What stands on a page above the copy, which starts at `first_row`."""

    fragments: tuple[Fragment, ...]
    strokes: tuple[Stroke, ...]
    first_row: int


@dataclass(frozen=True, slots=True)
class Issue:
    """What mastheads and folios say: the publication, the date in words, a section."""

    publication: Publication
    date: str
    section: str
    words: Wording


def masthead(grid: Grid, issue: Issue, by: Compositor) -> Furniture:
    """The masthead of page one."""
    name = issue.publication.name
    style = _nameplate_style(name, grid, by)
    face = by.foundry.face(style.cuts[0])
    rows = -(-(face.cap_height * style.size // face.upem + grid.leading // 4) // grid.leading)
    plate = set_line(name, grid.live.width, style, by, Align.CENTRE)
    strip_row = rows + 2
    fragments = (
        _fragment("masthead", grid, rows - 1, (plate,), style),
        *_strip(grid, strip_row, issue, by),
    )
    top = grid.row_top(strip_row) - grid.leading // 4
    foot = grid.baseline(strip_row) + grid.leading // 3
    strokes = (_across(grid, top, BAR), _across(grid, foot, HAIRLINE))
    return Furniture(fragments, strokes, strip_row + STRIP_ROWS)


def _nameplate_style(name: str, grid: Grid, by: Compositor) -> TypeStyle:
    """The masthead style, smaller where the name would not fit."""
    style = by.style("masthead")
    room = round(grid.live.width * NAMEPLATE_SHARE)
    width = set_line(name, grid.live.width, style, by).width
    return style if width <= room else replace(style, size=style.size * room // width)


def _strip(grid: Grid, row: int, issue: Issue, by: Compositor) -> tuple[Fragment, ...]:
    style = by.style("ear")
    paper = issue.publication
    number = issue.words.number.format(number=paper.number) if paper.number else ""
    right = " · ".join(part for part in (number, paper.price) if part)
    site = paper.site.split("://")[-1]
    texts = ((issue.date, Align.LEFT), (paper.tagline or site, Align.CENTRE), (right, Align.RIGHT))
    lines = [
        set_line(text, grid.live.width, style, by, align) for text, align in texts if text.strip()
    ]
    return tuple(_fragment("masthead", grid, row, (line,), style) for line in _apart(lines))


def _apart(lines: list[Line]) -> list[Line]:
    """Lines of one row of which none runs into the one before it; such a one is left out."""
    kept: list[Line] = []
    for line in lines:
        if not kept or line.indent >= kept[-1].indent + kept[-1].width + 12_000:
            kept.append(line)
    return kept


def folio(grid: Grid, number: int, issue: Issue, by: Compositor) -> Furniture:
    """The running line of a page: its number outside, title, section and date, a hairline below."""
    style = by.style("folio")
    bold = replace(style, cuts=(style.cuts[2], *style.cuts[1:]))
    outside, inside = (Align.LEFT, Align.RIGHT) if number % 2 == 0 else (Align.RIGHT, Align.LEFT)
    title = "  ·  ".join(p for p in (issue.publication.name, issue.section) if p)
    texts = (
        (str(number), outside, bold),
        (title, Align.CENTRE, style),
        (issue.date, inside, style),
    )
    lines = [
        set_line(text, grid.live.width, text_style, by, align)
        for text, align, text_style in texts
        if text.strip()
    ]
    ordered = _apart(sorted(lines, key=lambda line: line.indent))
    fragments = tuple(_fragment("folio", grid, 0, (line,), style) for line in ordered)
    return Furniture(fragments, (_across(grid, grid.row_top(1), HAIRLINE),), FOLIO_ROWS)


def jump_line(text: str, grid: Grid, place: Area, align: Align, by: Compositor) -> Fragment:
    """A jump or turn line in a row of a column."""
    style = by.style("jump")
    rect = grid.rect(place)
    line = set_line(text, rect.width, style, by, align)
    placed = PlacedLine(rect.x, grid.baseline(place.row), line)
    return Fragment("jump", "", rect, (placed,), style.colour)


def _fragment(
    role: str, grid: Grid, row: int, lines: tuple[Line, ...], style: TypeStyle
) -> Fragment:
    rect = Rect(grid.live.x, grid.row_top(row), grid.live.width, grid.leading)
    placed = tuple(PlacedLine(grid.live.x, grid.baseline(row), line) for line in lines)
    return Fragment(role, "", rect, placed, style.colour)


def _across(grid: Grid, y: int, thickness: int) -> Stroke:
    return Stroke(grid.live.x, y, grid.live.right, y, thickness, "black")
