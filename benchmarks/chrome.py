"""A browser as oracle: lays out pages we serve it, at any width, and tells where each block stands.

A page is opened once, in a frame of a page that is otherwise empty, and the frame is then made so
wide that the page has the width of each screen, without opening it anew: breakpoints, fonts and
layout are those of a window of that width (`tests/browser/test_web_oracle.py` holds frame and
window against each other). A scrollbar that takes room stands beside the page.
"""

from __future__ import annotations

import functools
import mimetypes
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--font-render-hinting=none --hide-scrollbars"
).split()
HEIGHT = 800
"""The height of the frame in CSS px: no height of a block depends on it."""

STAND = "<!DOCTYPE html><title>stand</title><style>body{margin:0}iframe{border:0}</style>"
TRIES = 6
"""How often a page is opened until its fonts came in time: optional fonts may be late."""

OPEN = """address => new Promise(done => {
  document.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe');
  frame.onload = async () => {
    const page = frame.contentDocument;
    await page.fonts.ready;
    // Firefox refuses a font that has but a mark of byte order: it is settled, too
    done([...page.fonts].filter(font => /^(loaded|error)$/.test(font.status)).length)
  };
  frame.style = 'width:320px;height:HEIGHTpx';
  frame.src = address;
  document.body.append(frame)})""".replace("HEIGHT", str(HEIGHT))

READ = """screens => {
  const frame = document.querySelector('iframe'), page = frame.contentDocument;
  const copy = page.querySelector('.copy'), head = page.querySelector('.head');
  const shown = [...page.querySelectorAll(
    '.copy > *, .after > .slot, .after > .track > .slot')];
  const root = page.documentElement;
  return screens.map(screen => {
    for (let bar = 0, tries = 0; tries < 4; tries++) {
      frame.style.width = `${screen + bar}px`;
      bar += screen - root.clientWidth;
    }
    if (root.clientWidth != screen) throw Error(`the page is ${root.clientWidth} px wide`);
    const from = copy.getBoundingClientRect().top;
    const found = [['head', 0, from - head.getBoundingClientRect().top]];
    for (const each of shown) {
      const box = each.getBoundingClientRect();
      if (!box.width) continue;
      const inside = each.parentNode == copy;
      found.push([each.dataset.slot || each.id, inside ? box.top - from : null, box.height])
    }
    return found})}"""

LINES = """id => {
  const page = document.querySelector('iframe').contentDocument, block = page.getElementById(id);
  const walk = page.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = page.createRange();
  const lines = []; let node, bottom = -1;
  while (node = walk.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const boxes = range.getClientRects(), box = boxes[boxes.length - 1];
      if (!box) continue;
      if (node.data[at] != ' ' && box.top > bottom) { lines.push(''); bottom = box.bottom - 4 }
      if (lines.length) lines[lines.length - 1] += node.data[at]
    }
  }
  return lines}"""


class Looking(Protocol):
    """A page of a browser, as much of it as the stand needs; Playwright's page is one."""

    def goto(self, address: str, /) -> object:
        """Opens an address and waits until it is loaded."""

    def evaluate(self, function: str, argument: Any = None, /) -> Any:
        """What a function of the page gives for an argument, its promise kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser laid out on one screen, in CSS px: (top in the copy, height) by id.

    `head` reaches from the top of the head to the top of the copy; boxes have the id of their
    content, and no top where they stand outside the copy.
    """

    screen: int
    blocks: Mapping[str, tuple[float | None, float]]


class Stand:
    """An empty page of a browser, with a frame in which pages of a server are looked at."""

    def __init__(self, page: Looking, server: Server) -> None:
        self.page, self.server = page, server
        server.files["/stand"] = STAND.encode()
        page.goto(f"{server.address}/stand")

    def open(self, path: str, fonts: int) -> None:
        """Opens a page with so many fonts settled; twice, so that it finds them in the cache."""
        self.page.evaluate(OPEN, f"{self.server.address}/{path}")
        for _ in range(TRIES):
            loaded = self.page.evaluate(OPEN, f"{self.server.address}/{path}")
            if loaded >= fonts:
                return
        raise RuntimeError(f"{path}: {loaded} of {fonts} fonts in {TRIES} tries")

    def look(self, screens: Iterable[int]) -> tuple[Seen, ...]:
        """The open page at each width."""
        widths = tuple(screens)
        found = self.page.evaluate(READ, widths)
        return tuple(
            Seen(screen, {name: (top, height) for name, top, height in rows})
            for screen, rows in zip(widths, found, strict=True)
        )

    def settled(self, path: str, fonts: int, screens: Iterable[int]) -> tuple[Seen, ...]:
        """A page at each width, opened anew until two looks at it agree.

        A font that came too late for the first is there for the second: then both are of no use.
        """
        widths = tuple(screens)
        for _ in range(TRIES):
            self.open(path, fonts)
            first, second = self.look(widths), self.look(widths)
            if first == second:
                return first
        raise RuntimeError(f"{path}: no two looks agree in {TRIES} tries")

    def lines(self, block: str, screen: int) -> tuple[str, ...]:
        """The lines of a block of the open page."""
        self.look((screen,))
        return tuple(self.page.evaluate(LINES, block))


class Server:
    """Files in memory, by path from "/", served on 127.0.0.1 and kept by the browser."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.web = _Web(("127.0.0.1", 0), functools.partial(_Handler, self.files))
        self.address = f"http://127.0.0.1:{self.web.server_port}"

    def add(self, folder: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Puts files into a folder."""
        self.files.update({f"/{folder}/{path}": data for path, data in files})

    def add_measured(self, folder: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Puts files of pages that are measured into a folder: their fonts are waited for, however
        busy the machine. Readers get optional ones only if they are quick."""
        self.add(folder, ((path, _waiting(path, data)) for path, data in files))


def _waiting(path: str, data: bytes) -> bytes:
    return fonts_waited_for(data) if path.endswith((".css", ".html")) else data


def fonts_waited_for(sheet: bytes) -> bytes:
    """A style sheet whose fonts are no longer optional."""
    return sheet.replace(b"font-display:optional", b"font-display:block")


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until the block is left."""
    server = Server()
    threading.Thread(target=server.web.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.web.shutdown()
        server.web.server_close()


@contextmanager
def standing(browser: Browser) -> Iterator[Stand]:
    """A stand in a browser, until the block is left."""
    page = browser.new_page(viewport={"width": 1600, "height": HEIGHT})
    with serving() as server:
        yield Stand(page, server)
        page.close()


class _Web(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Lets a browser hang up in the middle of a file, as frames that are taken out do."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*_)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, files: Mapping[str, bytes], *rest: Any) -> None:
        self.files = files
        super().__init__(*rest)

    def do_GET(self) -> None:
        data = self.files.get(self.path)
        self.send_response(404 if data is None else 200)
        kind = mimetypes.guess_type(self.path)[0] or "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(data or b"")))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""
