"""Paragraphs set a line longer or shorter, for filling legs to their feet."""

from __future__ import annotations

from dataclasses import replace

from layout.makeup.pour import LOOSER_COST, TIGHTER_COST
from layout.typeset.galley import GalleyBlock
from layout.typeset.line import Line
from layout.typeset.text import Compositor, set_text

SHORTEST = 3  # lines a paragraph must have to be worth trying
MOST_GIVEN, MOST_TAKEN = 0.12, 0.035  # of the measure, by each line of a paragraph
WIDEST_SPACE = 1.1  # of an em: a variant with wider spaces would be seen


class Variants:
    """The other settings of paragraphs, each made once and only when it is asked for."""

    def __init__(self, by: Compositor) -> None:
        self._by = by
        self._known: dict[int, tuple[tuple[GalleyBlock, int], ...]] = {}

    def __call__(self, block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
        """(block, cost) of each setting that is exactly one line longer or shorter."""
        found = self._known.get(id(block))
        if found is None:
            found = self._known[id(block)] = self._make(block)
        return found

    def _make(self, block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
        if block.recipe is None or len(block.lines) < SHORTEST:
            return ()
        runs, measures = block.recipe
        made = []
        for looseness, cost in ((1, LOOSER_COST), (-1, TIGHTER_COST)):
            if not _promising(block.lines, looseness):
                continue
            lines = set_text(runs, measures, block.style, self._by, looseness)
            if len(lines) == len(block.lines) + looseness and not _gappy(lines, block.style.size):
                made.append((replace(block, lines=lines), cost))
        return tuple(made)


def _gappy(lines: tuple[Line, ...], size: int) -> bool:
    return any(line.space > size * WIDEST_SPACE for line in lines)


def _promising(lines: tuple[Line, ...], looseness: int) -> bool:
    """Whether a line more or less is near enough to be worth setting the paragraph again: what the
    last line lacks (or has) is shared by all, and none can give much."""
    last, share = lines[-1], MOST_GIVEN if looseness > 0 else MOST_TAKEN
    needed = last.measure - last.width if looseness > 0 else last.width
    return needed <= share * last.measure * (len(lines) - 1)
