"""Ads that must keep apart: from competitors, from coupons on their back, from some stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.page.document import Document, Page
from layout.page.rect import Rect
from layout.story.as_written import Story
from slots.book.booking import Apart, Booking

Ad = tuple[Booking, Page, Rect]


def pair_problems(ads: Sequence[Ad]) -> Iterator[str]:
    """All pairs of ads, each looked at once."""
    for index, (one, page, rect) in enumerate(ads):
        for other, behind, against in ads[:index]:
            names = f"ads {other.id} (page {behind.number}) and {one.id} (page {page.number})"
            if one is other:
                yield from _halves(one, (page, rect), (behind, against))
                continue
            if _competitors(one, other) and _close(one, other, page.number, behind.number):
                yield f"{names}: competitors are too near to each other"
            if one.coupon and other.coupon and _back_to_back(page, rect, behind, against):
                yield f"{names}: coupons are back to back"


def _halves(booking: Booking, one: tuple[Page, Rect], other: tuple[Page, Rect]) -> Iterator[str]:
    """The two halves of a double truck face each other and are level."""
    (left, at), (right, there) = sorted((one, other), key=lambda each: each[0].number)
    if left.number % 2 or right.number != left.number + 1:
        yield f"ad {booking.id}: pages {left.number} and {right.number} do not face each other"
    if (at.y, at.bottom) != (there.y, there.bottom):
        yield f"ad {booking.id}: its halves are not level"


def _competitors(one: Booking, other: Booking) -> bool:
    same = one.category.casefold() == other.category.casefold() != ""
    return same and one.advertiser != other.advertiser


def _close(one: Booking, other: Booking, page: int, behind: int) -> bool:
    """Both sides' demands count: not on one page, not on one spread, at least n pages apart."""
    if abs(page - behind) < max(one.pages_apart, other.pages_apart):
        return True
    demands = {one.apart, other.apart}
    if demands & {Apart.PAGE, Apart.SPREAD} and page == behind:
        return True
    return Apart.SPREAD in demands and page // 2 == behind // 2  # 2 and 3, 4 and 5, ...


def _back_to_back(page: Page, rect: Rect, behind: Page, against: Rect) -> bool:
    """Whether a point of the paper is in both: pages 1 and 2, 3 and 4, ... are one leaf, and one is
    seen from the other side."""
    front, back = sorted((page.number, behind.number))
    if front % 2 == 0 or back != front + 1:
        return False
    width = behind.grid.trim[0]
    seen = Rect(width - against.right, against.y, against.width, against.height)
    return rect.overlaps(seen)


def adjacency_problems(
    document: Document, ads: Sequence[Ad], stories: Sequence[Story]
) -> Iterator[str]:
    """Ads beside stories (on their page, or the facing one) with a tag they keep away from."""
    tags = {story.slug: set(story.tags) for story in stories}
    on: dict[int, set[str]] = {
        page.number: {f.story for f in page.fragments if f.story} for page in document.pages
    }
    for booking, page, _ in ads:
        number = page.number
        facing = number - 1 if number % 2 else number + 1
        for other in (number, facing):
            for slug in sorted(on.get(other, ())):
                found = sorted(set(booking.away_from) & tags.get(slug, set()))
                if found:
                    where = f"ad {booking.id}, page {number}"
                    tagged = f"{slug} ({', '.join(found)}) on page {other}"
                    yield f"{where}: wants to be away from the story {tagged}"
