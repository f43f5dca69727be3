"""One page of an ad plan as a thumbnail: its ads where they stand, each with what it is.

┌───────────────┐
│ ▬▬▬▬▬▬▬▬▬▬▬▬▬ │  furniture
│ ┊   ┊   ┊   ┊ │  the columns, faint
│ ┊   ┊  ┌────┐ │
│ ┌──────┤A12 │ │  ads: name, advertiser, size; coupons dashed, with scissors; locks; wishes missed
└─┴──────┴────┴─┘
3 News    ▬▬▬▬▬│▭▭  49 %   the caption: what ads take of the page, a tick at what is wanted
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace

from layout.desk.reports.ads.drawing import (
    GREY,
    INK,
    PAPER,
    Box,
    Letters,
    Mark,
    Ring,
    Stroke,
    Words,
)
from layout.desk.reports.ads.page_by_page import fill_of
from layout.edition.ad_words import size_words, wish_missed
from layout.edition.stacked_ads import Stacked
from layout.page.grid import Area
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

ACCENT, _BLUE = "#a52a22", "#3f6f9f"
_SHADE = "#eceef0"
CAPTION = 25_000
"""Millipoints under a page that its caption takes."""

_INSIDE, _NARROW = 2_000, 26_000
_NAMES = (7_000, 6_000, 5_000)
"""Sizes of an ad's name: the largest that fits."""

_SMALL, _LEAST = 5_600, 4
"""The size of an ad's other words, and the fewest characters of them that are worth setting."""

