"""Decisions in the print view, as an editor makes them: by form, by hand, by keyboard; kept,
refused, undone; beside an editor on disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened, opening
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import ROOT, Running

WEEKLY = ROOT / "seeds" / "weekly"
LONG = 180_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("decide") / "weekly"
    shutil.copytree(WEEKLY, place, ignore=shutil.ignore_patterns(".newsgrid"))
    return place


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening(chromium, desk, laid) as at:
        yield lambda query="", **options: at(f"print{query}", **options)


def laid(page: Page) -> None:
    page.wait_for_selector("#stage[data-shown]", timeout=LONG)


def decided(page: Page, act) -> None:
    """Does something, and waits until the edition that it asks for is on the screen."""
    with page.expect_response("**/api/edition*", timeout=LONG):
        act()
    expect(page.locator("#state, .state").first).to_contain_text("Live", timeout=LONG)


def pages_of(page: Page, slug: str) -> list[int]:
    edition = page.request.get("/api/edition").json()
    return next(each["pages"] for each in edition["stories"] if each["slug"] == slug)


def test_a_page_by_form_undone_and_done_again(opened: Opened, folder: Path) -> None:
    page = opened("?pick=story:rowers")
    before = pages_of(page, "rowers")
    choice = page.get_by_label("Begins on page")
    decided(page, lambda: choice.select_option(label="3, News"))
    assert (folder / "pages.toml").read_text() == "[story.rowers]\npage = 3\n"
    assert pages_of(page, "rowers") == [3] != before
    expect(choice).to_have_value("2")
    page.locator("h1, body").first.press("Escape")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert (folder / "pages.toml").read_text() == ""
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert pages_of(page, "rowers") == [3]
