"""What Chromium needs to lay the same pages out at the same widths, by its own clocks.

    layout    style and layout of an open page at every width, in CPU time of the page's thread
              (`Performance.getMetrics`, thread ticks: LayoutDuration + RecalcStyleDuration): no
              painting, no parsing, no script, no talk between processes
    set       the same seen from outside: set the width, force a layout, read the result; wall time
    service   all the browser does for a page that is opened, given its fonts and asked at every
              width, as a measuring service would; CPU time of all its processes
    anew      the same where the page is opened anew for every width, as tools that look at pages
              on many devices do; in the same tab, with all files kept

The browser runs without a GPU and paints nothing it is not asked for. Text that it has shaped at
one width it knows at the next, as we do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.chrome import CHROMIUM, FLAGS, serving
from layout.web.measure.story_strips import viewport_height

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

ROUNDS = 3
"""Each page is laid out at all widths so often; the quickest round counts."""

FORCED = "document.body.getBoundingClientRect().height"
FONTS = "document.fonts.ready.then(() => [...document.fonts].every(f => f.status != 'loading'))"


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a page, for all widths together: medians, and means for `service` and `anew`."""

    layout: float
    set: float
    service: float
    anew: float


def chrome_cost(
    pages: Sequence[Sequence[tuple[str, bytes]]], screens: Sequence[int], say: Callable[[str], None]
) -> Cost:
    """What composed pages cost Chromium on several screens. Needs Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with serving() as server, sync_playwright() as playwright:
        for number, files in enumerate(pages):
            server.add(f"page-{number}", files)
        addresses = [f"{server.address}/page-{n}/index.html" for n in range(len(pages))]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_page()
        _open(page, addresses[0], screens[:1])  # what it does but once
        start = _spent()
        for address in addresses:
            _open(page, address, screens)
        service = (_spent() - start) / len(addresses)
        start = _spent()
        for screen in screens:
            _open(page, addresses[0], (screen,))
        anew = _spent() - start
        layouts, walls = [], []
        for number, address in enumerate(addresses):
            layout, wall = _relaid(_open(page, address, screens), screens)
            layouts.append(layout)
            walls.append(wall)
            say(f"chrome {number + 1}/{len(addresses)}: {layout:.1f} ms CPU, {wall:.1f} ms wall")
        browser.close()
    return Cost(median(layouts), median(walls), service * 1000, anew * 1000)


def _open(page: Page, address: str, screens: Sequence[int]) -> Page:
    """A page opened on the first screen, with its fonts, then asked on all of them."""
    session = page.context.new_cdp_session(page)
    _set(session, screens[0])
    page.goto(address, wait_until="load")
    assert page.evaluate(FONTS)
    for screen in screens:
        _set(session, screen)
        _height(session)
    session.detach()
    return page


def _relaid(page: Page, screens: Sequence[int]) -> tuple[float, float]:
    """Milliseconds for all screens on an open page, the quickest round: layout's CPU, and wall."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    rounds = []
    for _ in range(ROUNDS):
        before, start = _layout_time(session), time.perf_counter()
        for screen in screens:
            _set(session, screen)
            _height(session)
        wall = time.perf_counter() - start
        rounds.append((_layout_time(session) - before, wall))
    session.detach()
    layout, wall = (min(each) for each in zip(*rounds, strict=True))
    return layout * 1000, wall * 1000


def _set(session: CDPSession, screen: int) -> None:
    size = {"width": screen, "height": viewport_height(screen)}
    kind = {"deviceScaleFactor": 1, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", size | kind)


def _height(session: CDPSession) -> None:
    """Reads a height, for which the page has to be laid out."""
    answer = session.send("Runtime.evaluate", {"expression": FORCED, "returnByValue": True})
    assert answer["result"]["value"] > 0


def _layout_time(session: CDPSession) -> float:
    """CPU seconds that the page's thread has spent on style and layout."""
    answer: dict[str, Any] = session.send("Performance.getMetrics")
    values = {each["name"]: each["value"] for each in answer["metrics"]}
    return float(values["LayoutDuration"] + values["RecalcStyleDuration"])


def _spent() -> float:
    """CPU seconds of this process's descendants called Chromium, living and ended, as Linux counts
    them: for each its own and that of the children it has waited for."""
    ticks = os.sysconf("SC_CLK_TCK")
    parents: dict[str, str] = {}
    spent: dict[str, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:  # it ended meanwhile
            continue
        process, fields = stat.parent.name, rest.split()
        parents[process] = fields[1]
        if "chrom" in name:
            spent[process] = sum(map(int, fields[11:15])) / ticks
    return sum(cpu for process, cpu in spent.items() if _is_ours(process, parents))


def _is_ours(process: str, parents: dict[str, str]) -> bool:
    """Whether a process descends from this one."""
    while process in parents:
        process = parents[process]
        if process == str(os.getpid()):
            return True
    return False
