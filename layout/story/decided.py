"""Decisions: what the editor says of one story in print, whatever the engine would have done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from slots.finding import Where
from slots.stacking.task.ad_decision import FREE, Spot
from slots.text.source_map import Positions

PAGES = "pages.toml"
"""The file in which decisions are written."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a story is to look where it begins: its columns, its rows (air and all), the columns of
    its first picture, the size of its headline in millipoints, with or without its deck. None is
    as the engine finds best."""

    columns: int | None = None
    rows: int | None = None
    picture: int | None = None
    headline: int | None = None
    deck: bool | None = None

    @property
    def decided(self) -> tuple[str, ...]:
        """The names of what is decided, in the order of the fields.

        >>> Form(columns=4, deck=False).decided
        ('columns', 'deck')
        """
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)


AS_FITS = Form()


@dataclass(frozen=True, slots=True)
class Hold:
    """That a story does not appear: until a day on which it may, or, without one, for as long as
    this is said."""

    until: datetime.date | None = None

    def holds(self, day: datetime.date | None) -> bool:
        """Whether it is held on the day of an edition (None: not known, so that no day frees it).

        >>> Hold(datetime.date(2026, 12, 3)).holds(datetime.date(2026, 12, 3))
        False
        """
        return self.until is None or day is None or day < self.until


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of a story. It begins on one of `pages` (none: on any), and leads that page
    where it is to `lead`; `rather` says that this is a preference with a price, not a decision. In
    its `form`, without its last `cut` paragraphs at most, on one page where `jump` is False (None:
    as the story says), and not at all while it is on `hold`; on the page of the stories it goes
    `together` with, and on no page of those it keeps `apart` from."""

    pages: tuple[int, ...] = ()
    lead: bool = False
    rather: bool = False
    form: Form = AS_FITS
    cut: int | None = None
    jump: bool | None = None
    hold: Hold | None = None
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it stands by itself, and in no rail of briefs or letters: it leads, or has a form
        or company of its own."""
        return bool(self.lead or self.form.decided or self.together or self.apart)


UNDECIDED = Decided()


@dataclass(frozen=True, slots=True)
class Company:
    """Two stories, by their slugs, that begin on one page, or else on different ones."""

    one: str
    other: str
    together: bool

    def kept(self, pages: Mapping[str, int]) -> bool:
        """Whether it is so, by the pages on which stories begin; of one that begins nowhere there
        is nothing to keep.

        >>> Company("a", "b", together=True).kept({"a": 3, "b": 4})
        False
        """
        one, other = pages.get(self.one), pages.get(self.other)
        return one is None or other is None or (one == other) is self.together


@dataclass(frozen=True, slots=True)
class AdDecided:
    """What is decided of an ad, beside what its booking says. It stands on one of `pages` (none: on
    any), on a `side` ("left" or "right" page), in a `spot` of its page; with a `lock` it stays
    where the last edition has it; and it does not appear while it is on `hold`."""

    pages: tuple[int, ...] = ()
    side: str = ""
    spot: Spot = FREE
    lock: bool = False
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class PageDecided:
    """What is decided of a page: whether no others than its `stories` begin on it, whether house
    ads may stand on it as on any other, and whether `ads` that were booked may stand there at
    all. The house ads on it are `these`, by turns (none: as they come). Page one promotes the
    stories that `promos` names, from the left (none: as they come), and has its `index`."""

    stories: tuple[str, ...] = ()
    only: bool = False
    house_ads: bool = True
    ads: bool = True
    these: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    index: bool = True


AS_IT_COMES = PageDecided()


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """What is decided of stories, by their slugs, of pages, by their numbers, and of ads, by their
    ids; and where it is said."""

    stories: Mapping[str, Decided] = field(default_factory=dict)
    pages: Mapping[int, PageDecided] = field(default_factory=dict)
    places: Positions = field(default_factory=lambda: Positions(PAGES))
    ads: Mapping[str, AdDecided] = field(default_factory=dict)

    @property
    def leads(self) -> Mapping[int, str]:
        """The stories that lead pages by decision, by the numbers of their pages."""
        return {
            one.pages[0]: slug
            for slug, one in self.stories.items()
            if one.lead and len(one.pages) == 1 and not one.rather
        }

    @property
    def company(self) -> tuple[Company, ...]:
        """The stories that go together, and those that keep apart: each two of them once."""
        found = dict[frozenset[str], Company]()
        for slug, one in self.stories.items():
            for names, together in ((one.together, True), (one.apart, False)):
                for other in names:
                    found.setdefault(frozenset((slug, other)), Company(slug, other, together))
        return tuple(found.values())

    @property
    def front(self) -> PageDecided:
        """What is decided of page one."""
        return self.pages.get(1, AS_IT_COMES)

    def of(self, slug: str) -> Decided:
        """What is decided of a story."""
        return self.stories.get(slug, UNDECIDED)

    def where(self, slug: str, key: str = "") -> Where:
        """Where something of a story is decided: under its own name, or under that of a page."""
        own = ("story", slug, key) if key else ("story", slug)
        if own not in self.places.values and own not in self.places.keys:
            for number, page in self.pages.items():
                if slug in page.stories or slug in page.promos:
                    return self.places.key(("page", str(number)))
        return self.places.key(own)

    def where_ad(self, name: str, key: str) -> Where:
        """Where something of an ad is decided; where its table begins, if the key is not there."""
        path = ("ad", name, key)
        known = path in self.places.values or path in self.places.keys
        return self.places.key(path if known else path[:2])


NOTHING_DECIDED = Decisions()
