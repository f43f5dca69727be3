"""The pictures of a story after its first, in the print view: each is drawn wider by its corner, by
mouse and by keyboard alone, and its width and its crop are chosen in the form of its story."""

from __future__ import annotations

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
FIRST, SECOND = "boat.png", "quay.png"
BOTH = f'[story.{SLUG}]\njump = false\npicture = 2\npictures = ["{FIRST}", "{SECOND}"]\n'
WIDE = {1: 2, 2: 1}
"""What a width is changed to."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper in which a story has two pictures."""
    stories = usual_stories()
    shown = f"![A boat]({FIRST})\n\n![A quay]({SECOND})\n\n"
    stories[SLUG] = stories[SLUG].replace("---\n\n", f"---\n\n{shown}", 1)
    paper = newspaper(tmp_path_factory.mktemp("each-picture") / "paper", stories=stories)
    for number, file in enumerate((FIRST, SECOND)):
        picture(paper / "stories" / file, 1500 + number, 900)
    return paper


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view, where both pictures stand; afterwards nothing is decided."""
    (folder / "pages.toml").write_text(BOTH)
    yield from print_views(chromium, desk, folder)


def listed(folder: Path) -> Any:
    """What is decided of the pictures of the story; of the first its width stays."""
    said = tomllib.loads(text(folder))["story"][SLUG]
    assert said["picture"] == 2
    return said["pictures"]


def on_second(opened: Opened, desk: Running) -> tuple[Page, Locator, int]:
    """The second picture, chosen: its corner, and how many columns wide it is."""
    shown = {each["file"]: each for each in edition(desk)["pictures"] if each["story"] == SLUG}
    assert shown.keys() == {FIRST, SECOND}
    one = shown[SECOND]
    page = opened(f"?pick=picture:{one['id']}&page={one['page']}&mode=page")
    corner = page.locator(".edge-corner")
    expect(corner).to_have_attribute("aria-label", f"Picture {SECOND} of {SLUG}")
    return page, corner, int(corner.get_attribute("aria-valuenow") or 0)


def columns_of_second(desk: Running) -> int:
    """How many columns of its page the second picture is wide."""
    one = next(each for each in edition(desk)["pictures"] if each["file"] == SECOND)
    page = desk.ask("GET", f"/api/edition/page/{one['page']}").json
    left, _, wide, _ = next(each for each in page["images"] if each["id"] == one["id"])["rect"]
    middles = [x + width / 2 for x, width in page["grid"]["columns"]]
    return sum(left < middle < left + wide for middle in middles)


def test_the_second_picture_is_drawn_wider_with_the_mouse(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page, _, now = on_second(opened, desk)  # it hangs at the right: its left corner has room
    left = page.locator(".edge-left-corner")
    sheet, box = page.locator(".sheet").bounding_box(), left.bounding_box()
    assert sheet
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    way = (now - WIDE[now]) * sheet["width"] / 4.6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + way / 2, y)
    page.mouse.move(x + way, y)
    expect(page.locator(".edge-figure")).to_contain_text(str(WIDE[now]))
    decided(page, page.mouse.up)
    assert listed(folder) == [FIRST, {"file": SECOND, "columns": WIDE[now]}]
    assert columns_of_second(desk) == WIDE[now]
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == BOTH


def test_the_second_picture_is_made_wider_by_keyboard_alone(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page, corner, now = on_second(opened, desk)
    tabbed(page, corner)
    page.keyboard.press("ArrowRight" if WIDE[now] > now else "ArrowLeft")
    expect(corner).to_have_attribute("aria-valuenow", str(WIDE[now]))
    decided(page, lambda: page.keyboard.press("Enter"))
    assert listed(folder) == [FIRST, {"file": SECOND, "columns": WIDE[now]}]
    assert columns_of_second(desk) == WIDE[now]


def test_its_width_and_its_crop_are_chosen_in_the_form_of_its_story(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (number, *_) = next(e["pages"] for e in edition(desk)["stories"] if e["slug"] == SLUG)
    page = opened(f"?pick=story:{SLUG}&page={number}&mode=page")
    width = page.get_by_label(f"Width of {SECOND}")
    decided(page, lambda: width.select_option(label="1"))
    assert listed(folder) == [FIRST, {"file": SECOND, "columns": 1}]
    crop = page.get_by_label(f"Must be seen of {SECOND}")
    crop.fill("0, 0, 60, 100")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert listed(folder) == [FIRST, {"file": SECOND, "columns": 1, "keep": [0, 0, 60, 100]}]
    assert columns_of_second(desk) == 1
    decided(page, lambda: width.select_option(label="as it fits"))
    crop.fill("")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert text(folder) == BOTH
