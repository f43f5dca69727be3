"""Gathered stories: briefs or letters that stand together under one head, as one article.

━━━━━━━━━━━━━━━━       rail          on a page it is one item, and its galley that of all of them;
In brief               rail_head     but each remains a story: its head and its text are told apart
Vets move              brief_head    by its slug on every page and in the document
Arrow Vets will move
on 7 December ...
────────────────       brief
Bridge to close        brief_head

Where there is no room for all, the last ones are dropped: lengths of the article are numbers of
stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from layout.makeup.edition.shapes.article import Article, CutGalley, Made, SetText, cut_galley
from layout.makeup.edition.shapes.how_short import AS_USUAL, Ending
from layout.makeup.edition.shapes.item import held_cost
from layout.makeup.edition.shapes.wide_tables import WideTable
from layout.makeup.type.headline import Head, HeadLevers, HeadPart, HeadStroke
from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.placed_type import BODY_FROM
from layout.page.grid import DESCENT_SHARE, Area, Grid
from layout.story.as_written import Story
from layout.story.kinds import BRIEF, LETTER
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_body import Copy, is_signature, signature, typeset
from layout.typeset.set_text import Compositor, set_display, set_line, set_text
from layout.typeset.words.style import Align

_HEAD_ROWS = 2  # of the head over all: under its bar, and a row of air below it
_MOST = 9_000
"""Points that dropping stories costs at most: less than what cannot be done."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered(Article):
    """Stories that stand together: `members` in their order, of one kind."""

    members: tuple[Article, ...] = ()

    @property
    def widths(self) -> tuple[int, int]:
        """The fewest and the most columns that suit it."""
        return 1, 2 if self.story.kind == BRIEF else len(self.members) + 1

    @property
    def wider(self) -> int:
        """What each column costs that it is wider than suits it."""
        return self.by.theme.prices.rails.wider

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of all its stories, in their order."""
        return tuple(member.story.slug for member in self.members)

    def standing(self, cut: int) -> tuple[str, ...]:
        """Those of the stories that stand where it is shortened so far."""
        return self.slugs[: len(self.members) - cut]

    def head(self, columns: int, grid: Grid, levers: HeadLevers) -> Head:
        """The head over all of it."""
        style = self.by.style("rail_head")
        measure = grid.rect(Area(0, 0, columns, 1)).width
        line = set_line(_title(self.story), measure, style, self.by, Align.LEFT)
        last = _HEAD_ROWS * grid.leading - round(grid.leading * DESCENT_SHARE) - grid.leading // 4
        part = HeadPart("rail_head", style, (line,), (last,))
        bar = self.by.theme.strokes["rail"].thickness
        return Head(columns, _HEAD_ROWS, (part,), (HeadStroke("rail", bar // 2),))


def gathered_article(name: str, title: str, members: Sequence[Article], grid: Grid) -> Gathered:
    """These stories as one article of this name, under a head that says the title."""
    first = members[0]
    story = Story(
        name,
        plain(title),
        (),
        section=first.story.section,
        tags=tuple(sorted({tag for member in members for tag in member.story.tags})),
        rank=min(member.story.rank for member in members),
        language=first.story.language,
        jump=False,
        kind=first.story.kind or BRIEF,
    )
    text = _GatheredText(story, members, grid, first.by)
    key = f"{name} {title} " + " ".join(member.key for member in members)
    return Gathered(story, key, text, (), (), first.by, members=tuple(members))


def _title(story: Story) -> str:
    return "".join(run.text for run in story.headline)


class _GatheredText(SetText):
    """The stories of a gathered article, set below each other to the narrowest column of a grid."""

    def __init__(
        self, story: Story, members: Sequence[Article], grid: Grid, by: Compositor
    ) -> None:
        super().__init__(story, grid, (), by, AS_USUAL)
        self._members = members

    @cached_property
    def tables(self) -> tuple[WideTable, ...]:
        """Stories with tables are not gathered."""
        return ()

    @cached_property
    def made(self) -> Made:
        """Its galleys with all stories, with one less, and so on, down to one alone."""
        measure = min(width for _, width in self._grid.columns)
        parts = [member_blocks(member, measure) for member in self._members]
        variants, count = Variants(self._by), len(parts)
        prices = self._by.theme.prices.stories
        whole = held_cost(self._story.slug, self._story.rank, prices)
        bodies = tuple(
            _length(parts[: count - cut], measure, variants, cut, whole * cut // count)
            for cut in range(count)
        )
        return Made(bodies, None, variants)


def _length(
    parts: Sequence[tuple[GalleyBlock, ...]],
    measure: int,
    variants: Variants,
    cut: int,
    cost: int,
) -> CutGalley:
    galley = Galley(measure, tuple(block for part in parts for block in part))
    return cut_galley(galley, Ending(0, cut, 0), variants, min(cost, _MOST))


def member_blocks(member: Article, measure: int) -> tuple[GalleyBlock, ...]:
    """The galley blocks of a story among others: its small head, its deck as its first paragraph,
    its text, and under a letter the name of who wrote it."""
    key = "gathered", member.story, measure, member.by.language
    return member.by.foundry.memo(key, lambda: tuple(_blocks(member, measure)))


def _blocks(member: Article, measure: int) -> Iterator[GalleyBlock]:
    story, by = member.story, member.by
    own = list(_own_blocks(story, measure, by))
    for number, block in enumerate(own):
        last = number == len(own) - 1
        yield replace(block, story=story.slug, after=0 if last else block.after)


def _own_blocks(story: Story, measure: int, by: Compositor) -> Iterator[GalleyBlock]:
    head, body = by.style("brief_head"), by.style("body")
    lines = set_display(story.headline, measure, head, by)
    if lines:
        yield GalleyBlock("headline", head, lines, -BODY_FROM, 1, keep=True, rule="brief")
    if story.deck:
        deck = set_text(story.deck, Measures(measure), body, by)
        yield GalleyBlock("deck", body, deck, 1 - BODY_FROM)
    letter = story.kind == LETTER
    named = letter and bool(story.byline.strip())
    text = story.body[:-1] if named and is_signature(story.body[-1]) else story.body
    yield from typeset(Copy(text, story.dateline, kind=story.kind), measure, by).blocks
    if named:
        yield signature(plain(story.byline), len(story.body), measure, by)
