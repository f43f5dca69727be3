"""Laws of the pages of an edition: everything in the live area, nothing on anything else, jump
lines that tell the truth, pictures and ads of the size they should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from support.editions.samples import GRID, editions, furniture, poured_edition, setter

from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.pages_from_plan import Setup, build_page, story_page
from layout.makeup.edition.placed_ads import AdBoxes, ad_rect
from layout.makeup.type.furniture import Furniture
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.index import IndexEntry
from layout.page.document import Crop, Fragment, Image, Page
from layout.page.rect import Rect
from layout.typeset.words.set_line import joined
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

PERMILLE = 1 / 1000
WORDS = wording("en-GB")


def built(task: EditionTask) -> tuple[EditionPlan, tuple[Page, ...]]:
    """The plan and the pages of an edition; every second ad has artwork."""
    plan = poured_edition(task)
    artwork = {booking.id: Path("/ad.pdf") for booking in task.book[::2]}
    entries = tuple(IndexEntry(f"Part {n}", "A headline of it", n + 2) for n in range(task.index))
    setup = Setup(
        GRID,
        {page.number: above(page, task) for page in task.pages},
        {page.number: page.section for page in task.pages},
        AdBoxes(task.ads, task.book, artwork, GRID, "Advertisement"),
        entries,
        plan.page_of,
        setter(),
    )
    return plan, tuple(build_page(page, story_page(page, setup), setup) for page in plan.pages)


def above(page: StackPage, task: EditionTask) -> Furniture:
    """The furniture for which a page of the samples has its first row."""
    found = furniture(
        page.number,
        page.section,
        page.section != task.pages[0].section
        and all(other.section != page.section for other in task.pages[: page.number - 1]),
    )
    assert found.first_row == page.first_row
    return found


def ink(fragment: Fragment) -> Iterator[Rect]:
    """The rectangle of each line of type, from about its x-height to its baseline."""
    for placed in fragment.lines:
        line = placed.line
        size = max(word.size for word in line.words)
        yield Rect(
            placed.x + line.indent, placed.baseline - size * 45 // 100, line.width, size * 45 // 100
        )


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def nothing_overlaps(pages: Sequence[Page]) -> None:
    for page in pages:
        lines = [(f.role, f.story, rect) for f in page.fragments for rect in ink(f)]
        framed = [(one.role, one.id, one.rect) for one in (*page.boxes, *page.images)]
        for _, _, rect in (*lines, *framed):
            assert GRID.live.x - 2 <= rect.x and rect.right <= GRID.live.right + 2
            assert GRID.live.y <= rect.y and rect.y + rect.height <= GRID.live.y + GRID.live.height
        for one, other in combinations((*lines, *framed), 2):
            assert not overlap(one[2], other[2]), (page.number, one, other)


def jump_lines(plan: EditionPlan, pages: Sequence[Page]) -> None:
    said: dict[int, list[str]] = {page.number: [] for page in pages}
    for page in pages:
        for fragment in page.fragments:
            if fragment.role == "jump":
                said[page.number].append(joined(tuple(p.line for p in fragment.lines)))
    due: dict[int, list[str]] = {page.number: [] for page in pages}
    for name, page in plan.page_of.items():
        other = plan.page_of.get(f"{name}>")
        if other:
            due[page].append(WORDS.continued.format(page=other))
            due[other].append(WORDS.turned.format(page=page))
    assert {p: sorted(texts) for p, texts in said.items()} == {
        p: sorted(texts) for p, texts in due.items()
    }


def sizes(task: EditionTask, pages: Sequence[Page]) -> None:
    shapes = {
        f"{article.story.slug}-{one.name}": one
        for article in task.articles
        for one in article.pictures
    }
    bookings = {booking.id: booking for booking in task.book}
    for page in pages:
        ads = {one.id: one.rect for one in (*page.images, *page.boxes) if one.id in bookings}
        assert sorted(ads) == sorted(place.id for place in task.ads.on(page.number))
        for place in task.ads.on(page.number):
            rect = ads[place.id]
            assert rect.height == bookings[place.id].depth
            assert rect.x == GRID.columns[place.column][0]
            assert rect.right == sum(GRID.columns[place.right - 1])
            assert rect.y + rect.height == GRID.baseline(place.bottom - 1)
        for image in page.images:
            if image.role == "picture":
                assert abs(stretched(image, shapes[image.id]) - 1) < PERMILLE


def stretched(image: Image, shape) -> float:
    """How much wider than tall a picture is shown than it is."""
    crop, rect = image.crop, image.rect
    shown = (crop.right - crop.left) * shape.across / ((crop.bottom - crop.top) * shape.down)
    return shown / (rect.width / rect.height)


@pytest.mark.slow
@settings(max_examples=12)
@given(editions(most_stories=6, leads=True))
def test_pages_are_as_planned(task: EditionTask) -> None:
    plan, pages = built(task)
    nothing_overlaps(pages)
    jump_lines(plan, pages)
    sizes(task, pages)


def test_a_double_truck_runs_to_the_spine_on_both_its_pages() -> None:
    booking = Booking("truck", "Quay Bank", 5, 300_000, double_truck=True)
    left, right = AdPlace("truck", 2, 0, 70, 5, 30), AdPlace("truck", 3, 0, 70, 5, 30)
    spread = [ad_rect(place, booking, GRID) for place in (left, right)]
    assert (spread[0].x, spread[0].right) == (GRID.live.x, GRID.trim[0])
    assert (spread[1].x, spread[1].right) == (0, GRID.live.right)
    assert {rect.height for rect in spread} == {300_000}
    boxes = AdBoxes(AdPlan((left, right)), [booking], {"truck": Path("/a.pdf")}, GRID, "Ad")
    halves = [boxes.on(number).images[0] for number in (2, 3)]
    assert [half.crop for half in halves] == [Crop(right=50_000), Crop(left=50_000)]
    narrow = ad_rect(replace(left, columns=2, column=3), booking, GRID)
    assert (narrow.x, narrow.right) == (GRID.columns[3][0], GRID.trim[0])
