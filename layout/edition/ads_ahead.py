"""What newsgrid stack foretells: the ads of an edition where newsgrid print will put them.

Both stack the same bookings on the same pages with the same work (`layout.edition.stack_ads`).
Stories are asked only where they decide how many pages there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from layout.edition.last_plan import RECORD, read_record
from layout.edition.set_stories import Copy, copy_of
from layout.edition.stack_ads import (
    AdBook,
    AdTask,
    left_open,
    read_ahead,
    stacked_on,
    told_of_decisions,
    with_copy,
)
from layout.edition.stacked_ads import Stacked, counts_from_ads
from layout.publication.ads.book_file import book_file, sheet_of
from layout.publication.all_stories import shelf_of
from layout.publication.closed_pages import read_closed
from layout.publication.decisions.pages_toml import decisions_of
from layout.publication.material import attempt, foundry_of, theme_of
from layout.publication.settings.newsgrid_toml import FILE, House, load_house
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from layout.typeset.set_text import compositor
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.report import counted
from slots.files.door import there
from slots.finding import Finding, Severity, Where, bad_input
from slots.stacking.task.ads_and_pages import Reached, Watch

_NOTHING_SPOILED: Mapping[Path, Finding] = {}
_AGAIN = "newsgrid check says why; until it is mended, the edition may come to other pages"


def stacked(folder: Path, console: Console = QUIET) -> Stacked:
    """The stack of a publication's edition, as it will be printed. Raises BadInput where it has no
    ad book, or where the book, the publication, its theme or what is kept of closed pages cannot be
    used."""
    console.step("Reading the publication and its ad book")
    house, folder = _house_in(folder)
    grid = grid_for(house, AS_PUBLISHED)
    if book_file(house) is None:
        hint = "write an ads.csv with columns id, advertiser, size: see docs/ads.md"
        raise bad_input("no-book", "there is no ad book to stack", Where(str(folder)), hint)
    record, broken = read_record(folder / RECORD)
    theme = theme_of(house.publication)
    by = compositor(theme, foundry_of(theme), house.publication.language)
    watch, closed = _progress_on(console), read_closed(folder)
    decisions, odd = decisions_of(house)
    task = AdTask(house, folder, grid, record, _NOTHING_SPOILED, by, watch, closed, decisions)
    book = read_ahead(task)
    work, told = _in_places(task, book, console)
    decided = told_of_decisions(task, book, work)
    read = map(_milder, book.read.findings(work.plan.places, grid))
    return replace(work, findings=(*read, *broken, *odd, *told, *decided))


def _progress_on(console: Console) -> Watch:
    """Reports on a console how far the stacking of a large book is, and how good its plan is."""

    def tell(reached: Reached) -> None:
        doing = f"Stacking {counted(reached.booked, 'ad')}"
        if reached.placed:
            doing = f"Stacking: {reached.placed:,} of {counted(reached.booked, 'ad')} placed"
        if reached.gap is not None:
            doing += f", at most {reached.gap:.1%} from the best"
        console.progress(doing, round(100 * reached.done), 100)

    return tell


def _in_places(task: AdTask, book: AdBook, console: Console) -> tuple[Stacked, tuple[Finding, ...]]:
    """The ads in their places, and what is to be known of the stories that were counted for it."""
    copy, told = _counted_copy(task, console) if left_open(task.house.publication) else (None, ())
    console.step(f"Stacking {counted(len(book.bookings), 'ad')}")
    if copy:
        return with_copy(task, lambda: book, copy)[1](), told
    counts = counts_from_ads(task.house.publication, book.bookings, sheet_of(task.grid))
    return stacked_on(task, book, counts), told


def _counted_copy(task: AdTask, console: Console) -> tuple[Copy | None, tuple[Finding, ...]]:
    """The stories, which decide how many pages there are, and what is not counted of them."""
    console.step("Reading and setting the stories, which decide how many pages there are")
    problems: list[Finding] = []
    shelf = attempt(lambda: shelf_of(task.folder, ruled=False), problems)
    if shelf is None:
        return None, (_uncounted(task.folder, problems),)
    copy = copy_of(shelf, task.grid)
    missing = len(shelf.stories) - len(copy.materials) - len(copy.unset)
    if not copy.articles:
        return None, (_uncounted(task.folder, copy.findings),)
    return copy, (_unread(task.folder, missing),) if missing else ()


def _uncounted(folder: Path, problems: Sequence[Finding]) -> Finding:
    """That pages are counted from ads alone: a note where there are no stories yet."""
    message = "the pages of open sections are counted from ads alone: "
    if {problem.code for problem in problems} == {"no-stories"}:
        hint = "stack again once there are some: the edition may come to other pages"
        note = f"{message}there are no stories yet"
        return Finding("pages-from-ads", Severity.INFO, note, Where(str(folder)), hint)
    message += "the stories cannot be read"
    return Finding("pages-from-ads", Severity.WARNING, message, Where(str(folder)), _AGAIN)


def _unread(folder: Path, missing: int) -> Finding:
    """That some stories are not counted, nor printed, for what is wrong with them."""
    verb = "is" if missing == 1 else "are"
    message = f"{counted(missing, 'story')} {verb} not counted: what cannot be read has no pages"
    return Finding("story-not-counted", Severity.WARNING, message, Where(str(folder)), _AGAIN)


def _milder(finding: Finding) -> Finding:
    """A finding as it weighs before the press: a stack needs no artwork yet."""
    return replace(finding, severity=Severity.WARNING) if finding.code == "no-artwork" else finding


def _house_in(folder: Path) -> tuple[House, Path]:
    """The publication of a folder, or of its newsgrid.toml, and its folder. Raises BadInput where
    there is none."""
    file = folder if folder.name == FILE else folder / FILE
    if not there(file):
        hint = f"name a folder with a {FILE}, or start one: newsgrid new DIR"
        raise bad_input("no-publication", f"there is no {FILE} here", Where(str(folder)), hint)
    return load_house(file), file.parent
