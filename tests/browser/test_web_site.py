"""A whole site in Chromium: heights as measured, links that lead somewhere, nothing that moves."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Calm, Silent, open_in_its_fonts
from playwright.sync_api import Browser
from support.newspapers.gazette import gazette

from layout.publication.all_stories import shelf_of
from layout.site.changed_stories import drafted, stale, surveyed
from layout.site.finish import LaidOutSite, StoryPages, finished, laid_out
from layout.site.manifest import Manifest
from layout.site.write_changes import write_site
from layout.web.fronts.compose_front import FrontDraft
from layout.web.measure.column_and_rail_widths import PX
from layout.work.terminal.console import Console
from slots.placing.place import edges
from slots.regions.fronts import front_rules
from slots.rules.terms import Rules

SCREENS = (375, 768, 1280)
MORE = (320, 599, 600, 653, 979, 980, 1024, 1600)
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  const step = () => {
    document.documentElement.style.overflowAnchor = 'none';
    scrollBy({top: 500, behavior: 'instant'});
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 30);
    else setTimeout(() => done(sum), 300);
  };
  setTimeout(step, 300);
})"""
BOXES = """() => {
  const body = document.querySelector('.front-body');
  const top = body.getBoundingClientRect().top;
  const found = {};
  for (const box of body.children) {
    const it = box.getBoundingClientRect();
    if (it.height) found[box.id] = [it.top - top, it.height];
  }
  return found;
}"""
REFERENCES = """() => [...document.querySelectorAll('[href], [src], [srcset]')].flatMap(it => [
  it.getAttribute('href'), it.getAttribute('src'),
  ...(it.getAttribute('srcset') || '').split(',').map(each => each.trim().split(' ')[0]),
]).filter(Boolean)"""


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gazette(tmp_path_factory.mktemp("press") / "gazette")


@pytest.fixture(scope="module")
def laid(publication: Path) -> LaidOutSite:
    """The site as it was measured and placed, written beside the publication."""
    folder, shelf = publication.parent / "public", shelf_of(publication)
    survey = surveyed(shelf, Manifest())
    made = {each.story.file: each for each in drafted(survey, stale(survey, folder), 1, Console())}
    laid = laid_out(survey, StoryPages(made, {}), Manifest(), folder)
    whole = finished(laid, Manifest(), folder)
    write_site(folder, whole.files, whole.kept, Manifest(), whole.manifest)
    return laid


@pytest.fixture(scope="module")
def folder(publication: Path, laid: LaidOutSite) -> Path:
    return publication.parent / "public"


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    """The site at the root of a server, as readers meet it."""
    server = Calm(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def expected(draft: FrontDraft, rules: Rules, screen: int) -> dict[str, tuple[float, float]]:
    """Top and height of each container and ad of a front on a screen, in px."""
    point = draft.page.plan.breakpoint(screen)
    index = point.screens.index(screen)
    own = front_rules(rules, point.name)
    placed = edges(point.case(own), point.decision, index)
    nodes = {each.content.id: each.id for each in draft.page.nodes if point.name in each.shown}
    found = {nodes[each.slot]: (each.top / PX, (each.bottom - each.top) / PX) for each in placed}
    before = {each.before: each for each in placed}
    moved = 0
    for item in point.strips[index].items:
        if item.id in before:  # an ad and its air stand between this one and the last
            moved = before[item.id].bottom + 40 * PX - item.top
        found[item.id] = ((item.top + moved) / PX, (item.bottom - item.top) / PX)
    return found


@pytest.mark.parametrize("screen", SCREENS + MORE)
def test_containers_and_ads_stand_where_they_were_measured(
    chromium: Browser,
    home: str,
    laid: LaidOutSite,
    screen: int,
):
    rules = laid.contents.material.rules
    page = chromium.new_page(viewport={"width": screen, "height": 800})
    assert max(len(draft.shaped) for draft in laid.drafts[:3]) >= 4
    assert any(draft.page.plan.breakpoint(screen).decision.placements for draft in laid.drafts)
    for draft in laid.drafts[:3]:
        open_in_its_fonts(page, home + draft.front.path)
        seen, wanted = page.evaluate(BOXES), expected(draft, rules, screen)
        assert wanted and seen.keys() == wanted.keys()
        for name, box in wanted.items():
            assert seen[name] == pytest.approx(list(box), abs=1), (draft.front.path, name)
    page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_and_nothing_is_logged(chromium: Browser, home: str, screen: int):
    for path in ("index.html", "town/index.html", "town/story-00-aaa.html", "404.html"):
        context = chromium.new_context(viewport={"width": screen, "height": 667})
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(home + path, wait_until="commit")
        assert page.evaluate(SHIFTS) == 0, path
        assert said == []
        assert [url for url in asked if not url.startswith(home)] == []
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(chromium: Browser, home: str, scheme: str):
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    for path in ("index.html", "town/index.html", "town/story-00-aaa.html", "404.html"):
        page = context.new_page()
        page.goto(home + path, wait_until="networkidle")
        report = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in report] == [], path
        page.close()
    context.close()


def test_all_links_of_all_pages_lead_somewhere(chromium: Browser, home: str, folder: Path):
    page = chromium.new_page()
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if path.startswith("r/"):
            continue
        page.goto(home + path)
        for reference in page.evaluate(REFERENCES):
            target, part = urldefrag(urljoin(home + path, reference))
            if not target.startswith(home):
                assert urlsplit(target).scheme == "https", (path, reference)
                continue
            found = folder / urlsplit(target).path.lstrip("/")
            assert found.is_file(), (path, reference)
            if part and target == home + path:
                assert page.locator(f"[id='{part}']").count() == 1, (path, reference)
    page.close()


def test_a_printed_address_leads_to_its_page(chromium: Browser, home: str, folder: Path):
    """House ads' codes lead to the home page, by the folder's name alone, as they are printed."""
    page = chromium.new_page()
    code = sorted((folder / "r").iterdir())[0].name
    page.goto(f"{home}r/{code}")
    page.wait_for_url(f"{home}index.html")
    assert page.locator("h1").inner_text() == "The Harbour Gazette"
    page.close()


def test_the_facts_for_machines_are_data_that_nobody_runs(chromium: Browser, home: str):
    """The page's policy has no word for scripts, and the browser complains of none."""
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{home}town/story-00-aaa.html", wait_until="networkidle")
    kinds = page.evaluate("() => [...document.scripts].map(it => it.type)")
    assert kinds == ["application/ld+json"] and said == []
    data = page.evaluate("() => JSON.parse(document.scripts[0].textContent)['@graph']")
    assert [each["@type"] for each in data] == ["NewsArticle", "BreadcrumbList"]
    page.close()


def test_the_site_works_from_a_disk(chromium: Browser, folder: Path):
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto((folder / "index.html").as_uri())
    page.locator(".container-lead .card-headline a").first.click()
    page.wait_for_url(lambda address: not address.endswith("index.html"))
    assert page.locator("article.story h1").count() == 1
    page.locator(".nameplate a").click()
    assert page.locator(".front-body .container").count() >= 3
    page.close()
