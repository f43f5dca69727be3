"""Labels of the overlay: none lies on what the page has, and what has no room is told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import print_views
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper

SIZES = (
    {"width": 1440, "height": 900},
    {"width": 1024, "height": 800},
    {"width": 768, "height": 1024},
)
LAYERS = "areas,stack,hole,legs"

Box = tuple[float, float, float, float]
"""x, y, width and height in CSS px."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("labels") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views(chromium, desk, folder)


def boxes(page: Page, selector: str) -> list[Box]:
    found = page.locator(selector).evaluate_all(
        "all => all.map(each => { const it = each.getBoundingClientRect();"
        " return [it.x, it.y, it.width, it.height]; })"
    )
    return [(one[0], one[1], one[2], one[3]) for one in found]


def matter(data: Any, sheet: Box) -> list[Box]:
    """What a page has: its type, pictures, boxes and ads, as they lie on the screen."""
    zoom = sheet[2] / data["width"]
    every = [one["rect"] for kind in ("areas", "images", "boxes", "ads") for one in data[kind]]
    return [(sheet[0] + x * zoom, sheet[1] + y * zoom, w * zoom, h * zoom) for x, y, w, h in every]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than the half pixel of rounding."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0.5 and down > 0.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_no_label_lies_on_copy_heads_pictures_or_ads(
    opened: Opened, desk: Running, size: dict[str, int], scheme: str
) -> None:
    page = opened(f"?mode=page&page=1&overlay={LAYERS}", viewport=size, color_scheme=scheme)
    seen = 0
    for zoom in ("fit", "100", "200"):
        page.get_by_label("Zoom", exact=True).select_option(zoom)
        for number in (1, 2):
            page.get_by_label("Page", exact=True).fill(str(number))
            page.keyboard.press("Enter")
            expect(page.locator(f".sheet[data-page='{number}'] .layer-legs")).to_have_count(1)
            labels = boxes(page, ".notes > .note")
            data = desk.ask("GET", f"/api/edition/page/{number}").json
            kept = matter(data, boxes(page, ".sheet")[0])
            assert kept
            assert [one for one in labels if any(meet(one, other) for other in kept)] == []
            pairs = [(a, b) for i, a in enumerate(labels) for b in labels[:i] if meet(a, b)]
            assert pairs == []
            seen += len(labels)
            for box in boxes(page, ".label-line"):
                assert not any(meet(box, sheet) for sheet in boxes(page, "#stage"))
    assert seen


def test_what_has_no_room_is_told_of_the_thing_in_hand(opened: Opened, desk: Running) -> None:
    page = opened("?mode=page&page=2&overlay=legs,stack")
    data = desk.ask("GET", "/api/edition/page/2").json
    line, slug = page.locator(".label-line"), data["legs"][0]["story"]
    expect(line).to_contain_text("Point at a story")
    rows = [
        f"{each['filled']}/{each['rows']} rows" for each in data["legs"] if each["story"] == slug
    ]
    page.locator(f"[data-thing='story:{slug}']").focus()
    assert line.locator(".note-legs").all_inner_texts() == rows
    ad = next(each["id"] for each in data["ads"] if not each["house"])
    page.locator(f".things [data-thing='ad:{ad}']").hover()
    expect(line.locator(".note-stack")).to_contain_text(ad)
    page.locator(f".things [data-thing='ad:{ad}']").click()
    page.get_by_role("button", name="Legs").hover()
    expect(line.locator(".note-stack")).to_contain_text(ad)  # it is chosen
    page.locator("#stage").focus()
    for key in "ls":
        page.keyboard.press(key)
    expect(line).to_be_hidden()
