"""Remedies: what could be changed so that a booking has a place, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from slots.stacking.search.draft import Draft
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Ad, StackingTask, room
from slots.stacking.task.allowed import stands

_TRIED = 4
"""The most pages tried for a remedy, those with the fewest cells of ads first: each is packed again
and again."""


class FreeRows:
    """The rows that are free above the stacks of a plan, each looked up once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._known: dict[tuple[int, int], int] = {}

    def above(self, number: int, columns: int) -> int:
        """Rows free on a page over so many columns side by side, at most."""
        key = number, columns
        if key not in self._known:
            page = self.draft.board.task.pages[number]
            self._known[key] = _free_rows(self.draft, page, columns)
        return self._known[key]


def room_words(room: FreeRows, ad: int, allowed: Sequence[int]) -> str:
    """How much room the pages have where an ad may stand, and how much it needs."""
    one = room.draft.board.task.ads[ad]
    numbers = sorted({number for stand in allowed for number in one.pages(stand)})
    free = max((room.above(number, one.columns) for number in numbers), default=0)
    are = f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {listed(numbers)} are"
    width = "1 column" if one.columns == 1 else f"{one.columns} columns"
    return f"{are} taken: at most {free} rows free over {width}, it needs {one.rows}"


def listed(numbers: Sequence[int]) -> str:
    """Page numbers with runs shortened: "3, 9-12"."""
    runs = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        pages = [number for _, number in run]
        runs.append(str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}")
    return ", ".join(runs)


def remedy(draft: Draft, ad: int, allowed: Sequence[int]) -> str:
    """A remedy in words: the bookings of least value that would have to leave a page to make room
    for an ad."""
    ads = draft.board.task.ads
    best: tuple[int, int, list[int]] | None = None
    for stand in sorted(allowed, key=lambda at: (_used(draft, ad, at), at))[:_TRIED]:
        leaving = _leaving(draft, ad, stand)
        if leaving is not None:
            worth = sum(ads[number].value for number in leaving)
            if best is None or worth < best[0]:
                best = worth, stand, leaving
    if best is None:
        return "give it another size, or more pages to stand on"
    _, stand, leaving = best
    names = " and ".join(sorted(ads[number].id for number in leaving))
    return f"move or drop {names} to have it on page {stand}"


def _used(draft: Draft, ad: int, stand: int) -> int:
    """Cells taken on the pages where an ad would stand."""
    return sum(draft.area[page] for page in draft.board.task.ads[ad].pages(stand))


def _leaving(draft: Draft, ad: int, stand: int) -> list[int] | None:
    """The least valuable bookings of a page that have to go for an ad; competitors go first."""
    trial, ads = Draft(draft.board, draft.stands), draft.board.task.ads
    gone: list[int] = []
    while (rival := trial.rival(ad, stand)) is not None:
        trial.take(rival)
        gone.append(rival)
    here = {number for page in ads[ad].pages(stand) for number in trial.on[page]}
    waiting = sorted(here, key=lambda number: (ads[number].value, number))
    while not trial.admits(ad, stand):
        if not waiting:
            return None
        gone.append(waiting.pop(0))
        trial.take(gone[-1])
    return [number for number in reversed(gone) if not _returns(trial, ad, stand, number, draft)]


def _returns(trial: Draft, ad: int, stand: int, number: int, draft: Draft) -> bool:
    """Puts a booking back where it was if the ad still fits then; whether it did."""
    trial.put(number, draft.stands[number])
    if trial.admits(ad, stand):
        return True
    trial.take(number)
    return False


def without_bookings(task: StackingTask, ad: Ad, rules: Sequence[str]) -> str:
    """What to change where the rules of the booking itself leave it no page; "" where all that
    helps is to give one of them up."""
    if not task.pages:
        return "give the edition pages"
    booking, last = ad.booking, task.last
    if "size" in rules:
        wide = max(page.columns for page in task.pages.values())
        deep = max(room(page) for page in task.pages.values())
        return f"book at most {wide} column{'s' * (wide > 1)} and {deep} rows"
    if "shape" in rules:
        return f"book it deeper, or shallower by up to {task.limits.least_free} rows"
    if booking.lock and "lock" in rules:
        if booking.lock.page not in task.pages:
            return f"lock it to one of the pages 1 to {last}"
        if not stands(ad, task, ("section", "pages", "side", "colour", "far-forward", "most")):
            return "lock it to cells of the page that have room for all of it"
    sections = sorted({page.section for page in task.pages.values()})
    if "section" in rules and booking.section not in sections:
        return f"name one of the sections: {', '.join(sections)}"
    return ""


def _free_rows(draft: Draft, page: StackPage, columns: int) -> int:
    """The most rows that are free above the stack of a page over `columns` columns side by side."""
    tops = [page.rows] * page.columns
    for place in draft.pile(page.number).places or ():
        if place.page == page.number:
            for column in range(place.column, place.right):
                tops[column] = min(tops[column], place.row)
    head = page.first_row + page.reserved
    free = [min(tops[c : c + columns]) - head for c in range(page.columns - columns + 1)]
    return max(free, default=0)
