"""The wishes of a page, and whether some of them go together: it can be cut into a rectangle for
each story that was given to it, and each that goes on there, each in a shape that it may have, a
main story and its sidebars in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import LEAST_JUMPING
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.arriving import arriving, cheapest
from layout.makeup.edition.decisions.forms import only, uncut
from layout.makeup.edition.decisions.refusal import (
    CUT,
    FORM,
    NO_JUMP,
    PAGE,
    PLACE,
    REST,
    SIDEBAR,
    TURN,
    Wish,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH
from layout.makeup.edition.shapes.package import package_of
from layout.makeup.edition.shapes.rectangles import TURNED_RANK, opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER, Shape, Shapes, struck
from layout.makeup.edition.tiling.section_layout import MOST_APART
from layout.page.grid import Grid
from layout.story.decided import UNDECIDED, Decided, Place, Rest
from layout.story.publication import section_among
from slots.prices_of_taste import PagePrices
from slots.stacking.task.ad_plan import AdPlace

_LOWEST = 9
"""The rank of a story that nothing is decided of, where a page needs one beside the others."""

_DEAREST = NEVER // 3
"""What such a story costs at most, in points: however large, it is possible."""

_DEEP = 2
"""How many times as deep a page is taken to be, to see whether its room is the reason."""


def within(shapes: Shapes, rows: range) -> Shapes:
    """Shapes in which so many rows of text stand."""
    fit = (shape for shape, group in shapes.settings.items() if any(o.body in rows for o in group))
    return struck(shapes, shapes.costs.keys() - {*fit})


def _no_floors(_: int, __: Sequence[AdPlace]) -> tuple[int, ...]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The pages that decisions are about: as stories see them, with the grid, what stands on page
    one whatever is decided, the ads that keep tags away by page, what a page is priced by; the ads
    of each page, and its floors with some of them alone; the `house` ads that are decided."""

    pages: Sequence[SectionPage]
    grid: Grid
    index: PageItem | None
    away: Mapping[int, Mapping[str, tuple[str, ...]]]
    prices: PagePrices
    ads: Mapping[int, Sequence[AdPlace]] = field(default_factory=dict)
    floors: Callable[[int, Sequence[AdPlace]], tuple[int, ...]] = _no_floors
    house: Sequence[PageItem] = ()

    def of_section(self, section: str) -> Mapping[int, SectionPage]:
        """The pages of a section, by number; of one that the edition does not have those of its
        first."""
        named = [page.section for page in self.pages]
        wanted = section_among(section, named)
        return {page.number: page for page in self.pages if page.section == wanted}


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that is to stand on a page, as its tiling needs it: what each rectangle costs, and
    where it is to stand."""

    costs: Mapping[Shape, int]
    rank: int
    place: Place | None = None

    @property
    def cells(self) -> tuple[int, int, int]:
        """The fewest cells it can take, those it takes at best, and the most."""
        sizes = sorted((columns * rows, cost) for (columns, rows), cost in self.costs.items())
        if not sizes:
            return NEVER, NEVER, NEVER
        best = min(sizes, key=lambda one: (one[1], one[0]))
        return sizes[0][0], best[0], sizes[-1][0]


class PageWishes:
    """The wishes of a page, and whether some of them go together; `named` are all stories, the
    sidebars of its own and those that go on there among them."""

    def __init__(
        self,
        articles: Sequence[Article],
        decided: Mapping[str, Decided],
        page: SectionPage,
        sheet: Sheet,
        named: Mapping[str, Article] | None = None,
    ) -> None:
        self.articles = {article.story.slug: article for article in articles}
        self.decided = {**decided}  # what is given up later was wished all the same
        self.page, self.sheet, self.named = page, sheet, {**(named or {})}
        going_on = (slug for slug, one in decided.items() if page.number in one.turns)
        self.arriving = tuple(slug for slug in going_on if slug in self.named)
        self._parts: dict[tuple[str, bool], Mapping[Shape, int]] = {}  # cut freely or not
        self._begun: dict[str, range] = {}
        self._sidebars = {n: slug for slug in self.articles for n in self.decided[slug].sidebar}
        self.house = {item.id: item for item in sheet.house if page.number in item.pages}
        self._known: dict[frozenset[Wish], int] = {}

    def on(self, page: SectionPage) -> PageWishes:
        """The same wishes on another page."""
        other = PageWishes([*self.articles.values()], self.decided, page, self.sheet, self.named)
        other._parts, other._begun = self._parts, self._begun  # the same on any page of this number
        return other

    def without(self, *ads: str) -> PageWishes:
        """The same wishes on the page without some of its ads."""
        left = [one for one in self.sheet.ads.get(self.page.number, ()) if one.id not in ads]
        floors = self.sheet.floors(self.page.number, left)
        return self.on(replace(self.page, hole=replace(self.page.hole, floors=floors)))

    @property
    def ads(self) -> tuple[str, ...]:
        """The ads of the page, by their ids, each once."""
        return tuple(dict.fromkeys(one.id for one in self.sheet.ads.get(self.page.number, ())))

    def twice_as_deep(self) -> PageWishes:
        """The same wishes on a page with room for twice as much, to see whether room is why they do
        not go together."""
        hole = self.page.hole
        floors = (self.sheet.grid.rows * _DEEP,) * hole.columns
        return self.on(replace(self.page, hole=replace(hole, floors=floors)))

    def with_begun(self, slug: str, rows: range) -> PageWishes:
        """The same wishes, of a story that begins there with so many rows of its text."""
        other = self.on(self.page)
        other._begun = {**self._begun, slug: rows}
        return other

    def with_part(self, slug: str, costs: Mapping[Shape, int]) -> PageWishes:
        """The same wishes, of a story that goes on there in one of some rectangles."""
        other = self.on(self.page)
        other._parts = {**self._parts, (slug, False): costs, (slug, True): costs}
        return other

    @cached_property
    def all(self) -> tuple[Wish, ...]:
        """All of them: those that are given up first come last."""
        ordered = sorted(self.articles.values(), key=self._strength)
        slugs = [article.story.slug for article in ordered]
        beside = [name for slug in slugs for name in self.decided[slug].sidebar]
        every = dict.fromkeys((*slugs, *self.arriving, *beside))
        wishes = [Wish(slug, CUT) for slug in every if self._cut_is_decided(slug)]
        wishes += [Wish(slug, PAGE) for slug in slugs]
        for slug in slugs:
            wishes += [Wish(slug, NO_JUMP)] if self.decided[slug].jump is False else []
            wishes += [Wish(slug, TURN)] if self.decided[slug].turns else []
        onward = sorted((self.named[slug] for slug in self.arriving), key=self._strength)
        wishes += [Wish(article.story.slug, TURN) for article in onward]
        for slug in slugs:
            wishes += [Wish(slug, FORM)] if self.articles[slug].form.decided else []
        wishes += [Wish(name, SIDEBAR) for name in beside]
        wishes += [Wish(name, FORM) for name in beside if self.named[name].form.decided]
        for slug in slugs:
            wishes += [Wish(slug, PLACE)] if self.decided[slug].place else []
        wishes += [Wish(a.story.slug, REST) for a in onward if self._rest(a.story.slug)]
        wishes += [Wish(name, PAGE) for name in self.house]
        wishes += [Wish(name, PLACE) for name, item in self.house.items() if item.place]
        return tuple(wishes)

    def waits_for(self, wish: Wish) -> Wish | None:
        """The wish without which another is none: a story that does not begin there has no form
        there; None for one that stands by itself."""
        if wish.key in (CUT, PAGE) or (wish.key == TURN and wish.slug in self.arriving):
            return None  # how much may be cut keeps nothing away by itself, and is never given up
        if wish.key == REST:
            return Wish(wish.slug, TURN)
        main = self._sidebars.get(wish.slug, "")
        if not main:
            return Wish(wish.slug, PAGE)
        return Wish(main, PAGE) if wish.key == SIDEBAR else Wish(wish.slug, SIDEBAR)

    def _cut_is_decided(self, slug: str) -> bool:
        return self.decided.get(slug, UNDECIDED).cut is not None

    def _rest(self, slug: str) -> Rest | None:
        """Where the last part of a story is to stand, if it is the page of that."""
        one = self.decided[slug]
        return one.rest if one.turns[-1:] == (self.page.number,) else None

    def _strength(self, article: Article) -> tuple[bool, int, str]:
        slug = article.story.slug
        return not self.decided[slug].lead, article.story.rank, slug

    def cost(self, wishes: Iterable[Wish]) -> int:
        """What the page costs with these wishes and nothing else; NEVER where they do not go
        together."""
        kept = frozenset(wishes)
        if kept not in self._known:
            self._known[kept] = self._cost(kept)
        return self._known[kept]

    def go_together(self, wishes: Iterable[Wish]) -> bool:
        """Whether these wishes can all be kept."""
        return self.cost(wishes) < NEVER

    def exclude(self, wish: Wish, others: Sequence[Wish]) -> bool:
        """Whether others cannot all be kept with a wish."""
        return not self.go_together([*others, wish])

    def _cost(self, kept: frozenset[Wish]) -> int:
        here = [a for slug, a in self.articles.items() if Wish(slug, PAGE) in kept]
        onward = [slug for slug in self.arriving if Wish(slug, TURN) in kept]
        if len(here) + len(onward) > MOST_STORIES:
            return NEVER
        things = [self._thing(article, kept) for article in here]
        things += [self._part(slug, kept) for slug in onward]
        for name, item in self.house.items():
            if Wish(name, PAGE) in kept:
                place = item.place if Wish(name, PLACE) in kept else None
                things.append(_Thing(item.shapes.costs, item.rank, place))
        index = self.sheet.index
        if index and self.page.number in index.pages:
            things.append(_Thing(index.shapes.costs, index.rank, index.place))
        if not things:
            return 0
        cost = self._tiled(things)
        placed = any(thing.place for thing in things)
        if cost >= NEVER and placed and len(things) < MOST_APART:
            return self._tiled([*things, self._any_other])
        return cost

    def _tiled(self, things: list[_Thing]) -> int:
        from layout.makeup.edition.tiling.tile_placed import tile_placed  # NumPy: slow to import

        ordered = sorted(things, key=lambda thing: thing.rank)
        places = {number: one.place for number, one in enumerate(ordered) if one.place}
        return tile_placed(self.page.hole, ordered, places, self.sheet.prices).cost

    @cached_property
    def _any_other(self) -> _Thing:
        """Any other story, at the price of a house ad of its size: who it will be is not known.
        What has its place at the foot needs one above it; house ads fill the rest."""
        prices, hole = self.sheet.prices, self.page.hole
        costs = {
            (columns, rows): min(prices.house_ad + prices.house_ad_cell * columns * rows, _DEAREST)
            for columns, deepest in enumerate(hole.deepest, 1)
            for rows in range(LEAST_DEPTH, deepest + 1)
        }
        return _Thing(costs, _LOWEST)

    def _thing(self, article: Article, kept: frozenset[Wish]) -> _Thing:
        """A story in all shapes that it may have there: whole, or as the first part of one that
        jumps."""
        slug = article.story.slug
        costs = cheapest(self._shapes(one, kept) for one in self.formed(article, kept))
        place = self.decided[slug].place if Wish(slug, PLACE) in kept else None
        return _Thing(costs, article.story.rank, place)

    def _shapes(self, article: Article, kept: frozenset[Wish]) -> Mapping[Shape, int]:
        """What a story costs that begins there, in the form that it has."""
        slug, grid = article.story.slug, self.sheet.grid
        parted = self.decided[slug].turns and Wish(slug, TURN) in kept
        found = [] if parted else [self._packed(shapes_of(article, grid, grid.rows), kept)]
        free = Wish(slug, NO_JUMP) not in kept and self.decided[slug].jump is False
        long = article.bodies[0].rows >= LEAST_JUMPING
        last = max(p.number for p in self.sheet.pages if p.section == self.page.section)
        if long and (article.story.jump or free) and self.page.number != last:
            begun = opening_shapes(article, grid, grid.rows)
            begun = within(begun, self._begun[slug]) if slug in self._begun else begun
            found.append(self._packed(begun, kept))
        return cheapest(found)

    def _part(self, slug: str, kept: frozenset[Wish]) -> _Thing:
        """A part of a story that began on an earlier page, in all shapes that it may have."""
        free = self._is_free(slug, kept)
        so = slug, free
        if so not in self._parts:
            article, turns = self.named[slug], self.decided[slug].turns
            here = self.sheet.of_section(article.story.section)
            lengths = (article, uncut(article)) if free else (article,)
            page, grid = self.page.number, self.sheet.grid
            self._parts[so] = cheapest(arriving(one, turns, page, here, grid) for one in lengths)
        costs, rest = self._parts[so], self._rest(slug)
        if rest is None or Wish(slug, REST) not in kept:
            return _Thing(costs, TURNED_RANK)
        wide = {one: c for one, c in costs.items() if rest.columns in (None, one[0])}
        return _Thing(wide, TURNED_RANK, None if rest.place.anywhere else rest.place)

    def _is_free(self, slug: str, kept: frozenset[Wish]) -> bool:
        """Whether as much of a story may be cut as if nothing were said of that."""
        return self._cut_is_decided(slug) and Wish(slug, CUT) not in kept

    def formed(self, article: Article, kept: frozenset[Wish]) -> Sequence[Article]:
        """A story in its form, and cut no further than it may be; where that is not kept also in
        any other, and cut as usual."""
        slug = article.story.slug
        found = (article, uncut(article)) if self._is_free(slug, kept) else (article,)
        if Wish(slug, FORM) not in kept and article.form.decided:
            return (*found, *(only(one, ()) for one in found))
        return found

    def _packed(self, shapes: Shapes, kept: frozenset[Wish]) -> Mapping[Shape, int]:
        """What a story costs with those of its sidebars that are kept."""
        grid = self.sheet.grid
        beside = [n for n in self.decided[shapes.id].sidebar if Wish(n, SIDEBAR) in kept]
        others = [
            [shapes_of(one, grid, grid.rows) for one in self.formed(self.named[name], kept)]
            for name in beside
        ]
        if not others:
            return shapes.costs
        columns, rows = len(grid.columns), grid.rows
        return cheapest(package_of(shapes, each, columns, rows).costs for each in product(*others))
