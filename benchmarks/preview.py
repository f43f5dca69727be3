"""From save to changed pixels, measured in the browser that shows them; beside a plain reload.

A page of the desk saves a text, as its editor does, and its clock runs until the second animation
frame after the change: what was changed has been painted then. The same with a file that another
program writes, from that program's clock. Beside it, what the same browser takes to load the
finished page anew, and for the printed edition what Typst takes to set the same words and poppler
to draw one page of them.
"""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.measure import run
from benchmarks.weekly import FINE, LEFT, SAMPLE, sample, typst_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEADS = ("from save to changed pixels", "median ms", "slowest", "saves", "aim", "beside", "ratio")
NEWSGRID = (
    *(sys.executable, "-c"),
    "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))",
)
STORY = "stories/market-hall.md"
SETTLED = """() => {
  const frames = [...document.querySelectorAll('ng-frame')];
  return frames.length > 0 && frames.every(each => each.revision);
}"""
"""Whether every frame of a view has painted its page."""

WIDE = {"width": 1440, "height": 900}

SHOWN = """kind => new Promise((done, fail) => {
  setTimeout(() => fail(new Error('nothing was shown')), 60_000);
  const frames = [...document.querySelectorAll('ng-frame')];
  const heard = new Set(), now = () => performance.timeOrigin + performance.now();
  if (kind !== 'article') // the rules, or an edition
    addEventListener('newsgrid:shown', () => done(now()), {once: true});
  for (const frame of kind === 'article' ? frames : [])
    frame.addEventListener('shown', () => {
      heard.add(frame);
      if (heard.size === frames.length) done(now());
    });
})"""

SAVE = """async ([file, text, revision, kind]) => {
  const shown = (SHOWN)(kind);
  const begun = performance.timeOrigin + performance.now();
  const answer = await fetch('/api/file', {
    method: 'PUT', headers: {'content-type': 'application/json', 'x-newsgrid': 'bench'},
    body: JSON.stringify({name: file, text, revision}),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await shown) - begun;
}""".replace("SHOWN", SHOWN)

DROP = """async ([edits]) => {
  const shown = (SHOWN)('edition');
  const begun = performance.timeOrigin + performance.now();
  const answer = await fetch('/api/decide', {
    method: 'POST', headers: {'content-type': 'application/json', 'x-newsgrid': 'bench'},
    body: JSON.stringify({edits}),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await shown) - begun;
}""".replace("SHOWN", SHOWN)
"""What the print view sends where a story is dropped on a page, until that is painted."""

TRY = """async ([edits]) => {
  const begun = performance.now();
  const answer = await fetch('/api/print/trial', {
    method: 'POST', headers: {'content-type': 'application/json', 'x-newsgrid': 'bench'},
    body: JSON.stringify({edits}),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return performance.now() - begun;
}"""
"""The same held over that page, until what it would move is told."""

PRESSED = """() => addEventListener('keydown', () => {
  window.pressed = performance.timeOrigin + performance.now();
}, {capture: true})"""
"""Notes when a key is pressed."""

LISTEN = """kind => { window.shown = (SHOWN)(kind) }""".replace("SHOWN", SHOWN)

RELOAD = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(performance.now()))))"""
"""Milliseconds from the start of a navigation until its page is painted."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One way to wait: its times in milliseconds, what is aimed at, and what stands beside it."""

    name: str
    times: tuple[float, ...]
    aim: float
    beside: str
    other: float

    @property
    def median(self) -> float:
        """The median of the times."""
        return statistics.median(self.times)


def figures(folder: Path, runs: int, say: Callable[[str], None]) -> list[Wait]:
    """All waits; `runs` times twelve saves of a story, eight steps of a slider, four editions,
    eight stories tried on other pages and dropped there."""
    from playwright.sync_api import sync_playwright

    work = folder / "weekly"
    shutil.copytree(SAMPLE, work, ignore=shutil.ignore_patterns(*LEFT))
    with desk(work) as opening, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_context(viewport=WIDE).new_page()
        address = entered(page, opening)
        waits = [
            *_articles(page, address, work, (runs, say)),
            *_sliders(page, address, work, (runs, say)),
            *_editions(page, address, work, (runs, say)),
            *_drops(page, address, work, (runs, say)),
        ]
        browser.close()
    return waits


