"""The zones of a page that is closed: bytes, and what was kept of what stands where on them.

    kept places + PDFium's words ─> blocks ─> story, picture, box, ad, promo, index, furniture

Words are read from the PDF, each into the place that its middle lies in, else into one that is near
(type reaches a little out of its place); what is in none is furniture. Of a page that was closed
before such places were kept nobody knows which story each word is of: it is one zone, of the kind
`page`, beside its ads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from layout.epaper.zones.drawn_words import HYPHEN, drawn_lines
from layout.epaper.zones.outline import outline, rectangle
from layout.epaper.zones.printed_words import PrintedLine, PrintedWord, TextBlock, around
from layout.epaper.zones.zone import Every, Zone, ZonedPage
from layout.makeup.edition.placed_ads import ad_rect
from layout.page.rect import Rect
from layout.publication.closed_pages import ClosedPage, ClosedStand

_NEAR = 6_000
"""Millipoints that a word's middle may be out of its place."""

_WIDER = 4_000
"""What a gap between legs may be wider than the gutter of the grid and still be closed."""

_CAPTIONS = ("cutline", "credit")
_LEADING = ("promo", "index")
_THINGS = ("picture", "box", "ad")


def closed_zones(page: ClosedPage, every: Every, sheet: Any) -> ZonedPage:
    """A page that is closed with its zones; `sheet` is its page of PDFium's."""
    width, height = (round(length * 1000) for length in sheet.get_size())
    whole = Rect(0, 0, width, height)
    if page.stands:
        zones = _stood(page, every, sheet, whole)
        kept = tuple(dict.fromkeys(zone.story for zone in zones if zone.story))
    else:
        zones = _whole(page, every, sheet, whole)
        kept = tuple(story.slug for story in page.stories)
    slugs = tuple(slug for slug in kept if slug in every.stories)
    return ZonedPage(page.number, page.section, width, height, zones, slugs, True)


def _whole(page: ClosedPage, every: Every, sheet: Any, whole: Rect) -> tuple[Zone, ...]:
    """The ads of a page, and all else as one zone."""
    grid = every.made.stacked.grid
    places = [(one, every.bookings[one.id]) for one in page.ads if one.id in every.bookings]
    ads = [(booking, ad_rect(place, booking, grid)) for place, booking in places]
    drawn = drawn_lines(sheet, [*(rect for _, rect in ads), whole])
    language = every.made.stacked.publication.language
    zone = Zone("", "page", page.number, 0, (rectangle(whole),), language=language)
    zones = [replace(zone, blocks=_drawn(whole, drawn[whole]))]
    for booking, rect in ads:
        zone = replace(zone, kind="ad", polygons=(rectangle(rect),), title=booking.advertiser)
        zones.append(replace(zone, blocks=_drawn(rect, drawn[rect])))
    return tuple(zones)


def _drawn(rect: Rect, lines: tuple[PrintedLine, ...]) -> tuple[TextBlock, ...]:
    return (TextBlock("drawn", rect, lines),) if lines else ()


@dataclass(slots=True)
class _Group:
    """A zone that is being gathered: its places with the words in each, and the picture, box or ad
    that it is, if it is one; for a promo, where its pictures are."""

    kind: str
    story: str = ""
    thing: ClosedStand | None = None
    blocks: list[TextBlock] = field(default_factory=list)
    leads_to: int = 0
    pictures: list[Rect] = field(default_factory=list)


def _stood(page: ClosedPage, every: Every, sheet: Any, whole: Rect) -> tuple[Zone, ...]:
    """The zones of what stands on a page."""
    words = _words(page.stands, sheet, whole)
    groups = [*_grouped(page.stands, words), *_loose(words[whole])]
    gutter = every.made.stacked.grid.gutter + _WIDER
    zones = []
    for group in _ordered(groups):
        rects = [around([block.rect, *_reaching(block)]) for block in group.blocks]
        rects += [*group.pictures, *([_rect(group.thing)] if group.thing else [])]
        blocks = _joined(group.blocks)
        zone = Zone("", group.kind, page.number, 0, outline(rects, gutter), blocks)
        zones.append(_described(zone, group, every))
    return tuple(zones)


