"""Ads of networks, as readers meet them: nothing moves, nobody is asked unasked, house ads stay.

The network is our own (`fake_ads`): it answers with every size that may come, with nothing, late,
never, with a broken frame, and with a box larger than its bed that writes sizes all over the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from ad_pages import (
    ALL_SERVED,
    BEDS,
    SCREENS,
    SERVED,
    SHIFTS,
    SLOTS,
    TOPS,
    UNITS,
    ad_creatives,
    ad_site,
    changed,
)
from axe_playwright_python.sync_playwright import Axe
from fake_ads import LATE, Network, Request, fake_network
from playwright.sync_api import Browser, BrowserContext, Page

from layout.web.measure.column_and_rail_widths import PX
from layout.web.pages.compose import ComposedPage
from slots.rules.terms import Region


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with fake_network() as made:
        yield made


@pytest.fixture(scope="module")
def site(network: Network, tmp_path_factory: pytest.TempPathFactory) -> ComposedPage:
    """A page whose consent comes at once, by a script of the publication."""
    folder = tmp_path_factory.mktemp("gazette")
    return ad_site(ad_creatives(folder, network.address, '[consent]\nscript = "consent.js"'))


@pytest.fixture(scope="module")
def unasked(site: ComposedPage) -> ComposedPage:
    """The same without a consent script: the tests say what the reader says."""
    return changed(site, r'<script src="consent-\w+.js" defer></script>', "")


@dataclass
class Visit:
    """What one reader saw: shifts, beds, and what was asked and said."""

    shift: tuple[float, int]
    beds: list[dict]
    tops: list[tuple[str, float]]
    requests: list[Request]
    said: list[str] = field(default_factory=list)


def _listen(page: Page, said: list[str]) -> None:
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))


def _visit(chromium: Browser, address: str, network: Network, screen: int) -> Visit:
    network.requests.clear()
    context = chromium.new_context(viewport={"width": screen, "height": 800})
    page, said = context.new_page(), []
    _listen(page, said)
    page.goto(address, wait_until="commit")
    page.locator("head").wait_for(state="attached")  # the page has begun
    page.evaluate(SHIFTS, LATE + 500)
    page.wait_for_function(ALL_SERVED, arg=len(SERVED))
    shift = page.evaluate(SHIFTS, 50)  # of all that came before, too
    visit = Visit(tuple(shift), page.evaluate(BEDS), page.evaluate(TOPS), [*network.requests], said)
    context.close()
    return visit


@pytest.fixture(scope="module")
def visits(
    chromium: Browser, served: Callable[[ComposedPage], str], site: ComposedPage, network: Network
) -> dict[int, Visit]:
    address = served(site)
    return {screen: _visit(chromium, address, network, screen) for screen in SCREENS}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_whatever_the_network_does(visits: dict[int, Visit], screen: int):
    assert visits[screen].shift[0] == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_every_ad_stands_once_as_large_as_planned_and_where_planned(
    visits: dict[int, Visit], site: ComposedPage, screen: int
):
    point = site.plan.breakpoint(screen)
    index = point.screens.index(screen)
    homes = {name: region for name, region in point.homes if region}
    beds = {bed["slot"]: bed for bed in visits[screen].beds}
    assert len(beds) == len(visits[screen].beds) == len(homes) == len(SLOTS)
    tops = dict(visits[screen].tops)
    for content in point.contents:
        bed = beds[content.id]
        assert bed["outer"] == pytest.approx(content.sizes[index][1] / PX, abs=1)
        if homes[content.id] is Region.ARTICLE:
            before = point.before(content.id)
            assert bed["next"] == (before or "")
            below = tops[before] - bed["top"] - bed["outer"] if before else 24
            assert below == pytest.approx(24, abs=1)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_came_is_seen_and_the_house_ad_where_nothing_came(
    visits: dict[int, Visit], screen: int
):
    for bed in visits[screen].beds:
        name = bed["slot"].removesuffix("-1")
        assert bed["served"] == (name in SERVED), name
        assert bed["house"] != bed["served"]
        assert bed["off"] <= 1 and bed["down"] == 0  # centred, at the top
        if name not in ("huge", "sense-huge") and bed["ad"]:
            assert bed["ad"][0] <= bed["width"] and bed["ad"][1] <= bed["height"]


def test_every_size_that_may_come_has_come(visits: dict[int, Visit]):
    """So that the other tests mean something: small ads in large beds, and beds that are full."""
    for visit in visits.values():
        asked = {size for each in visit.requests for size in each.sizes}
        shown = {f"{bed['ad'][0]:g}x{bed['ad'][1]:g}" for bed in visit.beds if bed["ad"]}
        assert asked <= shown
        assert len(asked) >= 2


@pytest.mark.parametrize("screen", SCREENS)
def test_each_visible_slot_asks_once_and_no_hidden_one(visits: dict[int, Visit], screen: int):
    visit = visits[screen]
    gpt = [each for each in visit.requests if each.network == "gpt"]
    sense = [each for each in visit.requests if each.network == "adsense"]
    visible = {f"{bed['id']}-ad" for bed in visit.beds}
    boxes = [each.box for each in (*gpt, *sense)]
    assert len(boxes) == len(set(boxes)) == len(SLOTS) - 1  # all but the frame of our own
    assert set(boxes) <= visible
    assert [each.network for each in visit.requests].count("prebid") == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_logged(visits: dict[int, Visit], screen: int):
    broken = [line for line in visits[screen].said if "500" in line]
    assert [line for line in visits[screen].said if line not in broken] == []
    assert len(broken) <= 2  # the frame and the picture that the network fails to send


def _context(chromium: Browser, **rest: object) -> BrowserContext:
    return chromium.new_context(viewport={"width": 375, "height": 800}, **rest)


@pytest.mark.parametrize("answer", ["none", "false", "{ads: false, personal: true}", "throws"])
def test_without_consent_nobody_outside_is_asked(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    unasked: ComposedPage,
    network: Network,
    answer: str,
):
    network.paths.clear()
    context = _context(chromium)
    if answer == "throws":
        context.add_init_script("window.newsgridConsent = () => { throw Error('no answer') }")
    elif answer != "none":
        context.add_init_script(f"window.newsgridConsent = Promise.resolve({answer})")
    page, said = context.new_page(), []
    _listen(page, said)
    page.goto(served(unasked))
    total, _ = page.evaluate(SHIFTS, 300)
    beds = page.evaluate(BEDS)
    context.close()
    assert network.paths == [] and total == 0 and said == []
    assert len(beds) == len(SLOTS)
    assert all(bed["house"] and not bed["served"] for bed in beds)


TCF = """window.__tcfapi = (command, version, hear) => hear({eventStatus: 'tcloaded',
  gdprApplies: true, purpose: {consents: {1: %s, 3: true, 4: true}}}, true)"""


@pytest.mark.parametrize(
    ("hook", "asked"),
    [
        ("window.newsgridConsent = () => Promise.resolve({ads: true})", True),
        ("window.newsgridConsent = true", True),
        (TCF % "true", True),
        (TCF % "false", False),
    ],
)
def test_the_hooks_of_consent(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    unasked: ComposedPage,
    network: Network,
    hook: str,
    asked: bool,
):
    network.paths.clear()
    context = _context(chromium)
    context.add_init_script(hook)
    page = context.new_page()
    page.goto(served(unasked))
    page.locator(".ad").first.scroll_into_view_if_needed()
    if asked:
        page.locator(".served").first.wait_for()
    else:
        page.wait_for_timeout(300)
    context.close()
    assert bool(network.paths) == asked


def test_nothing_is_asked_before_the_event_of_consent_and_only_what_is_near_after_it(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    unasked: ComposedPage,
    network: Network,
):
    network.paths.clear()
    network.requests.clear()
    context = _context(chromium)
    page = context.new_page()
    page.goto(served(unasked), wait_until="networkidle")
    assert network.paths == []
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('newsgrid:consent', {detail: {ads: true}}))"
    )
    page.wait_for_timeout(500)
    near = page.evaluate(
        "() => [...document.querySelectorAll('.ad-bed')].filter(e => e.offsetParent"
        " && e.getBoundingClientRect().top < 2 * innerHeight).map(e => e.parentElement.id + '-ad')"
    )
    assert 0 < len(near) < len(SLOTS) - 3
    assert {each.box for each in network.requests} <= set(near)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('newsgrid:consent', {detail: {ads: false}}))"
    )
    before = len(network.requests)
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    page.wait_for_timeout(300)
    assert len(network.requests) == before  # taken back: no further request
    context.close()


def test_on_another_width_only_new_nodes_ask_and_none_asks_twice(
    chromium: Browser, served: Callable[[ComposedPage], str], site: ComposedPage, network: Network
):
    network.requests.clear()
    context = _context(chromium)
    page = context.new_page()
    page.goto(served(site))
    page.evaluate(SHIFTS, 300)
    shown = set()
    for screen in (1280, 375):
        page.set_viewport_size({"width": screen, "height": 800})
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        page.evaluate(SHIFTS, 300)
        shown |= {f"{bed['id']}-ad" for bed in page.evaluate(BEDS)}
        beds = page.evaluate(BEDS)
        assert all(
            bed["ad"][0] <= bed["width"] and bed["ad"][1] <= bed["height"]
            for bed in beds
            if bed["served"] and "huge" not in bed["slot"]
        )
    boxes = [each.box for each in network.requests if each.network != "prebid"]
    assert len(boxes) == len(set(boxes))
    assert set(boxes) <= shown and len(boxes) > len(SLOTS)
    context.close()


def test_a_network_that_is_down_leaves_the_house_ads(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    site: ComposedPage,
):
    context = _context(chromium)
    page = context.new_page()
    page.goto(served(changed(site, "/gpt.js", "/gone.js")))
    total, _ = page.evaluate(SHIFTS, 500)
    beds = {bed["slot"]: bed for bed in page.evaluate(BEDS)}
    context.close()
    assert total == 0
    assert all(beds[f"{name}-1"]["house"] for name in (*UNITS, "bids"))
    assert beds["sense-fill-1"]["served"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [375, 1280])
def test_axe_finds_nothing_among_ads(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    site: ComposedPage,
    scheme: str,
    screen: int,
):
    # axe is injected as an inline script, which the page's policy rightly forbids
    context = chromium.new_context(
        viewport={"width": screen, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(served(site))
    page.evaluate(SHIFTS, 300)
    results = Axe().run(page)
    labels = page.evaluate(
        "() => [...document.querySelectorAll('.ad')].filter(e => e.offsetParent)"
        ".map(e => [e.tagName, e.ariaLabel, e.querySelector('.ad-label').innerText])"
    )
    untitled = page.locator("iframe:not([title])").count()
    context.close()
    found = [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    assert found == [] and untitled == 0
    assert all(tag == "ASIDE" and name.startswith("Advertisement") for tag, name, _ in labels)
    assert all(seen == "Advertisement" for _, _, seen in labels) and len(labels) == len(SLOTS)


def test_without_script_the_house_ads_show(
    chromium: Browser, served: Callable[[ComposedPage], str], site: ComposedPage, network: Network
):
    network.paths.clear()
    context = _context(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(served(site))
    pictures = page.locator(".ad:visible .ad-bed img")
    assert pictures.count() == len(SLOTS)
    pictures.first.scroll_into_view_if_needed()
    assert pictures.first.is_visible()
    assert network.paths == []
    context.close()


def test_a_shift_would_be_seen_here_too(
    chromium: Browser, served: Callable[[ComposedPage], str], site: ComposedPage
):
    """That zero means something: where beds grow with their ad, a late one moves the page."""
    context = _context(chromium, bypass_csp=True)
    page = context.new_page()
    page.goto(served(site), wait_until="commit")
    page.locator("head").wait_for(state="attached")  # what the style is put into
    page.add_style_tag(
        content=".ad-bed{contain:none!important;container-type:normal!important;"
        "height:auto!important;overflow:visible!important}"
        ".ad-layer{position:static!important}.ad-picture{display:none!important}"
    )
    page.evaluate(
        """() => [...document.querySelectorAll('[data-slot=late-1]')].find(e => e.offsetParent)
        .scrollIntoView({block: 'start', behavior: 'instant'})"""
    )
    page.locator("[data-slot=late-1] .served").wait_for()
    total, seen = page.evaluate(SHIFTS, 50)
    context.close()
    assert total > 0 and seen > 0
