"""Looseness: paragraphs set a line longer or shorter, so that legs can be filled to their feet; and
how far galleys give by that, in rows.
"""

from __future__ import annotations

from dataclasses import replace

from layout.makeup.type.pour import OtherSettings
from layout.typeset.breaks.break_paragraph import shortest_last_line, space_of
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.run_around import relaxed
from layout.typeset.set_text import Compositor, set_text
from layout.typeset.words.set_line import Line

_SHORTEST, LONGEST = 3, 200
"""Lines of paragraphs that are tried: shorter ones have too little to give, and counting lines
costs as the square of their number."""

_MOST_GIVEN, _MOST_TAKEN = 0.12, 0.07  # of the measure, by each line of a paragraph


class Variants:
    """The other settings of blocks, each made once and only when it is needed.

    A paragraph may be a line longer or shorter, by what its spaces and letters give; where that
    would leave gaps, or a last line that is too short, it may not. A crosshead or divider, and what
    has a line over it, may have a row more above it.
    """

    def __init__(self, by: Compositor) -> None:
        self.by = by
        self._known: dict[int, tuple[tuple[GalleyBlock, int], ...]] = {}

    def __call__(self, block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
        """(block, cost) of each setting that takes exactly one row more or fewer."""
        found = self._known.get(id(block))
        if found is None:
            found = self._known[id(block)] = self._make(block)
        return found

    def _make(self, block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
        prices = self.by.theme.prices.legs
        if block.rule or block.role in ("crosshead", "divider"):
            return ((replace(block, before=block.before + 1), prices.spaced),)
        if block.recipe is None or not _SHORTEST <= len(block.lines) <= LONGEST:
            return ()
        made = ((self._longer(block), prices.looser), (self._shorter(block), prices.tighter))
        return tuple((replace(block, lines=lines), cost) for lines, cost in made if lines)

    def _longer(self, block: GalleyBlock) -> tuple[Line, ...]:
        """The paragraph with a line more; nothing where that cannot be had."""
        return self._set(block, 1) if _promising(block.lines, 1) else ()

    def _shorter(self, block: GalleyBlock) -> tuple[Line, ...]:
        """The paragraph with a line less; nothing where that cannot be had."""
        least = len(block.recipe[1].first) if block.recipe else 0  # beside a drop cap, and one more
        least += 1 if block.beside else 0  # beside a mug shot, and two more
        if not _promising(block.lines, -1) or len(block.lines) - 1 <= least:
            return ()
        return self._set(block, -1)

    def _set(self, block: GalleyBlock, looseness: int) -> tuple[Line, ...]:
        """The paragraph so many lines longer; nothing where that cannot be had, or is no good."""
        assert block.recipe
        runs, measures = block.recipe
        lines = set_text(runs, measures, block.style, self.by, looseness)
        if block.beside:
            lines = relaxed(lines, block.beside, block.style)
        wrong = len(lines) != len(block.lines) + looseness
        return () if wrong or self._gappy(lines, block) or _runty(lines, block) else lines

    def _gappy(self, lines: tuple[Line, ...], block: GalleyBlock) -> bool:
        """Whether the spaces of a setting would be seen: wider than is good, and than they were."""
        natural = space_of(block.style, lines[0].words[0])
        bearable = natural * self.by.theme.prices.lines.gaping // 100
        widest = max(line.space for line in lines)
        return widest > max(bearable, *(line.space for line in block.lines))


def _runty(lines: tuple[Line, ...], block: GalleyBlock) -> bool:
    """Whether the last line of a setting is too short, and was not before."""
    return lines[-1].width < min(shortest_last_line(block.style), block.lines[-1].width)


def _promising(lines: tuple[Line, ...], looseness: int) -> bool:
    """Whether a line more or less is near enough to be worth setting the paragraph again: what the
    last line lacks (or has) is shared by all, and none can give much."""
    last, share = lines[-1], _MOST_GIVEN if looseness > 0 else _MOST_TAKEN
    needed = last.measure - last.width if looseness > 0 else last.width
    return needed <= share * last.measure * (len(lines) - 1)


def stretch_of(galley: Galley, variants: OtherSettings) -> tuple[int, int]:
    """(rows it can give up, rows it can gain) at most, each paragraph a line otherwise once, and
    each line over a block with a row more above it.

    Not an estimate: each counted row has been set, and in one unbroken leg the galley can have
    every depth between. The settings are those that pouring uses, made once and remembered by
    `variants`; of paragraphs whose last line is too full or too empty none is tried.
    """
    less = more = 0
    for number, block in enumerate(galley.blocks):
        if block.rule:
            more += number > 0
            continue
        lines = [setting.depth - block.depth for setting, _ in variants(block)]
        less += max(0, -min(lines, default=0)) * block.rows
        more += max(0, *lines, 0) * block.rows
    return less, more
