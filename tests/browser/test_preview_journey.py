"""The whole way through the desk, as one person walks it: with the mouse, and by keyboard alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect
from support.desk.running_desk import CODE, ROOT, Running, desk_on, unpictured

WALL = "stories/harbour-wall.md"
HEADLINE = "Harbour wall to be raised by a metre before the winter storms"
WIDE = {"width": 1440, "height": 900}
PATIENCE = 180_000  # milliseconds, while workers begin
STOPS = 160  # of the Tab key, at most, through a whole view
ABOVE = """id => { const copy = [...document.querySelectorAll('.copy > *')];
  return copy.slice(0, copy.findIndex(each => each.id === id || each.querySelector('#' + id)))
    .filter(each => each.tagName === 'P').length; }"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const seen = at.closest('.ace_editor') ?? at;
  const {outlineStyle, outlineWidth, outlineColor, boxShadow} = getComputedStyle(seen);
  const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
    && !/^rgba.*, 0\\)$/.test(outlineColor);
  const label = at.labels?.[0]?.textContent ?? '';
  const name = at.getAttribute('aria-label') ?? (label || at.title || at.textContent);
  window.stops ??= new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
  return {tag: at.tagName, id: at.id, name: name.trim().replace(/\\s+/g, ' '),
    stop: window.stops.get(at), ringed: outlined || boxShadow !== 'none'};
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication as `newsgrid new` begins it, its story without the picture: what stands above
    the ad is counted."""
    place = tmp_path / "gazette"
    new = [sys.executable, "-c", CODE, "new", str(place)]
    subprocess.run(new, cwd=ROOT, check=True, capture_output=True)
    (place / WALL).write_text(unpictured(place / WALL))
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[Running]:
    with desk_on(folder) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, desk: Running) -> Iterator[Page]:
    """The desk as `newsgrid preview` opens it; nothing may go wrong in its scripts."""
    context = chromium.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(desk.address)
    yield page
    context.close()
    assert wrong == []


def framed(page: Page, index: int = 0) -> FrameLocator:
    return page.locator("ng-frame").nth(index).locator("iframe").content_frame


def inside(page: Page) -> Frame:
    """The first frame itself, to ask its window."""
    handle = page.locator("ng-frame iframe").first.element_handle()
    frame = handle.content_frame()
    assert frame
    return frame


def stands_below(page: Page, paragraphs: int) -> None:
    """So many paragraphs of the copy stand above the first ad, in the page itself."""
    inside(page).wait_for_function(
        f"([id, wanted]) => ({ABOVE})(id) === wanted", arg=["google-ad-1", paragraphs]
    )


def painted(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('ng-frame') && "
        "[...document.querySelectorAll('ng-frame')].every(each => each.revision)",
        timeout=PATIENCE,
    )


def tried(page: Page) -> None:
    """The rules view is ready: its page stands, and what stands on it is counted."""
    painted(page)
    expect(page.locator(".sums").first).to_be_visible(timeout=PATIENCE)


def saved(page: Page) -> None:
    expect(page.locator("#rules-state")).to_have_text("slots.toml is saved")


def from_top(rules: str) -> str:
    """What the rules of the ad in the copy say of the distance from the top."""
    block = rules.split("[slot.inline-ad]")[1].split("\n[")[0]
    found = re.search(r'^from_top *= *"(.*)"', block, re.M)
    return found[1] if found else ""


@contextmanager
def scrolled(frame: Frame) -> Iterator[None]:
    """What scrolls the page is waited for, until it has come to rest."""
    frame.evaluate(
        "() => { window.rest = new Promise(done => "
        "addEventListener('scrollend', () => done(true), {once: true})); return true; }"
    )
    yield
    assert frame.evaluate("() => window.rest")


def changes_on_disk(page: Page, folder: Path, scroll: Callable[[], int]) -> None:
    """A story and the rules are written by somebody else: what is new appears, what is broken
    shows its error over the last good page, and the reader's place stays."""
    story, rules = folder / WALL, folder / "slots.toml"
    place = scroll()
    story.write_text(story.read_text().rstrip() + "\n\nA last paragraph from elsewhere.\n")
    expect(framed(page).get_by_text("A last paragraph from elsewhere.")).to_be_attached()
    assert scroll() == place > 0
    good = rules.read_text()
    rules.write_text(good + "\n[slot.\n")
    trouble = page.locator("#trouble .trouble")
    expect(trouble).to_contain_text("You see the last good page")
    expect(trouble.get_by_role("link")).to_have_attribute("href", re.compile("slots.toml"))
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(framed(page).get_by_text("A last paragraph from elsewhere.")).to_be_attached()
    rules.write_text(good)
    expect(trouble).to_have_count(0)
    assert scroll() == place


