"""Hierarchy: the lead is highest and loudest, no two headlines read as one, no picture on an ad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from support.editions.checked_lines import Reading

from layout.page.document import Document, Fragment, Page
from layout.page.rect import Rect
from layout.story.as_written import Story
from slots.stacking.task.ad_page import StackPage

SIDE_BY_SIDE = 2  # rows by which the first lines of two headlines may differ and yet be level
TOP = 3  # rows between the head of the hole and the head of a story that touches it
ON_AD = 3  # rows between a picture and an ad that it stands on


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline on its page: where its first line stands, its size, the type's left and right."""

    story: str
    page: int
    rank: int
    size: int
    top: int
    row: int
    rect: Rect


def headlines(reading: Reading, stories: Sequence[Story]) -> tuple[Headline, ...]:
    """All headlines of the edition. `top` is the row of the highest line of the story's head."""
    ranks: Mapping[str, int] = {story.slug: story.rank for story in stories}
    found = []
    for fragment in dict.fromkeys(s.fragment for s in reading.spots):
        if fragment.role != "headline" or not fragment.story:
            continue
        spots = [spot for spot in reading.spots if spot.fragment is fragment and spot.words]
        if not spots:
            continue
        page, grid = spots[0].page, spots[0].page.grid
        head = [s for s in reading.of(fragment.story) if s.page is page]
        size = max(spot.size for spot in spots)
        rows = [_row(page, s.baseline - round(0.7 * s.size)) for s in head]
        first = min(spot.baseline - round(0.7 * spot.size) for spot in spots)
        left = min(spot.placed.x for spot in spots)
        right = max(spot.placed.x + spot.placed.line.measure for spot in spots)
        depth = max(spot.baseline for spot in spots) - first
        rank = ranks.get(fragment.story, 9)
        rect = Rect(left, first, right - left, max(depth, grid.leading))
        found.append(
            Headline(fragment.story, page.number, rank, size, min(rows), _row(page, first), rect)
        )
    return tuple(found)


def _row(page: Page, y: int) -> int:
    return (y - page.grid.live.y) // page.grid.leading


def head_problems(
    document: Document, reading: Reading, stories: Sequence[Story], pages: Sequence[StackPage]
) -> Iterator[str]:
    """Leads that are not the highest or not the largest, and tombstoned headlines."""
    stacked = {page.number: page for page in pages}
    found = headlines(reading, stories)
    for page in document.pages:
        here = [headline for headline in found if headline.page == page.number]
        if here:
            turned = any(_turned(fragment) for fragment in page.fragments)
            yield from _lead(here, stacked.get(page.number), turned)
            for one, other in tombstones(here, page.grid.gutter):
                names = f"the headlines of {one.story} and {other.story}"
                yield f"page {page.number}: {names} stand side by side in {one.size / 1000:g} pt"


def _turned(fragment: Fragment) -> bool:
    """Whether this is the head of a story that goes on here."""
    return fragment.role == "turn_head"


def _lead(here: list[Headline], stack: StackPage | None, turned: bool) -> Iterator[str]:
    """The lead is the story of the best rank, of several such the one with the largest headline. A
    story that goes on from another page may stand above it."""
    best = min(headline.rank for headline in here)
    leads = [headline for headline in here if headline.rank == best]
    largest = max(headline.size for headline in leads)
    for other in here:
        if other.size > largest:
            sizes = f"{other.size / 1000:g} pt, larger than {largest / 1000:g}"
            name = leads[0].story
            yield f"page {other.page}: the headline of {other.story} has {sizes} of the lead {name}"
    highest = min(headline.top for headline in here)
    top = min(headline.top for headline in leads)
    if not turned and (top > highest + 1 or (stack is not None and top > stack.first_row + TOP)):
        name = min(leads, key=lambda headline: headline.top).story
        yield f"page {here[0].page}: the lead {name} begins in row {top + 1}, not at the head"


def tombstones(here: Sequence[Headline], gutter: int) -> Iterator[tuple[Headline, Headline]]:
    """Pairs of headlines of one size that begin on the same row in neighbouring columns; not the
    small heads of briefs and letters."""
    large = [headline for headline in here if headline.size > 12_000]
    for index, one in enumerate(large):
        for other in large[index + 1 :]:
            gaps = (other.rect.x - one.rect.right, one.rect.x - other.rect.right)
            beside = 0 <= max(gaps) <= gutter + 1_000
            level = abs(one.row - other.row) <= SIDE_BY_SIDE
            if beside and level and one.size == other.size:
                yield one, other


def picture_problems(document: Document, reading: Reading) -> Iterator[str]:
    """Pictures (with their cutlines) that stand on an ad, no text between."""
    for page in document.pages:
        ads = [i.rect for i in page.images if i.role == "ad"]
        ads += [box.rect for box in page.boxes if box.role == "ad"]
        spots = reading.on(page.number)
        text = [spot for spot in spots if spot.fragment.role not in ("cutline", "credit")]
        for image in page.images:
            if image.role == "ad":
                continue
            own = [
                spot.baseline
                for spot in spots
                if spot not in text and _under(image.rect, spot.baseline, spot.left, page)
            ]
            foot = max([image.rect.bottom, *own])
            for ad in ads:
                shared = image.rect.x < ad.right and ad.x < image.rect.right
                if not shared or not -1_000 <= ad.y - foot <= ON_AD * page.grid.leading:
                    continue
                if not any(foot < spot.baseline <= ad.y for spot in text if _in(spot.left, ad)):
                    name = f"the picture {image.id} of {image.story}"
                    yield f"page {page.number}: {name} sits on an ad"
                    break


def _under(rect: Rect, y: int, x: int, page: Page) -> bool:
    """Whether a point is in the cutline's place under a picture."""
    return rect.x <= x <= rect.right and rect.bottom <= y <= rect.bottom + 8 * page.grid.leading


def _in(x: int, rect: Rect) -> bool:
    return rect.x - 1_000 <= x < rect.right
