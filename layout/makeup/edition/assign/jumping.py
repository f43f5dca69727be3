"""Which stories jump: those that would crowd others out of their page for more than a jump costs
(the lead of page one before all), those longer than any page of theirs, and those that jumped last
time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from layout.makeup.edition.assign.last_edition import Before
from layout.makeup.edition.assign.section_pages import Room
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import Jump, Lot, turned_id
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of, turned_shapes
from layout.makeup.edition.shapes.setting import (
    MAY_STAY_SHORT,
    Later,
    Setting,
    ShapeFacts,
    Shapes,
    leg_rows,
    shapes_at,
)
from layout.makeup.type.pour import Pourer
from layout.page.grid import Grid
from layout.typeset.set_text import fonts_of
from layout.work.memory.remembered import remembered
from slots.prices_of_taste import JumpPrices

_OPENING_SHARE = 45  # per cent of its text that the first part of a story should have, at first
_TURNED_FILL = 85  # per cent of the largest rectangle after it that its second part may have
_NEARLY = 90  # per cent of the roomiest page that a section's first must have for its lead
_LEVEL = 20  # cells that a level of a hole counts
_FULL = 92  # per cent of the largest hole that a story may take where it need not jump


@dataclass(frozen=True, slots=True, eq=False)
class Setter:
    """The shapes of articles on pages of at most `most` rows, each worked out once; the settings in
    them when they are first asked for."""

    grid: Grid
    most: int
    known: dict[str, Shapes] = field(default_factory=dict)

    def whole(self, article: Article) -> Shapes:
        """The shapes of a whole story."""
        if article.key not in self.known:
            self.known[article.key] = self._whole(article)
        return self.known[article.key]

    def rows(self, article: Article) -> int:
        """The rows of a story's text."""
        return _facts(article, self.grid, self.most).rows

    def _whole(self, article: Article) -> Shapes:
        facts, story = _facts(article, self.grid, self.most), article.story
        settings = Later(partial(shapes_of, article, self.grid, self.most))
        return shapes_at(story.slug, facts.key, story.rank, settings, dict(facts.costs))


def _made_from(article: Article, grid: Grid, most: int) -> tuple[object, ...]:
    return article.key, most, fonts_of(article.by)  # the key stands for the grid, too


@remembered(_made_from, form=ShapeFacts)
def _facts(article: Article, grid: Grid, most: int) -> ShapeFacts:
    """What is to be told of an article's shapes."""
    shapes = shapes_of(article, grid, most)
    return ShapeFacts(article.bodies[0].rows, shapes.key, tuple(shapes.costs.items()))


class Parts:
    """The parts of the stories of a section that jump."""

    def __init__(self, articles: Sequence[Article], setter: Setter) -> None:
        self._articles = {article.story.slug: article for article in articles}
        self._setter = setter
        self._pourers: dict[str, Pourer] = {}
        self._turned: dict[tuple[str, int], Shapes] = {}
        self._verdicts: dict[tuple[str, tuple[int, ...]], bool] = {}

    def turned(self, jump: Jump, body: int) -> Shapes:
        """The shapes of the second part after so many rows of text in the first."""
        key = jump.id, body
        if key not in self._turned:
            article, setter = self._articles[jump.id], self._setter
            self._turned[key] = turned_shapes(article, body, setter.grid, setter.most)
        return self._turned[key]

    def pours(self, jump: Jump, setting: Setting) -> bool:
        """Whether the first part leaves no leg more than a line short in a setting, the rest of the
        text in a leg that has room for all of it."""
        body, legs = self._articles[jump.id].bodies[0], leg_rows(setting)
        key = jump.id, tuple(legs)
        if key not in self._verdicts:
            pourer = self._pourers.get(jump.id)
            if pourer is None:
                pourer = Pourer(body.galley, self._articles[jump.id].variants)
                self._pourers[jump.id] = pourer
            both = [*legs, body.rows]
            poured = pourer.into(both)
            white = max(poured.white(both)[:-1])
            self._verdicts[key] = not poured.overset and white <= MAY_STAY_SHORT
        return self._verdicts[key]


