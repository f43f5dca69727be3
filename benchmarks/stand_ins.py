"""How like our type a reader's own fonts are: paragraphs with as many lines in both, in Chromium.

    npm pack @fontsource/gelasio @fontsource/tinos @fontsource/noto-serif    (each unpacked)
    python -m benchmarks.stand_ins FOLDER [--count 40]

Each story is opened with our fonts, and then without: all of them are refused, and the faces of one
font that readers have are given by FOLDER (packages of @fontsource: Gelasio is as wide as Georgia,
Tinos as Times New Roman). `overruns` are pages that are then wider than their screen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.corpora import corpus_stories, imported_stories
from benchmarks.oracle import sample_stories
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.html.readers_fonts import readers_fonts
from layout.web.pages.compose import compose
from slots.rulebook.load import default_rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from layout.story.as_written import Story

OURS, THEIRS = "http://ours.test/", "http://theirs.test/"
"""Where a page has our fonts, and where it has none: two hosts, so that no font is kept."""

SCREENS = (320, 375, 768, 1440)
SERIFS = {"Georgia": "gelasio", "Times New Roman": "tinos", "Noto Serif": "noto-serif"}
NOWHERE = 'local("nowhere")'
FACES = ("400-normal", "400-italic", "700-normal", "700-italic")
READ = """() => [document.documentElement.scrollWidth > innerWidth,
  [...document.querySelectorAll('.copy > .paragraph')].map(e =>
    Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)))]"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Paragraphs of stories on all screens, those of them with as many lines in a reader's font,
    and the pages that overran their screen."""

    paragraphs: int = 0
    same: int = 0
    overruns: int = 0

    @property
    def share(self) -> float:
        """The share of paragraphs with as many lines."""
        return self.same / max(self.paragraphs, 1)

    def __add__(self, other: Counted) -> Counted:
        paragraphs, same = self.paragraphs + other.paragraphs, self.same + other.same
        return Counted(paragraphs, same, self.overruns + other.overruns)


def with_font(css: str, font: str) -> str:
    """A style sheet in which the faces of one of the readers' serifs are files, those of the system
    where there are none, and the faces of the others nowhere: as if it alone was there."""
    for other in readers_fonts(sans=False):
        for kind, names in zip(FACES, other.faces, strict=True):
            found = f"url({THEIRS}font/{SERIFS[font]}/{kind})" if font in SERIFS else ""
            for name in names:
                local, own = f'local("{name}")', name == names[0] and other.name == font
                css = css.replace(local, (found or local) if own else NOWHERE)
    return css


def counted(page: Page, files: dict[str, bytes], font: str, folder: Path) -> Counted:
    """A composed page of these files, looked at with our fonts and with a reader's."""
    seen: dict[bool, list[tuple[bool, list[int]]]] = {}
    for ours in (True, False):
        page.unroute_all()
        page.route("**/*", partial(_answer, files, ours, font, folder))
        page.goto(f"{OURS if ours else THEIRS}index.html")
        page.evaluate("() => document.fonts.ready")
        seen[ours] = []
        for screen in SCREENS:
            page.set_viewport_size({"width": screen, "height": 800})
            page.evaluate("() => document.fonts.ready")
            seen[ours].append(page.evaluate(READ))
    done = Counted()
    for (_, right), (over, lines) in zip(seen[True], seen[False], strict=True):
        same = sum(a == b for a, b in zip(right, lines, strict=True))
        done += Counted(len(right), same, int(over))
    return done


def _answer(files: dict[str, bytes], ours: bool, font: str, folder: Path, route: Route) -> None:
    name = route.request.url.removeprefix(OURS).removeprefix(THEIRS)
    if name.startswith("font/"):
        package = SERIFS[font]
        stem = f"{package}-latin-{name.rpartition('/')[2]}.woff2"
        route.fulfill(body=(folder / f"fontsource-{package}" / "files" / stem).read_bytes())
    elif name not in files or (name.endswith(".woff2") and not ours):
        route.abort()
    elif name.endswith(".css"):
        css = files[name].decode().replace("font-display:optional", "font-display:block")
        route.fulfill(body=css if ours else with_font(css, font), content_type="text/css")
    else:
        kinds = {"html": "text/html", "svg": "image/svg+xml"}
        kind = kinds.get(name.rpartition(".")[2], "application/octet-stream")
        route.fulfill(body=files[name], content_type=kind)


def groups(count: int) -> dict[str, list[Story]]:
    """Our samples, and so many foreign stories: of French news and of other sites."""
    french = (story for group, story in corpus_stories() if group == "wikinews-fr")
    other = (story for group, story in imported_stories() if group == "imports")
    return {
        "samples": [story for _, story in sample_stories()],
        "French news": list(islice(french, count)),
        "other sites": list(islice(other, count)),
    }


def measured(browser: Browser, stories: Iterable[Story], folder: Path) -> dict[str, Counted]:
    """What all the stories come to, for each font of readers."""
    theme, rules, sums = load_theme(), default_rules(), dict.fromkeys(SERIFS, Counted())
    foundry = Foundry(theme.fallback)
    page = browser.new_page()
    for story in stories:
        site = compose(story, theme, foundry, rules, Publication())
        for font in SERIFS:
            sums[font] += counted(page, dict(site.files), font, folder)
    page.close()
    return sums


def lines(sums: dict[str, Counted]) -> Iterator[str]:
    """The result as people read it."""
    for font, each in sums.items():
        yield f"{font:16} {each.share:7.1%} of {each.paragraphs:,}, {each.overruns} overruns"


def main() -> None:
    """Prints the share for each group of stories and each font."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    given = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for group, stories in groups(given.count).items():
            print(group)
            for line in lines(measured(browser, stories, given.folder)):
                print(" ", line)
        browser.close()


if __name__ == "__main__":
    main()
