"""The page beside the text, in the source view: where the story stands, following what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import CARET, NARROW, Opened, editing, live, opening
from playwright.sync_api import Browser, Page, expect
from support.desk.running_desk import Running
from support.newspapers.faulty import kept
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import MIDDLE, found_now

STORY = "stories/news-0.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("beside") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    with opening(chromium, desk, live) as opened:
        yield opened


def printed(opened: Opened, line: int, **options: object) -> Page:
    """The view with a page of the edition beside the text, and the cursor in a line."""
    page = editing(opened(f"source?file={STORY}&beside=print&line={line}", **options))
    expect(page.locator(".beside-sheet img")).to_have_attribute("alt", "Page 1")
    return page


def body_line(folder: Path) -> int:
    """The line of a story's first paragraph."""
    lines = (folder / STORY).read_text().split("\n")
    return lines.index("---", 1) + 3


def tops(page: Page) -> list[str]:
    return page.locator(".beside-lit").evaluate_all("all => all.map(e => e.getAttribute('y'))")


def test_the_paragraph_of_the_cursor_is_lit_and_what_is_saved_is_followed(
    opened: Opened, folder: Path
):
    line = body_line(folder)
    with kept(folder, STORY):
        page = printed(opened, line)
        expect(page.locator(".beside-lit")).not_to_have_count(0)
        first = tops(page)
        page.get_by_role("textbox", name=STORY).focus()
        page.evaluate(f"() => document.querySelector('#editor').env.editor.gotoLine({line + 2})")
        page.wait_for_function(
            "was => document.querySelector('.beside-lit')?.getAttribute('y') !== was", arg=first[0]
        )
        page.keyboard.press("Control+Home")
        page.keyboard.press("ArrowDown")  # the line of the headline
        expect(page.locator(".beside-lit")).to_have_count(1)
        assert float(tops(page)[0]) < float(first[0])
        before = page.locator(".beside-sheet img").get_attribute("src")
        page.keyboard.press("End")
        page.keyboard.type(" tonight")
        page.keyboard.press("Control+s")
        expect(page.locator(".beside-sheet img")).not_to_have_attribute("src", before or "")
        page.locator("[data-part=zoom]").select_option("page")
        page.wait_for_function(
            "() => document.querySelector('.beside-lit')?.getBoundingClientRect().height > 3"
        )


def test_the_link_to_print_says_where_the_story_begins_now(opened: Opened, folder: Path):
    page = printed(opened, body_line(folder))
    link = page.locator("#ways").get_by_role("link", name="In print")
    expect(link).to_have_text("In print, page 1")
    decisions = folder / "pages.toml"
    try:
        decisions.write_text("[story.news-0]\npage = 2\n")
        expect(page.locator(".beside-sheet img")).to_have_attribute("alt", "Page 2")
        expect(link).to_have_text("In print, page 2")
    finally:
        decisions.unlink()


def test_a_click_on_the_page_goes_to_the_paragraph(opened: Opened, folder: Path):
    line = body_line(folder)
    page = printed(opened, line)
    box = page.locator(".beside-lit").first.bounding_box()
    assert box
    page.evaluate("() => document.querySelector('#editor').env.editor.gotoLine(1)")
    expect(page.locator(".beside-lit")).to_have_count(0)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 8)
    page.wait_for_function(f"() => ({CARET})().row === {line - 1}")


def test_the_web_page_stands_at_the_width_that_is_chosen(opened: Opened):
    page = editing(opened(f"source?file={STORY}&beside=print"))
    page.get_by_role("button", name="Web", exact=True).press("Enter")
    frame = page.locator("#beside ng-frame")
    expect(frame).to_have_js_property("width", 375)
    page.locator("[data-part=width]").select_option("768")
    expect(frame).to_have_js_property("width", 768)
    page.wait_for_function("() => document.querySelector('#beside ng-frame').revision")
    assert "beside=web" in page.url and "width=768" in page.url
    sizes = page.evaluate(
        "() => ['#beside', '#beside ng-frame'].map(n => document.querySelector(n).clientWidth)"
    )
    assert sizes[1] <= sizes[0]


