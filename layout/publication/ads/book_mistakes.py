"""A publication's ad book with all that is wrong with it: rows, sections, artwork."""

from __future__ import annotations

from pathlib import Path

from layout.page.format import FORMATS
from layout.page.grid import Grid
from layout.publication.ads.artwork_files import Looks, artwork_findings, artwork_of
from layout.publication.ads.book_file import ad_book_of, sheet_of
from layout.publication.ads.printed_pages import known_sections
from layout.publication.settings.newsgrid_toml import FILE, House, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.story.publication import Publication
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.finding import BadInput, Finding


def checked_book(
    house: House, grid: Grid, looks: Looks | None = None
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings that can be stacked, and all findings by line. Artwork that is not named yet is
    none: it is told when the edition is printed. Raises BadInput as `ad_book_of` does."""
    read, wrong = ad_book_of(house, grid)
    bookings, unknown = known_sections(read, house.publication.print_plan)
    folder = house.file.parent if house.file else Path()
    artwork = _artwork(bookings, folder, sheet_of(grid), looks or Looks())
    found = (*wrong, *unknown, *artwork)
    return bookings, tuple(sorted(found, key=lambda f: (f.where.line or 0, f.where.column or 0)))


def book_findings(file: Path) -> tuple[Finding, ...]:
    """What is wrong with an ad book in its publication; what is wrong with that is told where it
    is checked."""
    return booked(file)[1]


def booked(file: Path) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings of an ad book in its publication, with all findings, as `checked_book` gives
    them; where the publication cannot be used, for the page that newsgrid takes without one."""
    beside, looks = file.parent / FILE, Looks(sound=True)
    try:
        house = load_house(beside)
    except (BadInput, OSError):
        house = House(Publication(folder=file.parent), FORMATS, beside)
        bookings, found = checked_book(house, grid_for(house, AS_PUBLISHED), looks)
        return bookings, tuple(each for each in found if each.code != "unknown-section")
    return checked_book(house, grid_for(house, AS_PUBLISHED), looks)


def _artwork(
    bookings: tuple[Booking, ...], folder: Path, sheet: Sheet, looks: Looks
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    for booking in bookings:
        if booking.artwork:
            file, problem = artwork_of(booking, folder, looks)
            findings += [problem] if problem else []
            findings += artwork_findings(booking, file, sheet, looks) if file else ()
    return tuple(findings)