@contextmanager
def desk(place: Path, *options: str) -> Iterator[str]:
    """The address of a preview desk on a place, with its key, until the block ends."""
    command = [*NEWSGRID, "preview", str(place), "--port", "0", "--no-open"]
    process = subprocess.Popen([*command, "--json", *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.communicate(timeout=30)


def cookie_of(address: str) -> str:
    """The cookie that a desk gives for the key in its address, "name=value"."""
    spot = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", spot.port or 0, timeout=60)
    try:
        connection.request("GET", f"{spot.path}?{spot.query}")
        return (connection.getresponse().getheader("set-cookie") or "").partition(";")[0]
    finally:
        connection.close()


def entered(page: Page, address: str) -> str:
    """Lets a page's browser into a desk; gives the address without the key, to which a view's name
    may be added."""
    name, _, value = cookie_of(address).partition("=")
    own = address.partition("?")[0]
    page.context.add_cookies([{"name": name, "value": value, "url": own}])
    return own


Way = tuple[int, Callable[[str], None]]


def _articles(page: Page, address: str, work: Path, way: Way) -> Iterator[Wait]:
    """One frame, and the five of the web view's screens side by side."""
    reload = _reload(page, address)
    for name, widths in (("one screen", "375"), ("five screens", "320,375,768,980,1300")):
        page.goto(f"{address}web?story={STORY}&widths={widths}")
        _until_shown(page)
        for how in (_in_desk, _on_disk):
            times = tuple(how(page, work, "article") for _ in range(12 * way[0]))
            wait = Wait(f"an article, {name}, {_NAMES[how]}", times, 100, "Chromium alone", reload)
            way[1](f"{wait.name}: {wait.median:.0f} ms")
            yield wait


def _sliders(page: Page, address: str, _: Path, way: Way) -> Iterator[Wait]:
    """Air around ads grows and shrinks, a key a step: from the key to the page under the rules."""
    page.goto(f"{address}rules?story={STORY}&width=375&rules=slot.inline-ad")
    _until_shown(page)
    slider = page.locator('[data-path="slot.inline-ad.margin"] input[type=range]')
    slider.focus()
    page.evaluate(PRESSED)
    times = []
    for turn in range(8 * way[0]):
        page.evaluate(LISTEN, "rules")
        page.keyboard.press("ArrowRight" if turn % 4 < 2 else "ArrowLeft")
        times.append(float(page.evaluate("async () => (await window.shown) - window.pressed")))
    wait = Wait("a slider's step, one screen", tuple(times), 100, "", 0)
    way[1](f"{wait.name}: {wait.median:.0f} ms")
    yield wait


def _editions(page: Page, address: str, work: Path, way: Way) -> Iterator[Wait]:
    """An edition that was never printed, then one whose plan is kept, as from last week's."""
    beside = _typst_and_poppler(work.parent)
    for name in ("never printed", "printed before"):
        page.goto(f"{address}print")
        page.wait_for_selector("#stage[data-shown]", timeout=120_000)
        for how, kind in ((_in_desk, "edition"), (_on_disk, "edition"), (_on_disk, "longer")):
            times = tuple(how(page, work, kind) for _ in range(4 * way[0]))
            change = "a line longer each time" if kind == "longer" else _NAMES[how]
            title = f"{sample().pages} pages {name}, {change}"
            wait = Wait(title, times, 1000, "Typst and poppler", beside)
            way[1](f"{wait.name}: {wait.median:.0f} ms")
            yield wait
        run([*NEWSGRID, "print", str(work), "-o", "edition.pdf"], work.parent, FINE)


def _drops(page: Page, address: str, _: Path, way: Way) -> Iterator[Wait]:
    """Stories dropped on other pages of their sections, one after the other: the one before is
    given back to the engine with each."""
    page.goto(f"{address}print")
    page.wait_for_selector("#stage[data-shown]", timeout=120_000)
    edition = page.evaluate("async () => (await fetch('/api/edition')).json()")
    sections = {each["number"]: each["section"] for each in edition["pages"]}
    random, back, times, tried = Random(1), list[dict[str, Any]](), list[float](), list[float]()
    movable = [each for each in edition["stories"] if len(each["pages"]) == 1]
    for story in random.sample(movable, 8 * way[0]):
        there = [n for n, name in sections.items() if name == story["section"]]
        number = random.choice([n for n in there if n not in story["pages"]])
        edit = {"table": "story", "name": story["slug"], "key": "page"}
        edits = [*back, {**edit, "value": number}]
        tried.append(float(page.evaluate(TRY, [edits])))
        times.append(float(page.evaluate(DROP, [edits])))
        back = [{**edit, "value": None}]
    for wait in (  # the first trial begins the process
        Wait("a story held over a page, tried", tuple(tried[1:]), 1500, "", 0),
        Wait("a story dropped on another page", tuple(times), 1000, "", 0),
    ):
        way[1](f"{wait.name}: {wait.median:.0f} ms")
        yield wait


def _until_shown(page: Page) -> None:
    """Until every frame of the web view has painted its page."""
    page.wait_for_function(
        SETTLED,
        timeout=60_000,
    )


def _in_desk(page: Page, work: Path, kind: str) -> float:
    """Milliseconds from a save in the desk to its pixels."""
    text = (work / STORY).read_text()
    now = page.evaluate(
        "async name => (await (await fetch(`/api/file?name=${name}`)).json()).revision", STORY
    )
    return float(page.evaluate(SAVE, [STORY, _changed(text, kind), now, kind]))


def _on_disk(page: Page, work: Path, kind: str) -> float:
    """Milliseconds from a save by another program to its pixels."""
    text = _changed((work / STORY).read_text(), kind)
    page.evaluate(LISTEN, kind)
    begun = time.time()
    (work / STORY).write_text(text)
    return float(page.evaluate("window.shown")) - begun * 1000


_NAMES: dict[Callable[[Any, Path, str], float], str] = {
    _in_desk: "saved in the desk",
    _on_disk: "saved on disk",
}


def _changed(text: str, kind: str) -> str:
    """The same story with another last paragraph, one that it never had, so that whoever remembers
    stories by their text has none of it: a line longer, a line shorter. With kind "longer" it is
    as long as it never was, either: whoever remembers lengths has none of it too."""
    body, _, last = text.rstrip("\n").partition("\n\nTurn ")
    turn = int(last.split(".")[0] or 0) + 1 if last else 1
    words = "Stallholders were told on Friday. " * (turn if kind == "longer" else 1 + turn % 3)
    return f"{body}\n\nTurn {turn}. {words.strip()}\n"


def _reload(page: Page, address: str) -> float:
    """The median of what Chromium takes to load the finished page, nothing made anew."""
    page.goto(f"{address}web?story={STORY}&widths=375")
    _until_shown(page)
    made = page.evaluate(
        "async story => (await (await fetch(`/api/page?story=${story}`)).json()).address", STORY
    )
    alone = page.context.new_page()
    times = []
    for _ in range(15):
        alone.goto(made)
        times.append(float(alone.evaluate(RELOAD)))
    alone.close()
    return statistics.median(times)


def _typst_and_poppler(folder: Path) -> float:
    """Milliseconds to set the words of the edition with Typst and to draw one page of it."""
    command = typst_of(folder, sample().copy)
    draw = ["pdftoppm", "-png", "-r", "144", "-f", "2", "-l", "2", "typst.pdf", "page"]
    times = [run(command, folder).wall + run(draw, folder).wall for _ in range(3)]
    return statistics.median(times) * 1000


def rows(found: list[Wait]) -> list[tuple[str, ...]]:
    """The lines of the table."""
    return [
        (
            *(each.name, f"{each.median:.0f}", f"{max(each.times):.0f}", f"{len(each.times)}"),
            f"< {each.aim:.0f}",
            f"{each.beside} {each.other:.0f}" if each.other else "",
            f"{each.median / each.other:.2f}" if each.other else "",
        )
        for each in found
    ]
