"""Decisions that cannot all be kept: the smallest sets that do not go together, and what is given
up.

A page keeps its decisions where it can be cut into a rectangle for each story that was given to it,
each in a shape that it may have; whatever else stands there comes after. Where it cannot, they are
taken in, the first first, and one that does not go together with those that were taken in is given
up. Why: of these, decisions are taken away one by one for as long as the rest still does not go
together with it (the deletion filter of Chinneck and Dravnieks, 1991). What is left is a smallest
set: without any one of its decisions the others can be kept, and they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from itertools import islice
from typing import TypeVar

from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import LEAST_JUMPING
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.decided_lengths import LENGTHS, lengths_near, would_do
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import PageItem, house_ad_of
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER, Setting, Shape
from layout.makeup.edition.tiling.section_layout import MOST_APART
from layout.page.grid import Grid
from layout.story.decided import AS_FITS, Decided, Decisions, Place
from layout.story.publication import section_among
from slots.prices_of_taste import PagePrices
from slots.stacking.task.ad_plan import AdPlace

_T = TypeVar("_T")

_LINES = range(1, 7)
"""Lines that a headline is tried in where those that were decided cannot be."""

PAGE, FORM, NO_JUMP, TURN, PLACE = "page", "form", "jump", "jump_to", "place"
"""What may be given up of what is decided of a story: its page, its form, that it must not jump,
the page on which it goes on, its place on the page."""

CUT = "cut"
"""How much of a story may be cut at most: never given up, but its length may be for it."""

_NEAR = 4
"""Lengths that are told in place of one that cannot be."""

_LOWEST = 9
"""The rank of a story that nothing is decided of, where a page needs one beside the others."""

_DEAREST = NEVER // 3
"""What such a story costs at most, in points: however large, it is possible."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is decided of a story; `key` is as in pages.toml."""

    slug: str
    key: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the page of a clash costs its stories at least where a wish of it is given up."""

    wish: Wish
    cost: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish that is given up, and the smallest set of wishes, itself among them, that cannot all
    be kept; none but itself where it cannot be kept whatever else is decided. `page` is where (0:
    on no page), `ads` are those that keep it away, `changes` what could be done instead. `others`
    are the values that could be had, where it is a value."""

    wish: Wish
    together: tuple[Wish, ...]
    page: int = 0
    ads: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Stories and decisions that go together, and what was refused on the way."""

    articles: tuple[Article, ...]
    decisions: Decisions
    refused: tuple[Refused, ...]


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


def kept_decisions(articles: Sequence[Article], decisions: Decisions, sheet: Sheet) -> Kept:
    """Decisions without those that cannot be kept, and the stories as they then are to look."""
    refused: list[Refused] = []
    named = {article.story.slug: article for article in articles}
    for slug, article in named.items():
        if article.form.decided:
            named[slug], formless = _possible_form(article, sheet.grid)
            refused += (_with_cut(one, article, decisions.of(slug)) for one in formless)
    decided, house = dict(decisions.stories), dict(decisions.house_ads)
    for slug in [slug for slug in decided if slug in named]:
        homeless = _page_of_none(slug, decided[slug], named[slug], sheet)
        if homeless:
            refused.append(homeless)
            decided[slug] = replace(decided[slug], pages=(), lead=False, place=None)
        unturned = _no_turn(slug, decided[slug], named[slug], sheet)
        if unturned:
            refused.append(unturned)
            _give_up(unturned.wish, named, decided, decisions.whole)
    for page in sheet.pages:
        here = [slug for slug, one in decided.items() if _is_bound(one, page) and slug in named]
        for lost in _clashes([named[slug] for slug in here], decided, page, sheet):
            refused.append(lost)
            if name := house_ad_of(lost.wish.slug):
                one = house.pop(name)
                house |= {name: replace(one, place=None)} if lost.wish.key == PLACE else {}
            else:
                _give_up(lost.wish, named, decided, decisions.whole)
    left = replace(decisions, stories=decided, house_ads=house)
    return Kept(tuple(named[article.story.slug] for article in articles), left, tuple(refused))


def _is_bound(decided: Decided, page: SectionPage) -> bool:
    return decided.pages == (page.number,) and not decided.rather


def _give_up(
    wish: Wish,
    named: dict[str, Article],
    decided: dict[str, Decided],
    whole: frozenset[str],
) -> None:
    """Does without a wish from now on; stories that say so themselves stay `whole`."""
    one = decided[wish.slug]
    if wish.key == PAGE:
        decided[wish.slug] = replace(one, pages=(), lead=False, place=None)
    elif wish.key == PLACE:
        decided[wish.slug] = replace(one, place=None)
    elif wish.key in (NO_JUMP, TURN):
        article, jump = named[wish.slug], wish.slug not in whole
        decided[wish.slug] = replace(one, jump=None, turn=None)
        story = replace(article.story, jump=jump)
        named[wish.slug] = keyed(replace(article, story=story), "jumps" if jump else "whole")
    else:
        decided[wish.slug] = replace(one, form=AS_FITS)
        named[wish.slug] = keyed(replace(named[wish.slug], form=AS_FITS), "as it fits")


def keyed(article: Article, what: str) -> Article:
    """An article that something else was made of than its key says."""
    return replace(article, key=sha256(f"{article.key} {what}".encode()).hexdigest()[:24])


# --- forms that a story cannot have ---------------------------------------------------------------


def _possible_form(article: Article, grid: Grid) -> tuple[Article, list[Refused]]:
    """A story in as much of its form as it can have, and what is refused of it."""
    refused: list[Refused] = []
    while article.form.decided and not _has_shapes(article, grid):
        names = smallest(article.form.decided, partial(_has_none_so, article, grid))
        lost, slug = names[-1], article.story.slug
        left = _only(article, (name for name in article.form.decided if name != lost))
        together = tuple(Wish(slug, name) for name in names)
        if lost in LENGTHS:
            near = lengths_near(article, left, lost)
            can = (n for n, one in near if _has_shapes(_only(one, one.form.decided), grid))
            others = tuple(sorted(islice(can, _NEAR)))
        else:
            others = _values(left, lost, grid)
        refused.append(Refused(Wish(slug, lost), together, others=others))
        article = left
    return article, refused


def _with_cut(refused: Refused, article: Article, decided: Decided) -> Refused:
    """What is refused of a story's length, with the decision how much of it may be cut where that
    keeps it from being so long."""
    key, slug = refused.wish.key, refused.wish.slug
    if len(refused.together) > 1 or key not in LENGTHS or decided.cut is None:
        return refused
    cut = Wish(slug, CUT)
    return replace(refused, together=(cut, refused.wish)) if would_do(article, key) else refused


def _has_none_so(article: Article, grid: Grid, names: Sequence[str]) -> bool:
    """Whether a story has no shape with so much of its form."""
    return not _has_shapes(_only(article, names), grid)


def _only(article: Article, names: Iterable[str]) -> Article:
    """A story of which only so much of its form is decided."""
    form = replace(AS_FITS, **{name: getattr(article.form, name) for name in names})
    return keyed(replace(article, form=form), f"{form}")


def _has_shapes(article: Article, grid: Grid) -> bool:
    return any(True for _ in _settings(article, grid))


def _settings(article: Article, grid: Grid) -> Iterator[Setting]:
    """All ways to set a story, or its beginning where it may jump."""
    shapes = [shapes_of(article, grid, grid.rows)]
    if _may_jump(article):
        shapes.append(opening_shapes(article, grid, grid.rows))
    yield from (one for each in shapes for group in each.settings.values() for one in group)


def _values(article: Article, name: str, grid: Grid) -> tuple[int, ...]:
    """The values that something of a story's form may have."""
    read: dict[str, Callable[[Setting], int]] = {
        "columns": lambda one: one.columns,
        "rows": lambda one: one.rows,
        "picture": lambda one: one.hung.columns,
        "headline": lambda one: one.size,
    }
    if name in ("headline_lines", "breaks"):
        lines = [article.form.headline_lines] if article.form.headline_lines else _LINES
        return tuple(n for n in lines if _has_shapes(_in_lines(article, n), grid))
    if name not in read:
        return ()  # a deck stands or does not
    return tuple(sorted({read[name](one) for one in _settings(article, grid)} - {0}))


