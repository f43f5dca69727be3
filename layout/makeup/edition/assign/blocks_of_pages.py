"""Blocks: a section with more pages than one program can look through, parted into several.

Pages that follow each other make a block of a few. A story so long that it would fill most of such
a block has a larger one, in which others stand beside it. Stories are dealt to blocks by rank, the
long ones of a rank first, each to the block that has most room left (longest processing time first,
Graham 1969): so every block has its share of leads and of copy. Which page of its block a story has
is for the program to say (`by_area`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from layout.makeup.edition.assign.parts import LongStory
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import Company

USUAL_PAGES = 5
"""Pages of a block at most: with seven to twelve stories the least cost is often proven."""

_FEWEST = 3
"""Pages of a block at least, so that stories can jump in it."""

_GIANT = 50
"""Per cent of so many pages from which on a story has a larger block."""

_BESIDE = 150
"""The cells of that block, in per cent of the story's."""

_HEAD = 120
"""The cells of a story in several parts, in per cent of its rows of text."""


@dataclass(frozen=True, slots=True)
class Block:
    """Pages of a section, and the items that are to stand on them."""

    pages: Sequence[SectionPage]
    items: Sequence[PageItem]


def blocks_of(
    pages: Sequence[SectionPage],
    items: Sequence[PageItem],
    long: Mapping[str, LongStory],
    most: int = USUAL_PAGES,
    company: Sequence[Company] = (),
) -> list[Block]:
    """The blocks of a section, of so many pages at most where no story is too long for that, in the
    order of their pages: each page and each item is in one. Stories that go together are in one
    block where it admits both."""
    sizes = {item.id: _likely_cells(item, long) for item in items}
    by_rank = sorted(items, key=lambda item: (item.rank, -sizes[item.id], item.id))
    giants = _giants(pages, by_rank, sizes, most)
    parts = _parted(pages, [wanted for _, wanted in giants], most)
    pairs = [{one.one, one.other} for one in company if one.together]
    table = _Table([_Heap(part) for part in parts], sizes, pairs)
    for heap, (item, _) in zip(table.heaps, giants, strict=False):
        table.deal(item, [heap])
    dealt = {item.id for item, _ in giants}
    for item in sorted(by_rank, key=lambda item: not item.pages):
        if item.id not in dealt:
            table.deal(item, table.heaps)
    return [Block(heap.pages, heap.items) for heap in table.heaps]


def _likely_cells(item: PageItem, long: Mapping[str, LongStory]) -> int:
    """The cells that an item takes where nothing presses: none where it fits no page."""
    best = item.shapes.cells[1]
    whole = 0 if best >= NEVER else best
    return max(whole, long[item.id].lengths[0] * _HEAD // 100) if item.id in long else whole


def _giants(
    pages: Sequence[SectionPage],
    by_rank: Sequence[PageItem],
    sizes: Mapping[str, int],
    most: int,
) -> list[tuple[PageItem, int]]:
    """Stories that have a larger block, those of better rank first, and its pages: as many of them
    as the section has pages for, the longest before others."""
    each = max(1, sum(page.hole.cells for page in pages) // len(pages))
    left, chosen = len(pages), dict[str, int]()
    for item in sorted(by_rank, key=lambda item: (-sizes[item.id], item.id)):
        wanted = max(most, math.ceil(sizes[item.id] * _BESIDE / (100 * each)))
        if sizes[item.id] * 100 > each * most * _GIANT and wanted <= left and not item.pages:
            chosen[item.id] = wanted
            left -= wanted
    return [(item, chosen[item.id]) for item in by_rank if item.id in chosen]


def _parted(
    pages: Sequence[SectionPage], wanted: Sequence[int], most: int
) -> Iterator[Sequence[SectionPage]]:
    """The pages in blocks of as many as are wanted, then in even ones; of too few for one the last
    block has these as well."""
    left = len(pages) - sum(wanted)
    sizes = [*wanted]
    if sizes and left < _FEWEST:
        sizes[-1] += left
    else:
        count = -(-left // most)
        sizes += [left * (at + 1) // count - left * at // count for at in range(count)]
    ends = [0]
    for size in sizes:
        ends.append(ends[-1] + size)
    for first, end in pairwise(ends):
        yield pages[first:end]


@dataclass(slots=True)
class _Heap:
    """A block while items are dealt to it."""

    pages: Sequence[SectionPage]
    items: list[PageItem] = field(default_factory=list)
    taken: int = 0

    @property
    def cells(self) -> int:
        """Those of its pages."""
        return sum(page.hole.cells for page in self.pages)

    def admits(self, item: PageItem) -> bool:
        """Whether an item may stand on one of its pages."""
        if item.turns and not item.turns.issubset(page.number for page in self.pages):
            return False
        return any(item.may_begin(page.number) and page.admits(item.tags) for page in self.pages)

    def has_fellow(self, item: PageItem, pairs: Sequence[set[str]]) -> bool:
        """Whether it has an item that goes together with another one."""
        fellows = {name for pair in pairs if item.id in pair for name in pair} - {item.id}
        return any(one.id in fellows for one in self.items)


@dataclass(frozen=True, slots=True)
class _Table:
    """The blocks that items are dealt to, the cells each item is likely to take, and which go
    together."""

    heaps: Sequence[_Heap]
    sizes: Mapping[str, int]
    pairs: Sequence[set[str]]

    def deal(self, item: PageItem, among: Sequence[_Heap]) -> None:
        """An item goes to that of some blocks which has most room left for its pages, the first of
        several; where none admits it, it goes to any, and is held over there."""
        open_ = [heap for heap in among if heap.admits(item)] or self.heaps
        open_ = [heap for heap in open_ if heap.has_fellow(item, self.pairs)] or open_
        chosen = min(open_, key=lambda heap: heap.taken * 1000 // max(1, heap.cells))
        chosen.items.append(item)
        chosen.taken += self.sizes[item.id]
