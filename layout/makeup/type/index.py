"""Index of page one: an entry for each section, with its page and its first story.

━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━   index
Inside
────────────────────  ─────────────────────   entry
Business            9  Sport              19
The cannery that came  Late goal sends Alba
back from the dead     through to the final

How deep it is depends on the number of its entries and its width alone, so that make-up can keep
the room before it knows what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.makeup.type.furniture import drawn
from layout.makeup.type.furniture_words import wording
from layout.page.document import Fragment, PlacedLine, Stroke
from layout.page.grid import Area, Grid, column_edges
from layout.page.rect import Rect
from layout.story.run import plain
from layout.story.text.no_break import apart
from layout.typeset.set_text import Compositor, set_display, set_line
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align, TypeStyle

_TITLE_ROWS = 2
_HEADLINE_LINES = 2
_ENTRY_ROWS = 2 + _HEADLINE_LINES
"""Of an entry: a row for the line above it and the air around that, its section, its headline."""
_LINE_SHARE = 0.45  # of the entry's first row, above its line
_ROLE = "index"
_BETWEEN = 6_000  # at least, between a section's name and its page number


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A section in the index: the page it begins on, and the headline of its first story, which has
    this slug."""

    section: str
    headline: str
    page: int
    slug: str = ""


def index_rows(count: int, columns: int) -> int:
    """How many rows an index of `count` entries takes over `columns` columns, the row of air below
    it included; 0 where there are none."""
    if not count:
        return 0
    across = entries_across(count, columns)
    return _TITLE_ROWS + -(-count // across) * _ENTRY_ROWS + 1


def index_box(
    entries: tuple[IndexEntry, ...], area: Area, grid: Grid, by: Compositor
) -> tuple[tuple[Fragment, ...], tuple[Stroke, ...]]:
    """The index in an area that is as deep as `index_rows` says: its type and its lines."""
    if not entries:
        return (), ()
    assert area.rows >= index_rows(len(entries), area.columns)
    rect = grid.rect(area)
    bar = by.theme.strokes["index"].thickness
    strokes = [*drawn(rect.x, rect.right, rect.y + bar // 2, "index", by)]
    head = by.style("index_head")
    title = set_line(wording(by.language).inside, rect.width, head, by, Align.LEFT)
    row = area.row + _TITLE_ROWS
    top = Rect(rect.x, rect.y, rect.width, _TITLE_ROWS * grid.leading)
    fragments = [_fragment(top, head, (PlacedLine(rect.x, grid.baseline(row - 1), title),))]
    across = entries_across(len(entries), area.columns)
    edges = column_edges(rect.x, rect.width, across, grid.gutter)
    for at, entry in enumerate(entries):
        x, width = edges[at % across]
        first = row + at // across * _ENTRY_ROWS
        cell = Rect(x, grid.row_top(first), width, _ENTRY_ROWS * grid.leading)
        y = cell.y + round(_LINE_SHARE * grid.leading)
        strokes.extend(drawn(x, x + width, y, "entry", by))
        fragments.extend(_entry(entry, cell, first + 1, grid, by))
    return tuple(fragments), tuple(strokes)


def entries_across(count: int, columns: int) -> int:
    """How many entries stand side by side: as few as make no more rows than need be."""
    rows = -(-count // columns)
    return -(-count // rows)


def _entry(
    entry: IndexEntry, cell: Rect, row: int, grid: Grid, by: Compositor
) -> Iterator[Fragment]:
    """A section's name, its page at the right, and under them its headline."""
    number = by.style("index_page")
    page = set_line(str(entry.page), cell.width, number, by, Align.RIGHT)
    name = by.style("index_section")
    room = cell.width - page.width - _BETWEEN
    section = lines_within(entry.section, room, 1, name, by)
    yield _fragment(cell, name, _placed(section, cell, row, grid))
    yield _fragment(cell, number, _placed((page,), cell, row, grid))
    style = by.style("index_entry")
    lines = lines_within(entry.headline, cell.width, _HEADLINE_LINES, style, by)
    if lines:
        yield _fragment(cell, style, _placed(lines, cell, row + 1, grid))


def lines_within(
    text: str, measure: int, most: int, style: TypeStyle, by: Compositor
) -> tuple[Line, ...]:
    """A text in as many lines as it may have; what is more of it ends in an ellipsis."""
    words = apart(text)
    for count in range(len(words), 0, -1):
        shown = " ".join(words[:count])
        if count < len(words):
            shown = shown.rstrip(",;:—– \u00a0\u202f") + "…"
        lines = set_display(plain(shown), measure, style, by, even=False)
        if len(lines) <= most:
            return lines
    return set_display(plain(text), measure, style, by, even=False)[:most]


def _placed(lines: tuple[Line, ...], cell: Rect, row: int, grid: Grid) -> tuple[PlacedLine, ...]:
    return tuple(PlacedLine(cell.x, grid.baseline(row + at), line) for at, line in enumerate(lines))


def _fragment(rect: Rect, style: TypeStyle, lines: tuple[PlacedLine, ...]) -> Fragment:
    return Fragment(_ROLE, "", rect, lines, style.colour)
