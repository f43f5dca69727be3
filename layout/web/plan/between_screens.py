"""Between the screens that a page was planned on: whether all rules hold there, on every one.

In a wider column no text has more lines, and no picture is less high. So on every screen between
two that were measured each block is at least as high as here, and at most as high as there:

        screen        360         361 ... 374        375
        paragraph     9 lines     9 to 8             8
        picture       240         240 to 250         250
                                  ▲ least copy: 8 lines and 240; most copy: 9 lines and 250

Interval arithmetic, then: what holds on the least copy, with boxes at their least, holds on all of
these screens, for distances only grow with what stands between; shares take the ads at their most.
Where these bounds are too wide to be sure, the range is halved and its middle screen measured,
until it is sure or no screen is left between. So nothing is guessed, and hardly any screen has to
be measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from layout.story.block import Picture
from layout.web.measure.column_and_rail_widths import PX, step_of
from layout.web.measure.forms import PictureForm
from layout.web.plan.ad_density import Arrangement
from layout.web.plan.ads_on_screen import ads_below, copy_ads, limit_of, may_crowd, rail_ads
from layout.web.plan.beside_copy import room_beside
from layout.web.plan.box_sizes import ad_around, panel_option, room_of
from layout.web.plan.boxes_in_copy import edges_of
from layout.web.plan.measured_breakpoint import BETWEEN, MeasuredBreakpoint
from layout.web.plan.one_breakpoint import ArrangedBreakpoint
from layout.web.plan.story_rail import rail_length
from slots.placing.hold_elsewhere import PlacedCase, breaking
from slots.problem.choices import density_limit
from slots.published_limits import density_over
from slots.regions.rail import moved
from slots.regions.reserve import UNLIMITED, reserved
from slots.rules.terms import Region, Strategy
from slots.strip.distance import counts_copy, height_of
from slots.strip.in_view import most_at_once
from slots.strip.measured_flow import Item, Standing, Strip
from slots.units import Length, Unit


@dataclass(frozen=True, slots=True, eq=False)
class ScreenRange:
    """Bounds for a range of screens, its ends included: `least` is the copy with every block at its
    least height on any of them, `most` its height with every block at its greatest; `heads` and
    `boxes` are the least and the greatest height of the head, and of each box on the page by its
    id. `settled` says that the last screen was planned for and that all but the pictures `grown`
    is at its least there."""

    first: int
    last: int
    least: Strip
    most: int
    heads: tuple[int, int]
    boxes: dict[str, tuple[int, int]]
    settled: bool
    grown: tuple[int, ...] = ()

    @property
    def falling(self) -> bool:
        """Whether all of the copy is at its least on the last screen, which was planned for."""
        return self.settled and not self.grown

    @property
    def exact(self) -> bool:
        """Whether it is one screen, on which bounds are what was measured."""
        return self.first == self.last


def failing(made: ArrangedBreakpoint) -> frozenset[int]:
    """Screens that were not planned for on which the arrangement breaks a rule: some of them where
    there are any; none only if all rules hold on all screens of the breakpoint."""
    breakpoint = made.page.breakpoint
    check = _check_of(made)
    doubtful = check.doubtful([check.bounds(*ends) for ends in _ends(breakpoint)])
    while doubtful:
        middles = [_middle(breakpoint, each) for each in doubtful]
        new = [middle for middle in middles if middle not in breakpoint.like]
        breakpoint.task.measure(new)
        found = check.doubtful([check.bounds(middle, middle) for middle in new])
        if found:
            return frozenset(each.first for each in found)
        halves = [
            half
            for each, middle in zip(doubtful, middles, strict=True)
            for half in ((each.first, middle), (middle, each.last))
            if half[1] - half[0] > 1 and not _same(breakpoint, *half)
        ]
        doubtful = check.doubtful([check.bounds(*half) for half in halves])
    return frozenset()


def between_screens(made: ArrangedBreakpoint) -> tuple[ScreenRange, ...]:
    """The bounds between each two neighbours of the screens that a page was planned on."""
    breakpoint = made.page.breakpoint
    check = _check_of(made)
    ends = pairwise(breakpoint.like)
    return tuple(check.bounds(*each) for each in ends if each[1] - each[0] > 1)


def _ends(breakpoint: MeasuredBreakpoint) -> Iterator[tuple[int, int]]:
    """The widest ranges at whose ends a page was planned, none across a step of the sheet."""
    screens = list(breakpoint.like)
    steps = dict.fromkeys(step_of(screen) for screen in screens)
    for step in steps:
        own = [screen for screen in screens if step_of(screen) is step]
        if own[-1] - own[0] > 1 and not _same(breakpoint, own[0], own[-1]):
            yield own[0], own[-1]


def _same(breakpoint: MeasuredBreakpoint, first: int, last: int) -> bool:
    """Whether nothing of a page changes on a range: as a column only grows, whatever is the same at
    both ends is the same between them."""
    return breakpoint.like.get(first, first) == breakpoint.like.get(last, last) or (
        _column_and_head(breakpoint, first) == _column_and_head(breakpoint, last)
    )


def _column_and_head(breakpoint: MeasuredBreakpoint, screen: int) -> tuple[int, int]:
    """The measure of the copy, and the height of the head."""
    strip, head = _known(breakpoint, screen)
    return strip.width, head


def _known(breakpoint: MeasuredBreakpoint, screen: int) -> tuple[Strip, int]:
    known = breakpoint.task.known
    return known[screen] if screen in known else known[breakpoint.like[screen]]


def _middle(breakpoint: MeasuredBreakpoint, at: ScreenRange) -> int:
    """The screen to halve a range at: the middle one of those a page was planned on, if any."""
    inside = [screen for screen in breakpoint.like if at.first < screen < at.last]
    return inside[len(inside) // 2] if inside else (at.first + at.last) // 2


@dataclass(frozen=True, slots=True, eq=False)
class _RangeCheck:
    """Checks an arrangement between its screens. `places` are the indexes of those it was made on;
    `sizes` remembers the sizes of boxes on others. `shares` says that a rule counts in shares of
    the height of the copy, which grow and shrink with all of it: then only single screens can be
    sure. `reach` is how far a rule about places reaches in millipoints; None where that is not
    known."""

    made: ArrangedBreakpoint
    places: dict[int, int]
    sizes: dict[tuple[str, int], tuple[int, int]]
    shares: bool
    reach: int | None

    @property
    def breakpoint(self) -> MeasuredBreakpoint:
        """The breakpoint."""
        return self.made.page.breakpoint

    def bounds(self, first: int, last: int) -> ScreenRange:
        """The bounds for a range whose ends were measured."""
        (narrow, over_narrow), (wide, over_wide) = (
            _known(self.breakpoint, first),
            _known(self.breakpoint, last),
        )
        grown = _grown(self.breakpoint, first, last)
        boxes = {name: self._box(name, first, last) for name in self._standing()}
        least = all(low == self.size(name, last)[1] for name, (low, _) in boxes.items())
        return ScreenRange(
            first,
            last,
            _without(wide, grown) if grown else wide,
            narrow.height + sum(grown.values()),
            (min(over_narrow, over_wide), max(over_narrow, over_wide)),
            boxes,
            least and last in self.breakpoint.like,
            tuple(grown),
        )

    def _standing(self) -> Iterator[str]:
        return (name for name, home in self.made.page.homes.items() if home is not None)

    def _box(self, name: str, first: int, last: int) -> tuple[int, int]:
        """The least and the greatest height of a box on a range."""
        heights = [self.size(name, first)[1]]
        if last > first:
            heights.append(self.size(name, last)[1])
            heights += self._changes(name, first, last)
        return min(heights), max(heights)

    def size(self, name: str, screen: int) -> tuple[int, int]:
        """Width and height of a box on a screen."""
        place = self.places.get(self.breakpoint.like.get(screen, screen))
        if place is not None:
            return self.made.page.contents[name].sizes[place]
        found = self.sizes.get((name, screen))
        if found is None:
            found = self.sizes[name, screen] = self._size(name, screen)
        return found

    def _size(self, name: str, screen: int) -> tuple[int, int]:
        breakpoint, home = self.breakpoint, self.made.page.homes[name]
        assert home
        panel = breakpoint.task.panels.get(name)
        if panel:
            return panel_option(panel, home, (screen,), breakpoint.task.sheet).boxes[0]
        return self._bed(name, room_of(home, screen) * PX, screen)

    def _bed(self, name: str, room: int, screen: int) -> tuple[int, int]:
        """The bed of an ad in a room, where it is as the plan has it."""
        terms = self.breakpoint.terms(self.made.page.contents[name])
        bed = reserved(terms, room, self.made.limits.get(name, UNLIMITED))
        assert bed, "rules give every ad slot a size"
        return bed[0], bed[1] + ad_around(self.breakpoint.task.sheet, step_of(screen)) * PX

    def _changes(self, name: str, first: int, last: int) -> Iterator[int]:
        """The heights of a bed where one more of its sizes fits, on screens of a range; of a module
        with a picture in it anything from nothing to the sum of both ends, for while its text gets
        shorter its picture grows."""
        home = self.made.page.homes[name]
        panel = self.breakpoint.task.panels.get(name)
        if panel:
            if any(isinstance(part, PictureForm) for part in panel.parts):
                yield from (0, self.size(name, first)[1] + self.size(name, last)[1])
            return
        narrow, wide = room_of(home, first) * PX, room_of(home, last) * PX
        for size in self.breakpoint.terms(self.made.page.contents[name]).sizes:
            if narrow < size.width * PX <= wide:
                yield self._bed(name, size.width * PX, first)[1]

    def doubtful(self, ranges: list[ScreenRange]) -> list[ScreenRange]:
        """The ranges on which some rule may be broken (is broken, where it is one screen)."""
        if not ranges:
            return []
        sure = [each.exact or not self.shares for each in ranges]
        pages = [_PageCheck(self.made, each) for each in ranges]
        found = {at for at, held in enumerate(sure) if not held}
        to_check = [at for at, each in enumerate(ranges) if not (each.falling or self._far(each))]
        found |= {to_check[at] for at in _breaking(self.made, [ranges[at] for at in to_check])}
        found |= {at for at, page in enumerate(pages) if at not in found and page.breaks()}
        return [each for at, each in enumerate(ranges) if at in found]

    def _far(self, at: ScreenRange) -> bool:
        """Whether every picture that is higher on some screens of a range is further from each box
        in the copy than any rule reaches.

        What stands beyond the picture is further still, and all that stands nearer is as on the
        last screen, for which it was placed.
        """
        if not at.settled or self.reach is None:
            return False
        marks = [*[item.top for item in at.least.items], at.least.height]
        own = [marks[self.breakpoint.gaps[each.before]] for each in self.made.decision.placements]
        edges = [at.least.items[place] for place in at.grown]
        return all(
            mark - item.bottom >= self.reach or item.top - mark >= self.reach
            for mark in own
            for item in edges
        )


def _grown(breakpoint: MeasuredBreakpoint, first: int, last: int) -> dict[int, int]:
    """By how much each picture of the copy may be higher on the last screen of a range than on the
    first, by its index, rounding included."""
    step = step_of(first)
    narrow, wide = step.measure(first), step.measure(last)
    if narrow == wide:
        return {}
    shaped = breakpoint.task.shaped
    frames = (
        (place, form)
        for place, (block, form) in enumerate(zip(shaped.blocks, shaped.forms, strict=True))
        if isinstance(block, Picture) and isinstance(form, PictureForm)
    )
    grown = ((place, form.picture(wide) - form.picture(narrow)) for place, form in frames)
    return {place: round(more * PX) + 1 for place, more in grown if more}


def _without(strip: Strip, grown: dict[int, int]) -> Strip:
    """A strip with its pictures so much lower."""
    items: list[Item] = []
    less = 0
    for place, item in enumerate(strip.items):
        if less or place in grown:
            top, less = item.top - less, less + grown.get(place, 0)
            items.append(replace(item, top=top, bottom=item.bottom - less))
        else:
            items.append(item)
    return replace(strip, items=tuple(items), height=strip.height - less)


def _breaking(made: ArrangedBreakpoint, ranges: list[ScreenRange]) -> tuple[int, ...]:
    """The ranges, by index, on which the boxes at gaps of the copy may break a rule about
    places."""
    page, breakpoint = made.page, made.page.breakpoint
    placed = tuple(page.contents[each.slot] for each in made.decision.placements)
    if not (placed and ranges):
        return ()
    held = PlacedCase(breakpoint.case(placed), made.decision)
    contents = tuple(
        replace(c, sizes=tuple([(c.sizes[0][0], each.boxes[c.id][0]) for each in ranges]))
        for c in placed
    )
    narrow = min(strip.width for strip in breakpoint.strips)
    contents = tuple(
        replace(c, sizes=tuple([(min(width, narrow), height) for width, height in c.sizes]))
        if not page.beside(c.id)
        else c
        for c in contents
    )
    return breaking(held, tuple(each.least for each in ranges), contents)


def _check_of(made: ArrangedBreakpoint) -> _RangeCheck:
    page, breakpoint = made.page, made.page.breakpoint
    own = breakpoint.task.rules.page_terms(breakpoint.name)
    standing = [page.contents[name] for name, home in page.homes.items() if home is not None]
    terms = {content.slot: breakpoint.terms(content) for content in standing}
    spacing = [each.length for each in own.spacing]
    lengths = [
        each for slot in terms for each in breakpoint.task.rules.lengths(slot, breakpoint.name)
    ]
    shares = any(each.unit is Unit.PERCENT for each in (*lengths, *spacing, own.sticky_ad) if each)
    places = {screen: at for at, screen in enumerate(breakpoint.screens)}
    pinned = any(its.positions for its in terms.values())
    unknown = shares or pinned or made.beside or own.strategy is Strategy.GREEDY
    return _RangeCheck(
        made, places, {}, shares, None if unknown else _reach(made, lengths, spacing)
    )


def _reach(made: ArrangedBreakpoint, lengths: list[Length], spacing: list[Length]) -> int:
    """The furthest that a rule about places in the copy reaches, in millipoints."""
    page, breakpoint = made.page, made.page.breakpoint
    ads = sum(page.ad(each.slot) for each in made.decision.placements)
    crowd = breakpoint.task.rules.page_terms(breakpoint.name).max_per_screen
    far = [strip.viewport[1] for strip in breakpoint.strips] if crowd and ads > crowd else [0]
    for strip in (breakpoint.strips[0], breakpoint.strips[-1]):
        needs = [height_of(each, strip) for each in (*lengths, *spacing) if not counts_copy(each)]
        far.append(max(needs, default=0))
    return max(far)


@dataclass(frozen=True, slots=True, eq=False)
class _PageCheck:
    """Checks the page as a whole on one range of screens: what is not about places in the copy."""

    made: ArrangedBreakpoint
    at: ScreenRange

    def breaks(self) -> bool:
        """Whether the page may be too dense here, its rail too long, or a screen too full."""
        return self._too_dense() or self._too_long()

    def _page(self) -> Arrangement:
        """The page on the least copy."""
        page, at = self.made.page, self.at
        contents = {
            name: replace(
                c, sizes=((c.sizes[0][0], at.boxes[name][0]),) if name in at.boxes else ()
            )
            for name, c in page.contents.items()
        }
        breakpoint = replace(
            page.breakpoint,
            screens=(at.first,),
            railed=(0,) if step_of(at.first).rail else (),
            strips=(at.least,),
            heads=at.heads[:1],
            known={},
        )
        return replace(
            page,
            breakpoint=breakpoint,
            contents=contents,
            edges=edges_of(breakpoint, contents, self.made.decision),
        )

    def _too_long(self) -> bool:
        """Whether boxes beside the copy or in the rail may have less room than they take, or a
        screen may show too many ads."""
        made = self.made
        if not (made.beside or made.page.rail.boxes or may_crowd(made.page)):
            return False
        page = self._page()
        lengths = tuple(
            rail_length(
                page.breakpoint, index, page.edges[index], tuple(box.id for box in made.beside)
            )
            for index in page.breakpoint.railed
        )
        if self._short_beside(page) or (lengths and self._short_rail(page, lengths[0])):
            return True
        rail = made.page.rail
        if not made.beside:
            rail = moved(rail, lengths, BETWEEN)
        return may_crowd(page) and self._crowded(replace(page, rail=rail))

    def _short_beside(self, page: Arrangement) -> bool:
        boxes = self.made.beside
        for at, box in enumerate(boxes):
            below = boxes[at + 1].id if at + 1 < len(boxes) else None
            (room,) = room_beside(page.breakpoint, page.contents, page.edges, box.id, below)
            if room < self.at.boxes[box.id][1] + min(box.runs):
                return True
        return False

    def _short_rail(self, page: Arrangement, length: int) -> bool:
        """Whether the stack may be longer than the article, or than it may be."""
        boxes = self.made.page.rail.boxes
        if not boxes:
            return False
        if self.made.beside:
            foot = boxes[-1].tops[0] + max(boxes[-1].heights) + boxes[-1].runs[0]
            return foot > length
        taken = sum(max(box.heights) + max(box.least, default=0) + BETWEEN for box in boxes)
        return taken - BETWEEN > max(length, self._longest(page, length))

    def _longest(self, page: Arrangement, length: int) -> int:
        """How long the rail may be that is longer than the article wherever it was planned."""
        breakpoint, rail = self.made.page.breakpoint, self.made.page.rail
        if any(any(box.least) for box in rail.boxes):
            return length
        over = [
            foot - rail_length(breakpoint, index, self.made.page.edges[index], ())
            for index, foot in zip(
                breakpoint.railed, rail.feet(len(breakpoint.railed)), strict=True
            )
        ]
        return (
            length + page.breakpoint.strips[0].viewport[1] if max(over, default=0) > 0 else length
        )

    def _crowded(self, page: Arrangement) -> bool:
        """Whether a screen may show too many ads: the rail stands still while the copy beside it
        may stand lower than on the least copy, by `sway`, and what travels in the rail may come as
        much further down."""
        limit = limit_of(page.breakpoint)
        assert limit is not None
        sway = self.at.most - self.at.least.height + self.at.heads[1] - self.at.heads[0]
        sway += sum(most - least for least, most in self.at.boxes.values())
        travels = sway if any(box.sticky for box in page.rail.boxes) else 0
        rail = (
            Standing(each.id, each.top - sway, each.foot + travels) for each in rail_ads(page, 0)
        )
        ads = (*copy_ads(page, self.made.beside, 0), *rail, *ads_below(page, 0))
        return len(most_at_once(ads, page.breakpoint.strips[0].viewport[1])) > limit

    def _too_dense(self) -> bool:
        """Whether ads may be too large a part of the copy, or of its column; or all that promotes
        too large a part of the copy."""
        page, at = self.made.page, self.at
        terms = page.breakpoint.task.rules.page_terms(page.breakpoint.name)
        limit = density_limit(terms)
        if limit is None and terms.promotion is None:
            return False
        fixed = height_of(terms.sticky_ad, at.least) if terms.sticky_ad else 0
        placed = [each.slot for each in self.made.decision.placements]
        ads = [name for name in placed if page.ad(name)]
        inside = sum(at.boxes[name][1] for name in ads if not page.beside(name))
        every = fixed + sum(at.boxes[name][1] for name in ads)
        copy = at.least.height
        if limit is not None and ads and density_over(every, copy + inside, limit):
            return True
        if limit is not None and self._dense_column(every, copy + inside, limit):
            return True
        promoting = [
            name
            for name in placed
            if not page.ad(name) and page.breakpoint.terms(page.contents[name]).promotional
        ]
        if terms.promotion is None or not (ads or promoting):
            return False
        more = sum(at.boxes[name][1] for name in promoting)
        between = sum(at.boxes[name][1] for name in promoting if not page.beside(name))
        return density_over(every + more, copy + inside + between, terms.promotion.value / 100)

    def _dense_column(self, ads: int, content: int, limit: Fraction) -> bool:
        """Whether the column is too dense with the ads that follow the copy."""
        page, at = self.made.page, self.at
        homes = (Region.END,) if step_of(at.first).rail else (Region.END, Region.RAIL)
        after = sum(
            at.boxes[name][1]
            for name, home in page.homes.items()
            if home in homes and page.ad(name)
        )
        if not after:
            return False
        modules = sum(
            at.boxes[each.slot][0]
            for each in self.made.decision.placements
            if not (page.ad(each.slot) or page.beside(each.slot))
        )
        whole = content + at.heads[0] + modules + after
        return density_over(ads + after, whole, limit)
