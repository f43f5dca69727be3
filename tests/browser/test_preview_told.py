"""What the desk tells in Chromium: names in an address that there are not, whether what one sees is
the last good page, and what the edition left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened, live, opening
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, picture, usual_stories

STORY = "stories/news-2.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper with more pictures than it has room for."""
    stories = usual_stories()
    tall = "".join(f"![Tall {number}](tall.png)\n\n" for number in range(4))
    for slug in ("news-0", "sport-0", "sport-1"):
        stories[slug] = stories[slug].replace("---\n\n", f"---\n\n{tall}", 1)
    paper = newspaper(tmp_path_factory.mktemp("told") / "paper", stories=stories)
    picture(paper / "stories" / "tall.png", 600, 900)
    return paper


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening(chromium, desk, lambda page: page.wait_for_load_state()) as at:
        yield at


def pressed(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("address", "unknown", "there", "on"),
    [
        ("web?overlay=slots,ads,legs", "overlay “ads”, “legs”", "refusals, grid", "Slots"),
        ("print?overlay=grid,ads", "overlay “ads”", "stack, legs", "Grid"),
        ("print?mode=both", "mode “both”", "spread, page", "Spread"),
        ("findings?show=bad", "show “bad”", "all, errors", ""),
        ("stories?show=bad", "show “bad”", "clean, ads", ""),
        ("ads?list=books", "list “books”", "bookings, creatives", ""),
    ],
)
def test_names_that_there_are_not_are_told(
    opened: Opened, address: str, unknown: str, there: str, on: str
):
    page = opened(address)
    toast = page.locator("#toasts .toast")
    expect(toast).to_have_count(1)
    expect(toast).to_contain_text(f"asks for {unknown}, which there is not")
    expect(toast).to_contain_text(there)
    if on:
        pressed(page, on)


@pytest.mark.parametrize("address", ["web?overlay=slots,grid", "print?overlay=stack", "stories"])
def test_names_that_there_are_pass_in_silence(opened: Opened, address: str):
    page = opened(address)
    live(page)
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_the_last_good_page_is_said_over_that_page_alone(opened: Opened, folder: Path):
    page = opened(f"web?story={STORY}&widths=375")
    framed, trouble = page.frame_locator("iframe"), page.locator("#trouble .trouble")
    file = folder / STORY
    text = file.read_text()
    try:
        file.write_text(f"{text}\n![A pier](nowhere.jpg)\n\nBelow the pier.\n")
        expect(trouble).to_contain_text("There are errors on this page. You see it with them")
        expect(framed.get_by_text("Below the pier.")).to_be_attached()
        file.write_text(f"{text}\nAll is well.\n")
        expect(trouble).to_have_count(0)
        expect(framed.get_by_text("All is well.")).to_be_attached()
        file.write_text(text.replace("---", "---\ntags: [", 1))
        expect(trouble).to_contain_text("You see the last good page")
        expect(framed.get_by_text("All is well.")).to_be_attached()
    finally:
        file.write_text(text)
    expect(trouble).to_have_count(0)


def test_the_panel_lists_what_the_edition_left_out(opened: Opened):
    page = opened("print")
    page.wait_for_selector("#stage[data-shown]")
    fold = page.locator("details.fold", has=page.get_by_role("heading", name=re.compile("^Left")))
    expect(fold.get_by_role("heading", name="Without picture")).to_be_visible()
    expect(fold).to_contain_text("tall.png")
    fold.get_by_role("button", name=re.compile("of 4")).first.click()
    expect(page.locator(".chosen .said")).to_contain_text("left out: tall.png")
