"""Pages of a section as stories see them: their news holes, and which stories ads keep away. And
the interface to the parts of stories that jump: what exchange and tiling know of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from layout.makeup.edition.assign.parts import LongStory
from layout.makeup.edition.shapes.news_hole import Hole
from layout.makeup.edition.shapes.setting import Shapes


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A page as stories see it. `away` are tags of stories that an ad here, or on the facing page,
    must not stand beside; `near` tags that an ad here would like."""

    hole: Hole
    section: str
    away: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """Its number."""
        return self.hole.page

    def admits(self, tags: Iterable[str]) -> bool:
        """Whether a story with these tags may stand here."""
        return self.away.isdisjoint(tags)


class PartSetter(Protocol):
    """Sets the parts of stories that jump."""

    def begun(self, story: LongStory, body: int) -> Shapes:
        """The shapes of a first part that should have `body` rows of text."""

    def between(self, story: LongStory, number: int, body: int, gone: int) -> Shapes:
        """The shapes of a middle part, the story's part of a number, that should have so many,
        after `gone` rows."""

    def rest(self, slug: str, number: int, gone: int) -> Shapes:
        """The shapes of a last part, the story's part of a number, after `gone` rows of text."""

    def pours(self, slug: str, legs: tuple[int, ...]) -> bool:
        """Whether the beginning of a story fills these legs."""
