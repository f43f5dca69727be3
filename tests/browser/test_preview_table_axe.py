"""What axe says of the print view as a table: its views, board, tray, edges and palette, at three
widths, light and dark, in Chromium and in Firefox; and that Firefox does what hands ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_pages import Opened, opening
from playwright.sync_api import Browser, Page, expect
from print_desk import laid
from support.desk.running_desk import Running
from support.newspapers.sample_newspaper import newspaper
from test_preview_access import EVERY_RULE

from benchmarks.firefox import FirefoxPage, firefox

SIZES = {"1440": (1440, 900), "1024": (1024, 768), "768": (768, 1024)}
STATES = {
    "all pages": "?mode=all&pick=story:news-0",
    "board": "?mode=board",
    "story": "?mode=page&pick=story:sport-1",
    "tray": "?pick=page:2",
}
WRONG = """options => {
  AXE;
  return axe.run(document, options).then(said => said.violations.map(
    each => [each.id, each.nodes.map(node => node.html.slice(0, 200))]));
}""".replace("AXE", Axe().axe_script)
OVER = "() => document.documentElement.scrollWidth - innerWidth"
OPEN_TRAY = "() => document.querySelector('.tray-head').click()"
READY = """() => new Promise(done => {
  const look = () => document.querySelector('#stage[data-shown]')
    && document.querySelector('#state').textContent.startsWith('Live') ? done(true)
    : setTimeout(look, 100);
  look();
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper in which something is held over, something refused and a page closed."""
    folder = newspaper(tmp_path_factory.mktemp("axe") / "paper")
    decided = '[story.news-2]\nhold = true\n\n[story.sport-0]\nheadline = "300pt"\n'
    (folder / "pages.toml").write_text(decided)
    return folder


@pytest.fixture(scope="module")
def closed(desk: Running) -> Running:
    """The desk, with a page closed and taken."""
    assert desk.ask("POST", "/api/close", {"pages": [2], "closed": True}).status == 200
    assert desk.ask("POST", "/api/take", {"pages": [2]}).status == 200
    return desk


@pytest.fixture
def opened(chromium: Browser, closed: Running) -> Iterator[Opened]:
    with opening(chromium, closed, laid) as at:
        yield lambda query, **options: at(f"print{query}", **options)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(opened: Opened, state: str, size: str) -> None:
    across, down = SIZES[size]
    page = opened(STATES[state], bypass_csp=True, viewport={"width": across, "height": down})
    if state == "tray":
        page.get_by_role("button", name="Tray").click()
        expect(page.locator(".tray-card")).to_be_visible()
    if state == "story":
        expect(page.locator(".edge-right")).to_be_visible()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(WRONG, EVERY_RULE) == []
    assert page.evaluate(OVER) <= 0


@pytest.fixture(scope="module", params=["light", "dark"])
def fox(request: pytest.FixtureRequest, closed: Running) -> Iterator[FirefoxPage]:
    """Firefox, let into the desk."""
    scheme = {"layout.css.prefers-color-scheme.content-override": int(request.param == "light")}
    with firefox(scheme) as page:
        page.goto(closed.address)
        yield page


def at(fox: FirefoxPage, desk: Running, query: str) -> None:
    """Opens the print view in Firefox."""
    fox.goto(f"{desk.url}print{query}")
    assert fox.evaluate(READY)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_firefox(fox: FirefoxPage, closed: Running, state: str) -> None:
    at(fox, closed, STATES[state])
    if state == "tray":
        fox.evaluate(OPEN_TRAY)
    for size in SIZES.values():
        fox.resize(*size)
        assert fox.evaluate(WRONG, EVERY_RULE) == []
        assert fox.evaluate(OVER) <= 0


def keys(fox: FirefoxPage, *pressed: str, held: str = "") -> None:
    """Presses keys, as WebDriver calls them, while another one may be held down."""
    actions = [{"type": "keyDown", "value": held}] if held else []
    for key in pressed:
        actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
    actions += [{"type": "keyUp", "value": held}] if held else []
    perform(fox, {"type": "key", "id": "keys", "actions": actions})


def perform(fox: FirefoxPage, source: dict[str, Any]) -> None:
    """Does what hands do."""
    fox.marionette.ask("WebDriver:PerformActions", actions=[source])


CONTROL, ENTER = "\ue009", "\ue007"


def test_the_palette_goes_by_keys_in_firefox(fox: FirefoxPage, closed: Running) -> None:
    at(fox, closed, "")
    keys(fox, "k", held=CONTROL)
    assert fox.evaluate("() => document.activeElement.id") == "palette-find"
    assert fox.evaluate(WRONG, EVERY_RULE) == []
    keys(fox, *"board", ENTER)
    assert fox.evaluate("() => document.querySelector('#board').hidden") is False
    keys(fox, "?")
    told = "() => document.querySelector('dialog.keys-told').textContent.includes('Next problem')"
    assert fox.evaluate(told)
    assert fox.evaluate(WRONG, EVERY_RULE) == []


def test_an_edge_is_dragged_in_firefox(fox: FirefoxPage, closed: Running, folder: Path) -> None:
    before = (folder / "pages.toml").read_text()
    fox.resize(*SIZES["1440"])
    at(fox, closed, "?mode=page&pick=story:sport-1")
    where = """() => {
      const it = document.querySelector('.edge-bottom').getBoundingClientRect();
      return [Math.round(it.left + it.width / 2), Math.round(it.top + it.height / 2)];
    }"""
    x, y = fox.evaluate(where)
    move = {"type": "pointerMove", "duration": 0}
    drag = [
        {**move, "x": x, "y": y},
        {"type": "pointerDown", "button": 0},
        {**move, "x": x, "y": y - 20},
        {**move, "x": x, "y": y - 40},
    ]
    mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
    perform(fox, {**mouse, "actions": drag})
    said = fox.evaluate("() => document.querySelector('.edge-figure').textContent")
    perform(fox, {**mouse, "actions": [{"type": "pointerUp", "button": 0}]})
    waited = """() => new Promise(done => {
      const look = async () => (await (await fetch('/api/decisions')).json()).story['sport-1']
        ? done((await (await fetch('/api/decisions')).json()).story['sport-1'].rows)
        : setTimeout(look, 100);
      look();
    })"""
    rows = fox.evaluate(waited)
    assert f"{rows} rows" in said
    (folder / "pages.toml").write_text(before)


def test_firefox_and_chromium_lay_the_same_pages(
    fox: FirefoxPage, closed: Running, opened: Opened
) -> None:
    listed = "() => [...document.querySelectorAll('.sheet')].map(each => each.dataset.page)"
    at(fox, closed, "?mode=all")
    page: Page = opened("?mode=all")
    assert fox.evaluate(listed) == page.evaluate(listed) == ["1", "2", "3", "4"]
