"""How many pages ads would fill that have no place: what an overbooked edition is short of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slots.book.booking import Booking
from slots.packing.effort import Limits
from slots.packing.fewest_bins import pack
from slots.packing.lower_bound import lower_bound
from slots.rules.size import Size
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Ad, most_cells, room, task_of
from slots.stacking.task.stack_limits import Limits as StackLimits

QUICK = Limits(rounds=20, cover=0.1, exact=0.1)
"""Enough for a sentence in a report."""


@dataclass(frozen=True, slots=True)
class PagesNeeded:
    """Pages like the one asked about. No fewer than `least` hold the ads, whatever else is allowed.
    Into `by_size` they can be packed where nothing but their sizes counts; sections, positions,
    rivals and the shape of a stack may ask for more. `unfit` are ids of ads that no such page
    holds; they are in neither number."""

    least: int
    by_size: int
    unfit: tuple[str, ...] = ()


def pages_needed(
    book: Sequence[Booking],
    page: StackPage,
    leading: int,
    limits: Limits = QUICK,
) -> PagesNeeded:
    """How many pages like this one all these bookings take; the grid's leading is in millipoints.

    The air above an ad counts as its own, as in a stack. Each half of a double truck is an ad; an
    ad that must be the only one of its page takes one.
    """
    ads = task_of(book, (page,), leading, (), StackLimits()).ads
    most = most_cells(page)
    unfit = [ad for ad in ads if _too_large(ad, page) or ad.area > most]
    halves = [ad for ad in ads if ad not in unfit for _ in range(1 + ad.booking.double_truck)]
    alone = [ad for ad in halves if ad.booking.solus]
    sizes = [Size(ad.columns, ad.rows) for ad in halves if not ad.booking.solus]
    whole = Size(page.columns, room(page))
    cells = sum(size.width * size.height for size in sizes)
    least = max(lower_bound(sizes, whole), -(-cells // most) if sizes else 0)
    by_size = _by_size(sizes, whole, most, limits)
    ids = tuple(ad.id for ad in unfit)
    return PagesNeeded(len(alone) + max(least, by_size[0]), len(alone) + by_size[1], ids)


def _too_large(ad: Ad, page: StackPage) -> bool:
    return ad.columns > page.columns or ad.rows > room(page)


def _by_size(sizes: Sequence[Size], whole: Size, most: int, limits: Limits) -> tuple[int, int]:
    """Pages at least (0 where it does not say), and pages of a packing. Where ads may take only
    `most` cells of a page, they are packed into so many from its foot up, and one that is deeper
    has a page of its own."""
    strip = Size(whole.width, min(whole.height, most // whole.width))
    deeper = [size for size in sizes if size.height > strip.height]
    packing = pack([size for size in sizes if size.height <= strip.height], strip, limits)
    return packing.bound if strip == whole else 0, len(deeper) + len(packing.bins)
