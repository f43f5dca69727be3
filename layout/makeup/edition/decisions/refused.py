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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from layout.makeup.edition.assign.by_area import MOST_STORIES
from layout.makeup.edition.assign.parts import LEAST_JUMPING, least_rows
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.decisions.arriving import cheapest
from layout.makeup.edition.decisions.forms import (
    in_parted_form,
    in_possible_form,
    keyed,
    length_of,
    only,
)
from layout.makeup.edition.decisions.in_company import Beginner, InCompany, without_company
from layout.makeup.edition.decisions.over_pages import OverPages
from layout.makeup.edition.decisions.packages import (
    as_sidebar,
    no_sidebar,
    with_sidebars_there,
)
from layout.makeup.edition.decisions.page_wishes import PageWishes, Sheet
from layout.makeup.edition.decisions.refusal import (
    APART,
    BOOKING,
    EDITION,
    INDEX,
    MOST,
    NO_JUMP,
    PAGE,
    PLACE,
    REST,
    ROOM,
    SECTION,
    SIDEBAR,
    TOGETHER,
    TURN,
    Change,
    Fact,
    Refused,
    Wish,
    ads_in_the_way,
    smallest,
)
from layout.makeup.edition.decisions.where_to_begin import SectionDecisions
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import house_ad_of
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.rectangles import opening_shapes, shapes_of
from layout.makeup.edition.shapes.setting import NEVER, Shape
from layout.page.grid import Grid
from layout.story.decided import AS_FITS, UNDECIDED, Decided, Decisions


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Stories and decisions that go together, and what was refused on the way."""

    articles: tuple[Article, ...]
    decisions: Decisions
    refused: tuple[Refused, ...]


def kept_decisions(articles: Sequence[Article], decisions: Decisions, sheet: Sheet) -> Kept:
    """Decisions without those that cannot be kept, and the stories as they then are to look."""
    table = _Table(articles, decisions, sheet)
    table.forms()
    table.pages_and_turns()
    table.wishes_of_pages()
    table.over_pages()
    table.company()
    left = replace(decisions, stories=table.decided, house_ads=table.house)
    kept = tuple(table.named[article.story.slug] for article in articles)
    return Kept(kept, left, tuple(table.refused))


class _Table:
    """The stories and what is decided of them, while what cannot be kept is given up."""

    def __init__(self, articles: Sequence[Article], decisions: Decisions, sheet: Sheet) -> None:
        self.refused: list[Refused] = []
        self.named = {article.story.slug: article for article in articles}
        self.decided = with_sidebars_there(decisions.stories, self.named)
        self.house = dict(decisions.house_ads)
        self._before, self._whole, self._sheet = dict(self.named), decisions.whole, sheet
        self._decisions = decisions
        for slug, one in self.decided.items():
            if one.beside:
                self.named[slug] = as_sidebar(self.named[slug], self.named[one.beside])

    def forms(self) -> None:
        """Gives up what stories cannot have of their forms, wherever they stand."""
        for slug, article in [*self.named.items()]:
            if article.form.decided:
                own = self.decided.get(slug, UNDECIDED)
                possible = in_possible_form(article, own, self._sheet.grid)
                self.named[slug] = possible.article
                self.refused += possible.refused

    def pages_and_turns(self) -> None:
        """Gives up pages that a story can have none of, those that it cannot go on on, and what its
        beginning cannot have of its form where it goes on."""
        for slug in [slug for slug in self.decided if slug in self.named]:
            article = self.named[slug]
            homeless = _page_of_none(slug, self.decided[slug], article, self._sheet)
            if homeless:
                self._without(homeless)
            unturned = _no_turn(slug, self.decided[slug], article, self._sheet)
            if unturned:
                self._without(unturned)
            elif self.decided[slug].turns:
                parted = in_parted_form(article, self.decided[slug], self._sheet.grid)
                self.named[slug] = parted.article
                self.refused += parted.refused

    def wishes_of_pages(self) -> None:
        """Gives up what does not go together on the pages that stories were given."""
        while late := self._on_pages():
            self._without(late)

    def _on_pages(self) -> Refused | None:
        """One go through the pages. Where a story cannot go on on the second of several pages or a
        later one, that alone is refused, and not yet: something may have been given up on an
        earlier page for what stood there of it."""
        before = dict(self.named), dict(self.decided), dict(self.house), list(self.refused)
        sheet = self._sheet
        for page in self._sheet.pages:
            for lost in _clashes(self._on(page)):
                turns = self.decided[lost.wish.slug].turns if lost.wish.key == TURN else ()
                if page.number in turns[1:]:
                    self.named, self.decided, self.house, self.refused = before
                    self._sheet = sheet
                    return lost
                self._without(lost)
        return None

    def over_pages(self) -> None:
        """Gives up what does not go together on any of the pages on which a story may begin, or
        between that and those on which it goes on; the stories of best rank first."""
        named = self.named
        for slug in sorted((s for s in self.decided if s in named), key=lambda s: self._rank(s)):
            while (over := self._over(slug)) and (lost := over.refused()):
                self._without(lost)

    def _rank(self, slug: str) -> tuple[bool, int, str]:
        return not self.decided[slug].lead, self.named[slug].story.rank, slug

    def _over(self, slug: str) -> OverPages | None:
        """The wishes of the pages of a story; None where they are those of a single page, which is
        asked by itself, or where nothing is decided of it that could have no room."""
        one, article, sheet = self.decided[slug], self.named[slug], self._sheet
        here = sheet.of_section(article.story.section)
        bound = len(one.pages) == 1 and not one.rather
        several = one.pages and not one.rather
        formed = article.form.decided or one.sidebar or one.jump is False
        if one.beside or (bound and not one.turns):
            return None
        if not (several or formed or one.turns):
            return None
        numbers = self._may_begin(article, tuple(here.values()))
        begins = [p for n, p in here.items() if n in numbers and p.admits(article.story.tags)]
        turns = [here[number] for number in one.turns if number in here]
        if not begins or len(turns) < len(one.turns):
            return None
        return OverPages(slug, [self._on(page, slug) for page in begins], [*map(self._on, turns)])

    def company(self) -> None:
        """Gives up company that two stories cannot have, whatever else is given up for it."""
        for wish in sorted(self._company(), key=lambda one: (one.slug, one.other)):
            one, other = self._beginner(wish.slug), self._beginner(wish.other)
            here = {n: p for s in (one, other) for n, p in self._pages_of(s.slug).items()}
            wanted = sorted({*one.pages, *one.freely, *other.pages, *other.freely})
            pages = {number: self._on(here[number], one.slug, other.slug) for number in wanted}
            if lost := InCompany(wish, one, other, pages).refused():
                self._without(lost)

    def _company(self) -> Iterator[Wish]:
        """The wishes for company of two stories that are there, neither of them a sidebar."""
        for pair in replace(self._decisions, stories=self.decided).company:
            slugs = sorted((pair.one, pair.other))
            if all(slug in self.named and not self._of(slug).beside for slug in slugs):
                yield Wish(slugs[0], TOGETHER if pair.together else APART, slugs[1])

    def _of(self, slug: str) -> Decided:
        return self.decided.get(slug, UNDECIDED)

    def _pages_of(self, slug: str) -> Mapping[int, SectionPage]:
        return self._sheet.of_section(self.named[slug].story.section)

    def _beginner(self, slug: str) -> Beginner:
        """One of two stories in company, and the pages on which it may begin."""
        article, one, here = self.named[slug], self._of(slug), self._pages_of(slug)
        may = self._may_begin(article, tuple(here.values()))
        admitted = [number for number, page in here.items() if page.admits(article.story.tags)]
        pages = tuple(number for number in admitted if number in may)
        given = bool(one.pages) and not one.rather
        freely = tuple(admitted) if given else pages
        return Beginner(
            slug, article.story.section, pages, freely, given, min(one.turns, default=0)
        )

    def _may_begin(self, article: Article, pages: Sequence[SectionPage]) -> frozenset[int]:
        own = replace(self._decisions, stories=self.decided)
        return SectionDecisions(pages, tuple(self.named.values()), own).may_begin(article)

    def _on(self, page: SectionPage, *more: str) -> PageWishes:
        """The wishes of a page, those of some other stories among them."""
        bound = [slug for slug, one in self.decided.items() if _is_bound(one, page)]
        slugs = dict.fromkeys((*bound, *more))
        here = [self.named[slug] for slug in slugs if slug in self.named]
        decided = {**{slug: self._of(slug) for slug in slugs}, **self.decided}
        return PageWishes(here, decided, page, self._sheet, self.named)

    def _without(self, lost: Refused) -> None:
        """Does without a wish from now on; stories that say so themselves do not jump."""
        self.refused.append(lost)
        wish, decided, named = lost.wish, self.decided, self.named
        if house_ad_of(wish.slug):
            self._without_house_ad(wish)
            return
        one = self._of(wish.slug)
        if wish.key in (TOGETHER, APART):
            for slug in (s for s in (wish.slug, wish.other) if s in decided):
                decided[slug] = without_company(wish, slug, decided[slug])
        elif wish.key == PAGE:
            decided[wish.slug] = replace(one, pages=(), lead=False, place=None)
        elif wish.key == PLACE:
            decided[wish.slug] = replace(one, place=None)
        elif wish.key == REST:
            decided[wish.slug] = replace(one, rest=None)
        elif wish.key == SIDEBAR:
            main = decided[one.beside]
            names = tuple(name for name in main.sidebar if name != wish.slug)
            decided |= {one.beside: replace(main, sidebar=names)}
            decided[wish.slug] = replace(one, beside="")
            named[wish.slug] = no_sidebar(named[wish.slug], self._before[wish.slug])
        elif wish.key in (NO_JUMP, TURN):
            article, jump = named[wish.slug], wish.slug not in self._whole
            decided[wish.slug] = replace(one, jump=None, turns=())
            story = replace(article.story, jump=jump)
            named[wish.slug] = keyed(replace(article, story=story), "jumps" if jump else "whole")
        else:
            decided[wish.slug] = replace(one, form=AS_FITS)
            named[wish.slug] = keyed(replace(named[wish.slug], form=AS_FITS), "as it fits")

    def _without_house_ad(self, wish: Wish) -> None:
        """Does without a house ad, or its place; nor is it asked for on the sheet from now on."""
        name = house_ad_of(wish.slug)
        ad = self.house.pop(name)
        items = self._sheet.house
        if wish.key == PLACE:
            self.house[name] = replace(ad, place=None)
            items = [replace(o, place=None) if o.id == wish.slug else o for o in items]
        else:
            items = [item for item in items if item.id != wish.slug]
        self._sheet = replace(self._sheet, house=tuple(items))


def _is_bound(decided: Decided, page: SectionPage) -> bool:
    return decided.pages == (page.number,) and not decided.rather


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

    def costs(self, *, parts: bool) -> Mapping[Shape, int]:
        """Those of all of it, and of its beginning where it may jump and `parts` are allowed."""
        article, grid = self.article, self.sheet.grid
        found = [shapes_of(article, grid, grid.rows).costs]
        if parts and article.story.jump and article.bodies[0].rows >= LEAST_JUMPING:
            found.append(opening_shapes(article, grid, grid.rows).costs)
        return cheapest(found)

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
    more = min(_parting(article, sheet.grid), _parting(only(article, ()), sheet.grid))
    changes = tuple(Change(wish, more, page) for page in others) if more < NEVER else ()
    return Refused(wish, (wish,), number, ads, changes, others, facts)


def _parting(article: Article, grid: Grid) -> int:
    """What it costs more that a story goes on elsewhere, in its form, at least; NEVER where it
    cannot be parted."""
    parted = min(opening_shapes(article, grid, grid.rows).costs.values(), default=NEVER)
    whole = min(shapes_of(article, grid, grid.rows).costs.values(), default=0)
    return parted - whole if parted < NEVER else NEVER


def _clashes(wishes: PageWishes) -> Iterator[Refused]:
    """What is refused on a page: each wish that does not go together with those before it."""
    if not wishes.all:
        return
    if wishes.go_together(wishes.all) or not wishes.go_together(()):
        return  # where not even the index has room, that is told elsewhere
    kept: list[Wish] = []
    for wish in wishes.all:
        if wishes.waits_for(wish) not in (None, *kept):
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
    gone = ((ad, wishes.without(ad).cost(together)) for ad in ads)
    changes += (Change(wish, cost, ad=ad) for ad, cost in gone if cost < NEVER)
    return Refused(wish, tuple(together), page, ads, tuple(changes), facts=_facts(wishes, together))


def _facts(wishes: PageWishes, together: Sequence[Wish]) -> tuple[Fact, ...]:
    """What is so without any decision, and keeps wishes from going together: what stands on page
    one, how much of the page is free, how many stories it takes, the length of a story that has no
    room alone. None of it where places contradict each other."""
    page, sheet = wishes.page, wishes.sheet
    onward = [one.slug for one in together if one.key == TURN and one.slug in wishes.arriving]
    stories = [one.slug for one in together if one.key == PAGE] + onward
    if len(stories) > MOST_STORIES:
        return (Fact(MOST, page=page.number, numbers=(MOST_STORIES,)),)
    index = sheet.index
    facts = []
    if index and page.number in index.pages:
        bare = PageWishes(
            [*wishes.articles.values()],
            wishes.decided,
            page,
            replace(sheet, index=None),
            wishes.named,
        )
        facts += [Fact(INDEX, page=page.number)] if bare.go_together(together) else []
    placed = any(one.key in (PLACE, REST, SIDEBAR) for one in together)
    rests = [wishes.decided[one.slug].rest for one in together if one.key == REST]
    wide = any(one and (one.columns or 0) > page.hole.columns for one in rests)
    if not placed or wide or wishes.twice_as_deep().go_together(together):
        facts.append(Fact(ROOM, page=page.number, numbers=page.hole.floors))
        every = {**wishes.named, **wishes.articles}
        alone = every.get(stories[0]) if len(stories) == 1 and not placed else None
        facts += [length_of(alone)] if alone else []
    return tuple(facts)


def _in_the_way(wishes: PageWishes, together: Sequence[Wish]) -> tuple[str, ...]:
    """A smallest set of the ads of a page that keeps wishes from going together; none where they
    would not without ads either."""
    return ads_in_the_way(wishes.ads, lambda gone: wishes.without(*gone).go_together(together))
