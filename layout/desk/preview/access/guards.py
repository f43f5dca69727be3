"""Who may ask the desk what: its owner's browser, by the desk's own pages, and nobody else.

The desk listens on 127.0.0.1 alone. Beyond that it trusts no request:

- Each must have the cookie that is given for the key of this run (`lock.py`), on both ports: other
  accounts of this machine reach them too. Without it the answer is 401, whatever is requested.
- Host must name this machine and the port, else a name that is made to point here (DNS rebinding)
  could be asked through. The desk has one origin: who says "localhost" is sent to 127.0.0.1.
- Origin and Sec-Fetch-Site must be the desk's own where a browser sends them: other sites open in
  the same browser can neither read nor write (CSRF). They may link to a view, as a document of its
  own, which they can neither frame nor read: a browser keeps the cookie (SameSite=Strict) from what
  another site leads to, so the page that answers 401 asks again, and then it is our own that asks.
- What writes must say so in a header of ours, which no form can send.
- Bodies are small, but for pictures and artwork; what is longer is answered at once, and kept
  nowhere.
- Pages of stories and creatives are of another origin (another port), behind a secret in their
  path: their scripts are not the desk's, and its policy lets the desk run no script but its own.
- Whatever goes wrong in here, the answer is a finding, never a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from layout.desk.preview.access.lock import CREATIVES, KEY, LOOPBACK, Lock
from layout.desk.preview.access.protocol import ACCOUNT

BODY = 6_100_000
"""Bytes of a request's body at most: a text of `files.LARGEST`, however JSON spells it. An escape
has at most three times the bytes of a character that people write."""

PICTURE_PATH, LATE_AD_PATH, PICTURE_BODY = "/api/story/picture", "/api/ads/late", 40_100_000
"""The paths that take more: a picture as a camera has it, the artwork of an ad; and how many bytes
at most."""

_LARGE = frozenset({PICTURE_PATH, LATE_AD_PATH, f"{LATE_AD_PATH}/artwork"})

_MARK = "x-newsgrid"
"""The header that a request that writes must have."""

_ALIAS = "localhost"
_READING = ("GET", "HEAD")
_DIGITS = 12
"""Of a length, at most."""


_Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """What is required of requests to a port, and the headers that its answers have.

    `strict` is the desk's own port; that of pages is only ever read, and is framed by the desk.
    `doors` are the paths that other sites may lead to. `shut` are the headers of what a creative
    is made of, which stays shut in wherever it is opened.
    """

    port: int
    headers: _Named
    strict: bool = True
    doors: frozenset[str] = frozenset()
    shut: _Named = ()

    def headers_of(self, path: str) -> _Named:
        """The headers of the answer for a path."""
        return self.shut if self.shut and CREATIVES.search(path) else self.headers

    def led_in(self, scope: Scope, headers: Headers) -> bool:
        """Whether a link, on whatever site, leads to a view, in a window of its own."""
        return (
            scope["method"] in _READING
            and scope["path"] in self.doors
            and "origin" not in headers
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        )


class Safety:
    """An ASGI application behind a guard and a lock: answers 303, 307, 401, 403, 405 and 413
    itself."""

    def __init__(self, app: ASGIApp, guard: Guard, lock: Lock) -> None:
        self.app, self._guard, self._lock = app, guard, lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, where it is allowed."""
        if scope["type"] != "http":  # no web sockets here; the life of the server is uvicorn's
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        send = _with(send, self._guard.headers_of(scope["path"]))
        answer = self._answer(scope)
        if answer:
            await answer(scope, receive, send)
            return
        # What went wrong has been answered where it could be; else the connection is cut.
        with suppress(Exception):
            await self.app(scope, _Body(receive, _most(scope)).receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        """What is answered here and now, None where the application is to answer."""
        headers, guard = Headers(scope=scope), self._guard
        if not _named(scope, headers.get("host", ""), guard):
            return _refused(403, "this desk answers to 127.0.0.1 and localhost only")
        if headers["host"] == f"{_ALIAS}:{guard.port}":
            path = scope["raw_path"].decode("latin-1") + _query_string(scope["query_string"])
            return RedirectResponse(f"http://{LOOPBACK}:{guard.port}{path}", 307)
        refusal = _refusal(scope, headers, guard)
        account = scope.get("state", {}).get(ACCOUNT)
        known = self._lock.opened(headers.getlist("cookie"), account)
        entered = None if refusal else self._entered(scope, known, account)
        if entered:
            return entered
        if not known and not (guard.shut and self._lock.frees(scope["path"])):
            again = guard.led_in(scope, headers) and headers.get("sec-fetch-site") == "cross-site"
            return _turned_away(headers, _without_key(scope) if again else None)
        return refusal

    def _entered(self, scope: Scope, known: bool, account: str | None) -> Response | None:
        """The answer to who comes to a door with a key: the cookie, and on without the key, which
        stays in no history; None where it is not the right one, or there is none."""
        key = QueryParams(scope["query_string"].decode("latin-1")).get(KEY)
        if key is None or scope["method"] not in _READING or scope["path"] not in self._guard.doors:
            return None
        turned = self._lock.turned(key, account)
        if not turned and not known:
            return None
        answer = RedirectResponse(_without_key(scope), 303)
        if turned and account is not None:
            given = self._lock.given(account)
            answer.set_cookie(self._lock.cookie, given, httponly=True, samesite="strict")
        return answer


class TooLong(Exception):
    """A body was longer than it says or than it may be."""


class _Body:
    """Counts what comes in."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._length, self._most = receive, 0, most

    async def receive(self) -> Message:
        """The next part of a body. Raises TooLong."""
        message = await self._receive()
        self._length += len(message.get("body", b""))
        if self._length > self._most:
            raise TooLong
        return message


def _refusal(scope: Scope, headers: Headers, guard: Guard) -> Response | None:
    """The refusal of a request that is not allowed; None where it is allowed."""
    reading = scope["method"] in _READING
    if guard.strict and not (_own(headers) or guard.led_in(scope, headers)):
        return _refused(403, "this desk answers to its own pages only")
    if not guard.strict and not reading:
        return _refused(405, "pages are only read")
    if not reading and _MARK not in headers:
        return _refused(403, f"what writes needs the header {_MARK}")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > _DIGITS or int(length) > _most(scope):
        return _refused(413, f"more than {_most(scope):,} bytes")
    return None


def _most(scope: Scope) -> int:
    """Bytes of a request's body at most."""
    return PICTURE_BODY if scope["path"] in _LARGE else BODY


def _named(scope: Scope, host: str, guard: Guard) -> bool:
    """Whether a request is for this port of this machine, by its name; to its alias only such as
    can be sent on."""
    if host == f"{_ALIAS}:{guard.port}":
        return scope["method"] in _READING and scope["raw_path"].startswith(b"/")
    return host == f"{LOOPBACK}:{guard.port}"


def _own(headers: Headers) -> bool:
    """Whether a request comes from the desk's own page, or from no page: typed in, or a script."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    return origin in (None, f"http://{headers['host']}") and site in (None, "same-origin", "none")


def _refused(status: int, why: str) -> Response:
    return JSONResponse(
        {"findings": [{"code": "refused", "severity": "error", "message": why}]}, status
    )


def _without_key(scope: Scope) -> str:
    """The path and query that are requested, without a key."""
    parts = scope["query_string"].split(b"&")
    rest = b"&".join(part for part in parts if part.partition(b"=")[0] != KEY.encode())
    return str(scope["raw_path"].decode("latin-1")) + _query_string(rest)


def _query_string(query: bytes) -> str:
    return f"?{query.decode('latin-1')}" if query else ""


def _with(send: Send, extra: Iterable[tuple[str, str]]) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in extra:
                headers.setdefault(name, value)
        await send(message)

    return sent


def desk_guard(own: int, pages: int, doors: Iterable[str] = ()) -> Guard:
    """The guard of the desk's own port, with the paths that links may lead to.

    Style attributes are allowed, since Ace and overlays place things by them: no script comes in
    by these.
    """
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        f"frame-src http://{LOOPBACK}:{pages}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )
    headers = (
        ("content-security-policy", policy),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        *_PLAIN,
    )
    return Guard(own, headers, doors=frozenset(doors))


def pages_guard(own: int, pages: int) -> Guard:
    """The guard of the pages' port: framed by the desk alone, and loading nothing from elsewhere.

    The page's own policy, in its head, holds beside this one: what both allow is allowed. What
    creatives.toml lets a creative do, it does here too, but in no origin at all.
    """
    framers = f"frame-ancestors 'self' http://{LOOPBACK}:{own}"
    page = (
        "default-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
        f"base-uri 'none'; form-action 'self'; {framers}"
    )
    creative = (
        "sandbox allow-scripts allow-popups; default-src 'self' data: blob: 'unsafe-inline'; "
        f"connect-src 'none'; object-src 'none'; form-action 'none'; {framers}"
    )
    headers = (("content-security-policy", page), *_PLAIN)
    shut = (("content-security-policy", creative), *_PLAIN)
    return Guard(pages, headers, strict=False, shut=shut)


_PLAIN = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


# --- the answer to those who have no key: a page in a window, a finding everywhere else -----------


_NO_KEY = "this desk opens with its key alone, and this request has none"
_REMEDY = "open the address that newsgrid preview printed where it was started"
_CHALLENGE = {"www-authenticate": 'Key realm="newsgrid preview"'}
"""Every answer 401 says what would be taken (RFC 9110, 15.5.2); no browser asks for this one."""

_LOCKED = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Locked – newsgrid</title>{again}
<style>body {{ max-width: 36em; margin: 15vh auto; padding: 0 1.5em; font: 1.05rem/1.5 sans-serif }}
</style>
</head>
<body>
<h1>This desk is locked</h1>
<p>It opens with its key, which is in the address that <code>newsgrid preview</code> printed in the
terminal where it was started: the one with <code>?key=</code> in it. Open that.</p>
<p>Each run has a key of its own, so an address or a tab of an earlier run opens nothing. If you
cannot find it, end the desk with Ctrl-C and start it again.</p>
</body>
</html>
"""


def _turned_away(headers: Headers, again: str | None = None) -> Response:
    """The answer 401. In a window it is a page; with `again` one that goes there at once by itself:
    a browser that was led here by another site keeps the cookie to itself until a page of our own
    asks."""
    if _is_read(headers):
        soon = f'\n<meta http-equiv="refresh" content="0;url={escape(again)}">' if again else ""
        return HTMLResponse(_LOCKED.format(again=soon), 401, _CHALLENGE)
    finding = {"code": "locked", "severity": "error", "message": _NO_KEY, "hint": _REMEDY}
    return JSONResponse({"findings": [finding]}, 401, _CHALLENGE)


def _is_read(headers: Headers) -> bool:
    """Whether somebody looks at the answer, not a script."""
    mode = headers.get("sec-fetch-mode")
    return mode == "navigate" or (mode is None and "text/html" in headers.get("accept", ""))
