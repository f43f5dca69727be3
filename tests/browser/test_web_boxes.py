"""Pictures and panels stand as high as the engine says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from conftest import open_in_its_fonts
from PIL import Image
from playwright.sync_api import Browser

from layout.story.as_written import Ask, Story
from layout.story.block import Paragraph, Picture
from layout.story.module import Module, ModuleItem
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, sheet_of, step_of
from layout.web.measure.module_boxes import panel_of
from layout.web.measure.story_strips import strip_of
from layout.web.measure.text_width import Gauge
from layout.web.pages.compose import ComposedPage
from slots.strip.measured_flow import Display

SCREENS = (320, 375, 414, 600, 740, 980, 1300, 1440)
SIZES = {"small.png": (120, 81), "wide.png": (1601, 900), "tall.png": (601, 977)}
COPY = Paragraph(plain("The harbour council announced on Wednesday that exports rose. " * 4))
CUTLINE = plain("The dam above Puerto Alba, seen from the hill, in the week after the flood.")
PICTURES = """() => [...document.querySelectorAll('.copy > .picture')].map(e => {
  const box = e.getBoundingClientRect(), image = e.querySelector('img').getBoundingClientRect();
  const copy = document.querySelector('.copy').getBoundingClientRect();
  return [e.id, box.top - copy.top, box.height, image.width, image.height]})"""
PANEL = """() => [...document.querySelectorAll('[data-slot="digest-1"]')]
  .filter(e => e.offsetParent).map(e => [e.offsetWidth, e.getBoundingClientRect().height])"""
SIGNS = """() => [...document.querySelectorAll('.sky')].filter(e => e.parentNode.offsetParent)
  .map(e => {
    const text = document.createRange(), sign = e.getBoundingClientRect();
    text.selectNodeContents(e.nextSibling);
    return [text.getBoundingClientRect().left - sign.right, sign.width]})"""
LINKS = """() => [...document.querySelectorAll('.entry-link')]
  .filter(e => e.offsetParent).map(e => {
    const text = document.createRange();
    text.selectNode(e.parentNode.firstChild);
    return e.getBoundingClientRect().top - text.getBoundingClientRect().bottom})"""


def _pictures() -> Iterator[Picture]:
    """Every display with every size, with and without cutline and credit."""
    words = ((CUTLINE, "Ana Torres"), (CUTLINE, ""), ((), "Ana Torres"), ((), ""))
    for number, (display, name) in enumerate(product(Display, SIZES)):
        cutline, credit = words[number % len(words)]
        yield Picture(name, "A dam", cutline, credit, display=display)


def test_pictures_stand_where_the_engine_says(
    tmp_path: Path,
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    compose_story: Callable[[Story], ComposedPage],
):
    for name, size in SIZES.items():
        Image.new("RGB", size, "#355").save(tmp_path / name)
    body = [block for picture in _pictures() for block in (COPY, picture)]
    source = str(tmp_path / "dam.md")
    site = compose_story(Story("dam", plain("The dam"), (*body, COPY), source=source))
    sheet = sheet_of(load_theme())
    page = chromium.new_page(viewport={"width": SCREENS[0], "height": 800})
    open_in_its_fonts(page, served(site))
    for screen in SCREENS:
        page.set_viewport_size({"width": screen, "height": 800})
        items = {item.id: item for item in strip_of(site.shaped, screen, sheet).items}
        found = page.evaluate(PICTURES)
        assert len(found) == len(Display) * len(SIZES)
        for name, top, height, width, image_height in found:
            item = items[name]
            assert top == pytest.approx(item.top / PX, abs=1), (screen, name)
            assert height == pytest.approx((item.bottom - item.top) / PX, abs=1), (screen, name)
            assert width > 0, "it is loaded, or its place is kept"
            assert image_height > 0
    page.close()


def test_the_weather_is_as_high_as_measured_with_its_signs_beside_the_words(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    compose_story: Callable[[Story], ComposedPage],
):
    days = ("Friday: sun and light cloud, 12/4, wind SW 4, high tide 06:12", "Sunday: fog", "Mild")
    items = tuple(ModuleItem(plain(day)) for day in days)
    weather = Module("weather", "digest-1", plain("Weather"), plain("Outlook"), items=items)
    site = compose_story(Story("d", plain("D"), (COPY,) * 12, asks=(Ask(6, weather),)))
    theme = load_theme()
    sheet = sheet_of(theme)
    panel = panel_of(weather, Shaper(sheet, Gauge(Foundry(), theme.fallback), {}), "en")
    page = chromium.new_page(viewport={"width": SCREENS[0], "height": 800})
    open_in_its_fonts(page, served(site))
    for screen in SCREENS:
        page.set_viewport_size({"width": screen, "height": 800})
        ((width, height),) = page.evaluate(PANEL)
        assert height == pytest.approx(panel.height(width, sheet, step_of(screen)), abs=1), screen
        signs = page.evaluate(SIGNS)
        assert len(signs) == 2 and all(clear >= 4 and size == 28 for clear, size in signs)
    page.close()


@pytest.mark.parametrize("href", ["https://www.example.org/", None])
def test_a_digest_is_as_high_as_measured_and_its_links_stand_apart(
    href: str | None,
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    compose_story: Callable[[Story], ComposedPage],
):
    item = ModuleItem(plain("Correa denies that he knew of any assassination plan"), "Read more.")
    items = (
        replace(item, href=href),
        ModuleItem(plain("No link at all")),
        replace(item, href=href),
    )
    digest = Module("digest", "digest-1", plain("The week"), plain("9 December"), items=items)
    site = compose_story(Story("d", plain("D"), (COPY,) * 12, asks=(Ask(6, digest),)))
    theme = load_theme()
    sheet = sheet_of(theme)
    panel = panel_of(digest, Shaper(sheet, Gauge(Foundry(), theme.fallback), {}), "en")
    page = chromium.new_page(viewport={"width": SCREENS[0], "height": 800})
    open_in_its_fonts(page, served(site))
    for screen in SCREENS:
        page.set_viewport_size({"width": screen, "height": 800})
        ((width, height),) = page.evaluate(PANEL)
        assert height == pytest.approx(panel.height(width, sheet, step_of(screen)), abs=1), screen
        gaps = page.evaluate(LINKS)
        assert len(gaps) == 2
        assert all(gap >= 4 for gap in gaps), "under the text, not in its line"
    page.close()
