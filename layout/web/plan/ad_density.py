"""Ad density of a page: the share of its height that ads take, as Better Ads and Lighthouse count
it.

Better Ads divides the heights of all ads in the main content by its height. What the main content
is can be read in two ways, and the page keeps within the limit by both:

        ┌ head ────────┐ ─┬─
        ├ copy ────────┤  │ ─┬─  the copy: its blocks and the ads placed in it alone, without head,
        │ ad           │  │  │   air and modules (what `slots.placing.place` counts)
        │ Blue Box     │  │  │
        │ copy         │  │ ─┴─
        ├ digest ──────┤  │       the column: head, copy and all that stands in it, and the ads
        │ ad           │ ─┴─      that follow it; not the digest and sign-up around them
        └ sign-up ─────┘

Ads beside the copy are ads, and no content; the stack of the rail stands in a column of its own and
is not counted where there is one. An ad that stays in view counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from layout.web.measure.column_and_rail_widths import PX, RAIL_GAP
from layout.web.plan.boxes_in_copy import Edges
from layout.web.plan.measured_breakpoint import BETWEEN, MeasuredBreakpoint
from layout.web.plan.story_rail import article_foot
from slots.problem.choices import density_limit
from slots.published_limits import better_ads_share, lighthouse_density
from slots.regions.outside_copy import Homes
from slots.regions.rail import Rail
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.decision import Placement
from slots.strip.distance import height_of

_AFTER_GAP = 40 * PX
"""The air between the copy and what follows it on screens without a rail, as page.css has it."""

_Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """What stands where at a breakpoint: contents with their final sizes, in order, their homes,
    their edges in the copy on each screen, and the rail."""

    breakpoint: MeasuredBreakpoint
    contents: Mapping[str, Content]
    homes: Homes
    edges: Edges
    rail: Rail

    def ad(self, name: str) -> bool:
        """Whether a content is an ad."""
        return name in self.breakpoint.ads

    def beside(self, name: str) -> bool:
        """Whether a content stands beside the copy where it is placed."""
        return name in self.breakpoint.beside

    def after(self, index: int) -> tuple[str, ...]:
        """What follows the copy in its column on a screen, in order."""
        rail = Region.END if index in self.breakpoint.railed else Region.RAIL
        homes = self.homes.items()
        return tuple([name for name, home in homes if home is Region.END or home is rail])


def worst_density(page: Arrangement) -> tuple[float, float]:
    """The highest density of a page on all screens: Better Ads', and Lighthouse's."""
    screens = range(len(page.breakpoint.screens))
    readings = (_copy_parts, column_parts) if _ads_in_copy(page) else (column_parts,)
    shares = (better_ads_share(*read(page, index)) for index in screens for read in readings)
    heights = (strip.viewport[1] for strip in page.breakpoint.strips)
    boxes = (_ad_boxes(page, index) for index in screens)
    return float(max(shares)), float(max(map(lighthouse_density, boxes, heights)))


def _ads_in_copy(page: Arrangement) -> bool:
    """Whether any ad stands in or beside the copy: of copy without one nothing is read."""
    return bool(page.breakpoint.brought) or any(page.ad(each.slot) for each in page.edges[0])


def _copy_parts(page: Arrangement, index: int) -> tuple[int, int]:
    """The heights of all ads in and beside the copy on a screen, and of the copy with its ads."""
    strip = page.breakpoint.strips[index]
    sticky = page.breakpoint.task.rules.page_terms(page.breakpoint.name).sticky_ad
    ads, content = height_of(sticky, strip) if sticky else 0, strip.height
    for place in page.breakpoint.brought:
        ads += strip.items[place].bottom - strip.items[place].top
    for each in page.edges[index]:
        if page.ad(each.slot):
            height = _height(page, each.slot, index)
            ads += height
            content += 0 if page.beside(each.slot) else height
    return ads, content


def column_parts(page: Arrangement, index: int) -> tuple[int, int]:
    """The heights of all ads in the column of the copy on a screen, and of the main content: the
    head, the copy with all that stands in it, and the ads that follow it."""
    ads, content = _copy_parts(page, index)
    content += page.breakpoint.heads[index]
    for each in page.edges[index]:
        if not (page.ad(each.slot) or page.beside(each.slot)):
            content += _height(page, each.slot, index)
    below = sum([_height(page, name, index) for name in page.after(index) if page.ad(name)])
    return ads + below, content + below


def room_for_ads(page: Arrangement, grows: bool) -> tuple[int, ...] | None:
    """By how many millipoints ads may grow on each screen until the limit of density; None where
    there is no limit.

    `grows` says that the content grows with them, as it does by ads that follow the copy and not
    by those beside it. For ads a, content c and room x, it is the largest x with
    a + x <= limit (c + x), or a + x <= limit c where the content does not grow.
    """
    limit = density_limit(page.breakpoint.task.rules.page_terms(page.breakpoint.name))
    if limit is None or (grows and limit >= 1):
        return None
    part, whole = limit.numerator, limit.denominator
    measured = column_parts if grows else _copy_parts
    parts = (measured(page, index) for index in range(len(page.breakpoint.screens)))
    rests = (part * content - whole * ads for ads, content in parts)
    return tuple(rest // (whole - part if grows and rest > 0 else whole) for rest in rests)


def _ad_boxes(page: Arrangement, index: int) -> tuple[_Box, ...]:
    """Every ad of a page on one screen before it is scrolled, in millipoints from the top left of
    the article: its copy, then the rail."""
    return (*_in_copy(page, index), *_in_rail(page, index), *_below(page, index))


def _in_copy(page: Arrangement, index: int) -> Iterator[_Box]:
    """Ads placed in and beside the copy, and those that it brings along."""
    strip = page.breakpoint.strips[index]
    left = strip.width + RAIL_GAP * PX
    for name, top, foot in in_column(page, index):
        width = page.contents[name].sizes[index][0] if name else strip.width
        if name and page.beside(name):
            yield left, top, left + width, foot
        else:
            yield _centred(page, width, top, foot - top, index)


def in_column(page: Arrangement, index: int) -> Iterator[tuple[str, int, int]]:
    """Every ad in and beside the copy of a screen: its id ("" of one that the copy brings along),
    top and foot from the top of the article."""
    head, strip = page.breakpoint.heads[index], page.breakpoint.strips[index]
    inside = [each for each in page.edges[index] if not page.beside(each.slot)]
    for box in inside:
        if page.ad(box.slot):
            yield box.slot, head + box.top, head + box.bottom
    for place in page.breakpoint.brought:
        item = strip.items[place]
        above = [box for box in inside if page.breakpoint.gaps[box.before] <= place]
        top = head + item.top + (_moved(page, index, above[-1]) if above else 0)
        yield "", top, top + item.bottom - item.top
    for each in page.edges[index]:
        if page.beside(each.slot) and page.ad(each.slot):
            height = page.contents[each.slot].sizes[index][1]
            yield each.slot, head + each.top, head + each.top + height


def _moved(page: Arrangement, index: int, box: Placement) -> int:
    """How far the copy below a box has moved down, in the flow with all boxes down to it."""
    strip = page.breakpoint.strips[index]
    margin = page.breakpoint.terms(page.contents[box.slot]).margin
    mark = strip.items[page.breakpoint.gaps[box.before]].top
    return box.bottom + height_of(margin, strip) - mark


def _in_rail(page: Arrangement, index: int) -> Iterator[_Box]:
    """Ads of the stack in the rail."""
    if index not in page.breakpoint.railed:
        return
    at = page.breakpoint.railed.index(index)
    left = page.breakpoint.strips[index].width + RAIL_GAP * PX
    for box in page.rail.boxes:
        if page.ad(box.id):
            width = page.contents[box.id].sizes[index][0]
            yield left, box.tops[at], left + width, box.tops[at] + box.heights[at]


def _below(page: Arrangement, index: int) -> Iterator[_Box]:
    """Ads that follow the copy."""
    top = after_top(page, index)
    for name in page.after(index):
        width, height = page.contents[name].sizes[index]
        if page.ad(name):
            yield _centred(page, width, top, height, index)
        top += height + BETWEEN


def after_top(page: Arrangement, index: int) -> int:
    """From the top of the article to what follows it: below the rail, where that is longer."""
    inside = tuple(each for each in page.edges[index] if not page.beside(each.slot))
    foot = article_foot(page.breakpoint, index, inside)
    if index not in page.breakpoint.railed:
        return foot + _AFTER_GAP
    rail = page.rail.feet(len(page.breakpoint.railed))[page.breakpoint.railed.index(index)]
    return max(foot, rail) + BETWEEN


def _centred(page: Arrangement, width: int, top: int, height: int, index: int) -> _Box:
    left = (page.breakpoint.strips[index].width - width) // 2
    return left, top, left + width, top + height


def _height(page: Arrangement, name: str, index: int) -> int:
    return page.contents[name].sizes[index][1]
