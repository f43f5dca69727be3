"""Where a place on an ad's artwork is printed: on which page of the newspaper, in mm there.

artwork, its first page        page of the newspaper
┌──────────────┐               ┌────────────────────┐
│  x ─ y       │    ──▶        │      ┌───────┐     │   the artwork fills the ad's rectangle,
└──────────────┘               │      │ x─y   │     │   or stands in it as large as it fits
                               └──────┴───────┴─────┘
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.makeup.edition.placed_ads import ad_crop, ad_rect
from layout.page.format import MM
from layout.page.grid import Grid
from layout.press.pictures.crop_and_place import Placement, place
from slots.book.booking import Booking
from slots.finding import Spot
from slots.stacking.task.ad_plan import AdPlace

_ALIKE = 0.005
"""By what share a page's trim may differ from the proportions that are printed, and be the same."""


def printed_at(
    booking: Booking,
    places: Sequence[AdPlace],
    grid: Grid,
    size: tuple[float, float],
    spot: tuple[float, float] | None = None,
) -> Spot | None:
    """Where the upper left corner of something on an ad's artwork is printed; None where the ad has
    none of the places. `size` is how large the artwork is, `spot` how far its corner is from the
    left and the top, in shares of that: without it only the page is told, the first of two."""
    own = sorted((one for one in places if one.id == booking.id), key=lambda one: one.page)
    if not own:
        return None
    if spot is None:
        return Spot(own[0].page)
    right = booking.double_truck and spot[0] >= 0.5
    there = own[-1 if right else 0]
    on = place(ad_rect(there, booking, grid), size, ad_crop(booking, there.page))
    return Spot(there.page, *_within(on, spot))


def _within(on: Placement, spot: tuple[float, float]) -> tuple[float, float]:
    """A place on artwork in mm on the page; what is cut off there counts to the edge of the ad."""
    clip = on.clip
    x = min(max(on.left + spot[0] * on.width, clip.x), clip.right)
    y = min(max(on.top + spot[1] * on.height, clip.y), clip.bottom)
    return round(x / MM, 1) + 0.0, round(y / MM, 1) + 0.0


def alike(trim: tuple[float, float], size: tuple[float, float]) -> bool:
    """Whether a page's trim has the proportions of what is printed of it: where it has not, they
    are not the same box of the page, and places on one are none on the other."""
    return abs(trim[0] * size[1] - trim[1] * size[0]) <= _ALIKE * trim[1] * size[0]
