"""What newsgrid stack works with: a publication's book and pages, and the plan they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from layout.makeup.edition.skyline import skyline_rows
from layout.makeup.type.furniture import FOLIO_ROWS, Issue, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.page.grid import Grid
from layout.publication.ads.printed_pages import (
    UNNAMED,
    section_counts,
    section_starts,
    sections_of,
)
from layout.publication.settings.newsgrid_toml import House
from layout.publication.settings.print_sections import PROMOTING_PAGES
from layout.story.decided import NOTHING_DECIDED, Decisions
from layout.story.publication import PrintSection, Publication, section_among
from layout.typeset.set_text import Compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.finding import Finding
from slots.stacking.refused_ad import Preference, RefusedAd
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlan


@dataclass(frozen=True, eq=False)
class Stacked:
    """The ads of an edition in their places. `findings` are those of all readers; `compared` says
    that there was a plan before; `refused` are decisions about ads that could not be kept, of all
    `decisions`, and `preferences` what became of those."""

    house: House
    grid: Grid
    sheet: Sheet
    theme: Theme
    foundry: Foundry
    bookings: tuple[Booking, ...]
    pages: tuple[StackPage, ...]
    plan: AdPlan
    compared: bool
    findings: tuple[Finding, ...]
    refused: tuple[RefusedAd, ...] = ()
    decisions: Decisions = NOTHING_DECIDED
    preferences: tuple[Preference, ...] = ()

    @property
    def publication(self) -> Publication:
        """The publication."""
        return self.house.publication

    def booking(self, name: str) -> Booking:
        """The booking of an id that the plan names."""
        return self._booked[name]

    def pages_of(self, name: str) -> list[int]:
        """The pages on which an ad stands; none where it has no place."""
        return self._standing.get(name, [])

    @cached_property
    def _booked(self) -> Mapping[str, Booking]:
        return {booking.id: booking for booking in reversed(self.bookings)}

    @cached_property
    def _standing(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place in sorted(self.plan.places, key=lambda place: place.page):
            found.setdefault(place.id, []).append(place.page)
        return found


def counts_from_ads(
    publication: Publication, bookings: Sequence[Booking], sheet: Sheet
) -> dict[str, int]:
    """The pages of each section where ads alone decide how many it needs.

    An open section has the pages of which its ads take their share; ads of any section are counted
    in the first open one, which also reaches to the highest page that a booking names.
    """
    sections = sections_of(publication.print_plan)
    shares = {section.name: _share(section) for section in sections}
    cells = _ad_cells(publication, bookings, sheet)
    needed = {name: count * 100 // shares.get(name, 100) for name, count in cells.items()}
    return _counts(publication, bookings, sheet, needed)


def counts_from_copy(
    publication: Publication,
    bookings: Sequence[Booking],
    sheet: Sheet,
    stories: Mapping[str, int],
) -> dict[str, int]:
    """The pages of each section where its ads and its stories, by the cells they take in each,
    decide how many it needs. Stories of no section that there is are counted in the first."""
    sections = sections_of(publication.print_plan)
    names = [section.name for section in sections]
    needed = _ad_cells(publication, bookings, sheet)
    for section, cells in stories.items():
        name = section_among(section, names)
        needed[name] = needed.get(name, 0) + cells
    return _counts(publication, bookings, sheet, needed)


def _ad_cells(
    publication: Publication, bookings: Sequence[Booking], sheet: Sheet
) -> dict[str, int]:
    """The cells that ads take in each section; those of any are counted in the first open one."""
    home = _home(publication)
    cells: dict[str, int] = {}
    for booking in bookings:
        rows = sheet.rows_of(booking.depth, booking.label)
        area = booking.columns * rows * (2 if booking.double_truck else 1)
        name = booking.section or home
        cells[name] = cells.get(name, 0) + area
    return cells


def _home(publication: Publication) -> str:
    sections = sections_of(publication.print_plan)
    openly = [section.name for section in sections if section.pages is None]
    return openly[0] if openly else sections[0].name


def _counts(
    publication: Publication, bookings: Sequence[Booking], sheet: Sheet, needed: dict[str, int]
) -> dict[str, int]:
    """The pages of each section for so many cells, and for the highest page that is booked."""
    page = sheet.columns * sheet.rows
    counts = section_counts(publication, needed, page)
    openly = any(section.pages is None for section in sections_of(publication.print_plan))
    beyond = max(map(_highest, bookings), default=0) - sum(counts.values())
    if beyond <= 0 or not openly or publication.print_plan.pages:
        return counts
    home = _home(publication)
    needed[home] = (counts[home] + beyond) * page
    return section_counts(publication, needed, page)


def _share(section: PrintSection) -> int:
    """Per cent of its pages for ads; where none are wanted, as many as there may be."""
    return section.share or section.most or UNNAMED.share


def _highest(booking: Booking) -> int:
    """The highest page that a booking must have."""
    last = booking.pages.text.partition("..")[0]
    named = int(last) if last.isdigit() else 0
    locked = booking.lock.page if booking.lock else 0
    return min(96, max(named, locked) + booking.double_truck)


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row where copy starts on each page, and how many rows above it page one keeps for its
    promos."""

    first_rows: Mapping[int, int]
    promos: int


def heads_of(
    publication: Publication, grid: Grid, counts: Mapping[str, int], by: Compositor
) -> _Heads:
    """What stands over the copy of each page: masthead, section head or folio; on page one promos,
    too, where the edition may have some. Which, stories say, that are not read yet."""
    words = wording(publication.language)
    date = words.date(publication.date) if publication.date else ""
    issue = Issue(publication, date, "", words)
    rows = dict.fromkeys(range(1, sum(counts.values()) + 1), FOLIO_ROWS)
    starts = section_starts(publication.print_plan, counts)
    for number, name in starts.items():
        rows[number] = section_head(grid, number, replace(issue, section=name), by).first_row
    below = masthead(grid, issue, by).first_row
    may = publication.promos != 0 and len(rows) >= PROMOTING_PAGES and len(starts) > 1
    promos = skyline_rows(grid, below) if may else 0
    rows[1] = promos + below
    return _Heads(rows, promos)
