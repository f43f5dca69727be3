"""Pages of a running desk in Chromium: opened by their address, live, and without an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from support.desk.running_desk import Running

Opened = Callable[..., Page]
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 768, "height": 1024}
PHONE = {"width": 375, "height": 812}
CARET = "() => document.querySelector('#editor').env.editor.getCursorPosition()"
TOP = "() => document.querySelector('#editor').env.editor.session.getScrollTop()"
VALUE = "() => document.querySelector('#editor').env.editor.getValue()"


@contextmanager
def opening(chromium: Browser, desk: Running, ready: Callable[[Page], object]) -> Iterator[Opened]:
    """Opens addresses of a desk, each in a context of its own, and waits until each is ready.

    Closes them at the end, and fails where a script of theirs did.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_at(address: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        contexts.append(context)
        desk.admit(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(desk.url + address)
        ready(page)
        return page

    yield open_at
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="wait")  # else their ends come while other tests run
        context.close()
    assert wrong == []


@contextmanager
def handed_on(page: Page, chromium: Browser, control: Locator, folder: Path) -> Iterator[Page]:
    """The file that a control of a view hands on, opened where nothing can be loaded. Fails where
    it asks for something, or says an error."""
    with page.expect_download() as coming:
        control.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    context = chromium.new_context(viewport=WIDE, offline=True)  # type: ignore[arg-type]
    alone = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    alone.goto(file.as_uri())
    yield alone
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    assert wrong == []
    context.close()


def live(page: Page) -> None:
    """Waits until the desk says that it is live."""
    expect(page.locator("#state")).to_have_text("Live")


def editing(page: Page) -> Page:
    """The source view, once the text is there and its findings are."""
    page.wait_for_function("() => document.querySelector('#editor')?.env?.editor.getValue()")
    expect(page.locator("#findings > *")).to_have_count(1)
    return page


def typed(page: Page, text: str) -> None:
    """Types at the end of the text."""
    page.get_by_role("textbox", name=re.compile(r"\.(md|csv|toml)$")).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
