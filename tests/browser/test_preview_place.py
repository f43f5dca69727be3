"""Where on a page a story stands, as an editor decides it in the print view: by form, dropped on a
region of the page, by the palette; a page's dummy, the order of its stories; what axe says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened, opening
from playwright.sync_api import Browser, Page, expect
from print_desk import decided, edition, laid, pages_of, panel, print_views, tabbed, text
from support.desk.running_desk import Running, desk_on
from support.newspapers.sample_newspaper import SETTINGS, newspaper
from test_preview_access import EVERY_RULE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newspaper(tmp_path_factory.mktemp("place") / "paper")


@pytest.fixture
def opened(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    yield from print_views(chromium, desk, folder)


def said(folder: Path) -> Any:
    return tomllib.loads(text(folder))


def refused(desk: Running) -> list[str]:
    return [e["message"] for e in edition(desk)["findings"] if e["code"] == "refused-decision"]


def part(desk: Running, number: int, slug: str) -> Any:
    """The story's columns and rows on a page."""
    parts = desk.ask("GET", f"/api/edition/page/{number}").json["parts"]
    return next(each for each in parts if each["story"] == slug)


def test_where_by_form_kept_and_given_back(opened: Opened, desk: Running, folder: Path) -> None:
    (on,) = pages_of(desk, "sport-2")
    page = opened("?pick=story:sport-2")
    where = page.get_by_label("Where", exact=True)
    expect(where.locator("option:checked")).to_have_text("as it fits")
    decided(page, lambda: where.select_option(label="top left"))
    assert said(folder) == {"story": {"sport-2": {"page": on, "region": "top left"}}}
    assert refused(desk) == []
    assert (part(desk, on, "sport-2")["column"], pages_of(desk, "sport-2")) == (0, [on])
    decided(page, lambda: where.select_option(label="as it fits"))
    assert said(folder) == {"story": {"sport-2": {"page": on}}}


def test_a_column_and_a_row_by_form_and_what_they_may_not_be(
    opened: Opened, desk: Running, folder: Path
) -> None:
    (on,) = pages_of(desk, "sport-2")
    page = opened("?pick=story:sport-2")
    decided(page, lambda: page.get_by_label("First column").select_option(label="2"))
    wanted = {"page": on, "place": {"column": 2}}
    assert said(folder) == {"story": {"sport-2": wanted}}
    page.get_by_label("Where", exact=True).select_option(label="top left")
    expect(panel(page)).to_contain_text('"sport-2" has a column, and is to stand at the left')
    row = page.get_by_label("First row")
    row.fill("low")
    row.press("Tab")
    expect(row).to_have_value("")
    expect(panel(page)).to_contain_text("row: expected a whole number")
    expect(page.locator("#state")).to_contain_text("Not decided")
    assert said(folder) == {"story": {"sport-2": wanted}}
    row.fill("300")
    decided(page, lambda: row.press("Tab"))
    assert said(folder)["story"]["sport-2"]["place"] == {"column": 2, "row": 300}
    expect(panel(page)).to_contain_text('"sport-2" cannot stand')


def to_zone(page: Page, number: int, region: str, *, drop: bool = True) -> None:
    """Drags the chosen story over a region of a page."""
    box = page.locator(".thing-story.lit").first.bounding_box()
    sheet = page.locator(f'.sheet[data-page="{number}"]')
    over = sheet.bounding_box()
    assert box and over
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 3, steps=4)
    zone = sheet.locator(f'.zone[data-region="{region}"]')
    expect(zone).to_be_visible()
    at = zone.bounding_box()
    assert at
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2, steps=2)
    expect(page.locator(".zone.over")).to_have_attribute("data-region", region)
    if not drop:
        page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".zone")).to_have_count(0)


def test_a_story_is_dropped_on_a_region_as_one_decision(
    opened: Opened, desk: Running, folder: Path
) -> None:
    slug = next(s["slug"] for s in edition(desk)["stories"] if s["pages"] == [2])
    page = opened(f"?pick=story:{slug}&page=2")
    expect(page.locator(".thing-story.lit").first).to_be_visible()
    to_zone(page, 2, "top right", drop=False)
    assert text(folder) == ""
    place = f"[story.{slug}]\npage = 2\nplace = {{ column = 1 }}\n"
    decided(page, lambda: (folder / "pages.toml").write_text(place))
    decided(page, lambda: to_zone(page, 2, "top right"))
    assert said(folder) == {"story": {slug: {"page": 2, "region": "top right"}}}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == place
    decided(page, lambda: to_zone(page, 3, "foot right"))
    assert said(folder) == {"story": {slug: {"page": 3, "region": "foot right"}}}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == place


