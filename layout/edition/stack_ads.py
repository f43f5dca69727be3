"""The ads of an edition: its book read, checked and stacked, as far as can be before its stories
are read.

Where the pages of every section are given, nothing of it depends on stories: all is done then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from layout.edition.decided.ads_in_edition import AdsAsked, AdWords
from layout.edition.last_plan import Record
from layout.edition.set_stories import Copy
from layout.edition.stacked_ads import Stacked, counts_from_copy, heads_of
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.rectangles import likely_cells
from layout.page.grid import Grid
from layout.publication.ads.artwork_files import ArtworkCache, artwork_of, spoiled_artwork
from layout.publication.ads.book_file import book_bytes, book_file, sheet_of
from layout.publication.ads.book_mistakes import CheckedBook, checked_book, preflight_digest
from layout.publication.ads.printed_pages import edition_pages, sections_of
from layout.publication.closed_pages import NONE_CLOSED, Closed
from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import House
from layout.story.decided import NOTHING_DECIDED, Decisions
from layout.story.publication import Publication
from layout.typeset.set_text import Compositor
from layout.work.memory.remembered import remembered
from slots.book.booking import Booking
from slots.finding import BadInput, Finding
from slots.prices_of_taste import AdPrices
from slots.stacking.refused_ad import AdsDecided, DecidedPlan, Preference, RefusedAd
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import (
    Limits,
    Reached,
    Standing,
    Watch,
    task_of,
    unwatched,
)

_STACKING = Limits(work=2.0)
"""An edition should be there in seconds. `newsgrid stack` works no longer: what it finds is what is
printed, and another plan, be it a better one, would be no foretelling. A book of thousands has more
of it, by the number of its ads."""

_MOMENT = 1_000_000_000
"""Nanoseconds: clocks of file systems are coarse."""


@dataclass(frozen=True, slots=True, eq=False)
class AdTask:
    """What ads are stacked from: the publication, the grid, and the record of the last time.
    Artwork whose files are `spoiled`, as painting showed, is left out and told. `watch` is told how
    far the stacking of a large book is. The ads of `closed` pages stay where they are, and no other
    comes to them. `decisions` say more of ads than their bookings. What is `booked` is another text
    of the ad book than that on disk."""

    house: House
    folder: Path
    grid: Grid
    record: Record
    spoiled: Mapping[Path, Finding]
    by: Compositor
    watch: Watch = unwatched
    closed: Closed = NONE_CLOSED
    decisions: Decisions = NOTHING_DECIDED
    booked: str | None = None

    def asked(self, bookings: Sequence[Booking]) -> AdsAsked:
        """What is decided of the ads of a book."""
        day = self.house.publication.date
        return AdsAsked(self.decisions, bookings, self.record.ads, self.closed, day)


class _Planned(NamedTuple):
    """Pages, and the ads in their places on them; decisions that are refused, and what became of
    preferences."""

    pages: tuple[StackPage, ...]
    plan: AdPlan
    refused: tuple[RefusedAd, ...] = ()
    preferences: tuple[Preference, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AdBook:
    """The ad book as it was `read`, the files of artwork, and a finding for each ad that names
    none, or one that painting showed to be damaged. `stack` has the ads in their places, None where
    stories are to be counted before. `stamps` are the states of the files of artwork; None where
    one was changed just then, and nobody can say which of them was read. Of `every` booking those
    on hold are none of the `bookings`."""

    read: CheckedBook
    bookings: tuple[Booking, ...]
    artwork: Mapping[str, Path]
    nameless: tuple[Finding, ...]
    stack: _Planned | None = None
    stamps: tuple[tuple[int, ...], ...] | None = None

    @property
    def every(self) -> tuple[Booking, ...]:
        """All bookings, those on hold among them."""
        return self.read.bookings

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What is wrong with the book, but for what artwork breaks of the profile."""
        return self.read.wrong


