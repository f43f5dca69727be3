"""Decisions: what the editor says of one story in print, whatever the engine would have done."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

from slots.finding import Where
from slots.stacking.task.ad_decision import FREE, Spot
from slots.text.source_map import Positions

PAGES = "pages.toml"
"""The file in which decisions are written."""

TIME_OF_DAY = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
"""How deadlines are written: "21:30"."""


@dataclass(frozen=True, slots=True)
class OnePicture:
    """What is decided of one picture of a story, by the name of its file: how many columns wide it
    is, and what has to be seen of it (as in `Picture.keep`). None is as the engine finds best."""

    file: str
    columns: int | None = None
    keep: tuple[int, int, int, int] | None = None

    @property
    def decided(self) -> tuple[str, ...]:
        """The names of what is decided of it.

        >>> OnePicture("pier.jpg", columns=2).decided
        ('columns of pier.jpg',)
        """
        said = ((_WIDE, self.columns), (_CROPPED, self.keep))
        return tuple(f"{what}{self.file}" for what, value in said if value is not None)

    def only(self, names: Collection[str]) -> OnePicture:
        """The same with nothing else than these decided."""
        columns = self.columns if f"{_WIDE}{self.file}" in names else None
        return OnePicture(
            self.file, columns, self.keep if f"{_CROPPED}{self.file}" in names else None
        )


_WIDE, _CROPPED = "columns of ", "keep of "


def width_of_picture(name: str) -> str:
    """The file of the picture whose width something decided of a story is, by its name; "" where it
    is something else.

    >>> width_of_picture("columns of pier.jpg"), width_of_picture("columns")
    ('pier.jpg', '')
    """
    return name.removeprefix(_WIDE) if name.startswith(_WIDE) else ""


@dataclass(frozen=True, slots=True)
class Form:
    """How a story is to look where it begins: its columns, its rows (air and all), the columns of
    its first picture, the size of its headline in millipoints, with or without its deck; the lines
    of its headline, and what stands in each; with or without a pull quote and its byline; which
    pictures it has, by the names of their files, and what has to be seen of the first (as in
    `Picture.keep`); which is the large one. `words` is how many of its text are printed: the most,
    or the fewest and the most; `cut_lines` how many lines of a column are cut. `each` is what is
    decided of single pictures. None is as the engine finds best."""

    columns: int | None = None
    rows: int | None = None
    picture: int | None = None
    headline: int | None = None
    deck: bool | None = None
    headline_lines: int | None = None
    breaks: tuple[str, ...] | None = None
    quote: bool | None = None
    byline: bool | None = None
    pictures: tuple[str, ...] | None = None
    keep: tuple[int, int, int, int] | None = None
    dominant: str | None = None
    words: tuple[int, ...] | None = None
    cut_lines: int | None = None
    each: tuple[OnePicture, ...] = ()

    @property
    def length(self) -> tuple[tuple[int, ...] | None, int | None] | None:
        """How long the story is to be printed, its words and the lines to cut; None for as fits."""
        said = self.words, self.cut_lines
        return None if said == (None, None) else said

    @property
    def decided(self) -> tuple[str, ...]:
        """The names of what is decided, in the order of the fields.

        >>> Form(columns=4, deck=False, each=(OnePicture("pier.jpg", 2),)).decided
        ('columns', 'deck', 'columns of pier.jpg')
        """
        named = (one.name for one in fields(self) if one.name != "each")
        own = tuple(name for name in named if getattr(self, name) is not None)
        return *own, *(name for one in self.each for name in one.decided)

    def value(self, name: str) -> Any:
        """What is decided, by one of its names; None for nothing.

        >>> Form(each=(OnePicture("pier.jpg", 2),)).value("columns of pier.jpg")
        2
        """
        for one in self.each:
            if name in one.decided:
                return one.columns if width_of_picture(name) else one.keep
        return getattr(self, name, None)

    def only(self, names: Iterable[str]) -> Form:
        """The same with nothing else than these decided.

        >>> Form(columns=4, deck=False).only(["deck"]).decided
        ('deck',)
        """
        kept = frozenset(names)
        own = {
            name: getattr(self, name)
            for name in self.decided
            if name in kept and hasattr(self, name)
        }
        left = (one.only(kept) for one in self.each)
        return Form(**own, each=tuple(one for one in left if one.decided))

    def over(self, other: Form) -> Form:
        """The same where it says something, else what another one says."""
        own = {name: getattr(self, name) for name in self.decided if hasattr(self, name)}
        return replace(other, **own, each=self.each or other.each)

    def columns_of(self, file: str) -> int | None:
        """How many columns wide a picture is, where that is decided of it by its file's name."""
        return next((one.columns for one in self.each if one.file == file), None)


