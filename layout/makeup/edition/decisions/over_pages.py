"""Wishes of a story that are about more than one page: it may begin on several, of which one has to
do, or it goes on on others, which have to go together.

    page 2 ─> with at most 50 rows of its text ─┐
                                                ├─> there is no number of rows for both
    page 3 ─> after 70 rows of it at least ─────┘

Whether pages go together between which a story is parted is found out by halving: for any number of
rows of its first part that its page has room for, and any after which the next page has room for
the rest; then for the lower half of these numbers and for the upper, and so on, until one number
does for all pages, or none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from layout.makeup.edition.decisions.arriving import cheapest, rests_after
from layout.makeup.edition.decisions.page_wishes import PageWishes, within
from layout.makeup.edition.decisions.refusal import (
    CUT,
    FORM,
    NO_JUMP,
    PAGE,
    PLACE,
    REST,
    ROOM,
    SECTION,
    SIDEBAR,
    TURN,
    Fact,
    Refused,
    Wish,
    ads_in_the_way,
    smallest,
    ways_out,
)
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import house_ad_of
from layout.makeup.edition.shapes.leg_depths import LEAST_PART
from layout.makeup.edition.shapes.rectangles import middle_shapes, opening_shapes
from layout.makeup.edition.shapes.setting import NEVER, Shape, Shapes

_MOST_HALVED = 400
"""Times that lengths are halved at most; what is not known then is not refused."""

_GIVEN_UP = (CUT, PAGE, NO_JUMP, TURN, FORM, SIDEBAR, PLACE, REST)
"""What is given up last comes first."""


@dataclass(frozen=True, slots=True, eq=False)
class _Rests:
    """The rectangles of the last part of a story, by the rows of its text before that."""

    article: Article
    known: dict[int, Mapping[Shape, int]] = field(default_factory=dict)


class OverPages:
    """The wishes of the pages that a story is about: those on which it may begin, and those on
    which it goes on."""

    def __init__(
        self, slug: str, begins: Sequence[PageWishes], turns: Sequence[PageWishes]
    ) -> None:
        self.slug, self.begins, self.turns = slug, begins, turns
        some = begins[0]
        self._article, self._decided, self._grid = some.named[slug], some.decided, some.sheet.grid
        self._given = bool(some.decided[slug].pages) and not some.decided[slug].rather
        self._rests: dict[str, _Rests] = {}

    def on(self, change: Callable[[PageWishes], PageWishes]) -> OverPages:
        """The same on other pages."""
        begins, turns = ([change(one) for one in each] for each in (self.begins, self.turns))
        other = OverPages(self.slug, begins, turns)
        other._rests = self._rests
        return other

    @cached_property
    def all(self) -> tuple[Wish, ...]:
        """All of them: those that are given up first come last."""
        every = dict.fromkeys(wish for page in (*self.begins, *self.turns) for wish in page.all)
        if not self._given:  # it begins somewhere, whatever is decided
            every.pop(Wish(self.slug, PAGE), None)
        return tuple(sorted(every, key=self._when_given_up))

    def _when_given_up(self, wish: Wish) -> tuple[bool, int, bool, bool, int, str]:
        one, article = self._decided.get(wish.slug), self.begins[0].named.get(wish.slug)
        if one is None or article is None:
            return bool(house_ad_of(wish.slug)), _GIVEN_UP.index(wish.key), True, True, 0, wish.slug
        beside = bool(one.beside) and wish.key in (FORM, SIDEBAR)
        key = SIDEBAR if beside else NO_JUMP if wish.key == TURN else wish.key
        late = beside and wish.key == FORM
        rank = article.story.rank
        return False, _GIVEN_UP.index(key), late, not one.lead, rank, wish.slug

    def cost(self, wishes: Iterable[Wish]) -> int | None:
        """What the pages cost at least with these wishes and nothing else; None where they do not
        go together."""
        kept = frozenset(wishes)
        costs = (self._along(begin, kept) for begin in self.begins)
        return min((cost for cost in costs if cost is not None), default=None)

    def go_together(self, wishes: Iterable[Wish]) -> bool:
        """Whether these wishes can all be kept."""
        kept = frozenset(wishes)
        return any(self._along(begin, kept) is not None for begin in self.begins)

    def _exclude(self, wish: Wish, others: Sequence[Wish]) -> bool:
        return not self.go_together([*others, wish])

    def clash(self) -> tuple[Wish, ...]:
        """A smallest set of wishes that do not go together, the one that is given up last; none
        where all do, or where the story has no room whatever is decided of it."""
        own = (self.slug, *self._decided[self.slug].sidebar)
        bare = [wish for wish in self.all if wish.slug not in own or wish.key == CUT]
        if self.go_together(self.all) or not (self._given or self.go_together(bare)):
            return ()
        kept: list[Wish] = []
        for wish in self.all:
            if self._exclude(wish, kept):
                return (*smallest(kept, partial(self._exclude, wish)), wish)
            kept.append(wish)
        return ()

    def _along(self, begin: PageWishes, kept: frozenset[Wish]) -> int | None:
        """What it costs at least where the story begins on one page; None where it cannot."""
        costs = [self._on(page, kept) for page in (begin, *self.turns)]
        if max(costs) >= NEVER:
            return None
        turns = self._decided[self.slug].turns
        begun = Wish(self.slug, PAGE) in kept or not self._given
        if not turns or Wish(self.slug, TURN) not in kept or not begun:
            return sum(costs)
        if begin.page.number >= turns[0] or not self._can_be_parted(begin, kept):
            return None
        return sum(costs)

    def _on(self, page: PageWishes, kept: frozenset[Wish]) -> int:
        """What a page costs with those of the wishes that are about it."""
        here = [wish for wish in page.all if wish in kept]
        if not self._given and self.slug in page.articles:
            here.append(Wish(self.slug, PAGE))
        return page.cost(here)

    # --- a story that is parted -------------------------------------------------------------------

    def _can_be_parted(self, begin: PageWishes, kept: frozenset[Wish]) -> bool:
        """Whether there are lengths of its parts with which all of the pages have room."""
        grid = self._grid
        forms = begin.formed(self._article, kept)
        formed = [self._rests.setdefault(one.key, _Rests(one)) for one in forms]
        openings = [opening_shapes(one.article, grid, grid.rows) for one in formed]
        middles = [middle_shapes(one.article, grid, grid.rows) for one in formed]
        pages = [openings, *([middles] * (len(self.turns) - 1))]
        boxes, tried = [tuple(_spans(shapes) for shapes in pages)], 0
        while boxes and tried < _MOST_HALVED:
            box, tried = boxes.pop(), tried + 1
            if not all(box) or not self._has_room(begin, box, kept, formed):
                continue
            widest = max(range(len(box)), key=lambda at: len(box[at]))
            if len(box[widest]) == 1:
                return True
            rows = box[widest]
            middle = rows.start + len(rows) // 2
            for half in (range(middle, rows.stop), range(rows.start, middle)):
                boxes.append((*box[:widest], half, *box[widest + 1 :]))
        return bool(boxes)

    def _has_room(
        self,
        begin: PageWishes,
        box: Sequence[range],
        kept: frozenset[Wish],
        formed: Sequence[_Rests],
    ) -> bool:
        """Whether each page has room where every part but the last has any of so many rows."""
        if self._on(begin.with_begun(self.slug, box[0]), kept) >= NEVER:
            return False
        for page, rows in zip(self.turns[:-1], box[1:], strict=True):
            costs = [within(middle_shapes(o.article, self._grid, self._grid.rows), rows).costs
                     for o in formed]  # fmt: skip
            if self._on(page.with_part(self.slug, cheapest(costs)), kept) >= NEVER:
                return False
        least, most = sum(rows[0] for rows in box), sum(rows[-1] for rows in box)
        most = min(most, self._article.bodies[0].rows - LEAST_PART)
        rests = [
            rests_after(one.article, range(least, most + 1), self._grid, one.known)
            for one in formed
            if least <= most
        ]
        return self._on(self.turns[-1].with_part(self.slug, cheapest(rests)), kept) < NEVER

    # --- what is refused --------------------------------------------------------------------------

    def refused(self) -> Refused | None:
        """What is given up of them, and why, with what each change would cost; None where all go
        together."""
        together = self.clash()
        if not together:
            return None
        wish, turned = together[-1], any(one.key == TURN for one in together) and self.turns
        ads = self._in_the_way(together) if self._given else ()
        gone = {ad: self._without(ad).cost(together) for ad in ads}
        changes = ways_out(together, self.cost, gone)
        turns = self.turns if turned else ()
        begins = [o for o in self.begins if not turns or o.page.number < turns[0].page.number]
        asked = (*begins, *turns)
        numbers = tuple(page.page.number for page in asked)
        parted = self.slug if turned else ""
        facts = self._facts(together, asked)
        return Refused(wish, together, 0, ads, changes, (), facts, numbers, parted)

    def _facts(self, together: Sequence[Wish], asked: Sequence[PageWishes]) -> tuple[Fact, ...]:
        """That pages have no more room, where that is the reason."""
        if not self.on(PageWishes.twice_as_deep).go_together(together):
            return ()
        if not self._given:
            numbers = tuple(page.page.number for page in self.begins)
            return (Fact(SECTION, self._article.story.section, numbers=numbers),)
        return tuple(Fact(ROOM, page=o.page.number, numbers=o.page.hole.floors) for o in asked)

    def _without(self, *ads: str) -> OverPages:
        return self.on(lambda page: page.without(*ads))

    def _in_the_way(self, together: Sequence[Wish]) -> tuple[str, ...]:
        """A smallest set of the ads of the pages that keeps wishes from going together; none where
        they would not without ads either."""
        pages = (*self.begins, *self.turns)
        ads = tuple(dict.fromkeys(ad for page in pages for ad in page.ads))
        return ads_in_the_way(ads, lambda gone: self._without(*gone).go_together(together))


def _spans(shapes: Sequence[Shapes]) -> range:
    """The rows of text that a part may have, from the fewest to the most."""
    rows = [one.body for each in shapes for group in each.settings.values() for one in group]
    return range(min(rows), max(rows) + 1) if rows else range(0)
