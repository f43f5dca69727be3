"""The Saltmere Weekly in Chromium: never three ads in a screen, and a rail that is never blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from layout.publication.all_stories import shelf_of
from layout.site.make_site import make_site
from layout.site.write_changes import write_site
from layout.web.measure.story_strips import viewport_height
from layout.work.terminal.console import Console

WEEKLY = Path(__file__).parents[2] / "seeds" / "weekly"
STORIES = (
    "news/surge.html",
    "living/bell-ringers.html",
    "sport/cup-tie.html",
    "news/brief-flu.html",
)
FRONTS = ("index.html", "news/index.html", "sport/index.html")
ADS = """() => [...document.querySelectorAll('.ad')].map(e => e.getBoundingClientRect())
  .filter(b => b.height && b.bottom > 0 && b.top < innerHeight).length"""
RAIL = """() => [...document.querySelectorAll('.slot, .elsewhere-list')]
  .map(e => e.getBoundingClientRect())
  .filter(b => b.height && b.left > innerWidth / 2 && b.bottom > 0 && b.top < innerHeight).length"""
FOOT = "() => document.querySelector('.story').getBoundingClientRect().bottom + scrollY"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weekly")
    made = make_site(shelf_of(WEEKLY), folder, jobs=1, console=Console())
    write_site(folder, made.whole.files, made.whole.kept, made.old, made.whole.manifest)
    return folder


def ads_in_view(page: Page, address: str) -> int:
    page.goto(address, wait_until="load")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    return page.evaluate(ADS)


@pytest.mark.parametrize("screen", [320, 375, 768, 1024, 1440])
def test_no_first_screen_has_three_ads(chromium: Browser, site: Path, screen: int):
    page = chromium.new_page(viewport={"width": screen, "height": viewport_height(screen)})
    counts = {name: ads_in_view(page, (site / name).as_uri()) for name in (*STORIES, *FRONTS)}
    assert {name: count for name, count in counts.items() if count > 2} == {}
    assert screen < 980 or any(counts.values()), "there are ads to count"
    page.close()


@pytest.mark.parametrize("height", [600, 800, 1000])
def test_the_rail_shows_something_wherever_one_reads(chromium: Browser, site: Path, height: int):
    page = chromium.new_page(viewport={"width": 1440, "height": height})
    for name in STORIES:
        page.goto((site / name).as_uri(), wait_until="load")
        foot = page.evaluate(FOOT)
        for y in range(0, max(1, int(foot) - height), 250):
            page.evaluate(f"scrollTo({{top: {y}, behavior: 'instant'}})")
            assert page.evaluate(RAIL) >= 1, (name, y)
            assert page.evaluate(ADS) <= 2, (name, y)
    page.close()
