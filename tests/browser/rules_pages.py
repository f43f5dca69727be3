"""The rules view in Chromium, and what its tests ask of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desk_pages import Opened, opening
from playwright.sync_api import Browser, Locator, Page, expect
from support.desk.running_desk import ROOT, Running, unpictured

WALL, FERRY = "stories/harbour-wall.md", "stories/ferry.md"
HEADLINE = "Harbour wall to be raised by a metre before the winter storms"
FERRY_TEXT = "---\nheadline: Ferry to sail on Sundays again\nsection: Town\n---\n\nIt sails.\n"
ABOVE = """id => { const copy = [...document.querySelectorAll('.copy > *')];
  return copy.slice(0, copy.findIndex(each => each.id === id || each.querySelector('#' + id)))
    .filter(each => each.tagName === 'P').length; }"""
RULES_TEXT = "() => ace.edit('editor').getValue()"


def rules_gazette(place: Path) -> Path:
    """A publication of two stories, with the rules that come with newsgrid."""
    shutil.copytree(ROOT / "templates" / "publication", place)
    (place / WALL).write_text(unpictured(place / WALL))
    (place / FERRY).write_text(FERRY_TEXT)
    as_they_come(place)
    return place


def as_they_come(place: Path) -> Path:
    """Puts the rules of newsgrid in place; gives their file."""
    return Path(shutil.copy(ROOT / "templates" / "slots.toml", place))


@contextmanager
def opening_rules(chromium: Browser, desk: Running) -> Iterator[Opened]:
    """Opens the rules view, once the page it shows is tried under the rules."""
    with opening(chromium, desk, ready) as open_at:

        def open_rules(query: str = f"?story={WALL}", **options: Any) -> Page:
            return open_at(f"rules{query}", **options)

        yield open_rules


def ready(page: Page) -> None:
    expect(page.locator(".sums").first).to_be_visible()
    expect(page.locator("#trouble")).to_be_empty()


def text_of(page: Page) -> str:
    return str(page.evaluate(RULES_TEXT))


def says(page: Page, part: str) -> None:
    page.wait_for_function(f"part => ({RULES_TEXT})().includes(part)", arg=part)


def stands_below(page: Page, paragraphs: int, slot: str = "google-ad-1") -> None:
    """So many paragraphs of the copy stand above the slot, in the page itself."""
    frame = page.locator("ng-frame iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_function(f"([id, wanted]) => ({ABOVE})(id) === wanted", arg=[slot, paragraphs])


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name, exact=True)


def put(page: Page, old: str, new: str) -> None:
    """Types in the text: in place of some words, others."""
    page.evaluate("([old]) => { const e = ace.edit('editor'); e.find(old); e.focus(); }", [old])
    page.keyboard.insert_text(new)
