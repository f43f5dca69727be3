"""Furniture: masthead, section heads, folio, jump lines and the lines printed around them.

Cuenca High Life                     nameplate, as large as the measure allows
──────────────────────────────       masthead
Friday, December 16  tagline  No. 3  strip
──────────────────────────────       strip

9      Cuenca High Life   December 16
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━       section
Sport                                section head
──────────────────────────────       section_foot

The names on the right are those of the theme's strokes and styles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.makeup.type.furniture_words import Wording
from layout.page.document import Fragment, Image, PlacedLine, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import Compositor, set_display, set_line
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align, TypeStyle

HAIRLINE, BAR = 250, 1_000
_NAMEPLATE_SHARE = 0.86  # of the measure that the name may take
_BESIDE_SHARE = 0.58  # the same where the ears stand beside it
FOLIO_ROWS = 2
JUMP_ROWS = 1  # of the line at the foot of the first part of a story
_STRIP_ROWS = 2  # of the masthead: the strip and the air under it
_EAR_AIR = 18_000  # between the name and what stands beside it
_LEAST_EAR = 40_000  # narrower than that, all of it stands in the strip
_BAR_DROP = 1_500  # from the row under the folio to the upper edge of a section's bar
_CAPS_AIR = 9_000  # between a bar and the capitals under it
_FOOT_AIR = 3_500  # under the descenders of a section's name


@dataclass(frozen=True, slots=True, eq=False)
class Furniture:
    """What stands on a page above the copy, which starts at `first_row`."""

    fragments: tuple[Fragment, ...]
    strokes: tuple[Stroke, ...]
    first_row: int
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What mastheads and folios say: the publication, the date in words, a section."""

    publication: Publication
    date: str
    section: str
    words: Wording

    @property
    def number(self) -> str:
        """The number of the edition in words: "412" as "No. 412", any other text as it is."""
        number = self.publication.number
        return self.words.number.format(number=number) if number[:1].isdigit() else number


