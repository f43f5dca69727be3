"""A galley: a story's body, typeset to one measure, not yet on pages."""

from __future__ import annotations

from dataclasses import dataclass

from layout.typeset.line import Line
from layout.typeset.style import TypeStyle
from slots.finding import Finding


@dataclass(frozen=True, slots=True, eq=False)
class GalleyBlock:
    """The lines of one block. `before` is the space above it in whole grid rows (not at the head
    of a leg), `rows` the grid rows a line takes (1 for text), `keep` says that it must not be the
    last thing of a leg (a crosshead), `index` is its place in the story's body."""

    role: str
    style: TypeStyle
    lines: tuple[Line, ...]
    index: int
    before: int = 0
    rows: int = 1
    keep: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Galley:
    """Blocks in order, set to `measure` millipoints, with what typesetting found out."""

    measure: int
    blocks: tuple[GalleyBlock, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def rows(self) -> int:
        """Grid rows of all of it in one unbroken leg."""
        heights = [block.before + block.rows * len(block.lines) for block in self.blocks]
        return sum(heights) - (self.blocks[0].before if self.blocks else 0)