Tint = tuple[str, str]
"""The fill and the line of a category's ads."""


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnails:
    """What all thumbnails of a plan share: the plan, the width of a page, the tints."""

    work: Stacked
    letters: Letters
    width: int
    tints: Mapping[str, Tint]

    @property
    def height(self) -> int:
        """The height of a page."""
        across, down = self.work.grid.trim
        return self.width * down // across

    def page(self, page: StackPage, x: int, y: int) -> Iterator[Mark]:
        """The marks of a page whose corner is at (x, y), its caption below it."""
        yield Box(x, y, self.width, self.height, PAPER)
        yield from self._ground(page, x, y)
        yield Box(x, y, self.width, self.height, "", "#8d9298", 500)
        for place in self.work.plan.on(page.number):
            yield from self._ad(place, page, x, y)
        yield from self._caption(page, x, y + self.height)

    def _scaled(self, length: int) -> int:
        return length * self.width // self.work.grid.trim[0]

    def _ground(self, page: StackPage, x: int, y: int) -> Iterator[Mark]:
        """Columns, and the rows of the furniture."""
        grid = self.work.grid
        if page.first_row < grid.rows:
            head, foot = grid.row_top(page.first_row), grid.live.bottom
            for left, width in grid.columns:
                area = [self._scaled(length) for length in (left, head, width, foot - head)]
                yield Box(x + area[0], y + area[1], area[2], area[3], "#f8f9fa")
        top, depth = self._scaled(grid.live.y), self._scaled(grid.leading * page.first_row)
        left, width = x + self._scaled(grid.live.x), self._scaled(grid.live.width)
        yield Box(left, y + top, width, max(600, depth - 1_500), _SHADE)
        if page.number == 1:
            size = min(10_000, depth * 2 // 3)
            name = self.letters.fitted(self.work.publication.name, width - 4_000, size, bold=True)
            base = y + top + (depth - 1_500 + size * 7 // 10) // 2
            yield Words(left + width // 2, base, name, size, True, GREY, "middle")

    def _ad(self, place: AdPlace, page: StackPage, x: int, y: int) -> Iterator[Mark]:
        booking = self.work.booking(place.id)
        fill, line = self.tints[booking.category]
        box = self._frame(place, booking, page, x, y)
        if booking.double_truck:
            yield from _half(box, fill, line, page.number % 2 == 1)
        else:
            thickness = 700 if booking.coupon else 400
            yield replace(box, fill=fill, line=line, thickness=thickness, dashed=booking.coupon)
        if booking.double_truck and page.number % 2:
            return  # the words stand in its left half
        missed = not booking.double_truck and wish_missed(booking, place, page, self.work.plan)
        marked = bool(missed) and box.height > 9_000
        if marked:
            yield from unmet(box.x + box.width - _INSIDE, box.y + box.height - _INSIDE)
        used = yield from self._signs(booking, box, line)
        yield from self._text(booking, box, line, (used, 6_000 if marked else 0))

    def _frame(self, place: AdPlace, booking: Booking, page: StackPage, x: int, y: int) -> Box:
        """Where the ad itself is: at the foot of its rows, its air above it left white."""
        rect = self.work.grid.rect(Area(place.column, place.row, place.columns, place.rows))
        depth = min(booking.depth, rect.height)
        left, right = x + self._scaled(rect.x), x + self._scaled(rect.right)
        if booking.double_truck:
            left, right = (x, right) if page.number % 2 else (left, x + self.width)
        top = y + self._scaled(rect.bottom - depth)
        return Box(left, top, right - left, y + self._scaled(rect.bottom) - top)

    def _signs(self, booking: Booking, box: Box, line: str) -> Generator[Mark, None, int]:
        """Lock and scissors in the upper right corner, in narrow ads at the foot; gives the width
        that they take of the first line."""
        narrow = box.width < _NARROW
        y = box.y + (box.height - _INSIDE - 6_000 if narrow else _INSIDE)
        used = 0
        for shown, sign in ((booking.lock, padlock), (booking.coupon, scissors)):
            if shown and box.width > used + 10_000 and box.height > (20_000 if narrow else 10_000):
                yield from sign(box.x + box.width - _INSIDE - used - 6_000, y, line)
                used += 8_000
        return 0 if narrow else used

    def _text(
        self, booking: Booking, box: Box, line: str, taken: tuple[int, int]
    ) -> Iterator[Mark]:
        """Name, advertiser and size, as many of them as there is room for; `taken` is what signs
        take of the first line and of the others."""
        room, foot = box.width - 2 * _INSIDE, box.y + box.height - 1_000
        widths = {size: self.letters.width(booking.id, size, bold=True) for size in _NAMES}
        size = next((each for each in _NAMES if widths[each] <= room - taken[0]), _NAMES[-1])
        base = box.y + _INSIDE + size * 3 // 4
        name = self.letters.fitted(booking.id, box.width - 1_000, size, bold=True)
        yield Words(
            box.x + min(_INSIDE, max(500, box.width - widths[size])), base, name, size, True
        )
        for text in (booking.advertiser, size_words(booking)):
            base += _SMALL * 6 // 5
            short = self.letters.fitted(text, room - taken[1], _SMALL)
            if base <= foot and (short == text or len(short) > _LEAST):
                yield Words(box.x + _INSIDE, base, short, _SMALL, False, line)

    def _caption(self, page: StackPage, x: int, foot: int) -> Iterator[Mark]:
        """The number outside, the section, and how full the page is."""
        base, right = foot + 11_000, page.number % 2 == 1
        number = str(page.number)
        edge, anchor = (x + self.width, "end") if right else (x, "start")
        yield Words(edge, base, number, 9_500, True, INK, "end" if right else "start")
        beside = self.letters.width(number, 9_500, bold=True) + 4_000
        section = " · ".join(filter(None, [page.section, "" if page.colour else "black only"]))
        text = self.letters.fitted(section, self.width // 2 - beside, 6_500)
        place = edge - beside if anchor == "end" else edge + beside
        yield Words(place, base, text, 6_500, False, GREY, "end" if right else "start")
        yield from self._gauge(page, x if right else x + self.width // 2, base)

    def _gauge(self, page: StackPage, x: int, base: int) -> Iterator[Mark]:
        share = fill_of((page,), self.work.plan.places).share
        width, high = self.width // 2 - 20_000, 2_600
        y = base - high - 1_000
        yield Box(x, y, width, high, _SHADE)
        over = share * 1000 > page.most
        yield Box(x, y, round(width * min(1, share)), high, ACCENT if over else _BLUE)
        tick = x + width * page.share // 1000
        yield Stroke(((tick, y - 1_500), (tick, y + high + 1_500)), INK, 600)
        yield Words(x + width + 3_000, base, f"{share:.0%}", 6_500, False, GREY)


def _half(box: Box, fill: str, line: str, right: bool) -> Iterator[Mark]:
    """Half a double truck: open to the spine."""
    left, end, top, foot = box.x, box.x + box.width, box.y, box.y + box.height
    yield Box(left - 600 * right, top, box.width + 600 * right, box.height, fill)
    spine, edge = (left, end) if right else (end, left)
    yield Stroke(((spine, top), (edge, top), (edge, foot), (spine, foot)), line, 400)


def unmet(right: int, foot: int) -> Iterator[Mark]:
    """A wish that is not met: an exclamation mark in a ring, its lower right corner there."""
    middle = right - 2_400
    yield Ring(middle, foot - 2_400, 2_400, ACCENT, 600)
    yield Stroke(((middle, foot - 3_800), (middle, foot - 2_200)), ACCENT, 700)
    yield Stroke(((middle, foot - 1_600), (middle, foot - 1_000)), ACCENT, 700)


def padlock(x: int, y: int, colour: str) -> Iterator[Mark]:
    """A padlock, 6 pt square, its corner at (x, y)."""
    yield Ring(x + 3_000, y + 2_400, 1_600, colour, 700)
    yield Box(x + 700, y + 2_600, 4_600, 3_200, colour)


def scissors(x: int, y: int, colour: str) -> Iterator[Mark]:
    """Scissors, 6 pt square, cutting to the left."""
    yield Ring(x + 4_700, y + 1_400, 1_200, colour, 600)
    yield Ring(x + 4_700, y + 4_600, 1_200, colour, 600)
    yield Stroke(((x + 3_700, y + 2_100), (x, y + 4_200)), colour, 700)
    yield Stroke(((x + 3_700, y + 3_900), (x, y + 1_800)), colour, 700)
