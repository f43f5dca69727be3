"""How many words the pages of an edition hold, and how much of that its stories are.

Measured in cells, one column wide and one row of the baseline grid deep, on the page as it is left
once the ads of the book are stacked:

    room    the cells of all news holes: what furniture and ads leave, as `newsgrid stack` has them
    need    of a story: the rows of its body, set in the theme's type to the grid's column; its
            head, set at the width that is natural for so much text, with the air above it; its
            pictures, a column narrower, whole, each with a cutline

    supply  = the needs of all stories / room
    words   that the pages hold = the words of the stories / supply

Nothing of it asks make-up: not its shapes, its levers or its prices. So the same copy is dealt to
the same pages before and after make-up is changed. What it leaves out, both ways: the index on page
one, boxes beside stories, the rows of jump lines, and white that no rectangle fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.shapes.article import Beside, article_of
from layout.makeup.edition.shapes.news_hole import AIR, hole_of
from layout.makeup.type.headline import HeadLevers
from layout.page.grid import Grid
from layout.story.as_written import Story
from layout.story.block import Embed, Picture
from layout.story.reading_order import texts_of_block
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor

_NATURAL = ((20, 1, 5), (60, 2, 4), (150, 3, 3))
"""Rows of text up to which a story is so many columns wide, and its head of such a rank."""
_WIDEST, _BEST = 4, 2
_CUTLINE = 3
"""Rows below a picture: two lines of it and air."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a story takes: words of its body, the rows of it in one column, the columns it is
    naturally wide, and all its cells."""

    words: int
    rows: int
    wide: int
    cells: int

    def pictured(self, sizes: Iterable[tuple[int, int]], grid: Grid) -> Need:
        """The same with pictures of such sizes (width and height in px), a column narrower than
        the story where that can be."""
        more = sum(picture_cells(size, max(1, self.wide - 1), grid) for size in sizes)
        return replace(self, cells=self.cells + more)


def need_of(story: Story, grid: Grid, by: Compositor) -> Need:
    """What a story takes on a grid, without its pictures."""
    measure = min(width for _, width in grid.columns)
    rows = typeset(Copy(story.body, story.dateline), measure, by).rows
    wide, rank = natural(rows, len(grid.columns))
    ranked = replace(story, rank=rank)
    head = article_of(ranked, "", Beside(), grid, by).head(wide, grid, HeadLevers()).rows
    return Need(words_of(story), rows, wide, rows + wide * (head + AIR))


def natural(rows: int, columns: int) -> tuple[int, int]:
    """The columns that a story of so many rows is wide, of those there are, and its head's rank."""
    found = ((wide, rank) for most, wide, rank in _NATURAL if rows <= most)
    wide, rank = next(found, (_WIDEST, _BEST))
    return min(wide, columns), rank


def picture_cells(size: tuple[int, int], wide: int, grid: Grid) -> int:
    """The cells of a picture at a width in columns, whole, with its cutline."""
    left, (right, last) = grid.columns[0][0], grid.columns[wide - 1]
    depth = (right + last - left) * size[1] / size[0]
    return wide * (-(-round(depth) // grid.leading) + _CUTLINE)


def words_of(story: Story) -> int:
    """The words of a story's body, those of cutlines and embeds not among them."""
    written = (block for block in story.body if not isinstance(block, Picture | Embed))
    return sum(len(text.split()) for block in written for text in texts_of_block(block))


def rooms_of(stacked: Stacked) -> dict[str, int]:
    """The cells that the ads leave to the stories of each section."""
    rooms: dict[str, int] = {}
    for page in stacked.pages:
        cells = hole_of(page, stacked.plan.on(page.number)).cells
        rooms[page.section] = rooms.get(page.section, 0) + cells
    return rooms


def share(needs: Iterable[Need], room: int) -> float:
    """How much of a room stories are: 1 is all of it."""
    return sum(need.cells for need in needs) / room


def words_held(needs: Sequence[Need], room: int) -> int:
    """The words that a room holds, of stories such as these."""
    return round(sum(need.words for need in needs) / share(needs, room)) if needs else 0