def jumps_of(
    articles: Sequence[Article], rooms: Sequence[Room], setter: Setter, before: Before
) -> dict[str, Jump]:
    """The stories of a section that jump, by their slugs. Each begins on a page of its own: the
    lead on the section's first, others where they began last time, or where most room is."""
    found: dict[str, Jump] = {}
    free = sorted(rooms[:-1], key=lambda room: (-_roominess(room), room.page))
    ordered = sorted(articles, key=lambda a: (a.story.rank, -setter.rows(a), a.story.slug))
    for number, article in enumerate(ordered):
        if article.story.jump:
            room = _first_page(article, not number, free, setter, before)
            room = room or _only_torn(article, free, rooms, setter)
            jump = _jump(article, room, rooms, setter, before) if room else None
            if room and jump:
                free.remove(room)
                found[jump.id] = jump
    return found


def _first_page(
    article: Article, leads: bool, free: Sequence[Room], setter: Setter, before: Before
) -> Room | None:
    """Where a story begins that jumps; None where it need not, or cannot."""
    slug, prices = article.story.slug, article.by.theme.prices.jumps
    least, best, _ = setter.whole(article).cells
    open_ = [room for room in free if room.admits(article.story.tags)]
    first = min(free, key=lambda room: room.page, default=None)
    front = first if leads and first in open_ else None
    if front and front.page > 1 and _roominess(front) * 100 < _roominess(free[0]) * _NEARLY:
        front = None
    if turned_id(slug) in before.pages:
        again = next((room for room in open_ if room.page == before.pages.get(slug)), None)
        if again:
            return again
    if front and front.page == 1:
        # other stories begin on it, too
        if _crowds(best * 100, front.hole.cells, prices.lead_share, prices):
            return front
        front = None
    largest = max((room.hole.cells for room in free), default=0)
    taken = (least + best) * 50
    if taken <= largest * _FULL and not _crowds(taken, largest, prices.page_share, prices):
        return None
    return front or (open_[0] if open_ else None)


def _crowds(hundredths: int, page: int, share: int, prices: JumpPrices) -> bool:
    """Whether so many hundredths of cells of a page, `page` cells large, are so much more than a
    story's share (per cent) that a jump is cheaper."""
    return (hundredths - share * page) * prices.crowding > prices.jump * page


def _only_torn(
    article: Article, free: Sequence[Room], rooms: Sequence[Room], setter: Setter
) -> Room | None:
    """Where a story begins that is in no shape that any page has room for; None for any other."""
    lot, tags = Lot(setter.whole(article)), article.story.tags
    open_ = [room for room in rooms if room.admits(tags)]
    if any(lot.most_in(room.hole) for room in open_):
        return None
    return next((room for room in free if room in open_), None)


def _roominess(room: Room) -> int:
    """How well a long story can begin on a page: its cells, less for each level of its hole."""
    return room.hole.cells - _LEVEL * room.hole.levels


def _most_text(opening: Shapes, room: Room) -> int:
    """The rows of text that a first part can have on a page at most."""
    deepest = room.hole.deepest
    return max(
        (
            group[0].body
            for (columns, rows), group in opening.settings.items()
            if rows <= deepest[columns - 1]
        ),
        default=0,
    )


def _jump(
    article: Article, room: Room, rooms: Sequence[Room], setter: Setter, before: Before
) -> Jump | None:
    """A story in two parts of which the first stands on a page; None where it has no such part."""
    opening = opening_shapes(article, setter.grid, setter.most)
    if not opening.settings:
        return None
    slug, text = article.story.slug, setter.rows(article)
    best = setter.whole(article).cells[1]
    # text alone where it fits no page
    cells = best if best < 10 * text else text * 13 // 10
    after = max((r.hole.rectangle for r in rooms if r.page > room.page), default=0)
    least = text - after * _TURNED_FILL // 100
    if _most_text(opening, room) < least and article.pictures:
        bare = replace(article, pictures=(), key=f"{article.key} bare")
        opening = opening_shapes(bare, setter.grid, setter.most)
    body = before.bodies.get(slug, max(text * _OPENING_SHARE // 100, least))
    return Jump(Lot(opening, frozenset(article.story.tags), room.page), cells, body)
