"""The print view as a table to work at: its views, the board of pages, the tray, what is moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened, opening
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_decide import edition, laid


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("table") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    with opening(chromium, desk, laid) as at:
        yield lambda query="", **options: at(f"print{query}", **options)
    closed = [one["number"] for one in edition(desk)["pages"] if one["closed"]]
    if closed:
        assert desk.ask("POST", "/api/close", {"pages": closed, "closed": False}).status == 200
    (folder / "pages.toml").unlink(missing_ok=True)


def sheets(page: Page) -> list[str]:
    """The pages on the table."""
    return page.locator(".sheet").evaluate_all("all => all.map(each => each.dataset.page)")


def test_a_page_a_spread_and_all_pages_at_a_glance(opened: Opened) -> None:
    page = opened("?page=2")
    assert sheets(page) == ["2", "3"]
    page.get_by_role("button", name="Page", exact=True).click()
    assert sheets(page) == ["2"]
    page.keyboard.press("v")
    expect(page.locator(".sheet")).to_have_count(4)
    stage = page.locator("#stage").bounding_box()
    assert stage
    for sheet in page.locator(".sheet").all():
        box = sheet.bounding_box()
        assert box
        assert box["x"] >= stage["x"]
        assert box["y"] >= stage["y"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"]
        assert box["y"] + box["height"] <= stage["y"] + stage["height"]
    first, second, third, _ = (sheet.bounding_box() for sheet in page.locator(".sheet").all())
    assert first
    assert second
    assert third
    assert second["x"] + second["width"] == pytest.approx(third["x"], abs=1)  # a spread
    assert first["x"] + first["width"] < second["x"] or first["y"] < second["y"]  # alone
    page.locator(".sheet[data-page='4']").dblclick(position={"x": 2, "y": 2})
    expect(page.locator(".sheet")).to_have_count(1)
    assert sheets(page) == ["4"]
    expect(page.get_by_role("button", name="Spread")).to_have_attribute("aria-pressed", "true")


def test_keys_go_from_page_to_page_at_a_glance(opened: Opened) -> None:
    page = opened("?mode=all")
    at = page.get_by_label("Page", exact=True)
    for key, number in (("PageDown", "2"), ("End", "4"), ("PageUp", "3"), ("Home", "1")):
        page.keyboard.press(key)
        expect(at).to_have_value(number)
        expect(page.locator(".sheet.here")).to_have_attribute("data-page", number)
    page.keyboard.press("v")
    expect(page.locator(".sheet")).to_have_count(1)
    assert sheets(page) == ["1"]


def test_the_wheel_scrolls_then_turns_and_zooms_with_ctrl(opened: Opened) -> None:
    page = opened("?mode=page")
    stage, at = page.locator("#stage"), page.get_by_label("Page", exact=True)
    stage.hover()
    page.mouse.wheel(0, 60)
    expect(at).to_have_value("1")
    page.mouse.wheel(0, 90)
    expect(at).to_have_value("2")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, -150)
    expect(at).to_have_value("1")
    page.keyboard.press("1")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, 5000)  # to the foot of a page that is larger than the stage, no further
    page.wait_for_timeout(50)
    page.mouse.wheel(0, 500)
    foot = "() => { const it = document.querySelector('#stage'); return it.scrollTop > 100; }"
    page.wait_for_function(foot)
    expect(at).to_have_value("1")
    page.wait_for_timeout(400)
    page.mouse.wheel(0, 200)
    expect(at).to_have_value("2")
    before = page.locator(".sheet").bounding_box()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    after = page.locator(".sheet").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"] * 1.2


def test_the_space_bar_scrolls_by_a_screen_then_turns(opened: Opened) -> None:
    page = opened("?mode=page&zoom=100")
    at = page.get_by_label("Page", exact=True)
    page.keyboard.press("Space")
    expect(at).to_have_value("1")
    assert page.locator("#stage").evaluate("it => it.scrollTop") > 100
    for _ in range(6):
        page.keyboard.press("Space")
    assert int(at.input_value()) > 1
