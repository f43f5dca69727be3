"""Bookings: what an ad book says of each ad; and entries, its rows as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from slots.finding import NOWHERE, Edit, Finding, Severity, Where
from slots.rules.size import Pages
from slots.text.source_map import as_written

_ANY_PAGE = Pages("any")

MOST_ADS = 20_000
"""The most ads of a book: over 200 on each of the 96 pages that an edition may have."""


class Position(StrEnum):
    """Where in its page's stack an ad is wanted.

    FRONT_STRIP is the foot of page one over its whole width, BACK_PAGE the last page; both are
    hard. The others are wishes.
    """

    ANY = "any"
    OUTSIDE = "outside"
    INSIDE = "inside"
    FOOT = "foot"
    TOP = "top"
    FRONT_STRIP = "front-strip"
    BACK_PAGE = "back-page"


class Apart(StrEnum):
    """How far competitors (other advertisers of the same category) must be from an ad, at least.

    A number of pages is written as such ("3 pages") and kept in `Booking.pages_apart`.
    """

    NONE = "none"
    PAGE = "page"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Lock:
    """An ad that stays: its page, and its place there where `column` and `row` say it (the first
    column and row of its cells on the page's grid, counted from 0)."""

    page: int
    column: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """One ad of the book.

    `columns` are columns of the page's grid, `depth` millipoints, both exactly as sold. A double
    truck stands on two facing pages and the spine between them: its `columns` are those on each of
    the two pages (it touches the spine on both). `section` and `pages` say where it may stand
    (hard), `far_forward` that it stands in the first half of the edition (hard), `side` "left" or
    "right" page (hard; "any"). `colour` needs a page printed in colour; a `coupon` must not lie
    back to back with another one; `solus` is the only ad of its page. `apart` and `pages_apart`
    keep competitors away, `away_from` stories with one of these tags (from its page and its facing
    page), `near` are tags of stories that it would like to have on its page (a wish). `priority` 1
    is the highest (9 the lowest); `price` is in cents. `label` prints "Advertisement" above it.
    `artwork` is the file as written ("" where there is none yet).
    """

    id: str
    advertiser: str
    columns: int
    depth: int
    category: str = ""
    section: str = ""
    pages: Pages = _ANY_PAGE
    far_forward: bool = False
    side: str = "any"
    position: Position = Position.ANY
    solus: bool = False
    colour: bool = False
    coupon: bool = False
    double_truck: bool = False
    apart: Apart = Apart.PAGE
    pages_apart: int = 0
    away_from: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    priority: int = 5
    price: int = 0
    lock: Lock | None = None
    label: bool = False
    artwork: str = ""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Entry:
    """The values of an ad by the names of `slots.book.ad_settings.Ad`, and where each is written.

    `row` is where the ad begins; `spelled` is how values of one word are written, with their
    quotes.
    """

    values: Mapping[str, object]
    places: Mapping[str, Where]
    row: Where
    spelled: Mapping[str, str]

    def where(self, field: str) -> Where:
        """Where a field is written; where the ad begins, if it is written nowhere."""
        return self.places.get(field, self.row)

    def edits(self, field: str, meant: str | int | None) -> tuple[Edit, ...]:
        """The edit that writes what was meant in place of a field's value; none where nothing was,
        or where it is not known how that is written."""
        where, written = self.where(field), self.spelled.get(field, "")
        if meant in (None, "") or not written:
            return ()
        return (Edit(where.line or 1, where.column or 1, written, as_written(meant, written)),)

    def error(self, code: str, field: str, message: str, hint: str) -> Finding:
        """A mistake of this ad, at a field; its message names the ad."""
        name = self.values.get("id")
        ad = f"{name}: " if isinstance(name, str) and name else ""
        text = message if message.startswith(f"{field}: ") else f"{field}: {message}"
        return Finding(code, Severity.ERROR, f"{ad}{text}", self.where(field), hint)
