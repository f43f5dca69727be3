"""The web view as a web editor uses it: choose, compare, ask why, edit, break, mend, follow."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import handed_on
from playwright.sync_api import Browser, Frame, FrameLocator, Locator, Page, expect
from support.desk.running_desk import ROOT, Running, unpictured

from benchmarks.browsers import View, looking

WALL, FERRY = "stories/harbour-wall.md", "stories/ferry.md"
HEADLINE = "Harbour wall to be raised by a metre before the winter storms"
VOTE = "The vote was seven to two"
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 768, "height": 1024}
OTHER = """---
headline: Ferry to sail on Sundays again
section: Town
date: 2026-01-09
---

The ferry to San Telmo sails on Sundays again, the company said.

It has not done so since the autumn of 2019, when its second boat was sold.
"""
SIZE = "() => [innerWidth, innerHeight]"
BAR = """() => {
  const box = document.body.appendChild(document.createElement("div"));
  box.style.overflow = "scroll";
  const bar = box.offsetWidth - box.clientWidth;
  box.remove();
  return bar}"""
LIVES = "() => { window.lives = true }"
TOP = "text => [...document.querySelectorAll('.copy > *')].find(each => each.checkVisibility() \
&& each.textContent.includes(text)).getBoundingClientRect().top"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("web") / "gazette"
    shutil.copytree(ROOT / "templates" / "publication", place)
    shutil.copy(ROOT / "templates" / "slots.toml", place)
    (place / FERRY).write_text(OTHER)
    return place


@pytest.fixture(autouse=True)
def links(folder: Path) -> Iterator[None]:
    """A story with links to another one and to elsewhere; all is as it was after each test."""
    wall, rules = folder / WALL, folder / "slots.toml"
    text = unpictured(ROOT / "templates" / "publication" / WALL)
    before = rules.read_text()
    linked = text.replace(VOTE, "[The vote](ferry.html) was [seven](https://example.org/) to two")
    wall.write_text(linked)
    yield
    wall.write_text(linked)
    rules.write_text(before)


Opened = Callable[..., Page]


def test_a_frame_is_as_wide_as_it_says_where_scrollbars_take_room(chromium: Browser, desk: Running):
    with looking(View("chromium", scrollbars=True), chromium.browser_type) as page:
        assert isinstance(page, Page)
        desk.admit(page.context)
        page.goto(f"{desk.url}web?story={WALL}&widths=375,1300")
        painted(page)
        assert page.evaluate(BAR) > 5  # or the test means nothing
        for index, width in enumerate((375, 1300)):
            assert (
                inside(page, index).evaluate("() => document.documentElement.clientWidth") == width
            )


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens the web view at an address' query, once every frame has painted its page."""
    contexts = []
    wrong: list[str] = []

    def open_at(query: str = f"?story={WALL}", **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        desk.admit(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{desk.url}web{query}")
        painted(page)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert wrong == []


def painted(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('ng-frame') && "
        "[...document.querySelectorAll('ng-frame')].every(each => each.revision)"
    )


def framed(page: Page, index: int = 0) -> FrameLocator:
    return page.locator("ng-frame").nth(index).locator("iframe").content_frame


def inside(page: Page, index: int = 0) -> Frame:
    """The frame itself, to ask its window."""
    handle = page.locator("ng-frame").nth(index).locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame
    return frame


def why(page: Page) -> Locator:
    return page.locator("#why")


def listed(page: Page, block: str) -> Locator:
    """A gap in the panel's list."""
    return page.locator(f'#panel [data-key="gap {block}"]')


def test_page_is_framed_as_wide_as_each_device_and_as_high_as_there_is_room(opened: Opened):
    page = opened()
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    sizes = [inside(page, index).evaluate(SIZE) for index in (0, 1)]
    assert [width for width, _ in sizes] == [375, 980]
    assert sizes[0][1] >= 812
    assert sizes[1][1] > 735  # the device's own height: two ticks stand there
    expect(page.get_by_role("button", name="375 px mobile")).to_be_visible()
    stage = page.locator("#stage").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert stage[0] <= stage[1]  # two fit: nothing has to be scrolled sideways
    foot = page.locator("#stage").evaluate("each => each.getBoundingClientRect().bottom")
    for frame in page.locator("ng-frame").all():
        box = frame.bounding_box()
        assert box and foot - 60 < box["y"] + box["height"] <= foot  # no part of it is empty


def test_widths_come_and_go_and_the_address_keeps_them(opened: Opened):
    page = opened()
    page.get_by_role("button", name="768", exact=True).click()
    page.get_by_role("button", name="980", exact=True).click()
    page.get_by_label("Another width, px").fill("1024")
    page.keyboard.press("Enter")
    painted(page)
    sizes = [inside(page, index).evaluate(SIZE)[0] for index in range(3)]
    assert sizes == [375, 768, 1024]
    page.get_by_label("Zoom").select_option("50")
    page.reload()
    painted(page)
    assert page.locator("ng-frame").evaluate_all("all => all.map(each => each.width)") == sizes
    box = page.locator("ng-frame").nth(1).bounding_box()
    assert box and abs(box["width"] - (384 + 2)) < 1
    expect(page.get_by_role("button", name="1024 px desktop")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_screens_stand_in_one_row_and_a_page_is_shown_whole(opened: Opened, folder: Path):
    page = opened(f"?story={WALL}&widths=320,375,768,980,1300")
    stage = page.locator("#stage").bounding_box()
    assert stage
    boxes = [frame.bounding_box() for frame in page.locator("ng-frame").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box and box["y"] + box["height"] <= stage["y"] + stage["height"] for box in boxes)
    assert boxes[-1] and boxes[-1]["x"] > stage["width"]  # the row is scrolled
    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.locator(".device-name").evaluate_all(cut) == 0
    page.get_by_label("Zoom").select_option("all")
    last = page.locator("ng-frame").last.bounding_box()
    assert last and last["x"] + last["width"] <= stage["width"]
    page.get_by_label("Zoom").select_option("")
    page.get_by_role("button", name="Whole page").click()
    whole = "() => document.documentElement.scrollHeight <= innerHeight"
    page.wait_for_function("() => document.querySelector('ng-frame').height > 2000")
    for index in range(5):
        inside(page, index).wait_for_function(whole)
    story = (folder / WALL).read_text()
    (folder / WALL).write_text(story.rstrip() + "\n\nA last paragraph." * 20)
    page.wait_for_function("() => document.querySelector('ng-frame').height > 3000")
    for index in range(5):
        inside(page, index).wait_for_function(whole)
    page.get_by_label("Zoom").select_option("100")
    listed(page, "b11").click()
    page.wait_for_function("() => document.getElementById('stage').scrollTop > 1000")
    assert page.locator(".view").evaluate("each => each.scrollTop") == 0


def test_story_is_found_by_typing(opened: Opened):
    page = opened()
    held: list[Any] = []
    box = page.get_by_role("combobox", name="Page")
    expect(box).to_have_value(HEADLINE)  # few stories are called by name before one looks for any
    page.route("**/api/stories", lambda route: held.append(route))
    page.reload()
    expect(framed(page).get_by_role("heading", level=1)).to_be_visible()
    options = page.locator("#page-list").get_by_role("option")
    box.click()
    expect(options).to_have_count(4)  # two fronts, two stories
    box.fill("fer")
    expect(options).to_have_count(1)
    while not held:  # sooner or later, on a machine that is busy
        page.evaluate("new Promise(requestAnimationFrame)")
    held[0].continue_()  # headlines come while somebody types
    expect(page.locator("#page-list")).to_contain_text("Ferry to sail on Sundays again")
    page.unroute("**/api/stories")
    for late in held[1:]:
        late.fallback()
    expect(page.locator("#page-list").get_by_role("option")).to_have_count(1)
    box.press("Enter")
    expect(framed(page).get_by_role("heading", level=1)).to_contain_text("Ferry to sail")
    assert "story=stories%2Fferry.md" in page.url
    page.reload()
    expect(framed(page).get_by_role("heading", level=1)).to_contain_text("Ferry to sail")
    page.get_by_role("button", name="The page after").click()
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)


def test_gap_that_is_clicked_says_why_no_ad_is_there(opened: Opened):
    page = opened()
    page.get_by_role("button", name="Candidates").click()
    page.get_by_role("button", name="Refusals").click()
    gap = framed(page).locator('[data-key="gap b1"]')
    expect(gap).to_contain_text("✕")
    gap.click()
    expect(listed(page, "b1")).to_have_attribute("aria-expanded", "true")
    ad = why(page).locator("[data-slot~=google-ad-1]")
    expect(ad).to_contain_text("may not stand here")
    expect(ad).to_contain_text("from_top")
    expect(ad).to_contain_text("needs 2 paragraphs")
    expect(ad).to_contain_text("What would have to change")
    expect(gap).to_have_attribute("aria-pressed", "true")


def test_slots_that_are_refused_alike_are_told_once_with_a_way_to_the_rule(opened: Opened):
    page = opened(f"?story={WALL}")
    listed(page, "b1").click()
    alike = why(page).locator(".verdict", has_text="google-ad-1")
    expect(alike).to_have_count(1)
    expect(alike.get_by_role("heading", level=3)).to_contain_text("google-ad-1 and blue-box-1")
    rule = alike.locator(".rule-why", has_text="from_top")
    expect(rule.locator(".measured div")).to_have_text(
        ["needs 2 paragraphs", "has 0 paragraphs", "short 2 paragraphs"]
    )
    expect(alike.get_by_role("button", name="Look there").first).to_be_visible()
    rule.get_by_role("link", name="Try it in the rules").click()
    expect(page.get_by_label("Rules for")).to_have_value("defaults")


def test_clearances_are_hatched_for_the_slot_in_hand_alone_and_labels_cover_no_copy(opened: Opened):
    page = opened(f"?story={WALL}&overlay=slots,clearances")
    bands = framed(page).locator(".band:visible")
    expect(bands.first).to_be_attached()
    expect(framed(page).locator(".band.hatched")).to_have_count(0)
    copy = framed(page).locator(".copy").bounding_box()
    assert copy
    for label in framed(page).locator(".band > .far:visible").all():
        box = label.bounding_box()
        assert box
        left, right = copy["x"], copy["x"] + copy["width"]
        assert box["x"] + box["width"] <= left + 1 or box["x"] >= right - 1
    ad = framed(page).locator("#google-ad-1").bounding_box()
    name = framed(page).locator(".slot > button", has_text="google-ad-1").bounding_box()
    assert ad and name and name["y"] + name["height"] <= ad["y"] + 2
    page.get_by_role("button", name=re.compile("^google-ad-1 ")).click()
    expect(framed(page).locator(".band.hatched").first).to_be_attached()


def test_a_page_is_handed_on_as_one_file_that_needs_no_desk(
    opened: Opened, chromium: Browser, tmp_path: Path
):
    page = opened(f"?story={WALL}&overlay=slots,candidates")
    control = page.get_by_role("link", name="Hand on")
    with handed_on(page, chromium, control, tmp_path) as alone:
        expect(alone.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        shown = alone.locator("iframe").first.content_frame
        expect(shown.get_by_role("heading", level=1)).to_have_text(HEADLINE)
        expect(shown.locator(".slot > button", has_text="google-ad-1")).to_be_visible()
        expect(shown.locator("button.gap")).to_have_count(12)
        shown.locator('[data-key="gap b1"]').click()
        expect(alone.locator("details[open]")).to_contain_text("from_top")
        alone.get_by_label("candidates").uncheck()
        expect(shown.locator("button.gap")).to_have_count(0)


def test_the_panel_is_dragged_and_folded_away_by_mouse_and_keys(opened: Opened):
    page = opened()
    bar, panel = page.get_by_role("separator", name="Width of the panel"), page.locator("#panel")
    before = panel.evaluate("each => each.clientWidth")
    bar.focus()
    page.keyboard.press("ArrowLeft")
    assert panel.evaluate("each => each.clientWidth") == before + 24
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    page.reload()
    expect(panel).to_be_hidden()
    bar.dblclick()
    expect(panel).to_be_visible()
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] - 95, box["y"] + 120)
    page.mouse.up()
    assert abs(panel.evaluate("each => each.clientWidth") - before - 124) <= 1


def test_answer_is_beside_the_page_that_asks_on_a_tablet(opened: Opened):
    page = opened(f"?story={WALL}&overlay=candidates", viewport=NARROW)
    framed(page).locator('[data-key="gap b1"]').click()
    expect(why(page)).to_contain_text("may not stand here")
    expect(why(page)).to_be_in_viewport()
    expect(page.locator("ng-frame").first).to_be_in_viewport(ratio=0.6)


def test_gap_is_chosen_by_keys_in_the_page_and_in_the_panel(opened: Opened):
    page = opened(f"?story={WALL}&overlay=candidates")
    gaps = framed(page).locator("button.gap")
    expect(gaps).to_have_count(12)
    gaps.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(listed(page, "b3")).to_have_attribute("aria-expanded", "true")
    expect(why(page).locator("[data-slot~=google-ad-1]")).to_contain_text("stands here")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="375 px mobile")).to_be_focused()
    listed(page, "b3").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(listed(page, "b2")).to_have_attribute("aria-expanded", "true")
    expect(listed(page, "b2")).to_be_focused()
    expect(why(page)).to_contain_text("may not stand here")


