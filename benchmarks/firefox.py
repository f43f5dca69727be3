"""Firefox, driven over Marionette: its own protocol on a TCP port, with no driver in between.

A message is its length, a colon and JSON: `[0, id, command, parameters]` there, and back
`[1, id, error, result]` (firefox-source-docs.mozilla.org, testing/marionette, "Protocol"). We need
four commands: a session, a window's address, a function in the page, the end.

The browser has a profile of its own in a temporary folder, and a proxy that does not exist for all
hosts but this one, so that it can ask nobody for updates, lists or studies.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

FIREFOX = Path("/usr/bin/firefox-esr")
START = 120.0
"""Seconds that it may take to start, and to answer."""

OURS = ("setpriv", "--pdeathsig", "TERM")
"""It ends with us, however we end (util-linux; prctl(2))."""

Pref = bool | int | str

CLOSED = 9
"""A port of this machine where nothing listens: the way to every other host."""

PREFS: Mapping[str, Pref] = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "app.update.disabledForTesting": True,
    "browser.aboutConfig.showWarning": False,
    "browser.cache.disk.enable": False,
    "browser.newtabpage.enabled": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.tabs.remote.separatePrivilegedContentProcess": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.ipc.processPrelaunch.enabled": False,
    "dom.min_background_timeout_value": 4,
    "extensions.update.enabled": False,
    "gfx.downloadable_fonts.fallback_delay_short": 5000,  # for optional ones, on a busy machine
    "layout.css.devPixelsPerPx": "1.0",
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.prefetch-next": False,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": CLOSED,
    "network.proxy.no_proxies_on": "127.0.0.1,localhost",
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": CLOSED,
    "network.proxy.type": 1,
    "network.trr.mode": 5,
    "services.settings.server": "data:,none",
    "signon.autofillForms": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "data:,none",
}

RUN = """const done = arguments[arguments.length - 1];
Promise.resolve().then(() => (FUNCTION)(arguments[0]))
  .then(found => done([true, found]), fault => done([false, String(fault)]))"""


class Refused(RuntimeError):
    """What Firefox says it cannot do, or what the page's own function threw."""


class Marionette:
    """A connection: sends commands and gives their results."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), START)
        self.rest = b""
        self.count = 0
        self._read()  # the greeting

    def ask(self, command: str, **said: Any) -> Any:
        """The result of a command. Raises Refused where it has none."""
        self.count += 1
        data = json.dumps([0, self.count, command, said]).encode()
        self.socket.sendall(b"%d:" % len(data) + data)
        _, number, fault, result = self._read()
        if number != self.count:
            raise Refused(f"answer {number} to question {self.count}")
        if fault:
            raise Refused(f"{command}: {fault.get('message') or fault.get('error')}")
        return result

    def _read(self) -> Any:
        while b":" not in self.rest:
            self.rest += self._more()
        length, _, self.rest = self.rest.partition(b":")
        while len(self.rest) < int(length):
            self.rest += self._more()
        said, self.rest = self.rest[: int(length)], self.rest[int(length) :]
        return json.loads(said)

    def _more(self) -> bytes:
        data = self.socket.recv(1 << 16)
        if not data:
            raise Refused("Firefox hung up")
        return data

    def close(self) -> None:
        """Hangs up."""
        self.socket.close()


class FirefoxPage:
    """The one window of a Firefox: as much of Playwright's page as pages are looked at with."""

    def __init__(self, marionette: Marionette) -> None:
        self.marionette = marionette

    def goto(self, address: str) -> None:
        """Opens an address and waits until it is loaded."""
        self.marionette.ask("WebDriver:Navigate", url=address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """What a function of the page gives for an argument, its promise kept."""
        script = RUN.replace("FUNCTION", function)
        said = self.marionette.ask("WebDriver:ExecuteAsyncScript", script=script, args=[argument])
        good, found = said["value"]
        if not good:
            raise Refused(found)
        return found

    def resize(self, width: int, height: int) -> None:
        """Makes the window's inside so many CSS px wide and high."""
        for _ in range(4):
            inside = self.evaluate("() => [innerWidth, innerHeight, outerWidth, outerHeight]")
            if inside[:2] == [width, height]:
                return
            around = inside[2] - inside[0], inside[3] - inside[1]
            size = {"width": width + around[0], "height": height + around[1]}
            self.marionette.ask("WebDriver:SetWindowRect", **size)
        raise Refused(f"the window stays {inside[0]} x {inside[1]}, not {width} x {height}")


@contextmanager
def firefox(prefs: Mapping[str, Pref] = MappingProxyType({})) -> Iterator[FirefoxPage]:
    """A Firefox with these preferences beside ours, until the block is left."""
    if not FIREFOX.exists():
        raise FileNotFoundError(f"{FIREFOX} is not there: apt-get install firefox-esr")
    home = Path(tempfile.mkdtemp(prefix="newsgrid-firefox-"))
    lines = (
        f"user_pref({json.dumps(n)}, {json.dumps(said)});" for n, said in {**PREFS, **prefs}.items()
    )
    (home / "user.js").write_text("\n".join(lines))
    command = [*OURS, FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", home]
    surroundings = {**os.environ, "HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(
        list(map(str, command)),
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        marionette = Marionette(_port(home, process))
        marionette.ask("WebDriver:NewSession", strictFileInteractability=False)
        marionette.ask(
            "WebDriver:SetTimeouts", script=int(START * 1000), pageLoad=int(START * 1000)
        )
        yield FirefoxPage(marionette)
        marionette.close()
    finally:
        process.terminate()
        process.wait(START)
        shutil.rmtree(home, ignore_errors=True)


def _port(home: Path, process: subprocess.Popen[bytes]) -> int:
    """The port it listens on, which it writes down when it is ready."""
    note = home / "MarionetteActivePort"
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        if note.exists() and note.read_text().strip():
            return int(note.read_text())
        time.sleep(0.05)
    raise Refused("Firefox did not start")
