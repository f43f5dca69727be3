"""Putting pages together: every line, box and stroke to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layout.makeup.type.furniture import BAR, HAIRLINE, Furniture, jump_line
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import Head
from layout.makeup.type.placed_type import drop_cap, head_fragments, leg_fragment
from layout.makeup.type.pour import Piece, Poured
from layout.page.document import Box, DropCap, Fragment, Leg, Page, Stroke
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.module import Module
from layout.typeset.galley import Galley
from layout.typeset.set_text import Compositor
from layout.typeset.words.style import Align
from slots.book.sheet import AIR_ROWS, CAP_SHARE, LABEL_AIR_ROWS
from slots.lone_story.page_plan import PagePlan, Stack, StackedItem, StoryArea


@dataclass(frozen=True, slots=True, eq=False)
class SetStory:
    """All type of a story. `heads` by the columns they span."""

    heads: Mapping[int, Head]
    galley: Galley
    poured: Poured


def assemble(
    story: Story,
    grid: Grid,
    plan: Stack,
    furniture: tuple[Furniture, ...],
    copy: SetStory,
    by: Compositor,
) -> tuple[Page, ...]:
    """The pages of a plan, in order."""
    roles = _roles(story)
    in_legs = _by_leg(copy.poured.pieces)
    pages, leg = [], 0
    for page, around in zip(plan.pages, furniture, strict=True):
        boxes = tuple(_box(item, grid, roles, page.space.first_row) for item in page.items)
        number, fragments, strokes = page.space.number, around.fragments, around.strokes
        if page.story is None:
            pages.append(Page(number, grid, fragments, (), boxes, strokes))
            continue
        stop = leg + len(page.story.legs)
        here = _StoryHere(page, page.story, [in_legs.get(n, []) for n in range(leg, stop)])
        parts = _Parts(story, grid, here, copy, by)
        above = parts.turn() if leg else parts.head()
        pages.append(
            Page(
                number,
                grid,
                (*fragments, *above, *parts.body(), *parts.jump()),
                parts.drop_caps(),
                boxes,
                (*strokes, *parts.strokes()),
                parts.legs(),
            )
        )
        leg = stop
    return tuple(pages)


def _by_leg(pieces: tuple[Piece, ...]) -> dict[int, list[Piece]]:
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.leg, []).append(piece)
    return found


def _roles(story: Story) -> dict[str, str]:
    return {
        ask.content.id: ask.content.kind for ask in story.asks if isinstance(ask.content, Module)
    }


def _box(item: StackedItem, grid: Grid, roles: dict[str, str], first_row: int) -> Box:
    """A stacked item's frame: its top at the cap height of its first row below the air, its foot on
    the baseline of its last row. A module on top of the page needs no air above it."""
    area = grid.rect(Area(item.column, item.row, item.columns, item.rows))
    air = LABEL_AIR_ROWS if item.kind == "ad" else AIR_ROWS if item.row > first_row else 0
    top = grid.baseline(item.row + air) - round(grid.leading * CAP_SHARE)
    foot = grid.baseline(item.row + item.rows - 1)
    role = "ad" if item.kind == "ad" else roles.get(item.id, "picture")
    return Box(role, item.id, Rect(area.x, top, area.width, foot - top), "")


@dataclass(frozen=True, slots=True)
class _StoryHere:
    """The story on one page: its area, and what stands in each of the area's legs."""

    page: PagePlan
    area: StoryArea
    pieces: list[list[Piece]]


class _Parts:
    """The parts of one page that belong to the story."""

    def __init__(
        self, story: Story, grid: Grid, here: _StoryHere, copy: SetStory, by: Compositor
    ) -> None:
        self.story, self.grid, self.copy, self.by = story, grid, copy, by
        self.page, self.area, self.pieces = here.page, here.area, here.pieces
        self.words = wording(story.language)

    def head(self) -> tuple[Fragment, ...]:
        """Kicker, headline, date line and deck over the story's columns."""
        head = self.copy.heads[self.area.columns]
        place = Area(self.area.column, self.area.row, self.area.columns, self.area.head_rows)
        return tuple(head_fragments(head, place, self.grid, self.story.slug))

    def body(self) -> tuple[Fragment, ...]:
        """The pieces of the galley that stand on this page."""
        return tuple(
            leg_fragment(piece, leg.column, leg.top + piece.row, self.grid, self.story.slug)
            for leg, pieces in zip(self.area.legs, self.pieces, strict=True)
            for piece in pieces
        )

    def drop_caps(self) -> tuple[DropCap, ...]:
        """The initial of the story, on the baseline of its third line, where its copy begins."""
        return tuple(
            cap
            for leg, pieces in zip(self.area.legs, self.pieces, strict=True)
            for piece in pieces[:1]
            for cap in drop_cap(piece, Area(leg.column, leg.top, 1, 1), self.grid, self.by)
        )

    def turn(self) -> tuple[Fragment, ...]:
        """ "From page 1" on top of a page that continues the story by a jump."""
        if not self.area.head_rows:
            return ()
        texts = self.words.turned_from(self.page.space.number - 1)
        place = Area(self.area.column, self.area.row, self.area.columns, 1)
        return (jump_line(texts, self.grid, place, Align.LEFT, self.by),)

    def jump(self) -> tuple[Fragment, ...]:
        """ "Continued on page 2" at the foot of the last leg."""
        if not self.area.jump_rows:
            return ()
        leg = self.area.legs[-1]
        texts = self.words.continued_on(self.page.space.number + 1)
        place = Area(leg.column, leg.bottom - 1, 1, 1)
        return (jump_line(texts, self.grid, place, Align.RIGHT, self.by),)

    def legs(self) -> tuple[Leg, ...]:
        """The legs with how far they are filled, for the proof."""
        found = []
        for leg, pieces in zip(self.area.legs, self.pieces, strict=True):
            rect = self.grid.rect(Area(leg.column, leg.top, 1, leg.rows))
            filled = pieces[-1].row + pieces[-1].rows if pieces else 0
            found.append(Leg(self.story.slug, rect, leg.rows, filled))
        return tuple(found)

    def strokes(self) -> tuple[Stroke, ...]:
        """A hairline between the story and what stands beside it, and a bar over a lead that does
        not stand right under the masthead's own lines."""
        area = self.area
        rect = self.grid.rect(Area(area.column, area.row, area.columns, max(area.rows, 1)))
        strokes = []
        if area.row > self.page.space.first_row:
            strokes.append(Stroke(rect.x, rect.y, rect.right, rect.y, BAR))
        edge = area.column + area.columns
        beside = [
            item
            for item in self.page.items
            if item.column >= edge and item.row < area.row + area.rows
        ]
        if beside and edge < len(self.grid.columns):
            x = (rect.right + self.grid.columns[edge][0]) // 2
            foot = self.grid.baseline(area.row + area.rows - 1)
            strokes.append(
                Stroke(
                    x,
                    self.grid.row_top(area.row) + self.grid.leading // 2,
                    x,
                    foot,
                    HAIRLINE,
                    "hairline",
                )
            )
        return tuple(strokes)