def test_with_the_mouse(page: Page, folder: Path):
    before = (folder / "slots.toml").read_text()
    painted(page)
    expect(framed(page).get_by_role("heading", level=1)).to_have_text(HEADLINE)
    for layer in ("Slots", "Candidates", "Refusals"):
        page.get_by_role("button", name=layer, exact=True).click()
    expect(framed(page).locator(".slot[data-at]").first).to_contain_text("google-ad-1")
    gap = framed(page).locator("button.gap.refused").first
    gap.click()
    ad = page.locator("#why [data-slot~=google-ad-1]")
    expect(ad).to_contain_text("may not stand here")
    expect(ad).to_contain_text("needs 2 paragraphs")
    expect(ad).to_contain_text("What would have to change")

    page.get_by_role("link", name="Try other rules").click()
    tried(page)
    stands_below(page, 2)
    slider = page.get_by_role("slider", name="From the top", exact=True)
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 2 / 15, middle)
    page.mouse.down()
    for share in (0.2, 0.25, 0.3):
        page.mouse.move(box["x"] + box["width"] * share, middle)
    page.mouse.up()
    far = int(slider.input_value())
    assert far in (4, 5)
    stands_below(page, far)
    expect(page.locator("#rules-state")).to_have_text("Not saved yet")
    assert (folder / "slots.toml").read_text() == before
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    assert from_top((folder / "slots.toml").read_text()) == f"{far} paragraphs"

    page.reload()
    tried(page)
    stands_below(page, far)
    expect(slider).to_have_value(str(far))
    page.get_by_role("button", name="Undo").click()
    stands_below(page, 2)
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    assert (folder / "slots.toml").read_text() == before

    page.get_by_role("link", name="Web", exact=True).click()
    painted(page)
    framed(page).locator("body").hover()
    frame = inside(page)
    with scrolled(frame):
        page.mouse.wheel(0, 900)
    changes_on_disk(page, folder, lambda: int(frame.evaluate("() => scrollY")))


class Keys:
    """A person without a mouse: every stop of the Tab key must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> dict[str, Any]:
        """What has the focus, a page in a frame included."""
        told = self.page.evaluate(FOCUSED)
        if told and told["tag"] == "IFRAME":
            inner = next(
                frame.evaluate(FOCUSED)
                for frame in self.page.frames[1:]
                if frame.evaluate("() => document.hasFocus()")
            )
            told = inner or {**told, "ringed": True}  # the frame's own document
        assert told, "the focus is lost"
        return dict(told)

    def tab(self, name: str, back: bool = False) -> None:
        """Goes on to what has a name: whatever is passed shows that it has the focus."""
        passed = []
        for _ in range(STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            at = self.focused()
            passed.append(at["name"][:40])
            assert at["ringed"], f"{at} does not show that it has the focus"
            if re.fullmatch(name, at["name"]):
                return
        raise AssertionError(f"{name} is not reached: {passed}")

    def press(self, name: str, key: str = "Enter", back: bool = False) -> None:
        self.tab(name, back)
        self.page.keyboard.press(key)


def test_by_keyboard_alone(page: Page, folder: Path):
    keys = Keys(page)
    before = (folder / "slots.toml").read_text()
    painted(page)
    keys.press("Skip to the web view")
    for layer in ("Slots", "Candidates", "Refusals"):
        keys.press(layer, " ")
    expect(framed(page).locator("button.gap.refused").first).to_be_attached()
    keys.tab(r"[Bb]efore .*may not")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#why [data-slot~=google-ad-1]")).to_contain_text("may not stand here")
    page.keyboard.press("Escape")
    keys.press("Try other rules", back=False)

    tried(page)
    keys.tab("From the top")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    stands_below(page, 5)
    page.keyboard.press("Control+s")
    saved(page)
    assert from_top((folder / "slots.toml").read_text()) == "5 paragraphs"
    page.reload()
    tried(page)
    stands_below(page, 5)
    keys.press("Undo")
    stands_below(page, 2)
    page.keyboard.press("Control+s")
    saved(page)
    assert (folder / "slots.toml").read_text() == before

    page.keyboard.press("Alt+1")
    page.wait_for_url(re.compile("/web"))
    painted(page)
    keys.tab("The page on its screens")
    frame = inside(page)
    keys.tab("The Harbour Gazette")
    with scrolled(frame):
        page.keyboard.press("PageDown")
    changes_on_disk(page, folder, lambda: int(frame.evaluate("() => scrollY")))
