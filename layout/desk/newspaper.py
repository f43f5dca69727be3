"""A whole printed edition: ads stacked, stories made up around them, pages built.

stories ─> articles ─┐
ad book ─> stack ────┼─> plan (which story where) ─> pages ─> PDF
sections ─> pages ───┘
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from layout.desk.ad_artwork import artwork_of
from layout.desk.ad_book import sheet_of
from layout.desk.book_check import checked_book
from layout.desk.cache_folder import CacheFolder
from layout.desk.console import Console
from layout.desk.edition import Choice, grid_for
from layout.desk.edition_house import furniture_of, house_markup, index_of
from layout.desk.edition_pages import edition_pages, section_starts
from layout.desk.edition_stories import Copy, copy_of
from layout.desk.edition_tilings import Tilings
from layout.desk.plan_record import RECORD, Record, read_record
from layout.desk.shelf import Shelf, shelf_of
from layout.desk.stack_work import Stacked, counts_from_copy, first_rows
from layout.desk.stopwatch import Stopwatch
from layout.makeup.edition.ad_box import AdBoxes
from layout.makeup.edition.build import Setup, build_page
from layout.makeup.edition.plan import EditionPlan, EditionTask, plan_edition
from layout.makeup.edition.shapes import shapes_of
from layout.makeup.wording import wording
from layout.page.document import Box, Document, Page
from layout.page.grid import Grid
from layout.typeset.text import Compositor, compositor
from slots.book.booking import Booking
from slots.finding import Finding, Severity, Where
from slots.stacking.limits import Limits

STACKING = Limits(work=2.0)
"""An edition should be there in seconds: `newsgrid stack` takes its time to find the best stack."""


@dataclass(frozen=True, slots=True, eq=False)
class Newspaper:
    """A finished edition, with the plans it follows and all findings on the way."""

    document: Document
    plan: EditionPlan
    stacked: Stacked
    copy: Copy
    record: Record
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What is wanted: the publication's folder, the sheet, and whether the edition is planned as
    if for the first time."""

    folder: Path
    choice: Choice
    fresh: bool = False


def make_newspaper(
    order: Order, console: Console, watch: Stopwatch, cache: CacheFolder
) -> Newspaper:
    """The edition of a publication. Raises BadInput where there is nothing to print, or nothing to
    print it on; all else that is wrong is found, and the rest is made."""
    console.step("Reading and setting the stories")
    with watch("stories"):
        shelf = shelf_of(order.folder)
        grid = grid_for(shelf.house, order.choice)
        copy = copy_of(shelf, grid, cache)
        house = shelf.house.publication
        by = compositor(shelf.around.theme, shelf.foundry, house.language)
    record, broken = read_record(order.folder / RECORD)
    if order.fresh:
        record = Record()
    console.step("Stacking the ads")
    with watch("stacking"):
        stacked, artwork = _stacked(order, shelf, copy, grid, record, by)
    console.step(f"Making up {len(stacked.pages)} pages")
    with watch("make-up"):
        plan = _planned(stacked, copy, grid, record, cache)
        document = _built(shelf, stacked, plan, grid, artwork, by)
        document = _with_markup(document, copy, shelf)
    standing = {name: page for name, page in plan.standing.items() if page}
    findings = (*copy.findings, *stacked.findings, *broken, *_held(plan, copy))
    return Newspaper(
        replace(document, findings=findings),
        plan,
        stacked,
        copy,
        Record(stacked.plan.places, standing),
        findings,
    )


def _stacked(
    order: Order, shelf: Shelf, copy: Copy, grid: Grid, record: Record, by: Compositor
) -> tuple[Stacked, dict[str, Path]]:
    """The ads in their places, and the file of each that has artwork."""
    from slots.stacking.solve import stack_edition

    house = shelf.house.publication
    bookings, wrong = checked_book(shelf.house, grid)
    sheet = sheet_of(grid)
    files, nameless = _artwork(bookings, order.folder)
    cells = [
        (article.story.section, shapes_of(article, grid, grid.rows).cells[1])
        for article in copy.articles
        if any(section.pages is None for section in house.print_plan.sections)
        or not house.print_plan.sections
    ]
    counts = counts_from_copy(house, bookings, sheet, cells)
    rows = first_rows(house, grid, counts, by)
    pages = edition_pages(house, grid, counts, rows)
    plan = stack_edition(bookings, pages, grid.leading, record.ads, STACKING)
    findings = (*wrong, *nameless)
    theme, foundry = shelf.around.theme, shelf.foundry
    compared = bool(record.ads)
    stacked = Stacked(
        shelf.house, grid, sheet, theme, foundry, bookings, pages, plan, compared, findings
    )
    return stacked, files


def _artwork(
    bookings: tuple[Booking, ...], folder: Path
) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """The files of artwork that can be printed, and a warning for each ad that names none."""
    files: dict[str, Path] = {}
    nameless: list[Finding] = []
    for booking in bookings:
        file, problem = artwork_of(booking, folder)
        if file:
            files[booking.id] = file
        elif problem and not booking.artwork:
            nameless.append(problem)
    return files, tuple(nameless)


def _planned(
    stacked: Stacked, copy: Copy, grid: Grid, record: Record, cache: CacheFolder
) -> EditionPlan:
    """Which story stands where; tilings found in earlier runs are not worked out again."""
    sections = stacked.publication.print_plan.sections
    task = EditionTask(
        stacked.pages,
        stacked.plan,
        stacked.bookings,
        copy.articles,
        grid,
        record.stories,
        bool(record.stories),
        max(0, len(sections) - 1),
    )
    tilings = Tilings(cache)
    plan = plan_edition(task, tilings)
    tilings.save()
    return plan


def _built(
    shelf: Shelf,
    stacked: Stacked,
    plan: EditionPlan,
    grid: Grid,
    artwork: Mapping[str, Path],
    by: Compositor,
) -> Document:
    """The pages of a plan."""
    house = shelf.house.publication
    words = wording(house.language)
    counts: dict[str, int] = {}
    for page in stacked.pages:
        counts[page.section] = counts.get(page.section, 0) + 1
    starts = section_starts(house.print_plan, counts)
    setup = Setup(
        grid,
        furniture_of(house, stacked.pages, starts, grid, by),
        {page.number: page.section for page in stacked.pages},
        AdBoxes(stacked.plan, stacked.bookings, artwork, grid, words.advertisement),
        index_of(plan, starts, stacked.pages),
        plan.standing,
        by,
    )
    pages = tuple(build_page(page, setup) for page in plan.pages)
    return Document(house.name, house.language, house.date, pages)


def _with_markup(document: Document, copy: Copy, shelf: Shelf) -> Document:
    """The document with the content of its modules, of house ads, and of ads without artwork."""
    fill = house_markup(copy, shelf)

    def filled(page: Page) -> Page:
        boxes: tuple[Box, ...] = tuple(fill(box, page) for box in page.boxes)
        return replace(page, boxes=boxes)

    return replace(document, pages=tuple(filled(page) for page in document.pages))


def _held(plan: EditionPlan, copy: Copy) -> tuple[Finding, ...]:
    """An error for each story that found no page."""
    sources = {article.story.slug: article.story.source for article in copy.articles}
    return tuple(
        Finding(
            "held-over",
            Severity.ERROR,
            f'"{slug}" found no room in its section and is held over',
            Where(sources.get(slug) or None),
            "give its section more pages or fewer ads, let it jump or be cut, or shorten it",
        )
        for slug in plan.held
    )
