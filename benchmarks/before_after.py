"""Pages of two versions side by side, with what changed numbered on the picture.

python -m benchmarks.before_after BEFORE AFTER OUT [--page PATH ...]

BEFORE and AFTER are folders of sites that `newsgrid site` made of the same publication, each by its
version. Each page (PATH in both; without, those of seeds/weekly that docs/web.md shows) gives two
pictures in OUT, page-before-after-NAME-light.webp and -dark.webp:

    the points by their numbers
    before: top and foot of the page at 320, 375, 768, 1024 and 1440 px
    after:  the same, each point numbered where it stands

It is shown in Chromium with the fonts of its site. Pictures of stories that are not ours are to be
looked at, not to be kept here.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.chrome import CHROMIUM, FLAGS, serving

_READY = """async () => {
  for (const picture of document.images) picture.loading = "eager";
  const late = new Promise(done => setTimeout(done, 4000));
  const pictures = [...document.images].map(e => e.decode().catch(() => null));
  await Promise.race([Promise.all([document.fonts.ready, ...pictures]), late]);
}"""
"""Waits for the fonts, and for the pictures as long as they come."""

_WHERE = """selectors => selectors.map(each => {
  for (const found of document.querySelectorAll(each)) {
    const box = found.getBoundingClientRect();
    const shown = box.width > 8 && box.height > 8 && box.top >= 0 && box.top < innerHeight - 20;
    if (shown && found.checkVisibility()) return [Math.max(0, box.left), box.top];
  }
  return null;
})"""
"""Where the first that a selector finds stands on the screen, in CSS px; null where none does."""


@dataclass(frozen=True, slots=True)
class _Point:
    """Something that is better: what it is, and the elements that have it."""

    said: str
    selector: str


_POINTS = (
    _Point("masthead, copy and rail begin at one edge", ".masthead-inner"),
    _Point("the section marked in the navigation", ".sections [aria-current]"),
    _Point("on phones a way to all sections", ".all-sections"),
    _Point("section and kicker said once", ".head .kicker"),
    _Point("deck under the headline, before byline and date", ".head .deck"),
    _Point("a lead picture under the head, before any ad", ".head + .copy > figure:first-child"),
    _Point("an ad's bed as tight as its sizes", ".ad-bed"),
    _Point("house ads of several shapes, in rotation", ".house"),
    _Point("columns of a table as wide as what is in them", ".table-view"),
    _Point("a quote's name on a line of its own", ".pull-quote .credit"),
    _Point("the rail leads on to other sections", ".elsewhere"),
    _Point("stories to read next", ".read-on"),
    _Point("all sections, feed and a way back at the foot", ".footer-links"),
    _Point("no empty column under a lead", ".container-lead"),
    _Point("containers by what there is, no holes in rows", ".container:not(.container-lead)"),
    _Point("older stories in pages", ".pager"),
)
_OURS = (
    "index.html",
    "news/index.html",
    "sport/cup-tie.html",
    "sport/results.html",
    "news/maternity.html",
)


@dataclass(frozen=True, slots=True)
class _Screen:
    """A screen: how wide and high its top and its foot are, in CSS px, and how large it is shown.
    All tops are as high in the picture, and all feet."""

    width: int
    top: int
    foot: int
    scale: float

    def shown(self, picture: Image.Image) -> Image.Image:
        """A picture of it, as large as it is shown."""
        size = round(picture.width * self.scale), round(picture.height * self.scale)
        return picture.resize(size, Image.Resampling.LANCZOS)


_SCREENS = (
    _Screen(320, 1200, 600, 0.7),
    _Screen(375, 1200, 600, 0.7),
    _Screen(768, 2000, 1000, 0.42),
    _Screen(1024, 2000, 1000, 0.42),
    _Screen(1440, 2000, 1000, 0.42),
)
_GAP, _LINE = 14, 24
_COLUMNS = 3  # of the list of points
_QUALITY = 45  # of WebP


@dataclass(frozen=True, slots=True)
class _Shot:
    """Top and foot of a page, and the points seen on it."""

    picture: Image.Image
    points: frozenset[int]


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """A site's files, by their paths in it."""
    for file in site.rglob("*"):
        if file.is_file():
            yield file.relative_to(site).as_posix(), file.read_bytes()


def _opened(context: BrowserContext, address: str, screen: _Screen) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": screen.width, "height": screen.top})
    for _ in range(2):  # the second time its fonts are there at once
        page.goto(address)
        page.evaluate(_READY)
    return page