def _in_lines(article: Article, lines: int) -> Article:
    """A story with so many lines of headline, wherever they break."""
    form = replace(article.form, headline_lines=lines)
    return keyed(replace(article, form=form), f"{form}")


def _may_jump(article: Article) -> bool:
    return article.story.jump and article.bodies[0].rows >= LEAST_JUMPING


# --- pages that a story cannot have ---------------------------------------------------------------


def _page_of_none(slug: str, decided: Decided, article: Article, sheet: Sheet) -> Refused | None:
    """What is refused of a story whose pages are none of the edition's, or are all closed to it by
    the ads there."""
    if not decided.pages:
        return None
    wish, tags = Wish(slug, PAGE), article.story.tags
    there = [page for page in sheet.pages if page.number in decided.pages]
    if any(page.admits(tags) for page in there):
        return None
    ads = dict.fromkeys(
        ad for page in there for tag in tags for ad in sheet.away.get(page.number, {}).get(tag, ())
    )
    return Refused(wish, (wish,), there[0].number if there else 0, tuple(ads))


def _no_turn(slug: str, decided: Decided, article: Article, sheet: Sheet) -> Refused | None:
    """What is refused of a story that cannot go on on its page: that is no page of its section
    behind one on which it may begin, it is too short, or an ad there keeps it away."""
    if not decided.turn:
        return None
    wish, tags, number = Wish(slug, TURN), article.story.tags, decided.turn
    here = sheet.of_section(article.story.section)
    first = min((n for n in here if not decided.pages or n in decided.pages), default=0)
    roomy = (n for n in here if n > first and here[n].hole.cells >= LEAST_PART)
    behind = tuple(sorted(n for n in roomy if here[n].admits(tags)))
    if article.bodies[0].rows < LEAST_JUMPING:
        return Refused(wish, (wish,), number)
    if number in behind:
        return None
    away = sheet.away.get(number, {}) if number in here else {}
    ads = dict.fromkeys(ad for tag in tags for ad in away.get(tag, ()))
    return Refused(wish, (wish,), number, tuple(ads), others=behind)


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
    """The wishes of a page, and whether some of them go together."""

    def __init__(
        self,
        articles: Sequence[Article],
        decided: Mapping[str, Decided],
        page: SectionPage,
        sheet: Sheet,
    ) -> None:
        self.articles = {article.story.slug: article for article in articles}
        self.decided = {**decided}  # what is given up later was wished all the same
        self.page, self.sheet = page, sheet
        self.house = {item.id: item for item in sheet.house if page.number in item.pages}
        self._known: dict[frozenset[Wish], int] = {}

    def on(self, page: SectionPage) -> PageWishes:
        """The same wishes on another page."""
        return PageWishes([*self.articles.values()], self.decided, page, self.sheet)

    @cached_property
    def all(self) -> tuple[Wish, ...]:
        """All of them: those that are given up first come last."""
        ordered = sorted(self.articles.values(), key=self._strength)
        slugs = [article.story.slug for article in ordered]
        wishes = [Wish(slug, PAGE) for slug in slugs]
        for slug in slugs:
            wishes += [Wish(slug, NO_JUMP)] if self.decided[slug].jump is False else []
            wishes += [Wish(slug, TURN)] if self.decided[slug].turn else []
        for slug in slugs:
            wishes += [Wish(slug, FORM)] if self.articles[slug].form.decided else []
        for slug in slugs:
            wishes += [Wish(slug, PLACE)] if self.decided[slug].place else []
        wishes += [Wish(name, PAGE) for name in self.house]
        wishes += [Wish(name, PLACE) for name, item in self.house.items() if item.place]
        return tuple(wishes)

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
        if len(here) > MOST_STORIES:
            return NEVER
        things = [self._thing(article, kept) for article in here]
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
        slug, grid = article.story.slug, self.sheet.grid
        if Wish(slug, FORM) not in kept and article.form.decided:
            article = _only(article, ())
        parted = self.decided[slug].turn and Wish(slug, TURN) in kept
        costs = {} if parted else dict(shapes_of(article, grid, grid.rows).costs)
        free = Wish(slug, NO_JUMP) not in kept and self.decided[slug].jump is False
        long = article.bodies[0].rows >= LEAST_JUMPING
        last = max(p.number for p in self.sheet.pages if p.section == self.page.section)
        if long and (article.story.jump or free) and self.page.number != last:
            for shape, cost in opening_shapes(article, grid, grid.rows).costs.items():
                costs[shape] = min(cost, costs.get(shape, NEVER))
        place = self.decided[slug].place if Wish(slug, PLACE) in kept else None
        return _Thing(costs, article.story.rank, place)


