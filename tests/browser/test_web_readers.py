"""Every reader's settings: scrollbars that take room, a size of type of one's own, another browser.

Widths are those of the page: where a scrollbar takes room the window is wider by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from ad_pages import SERVED, ad_creatives, ad_rules, ad_site
from fake_ads import Network, fake_network
from fitting import MOVED, UNFIT
from playwright.sync_api import Browser

from benchmarks.browsers import NAMES, View, looking
from benchmarks.chrome import Server, Stand, serving
from benchmarks.oracle import Kit, Served, alone, sample_stories
from layout.web.pages.compose import ComposedPage

SIZES = (16, 20, 24, 32)
"""A reader's sizes of type in px: WCAG 1.4.4 asks for twice the usual one."""

WIDTHS = (320, 390, 768, 1024, 1300)
SHOWN = """() => [...document.querySelector('iframe').contentDocument.querySelectorAll('.slot')]
  .filter(e => e.getClientRects().length)
  .map(e => [e.id, e.querySelector('.ad-bed')])
  .map(([name, bed]) => [name, bed.clientWidth, bed.clientHeight])"""
CLOSE = """() => new Promise(done => {
  document.querySelector('iframe').remove();
  setTimeout(done, 300)})"""  # what it asked for last has come by then
LATER = "setTimeout(() => document.querySelector('.deck, .headline').style.height = '400px', 900)"
WIDEN = """width => {
  const frame = document.querySelector('iframe'), root = frame.contentDocument.documentElement;
  frame.style.width = `${width}px`;
  const bar = width - root.clientWidth;
  frame.style.width = `${width + bar}px`;
  return [root.clientWidth, bar]}"""


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with fake_network() as made:
        yield made


@pytest.fixture(scope="module")
def site(network: Network, tmp_path_factory: pytest.TempPathFactory) -> ComposedPage:
    folder = tmp_path_factory.mktemp("gazette")
    return ad_site(ad_creatives(folder, network.address, '[consent]\nscript = "consent.js"'))


@pytest.fixture(scope="module")
def server(site: ComposedPage) -> Iterator[Server]:
    with serving() as server:
        server.add("ads", site.files)
        yield server


@pytest.fixture(scope="module")
def samples(server: Server) -> tuple[Served, ...]:
    return tuple(alone(list(sample_stories())[::3], Kit(), server))


@pytest.fixture(scope="module", params=NAMES)
def barred(request: pytest.FixtureRequest, server: Server, chromium: Browser) -> Iterator[Stand]:
    """A browser whose scrollbars take room."""
    with looking(View(request.param, scrollbars=True), chromium.browser_type) as page:
        yield Stand(page, server)


@pytest.fixture(scope="module", params=[(name, size) for name in NAMES for size in SIZES], ids=str)
def sized(
    request: pytest.FixtureRequest, server: Server, chromium: Browser
) -> Iterator[tuple[Stand, int]]:
    """A browser whose reader has set a size of type, and that size."""
    name, size = request.param
    view = View(name, scrollbars=True, type_size=size)
    with looking(view, chromium.browser_type) as page:
        yield Stand(page, server), size


def _edges(site: ComposedPage) -> list[int]:
    """The widths on either side of each breakpoint, and of each step of the sheet."""
    firsts = {point.widths.first for point in site.plan.breakpoints[1:]} | {600, 980}
    return sorted(firsts | {first - 1 for first in firsts})


def test_breakpoints_are_widths_of_the_page_not_of_the_window(barred: Stand, site: ComposedPage):
    barred.open("ads/index.html", 1)
    rules, said = ad_rules(), set()
    for width in _edges(site):
        wide, bar = barred.page.evaluate(WIDEN, width)
        assert wide == width and 5 < bar < 30  # or the test means nothing
        shown = barred.page.evaluate(SHOWN)
        point = site.plan.breakpoint(width)
        nodes = {name: region for name, region in point.homes if region}
        assert {name.partition("-at-")[0] for name, _, _ in shown} == set(nodes)
        for name, *bed in shown:
            sizes = point.sizes(name.partition("-at-")[0], width, rules)
            assert bed == [max(s.width for s in sizes), max(s.height for s in sizes)], (name, width)
        said.add(str(shown))
    assert len(said) > 2  # it is another page at other widths


def test_ads_are_asked_for_by_the_width_of_the_page(
    barred: Stand, site: ComposedPage, network: Network
):
    rules = ad_rules()
    for width in [point.widths.first - 1 for point in site.plan.breakpoints[1:]]:
        barred.open("ads/index.html", 1)
        _, bar = barred.page.evaluate(WIDEN, width)
        barred.page.evaluate(CLOSE)
        network.requests.clear()
        address = f"{barred.server.address}/ads/index.html"
        barred.page.evaluate(MOVED, [address, width + bar, len(SERVED)])
        assert barred.page.evaluate(WIDEN, width) == [width, bar]
        assert width + bar > width + 1  # the window is beyond the breakpoint
        point = site.plan.breakpoint(width)
        asked = [each for each in network.requests if each.network != "adsense"]
        assert len(asked) > 5
        for request in asked:
            content = request.box.removesuffix("-ad").partition("-at-")[0]
            sizes = point.sizes(content, width, rules)
            assert set(request.sizes) == {*map(str, sizes)}, request


def test_all_text_is_whole_and_nothing_lies_on_another(
    sized: tuple[Stand, int], samples: tuple[Served, ...]
):
    stand, size = sized
    for page in samples:
        stand.open(page.path, 1)
        for width in WIDTHS:
            stand.page.evaluate(WIDEN, width)
            assert _type_size(stand) == size
            assert stand.page.evaluate(UNFIT) == [], (page.path, width)


def test_nothing_moves_while_ads_come(sized: tuple[Stand, int]):
    stand, size = sized
    for width in (375, 1300):
        address = f"{stand.server.address}/ads/index.html"
        count, moved = stand.page.evaluate(MOVED, [address, width, len(SERVED)])
        assert count > 100
        assert moved == [], (size, width)


def test_what_does_not_fit_or_moves_would_be_seen(sized: tuple[Stand, int], site: ComposedPage):
    stand, _ = sized
    stand.open("ads/index.html", 1)
    stand.page.evaluate(WIDEN, 390)
    for style in ("height: 4px; overflow: hidden", "width: 900px", "position: absolute; top: 60px"):
        stand.page.evaluate(
            "style => document.querySelector('iframe').contentDocument"
            ".querySelector('.paragraph').style.cssText = style",
            style,
        )
        assert stand.page.evaluate(UNFIT) != [], style
    html = dict(site.files)["index.html"].decode()
    shifting = html.replace(
        '<p class="paragraph"', f'<script>{LATER}</script><p class="paragraph"', 1
    )
    shifting = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", shifting)
    stand.server.add("ads", [("shifting.html", shifting.encode())])
    address = f"{stand.server.address}/ads/shifting.html"
    _, moved = stand.page.evaluate(MOVED, [address, 375, len(SERVED)])
    assert len(moved) > 20


def _type_size(stand: Stand) -> int:
    return stand.page.evaluate(
        "() => parseFloat(getComputedStyle(document.querySelector('iframe')"
        ".contentDocument.documentElement).fontSize)"
    )