def masthead(grid: Grid, issue: Issue, by: Compositor) -> Furniture:
    """The masthead of page one: the name, and date, tagline, number and price where the theme
    places its ears."""
    name, beside = issue.publication.name, by.theme.ears == "beside"
    style = _nameplate_style(name, grid, by, _BESIDE_SHARE if beside else _NAMEPLATE_SHARE)
    rows = -(-(_capitals(style, by) + grid.leading // 4) // grid.leading)
    plate = set_line(name, grid.live.width, style, by, Align.CENTRE)
    ears = _ears(grid, plate, rows, issue, by) if beside else ()
    strip = _facts(issue, beside=bool(ears))
    strip_row = rows + 2
    fragments = (
        _fragment("masthead", grid, rows - 1, (plate,), style),
        *ears,
        *_strip(grid, strip_row, strip, by),
    )
    top = grid.row_top(strip_row) - grid.leading // 4
    foot = grid.baseline(strip_row) + grid.leading // 3
    strokes = (*_across(grid, top, "masthead", by), *_across(grid, foot, "strip", by))
    return Furniture(fragments, strokes, strip_row + _STRIP_ROWS)


def _nameplate_style(name: str, grid: Grid, by: Compositor, share: float) -> TypeStyle:
    """The masthead style, smaller where the name would not fit."""
    style = by.style("masthead")
    room = round(grid.live.width * share)
    width = set_line(name, grid.live.width, style, by).width
    return style if width <= room else replace(style, size=style.size * room // width)


def _ears(grid: Grid, plate: Line, rows: int, issue: Issue, by: Compositor) -> tuple[Fragment, ...]:
    """The tagline left of the name, number and price right of it, their last lines on the name's
    baseline; nothing where they find no room."""
    style = by.style("ear")
    room = plate.indent - _EAR_AIR
    if room < _LEAST_EAR:
        return ()
    paper = issue.publication
    facts = [text for text in (issue.number, paper.price) if text]
    left = set_display(plain(paper.tagline), room, style, by, even=False)
    right = [set_line(text, grid.live.width, style, by, Align.RIGHT) for text in facts]
    most = max(1, rows * grid.leading // style.leading)
    if len(left) > most or any(line.width > room for line in (*left, *right)):
        return ()
    return tuple(_stacked(grid, rows - 1, tuple(lines), style) for lines in (left, right) if lines)


def _stacked(grid: Grid, row: int, lines: tuple[Line, ...], style: TypeStyle) -> Fragment:
    """Lines one over the other, the last on the baseline of a row."""
    last = grid.baseline(row)
    placed = tuple(
        PlacedLine(grid.live.x, last - (len(lines) - 1 - at) * style.leading, line)
        for at, line in enumerate(lines)
    )
    top = placed[0].baseline - style.leading
    rect = Rect(grid.live.x, top, grid.live.width, grid.row_top(row + 1) - top)
    return Fragment("masthead", "", rect, placed, style.colour)


def _facts(issue: Issue, beside: bool) -> dict[Align, str]:
    """What the line under the name says: what does not stand `beside` it already."""
    paper = issue.publication
    site = paper.site.split("://")[-1]
    if beside:
        return {Align.LEFT: issue.date, Align.RIGHT: site}
    right = " · ".join(part for part in (issue.number, paper.price) if part)
    middle = paper.tagline or site
    return {Align.LEFT: issue.date, Align.CENTRE: middle, Align.RIGHT: right}


def _strip(
    grid: Grid, row: int, facts: Mapping[Align, str], by: Compositor
) -> tuple[Fragment, ...]:
    style = by.style("ear")
    lines = [
        set_line(text, grid.live.width, style, by, align)
        for align, text in facts.items()
        if text.strip()
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
    fragments = _running(grid, number, issue, by)
    return Furniture(fragments, _across(grid, grid.row_top(1), "folio", by), FOLIO_ROWS)


def section_head(grid: Grid, number: int, issue: Issue, by: Compositor) -> Furniture:
    """The head of the first page of the issue's section: the running line, then the section's name
    under a bar. A name that is too wide is set smaller."""
    style = by.style("section_head")
    wide = set_line(issue.section, grid.live.width, style, by).width
    if wide > grid.live.width:
        style = replace(style, size=style.size * grid.live.width // wide)
    name = set_line(issue.section, grid.live.width, style, by, Align.LEFT)
    bar = by.theme.strokes["section"].thickness
    top = grid.row_top(1) + _BAR_DROP
    deep = _BAR_DROP + bar + _CAPS_AIR + _capitals(style, by) + grid.row_top(1) - grid.baseline(0)
    row = -(-deep // grid.leading)
    foot = grid.baseline(row) + style.size // 4 + _FOOT_AIR
    first_row = (foot - grid.live.y) // grid.leading + 2
    fragments = (
        *_running(grid, number, replace(issue, section=""), by),
        _fragment("section_head", grid, row, (name,), style),
    )
    strokes = (
        *_across(grid, top + bar // 2, "section", by),
        *_across(grid, foot, "section_foot", by),
    )
    return Furniture(fragments, strokes, first_row)


def _running(grid: Grid, number: int, issue: Issue, by: Compositor) -> tuple[Fragment, ...]:
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
    return tuple(_fragment("folio", grid, 0, (line,), style) for line in ordered)


def jump_line(
    texts: tuple[str, str], grid: Grid, place: Area, align: Align, by: Compositor
) -> Fragment:
    """A jump or turn line in a row of a column; the second, shorter text where the first is wider
    than that."""
    style = by.style("jump")
    rect = grid.rect(place)
    line = set_line(texts[0], rect.width, style, by, align)
    if line.width > rect.width:
        line = set_line(texts[1], rect.width, style, by, align)
    placed = PlacedLine(rect.x, grid.baseline(place.row), line)
    return Fragment("jump", "", rect, (placed,), style.colour)


def drawn(x1: int, x2: int, y: int, name: str, by: Compositor) -> tuple[Stroke, ...]:
    """A line from left to right as the theme draws one of its strokes; none where it draws none."""
    style = by.theme.strokes[name]
    return (Stroke(x1, y, x2, y, style.thickness, style.colour),) if style.thickness else ()


def _capitals(style: TypeStyle, by: Compositor) -> int:
    face = by.foundry.face(style.cuts[0])
    return face.cap_height * style.size // face.upem


def _fragment(
    role: str, grid: Grid, row: int, lines: tuple[Line, ...], style: TypeStyle
) -> Fragment:
    rect = Rect(grid.live.x, grid.row_top(row), grid.live.width, grid.leading)
    placed = tuple(PlacedLine(grid.live.x, grid.baseline(row), line) for line in lines)
    return Fragment(role, "", rect, placed, style.colour)


def _across(grid: Grid, y: int, name: str, by: Compositor) -> tuple[Stroke, ...]:
    return drawn(grid.live.x, grid.live.right, y, name, by)
