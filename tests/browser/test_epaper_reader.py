"""The reader page of an e-paper, opened from the disk: pages turn, a tapped story opens as text, by
keyboard alone too; axe finds nothing; nothing is asked of any other host. In Chromium and Firefox.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.epaper.sample_epaper import Sample, rich_newspaper, sample_of

from benchmarks.firefox import FirefoxPage, firefox
from layout.work.terminal.output import write_folder

pytestmark = pytest.mark.slow

WIDE, TABLET, PHONE = (1440, 900), (768, 1024), (390, 844)
WRONG = """() => {
  AXE;
  return axe.run(document).then(said => said.violations.map(
    each => [each.id, each.nodes.map(node => node.html.slice(0, 200))]));
}""".replace("AXE", Axe().axe_script)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample_of(rich_newspaper(tmp_path_factory.mktemp("reader") / "paper"))


@pytest.fixture(scope="module")
def address(sample: Sample) -> str:
    """The reader page on the disk."""
    folder = sample.folder.parent / "epaper"
    write_folder(folder, sample.paper.files)
    return (folder / "index.html").as_uri()


@pytest.fixture
def asked() -> list[str]:
    """What pages asked for."""
    return []


@pytest.fixture
def page(chromium: Browser, asked: list[str]) -> Iterator[Page]:
    """A page of Chromium whose errors fail the test, and that asks nobody but the disk."""
    context = chromium.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("request", lambda request: asked.append(request.url))
    yield made
    context.close()
    assert faults == []
    assert all(url.startswith(("file:", "data:")) for url in asked), asked


def _shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        ".sheet:not([hidden])", "sheets => sheets.map(each => each.id)"
    )


def test_pages_turn_by_button_key_thumbnail_and_address(page: Page, address: str, sample: Sample):
    last = len(sample.zoned)
    page.goto(address)
    assert _shown(page) == ["page-1"]
    expect(page.locator("#previous")).to_be_disabled()
    page.locator("#next").click()
    expect(page.locator("#page-3")).to_be_visible()
    assert _shown(page) == ["page-2", "page-3"]
    expect(page.locator("#where")).to_have_text(f"Pages 2–3 of {last}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#page-1")).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator(f"#page-{last}")).to_be_visible()
    expect(page.locator("#next")).to_be_disabled()
    page.locator("#strip a").nth(3).click()
    expect(page.locator("#page-4")).to_be_visible()
    page.goto(f"{address}#page-3")
    expect(page.locator("#page-3")).to_be_visible()
    page.go_back()
    expect(page.locator("#page-4")).to_be_visible()


@pytest.mark.parametrize(("size", "pages"), [(TABLET, 1), (PHONE, 1), (WIDE, 2)])
def test_pages_fit_their_screens(page: Page, address: str, size: tuple[int, int], pages: int):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}#page-2")
    expect(page.locator("#page-2")).to_be_visible()
    assert len(_shown(page)) == pages
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for sheet in page.locator(".sheet:not([hidden])").all():
        box = sheet.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
        assert abs(box["height"] / box["width"] - 297 / 210) < 0.01


def test_a_story_opens_by_tap_and_closes_by_key(page: Page, address: str, sample: Sample):
    rich = sample.paper.issue.by_slug["rich"]
    page.goto(f"{address}#page-{rich.pages[0]}")
    story = page.locator("#story")
    zone = page.locator(f'#page-{rich.pages[0]} a.zone[data-story="rich"]')
    zone.locator("polygon").first.click(position={"x": 20, "y": 8})
    expect(story).to_be_visible()
    expect(story.locator(".headline")).to_have_text("Ferry back on the water")
    expect(story.locator("figcaption")).to_contain_text("Boats at the pier on Sunday")
    picture = story.locator("img")
    expect(picture).to_have_attribute("alt", "Boats at the pier")
    page.wait_for_function("document.querySelector('#story img').naturalWidth > 0")
    assert page.url.endswith("#story-rich")
    page.keyboard.press("Escape")
    expect(story).to_be_hidden()
    page.wait_for_function("hash => location.hash === hash", arg=f"#page-{rich.pages[0]}")


def test_all_of_it_goes_by_keyboard(page: Page, address: str, sample: Sample):
    page.goto(address)
    first = page.locator(".sheet:not([hidden]) a.zone[data-story]").first
    name = first.get_attribute("aria-label")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == name:
            break
    else:
        raise AssertionError("Tab does not come to the first story")
    page.keyboard.press("Enter")
    expect(page.locator("#story .headline")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "story-text"
    page.locator("#story-next").focus()
    page.keyboard.press("Enter")
    second = sample.paper.issue.stories[1]
    expect(page.locator("#story .headline")).to_have_text(second.title)
    page.keyboard.press("Escape")
    page.locator("#contents").focus()
    page.keyboard.press("Enter")
    links = page.locator("#contents-of-issue a[data-story]")
    expect(links).to_have_count(len(sample.paper.issue.stories))
    links.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#story .headline")).to_have_text(sample.paper.issue.stories[-1].title)


def test_each_story_is_where_its_words_are(page: Page, address: str, sample: Sample):
    """What a browser finds under the middle of a story's words is that story."""
    page.goto(f"{address}#page-2")
    expect(page.locator("#page-2")).to_be_visible()
    zoned = sample.zoned[1]
    names = {slug: one.name for slug, one in sample.paper.issue.by_slug.items()}
    for zone in (each for each in zoned.zones if each.kind == "story"):
        words = [word for block in zone.blocks for word in block.words][::25]
        at = [
            [
                (w.rect.x + w.rect.width / 2) / zoned.width,
                (w.rect.y + w.rect.height / 2) / zoned.height,
            ]
            for w in words
        ]
        found = page.evaluate(
            """points => {
              const box = document.querySelector("#page-2").getBoundingClientRect();
              return points.map(([x, y]) => {
                const at = document.elementFromPoint(box.x + x * box.width, box.y + y * box.height);
                return at.closest("a")?.dataset.story ?? null;
              });
            }""",
            at,
        )
        assert set(found) == {names[zone.story]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(
    chromium: Browser, address: str, scheme: str, size: tuple[int, int], sample: Sample
):
    # axe is injected as an inline script, which the page's policy forbids
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{address}#page-2")
    states = {"pages": None, "contents": "#contents", "a story": "#contents-of-issue a[data-story]"}
    for state, click in states.items():
        if click:
            page.locator(click).first.click()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{state}\n{found.generate_report()}"
    page.goto(address.replace("index.html", sample.paper.issue.by_slug["rich"].html))
    assert Axe().run(page).violations_count == 0
    context.close()


def test_without_script_all_pages_and_stories_are_there(
    chromium: Browser, address: str, sample: Sample
):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".sheet:visible").count() == len(sample.zoned)
    assert page.locator("#contents-of-issue a:visible").count() > len(sample.paper.issue.stories)
    assert page.locator("#next:visible, #story:visible").count() == 0
    context.close()


