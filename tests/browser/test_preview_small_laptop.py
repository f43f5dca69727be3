"""The desk on a small laptop, 1024 px wide, on the weekly: rows of one line, a board as wide as its
table, handles beside labels."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import NARROW, Opened, live, opening
from playwright.sync_api import Browser, Page, expect
from print_desk import edition, laid
from support.desk.running_desk import ROOT, Running

LAPTOP = {"width": 1024, "height": 768}
BOXES = "all => all.map(each => each.getBoundingClientRect().toJSON())"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("laptop") / "weekly"
    shutil.copytree(ROOT / "seeds" / "weekly", place, ignore=shutil.ignore_patterns(".newsgrid"))
    return place


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening(chromium, desk, live) as at:
        yield at


@pytest.fixture
def printed(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening(chromium, desk, laid) as at:
        yield at


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    return page.locator(selector).evaluate_all(BOXES)  # type: ignore[no-any-return]


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 0.5


def stories(opened: Opened, size: dict[str, int]) -> Page:
    page = opened("stories", viewport=size)
    expect(page.locator("#said")).to_contain_text("with errors")
    return page


def test_stories_are_rows_of_one_line_with_their_page_as_it_is_now(
    opened: Opened, desk: Running
) -> None:
    before = stories(opened, LAPTOP)
    expect(before.get_by_role("columnheader", name="Page")).to_be_hidden()  # nobody made pages
    pages = {each["slug"]: each["pages"] for each in edition(desk)["stories"]}
    for size in (LAPTOP, NARROW):
        page = stories(opened, size)
        expect(page.get_by_role("columnheader", name="Page")).to_be_visible()
        assert max(box["height"] for box in boxes(page, ".list-table tbody tr")) < 36
        wide = "each => each.scrollWidth - each.clientWidth"
        assert page.locator("#stage").evaluate(wide) <= 0
        for slug, numbers in pages.items():
            link = page.locator(f".cell-page a[href='/print?pick=story%3A{slug}']")
            expect(link).to_have_text(f"page {numbers[0]}")
    page.locator(".cell-page a").first.click()
    page.wait_for_selector("#stage[data-shown]")


def test_the_ad_book_has_its_pages_as_they_are_now(opened: Opened, desk: Running) -> None:
    placed = {each["id"]: each["page"] for each in edition(desk)["ads"]}
    found = {each["id"]: each["page"] for each in desk.ask("GET", "/api/ads").json["bookings"]}
    assert {name: page for name, page in found.items() if page} == placed
    page = opened("ads", viewport=LAPTOP)
    expect(page.get_by_role("columnheader", name="Page", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, NARROW], ids=["1024", "768"])
def test_the_board_has_rows_as_wide_as_it_is(printed: Opened, size: dict[str, int]) -> None:
    page = printed("print?mode=board", viewport=size)
    table = boxes(page, ".board-table")[0]
    acts = boxes(page, ".board-table tbody .board-acts")
    assert len(acts) > 24  # those of pages and of sections
    assert {round(box["right"] - table["right"]) for box in acts} == {0}
    expect(page.get_by_role("columnheader", name="Stories that begin here")).to_be_visible()
    assert page.locator("#board").evaluate("each => each.scrollWidth - each.clientWidth") <= 0


def test_no_label_of_a_leg_lies_under_a_handle(printed: Opened, desk: Running) -> None:
    page = printed("print?mode=page&overlay=legs,areas")
    seen = 0
    pages = [desk.ask("GET", f"/api/edition/page/{number}").json for number in (1, 2, 3, 5)]
    for slug in [part["story"] for one in pages for part in one["parts"] if not part["rest"]]:
        page.goto(f"{desk.url}print?mode=page&overlay=legs,areas&pick=story:{slug}")
        page.locator(".edge-bottom").wait_for()
        labels = boxes(page, ".notes > .note")
        for side, across, down in (("bottom", 18, 5), ("left", 5, 18), ("right", 5, 18)):
            box = boxes(page, f".edge-{side}")[0]
            x, y = (box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2
            grip = {"left": x - across, "right": x + across, "top": y - down, "bottom": y + down}
            assert not [one for one in labels if meet(one, grip)], (slug, side)
        seen += len(labels)
    assert seen
