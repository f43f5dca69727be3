"""The print view as a production editor uses it: turn, zoom, overlay, choose, save, break, mend."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from desk_pages import WIDE, Opened, handed_on, opening
from playwright.sync_api import Browser, Page, Route, expect
from support.desk.running_desk import ROOT, Running, desk_on

WEEKLY = ROOT / "seeds" / "weekly"
LEAD = "Failed floodgate was on repair list for two years"
POINT = 4 / 3
SHARP = "() => document.querySelectorAll('.sheet > img:not(.rough)').length"
PICTURES = """() => [...document.querySelectorAll('.sheet > img')].map(img => ({
  source: img.getAttribute('src'), width: img.getBoundingClientRect().width,
  height: img.getBoundingClientRect().height, pixels: img.naturalWidth,
}))"""
WATCH = """() => {
  window.unready = 0;
  new MutationObserver(records => {
    for (const {addedNodes} of records) for (const node of addedNodes) {
      if (node.tagName === 'IMG' && !(node.complete && node.naturalWidth)) window.unready += 1;
    }
  }).observe(document.getElementById('stage'), {childList: true, subtree: true});
  window.times = [];
  addEventListener('newsgrid:shown', event => window.times.push(event.detail.revision));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("print") / "weekly"
    shutil.copytree(WEEKLY, place, ignore=shutil.ignore_patterns(".newsgrid"))
    return place


@pytest.fixture
def opened(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens the print view at an address' query, once its first pages are there."""
    with opening(chromium, desk, laid) as at:
        yield lambda query="", **options: at(f"print{query}", **options)


def laid(page: Page) -> None:
    """Waits until pages lie on the table."""
    page.wait_for_selector("#stage[data-shown]", timeout=180_000)


@contextmanager
def edited(file: Path, old: str, new: str) -> Iterator[None]:
    """A file with another text in it, until the block ends."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    try:
        yield
    finally:
        file.write_text(text)


def lying(page: Page, *numbers: int) -> None:
    """Waits until these pages, and no others, lie on the table, sharp."""
    expect(page.locator(".sheet")).to_have_count(len(numbers))
    for place, number in enumerate(numbers):
        label = f"Page {number}"
        expect(page.locator(".sheet").nth(place)).to_have_attribute("aria-label", label)
    page.wait_for_function(f"() => ({SHARP})() === {len(numbers)}")


def test_pages_lie_as_they_are_printed_and_turn(opened: Opened):
    page = opened()
    lying(page, 1)
    page.get_by_role("button", name="Next").click()
    lying(page, 2, 3)
    page.keyboard.press("PageDown")
    lying(page, 4, 5)
    page.keyboard.press("ArrowLeft")
    lying(page, 2, 3)
    page.keyboard.press("End")
    lying(page, 24)
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_label("Page", exact=True).fill("9")
    page.keyboard.press("Enter")
    lying(page, 8, 9)
    page.get_by_role("button", name="Page", exact=True).click()
    lying(page, 9)
    page.reload()
    lying(page, 9)


def test_thumbnails_stand_by_section(opened: Opened):
    page = opened()
    thumbs = page.get_by_role("navigation", name="Pages")
    assert thumbs.locator("h2").all_inner_texts() == ["News", "Business", "Living", "Sport"]
    expect(thumbs.get_by_role("button")).to_have_count(24)
    last = thumbs.get_by_role("button", name="Page 21, Sport")
    last.click()
    lying(page, 20, 21)
    expect(thumbs.locator("[aria-current]")).to_have_count(2)
    page.wait_for_function("it => it.querySelector('img')?.complete", arg=last.element_handle())


@pytest.mark.parametrize("density", [1, 2])
def test_zoom_is_true_and_sharp(opened: Opened, density: int):
    page = opened("?page=2", device_scale_factor=density)
    lying(page, 2, 3)
    stage = page.locator("#stage").bounding_box()
    for picture in page.evaluate(PICTURES):  # the whole spread is seen
        assert picture["height"] < stage["height"]
        assert 2 * picture["width"] < stage["width"]
    page.get_by_label("Zoom").select_option("200")
    wide = 793.701 * POINT * 2
    page.wait_for_function(
        f"() => ({PICTURES})().every(it => Math.abs(it.width - {wide}) < 1"
        f" && it.pixels >= Math.min({wide * density}, 4761))"
    )
    page.locator("#stage").focus()
    page.keyboard.press("-")
    expect(page.get_by_label("Zoom")).to_have_value("150")
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.get_by_label("Zoom")).to_have_value("250")
    page.keyboard.press("0")
    expect(page.get_by_label("Zoom")).to_have_value("fit")


def test_zoom_and_drag_keep_the_point_under_the_hand(opened: Opened):
    page = opened("?zoom=100")
    lying(page, 1)
    spot = {"x": 500, "y": 400}
    share = """spot => {
      const it = document.querySelector('.sheet').getBoundingClientRect();
      return [(spot.x - it.left) / it.width, (spot.y - it.top) / it.height];
    }"""
    before = page.evaluate(share, spot)
    page.mouse.move(**spot)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_function("() => Number(document.getElementById('zoom').value) > 150")
    assert page.evaluate(share, spot) == pytest.approx(before, abs=0.004)
    page.mouse.down()
    page.mouse.move(440, 330, steps=3)
    page.mouse.up()
    there = page.evaluate(share, {"x": 440, "y": 330})
    assert there == pytest.approx(before, abs=0.004)
    expect(page.locator(".thing.lit")).to_have_count(0)  # a drag chooses nothing


def test_what_is_turned_to_is_seen_at_any_zoom(opened: Opened):
    page = opened("?zoom=200&page=2")
    lying(page, 2, 3)
    assert page.evaluate("() => [stage.scrollLeft, stage.scrollTop]") == [0, 0]
    page.get_by_role("button", name="Page 7, News").click()
    lying(page, 6, 7)
    left = page.locator(".sheet").nth(1).bounding_box()["x"]
    stage = page.locator("#stage").bounding_box()
    assert stage["x"] <= left < stage["x"] + stage["width"] / 2
    story = page.get_by_role("treeitem", name="Story: Failed floodgate")
    story.locator(".tree-row").first.click()
    page.get_by_role("button", name="Turn to page 7").click()
    page.wait_for_function(
        "room => document.querySelector('.lit rect').getBoundingClientRect().left >= room.x - 1",
        arg=stage,
    )


def test_overlays_say_what_the_edition_has(opened: Opened, desk: Running):
    page = opened("?page=8")
    lying(page, 8, 9)
    data = [desk.ask("GET", f"/api/edition/page/{number}").json for number in (8, 9)]
    legs = [leg for it in data for leg in it["legs"]]
    page.get_by_role("button", name="Legs").click()
    expect(page.locator(".layer-legs rect")).to_have_count(len(legs))
    rows = page.locator(".notes .note-legs").all_inner_texts()
    assert set(rows) <= {f"{leg['filled']}/{leg['rows']} rows" for leg in legs}
    page.locator(f".things [data-thing='story:{legs[0]['story']}']").first.focus()
    said = page.locator(".label-line .note-legs").first
    expect(said).to_have_text(f"{legs[0]['filled']}/{legs[0]['rows']} rows")
    page.get_by_role("button", name="Ads").click()
    ads = [ad for it in data for ad in it["ads"]]
    expect(page.locator(".layer-stack rect")).to_have_count(len(ads))
    page.locator("#stage").focus()
    for key in "gban":
        page.keyboard.press(key)
    columns = sum(len(it["grid"]["columns"]) for it in data)
    expect(page.locator(".layer-grid rect:not(.trim)")).to_have_count(columns)
    expect(page.locator(".layer-hole rect")).to_have_count(sum(len(it["holes"]) for it in data))
    page.reload()
    lying(page, 8, 9)
    expect(page.locator("#layers [aria-pressed=true]")).to_have_count(6)
    page.get_by_role("button", name="Legs").click()
    expect(page.locator(".layer-legs")).to_have_count(0)


def test_an_outline_lies_on_what_it_outlines(opened: Opened, desk: Running):
    page = opened("?page=3&mode=page&overlay=stack")
    lying(page, 3)
    ad = desk.ask("GET", "/api/edition/page/3").json["ads"][0]["rect"]
    sheet = page.locator(".sheet").bounding_box()
    drawn = page.locator(".layer-stack rect").first.bounding_box()
    scale = sheet["width"] / 793.701
    assert drawn["x"] - sheet["x"] == pytest.approx(ad[0] * scale, abs=2)
    assert drawn["y"] - sheet["y"] == pytest.approx(ad[1] * scale, abs=2)
    assert drawn["height"] == pytest.approx(ad[3] * scale, abs=4)


def test_a_story_is_lit_on_all_its_pages_and_told(opened: Opened):
    page = opened()
    lying(page, 1)
    story = page.get_by_role("button", name=f"Story: {LEAD}")
    story.locator("rect").first.click()
    expect(story).to_have_attribute("aria-pressed", "true")
    facts = page.get_by_role("region", name="Chosen")
    expect(facts.locator("h2")).to_have_text(LEAD)
    expect(facts).to_contain_text(re.compile(r"It jumps: [1-9]\d* rows of text on page 1\b"))
    expect(page.locator(".thumb.holds")).to_have_count(2)
    facts.get_by_role("button", name="Turn to page 7").click()
    lying(page, 6, 7)
    expect(page.locator(".thing.lit")).to_have_count(1)
    source = facts.get_by_role("link", name="Source").get_attribute("href") or ""
    assert source.startswith("/source?file=stories%2Fsurge.md")
    web = facts.get_by_role("link", name="On the web")
    expect(web).to_have_attribute("href", "/web?story=stories%2Fsurge.md")
    page.keyboard.press("Escape")
    expect(page.locator(".thing.lit")).to_have_count(0)
    expect(facts).to_have_count(0)


def test_an_ad_is_chosen_with_the_keyboard_alone(opened: Opened):
    page = opened("?page=2")
    lying(page, 2, 3)
    page.locator("#stage").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.thing") == "ad:N03":
            break
    page.keyboard.press("Enter")
    facts = page.get_by_role("region", name="Chosen")
    expect(facts.locator("h2")).to_have_text("N03, Lowther & Finch")
    expect(facts).to_contain_text("3x172.5mm")
    expect(facts).to_contain_text("No story about flood may stand on its page")
    assert page.evaluate("() => document.activeElement.dataset.thing") == "ad:N03"
    link = facts.get_by_role("link", name="Source")
    expect(link).to_have_attribute("href", "/source?file=ads.csv&line=4")


def test_the_pdf_comes_whole(opened: Opened, tmp_path: Path):
    page = opened()
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download PDF").click()
    file = tmp_path / "edition.pdf"
    waited.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 24
    document.close()


def test_a_page_is_handed_on_as_one_file_that_needs_no_desk(
    opened: Opened, chromium: Browser, tmp_path: Path
):
    page = opened("?page=4&overlay=stack,legs")
    control = page.get_by_role("button", name="Hand on")
    with handed_on(page, chromium, control, tmp_path) as alone:
        assert alone.url.endswith("/page-4.html")
        picture = alone.get_by_role("img", name="Page 4")
        assert picture.evaluate("img => img.naturalWidth") > 1000
        expect(alone.locator(".layer-legs rect").first).to_be_visible()
        expect(alone.locator(".layer-grid")).to_have_count(0)
        expect(alone.locator("li", has_text="Story:").first).to_be_visible()


def test_a_saved_story_changes_its_page_and_nothing_moves(opened: Opened, folder: Path):
    page = opened("?zoom=150&overlay=legs")
    lying(page, 1)
    page.evaluate("() => document.getElementById('stage').scrollTo(120, 340)")
    page.evaluate(WATCH)
    first = page.evaluate(PICTURES)[0]
    story = folder / "stories" / "surge.md"
    with edited(story, "repair list for two", "repair list for ten"):
        page.wait_for_function("() => window.times.length")
        page.wait_for_function(
            "source => document.querySelector('.sheet > img').getAttribute('src') !== source",
            arg=first["source"],
        )
        now = page.evaluate(PICTURES)[0]
        assert (now["width"], now["pixels"]) == (first["width"], first["pixels"])
        scroll = "() => [stage.scrollLeft, stage.scrollTop]"
        assert page.evaluate(scroll) == [120, 340]
        assert page.evaluate("() => window.unready") == 0
        name = "repair list for ten years"
        expect(page.get_by_role("button", name=name).first).to_be_attached()
        page.evaluate("() => { document.querySelector('.sheet > img').dataset.kept = 'yes'; }")
    page.wait_for_function(  # as it was
        "source => document.querySelector('.sheet > img').getAttribute('src') === source",
        arg=first["source"],
    )


def test_pages_that_did_not_change_keep_their_pictures(opened: Opened, folder: Path):
    page = opened("?page=20")
    lying(page, 20, 21)
    page.evaluate(WATCH)
    page.evaluate("() => document.querySelectorAll('.sheet > img').forEach(it => it.mine = true)")
    with edited(folder / "stories" / "drains.md", "29 blocked", "31 blocked"):
        page.wait_for_function("() => window.times.length")
        same = "() => [...document.querySelectorAll('.sheet > img')].every(it => it.mine)"
        assert page.evaluate(same)


def test_trouble_stands_over_the_last_good_pages(opened: Opened, folder: Path):
    page = opened("?page=2")
    lying(page, 2, 3)
    scroll = page.evaluate("() => document.querySelector('.spread').getBoundingClientRect().top")
    with edited(folder / "ads.csv", "id,advertiser", "name,advertiser"):
        trouble = page.get_by_role("alert")
        expect(trouble).to_be_visible()
        expect(trouble).to_contain_text("last pages that could be made")
        expect(trouble.get_by_role("link").first).to_have_attribute(
            "href", "/source?file=ads.csv&line=1&column=1"
        )
        expect(page.locator("#state")).to_have_text("Trouble")
        lying(page, 2, 3)
        box = page.locator(".spread").bounding_box()
        assert box and box["y"] == scroll
    expect(trouble).to_be_hidden()
    expect(page.locator("#state")).to_have_text("Live")


def test_a_story_has_a_print_edition_of_its_own(opened: Opened):
    page = opened("?story=stories/surge.md")
    lying(page, 1)
    expect(page.locator("#pages")).to_have_text("of 1")
    page.get_by_role("button", name=f"Story: {LEAD}").locator("rect").first.click()
    expect(page.get_by_role("region", name="Chosen")).to_contain_text("The whole plan costs")
    expect(page.locator("#download")).to_have_attribute(
        "href", "/edition.pdf?story=stories%2Fsurge.md"
    )
    page.get_by_role("link", name="Back to the whole edition").click()
    expect(page.locator("#pages")).to_have_text("of 24")


def test_a_story_without_a_publication_is_shown_too(chromium: Browser, tmp_path: Path):
    story = tmp_path / "tide.md"
    story.write_text("# Tide turns\n\n" + "The tide turned at noon and boats went out. " * 40)
    with desk_on(story) as running:
        page = chromium.new_page(viewport=WIDE)
        running.admit(page.context)
        page.goto(f"{running.url}print")
        page.wait_for_selector("#stage[data-shown]", timeout=180_000)
        lying(page, 1)
        expect(page.locator(".edition h2")).to_have_text("Tide turns")
        page.close()


def test_pictures_are_chosen_and_told(opened: Opened, desk: Running):
    edition = desk.ask("GET", "/api/edition").json
    picture = edition["pictures"][0]
    page = opened(f"?page={picture['page']}&mode=page")
    thing = page.locator(f"[data-thing='picture:{picture['id']}']")
    thing.press("Enter")
    chosen = page.locator(".chosen")
    expect(chosen.locator("h2")).to_have_text(picture["file"])
    expect(chosen).to_contain_text("dots an inch")
    expect(thing).to_have_attribute("aria-pressed", "true")


def test_thumbnails_leave_room_for_pages_that_are_looked_at(chromium: Browser, desk: Running):
    """However many thumbnails wait, few are asked for at a time, and pages turn."""
    context = chromium.new_context(viewport=WIDE)
    desk.admit(context)
    page = context.new_page()
    held: list[Route] = []
    thumbnails = re.compile(r"\?scale=0\.25&")
    page.route(thumbnails, lambda route: held.append(route))
    page.goto(f"{desk.url}print?mode=page&page=2")
    page.wait_for_function("() => document.querySelectorAll('.thumb').length === 24")
    expect(page.locator("#stage[data-shown]")).to_be_visible()
    for number in (3, 4, 5):
        page.keyboard.press("PageDown")
        lying(page, number)
    page.keyboard.press("PageDown")
    lying(page, 6)
    rough = 5  # one that each page shows until its own is there
    assert 0 < len(held) <= 2 + rough
    page.unroute(thumbnails)
    for late in held:
        late.fallback()  # on to nobody: aborting what the page gave up by itself would fail
    context.close()
