"""Two stories that are to begin on one page, or on different ones: whether they can, beside all
that is decided of the pages on which each may begin.

              page 2   page 3   page 4
      one       x        x                  together: page 3 is the only one for both; if it has
      other              x        x         no room for the two, that is refused

The pages on which a story may begin are those that it was given or, where that is given up, all of
its section. How long the parts of a story are that goes on elsewhere is not asked here, nor what
stories need of which nothing is decided: what is refused cannot be, what is not refused may still
not come about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from layout.makeup.edition.decisions.page_wishes import PageWishes
from layout.makeup.edition.decisions.refusal import (
    PAGE,
    PLACE,
    ROOM,
    SECTION,
    TOGETHER,
    TURN,
    Fact,
    Refused,
    Wish,
    ads_in_the_way,
    smallest,
    ways_out,
)
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import Decided


@dataclass(frozen=True, slots=True)
class Beginner:
    """One of the two stories: its section, the pages on which it may begin by what is decided, and
    `freely`, without a page of its own; whether its pages were `given`; the first page on which it
    is to go on, 0 for none."""

    slug: str
    section: str
    pages: tuple[int, ...]
    freely: tuple[int, ...]
    given: bool
    turn: int = 0

    def places(self, kept: frozenset[Wish]) -> tuple[int, ...]:
        """The pages on which it may begin with these wishes."""
        stays = not self.given or Wish(self.slug, PAGE) in kept
        pages = self.pages if stays else self.freely
        before = self.turn if Wish(self.slug, TURN) in kept else 0
        return tuple(page for page in pages if not before or page < before)


class InCompany:
    """A wish for company, and those of the pages on which its two stories may begin: each page with
    both of them among its own."""

    def __init__(
        self, wish: Wish, one: Beginner, other: Beginner, pages: Mapping[int, PageWishes]
    ) -> None:
        self.wish, self.one, self.other, self.pages = wish, one, other, pages
        self._own = {Wish(one.slug, PAGE), Wish(other.slug, PAGE)}

    def on(self, change: Callable[[PageWishes], PageWishes]) -> InCompany:
        """The same on other pages."""
        pages = {number: change(page) for number, page in self.pages.items()}
        return InCompany(self.wish, self.one, self.other, pages)

    @property
    def all(self) -> tuple[Wish, ...]:
        """All wishes of the pages but that for company."""
        every = dict.fromkeys(wish for page in self.pages.values() for wish in page.all)
        free = {Wish(each.slug, PAGE) for each in (self.one, self.other) if not each.given}
        return tuple(wish for wish in every if wish not in free)

    def cost(self, wishes: Iterable[Wish]) -> int | None:
        """What the one or two pages cost at least on which the stories begin, with these wishes and
        nothing else; None where they do not go together."""
        kept = frozenset(wishes)
        together = self.wish.key == TOGETHER
        costs = (
            self._begun(kept, here, there)
            for here in self.one.places(kept)
            for there in self.other.places(kept)
            if self.wish not in kept or (here == there) is together
        )
        return min((cost for cost in costs if cost is not None), default=None)

    def go_together(self, wishes: Iterable[Wish]) -> bool:
        """Whether these wishes can all be kept."""
        return self.cost(wishes) is not None

    def _begun(self, kept: frozenset[Wish], here: int, there: int) -> int | None:
        """What it costs that the one story begins here and the other there; None: it cannot."""
        one, other = self.one.slug, self.other.slug
        if here == there:
            cost = self._page(kept, here, one, other)
            return cost if cost < NEVER else None
        costs = self._page(kept, here, one), self._page(kept, there, other)
        return sum(costs) if max(costs) < NEVER else None

    def _page(self, kept: frozenset[Wish], number: int, *begun: str) -> int:
        """What a page costs on which some of the two begin. A story without the page that it was
        given has no place there either."""
        page = self.pages[number]
        given = [each.slug for each in (self.one, self.other) if each.given]
        placeless = {Wish(slug, PLACE) for slug in given if Wish(slug, PAGE) not in kept}
        here = (kept & {*page.all}) - self._own - placeless
        return page.cost([*here, *(Wish(slug, PAGE) for slug in begun)])

    def refused(self) -> Refused | None:
        """Why the wish for company is given up, with what each change would cost; None where it can
        be kept, or where there is no room whatever company the two have."""
        every, wish = self.all, self.wish
        if self.go_together([*every, wish]) or not self.go_together(every):
            return None
        bad = smallest(every, lambda some: not self.go_together([*some, wish]))
        together = (*bad, wish)
        asked = self._asked(frozenset(together))
        ads = self._in_the_way(asked, together)
        gone = {ad: self._without(ad).cost(together) for ad in ads}
        changes, facts = ways_out(together, self.cost, gone), self._facts(asked, together)
        return Refused(wish, together, 0, ads, changes, (), facts, asked)

    def _asked(self, kept: frozenset[Wish]) -> tuple[int, ...]:
        """The pages that would do if they had room: those of both; all, where the two are to keep
        apart."""
        here, there = self.one.places(kept), self.other.places(kept)
        if self.wish.key == TOGETHER:
            return tuple(page for page in here if page in there)
        return tuple(sorted({*here, *there}))

    def _facts(self, asked: Sequence[int], together: Sequence[Wish]) -> tuple[Fact, ...]:
        """That pages have no more room, or the stories no page in common, where that is why."""
        one, other = self.one, self.other
        if not asked and one.section != other.section:
            sides = ((one.section, one.freely), (other.section, other.freely))
            return tuple(Fact(SECTION, section, numbers=pages) for section, pages in sides)
        if not asked or not self.on(PageWishes.twice_as_deep).go_together(together):
            return ()
        free = ((page, self.pages[page].page.hole.floors) for page in asked)
        return tuple(Fact(ROOM, page=page, numbers=floors) for page, floors in free)

    def _without(self, *ads: str) -> InCompany:
        return self.on(lambda page: page.without(*ads))

    def _in_the_way(self, asked: Sequence[int], together: Sequence[Wish]) -> tuple[str, ...]:
        """A smallest set of the ads of the pages without which the two could have company."""
        ads = tuple(dict.fromkeys(ad for number in asked for ad in self.pages[number].ads))
        return ads_in_the_way(ads, lambda gone: self._without(*gone).go_together(together))


def without_company(wish: Wish, slug: str, decided: Decided) -> Decided:
    """What is decided of one of the two, without its company with the other."""
    other = wish.other if slug == wish.slug else wish.slug
    if wish.key == TOGETHER:
        return replace(decided, together=tuple(n for n in decided.together if n != other))
    return replace(decided, apart=tuple(n for n in decided.apart if n != other))
