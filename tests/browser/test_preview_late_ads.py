"""The form of a late ad in the print view: what is wrong stands at its field, sizes are offered,
artwork is dropped or chosen, looked at at once, kept and taken back; by mouse and by keyboard."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, Opened
from playwright.sync_api import Browser, Locator, Page, expect
from print_desk import DROP, decided, panel, print_views_and_book, tabbed
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, picture

WRONG = """() => {
  AXE;
  return axe.run(document.querySelector('.late-ad'))
    .then(said => said.violations.map(each => each.id));
}""".replace("AXE", Axe().axe_script)


TRIAL = 20_000
"""Milliseconds in which the first trial of a desk is known."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("late") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    yield from print_views_and_book(chromium, desk, folder)


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    return picture(tmp_path / "Late Lamp.png", 600, 1200)


def form(page: Page) -> Locator:
    late = panel(page).locator(".late-ad")
    if late.get_attribute("open") is None:
        late.get_by_text("Late ad", exact=True).click()
    return late.locator("form")


def fill(late: Locator, **said: str) -> None:
    for label, value in said.items():
        late.get_by_label(label, exact=True).fill(value)


def at(late: Locator, label: str) -> Locator:
    """What is said at a field."""
    told = late.get_by_label(label, exact=True).get_attribute("aria-describedby")
    assert told
    return late.locator(f"#{told.split()[0]}")


def drop(late: Locator, file: Path, kind: str = "drop") -> None:
    box = late.get_by_label("Artwork", exact=True).bounding_box()
    assert box
    x, y = box["x"] + 5, box["y"] + 5
    data = base64.b64encode(file.read_bytes()).decode()
    late.page.evaluate(DROP, [kind, x, y, file.name, data])


