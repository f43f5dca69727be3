"""Finishing pages: first parts keep the text that second parts were shaped for; thin strips."""

from __future__ import annotations

from dataclasses import replace

from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.choose_settings import FinishedPage, Finisher
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH, Hole, hole_of
from layout.makeup.edition.shapes.setting import (
    NEVER,
    EachSetting,
    Setting,
    Shape,
    by_shape,
    shapes_from,
)
from layout.makeup.edition.tiling.section_layout import Tiling
from layout.makeup.edition.tiling.tile_page import tile
from layout.makeup.edition.tiling.tiled_page import TiledPage
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace

PAGE = SectionPage(Hole(3, 2, (20, 20)), "News")
LARGE, SMALL = 24_000, 18_000


def item(name: str, *settings: Setting) -> PageItem:
    return PageItem(shapes_from(name, name, 2, by_shape(settings)))


def finished(*items: PageItem) -> dict[str, Setting]:
    """The setting of each item on a finished page."""
    standing = TiledPage(
        PAGE, items, tile(PAGE.hole, [one.shapes for one in items], OUR_PRICES.pages)
    )
    return {one.id: one.setting for one in Finisher({}, OUR_PRICES).page(standing).placed}


def first_part(columns: int, rows: int, body: int, cost: int = 0, size: int = LARGE) -> Setting:
    return Setting(columns, rows, cost, size, body=body, jumps=True)


SIDE = Setting(1, 20, 0, LARGE)
UNDER = Setting(2, 10, 0, LARGE)


def test_two_headlines_that_read_as_one_are_parted() -> None:
    found = finished(
        item("a", Setting(1, 20, 0, LARGE), Setting(2, 10, 5, LARGE)), item("b", SIDE, UNDER)
    )
    assert (found["a"].columns, found["b"].columns) == (2, 2)


def test_a_first_part_keeps_its_text_when_its_page_is_tiled_anew() -> None:
    other = item("b", SIDE, UNDER)
    found = finished(item("a", first_part(1, 20, 30), first_part(2, 10, 26, 5)), other)
    assert (found["a"].columns, found["a"].body) == (1, 30)
    found = finished(item("a", first_part(1, 20, 30), first_part(2, 10, 30, 5)), other)
    assert (found["a"].columns, found["a"].body) == (2, 30)


def test_settings_that_have_other_text_than_a_part_that_is_moved_are_not_made() -> None:
    settings = by_shape([first_part(1, 20, 30), first_part(1, 19, 28), first_part(2, 10, 30, 5)])
    made: list[Shape] = []

    def find(shape: Shape) -> tuple[Setting, ...]:
        made.append(shape)
        return settings[shape]

    known = shapes_from("a", "a", 2, settings)
    bodies = {shape: group[0].body for shape, group in settings.items()}
    shapes = replace(known, settings=EachSetting(settings, find), bodies=bodies)
    found = finished(PageItem(shapes), item("b", SIDE, UNDER))
    assert (found["a"].columns, found["a"].body) == (2, 30)
    assert set(made) == {(1, 20), (2, 10)}


def test_a_first_part_keeps_its_text_when_its_headline_is_set_smaller() -> None:
    small = first_part(1, 20, 33, 1, SMALL)
    found = finished(item("b", SIDE), item("a", first_part(1, 20, 30), small))
    assert (found["a"].size, found["a"].body) == (LARGE, 30)
    same = first_part(1, 20, 30, 1, SMALL)
    found = finished(item("b", SIDE), item("a", first_part(1, 20, 30), same))
    assert (found["a"].size, found["a"].body) == (SMALL, 30)


def test_a_strip_too_thin_for_anything_is_no_part_of_the_hole() -> None:
    page = StackPage(2, "News", 3, 100, 4)
    top = page.first_row - 2
    ads = [
        AdPlace("thin", 2, 0, top + LEAST_DEPTH - 1, 1, 90),
        AdPlace("just", 2, 1, top + LEAST_DEPTH, 1, 89),
    ]
    assert hole_of(page, ads) == Hole(2, top, (0, LEAST_DEPTH, 98))
    assert tile(hole_of(page, ads), [], OUR_PRICES.pages).found


def test_what_a_page_cannot_hold_after_all_is_held_over_to_the_last(monkeypatch) -> None:
    """One story is torn, then another, then the rest fills no page: none of them is forgotten."""
    items = tuple(item(name, SIDE) for name in ("a", "b", "c"))
    monkeypatch.setattr(Finisher, "_tiled", lambda _, hole, left: OF_LOTS[len(left)])
    monkeypatch.setattr(
        Finisher,
        "_best",
        lambda self, standing: (
            FinishedPage(PAGE.number, (), (), 0),
            frozenset(one.id for one in standing.items[:1]),
        ),
    )
    standing = TiledPage(PAGE, items, OF_LOTS[3])
    assert sorted(Finisher({}, OUR_PRICES).page(standing).held) == ["a", "b", "c"]


OF_LOTS = {0: Tiling((), 0), 1: Tiling((), NEVER), 2: Tiling((), 0), 3: Tiling((), 0)}
