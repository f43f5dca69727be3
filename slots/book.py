"""Bookings and creatives: what was sold for a slot, and what is shown in it.

A slot nobody booked is filled by the house: an ad of the publication for itself, which may be made
as deep as the page needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from slots.size import PrintSize, Size


@dataclass(frozen=True, slots=True)
class HouseCreative:
    """The publication's own ad, set by its theme at any size.

    `address` is where it leads, printed and linked; without one it is words only.
    """

    headline: str
    text: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class ImageCreative:
    """Artwork in a file (path as written in the ad book), with the words for who cannot see it."""

    file: str
    alternative: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class HtmlCreative:
    """An ad as a piece of HTML."""

    html: str


Creative = HouseCreative | ImageCreative | HtmlCreative


@dataclass(frozen=True, slots=True)
class Booking:
    """One ad sold for one edition: the slot it is for, who pays, and its artwork.

    `sizes` are what was sold: on screen in px, on paper in columns and depth; none: whatever the
    slot holds. An advertiser of None is the house itself.
    """

    id: str
    slot: str
    creative: Creative
    advertiser: str | None = None
    sizes: tuple[Size | PrintSize, ...] = ()

    @property
    def by_house(self) -> bool:
        """Whether it is an ad of the publication for itself."""
        return self.advertiser is None


def house_booking(slot: str, creative: HouseCreative) -> Booking:
    """The booking of a slot that nobody bought.

    >>> house_booking("google-ad-1", HouseCreative("Read us every day")).id
    'house:google-ad-1'
    """
    return Booking(f"house:{slot}", slot, creative)
