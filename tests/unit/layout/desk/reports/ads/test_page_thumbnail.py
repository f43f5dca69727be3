"""Thumbnails of ad pages: every ad within its page and with its name, wishes missed marked, the
caption outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from layout.desk.reports.ads.drawing import INK, Box, Letters, Mark, Ring, Stroke, Words
from layout.desk.reports.ads.page_thumbnail import (
    ACCENT,
    Thumbnails,
    padlock,
    scissors,
    unmet,
)
from layout.edition.stacked_ads import Stacked
from layout.page.format import FORMATS, grid_of
from layout.publication.settings.newsgrid_toml import House
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.book.booking import Booking, Lock, Position
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

GRID = grid_of(FORMATS["compact"], 5)
WIDTH = 140_000
TINT = ("#ffeecc", "#aa7700")
X, Y = 10_000, 20_000


@pytest.fixture(scope="module")
def letters() -> Letters:
    theme = load_theme()
    return Letters(theme, Foundry(theme.fallback))


def sheet(number: int = 3, **more: Any) -> StackPage:
    return StackPage(number, "News", 5, GRID.rows, 4, **more)


def foot(rows: int = 40, columns: int = 3, page: int = 3, column: int = 0) -> AdPlace:
    return AdPlace("A12", page, column, GRID.rows - rows, columns, rows)


def booked(**more: Any) -> Booking:
    depth = GRID.leading * 40
    return replace(Booking("A12", "Quay Bank", 3, depth), **more)


def drawn(
    letters: Letters, page: StackPage, *ads: tuple[Booking, AdPlace], name: str = "The Quay News"
) -> list[Mark]:
    house = House(Publication(name), {})
    places = tuple(place for _, place in ads)
    book = tuple(booking for booking, _ in ads)
    work = Stacked(house, GRID, None, None, None, book, (page,), AdPlan(places), False, ())
    return list(Thumbnails(work, letters, WIDTH, {"": TINT}).page(page, X, Y))


def texts(marks: list[Mark]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Words)]


def frames(marks: list[Mark]) -> list[Box]:
    """The ads: what is filled with their tint."""
    return [mark for mark in marks if isinstance(mark, Box) and mark.fill == TINT[0]]


def test_a_page_has_the_shape_of_paper() -> None:
    high = WIDTH * GRID.trim[1] // GRID.trim[0]
    work = Stacked(None, GRID, None, None, None, (), (), AdPlan(()), False, ())
    assert Thumbnails(work, None, WIDTH, {}).height == high


@pytest.mark.parametrize("columns", [1, 3, 5])
@pytest.mark.parametrize("rows", [6, 40, 80])
def test_an_ad_stands_within_its_page_and_its_words_within_it(letters, columns, rows) -> None:
    ad = booked(columns=columns, depth=GRID.leading * rows)
    marks = drawn(letters, sheet(), (ad, foot(rows, columns)))
    page = marks[0]
    (box,) = frames(marks)
    assert isinstance(page, Box) and page.x <= box.x and box.x + box.width <= page.x + page.width
    assert page.y <= box.y and box.y + box.height <= page.y + page.height
    assert "A12" in texts(marks)
    for mark in marks:
        if isinstance(mark, Words) and mark.text in ("A12", "Quay Bank"):
            width = letters.width(mark.text, mark.size, mark.bold)
            assert box.x <= mark.x and mark.x + width <= box.x + box.width


def test_an_ad_is_as_deep_as_it_was_sold_and_its_air_is_left_white(letters) -> None:
    whole, less = (
        frames(drawn(letters, sheet(), (booked(depth=GRID.leading * rows), foot())))[0]
        for rows in (40, 30)
    )
    assert less.y + less.height == whole.y + whole.height and less.y > whole.y
    assert abs(less.height * 4 - whole.height * 3) <= 8


def test_a_large_ad_says_who_and_how_large_and_a_small_one_its_name(letters) -> None:
    large = texts(drawn(letters, sheet(), (booked(), foot())))
    assert "Quay Bank" in large and any("mm" in text for text in large)
    small = booked(columns=1, depth=GRID.leading * 6)
    said = texts(drawn(letters, sheet(), (small, foot(6, 1))))
    assert "A12" in said and "Quay Bank" not in said and not any("mm" in text for text in said)


def test_signs_say_what_an_ad_is(letters) -> None:
    def rings(**more: Any) -> int:
        return sum(isinstance(m, Ring) for m in drawn(letters, sheet(), (booked(**more), foot())))

    assert (rings(), rings(lock=Lock(3)), rings(coupon=True)) == (0, 1, 2)
    assert rings(lock=Lock(3), coupon=True) == 3
    (plain_,) = frames(drawn(letters, sheet(), (booked(), foot())))
    (dashed,) = frames(drawn(letters, sheet(), (booked(coupon=True), foot())))
    assert not plain_.dashed and dashed.dashed


@pytest.mark.parametrize(("position", "marks"), [(Position.FOOT, 0), (Position.OUTSIDE, 1)])
def test_a_wish_that_is_missed_is_marked(letters, position: Position, marks: int) -> None:
    """At the left of a right-hand page it stands inside."""
    found = drawn(letters, sheet(), (booked(position=position), foot()))
    assert sum(isinstance(m, Ring) and m.colour == ACCENT for m in found) == marks


def test_half_a_double_truck_is_open_to_the_spine_and_its_words_stand_left(letters) -> None:
    ad = booked(double_truck=True, columns=2)
    left = drawn(letters, sheet(4), (ad, foot(columns=2, page=4, column=3)))
    right = drawn(letters, sheet(5), (ad, foot(columns=2, page=5)))
    assert "A12" in texts(left) and "A12" not in texts(right)
    (one,), (other,) = frames(left), frames(right)
    assert one.x + one.width == X + WIDTH and other.x == X - 600
    lines = [m for m in right if isinstance(m, Stroke) and m.colour == TINT[1]]
    assert {point[0] for point in (lines[0].points[0], lines[0].points[-1])} == {X}


@pytest.mark.parametrize(("number", "edge", "anchor"), [(3, X + WIDTH, "end"), (4, X, "start")])
def test_the_number_stands_outside(letters, number: int, edge: int, anchor: str) -> None:
    marks = drawn(letters, sheet(number))
    folio = next(m for m in marks if isinstance(m, Words) and m.text == str(number))
    assert (folio.x, folio.anchor) == (edge, anchor)


def test_the_caption_says_what_a_page_is(letters) -> None:
    assert "News" in texts(drawn(letters, sheet()))
    wide = texts(drawn(letters, sheet(colour=False)))
    assert any(text.startswith("News · bl") for text in wide)


def test_page_one_bears_the_papers_name(letters) -> None:
    assert "Quay" in texts(drawn(letters, sheet(1), name="Quay"))
    assert "Quay" not in texts(drawn(letters, sheet(2), name="Quay"))


@pytest.mark.parametrize(("most", "over"), [(1000, False), (300, True)])
def test_how_full_a_page_is_shows_and_that_it_is_too_full(letters, most: int, over: bool) -> None:
    rows = GRID.rows // 2
    page = sheet(most=most, share=250)
    marks = drawn(letters, page, (booked(columns=5, depth=GRID.leading * rows), foot(rows, 5)))
    share = rows / page.depth
    assert f"{share:.0%}" in texts(marks)
    bars = [m for m in marks if isinstance(m, Box) and m.height == 2_600]
    assert bars[1].width == round(bars[0].width * share)
    assert (bars[1].fill == ACCENT) is over
    tick = next(m for m in marks if isinstance(m, Stroke) and m.colour == INK)
    assert tick.points[0][0] == bars[0].x + bars[0].width // 4


def test_signs_keep_to_their_squares() -> None:
    for sign in (padlock, scissors):
        for mark in sign(0, 0, INK):
            if isinstance(mark, Ring):
                assert mark.radius <= mark.x <= 6_000 - mark.radius
    ring = next(mark for mark in unmet(10_000, 10_000) if isinstance(mark, Ring))
    assert (ring.x + ring.radius, ring.y + ring.radius) == (10_000, 10_000)