def _words(
    stands: Sequence[ClosedStand], sheet: Any, whole: Rect
) -> Mapping[Rect, tuple[PrintedLine, ...]]:
    """The lines in each place, and in all of the page those that are in none."""
    exact = [_type(stand) for stand in stands]
    near = {_grown(rect): rect for rect in exact}
    order = dict.fromkeys([*exact, *near, whole])
    found = dict(drawn_lines(sheet, list(order), hyphens=True))
    for wide, rect in near.items():
        if wide not in exact and found[wide]:
            lines = sorted((*found[rect], *found[wide]), key=lambda line: line.baseline)
            found[rect] = tuple(lines)
    return found


def _rect(stand: ClosedStand) -> Rect:
    return Rect(*stand.place)


def _type(stand: ClosedStand) -> Rect:
    """Where the words of what stands somewhere are."""
    return Rect(*(stand.type or stand.place))


def _grown(rect: Rect) -> Rect:
    return Rect(rect.x - _NEAR, rect.y - _NEAR, rect.width + 2 * _NEAR, rect.height + 2 * _NEAR)


def _grouped(
    stands: Sequence[ClosedStand], words: Mapping[Rect, tuple[PrintedLine, ...]]
) -> list[_Group]:
    """What stands on a page by its zones, in reading order."""
    things = [stand for stand in stands if stand.kind in _THINGS]
    of_things = {id(thing): _Group(thing.kind, thing.story, thing) for thing in things}
    by_key: dict[object, _Group] = {}
    for stand in stands:
        if stand.kind != "text":
            continue
        lines = words[_type(stand)]
        own = _whose(stand, things)
        if own is not None:
            group = of_things[id(own)]
        else:
            group = by_key.setdefault(_key(stand), _Group(_kind(stand), stand.story))
            group.leads_to = group.leads_to or stand.leads_to
        if lines:
            rest = (stand.paragraph, stand.runs_on)
            group.blocks.append(TextBlock(stand.role, _rect(stand), lines, *rest))
    for thing in things:
        of_things[id(thing)].blocks += _drawn(_rect(thing), words[_rect(thing)])
    groups = [group for group in by_key.values() if group.blocks]
    for stand in stands:
        if stand.kind == "promo":
            groups += _beside(stand, groups, words[_type(stand)])
    return [*groups, *of_things.values()]


def _loose(lines: tuple[PrintedLine, ...]) -> list[_Group]:
    """What stands in no place."""
    if not lines:
        return []
    rect = around([line.rect for line in lines])
    return [_Group("furniture", blocks=[TextBlock("drawn", rect, lines)])]


def _beside(
    picture: ClosedStand, groups: Sequence[_Group], lines: tuple[PrintedLine, ...]
) -> list[_Group]:
    """Puts the picture of a promo to the nearest one; where there is none, it stands for itself."""
    rect = _rect(picture)
    near = [group for group in groups if group.kind == "promo"]
    nearest = min(near, key=lambda one: _distance(one.blocks[0].rect, rect), default=None)
    if nearest is None:
        return [_Group("picture", pictures=[rect], blocks=list(_drawn(rect, lines)))]
    nearest.pictures.append(rect)
    nearest.blocks += _drawn(rect, lines)
    return []


def _whose(stand: ClosedStand, things: Iterable[ClosedStand]) -> ClosedStand | None:
    """The picture that a cutline belongs to, the ad that a word stands above; None for others."""
    if stand.role == "label":
        return next((one for one in things if one.kind == "ad" and one.id == stand.id), None)
    if stand.role not in _CAPTIONS:
        return None
    own = [one for one in things if one.kind == "picture" and one.story == stand.story]
    return min(own, key=lambda one: _distance(_rect(one), _rect(stand)), default=None)


