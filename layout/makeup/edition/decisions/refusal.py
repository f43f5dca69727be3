"""Decisions that are refused, as values: what was wished, the smallest set of wishes, ads and facts
that do not go together, and what each change would cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")

PAGE, FORM, NO_JUMP, TURN, PLACE = "page", "form", "jump", "jump_to", "place"
REST, SIDEBAR = "rest", "sidebar"
TOGETHER, APART = "together", "apart"
"""What may be given up of what is decided of a story: its page, its form, that it must not jump,
the pages on which it goes on, its place on the page, that of its last part, that it is a sidebar;
that it begins on the page of another story, or on another page than that."""

CUT = "cut"
"""How much of a story may be cut at most: never given up, but its length may be for it."""

LENGTH, HEAD, RANK, MATTER, SHEET, ROOM, MOST, INDEX, SECTION, EDITION, BOOKING = (
    "length",
    "headline",
    "rank",
    "matter",
    "sheet",
    "room",
    "most",
    "index",
    "section",
    "edition",
    "booking",
)
"""What facts are about: how long a story's text is, its headline, its rank, what else it has; how
large a page is, how much of it is free, how many stories it takes at most, what stands on page one
whatever is decided; the pages of a section, of the edition; what an ad was booked with."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is decided of a story; `key` is as in pages.toml, `other` the story with which
    it is to have company."""

    slug: str
    key: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so, whatever is decided, and without which wishes would go together. `of`
    is the story, the section, the ad or the key of the form that it is about, where it is about
    one; `page` is its page, 0 for none; `numbers` are what there is: the words of a text and its
    rows in one column, the columns and rows of a page, the free rows of each of its columns, pages.
    `tag` is what an ad must not stand near."""

    key: str
    of: str = ""
    page: int = 0
    numbers: tuple[int, ...] = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A way out: a wish that is given up, or that has another `value`; or an `ad` that is not on
    the page. `cost` is in points: on a page what the stories of the set cost there then, at least;
    of a form what the story costs more than as it would stand freely."""

    wish: Wish
    cost: int
    value: int | None = None
    ad: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish that is given up, and the smallest set of wishes, itself among them, of `ads` and of
    `facts` that do not go together; no other wish where it cannot be kept whatever else is decided.
    `page` is where (0: on no page), `changes` what could be done instead. `others` are the values
    that could be had, where it is a value. `pages` are several that were asked: none of them has
    room, or, where a story is to be `parted` between them, not all together."""

    wish: Wish
    together: tuple[Wish, ...]
    page: int = 0
    ads: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    others: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    pages: tuple[int, ...] = ()
    parted: str = ""


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


def ways_out(
    together: Sequence[Wish],
    cost: Callable[[Iterable[Wish]], int | None],
    without_ads: Mapping[str, int | None],
) -> tuple[Change, ...]:
    """What could be done where wishes do not go together: each of them given up, at the `cost` of
    the others, or an ad moved, at what all of them cost then; None for what would not do."""
    gone = {one: cost(w for w in together if w != one) for one in together}
    ways = [Change(one, cost) for one, cost in gone.items() if cost is not None]
    moved = without_ads.items()
    return (*ways, *(Change(together[-1], cost, ad=ad) for ad, cost in moved if cost is not None))


def ads_in_the_way(
    ads: Sequence[str], fit_without: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """A smallest set of ads that keeps what is decided from going together; none where it would not
    without any. `fit_without` says whether it does without some of them."""

    def too_many(some: Sequence[str]) -> bool:
        return not fit_without(tuple(ad for ad in ads if ad not in some))

    return smallest(ads, too_many) if ads and not too_many(()) else ()
