"""The rail in Chromium: boxes where the plan has them, sticky ones along their runs, no overlap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import open_in_its_fonts
from playwright.sync_api import Browser, Page

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Crosshead, Paragraph
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.html.nodes import nodes_of
from layout.web.html.rail_boxes_css import STICK
from layout.web.measure.column_and_rail_widths import PX, RAIL_GAP, step_of
from layout.web.pages.compose import ComposedPage, compose
from layout.web.plan.page_plan import BreakpointPlan
from slots.rulebook.load import parse_rules
from slots.rules.terms import Region

RULES = """
[breakpoints]
mobile = "320px..599px"
tablet = "600px..979px"
desktop = "980px..1600px"
[defaults]
from_top = "1 paragraph"
label = "Advertisement"
[slot.inline]
holds = "ad"
takes = ["inline"]
sizes = ["300x250", "250x250"]
[slot.side]
holds = "ad"
takes = ["side"]
region = "rail"
sizes = ["300x600", "300x250"]
sticky = true
min_run = "120px"
fallback = "none"
auto = 2
[slot.side.at.mobile]
auto = 0
[slot.side.at.tablet]
auto = 0
[slot.digest]
holds = "digest"
region = "rail"
"""
BESIDE = """
[slot.beside]
holds = "ad"
takes = ["beside"]
region = "beside"
sizes = ["300x600", "300x250"]
auto = 2
sticky = true
min_run = "100px"
distance = { same = "300px" }
"""
MIXED = """
[slot.last]
holds = "ad"
takes = ["last"]
region = "rail"
sizes = ["300x250"]
sticky = true
min_run = "1.5 screens"
fallback = "none"
auto = 2
[slot.last.at.mobile]
auto = 0
[slot.last.at.tablet]
auto = 0
"""
SCREENS = (980, 1024, 1280, 1600)
HEIGHT = 800
BOXES = """() => {
  const story = document.querySelector('.story').getBoundingClientRect();
  return [...document.querySelectorAll('.slot')]
    .filter(e => e.getClientRects().length)
    .map(e => { const box = e.getBoundingClientRect();
      return [e.id, box.top - story.top, box.bottom - story.top, box.left, box.right] })}"""
SHIFT = """window.shift = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true})"""


def story_of(paragraphs: int) -> Story:
    text = "The council announced on Wednesday that the harbour would open again after the storm. "
    body: list[Block] = []
    for number in range(paragraphs):
        if number % 5 == 4:
            body.append(Crosshead(plain(f"Part {number} of what happened")))
        body.append(Paragraph(plain(text * (2 + number % 4))))
    digest = Module("digest", "digest-1", plain("Week"), items=(ModuleItem(plain("One thing")),))
    asks = (Ask(2, SlotAsk("inline-1", "Inline")), Ask(3, digest))
    return Story("long", plain("The harbour opens again"), tuple(body), asks)


def site_of(paragraphs: int, rules: str) -> ComposedPage:
    parsed = parse_rules(rules, "slots.toml")
    return compose(story_of(paragraphs), load_theme(), Foundry(), parsed, Publication())


def shown(page: Page, y: int) -> dict[str, tuple[float, float, float, float]]:
    """Top, bottom, left and right of each box, scrolled to y, from the top of the article."""
    page.evaluate(f"window.scrollTo({{top: {y}, behavior: 'instant'}})")
    return {name: tuple(box) for name, *box in page.evaluate(BOXES)}


def planned(site: ComposedPage, screen: int) -> dict[str, tuple[float, float, float]]:
    """Top, height and run of every box in and beside the rail, by node, from the article's top."""
    point = site.plan.breakpoint(screen)
    index, nodes = point.screens.index(screen), nodes_of(site.plan)
    at = [i for i, each in enumerate(point.screens) if step_of(each).rail].index(index)
    names = {n.content.id: n.id for n in nodes if point.name in n.shown}
    boxes = {
        names[box.id]: (box.tops[at] / PX, box.heights[at] / PX, box.runs[at] / PX)
        for box in point.rail.boxes
    }
    return boxes | {names[name]: box for name, box in _beside(site, point, index).items()}


def _beside(
    site: ComposedPage, point: BreakpointPlan, index: int
) -> dict[str, tuple[float, float, float]]:
    from layout.web.measure.column_and_rail_widths import sheet_of
    from layout.web.measure.story_strips import head_height
    from slots.placing.place import edges

    if not point.beside:
        return {}
    rules = parse_rules(RULES + BESIDE, "slots.toml")
    placed = edges(point.case(rules), point.decision, index)
    head = head_height(site.shaped, point.screens[index], sheet_of(load_theme()))
    runs = {box.id: min(box.runs) / PX for box in point.beside}
    return {
        each.slot: (head + each.top / PX, each.size[1] / PX, runs[each.slot])
        for each in placed
        if each.slot in runs
    }


