"""What is decided of a story with others, and of a page after its dummy, in the forms of the print
view: company, regions; and what a move would cost, told before it is made."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import Opened
from playwright.sync_api import Browser, Page, expect
from print_desk import becomes, decided, edition, pages_of, print_views, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE
from test_preview_table_axe import SIZES, WRONG


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("company") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder))


def headline(desk: Running, slug: str) -> str:
    return next(each["headline"] for each in edition(desk)["stories"] if each["slug"] == slug)


def test_together_and_apart_by_form_and_taken_out_again(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:sport-2")
    other = headline(desk, "sport-4")
    decided(page, lambda: page.get_by_label("Together with").select_option(label=other))
    assert said(folder) == {"story": {"sport-2": {"together": ["sport-4"]}}}
    assert pages_of(desk, "sport-2") == pages_of(desk, "sport-4")
    third = headline(desk, "sport-3")
    decided(page, lambda: page.get_by_label("Apart from").select_option(label=third))
    keys = {"together": ["sport-4"], "apart": ["sport-3"]}
    assert said(folder) == {"story": {"sport-2": keys}}
    assert pages_of(desk, "sport-2") != pages_of(desk, "sport-3")
    gone = page.get_by_role("button", name=f"Together with: no longer {other}")
    decided(page, gone.click)
    assert said(folder) == {"story": {"sport-2": {"apart": ["sport-3"]}}}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert said(folder) == {"story": {"sport-2": keys}}


def test_a_sidebar_by_form_stands_with_its_story_and_is_taken_out_again(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=story:sport-2")
    other = headline(desk, "sport-4")
    decided(page, lambda: page.get_by_label("Sidebar").select_option(label=other))
    assert said(folder) == {"story": {"sport-2": {"sidebar": ["sport-4"]}}}
    assert pages_of(desk, "sport-2") == pages_of(desk, "sport-4")
    decided(page, page.get_by_role("button", name=f"Sidebar: no longer {other}").click)
    assert said(folder) == {}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert said(folder) == {"story": {"sport-2": {"sidebar": ["sport-4"]}}}


def test_company_that_contradicts_itself_is_refused(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (folder / "pages.toml").write_text('[story.sport-2]\ntogether = ["sport-4"]\n')
    page = opened("?pick=story:sport-4")
    page.get_by_label("Apart from").select_option(label=headline(desk, "sport-2"))
    expect(page.locator("#state")).to_contain_text("Not decided")
    expect(page.locator("#panel .finding").first).to_contain_text('pages.toml:2:12 "sport-2"')
    assert said(folder) == {"story": {"sport-2": {"together": ["sport-4"]}}}


def test_regions_of_a_dummy_are_given_stories(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?page=3&pick=page:3")
    decided(page, lambda: page.get_by_label("Dummy").select_option(label="inside-right"))
    regions = edition(desk)["pages"][2]["regions"]
    assert [each["name"] for each in regions][:2] == ["lead", "second"]
    second = page.get_by_label("Region: second")
    expect(second.locator("option:checked")).to_contain_text("by rank: ")
    decided(page, lambda: second.select_option(label=headline(desk, "sport-3")))
    assert said(folder)["page"]["3"]["regions"] == {"second": "sport-3"}
    assert pages_of(desk, "sport-3") == [3]
    decided(page, lambda: second.select_option(index=0))
    assert "regions" not in said(folder)["page"]["3"]


def _closed(page: Page, folder: Path) -> bytes:
    """The PDF of the closed page 2, as soon as it is written."""
    file = folder / "closed/page-02.pdf"
    for _ in range(300):
        if file.exists():
            break
        page.wait_for_timeout(100)
    return file.read_bytes()


def test_closing_and_opening_are_taken_back_and_done_again_with_the_same_bytes(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?page=2&pick=page:2")
    shuts = page.get_by_role("button", name="Close this page")
    decided(page, lambda: page.get_by_label("No house ads").check())
    decided(page, shuts.click)
    kept = _closed(page, folder)
    decided(page, lambda: page.keyboard.press("Control+z"))
    expect(page.locator(".toast")).to_contain_text("Page 2 is open again")
    assert not (folder / "closed/page-02.pdf").exists()
    decided(page, lambda: page.keyboard.press("Control+z"))
    becomes(page, folder, "")  # what was decided before it, in another file
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    expect(page.locator(".toast").last).to_contain_text("closed again, with the same PDF")
    assert _closed(page, folder) == kept
    opens = page.get_by_role("button", name="Open this page")
    decided(page, opens.click)
    decided(page, lambda: page.keyboard.press("Control+z"))  # opening, taken back
    assert _closed(page, folder) == kept


def test_a_page_that_would_be_another_one_is_not_closed_again(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?page=2&pick=page:2")
    decided(page, page.get_by_role("button", name="Close this page").click)
    decided(page, lambda: page.keyboard.press("Control+z"))
    slug = next(each["slug"] for each in edition(desk)["stories"] if each["pages"] == [2])
    file = folder / "stories" / f"{slug}.md"
    before = file.read_text()
    decided(page, lambda: file.write_text(f"{before}\nA correction of three lines.\n"))
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#panel .finding").first).to_contain_text("page 2 is not as it was closed")
    assert not (folder / "closed/page-02.pdf").exists()
    file.write_text(before)


def test_a_late_ad_is_taken_back_and_booked_again(
    opened: Opened, desk: Running, folder: Path
) -> None:
    book = folder / "ads.csv"
    before = book.read_text()
    page = opened()
    late = page.locator("details", has=page.get_by_role("heading", name="Late ad"))
    late.locator("summary").click()
    for label, value in (("Id", "A9"), ("Advertiser", "Late Lamps"), ("Size", "1x40mm")):
        late.get_by_label(label, exact=True).fill(value)
    decided(page, late.get_by_role("button", name="Book it").click)
    after = book.read_text()
    assert "Late Lamps" in after
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert book.read_text() == before
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert book.read_text() == after
    decided(page, lambda: page.keyboard.press("Control+z"))


def test_axe_finds_nothing_in_the_forms_of_company_and_regions(
    opened: Opened, folder: Path
) -> None:
    company = '[story.sport-2]\ntogether = ["sport-4", "sport-3"]\n'
    (folder / "pages.toml").write_text(f'{company}\n[page.1]\ndummy = "front"\n')
    for pick in ("story:sport-2", "page:1"):
        page = opened(f"?pick={pick}", bypass_csp=True)
        expect(page.locator(".company" if "story" in pick else "text=Region: lead")).to_be_visible()
        for size in SIZES.values():
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert page.evaluate(WRONG, EVERY_RULE) == []
        page.set_viewport_size({"width": 1440, "height": 900})
        wide = "each => each.scrollWidth - each.clientWidth"
        assert page.locator("#panel").evaluate(wide) <= 0


def over(page: Page, number: int, region: str) -> None:
    """Drags the chosen story over a region of a page."""
    box = page.locator(".thing-story.lit").first.bounding_box()
    sheet = page.locator(f'.sheet[data-page="{number}"]')
    there = sheet.bounding_box()
    assert box and there
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 3, steps=4)
    zone = sheet.locator(f'.zone[data-region="{region}"]').bounding_box()
    assert zone
    page.mouse.move(zone["x"] + zone["width"] / 2, zone["y"] + zone["height"] / 2, steps=2)


def cost(desk: Running, slug: str, page: int, region: str = "") -> Any:
    query = f"slug={slug}&page={page}&region={region.replace(' ', '+')}"
    return desk.ask("GET", f"/api/edition/move?{query}").json


def test_zones_say_what_they_cost_while_a_story_is_dragged(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (on,) = pages_of(desk, "sport-2")
    page = opened(f"?pick=story:sport-2&page={on}")
    expect(page.locator(".thing-story.lit").first).to_be_visible()
    over(page, on, "top left")
    note = page.locator(".dragging .drag-note")
    expect(note).to_have_text(re.compile("costs|better|not beside"))
    figures = page.locator(".zone-cost")
    expect(figures.filter(has_text="…")).to_have_count(0)
    told = cost(desk, "sport-2", on, "top left")
    shown = page.locator('.zone[data-region="top left"] .zone-cost')
    expect(shown).to_have_text("±0" if not told["points"] else re.compile(r"^[+−]\d"))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".zone")).to_have_count(0)
    assert text(folder) == ""


def test_over_a_thumbnail_it_is_told_what_the_page_costs_and_what_makes_way(
    opened: Opened, desk: Running
) -> None:
    told = cost(desk, "sport-2", 3)
    (way,) = told["leaving"]
    page = opened("?pick=story:sport-2&page=4")
    box = page.locator(".thing-story.lit").first.bounding_box()
    thumb = page.locator('.thumb[data-page="3"]').bounding_box()
    assert box and thumb
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(thumb["x"] + 20, thumb["y"] + 30, steps=4)
    note = page.locator(".dragging .drag-note")
    expect(note).to_contain_text(f"costs about {round(told['points'] / 10) * 10} points")
    expect(note).to_contain_text(f"“{headline(desk, way['slug'])}” goes to page {way['page']}")
    page.keyboard.press("Escape")
    page.mouse.up()


def test_the_regions_of_the_palette_say_what_they_cost(opened: Opened, desk: Running) -> None:
    (on,) = pages_of(desk, "sport-2")
    page = opened(f"?pick=story:sport-2&page={on}")
    page.keyboard.press("Control+k")
    page.keyboard.type("region of the page")
    page.keyboard.press("Enter")
    option = page.locator(".palette-deed", has_text="top left")
    expect(option).to_contain_text(re.compile(rf"page {on}: (±0|[+−]\d+|no room)"))


def test_a_story_that_nobody_knows_costs_nothing_that_can_be_told(desk: Running) -> None:
    assert desk.ask("GET", "/api/edition/move?slug=nobody&page=1").status == 404
    assert desk.ask("GET", "/api/edition/move?slug=sport-2&page=none").status == 422
