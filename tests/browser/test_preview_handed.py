"""Picture files handed to stories in the print view: dropped on the page, on a picture and on the
form, and chosen by keyboard alone; taken back and done again; what cannot be is told."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import DROP, decided, edition, print_views, tabbed
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, picture, usual_stories

SLUG = "sport-0"
WRONG = """() => {
  AXE;
  return axe.run(document.querySelector('dialog'))
    .then(said => said.violations.map(each => each.id));
}""".replace("AXE", Axe().axe_script)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper in which a story has a picture."""
    stories = usual_stories()
    stories[SLUG] = stories[SLUG].replace("---\n\n", "---\n\n![Wide](wide.png)\n\n", 1)
    paper = newspaper(tmp_path_factory.mktemp("handed") / "paper", stories=stories)
    picture(paper / "stories" / "wide.png", 900, 600)
    return paper


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


@pytest.fixture
def pier(tmp_path: Path) -> Path:
    return picture(tmp_path / "Pier 1.png", 900, 700)


def source(folder: Path) -> str:
    return (folder / "stories" / f"{SLUG}.md").read_text()


def printed(desk: Running) -> set[str]:
    return {each["file"] for each in edition(desk)["pictures"] if each["story"] == SLUG}


def on_its_page(opened: Opened, desk: Running, **options: Any) -> Page:
    (number, *_) = next(e["pages"] for e in edition(desk)["stories"] if e["slug"] == SLUG)
    return opened(f"?page={number}&mode=page&pick=story:{SLUG}", **options)


def on_picture(page: Page, desk: Running) -> tuple[float, float]:
    """The middle of the story's picture, in px."""
    sheet = page.locator(".sheet")
    data = desk.ask("GET", f"/api/edition/page/{sheet.get_attribute('data-page')}").json
    box = sheet.bounding_box()
    assert box
    x, y, width, height = next(
        each["rect"]
        for each in data["images"]
        if each["role"] == "picture" and each["story"] == SLUG
    )
    scale = box["width"] / data["width"]
    return box["x"] + (x + width / 2) * scale, box["y"] + (y + height / 2) * scale


def on_story(page: Page) -> tuple[float, float]:
    """A point of the story at the foot of its part of the page."""
    box = page.locator(f'.sheet [data-thing="story:{SLUG}"]').first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 6


def drop(page: Page, x: float, y: float, name: str, data: bytes, kind: str = "drop") -> None:
    page.evaluate(DROP, [kind, x, y, name, base64.b64encode(data).decode()])


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def filled(page: Page, alt: str = "Boats", caption: str = "At *rest*") -> None:
    dialog(page).get_by_label("What it shows (alt text)").fill(alt)
    dialog(page).get_by_label("Caption").fill(caption)
    dialog(page).get_by_label("Credit").fill("Ann Lee")


def add(page: Page) -> None:
    dialog(page).get_by_role("button", name="Add the picture").click()


def test_dropped_on_a_picture_it_takes_its_place_and_is_taken_back(
    opened: Opened, desk: Running, folder: Path, pier: Path
) -> None:
    before, page = source(folder), on_its_page(opened, desk)
    at = on_picture(page, desk)
    drop(page, *at, pier.name, pier.read_bytes(), "dragover")
    expect(page.locator(".edge-ghost")).to_contain_text("beside it, or in its place")
    drop(page, *at, pier.name, pier.read_bytes())
    way = dialog(page).get_by_label("Where it stands in the text")
    expect(way.locator("option:checked")).to_have_text("beside wide.png")
    way.select_option(label="in place of wide.png")
    filled(page)
    decided(page, lambda: add(page))
    kept = folder / "stories" / "pier-1.png"
    assert kept.read_bytes() == pier.read_bytes()
    words = "![Boats](pier-1.png)\n\n*At \\*rest\\* Photo: Ann Lee*"
    assert source(folder) == before.replace("![Wide](wide.png)", words)
    assert printed(desk) == {"pier-1.png"}
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert source(folder) == before
    assert not kept.exists()
    assert printed(desk) == {"wide.png"}
    decided(page, lambda: page.keyboard.press("Control+Shift+Z"))
    assert kept.exists()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert source(folder) == before


def test_dropped_on_a_story_or_its_form_it_stands_with_its_pictures(
    opened: Opened, desk: Running, folder: Path, pier: Path
) -> None:
    before, page = source(folder), on_its_page(opened, desk)
    drop(page, *on_story(page), pier.name, pier.read_bytes())
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    box = page.locator("#panel").bounding_box()
    assert box
    drop(page, box["x"] + 40, box["y"] + 40, pier.name, pier.read_bytes())
    filled(page, caption="")
    decided(page, lambda: add(page))
    after = source(folder)
    assert after.index("wide.png") < after.index("![Boats](pier-1.png)")
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert source(folder) == before


def test_by_keyboard_alone(opened: Opened, desk: Running, folder: Path, pier: Path) -> None:
    before, page = source(folder), on_its_page(opened, desk)
    page.keyboard.press("Control+k")
    page.keyboard.type("add a picture")
    with page.expect_file_chooser() as chosen:
        marked = page.get_by_role("option", name="Add a picture")
        expect(marked).to_have_attribute("aria-selected", "true")  # the browser listens by now
        page.keyboard.press("Enter")
    chosen.value.set_files(pier)
    expect(dialog(page).get_by_label("What it shows (alt text)")).to_be_focused()
    page.keyboard.press("Enter")  # the alt text is needed
    expect(dialog(page)).to_be_visible()
    page.keyboard.type("Boats")
    tabbed(page, dialog(page).get_by_role("button", name="Add the picture"))
    decided(page, lambda: page.keyboard.press("Enter"))
    assert "![Boats](pier-1.png)" in source(folder)
    expect(dialog(page)).to_have_count(0)
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert source(folder) == before


def test_what_is_no_picture_is_told_and_nothing_is_kept(
    opened: Opened, desk: Running, folder: Path, pier: Path
) -> None:
    before, page = source(folder), on_its_page(opened, desk)
    files = sorted(folder.rglob("*"))
    for data, said in ((b"", "is empty"), (b"%PDF-1.7", "is no picture that newsgrid can read")):
        drop(page, *on_picture(page, desk), "x.png", data)
        filled(page)
        add(page)
        expect(dialog(page).get_by_role("alert")).to_contain_text(said)
        page.keyboard.press("Escape")
        expect(dialog(page)).to_have_count(0)
    thumbs = page.locator("#thumbs").bounding_box()
    assert thumbs
    drop(page, thumbs["x"] + 3, thumbs["y"] + 3, pier.name, pier.read_bytes())
    expect(page.get_by_text("Drop a picture on a story, or on its form")).to_be_visible()
    assert source(folder) == before
    assert sorted(folder.rglob("*")) == files


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(
    opened: Opened, desk: Running, pier: Path, scheme: str
) -> None:
    page = on_its_page(opened, desk)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    drop(page, *on_picture(page, desk), pier.name, pier.read_bytes())
    expect(dialog(page)).to_be_visible()
    assert page.evaluate(WRONG) == []
    page.keyboard.press("Escape")
