"""Stacking measured: a book of about 90 ads with all rules on a weekly of 24 pages.

python -m benchmarks.stacking
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import Any

from slots.book.booking import Apart, Booking, Position
from slots.rules.size import Pages
from slots.stacking.task.ad_page import StackPage

LEADING = 10_500
COLUMNS, ROWS, FIRST_ROW = 6, 96, 4
SECTIONS = ("news", "local", "business", "culture", "sport", "classified")
CATEGORIES = ("cars", "food", "furniture", "travel", "banks", "phones", "events", "jobs")
SIZES = (
    (1, 8), (1, 12), (1, 16), (2, 10), (2, 12), (2, 20), (2, 30), (3, 15), (3, 22),
    (3, 30), (3, 45), (4, 30), (4, 60), (6, 15), (6, 20), (6, 45), (6, 92),
)  # fmt: skip
POSITIONS = (Position.OUTSIDE, Position.INSIDE, Position.FOOT, Position.TOP)
WEIGHTS = (10, 10, 5, 10, 10, 9, 5, 9, 7, 6, 3, 3, 1, 2, 2, 2, 1)


def weekly(pages: int = 24) -> tuple[StackPage, ...]:
    """The pages of a weekly: six sections of equal length, a front page with less room for ads."""
    each = max(1, pages // len(SECTIONS))
    made = [
        StackPage(
            number,
            SECTIONS[min((number - 1) // each, len(SECTIONS) - 1)],
            COLUMNS,
            ROWS,
            FIRST_ROW,
            colour=number % 8 in (0, 1, 4, 5),
            share=450,
        )
        for number in range(1, pages + 1)
    ]
    made[0] = replace(made[0], share=150, most=250, reserved=40)
    return tuple(made)


def ad_book(
    pages: int = 24, fill: float = 0.45, seed: int = 7, most: int = 1_000_000
) -> tuple[Booking, ...]:
    """Bookings whose cells come to `fill` of the pages', with every kind of wish and rule; `most`
    of them at most."""
    chance = random.Random(seed)
    book: list[Booking] = []
    cells, wanted = 0, fill * pages * COLUMNS * (ROWS - FIRST_ROW)
    while cells < wanted and len(book) < most:
        number = len(book)
        columns, rows = chance.choices(SIZES, WEIGHTS)[0]
        booking = booking_of(chance, number, columns, rows, pages)
        book.append(booking)
        cells += columns * (rows + booking.double_truck * rows)
    return tuple(book)


def booking_of(chance: random.Random, number: int, columns: int, rows: int, pages: int) -> Booking:
    """A booking of a size, with what such a one may ask for."""
    label = chance.random() < 0.1
    depth = (rows - 2 - label) * LEADING
    made = Booking(
        f"ad-{number:03}",
        f"advertiser-{chance.randrange(40):02}",
        columns,
        depth,
        category=chance.choice(CATEGORIES) if chance.random() < 0.6 else "",
        section=chance.choice(SECTIONS) if chance.random() < 0.35 else "",
        priority=chance.choice((3, 5, 5, 5, 7)),
        price=columns * rows * chance.randrange(600, 1400),
        label=label,
    )
    return _wishes(chance, made, number, pages)


def _wishes(chance: random.Random, made: Booking, number: int, pages: int) -> Booking:
    if number in (0, 1, 2):
        return _premium(made, number)
    draw = chance.random()
    ranges: dict[float, dict[str, Any]] = {
        0.08: {"coupon": True},
        0.16: {"side": "right"},
        0.22: {"far_forward": True, "section": ""},
        0.26: {"pages": Pages(f"3..{pages // 3}"), "section": ""},
        0.28: {"solus": True},
    }
    wishes = dict(next((w for most, w in ranges.items() if draw < most), {}))
    if chance.random() < 0.2:
        wishes["position"] = chance.choice(POSITIONS)
    wishes["colour"] = chance.random() < 0.2
    if made.category and chance.random() < 0.3:
        wishes["apart"] = chance.choice((Apart.SPREAD, Apart.NONE))
        wishes["pages_apart"] = chance.choice((0, 0, 2, 3))
    return replace(made, **wishes)


def _premium(made: Booking, number: int) -> Booking:
    """The front strip, half of the back page, and a double truck."""
    plain = replace(made, section="", label=False, columns=COLUMNS)
    if number == 0:
        return replace(plain, depth=13 * LEADING, position=Position.FRONT_STRIP)
    if number == 1:
        return replace(plain, depth=43 * LEADING, position=Position.BACK_PAGE)
    return replace(plain, columns=5, depth=58 * LEADING, double_truck=True)


def main() -> None:
    """Prints what stacking comes to and costs."""
    from slots.stacking.solve import stack_edition

    for fill in (0.4, 0.5, 0.9, 2.0):
        book, pages = ad_book(fill=fill), weekly()
        wall, cpu = time.perf_counter(), time.process_time()
        plan = stack_edition(book, pages, LEADING)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(
            f"{len(book)} ads, fill {fill:.0%}: {len(plan.conflicts)} without a place, "
            f"gap {plan.gap:.2%}, wall {wall:.2f} s, CPU {cpu:.2f} s"
        )
        wall = time.perf_counter()
        again = stack_edition(book, pages, LEADING, plan.places)
        wall = time.perf_counter() - wall
        same = again.places == plan.places
        print(f"  again: {wall:.2f} s, the same: {same}, gap {again.gap:.2%}")


if __name__ == "__main__":
    main()
