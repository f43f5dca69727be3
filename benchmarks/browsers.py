"""The browsers that pages are looked at with, each with its settings: scrollbars, size of type.

A scrollbar that is `shown` takes room of the window, as most desktops' do; a hidden one lies over
the page, as a phone's. `type_size` is the reader's own, in px: 16 where nothing was set.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.chrome import CHROMIUM, FLAGS, HEIGHT, Looking
from benchmarks.firefox import firefox

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType

NAMES = ("chromium", "firefox")
WIDTH = 1700
HIDE = "--hide-scrollbars"


@dataclass(frozen=True, slots=True)
class View:
    """A browser with its settings."""

    browser: str
    scrollbars: bool = False
    type_size: int = 16

    def __str__(self) -> str:
        """As reports call it.

        >>> str(View("firefox", True))
        'firefox, scrollbars shown'
        """
        size = f", type of {self.type_size} px" if self.type_size != 16 else ""
        return f"{self.browser}, scrollbars {'shown' if self.scrollbars else 'hidden'}{size}"


@contextmanager
def looking(view: View, chromium: BrowserType | None = None) -> Iterator[Looking]:
    """A page of a browser, until the block is left.

    `chromium` is Playwright's, where one runs already: there cannot be two.
    """
    if view.browser == "firefox":
        with _firefox(view) as page:
            yield page
    elif chromium:
        with _chromium(view, chromium) as page:
            yield page
    else:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright, _chromium(view, playwright.chromium) as page:
            yield page


@contextmanager
def _firefox(view: View) -> Iterator[Looking]:
    prefs = {
        "ui.useOverlayScrollbars": int(not view.scrollbars),
        "font.size.variable.x-western": view.type_size,
        "font.minimum-size.x-western": 0,
    }
    with firefox(prefs) as page:
        page.resize(WIDTH, HEIGHT)
        yield page


@contextmanager
def _chromium(view: View, chromium: BrowserType) -> Iterator[Looking]:
    flags = [flag for flag in FLAGS if flag != HIDE or not view.scrollbars]
    flags.append(f"--blink-settings=defaultFontSize={view.type_size}")
    browser = chromium.launch(
        executable_path=str(CHROMIUM),
        args=flags,
        ignore_default_args=[HIDE] if view.scrollbars else None,  # takes it from ours too
    )
    yield browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    browser.close()
