"""Initials in long text: where pages would be grey, some paragraphs begin with a drop cap.

A stretch of text in which nothing stands out, no crosshead, divider, quote in large type or table,
has an initial for so many of its rows if it is longer than that by a third: each at the paragraph
that begins nearest to its place, all of them evenly. That paragraph is long enough to stand beside
it, begins with a capital letter in the type of the text, and below another that does not lead in to
it. Where no such paragraph is near, there is none. (As in Harrower, The Newspaper Designer's
Handbook: initials break up text that has no other breaks.)

──────┬─────────────────▛▀▜───────────────────▛▀▜─────────────────┬──────
 crosshead           a third of the rows      two thirds          crosshead
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.story.block import Block
from layout.story.lead_in import leads
from layout.story.run import Emphasis, Runs, text_of
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.drop_cap import LINES, initial
from layout.typeset.galley import GalleyBlock, row_spans
from layout.typeset.set_text import Compositor, set_text
from layout.typeset.words.style import TypeStyle

RUNNING = frozenset({"body", "quote", "credit", "list", "embed", "signature"})
"""Roles of blocks that look like text: nothing in them stands out."""

_AIR = 1
"""Rows above an initial in the text: right below a line of text it looks like a stain in it."""

_LEAST_LINES = LINES + 3
"""Lines of a paragraph with an initial: some are as wide as the column."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks of text, the first of them and that after the last, and the row at which each begins;
    the last of these is where the stretch ends."""

    first: int
    stop: int
    rows: tuple[int, ...]


def with_initial(
    runs: Runs, index: int, measure: int, style: TypeStyle, by: Compositor
) -> GalleyBlock | None:
    """A paragraph that begins with an initial; None where it cannot, or is too short."""
    cap = initial(runs, style, by)
    if cap is None or cap.width * 2 >= measure:
        return None
    beside = Measures(measure, ((cap.width, measure - cap.width),) * LINES)
    lines = set_text(cap.rest, beside, style, by)
    if len(lines) <= LINES:
        return None
    return GalleyBlock("body", style, lines, index, recipe=(cap.rest, beside), initial=cap)


def with_initials(
    blocks: Sequence[GalleyBlock], body: Sequence[Block], each: int, by: Compositor
) -> list[GalleyBlock]:
    """The blocks of a galley with an initial for each so many rows in which nothing stands out; as
    they are where `each` is nothing. `body` is what they were set from."""
    found = list(blocks)
    for stretch in _stretches(blocks) if each else ():
        fit = [at for at in range(stretch.first + 1, stretch.stop) if _may(blocks, at, body)]
        for at in _even(stretch, fit, each):
            block = blocks[at]
            assert block.recipe
            runs, measures = block.recipe
            made = with_initial(runs, block.index, measures.rest, block.style, by)
            if made and made.depth >= _LEAST_LINES:
                found[at] = replace(made, before=_AIR)
    return found


def _even(stretch: _Stretch, fit: list[int], each: int) -> Iterator[int]:
    """Of the blocks of a stretch that are fit for it those nearest to places that part it evenly,
    each near enough."""
    length = stretch.rows[-1]
    count = length // each if 3 * length >= 4 * each else 0
    for number in range(1, count + 1):
        place = length * number // (count + 1)
        off = {at: abs(stretch.rows[at - stretch.first] - place) for at in fit}
        nearest = min(fit, key=off.__getitem__, default=None)
        if nearest is not None and off[nearest] <= each // 3:
            fit = [at for at in fit if at > nearest]
            yield nearest


def _stretches(blocks: Sequence[GalleyBlock]) -> Iterator[_Stretch]:
    """The stretches of blocks in which nothing stands out."""
    first = 0
    breaks = (number for number, block in enumerate(blocks) if block.role not in RUNNING)
    for stop in (*breaks, len(blocks)):
        spans = tuple(row_spans(blocks[first:stop]))
        end = spans[-1].stop if spans else 0
        yield _Stretch(first, stop, (*(span.first for span in spans), end))
        first = stop + 1


def _may(blocks: Sequence[GalleyBlock], at: int, body: Sequence[Block]) -> bool:
    """Whether a block may begin with an initial."""
    block, above = blocks[at], blocks[at - 1]
    if block.role != "body" or block.recipe is None or block.depth < _LEAST_LINES:
        return False
    runs, text = block.recipe[0], text_of(block.recipe[0])
    upright = bool(runs) and runs[0].emphasis is Emphasis.NONE
    return upright and text[:1].isupper() and above.role == "body" and not leads(body[above.index])
