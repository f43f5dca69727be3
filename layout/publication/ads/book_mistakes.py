"""A publication's ad book with all that is wrong with it: rows, sections, artwork."""

from __future__ import annotations

from pathlib import Path

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


def checked_book(
    house: House, grid: Grid, cache: ArtworkCache | None = None
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings that can be stacked, and all findings, by line. An ad that names no artwork yet
    is no finding here: printing reports it. Raises BadInput as `ad_book_of` does."""
    read, wrong = ad_book_of(house, grid)
    bookings, unknown = known_sections(read, house.publication.print_plan)
    folder = house.file.parent if house.file else Path()
    cache = cache or ArtworkCache()
    artwork = _artwork(bookings, folder, sheet_of(grid), cache)
    found = (*wrong, *unknown, *artwork, *_preflighted(bookings, house, folder, cache))
    return bookings, by_line(found)


def book_findings(file: Path) -> tuple[Finding, ...]:
    """What is wrong with an ad book in its publication, but not what is wrong with the publication
    itself."""
    return booked(file)[1]


def booked(file: Path) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings of an ad book in its publication, with all findings, as `checked_book` gives
    them. Where the publication cannot be used, sizes are those of newsgrid's own page, and sections
    are not looked at."""
    beside, cache = file.parent / FILE, ArtworkCache(sound=True)
    try:
        house = load_house(beside)
    except (BadInput, OSError):
        house = House(Publication(folder=file.parent), FORMATS, beside)
        bookings, found = checked_book(house, grid_for(house, AS_PUBLISHED), cache)
        return bookings, tuple(each for each in found if each.code != "unknown-section")
    return checked_book(house, grid_for(house, AS_PUBLISHED), cache)


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
) -> tuple[Finding, ...]:
    """What artwork breaks of the profile that the publication asks for."""
    if not house.publication.preflight:
        return ()
    from layout.publication.ads.preflighted import preflight_findings, profile_of, remembering

    profile, wrong = profile_of(house)
    if profile is None:
        return wrong
    findings: list[Finding] = []
    with remembering(house):
        for booking in bookings:
            file = artwork_of(booking, folder, cache)[0] if booking.artwork else None
            if file:
                mend = house.press.mend if house.press else ()
                findings += preflight_findings(booking, cache.at(file), profile, mend)
    return tuple(findings)


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
