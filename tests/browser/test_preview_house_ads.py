"""House ads in the print view: chosen where they stand, kept there, given a page by form, by hand
and by keyboard alone; refused, undone, given back."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened
from playwright.sync_api import Browser, expect
from print_desk import decided, edition, panel, print_views, tabbed, text
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper, usual_stories
from test_preview_access import EVERY_RULE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper with too few stories for its pages."""
    stories = usual_stories()
    del stories["sport-1"], stories["sport-2"]
    return newspaper(tmp_path_factory.mktemp("house") / "paper", stories)


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder)).get("house_ad", {})


def places(desk: Running, name: str) -> list[dict[str, Any]]:
    return [one for one in edition(desk)["houseAds"] if one["name"] == name]


def free(desk: Running) -> str:
    """A house ad that stands nowhere."""
    listed = edition(desk)
    standing = {one["name"] for one in listed["houseAds"]}
    return next(name for name in listed["choices"]["houseAds"] if name not in standing)


def test_one_that_stands_on_a_page_is_clicked_and_kept_there(
    opened: Opened, desk: Running, folder: Path
) -> None:
    first = edition(desk)["houseAds"][0]
    name, number = first["name"], first["page"]
    page = opened(f"?page={number}")
    page.locator(f'[data-thing="house_ad:{name}"]').first.click()
    expect(panel(page).get_by_role("heading", name=f"House ad: {name}")).to_be_visible()
    keep = page.get_by_role("button", name=f"Keep it where it is on page {number}").first
    decided(page, keep.click)
    place = {"column": first["column"], "row": first["row"]}
    wanted = {"page": number, "columns": first["columns"], "rows": first["rows"], "place": place}
    assert said(folder) == {name: wanted}
    assert {**first, "decided": True} in places(desk, name)
    expect(page.get_by_label("Stands on page").locator("option:checked")).to_contain_text(
        str(number)
    )
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""
    decided(page, lambda: page.keyboard.press("Control+Shift+z"))
    assert said(folder) == {name: wanted}
    decided(page, page.get_by_role("button", name="Give it back to the engine").click)
    assert text(folder) == ""


def test_one_that_stands_nowhere_is_given_a_page_a_size_and_a_place(
    opened: Opened, desk: Running, folder: Path
) -> None:
    name = free(desk)
    page = opened()
    panel(page).get_by_text("House ads (").click()
    panel(page).get_by_role("button", name=name, exact=True).click()
    expect(panel(page)).to_contain_text("It stands nowhere.")
    expect(page.get_by_label("First column")).to_have_count(0)
    on = page.get_by_label("Stands on page")
    decided(page, lambda: on.select_option(label="3, Sport"))
    assert said(folder) == {name: {"page": 3}}
    assert [one["page"] for one in places(desk, name) if one["decided"]] == [3]
    decided(page, lambda: page.get_by_label("Columns", exact=True).select_option(label="1"))
    rows = page.get_by_label("Rows", exact=True)
    rows.fill("20")
    decided(page, lambda: rows.press("Tab"))
    decided(page, lambda: page.get_by_label("Where").select_option(label="foot left"))
    assert said(folder) == {name: {"page": 3, "columns": 1, "rows": 20, "region": "foot left"}}
    (one,) = (one for one in places(desk, name) if one["decided"])
    assert (one["column"], one["columns"], one["rows"]) == (1, 1, 20)
    decided(page, lambda: on.select_option(label="4, Sport"))
    assert said(folder) == {name: {"page": 4, "columns": 1, "rows": 20}}
    decided(page, lambda: page.get_by_label("Columns", exact=True).select_option(label="4"))
    rows.fill("60")
    decided(page, lambda: rows.press("Tab"))
    expect(panel(page).locator(".finding").first).to_contain_text(f'house ad "{name}"')
    decided(page, lambda: on.select_option(label="by turns"))
    assert text(folder) == ""


def test_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    name = free(desk)
    page = opened()
    page.keyboard.press("Control+k")
    page.keyboard.type("choose a house ad")
    page.keyboard.press("Enter")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text(f"House ad: {name}")
    page.keyboard.press("Control+k")
    page.keyboard.type("stands on page")
    page.keyboard.press("Enter")
    page.keyboard.type("2,")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert said(folder) == {name: {"page": 2}}
    column = page.get_by_label("First column")
    tabbed(page, column)
    decided(page, lambda: page.keyboard.type("4"))
    assert said(folder) == {name: {"page": 2, "place": {"column": 4}}}
    decided(page, lambda: page.keyboard.press("Control+z"))
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


def test_it_is_dragged_to_another_page(opened: Opened, desk: Running, folder: Path) -> None:
    first = edition(desk)["houseAds"][0]
    name, number = first["name"], first["page"]
    page = opened(f"?pick=house_ad:{name}&page={number}&mode=page")
    lit = page.locator(".thing-house_ad.lit rect").first
    expect(lit).to_be_visible()
    target = page.get_by_role("navigation", name="Pages").get_by_role("button", name="Page 2, News")

    def drag() -> None:
        box, to = lit.bounding_box(), target.bounding_box()
        assert box
        assert to
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        x, y = to["x"] + to["width"] / 2, to["y"] + to["height"] / 2
        page.mouse.move(x - 9, y, steps=4)
        page.mouse.move(x, y)
        expect(page.locator(".dragging")).to_be_visible()
        page.mouse.up()

    decided(page, drag)
    assert said(folder) == {name: {"page": 2}}
    assert [one["page"] for one in places(desk, name) if one["decided"]] == [2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(opened: Opened, desk: Running, scheme: Any) -> None:
    first = edition(desk)["houseAds"][0]
    page = opened(f"?pick=house_ad:{first['name']}", color_scheme=scheme, bypass_csp=True)
    panel(page).get_by_text("House ads (").click()
    found = Axe().run(page, options=EVERY_RULE).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found] == []
