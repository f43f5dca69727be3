"""Creatives for some readers, in Chromium: who is asked for what, and nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ad_pages import BEDS, SHIFTS, ad_rules, ad_story
from fake_ads import Network, fake_network
from playwright.sync_api import Browser, BrowserContext

from layout.publication.creatives.read_creatives import read_creatives
from layout.story.creative import Creatives
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import ComposedPage, compose

SLOTS = ["fill-0", "fill-1", "fill-2", "late"]


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with fake_network() as made:
        yield made


def creatives_in(folder: Path, network: Network, text: str) -> Creatives:
    (folder / "consent.js").write_text("window.newsgridConsent = true")
    (folder / "reader.js").write_text(
        "window.newsgridReader = new Promise(done => setTimeout(() => done(window.who || {}), 100))"
    )
    head = f'[network]\ngpt = "{network.address}/gpt.js"\n[consent]\nscript = "consent.js"\n'
    head += '[reader]\nscript = "reader.js"\n'
    usual = f'[creative.usual]\nkind = "gpt"\nslots = {SLOTS}\nunit = "/1/usual-0"\n'
    creatives, findings = read_creatives(head + usual + text, folder / "creatives.toml", ad_rules())
    assert creatives, findings
    return creatives


SOME = f'kind = "gpt"\nslots = {SLOTS}\npriority = 20\n'
CONDITIONS = {
    "country": 'countries = ["EC"]',
    "elsewhere": 'without_countries = ["EC"]',
    "guest": 'without_roles = ["subscriber"]',
    "member": 'roles = ["subscriber"]',
    "path": 'paths = ["/*/index.html"]',
    "no-path": 'without_paths = ["/*"]',
    "led": 'referrers = ["search.example"]',
    "not-led": 'without_referrers = ["search.example"]',
    "alone": 'referrers = ["none"]',
    "evening": 'hours = ["18..24"]',
    "night": 'hours = ["22..6"]',
    "sunday": 'days = ["sun"]',
}


@pytest.fixture(scope="module")
def pages(network: Network, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ComposedPage]:
    """A page for each condition; the script is one, and only orders differ."""
    made = {}
    texts = {
        name: f'[creative.some]\n{SOME}unit = "/1/some-0"\nwhen = {{ {keys} }}\n'
        for name, keys in CONDITIONS.items()
    }
    texts["cap"] = f'[creative.some]\n{SOME}unit = "/1/some-0"\ncap = "2 in 1 hour"\n'
    for name, text in texts.items():
        folder = tmp_path_factory.mktemp(name)
        publication = Publication(name="The Gazette", creatives=creatives_in(folder, network, text))
        made[name] = compose(ad_story(12), load_theme(), Foundry(), ad_rules(), publication)
    return made


def asked(context: BrowserContext, address: str, network: Network, **options) -> list[str]:
    """The units that a reader's page asked for, when all that is seen has its ad."""
    network.requests.clear()
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, **options)
    shift = page.evaluate(SHIFTS, 600)
    assert shift[0] == 0 and said == []
    beds = [each for each in page.evaluate(BEDS) if each["slot"].removesuffix("-1") in SLOTS]
    assert len(beds) == len(SLOTS) and all(each["served"] for each in beds)
    page.close()
    return sorted(each.unit.split("/")[-1].removesuffix("-0") for each in network.requests)


ALL, USUAL = ["some"] * len(SLOTS), ["usual"] * len(SLOTS)


@pytest.mark.parametrize(
    ("name", "who", "now", "seen"),
    [
        ("country", "{country: 'EC'}", "", True),
        ("country", "{country: 'GB'}", "", False),
        ("country", "null", "", False),
        ("elsewhere", "{country: 'GB'}", "", True),
        ("elsewhere", "{country: 'EC'}", "", False),
        ("elsewhere", "{}", "", False),  # nobody knows where
        ("guest", "{roles: []}", "", True),
        ("guest", "{roles: ['subscriber']}", "", False),
        ("guest", "{}", "", False),
        ("member", "{roles: ['editor', 'subscriber']}", "", True),
        ("path", "{}", "", True),
        ("no-path", "{}", "", False),
        ("led", "{}", "referrer", True),
        ("not-led", "{}", "referrer", False),
        ("led", "{}", "", False),
        ("alone", "{}", "", True),
        ("evening", "{}", "2026-12-06T19:30:00", True),
        ("evening", "{}", "2026-12-06T17:59:00", False),
        ("night", "{}", "2026-12-06T05:00:00", True),
        ("night", "{}", "2026-12-06T06:00:00", False),
        ("sunday", "{}", "2026-12-06T12:00:00", True),
        ("sunday", "{}", "2026-12-07T12:00:00", False),
    ],
)
def test_a_creative_is_for_those_who_meet_its_conditions(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    pages: dict[str, ComposedPage],
    network: Network,
    name: str,
    who: str,
    now: str,
    seen: bool,
):
    context = chromium.new_context(viewport={"width": 375, "height": 800}, timezone_id="UTC")
    context.add_init_script(f"window.who = {who}")
    options = {}
    if now == "referrer":
        options["referer"] = "https://www.search.example/found"
    elif now:
        context.add_init_script(
            f"{{ const was = Date; Date = class extends was {{ constructor(...all) {{"
            f" all.length ? super(...all) : super('{now}Z') }} }} }}"
        )
    address = served(pages[name])
    assert asked(context, address, network, **options) == (ALL if seen else USUAL)
    context.close()


def test_a_reader_sees_a_capped_creative_so_often_and_another_then(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    pages: dict[str, ComposedPage],
    network: Network,
):
    address = served(pages["cap"])
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    assert asked(context, address, network) == ["some", "some", "usual", "usual"]
    assert asked(context, address, network) == USUAL  # the same reader, another view
    page = context.new_page()
    page.goto(address)
    hour = "localStorage.setItem('newsgrid-ads', JSON.stringify({some: [Date.now() - 3600001, 5]}))"
    page.evaluate(hour)
    page.close()
    assert asked(context, address, network) == ["some", "some", "usual", "usual"]
    context.close()
    other = chromium.new_context(viewport={"width": 375, "height": 800})
    other.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw Error() }})"
    )
    assert asked(other, address, network) == ["some", "some", "usual", "usual"]
    other.close()
