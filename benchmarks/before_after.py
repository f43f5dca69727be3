"""Pages of two versions side by side, one picture a width, with what changed named above.

python -m benchmarks.before_after BEFORE AFTER OUT

BEFORE and AFTER are folders of sites that `newsgrid site` made of seeds/weekly, each by its
version; OUT is where page-before-after-320.png and so on are written. The first screen of each page
is shown in Chromium, with the fonts of its site.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.chrome import CHROMIUM, FLAGS, serving

_READY = """async () => {
  const pictures = [...document.images].filter(e => e.getBoundingClientRect().top < innerHeight);
  const late = new Promise(done => setTimeout(done, 4000));
  for (const picture of pictures) picture.loading = "eager";
  const all = [document.fonts.ready, ...pictures.map(e => e.decode().catch(() => null))];
  await Promise.race([Promise.all(all), late]);
}"""
"""Waits for the fonts, and for the pictures that are seen, as long as they come."""

_GAP, _HEAD = 16, 78
_COLOURS = 128


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page that is shown: its path in the site, the reader's scheme, what is better in it."""

    path: str
    scheme: str
    said: str


_PAGES = (
    _Shown("index.html", "light", "Home page: no holes in rows; ads' ground as tight as the ad"),
    _Shown("sport/results.html", "light", "League table: columns by content, all of them seen"),
    _Shown("sport/cup-tie.html", "dark", "A story, dark: deck before byline, section said once"),
)
_HEIGHTS = {320: 1300, 375: 1300, 768: 1500, 1024: 1500, 1440: 1700}
"""The screens, in CSS px: how wide, and how much of the page is shown."""


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """A site's files, by their paths in it."""
    for file in site.rglob("*"):
        if file.is_file():
            yield file.relative_to(site).as_posix(), file.read_bytes()


def _shot(context: BrowserContext, page: str, width: int) -> Image.Image:
    """The first screen of a page, at half its size where the screen is wide."""
    shown = context.new_page()
    shown.set_viewport_size({"width": width, "height": _HEIGHTS[width]})
    for _ in range(2):  # the second time its fonts are there at once
        shown.goto(page)
        shown.evaluate(_READY)
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    shown.close()
    if width < 600:
        return picture
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


def _sheet(width: int, pairs: list[tuple[Image.Image, Image.Image]]) -> Image.Image:
    """The pages of a width beside each other, each before and after."""
    wide, high = pairs[0][0].size
    step = 2 * wide + 3 * _GAP
    sheet = Image.new("RGB", (step * len(pairs) + 2 * _GAP, high + _HEAD + _GAP), "#e8e8e8")
    draw = ImageDraw.Draw(sheet)
    for number, (page, pair) in enumerate(zip(_PAGES, pairs, strict=True)):
        left = 2 * _GAP + number * step
        draw.text((left, 14), page.said, font=ImageFont.load_default(20), fill="#111111")
        for name, picture in zip(("before", "after"), pair, strict=True):
            said = f"{name}, {width} px"
            draw.text((left, 48), said, font=ImageFont.load_default(16), fill="#444444")
            sheet.paste(picture, (left, _HEAD))
            left += wide + _GAP
    return sheet.quantize(_COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    """Writes one picture for each width."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("before", "after", "out"):
        parser.add_argument(name, type=Path)
    asked = parser.parse_args()
    with sync_playwright() as play, serving() as server:
        server.add("before", _files(asked.before))
        server.add("after", _files(asked.after))
        before, after = f"{server.address}/before", f"{server.address}/after"
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        light, dark = (browser.new_context(color_scheme=each) for each in ("light", "dark"))
        for width in _HEIGHTS:
            pairs = [
                (
                    _shot(context, f"{before}/{page.path}", width),
                    _shot(context, f"{after}/{page.path}", width),
                )
                for page in _PAGES
                for context in [dark if page.scheme == "dark" else light]
            ]
            file = asked.out / f"page-before-after-{width}.png"
            _sheet(width, pairs).save(file, optimize=True)
            print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
