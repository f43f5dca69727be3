"""Closed pages as a publication keeps them, so that a clone has them: closed/pages.json, and beside
it the PDF of each, named by its number.

A closed page is bytes: its PDF is read, compared with the digest it was closed with, and printed.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from layout.page.grid import Grid
from layout.story.as_written import Story
from layout.story.decided import UNDECIDED, Decisions
from layout.work.terminal.output import write_each
from slots.book.booking import Booking
from slots.files.door import ARTWORK, Unopened, read_file, there
from slots.files.door import RECORD as KIND
from slots.finding import NOWHERE, BadInput, Finding, Severity, Where, bad_input
from slots.stacking.task.ad_plan import AdPlace

FOLDER = "closed"
RECORD = f"{FOLDER}/pages.json"
_VERSION = 1


_UNTOLD = ("decided", "press", "stands")
"""What a record has of pages and stories only where there is any."""

_FAR = 100_000_000
"""Millipoints: no page is so large."""


@dataclass(frozen=True, slots=True)
class ClosedStory:
    """A story on a closed page: its slug, a digest of what it said then, and what was decided of
    how it stands, and kept."""

    slug: str
    digest: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedAd:
    """An ad on a closed page: its id, and a digest of how it was booked then."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What a closed page says of another: that a story begins on it (a promo, or the index)."""

    slug: str
    page: int