def _clashes(
    articles: Sequence[Article],
    decided: Mapping[str, Decided],
    page: SectionPage,
    sheet: Sheet,
) -> Iterator[Refused]:
    """What is refused on a page: each wish that does not go together with those before it."""
    wishes = PageWishes(articles, decided, page, sheet)
    if not wishes.all:
        return
    if wishes.go_together(wishes.all) or not wishes.go_together(()):
        return  # where not even the index has room, that is told elsewhere
    kept: list[Wish] = []
    for wish in wishes.all:
        if wish.key != PAGE and Wish(wish.slug, PAGE) not in kept:
            continue
        if wishes.go_together([*kept, wish]):
            kept.append(wish)
            continue
        together = (*smallest(kept, partial(wishes.exclude, wish)), wish)
        costs = {one: wishes.cost(w for w in together if w != one) for one in together}
        changes = tuple(Change(one, cost) for one, cost in costs.items() if cost < NEVER)
        ads = _in_the_way(wishes, together) if wish.key == PLACE else ()
        yield Refused(wish, together, page.number, ads, changes)


def _in_the_way(wishes: PageWishes, together: Sequence[Wish]) -> tuple[str, ...]:
    """A smallest set of the ads of a page that keeps wishes from going together; none where they
    would not without ads either."""
    page, sheet = wishes.page, wishes.sheet

    def too_many(some: Sequence[AdPlace]) -> bool:
        hole = replace(page.hole, floors=sheet.floors(page.number, some))
        return not wishes.on(replace(page, hole=hole)).go_together(together)

    ads = sheet.ads.get(page.number, ())
    if not ads or too_many(()):
        return ()
    return tuple(dict.fromkeys(one.id for one in smallest(ads, too_many)))


def smallest(things: Iterable[_T], bad: Callable[[Sequence[_T]], bool]) -> tuple[_T, ...]:
    """A smallest set of things that are bad together: without any one of it the others are not. The
    first things go first where there is a choice.

    >>> smallest([5, 4, 3, 2], lambda some: sum(some) > 6)
    (4, 3)
    """
    left, kept = list(things), 0
    while kept < len(left):
        without = [*left[:kept], *left[kept + 1 :]]
        if bad(without):
            left = without
        else:
            kept += 1
    return tuple(left)