def lies_over(outline: Locator, ad: Locator) -> None:
    """Waits, a picture at a time, until an outline is where its ad is."""
    for _ in range(600):
        if outline.bounding_box() == ad.bounding_box():
            return
        outline.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert outline.bounding_box() == ad.bounding_box()


def test_slots_are_outlined_where_they_stand_and_follow_the_page(opened: Opened, folder: Path):
    page = opened(f"?story={WALL}&overlay=slots,clearances,grid&ad=google-ad-1")
    outline, ad = framed(page).locator(".slot[data-at]").first, framed(page).locator("#google-ad-1")
    expect(outline).to_contain_text("google-ad-1 · 300×294")
    expect(framed(page).locator(".band").first).to_contain_text("px")
    lies_over(outline, ad)
    before = ad.bounding_box()
    story = (folder / WALL).read_text()
    (folder / WALL).write_text(
        story.replace("deck:", "deck: Much more is said here, so that it is a line longer, and")
    )
    expect(framed(page).locator(".deck")).to_contain_text("Much more is said")
    page.wait_for_function("() => document.querySelector('ng-frame').overlay")
    assert ad.bounding_box() != before
    lies_over(outline, ad)


def test_one_ad_alone_is_asked_about(opened: Opened):
    page = opened(f"?story={WALL}&overlay=candidates,refusals")
    page.get_by_role("button", name=re.compile("^google-ad-1 ")).click()
    gap = framed(page).locator('[data-key="gap b1"]')
    expect(gap).to_have_text("✕ from top, 2 paragraphs short")
    expect(framed(page).locator("button.gap.taken")).to_have_count(1)
    assert "ad=google-ad-1" in page.url