def test_zones_lie_where_no_ad_does(opened: Opened, desk: Running) -> None:
    page = opened("?pick=story:sport-1&page=2")
    wrong = page.evaluate(
        """async () => {
          const {Zones} = await import(document.querySelector('script[src$="print.js"]').src
            .replace("print.js", "print-place.js"));
          const wrong = [];
          for (const number of [1, 2, 3, 4]) {
            const data = await (await fetch(`/api/edition/page/${number}`)).json();
            const zones = Zones.of(data);
            if (zones.length < 6) wrong.push([number, zones.length]);
            for (const [region, [x, y, w, h]] of zones) for (const {id, house, rect} of data.ads) {
              const [left, top, wide, deep] = rect;
              const over = Math.min(x + w, left + wide) - Math.max(x, left) > 1
                && Math.min(y + h, top + deep) - Math.max(y, top) > 1;
              if (over && !house) wrong.push([number, region, id]);
            }
          }
          return wrong;
        }"""
    )
    assert wrong == []


def test_a_region_by_keyboard_alone(opened: Opened, desk: Running, folder: Path) -> None:
    (on,) = pages_of(desk, "sport-1")
    page = opened("?pick=story:sport-1")
    page.keyboard.press("Control+k")
    page.keyboard.type("region of the page")
    page.keyboard.press("Enter")
    page.keyboard.type("foot left")
    decided(page, lambda: page.keyboard.press("Enter"))
    assert said(folder) == {"story": {"sport-1": {"page": on, "region": "foot left"}}}
    decided(page, lambda: page.keyboard.press("Control+z"))
    assert text(folder) == ""


def test_a_dummy_and_the_order_of_a_page(opened: Opened, desk: Running, folder: Path) -> None:
    page = opened("?pick=page:3")
    begun = edition(desk)["pages"][2]["begun"]
    assert len(begun) > 1
    rows = page.locator(".page-order li")
    expect(rows).to_have_count(len(begun))
    headlines = {one["slug"]: one["headline"] for one in edition(desk)["stories"]}
    up = page.get_by_role("button", name=f"Up: {headlines[begun[1]]}")
    tabbed(page, up)
    decided(page, lambda: page.keyboard.press("Enter"))
    wanted = [begun[1], begun[0], *begun[2:]]
    assert said(folder) == {"page": {"3": {"order": wanted}}}
    expect(up).to_be_focused()
    expect(rows.first).to_contain_text(headlines[begun[1]])
    expect(up).to_have_attribute("aria-disabled", "true")
    decided(page, page.get_by_role("button", name="Order by rank again").click)
    assert text(folder) == ""
    dummy = page.get_by_label("Dummy")
    decided(page, lambda: dummy.select_option(label="opener"))
    assert said(folder) == {"page": {"3": {"dummy": "opener"}}}
    decided(page, lambda: dummy.select_option(label="none"))
    assert text(folder) == ""


def test_a_dummy_over_a_spread_and_the_region_of_its_right_page(
    chromium: Browser, tmp_path: Path
) -> None:
    settings = SETTINGS.replace("columns = 4", "columns = 5").replace("pages = 2", "pages = 1", 1)
    settings = settings.replace("pages = 2", "pages = 3", 1)  # Sport has pages 2 to 4
    paper = newspaper(tmp_path / "spread", settings=settings)
    (paper / "ads.csv").unlink()
    with desk_on(paper) as desk, opening(chromium, desk, laid) as at:
        left = at("print?pick=page:2")
        dummy = left.get_by_label("Dummy")
        decided(left, lambda: dummy.select_option(label="spread (with page 3)"))
        assert said(paper) == {"page": {"2": {"dummy": "spread"}}}
        right = at("print?pick=page:3")
        none = right.get_by_label("Dummy").locator("option:checked")
        expect(none).to_have_text("none: right half of “spread”")
        second = right.get_by_label("Region: second")
        decided(right, lambda: second.select_option(index=2))
        (slug,) = said(paper)["page"]["3"]["regions"].values()
        assert pages_of(desk, slug) == [3]
        other = at("print?pick=page:2").get_by_label("Dummy")
        decided(other.page, lambda: other.select_option(label="inside-left"))
        assert said(paper) == {"page": {"2": {"dummy": "inside-left"}}}


def test_what_led_by_decision_does_not_where_the_order_begins_otherwise(
    opened: Opened, desk: Running, folder: Path
) -> None:
    page = opened("?pick=page:3")
    begun = edition(desk)["pages"][2]["begun"]
    lead = f'[page.3]\nlead = "{begun[0]}"\n'
    decided(page, lambda: (folder / "pages.toml").write_text(lead))
    page.wait_for_timeout(100)
    now = edition(desk)["pages"][2]["begun"]
    headline = next(e["headline"] for e in edition(desk)["stories"] if e["slug"] == now[1])
    decided(page, page.get_by_role("button", name=f"Up: {headline}").click)
    assert said(folder) == {"page": {"3": {"order": [now[1], now[0], *now[2:]]}}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(opened: Opened, scheme: Any) -> None:
    def wrong(page: Page) -> list[str]:
        found = Axe().run(page, options=EVERY_RULE).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]

    assert wrong(opened("?pick=page:3", color_scheme=scheme, bypass_csp=True)) == []
    page = opened("?pick=story:sport-1&page=3", color_scheme=scheme, bypass_csp=True)
    box = page.locator(".thing-story.lit").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 60, steps=4)
    expect(page.locator(".zone").first).to_be_visible()
    assert wrong(page) == []
    page.keyboard.press("Escape")
    page.mouse.up()
