"""Ads of every kind on stories of every shape: what one long read shows in `test_web_ads`, here on
two dozen of the mill's, with their pictures, lists, tables, embeds and boxes.

Pages are opened together, each in a context of its own: most of a visit is waiting for late ads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from ad_pages import BEDS, SCREENS, SHIFTS, SLOTS, ad_creatives, ad_rules
from axe_playwright_python.sync_playwright import Axe
from conftest import open_in_its_fonts
from fake_ads import LATE, fake_network
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.oracle import Kit, Served, predicted
from benchmarks.story_mill import draw, stories
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.module import Module
from layout.story.publication import Publication
from layout.web.pages.compose import ComposedPage, compose
from slots.rulebook.load import parse_rules
from slots.rules.terms import Rules

COUNT = 24
TOGETHER = 8
"""Pages open at once."""

MODULES = """
[slot.blue-box]
holds = "blue_box"
[slot.digest]
holds = "digest"
region = "end"
[slot.newsletter]
holds = "newsletter"
region = "end"
[slot.module]
holds = "module"
region = "end"
"""
STAND = """() => {
  const from = document.querySelector('.copy').getBoundingClientRect().top;
  return [...document.querySelectorAll('.copy > *, .after > *')].map(e =>
    [e.dataset.slot || e.id, e.getBoundingClientRect(), e.closest('.copy') !== null])
    .filter(([, box]) => box.width)
    .map(([id, box, inside]) => [id, inside ? box.top - from : null, box.height])}"""

START = f"""if (top === window) document.addEventListener('DOMContentLoaded',
  () => {{ window.shifts = ({SHIFTS})({LATE} + 500) }})"""
SEEN = "() => new Promise(done => { const ask = () => window.shifts ? window.shifts.then(done)"
SEEN += " : setTimeout(ask, 50); ask() })"


@dataclass(frozen=True)
class Visit:
    """One story on one screen: how far things moved, beds, and what was said in the console."""

    page: Served
    screen: int
    shift: float
    beds: list[dict]
    stand: dict[str, tuple[float | None, float]]
    said: tuple[str, ...]

    @property
    def ads(self) -> set[str]:
        """The ads that the plan has on this screen."""
        names = {f"{name}-1" for name in SLOTS}
        homes = self.page.plan.breakpoint(self.screen).homes
        return {name for name, home in homes if home and name in names}


def rules() -> Rules:
    """The rules of `test_web_ads`, and slots for all modules."""
    mine = parse_rules(MODULES, "slots.toml")
    theirs = ad_rules()
    return theirs.model_copy(update={"slot": type(theirs.slot)({**theirs.slot, **mine.slot})})


def _asking(story: Story, number: int) -> Story:
    """A story that asks for its modules, and for an ad of each kind, a different one first."""
    kinds = SLOTS[number % len(SLOTS) :] + SLOTS[: number % len(SLOTS)]
    ads = (Ask(3, SlotAsk(f"{name}-1", name)) for name in kinds)
    return replace(story, asks=(*(a for a in story.asks if isinstance(a.content, Module)), *ads))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit(rules=rules())


@pytest.fixture(scope="module")
def sites(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ComposedPage, ...]]:
    folder = tmp_path_factory.mktemp("mill")
    draw(folder)
    with fake_network() as network:
        creatives = ad_creatives(folder, network.address, '[consent]\nscript = "consent.js"')
        publication = Publication(name="The Gazette", creatives=creatives)
        made = stories(COUNT, 5, folder)
        yield tuple(
            compose(_asking(story, number), kit.theme, kit.foundry, kit.rules, publication)
            for number, story in enumerate(made)
        )


@pytest.fixture(scope="module")
def addresses(
    sites: tuple[ComposedPage, ...], served: Callable[[ComposedPage], str]
) -> tuple[str, ...]:
    return tuple(map(served, sites))


@pytest.fixture(scope="module")
def visits(
    chromium: Browser, sites: tuple[ComposedPage, ...], addresses: tuple[str, ...]
) -> tuple[Visit, ...]:
    """Every story, in turn on one of the four screens."""
    wanted = [(number, SCREENS[(number // 2) % len(SCREENS)]) for number in range(COUNT)]
    found: list[Visit] = []
    for first in range(0, len(wanted), TOGETHER):
        opened = [
            _opened(chromium, addresses[number], screen)
            for number, screen in wanted[first : first + TOGETHER]
        ]
        for (number, screen), (context, page, said) in zip(
            wanted[first : first + TOGETHER], opened, strict=True
        ):
            found.append(_seen(sites[number], addresses[number], screen, page, said))
            context.close()
    return tuple(found)


def _opened(chromium: Browser, address: str, screen: int) -> tuple[BrowserContext, Page, list[str]]:
    context = chromium.new_context(viewport={"width": screen, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(START)
    page.goto(address, wait_until="commit")
    return context, page, said


def _seen(site: ComposedPage, address: str, screen: int, page: Page, said: list[str]) -> Visit:
    shift, _ = page.evaluate(SEEN)
    beds, heard = page.evaluate(BEDS), tuple(line for line in said if "500" not in line)
    open_in_its_fonts(page, address)
    stand = {name: (top, height) for name, top, height in page.evaluate(STAND)}
    served = Served("milled", address, 0, site.plan, site.shaped)
    return Visit(served, screen, shift, beds, stand, heard)


def test_nothing_moves_on_any_story(visits: tuple[Visit, ...]):
    assert [(v.page.path, v.screen, v.shift) for v in visits if v.shift] == []
    assert len(visits) == COUNT


def test_every_planned_ad_is_there_once_and_no_other(visits: tuple[Visit, ...]):
    for visit in visits:
        shown = [bed["slot"] for bed in visit.beds]
        assert len(shown) == len(set(shown))
        assert set(shown) == visit.ads
    assert sum(len(visit.ads) for visit in visits) > 150


def test_blocks_ads_and_boxes_stand_where_they_were_planned(visits: tuple[Visit, ...], kit: Kit):
    for visit in visits:
        expected = predicted(visit.page, visit.screen, kit)
        expected.pop("head")
        assert set(expected) == set(visit.stand), (visit.page.path, visit.screen)
        for name, (_, top, height) in expected.items():
            real_top, real_height = visit.stand[name]
            assert real_height == pytest.approx(height, abs=1), (visit.page.path, name)
            if top is not None and real_top is not None:
                assert real_top == pytest.approx(top, abs=1), (visit.page.path, name)


def test_nothing_is_logged_on_any_story(visits: tuple[Visit, ...]):
    assert [(v.page.path, v.said) for v in visits if v.said] == []


@pytest.mark.parametrize("number", range(0, COUNT, 4))
def test_axe_finds_nothing_on_varied_stories(
    chromium: Browser, addresses: tuple[str, ...], number: int
):
    # axe is injected as an inline script, which the page's policy rightly forbids
    screen = SCREENS[number // 4 % len(SCREENS)]
    context = chromium.new_context(viewport={"width": screen, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(addresses[number])
    page.evaluate(SHIFTS, 100)
    results = Axe().run(page)
    context.close()
    found = [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    assert found == []


@pytest.mark.parametrize("number", range(1, COUNT, 6))
def test_house_ads_show_without_script_on_varied_stories(
    chromium: Browser, sites: tuple[ComposedPage, ...], addresses: tuple[str, ...], number: int
):
    context = chromium.new_context(
        viewport={"width": 375, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(addresses[number])
    homes = dict(sites[number].plan.breakpoint(375).homes)
    ads = [name for name in SLOTS if homes.get(f"{name}-1")]
    assert page.locator(".ad:visible .ad-bed img").count() == len(ads) > 0
    context.close()
