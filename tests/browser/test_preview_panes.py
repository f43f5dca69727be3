"""The rails of the print view: thumbnails and panel are dragged, folded away and back, by mouse, by
keys and by name; the page gets the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import NARROW, Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import print_views
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper

LAPTOP = {"width": 1024, "height": 768}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("panes") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


def wide(part: Locator) -> float:
    box = part.bounding_box()
    return box["width"] if box else 0


def bar_of(page: Page, name: str) -> Locator:
    return page.get_by_role("separator", name=f"Width of the {name}")


def dragged(page: Page, bar: Locator, across: int) -> None:
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 5 + across / 2, box["y"] + 110)
    page.mouse.move(box["x"] + 5 + across, box["y"] + 120)
    page.mouse.up()


def test_the_rails_are_dragged_and_the_page_gets_the_room(opened: Opened) -> None:
    page = opened("?mode=page")
    stage, sheet = page.locator("#stage"), page.locator(".sheet")
    for name, part, way in (("thumbnails", "#thumbs", 1), ("panel", "#panel", -1)):
        before, room = wide(page.locator(part)), wide(stage)
        dragged(page, bar_of(page, name), 60 * way)
        assert wide(page.locator(part)) == pytest.approx(before + 60, abs=1)
        assert wide(stage) == pytest.approx(room - 60, abs=1)
    room, before = wide(stage), wide(sheet)
    page.get_by_label("Zoom", exact=True).select_option("width")
    page.wait_for_function(
        "before => document.querySelector('.sheet').clientWidth !== before", arg=before
    )
    before = wide(sheet)
    dragged(page, bar_of(page, "panel"), 400)  # further than it can be narrow: it is folded
    expect(page.locator("#panel")).to_be_hidden()
    assert wide(stage) > room + 200
    page.wait_for_function(
        "before => document.querySelector('.sheet').clientWidth > before", arg=before
    )


def test_the_rails_are_folded_away_by_keys_and_stay_so(opened: Opened) -> None:
    page = opened()
    for name, part in (("thumbnails", "#thumbs"), ("panel", "#panel")):
        bar = bar_of(page, name)
        before = wide(page.locator(part))
        bar.focus()
        page.keyboard.press("ArrowRight")
        assert abs(wide(page.locator(part)) - before) == pytest.approx(24, abs=1)
        page.keyboard.press("Enter")
        expect(page.locator(part)).to_be_hidden()
        expect(bar).to_have_attribute("aria-valuetext", "folded away")
        box, window = bar.bounding_box(), page.viewport_size
        assert box
        assert window
        assert box["x"] >= 0  # all of the bar can be had
        assert box["x"] + box["width"] <= window["width"]
    page.reload()
    page.wait_for_selector(".sheet")
    for name, part in (("thumbnails", "#thumbs"), ("panel", "#panel")):
        expect(page.locator(part)).to_be_hidden()
        bar_of(page, name).dblclick()
        expect(page.locator(part)).to_be_visible()


def test_the_rails_are_folded_away_by_name(opened: Opened) -> None:
    page = opened()
    for deed, shown in (("Fold away the panel", False), ("Unfold the panel", True)):
        page.keyboard.press("Control+k")
        page.keyboard.type(deed.lower())
        expect(page.locator("[aria-selected=true]", has_text=deed)).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#panel")).to_be_visible(visible=shown)


def test_the_page_has_most_of_a_small_laptop(opened: Opened) -> None:
    page = opened("?mode=page", viewport=LAPTOP)
    assert wide(page.locator("#stage")) >= 590
    for part in ("#thumbs", "#panel"):
        assert page.locator(part).evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    for name in ("thumbnails", "panel"):
        bar_of(page, name).dblclick()
    assert wide(page.locator("#stage")) >= 1020


def test_a_window_that_gets_smaller_leaves_the_page_its_room(opened: Opened) -> None:
    page = opened("?mode=page")
    page.set_viewport_size(LAPTOP)  # type: ignore[arg-type]
    page.wait_for_function("() => document.querySelector('#stage').clientWidth >= 590")
    bar_of(page, "panel").press("ArrowLeft")
    wanted = wide(page.locator("#panel"))
    page.set_viewport_size({"width": 1300, "height": 800})
    page.wait_for_function("() => document.querySelector('#thumbs').offsetWidth === 212")
    assert wide(page.locator("#panel")) == wanted  # as somebody set it


def test_forms_have_room_for_what_is_chosen_in_a_narrow_panel(opened: Opened) -> None:
    page = opened("?pick=story:news-0", viewport=LAPTOP)
    controls = page.locator(".decide > :is(select, textarea, input:not([type=checkbox]))")
    widths = controls.evaluate_all("all => all.map(each => each.clientWidth)")
    assert len(widths) > 12
    assert min(widths) >= 110
    bar_of(page, "panel").press("End")
    assert min(controls.evaluate_all("all => all.map(each => each.clientWidth)")) >= 300


def test_on_a_tablet_there_is_nothing_to_drag(opened: Opened) -> None:
    page = opened(viewport=NARROW)
    expect(page.locator("#thumbs")).to_be_visible()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".pane-bar:visible")).to_have_count(0)


def test_the_tools_stand_in_two_rows_on_a_tablet(opened: Opened) -> None:
    page = opened(viewport=NARROW)
    tops = page.locator(".tools > *").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().bottom))"
    )
    assert len(set(tops)) == 2
