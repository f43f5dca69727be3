"""The page as readers meet it: nothing moves, nothing is fetched, all is there and can be used."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import open_in_its_fonts
from playwright.sync_api import Browser, Page

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.module import Module
from layout.story.run import plain, text_of
from layout.web.pages.compose import ComposedPage
from slots.rulebook.load import default_rules

SCREENS = (320, 375, 414, 600, 740, 980, 1300)
SHIFTS = """() => new Promise(done => {
  let sum = 0, seen = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) { sum += entry.value; seen++ }
  }).observe({type: 'layout-shift', buffered: true});
  const step = () => {
    document.documentElement.style.overflowAnchor = 'none';  // or scrolling would hide a shift
    scrollBy({top: 400, behavior: 'instant'});
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 30);
    else setTimeout(() => done([sum, seen]), 300);
  };
  setTimeout(step, 300);
})"""
VISIBLE = "() => document.querySelector('.story').innerText"


@pytest.fixture
def page(chromium: Browser):
    """A page in a context of its own, so with a cold cache."""
    context = chromium.new_context(viewport={"width": 375, "height": 667})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_layout_shift_is_zero(
    chromium: Browser, served: Callable[[ComposedPage], str], seed_site: ComposedPage, screen: int
):
    context = chromium.new_context(viewport={"width": screen, "height": 667})
    page = context.new_page()
    page.goto(served(seed_site), wait_until="commit")
    total, _ = page.evaluate(SHIFTS)
    context.close()
    assert total == 0


def test_layout_shift_is_zero_when_the_fonts_come_late(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    def late(route):
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(served(seed_site), wait_until="commit")
    total, _ = page.evaluate(SHIFTS)
    assert total == 0


def test_no_request_leaves_the_house_and_nothing_is_logged(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    address = served(seed_site)
    home = address.rsplit("/", 1)[0]
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(home)] == []
    assert len(asked) >= 7  # page, style, icon and four fonts: the test sees what is asked for
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [375, 1300])
def test_axe_finds_nothing(
    chromium: Browser,
    served: Callable[[ComposedPage], str],
    seed_site: ComposedPage,
    scheme: str,
    screen: int,
):
    # axe is injected as an inline script, which the page's policy rightly forbids
    context = chromium.new_context(
        viewport={"width": screen, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(served(seed_site))
    results = Axe().run(page)
    found = [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    assert len(results.response["passes"]) > 20
    context.close()
    assert found == []


def _in_order(words: list[str], text: str) -> None:
    at = 0
    for word in words:
        found = text.find(word, at)
        assert found >= 0, f"{word!r} is not in the page after {text[at - 60 : at]!r}"
        at = found + len(word)


@pytest.mark.parametrize("screen", SCREENS)
def test_all_words_in_order_once_and_one_live_node_a_slot(
    page: Page,
    served: Callable[[ComposedPage], str],
    seed_site: ComposedPage,
    seed_story: Story,
    screen: int,
):
    page.set_viewport_size({"width": screen, "height": 800})
    page.goto(served(seed_site))
    copy = page.evaluate(
        """() => [...document.querySelectorAll('.head > *, .copy > :not(.slot)')]
        .filter(e => e.offsetParent).map(e => e.innerText).join('\\n')"""
    )
    story = seed_story
    source = [text_of(story.headline), text_of(story.deck), "Dec 16, 2022 | 6 comments"]
    source += [text_of(block.runs) for block in story.body]
    assert copy.split() == " ".join(source).split()

    live = page.evaluate(
        """() => [...document.querySelectorAll('.slot')].filter(e => e.offsetParent)
        .map(e => [e.dataset.slot, e.innerText, e.getBoundingClientRect().width])"""
    )
    homes = dict(seed_site.plan.breakpoint(screen).homes)
    assert sorted(homes) == sorted(ask.content.id for ask in story.asks)
    standing = [name for name, home in homes.items() if home]
    assert sorted(name for name, _, _ in live) == sorted(standing)
    assert standing == list(homes), "every ad and module stands at every width"
    assert all(width >= 250 for _, _, width in live)
    texts = {name: text for name, text, _ in live}
    for ask in story.asks:
        if ask.content.id not in texts:
            continue
        shown = texts[ask.content.id]
        if not isinstance(ask.content, Module):
            assert "Advertisement" in shown
            continue
        parts = [text_of(ask.content.title), text_of(ask.content.note)]
        parts += [f"{text_of(item.runs)} {item.link}" for item in ask.content.items]
        _in_order([word for part in parts for word in part.split()], shown)


def test_ids_are_unique_and_headings_in_order(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    page.goto(served(seed_site))
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_ads_reserve_their_box_and_hold_their_creative(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage, screen: int
):
    page.set_viewport_size({"width": screen, "height": 800})
    page.goto(served(seed_site))
    beds = page.evaluate(
        """() => [...document.querySelectorAll('.ad')].filter(e => e.offsetParent).map(e => {
        const bed = e.querySelector('.ad-bed'), text = e.querySelector('.house-text');
        const b = bed.getBoundingClientRect(), t = text.getBoundingClientRect();
        const inside = t.right <= b.right && t.bottom <= b.bottom && t.top >= b.top;
        return [b.width, b.height, inside]})"""
    )
    point = seed_site.plan.breakpoint(screen)
    ads = [name for name, home in point.homes if name.startswith("google-ad") and home]
    eligible = [point.sizes(name, screen, default_rules()) for name in ads]
    reserved = [(max(s.width for s in each), max(s.height for s in each)) for each in eligible]
    assert sorted((width, height) for width, height, _ in beds) == sorted(reserved)
    assert len(ads) == 2, "both ads of the story stand at every width"
    assert all(inside for _, _, inside in beds)


def test_the_form_works_without_script(
    chromium: Browser, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    context = chromium.new_context(
        viewport={"width": 375, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(served(seed_site))
    done = page.locator(".sign-up-done")
    error = page.locator(".sign-up-error")
    assert not done.is_visible() and not error.is_visible()
    page.get_by_label("Email address").fill("no address")
    page.get_by_role("button", name="Sign up").click()
    assert error.is_visible() and not done.is_visible()
    page.get_by_label("Email address").fill("reader@example.org")
    page.get_by_role("button", name="Sign up").click()
    done.wait_for(state="visible")
    assert done.inner_text() == "You have Successfully Subscribed!"
    assert "reader" not in page.url
    context.close()


@pytest.mark.parametrize("screen", [320, 650, 1600])
def test_nothing_scrolls_sideways(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage, screen: int
):
    page.set_viewport_size({"width": screen, "height": 800})
    page.goto(served(seed_site))
    assert page.evaluate("document.documentElement.scrollWidth") == screen


def test_print_hides_ads_and_keeps_the_story(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    page.goto(served(seed_site))
    page.emulate_media(media="print")
    assert not page.locator(".ad").first.is_visible()
    assert page.locator("#b4").is_visible()


def test_the_page_is_light(seed_site: ComposedPage):
    assert sum(len(data) for _, data in seed_site.files) < 100_000


SIZES = (
    *((970, 250), (728, 90), (970, 90), (300, 250), (336, 280), (250, 250), (300, 600)),
    *((160, 600), (320, 50), (320, 100), (300, 50), (300, 100), (320, 480), (468, 60)),
)


def test_house_ads_fit_every_size(
    page: Page,
    served: Callable[[ComposedPage], str],
    compose_story: Callable[[Story], ComposedPage],
):
    asks = tuple(Ask(1, SlotAsk(f"google-ad-{number}", "Google ad")) for number in (1, 2, 3))
    copy = tuple(Paragraph(plain("A paragraph of the story, of some words. " * 9)) for _ in "12345")
    story = Story("ads", plain("Ads"), copy, asks)
    page.set_viewport_size({"width": 1200, "height": 900})
    open_in_its_fonts(page, served(compose_story(story)))
    beds = "() => [...document.querySelectorAll('.ad-bed')].length"
    assert page.evaluate(beds) >= 3
    for width, height in SIZES:
        cut_off = page.evaluate(
            """([width, height]) => [...document.querySelectorAll('.ad')].map(ad => {
            document.body.append(ad); ad.style.display = 'block';
            const bed = ad.querySelector('.ad-bed');
            bed.style.width = width + 'px'; bed.style.height = height + 'px';
            const b = bed.getBoundingClientRect();
            const t = ad.querySelector('.house-text').getBoundingClientRect();
            const a = ad.querySelector('.house-art').getBoundingClientRect();
            const apart = a.right <= t.left + 1 || t.right <= a.left + 1
              || a.bottom <= t.top + 1 || t.bottom <= a.top + 1;
            return t.left >= b.left && t.right <= b.right && t.top >= b.top
              && t.bottom <= b.bottom && apart && a.height > 20}).filter(fits => !fits).length""",
            [width, height],
        )
        assert cut_off == 0, (width, height)


def test_a_shift_would_be_seen(
    page: Page, served: Callable[[ComposedPage], str], seed_site: ComposedPage
):
    """That the tests above can fail: a box that pushes the story down counts."""
    page.goto(served(seed_site), wait_until="networkidle")
    page.evaluate(
        """() => {const box = document.createElement('p'); box.textContent = 'late';
        box.style.height = '200px'; document.querySelector('.masthead').after(box)}"""
    )
    total, seen = page.evaluate(SHIFTS)
    assert total > 0 and seen > 0