@pytest.mark.parametrize(
    ("paragraphs", "rules"),
    [(30, RULES), (7, RULES), (2, RULES), (40, RULES + BESIDE), (30, RULES + MIXED)],
)
def test_the_rail_stands_and_travels_as_planned(
    chromium: Browser, served: Callable[[ComposedPage], str], paragraphs: int, rules: str
):
    site = site_of(paragraphs, rules)
    address = served(site)
    for screen in SCREENS:
        page = chromium.new_page(viewport={"width": screen, "height": HEIGHT})
        page.add_init_script(SHIFT)
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") == 0
        open_in_its_fonts(page, address)
        page.evaluate("window.shift = 0")  # what waits for its fonts may move as they come
        plan = planned(site, screen)
        assert plan, "there is something in the rail to look at"
        first = shown(page, 0)
        for name, (top, height, _) in plan.items():
            assert first[name][0] == pytest.approx(top, abs=1), (screen, name)
            assert first[name][1] - first[name][0] == pytest.approx(height, abs=1)
        _travels(page, plan, screen)
        assert page.evaluate("window.shift") == 0
        page.close()


def _travels(page: Page, plan: dict[str, tuple[float, float, float]], screen: int) -> None:
    """Each sticky box goes its whole run, as far as the page can be scrolled, and never more."""
    shown(page, 0)
    story = page.evaluate("document.querySelector('.story').getBoundingClientRect().top")
    last = page.evaluate("document.documentElement.scrollHeight") - HEIGHT
    for y in (*range(0, last, 211), last):
        boxes = shown(page, y)
        _apart(boxes, screen, y)
        for name, (top, _, run) in plan.items():
            way = min(run, max(0, y + STICK - story - top))
            assert boxes[name][0] - top == pytest.approx(way, abs=1), (screen, name, y)


def _apart(boxes: dict[str, tuple[float, float, float, float]], screen: int, y: int) -> None:
    """No box of the page meets another, and those in the rail keep their air."""
    rail = sorted(box for box in boxes.values() if box[2] > screen / 2)
    for upper, lower in pairwise(rail):
        assert lower[0] - upper[1] >= 31, (screen, y)


def test_sizes_and_places_follow_from_the_length_of_the_story():
    """Tall ones where they fit, low ones where those do, else none."""
    homes = {}
    for paragraphs in (30, 9, 1):
        point = site_of(paragraphs, RULES).plan.breakpoint(1280)
        ads = [box for box in point.rail.boxes if box.id.startswith("side")]
        homes[paragraphs] = [box.heights[0] // PX for box in ads]
        assert all(min(box.runs) >= 120 * PX for box in ads)
        assert dict(point.homes)["digest-1"] is Region.RAIL
    assert homes[30] == [644, 644]
    assert homes[9] and max(homes[9]) < 1000
    assert homes[1] == []


@pytest.mark.parametrize("height", [420, 560, 800, 1200])
def test_a_box_taller_than_the_window_stays_by_its_foot(
    chromium: Browser, served: Callable[[ComposedPage], str], height: int
):
    page = chromium.new_page(viewport={"width": 1280, "height": height})
    open_in_its_fonts(page, served(site_of(30, RULES)))
    shown(page, 0)
    story = page.evaluate("document.querySelector('.story').getBoundingClientRect().top")
    name, tall = next(
        (name, box[1] - box[0]) for name, box in shown(page, 0).items() if "side" in name
    )
    tops = {round(shown(page, y)[name][0] + story - y) for y in range(0, 900, 50)}
    assert tall > 600
    assert min(tops) == min(STICK, round(height - STICK - tall))
    page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_boxes_beside_the_copy_keep_off_it_where_nothing_else_is_in_the_rail(
    chromium: Browser, served: Callable[[ComposedPage], str], screen: int
):
    rules = parse_rules(RULES.split("[slot.")[0] + BESIDE, "slots.toml")
    story = replace(story_of(40), asks=())
    site = compose(story, load_theme(), Foundry(), rules, Publication())
    page = chromium.new_page(viewport={"width": screen, "height": HEIGHT})
    open_in_its_fonts(page, served(site))
    boxes = shown(page, 0)
    right = page.evaluate("document.querySelector('.copy').getBoundingClientRect().right")
    assert len(boxes) == 2
    assert all(left - right >= RAIL_GAP for _, _, left, _ in boxes.values())
    page.close()


def test_without_a_rail_nothing_changes(chromium: Browser, served: Callable[[ComposedPage], str]):
    page = chromium.new_page(viewport={"width": 375, "height": 667})
    page.goto(served(site_of(12, RULES + BESIDE)), wait_until="networkidle")
    boxes = shown(page, 0)
    assert {name.split("-at-")[0] for name in boxes} == {"inline-1", "digest-1"}
    assert boxes == shown(page, 900), "nothing travels"
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.close()