def _read_from(task: AdTask) -> tuple[object, ...] | None:
    """All that a book and its stack are made from, but for the files of artwork; None where it
    cannot be read: who reads it says why."""
    house = task.house
    file = book_file(house)
    try:
        text = book_bytes(file) if file and task.booked is None else (task.booked or "").encode()
    except BadInput:
        return None
    place = file, house.file, task.folder, frozenset(task.spoiled.items())
    decided = tuple(task.decisions.ads.items()), task.decisions.bare
    last = task.record.ads, task.closed, decided
    asked = preflight_digest(house)
    return text, place, repr(house.publication), task.grid, task.by, last, asked


def _as_it_was(book: AdBook, task: AdTask) -> bool:
    return book.stamps == _stamps(task, book.every)


@remembered(_read_from, holds=_as_it_was)
def read_ahead(task: AdTask) -> AdBook:
    """The ad book, stacked where that can be done without stories. Raises BadInput where it cannot
    be read."""
    book = _book(task)
    counts = (
        None if left_open(task.house.publication) else attempt(lambda: _counts(task, book, ()), [])
    )
    return replace(book, stack=_stack(task, book, counts)) if counts else book


def _book(task: AdTask) -> AdBook:
    """The book read and checked."""
    began, cache = time_ns(), ArtworkCache()
    read = checked_book(task.house, task.grid, cache, task.booked)
    held = {*task.asked(read.bookings).held}
    bookings = tuple(booking for booking in read.bookings if booking.id not in held)
    artwork, nameless = _artwork(task, bookings, cache)
    stamps = _stamps(task, read.bookings)
    just_then = any(stamp and max(stamp) >= began - _MOMENT for stamp in stamps)
    return AdBook(read, bookings, artwork, nameless, None, None if just_then else stamps)


def _stamps(task: AdTask, bookings: tuple[Booking, ...]) -> tuple[tuple[int, ...], ...]:
    """The state of each file of artwork: its number, its size, and when it was changed; nothing of
    one that is not there."""
    house = task.house
    folder = house.publication.folder or (house.file.parent if house.file else task.folder)
    found: list[tuple[int, ...]] = []
    for booking in bookings:
        try:
            told = (folder / booking.artwork.replace("\0", "")).stat()
        except OSError:
            found.append(())
            continue
        found.append((told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns))
    return tuple(found)


def with_copy(
    task: AdTask, ahead: Callable[[], AdBook], copy: Copy
) -> tuple[AdBook, Callable[[], Stacked]]:
    """The ad book, and what gives its ads in their places. Raises BadInput, with what is wrong with
    the stories too, where it cannot be read, where there are no stories, or no pages for it all."""
    problems = list(copy.findings)
    book = attempt(ahead, problems)
    if book is None or not copy.articles:
        told = book.read.findings((), task.grid) if book else ()
        raise BadInput(dict.fromkeys((*problems, *told)))
    problems.extend(book.read.findings((), task.grid))
    if book.stack:
        return book, lambda: stacked_on(task, book, {})
    articles = copy.articles if left_open(task.house.publication) else ()
    counts = attempt(lambda: _counts(task, book, articles), problems)
    if counts is None:
        raise BadInput(dict.fromkeys(problems))
    return book, lambda: stacked_on(task, book, counts)


def left_open(publication: Publication) -> bool:
    """Whether the pages of sections are left open, so that stories and ads decide: one section can
    have what the others leave of an edition whose pages are given."""
    plan = publication.print_plan
    openly = [section for section in sections_of(plan) if section.pages is None]
    return len(openly) > (1 if plan.pages else 0)


def stacked_on(task: AdTask, book: AdBook, counts: Mapping[str, int]) -> Stacked:
    """The ads of a book in their places: those they have already, else on so many pages of each
    section."""
    return _stacked(task, book, book.stack or _stack(task, book, counts))


def _counts(task: AdTask, book: AdBook, articles: tuple[Article, ...]) -> dict[str, int]:
    """The pages of each section."""
    cells: Counter[str] = Counter()
    for article in articles:
        cells[article.story.section] += likely_cells(article, task.grid)
    house = task.house.publication
    return counts_from_copy(house, book.bookings, sheet_of(task.grid), cells)


