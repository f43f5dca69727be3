"""Text round a mug shot: the first lines of a paragraph, and of those below it, stand beside it.

─────────────────────      The picture stands flush left in its leg. Paragraphs run beside it until
▛▀▀▀▀▀▜ On Monday the      its rows are used up; all of it is in one leg.
▌     ▐ mayors of four
▙▄▄▄▄▄▟ towns met to
Ana Díaz  sign the agree-
ment of which they have

Lines of half a column have few words. Where their spaces would be wider than is good, as they
mostly would, they are ragged; the lines below them are justified as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.typeset.breaks.break_paragraph import space_of
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_text import Compositor, set_text
from layout.typeset.words.set_line import Ending, Line, inked
from layout.typeset.words.style import Align, TypeStyle

_WIDE = 160
"""Per cent of a natural space, beyond which lines beside a picture are ragged: what four lines of
five keep to in a column."""

LINES_BELOW = 2
"""Lines at least that the last paragraph beside a picture has below it: none stands at a foot."""

_HYPHENS = "-‐‑–—/"
"""What a line may end in that is broken in a word, without a hyphen of ours."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What text stands beside: `rows` of it, `width` millipoints from the left edge of the leg on,
    the gap to the text included. `number` says which mug shot it is."""

    number: int
    rows: int
    width: int


def run_around(
    blocks: Sequence[GalleyBlock], at: int, beside: Beside, by: Compositor
) -> tuple[GalleyBlock, ...] | None:
    """The blocks of a galley with text beside a mug shot from the beginning of a block on. None
    where there is too little running text for it or below it, or a word that is wider than half a
    column."""
    found: list[GalleyBlock] = []
    left = beside.rows
    for block in blocks[at:]:
        if not may_stand_beside(block) or (found and block.before):
            return None
        narrow = _narrowed(block, left, beside, by)
        if narrow is None:
            return None
        number = None if found else beside.number
        found.append(replace(narrow, mug=number))
        left -= narrow.beside
        if not left and narrow.depth - narrow.beside < LINES_BELOW:
            return None
        if not left:
            return (*blocks[:at], *found, *blocks[at + len(found) :])
    return None


def may_stand_beside(block: GalleyBlock) -> bool:
    """Whether a block is running text that may stand beside a mug shot."""
    plain = block.role == "body" and block.recipe is not None and not block.solid
    return plain and block.rows == 1 and not (block.initial or block.beside or block.clings)


def _narrowed(block: GalleyBlock, left: int, beside: Beside, by: Compositor) -> GalleyBlock | None:
    """A paragraph of which so many lines that are left stand beside a mug shot, or all of it; None
    where a word is too wide for that."""
    assert block.recipe
    runs, measures = block.recipe
    first = tuple(
        (indent + beside.width, width - beside.width)
        for indent, width in map(measures.line, range(left))
    )
    narrow = replace(measures, first=first)
    lines = set_text(runs, narrow, block.style, by)
    if any(map(_shattered, lines)):
        return None
    rows = min(left, len(lines))
    recipe = (runs, narrow) if len(lines) > left else None
    return replace(block, lines=relaxed(lines, rows, block.style), recipe=recipe, beside=rows)


def relaxed(lines: Sequence[Line], beside: int, style: TypeStyle) -> tuple[Line, ...]:
    """The lines of a paragraph of which the first stand beside a mug shot: these are ragged where
    the spaces of one of them are too wide."""
    return (*_relaxed(lines[:beside], style), *lines[beside:])


def _relaxed(lines: Sequence[Line], style: TypeStyle) -> Iterator[Line]:
    if not lines or style.align is not Align.JUSTIFIED:
        yield from lines
        return
    natural = space_of(style, lines[0].words[0])
    wide = any(100 * line.space > _WIDE * natural for line in lines)
    for line in lines:
        yield _natural(line, natural) if wide else line


def _natural(line: Line, space: int) -> Line:
    """A line with its natural spaces, and its letters as they are; one that is too wide so stays as
    it is."""
    gaps = sum(not word.tight for word in line.words[:-1])
    width = inked(line.words) + gaps * space
    if width > line.width:
        return line
    return replace(line, width=width, space=space, extra=0, scale=1000, letters=0)


def _shattered(line: Line) -> bool:
    """Whether a word had to be cut without a hyphen."""
    return line.ending is Ending.TIGHT and line.words[-1].text[-1:] not in _HYPHENS
