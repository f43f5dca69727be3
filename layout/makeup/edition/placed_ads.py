"""The ads of an edition on its pages: exactly as large as booked, standing on their baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from layout.page.document import WHOLE, Box, Crop, Image
from layout.page.grid import Area, Grid
from layout.page.rect import Rect
from slots.book.booking import Booking
from slots.stacking.task.ad_plan import AdPlace, AdPlan

_BORDER = 250  # millipoints


@dataclass(frozen=True, slots=True, eq=False)
class PageAds:
    """The ads of one page: those with artwork, and frames for those without."""

    images: tuple[Image, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AdBoxes:
    """The ads of all pages. `artwork` has the file of each booking that has one; `label` is the
    word above those that could be taken for a story."""

    plan: AdPlan
    book: Sequence[Booking]
    artwork: Mapping[str, Path]
    grid: Grid
    label: str

    def on(self, page: int) -> PageAds:
        """The ads of a page."""
        bookings = {booking.id: booking for booking in self.book}
        images, boxes = [], []
        for place in self.plan.on(page):
            booking = bookings[place.id]
            rect = ad_rect(place, booking, self.grid)
            label = self.label if booking.label else ""
            file = self.artwork.get(booking.id)
            if file is None:
                boxes.append(Box("ad", booking.id, rect, "", label))
                continue
            alt = f"{self.label}: {booking.advertiser}"
            crop = ad_crop(booking, page)
            images.append(
                Image("ad", booking.id, rect, file, alt, crop, border=_BORDER, label=label)
            )
        return PageAds(tuple(images), tuple(boxes))


def ad_rect(place: AdPlace, booking: Booking, grid: Grid) -> Rect:
    """Where an ad is printed: as wide as its columns, as deep as booked, its foot on the baseline
    of its last row. A double truck goes on over the inner margin to the spine."""
    area = grid.rect(Area(place.column, place.row, place.columns, 1))
    foot = grid.baseline(place.bottom - 1)
    left, right = area.x, area.right
    if booking.double_truck:
        left, right = (0, right) if place.page % 2 else (left, grid.trim[0])
    return Rect(left, foot - booking.depth, right - left, booking.depth)


def ad_crop(booking: Booking, page: int) -> Crop:
    """The part of an ad's artwork that stands on a page: all of it, or, of a double truck, a half;
    even pages are left ones."""
    if not booking.double_truck:
        return Crop()
    return Crop(left=WHOLE // 2) if page % 2 else Crop(right=WHOLE // 2)
