"""A publication's ad book with all that is wrong with it: rows, sections, artwork."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layout.page.format import FORMATS
from layout.page.grid import Grid
from layout.publication.ads.artwork_files import ArtworkCache, artwork_findings, artwork_of
from layout.publication.ads.book_file import ad_book_of, sheet_of
from layout.publication.ads.printed_pages import known_sections
from layout.publication.settings.newsgrid_toml import FILE, House, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.story.publication import Publication
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.finding import BadInput, Finding, by_line
from slots.stacking.task.ad_plan import AdPlace

if TYPE_CHECKING:
    from layout.publication.ads.preflighted import HeldAd


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """An ad book: the `bookings` that can be stacked, what is `wrong` with it by line, and the ads
    whose artwork was held against the publication's profile."""

    bookings: tuple[Booking, ...]
    wrong: tuple[Finding, ...]
    preflighted: tuple[HeldAd, ...] = ()

    def findings(self, places: Sequence[AdPlace], grid: Grid) -> tuple[Finding, ...]:
        """All findings by line: of artwork with the pages on which its ads have their places."""
        broken = (one for ad in self.preflighted for one in ad.findings(places, grid))
        return by_line((*self.wrong, *broken))


def checked_book(
    house: House, grid: Grid, cache: ArtworkCache | None = None, text: str | None = None
) -> CheckedBook:
    """A publication's ad book, or another `text` of it. An ad that names no artwork yet is no
    finding here: printing reports it. Raises BadInput as `ad_book_of` does."""
    read, wrong = ad_book_of(house, grid, text)
    bookings, unknown = known_sections(read, house.publication.print_plan)
    folder = house.file.parent if house.file else Path()
    cache = cache or ArtworkCache()
    artwork = _artwork(bookings, folder, sheet_of(grid), cache)
    held, unprofiled = _preflighted(bookings, house, folder, cache)
    return CheckedBook(bookings, by_line((*wrong, *unknown, *artwork, *unprofiled)), held)


def book_findings(file: Path, places: Sequence[AdPlace] = ()) -> tuple[Finding, ...]:
    """What is wrong with an ad book in its publication, but not what is wrong with the publication
    itself. The places are those of its ads in the last edition."""
    return booked(file, places)[1]


def booked(
    file: Path, places: Sequence[AdPlace] = ()
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings of an ad book in its publication, with all findings by line. Where the
    publication cannot be used, sizes are those of newsgrid's own page, and sections are not looked
    at."""
    beside, cache = file.parent / FILE, ArtworkCache(sound=True)
    try:
        house, known = load_house(beside), True
    except (BadInput, OSError):
        house, known = House(Publication(folder=file.parent), FORMATS, beside), False
    grid = grid_for(house, AS_PUBLISHED)
    book = checked_book(house, grid, cache)
    found = book.findings(places, grid)
    return book.bookings, tuple(one for one in found if known or one.code != "unknown-section")


def preflight_digest(house: House) -> str:
    """What tells whether artwork is held against the same profile as before, "" for none."""
    if not house.publication.preflight:
        return ""
    from layout.publication.ads.preflighted import profile_of

    profile, wrong = profile_of(house)
    if profile is None:
        return "\n".join(map(str, wrong))
    return " ".join((profile.digest, *(house.press.mend if house.press else ())))


def _preflighted(
    bookings: tuple[Booking, ...], house: House, folder: Path, cache: ArtworkCache
) -> tuple[tuple[HeldAd, ...], tuple[Finding, ...]]:
    """Artwork held against the profile that the publication asks for, and what is wrong with that
    profile."""
    if not house.publication.preflight:
        return (), ()
    from layout.publication.ads.preflighted import Arrived, held_ads, profile_of, remembering

    profile, wrong = profile_of(house)
    if profile is None:
        return (), wrong
    named = ((booking, artwork_of(booking, folder, cache)[0]) for booking in bookings)
    there = [Arrived(booking, cache.at(file)) for booking, file in named if file]
    mend = house.press.mend if house.press else ()
    with remembering(house):
        return held_ads(there, profile, mend), ()


def _artwork(
    bookings: tuple[Booking, ...], folder: Path, sheet: Sheet, cache: ArtworkCache
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for booking in bookings:
        if booking.artwork:
            file, problem = artwork_of(booking, folder, cache)
            findings += [problem] if problem else []
            findings += artwork_findings(booking, file, sheet, cache) if file else ()
    return tuple(findings)
