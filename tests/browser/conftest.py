"""Chromium, and a web server of our own on 127.0.0.1 for the pages it is shown."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from support.desk.running_desk import Running, desk_on

from benchmarks.chrome import fonts_waited_for
from layout.story.as_written import Story
from layout.story.publication import Publication
from layout.story.read.any_format import read_story
from layout.story.read.module_library import fill_modules
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import ComposedPage, compose
from slots.rulebook.load import default_rules

PATIENCE = 180_000
"""Milliseconds that a wait may take: two cores may have much else to do."""
expect.set_options(timeout=PATIENCE)

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--font-render-hinting=none --hide-scrollbars"
).split()
SEED = Path(__file__).parents[2] / "seeds" / "000_c245132f38cc56cf.txt"
SCREENS = (320, 375, 414, 600, 740, 980, 1300)
PUBLICATION = Publication(name="Cuenca High Life", tagline="News and life in Ecuador")


FONTS = """async () => {
  await Promise.allSettled([...document.fonts].map(face => face.load()));  // those of any width
  await document.fonts.ready;
  // those that stand in for them, of the reader's system, have a name of several words
  const own = [...document.fonts].filter(face => !face.family.includes(" "));
  const loaded = own.filter(face => face.status === "loaded").length;
  return [loaded, document.querySelectorAll("link[rel=preload][as=font]").length];
}"""


def open_in_its_fonts(page: Page, address: str) -> int:
    """Opens a page as it is measured: in its own fonts, however busy the machine; how many.

    For readers fonts are optional: what is not there 0.1 s after the first look never shows, and
    lines break otherwise. Here the page's style sheets say that they are waited for.
    """
    page.route("**/*.css", _with_fonts_waited_for)
    for _ in range(3):  # a browser that has no socket left for a style sheet says so and goes on
        page.goto(address, wait_until="networkidle")
        loaded, preloaded = page.evaluate(FONTS)
        if loaded >= max(1, preloaded):
            break
    assert loaded >= max(1, preloaded), address
    return int(loaded)


def _with_fonts_waited_for(route: Route) -> None:
    sheet = route.fetch()
    route.fulfill(response=sheet, body=fonts_waited_for(sheet.body()))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; `make test` installs it, so without it they fail."""
    assert CHROMIUM.exists(), f"{CHROMIUM} is not there: run make test, or apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        browser.new_context = _patient(browser.new_context)
        browser.new_page = _patient(browser.new_page)
        yield browser
        browser.close()


def _patient(make: Callable[..., Page | BrowserContext]) -> Callable[..., Page | BrowserContext]:
    """The same; what it opens waits as long as `expect` does, for functions and addresses, too."""

    def made(**options: object) -> Page | BrowserContext:
        one = make(**options)
        one.set_default_timeout(PATIENCE)
        return one

    return made


class Silent(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


class Calm(ThreadingHTTPServer):
    """Lets a browser hang up in the middle of a file, as closing pages do."""

    def handle_error(self, *_: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*_)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[ComposedPage], str]]:
    """Serves a site from a folder of its own; gives the address of its page."""
    root = tmp_path_factory.mktemp("served")
    handler = functools.partial(Silent, directory=str(root))
    server = Calm(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    count = iter(range(1_000_000))

    def serve(site: ComposedPage) -> str:
        name = f"site-{next(count)}"
        for path, data in site.files:
            file = root / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return f"http://127.0.0.1:{server.server_port}/{name}/index.html"

    yield serve
    server.shutdown()
    server.server_close()


def composed(story: Story) -> ComposedPage:
    """The site of a story with the default theme and rules."""
    return compose(story, load_theme(), Foundry(), default_rules(), PUBLICATION)


@pytest.fixture(scope="session")
def seed_story() -> Story:
    story, _ = read_story(SEED)
    return fill_modules(story, {})[0]


@pytest.fixture(scope="session")
def seed_site(seed_story: Story) -> ComposedPage:
    return composed(seed_story)


@pytest.fixture(scope="session")
def compose_story() -> Callable[[Story], ComposedPage]:
    return composed


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Running]:
    """A preview desk on the `folder` of a test's module, one for all of its tests."""
    with desk_on(folder) as running:
        yield running
