"""A galley: a story's body, typeset to one measure, not yet on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from layout.story.run import Runs
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.drop_cap import Initial
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import TypeStyle


@dataclass(frozen=True, slots=True, eq=False)
class GalleyBlock:
    """The lines of one block, which is number `index` of the story's body.

    `before` and `after` are the space around it in whole grid rows (none at the head or foot of a
    leg), `rows` the grid rows a line takes (1 for text). `keep` says that it must not be the last
    thing of a leg (a crosshead). In a table `cells` lines stand side by side on each baseline.
    `recipe` is what it was set from, so that it can be set again one line longer or shorter. What
    `clings` stands right under the end of the block before it, in the same leg (a signature, or a
    credit).
    `story` is the slug of its story where several stand in one galley. A block of small type has
    `solid` lines: its `cells` lines share its rows, that many millipoints from one to the next.
    `rule` names the stroke of the theme above it where it does not begin a leg. `initial` is the
    drop cap that its first lines stand beside: these are in one leg. So are the first `beside`
    lines, which stand beside a mug shot: that of number `mug`, whose top is at the first of them,
    or (None) that of the block above, which goes on beside this one.
    """

    role: str
    style: TypeStyle
    lines: tuple[Line, ...]
    index: int
    before: int = 0
    after: int = 0
    rows: int = 1
    keep: bool = False
    cells: int = 1
    recipe: tuple[Runs, Measures] | None = None
    clings: bool = False
    story: str = ""
    solid: int = 0
    rule: str = ""
    initial: Initial | None = None
    beside: int = 0
    mug: int | None = None

    @property
    def goes_on(self) -> bool:
        """Whether its first lines stand beside the mug shot of the block above: in its leg."""
        return self.beside > 0 and self.mug is None

    @property
    def depth(self) -> int:
        """Lines below one another."""
        return len(self.lines) // self.cells


@dataclass(frozen=True, slots=True)
class RowSpan:
    """Rows of a galley, from the first to that after the last."""

    first: int
    stop: int

    def within(self, first: int, stop: int) -> bool:
        """Whether all of them are among those."""
        return first <= self.first and self.stop <= stop


def row_spans(blocks: Iterable[GalleyBlock]) -> Iterator[RowSpan]:
    """The rows of each block in one unbroken leg, which has no space at its head."""
    row, space = 0, None
    for block in blocks:
        first = row if space is None else row + max(space, block.before)
        row, space = first + block.depth * block.rows, block.after
        yield RowSpan(first, row)


@dataclass(frozen=True, slots=True, eq=False)
class Galley:
    """Blocks in order, set to `measure` millipoints."""

    measure: int
    blocks: tuple[GalleyBlock, ...]

    @property
    def initial(self) -> Initial | None:
        """The drop cap of the first block."""
        return self.blocks[0].initial if self.blocks else None

    @property
    def rows(self) -> int:
        """Grid rows of all of it in one unbroken leg."""
        return max((span.stop for span in row_spans(self.blocks)), default=0)
