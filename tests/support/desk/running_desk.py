"""A preview desk for tests: the command itself, in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

ROOT = Path(__file__).parents[3]
CODE = "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 120


def unpictured(story: Path) -> str:
    """A story's text without its pictures, for tests that count its gaps."""
    return re.sub(r"^!\[.*\n\n", "", story.read_text(), flags=re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Running:
    """A desk that runs: the address that it says, with its key, and its process."""

    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address without the key: a view's name may be added to it."""
        return self.address.partition("?")[0]

    @property
    def port(self) -> int:
        """The desk's own port."""
        port = urlsplit(self.address).port
        assert port
        return port

    @cached_property
    def cookie(self) -> str:
        """What a browser has for the key: "name=value"."""
        return cookie_of(self.address)

    def admit(self, context: BrowserContext) -> None:
        """Lets a browser in, as if it had been shown the key."""
        name, _, value = self.cookie.partition("=")
        kind = {"httpOnly": True, "sameSite": "Strict"}
        context.add_cookies([{"name": name, "value": value, "url": self.url, **kind}])  # type: ignore[typeddict-item]

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        port: int | None = None,
    ) -> Answer:
        """Asks as the desk's own pages do: a JSON body (bytes go as they are), the header and the
        cookie."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            own = {"x-newsgrid": "test", "content-type": "application/json", "cookie": self.cookie}
            connection.request(method, path, sent, {**own, **(headers or {})})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def stop(self, how: int = signal.SIGINT) -> int:
        """Ends it as Ctrl-C does, and gives its exit code; what it wrote is in `said`."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            out, err = self.process.communicate(timeout=PATIENCE)
            self.said += [out, err]
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode


def cookie_of(address: str) -> str:
    """The cookie that is given for the key in an address, "name=value"."""
    spot = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", spot.port, timeout=PATIENCE)
    try:
        connection.request("GET", f"{spot.path}?{spot.query}")
        answer = connection.getresponse()
        assert answer.status == 303, answer.read()
        return (answer.getheader("set-cookie") or "").partition(";")[0]
    finally:
        connection.close()


@contextmanager
def desk_on(place: Path, *options: str) -> Iterator[Running]:
    """`newsgrid preview PLACE`, until the block ends; it must then end by itself, in silence."""
    arguments = ["preview", str(place), "--port", "0", "--no-open", "--json", *options]
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.communicate()[1])
    running = Running(json.loads(line)["url"], process)
    try:
        yield running
    finally:
        stopped = process.poll() is not None
        running.stop()
    if not stopped:
        assert not running.said[-1], running.said[-1]
