"""Pictures that no page has, in the tray of the print view: why, dragged onto their story as wide
as they are dropped, in place of another one, and by keyboard alone."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import decided, edition, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, picture, usual_stories

SLUG = "sport-0"
FILES = [f"tall-{number}.png" for number in range(4)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper in which a story has more pictures than there is room for."""
    stories = usual_stories()
    tall = "".join(f"![Tall {number}]({file})\n\n" for number, file in enumerate(FILES))
    stories[SLUG] = stories[SLUG].replace("---\n\n", f"---\n\n{tall}", 1)
    paper = newspaper(tmp_path_factory.mktemp("pictures") / "paper", stories=stories)
    for number, file in enumerate(FILES):
        picture(paper / "stories" / file, 600 + number, 900)
    return paper


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder)).get("story", {}).get(SLUG, {})


def printed(desk: Running) -> list[str]:
    """The pictures of the story that are printed."""
    return [each["file"] for each in edition(desk)["pictures"] if each["story"] == SLUG]


def left(desk: Running) -> list[str]:
    """Those that are not."""
    return [file for file in FILES if file not in printed(desk)]


def card(page: Page, file: str) -> Locator:
    return page.locator(".tray-card[data-picture]", has_text=file)


def on_its_page(opened: Opened, desk: Running) -> Page:
    (number, *_) = next(e["pages"] for e in edition(desk)["stories"] if e["slug"] == SLUG)
    page = opened(f"?page={number}&mode=page")
    page.get_by_role("button", name="Tray").click()
    return page


def begin(page: Page, file: str, x: float, y: float) -> None:
    """Drags a picture from the tray to a place, in px, and does not let it go."""
    box = card(page, file).locator(".soft").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(x, y, steps=5)


def part(page: Page, desk: Running) -> tuple[dict[str, Any], Any]:
    """The story on its sheet, as the desk has it, and a function from pt to px."""
    sheet = page.locator(".sheet")
    number = int(sheet.get_attribute("data-page") or 0)
    data = desk.ask("GET", f"/api/edition/page/{number}").json
    box = sheet.bounding_box()
    assert box
    found = next(each for each in data["parts"] if each["story"] == SLUG)

    def at(x: float, y: float) -> tuple[float, float]:
        scale = box["width"] / data["width"]
        return box["x"] + x * scale, box["y"] + y * scale

    return {**found, "grid": data["grid"], "images": data["images"]}, at


def test_a_picture_is_dropped_as_wide_as_its_story_lets_it(
    opened: Opened, desk: Running, folder: Path
) -> None:
    file = left(desk)[-1]
    before = printed(desk)
    page = on_its_page(opened, desk)
    expect(card(page, file)).to_contain_text("no room")
    where, at = part(page, desk)
    x, wide = where["grid"]["columns"][where["column"]]
    _, y, _, height = where["rect"]
    begin(page, file, *at(x + wide / 2, y + height - 4))
    expect(page.locator(".edge-ghost .edge-figure")).to_have_text("1 column")
    expect(page.locator(".dragging .drag-note")).to_contain_text("1 column wide")
    decided(page, page.mouse.up)
    assert said(folder) == {"pictures": [file, *before], "picture": 1}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


def test_in_place_of_a_picture_and_the_other_is_told_in_the_tray(
    opened: Opened, desk: Running, folder: Path
) -> None:
    file, before = left(desk)[0], printed(desk)
    page = on_its_page(opened, desk)
    where, at = part(page, desk)
    image = next(each for each in where["images"] if each["story"] == SLUG)
    x, y, width, height = image["rect"]
    begin(page, file, *at(x + width / 2, y + height / 2))
    expect(page.locator(".dragging .drag-note")).to_contain_text("in place of ")
    decided(page, page.mouse.up)
    wanted = said(folder)["pictures"]
    assert len(wanted) == len(before)
    assert file in wanted
    (gone,) = set(before) - set(wanted)
    expect(card(page, gone)).to_contain_text("by decision")
    assert file in printed(desk)


def test_dropped_elsewhere_or_with_escape_nothing_is_decided(
    opened: Opened, desk: Running, folder: Path
) -> None:
    file = left(desk)[0]
    page = on_its_page(opened, desk)
    sheet = page.locator(".sheet").bounding_box()
    assert sheet
    begin(page, file, sheet["x"] + 2, sheet["y"] + 2)
    expect(page.locator(".dragging .drag-note")).to_contain_text("drop it on its story")
    page.mouse.up()
    where, at = part(page, desk)
    begin(page, file, *at(where["rect"][0] + 4, where["rect"][1] + where["rect"][3] - 4))
    expect(page.locator(".edge-ghost")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".edge-ghost")).to_have_count(0)
    assert text(folder) == ""


def test_a_picture_is_brought_in_by_keyboard_alone(
    opened: Opened, desk: Running, folder: Path
) -> None:
    file, before = left(desk)[0], printed(desk)
    page = opened()
    page.get_by_role("button", name="Tray").press("Enter")
    tabbed(page, page.get_by_role("button", name=f"Bring in {file}"))
    page.keyboard.press("Enter")
    page.keyboard.type(f"place of {before[0]}")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert said(folder) == {"pictures": [file, *before[1:]]}
    listed = [
        json.loads(each)
        for each in page.locator("[data-picture]").evaluate_all(
            "all => all.map(each => each.dataset.picture)"
        )
    ]
    assert before[0] in {each["file"] for each in listed}
    expect(card(page, before[0])).to_contain_text(re.compile("by decision"))
