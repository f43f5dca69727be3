"""How high the blocks of a post stand on each screen of a theme, worked out as newsgrid's own pages
are: words measured once, lines broken as browsers break them.

    HTML ─> blocks ─> ribbons, in the theme's fonts or mean advances ─> edges on each screen
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from operator import sub

from layout.service.measured.html_blocks import HtmlBlock, blocks_of
from layout.service.measured.mean_advance import ribbon_of_mean
from layout.service.measured.metrics import (
    BoxMetrics,
    Spaced,
    TextMetrics,
    Theme,
    at_screen,
)
from layout.service.measured.pieces import Beside, Box, Cells, Line, Piece, Texts, leaves
from layout.service.measured.spaced_ribbon import Spacing, spaced
from layout.service.measured.table_widths import Needed, column_widths
from layout.service.post_parts import MOST_BLOCKS, Block
from layout.service.refused import Refused, problem
from layout.story.run import Run
from layout.typeset.breaks.browser_wrap import EM, FIXED, Ribbon, count_lines
from layout.typeset.words.style import Cut
from layout.web.measure.ribbon import unroll
from layout.web.measure.text_width import Gauge
from slots.finding import Finding
from slots.interchange.strip_file import LONGEST_TEXT, MOST_PX
from slots.strip.measured_flow import Role
from slots.units import PX

_MOST_TEXTS = 10_000
"""Paragraphs, items, cells and pictures of a post."""

_LONG_WORD, _MOST_IN_LONG = 60, 20_000
"""Characters from which on a word is long, and of all such words: broken anywhere, they cost more
than all else."""

_CHOPPED = 4 * EM
"""What is wider than four ems may stand alone in a line that is too short, and is broken there."""

_ROUNDED = 1 / 32
"""Px that sums of widths may lack of what they are, by rounding: a line that just fits does."""

_HINT = "see docs/service.md, HTML"


def measured_blocks(html: str, theme: Theme, most_words: int, language: str) -> tuple[Block, ...]:
    """The blocks of a post with their edges on each screen of a theme. Raises Refused with all that
    cannot be measured: 422."""
    blocks = blocks_of(html)
    if theme.metrics.cite is None:
        blocks = tuple(map(_cites_as_quotes, blocks))
    problems = tuple(_out_of_bounds(blocks, most_words)) or tuple(_unknown(blocks, theme))
    if problems:
        raise Refused(422, problems)
    measure = _Measure(theme, Gauge(theme.foundry(), (), language or "en"))
    columns = [tuple(_edges(blocks, measure, index)) for index in range(len(theme.metrics.screens))]
    if any(column and column[-1][1] > MOST_PX for column in columns):
        message = f"the post is higher than {MOST_PX:,} px"
        raise Refused(422, (problem("too-high", message, "html", "send a shorter post"),))
    return tuple(
        Block(role=block.role, edges=tuple(edges), text=block.text, level=block.level)
        for block, *edges in zip(blocks, *columns, strict=True)
    )


def _cites_as_quotes(block: HtmlBlock) -> HtmlBlock:
    """A block in which whose words are quoted is set as the words themselves."""
    texts = [piece for piece in block.pieces if isinstance(piece, Texts)]
    cites = [piece for piece in texts if piece.name == "cite"]
    if not cites:
        return block
    quotes = [piece for piece in texts if piece.name in ("quote", "cite")]
    signs = tuple(text for piece in quotes for text in piece.texts)
    whole = Texts("quote", signs, (1,) * len(signs))
    return replace(block, pieces=(*(p for p in block.pieces if p not in quotes), whole))


# --- what cannot be measured ---------------------------------------------------------------------


def _out_of_bounds(blocks: tuple[HtmlBlock, ...], most_words: int) -> Iterator[Finding]:
    hint = "send a shorter post"
    if not blocks:
        yield problem("no-blocks", "nothing of it shows", "html", "send the HTML of the post")
    if len(blocks) > MOST_BLOCKS:
        message = f"{len(blocks):,} blocks; {MOST_BLOCKS:,} at most"
        yield problem("too-many-blocks", message, "html", hint)
    words = sum(len(block.text.split()) for block in blocks)
    if words > most_words:
        remedy = f"{hint}, or start newsgrid serve with a higher --words"
        message = f"{words:,} words; {most_words:,} at most"
        yield problem("too-many-words", message, "html", remedy)
    texts = sum(map(_count, leaves(piece for block in blocks for piece in block.pieces)))
    if texts > _MOST_TEXTS or any(len(block.text) > LONGEST_TEXT for block in blocks):
        message = f"{texts:,} items, cells and pictures; {_MOST_TEXTS:,} at most"
        yield problem("too-long", message, "html", hint)
    long = [word for block in blocks for word in block.text.split() if len(word) > _LONG_WORD]
    if sum(map(len, long)) > _MOST_IN_LONG:
        message = f"words longer than {_LONG_WORD} characters have {_MOST_IN_LONG:,} at most in all"
        yield problem("too-long-word", message, "html", "part them, or leave them out")


def _count(piece: Piece) -> int:
    """How many texts and pictures a piece has."""
    match piece:
        case Texts():
            return len(piece.texts)
        case Cells():
            return sum(map(len, piece.rows))
        case _:
            return 1


def _unknown(blocks: tuple[HtmlBlock, ...], theme: Theme) -> Iterator[Finding]:
    """Each role that the post has and the metrics do not tell of, once, with the first block that
    has it."""
    seen: set[str] = set()
    for number, block in enumerate(blocks, 1):
        for piece in leaves(block.pieces):
            name = _name(piece)
            metrics = getattr(theme.metrics, name)
            if metrics is None and name not in seen:
                seen.add(name)
                message = f"the post has {name} (block {number}), the metrics have not"
                yield problem("no-metrics", message, f"metrics.{name}", f"add it: {_HINT}")
            height = f"{name}.height"
            if isinstance(piece, Box) and not _has_height(piece, metrics) and height not in seen:
                seen.add(height)
                message = f"block {number} has {name} without width and height"
                hint = "write both on the element, or give a height or ratio in the metrics"
                yield problem("no-height", message, f"metrics.{height}", hint)


def _has_height(box: Box, metrics: BoxMetrics | None) -> bool:
    """Whether its height is known; so it is where the whole role is missed."""
    if metrics is None:
        return True
    return metrics.height is not None or bool(box.width and box.height) or bool(metrics.ratio)


def _name(piece: Piece) -> str:
    """The role of the metrics that a piece stands in."""
    match piece:
        case Texts() | Box():
            return piece.name
        case Cells():
            return "table"
        case Line():
            return "rule"
        case Beside():
            return "paragraph"  # its margins are those of any block


# --- heights -------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Measure:
    """Measures the pieces of one post, each text once for all screens."""

    theme: Theme
    gauge: Gauge
    ribbons: dict[tuple[str, str], Ribbon] = field(default_factory=dict)
    widths: dict[str, dict[str, float]] = field(default_factory=dict)

    def height(self, piece: Piece, index: int, width: float, follows: bool = True) -> float:
        """The height of a piece on a screen, in a column of a width, in px, without its margins; of
        a paragraph, as one that follows another, or none."""
        metrics = getattr(self.theme.metrics, _name(piece))
        match piece:
            case Texts(name, texts, depths):
                at = partial(at_screen, index=index)
                inset, gap = at(metrics.inset), at(metrics.gap)
                indented = follows or name != "paragraph" or metrics.indents_first
                lines = sum(
                    self.lines(name, text, width - depth * inset, index, indented)
                    for text, depth in zip(texts, depths, strict=True)
                )
                return lines * at(metrics.line) + gap * (len(texts) - 1) + at(metrics.padding)
            case Box():
                return _box_height(piece, metrics, width, index)
            case Cells(rows):
                return self._table(rows, index, width)
            case Line():
                return at_screen(metrics.height, index)
            case Beside():
                return self._beside(piece, index, width)

    def _beside(self, piece: Beside, index: int, width: float) -> float:
        """The height of columns side by side: of each row that of its highest."""
        screen = self.theme.metrics.screens[index].viewport[0]
        margins = self.theme.metrics.paragraph
        gap = max(at_screen(margins.above, index), at_screen(margins.below, index))
        heights = [
            max(
                self._column(pieces, index, own)
                for pieces, own in zip(row.columns, row.widths, strict=True)
            )
            for row in piece.rows(screen, width, gap)
        ]
        return sum(heights) + gap * (len([high for high in heights if high]) - 1)

    def _column(self, pieces: tuple[Piece, ...], index: int, width: float) -> float:
        """The height of pieces one below the other, without the margins of the first and last."""
        foot = 0.0
        below: float | None = None
        under: Piece | None = None
        for piece in pieces:
            spaced: Spaced = getattr(self.theme.metrics, _name(piece))
            if below is not None:
                below = 0 if _stands_under(piece, under) else below
                foot += _between(below, at_screen(spaced.above, index), True)
            foot += self.height(piece, index, width)
            below, under = at_screen(spaced.below, index), piece
        return foot

    def _table(self, rows: tuple[tuple[str, ...], ...], index: int, width: float) -> float:
        """The height of a table whose columns share the width as browsers have it."""
        metrics = self.theme.metrics.table
        assert metrics is not None, "a post has a table whose metrics are missed"
        sides = at_screen(metrics.inset, index)
        columns = tuple(zip_longest(*rows, fillvalue=""))
        needed = [self._needed(cells, sides, index) for cells in columns]
        if metrics.fixed:
            needed = [Needed(0, 1)] * len(columns)
        widths = [own - sides + _ROUNDED for own in column_widths(needed, width)]
        lines = sum(
            max(
                max(self.lines("table", cell, own, index), 1)
                for cell, own in zip(row, widths, strict=False)
            )
            for row in rows
        )
        gaps = at_screen(metrics.gap, index) * len(rows)
        return lines * at_screen(metrics.line, index) + gaps + at_screen(metrics.padding, index)

    def _needed(self, cells: tuple[str, ...], sides: float, index: int) -> Needed:
        """What a column of some cells needs on a screen."""
        type_ = self.theme.metrics.table
        assert type_ is not None, "a post has a table whose metrics are missed"
        size = at_screen(type_.size, index)
        spacing = _spacing(type_, index, size)
        texts = dict.fromkeys(line for cell in cells for line in cell.split("\n") if line)
        ribbons = [self._ribbon("table", text, spacing) for text in texts]
        words = (max(map(sub, each.ends, each.starts), default=0) for each in ribbons)
        lines = (each.ends[-1] - each.starts[0] for each in ribbons if each.ends)
        least, most = max(words, default=0), max(lines, default=0)
        return Needed(least * size / EM + sides, most * size / EM + sides)

    def lines(self, name: str, text: str, width: float, index: int, indented: bool = True) -> int:
        """How many lines a text has in a role's type at a width in px."""
        metrics = getattr(self.theme.metrics, name)
        if name == "code" and not metrics.wrap:
            return text.count("\n") + 1  # it scrolls
        px = at_screen(metrics.size, index)
        size, measure = round(px * PX), max(round(width * FIXED), FIXED)
        spacing = _spacing(metrics, index, px)
        first, *others = text.split("\n")
        bare = replace(spacing, indent=0)
        ribbons = [self._ribbon(name, first, spacing if indented else bare)]
        ribbons += [self._ribbon(name, line, bare) for line in others]
        return sum(max(count_lines(each, size, (measure,))[0], 1) for each in ribbons)

    def _ribbon(self, name: str, line: str, spacing: Spacing) -> Ribbon:
        """The ribbon of a line of a text, spaced out as it is on a screen."""
        if getattr(self.theme.metrics, name).uppercase:
            line = line.upper()
        found = self.ribbons.get((name, line))
        if found is None:
            if name in self.theme.faces:
                cut = Cut(name)
                found = unroll((Run(line),), (cut, cut, cut, cut), self.gauge, _CHOPPED)
            else:
                advance = getattr(self.theme.metrics, name).advance
                found = ribbon_of_mean(line, advance, _CHOPPED, self._widths(name))
            self.ribbons[name, line] = found
        return found if spacing == Spacing() else spaced(found, line, spacing)

    def _widths(self, name: str) -> dict[str, float]:
        """The advances of single characters in a role's type."""
        found = self.widths.get(name)
        if found is None:
            own = getattr(self.theme.metrics, name).widths.items()
            found = {sign: width for signs, width in own for sign in signs}
            self.widths[name] = found
        return found


