"""Fetches addresses of hosts that were allowed, one after the other, and keeps what came.

    address ─▶ host named? ─▶ number public? ─▶ asked ─▶ redirect: from the beginning, five at most
                                                  ├─ not changed: what is kept
                                                  └─ a type that was asked for, within limits: kept

A run has limits of its own, on answers, bytes and hours, so that no site can keep it for ever.
Between two questions to a host there is a pause; one that says it has too much to do is asked again
when it says so. robots.txt is for those who follow links by themselves: here a person named the
host.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin

from layout.imports.fetch.exchange import Answer, Broken, Ways, answered
from layout.imports.fetch.hosts import Refused, Target, target_of
from layout.imports.fetch.kept import Cache, Kept
from slots.finding import Finding
from slots.legible import shown

PICTURES = ("image/",)
PAGES = (
    "text/html",
    "application/xhtml+xml",
    "application/json",
    "application/feed+json",
    "application/rss+xml",
    "application/atom+xml",
    "application/xml",
    "text/xml",
    "application/rdf+xml",
)
_ANY = ("application/octet-stream", "binary/octet-stream", "")
"""What servers say of a file that they do not know: its content is looked at instead."""

_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TRIES = 3
_PAUSE = 0.25
"""Seconds between two questions to the same host."""

_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may fetch: answers, bytes of one and of all, seconds."""

    answers: int = 50_000
    one: int = 100_000_000
    all: int = 20_000_000_000
    seconds: float = 12 * 3600.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes that were fetched: the file they are kept in, and what is known of them."""

    file: Path
    kept: Kept

    def read(self) -> bytes:
        """All of them."""
        return self.file.read_bytes()


@dataclass(slots=True)
class Fetcher:
    """What fetches in one run, from hosts that were named: it counts, and keeps."""

    hosts: frozenset[str]
    cache: Cache
    ways: Ways = field(default_factory=Ways)
    limits: Limits = Limits()
    _answers: int = 0
    _bytes: int = 0
    _began: float | None = None
    _last_request: dict[str, float] = field(default_factory=dict)
    _done: dict[str, Fetched | Refused] = field(default_factory=dict)

    def fetch(self, address: str, kinds: tuple[str, ...]) -> Fetched:
        """What an address has, of one of the kinds. Raises Refused."""
        found = self._done.get(address)
        if found is None:
            try:
                found = self._fetched(address, kinds)
            except Refused as error:
                found = error
            except OSError as error:
                found = Refused("cache", f"cannot be kept: {error}", "free some space")
            self._done[address] = found
        if isinstance(found, Refused):
            raise found
        return found

    def picture(self, address: str) -> bytes | Finding:
        """The bytes of a picture, or why there are none."""
        try:
            return self.fetch(address, PICTURES).read()
        except Refused as error:
            return error.finding

    def _fetched(self, address: str, kinds: tuple[str, ...]) -> Fetched:
        """The same, which was not fetched before."""
        for _ in range(_TRIES):
            try:
                return self._followed(address, kinds)
            except Broken as error:
                failure = error
        message = f"{shown(address)} breaks off: {failure}"
        raise Refused("broken-answer", message, "import again: it goes on where it broke off")

    def _followed(self, address: str, kinds: tuple[str, ...]) -> Fetched:
        """What an address has, wherever it leads. Raises Refused, Broken."""
        here = address
        for _ in range(_REDIRECTS + 1):
            target = target_of(here, self.hosts)
            led = self._step(address, target, kinds)
            if isinstance(led, Fetched):
                return led
            here = urljoin(target.address, led)
        message = f"{shown(address)} leads on more than {_REDIRECTS} times"
        raise Refused("redirects", message, "name the address that it leads to in the end")

    def _step(self, address: str, target: Target, kinds: tuple[str, ...]) -> Fetched | str:
        """One question, with its answer, or the address that it leads to; a host that has too much
        to do is asked again."""
        for _ in range(_TRIES):
            self._paused(target)
            with answered(target, self._headers(address, kinds), self.ways) as answer:
                if answer.status not in _BUSY:
                    return self._answered(address, target, answer, kinds)
                self.ways.wait(_pause(answer))
        message = f"{target.site} has too much to do (status {answer.status})"
        raise Refused("busy-host", message, "import again later: what was fetched is kept")

    def _headers(self, address: str, kinds: tuple[str, ...]) -> dict[str, str]:
        """What is requested, and what is known already."""
        accepted = ", ".join(f"{kind}*" if kind.endswith("/") else kind for kind in kinds)
        headers = {"Accept": f"{accepted}, */*;q=0.1"}
        part = self.cache.known(address, part=True)
        if part and part.version:
            size = self.cache.part(address).stat().st_size
            return {**headers, "Range": f"bytes={size}-", "If-Range": part.version}
        whole = self.cache.known(address)
        return {**headers, **(whole.condition if whole else {})}

    def _answered(
        self, address: str, target: Target, answer: Answer, kinds: tuple[str, ...]
    ) -> Fetched | str:
        if answer.status in _MOVED and "location" in answer.headers:
            return answer.headers["location"]
        whole = self.cache.known(address)
        if answer.status == 304 and whole:
            return Fetched(self.cache.body(address), whole)
        if answer.status == 416:  # what came so far is no part of it any more
            self.cache.forget_part(address)
            raise Broken("it changed meanwhile")
        if answer.status not in (200, 206):
            message = f"{target.address} is not there (status {answer.status})"
            raise Refused("not-there", message, "check the address")
        if not _is_of(answer.kind, kinds):
            message = f"{target.address} is no {_expected(kinds)}: {shown(answer.kind)}"
            raise Refused("other-type", message, "import it from a file, if it is one after all")
        return self._kept(address, target, answer)

    def _kept(self, address: str, target: Target, answer: Answer) -> Fetched:
        """The body of an answer, kept. Raises Refused where it is over a limit, Broken."""
        headers, file = answer.headers, self.cache.part(address)
        kept = Kept(
            address,
            target.address,
            answer.kind,
            headers.get("etag", ""),
            headers.get("last-modified", ""),
            headers.get("link", ""),
            _count(headers, "x-wp-totalpages"),
        )
        goes_on = answer.status == 206 and self._fits(headers, file)
        if answer.status == 206 and not goes_on:
            self.cache.forget_part(address)
            raise Broken("it goes on at another place")
        size = file.stat().st_size if goes_on else 0
        if not goes_on:
            self.cache.begin(replace(kept, etag="", modified="") if answer.packed else kept)
        with file.open("ab" if goes_on else "wb") as out:
            for part in answer.body:
                size += len(part)
                self._bytes += len(part)
                if size > self.limits.one:
                    self.cache.forget_part(address)
                    message = f"{target.address} has over {self.limits.one:,} bytes"
                    raise Refused("too-much", message, "import it from a file")
                self._check_limits()
                out.write(part)
        self.cache.finish(kept)
        return Fetched(self.cache.body(address), kept)

    @staticmethod
    def _fits(headers: Mapping[str, str], file: Path) -> bool:
        """Whether a part goes on where what is kept ends."""
        size = file.stat().st_size if file.is_file() else -1
        return headers.get("content-range", "").lower().startswith(f"bytes {size}-")

    def _paused(self, target: Target) -> None:
        """Waits until a host may have another request, and counts."""
        now = self.ways.now()
        last = self._last_request.get(target.site)
        if last is not None and now - last < _PAUSE:
            self.ways.wait(_PAUSE - (now - last))
        self._last_request[target.site] = self.ways.now()
        self._answers += 1
        self._check_limits()

    def _check_limits(self) -> None:
        """Raises Refused where a run fetches more than any should."""
        now = self.ways.now()
        self._began = now if self._began is None else self._began
        over = {
            f"{self.limits.answers:,} answers": self._answers > self.limits.answers,
            f"{self.limits.all:,} bytes": self._bytes > self.limits.all,
            f"{self.limits.seconds / 3600:.0f} hours": now - self._began > self.limits.seconds,
        }
        for limit, passed in over.items():
            if passed:
                message = f"more than {limit} were fetched: no more is"
                raise Refused("limit", message, "import again: it goes on with what is kept")


def _pause(answer: Answer) -> float:
    """For how many seconds a host that has too much to do wants no request."""
    seconds = answer.headers.get("retry-after", "")
    return min(float(seconds), _LONGEST_PAUSE) if seconds.isdecimal() else 5.0


def _is_of(kind: str, kinds: tuple[str, ...]) -> bool:
    """Whether a type is one of those requested; a drawing (SVG) is looked at before it is used."""
    return kind in _ANY or kind.startswith(kinds)


def _expected(kinds: tuple[str, ...]) -> str:
    return "picture" if kinds is PICTURES else "page, feed or list of posts"


def _count(headers: Mapping[str, str], name: str) -> int:
    value = headers.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 8 else 0
