"""The editor's evening: its jobs done in the desk, on a copy of the sample weekly, with a picture
of each and how long it takes.

python -m benchmarks.evening docs    writes docs/evening.md and its pictures

What a hand takes is reckoned by the keystroke-level model (Card, Moran, Newell, "The
keystroke-level model for user performance time with interactive systems", CACM 23, 1980): 1.35 s to
think before each deed, 1.1 s to point, 0.2 s to click, 0.28 s a key, 0.4 s from mouse to keys and
back. To that comes what the desk takes until the edition that was decided is on the screen, by the
clock.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.preview import WIDE, desk, entered
from benchmarks.weekly import LEFT, SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

THINK, POINT, CLICK, KEY, HOME = 1.35, 1.1, 0.2, 0.28, 0.4
"""Seconds, by the keystroke-level model."""

MOST = 200_000
"""Bytes that a picture may have."""

SIZES = (1120, 240), (1120, 128), (1000, 128), (880, 128), (800, 96), (720, 64), (600, 16)
"""Px across a picture, and its colours: the first of which it is small enough."""

LONG = 180_000
PATIENT = "() => document.querySelector('#state').textContent.startsWith('Live')"
COUNT = """() => {
  window.shown = 0;
  addEventListener("newsgrid:shown", () => { window.shown += 1; });
}"""

CORRECTED = ("14 months", "15 months")


@dataclass
class Job:
    """A job of the evening: its name, what is done and what comes of it, and its steps; seconds of
    the hand, and those that the desk took."""

    name: str
    said: str
    steps: list[str] = field(default_factory=list)
    hand: float = 0.0
    waited: float = 0.0
    at_keys: bool = False

    @property
    def minutes(self) -> float:
        """All of it, in minutes."""
        return (self.hand + self.waited) / 60


class Evening:
    """The hand at a desk: what it does is counted with the present job."""

    def __init__(self, page: Page, address: str, work: Path) -> None:
        self.page, self.address, self.work = page, address, work
        self.jobs: list[Job] = []

    @property
    def job(self) -> Job:
        """What is being done."""
        return self.jobs[-1]

    @contextmanager
    def deed(self, said: str, keys: bool) -> Iterator[None]:
        """One step, at the mouse or at the keys."""
        job = self.job
        job.steps.append(said)
        job.hand += THINK + (HOME if job.at_keys is not keys else 0)
        job.at_keys = keys
        yield

    def press(self, said: str, *keys: str, typed: str = "") -> None:
        """Presses keys, one after the other, then types a text and Enter."""
        with self.deed(said, keys=True):
            for key in keys:
                self.page.keyboard.press(key)
            if typed:
                self.page.wait_for_selector("dialog.palette", timeout=LONG)
                self.page.keyboard.type(typed)
                self.page.keyboard.press("Enter")
            self.job.hand += KEY * (len(keys) + len(typed) + bool(typed))

    def click(self, said: str, on: Locator) -> None:
        """Points and clicks."""
        with self.deed(said, keys=False):
            on.click()
            self.job.hand += POINT + CLICK

    def drag(self, said: str, on: Locator, to: tuple[float, float]) -> None:
        """Points, presses, goes to a point of the window and lets go."""
        with self.deed(said, keys=False):
            box = on.bounding_box()
            assert box
            mouse = self.page.mouse
            mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            mouse.down()
            mouse.move(to[0] - 9, to[1], steps=4)
            mouse.move(*to)
            self.job.hand += 2 * POINT + CLICK

    def seen(self, act: Callable[[], object]) -> None:
        """Does something, and waits until the edition that comes of it is on the screen."""
        before, began = self.page.evaluate("window.shown"), time.monotonic()
        act()
        done = time.monotonic()
        self.page.wait_for_function("before => window.shown > before", arg=before, timeout=LONG)
        self.page.wait_for_function(PATIENT, timeout=LONG)
        self.job.waited += time.monotonic() - max(began, done)

    def show(self, query: str) -> None:
        """Goes to a place of the print view."""
        self.page.goto(f"{self.address}print{query}")
        self.page.wait_for_selector("#stage[data-shown]", timeout=LONG)
        self.page.wait_for_function(PATIENT, timeout=LONG)
        self.page.evaluate(COUNT)

    def source(self, file: str) -> None:
        """Opens a text in the source view."""
        self.page.goto(f"{self.address}source?file={file}")
        there = "() => document.querySelector('#editor')?.env?.editor.getValue()"
        self.page.wait_for_function(there)

    def picture(self, folder: Path, name: str) -> None:
        """Keeps a picture of the desk as it is now."""
        drawn = "() => !document.querySelector('.sheet > img.rough')"
        self.page.wait_for_function(drawn, timeout=LONG)
        self.page.wait_for_timeout(2500)
        (folder / f"evening-{name}.png").write_bytes(small_picture(self.page.screenshot()))

    def chosen(self) -> None:
        """Waits until what was chosen has its form and its facts."""
        self.page.wait_for_selector(".panel .chosen", timeout=LONG)
        self.page.wait_for_selector(".panel .decide", timeout=LONG)
        self.page.wait_for_timeout(300)

    def begins(self, name: str, said: str) -> None:
        """Begins a job."""
        self.jobs.append(Job(name, said))

    def sharing(self, number: int) -> list[int]:
        """A page, and those that share a story or an ad with it: they close together."""
        find = """async () => {
          const {stories, ads} = await (await fetch('/api/edition')).json();
          const booked = Object.values(Object.groupBy(ads, each => each.id));
          const on = booked.map(all => all.map(each => each.page));
          return [...stories.map(each => each.pages), ...on];
        }"""
        groups, found = [set(pages) for pages in self.page.evaluate(find)], {number}
        for _ in groups:
            found |= set[int]().union(*(pages for pages in groups if pages & found))
        return sorted(found)


def small_picture(data: bytes) -> bytes:
    """A picture as PNG of few colours, under MOST bytes."""
    from PIL import Image

    whole = Image.open(io.BytesIO(data)).convert("RGB")
    for across, colours in SIZES:
        size = across, whole.height * across // whole.width
        made = io.BytesIO()
        few = whole.resize(size, Image.Resampling.LANCZOS).quantize(
            colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        few.save(made, "PNG", optimize=True)
        if made.tell() < MOST:
            break
    assert made.tell() < MOST, made.tell()
    return made.getvalue()


def plan(at: Evening, docs: Path) -> None:
    """All pages at a glance, and two of them change places."""
    at.begins(
        "Plan",
        "All pages at a glance. Those of the council and of the hospital change places: what stood "
        "on one stands on the other, as one decision.",
    )
    at.show("")
    at.press("V: all pages at a glance", "v")
    at.picture(docs, "1-plan")
    at.press("T, “page 4”: turn to it", "t", typed="page 4")
    at.press("V: back to spreads", "v")
    at.press("P: choose the page", "p")
    at.chosen()
    at.seen(lambda: at.press("U, “5,”: swap its stories with page 5", "u", typed="5, news"))


def lead(at: Evening, docs: Path) -> None:
    """A story leads page 6."""
    at.begins("Lead", "The market hall leads page 6. What stood there finds other places.")
    at.press("F, “market hall”: choose the story", "f", typed="market hall")
    at.chosen()
    at.seen(lambda: at.press("M, “6,”: it begins on page 6", "m", typed="6, news"))
    at.seen(lambda: at.press("E: it leads its page", "e"))
    at.picture(docs, "2-lead")


def picture(at: Evening, docs: Path) -> None:
    """A picture over more or fewer columns, by its corner."""
    at.begins(
        "Picture",
        "The picture of the hall is drawn by its corner, by columns: a figure says how many it "
        "would take.",
    )
    at.click("Click the picture", at.page.locator(".thing-picture[aria-label*='market-hall']"))
    corner = at.page.locator(".edge-left-corner")
    corner.wait_for(timeout=LONG)
    now = int(at.page.locator(".edge-corner").get_attribute("aria-valuenow") or 1)
    sheet = at.page.locator(".sheet").last.bounding_box()
    box = corner.bounding_box()
    assert sheet
    assert box
    to = box["x"] + 12 - sheet["width"] / 5.4, box["y"] + 12
    at.drag(f"Drag its left corner from {now} to {now + 1} columns", corner, to)
    at.picture(docs, "3-picture")
    at.seen(at.page.mouse.up)


def late_ad(at: Evening, docs: Path) -> None:
    """An ad that comes in late, as a row of the book."""
    at.begins(
        "Late ad",
        "An ad comes in after all were placed: a row of the ad book, in Source. Nothing else moves "
        "that need not.",
    )
    at.source("ads.csv")
    row = "L99,Late Lamps,lighting,1x39.1mm,News" + "," * 13 + "40" + ",,,"
    with at.deed("In Source, type the row at the end of ads.csv", keys=True):
        at.page.evaluate("() => document.querySelector('#editor').env.editor.focus()")
        at.page.keyboard.press("Control+End")
        at.page.keyboard.insert_text(f"{row}\n")
        at.job.hand += KEY * len(row)
    at.picture(docs, "4-late-ad")
    began = time.monotonic()
    at.press("Ctrl-S: save", "Control+s")
    at.show("?pick=ad:L99")
    at.job.waited += time.monotonic() - began


def closing(at: Evening, docs: Path) -> None:
    """Pages are closed on the board; a correction comes after that."""
    at.begins(
        "Closing",
        "The board has every page with its state. Page 6 is closed, with those that share a story "
        "with it: they are bytes from now on. The PDF of page 6 is taken for the press.",
    )
    at.press("O: the board", "o")
    numbers = at.sharing(6)
    for number in numbers:
        at.click(f"Choose page {number}", at.page.locator(f"[data-key='tick-{number}']"))
    close = at.page.locator("[data-key='close-chosen']")
    at.seen(lambda: at.click("Close: all that are chosen", close))
    with at.page.expect_download():
        at.click("PDF: take page 6 for the press", at.page.locator("[data-key='pdf-6']"))
    at.page.get_by_text("✓ printed").wait_for(timeout=LONG)
    at.picture(docs, "5-closing")


def correction(at: Evening, docs: Path) -> None:
    """A text of a closed page is corrected: told, and not printed until it is opened."""
    at.begins(
        "Correction after closing",
        "A figure was wrong. The page stays as it was closed, and the desk says that its story was "
        "changed since; opened and closed again, it is right.",
    )
    file = at.work / "stories" / "market-hall.md"
    at.source("stories/market-hall.md")
    with at.deed(f"In Source, “{CORRECTED[0]}” becomes “{CORRECTED[1]}”", keys=True):
        mend = """([was, is]) => {
          const editor = document.querySelector('#editor').env.editor;
          editor.find(was);
          editor.replace(is);
          editor.focus();
        }"""
        at.page.evaluate(mend, list(CORRECTED))
        at.job.hand += POINT + 2 * CLICK + KEY * 2
    began = time.monotonic()
    at.press("Ctrl-S: save", "Control+s")
    at.page.wait_for_timeout(1500)
    assert CORRECTED[1] in file.read_text(encoding="utf-8")
    at.show("?mode=board")
    at.job.waited += time.monotonic() - began
    at.picture(docs, "6-correction")
    for said, key in (("Open them", "open-chosen"), ("Close them again", "close-chosen")):
        for number in at.sharing(6):
            at.click(f"Choose page {number}", at.page.locator(f"[data-key='tick-{number}']"))
        button = at.page.locator(f"[data-key='{key}']")
        at.seen(partial(at.click, said, button))


def hold(at: Evening, docs: Path) -> None:
    """A story is held over."""
    at.begins("Hold over", "The lawyers want another day: the story waits in the tray.")
    at.page.keyboard.press("o")
    at.press("F, “ness island”: choose the story", "f", typed="ness island")
    at.chosen()
    at.seen(lambda: at.press("H: hold it over", "h"))
    at.click("The tray: what has no place", at.page.locator(".tray-head"))
    at.picture(docs, "7-hold")


def release(at: Evening, docs: Path) -> None:
    """It is released, on the page of its choice."""
    at.begins("Release", "Word comes that it may run: it is dragged from the tray to a page.")
    card = at.page.locator(".tray-card", has_text="ness-ferry").locator(".soft")
    page = at.page.locator(".thumb[data-page='7']").bounding_box()
    assert page
    to = page["x"] + page["width"] / 2, page["y"] + page["height"] / 2
    at.drag("Drag it from the tray to page 7", card, to)
    at.picture(docs, "8-release")
    at.seen(at.page.mouse.up)


JOBS = (plan, lead, picture, late_ad, closing, correction, hold, release)
NAMES = "1-plan 2-lead 3-picture 4-late-ad 5-closing 6-correction 7-hold 8-release".split()


def document(jobs: list[Job]) -> str:
    """The evening as a document."""
    lines = [
        "# The editor's evening",
        "",
        "What an editor does between the first proof and the press, in [the desk](preview.md), on "
        "the sample weekly: 24 pages, 70 stories, 78 ads. `python -m benchmarks.evening docs` does "
        "it again and writes this page.",
        "",
        "| job | steps | by hand, s | the desk, s | minutes |",
        "|---|---|---|---|---|",
    ]
    for job in jobs:
        figures = f"{len(job.steps)} | {job.hand:.0f} | {job.waited:.0f} | {job.minutes:.1f}"
        lines.append(f"| {job.name} | {figures} |")
    every = sum(job.minutes for job in jobs)
    steps = sum(len(job.steps) for job in jobs)
    hand, waited = sum(job.hand for job in jobs), sum(job.waited for job in jobs)
    lines += [
        f"| all | {steps} | {hand:.0f} | {waited:.0f} | {every:.1f} |",
        "",
        "What a hand takes is reckoned by the keystroke-level model (Card, Moran and Newell, "
        "1980): 1.35 s to think before each step, 1.1 s to point, 0.2 s to click, 0.28 s a key, "
        "0.4 s between mouse and keys. What the desk takes, from a decision to the edition on the "
        "screen, was measured, on a machine of two cores that had much else to do.",
    ]
    for job, name in zip(jobs, NAMES, strict=True):
        lines += ["", f"## {job.name}", "", job.said, ""]
        lines += [f"{number}. {step}" for number, step in enumerate(job.steps, 1)]
        lines += ["", f"![The desk: {job.name.lower()}](evening-{name}.png)"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Does the evening's jobs; writes the document and its pictures into a folder."""
    from playwright.sync_api import sync_playwright

    docs = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder) / "weekly"
        shutil.copytree(SAMPLE, work, ignore=shutil.ignore_patterns(*LEFT))
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page(viewport=WIDE)
        page.on("dialog", lambda dialog: dialog.accept())
        with desk(work) as opening:
            at = Evening(page, entered(page, opening), work)
            for job in JOBS:
                job(at, docs)
                said = f"{at.job.name}: {at.job.hand:.0f} s by hand, {at.job.waited:.0f} s waited"
                print(said, flush=True)
        browser.close()
        (docs / "evening.md").write_text(document(at.jobs), encoding="utf-8")


if __name__ == "__main__":
    main()