def _stack(task: AdTask, book: AdBook, counts: Mapping[str, int]) -> _Planned:
    """The pages, and the ads in their places on them."""
    house, grid = task.house.publication, task.grid
    heads = heads_of(house, grid, counts, task.by)
    pages = edition_pages(house, grid, counts, heads.first_rows, heads.promos)
    prices = task.by.theme.prices.ads
    task.watch(Reached(0, len(book.bookings)))
    work = replace(_STACKING, watch=task.watch)
    closed = task.closed
    kept = {place.id for place in closed.ads}
    open_ = tuple(booking for booking in book.bookings if booking.id not in kept)
    free = tuple(replace(p, most=0) if p.number in closed.numbers else p for p in pages)
    before = tuple(place for place in task.record.ads if place.id not in kept)
    booked = {booking.id: booking for booking in book.bookings}
    standing = tuple(place for place in closed.ads if place.id in booked)
    on = _On(open_, free, grid.leading, before, work, prices)
    beside = tuple(Standing(booked[place.id], place) for place in standing)
    decided = task.asked(book.every).to_stack()
    if beside or decided.ads or decided.bare:
        made = _decided_plan(on, beside, decided)
    else:
        made = DecidedPlan(_plan(*on))
    plan = made.plan
    held = {booking.id for booking in book.every} - booked.keys()
    moves = tuple(replace(m, why="it is on hold") if m.id in held else m for m in plan.moves)
    plan = replace(plan, places=(*plan.places, *standing), moves=moves)
    return _Planned(pages, plan, made.refused, made.preferences)


class _On(NamedTuple):
    """What `stack_edition` takes, in its order."""

    bookings: tuple[Booking, ...]
    pages: tuple[StackPage, ...]
    leading: int
    before: tuple[AdPlace, ...]
    limits: Limits
    prices: AdPrices


@remembered(lambda *made_from: made_from, form=AdPlan)
def _plan(
    bookings: tuple[Booking, ...],
    pages: tuple[StackPage, ...],
    leading: int,
    before: tuple[AdPlace, ...],
    limits: Limits,
    prices: AdPrices,
) -> AdPlan:
    from slots.stacking.solve import stack_edition

    return stack_edition(bookings, pages, leading, before, limits, prices)


@remembered(lambda *made_from: made_from, form=DecidedPlan)
def _decided_plan(on: _On, standing: tuple[Standing, ...], decided: AdsDecided) -> DecidedPlan:
    from slots.stacking.decide import stack_decided

    book, pages, leading, before, limits, prices = on
    task = replace(task_of(book, pages, leading, before, limits, prices), standing=standing)
    return stack_decided(task, before, decided)


def told_of_decisions(task: AdTask, book: AdBook, work: Stacked) -> Iterator[Finding]:
    """What is said of decisions about ads."""
    if task.decisions.ads or task.decisions.bare:
        asked = task.asked(book.every)
        yield from asked.told(work.pages)
        words = AdWords(asked, asked.to_stack(), len(work.pages))
        yield from (words.finding(one) for one in work.refused)
        price = task.by.theme.prices.ads.rather
        yield from (words.unmet(one, price) for one in work.preferences if not one.met)


def _stacked(task: AdTask, book: AdBook, stack: _Planned) -> Stacked:
    grid, by = task.grid, task.by
    pages, plan, refused, preferences = stack
    return Stacked(
        task.house,
        grid,
        sheet_of(grid),
        by.theme,
        by.foundry,
        book.bookings,
        pages,
        plan,
        bool(task.record.ads),
        (*book.read.findings(plan.places, grid), *book.nameless),
        refused,
        task.decisions,
        preferences,
    )


def _artwork(
    task: AdTask, bookings: Iterable[Booking], cache: ArtworkCache
) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """The files of artwork that can be printed, and a finding for each ad that names none, or one
    that is spoiled."""
    files: dict[str, Path] = {}
    nameless: list[Finding] = []
    folder = task.house.publication.folder or task.folder
    for booking in bookings:
        file, problem = artwork_of(booking, folder, cache)
        if file and file in task.spoiled:
            wrong = task.spoiled[file]
            nameless.append(spoiled_artwork(booking, wrong.message, wrong.remedy))
        elif file:
            files[booking.id] = file
        elif problem and not booking.artwork:
            nameless.append(problem)
    return files, tuple(nameless)
