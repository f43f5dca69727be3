"""Images of a print page in a browser: the part that the crop leaves, where the press has it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Browser
from support.press.sample_pictures import (
    CORNERS,
    corners,
    document_of,
    image_in,
    pdf_file,
    saved,
    turned_jpeg,
)

from layout.page.document import Crop
from layout.page.rect import Rect
from layout.press.html import PAGE, write_html
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

PX = 750
WIDTH, HEIGHT = 120_000, 60_000


def at(number: int) -> Rect:
    return Rect(20_000 + number % 3 * 130_000, 20_000 + number // 3 * 80_000, WIDTH, HEIGHT)


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    png, quarter = saved(corners(), "PNG"), Crop(50_000, 0, 100_000, 50_000)
    return {
        "whole": image_in(folder, "a.png", png, at(0)),
        "turned": image_in(folder, "t.jpg", turned_jpeg(6), at(1)),
        "tiff": image_in(folder, "a.tif", saved(corners(), "TIFF"), at(2)),
        "crop": image_in(folder, "a.png", png, at(3), crop=quarter, border=2_000),
        "square": image_in(folder, "s.png", saved(corners(90, 90), "PNG"), at(4)),
        "pdf": image_in(folder, "ad.pdf", pdf_file(), at(5), role="ad", label="Advertisement"),
    }


@pytest.fixture(scope="module")
def shown(chromium: Browser, images, tmp_path_factory) -> Image.Image:
    folder, theme = tmp_path_factory.mktemp("print"), load_theme()
    files = write_html(document_of(*images.values()), theme, Foundry(theme.fallback))
    assert sum(name.startswith("images/") for name in files) == 5  # the same file once
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    context = chromium.new_context(viewport={"width": 700, "height": 900})
    tab = context.new_page()
    failed: list[str] = []
    tab.on("requestfailed", lambda request: failed.append(request.url))
    tab.goto((folder / PAGE).as_uri())
    assert tab.get_by_role("link", name="ad.pdf (PDF)").is_visible()
    assert tab.get_by_text("Advertisement", exact=True).is_visible()
    data = tab.locator("#page-1").screenshot()
    assert failed == []
    context.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def seen(shown: Image.Image, rect: Rect, x: float, y: float) -> tuple[int, int, int]:
    return shown.getpixel(
        (round((rect.x + rect.width * x) / PX), round((rect.y + rect.height * y) / PX))
    )


def near(one, other) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


QUARTERS = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]


@pytest.mark.parametrize("name", ["whole", "turned", "tiff"])
def test_four_corners(name, shown, images):
    rect = images[name].rect
    for place, expected in zip(QUARTERS, CORNERS, strict=True):
        assert near(seen(shown, rect, *place), expected), place


def test_a_crop_fills_its_rect_inside_its_border(shown, images):
    rect = images["crop"].rect
    assert all(near(seen(shown, rect, *place), CORNERS[1]) for place in QUARTERS)
    assert all(max(seen(shown, rect, *place)) < 60 for place in ((0.01, 0.5), (0.5, 0.98)))
    assert seen(shown, rect, 1.02, 0.5) == (255, 255, 255)


def test_other_proportions_are_shown_whole(shown, images):
    rect = images["square"].rect
    assert near(seen(shown, rect, 0.4, 0.25), CORNERS[0])
    assert near(seen(shown, rect, 0.6, 0.75), CORNERS[3])
    assert seen(shown, rect, 0.1, 0.5) == seen(shown, rect, 0.9, 0.5) == (255, 255, 255)
