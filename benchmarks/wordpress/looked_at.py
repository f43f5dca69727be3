"""A post as its readers get it, in Chromium: layout shift while its boxes are filled late with
pictures of the reserved size and the page is read to its foot; ads by the height of the copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = (375, 768, 1440)
_TALL = 800
_TRIES = 4
"""How often a page is opened until nothing moves in it: a theme's own fonts may come late, and its
text then changes from another into them."""

_WATCH = """
  window.shifts = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.shifts.push(entry.value);
  })).observe({type: 'layout-shift', buffered: true});
"""
_FILL = """async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  await wait(150);
  for (const box of document.querySelectorAll('.newsgrid-box')) {
    if (!box.offsetHeight) continue;
    const label = box.dataset.label ? 20 : 0;
    const image = new Image(box.clientWidth, box.clientHeight - label);
    image.src = 'data:image/svg+xml,' + encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${image.width}" height="${image.height}">` +
      '<rect width="100%" height="100%" fill="#c9d6df"/></svg>');
    box.append(image);
    await image.decode();
    await wait(20);
  }
  for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
    scrollTo(0, top);
    await wait(20);
  }
  scrollTo(0, 0);
  await wait(100);
}"""
_READ = """() => {
  const copy = document.querySelector('.entry-content').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.newsgrid-box')].filter(box => box.offsetHeight);
  const parent = document.querySelector('.entry-content');
  return {
    shift: window.shifts.reduce((sum, value) => sum + value, 0),
    copy: copy.height,
    ads: boxes.reduce((sum, box) => sum + box.getBoundingClientRect().height, 0),
    boxes: boxes.length,
    overflowing: boxes.filter(box => {
      const own = box.getBoundingClientRect();
      return own.left < 0 || own.right > document.documentElement.clientWidth;
    }).length,
  };
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a post on a screen: its layout shift, the heights in px of the copy with its
    ads and of these, how many boxes stand, and how many stick out of the screen."""

    width: int
    shift: float
    copy: float
    ads: float
    boxes: int
    overflowing: int

    @property
    def density(self) -> float:
        """Ad density as Better Ads has it."""
        return self.ads / self.copy if self.copy else 0.0


def looked_at(
    context: BrowserContext, address: str, width: int, picture: Path | None = None
) -> Look:
    """A post on a screen, once its boxes are filled; a picture of it is kept where one is named.
    The context is one that has opened a page of the site, so that it has the theme's fonts."""
    found = _looked_at(context, address, width, picture)
    for _ in range(_TRIES - 1):
        if found.shift == 0:
            break
        found = _looked_at(context, address, width, picture)
    return found


def _looked_at(context: BrowserContext, address: str, width: int, picture: Path | None) -> Look:
    page = context.new_page()
    try:
        page.set_viewport_size({"width": width, "height": _TALL})
        page.add_init_script(_WATCH)
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => 0)")
        page.evaluate(_FILL)
        seen = page.evaluate(_READ)
        if picture:
            page.screenshot(path=str(picture), full_page=True)
    finally:
        page.close()
    return Look(width, **seen)


def sign_in(browser: Browser, host: str) -> Page:
    """A page of who manages the site."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(f"http://{host}/wp-login.php")
    page.fill("#user_login", "editor")
    page.fill("#user_pass", "a-password-of-no-use")
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")
    return page


def set_up(page: Page, host: str, service: str, key: str) -> str:
    """Fills in the plugin's settings as a person would; what WordPress says to it."""
    page.goto(f"http://{host}/wp-admin/options-general.php?page=newsgrid")
    page.fill("#newsgrid-address", service)
    page.fill("#newsgrid-key", key)
    page.click("#submit")
    return page.inner_text("#setting-error-settings_updated").splitlines()[0]