def test_what_is_wrong_stands_at_its_field_and_only_once_it_is_filled_in(
    opened: Opened, folder: Path
) -> None:
    before = (folder / "ads.csv").read_text()
    late = form(opened())
    fill(late, Size="9x40mm")
    expect(at(late, "Size")).to_contain_text("9 columns are wider than the page")
    expect(late.get_by_label("Size", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(at(late, "Id")).to_be_hidden()
    fill(late, Size="1x40mm", Id="A1")
    expect(at(late, "Size")).to_be_hidden()
    expect(late.locator("#late-paper")).to_contain_text("x 40 mm on paper")
    expect(at(late, "Id")).to_contain_text("A1 is already the ad of line 2")
    late.get_by_label("Colour").select_option("yes")
    expect(at(late, "Colour")).to_contain_text("the ad book has no column colour")
    late.get_by_role("button", name="Book it").click()
    expect(at(late, "Advertiser")).to_contain_text("there is none")
    expect(late.get_by_label("Id", exact=True)).to_be_focused()
    assert (folder / "ads.csv").read_text() == before


def test_it_is_tried_before_it_is_booked(opened: Opened, folder: Path) -> None:
    book, page = folder / "ads.csv", opened()
    before, late = book.read_text(), form(page)
    fill(late, Id="A9", Advertiser="Late Lamps", Size="1x40mm")
    late.get_by_label("On page").fill("4")
    told = late.locator(".tried")
    expect(told).to_contain_text("Has a place", timeout=TRIAL)
    expect(told).to_contain_text("A9 stands on page 4")
    expect(told).to_contain_text("Booking it ")
    late.get_by_label("On page").fill("1")
    late.get_by_label("Size", exact=True).fill("4x254mm")
    expect(told).to_contain_text("Trying it in the edition")
    expect(told).to_contain_text("No place", timeout=TRIAL)
    expect(told).to_contain_text("What helps")
    late.get_by_label("Size", exact=True).fill("9x40mm")
    expect(at(late, "Size")).to_contain_text("9 columns are wider than the page")
    expect(told).to_be_empty()
    assert book.read_text() == before


def test_sizes_sections_and_advertisers_are_offered(opened: Opened) -> None:
    late = form(opened())
    first = late.locator("#late-sizes option").first
    expect(first).to_have_attribute("value", "2x60mm")
    expect(first).to_contain_text("3 in the book")
    expect(late.locator("#late-sizes option[value='1/4 page']")).to_have_count(1)
    assert late.get_by_label("Section").locator("option").all_inner_texts() == [
        "any",
        "News",
        "Sport",
    ]
    fill(late, Advertiser="Loft Tea")
    expect(late.get_by_label("Category")).to_have_value("tea")


def test_artwork_is_dropped_looked_at_kept_and_taken_back(
    opened: Opened, folder: Path, lamp: Path
) -> None:
    book, page = folder / "ads.csv", opened()
    before, late = book.read_text(), form(page)
    fill(late, Id="A9", Advertiser="Late Lamps", Size="2x60mm")
    drop(late, lamp, "dragover")
    expect(page.locator(".late-ad.handed")).to_have_count(1)
    drop(late, lamp)
    expect(late.get_by_label("Artwork", exact=True)).to_have_value("Late Lamp.png")
    expect(late).to_contain_text("600 x 1,200 px")
    expect(late.locator(".finding")).to_contain_text("too deep for the")
    fill(late, Size="1x85mm")
    expect(late.locator(".finding")).to_have_count(0)
    decided(page, late.get_by_role("button", name="Book it").click)
    after, kept = book.read_text(), folder / "ads" / "late-lamp.png"
    assert after == f"{before}A9,Late Lamps,,1x85mm,,,,,,,,ads/late-lamp.png\n"
    assert kept.read_bytes() == lamp.read_bytes()
    expect(late.get_by_label("Artwork", exact=True)).to_have_value("")
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert book.read_text() == before and not kept.exists()
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert book.read_text() == after and kept.exists()
    decided(page, lambda: page.keyboard.press("Control+z"))


def test_what_is_no_artwork_is_told_and_two_files_are_too_many(
    opened: Opened, tmp_path: Path
) -> None:
    late = form(opened())
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing\n")
    drop(late, broken)
    expect(late.locator(".finding")).to_contain_text("broken.pdf is damaged")
    late.get_by_role("button", name="Without this file").click()
    expect(late.locator(".finding")).to_have_count(0)
    expect(late.get_by_label("Artwork", exact=True)).to_be_focused()


def test_by_keyboard_alone(opened: Opened, folder: Path, lamp: Path) -> None:
    page = opened()
    tabbed(page, page.locator(".late-ad summary"))
    page.keyboard.press("Enter")
    late = panel(page).locator(".late-ad form")
    for label, said in (("Id", "A9"), ("Advertiser", "Late Lamps"), ("Size", "1x85mm")):
        tabbed(page, late.get_by_label(label, exact=True))
        page.keyboard.type(said)
    expect(late.locator(".tried")).to_contain_text("Has a place", timeout=TRIAL)
    choose = late.get_by_role("button", name="Choose artwork")
    tabbed(page, choose)
    with page.expect_file_chooser() as chosen:
        expect(choose).to_be_focused()  # the browser listens by now
        page.keyboard.press("Enter")
    chosen.value.set_files(lamp)
    expect(late).to_contain_text("600 x 1,200 px")
    tabbed(page, late.get_by_role("button", name="Book it"))
    decided(page, lambda: page.keyboard.press("Enter"))
    assert (folder / "ads.csv").read_text().endswith(",ads/late-lamp.png\n")
    page.locator("#stage").focus()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert not (folder / "ads" / "late-lamp.png").exists()


def test_axe_finds_nothing_in_the_form(opened: Opened, lamp: Path) -> None:
    page = opened(bypass_csp=True)
    late = form(page)
    fill(late, Id="A1", Size="2x60mm")
    drop(late, lamp)
    expect(late.locator(".finding")).to_have_count(1)
    for size in ({"width": 1440, "height": 900}, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate(WRONG) == []
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