@dataclass(frozen=True, slots=True)
class ClosedStand:
    """What stands in a place of a closed page: x, y, width and height in millipoints from the top
    left corner of its trim. `kind` is text (a fragment, with its `role`, `paragraph`, and whether
    that `runs_on` in the next one), picture, promo (a picture once more), box or ad; `story` the
    slug it belongs to, `id` that of an ad, `title` what a picture shows; it `leads_to` a page.
    `type` is where the words are, if that is not to be seen from its place: another has the same,
    or they reach out of it."""

    kind: Literal["text", "picture", "promo", "box", "ad"]
    place: tuple[int, int, int, int]
    role: str = ""
    story: str = ""
    id: str = ""
    title: str = ""
    paragraph: int = 0
    runs_on: bool = False
    leads_to: int = 0
    type: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """A page that is closed: its number and section, the digest of its PDF and that of the grid it
    was made on, its stories, the ids of the items on it, its ads and their places, how many house
    ads it has, what it says of other pages, whether its PDF was taken to be printed, what was
    decided of the page itself, a digest of the press that its PDF went to, "" for none, and what
    stands where on it (nothing, in older records)."""

    number: int
    section: str
    digest: str
    grid: str
    stories: tuple[ClosedStory, ...]
    items: tuple[str, ...]
    ads: tuple[AdPlace, ...]
    booked: tuple[ClosedAd, ...]
    house_ads: int = 0
    promises: tuple[Promise, ...] = ()
    taken: bool = False
    decided: tuple[str, ...] = ()
    press: str = ""
    stands: tuple[ClosedStand, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """All closed pages of a publication, by their numbers."""

    pages: tuple[ClosedPage, ...] = ()

    @property
    def numbers(self) -> frozenset[int]:
        """Their numbers."""
        return frozenset(page.number for page in self.pages)

    @property
    def slugs(self) -> frozenset[str]:
        """The stories on them."""
        return frozenset(story.slug for page in self.pages for story in page.stories)

    @property
    def ads(self) -> tuple[AdPlace, ...]:
        """The places of the ads on them."""
        return tuple(place for page in self.pages for place in page.ads)

    @property
    def items(self) -> dict[str, int]:
        """The page of each item on them, by its id."""
        return {name: page.number for page in self.pages for name in page.items}

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What they say of pages that are not closed."""
        every = (promise for page in self.pages for promise in page.promises)
        return tuple(promise for promise in every if promise.page not in self.numbers)

    def house_ads_before(self, number: int) -> int:
        """How many house ads those have that come before a page."""
        return sum(page.house_ads for page in self.pages if page.number < number)

    def besides(self, numbers: Iterable[int]) -> Closed:
        """Without the pages of these numbers."""
        gone = frozenset(numbers)
        return replace(self, pages=tuple(p for p in self.pages if p.number not in gone))

    def taken(self, numbers: Iterable[int]) -> Closed:
        """With the PDFs of the pages of these numbers taken to be printed. Raises BadInput where
        one is not closed."""
        wanted = frozenset(numbers)
        if unknown := sorted(wanted - self.numbers):
            message = f"page {unknown[0]} is not closed: its PDF may change"
            raise bad_input("closed-page", message, NOWHERE, "close it; then take its PDF")
        pages = (replace(p, taken=True) if p.number in wanted else p for p in self.pages)
        return replace(self, pages=tuple(pages))

    def pressed(self, numbers: Iterable[int], press: str) -> Closed:
        """With the pages of these numbers gone to a press."""
        gone = frozenset(numbers)
        pages = (replace(p, press=press) if p.number in gone else p for p in self.pages)
        return replace(self, pages=tuple(pages))

    def check_press(self, numbers: Iterable[int], press: str) -> None:
        """Raises BadInput with those of these pages that went to another press: their print files
        would be other bytes than what is printed."""
        wanted = frozenset(numbers)
        other = [p for p in self.pages if p.number in wanted and p.press not in ("", press)]
        problems = []
        for page in other:
            message = f"page {page.number} went to the press by other settings than [press] has now"
            hint = f"set [press] as it was, or open it: newsgrid print . --open {page.number}"
            problems.append(Finding("closed-page", Severity.ERROR, message, NOWHERE, hint))
        if problems:
            raise BadInput(problems)


NONE_CLOSED = Closed()


def story_digest(story: Story) -> str:
    """A digest of what a story says, wherever its file lies."""
    return _short(repr(replace(story, source="")))


def ad_digest(booking: Booking) -> str:
    """A digest of how an ad is booked, wherever its row lies."""
    return _short(repr(replace(booking, where=NOWHERE)))


def grid_digest(grid: Grid) -> str:
    """A digest of the sheet and the grid of a page."""
    return _short(repr(grid))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def read_closed(folder: Path) -> Closed:
    """The closed pages of a publication; none without a record of them. Raises BadInput where it
    cannot be read: what is closed must not be printed anew by mistake."""
    file = folder / RECORD
    if not there(file):
        return NONE_CLOSED
    try:
        data = json.loads(_bytes(file, KIND, folder))
        if not isinstance(data, dict) or data.get("version") != _VERSION:
            raise ValueError
        pages = msgspec.convert(data.get("pages"), type=tuple[ClosedPage, ...])
        numbers = {page.number for page in pages}
        if len(numbers) < len(pages) or min(numbers, default=1) < 1:
            raise ValueError
        if not all(_is_somewhere(stand) for page in pages for stand in page.stands):
            raise ValueError
    except (ValueError, RecursionError, msgspec.ValidationError):
        hint = f"restore it from a copy of the publication; without {FOLDER}/ no page is closed"
        message = "this is no record of closed pages"
        raise bad_input("closed-page", message, Where(str(file)), hint) from None
    return Closed(tuple(sorted(pages, key=lambda page: page.number)))


def _is_somewhere(stand: ClosedStand) -> bool:
    """Whether its places can be some on a page."""
    places = (stand.place, *((stand.type,) if stand.type else ()))
    return all(
        min(width, height) > 0 and max(map(abs, (x, y, width, height))) < _FAR
        for x, y, width, height in places
    )


def closed_pdf(folder: Path, page: ClosedPage) -> bytes:
    """The PDF of a closed page. Raises BadInput where it is not there, or not as it was closed."""
    file = _file(folder, page.number)
    if not there(file):
        raise _broken(file, page, f"the PDF of page {page.number}, which is closed, is not there")
    data = _bytes(file, ARTWORK, folder)
    if hashlib.sha256(data).hexdigest() != page.digest:
        message = f"this is not the PDF with which page {page.number} was closed"
        raise _broken(file, page, message)
    if not _one_page(data):
        raise _broken(file, page, "this is no PDF of one page")
    return data


def _one_page(data: bytes) -> bool:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return len(pdf.pages) == 1
    except pikepdf.PdfError:
        return False


def keep_closed(folder: Path, closed: Closed, pdfs: Mapping[int, bytes]) -> list[Path]:
    """Writes the record of closed pages, and the PDFs of those that were closed just now; takes
    away those of pages that are closed no more. Gives what was written. Raises BadInput where it
    cannot."""
    pages = [_as_data(page) for page in closed.pages]
    lines = ",\n    ".join(json.dumps(page, ensure_ascii=False) for page in pages)
    written = f"[\n    {lines}\n  ]" if pages else "[]"
    text = f'{{\n  "version": {_VERSION},\n  "pages": {written}\n}}\n'
    files = {_file(folder, number): data for number, data in sorted(pdfs.items())}
    write_each({**files, folder / RECORD: text.encode()})
    return [*files, folder / RECORD]


def _as_data(page: ClosedPage) -> dict[str, Any]:
    """A page as its record has it, without what there is nothing to be said of."""
    data = asdict(page)
    stories = [_told(one) for one in data["stories"]]
    stands = [{key: value for key, value in one.items() if value} for one in data["stands"]]
    return _told({**data, "stories": stories, "stands": stands})


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or key not in _UNTOLD}


def take_away(folder: Path, numbers: Iterable[int]) -> None:
    """Takes away the PDFs of pages that are closed no more."""
    for number in numbers:
        _file(folder, number).unlink(missing_ok=True)


def digest_of(pdf: bytes) -> str:
    """What a page's PDF is known by."""
    return hashlib.sha256(pdf).hexdigest()


def _file(folder: Path, number: int) -> Path:
    return folder / FOLDER / f"page-{number:02}.pdf"


def _bytes(file: Path, kind: Any, folder: Path) -> bytes:
    try:
        return read_file(file, kind, folder)
    except Unopened as error:
        raise error.at(Where(str(file))) from None


def _broken(file: Path, page: ClosedPage, message: str) -> BadInput:
    again = f"open the page: newsgrid print . --open {page.number}"
    hint = f"restore it from a copy of the publication, or {again}"
    return bad_input("closed-page", message, Where(str(file)), hint)


def opened(closed: Closed, numbers: Iterable[int]) -> Closed:
    """What stays closed when the pages of these numbers are opened. Raises BadInput where none of
    them is closed, and where a page goes on on another one that would stay closed: what stands on
    both would be lost from one."""
    wanted = frozenset(numbers)
    if wanted and not wanted & closed.numbers:
        named = ", ".join(map(str, sorted(wanted)))
        known = ", ".join(map(str, sorted(closed.numbers))) or "none"
        hint = f"closed are: {known}"
        raise bad_input(
            "closed-page", f"none of these pages is closed: {named}", Where("--open"), hint
        )
    on: dict[str, set[int]] = {}
    for page in closed.pages:
        for name in (*(f'"{one.slug}"' for one in page.stories), *(f"ad {a.id}" for a in page.ads)):
            on.setdefault(name, set()).add(page.number)
    problems = []
    for name, pages in sorted(on.items()):
        if pages & wanted and pages - wanted:
            both = ",".join(map(str, sorted(pages)))
            message = f"{name} stands on pages {both}, which open together or not at all"
            hint = f"open all of them: newsgrid print . --open {both}"
            problems.append(Finding("closed-page", Severity.ERROR, message, Where("--open"), hint))
    if problems:
        raise BadInput(problems)
    return closed.besides(wanted)


def check_fits(closed: Closed, sections: Mapping[int, str], grid: Grid) -> None:
    """Raises BadInput where closed pages are none of an edition any more: by their numbers, their
    sections (`sections` has those of all pages by number) or their grid."""
    problems = []
    for page in closed.pages:
        number, section = page.number, sections.get(page.number)
        if section is None:
            what = f"and the edition has {len(sections)} pages now"
        elif section != page.section:
            what = f"as a page of {page.section}, and is one of {section} now"
        elif page.grid != grid_digest(grid):
            what = "on another sheet, or other columns or margins, than the edition has now"
        else:
            continue
        message = f"page {number} is closed, {what}"
        hint = f"set the edition as it was, or open the page: newsgrid print . --open {number}"
        problems.append(Finding("closed-page", Severity.ERROR, message, NOWHERE, hint))
    if problems:
        raise BadInput(problems)


def with_promises(decisions: Decisions, closed: Closed) -> Decisions:
    """Decisions, and that stories stay on the pages on which closed ones say they are; what is
    decided of stories on closed pages is no matter any more."""
    stories = {slug: one for slug, one in decisions.stories.items() if slug not in closed.slugs}
    for slug, one in stories.items():
        if one.pages and closed.numbers.issuperset(one.pages):
            stories[slug] = replace(one, pages=(), lead=False, rather=False, place=None)
        if closed.numbers.intersection(one.turns):
            stories[slug] = replace(stories[slug], turns=())
    for promise in closed.promises:
        decided = stories.get(promise.slug, UNDECIDED)
        pages = (promise.page,)
        place = decided.place if decided.pages == pages else None
        stories[promise.slug] = replace(decided, pages=pages, rather=False, place=place)
    left = {number: one for number, one in decisions.pages.items() if number not in closed.numbers}
    house = {n: one for n, one in decisions.house_ads.items() if one.page not in closed.numbers}
    return replace(decisions, stories=stories, pages=left, house_ads=house)


def broken_promises(closed: Closed, pages: Mapping[str, int]) -> Iterator[Finding]:
    """An error for each story that is not where a closed page says it is."""
    for promise in closed.promises:
        if pages.get(promise.slug) != promise.page:
            message = (
                f'page 1 is closed and says that "{promise.slug}" is on page {promise.page}, '
                "where it is not"
            )
            hint = "put it there, or open page 1: newsgrid print . --open 1"
            yield Finding("closed-page", Severity.ERROR, message, NOWHERE, hint)


def changed_since(
    closed: Closed, stories: Iterable[Story], booked: Iterable[Booking]
) -> tuple[Finding, ...]:
    """A warning for each story that says something else by now than its closed page does, for each
    ad that is booked otherwise, and for each of them that is gone."""
    now = {story.slug: story for story in stories}
    found: list[Finding] = []
    for page in closed.pages:
        for one in page.stories:
            story = now.get(one.slug)
            if story is not None and story_digest(story) == one.digest:
                continue
            what = "is gone" if story is None else "was changed"
            message = f'"{one.slug}" {what}, but page {page.number} is closed and has it as it was'
            hint = f"open the page to print the change: newsgrid print . --open {page.number}"
            where = Where(story.source if story and story.source else None)
            found.append(Finding("closed-page", Severity.WARNING, message, where, hint))
    return (*found, *_ads_changed(closed, {booking.id: booking for booking in booked}))


def _ads_changed(closed: Closed, booked: Mapping[str, Booking]) -> Iterator[Finding]:
    told: set[str] = set()
    for page in closed.pages:
        for ad in page.booked:
            booking = booked.get(ad.id)
            if ad.id in told or (booking and ad_digest(booking) == ad.digest):
                continue
            told.add(ad.id)  # one over two pages is one
            what = "is booked otherwise now" if booking else "is no longer booked"
            message = f"ad {ad.id} {what}, but page {page.number} is closed and has it as it was"
            hint = f"book it as it was, or open the page: newsgrid print . --open {page.number}"
            where = booking.where if booking else NOWHERE
            yield Finding("closed-page", Severity.WARNING, message, where, hint)
