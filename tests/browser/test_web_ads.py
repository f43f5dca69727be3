"""Ads of networks, as readers meet them: nothing moves, nobody is asked unasked, house ads stay.

The network is our own (`fake_ads`): it answers with every size that may come, with nothing, late,
never, with a broken frame, and with a box larger than its bed that writes sizes all over the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_ads import LATE, Network, Request, fake_network
from newsroom import paragraphs
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from layout.desk.creatives import read_creatives
from layout.story.block import Paragraph
from layout.story.creative import Creatives
from layout.story.publication import Publication
from layout.story.run import plain
from layout.story.story import Ask, SlotAsk, Story
from layout.typeset.foundry import Foundry
from layout.typeset.theme import load_theme
from layout.web.compose import Site, compose
from layout.web.sheet import PX
from slots.load import parse_rules
from slots.rules import Region, Rules

SCREENS = (320, 375, 768, 1280)
UNITS = ("fill-0", "fill-1", "fill-2", "empty", "late", "never", "huge", "broken")
SENSE = {"sense-fill": 100000, "sense-empty": 200000, "sense-huge": 300000}
SLOTS = (*UNITS, *SENSE, "bids", "framed")
SERVED = {"fill-0", "fill-1", "fill-2", "late", "huge", "broken", "sense-fill", "bids", "framed"}
"""Those whose bed shows the network's ad in the end. A huge ad of AdSense's is shown as well."""
SERVED |= {"sense-huge"}

SHIFTS = """late => new Promise(done => {
  let sum = 0, seen = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) { sum += entry.value; seen++ }
  }).observe({type: 'layout-shift', buffered: true});
  document.documentElement.style.overflowAnchor = 'none';  // or scrolling would hide a shift
  const step = () => {
    scrollBy({top: 500, behavior: 'instant'});
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 25);
    else setTimeout(() => done([sum, seen]), late);
  };
  setTimeout(step, 100);
})"""
BEDS = """() => [...document.querySelectorAll('.ad')].filter(e => e.offsetParent).map(e => {
  const bed = e.querySelector('.ad-bed'), box = e.getBoundingClientRect();
  const frame = bed.querySelector('.ad-layer iframe'), b = bed.getBoundingClientRect();
  const f = frame && frame.getBoundingClientRect();
  let next = e.nextElementSibling;
  while (next && !next.offsetParent) next = next.nextElementSibling;
  return {slot: e.dataset.slot, id: e.id, top: box.top + scrollY, width: b.width, height: b.height,
    outer: box.height, served: bed.classList.contains('served'), next: next ? next.id : '',
    house: getComputedStyle(bed.firstElementChild).visibility === 'visible',
    off: f && f.width <= b.width ? Math.abs(f.left + f.width / 2 - b.left - b.width / 2) : 0,
    down: f ? f.top - b.top : 0, ad: f ? [f.width, f.height] : null}})"""
TOPS = """() => [...document.querySelectorAll('.copy > [id^=b]:not(.slot)')]
  .map(e => [e.id, e.getBoundingClientRect().top + scrollY])"""


def _rules() -> Rules:
    text = ['[defaults]\nmargin = "24px"\nfallback = "end"\n[page]\nsource_order = 1000\n']
    for number, name in enumerate(SLOTS):
        text.append(
            f"""
            [slot.{name}]
            holds = "ad"
            takes = ["{name}"]
            max = 1
            sizes = ["300x250", "250x250", "280x100"]
            distance = {{ ad = "300px" }}
            [slot.{name}.at.tablet]
            sizes = ["468x60", "300x250", "320x100"]
            [slot.{name}.at.desktop]
            sizes = ["300x250", "300x600", "160x600"]
            {'region = "rail"' if number % 3 == 2 else ""}
            """
        )
    return parse_rules("".join(text), "slots.toml")


def _story(count: int = 34) -> Story:
    body = tuple(Paragraph(runs) for runs in paragraphs(count, seed=31))
    asks = tuple(Ask(3, SlotAsk(f"{name}-1", name)) for name in SLOTS)
    return Story("long-read", plain("A long read"), body, asks)


def _creatives(folder: Path, network: str, extra: str = "") -> Creatives:
    """The creatives of the test: every unit of every kind, and a house picture for all beds."""
    Image.new("RGB", (600, 500), "#345").save(folder / "fair.png")
    (folder / "consent.js").write_text("window.newsgridConsent = true")
    (folder / "own.html").write_text(
        f'<p style="background:tan">Fair</p><img src="{network}/pixel" alt="">'
    )
    text = [
        f'[network]\ngpt = "{network}/gpt.js"\nadsense = "{network}/adsbygoogle.js"\n'
        f'prebid = "{network}/prebid.js"\ntimeout = 3\n{extra}\n'
        f'[creative.fair]\nkind = "house"\nslots = {[*SLOTS]}\nimage = "fair.png"\nalt = "Fair"\n'
    ]
    for name in UNITS:
        text.append(f'[creative.{name}]\nkind = "gpt"\nslots = ["{name}"]\nunit = "/1/{name}"\n')
    for name, slot in SENSE.items():
        text.append(
            f'[creative.{name}]\nkind = "adsense"\nslots = ["{name}"]\n'
            f'client = "ca-pub-1234567890123456"\nslot = "{slot}"\n'
        )
    text.append(
        '[creative.bids]\nkind = "prebid"\nslots = ["bids"]\nunit = "/1/fill-0"\n'
        "bidders = { fake = { placement = 1 } }\n"
        f'[creative.framed]\nkind = "html"\nslots = ["framed"]\nfile = "own.html"\n'
        f'title = "Fair"\nhosts = ["{network}"]\n'
    )
    creatives, findings = read_creatives("".join(text), folder / "creatives.toml", _rules())
    assert creatives, findings
    return creatives


def _site(creatives: Creatives, story: Story | None = None) -> Site:
    publication = Publication(name="The Gazette", creatives=creatives)
    return compose(story or _story(), load_theme(), Foundry(), _rules(), publication)


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with fake_network() as made:
        yield made


@pytest.fixture(scope="module")
def site(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A page whose consent comes at once, by a script of the publication."""
    folder = tmp_path_factory.mktemp("gazette")
    return _site(_creatives(folder, network.address, '[consent]\nscript = "consent.js"'))


