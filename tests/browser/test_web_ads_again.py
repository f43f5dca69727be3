"""Refresh by time in view, and what US law and its signals do, in Chromium: nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ad_pages import ALL_SERVED, BEDS, ad_rules, ad_story, changed
from fake_ads import Network, fake_network
from playwright.sync_api import Browser, Page

from layout.publication.creatives.read_creatives import read_creatives
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import ComposedPage, compose

SLOTS = ["fill-0", "fill-1", "fill-2"]
SUM = """() => { window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(
  entry => { if (!entry.hadRecentInput) window.shifted += entry.value }))
  .observe({type: 'layout-shift', buffered: true}) }"""
SAID = """() => { window.heard = []; const of = Object.defineProperty;
  of(window, 'googletag', {get: () => window.tag, set: tag => { window.tag = tag;
    if (!tag.pubads || tag.seen) return;
    tag.seen = true;
    const ads = tag.pubads(), was = ads.setPrivacySettings;
    ads.setPrivacySettings = said => { window.heard.push(said); was(said) } }}) }"""


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with fake_network() as made:
        yield made


def composed(folder: Path, network: Network, text: str, consent: str) -> ComposedPage:
    (folder / "consent.js").write_text("window.newsgridConsent = true")
    text = (
        f'[network]\ngpt = "{network.address}/gpt.js"\n'
        f'[consent]\nscript = "consent.js"\n{consent}\n'
        f'[creative.one]\nkind = "gpt"\nslots = {SLOTS}\nunit = "/1/one-0"\n{text}'
    )
    creatives, findings = read_creatives(text, folder / "creatives.toml", ad_rules())
    assert creatives, findings
    publication = Publication(name="The Gazette", creatives=creatives)
    return compose(ad_story(12), load_theme(), Foundry(), ad_rules(), publication)


@pytest.fixture(scope="module")
def again(network: Network, tmp_path_factory: pytest.TempPathFactory) -> ComposedPage:
    return composed(tmp_path_factory.mktemp("again"), network, "refresh = 30\n", "")


@pytest.fixture(scope="module")
def states(network: Network, tmp_path_factory: pytest.TempPathFactory) -> ComposedPage:
    consent = 'frameworks = ["tcf", "gpp", "usp"]'
    made = composed(tmp_path_factory.mktemp("states"), network, "", consent)
    return changed(made, r'<script src="consent-\w+.js" defer></script>', "")


def _first_seen(page: Page) -> str:
    """The box of an ad brought to the middle of the window."""
    return page.evaluate(
        """() => { const bed = document.querySelector('.copy .ad .ad-bed[data-ads]');
        bed.scrollIntoView({block: 'center', behavior: 'instant'}); return bed.parentElement.id }"""
    )


def test_an_ad_is_asked_for_anew_when_it_was_seen_for_so_long(
    chromium: Browser, served: Callable[[ComposedPage], str], again: ComposedPage, network: Network
):
    page = chromium.new_page(viewport={"width": 375, "height": 700})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.clock.install()
    page.goto(served(again))
    page.evaluate(SUM)
    node = _first_seen(page)
    layer = page.locator(f"#{node} .ad-layer iframe")
    while not page.evaluate(f"document.querySelector('#{node} .served') !== null"):
        page.clock.run_for(100)
    network.requests.clear()
    page.clock.run_for(28_000)
    assert [each for each in network.requests if each.box.startswith(node)] == []
    before = page.evaluate(BEDS)
    page.clock.run_for(4_000)
    page.wait_for_function(f"document.querySelectorAll('#{node} .ad-layer').length === 1")
    mine = [each.box for each in network.requests if each.box.startswith(node)]
    assert len(mine) == 1 and mine[0] != f"{node}-ad"  # one more, in a box of its own
    assert layer.count() == 1 and page.evaluate(BEDS) == before
    # out of view, or in a tab that nobody looks at, time does not count
    page.evaluate("document.querySelector('.foot, footer').scrollIntoView()")
    page.wait_for_timeout(200)
    page.clock.run_for(40_000)
    assert [each.box for each in network.requests if each.box.startswith(node)] == mine
    _first_seen(page)
    page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'})")
    page.clock.run_for(40_000)
    assert [each.box for each in network.requests if each.box.startswith(node)] == mine
    assert page.evaluate("window.shifted") == 0 and wrong == []
    page.close()


GPP = """window.__gpp = (command, hear) => setTimeout(() => hear({eventName: 'listenerRegistered',
  pingData: {signalStatus: 'ready', applicableSections: %s, parsedSections: %s}}, true), 20)"""
USP = (
    "window.__uspapi = (command, version, hear) => setTimeout(() => hear({uspString: '%s'}, true))"
)
TCF = """window.__tcfapi = (command, version, hear) => setTimeout(() => hear({eventStatus:
  'tcloaded', gdprApplies: %s, purpose: {consents: {1: %s, 3: true, 4: true}}}, true), 40)"""
GPC = "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"
FREE = {"nonPersonalizedAds": False, "limitedAds": False, "restrictDataProcessing": False}
OUT = {"nonPersonalizedAds": True, "limitedAds": False, "restrictDataProcessing": True}


@pytest.mark.parametrize(
    ("signals", "said"),
    [
        ([], None),
        ([GPP % ("[7]", "{usnat: [{SaleOptOut: 2, SharingOptOut: 0}]}")], FREE),
        ([GPP % ("[7]", "{usnat: [{SaleOptOut: 1}]}")], OUT),
        ([GPP % ("[8]", "{usca: {SharingOptOut: 1}}")], OUT),
        ([GPP % ("[7]", "{usnat: [{SaleOptOut: 2}, {Gpc: true}]}")], OUT),
        ([GPP % ("[6]", "{uspv1: {uspString: '1YYN'}}")], OUT),
        ([GPP % ("[-1]", "{}")], FREE),
        ([GPP % ("[0]", "{}")], None),  # it does not know yet
        ([GPP % ("[7]", "{usnat: [{SaleOptOut: 2}]}"), GPC], OUT),
        ([GPP % ("[2]", "{}")], None),  # Europe's law, and no TCF service to say what holds
        ([GPP % ("[2]", "{}"), TCF % ("true", "true")], FREE),
        ([GPP % ("[2]", "{}"), TCF % ("true", "false")], None),
        ([GPP % ("[7]", "{usnat: [{SaleOptOut: 1}]}"), TCF % ("false", "false")], OUT),
        ([USP % "1YNN"], FREE),
        ([USP % "1YYN"], OUT),
        ([USP % "1---"], FREE),
        ([TCF % ("true", "true")], FREE),
    ],
)
def test_what_the_reader_said_in_any_framework_holds(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    states: ComposedPage,
    network: Network,
    signals: list[str],
    said: dict | None,
):
    page = chromium.new_page(viewport={"width": 375, "height": 700})
    network.requests.clear()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for signal in (f"({SAID})()", *signals):
        page.add_init_script(signal)
    page.goto(served(states))
    if said is None:
        page.evaluate("() => new Promise(done => setTimeout(done, 400))")
        assert network.requests == [] and page.evaluate("window.heard") == []
    else:
        page.wait_for_function(ALL_SERVED, arg=len(SLOTS))
        assert page.evaluate("window.heard") == [said]
        assert len(network.requests) == len(SLOTS)
    assert wrong == []
    page.close()
