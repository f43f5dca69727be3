"""Chromium, with a page of another site in it: the one place of the service that opens what is not
on this machine, and only what the command line names, with what that page loads. A page in a file
has no network.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from slots.files.door import FONT, Unopened, read_file
from slots.finding import Where, bad_input

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --font-render-hinting=none --hide-scrollbars "
    "--allow-file-access-from-files"
).split()
"""As readers have it whose systems do not shift letters to whole pixels: nearly all of them."""

_PATIENCE, _QUIET = 30_000, 5_000
"""Milliseconds that a page may take to load, and those it then has to fall silent."""

_INSTALL = "install it (apt-get install chromium, or playwright install chromium), or name yours"


@dataclass(slots=True, eq=False)
class _OpenedPage:
    """A page that stands in Chromium, with the bytes of all fonts it has loaded so far, and the
    style sheets and fonts that it asked for and did not get."""

    address: str
    page: Page
    fonts: list[bytes] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def at(self, width: int, height: int) -> None:
        """Makes the window as large as a screen in px, and waits for what comes of it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(
            "async () => { await document.fonts.ready; await new Promise(done => "
            "requestAnimationFrame(() => requestAnimationFrame(done))) }"
        )

    def asked(self, function: str, about: Any) -> Any:
        """What a function of JavaScript answers there."""
        return self.page.evaluate(function, about)


@contextmanager
def chromium(program: Path | None = None) -> Iterator[Browser]:
    """A Chromium that nobody sees. Raises BadInput where it, or Playwright, is not installed."""
    if program is not None and not program.is_file():
        hint = "check the path, or leave --chromium out"
        raise bad_input("no-chromium", "no such program", Where(str(program)), hint)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        hint = "pip install 'newsgrid[measure]'"
        raise bad_input("no-playwright", "Playwright is not installed", hint=hint) from None
    with sync_playwright() as playwright:
        found = program or _installed(playwright.chromium.executable_path)
        # root has no sandbox in Chromium: it would not start
        alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            browser = playwright.chromium.launch(executable_path=found, args=[*_FLAGS, *alone])
        except Error as error:
            message = f"Chromium does not start: {_first_line(error)}"
            hint = "try it by hand, or name another with --chromium"
            raise bad_input("no-chromium", message, Where(str(found)), hint) from None
        try:
            yield browser
        finally:
            browser.close()


def _installed(bundled: str) -> Path:
    """The program to start: the system's, or Playwright's own."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    if Path(bundled).is_file():
        return Path(bundled)
    raise bad_input("no-chromium", "Chromium is not installed", hint=f"{_INSTALL} with --chromium")


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[_OpenedPage]:
    """A page at an address, or in a file, once it has loaded. Raises BadInput where there is
    none."""
    from playwright.sync_api import Error

    url = url_of(address)
    # what was saved by someone else may not send out what it reads on this machine
    saved = url.startswith("file:")
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, offline=saved, service_workers="block"
    )
    page = context.new_page()
    opening = _OpenedPage(address, page)
    responses: list[Response] = []
    page.on("response", lambda each: responses.append(each))
    waiting: list[Request] = []
    page.on("request", lambda each: waiting.append(each))
    page.on("requestfinished", lambda each: waiting.remove(each) if each in waiting else None)
    page.on("requestfailed", lambda each: opening.missed.extend(_missed(each)))
    try:
        try:
            answered = page.goto(url, wait_until="domcontentloaded", timeout=_PATIENCE)
        except Error as error:
            hint = "check the address, and whether this machine can reach it"
            message = f"the page cannot be opened: {_first_line(error)}"
            raise bad_input("no-page", message, Where(address), hint) from None
        if answered is not None and answered.status >= 400:
            hint = "name the address of a post that can be read without signing in"
            message = f"there is no page, the site answered {answered.status}"
            raise bad_input("no-page", message, Where(address), hint)
        with suppress(
            Error
        ):  # pages that never are whole, or fall silent, are measured as they are
            page.wait_for_load_state("load", timeout=_PATIENCE)
            page.wait_for_load_state("networkidle", timeout=_QUIET)
        for late in waiting:
            opening.missed += _missed(late)
        for each in responses:
            if each.status >= 400:
                opening.missed += _missed(each.request)
            elif each.request.resource_type == "font":
                opening.fonts += filter(None, (_body(each),))
        yield opening
    finally:
        context.close()


def _missed(request: Request) -> tuple[str, ...]:
    """The address of a style sheet or font that did not come; of other things none."""
    return (request.url,) if request.resource_type in ("stylesheet", "font") else ()


def url_of(address: str) -> str:
    """What to open for an address or a file's name. Raises BadInput for what is neither."""
    if urlsplit(address).scheme in ("http", "https"):
        return address
    file = Path(address)
    if file.is_file():
        return file.resolve().as_uri()
    hint = "name a file with a page, or an address that begins with https:// or http://"
    raise bad_input("no-page", "no such file", Where(address), hint)


def _body(response: Response) -> bytes:
    """The bytes of an answer, which are those of a font; none where they are gone."""
    from playwright.sync_api import Error

    try:
        return response.body()
    except Error:
        parts = urlsplit(response.url)
        if parts.scheme != "file":
            return b""
    try:
        return read_file(Path(unquote(parts.path)), FONT)
    except Unopened:
        return b""


def _first_line(error: Exception) -> str:
    """What an error of Playwright's says, without the record of what it did."""
    text = str(error).strip().splitlines()[0]
    return text.partition(": ")[2] or text