def test_saved_story_appears_in_place(opened: Opened, folder: Path):
    page = opened()
    frame = inside(page)
    frame.evaluate(LIVES)
    frame.evaluate("() => scrollTo({top: 900, behavior: 'instant'})")
    story = (folder / WALL).read_text()
    (folder / WALL).write_text(story.rstrip() + "\n\nA last paragraph.\n")
    for index in (0, 1):
        expect(framed(page, index).get_by_text("A last paragraph.")).to_be_attached()
    assert frame.evaluate("() => [scrollY, window.lives]") == [900, True]
    expect(page.locator("#state")).to_have_attribute("title", re.compile(r"Shown in \d+ ms"))


def test_copy_put_in_above_leaves_what_is_read_where_it_is(opened: Opened, folder: Path):
    page = opened()
    frame = inside(page)
    frame.evaluate("() => scrollTo({top: 800, behavior: 'instant'})")
    read = "We have patched this wall"
    seen = frame.evaluate(TOP, read)
    story = (folder / WALL).read_text()
    more = "Put in above. " * 40
    (folder / WALL).write_text(story.replace("\n“We have", f"\n{more}\n\n“We have", 1))
    expect(framed(page).get_by_text("Put in above.").first).to_be_attached()
    assert abs(frame.evaluate(TOP, read) - seen) < 1
    assert frame.evaluate("() => scrollY") > 1200


