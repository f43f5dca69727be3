"""Unary constraints: the pages where an ad may stand by its own rules, and which rule forbids one.

The rules are named as in the ad book; `rule_words` puts into words what each of them requires.
Binary constraints between competitors, ads of one category from different advertisers, are here
too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from slots.book.booking import Apart, Booking, Position
from slots.stacking.task.ad_decision import FREE, Spot
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Ad, StackingTask, cells_on, most_cells, room

RULES = (
    "section", "pages", "side", "colour", "far-forward", "position", "lock", "most", "double-truck",
    "decided", "closed-rivals",
)  # fmt: skip
"""The rules between a booking and a page alone, beside its size. What competes with it on a page
that is closed stays there: so the distance from that is one of them."""


def stands(ad: Ad, task: StackingTask, waived: Collection[str] = ()) -> tuple[int, ...]:
    """The pages where an ad may stand (a double truck: its left ones), some rules waived."""
    return tuple(
        number
        for number in sorted(task.pages)
        if fits(ad, number, task) and not broken(ad, number, task) - set(waived)
    )


class Verdicts:
    """Pages and the rules that forbid them, for the ads of a task: each rule is asked once for all
    ads that it cannot tell apart, of which a large book has hundreds."""

    def __init__(self, task: StackingTask) -> None:
        self._task = task
        self._pages = tuple(sorted(task.pages))
        self._kept: dict[tuple[object, ...], int] = {}
        self._known: dict[tuple[object, ...], Mapping[int, frozenset[str]]] = {}
        self._stands: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._sets: dict[tuple[object, ...], frozenset[int]] = {}

    def of(self, ad: Ad) -> Mapping[int, frozenset[str]]:
        """The rules that forbid an ad each page on which its size has room."""
        key = self._alike(ad)
        if key not in self._known:
            fit = self._fit(ad)
            kept = {rule: self._keeping(rule, ad, fit) for rule in _KEEPS}
            alike: dict[frozenset[str], frozenset[str]] = {}
            found: dict[int, frozenset[str]] = {}
            for number in self._numbers(fit):
                here = frozenset(rule for rule, on in kept.items() if not on >> number & 1)
                found[number] = alike.setdefault(here, here)
            self._known[key] = found
        return self._known[key]

    def stands(self, ad: Ad) -> tuple[int, ...]:
        """The pages where an ad may stand, as the function `stands` has them."""
        key = self._alike(ad)
        if key not in self._stands:
            fit = on = self._fit(ad)
            for rule in _KEEPS:
                on &= self._keeping(rule, ad, fit)
            self._stands[key] = self._numbers(on)
        return self._stands[key]

    def stand_set(self, ad: Ad) -> frozenset[int]:
        """The same as a set."""
        key = self._alike(ad)
        if key not in self._sets:
            self._sets[key] = frozenset(self.stands(ad))
        return self._sets[key]

    def _alike(self, ad: Ad) -> tuple[object, ...]:
        """All of an ad that its pages depend on: its trade only where some ads stand already."""
        return (*_alike(ad), *_trade(ad)) if self._task.standing else _alike(ad)

    def _fit(self, ad: Ad) -> int:
        """The pages on which the size of an ad has room, as bits of a number."""
        key = "size", ad.columns, ad.rows, ad.booking.double_truck
        if key not in self._kept:
            self._kept[key] = _bits(at for at in self._pages if fits(ad, at, self._task))
        return self._kept[key]

    def _keeping(self, rule: str, ad: Ad, fit: int) -> int:
        """The pages, of those on which it fits, where an ad keeps a rule: bits of a number."""
        key = rule, fit, ad.booking.double_truck, *_ASKED[rule](ad)
        if key not in self._kept:
            pages, kept = self._task.pages, _KEEPS[rule]
            self._kept[key] = _bits(
                at
                for at in self._numbers(fit)
                if kept(ad, [pages[number] for number in ad.pages(at)], self._task)
            )
        return self._kept[key]

    def _numbers(self, bits: int) -> tuple[int, ...]:
        return tuple(at for at in self._pages if bits >> at & 1)


def _trade(ad: Ad) -> tuple[object, ...]:
    """All of an ad that its competitors ask for."""
    booking = ad.booking
    if not booking.category:
        return ()
    return booking.category, booking.advertiser, booking.apart, booking.pages_apart


def _bits(numbers: Iterable[int]) -> int:
    """Numbers as bits of one."""
    return sum(1 << number for number in numbers)


def _alike(ad: Ad) -> tuple[object, ...]:
    """All of an ad that `fits` and `broken` ask for, but for its trade."""
    booking = ad.booking
    size = ad.columns, ad.rows, booking.double_truck
    place = booking.section, booking.pages, booking.side, booking.far_forward, booking.colour
    return *size, *place, booking.position, booking.lock, ad.decided


def fits(ad: Ad, stand: int, task: StackingTask) -> bool:
    """Whether the size of an ad has room on these pages at all."""
    pages = [task.pages.get(number) for number in ad.pages(stand)]
    if ad.columns < 1 or (ad.booking.double_truck and stand % 2):
        return False
    return all(page and ad.columns <= page.columns and ad.rows <= room(page) for page in pages)


def broken(ad: Ad, stand: int, task: StackingTask) -> set[str]:
    """The rules that forbid an ad these pages."""
    pages = [task.pages[number] for number in ad.pages(stand)]
    return {rule for rule, kept in _KEEPS.items() if not kept(ad, pages, task)}


def rule_words(ad: Ad, task: StackingTask) -> dict[str, str]:
    """What each rule requires of this ad, in words."""
    booking, half = ad.booking, (task.last + 1) // 2
    strip = booking.position is Position.FRONT_STRIP
    lock = booking.lock
    return {
        "size": f"{ad.columns} column{'s' * (ad.columns > 1)} by {ad.rows} rows, its air included",
        "section": f'only in section "{booking.section}"',
        "pages": f"only on pages: {booking.pages}",
        "side": f"only on {booking.side}-hand pages",
        "colour": "only on a page printed in colour",
        "far-forward": f"only in the first half of the edition, pages 1 to {half}",
        "position": "the foot of page 1 over its whole width" if strip else "the last page",
        "lock": _lock_words(lock.page, lock.column, lock.row) if lock else "",
        "most": "no more ads on a page than its most; a larger one stands there alone",
        "double-truck": "two facing pages whose feet are level",
        "decided": "where it is decided to stand",
        "closed-rivals": "competitors on closed pages at the distance that it or they ask for",
        "solus": "the only ad of its page",
        "apart": "competitors at the distance that it or they ask for",
        "coupon": "no coupon back to back with another one on the same leaf",
        "shape": f"a column of ads leaves no row of its page free, or {task.limits.least_free}",
    }


def _lock_words(page: int, column: int | None, row: int | None) -> str:
    """A lock in words; columns and rows are counted from 1, as people do."""
    cells = [f"column {column + 1}"] if column is not None else []
    cells += [f"row {row + 1}"] if row is not None else []
    return f"locked to page {page}" + (", " + ", ".join(cells) if cells else "")


def _in_section(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    return all(ad.booking.section in ("", page.section) for page in pages)


def _on_pages(ad: Ad, pages: Sequence[StackPage], task: StackingTask) -> bool:
    return any(ad.booking.pages.include(page.number, task.last) for page in pages)


def _on_side(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    side = ad.booking.side
    return side not in ("left", "right") or any(page.outside == side for page in pages)


def _in_colour(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    return not ad.booking.colour or all(page.colour for page in pages)


def _far_forward(ad: Ad, pages: Sequence[StackPage], task: StackingTask) -> bool:
    return not ad.booking.far_forward or _in_first_half(pages[-1].number, task.last)


def _in_first_half(page: int, last: int) -> bool:
    return page <= (last + 1) // 2


def _position(ad: Ad, pages: Sequence[StackPage], task: StackingTask) -> bool:
    if ad.booking.position is Position.BACK_PAGE:
        return [page.number for page in pages] == [task.last]
    if ad.booking.position is Position.FRONT_STRIP:
        return [page.number for page in pages] == [1] and ad.columns == pages[0].columns
    return True


def _locked(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    return not ad.booking.lock or any(_locked_here(ad, page) for page in pages)


def _locked_here(ad: Ad, page: StackPage) -> bool:
    lock = ad.booking.lock
    assert lock
    if lock.page != page.number:
        return False
    column, row, inner = lock.column, lock.row, page.columns - ad.columns
    first = inner if ad.booking.double_truck else 0  # it goes across the spine
    across = column is None or first <= column <= inner
    top = page.first_row + page.reserved
    down = row is None or top <= row <= page.rows - ad.rows
    return across and down


def _within_most(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    return all(cells_on(ad, page) <= most_cells(page) for page in pages)


def _level(_: Ad, pages: Sequence[StackPage], __: StackingTask) -> bool:
    return len({page.rows for page in pages}) == 1


def _as_decided(ad: Ad, pages: Sequence[StackPage], _: StackingTask) -> bool:
    decided = ad.decided
    if decided is None:
        return True
    if not decided.on_pages([page.number for page in pages]):
        return False
    if ad.booking.double_truck:  # it goes across the spine, at the foot of both pages
        return decided.stays is not None or decided.spot in (FREE, Spot(foot=True))
    row = decided.fixed(pages[0], ad.columns, ad.rows)[1]
    if ad.booking.position is Position.FRONT_STRIP and row not in (None, pages[0].rows - ad.rows):
        return False
    return decided.has_cells(pages[0], ad.columns, ad.rows, ad.booking.lock)


def _clear_of_closed(ad: Ad, pages: Sequence[StackPage], task: StackingTask) -> bool:
    return not any(
        compete(ad.booking, one.booking)
        and any(too_near(ad.booking, p.number, one.booking, one.place.page) for p in pages)
        for one in task.standing
    )


_KEEPS: Mapping[str, Callable[[Ad, Sequence[StackPage], StackingTask], bool]] = {
    "section": _in_section,
    "pages": _on_pages,
    "side": _on_side,
    "colour": _in_colour,
    "far-forward": _far_forward,
    "position": _position,
    "lock": _locked,
    "most": _within_most,
    "double-truck": _level,
    "decided": _as_decided,
    "closed-rivals": _clear_of_closed,
}
"""Whether an ad keeps each rule on some pages of an edition."""

_ASKED: Mapping[str, Callable[[Ad], tuple[object, ...]]] = {
    "section": lambda ad: (ad.booking.section,),
    "pages": lambda ad: (ad.booking.pages,),
    "side": lambda ad: (ad.booking.side,),
    "colour": lambda ad: (ad.booking.colour,),
    "far-forward": lambda ad: (ad.booking.far_forward,),
    "position": lambda ad: (ad.booking.position, ad.columns),
    "lock": lambda ad: (ad.booking.lock, ad.columns, ad.rows),
    "most": lambda ad: (ad.area,),
    "double-truck": lambda _: (),
    "decided": lambda ad: (ad.decided, ad.columns, ad.rows, ad.booking.lock),
    "closed-rivals": lambda ad: _trade(ad),
}
"""All that each rule asks of an ad, but for whether it is a double truck."""


def compete(one: Booking, other: Booking) -> bool:
    """Whether two bookings are competitors, and one of them at least minds."""
    if not one.category or one.category != other.category or one.advertiser == other.advertiser:
        return False
    return any(b.apart is not Apart.NONE or b.pages_apart > 0 for b in (one, other))


def too_near(one: Booking, page: int, other: Booking, of_other: int) -> bool:
    """Whether competitors on these pages are nearer than either of them accepts."""
    return any(_minds(booking, page, of_other) for booking in (one, other))


def _minds(booking: Booking, page: int, other: int) -> bool:
    if booking.pages_apart and abs(page - other) < booking.pages_apart:
        return True
    if booking.apart is Apart.SPREAD:
        return page // 2 == other // 2
    return booking.apart is Apart.PAGE and page == other


def minds_on_page(booking: Booking) -> bool:
    """Whether a booking wants no competitor on its own page."""
    return booking.apart is not Apart.NONE or booking.pages_apart > 0


def wants_distance(booking: Booking) -> bool:
    """Whether it wants none on other pages nearby either."""
    return booking.apart is Apart.SPREAD or booking.pages_apart > 1


def near_pages(booking: Booking, page: int) -> list[int]:
    """The pages where it wants no competitor when it stands on `page`; that one is among them."""
    reach = max(1, booking.pages_apart)
    return [
        other for other in range(page - reach, page + reach + 1) if _minds(booking, page, other)
    ]
