"""Choice of jumps, by price, before any page is made up: which stories are continued elsewhere.

Those that would crowd others out of their page for more than a jump costs (the lead of page one
before all), those longer than any page of theirs, and those that jumped last time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from layout.makeup.edition.assign.last_edition import LastEdition
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import Jump, PageItem, turned_id
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of, turned_shapes
from layout.makeup.edition.shapes.setting import (
    MAY_STAY_SHORT,
    LazySettings,
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
class ArticleShapes:
    """The shapes of articles on pages of at most `most` rows, each worked out once; the settings in
    them when they are first needed."""

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
        settings = LazySettings(partial(shapes_of, article, self.grid, self.most))
        return shapes_at(
            story.slug, facts.key, story.rank, settings, dict(facts.costs), facts.uncut
        )


def _made_from(article: Article, grid: Grid, most: int) -> tuple[object, ...]:
    return article.key, most, fonts_of(article.by)  # the key stands for the grid, too


@remembered(_made_from, form=ShapeFacts)
def _facts(article: Article, grid: Grid, most: int) -> ShapeFacts:
    """The facts of an article's shapes that assignment and tiling need, without its settings."""
    shapes = shapes_of(article, grid, most)
    return ShapeFacts(article.bodies[0].rows, shapes.key, tuple(shapes.costs.items()), shapes.uncut)


class JumpParts:
    """The parts of the stories of a section that jump."""

    def __init__(self, articles: Sequence[Article], article_shapes: ArticleShapes) -> None:
        self._articles = {article.story.slug: article for article in articles}
        self._article_shapes = article_shapes
        self._pourers: dict[str, Pourer] = {}
        self._turned: dict[tuple[str, int], Shapes] = {}
        self._verdicts: dict[tuple[str, tuple[int, ...]], bool] = {}

    def turned(self, jump: Jump, body: int) -> Shapes:
        """The shapes of the second part after `body` rows of text in the first."""
        key = jump.id, body
        if key not in self._turned:
            article, article_shapes = self._articles[jump.id], self._article_shapes
            self._turned[key] = turned_shapes(
                article, body, article_shapes.grid, article_shapes.most
            )
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
    articles: Sequence[Article],
    section_pages: Sequence[SectionPage],
    article_shapes: ArticleShapes,
    last_edition: LastEdition,
) -> dict[str, Jump]:
    """The stories of a section that jump, by their slugs. Each begins on a page of its own: the
    lead on the section's first, others where they began last time, or where most room is."""
    found: dict[str, Jump] = {}
    free = sorted(
        section_pages[:-1],
        key=lambda each: (-_roominess(each), each.number),
    )
    ordered = sorted(articles, key=lambda a: (a.story.rank, -article_shapes.rows(a), a.story.slug))
    for number, article in enumerate(ordered):
        if article.story.jump:
            section_page = _first_page(article, not number, free, article_shapes, last_edition)
            section_page = section_page or _only_torn(article, free, section_pages, article_shapes)
            jump = (
                _jump(article, section_page, section_pages, article_shapes, last_edition)
                if section_page
                else None
            )
            if section_page and jump:
                free.remove(section_page)
                found[jump.id] = jump
    return found


def _first_page(
    article: Article,
    leads: bool,
    free: Sequence[SectionPage],
    article_shapes: ArticleShapes,
    last_edition: LastEdition,
) -> SectionPage | None:
    """Where a story begins that jumps; None where it need not, or cannot."""
    slug, prices = article.story.slug, article.by.theme.prices.jumps
    shapes = article_shapes.whole(article)
    least, best = shapes.uncut, shapes.cells[1]
    open_ = [each for each in free if each.admits(article.story.tags)]
    first = min(free, key=lambda each: each.number, default=None)
    front = first if leads and first in open_ else None
    if front and front.number > 1 and _roominess(front) * 100 < _roominess(free[0]) * _NEARLY:
        front = None
    if turned_id(slug) in last_edition.pages:
        again = next(
            (each for each in open_ if each.number == last_edition.pages.get(slug)),
            None,
        )
        if again:
            return again
    if front and front.number == 1:
        # other stories begin on it, too
        if _crowds(best * 100, front.hole.cells, prices.lead_share, prices):
            return front
        front = None
    largest = max((each.hole.cells for each in free), default=0)
    taken = (least + best) * 50
    if taken <= largest * _FULL and not _crowds(taken, largest, prices.page_share, prices):
        return None
    return front or (open_[0] if open_ else None)


def _crowds(hundredths: int, page: int, share: int, prices: JumpPrices) -> bool:
    """Whether this many hundredths of cells, on a page of `page` cells, exceed a story's `share`
    (per cent) by so much that a jump is cheaper."""
    return (hundredths - share * page) * prices.crowding > prices.jump * page


def _only_torn(
    article: Article,
    free: Sequence[SectionPage],
    section_pages: Sequence[SectionPage],
    article_shapes: ArticleShapes,
) -> SectionPage | None:
    """Where a story begins that is in no shape that any page has room for; None for any other."""
    item, tags = PageItem(article_shapes.whole(article)), article.story.tags
    open_ = [each for each in section_pages if each.admits(tags)]
    if any(item.most_in(each.hole) for each in open_):
        return None
    return next((each for each in free if each in open_), None)


def _roominess(section_page: SectionPage) -> int:
    """How well a long story can begin on a page: its cells, less for each level of its hole."""
    return section_page.hole.cells - _LEVEL * section_page.hole.levels


def _most_text(opening: Shapes, section_page: SectionPage) -> int:
    """The rows of text that a first part can have on a page at most."""
    deepest = section_page.hole.deepest
    return max(
        (
            group[0].body
            for (columns, rows), group in opening.settings.items()
            if rows <= deepest[columns - 1]
        ),
        default=0,
    )


def _jump(
    article: Article,
    section_page: SectionPage,
    section_pages: Sequence[SectionPage],
    article_shapes: ArticleShapes,
    last_edition: LastEdition,
) -> Jump | None:
    """A story in two parts of which the first stands on a page; None where it has no such part."""
    opening = opening_shapes(article, article_shapes.grid, article_shapes.most)
    if not opening.settings:
        return None
    slug, text = article.story.slug, article_shapes.rows(article)
    best = article_shapes.whole(article).cells[1]
    # text alone where all of it fits no page
    cells = best if text <= best < 10 * text else text * 13 // 10
    after = max(
        (r.hole.rectangle for r in section_pages if r.number > section_page.number), default=0
    )
    least = text - after * _TURNED_FILL // 100
    if _most_text(opening, section_page) < least and article.pictures:
        bare = replace(article, pictures=(), key=f"{article.key} bare")
        opening = opening_shapes(bare, article_shapes.grid, article_shapes.most)
    body = last_edition.bodies.get(slug, max(text * _OPENING_SHARE // 100, least))
    return Jump(PageItem(opening, frozenset(article.story.tags), section_page.number), cells, body)
