"""The print view of a desk as an editor has it, for tests: laid out and live, what is decided by
now, and how it all is given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desk_pages import Opened, opening
from playwright.sync_api import Browser, Locator, Page, expect
from support.desk.running_desk import Running

LONG = 180_000
COUNT = """() => {
  window.shown = 0;
  addEventListener("newsgrid:shown", () => { window.shown += 1; });
}"""
DROP = """([kind, x, y, name, data]) => {
  const dataTransfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  dataTransfer.items.add(new File([bytes], name));
  document.elementFromPoint(x, y).dispatchEvent(new DragEvent(
    kind, {dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true}));
}"""
"""A file dragged or dropped at a point, by its name and its bytes in base 64."""


def print_views(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """Opens the print view; afterwards nothing is decided and no page is closed."""
    with opening(chromium, desk, laid) as at:
        yield lambda query="", **options: at(f"print{query}", **options)
    give_back(desk, folder)


def print_views_and_book(chromium: Browser, desk: Running, folder: Path) -> Iterator[Opened]:
    """The same; afterwards the ad book is as it was, too."""
    book = folder / "ads.csv"
    before = book.read_text()
    yield from print_views(chromium, desk, folder)
    book.write_text(before)


def give_back(desk: Running, folder: Path) -> None:
    """Opens all pages, and takes away what is decided."""
    closed = [one["number"] for one in edition(desk)["pages"] if one["closed"]]
    if closed:
        assert desk.ask("POST", "/api/close", {"pages": closed, "closed": False}).status == 200
    (folder / "pages.toml").unlink(missing_ok=True)


def laid(page: Page) -> None:
    page.wait_for_selector("#stage[data-shown]", timeout=LONG)
    live(page)
    page.evaluate(COUNT)


def live(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("Live", timeout=LONG)


def decided(page: Page, act: Callable[[], object]) -> None:
    """Does something, and waits until the edition that it asks for is on the screen."""
    before = page.evaluate("window.shown")
    act()
    page.wait_for_function("before => window.shown > before", arg=before, timeout=LONG)
    live(page)


def edition(desk: Running) -> Any:
    return desk.ask("GET", "/api/edition").json


def pages_of(desk: Running, slug: str) -> list[int]:
    return next(each["pages"] for each in edition(desk)["stories"] if each["slug"] == slug)


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def text(folder: Path) -> str:
    file = folder / "pages.toml"
    return file.read_text() if file.exists() else ""


def becomes(page: Page, folder: Path, said: str) -> None:
    """Waits until that is what is decided."""
    for _ in range(600):
        if text(folder) == said:
            return
        page.wait_for_timeout(100)
    assert text(folder) == said


def tabbed(page: Page, to: Locator) -> None:
    """Goes to an element by Tab alone."""
    for _ in range(200):
        if to.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not come there")
