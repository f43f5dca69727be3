"""What stands on each page of an edition, in reading order: every word of a page is in one zone and
in no other.

    furniture   masthead, folio, the head over a rail      story     its part of the page
    promo       of page one, leads to a page               picture   with its cutline
    index       an entry of it, leads to a page            box       a module
    ad          booked or the house's own                  page      all of a page that is closed

Pages that were closed are bytes: `closed_zones.py` tells what stands on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from layout.edition.make_edition import Newspaper
from layout.epaper.zones.closed_zones import closed_zones
from layout.epaper.zones.drawn_words import drawn_lines
from layout.epaper.zones.outline import outline
from layout.epaper.zones.printed_words import TextBlock, around, blocks_of
from layout.epaper.zones.zone import Every, Zone, ZonedPage
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.gathered_article import Gathered
from layout.makeup.edition.shapes.item import INDEX, story_of
from layout.makeup.edition.shapes.news_hole import AIR
from layout.page.document import Box, Fragment, Image, Page
from layout.page.grid import Area
from layout.page.rect import Rect
from layout.press.pdf import ad_labels

_CAPTIONS = ("cutline", "credit")
_OUT = 1_000
"""Millipoints that words may reach out of the rectangle of their fragment before it grows."""

_WIDER = 4_000
"""What a gap between legs may be wider than the gutter of the grid and still be closed: type that
stands beside a picture is set in a little."""


def zones_of_edition(made: Newspaper, pdf: Any) -> tuple[ZonedPage, ...]:
    """The zones of all pages of an edition; `pdf` is its PDF, opened by PDFium."""
    every = Every(made)
    painted = {page.number: page for page in made.document.pages}
    closed = {page.number: page for page in made.closed.pages}
    pages = []
    for at, page in enumerate(made.stacked.pages):
        sheet = pdf[at]
        try:
            if page.number in painted:
                pages.append(_zoned(painted[page.number], every, sheet))
            else:
                pages.append(closed_zones(closed[page.number], every, sheet))
        finally:
            sheet.close()
    return _told_in_order(pages)


class _Key(NamedTuple):
    """Whose a fragment is: the kind of its zone, and which of these."""

    kind: str
    which: object


@dataclass(slots=True)
class _Group:
    """A zone that is being gathered: its fragments, its picture or ad, the story it belongs to."""

    fragments: list[Fragment] = field(default_factory=list)
    thing: Image | Box | None = None
    story: str = ""
    leads_to: int = 0


def _zoned(page: Page, every: Every, sheet: Any) -> ZonedPage:
    """The zones of a page that is painted."""
    groups = _Grouping(page, every).groups()
    things: list[Box | Image] = [*page.boxes, *page.images]
    drawn = drawn_lines(sheet, [thing.rect for thing in things])
    labels = _labels(page, every)
    gutter = page.grid.gutter + _WIDER
    zones = []
    for key, group in groups.items():
        blocks = [every.blocks[one] for one in group.fragments if every.blocks[one].lines]
        rects = [_grown(block) for block in blocks]
        if group.thing:
            label = labels.get(id(group.thing))
            blocks = [label, *blocks] if label else blocks
            rects += [group.thing.rect, *([label.rect] if label else [])]
            if lines := drawn[group.thing.rect]:
                blocks.append(TextBlock("drawn", group.thing.rect, lines))
        if rects:
            zone = Zone("", key.kind, page.number, 0, outline(rects, gutter), tuple(blocks))
            zones.append(_described(zone, group, every))
    width, height = page.grid.trim
    slugs = tuple(dict.fromkeys(zone.story for zone in zones if zone.story))
    return ZonedPage(page.number, page.section, width, height, tuple(zones), slugs)


def _described(zone: Zone, group: _Group, every: Every) -> Zone:
    """A zone with what it is called, and what it leads to."""
    thing = group.thing
    zone = replace(zone, leads_to=group.leads_to, language=every.made.stacked.publication.language)
    if zone.kind == "ad" and thing:
        booking = every.bookings.get(thing.id)
        title = booking.advertiser if booking else every.made.stacked.publication.name
        zone = replace(zone, title=title, house_ad=booking is None)
    if isinstance(thing, Image):
        zone = replace(zone, image=thing, title=zone.title or thing.alternative)
    return every.named(zone, group.story)


def _labels(page: Page, every: Every) -> Mapping[int, TextBlock]:
    """The words above ads, by the identity of the ad."""
    stacked = every.made.stacked
    fragments = ad_labels(page, stacked.theme, stacked.foundry)
    made = blocks_of([replace(page, fragments=fragments, drop_caps=())])
    things: tuple[Box | Image, ...] = (*page.boxes, *page.images)
    labelled = (one for one in things if one.label)
    return {id(thing): made[fragment] for thing, fragment in zip(labelled, fragments, strict=True)}


def _grown(block: TextBlock) -> Rect:
    """The rectangle of a block, with all words that reach out of it by more than a hair."""
    rects = [block.rect]
    for line in block.lines:
        words = line.rect
        near = Rect(words.x + _OUT, words.y + _OUT, 0, 0)
        far = Rect(words.right - _OUT, words.bottom - _OUT, 0, 0)
        if not (block.rect.contains(near) and block.rect.contains(far)):
            rects.append(words)
    return around(rects)


class _Grouping:
    """Sorts what stands on one page into its zones."""

    def __init__(self, page: Page, every: Every) -> None:
        self.page, self.every = page, every
        self.tiles = [
            (one, page.grid.rect(Area(t.column, t.row + AIR, t.columns, t.rows - AIR)))
            for one in every.placed.get(page.number, ())
            for t in (one.tile,)
            if one.id != INDEX
        ]
        self.pictures = [one for one in page.images if one.role == "picture"]
        self.found: dict[_Key, _Group] = {}

    def groups(self) -> Mapping[_Key, _Group]:
        """All zones of the page, in reading order: pictures and boxes after their story, ads after
        all stories."""
        for fragment in self.page.fragments:
            key, story = self._whose(fragment)
            group = self.found.setdefault(key, _Group(story=story))
            group.fragments.append(fragment)
        self._promised("promo", [one.page for one in self.every.made.promos], 0)
        self._promised("index", [one.page for one in self.every.made.index], 1)
        for image in self.page.images:
            self._image(image)
        for box in self.page.boxes:
            kind = "ad" if box.role == "ad" else "box"
            story = "" if kind == "ad" else self._story_at(box.rect)
            self.found[_Key(kind, id(box))] = _Group([], box, story)
        return dict(self._ordered())

    def _image(self, image: Image) -> None:
        if image.role == "promo":
            near = [key for key in self.found if key.kind == "promo"]
            beside = min(near, key=lambda key: _distance(key.which, image.rect), default=None)
            if beside:
                self.found[beside].thing = image
                return
        kind = "ad" if image.role == "ad" else "picture"
        group = self.found.setdefault(_Key(kind, id(image)), _Group(story=image.story))
        group.thing = image

    def _whose(self, fragment: Fragment) -> tuple[_Key, str]:
        """The zone of a fragment, and its story."""
        if fragment.role in _CAPTIONS:
            own = [one for one in self.pictures if one.story == fragment.story]
            nearest = min(own, key=lambda one: _distance(fragment.rect, one.rect), default=None)
            if nearest:
                return _Key("picture", id(nearest)), fragment.story
        if fragment.story:
            return _Key("story", fragment.story), fragment.story
        if fragment.role in ("promo", "index"):
            return _Key(fragment.role, fragment.rect), ""
        one = self._placed_at(fragment.rect)
        if one and isinstance(one.article, Gathered):
            return _Key("furniture", one.id), ""
        if one and one.article:
            return _Key("story", story_of(one.id)), story_of(one.id)
        return _Key("furniture", fragment.role), ""

    def _placed_at(self, rect: Rect) -> PlacedStory | None:
        """What stands where the middle of a rectangle is."""
        x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
        for one, tile in self.tiles:
            if tile.x <= x < tile.right and tile.y <= y < tile.bottom:
                return one
        return None

    def _story_at(self, rect: Rect) -> str:
        one = self._placed_at(rect)
        return story_of(one.id) if one and one.article else ""

    def _promised(self, kind: str, pages: Sequence[int], titles: int) -> None:
        """The pages that promos, or entries of the index, lead to, in their order; so many `titles`
        come before them."""
        keys = [key for key in self.found if key.kind == kind][titles:]
        for key, page in zip(keys, pages, strict=False):
            self.found[key].leads_to = page

    def _ordered(self) -> Iterator[tuple[_Key, _Group]]:
        after = ("picture", "box")
        for key, group in self.found.items():
            if key.kind == "ad" or (key.kind in after and self._has(group.story)):
                continue
            yield key, group
            if key.kind == "story":
                of_story = [item for item in self.found.items() if item[1].story == key.which]
                yield from sorted(
                    (item for item in of_story if item[0].kind in after),
                    key=lambda item: after.index(item[0].kind),
                )
        yield from (item for item in self.found.items() if item[0].kind == "ad")

    def _has(self, story: str) -> bool:
        return bool(story) and _Key("story", story) in self.found


def _distance(one: object, other: Rect) -> int:
    """How far two rectangles are from each other, across and down together."""
    assert isinstance(one, Rect)
    across = max(other.x - one.right, one.x - other.right, 0)
    return across + max(other.y - one.bottom, one.y - other.bottom, 0)


def _told_in_order(pages: Iterable[ZonedPage]) -> tuple[ZonedPage, ...]:
    """Pages whose zones have their ids and their order, and know the parts of their stories."""
    order, named = 0, []
    for page in pages:
        zones = []
        for number, zone in enumerate(page.zones, 1):
            order += 1
            zones.append(replace(zone, id=f"p{page.number}-z{number}", order=order))
        named.append(replace(page, zones=tuple(zones)))
    parts: dict[str, list[str]] = {}
    for zone in (zone for page in named for zone in page.zones if zone.kind == "story"):
        parts.setdefault(zone.story, []).append(zone.id)
    before, after = dict[str, str](), dict[str, str]()
    for ids in parts.values():
        after.update(pairwise(ids))
        before.update((two, one) for one, two in pairwise(ids))
    return tuple(
        replace(
            page,
            zones=tuple(
                replace(zone, before=before.get(zone.id, ""), after=after.get(zone.id, ""))
                for zone in page.zones
            ),
        )
        for page in named
    )