def _spacing(metrics: TextMetrics, index: int, size: float) -> Spacing:
    """How a role's type is spaced on a screen, in the unit of ribbons without a size."""

    def ems(length: float | tuple[float, ...]) -> int:
        return round(at_screen(length, index) / max(size, 1) * EM)

    return Spacing(ems(metrics.tracking), ems(metrics.word_spacing), ems(metrics.indent))


def _box_height(box: Box, metrics: BoxMetrics, width: float, index: int) -> float:
    """The height of a picture or embed on a screen, in a column of a width."""
    if metrics.height is not None:
        return at_screen(metrics.height, index)
    room = max(width - at_screen(metrics.inset, index), 1)
    padding = at_screen(metrics.padding, index)
    if box.width and box.height and not metrics.scales:
        return box.height + padding
    if box.width and box.height:
        wide = room if metrics.fills else min(box.width, room)
        return wide * box.height / box.width + padding
    return room * (metrics.ratio or 0) + padding


def _edges(
    blocks: tuple[HtmlBlock, ...], measure: _Measure, index: int
) -> Iterator[tuple[float, float]]:
    """The top and the bottom of each block on a screen; no margin stands above the first. What a
    caption or a name is of keeps its margin for what comes after both."""
    metrics = measure.theme.metrics
    y = 0.0
    below: float | None = None
    follows = False
    for block in blocks:
        top: float | None = None
        under: Piece | None = None
        for piece in block.pieces:
            spaced: Spaced = getattr(metrics, _name(piece))
            above = at_screen(spaced.above, index)
            if below is not None:
                inside = top is not None
                below = 0 if _stands_under(piece, under) else below
                y += _between(below, above, metrics.collapse or inside)
            top = y if top is None else top
            y += measure.height(piece, index, metrics.screens[index].width, follows)
            below, under = at_screen(spaced.below, index), piece
        follows = block.role is Role.PARAGRAPH
        yield (y if top is None else top), y


def _stands_under(piece: Piece, other: Piece | None) -> bool:
    """Whether it is of what stands above it: a caption of a picture, not one of columns."""
    named = isinstance(piece, Texts) and piece.name in ("caption", "cite")
    return named and other is not None and not isinstance(other, Beside)


def _between(below: float, above: float, collapse: bool) -> float:
    """What stands between two boxes: of two margins that meet the larger, or both."""
    return max(below, above) if collapse else below + above
