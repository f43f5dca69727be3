"""What is on the pages as a tree: by keyboard, lit on the page, and in step with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import print_views
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE
from test_preview_table_axe import WRONG


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("tree") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


def item(page: Page, name: str) -> Locator:
    return page.get_by_role("treeitem", name=name)


def lit(page: Page) -> list[list[float]]:
    """The rectangles that are lit, in points of the page."""
    found: list[list[float]] = page.locator(".pointed rect").evaluate_all(
        "all => all.map(each => ['x', 'y', 'width', 'height']"
        ".map(name => Number(each.getAttribute(name))))"
    )
    return found


def held(page: Page) -> str:
    """The item that has the focus."""
    said: str = page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")
    return said


def test_the_tree_has_what_the_page_has_and_lights_it(opened: Opened, desk: Running) -> None:
    page = opened("?mode=page&page=2")
    data = desk.ask("GET", "/api/edition/page/2").json
    slug = data["legs"][0]["story"]
    legs = [each for each in data["legs"] if each["story"] == slug]
    story = page.locator(f"[role=treeitem][data-key='2 story:{slug}']")
    story.locator(".twist").first.click()
    expect(story).to_have_attribute("aria-expanded", "true")
    rows = story.locator("[aria-label^='Leg:']")
    expect(rows).to_have_count(len(legs))
    rows.first.hover()
    assert lit(page) == [legs[0]["rect"]]
    head = next(e for e in data["areas"] if e["story"] == slug and e["role"] == "headline")
    story.locator("[aria-label^='Headline:']").hover()
    assert lit(page) == [head["type"]]
    page.locator("#stage").hover(position={"x": 40, "y": 3})
    ads = {each["id"] for each in data["ads"] if not each["house"]}
    assert ads
    for name in ads:
        page.locator(f"[role=treeitem][data-key='2 ad:{name}'] > .tree-row").hover()
        assert lit(page) == [each["rect"] for each in data["ads"] if each["id"] == name]


def test_arrows_ends_and_letters_go_through_the_tree(opened: Opened) -> None:
    page = opened("?mode=page&page=1")
    first = page.get_by_role("treeitem").first
    first.focus()
    assert held(page) == "Page: 1, News"
    page.keyboard.press("ArrowRight")
    story = held(page)
    assert story.startswith("Story:")
    page.keyboard.press("ArrowRight")
    assert held(page) == story
    expect(item(page, story)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowRight")
    assert held(page) != story
    assert lit(page)
    page.keyboard.press("ArrowLeft")
    assert held(page) == story
    page.keyboard.press("ArrowLeft")
    expect(item(page, story)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    other = held(page)
    page.keyboard.press("End")
    last = held(page)
    assert last not in (story, other)
    page.keyboard.press("Home")
    assert held(page) == "Page: 1, News"
    page.keyboard.type(other.removeprefix("Story: ")[:9], delay=15)
    assert held(page) == other
    expect(page.locator(".layer-grid, .layer-stack")).to_have_count(
        0
    )  # letters are the tree's here
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Chosen")).to_be_visible()
    expect(item(page, other)).to_have_attribute("aria-selected", "true")
    assert held(page) == other
    page.keyboard.press("Escape")
    expect(page.locator(".tree [aria-selected=true]")).to_have_count(0)


def test_what_is_chosen_on_the_page_is_shown_in_the_tree(opened: Opened, desk: Running) -> None:
    page = opened("?mode=page&page=2")
    data = desk.ask("GET", "/api/edition/page/2").json
    slug = data["legs"][-1]["story"]
    page.locator(f".things [data-thing='story:{slug}'] rect").last.click()
    story = page.locator(f"[role=treeitem][data-key='2 story:{slug}']")
    expect(story).to_have_attribute("aria-selected", "true")
    expect(story).to_have_attribute("aria-expanded", "true")
    row, room = (
        story.locator(".tree-row").first.bounding_box(),
        page.locator(".tree").bounding_box(),
    )
    assert row
    assert room
    assert room["y"] - 1 <= row["y"] < room["y"] + room["height"]
    expect(page.locator(".tree [tabindex='0']")).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_axe_finds_nothing_in_the_tree(opened: Opened, width: int) -> None:
    size = {"width": width, "height": 900}
    page = opened("?page=2&pick=story:news-1", bypass_csp=True, viewport=size)
    expect(page.locator(".tree [aria-selected=true]")).to_have_count(1)
    page.locator(".tree [aria-selected=true]").focus()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(WRONG, EVERY_RULE) == []
