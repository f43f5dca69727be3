"""A network of our own on 127.0.0.1: fake gpt.js, adsbygoogle.js and prebid.js, and their ads.

What an ad unit answers is the last part of its path: "/1/fill-0" the first size that may come at
this width, "/1/fill-1" the second (the last one where there are fewer), and one of MODES.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

MODES = ("empty", "late", "never", "broken", "huge")
LATE = 1500
"""Milliseconds after which a late ad comes."""

COMMON = """
const home = new URL(document.currentScript.src).origin;
const modeOf = unit => unit.split('/').pop();
const report = (network, unit, box, sizes) => { const image = new Image();
  image.src = `${home}/ask?network=${network}&unit=${unit}&box=${box}&sizes=${sizes}` };
const frame = (box, width, height, mode) => { const made = document.createElement('iframe');
  made.width = width; made.height = height; made.setAttribute('scrolling', 'no');
  made.src = `${home}/${mode === 'broken' ? mode : 'ad'}?size=${width}x${height}`;
  box.append(made) };
// As some do: sizes written into every box around the ad, and a box larger than its bed.
const misbehave = box => { frame(box, 1400, 2400, 'huge');
  for (let at = box; at !== document.body; at = at.parentElement) {
    at.style.setProperty('height', 'auto', 'important');
    at.style.setProperty('min-height', '2400px', 'important') } };
const answer = (unit, box, sizes, done) => { const mode = modeOf(unit);
  if (mode === 'empty' || !sizes.length) return setTimeout(() => done(null), 50);
  if (mode === 'never') return;
  if (mode === 'huge') return setTimeout(() => { misbehave(box); done(sizes[0]) }, 50);
  const size = sizes[Math.min(+(mode.split('-')[1] || 0), sizes.length - 1)];
  setTimeout(() => { frame(box, ...size, mode); done(size) }, mode === 'late' ? LATE : 50) };
""".replace("LATE", str(LATE))

GPT = (
    COMMON
    + """
const slots = [], heard = [], settings = [];
const service = {setForceSafeFrame: () => service, setSafeFrameConfig: () => service,
  addEventListener: (name, hear) => heard.push(hear),
  setPrivacySettings: said => settings.push(said)};
const slotOf = (unit, sizes, id) => { const slot = {unit, sizes, id, keys: {},
  setCollapseEmptyDiv(said) { slot.collapses = said; return slot },
  setTargeting(key, value) { slot.keys[key] = value; return slot },
  addService() { return slot }, getSlotElementId: () => id}; slots.push(slot); return slot };
const queue = (window.googletag || {cmd: []}).cmd;
window.googletag = {
  pubads: () => service, enableServices() {}, defineSlot: slotOf, destroySlots() {},
  display(id) {
    const slot = slots.find(each => each.id === id), box = document.getElementById(id);
    const {sizes} = slot;
    if (slot.collapses) throw Error('a collapsing slot');
    if (!settings.length) throw Error('a request before the settings of privacy');
    report('gpt', slot.unit, id, sizes.map(size => size.join('x')));
    answer(slot.unit, box, sizes, size => heard.forEach(hear =>
      hear({slot, isEmpty: !size, size})));
  },
  cmd: {push: run => run()},
};
queue.forEach(run => run());
"""
)

ADSENSE = (
    COMMON
    + """
const next = 'ins.adsbygoogle:not([data-adsbygoogle-status])';
const show = () => { const ins = document.querySelector(next);
  ins.dataset.adsbygoogleStatus = 'done';
  const unit = {100000: 'fill-0', 200000: 'empty', 300000: 'huge'}[ins.dataset.adSlot];
  const size = [ins.offsetWidth, ins.offsetHeight];
  report('adsense', unit, ins.parentElement.id, size.join('x'));
  answer(unit, ins, [size], size => ins.dataset.adStatus = size ? 'filled' : 'unfilled') };
const before = window.adsbygoogle || [];
window.adsbygoogle = {push: show};
before.forEach(show);
"""
)

PREBID = (
    COMMON
    + """
const units = [];
window.pbjs = {
  que: {push: run => run()}, setConfig() {}, addAdUnits: added => units.push(...added),
  setTargetingForGPTAsync() {},
  requestBids({adUnitCodes, bidsBackHandler}) {
    const unit = units.find(each => each.code === adUnitCodes[0]);
    const sizes = unit.mediaTypes.banner.sizes.map(size => size.join('x'));
    report('prebid', unit.bids.map(bid => bid.bidder), unit.code, sizes);
    setTimeout(bidsBackHandler, 50) },
};
"""
)

SCRIPTS = {"/gpt.js": GPT, "/adsbygoogle.js": ADSENSE, "/prebid.js": PREBID}
AD = """<!DOCTYPE html><html lang="en"><title>Fake ad</title>
<style>html,body{{margin:0;height:100%}}
body{{background:#c9d7b5;font:14px sans-serif;display:grid;place-content:center}}</style>
<body><p>{size}</p></body></html>"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request for an ad: the network, the unit, the box it is for, the sizes it may have."""

    network: str
    unit: str
    box: str
    sizes: tuple[str, ...]


@dataclass
class Network:
    """The network's address, every path it was asked for, and the requests for ads among them."""

    address: str
    paths: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)


@contextmanager
def fake_network() -> Iterator[Network]:
    """A network that serves until the block ends."""
    server = _Server(("127.0.0.1", 0), _handler())
    server.daemon_threads = True
    network = Network(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass.network = network  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield network
    server.shutdown()
    thread.join()
    server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Lets a browser hang up in the middle of an answer, as closing pages do."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*_)


def _handler() -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        network: Network

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.network.paths.append(parts.path)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            if parts.path == "/ask":
                sizes = tuple(asked.get("sizes", "").split(","))
                self.network.requests.append(
                    Request(asked["network"], asked["unit"], asked["box"], sizes)
                )
                self._send(204, "", "image/png")
            elif parts.path in SCRIPTS:
                self._send(200, f"(() => {{{SCRIPTS[parts.path]}}})()", "text/javascript")
            elif parts.path == "/ad":
                self._send(200, AD.format(size=asked["size"]), "text/html")
            else:
                self._send(500, "no", "text/plain")

        def _send(self, status: int, body: str, kind: str) -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