def _changed(site: Site, pattern: str, text: str) -> Site:
    """The site with other HTML: composing takes seconds, and nothing else would differ."""
    files = dict(site.files)
    html, count = re.subn(pattern, text, files["index.html"].decode())
    assert count == 1
    return replace(site, files=tuple((files | {"index.html": html.encode()}).items()))


@pytest.fixture(scope="module")
def unasked(site: Site) -> Site:
    """The same without a consent script: the tests say what the reader says."""
    return _changed(site, r'<script src="consent-\w+.js" defer></script>', "")


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
    shift = page.evaluate(SHIFTS, LATE + 500)
    visit = Visit(tuple(shift), page.evaluate(BEDS), page.evaluate(TOPS), [*network.requests], said)
    context.close()
    return visit


@pytest.fixture(scope="module")
def visits(
    chromium: Browser, served: Callable[[Site], str], site: Site, network: Network
) -> dict[int, Visit]:
    address = served(site)
    return {screen: _visit(chromium, address, network, screen) for screen in SCREENS}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_whatever_the_network_does(visits: dict[int, Visit], screen: int):
    assert visits[screen].shift[0] == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_every_ad_stands_once_as_large_as_planned_and_where_planned(
    visits: dict[int, Visit], site: Site, screen: int
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
    served: Callable[[Site], str],
    unasked: Site,
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
    served: Callable[[Site], str],
    unasked: Site,
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
    chromium: Browser, served: Callable[[Site], str], unasked: Site, network: Network
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
    chromium: Browser, served: Callable[[Site], str], site: Site, network: Network
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
    served: Callable[[Site], str],
    site: Site,
):
    context = _context(chromium)
    page = context.new_page()
    page.goto(served(_changed(site, "/gpt.js", "/gone.js")))
    total, _ = page.evaluate(SHIFTS, 500)
    beds = {bed["slot"]: bed for bed in page.evaluate(BEDS)}
    context.close()
    assert total == 0
    assert all(beds[f"{name}-1"]["house"] for name in (*UNITS, "bids"))
    assert beds["sense-fill-1"]["served"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [375, 1280])
def test_axe_finds_nothing_among_ads(
    chromium: Browser, served: Callable[[Site], str], site: Site, scheme: str, screen: int
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
    chromium: Browser, served: Callable[[Site], str], site: Site, network: Network
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
    chromium: Browser, served: Callable[[Site], str], site: Site
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
