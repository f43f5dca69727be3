"""Pages that an edition could do without: in whole sheets, and no ad loses the page it has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from layout.edition.thin.fewer_pages import fewer_pages, keys_of
from layout.edition.thin.section_space import CopySpace, PageSpace, SectionSpace
from layout.makeup.edition.all_pages import EditionTask
from layout.page.format import FORMATS, grid_of
from layout.story.publication import PrintPlan, PrintSection
from slots.book.booking import Booking, Lock
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

FREE = PrintPlan()


def space(name: str, first: int, count: int, spare: int) -> SectionSpace:
    """A section of so many pages of a hundred cells that can spare some of them."""
    pages = tuple(PageSpace(number, 100, 100) for number in range(first, first + count))
    copy = (count - spare) * 95
    filled = count * 100 - copy
    return SectionSpace(name, pages, CopySpace(copy), 0, 0, 1 if spare else 0, filled)


def edition(*spares: tuple[int, int]) -> tuple[SectionSpace, ...]:
    """Sections A, B and so on, of (pages, pages to spare)."""
    spaces: list[SectionSpace] = []
    for name, (count, spare) in zip("ABCDE", spares, strict=False):
        spaces.append(space(name, 1 + sum(each.count for each in spaces), count, spare))
    return tuple(spaces)


def task(spaces: tuple[SectionSpace, ...], *ads: tuple[Booking, int]) -> EditionTask:
    """Their pages, with ads on some of them."""
    pages = [StackPage(page.number, one.name, 4, 40, 4) for one in spaces for page in one.pages]
    places = tuple(AdPlace(ad.id, page, 0, 30, 1, 10) for ad, page in ads)
    book = [ad for ad, _ in ads]
    return EditionTask(pages, AdPlan(places), book, (), grid_of(FORMATS["a4"]))


@pytest.mark.parametrize(
    ("spares", "wanted"),
    [
        (((8, 4), (4, 0)), {"A": 4, "B": 4}),
        (((8, 3), (4, 1)), {"A": 5, "B": 3}),
        (((8, 3), (4, 0)), {}),
        (((8, 6), (8, 5)), {"A": 3, "B": 5}),
        (((4, 3),), {}),
        (((8, 7),), {"A": 4}),
    ],
)
def test_whole_sheets_go_from_where_there_is_most_to_spare(spares: Any, wanted: Any) -> None:
    spaces = edition(*spares)
    found = dict(fewer_pages(spaces, task(spaces), FREE))
    assert found == wanted
    assert sum(found.values()) % 4 == 0
    assert all(found[one.name] >= one.enough for one in spaces if found)


LOCKED = Booking("A1", "Bank", 1, 9, lock=Lock(7, None, None))


@pytest.mark.parametrize(
    ("ad", "page", "stays"),
    [
        (LOCKED, 7, True),
        (LOCKED, 3, False),
        (replace(LOCKED, lock=None), 7, False),
        (replace(LOCKED, lock=None, far_forward=True), 5, True),
        (replace(LOCKED, lock=None, far_forward=True), 2, False),
        (replace(LOCKED, lock=None, double_truck=True), 8, True),
    ],
)
def test_an_ad_that_is_bound_to_its_page_keeps_it(ad: Booking, page: int, stays: bool) -> None:
    spaces = edition((8, 4), (4, 0))
    found = fewer_pages(spaces, task(spaces, (ad, page)), FREE)
    assert (found == {}) is stays


def test_what_is_to_be_written_names_only_keys_that_change() -> None:
    spaces = edition((8, 4), (4, 0))
    counts = {"A": 4, "B": 4}
    fixed = PrintPlan(sections=(PrintSection("A", 8), PrintSection("B", 4)))
    assert keys_of(counts, spaces, fixed) == 'pages = 4 in the section "A"'
    said = keys_of(counts, spaces, replace(fixed, pages=12, colour=(1, 12)))
    assert said == 'pages = 8 under [print], pages = 4 in the section "A", without 12 in colour'
    openly = PrintPlan(sections=(PrintSection("A"), PrintSection("B", 4)))
    assert keys_of(counts, spaces, openly) == "pages = 8 under [print]"
