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

from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import LEAST_JUMPING, least_rows
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.forms import in_possible_form, keyed, length_of, only
from layout.makeup.edition.decisions.refusal import (
    BOOKING,
    EDITION,
    FORM,
    INDEX,
    MOST,
    NO_JUMP,
    PAGE,
    PLACE,
    ROOM,
    SECTION,
    TURN,
    Change,
    Fact,
    Refused,
    Wish,
    smallest,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import PageItem, house_ad_of
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER, Shape
from layout.makeup.edition.tiling.section_layout import MOST_APART
from layout.page.grid import Grid
from layout.story.decided import AS_FITS, Decided, Decisions, Place
from layout.story.publication import section_among
from slots.prices_of_taste import PagePrices
from slots.stacking.task.ad_plan import AdPlace

_LOWEST = 9
"""The rank of a story that nothing is decided of, where a page needs one beside the others."""

_DEEP = 2
"""How many times as deep a page is taken to be, to see whether its room is the reason."""

_DEAREST = NEVER // 3
"""What such a story costs at most, in points: however large, it is possible."""


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
            possible = in_possible_form(article, decisions.of(slug), sheet.grid)
            named[slug] = possible.article
            refused += possible.refused
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
        decided[wish.slug] = replace(one, jump=None, turns=())
        story = replace(article.story, jump=jump)
        named[wish.slug] = keyed(replace(article, story=story), "jumps" if jump else "whole")
    else:
        decided[wish.slug] = replace(one, form=AS_FITS)
        named[wish.slug] = keyed(replace(named[wish.slug], form=AS_FITS), "as it fits")


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
    changes = tuple(_elsewhere(slug, article, sheet))
    if not there:
        every = Fact(EDITION, numbers=tuple(page.number for page in sheet.pages))
        return Refused(wish, (wish,), changes=changes, facts=(every,))
    facts = tuple(_bookings(there, tags, sheet))
    ads = tuple(dict.fromkeys(fact.of for fact in facts))
    return Refused(wish, (wish,), there[0].number, ads, changes, facts=facts)


def _elsewhere(slug: str, article: Article, sheet: Sheet) -> Iterator[Change]:
    """What it costs a story more to stand in the free rectangles of other pages of its section, of
    those that can have it."""
    costs = _PageShapes(article, sheet)
    freely = min(costs.anywhere.values(), default=NEVER)
    for number, page in sheet.of_section(article.story.section).items():
        least = costs.on(page) if page.admits(article.story.tags) else NEVER
        if least < NEVER:
            yield Change(Wish(slug, PAGE), least - freely, number)


@dataclass(frozen=True, slots=True, eq=False)
class _PageShapes:
    """The shapes of a story, whole or as its beginning, and what each costs."""

    article: Article
    sheet: Sheet

    @property
    def anywhere(self) -> Mapping[Shape, int]:
        """Those it may have on some page."""
        return self.costs(parts=True)

    def costs(self, *, parts: bool) -> dict[Shape, int]:
        """Those of all of it, and of its beginning where it may jump and `parts` are allowed."""
        article, grid = self.article, self.sheet.grid
        found = dict(shapes_of(article, grid, grid.rows).costs)
        if parts and article.story.jump and article.bodies[0].rows >= LEAST_JUMPING:
            for shape, cost in opening_shapes(article, grid, grid.rows).costs.items():
                found[shape] = min(cost, found.get(shape, NEVER))
        return found

    def on(self, page: SectionPage) -> int:
        """What it costs at least in a free rectangle of a page."""
        last = max(p.number for p in self.sheet.pages if p.section == page.section)
        deepest = page.hole.deepest
        fit = (
            cost
            for (columns, rows), cost in self.costs(parts=page.number != last).items()
            if columns <= len(deepest) and rows <= deepest[columns - 1]
        )
        return min(fit, default=NEVER)


def _bookings(pages: Iterable[SectionPage], tags: Iterable[str], sheet: Sheet) -> Iterator[Fact]:
    """What ads on pages were booked with that keeps stories with some tags away."""
    for page in pages:
        away = sheet.away.get(page.number, {})
        for tag in sorted(tags):
            yield from (Fact(BOOKING, ad, page.number, tag=tag) for ad in away.get(tag, ()))


def _no_turn(slug: str, decided: Decided, article: Article, sheet: Sheet) -> Refused | None:
    """What is refused of a story that cannot go on on its pages: the first of them that is no page
    of its section behind one on which it may begin, or from which an ad keeps it away, with those
    that would do between the pages before and after it; or the first, where it is too short."""
    if not decided.turns:
        return None
    wish, tags, turns = Wish(slug, TURN), article.story.tags, decided.turns
    here = sheet.of_section(article.story.section)
    first = min((n for n in here if not decided.pages or n in decided.pages), default=0)
    roomy = (n for n in here if n > first and here[n].hole.cells >= LEAST_PART)
    behind = sorted(n for n in roomy if here[n].admits(tags))
    if article.bodies[0].rows < least_rows(len(turns)):
        return Refused(wish, (wish,), turns[0], facts=(length_of(article),))
    number = next((n for n in turns if n not in behind), 0)
    if not number:
        return None
    at = turns.index(number)
    after, before = turns[at - 1] if at else first, next((n for n in turns[at + 1 :]), NEVER)
    others = tuple(n for n in behind if after < n < before)
    facts = tuple(_bookings([here[number]], tags, sheet)) if number in here else ()
    ads = tuple(dict.fromkeys(fact.of for fact in facts))
    facts = facts or (Fact(SECTION, article.story.section, numbers=tuple(here)),)
    if number in here and number > first and not ads:
        facts = (Fact(ROOM, page=number, numbers=here[number].hole.floors),)
    more = _parting(article, sheet.grid)
    changes = tuple(Change(wish, more, page) for page in others) if more < NEVER else ()
    return Refused(wish, (wish,), number, ads, changes, others, facts)


def _parting(article: Article, grid: Grid) -> int:
    """What it costs more that a story goes on elsewhere, in its form, at least; NEVER where it
    cannot be parted."""
    parted = min(opening_shapes(article, grid, grid.rows).costs.values(), default=NEVER)
    whole = min(shapes_of(article, grid, grid.rows).costs.values(), default=0)
    return parted - whole if parted < NEVER else NEVER


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
            wishes += [Wish(slug, TURN)] if self.decided[slug].turns else []
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
            article = only(article, ())
        parted = self.decided[slug].turns and Wish(slug, TURN) in kept
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
        yield _clash(wishes, (*smallest(kept, partial(wishes.exclude, wish)), wish))


def _clash(wishes: PageWishes, together: Sequence[Wish]) -> Refused:
    """Why a smallest set of wishes does not go together, and what each change would cost."""
    wish, page = together[-1], wishes.page.number
    costs = {one: wishes.cost(w for w in together if w != one) for one in together}
    changes = [Change(one, cost) for one, cost in costs.items() if cost < NEVER]
    ads = _in_the_way(wishes, together)
    gone = ((ad, _without(wishes, ad).cost(together)) for ad in ads)
    changes += (Change(wish, cost, ad=ad) for ad, cost in gone if cost < NEVER)
    return Refused(wish, tuple(together), page, ads, tuple(changes), facts=_facts(wishes, together))


def _facts(wishes: PageWishes, together: Sequence[Wish]) -> tuple[Fact, ...]:
    """What is so without any decision, and keeps wishes from going together: what stands on page
    one, how much of the page is free, how many stories it takes, the length of a story that has no
    room alone. None of it where places contradict each other."""
    page, sheet = wishes.page, wishes.sheet
    stories = [one.slug for one in together if one.key == PAGE]
    if len(stories) > MOST_STORIES:
        return (Fact(MOST, page=page.number, numbers=(MOST_STORIES,)),)
    index = sheet.index
    facts = []
    if index and page.number in index.pages:
        bare = PageWishes(
            [*wishes.articles.values()], wishes.decided, page, replace(sheet, index=None)
        )
        facts += [Fact(INDEX, page=page.number)] if bare.go_together(together) else []
    deep = replace(page.hole, floors=(sheet.grid.rows * _DEEP,) * page.hole.columns)
    placed = any(one.key == PLACE for one in together)
    if not placed or wishes.on(replace(page, hole=deep)).go_together(together):
        facts.append(Fact(ROOM, page=page.number, numbers=page.hole.floors))
        alone = wishes.articles.get(stories[0]) if len(stories) == 1 else None
        facts += [length_of(alone)] if alone else []
    return tuple(facts)


def _without(wishes: PageWishes, *ads: str) -> PageWishes:
    """The same wishes on the page without some of its ads."""
    page, sheet = wishes.page, wishes.sheet
    left = [one for one in sheet.ads.get(page.number, ()) if one.id not in ads]
    hole = replace(page.hole, floors=sheet.floors(page.number, left))
    return wishes.on(replace(page, hole=hole))


def _in_the_way(wishes: PageWishes, together: Sequence[Wish]) -> tuple[str, ...]:
    """A smallest set of the ads of a page that keeps wishes from going together; none where they
    would not without ads either."""
    ads = tuple(dict.fromkeys(one.id for one in wishes.sheet.ads.get(wishes.page.number, ())))

    def too_many(some: Sequence[str]) -> bool:
        gone = (ad for ad in ads if ad not in some)
        return not _without(wishes, *gone).go_together(together)

    return smallest(ads, too_many) if ads and not too_many(()) else ()
