"""Release by schedule on the board: deadlines of sections and pages, what is due soonest, and what
is due at a time that is typed, closed by one button, taken back; by mouse and by keyboard alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, WIDE, Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import decided, edition, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, story, usual_stories
from test_preview_access import EVERY_RULE

NOW = re.compile(r"\d\d:\d\d")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper whose lead goes on on page 2."""
    stories = {k: v for k, v in usual_stories().items() if k not in ("news-1", "news-2")}
    stories["news-0"] = story("news-0", "News", 700, "jump: true\n", rank=1)
    return newspaper(tmp_path_factory.mktemp("schedule") / "paper", stories)


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder))


def closed(desk: Running) -> list[int]:
    return [one["number"] for one in edition(desk)["pages"] if one["closed"]]


def typed(page: Page, label: str, clock: str) -> None:
    """Types a time, and Enter."""
    field = page.get_by_label(label, exact=True)
    field.fill(clock)
    field.press("Enter")


def test_deadlines_of_sections_are_set_told_and_closed_in_time(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?mode=board")
    board = page.locator("#board")
    page.get_by_text("Deadlines, and what is due").click()
    expect(page.get_by_label("Due at")).to_have_value(NOW)
    decided(page, lambda: typed(page, "Deadline of Sport", "20:00"))
    decided(page, lambda: typed(page, "Deadline of News", "00:30"))
    assert said(folder) == {
        "section": {"Sport": {"deadline": "20:00"}, "News": {"deadline": "00:30"}}
    }
    decided(page, lambda: (folder / "pages.toml").write_text(
        text(folder) + '\n[page.2]\ndeadline = "21:00"\n'
    ))  # fmt: skip
    rows = board.locator("tbody tr[data-page]")
    for number, clock in ((1, "00:30"), (2, "21:00"), (3, "20:00"), (4, "20:00")):
        expect(rows.nth(number - 1).locator(".board-deadline")).to_contain_text(clock)
    expect(board.locator(".board-head")).to_contain_text("next: pages 3, 4 at 20:00")
    expect(board.locator(".board-deadline .tag")).to_have_count(2)
    due = board.locator(".board-due")
    button = page.get_by_role("button", name="Close what is due")
    typed(page, "Due at", "19:59")
    expect(due).to_contain_text("no page is due; next: pages 3 and 4 at 20:00")
    expect(button).to_have_attribute("aria-disabled", "true")
    typed(page, "Due at", "20:30")
    expect(due).to_contain_text("Due at 20:30: to close: pages 3 and 4; next: page 2 at 21:00")
    decided(page, button.click)
    assert closed(desk) == [3, 4]
    expect(due).to_contain_text("closed before: pages 3 and 4")
    expect(board.locator(".board-head")).to_contain_text("next: page 2 at 21:00")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert closed(desk) == []


def test_what_shares_a_story_waits_and_is_told(opened: Opened, folder: Path) -> None:
    page = opened("?mode=board")
    page.get_by_text("Deadlines, and what is due").click()
    decided(page, lambda: (folder / "pages.toml").write_text('[page.2]\ndeadline = "20:00"\n'))
    typed(page, "Due at", "21:00")
    due = page.locator(".board-due")
    expect(due).to_contain_text("no page is due; open for others: page 2")
    expect(due.locator(".finding")).to_contain_text(
        'page 2 is due and stays open: "news-0" keeps it with page 1, which has no deadline'
    )


def test_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened()
    page.keyboard.press("o")
    summary = page.locator(".board-due > summary")
    tabbed(page, summary)
    page.keyboard.press("Enter")
    sport = page.get_by_label("Deadline of Sport")
    tabbed(page, sport)
    page.keyboard.type("0800PM")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert said(folder) == {"section": {"Sport": {"deadline": "20:00"}}}
    expect(sport).to_be_focused()
    tabbed(page, page.get_by_label("Due at"))
    page.keyboard.type("0815PM")
    button = page.get_by_role("button", name="Close what is due")
    expect(button).to_have_attribute("aria-disabled", "false")
    tabbed(page, button)
    decided(page, lambda: page.keyboard.press("Enter"))
    assert closed(desk) == [3, 4]
    expect(button).to_be_focused()


def test_a_section_closes_and_opens_from_its_row_by_mouse_and_by_keyboard(
    opened: Opened, desk: Running
) -> None:
    page = opened("?mode=board")
    decided(page, page.get_by_role("button", name="Close section Sport").click)
    assert closed(desk) == [3, 4]
    opens = page.get_by_role("button", name="Open section Sport")
    expect(opens).to_be_focused()
    decided(page, lambda: page.keyboard.press("x"))
    assert closed(desk) == []
    page.keyboard.press("ArrowUp")
    expect(page.locator('tr[data-page="2"] th button')).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="Close section News")).to_be_focused()
    decided(page, lambda: page.keyboard.press("Enter"))
    assert closed(desk) == [1, 2]
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert closed(desk) == []


def test_a_time_that_is_none_is_refused(desk: Running) -> None:
    answer = desk.ask("GET", "/api/edition/due?at=9:30")
    assert answer.status == 422 and "time of day" in str(answer.json)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(opened: Opened, folder: Path, scheme: Any, viewport: Any) -> None:
    page = opened("?mode=board", color_scheme=scheme, bypass_csp=True, viewport=viewport)
    page.get_by_text("Deadlines, and what is due").click()
    decided(page, lambda: typed(page, "Deadline of Sport", "20:00"))
    typed(page, "Due at", "20:30")
    expect(page.locator(".board-due")).to_contain_text("to close: pages 3 and 4")
    found = Axe().run(page, options=EVERY_RULE).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
