"""Large books and full pages: 500, 2,500 and 10,000 bookings, and pages that ads fill exactly.

python -m benchmarks.large_books                 500 and 2,500 bookings, and 25 full pages
python -m benchmarks.large_books 10000           so many bookings
python -m benchmarks.large_books --help          all that can be asked for

`display`: sizes, rules and wishes of the weekly's book, on pages in proportion (about four on a
page). `small ads`: small sizes on the 96 pages of the largest edition. `rivals`: the display ads in
three trades, all of which keep three pages from each other. `overbooked`: the display ads, on 96
pages alone. Of CPU seconds, one core's.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.stacking import (
    FIRST_ROW,
    LEADING,
    ROWS,
    ad_book,
    booking_of,
    weekly,
)
from slots.book.booking import Apart, Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Limits, Reached

ADS_A_PAGE = 93 / 24
"""As the weekly's book has."""

MOST_PAGES = 96
LIMITS = Limits(work=2.0)
"""As `newsgrid stack` has."""

SMALL = (
    (1, 4), (1, 5), (1, 6), (1, 8), (1, 10), (1, 12), (2, 6), (2, 8), (2, 10), (2, 14),
    (3, 10), (3, 15), (6, 15),
)  # fmt: skip
SMALL_WEIGHTS = (200, 180, 160, 120, 80, 50, 60, 50, 30, 20, 10, 10, 3)
RIVALS = 0.15
"""Of small ads, those that have a trade, and so competitors."""

TRADES = ("cars", "food", "banks")
"""Of the rivals."""

TELLING = 10.0
"""CPU seconds after which it is told again how far a search is."""

Book = tuple[tuple[Booking, ...], tuple[StackPage, ...]]
"""Bookings, and the pages for them."""


def display(count: int) -> Book:
    """So many ads as the weekly has, on as many pages as they want."""
    pages = round(count / ADS_A_PAGE)
    pages += -pages % 4
    return ad_book(pages, fill=5.0, most=count), weekly(pages)


def small_ads(count: int, seed: int = 5) -> Book:
    """So many small ads on the pages of the largest edition."""
    chance = random.Random(seed)
    book = []
    for number in range(count):
        columns, rows = chance.choices(SMALL, SMALL_WEIGHTS)[0]
        one = booking_of(chance, number, columns, rows, MOST_PAGES)
        if number > 2 and chance.random() >= RIVALS:
            one = replace(one, category="", solus=False)
        book.append(one)
    return tuple(book), weekly(MOST_PAGES)


def rivals(count: int, seed: int = 3) -> Book:
    """So many display ads in three trades, each of which keeps three pages from its competitors."""
    chance = random.Random(seed)
    book, pages = display(count)
    return tuple(
        replace(one, category=chance.choice(TRADES), apart=Apart.SPREAD, pages_apart=3)
        for one in book
    ), pages


def overbooked(count: int) -> Book:
    """So many display ads on the pages of the largest edition."""
    return ad_book(MOST_PAGES, fill=count, most=count), weekly(MOST_PAGES)


def full_page(seed: int, columns: int, rows: int, ads: int, least: int = 4) -> Book:
    """A page cut into about so many ads of `least` rows or more, by straight cuts and pinwheels."""
    chance = random.Random(seed)
    done: list[tuple[int, int]] = []
    left = [(columns, rows)]
    while left and len(done) + len(left) < ads:
        left.sort(key=lambda one: -one[0] * one[1])
        parts = _cut(chance, *left.pop(0), least)
        (left if len(parts) > 1 else done).extend(parts)
    sizes = done + left
    chance.shuffle(sizes)
    book = [
        Booking(f"ad-{n:02}", f"firm {n}", wide, (deep - 2) * LEADING)
        for n, (wide, deep) in enumerate(sizes)
    ]
    return tuple(book), (StackPage(1, "news", columns, rows, 0, share=1000),)


def _cut(chance: random.Random, wide: int, deep: int, least: int) -> list[tuple[int, int]]:
    """A rectangle in two or five parts; itself where it is too small."""
    if wide >= 3 and deep >= 3 * least and chance.random() < 0.3:
        left = chance.randrange(1, wide - 1)
        right = chance.randrange(left + 1, wide)
        top = chance.randrange(least, deep - 2 * least + 1)
        foot = chance.randrange(top + least, deep - least + 1)
        around = [
            (left, foot),
            (wide - left, top),
            (wide - right, deep - top),
            (right, deep - foot),
        ]
        return [*around, (right - left, foot - top)]
    ways = ["across"] * (wide > 1) + ["down"] * (2 * (deep >= 2 * least))
    if not ways:
        return [(wide, deep)]
    if chance.choice(ways) == "across":
        at = chance.randrange(1, wide)
        return [(at, deep), (wide - at, deep)]
    at = chance.randrange(least, deep - least + 1)
    return [(wide, at), (wide, deep - at)]


FULL_PAGES = tuple(
    (seed, columns, rows, ads)
    for columns, rows in ((6, ROWS - FIRST_ROW), (8, 120), (5, 60), (4, 80), (6, 60))
    for seed, ads in enumerate((8, 12, 16, 20, 25))
)
"""25 pages: seed, columns, rows and about how many ads."""


BOOKS = {"display": display, "small": small_ads, "rivals": rivals, "overbooked": overbooked}
"""The kinds of books, by name."""


class _Progress:
    """Says on stderr how far a search is, now and then."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def __call__(self, reached: Reached) -> None:
        now = time.process_time()
        if now - self._last >= TELLING:
            self._last = now
            gap = "" if reached.gap is None else f", gap at most {reached.gap:.2%}"
            placed = f"{reached.placed:,} of {reached.booked:,} placed"
            print(f"  {reached.done:.0%}: {placed}{gap}", file=sys.stderr, flush=True)


def _told(name: str, book: Sequence[Booking], pages: Sequence[StackPage]) -> bool:
    """Stacks a book and prints what that came to; whether all ads have a place."""
    from slots.stacking.solve import stack_edition

    wall, cpu = time.perf_counter(), time.process_time()
    limits = replace(LIMITS, watch=_Progress())
    plan = stack_edition(book, pages, LEADING, limits=limits)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    proven = sum(conflict.minimal for conflict in plan.conflicts)
    why = f", {proven:,} of {len(plan.conflicts):,} conflicts smallest" if plan.conflicts else ""
    print(
        f"{name}, {len(book):,} ads on {len(pages)} pages: {len(book) - len(plan.conflicts):,} "
        f"placed{why}, gap {plan.gap:.2%}, value {plan.objective:,}, wall {wall:.1f} s, "
        f"CPU {cpu:.1f} s",
        flush=True,
    )
    return not plan.conflicts


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    about = (__doc__ or "").split("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.large_books",
        description=about[0],
        epilog="\n\n".join(about[1:]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "counts", nargs="*", type=int, metavar="BOOKINGS", help="how many (default: 500 2500)"
    )
    parser.add_argument(
        "--book", action="append", choices=BOOKS, help="the kind (default: display and small)"
    )
    parser.add_argument("--pages", action="store_true", help="the 25 full pages, and they alone")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> None:
    """Prints what stacking comes to and costs."""
    asked = _asked(arguments)
    if not asked.pages:
        for count in asked.counts or (500, 2_500):
            for kind in asked.book or ("display", "small"):
                _told(kind, *BOOKS[kind](count))
    if asked.pages or not (asked.counts or asked.book):
        found = [_told("full page", *full_page(*one)) for one in FULL_PAGES]
        print(f"full pages: {sum(found)} of {len(found)}")


if __name__ == "__main__":
    main(sys.argv[1:])