@pytest.fixture(scope="module")
def fox() -> Iterator[FirefoxPage]:
    with firefox({"security.csp.enable": True}) as page:
        yield page


def test_firefox_turns_pages_and_opens_stories(fox: FirefoxPage, address: str, sample: Sample):
    fox.goto(address)
    fox.resize(*WIDE)
    turned = fox.evaluate(
        """async () => {
          const wait = () => new Promise(done => setTimeout(done, 100));
          document.getElementById("next").click();
          await wait();
          const shown = [...document.querySelectorAll(".sheet:not([hidden])")].map(each => each.id);
          const link = document.querySelector('a.zone[data-story="rich"]');
          link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          await wait();
          const head = document.querySelector("#story[open] .headline")?.textContent;
          const picture = document.querySelector("#story img");
          await picture.decode();
          document.querySelector("#story .close").click();
          await wait();
          const loaded = [...document.fonts].filter(face => face.status === "loaded").length;
          const other = performance.getEntriesByType("resource").map(each => each.name)
            .filter(name => !name.startsWith("file:"));
          return { shown, head, width: picture.naturalWidth, hash: location.hash,
                   open: document.getElementById("story").open, loaded, other };
        }"""
    )
    assert turned["shown"] == ["page-2", "page-3"]
    assert turned["head"] == "Ferry back on the water"
    assert turned["width"] == 1200 and turned["loaded"] > 0
    assert (turned["open"], turned["other"]) == (False, [])
    assert turned["hash"].startswith("#page-")


def test_axe_finds_nothing_in_firefox(fox: FirefoxPage, address: str):
    fox.goto(f"{address}#page-2")
    assert fox.evaluate(WRONG) == []
