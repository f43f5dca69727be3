"""Moves shown before they are made, in the print view: while a story is held over a page, on a
choice that is marked in the palette, while a number is typed into a form. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import edition, pages_of, panel, print_views, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("try") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def brief(desk: Running, slug: str, **decided: object) -> str:
    """What a trial says of decisions about a story."""
    edits = [{"table": "story", "name": slug, "key": k, "value": v} for k, v in decided.items()]
    return desk.ask("POST", "/api/print/trial", {"edits": edits}).json["brief"]


def test_a_story_that_is_held_over_a_page_tells_what_it_would_move(
    opened: Opened, desk: Running, folder: Path
) -> None:
    slug = next(s["slug"] for s in edition(desk)["stories"] if s["pages"] == [2])
    page = opened(f"?pick=story:{slug}&page=2")
    box = page.locator(".thing-story.lit").first.bounding_box()
    over = page.locator('.sheet[data-page="3"]').bounding_box()
    assert box and over
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 2, steps=4)
    region = page.locator(".zone.over").get_attribute("data-region") if zones(page) else None
    told = brief(desk, slug, page=3, **({"region": region} if region else {}))
    expect(page.locator(".drag-note")).to_have_text(told, timeout=15_000)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".dragging")).to_have_count(0)
    assert text(folder) == ""


@pytest.mark.parametrize("which", [0, -1])
def test_an_ad_that_is_held_over_a_page_tells_what_it_would_move(
    opened: Opened, desk: Running, folder: Path, which: int
) -> None:
    ad = edition(desk)["ads"][which]
    to = next(p["number"] for p in edition(desk)["pages"] if p["number"] != ad["page"])
    page = opened(f"?pick=ad:{ad['id']}&page={ad['page']}")
    box = page.locator(".thing-ad.lit").first.bounding_box()
    over = page.locator(f'#thumbs [data-page="{to}"]').bounding_box()
    assert box and over
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 2, steps=4)
    keys = {"page": to, "lock": None, "side": None}
    edits = [{"table": "ad", "name": ad["id"], "key": k, "value": v} for k, v in keys.items()]
    found = desk.ask("POST", "/api/print/trial", {"edits": edits}).json
    refused = f"refused: {'; '.join(found['refused'])}"
    told = refused if found["refused"] else found["brief"]
    expect(page.locator(".drag-note")).to_have_text(told, timeout=15_000)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".dragging")).to_have_count(0)
    assert text(folder) == ""


def zones(page: Page) -> int:
    return page.locator(".zone.over").count()


def test_by_keyboard_a_marked_choice_tells_what_it_would_move(
    opened: Opened, desk: Running, folder: Path
) -> None:
    slug = "sport-2"
    (on,) = pages_of(desk, slug)
    page = opened(f"?pick=story:{slug}")
    expect(panel(page).get_by_label("Where", exact=True)).to_be_visible()
    page.keyboard.press("y")
    page.keyboard.type("foot left")
    said = page.locator(".palette-none")
    expect(said).to_have_text(brief(desk, slug, page=on, region="foot left"), timeout=15_000)
    assert panel(page).get_by_label("Where", exact=True).input_value() == ""
    page.keyboard.press("Escape")
    assert text(folder) == ""


def test_a_number_that_is_typed_is_tried_before_it_is_decided(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:sport-2")
    rows = page.get_by_label("Rows", exact=True)
    rows.fill("300")
    expect(panel(page).locator("p.tried")).to_contain_text(
        'refused: "sport-2" cannot stand 300 rows deep', timeout=15_000
    )
    assert text(folder) == "" and rows.input_value() == "300"
    rows.fill("")
    rows.press("Tab")
