"""Rules that are saved, or not: with every comment, over no change of others that was not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, expect
from rules_pages import (
    as_they_come,
    opening_rules,
    put,
    ready,
    rules_gazette,
    says,
    stands_below,
    text_of,
)
from support.desk.running_desk import Running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rules_gazette(tmp_path_factory.mktemp("rules") / "gazette")


@pytest.fixture(autouse=True)
def rules(folder: Path) -> Path:
    """The rules, as they come with newsgrid before each test."""
    return as_they_come(folder)


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening_rules(chromium, desk) as opened:
        yield opened


def test_saved_with_every_comment_and_shown_after_a_reload(opened: Opened, rules: Path):
    page = opened()
    before = rules.read_text()
    page.get_by_role("button", name="tablet").click()
    page.get_by_label("Rules for").select_option("page")
    expect(page.locator("ng-frame")).to_have_attribute("width", "768")
    share = page.locator('[data-path="page.at.tablet.density"]').get_by_role("slider")
    share.focus()
    page.keyboard.press("ArrowLeft")
    says(page, 'density = "29%"')
    page.reload()
    ready(page)
    says(page, 'density = "29%"')
    page.keyboard.press("Control+s")
    expect(page.locator("#rules-state")).to_have_text("slots.toml is saved")
    old, new = before.splitlines(), rules.read_text().splitlines()
    differs = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert differs == [('density = "30%"', 'density = "29%"')]
    page.reload()
    ready(page)
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert text_of(page) == rules.read_text()


def test_errors_are_saved_only_when_that_is_wanted(opened: Opened, rules: Path):
    page = opened()
    before = rules.read_text()
    put(page, '"4%"', '"4 birds"')
    expect(page.locator("#rules-state")).to_contain_text("1 error")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("birds")
    assert rules.read_text() == before
    dialog.get_by_role("button", name="Save all the same").click()
    expect(page.locator("#rules-state")).to_contain_text("is saved")
    assert "4 birds" in rules.read_text()


def test_a_change_on_disk_shows_or_asks(opened: Opened, rules: Path):
    page = opened()
    disk = rules.read_text().replace(
        'from_top      = "2 paragraphs"', 'from_top      = "3 paragraphs"'
    )
    rules.write_text(disk)
    stands_below(page, 3)
    assert text_of(page) == disk
    top = page.locator('[data-path="slot.inline-ad.from_top"]').get_by_role("textbox")
    expect(top).to_have_attribute("placeholder", "3 paragraphs")
    put(page, "value    = 100", "value    = 120")
    other = disk.replace('from_end      = "1 paragraph"', 'from_end      = "4 paragraphs"')
    rules.write_text(other)
    page.locator("#notice").get_by_role("button", name="Decide").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Look at both").click()
    expect(dialog.locator(".theirs").first).to_have_text(re.compile("from_end.*4 paragraphs"))
    dialog.get_by_role("button", name="Take what is on disk").click()
    assert text_of(page) == other
    end = page.locator('[data-path="slot.inline-ad.from_end"]').get_by_role("textbox")
    expect(end).to_have_attribute("placeholder", "4 paragraphs")
    expect(page.locator("#notice")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    says(page, "value    = 120")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#rules-state")).to_have_text("slots.toml is saved")
    assert 'from_end      = "1 paragraph"' in rules.read_text()


def test_a_save_over_a_change_that_was_not_seen_asks(opened: Opened, rules: Path):
    page = opened()
    page.route("**/events*", lambda route: route.abort())
    put(page, "value    = 100", "value    = 120")
    page.route(
        "**/api/rules",
        lambda route: route.abort() if route.request.method == "GET" else route.continue_(),
    )
    rules.write_text(rules.read_text() + "# theirs\n")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Save mine over it").click()
    expect(page.locator("#rules-state")).to_have_text("slots.toml is saved")
    assert "value    = 120" in rules.read_text()
    assert "# theirs" not in rules.read_text()
