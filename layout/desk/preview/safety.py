"""Who may ask the desk what: this machine's browser, by the desk's own pages, and nobody else.

The desk listens on 127.0.0.1 alone. Beyond that it trusts no request:

- Host must name this machine and the port, else a name that is made to point here (DNS rebinding)
  could be asked through.
- Origin and Sec-Fetch-Site must be the desk's own where a browser sends them: other sites open in
  the same browser can neither read nor write (CSRF).
- What writes must say so in a header of ours, which no form can send.
- Bodies are small; longer ones are not read to their end.
- Pages of stories and creatives are of another origin (another port), behind a secret in their
  path: their scripts are not the desk's, and its policy lets the desk run no script but its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 4_000_000
"""Bytes of a request's body at most: a text of `files.LARGEST`, spelled as JSON."""

MARK = "x-newsgrid"
"""The header that a request that writes must have."""

NAMES = ("127.0.0.1", "localhost")
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Guard:
    """What is asked of requests to a port, and the headers that its answers have.

    `strict` is the desk's own port; that of pages is only ever read, and is framed by the desk.
    """

    port: int
    headers: tuple[tuple[str, str], ...]
    strict: bool = True


class Safety:
    """An ASGI application behind a guard: answers 403, 405 and 413 itself."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on, where it may be asked."""
        if scope["type"] != "http":  # no web sockets here; the life of the server is uvicorn's
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope["method"], headers, self._guard)
        if refusal:
            status, why = refusal
            answer = JSONResponse({"findings": [_finding(why)]}, status)
            await answer(scope, receive, _with(send, self._guard.headers))
            return
        body = _Body(receive, _with(send, self._guard.headers))
        await self._app(scope, body.receive, body.send)


class TooLong(Exception):
    """A body was longer than it says or than it may be."""


class _Body:
    """Counts what comes in."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self.send, self._length = receive, send, 0

    async def receive(self) -> Message:
        """The next part of a body. Raises TooLong."""
        message = await self._receive()
        self._length += len(message.get("body", b""))
        if self._length > BODY:
            raise TooLong
        return message


def _refusal(method: str, headers: Headers, guard: Guard) -> tuple[int, str] | None:
    """Why a request is not answered, None where it is."""
    hosts = {f"{name}:{guard.port}" for name in NAMES}
    host = headers.get("host", "")
    if host not in hosts:
        return 403, "this desk answers to 127.0.0.1 and localhost only"
    if guard.strict and not _own(headers, host):
        return 403, "this desk answers to its own pages only"
    if not guard.strict and method not in READING:
        return 405, "pages are only read"
    if method not in READING and MARK not in headers:
        return 403, f"what writes needs the header {MARK}"
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > BODY:
        return 413, f"more than {BODY:,} bytes"
    return None


def _own(headers: Headers, host: str) -> bool:
    """Whether a request comes from the desk's own page, or from no page: typed in, or a script."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    return origin in (None, f"http://{host}") and site in (None, "same-origin", "none")


def _finding(why: str) -> dict[str, str]:
    return {"code": "refused", "severity": "error", "message": why}


def _with(send: Send, extra: Iterable[tuple[str, str]]) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in extra:
                headers.setdefault(name, value)
        await send(message)

    return sent


def desk_guard(own: int, pages: int) -> Guard:
    """The guard of the desk's own port.

    Style attributes are allowed, since Ace and overlays place things by them: no script comes in
    by these.
    """
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        f"frame-src http://127.0.0.1:{pages}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )
    return Guard(
        own,
        (
            ("content-security-policy", policy),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            *_PLAIN,
        ),
    )


def pages_guard(own: int, pages: int) -> Guard:
    """The guard of the pages' port: framed by the desk alone, and loading nothing from elsewhere.

    The page's own policy, in its head, holds beside this one: what both allow is allowed.
    """
    framers = " ".join(f"http://{name}:{own}" for name in NAMES)
    policy = (
        "default-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
        f"base-uri 'none'; form-action 'self'; frame-ancestors 'self' {framers}"
    )
    return Guard(pages, (("content-security-policy", policy), *_PLAIN), strict=False)


_PLAIN = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
