"""Ads in the print view: decided by form and by hand, given back, swapped, held; furniture of a
page; a late ad. Kept, refused, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import NARROW, Opened
from playwright.sync_api import Browser, expect
from print_desk import decided, edition, panel, print_views_and_book, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("ads") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided, and the book is as it was."""
    yield from print_views_and_book(chromium, desk, folder)


def page_of(desk: Running, name: str) -> int:
    return next((each["page"] for each in edition(desk)["ads"] if each["id"] == name), 0)


def other(number: int) -> int:
    """The other page of Sport."""
    return 7 - number


def test_a_page_by_form_undone_and_given_back(opened: Opened, desk: Running, folder: Path) -> None:
    before = page_of(desk, "A4")
    wanted = other(before)
    page = opened("?pick=ad:A4")
    choice = page.get_by_label("Stands on page")
    expect(choice.locator("option:checked")).to_have_text("as booked")
    decided(page, lambda: choice.select_option(label=f"{wanted}, Sport"))
    assert text(folder) == f"[ad.A4]\npage = {wanted}\n"
    assert page_of(desk, "A4") == wanted
    moved = panel(page).locator("details", has_text="Moved by the last decision")
    expect(moved).to_contain_text(f"page {before} → page {wanted}")
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    decided(page, page.get_by_role("button", name="Give it back to the engine").first.click)
    assert text(folder) == ""


def test_a_place_and_a_hold(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=ad:A4")
    decided(page, lambda: page.get_by_label("Place on its page").select_option(label="right, foot"))
    assert text(folder) == '[ad.A4]\nplace = "right, foot"\n'
    held = page.get_by_label("Held over")
    decided(page, lambda: held.select_option("until it is taken out"))
    assert page_of(desk, "A4") == 0
    assert any(each["code"] == "held-over" for each in edition(desk)["findings"])
    decided(page, lambda: held.select_option("this edition only"))
    assert text(folder).endswith("hold = {edition = 2026-11-26}\n")
    assert page_of(desk, "A4") == 0
    decided(page, lambda: held.select_option("not held"))
    assert page_of(desk, "A4") > 0


def test_what_cannot_be_kept_is_told_with_the_form(
    opened: Opened, desk: Running, folder: Path
) -> None:
    before = page_of(desk, "A1")
    page = opened("?pick=ad:A1")
    decided(page, lambda: page.get_by_label("Stands on page").select_option(label="4, Sport"))
    told = panel(page).locator(".finding").filter(has_text="cannot stand on page 4").first
    expect(told).to_contain_text("only on pages: 2")
    assert page_of(desk, "A1") == before


def test_two_ads_are_swapped(opened: Opened, desk: Running, folder: Path) -> None:
    first, second = page_of(desk, "A3"), page_of(desk, "A4")
    if first == second:
        (folder / "pages.toml").write_text(f"[ad.A4]\npage = {other(second)}\n")
        second = page_of(desk, "A4")
    assert first != second
    page = opened("?pick=ad:A4")
    swap = page.get_by_label("Swap with")
    decided(page, lambda: swap.select_option(label=f"A3, Pier Foods, page {first}"))
    assert (page_of(desk, "A3"), page_of(desk, "A4")) == (second, first)


def test_the_chosen_ad_is_dragged_to_a_thumbnail(
    opened: Opened, desk: Running, folder: Path
) -> None:
    before = page_of(desk, "A4")
    page = opened(f"?pick=ad:A4&page={before}")
    thing = page.locator(".thing-ad.lit").first
    expect(thing).to_be_visible()
    thumb = page.get_by_role("navigation", name="Pages").get_by_role(
        "button", name=f"Page {other(before)}, Sport"
    )

    def drag() -> None:
        box, target = thing.bounding_box(), thumb.bounding_box()
        assert box
        assert target
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        x, y = target["x"] + target["width"] / 2, target["y"] + target["height"] / 2
        page.mouse.move(x - 9, y, steps=4)
        page.mouse.move(x, y)
        expect(page.locator(".dragging")).to_be_visible()
        page.mouse.up()

    decided(page, drag)
    assert text(folder) == f"[ad.A4]\npage = {other(before)}\n"
    assert page_of(desk, "A4") == other(before)


def test_the_ads_and_furniture_of_a_page(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=page:1")
    decided(page, lambda: page.get_by_label("No index").check())
    assert text(folder) == "[page.1]\nindex = false\n"
    decided(page, lambda: page.get_by_label("House ad", exact=True).select_option(label="letters"))
    assert 'house_ads = ["letters"]' in text(folder)
    decided(page, lambda: page.get_by_label("No ads of the book").check())
    told = [e["message"] for e in edition(desk)["findings"] if e["code"] == "refused-decision"]
    assert len(told) == 1
    assert told[0].startswith("page 1 cannot be without ads: A2 (Tide Motors, 2x60mm) would have")


def test_a_late_ad_is_booked_and_a_wrong_one_is_not(
    opened: Opened, desk: Running, folder: Path
) -> None:
    before = (folder / "ads.csv").read_text()
    page = opened("?pick=page:4")
    panel(page).get_by_text("Late ad", exact=True).click()
    form = panel(page).locator("form")
    offered = form.get_by_label("Position").locator("option").all_inner_texts()
    assert offered == ["any", *edition(desk)["choices"]["positions"]]
    form.get_by_label("Id", exact=True).fill("A9")
    form.get_by_label("Advertiser").fill("Late, Lamps & Co")
    form.get_by_label("Size").fill("9x60mm")
    form.get_by_label("On page").fill("4")
    form.get_by_role("button", name="Book it").click()
    expect(form).to_contain_text("9 columns are wider than the page")
    assert (folder / "ads.csv").read_text() == before
    form.get_by_label("Size").fill("1x40mm")
    decided(page, form.get_by_role("button", name="Book it").click)
    line = 'A9,"Late, Lamps & Co",,1x40mm,,4,,,,,,\n'
    assert (folder / "ads.csv").read_text() == before + line
    assert page_of(desk, "A9") == 4
    expect(form.get_by_label("Id", exact=True)).to_have_value("")


def test_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=ad:A4")
    lock = page.get_by_label("Stays where it is")
    for _ in range(200):
        if lock.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    decided(page, lambda: page.keyboard.press("Space"))
    assert text(folder) == "[ad.A4]\nlock = true\n"
    expect(lock).to_be_focused()
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


@pytest.mark.parametrize("pick", ["ad:A4", "page:1"])
def test_axe_finds_nothing_in_the_forms(opened: Opened, folder: Path, pick: str) -> None:
    (folder / "pages.toml").write_text('[ad.A4]\npage = 2\n\n[page.1]\npromos = ["sport-0"]\n')
    page = opened(f"?pick={pick}", bypass_csp=True)
    panel(page).get_by_text("Late ad", exact=True).click()
    for size in (None, NARROW):
        if size:
            page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            wrong = Axe().run(page, options=EVERY_RULE).response["violations"]
            assert [(it["id"], [n["html"][:200] for n in it["nodes"]]) for it in wrong] == []
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