AS_FITS = Form()

Region = Literal["top", "foot", "left", "right", "top left", "top right", "foot left", "foot right"]
"""Where on a page a story may be wanted, as editors say it: the edges that it touches."""

REGIONS: tuple[Region, ...] = get_args(Region)
_TOP, _FOOT, _LEFT, _RIGHT = REGIONS[:4]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on its page a story begins: its first column and row, counted from 1 at the head of
    what is free for stories; the edges of that which it touches (of REGIONS, in words); and its
    number in the order of the page, counted from 1. None and "" are wherever it fits.

    Its foot is at the foot of a page where nothing stands beneath it but ads.
    """

    column: int | None = None
    row: int | None = None
    region: str = ""
    order: int | None = None

    @property
    def anywhere(self) -> bool:
        """Whether only its number in the order is said, if anything."""
        return (self.column, self.row, self.region) == (None, None, "")

    @property
    def edges(self) -> frozenset[str]:
        """The edges it touches."""
        return frozenset(self.region.split())

    @property
    def said(self) -> tuple[tuple[str, Any], ...]:
        """What is said of it, as keys of pages.toml with their values, None for none.

        >>> Place(column=4, row=31).said
        (('region', None), ('place', 'column 4 row 31'), ('order', None))
        """
        numbers = (("column", self.column), ("row", self.row))
        at = " ".join(f"{name} {number}" for name, number in numbers if number is not None)
        return ("region", self.region or None), ("place", at or None), ("order", self.order)

    @property
    def first_row(self) -> int | None:
        """The row it begins in, counted from 0; None for any.

        >>> Place(region="top left").first_row, Place(row=31).first_row, Place().first_row
        (0, 30, None)
        """
        return 0 if _TOP in self.edges else None if self.row is None else self.row - 1

    @property
    def at_foot(self) -> bool:
        """Whether nothing stands beneath it."""
        return _FOOT in self.edges

    def takes(self, first: int, stop: int, columns: int) -> bool:
        """Whether a story may take the columns first to stop, counted from 0, of so many.

        >>> Place(region="right").takes(3, 5, columns=5), Place(column=3).takes(3, 5, columns=5)
        (True, False)
        """
        edges = self.edges
        return (
            (self.column is None or first == self.column - 1)
            and (_LEFT not in edges or first == 0)
            and (_RIGHT not in edges or stop == columns)
        )

    def holds(self, first: int, row: int, columns: int, rows: int, floors: Sequence[int]) -> bool:
        """Whether a rectangle is there: its first column and row, counted from 0, its columns and
        rows, and how many rows each column of the page has."""
        stop = first + columns
        return (
            self.takes(first, stop, len(floors))
            and self.first_row in (None, row)
            and (not self.at_foot or set(floors[first:stop]) == {row + rows})
        )


@dataclass(frozen=True, slots=True)
class Rest:
    """Where the last part of a story stands on the page on which it goes on: its place there, and
    how many columns wide it is (None: as fits); the region of that page's dummy whose these are, by
    its name ("": of none)."""

    place: Place = Place()
    columns: int | None = None
    area: str = ""

    @property
    def said(self) -> str:
        """In words of pages.toml.

        >>> Rest(Place(region="top left"), 2).said
        'columns 2 region top left'
        >>> Rest(Place(4, region="top"), 2, "second").said
        'region second columns 2 region top column 4'
        """
        area = f"region {self.area} " if self.area else ""
        wide = () if self.columns is None else (("columns", self.columns),)
        told = [f"{name} {value}" for name, value in (*wide, *self.place.said) if value is not None]
        return area + " ".join(told).replace("place ", "")


@dataclass(frozen=True, slots=True)
class Hold:
    """That a story, or an ad, does not appear: `until` a day on which it may, or in the `edition`
    of one day alone; without either for as long as this is said."""

    until: datetime.date | None = None
    edition: datetime.date | None = None

    def holds(self, day: datetime.date | None) -> bool:
        """Whether it is held on the day of an edition (None: not known, so that no day frees it).

        >>> Hold(datetime.date(2026, 12, 3)).holds(datetime.date(2026, 12, 3))
        False
        """
        if day is None:
            return True
        return day == self.edition if self.edition else self.until is None or day < self.until

    def said(self, day: datetime.date | None) -> str:
        """For how long, and where an edition without a `day` is held, too, as words to follow
        "held over by decision"; "" where there is no end to it.

        >>> Hold(datetime.date(2026, 12, 3)).said(datetime.date(2026, 12, 2))
        ' until 2026-12-03'
        """
        if self.edition:
            undated = "" if day else ", and this edition has no date"
            return f" in the edition of {self.edition} only{undated}"
        return f" until {self.until}" if self.until else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of a story. It begins on one of `pages` (none: on any), and leads that page
    where it is to `lead`; `rather` says that this is a preference with a price, not a decision, and
    so does `preferred` of what else it names, by its keys of pages.toml. In its `form`, at its
    `place` there, without its last `cut` paragraphs at most, on one page where `jump` is False
    (None: as the story says), in parts where it is to go on on the pages `turns`, one on each, the
    last of them where its `rest` says, and not at all while it is on `hold`; on the page of the
    stories it goes `together` with, and on no page of those it keeps `apart` from. Each
    `sidebar` stands beside or below it, as a part of its package; it is itself the sidebar of the
    story that it stands `beside` ("": of none)."""

    pages: tuple[int, ...] = ()
    lead: bool = False
    rather: bool = False
    form: Form = AS_FITS
    cut: int | None = None
    jump: bool | None = None
    hold: Hold | None = None
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()
    place: Place | None = None
    rest: Rest | None = None
    preferred: tuple[str, ...] = ()
    sidebar: tuple[str, ...] = ()
    beside: str = ""

    @property
    def alone(self) -> bool:
        """Whether it stands by itself, and in no rail of briefs or letters: it leads, or has a
        form, a place or company of its own."""
        company = self.together or self.apart or self.sidebar or self.beside
        return bool(self.lead or self.form.decided or self.place or company)

    @property
    def looks(self) -> tuple[str, ...]:
        """How it is to stand, wherever that is, in words of pages.toml: each key with its value.

        >>> Decided(form=Form(columns=4), cut=0, jump=False, place=Place(region="top")).looks
        ('columns 4', 'cut 0', 'jump False', 'region top')
        """
        form = [(name, self.form.value(name)) for name in self.form.decided]
        turns = " ".join(map(str, self.turns))
        every = [*form, ("cut", self.cut), ("jump", turns or self.jump)]
        every += self.place.said if self.place else ()
        every += [("rest", self.rest.said)] if self.rest else []
        every += [("sidebar", " ".join(self.sidebar))] if self.sidebar else []
        return tuple(f"{name} {value}" for name, value in every if value is not None)


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
    where the last edition has it; and it does not appear while it is on `hold`. `rather` says that
    its place is a preference with a price, not a decision."""

    pages: tuple[int, ...] = ()
    side: str = ""
    spot: Spot = FREE
    lock: bool = False
    hold: Hold | None = None
    rather: bool = False


@dataclass(frozen=True, slots=True)
class HouseAdDecided:
    """That a house ad stands on a page, by its number: so many `columns` wide and `rows` deep, the
    air above it included (None: as fits), and where there (None: anywhere)."""

    page: int
    columns: int | None = None
    rows: int | None = None
    place: Place | None = None

    def wide(self, most: int) -> int:
        """How many columns wide it is, on a page of so many: two, where nothing is decided."""
        return self.columns or min(2, most)

    @property
    def looks(self) -> str:
        """How it is to stand, in words.

        >>> HouseAdDecided(3, 2, place=Place(region="foot")).looks
        'columns 2, region foot'
        """
        every = (
            ("columns", self.columns),
            ("rows", self.rows),
            *(self.place.said if self.place else ()),
        )
        return ", ".join(f"{name} {value}" for name, value in every if value is not None)


@dataclass(frozen=True, slots=True)
class PageDecided:
    """What is decided of a page: whether no others than its `stories` begin on it, whether house
    ads may stand on it as on any other, and whether `ads` that were booked may stand there at
    all. The house ads on it are `these`, by turns (none: as they come). Page one promotes the
    stories that `promos` names, from the left (none: as they come), and has its `index`. The
    `dummy` it is made after, the stories of regions of that by the regions' names, and where its
    index stands then."""

    stories: tuple[str, ...] = ()
    only: bool = False
    house_ads: bool = True
    ads: bool = True
    these: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    index: bool = True
    dummy: str = ""
    regions: Mapping[str, str] = field(default_factory=dict)
    index_place: Place | None = None

    @property
    def looks(self) -> tuple[str, ...]:
        """What the page itself is to be like, in words of pages.toml: each key with its value.

        >>> PageDecided(only=True, these=("tip",), dummy="front").looks
        ('only', 'house_ads tip', 'dummy front')
        """
        house_ads = " ".join(self.these) or ("" if self.house_ads else "false")
        said = {
            "only": self.only or None,
            "house_ads": house_ads,
            "ads": "" if self.ads else "false",
            "promos": " ".join(self.promos),
            "index": "" if self.index else "false",
            "dummy": self.dummy,
            "regions": ", ".join(f"{name} {slug}" for name, slug in sorted(self.regions.items())),
        }
        return tuple(
            key if value is True else f"{key} {value}" for key, value in said.items() if value
        )


_AS_IT_COMES = PageDecided()

SPREAD = "spread"
"""What a page is to be like that has the right half of a dummy, before the name of that."""


Takes = Literal["lead", "second", "story", "picture", "briefs", "index", "none"]
"""What stands in a region: the story that leads the page, the next best, any story, one with a
picture, a rail of briefs, the index; nothing that is decided."""

LEAD, PICTURE, BRIEFS, INDEX, NONE = "lead", "picture", "briefs", "index", "none"


@dataclass(frozen=True, slots=True)
class DummyRegion:
    """A part of a dummy, by its name, what it takes, and the place and form that this has there."""

    name: str
    takes: Takes
    place: Place
    form: Form

    @property
    def columns(self) -> range:
        """Its columns, counted from 0."""
        first = (self.place.column or 1) - 1
        return range(first, first + (self.form.columns or 1))

    def shifted(self, columns: int) -> DummyRegion:
        """The same, so many columns further to the left."""
        return replace(self, place=replace(self.place, column=(self.place.column or 1) - columns))


@dataclass(frozen=True, slots=True)
class Dummy:
    """A designer's template of a page by its name: what it is for, the columns of the grid it is
    drawn for, and its regions, those first that choose their story first. One that is drawn over
    the two pages of a spread has its `gutter` after so many columns, which are those of one page;
    0 for a single page."""

    name: str
    about: str
    columns: int
    regions: tuple[DummyRegion, ...]
    gutter: int = 0

    def on(self, page: int) -> Dummy:
        """What of it is drawn for a page, in the columns of that: of a spread its left half for an
        even number, its right half for an odd one. What lies across the gutter is for neither."""
        if not self.gutter:
            return self
        first = self.gutter if page % 2 else 0
        half = range(first, first + self.gutter)
        regions = (one.shifted(first) for one in self.regions if {*one.columns} <= {*half})
        return replace(self, columns=self.gutter, regions=tuple(regions), gutter=0)


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """What is decided of stories, by their slugs, of pages, by their numbers, and of ads, by their
    ids; where it is said, and the dummies that pages are made after, by their names. `written` are
    the tables that it was read from; `whole` the stories that say themselves that they must not
    jump. `deadlines` say when pages are to be closed, `section_deadlines` those of sections;
    `house_ads` which of them stand where, by their names; `drawn` are the dummies that are drawn
    in the same file."""

    stories: Mapping[str, Decided] = field(default_factory=dict)
    pages: Mapping[int, PageDecided] = field(default_factory=dict)
    places: Positions = field(default_factory=lambda: Positions(PAGES))
    written: Mapping[str, Any] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    dummies: Mapping[str, Dummy] = field(default_factory=dict)
    ads: Mapping[str, AdDecided] = field(default_factory=dict)
    deadlines: Mapping[int, str] = field(default_factory=dict)
    section_deadlines: Mapping[str, str] = field(default_factory=dict)
    house_ads: Mapping[str, HouseAdDecided] = field(default_factory=dict)
    drawn: Mapping[str, Dummy] = field(default_factory=dict)

    def own(self, slug: str) -> Mapping[str, Where]:
        """What a story decides of itself in its front matter, by key, and where."""
        keys = self.written.get("story", {}).get(slug, {})
        told = {key: self.places.key(("story", slug, key)) for key in keys}
        return {key: where for key, where in told.items() if where.file != self.places.file}

    @property
    def leads(self) -> Mapping[int, str]:
        """The stories that lead pages by decision, by the numbers of their pages."""
        return {
            one.pages[0]: slug
            for slug, one in self.stories.items()
            if one.lead and len(one.pages) == 1 and not one.rather and "lead" not in one.preferred
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
        return self.on(1)

    @property
    def bare(self) -> tuple[int, ...]:
        """The pages that are to have no ads."""
        return tuple(number for number, page in self.pages.items() if not page.ads)

    def on(self, page: int) -> PageDecided:
        """What is decided of a page."""
        return self.pages.get(page, _AS_IT_COMES)

    def spread_of(self, page: int) -> int:
        """The left-hand page of whose dummy this page has a half: itself, or the one before it; 0
        where that is none of a spread. A spread begins on a left-hand page, and its right-hand page
        has no dummy of its own."""
        left = page - page % 2
        dummy = self.dummies.get(self.on(left).dummy)
        return left if dummy and dummy.gutter and not self.on(left + 1).dummy else 0

    def dummy_on(self, page: int) -> Dummy | None:
        """The dummy that a page is made after, of a spread the whole of it; None for none."""
        own = self.dummies.get(self.on(self.spread_of(page) or page).dummy)
        return own if own and (not own.gutter or self.spread_of(page)) else None

    def looks_of(self, page: int) -> tuple[str, ...]:
        """What a page is to be like, as `PageDecided.looks`, which story leads it, which house ads
        stand there, and of which spread's dummy it has the right half."""
        lead, left = self.leads.get(page), self.spread_of(page)
        half = [f"{SPREAD} {self.on(left).dummy}"] if left and left != page else []
        ads = (f"house_ad {name} {o.looks}" for name, o in self.house_ads.items() if o.page == page)
        return (*self.on(page).looks, *([f"lead {lead}"] if lead else []), *half, *ads)

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
