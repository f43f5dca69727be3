"""The cells of a section of a finished edition, and how many pages would hold what stands on them.

All is counted in cells of the grid, one column wide and one row deep, furniture left out.
"""

from __future__ import annotations

from dataclasses import dataclass

_SLACK = 5
"""Per cent of the news hole of fewer pages that must stay over by area: stories are rectangles and
never fill all of it, and nothing should be cut because pages were taken away."""


@dataclass(frozen=True, slots=True)
class PageSpace:
    """A page: its cells below the furniture, and those that ads may take of them."""

    number: int
    cells: int
    for_ads: int


@dataclass(frozen=True, slots=True)
class CopySpace:
    """What stories take: `cells` as they stand, `cut` those of what was shortened. `waiting` are
    the stories held over. About `words` of copy take `rows` of a column."""

    cells: int
    cut: int = 0
    waiting: int = 0
    words: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class SectionSpace:
    """A section's pages and what takes their cells: its `copy`, `ads` that are sold, `house_ads`
    (so many, with `filled` cells); `lost` are those between ads and stories that nothing can stand
    in. `least` are the pages that the parts of its stories, and ads that must stand apart, need."""

    name: str
    pages: tuple[PageSpace, ...]
    copy: CopySpace
    ads: int
    lost: int
    house_ads: int
    filled: int
    least: int = 1

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self.pages)

    @property
    def named(self) -> str:
        """The section in a sentence."""
        return self.name or "the edition"

    @property
    def short_of_room(self) -> bool:
        """Whether some of its copy is cut, or waits."""
        return bool(self.copy.cut or self.copy.waiting)

    @property
    def words_short(self) -> int:
        """About how many words would stand where its house ads do; 0 where it has no copy."""
        return self.filled * self.copy.words // self.copy.rows if self.copy.rows else 0

    @property
    def enough(self) -> int:
        """The fewest pages that hold all of its copy, whole, and its ads: as many as it has where
        fewer do not, or where a story is held over as it is."""
        few = self.count
        while not self.copy.waiting and few > self.least and self._holds(few - 1):
            few -= 1
        return few

    def _holds(self, count: int) -> bool:
        pages = self.pages[:count]
        hole = sum(page.cells for page in pages) - self.ads - self.lost
        fits = (self.copy.cells + self.copy.cut) * 100 <= hole * (100 - _SLACK)
        return fits and self.ads <= sum(page.for_ads for page in pages)
