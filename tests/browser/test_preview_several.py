"""Several pages in the print view: those of which one will do, of stories and ads, and those on
which a story goes on, each chosen with the mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import becomes, decided, edition, pages_of, panel, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import SETTINGS, newspaper, story, usual_stories

EIGHT = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 5", 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight pages, five of them News, with a story that is long enough to go on on several."""
    stories = usual_stories() | {
        "news-0": story("news-0", "News", 900, rank=1),
        "news-5": story("news-5", "News", 300),
        "news-6": story("news-6", "News", 300),
    }
    settings = EIGHT.replace("pages = 2", "pages = 3")
    return newspaper(tmp_path_factory.mktemp("several") / "paper", stories, settings=settings)


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


def options(choice: Locator) -> list[str]:
    return choice.locator("option").all_inner_texts()


def field(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def stands(page: Page, desk: Running, pages: list[int]) -> None:
    """Waits until the long story stands on these pages."""
    for _ in range(300):
        if pages_of(desk, "news-0") == pages:
            return
        page.wait_for_timeout(100)
    assert pages_of(desk, "news-0") == pages


def test_pages_of_which_one_will_do_are_added_and_taken_out(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-2")
    expect(field(page, "or page")).to_have_count(0)
    decided(page, lambda: field(page, "Begins on page").select_option(label="4, News"))
    assert text(folder) == "[story.news-2]\npage = 4\n"
    assert "4, News" not in options(field(page, "or page"))
    decided(page, lambda: field(page, "or page").select_option(label="2, News"))
    assert text(folder) == "[story.news-2]\npage = [2, 4]\n"
    assert set(pages_of(desk, "news-2")) & {2, 4}
    expect(field(page, "Begins on page").locator("option:checked")).to_have_text("2, News")
    expect(field(page, "or page").locator("option:checked")).to_have_text("4, News")
    decided(page, lambda: field(page, "or page, 2").select_option(label="3, News"))
    assert text(folder) == "[story.news-2]\npage = [2, 3, 4]\n"
    decided(page, lambda: field(page, "or page").select_option(label="no other"))
    assert text(folder) == "[story.news-2]\npage = [2, 4]\n"
    decided(page, lambda: field(page, "Begins on page").select_option(label="any"))
    assert text(folder) == ""


def test_an_ad_has_several_pages_of_which_one_will_do(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=ad:A4")
    decided(page, lambda: field(page, "Stands on page").select_option(label="7, Sport"))
    decided(page, lambda: field(page, "or page").select_option(label="8, Sport"))
    assert text(folder) == "[ad.A4]\npage = [7, 8]\n"
    assert {each["page"] for each in edition(desk)["ads"] if each["id"] == "A4"} <= {7, 8}


def test_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=story:news-2")
    tabbed(page, field(page, "Begins on page"))
    decided(page, lambda: page.keyboard.press("ArrowDown"))
    becomes(page, folder, "[story.news-2]\npage = 1\n")
    tabbed(page, field(page, "or page"))
    decided(page, lambda: page.keyboard.press("ArrowDown"))
    becomes(page, folder, "[story.news-2]\npage = [1, 2]\n")


def test_a_story_goes_on_on_one_page_after_the_other(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:news-0")
    assert options(field(page, "May go on elsewhere"))[3:] == [f"on page {n}" for n in range(2, 6)]
    decided(page, lambda: field(page, "May go on elsewhere").select_option(label="on page 3"))
    further = field(page, "Goes on from page 3")
    assert options(further) == ["ends there", "on page 4", "on page 5"]
    tabbed(page, further)
    decided(page, lambda: page.keyboard.press("End"))
    becomes(page, folder, "[story.news-0]\njump = [3, 5]\n")
    stands(page, desk, [1, 3, 5])
    expect(panel(page)).not_to_contain_text("cannot go on")
    decided(page, lambda: further.select_option(label="ends there"))
    assert text(folder) == "[story.news-0]\njump = 3\n"
    decided(page, lambda: field(page, "May go on elsewhere").select_option(label="no"))
    assert text(folder) == "[story.news-0]\njump = false\n"