def test_broken_story_shows_its_error_over_the_last_good_page(opened: Opened, folder: Path):
    page = opened()
    story = (folder / WALL).read_text()
    (folder / WALL).write_text(story.replace("---", "---\ntags: [", 1))
    trouble = page.locator(".trouble")
    expect(trouble).to_contain_text("You see the last good page")
    expect(trouble.get_by_role("link")).to_have_attribute("href", re.compile("harbour-wall"))
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    (folder / WALL).write_text(story.replace(HEADLINE, "A wall, raised"))
    expect(trouble).to_have_count(0)
    expect(framed(page).get_by_role("heading", level=1)).to_have_text("A wall, raised")


def test_broken_rules_show_their_error_and_recover(opened: Opened, folder: Path):
    page = opened()
    rules = folder / "slots.toml"
    text = rules.read_text()
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    rules.write_text(text + "\n[slot.\n")
    expect(page.locator(".trouble")).to_contain_text("slots.toml:")
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    ad = framed(page).locator("#google-ad-1")
    expect(ad).to_be_visible()
    rules.write_text(text.replace('= "2 paragraphs"', '= "4 paragraphs"', 1))
    expect(page.locator(".trouble")).to_have_count(0)
    expect(framed(page).locator("#b4 + .ad, #b5 + .ad, #b6 + .ad, #b7 + .ad")).to_be_visible()


def test_links_open_in_the_desk_or_say_that_they_lead_outside(opened: Opened):
    page = opened()
    framed(page).get_by_role("link", name="seven").click()
    expect(page.locator("#toasts")).to_contain_text("https://example.org/")
    framed(page).get_by_role("link", name="The vote").click()
    expect(framed(page, 1).get_by_role("heading", level=1)).to_contain_text("Ferry to sail")
    assert "story=stories%2Fferry.md" in page.url
    expect(page.get_by_role("combobox", name="Page")).to_have_value(re.compile("ferry|Ferry"))


def test_front_is_explained_and_leads_to_its_stories(opened: Opened):
    page = opened(f"?story={WALL}&overlay=candidates")
    framed(page).get_by_role("link", name="The Harbour Gazette").first.click()
    expect(framed(page).get_by_role("link", name=HEADLINE)).to_be_visible()
    assert "story=front%3Ahome" in page.url
    gap = framed(page).locator("button.gap").first
    gap.click()
    expect(page.locator("#panel [aria-expanded=true]")).to_have_count(1)
    framed(page).get_by_role("link", name=HEADLINE).click()
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator("#panel [aria-expanded=true]")).to_have_count(0)