def _distance(one: Rect, other: Rect) -> int:
    """How far two rectangles are from each other, across and down together."""
    across = max(other.x - one.right, one.x - other.right, 0)
    return across + max(other.y - one.bottom, one.y - other.bottom, 0)


def _joined(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """The blocks of a zone, in which words that a hyphen of ours broke are told whole."""
    words = [[list(line.words) for line in block.lines] for block in blocks]
    chains: dict[object, list[list[PrintedWord]]] = {}
    for number, (block, lines) in enumerate(zip(blocks, words, strict=True)):
        key: object = number if block.role == "drawn" else (block.role, block.paragraph)
        chains.setdefault(key, []).extend(lines)
    for which, chain in chains.items():
        if not isinstance(which, int):
            _join(chain)
        for line in chain:
            line[:] = map(_plain, line)
    return tuple(
        replace(block, lines=tuple(map(_line, made, block.lines)))
        for block, made in zip(blocks, words, strict=True)
    )


def _line(words: Sequence[PrintedWord], line: PrintedLine) -> PrintedLine:
    return PrintedLine(tuple(words), line.baseline)


def _join(chain: Sequence[list[PrintedWord]]) -> None:
    """Tells the halves of the broken words of a paragraph what they read together. A word over
    three lines is left in parts."""
    for line, following in pairwise(chain):
        first, second = line[-1], following[0]
        broken = first.text.endswith(HYPHEN) and not first.half
        if not broken or (len(following) == 1 and second.text.endswith(HYPHEN)):
            continue
        text = first.text.removesuffix(HYPHEN)
        whole = text + second.text
        line[-1] = PrintedWord(text, first.rect, 1, whole, hyphen=True)
        following[0] = PrintedWord(second.text, second.rect, 2, whole)


def _plain(word: PrintedWord) -> PrintedWord:
    """A word whose hyphens are signs."""
    if HYPHEN not in word.text + word.whole:
        return word
    text, whole = word.text.replace(HYPHEN, "-"), word.whole.replace(HYPHEN, "-")
    return replace(word, text=text, whole=whole)


def _kind(stand: ClosedStand) -> str:
    if stand.story:
        return "story"
    return stand.role if stand.role in _LEADING else "furniture"


def _key(stand: ClosedStand) -> object:
    """What the places of one zone have in common."""
    if stand.story:
        return stand.story
    return stand.place if stand.role in _LEADING else ("furniture", stand.role)


def _ordered(groups: Sequence[_Group]) -> Iterator[_Group]:
    """Pictures, then boxes, after their story; ads after all stories."""
    stories = {group.story for group in groups if group.kind == "story"}
    for group in groups:
        if group.kind == "ad" or (group.thing and group.story in stories):
            continue
        yield group
        if group.kind == "story":
            own = [one for one in groups if one.thing and one.story == group.story]
            yield from sorted(own, key=lambda one: _THINGS.index(one.kind))
    yield from (group for group in groups if group.kind == "ad")


def _reaching(block: TextBlock) -> list[Rect]:
    """The words of a block that reach out of its place by more than a hair."""
    hair = 1_000
    place = block.rect
    wide = Rect(place.x - hair, place.y - hair, place.width + 2 * hair, place.height + 2 * hair)
    rects = [word.rect for word in block.words]
    return [rect for rect in rects if around([wide, rect]) != wide]


def _described(zone: Zone, group: _Group, every: Every) -> Zone:
    """A zone with what it is called, and what it leads to."""
    house = every.made.stacked.publication
    zone = replace(zone, leads_to=group.leads_to, language=house.language)
    if group.thing and group.kind == "ad":
        booking = every.bookings.get(group.thing.id)
        title = booking.advertiser if booking else house.name
        zone = replace(zone, title=title, house_ad=group.thing.role == "house_ad")
    elif group.thing:
        zone = replace(zone, title=group.thing.title)
    return every.named(zone, group.story)