def _seen(page: Page, screen: _Screen, numbered: bool) -> _Shot:
    """What of a page is on the screen, its points numbered if that is wanted."""
    picture = screen.shown(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    where = page.evaluate(_WHERE, [each.selector for each in _POINTS]) if numbered else []
    found = {number: place for number, place in enumerate(where, 1) if place}
    draw = ImageDraw.Draw(picture)
    for number, (left, top) in found.items():
        left, top = (round(each * screen.scale) for each in (left, top))
        _badge(draw, number, max(0, left - 14), max(0, top - 14))  # beside it, not on its words
    return _Shot(picture, frozenset(found))


def _badge(draw: ImageDraw.ImageDraw, number: int, left: int, top: int) -> None:
    draw.rounded_rectangle((left, top, left + 22, top + 18), 5, fill="#c01040", outline="white")
    font = ImageFont.load_default(14)
    draw.text((left + 11, top + 9), str(number), "white", font, anchor="mm")


def _shot(context: BrowserContext, address: str, screen: _Screen, numbered: bool) -> _Shot:
    """The top of a page and its foot, one above the other."""
    page = _opened(context, address, screen)
    top = _seen(page, screen, numbered)
    page.set_viewport_size({"width": screen.width, "height": screen.foot})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)))")
    foot = _seen(page, screen, numbered)
    page.close()
    high = top.picture.height + _GAP // 2 + foot.picture.height
    both = Image.new("RGB", (top.picture.width, high), "#8a8a8a")
    both.paste(top.picture, (0, 0))
    both.paste(foot.picture, (0, high - foot.picture.height))
    return _Shot(both, top.points | foot.points)


def _sheet(title: str, before: Sequence[_Shot], after: Sequence[_Shot]) -> Image.Image:
    """A page on all screens, before above and after below, under the points that are seen on it."""
    seen = sorted(frozenset[int]().union(*(each.points for each in after)))
    lines = -(-len(seen) // _COLUMNS)
    wide = sum(each.picture.width + _GAP for each in after) + _GAP
    high = after[0].picture.height
    head = 44 + lines * _LINE
    sheet = Image.new("RGB", (wide, head + 2 * (high + _LINE + _GAP)), "#e8e8e8")
    draw = ImageDraw.Draw(sheet)
    draw.text((_GAP, 10), title, "#111111", ImageFont.load_default(20))
    for index, number in enumerate(seen):
        column, line = divmod(index, lines)
        left, top = _GAP + column * (wide // _COLUMNS), 42 + line * _LINE
        _badge(draw, number, left, top)
        said = _POINTS[number - 1].said
        draw.text((left + 28, top + 1), said, "#111111", ImageFont.load_default(15))
    for row, (name, shots) in enumerate((("before", before), ("after", after))):
        top, left = head + row * (high + _LINE + _GAP), _GAP
        for screen, shot in zip(_SCREENS, shots, strict=True):
            said = f"{name}, {screen.width} px"
            draw.text((left, top), said, "#444444", ImageFont.load_default(15))
            sheet.paste(shot.picture, (left, top + _LINE))
            left += shot.picture.width + _GAP
    return sheet


def main() -> None:
    """Writes two pictures for each page, and prints where, with the points seen on each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    for name in ("before", "after", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--page", action="append", help="path in both sites; may be repeated")
    asked = parser.parse_args()
    with sync_playwright() as play, serving() as server:
        server.add("before", _files(asked.before))
        server.add("after", _files(asked.after))
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        schemes = {each: browser.new_context(color_scheme=each) for each in ("light", "dark")}
        for path in asked.page or _OURS:
            for scheme, context in schemes.items():
                before, after = (
                    [
                        _shot(context, f"{server.address}/{site}/{path}", screen, site == "after")
                        for screen in _SCREENS
                    ]
                    for site in ("before", "after")
                )
                name = path.removesuffix(".html").replace("/", "-")
                file = asked.out / f"page-before-after-{name}-{scheme}.webp"
                _sheet(f"{path}, {scheme}", before, after).save(file, quality=_QUALITY, method=6)
                seen = sorted(frozenset[int]().union(*(each.points for each in after)))
                print(
                    json.dumps(
                        {"file": str(file), "kB": file.stat().st_size // 1000, "points": seen}
                    )
                )
        browser.close()


if __name__ == "__main__":
    main()
