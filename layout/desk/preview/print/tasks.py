"""The bench of printed editions: makes them, keeps the last good one, shows pages and facts.

`newsgrid print` makes an edition without a story or an ad that cannot be read. On the desk somebody
may be at work on that very file: the last good edition stays, with what is wrong reported over it.
What was broken from the beginning, or is taken away on purpose, is not waited for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from layout.desk.preview.access.writable_files import located
from layout.desk.preview.print.edition_list import CHOICES, edition_data
from layout.desk.preview.print.facts.by_kind import facts_of
from layout.desk.preview.print.facts.typed_headline import typed_headline
from layout.desk.preview.print.make.made_edition import (
    Made,
    Say,
    made_newspaper,
    made_story,
    page_pdf_of,
    pdf_of,
)
from layout.desk.preview.print.make.page_copy import copy_data
from layout.desk.preview.print.make.page_digest import Digests
from layout.desk.preview.print.make.page_geometry import geometry_of
from layout.desk.preview.workers.findings_as_data import below, findings_data, name_of
from layout.edition.closed.closing import closing_of
from layout.edition.closed.release import release_findings, release_of
from layout.edition.decided.price_of_a_move import MovePrices
from layout.edition.last_plan import RECORD, keep_record
from layout.edition.moved.swap_pages import swap_of
from layout.edition.print_edition import page_pdf
from layout.publication.closed_pages import (
    Closed,
    closed_pdf,
    keep_closed,
    opened,
    read_closed,
    take_away,
)
from layout.story.decided import REGIONS
from layout.work.memory.memory import Memory, noted
from slots.finding import NOWHERE, BadInput, Finding, Severity, Where, bad_input

if TYPE_CHECKING:
    from layout.desk.preview.print.make.made_edition import Made
    from layout.edition.make_edition import Newspaper

_STORIES = 6
"""Editions of single stories that are kept."""


class PrintBench:
    """What the worker of the print view knows: the editions it made last, by their story ("" is
    the publication's), and what shows them.

    It writes nothing but the publication's memory, as `newsgrid print` does, its plan when
    something is decided first, and what is kept of pages when they are closed; a story's own
    edition leaves nothing at all.
    """

    def __init__(self, folder: str, alone: bool) -> None:
        self._folder, self._alone = Path(folder), alone
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._sound: set[str] = set()
        self._digests = Digests()
        self._painted: dict[str, set[Hashable]] = {}
        self._unpainted: dict[str, tuple[Finding, ...]] = {}
        self._memories = Memory(self._folder), Memory()
        self._moves: tuple[Made, MovePrices] | None = None
        self.say: Callable[[dict[str, Any]], None] = _nothing

    def edition(self, story: str) -> dict[str, Any]:
        """Makes an edition, as the files are now. Where that fails, or leaves out what is broken
        just now, the result is the last good one with the problems; its revision is None where
        there never was one."""
        began = monotonic()
        problems: tuple[Finding, ...] = ()
        try:
            made = self._make(story)
            problems = lost(self._made.get(story), made)
            if not problems:
                self._keep(story, made)
        except BadInput as error:
            problems = error.findings
        shown = self._made.get(story)
        data = edition_data(shown, self._folder) if shown else _NO_EDITION
        return {
            **data,
            "alone": bool(story),
            "story": story,
            "problems": findings_data(below(self._folder, (*problems, *self._unseen(shown)))),
            "stale": bool(problems),
            "ms": round((monotonic() - began) * 1000),
        }

    def keep_plan(self) -> list[str]:
        """Keeps the plan of the publication's edition as it is shown. Gives the names of the files
        that were written, none before an edition is shown. Raises BadInput where it cannot be."""
        shown = self._made.get("")
        if shown is None or shown.newspaper is None:
            return []
        keep_record(self._folder, shown.newspaper.record, fresh=False)
        return self._names((self._folder / RECORD,))

    def close(self, numbers: list[int], same: Mapping[str, str]) -> dict[str, Any]:
        """Closes pages of the publication's edition as the files are now, and keeps its plan, so
        that the others stay where they are. `same` has the digests of those that were closed before
        and are to be so again. Gives the names of the `files` that were written, and the `digests`
        of those pages that were open. Raises BadInput where one cannot be closed, or is not the
        same."""
        made = self._make("").newspaper
        assert made is not None  # the publication's
        with self._memories[False].in_use():
            done = closing_of(made, numbers, lambda number: page_pdf(made, number))
        digests = _digests(done.closed, done.pdfs)
        changed = [name for name, digest in same.items() if digests.get(name, digest) != digest]
        if changed:
            message = f"page {changed[0]} is not as it was closed: something on it changed since"
            hint = "look at it, and close it as it is now"
            raise bad_input("closed-page", message, NOWHERE, hint)
        files = keep_closed(self._folder, done.closed, done.pdfs)
        keep_record(self._folder, made.record, fresh=False)
        return {"files": self._names((*files, self._folder / RECORD)), "digests": digests}

    def reopen(self, numbers: list[int]) -> dict[str, Any]:
        """Opens pages that are closed. Gives the names of the `files` that were written, the
        `digests` that the pages were closed with, and those of them whose PDF was `taken`. Raises
        BadInput where one cannot be opened."""
        closed = read_closed(self._folder)
        files = keep_closed(self._folder, opened(closed, numbers), {})
        take_away(self._folder, closed.numbers & set(numbers))
        taken = [page.number for page in closed.pages if page.taken and page.number in numbers]
        return {
            "files": self._names(files),
            "digests": _digests(closed, numbers),
            "taken": taken,
        }

    def take(self, numbers: list[int]) -> dict[str, Any]:
        """Notes that the PDFs of closed pages were taken to be printed; the names of the `files`
        that were written. Raises BadInput where one is not closed."""
        closed = read_closed(self._folder).taken(numbers)
        return {"files": self._names(keep_closed(self._folder, closed, {}))}

    def due(self, at: str) -> dict[str, Any]:
        """What is due in the publication's edition as it is shown, at a time of day ("21:30"), and
        what is said of pages that are due and stay open. Nothing is closed."""
        made = self._last("").newspaper
        assert made is not None  # the publication's
        release = release_of(made, at, trial=True)
        told = below(self._folder, release_findings(release, made.copy.decisions))
        return {
            "pages": release.as_data(),
            "closing": list(release.closing),
            "said": release.words,
            "findings": findings_data(told),
        }

    def _names(self, files: Iterable[Path]) -> list[str]:
        return [name_of(self._folder, str(file)) for file in files]

    def closed_pdf(self, number: int) -> bytes | None:
        """The PDF of a closed page, as it is kept; None where the page is not closed. Raises
        BadInput where it is not as it was closed."""
        pages = {page.number: page for page in read_closed(self._folder).pages}
        return closed_pdf(self._folder, pages[number]) if number in pages else None

    def swapped(self, text: str, one: int, other: int, mirror: bool) -> str:
        """The text of pages.toml with two pages of the publication's edition swapped, as it is
        shown, and mirrored or not. Raises BadInput with what is in the way."""
        made = self._last("").newspaper
        assert made is not None  # the publication's
        try:
            return swap_of(made, text, one, other, mirror=mirror).text
        except BadInput as error:
            raise BadInput(below(self._folder, error.findings)) from None

    def page(self, story: str, number: int) -> dict[str, Any] | None:
        """The overlay of a page; None where there is no such page."""
        return geometry_of(self._last(story), number)

    def copy(self, story: str, slug: str) -> dict[str, Any] | None:
        """Where the lines of a story's file stand in the edition that was made last; None where it
        has no such story."""
        return copy_data(self._last(story), slug)

    def facts(self, story: str, kind: str, name: str) -> dict[str, Any] | None:
        """The facts of a story, an ad or a page; None where there is none of that name."""
        found = facts_of(self._last(story), kind, name)
        if found is None:
            return None
        file = name_of(self._folder, found.file) if found.file else None
        broken = below(self._folder, found.findings)
        return replace(found, file=file, findings=broken).data()

    def headline(self, slug: str, text: str) -> dict[str, Any] | None:
        """How a headline would stand over a story of the publication's edition; None where that
        stands on no page."""
        made = self._last("").newspaper
        assert made is not None  # the publication's
        with self._memories[False].in_use():
            return typed_headline(made, slug, text)

    def move(self, slug: str, page: int, region: str) -> dict[str, Any] | None:
        """What it would cost to have a story of the publication's edition begin on a page, in a
        region of it, or anywhere ("", or what is no region). None where nobody can say."""
        made = self._last("")
        newspaper = made.newspaper
        assert newspaper is not None  # the publication's
        if self._moves is None or self._moves[0] is not made:
            self._moves = made, MovePrices(newspaper.kept.task, newspaper.plan)
        place = next((one for one in REGIONS if one == region), None)
        with self._memories[False].in_use():
            price = self._moves[1].price(slug, page, place)
        return asdict(price) if price else None

    def page_pdf(self, story: str, number: int) -> tuple[bytes, str] | None:
        """The PDF of a page, and the revision it is of; None without the page. Raises BadInput
        where it cannot be painted."""
        made = self._last(story)
        if number not in made.revisions:
            return None
        return self._page_pdf(made, number, story), made.revisions[number]

    def pdf(self, story: str) -> bytes:
        """The whole PDF, as the files are now. Raises BadInput where it cannot be made."""
        made = self._make(story)
        with self._memories[bool(story)].in_use():
            return pdf_of(made)

    def _page_pdf(self, made: Made, number: int, story: str) -> bytes:
        """A page's PDF. The memory's keys that it used are noted: they are kept as long as the page
        is there, whether it is painted again or not."""
        revision = made.revisions[number]
        try:
            with self._memories[bool(story)].in_use(), noted() as keys:
                data = page_pdf_of(made, number)
        except BadInput as error:
            self._unpainted[revision] = error.findings
            raise
        self._unpainted.pop(revision, None)
        self._painted[revision] = keys
        return data

    def _last(self, story: str) -> Made:
        if story not in self._made:
            self._keep(story, self._make(story))
        return self._made[story]

    def _make(self, story: str) -> Made:
        """An edition made anew. Raises BadInput."""
        memory, say = self._memories[bool(story)], self._reporter(story)
        if story:
            made = made_story(located(self._folder, story), memory, say)
        elif self._alone:
            hint = "name one of its stories"
            raise bad_input("no-publication", "no edition", Where(str(self._folder)), hint)
        else:
            made = made_newspaper(self._folder, memory, self._sound, self._digests, say)
        for keys in self._painted.values():
            memory.use(keys)
        memory.save(all_=False)
        return made

    def _unseen(self, made: Made | None) -> tuple[Finding, ...]:
        """Why pages of an edition cannot be shown, of those that were to be."""
        pages = made.revisions.values() if made else ()
        return tuple(one for page in pages for one in self._unpainted.get(page, ()))

    def _reporter(self, story: str) -> Say:
        """Reports the steps of a first edition; later ones are made before anyone could read."""
        if story in self._made:
            return lambda *_: None
        return lambda doing, done, of: self.say(
            {"story": story, "doing": doing, "done": done, "of": of}
        )

    def _keep(self, story: str, made: Made) -> None:
        """Keeps an edition to be shown. Forgets those of stories that were made long ago, and the
        keys of pages that are gone; the publication's own edition stays."""
        self._made[story] = made
        self._made.move_to_end(story)
        stories = [story for story in self._made if story]
        for story in stories[:-_STORIES]:
            del self._made[story]
        there = {revision for made in self._made.values() for revision in made.revisions.values()}
        self._painted = {name: keys for name, keys in self._painted.items() if name in there}
        self._unpainted = {
            name: findings for name, findings in self._unpainted.items() if name in there
        }


def _digests(closed: Closed, numbers: Container[int]) -> dict[str, str]:
    """What the PDFs of some closed pages are known by, by the numbers of these."""
    return {str(page.number): page.digest for page in closed.pages if page.number in numbers}


def _nothing(_: dict[str, Any]) -> None:
    """Where nobody listens."""


_NO_EDITION: dict[str, Any] = {
    "revision": None,
    "title": "",
    "date": None,
    "language": "",
    "columns": 0,
    "pages": [],
    "stories": [],
    "own": {},
    "ads": [],
    "houseAds": [],
    "choices": CHOICES,
    "pictures": [],
    "unplaced": [],
    "dummies": [],
    "spreads": [],
    "omitted": [],
    "moved": [],
    "unmet": [],
    "figures": [],
    "findings": [],
}
"""The message where no edition could be made yet."""


def lost(last: Made | None, now: Made) -> tuple[Finding, ...]:
    """The errors for which an edition has not all that the last good one has; none where it may be
    shown."""
    if last is None or last.newspaper is None or now.newspaper is None:
        return ()
    return (*_stories(last.newspaper, now.newspaper), *_ads(last.newspaper, now.newspaper))


def _errors(newspaper: Newspaper) -> dict[Finding, None]:
    every = newspaper.findings
    return dict.fromkeys(one for one in every if one.severity is Severity.ERROR)


def _stories(last: Newspaper, now: Newspaper) -> tuple[Finding, ...]:
    """The errors of stories that could be read before and cannot now."""
    gone = _sources(last) - _sources(now)
    return tuple(
        finding
        for finding in _errors(now)
        if finding.where.file in gone and Path(finding.where.file).is_file()
    )


def _sources(newspaper: Newspaper) -> set[str]:
    held = {finding.where.file or "" for finding in newspaper.findings if _held(finding)}
    return {material.story.source for material in newspaper.copy.materials} | held


def _held(finding: Finding) -> bool:
    """Whether it is of a story that was read well: it is only too long."""
    return finding.code == "held-over"


def _ads(last: Newspaper, now: Newspaper) -> tuple[Finding, ...]:
    """The new errors of an ad book in which bookings are missing."""
    named = {booking.id for booking in last.stacked.bookings}
    if named <= {booking.id for booking in now.stacked.bookings}:
        return ()
    files = {booking.where.file for booking in last.stacked.bookings}
    before = {finding.message for finding in _errors(last)}
    return tuple(
        finding
        for finding in _errors(now)
        if finding.where.file in files and finding.message not in before
    )