LIT = """() => [...document.querySelector('newsgrid-light')?.shadowRoot.children ?? []]
  .map(each => Math.round(each.getBoundingClientRect().top))"""


def test_the_web_page_lights_what_the_cursor_is_in_and_leads_back(opened: Opened, folder: Path):
    line = body_line(folder)
    page = editing(opened(f"source?file={STORY}&beside=web&line={line}"))
    page.wait_for_function("() => document.querySelector('#beside ng-frame').revision")
    framed = next(each for each in page.frames if each.parent_frame)
    framed.wait_for_function(f"() => ({LIT})().length === 1")
    top = framed.evaluate("() => document.querySelector('#b1').getBoundingClientRect().top")
    assert abs(framed.evaluate(LIT)[0] - top) < 8
    last = len((folder / STORY).read_text().rstrip().split("\n"))
    page.evaluate(f"() => document.querySelector('#editor').env.editor.gotoLine({last})")
    framed.wait_for_function(f"() => scrollY > 0 && ({LIT})()[0] > 0 && ({LIT})()[0] < innerHeight")
    page.evaluate("() => document.querySelector('#editor').env.editor.gotoLine(2)")
    framed.wait_for_function(
        f"""() => Math.abs(({LIT})()[0]
          - document.querySelector('.headline').getBoundingClientRect().top) < 8"""
    )
    framed.locator("#b2").click()
    page.wait_for_function(f"() => ({CARET})().row === {line + 1}")
    framed.wait_for_function(  # and the page has been moved to it, which would move the next click
        f"""() => Math.abs(({LIT})()[0]
          - document.querySelector('#b2').getBoundingClientRect().top) < 8"""
    )
    framed.locator(".headline").click()
    page.wait_for_function(f"() => ({CARET})().row === 1")
    page.keyboard.press("Control+Home")  # a line that says nothing of the page
    framed.wait_for_function(
        f"() => !({LIT})().length || document.querySelector('newsgrid-light').hidden"
    )


def test_widths_are_called_as_the_devices_that_have_them(opened: Opened):
    page = editing(opened(f"source?file={STORY}&beside=web&width=768"))
    widths = page.locator("[data-part=width] option")
    assert widths.all_inner_texts()[1:3] == ["375 px · phone", "768 px · tablet"]


def test_the_splitter_is_moved_by_keyboard_and_mouse_and_folds_the_page_away(opened: Opened):
    page = editing(opened(f"source?file={STORY}"))
    bar = page.get_by_role("separator", name="Width of the page")
    wide = int(bar.get_attribute("aria-valuenow") or 0)
    bar.focus()
    page.keyboard.press("ArrowRight")
    expect(bar).to_have_attribute("aria-valuenow", str(wide - 24))
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] - 95, box["y"] + 50)
    page.mouse.up()
    expect(bar).to_have_attribute("aria-valuenow", str(wide + 76))
    bar.press("Enter")
    expect(page.locator("#beside")).to_be_hidden()
    bar.press("Enter")
    expect(page.locator("#beside")).to_be_visible()


def test_where_there_is_no_room_for_both_one_switches(opened: Opened):
    page = editing(opened(f"source?file={STORY}&beside=web", viewport=NARROW))
    expect(page.locator("#beside")).to_be_hidden()
    page.get_by_role("button", name="Page", exact=True).press("Enter")
    expect(page.locator("#editor")).to_be_hidden()
    page.wait_for_function("() => document.querySelector('#beside ng-frame')?.revision")
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.locator("#editor")).to_be_visible()


def test_axe_finds_nothing_with_a_page_beside_the_text(opened: Opened, folder: Path):
    page = printed(opened, body_line(folder), bypass_csp=True)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert found_now(page) == []
    for size in (MIDDLE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert found_now(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Page", exact=True).click()
    assert found_now(page) == []
