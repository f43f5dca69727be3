"""House ads by place: where none should stand, and which come again too soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from layout.edition.counted.space import EditorialPage
from layout.page.document import Box
from layout.press.boxes.house_ads import HOUSE_ADS

_NARROW = 2  # columns: less is too narrow for one


@dataclass(frozen=True, slots=True)
class HouseAdPlaces:
    """House ads, how many there are, and those that stand where none should: on page one, on the
    first page of another section, on a right-hand page with some part in its upper half; those that
    are less than two columns wide; and those of a kind that was used before, while another was not.
    One may be counted under several."""

    house_ads: int
    page_one: int
    openers: int
    top_right: int
    narrow: int
    again: int


def house_ad_places(pages: Iterable[EditorialPage]) -> HouseAdPlaces:
    """The house ads of an edition, its pages in order."""
    found = [(page, box) for page in pages for box in page.page.boxes if box.house_ad]
    return HouseAdPlaces(
        len(found),
        sum(page.page.number == 1 for page, _ in found),
        sum(page.opens and page.page.number > 1 for page, _ in found),
        sum(_top_right(page, box) for page, box in found),
        sum(_columns(page, box) < _NARROW for page, box in found),
        _again(box.house_ad for _, box in found),
    )


def _top_right(page: EditorialPage, box: Box) -> bool:
    live = page.page.grid.live
    return page.page.number % 2 == 1 and box.rect.y < live.y + live.height // 2


def _columns(page: EditorialPage, box: Box) -> int:
    return sum(box.rect.x <= x < box.rect.right for x, _ in page.page.grid.columns)


def _again(kinds: Iterable[str]) -> int:
    """How many come again before each kind was used once; then a new round begins."""
    seen: set[str] = set()
    again = 0
    for kind in kinds:
        again += kind in seen
        seen.add(kind)
        if seen >= set(HOUSE_ADS):
            seen.clear()
    return again
